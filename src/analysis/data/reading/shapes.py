"""Tables read by the shape that the contract tells (`reading`): rows by their label, columns by their heading."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from analysis.data.contract import Printing, TableContract
from analysis.data.reading.cells import Cell, Reports, pattern
from analysis.data.reading.figure import How
from analysis.data.reading.keys import dated_keys, in_order, is_dated, key_of, known_keys
from analysis.data.reading.lines import Line, read_line, words_of
from analysis.data.reading.lists import read_list
from analysis.data.reading.spans import carried, token_map
from analysis.data.reading.tables import Block, texts
from analysis.data.trace import Place

ALIKE = 75.0  # likeness in percent of a label or a heading that is written a little otherwise


def read_shape(table: TableContract, shape: Printing, reports: Reports) -> list[Cell]:
    """The table's cells in the new report; none where the table is not found in its shape."""
    reader = {"rows": _rows, "columns": _columns, "list": read_list}[shape.shape]
    return list(reader(table, shape, reports))


@dataclass(frozen=True)
class Home:
    """The old table and the new one, how sure that is, and whether it stands between the same neighbours at least."""

    old: Block
    new: Block
    how: How
    near: bool


def _home(reports: Reports) -> Home | None:
    """The old table, the new one in which most of its lines stand again, and how sure that is."""
    at = Counter(place.line for place, _, _ in reports.places)
    block = next((reports.old[line] for line in at if line in reports.old), None)
    if block is None:
        return None
    paired = [reports.pairs[line.number] for line in block.lines if line.number in reports.pairs]
    votes = Counter(reports.new[pair.new.number].lines[0].number for pair in paired if pair.new.number in reports.new)
    if not votes:
        return None
    first, count = votes.most_common(1)[0]
    sure = [p.how for p in paired if p.how != "like" and p.new.number in reports.new
            and reports.new[p.new.number].lines[0].number == first]  # fmt: skip
    near = bool(sure) or any(pair.beside for pair in paired)
    clear = len(sure) * 2 > len(block.lines) and count * 2 > sum(votes.values())
    # A table whose lines all changed is still the one between the same neighbours, but someone must look.
    how = Counter(sure).most_common(1)[0][0] if clear else "like"
    return Home(block, reports.new[first], how, near)


def _rows(table: TableContract, shape: Printing, reports: Reports) -> Iterator[Cell]:
    if (home := _home(reports)) is None:
        return
    old, new, how = home.old, home.new, home.how
    key = table.column(shape.key)
    by_row = {line.number: words_of(texts(line)[0]) for line in old.rows}
    known = {by_row[place.line]: keys[shape.key] for place, keys, _ in reports.places if place.line in by_row}
    columns = dict(_headed(table, shape, new.headings))
    was = {name: at for at, (name, _, _) in _headed(table, shape, old.headings)}
    labels = Counter(words_of(texts(line)[0]) for line in new.rows)
    olds = {words_of(texts(line)[0]): line for line in old.rows}
    partners = {
        pair.new.number: by_row[pair.old.number] for pair in reports.pairs.values() if pair.old.number in by_row
    }
    for line in new.rows:
        label, words = texts(line)[0], words_of(texts(line)[0])
        if not any(texts(line)[1:]) or not words:
            continue
        value, sure = key_of(key, label, known, reports.edition), labels[words] == 1
        if value and is_dated(key):
            sure = sure and in_order([value], reports.edition)
        if not value and (near := partners.get(line.number) or _nearest(words, list(known.keys() - labels.keys()))):
            value, sure = known.get(near, ""), False
        before = olds.get(words)
        for at, (name, cell, exact) in columns.items():
            if at >= len(line.cells):
                continue
            state: How = how if sure and exact else "like"
            if state == "same" and was.get(name) != at:
                state = "moved"
            across = {shape.across: name} if shape.across else {}
            keys = {shape.key: value, **across}
            there = was.get(name)
            old_cell = _cell(before, there) if before and there is not None and before.number in by_row else None
            yield from _read_cell(line, at, cell, keys, state, reports, old_cell, label)


def _headed(
    table: TableContract, shape: Printing, headings: Sequence[str]
) -> Iterator[tuple[int, tuple[str, str, bool]]]:
    """The columns of a table with figures: what each is called, its cells' pattern, whether the heading is as told."""
    if isinstance(shape.cells, str):
        names = known_keys(table.column(shape.across)) if shape.across else {}
        wanted = {words: (value, shape.cells) for words, value in names.items()}
    else:
        wanted = {words_of(heading): (heading, cell) for heading, cell in shape.cells.items()}
    spoken = [words_of(heading) for heading in headings]
    free = {words: value for words, value in wanted.items() if spoken.count(words) != 1}
    for at, words in enumerate(spoken):
        if at and words in wanted and words not in free:
            yield at, (*wanted[words], True)
        elif at and words and (near := _but_numbers(words, list(free)) or _nearest(words, list(free))):
            yield at, (*free.pop(near), False)


def _but_numbers(words: str, among: Sequence[str]) -> str:
    """The one that says the same with other numbers, such as another year."""
    found = [one for one in among if re.sub(r"\d+", "", one) == re.sub(r"\d+", "", words)]
    return found[0] if len(found) == 1 else ""


def _nearest(words: str, among: Sequence[str]) -> str:
    scored = sorted(((fuzz.ratio(words, one), one) for one in sorted(among)), reverse=True)
    return scored[0][1] if scored and scored[0][0] >= ALIKE else ""


def _cell(line: Line, at: int) -> tuple[Line, int, int] | None:
    if at >= len(line.cells):
        return None
    start, end = line.cells[at]
    return line, start, end


def _read_cell(
    line: Line,
    at: int,
    cells: str,
    keys: Mapping[str, str],
    how: How,
    reports: Reports,
    old: tuple[Line, int, int] | None,
    label: str,
) -> Iterator[Cell]:
    """The tokens of one cell: as in the old cell where it looks alike, else by the pattern."""
    start, end = line.cells[at]
    new = read_line(line.number, line.text[start:end])
    spots: list[tuple[Place, str]] = []
    if old is not None:
        was = read_line(old[0].number, old[0].text[old[1] : old[2]])
        spots = [(place, column) for place, own, column in reports.places if place.line == was.number
                 and old[1] <= place.start < old[2] and keys.items() <= own.items()]  # fmt: skip
        if was.mask == new.mask and (spots or not new.tokens):
            tokens = token_map(was, new)
            for place, column in spots:
                found = carried(was, place.start - old[1], place.end - old[1], new, tokens)
                if found is not None:
                    state: How = how if found.sure else "like"
                    yield Cell(keys, column, line.number, start + found.start, found.printed, state, label)
            return
    match = pattern(cells).fullmatch(re.sub(r"\s+", "", new.text))
    for column, token in (match.groupdict() if match else {}).items():
        if token:
            spot = _before(new.text, match.start(column)) if match else 0
            yield Cell(keys, column, line.number, start + spot, token, "like" if spots else how, label)


def _before(text: str, plain: int) -> int:
    """The place in a text of the letter that is the `plain`th without spaces."""
    at = -1
    for place, letter in enumerate(text):
        at += not letter.isspace()
        if at == plain:
            return place
    return len(text)


def _columns(table: TableContract, shape: Printing, reports: Reports) -> Iterator[Cell]:
    if (home := _home(reports)) is None:
        return
    old, new, how = home.old, home.new, home.how
    key = table.column(shape.key)
    old_row, new_row = _value_row(shape, old), _value_row(shape, new)
    if old_row is None or new_row is None:
        return
    if how == "like" and home.near and _as_before(old, new):
        how = "same"  # a longer or shorter row of dates: its label and headings say what it is
    heads, was = new.headings, old.headings
    known = {words_of(was[_column_at(old_row, place.start)]): keys[shape.key] for place, keys, _ in reports.places
             if place.line == old_row.number and _column_at(old_row, place.start) < len(was)}  # fmt: skip
    values = _heading_keys(table, shape, heads, known, reports.edition)
    old_at = {words_of(text): at for at, text in enumerate(was)}
    if is_dated(key) and not in_order([value for value in values if value], reports.edition):
        how = "like"
    for at in range(1, min(len(heads), len(new_row.cells))):
        words, value = words_of(heads[at]), values[at]
        if not words or (is_dated(key) and not value):
            continue
        there = old_at.get(words)
        state: How = how if [words_of(one) for one in heads].count(words) == 1 else "like"
        if state == "same" and there not in (at, None) and not is_dated(key):
            state = "moved"
        old_cell = _cell(old_row, there) if there is not None and known.get(words) == value else None
        yield from _read_cell(new_row, at, str(shape.cells), {shape.key: value}, state, reports, old_cell, heads[at])


def _as_before(old: Block, new: Block) -> bool:
    """Whether two tables have the same first heading, and only tell other dates."""
    return words_of(texts(old.head[-1])[0]) == words_of(texts(new.head[-1])[0])


def _heading_keys(
    table: TableContract, shape: Printing, heads: Sequence[str], known: Mapping[str, str], edition: str
) -> list[str]:
    key = table.column(shape.key)
    if is_dated(key):
        return dated_keys(key, heads, edition)
    return [key_of(key, text, known, edition) for text in heads]


def _value_row(shape: Printing, block: Block) -> Line | None:
    """The row with the values: the one of that label, or the first."""
    for line in block.rows:
        if not shape.row or words_of(texts(line)[0]) == words_of(shape.row):
            return line
    return None


def _column_at(line: Line, place: int) -> int:
    return line.text[:place].count("\t")
