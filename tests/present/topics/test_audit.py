"""The audit's sentences follow the verdicts."""

from dataclasses import replace

import pytest

from analysis.data import open_edition
from analysis.data.inputs.audit import inputs
from analysis.methods.topics.audit import answer
from analysis.present.findings import judge
from analysis.present.topics import audit as show

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
    return answer(replace(clean.inputs, verdicts=verdicts, figures=figures))


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
