"""The workbook of a release in one language, the same bytes for the same release."""

import io
import unicodedata
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter

from analysis.publish.page.labels import edition_words, label
from analysis.publish.release.office.accessible import faults
from analysis.publish.release.office.content import Release
from analysis.publish.release.office.sheets import CONTENTS, Sheet, sheets
from analysis.publish.run.errors import ReportError
from analysis.words import Lang, Words

NARROWEST, WIDEST = 8, 60
NOT_ACCESSIBLE = Words("통합 문서가 접근성 점검에 어긋난다: {}", "The workbook fails the accessibility check: {}")


def workbook(release: Release, lang: Lang) -> bytes:
    """The workbook, held against the checklist for accessible spreadsheets.

    Raises:
        ReportError: what Excel can't hold, or what the check finds.
    """
    made = written(sheets(release, lang), release, lang)
    for fault in faults(made):
        raise ReportError(Words(NOT_ACCESSIBLE.ko.format(fault.ko), NOT_ACCESSIBLE.en.format(fault.en)))
    return made


def written(every: Sequence[Sheet], release: Release, lang: Lang) -> bytes:
    """The sheets as one file; its date of making is the edition's month, for no clock is read."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(
        {
            "title": f"{label('study', lang)}, {edition_words(release.edition, lang)}",
            "subject": edition_words(release.edition, lang),
            "author": label("study", lang),
            "keywords": release.edition,
            "comments": Words("한국어", "English")[lang],
            "created": datetime.fromisoformat(f"{release.edition}-01"),
        }
    )
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for at, sheet in enumerate(every, 1):
        page = book.add_worksheet(sheet.name)
        last = (max(len(sheet.rows), 1), len(sheet.header) - 1)
        columns = [{"header": name, "header_format": wrapped} for name in sheet.header]
        page.add_table(
            0,
            0,
            *last,
            {"name": f"table_{at}", "columns": columns, "style": "Table Style Light 1", "autofilter": False},
        )
        for row, cells in enumerate(sheet.rows, 1):
            for column, value in enumerate(cells):
                if isinstance(value, str):
                    page.write_string(row, column, value, wrapped)
                else:
                    page.write_number(row, column, value)
        if sheet.name == CONTENTS[lang]:
            for row, cells in enumerate(sheet.rows, 1):
                page.write_url(row, 0, f"internal:'{cells[0]}'!A1", None, str(cells[0]))
        for column in range(len(sheet.header)):
            texts = [sheet.header[column], *(str(cells[column]) for cells in sheet.rows)]
            page.set_column(column, column, min(max(NARROWEST, *map(_width, texts)) + 2, WIDEST))
        page.freeze_panes(1, 0)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.set_footer("&L&A&R&P / &N")
    book.close()
    return stream.getvalue()


def _width(text: str) -> int:
    """How wide a text is set, in Latin letters: a Korean syllable takes two."""
    return max(sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in line) for line in text.split("\n"))
