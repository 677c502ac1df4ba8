"""Assumptions varied: what uses them is what they move, and tables and findings follow from the register alone."""

from dataclasses import replace

import pytest

from analysis.data import open_edition
from analysis.methods.sensitivity import ALL_CORNERS, all_together
from analysis.present.legibility import flaws
from analysis.present.topics.assumptions import (
    assumptions_table,
    sensitivity_chart,
    sensitivity_table,
    survival_table,
    vary,
)
from analysis.present.topics.registry import TOPICS

EDITION = "2020-09"


@pytest.fixture(scope="module")
def report(project):
    return open_edition(EDITION, project)


@pytest.fixture(scope="module")
def base(report):
    return {one.notebook: one.answer(one.inputs(report)).results() for one in TOPICS}


def perturbed(record):
    """The record at either end and with either end moved out; a value without a range is moved by a hundredth."""
    reach = 1 if record.whole else (record.high - record.low) / 10 or record.value / 100
    if record.low == record.high:
        return [record.replaced(record.value + reach)]
    ends = [replace(record, value=end) for end in (record.low, record.high) if end != record.value]
    return [*ends, replace(record, low=record.low - reach), replace(record, high=record.high + reach)]


@pytest.mark.parametrize("name", [
    "covid.serial_interval.mean", "covid.serial_interval.sd", "covid.prior.shape", "covid.prior.scale", "covid.window",
    "covid.admission_share", "covid.stay_days", "covid.cases_before", "covid.r_low", "covid.horizon",
    "litigation.period_days", "litigation.other_as_loss",
    "fiscal.rate.2022", "fiscal.rate.2023", "fiscal.swing", "budget.most", "bonds.gap_matched", "inventions.swing",
    "audit.about",
])  # fmt: skip
def test_what_an_assumption_moves_is_what_the_register_says(report, base, name):
    record = report.assumptions[name]
    moved = set()
    for other in perturbed(record):
        given = report.assuming({name: other})
        for topic in TOPICS:
            found = topic.answer(topic.inputs(given)).results()
            moved |= {result for result, one in base[topic.notebook].items() if found.get(result) != one}
    assert moved == set(record.used_by)


def test_every_record_of_the_register_is_tried(report):
    tried = test_what_an_assumption_moves_is_what_the_register_says.pytestmark[0].args[1]
    assert sorted(tried) == sorted(report.assumptions)


def test_a_record_that_moves_no_result_stands_in_for_a_parameter_that_moves_a_chart_or_a_finding(report):
    without = {name for name, one in report.assumptions.items() if not one.used_by} - {"inventions.swing"}
    moved = {"fiscal.swing": swung_gain}
    assert without == moved.keys() <= {name for topic in TOPICS for name in topic.parameters.values()}
    for name, shown in moved.items():
        other = report.assuming({name: report.assumptions[name].replaced(report.assumptions[name].high)})
        assert str(shown(report)) != str(shown(other))


def swung_gain(report):
    topic = next(one for one in TOPICS if one.notebook == "02_fiscal_decentralization")
    return topic.answer(topic.inputs(report)).swing_together


@pytest.mark.parametrize("topic", [one for one in TOPICS if one.parameters], ids=lambda one: one.notebook)
def test_a_parameter_that_is_given_is_taken_instead_of_the_register(topic, report):
    for name, record in topic.parameters.items():
        value = report.assumptions[record].low
        given = topic.answer(topic.inputs(report, **{name: value})).results()
        assumed = report.assuming({record: report.assumptions[record].replaced(value)})
        registered = topic.answer(topic.inputs(assumed)).results()
        assert {key: one.value for key, one in given.items()} == {key: one.value for key, one in registered.items()}


def test_the_assumptions_used_are_listed_with_value_range_grade_and_source(report):
    table = assumptions_table(vary(report, "04_litigation"), "en")
    assert list(table.frame["Assumption"]) == [
        "Days that the litigation table covers",
        "Share of other closings counted as lost",
    ]
    assert list(table.frame["Value"]) == ["213 days", "50.0%"]
    assert list(table.frame["Range"]) == ["182–213 days", "0–100%"]
    assert list(table.frame["Grade"]) == ["C", "C"]
    assert "parameters replace 0" in table.caption


def test_a_parameter_that_replaces_an_assumption_is_said_and_taken(report):
    varied = vary(report, "04_litigation", period_days=100, other_lost_share=None)
    table = assumptions_table(varied, "en")
    assert table.frame["Value"][0] == "100 days (replaced by a parameter)"
    assert "parameters replace 1" in table.caption
    days = varied.results["litigation.disposition_days"].value
    assert days == pytest.approx(vary(report, "04_litigation").results["litigation.disposition_days"].value * 100 / 213)


def test_a_result_is_shown_at_both_ends_of_each_assumption_it_uses(report):
    varied = vary(report, "04_litigation")
    frame = varied.one_at_a_time("litigation.disposition_days")
    assert frame.loc["litigation.period_days", "at_low"] == pytest.approx(frame["at_value"].iloc[0] * 182 / 213)
    assert {shown.text for shown in sensitivity_table(varied, "en").frame["Result"]} == {
        result for one in varied.assumptions.values() for result in one.used_by
    }


def test_all_together_reaches_as_far_as_every_combination_of_ends(report):
    varied = vary(report, "01_covid_response")
    many = [result for result in varied.dependent if len(varied.of(result)) > ALL_CORNERS]
    assert many
    for result in many:
        together = varied.together(result)
        corners = all_together(lambda result=result, **values: varied._value(result, values), varied.of(result))
        assert (together.low, together.high) == (corners.low, corners.high), result


def test_no_result_but_those_tried_with_every_combination_takes_a_short_cut(report):
    topics = {topic.notebook: vary(report, topic.notebook) for topic in TOPICS}
    many = {name for name, one in topics.items() for result in one.dependent if len(one.of(result)) > ALL_CORNERS}
    assert many == {"01_covid_response"}


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize(("notebook", "result"), [
    ("05_budget_and_debt", "budget.rest_change_relative"), ("07_audit", "audit.guarded_share"),
    ("01_covid_response", "covid.scenario.beds.stays"), ("04_litigation", "litigation.disposition_days"),
])  # fmt: skip
def test_the_tornado_of_a_notebook_can_be_read(report, notebook, result, lang):
    assert flaws(sensitivity_chart(vary(report, notebook), result, lang).chart) == []


def test_what_all_together_means_is_said_where_a_result_has_more_than_one_assumption(report):
    assert sensitivity_table(vary(report, "01_covid_response"), "en").notes
    assert not sensitivity_table(vary(report, "04_litigation"), "en").notes


def test_a_claim_beside_the_headlines_is_given_its_interval_where_it_is_asked_for(report):
    varied = vary(report, "02_fiscal_decentralization")
    asked = survival_table(varied, "en", "fiscal.survives_together")
    assert len(asked.frame) == len(survival_table(varied, "en").frame) + 1
    assert list(asked.frame["Assumption"])[-1] == "Change of each term in the sensitivity chart"
    assert "headline" not in asked.caption


def test_a_tornado_says_its_ends_in_words(report):
    figure = sensitivity_chart(vary(report, "04_litigation"), "litigation.disposition_days", "en")
    assert "182–213 days" in figure.alt
    assert "Days that the litigation table covers" in figure.caption
