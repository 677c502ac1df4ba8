"""HWPX (OWPML, KS X 6101): the sections' paragraphs and tables in their order.

A table's cells stand where their own address (cellAddr) and span say. Where unhwp is there it reads the tables, too,
and a table that the two read otherwise comes as lines of text.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

from analysis.data.reading.sources.source import (
    BROKEN,
    LARGEST,
    LOCKED,
    TOO_LARGE,
    UNKNOWN,
    Source,
    SourceError,
    row_text,
)
from analysis.words import Words

SECTION = re.compile(r"(?i)Contents/section(\d+)\.xml")
WIDEST, MOST_CELLS = 1000, 1_000_000  # rows or columns of a table, and its cells
SKIPPED = {"header", "footer", "pageNum", "secPr", "colPr"}  # what stands on every page, or not at all
SPACES = {"lineBreak": " ", "tab": "\t", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"}
DISAGREE = Words(
    "표 {0}(‘{1}’)을 두 읽기 도구가 다르게 읽어, 줄글로 넣었다.",
    "Table {0} ({1!r}) is read otherwise by the second reader; its rows come as lines of text.",
)
OVERLAP = Words(
    "표 {0}(‘{1}’)의 칸 자리가 맞지 않아, 줄글로 넣었다.",
    "The cells of table {0} ({1!r}) do not fit together; its rows come as lines of text.",
)
ONE_READER = Words("표를 한 도구로만 읽었다.", "The tables were read by one reader only.")

Rows = list[list[str]]


def read_hwpx(data: bytes) -> Source:
    """The lines of a HWPX file."""
    tables: list[tuple[Rows, bool]] = []
    lines: list[str | int] = []
    for section in _sections(data):
        lines += _lines(section, tables)
    other, notes = _second_reading(data), []
    if tables and other is None:
        notes.append(ONE_READER)
    told: list[Sequence[str]] = []
    for at, (rows, fits) in enumerate(tables):
        agrees = other is None or (len(other) == len(tables) and _plain(other[at]) == _plain(rows))
        if fits and agrees:
            told.append([row_text(row) for row in rows])
        else:
            title = next((cell for row in rows for cell in row if cell), "")[:20]
            words = OVERLAP if not fits else DISAGREE
            notes.append(words.filled(at + 1, title))
            told.append([" ".join(cell for cell in row if cell) for row in rows])
    whole: list[str] = []
    for line in lines:
        whole += ["", *told[line], ""] if isinstance(line, int) else [line]
    return Source(whole, notes)


def _sections(data: bytes) -> Iterator[ElementTree.Element]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(one.file_size for one in package.infolist()) > LARGEST:
                raise SourceError(TOO_LARGE)
            names = {int(match[1]): name for name in package.namelist() if (match := SECTION.fullmatch(name))}
            if not names:
                raise SourceError(UNKNOWN)
            if "META-INF/manifest.xml" in package.namelist() and b"encryption-data" in package.read(
                "META-INF/manifest.xml"
            ):
                raise SourceError(LOCKED)
            for number in sorted(names):
                yield ElementTree.fromstring(package.read(names[number]))
    except SourceError:
        raise
    except RuntimeError as error:  # how zipfile says that an entry is encrypted, or packed in a way that it can't read
        raise SourceError(BROKEN if isinstance(error, NotImplementedError) else LOCKED) from None
    except (zipfile.BadZipFile, ElementTree.ParseError, zlib.error, EOFError, OSError, ValueError, LookupError):
        raise SourceError(BROKEN) from None


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _lines(parent: ElementTree.Element, tables: list[tuple[Rows, bool]]) -> Iterator[str | int]:
    """The paragraphs below an element; a table is told by its number."""
    for paragraph in (one for one in parent if _name(one) == "p"):
        text: list[str] = []
        later: list[str | int] = []  # notes and boxes stand behind the paragraph that they hang on
        for part in _parts(paragraph):
            if isinstance(part, str):
                text.append(part)
            elif _name(part) == "tbl":
                if "".join(text).strip():
                    yield "".join(text)
                text = []
                tables.append(_table(part))
                yield len(tables) - 1
            else:
                later += _lines(part, tables)
        yield "".join(text)
        yield from later


def _parts(element: ElementTree.Element) -> Iterator[str | ElementTree.Element]:
    """The text of a paragraph piece by piece, and the tables and inner texts that stand in it."""
    for one in element:
        name = _name(one)
        if name in SKIPPED:
            continue
        if name == "t":
            yield one.text or ""
            for inner in one:
                yield SPACES.get(_name(inner), "") + (inner.tail or "")
        elif name == "script":
            yield one.text or ""
        elif name in {"tbl", "subList"}:
            yield one
        else:
            yield from _parts(one)


def _table(table: ElementTree.Element) -> tuple[Rows, bool]:
    """A table's rows, what a merged cell covers being empty; and whether each place has one cell."""
    cells: dict[tuple[int, int], str] = {}
    covered: dict[tuple[int, int], int] = {}
    for row, line in enumerate(one for one in table if _name(one) == "tr"):
        for cell in (one for one in line if _name(one) == "tc"):
            parts = {_name(one): one for one in cell}
            address, span = parts.get("cellAddr"), parts.get("cellSpan")
            at = (_number(address, "rowAddr", row), _number(address, "colAddr", -1))
            if at[1] < 0:
                at = (at[0], next((column for column in range(WIDEST) if (at[0], column) not in covered), WIDEST))
            cells[at] = _cell_text(parts.get("subList"))
            if max(at) >= WIDEST or len(covered) > MOST_CELLS:
                raise SourceError(BROKEN)
            for down in range(min(_number(span, "rowSpan", 1), WIDEST)):
                for right in range(min(_number(span, "colSpan", 1), WIDEST)):
                    place = at[0] + down, at[1] + right
                    covered[place] = covered.get(place, 0) + 1
    height, width = (max((place[side] for place in covered), default=-1) + 1 for side in (0, 1))
    fits = len(covered) == height * width and all(times == 1 for times in covered.values())
    return [[cells.get((row, column), "") for column in range(width)] for row in range(height)], fits


def _number(element: ElementTree.Element | None, name: str, otherwise: int) -> int:
    text = element.get(name, "") if element is not None else ""
    return int(text) if text.isdecimal() else otherwise


def _cell_text(inner: ElementTree.Element | None) -> str:
    """A cell's text on one line; a table inside it, row by row."""
    if inner is None:
        return ""
    nested: list[tuple[Rows, bool]] = []
    words: list[str] = []
    for line in _lines(inner, nested):
        words += [cell for row in nested[line][0] for cell in row] if isinstance(line, int) else [line]
    return " ".join(" ".join(words).split())


def _second_reading(data: bytes) -> list[Rows] | None:
    """The tables as unhwp reads them; None where it is not there or cannot read the file."""
    try:
        import unhwp
    except ImportError:
        return None
    try:
        with unhwp.parse_bytes(data) as parsed:
            return [list(csv.reader(io.StringIO(table["text"], newline=""))) for table in parsed.get_tables()]
    except unhwp.UnhwpError:
        return None


def _plain(rows: Rows) -> list[list[str]]:
    width = max(map(len, rows), default=0)
    return [[re.sub(r"\s+", "", cell) for cell in row] + [""] * (width - len(row)) for row in rows]
