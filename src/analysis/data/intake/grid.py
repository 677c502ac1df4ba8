"""A file as grids of cells: the text of each, and the row of the file where it stands."""

import csv
import io
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import PurePath
from typing import TypeVar

from analysis.data.intake.decode import decode
from analysis.data.intake.faults import Place, RefusedError
from analysis.data.intake.percent import percent_cells
from analysis.data.intake.rectangle import Rectangle, rectangle

Cell = TypeVar("Cell")
DELIMITERS = (",", "\t", ";", "|")
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
NOT_TABLES = (b"%PDF", b"<", b"{", b"\x89PNG", b"\xff\xd8\xff", b"HWP Document")
SAMPLE = 200


@dataclass(frozen=True)
class Grid:
    """The rows of a text file or of one sheet; row `n` stands in line `lines[n]` of the file.

    `raw` are a sheet's cells with their types, by which 5.2 typed as a date can be distinguished from the text "5.20".
    """

    place: Place
    encoding: str
    rows: Sequence[Sequence[str]]
    lines: Sequence[int]
    raw: Sequence[Sequence[object]] | None = None

    def is_decimal(self, row: int, column: int) -> bool:
        """Whether a sheet keeps a cell as a decimal number, so that a zero at its end is lost."""
        if self.raw is None:
            return False
        cells = self.raw[row]
        value = cells[column] if column < len(cells) else ""
        return isinstance(value, float) and not value.is_integer()

    def column(self, at: int, kept: Sequence[int]) -> list[str]:
        """The cells of one column in the rows `kept`; blank where a row is too short."""
        if isinstance(self.rows, Rectangle):
            column = self.rows.columns[at] if at < len(self.rows.columns) else [""] * len(self.rows)
            return picked(column, kept)
        rows = picked(self.rows, kept)
        try:
            return [row[at] for row in rows]
        except IndexError:
            return [row[at] if at < len(row) else "" for row in rows]

    def width(self, kept: Sequence[int]) -> int:
        """The number of cells in the longest of the rows `kept`."""
        if isinstance(self.rows, Rectangle):
            return len(self.rows.columns) if kept else 0
        return max(map(len, picked(self.rows, kept)), default=0)

    @property
    def is_blank(self) -> bool:
        """Whether no cell has anything in it."""
        return not any(cell.strip() for row in self.rows for cell in row)


def picked(cells: Sequence[Cell], kept: Sequence[int]) -> list[Cell]:
    """The items at the places that are kept."""
    if isinstance(kept, range):
        some = cells[kept.start : kept.stop]
        return some if isinstance(some, list) else list(some)
    return [cells[at] for at in kept]


def letter(column: int) -> str:
    """The letter of a column as spreadsheets count them: A, …, Z, AA."""
    name = ""
    while column >= 0:
        name = chr(ord("A") + column % 26) + name
        column = column // 26 - 1
    return name


def read_grids(data: bytes, file: str) -> list[Grid]:
    """The grids of a file, recognised by its bytes and not by its name; RefusedError where it holds none."""
    if not data or data.isspace():
        raise RefusedError([Place(file).fault("E103")])
    if data.startswith((ZIP, OLE)):
        return _sheets(data, file)
    if data[:4000].lstrip()[:40].startswith(NOT_TABLES):
        raise RefusedError([Place(file).fault("E102", value=PurePath(file).suffix)])
    text, encoding = decode(data.rstrip(b"\x1a"), file)  # the end mark of old programs
    return [text_grid(text, encoding, Place(file))]


def text_grid(text: str, encoding: str, place: Place) -> Grid:
    """The cells of a CSV or TSV; RefusedError where a quote does not close."""
    sign = delimiter(text)
    if (plain := rectangle(text, sign)) is not None:
        return Grid(place, encoding, plain, range(1, len(plain) + 1))
    limit = csv.field_size_limit(sys.maxsize)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
        rows = list(reader)
    except csv.Error as error:
        raise RefusedError([place.fault("E104", _last_start(text, sign), value=str(error))]) from None
    finally:
        csv.field_size_limit(limit)
    return Grid(place, encoding, rows, _lines(rows, reader.line_num))


def _last_start(text: str, sign: str) -> int:
    """The line in which the row starts that can't be read to its end."""
    reader, line = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True), 1
    with suppress(csv.Error):
        for _ in reader:
            line = reader.line_num + 1
    return line


def delimiter(text: str) -> str:
    """The character that cuts most rows into the same number of cells."""
    sample = [line for line in text[:100_000].splitlines()[:SAMPLE] if line.strip()]

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


def _sheets(data: bytes, file: str) -> list[Grid]:
    """The sheets that are shown, in order."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_object(io.BytesIO(data))
        shown = [one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible]
        cells = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in shown}
    except (CalamineError, OSError, ValueError):
        raise RefusedError([Place(file).fault("E102", value=PurePath(file).suffix)]) from None
    if not cells:
        raise RefusedError([Place(file).fault("E103")])
    kind, shares = _kind(data), percent_cells(data)
    return [_sheet(Place(file, name), kind, raw, shares.get(name, set())) for name, raw in cells.items()]


def _sheet(place: Place, kind: str, raw: Sequence[Sequence[object]], shares: set[tuple[int, int]]) -> Grid:
    """The cells of a sheet; one that is shown as a per cent says so, as 41.6% for what is kept as 0.416."""
    rows = [[cell_text(cell) for cell in row] for row in raw]
    for row, column in shares:
        if row < len(raw) and column < len(raw[row]) and isinstance(value := raw[row][column], float):
            rows[row][column] = f"{value * 100:.15g}%"
    return Grid(place, kind, rows, range(1, len(raw) + 1), raw)


def _kind(data: bytes) -> str:
    if data.startswith(OLE):
        return "xls"
    return "ods" if b"opendocument.spreadsheet" in data[:200] else "xlsx"


def cell_text(value: object) -> str:
    """What a cell of a sheet says: dates in ISO form, numbers to the 15 digits that a spreadsheet keeps."""
    match value:
        case bool():
            return str(value).upper()
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 10**15 else f"{value:.15g}"
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("minutes")
        case timedelta():
            return f"{value.seconds // 3600 + value.days * 24:02d}:{value.seconds // 60 % 60:02d}"
    return str(value)


def filled_cells(row: Iterable[str]) -> list[str]:
    """The cells of a row that have something in them."""
    return [cell.strip() for cell in row if cell.strip()]
