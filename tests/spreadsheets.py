"""Spreadsheets written by hand, byte by byte, as offices send them: xlsx, ods and xls."""

import io
import struct
import zipfile
from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape


class Percent(float):
    """A number that its cell shows as a per cent."""


class Markup(str):
    """A whole cell of an xlsx as its file has it, its place as {at}; of an ods what stands in it."""


Cell = str | int | float | date | None
Rows = Sequence[Sequence[Cell]]

_XLSX = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def _zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        for name, text in parts.items():
            book.writestr(name, text)
    return out.getvalue()


def _serial(day: date) -> int:
    return (day - date(1899, 12, 30)).days


def xlsx(sheets: dict[str, Rows], merged: Sequence[str] = (), hidden: Sequence[str] = ()) -> bytes:
    """A workbook; `merged` are ranges of its first sheet, dates are kept as spreadsheets keep them."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{_XLSX}"><numFmts><numFmt numFmtId="164" formatCode="0.0%"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>'
        "</styleSheet>",
        "xl/workbook.xml": f'<workbook xmlns="{_XLSX}" xmlns:r="{_RELATIONS}"><sheets>'
        + "".join(
            f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"{" state=" + chr(34) + "hidden" + chr(34) if name in hidden else ""}/>'  # noqa: E501
            for n, name in enumerate(sheets, 1)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{n}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        + f'<Relationship Id="rIdS" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>',
    }
    for n, rows in enumerate(sheets.values(), 1):
        cells = "".join(
            f'<row r="{r}">' + "".join(_xlsx_cell(f"{chr(65 + c)}{r}", value) for c, value in enumerate(row)) + "</row>"
            for r, row in enumerate(rows, 1)
        )
        spans = "".join(f'<mergeCell ref="{one}"/>' for one in merged) if n == 1 else ""
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f'<worksheet xmlns="{_XLSX}"><sheetData>{cells}</sheetData>'
            + (f"<mergeCells>{spans}</mergeCells>" if spans else "")
            + "</worksheet>"
        )
    return _zipped(parts)


def _xlsx_cell(at: str, value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, Markup):
        return value.format(at=at)
    if isinstance(value, date):
        return f'<c r="{at}" s="1"><v>{_serial(value)}</v></c>'
    if isinstance(value, str):
        return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    style = ' s="2"' if isinstance(value, Percent) else ""
    return f'<c r="{at}"{style}><v>{value!r}</v></c>'


def ods(sheets: dict[str, Rows]) -> bytes:
    """An OpenDocument spreadsheet."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    tables = "".join(
        f'<table:table table:name="{escape(name)}">'
        + "".join("<table:table-row>" + "".join(map(_ods_cell, row)) + "</table:table-row>" for row in rows)
        + "</table:table>"
        for name, rows in sheets.items()
    )
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    return _zipped(
        {
            "mimetype": mimetype,
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{office}:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mimetype}"/></manifest:manifest>',
            "content.xml": f'<office:document-content xmlns:office="{office}:office:1.0" '
            f'xmlns:table="{office}:table:1.0" xmlns:text="{office}:text:1.0"><office:body><office:spreadsheet>'
            f"{tables}</office:spreadsheet></office:body></office:document-content>",
        }
    )


def _ods_cell(value: Cell) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, Markup):
        return f'<table:table-cell office:value-type="string">{value}</table:table-cell>'
    elif isinstance(value, str):
        kind = 'office:value-type="string"'
    else:
        kind = f'office:value-type="{"percentage" if isinstance(value, Percent) else "float"}" office:value="{value!r}"'
    return f"<table:table-cell {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def xls(rows: Rows, sheet: str = "Sheet1") -> bytes:
    """A BIFF8 workbook of one sheet (Excel 97 to 2003) in its compound file."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def begin(kind: int) -> bytes:
        return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))

    end = record(0x000A, b"")
    cells = b""
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, str):
                text = value.encode("utf-16-le")
                cells += record(0x0204, struct.pack("<HHHHB", r, c, 0, len(text) // 2, 1) + text)
            elif value is not None:
                number = _serial(value) if isinstance(value, date) else value
                cells += record(0x0203, struct.pack("<HHHd", r, c, 0, float(number)))
    name = sheet.encode("utf-16-le")
    label = struct.pack("<BB", len(name) // 2, 1) + name
    before = begin(0x0005) + record(0x0042, struct.pack("<H", 0x04B0))
    at = len(before) + 4 + 6 + len(label) + len(end)
    stream = before + record(0x0085, struct.pack("<IBB", at, 0, 0) + label) + end + begin(0x0010) + cells + end
    return _compound(stream.ljust(4096, b"\0"))


def _compound(stream: bytes) -> bytes:
    """A compound file with one stream, `Workbook`, kept in whole sectors (so at least 4096 bytes)."""
    sectors = -(-len(stream) // 512)
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    fat = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    free = 0xFFFFFFFF
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
        + struct.pack("<I", 0)
        + struct.pack("<I", free) * 108
    )

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        text = (name + "\0").encode("utf-16-le")
        return (
            text.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(text), kind, 1, free, free, child)
            + bytes(36)
            + struct.pack("<IQ", start, size)
        )

    folder = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("Workbook", 2, free, 2, len(stream))
    return header[:512] + fat + folder.ljust(512, b"\0") + stream.ljust(sectors * 512, b"\0")
