"""The litigation notebook on dockets that differ from the printed one."""

import pytest
from notebooks.books import run, runs

NAME = "04_litigation"
JULY = {"carried_over": 559, "new": 278, "won": 156, "lost": 56, "other": 25}


def row(period="2020-07", **changed):
    """A row of the table whose balances and printed rate are right, but for what is changed."""
    count = {**JULY, **changed}
    closed, total = count["won"] + count["lost"] + count["other"], count["carried_over"] + count["new"]
    decided = count["won"] + count["lost"]
    made = {"period": period, "total": total, "closed": closed, "pending": total - closed, "line": 775, **count}
    made["win_rate"] = f"{100 * count['won'] / decided:.1f}" if decided else ""
    return {name: str(value) for name, value in made.items()}


def docket(*rows):
    return {"rows": {"litigation": list(rows)}}


AUGUST = row("2020-08", new=308, won=168, lost=62, other=27)
VARIANTS = {
    "close": docket(row(won=110, lost=102)),
    "beaten": docket(row(won=56, lost=156)),
    "unbeaten": docket(row(lost=0)),
    "clearing": docket(row(won=300, lost=100, other=30)),
    "growing": docket(row(new=600)),
    "much_other": docket(row(other=150)),
    "misprinted": {"printed": {"litigation.2020-07.pending": "601"}},
    "hardly_carried": docket(row(carried_over=10)),
    "august": docket(row(), AUGUST),
    "december": {**docket(row("2020-12")), "period_days": 366},
    "few_direct": {"printed": {"litigation.direct": "20"}},
    "very_few_direct": {"printed": {"litigation.direct": "20"}, **docket(row(carried_over=60))},
    "half_direct": {"printed": {"litigation.direct": "139"}},
    "short": {"period_days": 120},
    "unfit_percentage": {"printed": {"litigation_cases.line7.share_won": "95.0"}},
    "nothing_closed": docket(row(won=0, lost=0, other=0)),
    "nothing_at_all": docket(row(carried_over=0, new=0, won=0, lost=0, other=0)),
}
DRAWN = ("close", "beaten", "unbeaten", "clearing", "growing", "december")


def test_the_headlines_of_the_edition_are_these():
    assert {one.id: one.holds for one in runs(NAME)["printed"].headlines} == {
        "litigation.majority": True,
        "litigation.other_closings": True,
        "litigation.falls_behind": False,
        "litigation.over_a_year": True,
        "litigation.direct": True,
    }


@pytest.mark.parametrize(("claim", "numbers"), [
    ("litigation.majority", ["212", "156", "73.6%", "67.3", "79.1%"]),
    ("litigation.other_closings", ["25", "65.8%", "76.4%", "59.6", "71.6%"]),
    ("litigation.what_is_a_win", ["156", "50%", "35", "50"]),
    ("litigation.falls_behind", ["559", "600", "41", "85.3%", "71.4", "101.7%"]),
    ("litigation.over_a_year", ["600", "539", "475", "615"]),
    ("litigation.more_at_year_end", ["600", "629", "580", "679"]),
    ("litigation.direct", ["278", "201", "72.3%", "66.8", "77.2%", "22.3"]),
    ("litigation.direct_of_all", ["559", "837", "24.0", "90.8%"]),
    ("litigation.printed_percentage", ["92.8%", "50%"]),
])  # fmt: skip
def test_the_sentences_of_the_edition_hold_its_numbers(claim, numbers):
    said = runs(NAME)["printed"].claims[claim].words
    for lang in ("ko", "en"):
        assert [number for number in numbers if number not in said[lang]] == []


def test_a_docket_that_is_cleared_faster_than_it_grows_is_not_said_to_be_open():
    said = runs(NAME)["clearing"].claims["litigation.falls_behind"].words
    assert said.ko.endswith("종결이 신소보다 빠름.")
    assert said.en.endswith("closings are faster than new cases.")


def test_a_misprinted_balance_is_named():
    broken = runs(NAME)["misprinted"]
    assert broken.claims["litigation.adds_up"].words.ko.startswith("진행:")
    assert any("불일치" in table.text() for table in broken.tables)


def test_two_counts_of_a_year_are_said_to_overlap():
    assert "서로 겹치므로" in runs(NAME)["august"].claims["litigation.comparable"].words.ko


def test_where_nothing_was_closed_there_is_no_rate_and_the_claim_says_so():
    quiet = runs(NAME)["nothing_closed"]
    assert "litigation.win_rate" not in quiet.results
    assert "판단을 보류함" in quiet.claims["litigation.majority"].words.ko


def test_the_disposition_time_goes_with_the_days_covered():
    results = [run(NAME, period_days=days).results["litigation.disposition_days"].value for days in (214, 107)]
    assert results[0] == pytest.approx(2 * results[1])
