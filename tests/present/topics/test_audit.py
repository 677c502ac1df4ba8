"""The audit's sentences follow the verdicts."""

from dataclasses import replace

import pytest

from analysis.data import open_edition
from analysis.data.inputs.audit import inputs
from analysis.methods.topics.audit import answer
from analysis.present.findings import evaluate_claim as judge
from analysis.present.legibility import flaws
from analysis.present.topics import audit as show
from analysis.present.topics.assumptions import sensitivity_chart, sensitivity_table, vary

LANGUAGES = ("ko", "en")


@pytest.fixture(scope="module")
def clean(project):
    return answer(inputs(open_edition("2020-09", project)))


@pytest.fixture(scope="module")
def broken(clean):
    """The same edition with a conflict, no rounding, a guard in every section and few figures caught."""
    verdicts = clean.inputs.verdicts.copy()
    verdicts["status"] = verdicts["status"].replace({"rounding": "exact", "truncated": "exact"})
    verdicts.loc[verdicts.index[0], "status"] = "conflict"
    figures = clean.inputs.figures.copy()
    first = ~figures["section"].duplicated()
    figures["guard"] = ["caught" if one else "unguarded" for one in first]
    agree = {name: cut for name, cut in clean.inputs.cut_offs.items() if cut.agree}
    return answer(replace(clean.inputs, verdicts=verdicts, figures=figures, cut_offs=agree))


@pytest.mark.parametrize("claim", show.CLAIMS, ids=lambda claim: claim.id)
def test_each_claim_holds_on_the_edition_and_fails_on_a_broken_one(claim, clean, broken):
    assert judge(claim, clean).holds
    assert not judge(claim, broken).holds
    assert judge(claim, clean).words != judge(claim, broken).words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_conflict_is_said_in_the_first_finding(broken, lang):
    first = show.findings(broken, lang).findings[0].words[lang]
    assert {"ko": "불일치 1개는 설명되지 않는다", "en": "Unexplained conflicts: 1"}[lang] in first


def test_the_results_count_every_identity_once(clean):
    results = clean.results()
    parts = sum(
        results[f"audit.{status}"].value for status in ("exact", "rounding", "truncated", "explained", "conflict")
    )
    assert parts == results["audit.identities"].value == len(clean.inputs.verdicts)


@pytest.fixture(scope="module")
def varied(project):
    return vary(open_edition("2020-09", project), "07_audit")


def test_about_is_read_over_the_range_of_the_register(varied):
    table = show.about_table(varied, "en")
    assert list(table.frame["about"]) == ["±5%", "±10%", "±20%"]
    assert list(table.frame["turned"]) == [0, 0, 0]
    assert list(table.frame["caught"]) == [461, 458, 458]
    assert "3 figures" in table.caption
    assert "no verdict changes" in table.caption


def test_a_verdict_that_hangs_on_about_is_counted_as_changed(varied):
    verdicts = varied.at().inputs.verdicts.copy()
    verdicts.loc[verdicts.index[:2], "status"] = "conflict"
    other = answer(replace(varied.at().inputs, verdicts=verdicts))
    assert (varied.at().turned(other), other.turned(varied.at()), other.turned(other)) == (2, 2, 0)


@pytest.mark.filterwarnings("error")
def test_where_no_assumption_moves_a_result_the_table_says_so(varied, clean):
    still = replace(varied, cache={})
    values = [varied.assumptions["audit.about"].low, varied.assumptions["audit.about"].high]
    still.cache.update({(): clean, **{(("audit.about", value),): clean for value in values}})
    assert "none of them moves" in sensitivity_table(still, "en").caption
    assert not flaws(sensitivity_chart(still, "audit.guarded_share", "en").chart)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_unguarded_figures_are_listed_by_name_under_the_chart(clean, lang):
    figure = show.guards_chart(clean, lang)
    assert len(figure.data.frame) == clean.guards["unguarded"]
    assert str(clean.guards["unguarded"]) in figure.alt


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_exception_carries_what_accounts_for_it(clean, lang):
    table = show.exceptions_table(clean, lang)
    assert len(table.frame) == len(clean.exceptions) > 0
    assert (table.frame["note"].str.len() > 0).all()
