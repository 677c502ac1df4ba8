"""Sheets as an xlsx, the same bytes for the same sheets."""

import io
from datetime import datetime

import xlsxwriter

from analysis.publish.release.office.book import Book


def written(book: Book) -> bytes:
    """The file; its date of making is the edition's month, for no clock is read."""
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    made.set_properties(
        {
            "title": book.title,
            "subject": book.subject,
            "author": book.author,
            "keywords": book.edition,
            "comments": book.language,
            "created": datetime.fromisoformat(f"{book.edition}-01"),
        }
    )
    wrapped = made.add_format({"text_wrap": True, "valign": "top"})
    for at, sheet in enumerate(book.sheets, 1):
        page = made.add_worksheet(sheet.name)
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
        if sheet.leads:
            for row, cells in enumerate(sheet.rows, 1):
                name = str(cells[0])
                quoted = name.replace("'", "''")
                page.write_url(row, 0, f"internal:'{quoted}'!A1", None, name)
        for column, width in enumerate(sheet.widths):
            page.set_column(column, column, width)
        page.freeze_panes(1, 0)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.set_footer("&L&A&R&P / &N")
    made.close()
    return stream.getvalue()
