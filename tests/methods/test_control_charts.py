"""XmR charts against R's NHSRplotthedots and a table of limits made with R."""

import numpy as np
import pandas as pd
import pytest

from analysis.methods.control_charts import xmr_chart, xmr_limits

RELATIVE = 1e-8
# The reference's columns are named after 3/1.128 but computed with d2 to six decimals, as R's qcc has it.
THREE_OVER_D2 = 3 / 1.128379

APPEALS = [128, 133, 154, 171, 177, 210, 220, 187]
MEETINGS = [2, 2, 2, 2, 2, 3, 3, 3]
DAYS = [31, 29, 31, 30, 31, 30, 31, 31]
PER_MEETING = [a / m for a, m in zip(APPEALS, MEETINGS, strict=True)]
PER_DAY = [a / d for a, d in zip(APPEALS, DAYS, strict=True)]
SERIES = {
    "monthly all 8": APPEALS,
    "monthly baseline Jan-May": APPEALS[:5],
    "monthly Jun-Aug rebased": APPEALS[5:],
    "per meeting all 8": PER_MEETING,
    "per meeting baseline Jan-May": PER_MEETING[:5],
    "per day all 8": PER_DAY,
}
SIGNALS = {
    "Common Cause": "common_cause",
    "Above UCL": "outside_high",
    "7 Point Trend (Increasing)": "trend_up",
    "2 in 3 Below CL": "two_of_three_low",
    "7 Points Above CL": "run_high",
    "7 Points Below CL": "run_low",
}
POINT_CASES = {
    "monthly_all8": 8,
    "monthly_fix_after_5": 5,
    "monthly_rebase_at_June": "parts",
    "per_meeting_all8": 8,
    "per_meeting_fix_after_5": 5,
    "per_meeting_rebase_at_June": "parts",
    "seoul_daily_cases_jul_aug_fix_after_31": 31,
    "seoul_daily_cases_sep_oct": 61,
}


@pytest.mark.parametrize("case", SERIES)
def test_the_limits_are_those_of_r(shared, case):
    reference = pd.read_csv(shared / "reference" / "xmr_limits_R.csv").set_index("case").loc[case]
    plain, screened = xmr_limits(SERIES[case]), xmr_limits(SERIES[case], screened=True)
    unrounded = xmr_limits(SERIES[case], constant=THREE_OVER_D2)
    got = {
        "mean": plain.mean,
        "amr": plain.mean_moving_range,
        "upl": plain.upper,
        "lpl": plain.lower,
        "near_upl": plain.near_upper,
        "near_lpl": plain.near_lower,
        "mr_upper": plain.moving_range_upper,
        "amr_screened": screened.mean_moving_range,
        "upl_screened": screened.upper,
        "lpl_screened": screened.lower,
        "upl_2.6596": unrounded.upper,
        "lpl_2.6596": unrounded.lower,
    }
    assert got == pytest.approx({name: reference[name] for name in got}, rel=RELATIVE)


@pytest.mark.parametrize("case", POINT_CASES)
def test_every_point_has_the_signal_of_nhsrplotthedots(shared, case):
    points = pd.read_csv(shared / "reference" / "xmr_NHSRplotthedots_points.csv")
    reference = points[points["case"] == case].reset_index(drop=True)
    values, baseline = reference["y"], POINT_CASES[case]
    if baseline == "parts":
        parts = [xmr_chart(part, screened=True) for part in (values[:5], values[5:])]
        chart = pd.concat(parts)
    else:
        chart = xmr_chart(values, baseline, screened=True)
    for ours, theirs in {"mean": "mean_col", "lower": "lpl", "upper": "upl"}.items():
        np.testing.assert_allclose(chart[ours], reference[theirs], rtol=RELATIVE, err_msg=ours)
    assert list(chart["side"]) == list(reference["relative_to_mean"])
    assert list(chart["near"]) == list(reference["close_to_limits"])
    assert list(chart["outside"] != 0) == list(reference["outside_limits"])
    assert list(chart["signal"]) == [SIGNALS[name] for name in reference["special_cause_type"]]


def test_the_appeals_limits_from_january_to_may_have_the_typed_values_of_r():
    limits = xmr_limits(APPEALS, baseline=5)
    assert (limits.lower, limits.upper) == pytest.approx((120.015, 185.185), rel=RELATIVE)


def test_july_lies_exactly_on_the_limit_of_all_eight_months_and_so_is_inside():
    chart = xmr_chart(APPEALS)
    assert chart.loc[6, "value"] == pytest.approx(chart.loc[6, "upper"], rel=1e-12)
    assert chart.loc[6, "outside"] == 0
    assert chart.loc[6, "near"]


@pytest.mark.parametrize("scale", [1, 0.1, 1 / 3, 7e5])
def test_a_point_on_the_limit_is_inside_whatever_floating_point_makes_of_the_scale(scale):
    chart = xmr_chart(np.array(APPEALS) * scale)
    assert list(chart["signal"]) == list(xmr_chart(APPEALS)["signal"])
    assert not chart["outside"].any()


def test_points_outside_the_baselines_limits_are_found_on_both_sides():
    chart = xmr_chart([10, 11, 10, 11, 10, 30, -30], baseline=5)
    assert list(chart["outside"]) == [0, 0, 0, 0, 0, 1, -1]
    assert list(chart["signal"][-2:]) == ["outside_high", "outside_low"]


def test_six_points_on_one_side_are_no_run_and_seven_are():
    quiet = [5.0, -5.0] * 8
    six, seven = (xmr_chart([*quiet, *[1.0] * n, -1.0], baseline=16) for n in (6, 7))
    assert not six["run"][16:22].any()
    assert seven["run"][16:23].eq(1).all()
    assert seven["signal"][16:23].eq("run_high").all()
    assert seven["run"].iloc[-1] == 0


def test_a_point_on_the_mean_ends_a_run():
    quiet = [5.0, -5.0] * 8
    chart = xmr_chart([*quiet, 1, 1, 1, 0, 1, 1, 1, 1, -1], baseline=16)
    assert not chart["run"][16:].any()


def test_seven_falling_points_are_a_trend_and_an_equal_neighbour_ends_one():
    falling, halted = [9, 7, 6, 5, 4, 3, 1], [9, 7, 6, 5, 5, 3, 1]
    assert xmr_chart(falling)["signal"].eq("trend_down").any()
    assert xmr_chart(falling)["trend"].eq(-1).all()
    assert not xmr_chart(halted)["trend"].any()


def test_a_point_where_a_rise_turns_into_a_fall_belongs_to_the_fall():
    trend = xmr_chart([1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1])["trend"]
    assert list(trend) == [1] * 6 + [-1] * 7


def test_two_of_three_near_one_limit_are_flagged_and_the_third_is_not():
    quiet = [1.0, -1.0] * 8  # limits ±5.32, near beyond ±3.55
    chart = xmr_chart([*quiet, 4, 0.5, 4, -1], baseline=16)
    assert list(chart["two_of_three"][16:]) == [1, 0, 1, 0]
    assert chart["signal"][16] == "two_of_three_high"


def test_near_points_on_opposite_sides_are_no_signal():
    quiet = [1.0, -1.0] * 8
    assert not xmr_chart([*quiet, 4, -4, 4], baseline=16)["two_of_three"].any()


def test_screening_leaves_out_a_moving_range_beyond_its_own_limit():
    values = [10, 11, 10, 11, 10, 50]
    assert xmr_limits(values, screened=True).mean_moving_range == pytest.approx(1)
    assert xmr_limits(values).mean_moving_range == pytest.approx(44 / 5)


def test_a_chart_keeps_the_index_and_shows_moving_ranges():
    months = pd.period_range("2020-01", periods=8, freq="M")
    chart = xmr_chart(pd.Series(APPEALS, index=months), baseline=5)
    assert list(chart.index) == list(months)
    assert chart["moving_range"].tolist()[1:] == [5, 21, 17, 6, 33, 10, 33]
    assert np.isnan(chart["moving_range"].iloc[0])


def test_a_constant_series_has_no_signal():
    assert xmr_chart([0.1 + 0.2] * 9)["signal"].eq("common_cause").all()


@pytest.mark.parametrize(("values", "baseline"), [([1, 2, 3], 4), ([1, np.nan, 2], None)])
def test_a_baseline_that_cannot_be_is_refused(values, baseline):
    with pytest.raises(ValueError, match=r"cannot be had|missing"):
        xmr_limits(values, baseline)


@pytest.mark.parametrize(("values", "baseline"), [([1], None), ([1, 2, 3], 1), ([1, 2, 3], 0)])
def test_fewer_than_two_points_give_no_limits_and_nothing_signals(values, baseline):
    assert np.isnan(xmr_limits(values, baseline).upper)
    assert xmr_chart(values, baseline)["signal"].eq("common_cause").all()
