"""Which table of the contract a grid holds, recognised by its columns, its keys and its name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath

from analysis.data.contract import Shape, TableContract
from analysis.data.intake.cells import BadCellError, Reader, is_missing, key_reader
from analysis.data.intake.faults import RefusedError, UnsureError
from analysis.data.intake.grid import Grid, filled_cells
from analysis.data.intake.headers import Candidate, Header, candidates, field_names, match
from analysis.data.intake.offers import Offer, Offers
from analysis.data.intake.words import plain

CUMULATIVE = "@cumulative"
SURE, CLOSE, NAMED = 0.5, 0.1, 0.25
KEYS_TRIED = 100


@dataclass(frozen=True)
class Layout:
    """A grid with the table that it holds and the header over it; `shape` is an office's own form of the table."""

    grid: Grid
    offer: Offer
    header: Header
    score: float
    shape: Shape | None = None

    @property
    def table(self) -> TableContract:
        """The table's contract."""
        return self.offer.table


def key_readers(table: TableContract, shape: Shape | None, edition: str) -> dict[str, Reader]:
    """A reader for each key of the table; `edition` completes dates without a year."""
    shifts: Mapping[str, int] = shape.shift_days if shape else {}
    return {key: key_reader(table.column(key), edition, shifts.get(key)) for key in table.key}


def recognise(grid: Grid, offers: Offers, edition: str, name: str | None = None) -> Layout | None:
    """The table that a grid holds, the one called `name` where it is given; None where it holds none.

    Raises UnsureError, naming the candidates, where the grid fits several tables about equally well.
    """
    tried = candidates(grid, offers.vocabulary)
    chosen = [offers.tables[name]] if name else list(offers.tables.values())
    found = [layout for offer in chosen if (layout := _best(grid, tried, offer, offers, edition)) is not None]
    found = sorted(_with_names(found), key=lambda layout: -layout.score)
    if name is None:
        found = [layout for layout in found if layout.score >= SURE]
        close = [layout for layout in found if layout.score > found[0].score - CLOSE]
        if len(close) > 1:
            raise UnsureError(grid.place.file, [layout.table.name for layout in close])
    return next(iter(found), None)


def recognise_all(grids: Sequence[Grid], offers: Offers, edition: str, name: str | None = None) -> list[Layout]:
    """The tables of a file's grids; RefusedError where there is none."""
    full = [grid for grid in grids if not grid.hidden and not grid.is_blank]
    if not full:
        raise RefusedError([grids[0].place.fault("E103")])
    found = [layout for grid in full if (layout := recognise(grid, offers, edition, name)) is not None]
    if name and len(found) > 1:
        found = [max(found, key=lambda layout: layout.score)]
    if found:
        return found
    if name:
        table = offers.tables[name].table
        columns = ", ".join(column.title.ko for column in table.fields if column.role != "line")
        raise RefusedError([full[0].place.fault("E111", value=_first_row(full[0]), table=table.title, columns=columns)])
    raise RefusedError([grid.place.fault("E110", value=_first_row(grid)) for grid in full])


def _first_row(grid: Grid) -> str:
    cells = next(filled for row in grid.rows if (filled := filled_cells(row)))
    return ", ".join(cells)[:80]


def _best(grid: Grid, tried: Sequence[Candidate], offer: Offer, offers: Offers, edition: str) -> Layout | None:
    """The best header of one table in a grid; None where fewer than two of its columns are there."""
    table = offer.table
    dropped = offers.vocabulary.dropped_columns
    found: list[Layout] = []
    for candidate in tried:
        header = match(candidate, field_names(table), dropped)
        if len(header.columns) >= min(2, len(table.fields) - 1) and header.columns.keys() & figures(table):
            found.append(Layout(grid, offer, header, agreement(header, table)))
        for shape in table.shapes:
            names = shape_names(shape)
            header = match(candidate, names, dropped)
            if set(header.columns) == set(names.values()):
                found.append(Layout(grid, offer, header, 1.0, shape))
    if not found:
        return None
    best = max(found, key=lambda layout: layout.score)
    fit = key_fit(best, key_readers(table, best.shape, edition))
    return Layout(grid, offer, best.header, best.score * (0.4 + 0.6 * fit), best.shape)


def figures(table: TableContract) -> set[str]:
    """The names of a table's figures."""
    return {column.name for column in table.with_role("figure")}


def shape_names(shape: Shape) -> dict[str, str]:
    """The headings of an office's own form, for comparing, each with its field."""
    names = {plain(heading): field for field, heading in shape.columns.items()}
    return names | {plain(heading): field + CUMULATIVE for field, heading in shape.cumulative.items()}


def agreement(header: Header, table: TableContract) -> float:
    """How well a header covers a table and is covered by it: the harmonic mean of the two shares."""
    wanted = {one.name for one in table.fields if one.role != "line" and one.constraints.get("required")}
    matched = header.columns.keys() - {one.name for one in table.with_role("line")}
    covered = len(matched & wanted) / len(wanted) if wanted else 1.0
    covering = len(matched) / (len(matched) + len(header.others) + len(header.doubled))
    return 2 * covered * covering / (covered + covering) if covered else 0.0


def key_fit(layout: Layout, readers: Mapping[str, Reader]) -> float:
    """The share of the first rows' keys that the table's key columns can read."""
    start = layout.header.rows[-1] + 1
    rows = [row for row in islice(layout.grid.rows, start, start + KEYS_TRIED) if len(filled_cells(row)) > 1]
    columns = {key: layout.header.columns[key] for key in readers if key in layout.header.columns}
    tokens = [(key, row[at]) for row in rows for key, at in columns.items() if at < len(row)]
    known = [(key, token) for key, token in tokens if not is_missing(token)]
    return sum(_reads(readers[key], token) for key, token in known) / len(known) if known else 1.0


def _reads(reader: Reader, token: str) -> bool:
    try:
        reader(token)
    except BadCellError:
        return False
    return True


def _with_names(layouts: Iterable[Layout]) -> list[Layout]:
    """The layouts, those preferred whose table the file's name, the sheet's or a title names at greatest length."""
    found = list(layouts)
    named = [_named(layout) for layout in found]
    longest = max(named, default=0)
    return [
        Layout(one.grid, one.offer, one.header, one.score + NAMED * (0 < length == longest), one.shape)
        for one, length in zip(found, named, strict=True)
    ]


def _named(layout: Layout) -> int:
    """The length of the longest name of the table that stands in the file's name, the sheet's or above the header."""
    place, table = layout.grid.place, layout.table
    titles = (cell for row in layout.grid.rows[: layout.header.rows[0]] for cell in row)
    said = [plain(text) for text in (PurePath(place.file).stem, place.sheet, *titles)]
    names = [plain(name) for name in (table.name, table.title.ko, table.title.en, *table.synonyms)]
    return max((len(name) for name in names if any(name in text for text in said)), default=0)
