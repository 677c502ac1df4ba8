"""The checklist for accessible spreadsheets, held against a workbook's own parts, whatever wrote it.

Source: UK Government Analysis Function, Releasing statistics in spreadsheets (checklist), as far as a program can tell.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from analysis.words import Words

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CELLS = re.compile(r"A1:([A-Z]+)(\d+)")
PLACE = re.compile(r"([A-Z]+)(\d+)")

NO_TABLE = Words("{0}: 표시된 표가 {1}개이다. 하나여야 한다.", "{0} has {1} marked tables; it should have one.")
NOT_FIRST = Words("{0}: 표 {1}이(가) A1에서 시작하지 않는다.", "{0}: the table {1} does not begin at A1.")
OUTSIDE = Words("{0}: 표 밖에 칸 {1}이(가) 있다.", "{0}: the cell {1} stands outside the table.")
BLANK = Words("{0}: 칸 {1}이(가) 비어 있다.", "{0}: the cell {1} is blank.")
MERGED = Words("{0}: 병합한 칸이 있다.", "{0} has merged cells.")
HIDDEN = Words("{0}: 숨긴 것이 있다.", "{0}: something is hidden.")
FORMULA = Words("{0}: 칸 {1}이(가) 수식이다.", "{0}: the cell {1} is a formula.")
NOT_FROZEN = Words("{0}: 제목행이 고정되지 않았다.", "{0}: the header row is not frozen.")
NO_WIDTHS = Words("{0}: 열 너비가 정해지지 않았다.", "{0}: the widths of columns are not set.")
HEADERS = Words("{0}: 열 이름이 비었거나 겹친다.", "{0}: a header is empty or stands twice.")
COLOUR = Words("{0}: 색으로 뜻을 나타낸다(조건부 서식).", "{0} gives meaning by colour (conditional formats).")
UNTITLED = Words("문서 속성에 제목이 없다.", "The document properties have no title.")
UNLISTED = Words("{0}: 차례에 없다.", "{0} is not in the contents.")


def faults(content: bytes) -> Iterator[Words]:
    """What a workbook does not keep of the checklist."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        if not (ET.fromstring(parts.read("docProps/core.xml")).findtext("{http://purl.org/dc/elements/1.1/}title")):
            yield UNTITLED
        shared = [_text(one) for one in ET.fromstring(parts.read("xl/sharedStrings.xml"))]
        names = []
        for at, sheet in enumerate(ET.fromstring(parts.read("xl/workbook.xml")).iter(f"{MAIN}sheet"), 1):
            names.append(str(sheet.get("name")))
            if sheet.get("state"):
                yield _said(HIDDEN, names[-1])
            yield from _sheet_faults(parts, at, names[-1])
        values = ET.fromstring(parts.read("xl/worksheets/sheet2.xml")).iter(f"{MAIN}v")
        listed = {shared[int(one.text)] for one in values if one.text and one.text.isdigit()}
        yield from (_said(UNLISTED, name) for name in names[2:] if name not in listed)


def _sheet_faults(parts: zipfile.ZipFile, at: int, name: str) -> Iterator[Words]:
    page = ET.fromstring(parts.read(f"xl/worksheets/sheet{at}.xml"))
    for tag, words in (("mergeCells", MERGED), ("conditionalFormatting", COLOUR)):
        if page.find(f"{MAIN}{tag}") is not None:
            yield _said(words, name)
    if any(one.get("hidden") for kind in ("col", "row") for one in page.iter(f"{MAIN}{kind}")):
        yield _said(HIDDEN, name)
    pane = page.find(f".//{MAIN}pane")
    if pane is None or pane.get("state") != "frozen" or pane.get("ySplit") != "1":
        yield _said(NOT_FROZEN, name)
    if page.find(f"{MAIN}cols") is None:
        yield _said(NO_WIDTHS, name)
    yield from _table_faults(parts, page, at, name)


def _table_faults(parts: zipfile.ZipFile, page: ET.Element, at: int, name: str) -> Iterator[Words]:
    marked = [one for part in page.iter(f"{MAIN}tablePart") for one in part.attrib.values()]
    if len(marked) != 1:
        yield _said(NO_TABLE, name, len(marked))
        return
    led = ET.fromstring(parts.read(f"xl/worksheets/_rels/sheet{at}.xml.rels"))
    target = next(str(one.get("Target")) for one in led if str(one.get("Type")).endswith("/table"))
    table = ET.fromstring(parts.read(target.replace("..", "xl", 1)))
    area = CELLS.fullmatch(str(table.get("ref")))
    if area is None:
        yield _said(NOT_FIRST, name, table.get("ref"))
        return
    headers = [str(one.get("name", "")).strip().casefold() for one in table.iter(f"{MAIN}tableColumn")]
    if not all(headers) or len(set(headers)) != len(headers):
        yield _said(HEADERS, name)
    wide, long = _column(area[1]), int(area[2])
    filled = set()
    for cell in page.iter(f"{MAIN}c"):
        place = str(cell.get("r"))
        found = PLACE.fullmatch(place)
        assert found is not None
        if cell.find(f"{MAIN}f") is not None:
            yield _said(FORMULA, name, place)
        if cell.find(f"{MAIN}v") is None and cell.find(f"{MAIN}is") is None:
            continue
        filled.add((int(found[2]), _column(found[1])))
        if int(found[2]) > long or _column(found[1]) > wide:
            yield _said(OUTSIDE, name, place)
    blank = sorted({(row, column) for row in range(1, long + 1) for column in range(1, wide + 1)} - filled)
    yield from (_said(BLANK, name, f"R{row}C{column}") for row, column in blank[:1])


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _text(item: ET.Element) -> str:
    return "".join(one.text or "" for one in item.iter(f"{MAIN}t"))


def _said(words: Words, *values: object) -> Words:
    return Words(words.ko.format(*values), words.en.format(*values))
