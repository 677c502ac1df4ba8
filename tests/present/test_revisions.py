"""Readers are told what was revised, by how much and by which edition, and which tables are carried forward."""

import pytest
from october import OCTOBER, SEPTEMBER, make_october, one_more_month_back, revised_months

from analysis.data import open_edition
from analysis.present.opening import report_of
from analysis.present.revisions import Vintage, revisions_table

MONTHS = "appeals_monthly"


@pytest.fixture
def october(study):
    def read(change, **left_out):
        return open_edition(OCTOBER, make_october(study, {MONTHS: change}, **left_out).root)

    return read


def test_a_first_edition_has_revised_nothing_and_brings_every_table(frozen):
    report = open_edition(SEPTEMBER, frozen)
    assert not Vintage(report).counts
    assert Vintage(report).carried.en == ""
    assert revisions_table(report, "en") is None


def test_a_revision_is_listed_first_with_both_numbers_its_difference_and_its_edition(october):
    frame = revisions_table(october(revised_months), "en").frame
    assert frame["event"].tolist() == ["revised", "new"]
    assert frame.iloc[0][["before", "after", "difference", "edition"]].tolist() == [
        "210 cases", "214 cases", "+4 cases", OCTOBER,
    ]  # fmt: skip
    assert frame.iloc[1][["before", "difference"]].isna().all()


@pytest.mark.parametrize(("change", "ko", "en"), [
    (revised_months, "고침 1개, 새 관측 1개", "revised 1, new 1"),
    (one_more_month_back, "소급 추가 1개", "newly covered 1"),
    (lambda rows: [row for row in rows if row["month"] != "2020-04"], "사라짐 1개", "disappeared 1"),
])  # fmt: skip
def test_what_an_edition_changes_of_earlier_figures_is_counted_in_words(october, change, ko, en):
    counted = Vintage(october(change)).counted
    assert (counted.ko, counted.en) == (ko, en)


def test_the_largest_revision_is_named_with_both_numbers(october):
    largest = Vintage(october(revised_months)).largest
    assert "(210 cases → 214 cases)" in largest.en
    assert "(210건 → 214건)" in largest.ko


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_table_carried_forward_is_named_with_its_edition_in_words_and_in_the_source_of_what_uses_it(october, lang):
    report = october(revised_months, without=["litigation"])
    assert Vintage(report).carried[lang] == f"{SEPTEMBER}: {report.contract.tables['litigation'].title[lang]}"
    assert f"({SEPTEMBER})" in report_of(report, lang).source("litigation")


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_many_tables_carried_forward_are_counted(october, lang):
    report = october(revised_months, only=MONTHS)
    assert str(len(report.contract.tables) - 1 - 6) in Vintage(report).carried[lang]
