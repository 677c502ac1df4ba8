"""Which rows below a header are data, and why each of the others is left out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from analysis.data.intake.cells import MISSING, Reader, Readings, is_missing, readings
from analysis.data.intake.grid import filled_cells
from analysis.data.intake.recognise import Layout
from analysis.data.intake.words import Vocabulary, plain

Cell = TypeVar("Cell")
Why = Literal["note", "header", "total", "empty"]
NOTE = re.compile(
    r"\s*(?:[※＊*☞◆]|주\s*\d*\s*[):]|(?:자료|출처|비고|참고)\s*(?:출처)?\s*[:：]|(?:notes?|sources?)\s*[.:]|끝\.?\s*$)",
    re.IGNORECASE,
)

_LOOKS_ODD = re.compile(
    rf"^(?:{NOTE.pattern}|\s*(?:{'|'.join(map(re.escape, MISSING))})\s*$)", re.IGNORECASE | re.MULTILINE
)


@dataclass(frozen=True)
class Dropped:
    """A row that is left out: its line, what it says, and why."""

    line: int
    text: str
    why: Why


@dataclass(frozen=True)
class DataRows:
    """The rows of a grid that are data, their keys' tokens (blank ones filled from above) and what they stand for."""

    kept: Sequence[int]
    keys: Mapping[str, list[str]]
    readings: Mapping[str, Readings[str]]
    dropped: tuple[Dropped, ...]
    totals: tuple[int, ...]
    filled_down: int


def picked(cells: Sequence[Cell], kept: Sequence[int]) -> Sequence[Cell]:
    """The items at the places that are kept."""
    return cells[kept.start : kept.stop] if isinstance(kept, range) else [cells[at] for at in kept]


def column_cells(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    """The cells of one column; blank where a row is too short."""
    try:
        return [row[at] for row in rows]
    except IndexError:
        return [row[at] if at < len(row) else "" for row in rows]


def data_rows(layout: Layout, readers: Mapping[str, Reader], vocabulary: Vocabulary) -> DataRows:
    """The data below a layout's header; only rows with an odd key are looked at one by one."""
    start = layout.header.rows[-1] + 1
    rows = layout.grid.rows[start:]
    keys = {key: column_cells(rows, layout.header.columns[key]) for key in readers if key in layout.header.columns}
    read = {key: readings(tokens, readers[key]) for key, tokens in keys.items()}
    left_out: dict[int, Dropped | None] = {}
    totals: list[int] = []
    for at in _odd_rows(keys, read) if keys else range(len(rows)):
        cells = filled_cells(rows[at])
        why = _why(cells, rows[at], layout, vocabulary)
        if why == "total":
            totals.append(start + at)
        if why or not cells:
            left_out[at] = Dropped(layout.grid.lines[start + at], " | ".join(cells), why) if why else None
    filled_down = _fill_down(keys, left_out, layout)
    kept: Sequence[int] = range(len(rows))
    if left_out:
        kept = [at for at in kept if at not in left_out]
        keys = {key: [tokens[at] for at in kept] for key, tokens in keys.items()}
        kept = [start + at for at in kept]
    else:
        kept = range(start, start + len(rows))
    return DataRows(kept, keys, read, tuple(filter(None, left_out.values())), tuple(totals), filled_down)


def _odd_rows(keys: Mapping[str, Sequence[str]], read: Mapping[str, Readings[str]]) -> list[int]:
    """The rows with a key that needs a look: it is blank, looks like a note, or can't be read."""
    found: set[int] = set()
    for key, tokens in keys.items():
        known, bad = read[key]
        # A long column is searched as one text: no more than that is needed where nothing in it is odd.
        plain_text = not bad and not _LOOKS_ODD.search("\n".join(known))
        odd = set() if plain_text else {one for one in known if one in bad or NOTE.match(one) or is_missing(one)}
        if odd:
            found.update(at for at, token in enumerate(tokens) if token in odd)
    return sorted(found)


def _why(cells: Sequence[str], row: Sequence[str], layout: Layout, vocabulary: Vocabulary) -> Why | None:
    """Why a row with an odd key is no data; None where it is blank, or data all the same."""
    if not cells:
        return None
    columns = layout.header.columns
    key_cells = [row[columns[key]] for key in layout.table.key if key in columns and columns[key] < len(row)]
    if NOTE.match(cells[0]) or (len(cells) == 1 and cells == filled_cells(key_cells)):
        return "note"
    if any(cells == filled_cells(layout.grid.rows[at]) for at in layout.header.rows):
        return "header"
    has_total = any("total" in layout.table.column(key).constraints.get("enum", ()) for key in layout.table.key)
    if not has_total and not vocabulary.totals.isdisjoint(map(plain, key_cells)):
        return "total"
    return None


def _fill_down(keys: Mapping[str, list[str]], left_out: Mapping[int, object], layout: Layout) -> int:
    """Fills blank cells of all keys but the last from above, as merged cells leave them; returns how many."""
    filled = 0
    *outer, last = [key for key in layout.table.key if key in keys] or [""]
    for key in outer:
        above = ""
        for at, token in enumerate(keys[key]):
            if at in left_out:
                continue
            if token.strip():
                above = token
            elif above and keys[last][at].strip():
                keys[key][at] = above
                filled += 1
    return filled
