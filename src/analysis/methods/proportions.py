"""Proportions of counts and the ratio of two, with ranges."""

from statsmodels.stats import proportion

from analysis.methods.confidence import ALPHA, LEVEL
from analysis.methods.estimate import Estimate


def wilson(successes: float, trials: float) -> Estimate:
    """A proportion with Wilson's score range.

    Wilson 1927, JASA 22:209–212; without continuity correction, the interval that Brown, Cai and DasGupta
    2001 (Statistical Science 16:101–133, section 3.1.1) recommend for small samples.

    Raises:
        ValueError: the counts are not 0 ≤ successes ≤ trials with trials above 0.
    """
    return _proportion(successes, trials, "wilson", f"Wilson {LEVEL}")


def clopper_pearson(successes: float, trials: float) -> Estimate:
    """A proportion with the exact range: it covers at least as often as it says, mostly more often.

    Clopper and Pearson 1934, Biometrika 26:404–413.

    Raises:
        ValueError: as `wilson`.
    """
    return _proportion(successes, trials, "beta", f"Clopper–Pearson {LEVEL}")


def ratio_of_proportions(successes: float, trials: float, base_successes: float, base_trials: float) -> Estimate:
    """How many times the base's proportion the first proportion is, with Koopman's score range.

    Koopman 1984, Biometrics 40:513–517: the ratios that a score test at the same level does not reject.

    Raises:
        ValueError: as `wilson`, or there is no success in the base, so that the ratio is undefined.
    """
    _check(successes, trials)
    _check(base_successes, base_trials)
    if base_successes == 0:
        raise ValueError("a ratio to a proportion of zero is undefined")
    low, high = proportion.confint_proportions_2indep(
        successes,
        trials,
        base_successes,
        base_trials,
        compare="ratio",
        method="score",
        correction=False,
        alpha=ALPHA,
    )
    ratio = (successes / trials) / (base_successes / base_trials)
    return Estimate(ratio, float(low), float(high), "ratio", f"Koopman score {LEVEL}")


def _proportion(successes: float, trials: float, name: str, method: str) -> Estimate:
    _check(successes, trials)
    low, high = proportion.proportion_confint(successes, trials, alpha=ALPHA, method=name)
    # Rounding can put an end a hair beyond 0 or 1, or beyond the estimate at the edges.
    share = successes / trials
    return Estimate(share, max(0.0, min(float(low), share)), min(1.0, max(float(high), share)), "fraction", method)


def _check(successes: float, trials: float) -> None:
    whole = float(successes).is_integer() and float(trials).is_integer()
    if not (whole and trials > 0 and 0 <= successes <= trials):
        raise ValueError(f"{successes} of {trials} is not a proportion of counts")
