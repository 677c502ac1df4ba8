"""Assumptions varied in every notebook: tables and charts follow from the notebook and the register alone."""

from functools import cache

import pytest
from notebooks.books import FROZEN, NOTEBOOKS, edition, variants

from analysis.book import Book
from analysis.methods.sensitivity import ALL_CORNERS, all_together
from analysis.present.legibility import flaws
from analysis.present.sensitivity import assumptions_table, sensitivity_chart, sensitivity_table, survival_table
from analysis.present.words import LANGUAGES

LITIGATION, APPEALS, COVID = "04_litigation", "03_admin_appeals", "01_covid_response"
each_notebook = pytest.mark.parametrize("name", [name for name in NOTEBOOKS if len(variants(name)) > 1])


@cache
def varied(name, lang="en"):
    return Book(name, FROZEN).varied(edition(), lang=lang)


def given(name, **parameters):
    return Book(name, FROZEN).varied(edition(), lang="en", **parameters)


def test_the_assumptions_used_are_listed_with_value_range_grade_and_source():
    table = assumptions_table(varied(LITIGATION))
    assert list(table.frame["Assumption"]) == [
        "Days that the litigation table covers", "Share of other closings counted as lost",
    ]  # fmt: skip
    assert list(table.frame["Value"]) == ["213 days", "50.0%"]
    assert list(table.frame["Range"]) == ["182–213 days", "0–100%"]
    assert list(table.frame["Grade"]) == ["C", "C"]


def test_a_parameter_that_replaces_an_assumption_is_said_and_taken():
    replaced = given(LITIGATION, period_days=100)
    assert assumptions_table(replaced).frame["Value"][0] == "100 days (replaced by a parameter)"
    days = replaced.results["litigation.disposition_days"].value
    assert days == pytest.approx(varied(LITIGATION).results["litigation.disposition_days"].value * 100 / 213)


def test_a_result_is_shown_at_both_ends_of_each_assumption_it_uses():
    frame = varied(LITIGATION).one_at_a_time("litigation.disposition_days")
    assert frame.loc["litigation.period_days", "at_low"] == pytest.approx(frame["at_value"].iloc[0] * 182 / 213)
    assert {shown.text for shown in sensitivity_table(varied(LITIGATION)).frame["Result"]} == {
        result for one in varied(LITIGATION).assumptions.values() for result in one.used_by
    }


def test_all_together_reaches_as_far_as_every_combination_of_ends():
    one = varied(COVID)
    many = [result for result in one.dependent if len(one.of(result)) > ALL_CORNERS]
    assert many
    for result in many:
        together = one.together(result)
        corners = all_together(lambda result=result, **values: one.value(result, values), one.of(result))
        assert (together.low, together.high) == (corners.low, corners.high), result


@each_notebook
def test_no_result_but_those_tried_with_every_combination_takes_a_short_cut(name):
    many = [result for result in varied(name).dependent if len(varied(name).of(result)) > ALL_CORNERS]
    assert name == COVID or many == []


def test_a_claim_that_turns_is_given_the_interval_over_which_it_stands():
    one = varied(APPEALS)
    low, high = one.survival("appeals.per_meeting_fell", "appeals.meetings_before")
    record = one.assumptions["appeals.meetings_before"]
    assert record.low <= low < record.value < high == record.high
    verdicts = [
        one.run.again("appeals.per_meeting_fell", {"appeals.meetings_before": at}, claim=True).holds
        for at in (low - 0.02, low + 0.02)
    ]
    assert verdicts[0] != verdicts[1] == one.claims["appeals.per_meeting_fell"].holds


@each_notebook
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_tables_of_a_notebook_are_whole(name, lang):
    one = varied(name, lang)
    for table in (assumptions_table(one), sensitivity_table(one), survival_table(one)):
        assert "nan" not in table.text()
        assert "None" not in table.text()


@each_notebook
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_tornado_of_every_result_with_assumptions_can_be_read(name, lang):
    one = varied(name, lang)
    for result in one.dependent:
        assert flaws(sensitivity_chart(one, result).chart) == [], result


def test_a_tornado_says_its_ends_in_words():
    figure = sensitivity_chart(varied(LITIGATION), "litigation.disposition_days")
    assert "182–213 days" in figure.alt
    assert "Days that the litigation table covers" in figure.caption
