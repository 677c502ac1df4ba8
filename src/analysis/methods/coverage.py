"""How often a range holds what it should: by enumeration where outcomes can be counted, else by seeded simulation.

Data are made from known parameters and put to the study's own methods; where those are too slow for thousands of
series, the same formula runs on all series at once, and a test holds it to the method.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from analysis.methods.arrays import FloatArray
from analysis.methods.confidence import TAILS
from analysis.methods.control_charts import special_causes, xmr_limits
from analysis.methods.epidemic import discretised_serial_interval, reproduction_posterior
from analysis.methods.estimate import Estimate

SEED = 20200928
# True shares, and true rate ratios, over which coverage is looked at.
SHARES = np.round(np.linspace(0.02, 0.98, 97), 2)
SHARES_OF_A_RATIO = np.round(np.linspace(0.2, 0.8, 13), 2)
RATIOS = np.exp(np.linspace(-np.log(3), np.log(3), 41))
STEADY_CASES = 60  # a day, before the days that a made epidemic is followed for
RULES = ("outside", "trend", "two_of_three", "run")

Proportion = Callable[[float, float], Estimate]
Comparison = Callable[[float, float, float, float], Estimate]


@dataclass(frozen=True)
class Coverage:
    """How often a range held the truth: on average over the truths tried, and at the worst of them."""

    mean: float
    least: float


def of_proportion(method: Proportion, trials: int) -> Coverage:
    """Of a proportion's range, exact: each outcome weighed with its binomial probability."""
    low, high = _ends([method(successes, trials) for successes in range(trials + 1)])
    inside = (low <= SHARES[:, None]) & (SHARES[:, None] <= high)
    weights = stats.binom.pmf(np.arange(trials + 1), trials, SHARES[:, None])
    return _over_truths((weights * inside).sum(axis=1))


def of_proportion_ratio(method: Comparison, trials: int) -> Coverage:
    """Of the range of a ratio of two proportions of so many trials each, exact.

    Without a success in the base the ratio is undefined; those outcomes are left out.
    """
    outcomes = [(one, base) for one in range(trials + 1) for base in range(1, trials + 1)]
    low, high = _ends([method(one, trials, base, trials) for one, base in outcomes])
    one, base = np.array(outcomes).T
    kept = []
    for share in SHARES_OF_A_RATIO:
        for base_share in SHARES_OF_A_RATIO:
            weights = stats.binom.pmf(one, trials, share) * stats.binom.pmf(base, trials, base_share)
            truth = share / base_share
            kept.append(weights[(low <= truth) & (truth <= high)].sum() / weights.sum())
    return _over_truths(np.array(kept))


def of_rate_ratio(method: Comparison, total: int) -> Coverage:
    """Of the range of a ratio of two Poisson rates over equal exposures, exact, given the sum of both counts.

    A base count of zero leaves the ratio undefined and is left out: a chance below 0.004 from a sum of 20 on.
    """
    counts = range(total)
    low, high = _ends([method(count, 1, total - count, 1) for count in counts])
    inside = (low <= RATIOS[:, None]) & (RATIOS[:, None] <= high)
    weights = stats.binom.pmf(np.array(counts), total, (RATIOS / (1 + RATIOS))[:, None])
    return _over_truths((weights * inside).sum(axis=1) / weights.sum(axis=1))


def epidemics(
    reproduction: float, mean: float, sd: float, days: int, runs: int, dispersion: float | None = None
) -> FloatArray:
    """Cases by run and day of renewal epidemics with a known R, after 30 days of a steady `STEADY_CASES`.

    `dispersion` is the shape k of the gamma from which each infector's own R comes; None: all have the same.
    """
    rng = np.random.default_rng(SEED)
    weights = discretised_serial_interval(mean, sd, 30)[1:][::-1]
    cases = np.full((runs, 30 + days), float(STEADY_CASES))
    for day in range(30, 30 + days):
        pressure = cases[:, day - 30 : day] @ weights
        if dispersion is None:
            expected = reproduction * pressure
        else:
            expected = rng.gamma(dispersion * pressure, reproduction / dispersion)
        cases[:, day] = rng.poisson(expected)
    return cases


def of_reproduction(
    cases: FloatArray, truth: float, mean: float, sd: float, window: int, seen: int | None = None
) -> tuple[float, float]:
    """Share of R's ranges in the last window that hold the true R, and the mean of the estimates over the true R.

    Only the last `seen` days are given to the method; None: all of them.
    """
    given = cases if seen is None else cases[:, -seen:]
    size = given.shape[1]
    weights = discretised_serial_interval(mean, sd, size)
    pressure = np.array([given[:, :day][:, ::-1] @ weights[1 : day + 1] for day in range(size - window, size)])
    posterior = reproduction_posterior(given[:, -window:].sum(axis=1), pressure.sum(axis=0))
    inside = (posterior.ppf(TAILS[0]) <= truth) & (truth <= posterior.ppf(TAILS[1]))
    return float(inside.mean()), float(posterior.mean().mean() / truth)


def of_trend_mean(points: int, horizon: int, correlation: float = 0.0, bend: float = 0.0, runs: int = 20000) -> float:
    """Share of prediction ranges of a mean ahead that hold it; `trend.carried_forward_mean` on all series at once.

    Errors are normal with a deviation of 1, each correlated with the one before by `correlation` (AR 1); beyond the
    points seen the slope is another by `bend`.
    """
    size = points + horizon
    lags = np.abs(np.subtract.outer(np.arange(size), np.arange(size)))
    chol = np.linalg.cholesky(correlation**lags)
    made = np.random.default_rng(SEED).normal(size=(runs, size)) @ chol.T
    made[:, points:] += bend * np.arange(1, horizon + 1)
    predicted, reach = mean_ahead(made[:, :points], horizon)
    return float((np.abs(made[:, points:].mean(axis=1) - predicted) <= reach).mean())


def mean_ahead(series: FloatArray, horizon: int) -> tuple[FloatArray, FloatArray]:
    """Predicted mean of the next `horizon` points of each row, and the half-width of its range, in closed form."""
    points = series.shape[1]
    time = np.arange(1, points + 1) - (points + 1) / 2
    apart = (points + horizon) / 2
    slope = series @ time / (time @ time)
    centre = series.mean(axis=1)
    residuals = series - centre[:, None] - slope[:, None] * time
    variance = (residuals**2).sum(axis=1) / (points - 2)
    widened = 1 / horizon + 1 / points + apart**2 / (time @ time)
    reach = stats.t.ppf(TAILS[1], points - 2) * np.sqrt(variance * widened)
    return centre + slope * apart, reach


def of_growth(days: int, spread: float, to_peak: bool, growth: float, runs: int = 2000) -> float:
    """Share of ranges of the growth rate, and so of the doubling time, that hold the true one.

    Counts grow from 20 a day; their variance is `spread` times their mean. `to_peak` ends each series at its
    highest day, as the study does, instead of at a day fixed beforehand.
    """
    rng = np.random.default_rng(SEED)
    expected = np.broadcast_to(20 * np.exp(growth * np.arange(days)), (runs, days))
    # Negative binomial with variance spread × mean; Poisson where the spread is one.
    made = rng.poisson(expected if spread == 1 else rng.gamma(expected / (spread - 1), spread - 1)).astype(np.float64)
    last = made.argmax(axis=1) if to_peak else np.full(runs, days - 1)
    made, last = made[last >= 3], last[last >= 3]
    slope, reach = growth_rates(made, np.arange(days) <= last[:, None])
    return float((np.abs(slope - growth) <= reach).mean())


def growth_rates(series: FloatArray, used: NDArray[np.bool_]) -> tuple[FloatArray, FloatArray]:
    """`epidemic.growth_rate` of each row on the days that are used, and the half-width of its range."""
    days = np.arange(series.shape[1], dtype=np.float64)
    design = np.column_stack([np.ones_like(days), days])
    beta = np.column_stack([np.log((series * used).sum(axis=1) / used.sum(axis=1)), np.zeros(len(series))])
    for _ in range(50):  # Newton's steps; a log-linear Poisson likelihood is concave
        fitted = np.exp(beta @ design.T) * used
        information = np.einsum("rd,di,dj->rij", fitted, design, design)
        score = ((series - fitted) * used) @ design
        step = np.linalg.solve(information, score[:, :, None])[:, :, 0]
        beta = beta + step
        if np.abs(step).max() < 1e-10:
            break
    fitted = np.exp(beta @ design.T)
    freedom = used.sum(axis=1) - 2
    scale = (used * (series - fitted) ** 2 / fitted).sum(axis=1) / freedom
    variance = scale * np.linalg.inv(information)[:, 1, 1]
    return beta[:, 1], stats.t.ppf(TAILS[1], freedom) * np.sqrt(variance)


def quiet(baseline: int, ahead: int, runs: int = 2000) -> pd.Series:
    """Share of stable series (normal, independent) in which an XmR rule stays silent at all of the points `ahead`.

    Limits are those of the `baseline` points; the index names the rules, and `all` for none of them speaking.
    """
    spoke = np.zeros((runs, len(RULES)), dtype=bool)
    for run, series in enumerate(np.random.default_rng(SEED).normal(size=(runs, baseline + ahead))):
        found = special_causes(series, xmr_limits(series, baseline))
        spoke[run] = [found[rule][baseline:].any() for rule in RULES]
    return pd.Series([*1 - spoke.mean(axis=0), 1 - spoke.any(axis=1).mean()], index=[*RULES, "all"])


def _over_truths(kept: FloatArray) -> Coverage:
    return Coverage(float(kept.mean()), float(kept.min()))


def _ends(estimates: Sequence[Estimate]) -> tuple[FloatArray, FloatArray]:
    low = [-np.inf if each.low is None else each.low for each in estimates]
    high = [np.inf if each.high is None else each.high for each in estimates]
    return np.array(low), np.array(high)
