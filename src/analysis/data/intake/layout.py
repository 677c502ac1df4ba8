"""A grid with the table that it may hold and the header over it, and how well the two fit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath

from analysis.data.contract import Shape, TableContract
from analysis.data.intake.cells import BadCellError, Reader, is_missing, key_reader
from analysis.data.intake.grid import Grid, filled_cells
from analysis.data.intake.headers import Header
from analysis.data.intake.offers import Offer
from analysis.data.intake.words import plain

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


def titles(layout: Layout) -> Iterator[str]:
    """The file's name, the sheet's, and what stands above the header."""
    place = layout.grid.place
    yield from (PurePath(place.file).stem, place.sheet)
    yield from (cell for row in layout.grid.rows[: layout.header.rows[0]] for cell in row if cell.strip())


def name_length(layout: Layout) -> int:
    """The length of the longest name of the table that stands in the file's name, the sheet's or above the header."""
    table, said = layout.table, list(map(plain, titles(layout)))
    names = map(plain, (table.name, table.title.ko, table.title.en, *table.synonyms))
    return max((len(name) for name in names if any(name in text for text in said)), default=0)


def first_row(grid: Grid) -> str:
    """The first row of a grid that has something in it, for showing."""
    cells = next(filled for row in grid.rows if (filled := filled_cells(row)))
    return ", ".join(cells)[:80]


def figures(table: TableContract) -> set[str]:
    """The names of a table's figures."""
    return {column.name for column in table.with_role("figure")}


def agreement(header: Header, table: TableContract) -> float:
    """How well a header covers a table and is covered by it: the harmonic mean of the two shares."""
    wanted = {one.name for one in table.fields if one.role != "line" and one.needed}
    matched = header.columns.keys() - {one.name for one in table.with_role("line")}
    covered = len(matched & wanted) / len(wanted) if wanted else 1.0
    covering = len(matched) / (len(matched) + len(header.others) + len(header.doubled))
    return 2 * covered * covering / (covered + covering) if covered else 0.0


def key_fit(layout: Layout, readers: Mapping[str, Reader]) -> float:
    """The share of the first rows' keys that the table's key columns can read."""
    known = [(key, token) for key, token, _ in first_keys(layout) if key in readers and not is_missing(token)]
    return sum(error_of(readers[key], token) is None for key, token in known) / len(known) if known else 1.0


def first_keys(layout: Layout) -> Iterator[tuple[str, str, int]]:
    """The keys of the first rows, each with its field and its row."""
    start, columns = layout.header.rows[-1] + 1, layout.header.columns
    for at, row in enumerate(islice(layout.grid.rows, start, start + KEYS_TRIED), start):
        if len(filled_cells(row)) > 1:
            keys = [key for key in layout.table.key if key in columns and columns[key] < len(row)]
            yield from ((key, row[columns[key]], at) for key in keys)


def error_of(reader: Reader, token: str) -> BadCellError | None:
    """Why a key can't be read; None where it can."""
    try:
        reader(token)
    except BadCellError as error:
        return error
    return None
