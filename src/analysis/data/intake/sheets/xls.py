"""What the cells of an xls show, by xlrd: per cents, errors, raised characters ([MS-XLS] 2.5.198, 2.4.126, 2.5.129)."""

import io
from itertools import pairwise
from typing import Any

from analysis.data.intake.faults import Place, RefusedError
from analysis.data.intake.sheets.shown import Run, Shown, run_text

ERROR = 5  # the type of a cell in which a formula failed


def shown_cells(data: bytes, place: Place) -> dict[str, Shown]:
    """What each sheet's cells show, by the sheet's name; RefusedError where its records can't be read."""
    from xlrd import open_workbook  # needed for an xls only

    try:
        book = open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
        return {sheet.name: _sheet(book, sheet) for sheet in book.sheets()}
    except MemoryError:
        raise
    except Exception as error:  # whatever broken records do to xlrd, such a file is no workbook
        raise RefusedError([place.fault("E102", value=f"xls: {type(error).__name__}")]) from None


def _sheet(book: Any, sheet: Any) -> Shown:
    from xlrd.biffh import error_text_from_code

    shown = Shown()
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            if cell.ctype == ERROR:
                shown.texts[row, column] = error_text_from_code.get(cell.value, "#VALUE!")
            elif "%" in _format(book, cell.xf_index):
                shown.percents.add((row, column))
    for (row, column), starts in sheet.rich_text_runlist_map.items():
        text = str(sheet.cell_value(row, column))
        ends = [(0, None), *starts, (len(text), None)]
        runs = [_run(book, text[at:to], font) for (at, font), (to, _) in pairwise(ends) if at < to]
        if (said := run_text(runs)) is not None:
            shown.texts[row, column] = said
    return shown


def _format(book: Any, style: int | None) -> str:
    if style is None or style >= len(book.xf_list):
        return ""
    found = book.format_map.get(book.xf_list[style].format_key)
    return str(found.format_str) if found else ""


def _run(book: Any, text: str, font: int | None) -> Run:
    known = font is not None and font < len(book.font_list)
    form = book.font_list[font] if known else None
    return Run(text, form is not None and form.escapement != 0, str(form.height) if form is not None else "")
