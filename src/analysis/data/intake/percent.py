"""The cells of a spreadsheet that are shown as per cents: what is kept as 0.416 and shown as 41.6 %.

The reader of spreadsheets gives no number formats, so they are read from the parts of the file itself: ECMA-376
part 1, 18.3.1.4 (cells) and 18.8.30 (number formats) for xlsx, OpenDocument 1.2, 19.385 (value types) for ods.
An xls keeps its formats in binary records, which are not read.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError, fromstring

Cell = tuple[int, int]
BUILT_IN = {9, 10}

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ODF = "{urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE = f"{_ODF}table:1.0}}", f"{_ODF}office:1.0}}"


def percent_cells(data: bytes) -> Mapping[str, set[Cell]]:
    """For each sheet of an xlsx or ods the row and column, from 0, of its cells shown as per cents."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return _ods(book) if "content.xml" in book.namelist() else _xlsx(book)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ParseError, KeyError, ValueError, OSError, NotImplementedError):
        return {}  # no such parts: the reader of spreadsheets says whether it is one at all


def _xlsx(book: zipfile.ZipFile) -> dict[str, set[Cell]]:
    styles = _percent_styles(fromstring(book.read("xl/styles.xml"))) if "xl/styles.xml" in book.namelist() else set()
    if not styles:
        return {}
    relations = fromstring(book.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): posixpath.join("xl", one.get("Target", "")).lstrip("/") for one in relations}
    sheets = fromstring(book.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
    paths = {one.get("name", ""): targets.get(one.get(_RELATION), "") for one in sheets}
    return {name: set(_styled(fromstring(book.read(path)), styles)) for name, path in paths.items() if path}


def _percent_styles(styles: Element) -> set[str]:
    """The numbers of the cell styles whose format shows a per cent sign."""
    formats = styles.iter(f"{_MAIN}numFmt")
    shown = BUILT_IN | {int(one.get("numFmtId", "0")) for one in formats if "%" in one.get("formatCode", "")}
    used = styles.find(f"{_MAIN}cellXfs")
    cells = [] if used is None else list(used)
    return {str(at) for at, one in enumerate(cells) if int(one.get("numFmtId", "0")) in shown}


def _styled(sheet: Element, styles: set[str]) -> Iterator[Cell]:
    for cell in sheet.iter(f"{_MAIN}c"):
        if cell.get("s") in styles and (at := cell.get("r")):
            letters = at.rstrip("0123456789")
            column = 0
            for one in letters:
                column = column * 26 + ord(one) - ord("A") + 1
            yield int(at[len(letters) :]) - 1, column - 1


def _ods(book: zipfile.ZipFile) -> dict[str, set[Cell]]:
    tables = fromstring(book.read("content.xml")).iter(f"{_TABLE}table")
    return {table.get(f"{_TABLE}name", ""): set(_typed(table)) for table in tables}


def _typed(table: Element) -> Iterator[Cell]:
    """The cells of the type per cent; rows and cells that are alike stand once, with how often they are repeated."""
    row = 0
    for one in table.iter(f"{_TABLE}table-row"):
        rows = int(one.get(f"{_TABLE}number-rows-repeated", "1"))
        column = 0
        for cell in one:
            columns = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
            if cell.get(f"{_OFFICE}value-type") == "percentage":
                yield from ((row + down, column + right) for down in range(rows) for right in range(columns))
            column += columns
        row += rows
