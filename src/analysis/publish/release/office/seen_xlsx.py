"""What an xlsx has of what the checklist asks for, read from its own parts (ECMA-376 part 1, 18)."""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from analysis.data.intake.sheets.container import number
from analysis.publish.release.office.accessible import Marked, Place, SeenBook, SeenSheet

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PLACE = re.compile(r"([A-Z]+)(\d+)")


def seen(content: bytes) -> SeenBook:
    """The workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        title = ET.fromstring(parts.read("docProps/core.xml")).findtext("{http://purl.org/dc/elements/1.1/}title")
        shared = [_text(one) for one in ET.fromstring(parts.read("xl/sharedStrings.xml"))]
        sheets = ET.fromstring(parts.read("xl/workbook.xml")).iter(f"{MAIN}sheet")
        return SeenBook(title or "", [_sheet(parts, at, one, shared) for at, one in enumerate(sheets, 1)])


def _sheet(parts: zipfile.ZipFile, at: int, entry: ET.Element, shared: list[str]) -> SeenSheet:
    page = ET.fromstring(parts.read(f"xl/worksheets/sheet{at}.xml"))
    cells = {_place(str(one.get("r"))): one for one in page.iter(f"{MAIN}c")}
    read = {place: _value(one, shared) for place, one in cells.items()}
    pane = page.find(f".//{MAIN}pane")
    kept = (one.get("hidden") for kind in ("col", "row") for one in page.iter(f"{MAIN}{kind}"))
    return SeenSheet(
        name=str(entry.get("name")),
        tables=list(_tables(parts, page, at)),
        cells={place: value for place, value in read.items() if value is not None},
        formulas=[place for place, one in cells.items() if one.find(f"{MAIN}f") is not None],
        merged=page.find(f"{MAIN}mergeCells") is not None,
        coloured=page.find(f"{MAIN}conditionalFormatting") is not None,
        hidden=bool(entry.get("state")) or any(kept),
        frozen=pane is not None and pane.get("state") == "frozen" and pane.get("ySplit") == "1",
        widths=page.find(f"{MAIN}cols") is not None,
    )


def _tables(parts: zipfile.ZipFile, page: ET.Element, at: int) -> Iterator[Marked]:
    named = {value for part in page.iter(f"{MAIN}tablePart") for value in part.attrib.values()}
    led = ET.fromstring(parts.read(f"xl/worksheets/_rels/sheet{at}.xml.rels")) if named else ()
    for one in led:
        if one.get("Id") in named:
            table = ET.fromstring(parts.read(str(one.get("Target")).replace("..", "xl", 1)))
            area = str(table.get("ref"))
            first, last = (_place(corner) for corner in area.split(":"))
            yield Marked(area, first, last, table.get("headerRowCount", "1") == "1")


def _value(cell: ET.Element, shared: list[str]) -> str | None:
    value = cell.findtext(f"{MAIN}v")
    if cell.get("t") == "s" and value is not None:
        return shared[int(value)]
    inline = cell.find(f"{MAIN}is")
    return value if inline is None else _text(inline)


def _place(name: str) -> Place:
    found = PLACE.fullmatch(name)
    assert found is not None
    return int(found[2]), number(found[1])


def _text(item: ET.Element) -> str:
    return "".join(one.text or "" for one in item.iter(f"{MAIN}t"))
