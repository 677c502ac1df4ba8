"""Interval arithmetic with printed digits."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.methods.rounding import (
    Interval,
    estimate_over,
    estimate_within,
    interval_of,
    range_over_corners,
    truncated_interval_of,
)

true_values = st.decimals(-10_000, 10_000, places=4)
places = st.sampled_from(["1", "0.1", "0.01"])
fractions = st.fractions(-50, 50, max_denominator=20)


@st.composite
def intervals_with_a_member(draw) -> tuple[Interval, Fraction]:
    low, member, high = sorted(draw(st.tuples(fractions, fractions, fractions)))
    low_open, high_open = low < member and draw(st.booleans()), member < high and draw(st.booleans())
    return Interval(low, high, low_open, high_open), member


def test_a_printed_decimal_stands_for_half_a_unit_of_its_last_place_to_either_side():
    assert interval_of("8.8") == Interval(Fraction("8.75"), Fraction("8.85"))
    assert interval_of("1,705.50") == Interval(Fraction("1705.495"), Fraction("1705.505"))
    assert interval_of("-262,857") == Interval(Fraction("-262857.5"), Fraction("-262856.5"))
    assert interval_of("−3") == interval_of("-3")


def test_a_count_stands_for_itself():
    assert interval_of("1,705", exact=True) == Interval.exactly(1705)


def test_a_cut_decimal_stands_for_itself_up_to_the_next_unit_which_is_left_out():
    cut = truncated_interval_of("8.8")
    assert cut.contains(Fraction("8.8"))
    assert cut.contains(Fraction("8.8999"))
    assert not cut.contains(Fraction("8.9"))


@pytest.mark.parametrize("token", ["", "8.", "1,70", "8.8조", "1e3", "--3", "12,34,567"])
def test_a_token_that_is_no_plain_number_is_refused(token):
    with pytest.raises(ValueError, match="not a plain printed number"):
        interval_of(token)


@given(true_values, places, st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]))
def test_a_rounded_number_still_holds_the_true_one(value, place, rule):
    printed = f"{value.quantize(Decimal(place), rounding=rule):,f}"
    assert interval_of(printed).contains(Fraction(value))


@given(true_values, places)
def test_a_cut_number_still_holds_the_true_one(value, place):
    printed = f"{value.quantize(Decimal(place), rounding=ROUND_DOWN):,f}"
    assert truncated_interval_of(printed).contains(Fraction(value))


@given(intervals_with_a_member(), intervals_with_a_member())
def test_what_two_members_give_is_a_member_of_what_their_intervals_give(first, second):
    (a, x), (b, y) = first, second
    assert (a + b).contains(x + y)
    assert (a - b).contains(x - y)
    assert (a * b).contains(x * y)
    assert (-a).contains(-x)
    if b.low > 0 or b.high < 0:
        assert (a / b).contains(x / y)


@given(intervals_with_a_member(), fractions)
def test_plain_numbers_take_part_on_either_side(pair, scalar):
    interval, member = pair
    assert (interval + scalar) == (scalar + interval)
    assert (scalar - interval).contains(scalar - member)
    assert (interval * scalar) == (scalar * interval)
    if interval.low > 0 or interval.high < 0:
        assert (scalar / interval).contains(scalar / member)


def test_a_sum_of_printed_figures_is_as_wide_as_their_halves_together():
    total = sum([interval_of("8.5"), interval_of("0.3")], start=Interval.exactly(0))
    assert (total.low, total.high, total.width) == (Fraction("8.7"), Fraction("8.9"), Fraction("0.2"))


def test_an_open_end_stays_open_and_a_zero_taken_on_closes_it():
    below_two = Interval(Fraction(1), Fraction(2), high_open=True)
    assert not (below_two + 1).contains(3)
    assert not (below_two * 2).contains(4)
    assert not (4 / below_two).contains(2)
    assert (below_two * 0).contains(0)


def test_the_difference_of_two_cut_figures_leaves_both_its_ends_out():
    difference = truncated_interval_of("8.8") - truncated_interval_of("3.2")
    assert (difference.low, difference.high) == (Fraction("5.5"), Fraction("5.7"))
    assert not difference.contains(difference.low)
    assert not difference.contains(difference.high)
    assert not (Interval.exactly(1) + difference).contains(1 + difference.high)
    assert (0 - difference) + 1 == 1 - difference
    assert not (1 - difference + Interval.exactly(0)).contains(1 - difference.high)


@given(intervals_with_a_member(), intervals_with_a_member())
def test_intervals_overlap_exactly_when_some_number_is_in_both(first, second):
    (a, _), (b, _) = first, second
    low, high = max(a.low, b.low), min(a.high, b.high)
    in_both = low <= high and (a.contains((low + high) / 2) and b.contains((low + high) / 2))
    assert a.overlaps(b) == b.overlaps(a) == in_both


def test_intervals_that_touch_overlap_only_where_both_ends_are_included():
    assert interval_of("8.8").overlaps(interval_of("8.9"))
    assert not truncated_interval_of("8.8").overlaps(truncated_interval_of("8.9"))


def test_at_most_may_hold_as_long_as_some_number_allows_it():
    assert interval_of("9").may_be_at_most(interval_of("8"))
    assert not interval_of("9.1").may_be_at_most(interval_of("8.9"))


def test_floats_are_refused_because_their_exact_value_is_not_what_is_meant():
    with pytest.raises(TypeError):
        interval_of("8.8") + 0.1
    with pytest.raises(TypeError):
        interval_of("8.8") * 0.1


def test_dividing_by_what_may_be_zero_is_refused():
    with pytest.raises(ZeroDivisionError, match="may be zero"):
        interval_of("8.8") / interval_of("0")


def test_an_interval_without_a_number_is_refused():
    with pytest.raises(ValueError, match="no number"):
        Interval(Fraction(2), Fraction(1))
    with pytest.raises(ValueError, match="no number"):
        Interval(Fraction(1), Fraction(1), low_open=True)


def test_a_share_of_a_whole_that_contains_it_is_not_widened_by_being_named_twice():
    part, rest = interval_of("1"), interval_of("3")
    share = range_over_corners(lambda a, b: a / (a + b), part, rest)
    assert (share.low, share.high) == (Fraction("0.5") / 4, Fraction("1.5") / 4)
    naive = part / (part + rest)
    assert naive.low < share.low < share.high < naive.high


@given(st.lists(st.fractions(1, 50, max_denominator=10), min_size=2, max_size=4))
def test_the_range_over_corners_holds_the_share_of_any_members(values):
    intervals = [Interval(value - Fraction(1, 2), value + Fraction(1, 2)) for value in values]
    share = range_over_corners(lambda first, *rest: first / (first + sum(rest)), *intervals)
    assert share.contains(values[0] / sum(values))


def test_an_estimate_takes_its_range_from_the_printed_digits():
    estimate = estimate_within(3.4, Interval(Fraction("3.25"), Fraction("3.55")), "KRW trillion")
    assert (estimate.low, estimate.value, estimate.high, estimate.unit) == (3.25, 3.4, 3.55, "KRW trillion")


def test_a_function_of_printed_figures_has_its_value_at_what_is_printed_and_its_range_over_their_digits():
    gain, tax = interval_of("3.4"), interval_of("8.8")
    share = estimate_over(lambda part, whole: part / whole, gain, tax, unit="fraction")
    assert share.value == float(Fraction("3.4") / Fraction("8.8"))
    assert (share.low, share.high) == (
        float(Fraction("3.35") / Fraction("8.85")),
        float(Fraction("3.45") / Fraction("8.75")),
    )


def test_a_figure_that_a_function_takes_twice_is_one_number():
    none = estimate_over(lambda tax: tax - tax, interval_of("8.8"), unit="KRW trillion")
    assert (none.low, none.value, none.high) == (0, 0, 0)


@pytest.mark.parametrize("whole", ["0", "0.0"])
def test_a_share_of_nothing_is_undefined(whole):
    share = estimate_over(lambda part, all_: part / all_, interval_of("1.0"), interval_of(whole), unit="fraction")
    assert not share.defined
