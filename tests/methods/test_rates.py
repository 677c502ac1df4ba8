"""Poisson rates and their ratio against R, and against what must hold of any counts."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats import rates

from analysis.methods.rates import (
    exact_rate_ratio,
    exact_rate_ratio_p_value,
    poisson_rate,
    score_rate_ratio,
    score_rate_ratio_p_value,
)

RELATIVE = 1e-8

counts = st.integers(1, 2_000)
exposures = st.floats(0.5, 500)


def test_the_rate_ratios_of_the_appeals_are_those_of_r(shared):
    reference = pd.read_csv(shared / "reference" / "poisson_rate_ratios_R.csv")
    assert len(reference) == 4
    for row in reference.itertuples():
        given_ = (row.x1, row.t1, row.x2, row.t2)
        ratio = exact_rate_ratio(*given_)
        assert (ratio.value, ratio.low, ratio.high) == pytest.approx((row.rr, row.lo_exact, row.hi_exact), rel=RELATIVE)
        assert exact_rate_ratio_p_value(*given_) == pytest.approx(row.p_exact, rel=RELATIVE)
        assert score_rate_ratio_p_value(*given_) == pytest.approx(row.p_score_cond_z, rel=RELATIVE)


def test_decisions_a_month_rose_by_the_typed_ratio_of_r():
    ratio = exact_rate_ratio(617, 3, 763, 5)
    assert (ratio.value, ratio.low, ratio.high) == pytest.approx(
        (1.347750109218, 1.210087837152, 1.50060758638), rel=RELATIVE
    )


def test_per_meeting_the_exact_p_value_and_the_exact_range_disagree_at_the_edge():
    assert exact_rate_ratio_p_value(617, 9, 763, 10) == pytest.approx(0.0490803118081, rel=RELATIVE)
    assert exact_rate_ratio(617, 9, 763, 10).high == pytest.approx(1.00040505758, rel=RELATIVE)


@given(counts, exposures, counts, exposures)
def test_at_the_ends_of_the_score_range_the_score_test_of_statsmodels_has_five_percent(count, exposure, base, other):
    ratio = score_rate_ratio(count, exposure, base, other)
    for end in (ratio.low, ratio.high):
        test = rates.test_poisson_2indep(count, exposure, base, other, value=end, method="score", compare="ratio")
        assert test.pvalue == pytest.approx(0.05, rel=RELATIVE)


@given(counts, exposures, counts, exposures)
def test_the_score_range_excludes_one_exactly_when_its_p_value_is_under_five_percent(count, exposure, base, other):
    ratio = score_rate_ratio(count, exposure, base, other)
    p = score_rate_ratio_p_value(count, exposure, base, other)
    if abs(p - 0.05) > 1e-9:
        assert (ratio.low > 1 or ratio.high < 1) == (p < 0.05)


@given(counts, exposures, counts, exposures)
def test_the_exact_range_holds_the_ratio_and_turns_round_with_it(count, exposure, base, other):
    ratio, inverse = exact_rate_ratio(count, exposure, base, other), exact_rate_ratio(base, other, count, exposure)
    assert ratio.low < ratio.value < ratio.high
    assert (inverse.low, inverse.high) == pytest.approx((1 / ratio.high, 1 / ratio.low), rel=1e-9)


def test_no_event_gives_a_ratio_of_zero_with_an_upper_end():
    ratio = exact_rate_ratio(0, 1, 10, 1)
    assert (ratio.value, ratio.low) == (0, 0)
    assert 0 < ratio.high < 1


def test_the_exact_range_of_a_rate_has_garwoods_tails():
    rate = poisson_rate(617, 3)
    assert rate.value == pytest.approx(617 / 3)
    assert stats.poisson.sf(616, rate.low * 3) == pytest.approx(0.025, rel=RELATIVE)
    assert stats.poisson.cdf(617, rate.high * 3) == pytest.approx(0.025, rel=RELATIVE)


def test_no_event_gives_a_rate_of_zero_with_the_rule_of_three_point_seven():
    rate = poisson_rate(0)
    assert (rate.value, rate.low) == (0, 0)
    assert rate.high == pytest.approx(3.6888794541139363, rel=RELATIVE)  # −ln 0.025


@pytest.mark.parametrize(("count", "exposure"), [(-1, 1), (1, -2), (1.5, 1)])
def test_counts_that_are_no_rate_are_refused(count, exposure):
    with pytest.raises(ValueError, match="not a rate"):
        poisson_rate(count, exposure)


def test_over_no_exposure_there_is_no_rate():
    assert not poisson_rate(1, 0).defined


@pytest.mark.parametrize("counts", [(3, 1, 0, 1), (3, 0, 2, 1), (3, 1, 2, 0)])
def test_a_ratio_to_no_event_or_over_no_exposure_is_undefined(counts):
    for method in (exact_rate_ratio, score_rate_ratio):
        assert not method(*counts).defined


@pytest.mark.parametrize("counts", [(0, 1, 0, 1), (3, 0, 2, 1)])
def test_two_counts_of_zero_have_no_p_value(counts):
    for method in (exact_rate_ratio_p_value, score_rate_ratio_p_value):
        assert math.isnan(method(*counts))
