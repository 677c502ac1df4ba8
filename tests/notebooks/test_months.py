"""Months that are right but quiet, short or busy: every notebook runs, and says what can't be computed."""

from collections.abc import Callable

import pytest
from notebooks.books import NOTEBOOKS, edition, run

from analysis.book import ask_each, other_books
from analysis.data.changed import Rows, changed
from analysis.data.contract import TableContract
from analysis.present.claims import NO_RESULT, NO_VALUE
from analysis.present.opening import report_of

SERIES = ("date", "yearmonth")


def rewritten(table: TableContract, token: Callable[[str], str]) -> Callable[[Rows], Rows]:
    """The table's rows with other tokens for its counts; days and years stay."""
    counted = [] if table.with_role("unit") else table.with_role("figure")  # of rows in several units some are hours
    counts = [one.name for one in counted if one.type not in SERIES and one.unit != "date"]

    def change(rows: Rows) -> Rows:
        return [{**row, **{name: token(row[name]) for name in counts if row[name].strip()}} for row in rows]

    return change


def of_all(token: Callable[[str], str], days: int | None = None) -> dict[str, Callable[[Rows], Rows]]:
    """Every table but the statements with other tokens, and of a daily or monthly one its last rows alone."""

    def one(table: TableContract) -> Callable[[Rows], Rows]:
        series = any(table.column(key).type in SERIES for key in table.key)
        return lambda rows: rewritten(table, token)(rows[-days:] if series and days else rows)

    return {table.name: one(table) for table in edition().own.contract if table.name != "statements"}


def busy(token: str) -> str:
    plain = token.replace(",", "").replace("△", "-")
    return plain if "/" in plain else str(int(float(plain) * 100))


MONTHS = {"quiet": of_all(lambda _: "0"), "quiet and short": of_all(lambda _: "0", 1),
          "busy": of_all(busy)}  # fmt: skip


@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize("name", [name for name in NOTEBOOKS if name != "00_overview"])
def test_a_notebook_runs_in_a_month_that_is(name, month):
    found = run(name, drawn=True, rows=MONTHS[month])
    for figure in found.figures:
        figure._repr_mimebundle_()  # drawn to the last
    openings = [words.en.split("{about}")[-1].split("{absent}")[-1] for words in (NO_RESULT, NO_VALUE)]
    silent = [one for one in found.claims.values() if any(part in one.words.en for part in openings)]
    assert all(not one.holds for one in silent)
    assert month != "quiet" or found.report.said.absent or name in ("02_fiscal_decentralization", "07_audit")


def test_the_overview_says_which_notebook_failed_and_has_the_others():
    books = other_books("00_overview", edition().root)
    without = changed(edition(), {}, {"litigation": []})
    runs, failed = ask_each(books, report_of(without, "en"), "en")
    assert set(failed) == {"04_litigation"}
    assert len(runs) == len(books) - 1
