"""A report read with the help of an older one: every figure of the old one found again, and what is new told."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.data.contract import TableContract
from analysis.data.figures import Figure, year_of
from analysis.data.reading.align import Pair, aligned
from analysis.data.reading.cells import Cell, Reports
from analysis.data.reading.figure import Read, figure_id, label_key
from analysis.data.reading.lines import Line, read_lines, words_of
from analysis.data.reading.loose import beyond
from analysis.data.reading.places import placed as told_places
from analysis.data.reading.shapes import read_shape
from analysis.data.reading.spans import carried, carried_list, token_map
from analysis.data.reading.tables import Block, blocks, by_headings, same_head
from analysis.data.trace import Place, kind_of
from analysis.data.units import LISTED, UnreadableTokenError, parse_printed
from analysis.data.vintages import Delivery

NAMED = ("name", "ordinal", "article")  # a number of these that changed makes a line speak of something else


@dataclass(frozen=True)
class Reading:
    """A report's figures as read, what it prints beyond them, and the pairs of lines they were read from."""

    edition: str
    figures: Sequence[Read]
    numbers: int
    known: Mapping[str, int]  # numbers that are no quantities, by kind
    pairs: Mapping[int, Pair]
    old: Sequence[Line]
    new: Sequence[Line]
    misplaced: Sequence[Figure] = ()  # figures that do not stand at their line in the old report

    def of(self, *hows: str) -> list[Read]:
        """The figures of these kinds."""
        return [one for one in self.figures if one.how in hows]

    @property
    def coverage(self) -> float:
        """Share of the quantitative tokens (all but dates, ordinals, articles, names) that a figure covers."""
        quantitative = self.numbers - sum(self.known.values())
        loose = sum(one.how == "new" and not one.figure for one in self.figures)
        return 1 - loose / quantitative if quantitative else 1.0


class WrongReportError(ValueError):
    """The old report is not the one that the edition was made from: most figures do not stand at their line."""

    def __init__(self, missing: Sequence[Figure], figures: int) -> None:
        super().__init__(f"{len(missing)} of {figures} figures do not stand at their line")
        self.missing, self.figures = missing, figures


def read_report(old_text: Sequence[str], new_text: Sequence[str], delivery: Delivery, edition: str) -> Reading:
    """The new report read by the old one, of which `delivery` has the figures."""
    old, new = read_lines(old_text), read_lines(new_text)
    figures = delivery.figures
    placed, missing = told_places(old, list(figures.values()))
    if len(missing) * 2 > len(figures):
        raise WrongReportError(missing, len(figures))
    old_blocks, new_blocks = blocks(old), blocks(new)
    pairs = aligned(old, new, placed.keys() | {line for number in placed for line in _head_of(old_blocks, number)})
    rows = _rows_of(delivery)
    old_lines = {one.number: one for one in old}
    by_table: dict[str, list[tuple[Place, Mapping[str, str], str]]] = defaultdict(list)
    for line in placed.values():
        for place in line:
            keys, column = rows[place.figure.id]
            by_table[place.figure.table].append((place, keys, column))
    read: dict[str, Read] = {}
    for name, found in by_table.items():
        table = delivery.contract.tables[name]
        if table.reading is not None:
            reports = Reports(old_blocks, new_blocks, old_lines, new, pairs, found, edition)
            cells = read_shape(table, table.reading, reports)
            read |= {one.figure: one for one in _from_cells(table, cells, found)}
    flow = [place for line in placed.values() for place in line if place.figure.id not in read]
    taken = _Taken(read.values())
    for one in _by_lines(flow, pairs, old_blocks, new_blocks, placed, rows):
        if one.printed and delivery.contract.tables[one.table].reading is not None:
            if taken.has(one):
                continue
            one = replace(one, how="like")  # its table is not there in its shape
        read[one.figure] = one
    for name, (keys, column) in rows.items():
        if name not in read:
            figure = figures[name]
            read[name] = Read(name, figure.table, keys, column, "gone")
    told = {place.figure.id: place for line in placed.values() for place in line}
    whole = [_with_old(one, told, figures) for one in read.values()]
    whole = [_readable(one, delivery, edition) for one in _apart(whole)]
    numbers, known, loose = beyond(new, whole, pairs)
    ordered = sorted(
        [*whole, *loose],
        key=lambda one: (one.how == "gone", one.place if one.line else (one.old_line, one.old_at), one.figure),
    )
    return Reading(edition, ordered, numbers, known, pairs, old, new, missing)


class _Taken:
    """The tokens that figures have already."""

    def __init__(self, read: Iterable[Read]) -> None:
        self.spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for one in read:
            if one.printed:
                self.spans[one.line].append(one.span)

    def has(self, one: Read) -> bool:
        """Whether a token is, or is part of, one of them."""
        return any(start < one.at + len(one.printed) and one.at < end for start, end in self.spans[one.line])


def _head_of(found: Mapping[int, Block], number: int) -> list[int]:
    return [line.number for line in found[number].head] if number in found else []


def _rows_of(delivery: Delivery) -> dict[str, tuple[Mapping[str, str], str]]:
    """For every figure the keys of its row and its column."""
    rows: dict[str, tuple[Mapping[str, str], str]] = {}
    for table in delivery.contract:
        for row in delivery.rows[table.name]:
            keys = {key: row[key] for key in table.key}
            for column in table.with_role("figure"):
                rows[figure_id(table, keys, column.name)] = keys, column.name
    return {name: rows[name] for name in delivery.figures}


def _from_cells(
    table: TableContract, cells: Sequence[Cell], found: Sequence[tuple[Place, Mapping[str, str], str]]
) -> Iterator[Read]:
    old = {figure_id(table, keys, column) for _, keys, column in found}
    whole = [{key: cell.keys.get(key) or label_key(cell.label) for key in table.key} for cell in cells]
    times = Counter(figure_id(table, keys, cell.column) for keys, cell in zip(whole, cells, strict=True))
    for keys, cell in zip(whole, cells, strict=True):
        name = figure_id(table, keys, cell.column)
        how = cell.how if name in old else "new"
        if times[name] > 1:
            how = "like"
        unknown = any(not value for value in cell.keys.values())
        if how == "new" and cell.how == "like" and not unknown:
            how = "like"  # a new cell that the shape does not surely tell is one to look at
        yield Read(name, table.name, keys, cell.column, how, cell.printed, cell.line, cell.start,
                   label=label_key(cell.label)[1:-1] if unknown else "", as_of=cell.as_of)  # fmt: skip


def _by_lines(
    flow: Sequence[Place],
    pairs: Mapping[int, Pair],
    old_blocks: Mapping[int, Block],
    new_blocks: Mapping[int, Block],
    placed: Mapping[int, Sequence[Place]],
    rows: Mapping[str, tuple[Mapping[str, str], str]],
) -> Iterator[Read]:
    """The figures of running text, and of tables of which the contract tells no shape."""
    maps: dict[int, tuple[Mapping[int, int], bool]] = {}
    for place in flow:
        keys, column = rows[place.figure.id]
        pair = pairs.get(place.line)
        found = None
        if pair is not None:
            if place.line not in maps:
                here, there = old_blocks.get(pair.old.number), new_blocks.get(pair.new.number)
                sure = _speaks_of_the_same(pair, placed[place.line]) and _same_table(pair, here, there)
                shifted = by_headings(here, there, pair.old, pair.new) if here and there and not sure else None
                maps[place.line] = (shifted, False) if shifted else (token_map(pair.old, pair.new), sure)
            found = (
                carried(pair.old, place.start, place.end, pair.new, maps[place.line][0])
                if place.figure.unit != LISTED
                else carried_list(pair.old, place.start, place.end, pair.new)
            )
        if pair is None or found is None:
            yield Read(place.figure.id, place.figure.table, keys, column, "gone")
            continue
        how = pair.how if found.sure and maps[place.line][1] else "like"
        yield Read(place.figure.id, place.figure.table, keys, column, how, found.printed, pair.new.number,
                   found.start)  # fmt: skip


def _speaks_of_the_same(pair: Pair, figures: Sequence[Place]) -> bool:
    """Whether the numbers that are names, ordinals or articles are those of the old line."""
    if pair.old.mask != pair.new.mask:
        return False
    for old, new in zip(pair.old.tokens, pair.new.tokens, strict=True):
        free = not any(place.start < old.end and old.start < place.end for place in figures)
        if free and words_of(old.text) != words_of(new.text) and kind_of(pair.old.text, old.start, old.end) in NAMED:
            return False
    return True


def _same_table(pair: Pair, here: Block | None, there: Block | None) -> bool:
    """Whether a row stands under the same headings; true of a line that is no row."""
    if here is None or there is None:
        return here is there
    return same_head(here, there) and (pair.old in here.head) == (pair.new in there.head)


def _with_old(one: Read, told: Mapping[str, Place], figures: Mapping[str, Figure]) -> Read:
    if one.figure not in figures:
        return one
    figure = figures[one.figure]
    line, at = (place.line, place.start) if (place := told.get(one.figure)) else (figure.line, 0)
    return replace(one, old_printed=figure.printed, old_line=line, old_at=at, listed=figure.unit == LISTED)


def _apart(read: Sequence[Read]) -> list[Read]:
    """No token is two figures' but a list's: where two claim one, both are to be looked at."""
    spans: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for at, one in enumerate(read):
        if one.printed and not one.listed:
            spans[one.line].append((*one.span, at))
    doubted = {
        at
        for found in spans.values()
        for start, end, at in found
        if any(start < other_end and other_start < end and at != other for other_start, other_end, other in found)
    }
    return [replace(one, how="like") if at in doubted else one for at, one in enumerate(read)]


def _readable(one: Read, delivery: Delivery, edition: str) -> Read:
    """A token is to be looked at that its unit or its column does not allow, that has decimals now, or letters."""
    if not one.printed:
        return one
    table = delivery.contract.tables[one.table]
    column = table.column(one.column)
    figure = delivery.figures.get(one.figure)
    unit = figure.unit if figure else column.unit
    year = int(edition[:4]) if figure is None else _year(figure, table, one, edition)
    try:
        new = parse_printed(one.value, unit, year)
    except UnreadableTokenError:
        return replace(one, how="like")
    finer = figure is not None and figure.number.place >= 1 and new.place < 1
    least, most = (column.constraints.get(name) for name in ("minimum", "maximum"))
    beyond = (least is not None and new.value < least) or (most is not None and new.value > most)
    misread = one.value != one.token
    return replace(one, how="like") if finer or beyond or misread else one


def _year(figure: Figure, table: TableContract, one: Read, edition: str) -> int:
    row = {"as_of": figure.as_of, **one.keys}
    return year_of(table, {**{field.name: "" for field in table.fields}, **row}, edition)
