"""The appeals topic's answers: printed values, reference results, other data, the edges."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.data import open_edition
from analysis.data.inputs.appeals import inputs
from analysis.methods.topics.appeals import DEPENDENT, answer, dependence_on_meetings
from analysis.methods.topics.appeals.capacity import Assumed
from analysis.methods.topics.appeals.models import SPECIFICATIONS
from analysis.methods.topics.appeals.trend import SHARES, excess_if_rise_goes_on

RELATIVE = 1e-8
# R's glm takes standard errors from the step before its last.
ONE_STEP_SHORT = 1e-6

PRINTED_MONTHS = [128, 133, 154, 171, 177, 210, 220, 187]
AFTERWARDS = [150, 160, 170, 155]
YEAR_BEFORE = [120, 125, 118, 130, 140, 122, 119, 125, 131, 128, 127, 133]


def months(first, decisions):
    """Decisions by month from a first month on."""
    index = pd.date_range(first, periods=len(decisions), freq="MS", name="month")
    return pd.Series(decisions, index, name="decisions")


@pytest.fixture(scope="module")
def given(project):
    return inputs(open_edition("2020-09", project))


@pytest.fixture(scope="module")
def answers(given):
    return answer(given)


def with_months(given, decisions, first="2020-01"):
    return answer(replace(given, decisions=months(first, decisions)))


# What the report prints


def test_the_months_are_those_of_the_report(given):
    assert list(given.decisions) == PRINTED_MONTHS
    assert (given.decisions.index[0], given.decisions.index[-1]) == (pd.Timestamp("2020-01"), pd.Timestamp("2020-08"))


def test_the_published_means_difference_and_total_are_reproduced_to_their_printed_digits(answers):
    assert {check.name: (check.printed, round(float(check.recomputed), 1)) for check in answers.checks} == {
        "mean_before": ("152.6", 152.6),
        "mean_during": ("205.7", 205.7),
        "difference": ("53.1", 53.1),
        "total_during": ("617", 617.0),
    }
    assert all(check.agrees for check in answers.checks)


def test_a_changed_month_no_longer_agrees_with_the_published_values(given):
    changed = with_months(given, [128, 133, 154, 171, 177, 310, 220, 187])
    assert {check.name for check in changed.checks if not check.agrees} == {"mean_during", "difference", "total_during"}


def test_nineteen_of_the_twenty_seven_planned_meetings_were_held_by_august(answers):
    left = answers.capacity.left
    assert (left.value, left.low, left.high) == (pytest.approx(8), pytest.approx(7), pytest.approx(9))
    assert answers.capacity.needed.value == pytest.approx(617 / 3 * 4 / 8)
    assert answers.capacity.strain.value == pytest.approx(617 / 3 * 4 / 8 / 76.3)


# Reference results


def test_rate_ratios_are_those_of_r(shared, answers):
    reference = pd.read_csv(shared / "reference" / "poisson_rate_ratios_R.csv").set_index("case")
    cases = {"month": "per_month 617/3 vs 763/5", "meeting": "per_meeting 617/9 vs 763/10"}
    for exposure, case in (cases | {"day": "per_day 617/92 vs 763/152"}).items():
        ours, theirs = answers.ratios[exposure, "exact"], reference.loc[case]
        assert ours.estimate.value == pytest.approx(theirs["rr"], rel=RELATIVE)
        assert ours.estimate.low == pytest.approx(theirs["lo_exact"], rel=RELATIVE)
        assert ours.estimate.high == pytest.approx(theirs["hi_exact"], rel=RELATIVE)
        assert ours.p == pytest.approx(theirs["p_exact"], rel=RELATIVE)
        assert answers.ratios[exposure, "score"].p == pytest.approx(theirs["p_score_cond_z"], rel=RELATIVE)


def test_per_meeting_the_exact_p_value_and_the_exact_range_part_at_the_edge(answers):
    exact, score = answers.ratios["meeting", "exact"], answers.ratios["meeting", "score"]
    assert exact.p < 0.05 < 1 < exact.estimate.high
    assert score.p < 0.05
    assert score.estimate.high < 1


def test_the_trend_carried_forward_is_that_of_r(shared, answers):
    reference = pd.read_csv(shared / "reference" / "pretrend_summary_R.csv").set_index("stat")["value"]
    results = answers.results()
    assert results["appeals.pretrend.predicted"].value == pytest.approx(reference["extrap_mean_JunAug"], rel=RELATIVE)
    assert results["appeals.pretrend.predicted"].low == pytest.approx(reference["pi3mean_lo"], rel=RELATIVE)
    assert results["appeals.pretrend.predicted"].high == pytest.approx(reference["pi3mean_hi"], rel=RELATIVE)
    excess = reference["actual_mean"] - reference["extrap_mean_JunAug"]
    assert results["appeals.pretrend.excess"].value == pytest.approx(excess, abs=RELATIVE)
    assert answers.trend.sigma == pytest.approx(reference["sigma"], rel=RELATIVE)
    foretold = reference["actual_total"] / reference["poisson_extrap_total"]
    assert answers.trend.log_linear_ratio.value == pytest.approx(foretold, rel=RELATIVE)


def test_august_alone_lies_below_its_prediction_range(answers):
    assert list(answers.trend.months["side"]) == [0, 0, -1]


def test_control_limits_are_those_of_r(shared, answers):
    reference = pd.read_csv(shared / "reference" / "xmr_limits_R.csv").set_index("case")
    results = answers.results()
    assert results["appeals.xmr.lower"].value == pytest.approx(reference.loc["monthly baseline Jan-May", "lpl"])
    assert results["appeals.xmr.upper"].value == pytest.approx(reference.loc["monthly baseline Jan-May", "upl"])
    assert answers.from_all.limits.upper == pytest.approx(reference.loc["monthly all 8", "upl"])


def test_july_lies_exactly_on_the_limit_of_all_months_and_beyond_it_with_the_constant_not_rounded(answers):
    assert answers.from_all.on_limit == [pd.Timestamp("2020-07")]
    assert answers.from_all.above == []
    assert answers.from_all_exact.above == [pd.Timestamp("2020-07")]
    assert answers.from_baseline.above == [pd.Timestamp(f"2020-0{month}") for month in (6, 7, 8)]


def test_the_upward_trend_of_the_chart_begins_in_january(answers):
    assert answers.from_baseline.rising == [pd.Timestamp(f"2020-0{month}") for month in range(1, 8)]


@pytest.mark.parametrize(
    ("specification", "term", "name", "theirs"),
    [
        ("first_month", "level", "lm level+slope (post clock t-6; D=level at June)", "D"),
        ("first_month", "slope", "lm level+slope (post clock t-6; D=level at June)", "P6"),
        ("month_before", "level", "lm level+slope (post clock t-5)", "D"),
        ("level", "level", "lm level only", "D"),
        ("flat", "level", "lm no pre-trend (report's comparison)", "D"),
    ],
)
def test_segmented_regressions_are_those_of_r(shared, answers, specification, term, name, theirs):
    table = pd.read_csv(shared / "reference" / "its_segmented_regression_R.csv").set_index(["model", "term"])
    reference, ours = table.loc[(name, theirs)], answers.models.change(specification, "least squares", term)
    assert ours.estimate.value == pytest.approx(reference["est"], rel=RELATIVE)
    assert ours.estimate.low == pytest.approx(reference["lo"], rel=RELATIVE)
    assert ours.estimate.high == pytest.approx(reference["hi"], rel=RELATIVE)
    assert ours.p == pytest.approx(reference["p"], rel=RELATIVE)


def test_the_quasi_poisson_jump_is_that_of_r(shared, answers):
    table = pd.read_csv(shared / "reference" / "its_segmented_regression_R.csv").set_index(["model", "term"])
    reference = table.loc[("glm quasipoisson level+slope (t-6)", "D")]
    jump = answers.models.change("first_month", "quasi-Poisson", "level").estimate
    assert np.log([jump.value, jump.low, jump.high]) == pytest.approx(
        reference[["est", "lo", "hi"]].to_numpy(dtype=float), rel=ONE_STEP_SHORT
    )


def test_months_scatter_more_than_poisson_counts_about_two_means(shared, answers):
    fits = pd.read_csv(shared / "reference" / "its_model_fit_R.csv").set_index("model")
    assert answers.models.dispersion == pytest.approx(fits.loc["poisson no trend", "pearson_phi"], rel=RELATIVE)
    assert answers.models.dispersion_p == pytest.approx(0.01736, abs=5e-6)


def test_aic_is_that_of_r_and_its_small_sample_form_reverses_the_choice(shared, answers):
    fits = pd.read_csv(shared / "reference" / "its_model_fit_R.csv").set_index("model")
    assert answers.models.aic["flat"] == pytest.approx(fits.loc["lm no trend", "AIC"], rel=RELATIVE)
    assert answers.models.aic["first_month"] == pytest.approx(fits.loc["lm level+slope", "AIC"], rel=RELATIVE)
    assert min(SPECIFICATIONS, key=lambda name: answers.models.aic[name]) == "first_month"
    assert min(SPECIFICATIONS, key=lambda name: answers.models.aicc[name]) == "flat"


# Facts that hold whatever the data


CASES = {
    "as printed": PRINTED_MONTHS,
    "with months after": PRINTED_MONTHS + AFTERWARDS,
    "a clear gain": [150, 152, 149, 151, 150, 310, 305, 300],
    "a falling trend": [180, 171, 165, 150, 144, 120, 110, 118],
    "below the trend": [100, 130, 160, 190, 220, 200, 180, 170],
}


@pytest.mark.parametrize("decisions", CASES.values(), ids=CASES)
def test_the_mean_change_of_the_segmented_regression_is_the_excess_over_the_trend(given, decisions):
    answers = with_months(given, decisions)
    fit = answers.models.segmented["first_month", "least squares"]
    change = (fit.fitted - fit.without_break)[len(answers.inputs.before) :].mean()
    assert change == pytest.approx(answers.trend.excess.value, abs=1e-6)


@pytest.mark.parametrize("decisions", CASES.values(), ids=CASES)
def test_the_two_clocks_differ_by_the_change_of_slope(given, decisions):
    change = with_months(given, decisions).models.change
    first, back = (change(clock, "least squares", "level").estimate.value for clock in ("first_month", "month_before"))
    assert back == pytest.approx(first - change("first_month", "least squares", "slope").estimate.value, abs=1e-6)


@pytest.mark.parametrize("decisions", CASES.values(), ids=CASES)
def test_the_shares_of_the_change_sum_to_one(given, decisions):
    change = with_months(given, decisions).change
    assert change.share_meetings.value + change.share_intensity.value == pytest.approx(1)


@pytest.mark.parametrize("decisions", CASES.values(), ids=CASES)
def test_when_all_of_the_rise_goes_on_the_excess_is_that_of_the_line(given, decisions):
    trend = with_months(given, decisions).trend
    assert trend.in_part.index[-6] == SHARES[-6] == pytest.approx(1)
    whole = trend.in_part.iloc[-6]
    assert (whole["gain"], whole["low"], whole["high"]) == pytest.approx(
        (trend.excess.value, trend.excess.low, trend.excess.high), abs=1e-9
    )


def test_the_excess_vanishes_and_clears_zero_where_it_is_said_to(given, answers):
    at_nil = excess_if_rise_goes_on(given.before, given.during, answers.trend.vanishes_at)
    at_clear = excess_if_rise_goes_on(given.before, given.during, answers.trend.clear_up_to)
    assert at_nil.value == pytest.approx(0, abs=1e-9)
    assert at_clear.low == pytest.approx(0, abs=1e-6)


# Later editions and other inputs


def test_months_after_the_campaign_change_neither_the_trend_nor_the_models(given, answers):
    later = with_months(given, PRINTED_MONTHS + AFTERWARDS)
    assert list(later.inputs.after) == AFTERWARDS
    assert later.trend.excess == answers.trend.excess
    assert later.models.aic == answers.models.aic
    assert later.from_baseline.limits == answers.from_baseline.limits
    assert len(later.from_baseline.points) == len(PRINTED_MONTHS + AFTERWARDS)


def test_months_before_the_baseline_are_charted_only_with_the_limits_of_all(given, answers):
    earlier = with_months(given, YEAR_BEFORE + PRINTED_MONTHS, "2019-01")
    assert earlier.trend.predicted == answers.trend.predicted
    assert len(earlier.from_all.points) == len(YEAR_BEFORE + PRINTED_MONTHS)
    assert earlier.capacity.left == answers.capacity.left


def test_by_december_no_pace_is_asked_for(given):
    whole_year = with_months(given, PRINTED_MONTHS + AFTERWARDS)
    assert whole_year.capacity.months_left == 0
    assert whole_year.capacity.needed is None
    assert "appeals.per_meeting.needed" not in whole_year.results()


def test_without_a_rising_trend_nothing_vanishes(given):
    falling = with_months(given, CASES["a falling trend"])
    assert falling.trend.vanishes_at is None
    assert falling.trend.clear_up_to is None


def test_few_points_leave_the_small_sample_criterion_out(given):
    short = answer(replace(given, baseline=(pd.Timestamp("2020-03"), given.baseline[1])))
    assert short.models.aicc["first_month"] is None
    assert short.models.aicc["flat"] is not None
    assert all(check.agrees for check in short.checks)


def test_more_meetings_before_raise_the_ratio_per_meeting_and_lower_the_meetings_left(answers):
    dependence = dependence_on_meetings(answers)
    assert list(dependence.index) == [1.8, 2.0, 2.2]
    assert tuple(dependence.columns) == DEPENDENT
    assert dependence["appeals.per_meeting.ratio"].is_monotonic_increasing
    assert dependence["appeals.meetings_left"].is_monotonic_decreasing


def test_at_the_even_number_of_meetings_output_per_meeting_did_not_change(given, answers):
    even, falling = answers.even_meetings, answers.falling_meetings
    assert answer(replace(given, meetings_before=Assumed(even, even, even))).change.intensity.value == pytest.approx(1)
    assert answer(replace(given, meetings_before=Assumed(falling, falling, falling))).change.intensity.high == (
        pytest.approx(1)
    )


def test_a_missing_month_is_refused(given):
    with pytest.raises(ValueError, match="gap"):
        replace(given, decisions=given.decisions.drop(pd.Timestamp("2020-03")))


def test_two_months_carry_no_trend(given):
    with pytest.raises(ValueError, match="2 months"):
        replace(given, baseline=(pd.Timestamp("2020-04"), given.baseline[1]))


def test_a_baseline_that_does_not_reach_the_campaign_is_refused(given):
    with pytest.raises(ValueError, match="does not begin in the month after"):
        replace(given, baseline=(given.baseline[0], pd.Timestamp("2020-04")))


# What a researcher may vary


@pytest.fixture(scope="module")
def report(project):
    return open_edition("2020-09", project)


def test_parameters_left_out_come_from_the_registers(report):
    found = inputs(report)
    assert found.meetings_before == Assumed(2, 1.8, 2.2)
    assert found.limit_constant == 2.66
    assert found.baseline == found.reported == (pd.Timestamp("2020-01"), pd.Timestamp("2020-05"))
    assert found.campaign == (pd.Timestamp("2020-06"), pd.Timestamp("2020-08"))


def test_a_number_of_meetings_outside_the_register_widens_its_range(report):
    assert inputs(report, meetings_before=3).meetings_before == Assumed(3, 1.8, 3)


def test_a_shorter_baseline_ends_where_the_register_says(report):
    found = inputs(report, baseline_months=3)
    assert list(found.before) == [154, 171, 177]
    assert found.reported[0] == pd.Timestamp("2020-01")


def test_a_baseline_longer_than_the_series_is_refused(report):
    with pytest.raises(ValueError, match="begins in 2019-12"):
        inputs(report, baseline_months=6)


def test_no_meetings_before_are_refused(report):
    with pytest.raises(ValueError, match="above 0"):
        inputs(report, meetings_before=0)


def test_a_wider_constant_widens_the_limits(report, answers):
    wider = answer(inputs(report, limit_constant=3.0))
    assert wider.from_baseline.limits.upper > answers.from_baseline.limits.upper
