"""Days and months that a file's words leave open: a zero that a program cut off, a year that only a title names."""

import re
from collections.abc import Iterator, Sequence

from analysis.data.contract import STATEMENTS, FieldContract
from analysis.data.intake.body import Body
from analysis.data.intake.cells import readings
from analysis.data.intake.faults import FORMS, NumberedFault
from analysis.data.intake.layout import key_readers, titles
from analysis.data.units import CALENDAR
from analysis.data.vintages import DATED

# 2020.1 may be January, or an October that a program kept as a number; 8.2 the second or the twentieth of August.
_CUT = re.compile(r"(\d{4}|\d{1,2})\.([123])")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)|['’‘](\d\d)\s*[.년]")


def cut_zeros(body: Body) -> Iterator[NumberedFault]:
    """Dates whose last zero may be gone, where no other date of the column shows which of the two is meant."""
    for column in body.table.fields:
        dated = column.type in DATED or (column.unit in CALENDAR and body.table.name != STATEMENTS)
        if not dated or column.name not in body.layout.header.columns:
            continue
        said, at = body.all_said(column.name), body.layout.header.columns[column.name]
        known = set(said.tokens)
        cut = {one for one in known if _may_be_cut(one, column) and not _explained(one, known)}
        for row in said.rows_with(cut):
            if not body.layout.grid.is_decimal(body.kept[row], at):  # what a spreadsheet kept so is refused as such
                form, one = FORMS.get(column.type, FORMS["date"]), said[row]
                yield body.fault("E129", row, column.name, one, first=one, second=f"{one}0", form=form)


def _may_be_cut(said: str, column: FieldContract) -> bool:
    """Whether a zero behind makes it another date of its kind: October of a year, the 10th, 20th or 30th of a month."""
    if (match := _CUT.fullmatch(said)) is None:
        return False
    of_year = column.type == "yearmonth" or column.unit == "calendar month"
    return match[2] == "1" if of_year else len(match[1]) < 3


def _explained(said: str, known: set[str]) -> bool:
    """Whether the column shows that its writer cuts no zeros: the neighbour of the date, or one that ends in a zero."""
    before, _, last = said.partition(".")
    beside = {f"{before}.{int(last) - 1}", f"{before}.{int(last) + 1}"} - {f"{before}.0"}
    tens = {f"{before}.{tens}0" for tens in "123"}
    year_before = {f"{int(before) - 1}.12"} if len(before) == 4 else set()
    return not known.isdisjoint(beside | tens | year_before)


def other_years(body: Body, edition: str) -> Iterator[NumberedFault]:
    """Dates without a year under a title that names another year than the one by which they are read."""
    named = {year for text in titles(body.layout) for year in _named(text)}
    if not named or edition[:4] in named:
        return
    earlier = f"{int(edition[:4]) - 1}{edition[4:]}"
    shape = body.layout.shape
    now, then = (key_readers(body.table, shape, one) for one in (edition, earlier))
    for key in body.table.key:
        if body.table.column(key).type not in DATED or body.has_faults(key) or key not in body.columns:
            continue
        said = body.all_said(key)
        (read, _), (read_then, _) = (readings(said.tokens, readers[key]) for readers in (now, then))
        yearless = {one for one in read if one and read[one] != read_then[one]}
        for row in said.rows_with(yearless):
            one, value = said[row], body.columns[key][row]
            if value[:4] not in named:
                second = ", ".join(f"{year}{value[4:]}" for year in sorted(named))
                form = FORMS[body.table.column(key).type]
                yield body.fault("E129", row, key, one, first=value, second=second, form=form)
                break  # the title is one, and so is its fault


def _named(text: str) -> Sequence[str]:
    return [match[1] or f"20{match[2]}" for match in _YEARS.finditer(text)]
