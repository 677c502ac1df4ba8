"""The audit notebook on editions whose figures disagree, that print little, or in which every section is checked."""

import pytest
from notebooks.books import edition, run, runs

from analysis.book import Book
from analysis.data.audit import STATUSES

NAME = "07_audit"
EVERY = edition().own.rows
LITTLE = {"rows": {name: [] for name in EVERY if name != "appeals_monthly"}}


def without(section):
    """The statements of all sections but one."""
    return {"rows": {"statements": lambda rows: [row for row in rows if row["section"] != section]}}


VARIANTS = {
    "conflict": {"printed": {"litigation.2020-07.pending": "601"}},
    "little": LITTLE,
    "nothing": {"rows": {name: [] for name in EVERY}},
    "every_section_checked": without("intl_orgs"),
    "about_matters": {"printed": {"review.members": "17"}},
}
DRAWN = ("conflict", "little")


def test_the_headlines_of_the_edition_are_these():
    assert {one.id: one.holds for one in runs(NAME)["printed"].headlines} == {
        "audit.adds_up": True,
        "audit.guarded": True,
        "audit.cut_offs_differ": True,
    }


@pytest.mark.parametrize(("claim", "numbers"), [
    ("audit.adds_up", ["323", "291", "26", "6"]),
    ("audit.exceptions", ["6", "2", "4"]),
    ("audit.digits_matter", ["28"]),
    ("audit.guarded", ["783", "458", "58.5%", "254"]),
    ("audit.cut_offs_differ", ["11", "2", "6"]),
    ("audit.about", ["3", "5%", "20%"]),
])  # fmt: skip
def test_the_sentences_of_the_edition_hold_its_numbers(claim, numbers):
    said = runs(NAME)["printed"].claims[claim].words
    for lang in ("ko", "en"):
        assert [number for number in numbers if number not in said[lang]] == []


@pytest.mark.parametrize("variant", ["printed", *VARIANTS])
def test_every_identity_has_one_verdict(variant):
    results = runs(NAME)[variant].results
    assert sum(results[f"audit.{status}"].value for status in STATUSES) == results["audit.identities"].value


def test_a_conflict_is_told_first_and_named_in_the_table_of_exceptions():
    broken = runs(NAME)["conflict"]
    assert broken.headlines[0].words.ko.endswith("불일치.")
    assert broken.claims["audit.adds_up"].settled
    assert any("601" in table.text() and "불일치" in table.text() for table in broken.tables)


def test_an_edition_of_one_table_has_nothing_to_check_and_says_so():
    little = runs(NAME)["little"]
    assert little.results["audit.identities"].value == 0
    assert "없음" in little.claims["audit.adds_up"].words.ko
    assert not little.claims["audit.adds_up"].settled


def test_an_edition_without_a_figure_has_no_share_of_figures():
    assert "audit.guarded_share" not in runs(NAME)["nothing"].results


def test_the_figures_of_the_tables_of_identities_and_unseen_figures_are_all_there():
    made = runs(NAME)["printed"]
    rows = {len(table.frame) for table in made.tables}
    assert 253 in rows
    assert sum(len(table.frame) for table in made.tables if "status" in table.frame and "line" in table.frame) == 323


def test_every_exception_carries_what_accounts_for_it():
    exceptions = next(table for table in runs(NAME)["printed"].tables if "note" in table.frame)
    assert len(exceptions.frame) == 6
    assert (exceptions.frame["note"].str.len() > 0).all()


def test_about_moves_the_share_of_checked_figures_and_no_verdict_of_the_edition():
    varied = Book(NAME).varied(edition())
    assert varied.dependent == ["audit.guarded_share"]
    share = varied.one_at_a_time("audit.guarded_share").loc["audit.about"]
    assert [round(783 * share[end]) for end in ("at_low", "at_value", "at_high")] == [461, 458, 458]


def test_a_register_that_reads_about_otherwise_is_followed():
    record = edition().assumptions["audit.about"].replaced(0.2)
    assert run(NAME, printed={"review.members": "17"}, assuming={"audit.about": record}).claims["audit.adds_up"].holds
    assert not runs(NAME)["about_matters"].claims["audit.adds_up"].holds


def test_the_pairs_that_end_at_different_times_come_first_with_their_lines():
    table = next(table for table in runs(NAME, "en")["printed"].tables if "against_until" in table.frame).frame
    assert list(table["counted"][:2]) == ["beds", "the two rates"]
    assert list(table["verdict"][:3]) == ["different", "different", "the same"]
    assert table["place"][0].endswith("352, 212")
