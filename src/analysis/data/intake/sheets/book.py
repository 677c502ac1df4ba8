"""The sheets of a workbook as grids of cells."""

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from analysis.data.intake.faults import Place, RefusedError
from analysis.data.intake.grid import Grid
from analysis.data.intake.sheets import ods, xls, xlsx
from analysis.data.intake.sheets.container import OLE, bound, bound_compound, parts
from analysis.data.intake.sheets.shown import Shown, laid_over


def read_sheets(data: bytes, place: Place) -> list[Grid]:
    """The sheets of a workbook, in order, those that are not shown marked so; RefusedError where it is none."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    kind, shown = _judged(data, place)
    try:
        book = CalamineWorkbook.from_object(io.BytesIO(data))
        found = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
        cells = {one.name: book.get_sheet_by_name(one.name).to_python(skip_empty_area=False) for one in found}
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # a panic of the reader is no Exception
        raise RefusedError([place.fault("E102", value=kind)]) from None
    visible = {one.name for one in found if one.visible == SheetVisibleEnum.Visible}
    if not visible <= shown.keys():  # what their cells show is not known: a fraction may be shown as a per cent
        raise RefusedError([place.fault("E102", value=kind)])
    if not visible:
        raise RefusedError([place.fault("E103")])
    return [
        _sheet(Place(place.file, name), kind, raw, shown.get(name, Shown()), hidden=name not in visible)
        for name, raw in cells.items()
    ]


def _judged(data: bytes, place: Place) -> tuple[str, dict[str, Shown]]:
    """The kind of workbook and what its cells show; RefusedError where its container is hostile or cut."""
    if data.startswith(OLE[:4]):
        bound_compound(data, place)
        return "xls", xls.shown_cells(data, place)
    found = parts(data, place)
    if "content.xml" in found:
        return "ods", ods.shown_cells(found, place)
    if any(name.endswith(".bin") and name.startswith("xl/workbook") for name in found):
        raise RefusedError([place.fault("E102", value="xlsb")])
    return "xlsx", xlsx.shown_cells(found, place)


def _sheet(place: Place, kind: str, raw: Sequence[Sequence[object]], shown: Shown, *, hidden: bool) -> Grid:
    """The cells of a sheet; one that is shown as a per cent says so, as 41.6% for what is kept as 0.416."""
    bound(len(raw), max(map(len, raw), default=0), place)
    rows = [[cell_text(cell) for cell in row] for row in raw]
    for row, column in shown.percents:
        if row < len(raw) and column < len(raw[row]):
            value = raw[row][column]
            if isinstance(value, int | float) and not isinstance(value, bool):
                rows[row][column] = f"{value * 100:.15g}%"
    laid_over(rows, shown.texts)
    raw = [*raw, *([] for _ in range(len(rows) - len(raw)))]
    return Grid(place, kind, rows, range(1, len(rows) + 1), raw, hidden)


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
