"""An estimate: what its range lies above and below, its arithmetic, and what there is where nothing can be computed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.methods.estimate import UNDEFINED, Estimate, estimates_frame, ratio

RATE = Estimate(0.74, 0.67, 0.79, "fraction", "Wilson 95 %")
numbers = st.floats(-1e6, 1e6)


def test_an_estimate_is_above_a_level_only_with_its_whole_range():
    assert RATE.above(0.66)
    assert not RATE.above(0.67)
    assert not RATE.above(0.7)


def test_an_estimate_is_below_a_level_only_with_its_whole_range():
    assert RATE.below(0.8)
    assert not RATE.below(0.79)
    assert not RATE.below(0.75)


def test_between_the_ends_of_its_range_an_estimate_is_neither_above_nor_below():
    assert not RATE.above(0.7)
    assert not RATE.below(0.7)


def test_a_value_without_a_range_counts_itself():
    count = Estimate(41)
    assert count.above(40)
    assert count.below(42)
    assert not count.above(41)
    assert not count.below(41)


def test_a_range_that_is_open_on_a_side_is_never_beyond_a_level_on_that_side():
    at_least, at_most = Estimate(5, 2, None), Estimate(5, None, 9)
    assert at_least.above(1)
    assert not at_least.below(1e9)
    assert at_most.below(10)
    assert not at_most.above(-1e9)


def test_the_width_is_that_of_the_range_and_no_number_where_there_is_none():
    assert RATE.width == pytest.approx(0.12)
    assert math.isnan(Estimate(5).width)
    assert math.isnan(Estimate(5, 2, None).width)


@given(numbers, st.floats(0, 1e3), st.floats(0, 1e3), st.floats(-50, 50))
def test_shifting_and_scaling_keep_the_value_within_its_range(value, down, up, by):
    made = Estimate(value, value - down, value + up, "days", "a method")
    for moved in (made + by, by + made, made - by, by - made, -made, made * by, by * made):
        assert moved.low <= moved.value <= moved.high
        assert (moved.unit, moved.method) == ("days", "a method")


def test_a_difference_from_a_number_turns_the_range_round():
    lost = 1 - RATE
    assert (lost.value, lost.low, lost.high) == pytest.approx((0.26, 0.21, 0.33))
    halved = RATE * -0.5
    assert (halved.value, halved.low, halved.high) == pytest.approx((-0.37, -0.395, -0.335))


def test_an_open_end_stays_open_and_changes_sides_with_the_sign():
    at_least = Estimate(5, 2, None)
    assert (at_least + 1) == Estimate(6, 3, None)
    assert -at_least == Estimate(-5, None, -2)


def test_a_part_of_nothing_is_no_number():
    assert ratio(1, 4) == 0.25
    assert math.isnan(ratio(1, 0))
    assert math.isnan(ratio(0, 0))


def test_what_is_undefined_is_neither_above_nor_below_anything_and_stays_so():
    for made in (UNDEFINED, UNDEFINED + 1, 1 - UNDEFINED, UNDEFINED * 2, -UNDEFINED, UNDEFINED.described("days", "")):
        assert not made.defined
        assert not made.above(-math.inf)
        assert not made.below(math.inf)
        assert math.isnan(made.width)


def test_a_description_changes_the_words_and_not_the_numbers():
    described = RATE.described("ratio", "another")
    assert (described.value, described.low, described.high) == (RATE.value, RATE.low, RATE.high)
    assert (described.unit, described.method) == ("ratio", "another")


def test_estimates_stand_under_each_other_with_missing_ends_as_missing_numbers():
    frame = estimates_frame([RATE, Estimate(5), UNDEFINED], ["rate", "count", "none"])
    assert frame.loc["rate"].tolist() == [0.74, 0.67, 0.79]
    assert frame.loc["count"].isna().tolist() == [False, True, True]
    assert frame.loc["none"].isna().all()
