"""Poisson counts over an exposure, and the ratio of two such rates.

An exposure is whatever the count accrued over: months, meetings, days. All counts are taken as Poisson and
independent of each other; more spread than that makes every range here too narrow.
"""

import math

from scipy import stats
from statsmodels.stats import proportion
from statsmodels.stats.rates import confint_poisson

from analysis.methods.confidence import ALPHA, LEVEL
from analysis.methods.estimate import UNDEFINED, Estimate


def poisson_rate(count: float, exposure: float = 1) -> Estimate:
    """Events per unit of exposure, with the exact range [@garwood1936].

    Without exposure there is no rate.

    Raises:
        ValueError: the count or the exposure is negative, or the count is not whole.
    """
    _check(count, exposure)
    if exposure == 0:
        return UNDEFINED
    low, high = confint_poisson(count, exposure, method="exact-c", alpha=ALPHA)
    at_least = float(low) if count > 0 else 0.0
    return Estimate(count / exposure, at_least, float(high), "per unit of exposure", f"Garwood {LEVEL}")


def exact_rate_ratio(count: float, exposure: float, base_count: float, base_exposure: float) -> Estimate:
    """The rate over the base rate, with the exact conditional range.

    Given the sum of the two counts, the first is binomial with odds ratio × exposure / base exposure
    [@przyborowski1940]; the range is that of Clopper and Pearson, carried over to the ratio: it keeps 95 % or more
    whatever the counts. It may disagree at the edge with `exact_rate_ratio_p_value`, whose construction is another.
    Undefined where the base count or an exposure is 0, or one of the four is not known (NaN).

    Raises:
        ValueError: a count or an exposure is negative, or a count is not whole.
    """
    return _rate_ratio(count, exposure, base_count, base_exposure, "beta", f"exact conditional {LEVEL}")


def score_rate_ratio(count: float, exposure: float, base_count: float, base_exposure: float) -> Estimate:
    """The rate over the base rate, with the score range.

    [@gu2008], statistic W2. The statistic equals that
    of a binomial share given the sum, so the range is Wilson's, carried over to the ratio in closed form. With 20 to
    500 events in all it keeps 95 % on average, at the worst 92 % (data/coverage.csv).

    Raises:
        ValueError: as `exact_rate_ratio`.
    """
    return _rate_ratio(count, exposure, base_count, base_exposure, "wilson", f"score {LEVEL}")


def exact_rate_ratio_p_value(count: float, exposure: float, base_count: float, base_exposure: float) -> float:
    """Two-sided p value of equal rates, by the conditional binomial test.

    It sums all outcomes that are no more likely than the one seen, as R's `poisson.test` does. NaN where both counts,
    or an exposure, are 0.

    Raises:
        ValueError: as `exact_rate_ratio`.
    """
    total, share = _conditional(count, exposure, base_count, base_exposure)
    return float(stats.binomtest(int(count), int(total), share).pvalue) if total else math.nan


def score_rate_ratio_p_value(count: float, exposure: float, base_count: float, base_exposure: float) -> float:
    """Two-sided p value of equal rates, by the score test; it agrees with `score_rate_ratio`.

    NaN where that has none.

    Raises:
        ValueError: as `exact_rate_ratio`.
    """
    total, share = _conditional(count, exposure, base_count, base_exposure)
    if not total:
        return math.nan
    z = (count - total * share) / math.sqrt(total * share * (1 - share))
    return float(2 * stats.norm.sf(abs(z)))


def _rate_ratio(
    count: float, exposure: float, base_count: float, base_exposure: float, name: str, method: str
) -> Estimate:
    if any(map(math.isnan, (count, exposure, base_count, base_exposure))):
        return UNDEFINED
    _check(count, exposure)
    _check(base_count, base_exposure)
    if base_count == 0 or exposure == 0 or base_exposure == 0:
        return UNDEFINED
    per_odds = base_exposure / exposure
    low, high = (
        float(share) / (1 - float(share)) * per_odds
        for share in proportion.proportion_confint(count, count + base_count, alpha=ALPHA, method=name)
    )
    return Estimate(count / base_count * per_odds, max(low, 0.0) if count else 0.0, high, "ratio", method)


def _conditional(count: float, exposure: float, base_count: float, base_exposure: float) -> tuple[float, float]:
    """The sum of the counts, and the share of it that falls to the first when the rates are equal; 0 of nothing."""
    _check(count, exposure)
    _check(base_count, base_exposure)
    if exposure == 0 or base_exposure == 0:
        return 0, math.nan
    return count + base_count, exposure / (exposure + base_exposure)


def _check(count: float, exposure: float) -> None:
    if not (float(count).is_integer() and count >= 0 and exposure >= 0):
        raise ValueError(f"{count} over an exposure of {exposure} is not a rate of a count")
