"""Proportions against R, and against what must hold of any counts."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, stats

from analysis.methods.proportions import clopper_pearson, design_effect_to, ratio_of_proportions, wilson

RELATIVE = 1e-8
METHODS = {
    "wilson(R prop.test correct=FALSE)": wilson,
    "wilson(epitools binom.wilson)": wilson,
    "clopper_pearson(R binom.test)": clopper_pearson,
}

counts = st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize("method", METHODS)
def test_the_proportions_of_the_report_have_the_ranges_of_r(shared, method):
    reference = pd.read_csv(shared / "reference" / "binomial_intervals_R.csv")
    rows = reference[reference["method"] == method]
    assert len(rows) == 13
    got = [METHODS[method](x, n) for x, n in zip(rows["x"], rows["n"], strict=True)]
    np.testing.assert_allclose([e.value for e in got], rows["p"], rtol=RELATIVE)
    np.testing.assert_allclose([e.low for e in got], rows["lo95"], rtol=RELATIVE)
    np.testing.assert_allclose([e.high for e in got], rows["hi95"], rtol=RELATIVE)


def test_the_win_rate_has_the_typed_ranges_of_r():
    score, exact = wilson(156, 212), clopper_pearson(156, 212)
    assert (score.low, score.high) == pytest.approx((0.67268515723287, 0.79061786409758), rel=RELATIVE)
    assert (exact.low, exact.high) == pytest.approx((0.67109912821308, 0.79387427932764), rel=RELATIVE)


@given(counts)
def test_a_range_holds_the_proportion_and_lies_between_nothing_and_all(pair):
    for method in (wilson, clopper_pearson):
        share = method(*pair)
        assert 0 <= share.low <= share.value <= share.high <= 1


@given(counts)
def test_counting_failures_instead_of_successes_mirrors_the_range(pair):
    successes, trials = pair
    for method in (wilson, clopper_pearson):
        won, lost = method(successes, trials), method(trials - successes, trials)
        assert lost.low == pytest.approx(1 - won.high, abs=1e-12)
        assert lost.high == pytest.approx(1 - won.low, abs=1e-12)


@given(counts)
def test_the_ends_of_wilsons_range_are_where_the_score_test_has_five_percent(pair):
    successes, trials = pair
    share = wilson(successes, trials)
    for end in {share.low, share.high} - {0.0, 1.0}:
        z = (share.value - end) / np.sqrt(end * (1 - end) / trials)
        assert 2 * stats.norm.sf(abs(z)) == pytest.approx(0.05, rel=1e-6)


def test_no_success_in_many_trials_still_leaves_room_above():
    assert wilson(0, 50).low == 0
    assert clopper_pearson(0, 50).high == pytest.approx(1 - 0.025 ** (1 / 50), rel=RELATIVE)


@pytest.mark.parametrize(("successes", "trials"), [(3, 2), (-1, 2), (1, 0), (1.5, 3)])
def test_counts_that_are_no_proportion_are_refused(successes, trials):
    with pytest.raises(ValueError, match="not a proportion"):
        wilson(successes, trials)


@pytest.mark.parametrize("method", [wilson, clopper_pearson])
def test_of_no_trial_there_is_no_proportion(method):
    assert not method(0, 0).defined


@given(counts, st.floats(0.05, 0.95))
def test_wilsons_range_meets_a_level_when_there_are_as_many_fewer_cases_as_the_design_effect_says(pair, level):
    successes, trials = pair
    share, effect = successes / trials, design_effect_to(level, successes / trials, trials).value
    if abs(share - level) > 1e-3:
        cases, z = trials / effect, stats.norm.isf(0.025)
        middle = (share + z * z / (2 * cases)) / (1 + z * z / cases)
        half_width = z / (1 + z * z / cases) * np.sqrt(share * (1 - share) / cases + z * z / (4 * cases**2))
        assert middle - half_width * np.sign(share - level) == pytest.approx(level, rel=1e-6)


@given(counts)
def test_the_design_effect_is_below_one_exactly_where_the_range_meets_the_level_already(pair):
    successes, trials = pair
    share, effect = wilson(successes, trials), design_effect_to(0.5, successes / trials, trials)
    assert (effect.value > 1) == (share.above(0.5) or share.below(0.5))


def test_of_no_trial_there_is_no_design_effect():
    assert not design_effect_to(0.5, 0.0, 0).defined


@pytest.mark.parametrize("pair", [(543, 2210, 46, 7516), (25, 65, 56, 81), (0, 20, 5, 30), (12, 12, 3, 9)])
def test_the_ends_of_koopmans_range_are_where_the_likelihood_constrained_score_test_has_five_percent(pair):
    ratio = ratio_of_proportions(*pair)
    for end in {ratio.low, ratio.high} - {0.0}:
        assert score_chi_square(*pair, end) == pytest.approx(stats.chi2.isf(0.05, 1), rel=1e-5)


def test_the_ratio_of_proportions_turned_round_is_one_over_it():
    ratio, inverse = ratio_of_proportions(543, 2210, 46, 7516), ratio_of_proportions(46, 7516, 543, 2210)
    assert (inverse.low, inverse.value, inverse.high) == pytest.approx((1 / ratio.high, 1 / ratio.value, 1 / ratio.low))


@pytest.mark.parametrize("pair", [(5, 20, 20, 20), (18, 20, 20, 20), (20, 20, 20, 20), (7, 7, 24, 30)])
def test_a_panel_without_a_failure_still_has_a_range_about_its_ratio_and_mirrors_when_turned_round(pair):
    ratio, inverse = ratio_of_proportions(*pair), ratio_of_proportions(*pair[2:], *pair[:2])
    assert ratio.low < ratio.value < ratio.high
    assert (inverse.low, inverse.high) == pytest.approx((1 / ratio.high, 1 / ratio.low), rel=1e-6)
    for end in (ratio.low, ratio.high):
        assert score_chi_square(*pair, end) == pytest.approx(stats.chi2.isf(0.05, 1), rel=1e-3)


@pytest.mark.parametrize("pair", [(3, 10, 0, 10), (0, 0, 3, 10), (3, 10, 0, 0)])
def test_a_ratio_to_no_success_or_of_no_trial_is_undefined(pair):
    assert not ratio_of_proportions(*pair).defined


def score_chi_square(x1, n1, x0, n0, ratio) -> float:
    """Koopman's statistic with the constrained likelihood maximised numerically, not by his formula."""

    def minus_log_likelihood(p0):
        successes = stats.binom.logpmf(x1, n1, ratio * p0) + stats.binom.logpmf(x0, n0, p0)
        return -successes

    p0 = optimize.minimize_scalar(
        minus_log_likelihood, bounds=(1e-9, min(1, 1 / ratio) - 1e-9), method="bounded", options={"xatol": 1e-12}
    ).x
    p1 = ratio * p0
    return (x1 - n1 * p1) ** 2 / (n1 * p1 * (1 - p1)) + (x0 - n0 * p0) ** 2 / (n0 * p0 * (1 - p0))
