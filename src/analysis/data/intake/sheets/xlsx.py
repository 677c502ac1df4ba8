"""What the cells of an xlsx show: per cents, errors, formulas without values, raised characters.

ECMA-376 part 1: 18.3.1.4 (cells), 18.3.1.40 (formulas), 18.4.4 (runs of rich text), 18.8.30 (number formats).
"""

import posixpath
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError, fromstring

from analysis.data.intake.faults import Place
from analysis.data.intake.sheets.container import bound_sheet, elements, number
from analysis.data.intake.sheets.shown import Cell, Run, Shown, run_text

BUILT_IN = {9, 10}

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def shown_cells(parts: Mapping[str, bytes], place: Place) -> dict[str, Shown]:
    """What each sheet's cells show, by the sheet's name; RefusedError where one reaches too far."""
    for name, part in parts.items():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            bound_sheet(part, place)
    try:
        styles = _percent_styles(fromstring(parts["xl/styles.xml"])) if "xl/styles.xml" in parts else set()
        relations = fromstring(parts["xl/_rels/workbook.xml.rels"])
        sheets = list(fromstring(parts["xl/workbook.xml"]).iter(f"{_MAIN}sheet"))
    except (ParseError, KeyError, ValueError):
        return {}  # no such parts: the reader of spreadsheets says whether it is one at all
    targets = {one.get("Id"): posixpath.join("xl", one.get("Target", "").replace("\\", "/")) for one in relations}
    paths = {one.get("name", ""): targets.get(one.get(_RELATION), "").lstrip("/").lower() for one in sheets}
    strings = _raised_strings(parts.get("xl/sharedstrings.xml", b""))
    return {name: _sheet(parts.get(path, b""), styles, strings) for name, path in paths.items()}


def _percent_styles(styles: Element) -> set[str]:
    """The numbers of the cell styles whose format shows a per cent sign."""
    formats = styles.iter(f"{_MAIN}numFmt")
    shown = BUILT_IN | {int(one.get("numFmtId", "0")) for one in formats if "%" in one.get("formatCode", "")}
    used = styles.find(f"{_MAIN}cellXfs")
    cells = [] if used is None else list(used)
    return {str(at) for at, one in enumerate(cells) if int(one.get("numFmtId", "0")) in shown}


def _raised_strings(strings: bytes) -> dict[str, str]:
    """The shared texts that are of several forms, by number, as they are to be read."""
    if b"rPr" not in strings:
        return {}
    found = enumerate(elements(strings, f"{_MAIN}si"))
    return {str(at): text for at, one in found if (text := run_text(list(_runs(one)))) is not None}


def _runs(text: Element) -> Iterator[Run]:
    for run in text.iter(f"{_MAIN}r"):
        form = run.find(f"{_MAIN}rPr")
        said = "".join(one.text or "" for one in run.iter(f"{_MAIN}t"))
        raised, size = (form.find(f"{_MAIN}{name}") if form is not None else None for name in ("vertAlign", "sz"))
        place = raised.get("val", "") if raised is not None else ""
        yield Run(said, place in {"superscript", "subscript"}, size.get("val", "") if size is not None else "")


def _sheet(sheet: bytes, styles: set[str], strings: Mapping[str, str]) -> Shown:
    shown = Shown()
    if not (
        styles or strings or b"<f" in sheet or b":f" in sheet or b"rPr" in sheet or b'"e"' in sheet or b"'e'" in sheet
    ):
        return shown
    for cell in elements(sheet, f"{_MAIN}c"):
        if (at := _place(cell.get("r", ""))) is None:
            continue
        if cell.get("s") in styles:
            shown.percents.add(at)
        if (text := _said(cell, strings)) is not None:
            shown.texts[at] = text
    return shown


def _place(reference: str) -> Cell | None:
    letters = reference.rstrip("0123456789")
    digits = reference[len(letters) :]
    return (int(digits) - 1, number(letters.upper()) - 1) if digits and letters.isascii() else None


def _said(cell: Element, strings: Mapping[str, str]) -> str | None:
    """What a cell says where that is not its value: an error, a formula not yet computed, raised characters."""
    value, formula = cell.findtext(f"{_MAIN}v") or "", cell.find(f"{_MAIN}f")
    kind = cell.get("t")
    if kind == "e":
        return value or "#VALUE!"
    if formula is not None and not value and kind != "str":
        return f"={formula.text or ''}"
    if kind == "s":
        return strings.get(value)
    inline = cell.find(f"{_MAIN}is")
    return run_text(list(_runs(inline))) if inline is not None else None
