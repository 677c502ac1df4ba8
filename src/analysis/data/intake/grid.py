"""A file as grids of cells: the text of each, and the row of the file where it stands."""

import csv
import io
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from analysis.data.intake.column import Column
from analysis.data.intake.faults import Place, RefusedError
from analysis.data.intake.rectangle import Rectangle, rectangle

Cell = TypeVar("Cell")
DELIMITERS = (",", "\t", ";", "|")
SAMPLED, SAMPLE = 100_000, 200  # characters, rows


@dataclass(frozen=True)
class Grid:
    """The rows of a text file or of one sheet; row `n` stands in line `lines[n]` of the file.

    `unended` says that a text file's last line has no end, as of a cut file, `hidden` that a sheet is not shown.
    `raw` are a sheet's cells with their types, by which 5.2 typed as a date can be distinguished from the text "5.20".
    """

    place: Place
    encoding: str
    rows: Sequence[Sequence[str]]
    lines: Sequence[int]
    raw: Sequence[Sequence[object]] | None = None
    hidden: bool = False
    unended: bool = False

    def is_decimal(self, row: int, column: int) -> bool:
        """Whether a sheet keeps a cell as a decimal number, so that a zero at its end is lost."""
        if self.raw is None:
            return False
        cells = self.raw[row]
        value = cells[column] if column < len(cells) else ""
        return isinstance(value, float) and not value.is_integer()

    def column(self, at: int, kept: Sequence[int]) -> Column[str]:
        """The cells of one column in the rows `kept`; blank where a row is too short."""
        if isinstance(self.rows, Rectangle):
            return self.rows.columns[at].picked(kept) if at < len(self.rows.columns) else Column.all_of("", len(kept))
        return Column([row[at] if at < len(row) else "" for row in picked(self.rows, kept)])

    def width(self, kept: Sequence[int]) -> int:
        """The number of cells in the longest of the rows `kept`."""
        if isinstance(self.rows, Rectangle):
            return len(self.rows.columns) if kept else 0
        return max(map(len, picked(self.rows, kept)), default=0)

    @property
    def is_blank(self) -> bool:
        """Whether no cell has anything in it."""
        return not any(cell.strip() for row in self.rows for cell in row)


def picked(cells: Sequence[Cell], kept: Sequence[int]) -> Sequence[Cell]:
    """The items at the places that are kept."""
    if isinstance(kept, range):
        return cells[kept.start : kept.stop]
    return [cells[at] for at in kept]


def letter(column: int) -> str:
    """The letter of a column as spreadsheets count them: A, …, Z, AA."""
    name = ""
    while column >= 0:
        name = chr(ord("A") + column % 26) + name
        column = column // 26 - 1
    return name


def text_grid(whole: bytes, encoding: str, place: Place) -> Grid:
    """The cells of a CSV or TSV, given in UTF-8; RefusedError where a quote does not close."""
    sign, unended = delimiter(whole[: 4 * SAMPLED].decode(errors="ignore")), not whole.endswith((b"\n", b"\r"))
    if (plain := rectangle(whole, sign)) is not None:
        return Grid(place, encoding, plain, range(1, len(plain) + 1), unended=unended)
    text, limit = whole.decode(), csv.field_size_limit(sys.maxsize)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
        rows = list(reader)
    except csv.Error as error:
        raise RefusedError([place.fault("E104", _last_start(text, sign), value=str(error))]) from None
    finally:
        csv.field_size_limit(limit)
    return Grid(place, encoding, rows, _lines(rows, reader.line_num), unended=unended)


def _last_start(text: str, sign: str) -> int:
    """The line in which the row starts that can't be read to its end."""
    reader, line = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True), 1
    with suppress(csv.Error):
        for _ in reader:
            line = reader.line_num + 1
    return line


def delimiter(text: str) -> str:
    """The character that cuts most rows into the same number of cells."""
    sample = [line for line in text[:SAMPLED].splitlines()[:SAMPLE] if line.strip()]

    def constancy(one: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in csv.reader(sample, delimiter=one) if len(row) > 1)
        return max(((times, width) for width, times in widths.items()), default=(0, 0))

    return max(DELIMITERS, key=constancy)


def _lines(rows: Sequence[Sequence[str]], last: int) -> Sequence[int]:
    """The line in which each row starts; a quoted cell may run over several."""
    if last == len(rows):
        return range(1, last + 1)
    starts, at = [], 1
    for row in rows:
        starts.append(at)
        at += 1 + sum(cell.count("\n") for cell in row)
    return starts


def filled_cells(row: Iterable[str]) -> list[str]:
    """The cells of a row that have something in them."""
    return [cell.strip() for cell in row if cell.strip()]
