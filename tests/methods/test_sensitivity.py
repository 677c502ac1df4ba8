"""Ranges of a result over its inputs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.methods.estimate import Estimate
from analysis.methods.sensitivity import (
    ALL_CORNERS,
    all_together,
    crossing,
    extremes_together,
    one_at_a_time,
    survives,
)

AMOUNTS = {
    "tax": Estimate(8.8, 8.0, 9.0),
    "pension": Estimate(3.2, 3.15, 3.25),
    "subsidies": Estimate(8.6, 8.1, 9.1),
}


def gain(tax, pension, subsidies):
    return tax + pension - subsidies


def test_each_input_is_varied_alone_and_the_widest_swing_comes_first():
    frame = one_at_a_time(gain, AMOUNTS)
    assert list(frame["swing"]) == pytest.approx([1.0, 1.0, 0.1])
    assert frame.index[-1] == "pension"
    assert frame["at_value"].tolist() == pytest.approx([3.4] * 3)
    assert frame.loc["subsidies", ["at_low", "at_high"]].tolist() == pytest.approx([3.9, 2.9])


def test_all_inputs_together_reach_further_than_any_alone():
    together = all_together(gain, AMOUNTS)
    assert (together.low, together.value, together.high) == pytest.approx((2.05, 3.4, 4.15))


@given(st.lists(st.tuples(st.floats(1, 10), st.floats(0, 0.9), st.floats(0, 5)), min_size=1, max_size=5))
def test_the_range_of_a_monotone_result_holds_every_one_at_a_time_result(rows):
    inputs = {f"x{i}": Estimate(value, value - below, value + above) for i, (value, below, above) in enumerate(rows)}

    def product(**values):
        outcome = 1.0
        for value in values.values():
            outcome *= value
        return outcome

    together, alone = all_together(product, inputs), one_at_a_time(product, inputs)
    assert (alone[["at_low", "at_high"]].min(axis=None)) >= together.low * (1 - 1e-12)
    assert (alone[["at_low", "at_high"]].max(axis=None)) <= together.high * (1 + 1e-12)


def test_an_input_without_a_range_is_refused_by_name():
    with pytest.raises(ValueError, match="tax has no range"):
        one_at_a_time(gain, {"tax": Estimate(8.8)})
    with pytest.raises(ValueError, match="no input"):
        all_together(gain, {})


def test_extremes_together_are_those_of_all_corners_for_a_monotone_function():
    inputs = {"a": Estimate(1, 0, 2), "b": Estimate(3, 1, 4)}

    def function(a, b):
        return a - 2 * b

    both, corners = extremes_together(function, inputs), all_together(function, inputs)
    assert (both.low, both.value, both.high) == (corners.low, corners.value, corners.high) == (-8, -5, 0)


def turned_round(**values):
    """Two inputs that count only where both or neither stand at an end: one at a time each moves nothing."""
    a, b, *rest = values.values()
    return a * b + 0.01 * sum(rest)


def test_two_inputs_that_turn_each_other_round_are_not_missed_where_all_corners_are_tried():
    inputs = {f"x{i}": Estimate(0, -1, 1) for i in range(ALL_CORNERS)}
    both = extremes_together(turned_round, inputs)
    assert (both.low, both.high) == pytest.approx((-1 - 0.01 * (ALL_CORNERS - 2), 1 + 0.01 * (ALL_CORNERS - 2)))


@pytest.mark.parametrize("count", [1, ALL_CORNERS, ALL_CORNERS + 1])
def test_extremes_hold_the_value_itself_where_it_lies_beyond_every_corner(count):
    inputs = {f"x{i}": Estimate(0, -1, 1 + i) for i in range(count)}

    def bent(**values):
        return sum(value**2 for value in values.values())

    both, corners = extremes_together(bent, inputs), all_together(bent, inputs)
    assert both.low == 0 < corners.low
    assert both.high == corners.high == sum((1 + i) ** 2 for i in range(count))


def test_a_verdict_survives_up_to_where_it_turns_and_over_the_whole_range_where_it_does_not():
    assumed = Estimate(5, 0, 10)
    low, high = survives(lambda value: value < 7.25, assumed)
    assert low == 0
    assert high == pytest.approx(7.25, abs=0.01)
    assert high < 7.25
    assert survives(lambda _: True, assumed) == (0, 10)


def test_a_verdict_on_whole_numbers_is_bisected_on_whole_numbers():
    tried = []
    assert survives(lambda value: tried.append(value) or value >= 3, Estimate(5, 0, 10), whole=True) == (3, 10)
    assert all(value == int(value) for value in tried)


def test_a_function_that_does_not_cross_zero_has_no_crossing():
    assert crossing(lambda x: x + 1, 0, 1) is None
    assert crossing(lambda x: x - 0.25, 0, 1) == pytest.approx(0.25)
