"""Which rows below a header are data, and why each of the others is left out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.data.intake.cells import Reader, Readings, is_missing, readings
from analysis.data.intake.column import Column
from analysis.data.intake.grid import filled_cells
from analysis.data.intake.layout import Layout
from analysis.data.intake.words import Vocabulary, plain

Why = Literal["note", "header", "total", "empty"]
NOTE = re.compile(
    r"\s*(?:[※＊*☞◆]|주\s*\d*\s*[):]|(?:자료|출처|비고|참고)\s*(?:출처)?\s*[:：]|(?:notes?|sources?)\s*[.:]|끝\.?\s*$)",
    re.IGNORECASE,
)

_DIGIT = re.compile(r"\d")
# No note and no word for "missing" begins with another letter or with a digit.
_NOTE_STARTS = frozenset("주자출비참끝nNsS")


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
    keys: Mapping[str, Column[str]]
    readings: Mapping[str, Readings[str]]
    dropped: tuple[Dropped, ...]
    totals: tuple[int, ...]
    filled_down: int


def data_rows(layout: Layout, readers: Mapping[str, Reader], vocabulary: Vocabulary) -> DataRows:
    """The data below a layout's header; only rows with an odd key are looked at one by one."""
    start = layout.header.rows[-1] + 1
    below = range(start, len(layout.grid.rows))
    columns = layout.header.columns
    keys = {key: layout.grid.column(columns[key], below) for key in readers if key in columns}
    read = {key: readings(cells.tokens, readers[key]) for key, cells in keys.items() if readers[key] is not str.strip}
    left_out: dict[int, Dropped | None] = {}
    totals: list[int] = []
    for at in _odd_rows(keys, read) if keys else range(len(below)):
        row = layout.grid.rows[start + at]
        cells = filled_cells(row)
        why = _why(cells, row, layout, vocabulary)
        if why == "total":
            totals.append(start + at)
        if why or not cells:
            left_out[at] = Dropped(layout.grid.lines[start + at], " | ".join(cells), why) if why else None
    filled_down = _fill_down(keys, left_out, layout)
    kept: Sequence[int] = below
    if left_out:
        stay = [at for at in range(len(below)) if at not in left_out]
        keys = {key: cells.picked(stay) for key, cells in keys.items()}
        kept = [start + at for at in stay]
    return DataRows(kept, keys, read, tuple(filter(None, left_out.values())), tuple(totals), filled_down)


def _odd_rows(keys: Mapping[str, Column[str]], read: Mapping[str, Readings[str]]) -> list[int]:
    """The rows with a key that needs a look: it is blank, looks like a note, or can't be read."""
    found: set[int] = set()
    for key, cells in keys.items():
        _, bad = read.get(key, ({}, {}))
        suspect = cells.initials if bad else {start for start in cells.initials if not _begins_plainly(start)}
        some = (one for one in cells.tokens if one[:1] in suspect) if suspect else ()
        found.update(cells.rows_with({one for one in some if one in bad or NOTE.match(one) or is_missing(one)}))
    return sorted(found)


def _begins_plainly(start: str) -> bool:
    letter_or_digit = (start.isascii() and start.isalnum()) or "가" <= start <= "힣"
    return letter_or_digit and start not in _NOTE_STARTS


def _why(cells: Sequence[str], row: Sequence[str], layout: Layout, vocabulary: Vocabulary) -> Why | None:
    """Why a row with an odd key is no data; None where it is blank, or data all the same."""
    if not cells:
        return None
    columns = layout.header.columns
    key_cells = [row[columns[key]] for key in layout.table.key if key in columns and columns[key] < len(row)]
    figures = (columns[one.name] for one in layout.table.with_role("figure") if one.name in columns)
    has_figures = any(at < len(row) and _DIGIT.search(row[at]) for at in figures)
    if not has_figures and (NOTE.match(cells[0]) or (len(cells) == 1 and cells == filled_cells(key_cells))):
        return "note"
    if any(cells == filled_cells(layout.grid.rows[at]) for at in layout.header.rows):
        return "header"
    has_total = any("total" in layout.table.column(key).constraints.get("enum", ()) for key in layout.table.key)
    if not has_total and not vocabulary.totals.isdisjoint(map(plain, key_cells)):
        return "total"
    return None


def _fill_down(keys: dict[str, Column[str]], left_out: Mapping[int, object], layout: Layout) -> int:
    """Fills blank cells of all keys but the last from above, as merged cells leave them; returns how many."""
    filled = 0
    *outer, last = [key for key in layout.table.key if key in keys] or [""]
    for key in outer:
        if all(map(str.strip, keys[key].tokens)):
            continue
        above, cells = "", list(keys[key])
        for at, token in enumerate(cells):
            if at in left_out:
                continue
            if token.strip():
                above = token
            elif above and keys[last][at].strip():
                cells[at] = above
                filled += 1
        keys[key] = Column(cells)
    return filled
