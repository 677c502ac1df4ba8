"""The trend carried forward against R."""

import numpy as np
import pandas as pd
import pytest

from analysis.methods.trend import (
    carried_forward,
    carried_forward_mean,
    carried_forward_mean_of_line,
    log_linear_carried_forward,
    over_log_linear_trend,
    trend_line,
)

RELATIVE = 1e-8
# R's glm takes standard errors from the step before its last; see test_interrupted_series.
ONE_STEP_SHORT = 1e-7

JANUARY_TO_MAY = [128, 133, 154, 171, 177]
JUNE_TO_AUGUST = [210, 220, 187]


def test_the_line_of_january_to_may_carried_to_august_is_that_of_r(shared):
    reference = pd.read_csv(shared / "reference" / "pretrend_extrapolation_R.csv")
    months = carried_forward(JANUARY_TO_MAY, 3)
    columns = {
        "predicted": "lm_fit",
        "confidence_low": "ci_lo",
        "confidence_high": "ci_hi",
        "prediction_low": "pi_lo",
        "prediction_high": "pi_hi",
    }
    for ours, theirs in columns.items():
        np.testing.assert_allclose(months[ours], reference[theirs], rtol=RELATIVE, err_msg=ours)


def test_the_log_linear_trend_of_january_to_may_carried_to_august_is_that_of_r(shared):
    reference = pd.read_csv(shared / "reference" / "pretrend_extrapolation_R.csv")
    months = log_linear_carried_forward(JANUARY_TO_MAY, 3)
    np.testing.assert_allclose(months["predicted"], reference["pois_fit"], rtol=RELATIVE)
    np.testing.assert_allclose(months["confidence_low"], reference["pois_lo"], rtol=ONE_STEP_SHORT)
    np.testing.assert_allclose(months["confidence_high"], reference["pois_hi"], rtol=ONE_STEP_SHORT)
    summary = pd.read_csv(shared / "reference" / "pretrend_summary_R.csv", index_col="stat")["value"]
    assert months["predicted"].sum() == pytest.approx(summary["poisson_extrap_total"], rel=RELATIVE)


def test_the_mean_of_june_to_august_on_the_line_has_the_ranges_of_r(shared):
    summary = pd.read_csv(shared / "reference" / "pretrend_summary_R.csv", index_col="stat")["value"]
    mean, line = carried_forward_mean(JANUARY_TO_MAY, 3), carried_forward_mean_of_line(JANUARY_TO_MAY, 3)
    assert mean.value == pytest.approx(summary["extrap_mean_JunAug"], rel=RELATIVE)
    assert (mean.low, mean.high) == pytest.approx((summary["pi3mean_lo"], summary["pi3mean_hi"]), rel=RELATIVE)
    assert (line.low, line.high) == pytest.approx((summary["ci_lo"], summary["ci_hi"]), rel=RELATIVE)


def test_the_mean_on_the_line_has_the_typed_values_of_r():
    mean = carried_forward_mean(JANUARY_TO_MAY, 3)
    assert (mean.value, mean.low, mean.high) == pytest.approx(
        (207.0, 183.6659182574477, 230.3340817425523), rel=RELATIVE
    )


def test_the_mean_of_one_point_is_that_point():
    point, mean = carried_forward(JANUARY_TO_MAY, 1).loc[1], carried_forward_mean(JANUARY_TO_MAY, 1)
    assert (mean.value, mean.low, mean.high) == pytest.approx(
        tuple(point[["predicted", "prediction_low", "prediction_high"]])
    )


def test_a_mean_is_surer_than_a_single_month_and_less_sure_than_the_line():
    mean, line = carried_forward_mean(JANUARY_TO_MAY, 3), carried_forward_mean_of_line(JANUARY_TO_MAY, 3)
    single = carried_forward(JANUARY_TO_MAY, 3).loc[2]
    assert single["prediction_low"] < mean.low < line.low < line.high < mean.high < single["prediction_high"]


def test_the_line_of_january_to_may_has_the_slope_and_the_spread_of_r(shared):
    summary = pd.read_csv(shared / "reference" / "pretrend_summary_R.csv", index_col="stat")["value"]
    assert trend_line(JANUARY_TO_MAY).sigma == pytest.approx(summary["sigma"], rel=RELATIVE)


def test_the_line_has_the_typed_slope_and_ends_where_it_is_carried_on_from():
    line = trend_line(JANUARY_TO_MAY)
    assert (line.slope.value, line.slope.low, line.slope.high) == pytest.approx(
        (13.6, 8.548023109241804, 18.651976890758228), rel=RELATIVE
    )
    assert carried_forward_mean(JANUARY_TO_MAY, 3, share=0).value == pytest.approx(line.fitted[-1])


def test_half_of_the_rise_lies_half_way_between_none_and_all():
    none, half, whole = (carried_forward_mean(JANUARY_TO_MAY, 3, share).value for share in (0, 0.5, 1))
    assert half == pytest.approx((none + whole) / 2)


def test_the_counts_of_june_to_august_over_the_log_linear_trend_are_those_of_r(shared):
    summary = pd.read_csv(shared / "reference" / "pretrend_summary_R.csv", index_col="stat")["value"]
    found = over_log_linear_trend(JANUARY_TO_MAY, JUNE_TO_AUGUST)
    assert found.value == pytest.approx(summary["actual_total"] / summary["poisson_extrap_total"], rel=RELATIVE)
    assert found.low < found.value < 1 < found.high


@pytest.mark.parametrize(("values", "horizon"), [([1, 2], 3), ([], 3), (JANUARY_TO_MAY, 0)])
def test_two_points_or_nothing_ahead_give_no_trend(values, horizon):
    for frame in (carried_forward(values, horizon), log_linear_carried_forward(values, horizon)):
        assert len(frame) == horizon
        assert frame.isna().all(axis=None)
    assert not carried_forward_mean(values, horizon).defined
    assert not over_log_linear_trend(values, JUNE_TO_AUGUST[:horizon]).defined


def test_two_points_have_no_line_and_one_count_above_zero_no_log_linear_trend():
    assert not trend_line([1, 2]).slope.defined
    assert log_linear_carried_forward([0, 0, 0, 0, 9], 3).isna().all(axis=None)
    assert not over_log_linear_trend([0] * 5, JUNE_TO_AUGUST).defined
    assert not over_log_linear_trend(JANUARY_TO_MAY, [0, 0, 0]).defined
