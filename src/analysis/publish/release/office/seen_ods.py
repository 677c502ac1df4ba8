"""What an ods has of what the checklist asks for, read from its own parts (OpenDocument 1.3, part 3)."""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from analysis.data.intake.sheets.container import number
from analysis.publish.release.office.accessible import Marked, Place, SeenBook, SeenSheet

ODF = "{urn:oasis:names:tc:opendocument:xmlns:"
TABLE, OFFICE, STYLE, CONFIG = (f"{ODF}{name}:1.0}}" for name in ("table", "office", "style", "config"))
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
AREA = re.compile(
    r"\$?(?P<sheet>'(?:[^']|'')*'|[^.']+)\.\$?([A-Z]+)\$?(\d+):(?:\$?(?:'(?:[^']|'')*'|[^.']*)\.)?\$?([A-Z]+)\$?(\d+)"
)
MOST = 1_000  # repeated cells that are looked at: beyond they are the empty rest of a sheet


def seen(content: bytes) -> SeenBook:
    """The workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        said, meta, settings = (ET.fromstring(parts.read(f"{one}.xml")) for one in ("content", "meta", "settings"))
    title = meta.findtext(".//{http://purl.org/dc/elements/1.1/}title")
    marked, frozen = list(_marked(said)), _frozen(settings)
    styles = {str(one.get(f"{STYLE}name")): one for one in said.iter(f"{STYLE}style")}
    coloured = {name for name, one in styles.items() if one.find(f"{STYLE}map") is not None}
    unseen = {
        name
        for name, one in styles.items()
        if any(inner.get(f"{TABLE}display") == "false" for inner in one.iter(f"{STYLE}table-properties"))
    }
    wide = {
        name
        for name, one in styles.items()
        if any(inner.get(f"{STYLE}column-width") for inner in one.iter(f"{STYLE}table-column-properties"))
    }
    return SeenBook(
        title or "", [_sheet(one, marked, frozen, coloured, unseen, wide) for one in said.iter(f"{TABLE}table")]
    )


def _sheet(
    table: ET.Element,
    marked: list[tuple[str, Marked]],
    frozen: set[str],
    coloured: set[str],
    unseen: set[str],
    wide: set[str],
) -> SeenSheet:
    name = str(table.get(f"{TABLE}name"))
    cells, formulas = dict[Place, str](), list[Place]()
    for place, cell in _cells(table):
        if f"{OFFICE}value-type" in cell.attrib or len(cell):
            cells[place] = "\n".join("".join(line.itertext()) for line in cell)
        if f"{TABLE}formula" in cell.attrib:
            formulas.append(place)
    columns = list(table.iter(f"{TABLE}table-column"))
    every = list(table.iter())
    headed = [row for rows in table.findall(f"{TABLE}table-header-rows") for row in rows]
    return SeenSheet(
        name=name,
        tables=[
            Marked(one.area, one.first, one.last, one.headed and len(headed) == 1)
            for sheet, one in marked
            if sheet == name
        ],
        cells=cells,
        formulas=formulas,
        merged=any(
            one.tag == f"{TABLE}covered-table-cell" or one.get(f"{TABLE}number-{way}-spanned", "1") != "1"
            for one in every
            for way in ("columns", "rows")
        ),
        coloured=table.find(f"{CALC}conditional-formats") is not None
        or any(one.get(f"{TABLE}style-name") in coloured for one in every),
        hidden=table.get(f"{TABLE}style-name") in unseen
        or any(one.get(f"{TABLE}visibility", "visible") != "visible" for one in every),
        frozen=name in frozen,
        widths=bool(columns) and all(one.get(f"{TABLE}style-name") in wide for one in columns),
    )


def _cells(table: ET.Element) -> Iterator[tuple[Place, ET.Element]]:
    row = 0
    for line in table.iter(f"{TABLE}table-row"):
        for _ in range(min(int(line.get(f"{TABLE}number-rows-repeated", "1")), MOST)):
            row, column = row + 1, 0
            for cell in line:
                for _ in range(min(int(cell.get(f"{TABLE}number-columns-repeated", "1")), MOST)):
                    column += 1
                    yield (row, column), cell


def _marked(content: ET.Element) -> Iterator[tuple[str, Marked]]:
    """The marked tables, each with the name of its sheet."""
    for one in content.iter(f"{TABLE}database-range"):
        area = str(one.get(f"{TABLE}target-range-address"))
        if found := AREA.fullmatch(area):
            sheet, *corners = found.groups()
            first, last = ((int(row), number(letters)) for letters, row in (corners[:2], corners[2:]))
            quoted = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
            yield quoted, Marked(area, first, last, one.get(f"{TABLE}contains-header", "true") == "true")


def _frozen(settings: ET.Element) -> set[str]:
    """The sheets of which the first row alone stays in view."""
    wanted = {"VerticalSplitMode": "2", "VerticalSplitPosition": "1"}
    found = set()
    for entry in settings.iter(f"{CONFIG}config-item-map-entry"):
        items = {str(one.get(f"{CONFIG}name")): one.text for one in entry.findall(f"{CONFIG}config-item")}
        if wanted.items() <= items.items():
            found.add(str(entry.get(f"{CONFIG}name")))
    return found
