"""The decomposition of a change in throughput."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis.methods.throughput import Period, log_decomposition

BEFORE = Period(decisions=763, meetings=10, months=5)
DURING = Period(decisions=617, meetings=9, months=3)

periods = st.builds(Period, st.integers(1, 5_000), st.integers(1, 60), st.integers(1, 24))


def test_the_campaign_held_half_as_many_meetings_again_and_decided_a_tenth_less_in_each():
    change = log_decomposition(BEFORE, DURING)
    assert change.meetings == pytest.approx(1.5)
    assert change.intensity.value == pytest.approx(0.898500072812, rel=1e-8)
    assert change.throughput.value == pytest.approx(1.347750109218, rel=1e-8)


def test_more_meetings_than_the_whole_rise_leave_a_negative_share_to_decisions_a_meeting():
    change = log_decomposition(BEFORE, DURING)
    assert change.share_meetings.value > 1
    assert change.share_intensity.value < 0


@given(periods, periods)
def test_the_shares_sum_to_one_and_the_factors_multiply_to_the_change(before, during):
    assume(abs(during.decisions * before.months - before.decisions * during.months) > 0)
    change = log_decomposition(before, during)
    assert change.share_meetings.value + change.share_intensity.value == pytest.approx(1, abs=1e-6)
    assert change.meetings * change.intensity.value == pytest.approx(change.throughput.value)


@given(periods, periods)
def test_a_share_has_a_range_exactly_when_the_change_is_clear_of_none_and_holds_the_share(before, during):
    assume(abs(during.decisions * before.months - before.decisions * during.months) > 0)
    change = log_decomposition(before, during)
    clear = change.throughput.low > 1 or change.throughput.high < 1
    for share in (change.share_meetings, change.share_intensity):
        assert (share.low is not None and share.high is not None) == clear
        if clear:
            assert share.low <= share.value <= share.high


def test_the_shares_do_not_depend_on_what_a_month_is():
    by_day = log_decomposition(Period(763, 10, 5 * 30), Period(617, 9, 3 * 30))
    assert by_day.share_meetings.value == pytest.approx(log_decomposition(BEFORE, DURING).share_meetings.value)


def test_a_throughput_that_did_not_change_has_no_shares():
    assert not log_decomposition(Period(763, 10, 5), Period(763, 9, 5)).share_meetings.defined


@pytest.mark.parametrize("during", [Period(0, 9, 3), Period(617, 0, 3), Period(0, 0, 0)])
def test_where_nothing_was_decided_or_met_there_are_no_shares(during):
    for change in (log_decomposition(BEFORE, during), log_decomposition(during, BEFORE)):
        assert not change.share_meetings.defined
        assert not change.share_intensity.defined
