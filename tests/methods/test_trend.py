"""The trend carried forward against R."""

import numpy as np
import pandas as pd
import pytest

from analysis.methods.trend import (
    carried_forward,
    carried_forward_mean,
    carried_forward_mean_of_line,
    log_linear_carried_forward,
)

RELATIVE = 1e-8
# R's glm takes standard errors from the step before its last; see test_interrupted_series.
ONE_STEP_SHORT = 1e-7

JANUARY_TO_MAY = [128, 133, 154, 171, 177]


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


@pytest.mark.parametrize("method", [carried_forward, carried_forward_mean, log_linear_carried_forward])
def test_two_points_or_no_horizon_are_refused(method):
    with pytest.raises(ValueError, match="at least 3 values"):
        method([1, 2], 3)
    with pytest.raises(ValueError, match="at least one point"):
        method(JANUARY_TO_MAY, 0)
