"""CEPEJ's measures of a docket, on the printed litigation table."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.methods.dockets import (
    clearance,
    clearance_rate,
    disposition,
    disposition_time,
    pending_ahead,
    pending_at,
)
from analysis.methods.rates import exact_rate_ratio, poisson_rate

CARRIED_OVER, NEW, CLOSED, PENDING = 559, 278, 237, 600
JANUARY_TO_JULY, REST_OF_YEAR = 213, 153
LEAST_COVERAGE, MOST_COVERAGE = 0.94, 0.97


def test_fewer_closed_than_new_is_a_clearance_rate_below_one():
    assert clearance_rate(CLOSED, NEW) == pytest.approx(0.8525, abs=5e-5)


def test_the_pending_cases_take_as_long_as_the_pace_of_the_period_says():
    assert disposition_time(PENDING, CLOSED, JANUARY_TO_JULY) == pytest.approx(539.2, abs=0.05)


def test_a_docket_of_one_period_of_closures_takes_one_period():
    assert disposition_time(CLOSED, CLOSED, 365) == pytest.approx(365)


def test_the_pace_so_far_leads_from_the_carried_over_cases_to_the_pending_ones():
    assert pending_at(CARRIED_OVER, NEW, CLOSED, JANUARY_TO_JULY, JANUARY_TO_JULY) == pytest.approx(PENDING)


def test_at_the_pace_so_far_the_docket_goes_on_growing_to_the_end_of_the_year():
    assert pending_at(PENDING, NEW, CLOSED, JANUARY_TO_JULY, REST_OF_YEAR) == pytest.approx(629.45, abs=0.005)


@given(st.integers(0, 900), st.integers(1, 900), st.integers(1, 900), st.integers(0, 3650))
def test_the_docket_grows_exactly_when_the_clearance_rate_is_below_one_and_is_never_below_zero(p, new, closed, ahead):
    then = pending_at(p, new, closed, 30, ahead)
    assert then >= 0
    if clearance_rate(closed, new) < 1 and ahead:
        assert then > p
    if clearance_rate(closed, new) >= 1:
        assert then <= p


def test_the_clearance_rate_has_the_exact_range_of_two_counts_and_includes_one_although_the_docket_grew():
    rate, exact = clearance(CLOSED, NEW), exact_rate_ratio(CLOSED, 1, NEW, 1)
    assert (rate.value, rate.low, rate.high) == (CLOSED / NEW, exact.low, exact.high)
    assert rate.low < rate.value < 1 < rate.high


def test_the_disposition_time_has_the_range_of_the_count_of_closings():
    days, closed = disposition(PENDING, CLOSED, JANUARY_TO_JULY), poisson_rate(CLOSED)
    ends = [PENDING / end * JANUARY_TO_JULY for end in (closed.high, closed.value, closed.low)]
    assert [days.low, days.value, days.high] == pytest.approx(ends)


def test_the_way_to_the_end_of_the_year_starts_at_what_is_pending_and_ends_at_the_pace_so_far():
    ahead = pending_ahead(PENDING, NEW, CLOSED, JANUARY_TO_JULY, REST_OF_YEAR)
    assert ahead.iloc[0].tolist() == [PENDING] * 3
    assert ahead["value"].iloc[-1] == pending_at(PENDING, NEW, CLOSED, JANUARY_TO_JULY, REST_OF_YEAR)
    assert ahead.index[-1] == REST_OF_YEAR
    assert (ahead["high"] - ahead["low"]).is_monotonic_increasing


def test_a_docket_at_the_end_of_the_year_ends_where_it_stands():
    assert pending_ahead(PENDING, NEW, CLOSED, 366, 0).iloc[-1].tolist() == [PENDING] * 3


def test_pending_cases_are_never_predicted_below_zero():
    ahead = pending_ahead(5, NEW, 500, 100, 200)
    assert ahead["value"].min() == ahead["low"].min() == 0


def test_the_prediction_range_covers_what_a_poisson_docket_does():
    random = np.random.default_rng(20200901)
    days, days_ahead, new_a_day, closed_a_day, runs = 213, 153, 1.3, 1.1, 2000
    inside = 0
    for _ in range(runs):
        new, closed = int(random.poisson(new_a_day * days)), int(random.poisson(closed_a_day * days))
        end = pending_ahead(PENDING, new, closed, days, days_ahead, points=2).iloc[-1]
        truth = PENDING + random.poisson(new_a_day * days_ahead) - random.poisson(closed_a_day * days_ahead)
        inside += end["low"] <= truth <= end["high"]
    assert LEAST_COVERAGE <= inside / runs <= MOST_COVERAGE


def test_a_docket_into_which_nothing_came_or_of_which_nothing_was_closed_has_no_measure():
    assert math.isnan(clearance_rate(10, 0))
    assert math.isnan(disposition_time(10, 0, 30))
    assert not clearance(10, 0).defined
    assert not disposition(10, 0, 30).defined


def test_nothing_closed_of_what_came_in_is_a_clearance_rate_of_zero():
    rate = clearance(0, NEW)
    assert (rate.value, rate.low) == (0, 0)
    assert rate.high > 0


def test_a_period_without_days_and_a_horizon_in_the_past_are_refused():
    with pytest.raises(ValueError, match="period above 0"):
        disposition_time(10, 1, 0)
    with pytest.raises(ValueError, match="period above 0"):
        pending_at(10, 1, 1, 0, 30)
    with pytest.raises(ValueError, match="lies ahead"):
        pending_at(10, 1, 1, 30, -1)
