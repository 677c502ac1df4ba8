"""What the cells of an ods show: per cents, errors, formulas without values, raised characters, breaks.

OpenDocument 1.3 part 3: 19.385 (value types), 19.642 (formulas), 20.384 (position of text), 6.1 (spaces, tabs, breaks).
"""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from analysis.data.intake.faults import Place
from analysis.data.intake.sheets.container import bound_ods, elements
from analysis.data.intake.sheets.shown import Run, Shown, run_text

_ODF = "{urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT, _STYLE = (f"{_ODF}{name}:1.0}}" for name in ("table", "office", "text", "style"))
# The reader of spreadsheets leaves them out, and so puts the digits on either side together.
_BREAKS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"


def shown_cells(parts: Mapping[str, bytes], place: Place) -> dict[str, Shown]:
    """What each sheet's cells show, by the sheet's name; RefusedError where one is too large."""
    content = parts.get("content.xml", b"")
    bound_ods(content, place)
    raised = {
        one.get(f"{_STYLE}name", "")
        for part in (content, parts.get("styles.xml", b""))
        for one in elements(part, f"{_STYLE}style")
        if any(inner.get(f"{_STYLE}text-position", "").strip() not in {"", "0% 100%"} for inner in one)
    }
    found: dict[str, Shown] = {}
    shown, row = Shown(), 0
    for one in elements(content, f"{_TABLE}table-row", f"{_TABLE}table"):
        if one.tag == f"{_TABLE}table":
            found[one.get(f"{_TABLE}name", "")] = shown
            shown, row = Shown(), 0
            continue
        row = _row(one, row, raised, shown)
    return found


def _row(element: Element, row: int, raised: set[str], shown: Shown) -> int:
    """Notes the cells of a row, which may stand for several alike; returns the row after it."""
    rows, column = int(element.get(f"{_TABLE}number-rows-repeated", "1")), 0
    for cell in element:
        columns = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        percent, text = cell.get(f"{_OFFICE}value-type") == "percentage", _said(cell, raised)
        if percent or text is not None:
            places = {(row + down, column + right) for down in range(rows) for right in range(columns)}
            shown.percents |= places if percent else set()
            shown.texts |= dict.fromkeys(places, text) if text is not None else {}
        column += columns
    return row + rows


def _said(cell: Element, raised: set[str]) -> str | None:
    formula, runs = cell.get(f"{_TABLE}formula"), list(_runs(cell, raised))
    text = "".join(run.text for run in runs)
    if cell.get(_CALC) == "error" or (formula is not None and text.strip().startswith(("#", "Err:"))):
        return f"#{text.strip().removeprefix('#')}"
    if formula is not None and not any(name.startswith(f"{_OFFICE}") for name in cell.attrib):
        return formula if formula.startswith("=") else f"={formula}"
    broken = cell.get(f"{_OFFICE}value-type") == "string" and any(True for name in _BREAKS for _ in cell.iter(name))
    return run_text(runs) or (text if broken else None)


def _runs(cell: Element, raised: set[str]) -> Iterator[Run]:
    """The text of a cell piece by piece, its paragraphs a line each; a comment at the cell is none of it."""
    for number, paragraph in enumerate(cell.findall(f"{_TEXT}p")):
        if number:
            yield Run("\n", False)
        yield from _pieces(paragraph, raised, False)


def _pieces(element: Element, raised: set[str], up: bool) -> Iterator[Run]:
    up = up or element.get(f"{_TEXT}style-name", "") in raised
    if apart := _BREAKS.get(element.tag, " " if element.tag == f"{_TEXT}s" else ""):
        yield Run(apart, False)
    if element.text:
        yield Run(element.text, up)
    for inner in element:
        yield from _pieces(inner, raised, up)
        if inner.tail:
            yield Run(inner.tail, up)
