"""Readers learn what was revised, by how much and by which edition, and which tables are carried forward."""

import pytest
from october import OCTOBER, SEPTEMBER, make_october, one_more_month_back, revised_months

from analysis.data import open_edition
from analysis.present.revisions import carried, revised, revisions_table
from analysis.present.topics.litigation.words import source
from analysis.present.topics.registry import TOPICS

MONTHS = "appeals_monthly"


@pytest.fixture
def october(study):
    def read(change, **left_out):
        return open_edition(OCTOBER, make_october(study, {MONTHS: change}, **left_out).root)

    return read


@pytest.mark.parametrize(("lang", "words"), [("ko", "첫 판"), ("en", "first edition")])
def test_a_first_edition_has_revised_nothing_and_brings_every_table(project, lang, words):
    report = open_edition(SEPTEMBER, project)
    assert revised(report, lang).holds
    assert words in revised(report, lang).words[lang]
    assert carried(report, lang).holds
    assert revisions_table(report, lang) is None


def test_a_revision_is_listed_first_with_both_numbers_its_difference_and_its_edition(october):
    frame = revisions_table(october(revised_months), "en").frame
    assert frame["event"].tolist() == ["revised", "new"]
    assert frame.iloc[0][["before", "after", "difference", "edition"]].tolist() == [
        "210 cases", "214 cases", "+4 cases", OCTOBER,
    ]  # fmt: skip
    assert frame.iloc[1][["before", "difference"]].isna().all()


@pytest.mark.parametrize(("lang", "words"), [("ko", "고침 1개, 새 관측 1개"), ("en", "Revised 1, new 1")])
def test_a_revision_is_reported_in_a_sentence_with_its_numbers(october, lang, words):
    finding = revised(october(revised_months), lang)
    assert not finding.holds
    assert words in finding.words[lang]
    assert "210" in finding.words[lang]
    assert "214" in finding.words[lang]


@pytest.mark.parametrize(("lang", "words"), [("ko", "소급 추가 1개"), ("en", "Newly covered 1")])
def test_a_newly_covered_month_is_no_revision(october, lang, words):
    finding = revised(october(one_more_month_back), lang)
    assert finding.holds
    assert words in finding.words[lang]


@pytest.mark.parametrize(("lang", "words"), [("ko", "사라진 것이 있다. 사라짐 1개"), ("en", "are gone. Disappeared 1")])
def test_a_figure_that_is_gone_is_reported_though_none_was_revised(october, lang, words):
    finding = revised(october(lambda rows: [row for row in rows if row["month"] != "2020-04"]), lang)
    assert not finding.holds
    assert words in finding.words[lang]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_table_carried_forward_is_named_with_its_edition_in_the_sentence_and_under_what_uses_it(october, lang):
    report = october(revised_months, without=["litigation"])
    title = report.contract.tables["litigation"].title[lang]
    assert f"{SEPTEMBER}: {title}." in carried(report, lang).words[lang]
    litigation = next(topic for topic in TOPICS if topic.notebook == "04_litigation")
    assert f"({SEPTEMBER})" in source(litigation.answer(litigation.inputs(report)), lang)


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_many_tables_carried_forward_are_counted(october, lang):
    report = october(revised_months, only=MONTHS)
    assert str(len(report.contract.tables) - 1) in carried(report, lang).words[lang]
