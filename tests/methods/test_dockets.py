"""CEPEJ's measures of a docket, on the printed litigation table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.methods.dockets import clearance_rate, disposition_time, pending_at

CARRIED_OVER, NEW, CLOSED, PENDING = 559, 278, 237, 600
JANUARY_TO_JULY, REST_OF_YEAR = 213, 153


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


def test_counts_without_a_measure_are_refused():
    with pytest.raises(ValueError, match="incoming"):
        clearance_rate(10, 0)
    with pytest.raises(ValueError, match="resolved"):
        disposition_time(10, 0, 30)
    with pytest.raises(ValueError, match="period above 0"):
        pending_at(10, 1, 1, 0, 30)
    with pytest.raises(ValueError, match="lies ahead"):
        pending_at(10, 1, 1, 30, -1)
