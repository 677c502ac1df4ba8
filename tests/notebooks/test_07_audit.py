"""The audit notebook on editions whose figures disagree, that print little, or in which every section is checked."""

import csv
import re
from collections import Counter

import pytest
from notebooks.books import EDITION, FROZEN, edition, run, runs

from analysis.book import Book
from analysis.data.audit import STATUSES
from analysis.data.error_detection import error_detection

NAME = "07_audit"
EVERY, FIGURES = edition().own.rows, edition().own.figures
LITTLE = {"rows": {name: [] for name in EVERY if name != "appeals_monthly"}}


def without(section):
    """The statements of all sections but one."""
    return {"rows": {"statements": lambda rows: [row for row in rows if row["section"] != section]}}


VARIANTS = {
    "conflict": {"printed": {"litigation.2020-07.pending": "601"}},
    "little": LITTLE,
    "nothing": {"rows": {name: [] for name in EVERY}},
    "every_section_checked": without("intl_orgs"),
    "lists_agree": {"printed": {"covid.facilities.restricted": "11"}},
    "about_matters": {"printed": {"review.members": "17"}},
}
DRAWN = ("conflict", "little")


def test_the_headlines_of_the_edition_are_these():
    assert {one.id: one.holds for one in runs(NAME)["printed"].headlines} == {
        "audit.adds_up": True,
        "audit.lists": False,
        "audit.guarded": True,
        "audit.cut_offs_differ": True,
    }


def test_the_sentences_hold_the_counts_of_the_processed_audit():
    """audit.csv is made when the data are processed; the notebook audits again."""
    with (FROZEN / "data" / "processed" / EDITION / "audit.csv").open(encoding="utf-8", newline="") as stream:
        counts = Counter(row["status"] for row in csv.DictReader(stream))
    exceptions = counts.total() - counts["exact"] - counts["rounding"]
    said = runs(NAME)["printed"].claims
    for claim, numbers in {
        "audit.adds_up": [counts.total(), counts["exact"], counts["rounding"], exceptions],
        "audit.exceptions": [exceptions, counts["truncated"], counts["explained"]],
        "audit.digits_matter": [counts["rounding"] + counts["truncated"]],
    }.items():
        for lang in ("ko", "en"):
            assert [number for number in numbers if str(number) not in said[claim].words[lang]] == [], claim


def test_the_sentence_on_unseen_errors_holds_every_figure_of_the_edition():
    made, detected = runs(NAME)["printed"], Counter(error_detection(edition().identities, FIGURES).values())
    said = made.claims["audit.guarded"].words.en
    assert f"{detected['caught']} ({made.results['audit.guarded_share'].value:.1%})" in said
    assert f"Of {len(FIGURES)} figures" in said
    assert f"unseen in {detected['unguarded']}" in said
    assert detected["unguarded"] in {len(table.frame) for table in made.tables}


def test_two_pairs_of_counts_end_at_different_times():
    said = runs(NAME)["printed"].claims["audit.cut_offs_differ"].words
    assert "집계 11쌍 중 2쌍" in said.ko
    assert "Of 11 pairs" in said.en


@pytest.mark.parametrize("variant", ["printed", *VARIANTS])
def test_every_identity_has_one_verdict(variant):
    results = runs(NAME)[variant].results
    assert sum(results[f"audit.{status}"].value for status in STATUSES) == results["audit.identities"].value


def test_a_conflict_is_told_first_and_named_in_the_table_of_exceptions():
    broken = runs(NAME)["conflict"]
    assert broken.headlines[0].words.ko.endswith("불일치(소송).")
    assert broken.claims["audit.adds_up"].settled
    assert any("601" in table.text() and "불일치" in table.text() for table in broken.tables)


def test_an_edition_of_one_table_has_nothing_to_check_and_says_so():
    little = runs(NAME)["little"]
    assert little.results["audit.identities"].value == 0
    assert "없음" in little.claims["audit.adds_up"].words.ko
    assert not little.claims["audit.adds_up"].settled


def test_an_edition_without_a_figure_has_no_share_of_figures():
    assert "audit.guarded_share" not in runs(NAME)["nothing"].results


def test_every_identity_stands_in_the_tables_of_all():
    made = runs(NAME)["printed"]
    every = [table.frame for table in made.tables if "status" in table.frame and "line" in table.frame]
    assert sum(map(len, every)) == made.results["audit.identities"].value


def test_days_months_and_hours_are_read_and_no_long_number_stands_without_commas():
    shown = "".join(table.text() for table in runs(NAME, "en")["printed"].tables)
    assert re.findall(r"20\d\d-\d\d|(?<![\d,.])\d{5,}", shown) == []
    assert "23,751,919" in shown


def test_a_list_that_names_fewer_is_told_with_how_it_ends():
    assert "12개 중 11개 열거, 끝에 ‘등’)." in runs(NAME)["printed"].claims["audit.lists"].words.ko


def test_every_exception_carries_what_accounts_for_it():
    exceptions = next(table for table in runs(NAME)["printed"].tables if "note" in table.frame)
    assert len(exceptions.frame) > 0
    assert (exceptions.frame["note"].str.len() > 0).all()


def test_about_moves_the_share_of_checked_figures_and_no_verdict_of_the_edition():
    varied = Book(NAME).varied(edition())
    assert varied.dependent == ["audit.guarded_share"]
    share = varied.one_at_a_time("audit.guarded_share").loc["audit.about"]
    assert share["at_low"] > share["at_value"] == share["at_high"]
    assert varied.claims["audit.about"].holds


def test_a_register_that_reads_about_otherwise_is_followed():
    record = edition().assumptions["audit.about"].replaced(0.2)
    assert run(NAME, printed={"review.members": "17"}, assuming={"audit.about": record}).claims["audit.adds_up"].holds
    assert not runs(NAME)["about_matters"].claims["audit.adds_up"].holds


def test_the_pairs_that_end_at_different_times_come_first_with_their_lines():
    table = next(table for table in runs(NAME, "en")["printed"].tables if "against_until" in table.frame).frame
    assert list(table["counted"][:2]) == ["beds", "the two rates"]
    assert list(table["verdict"][:3]) == ["different", "different", "the same"]
    assert table["place"][0].endswith("352, 212")
