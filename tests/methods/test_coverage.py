"""The formulas that run on thousands of series at once are those of the methods."""

import numpy as np
import pytest

from analysis.methods import coverage
from analysis.methods.epidemic import discretised_serial_interval, growth_rate, reproduction_number
from analysis.methods.estimate import Estimate
from analysis.methods.trend import carried_forward_mean

EXACT = 1e-8


def test_the_mean_ahead_of_many_series_is_that_of_each():
    series = np.random.default_rng(1).normal(200, 20, size=(4, 5))
    predicted, reach = coverage.mean_ahead(series, 3)
    for row, value, half in zip(series, predicted, reach, strict=True):
        one = carried_forward_mean(row, 3)
        assert (one.value, one.high - one.value) == pytest.approx((value, half), rel=EXACT)


def test_the_growth_of_many_series_is_that_of_each():
    series = np.random.default_rng(1).poisson(20 * np.exp(0.1 * np.arange(10)), size=(4, 10)).astype(float)
    used = np.arange(10) <= np.array([[5], [7], [9], [9]])
    slopes, reach = coverage.growth_rates(series, used)
    for row, days, slope, half in zip(series, used, slopes, reach, strict=True):
        one = growth_rate(row[days])
        assert (one.value, one.high - one.value) == pytest.approx((slope, half), rel=1e-6)


def test_the_reproduction_number_of_many_epidemics_is_that_of_each():
    cases = coverage.epidemics(1.3, 4, 4, days=21, runs=50)
    weights = discretised_serial_interval(4, 4, 14)
    last = [reproduction_number(row[-14:], weights).iloc[-1] for row in cases]
    held = np.mean([one["low"] <= 1.3 <= one["high"] for one in last])
    centre = np.mean([one["mean"] for one in last]) / 1.3
    assert coverage.of_reproduction(cases, 1.3, 4, 4, 7, seen=14) == pytest.approx((held, centre), rel=EXACT)


def test_a_range_that_holds_everything_covers_always_and_an_empty_one_never():
    assert coverage.of_proportion(lambda *_: Estimate(0.5, 0.0, 1.0), 20).least == pytest.approx(1)
    assert coverage.of_proportion(lambda *_: Estimate(0.5, 0.5, 0.5), 20).least == pytest.approx(0)
    assert coverage.of_rate_ratio(lambda *_: Estimate(1.0), 20).least == pytest.approx(1)


def test_the_same_seed_gives_the_same_epidemics():
    assert (coverage.epidemics(1, 4, 4, 5, 3) == coverage.epidemics(1, 4, 4, 5, 3)).all()


def test_dispersed_epidemics_scatter_more_about_the_same_mean():
    even, clumped = (coverage.epidemics(1, 4, 4, 1, 4000, k)[:, -1] for k in (None, 0.5))
    assert clumped.mean() == pytest.approx(even.mean(), rel=0.02)
    assert clumped.var() > 2 * even.var()
