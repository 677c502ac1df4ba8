"""The arithmetic of the second stage, on the printed amounts."""

from fractions import Fraction

import pytest
from hypothesis import strategies as st

from analysis.methods import fiscal
from analysis.methods.rounding import Interval, interval_of

TAX, CONSUMPTION_TAX, LEISURE_TAX = interval_of("8.8"), interval_of("8.5"), interval_of("0.3")
PENSION, SUBSIDIES = interval_of("3.2"), interval_of("8.6")
RATE_BEFORE, RATE_AFTER = Interval.exactly(Fraction(21, 100)), Interval.exactly(Fraction(31, 100))

shares = st.floats(0, 1)


def test_the_printed_equation_closes_to_its_last_digit():
    assert fiscal.net_gain(Fraction("8.8"), Fraction("3.2"), Fraction("8.6")) == Fraction("3.4")


def test_the_printed_digits_leave_the_net_gain_three_half_units_to_either_side():
    gain = fiscal.net_gain(TAX, PENSION, SUBSIDIES)
    assert (gain.low, gain.high) == (Fraction("3.25"), Fraction("3.55"))
    assert gain.overlaps(interval_of("3.4"))


def test_burden_and_fund_agree_with_what_is_printed():
    burden = fiscal.burden(SUBSIDIES, PENSION)
    assert burden.midpoint == Fraction("5.4")
    assert fiscal.fund(Fraction("8.5"), Fraction("5.4")) == Fraction("3.1")


def test_the_burden_takes_back_more_than_half_of_the_tax_whatever_the_digits():
    share = fiscal.offset_share(fiscal.burden(SUBSIDIES, PENSION), TAX)
    assert share.low == Fraction("5.3") / Fraction("8.85")
    assert share.high == Fraction("5.5") / Fraction("8.75")


def test_ten_points_that_yield_the_gain_imply_a_base_ten_times_as_large():
    base = fiscal.vat_base(CONSUMPTION_TAX, RATE_BEFORE, RATE_AFTER)
    assert (base.low, base.high) == (Fraction("84.5"), Fraction("85.5"))


def test_at_the_planned_rate_the_base_gives_back_the_printed_gain():
    base = fiscal.vat_base(8.5, 0.21, 0.31)
    assert fiscal.consumption_tax_gain(0.31, 0.21, base) == pytest.approx(8.5)


def test_at_the_break_even_rate_the_net_gain_is_nothing():
    base = fiscal.vat_base(Fraction("8.5"), Fraction("0.21"), Fraction("0.31"))
    burden = fiscal.burden(Fraction("8.6"), Fraction("3.2"))
    rate = fiscal.breakeven_rate(Fraction("0.21"), base, Fraction("0.3"), burden)
    tax = fiscal.consumption_tax_gain(rate, Fraction("0.21"), base) + Fraction("0.3")
    assert fiscal.net_gain(tax, Fraction("3.2"), Fraction("8.6")) == 0
    assert rate == Fraction("0.27")
