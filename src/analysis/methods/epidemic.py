"""Growth, reproduction number, projection and beds of an epidemic, from daily counts."""

import math
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats
from scipy.special import gammaincinv

from analysis.methods.arrays import FloatArray, counts, finite_series
from analysis.methods.confidence import ALPHA, LEVEL, TAILS
from analysis.methods.estimate import UNDEFINED, Estimate
from analysis.methods.regression import quasi_poisson
from analysis.methods.user_error import UserError

# A rate per day below this is the noise of a fit to level counts.
NO_GROWTH = 1e-12
LEAST_DAYS_TO_FIT = 3
REACH = 90  # days; beyond it lies less than 1 in 10,000 of a serial interval of 3 days, sd 4.75


def growth_rate(daily: ArrayLike) -> Estimate:
    """Exponential growth per day: the slope of a log-linear Poisson fit of counts on days.

    The range allows for more or less spread than Poisson: quasi-Poisson with Pearson's scale and Student's t
    (`regression.quasi_poisson`). On eight or fourteen days it keeps 95 %, but 92 % when the series is made to end at
    its highest day (data/coverage.csv). Of fewer than three days, or no case at all, there is no rate.

    Raises:
        ValueError: a negative or missing count.
    """
    series = counts(daily)
    if series.size < LEAST_DAYS_TO_FIT or not series.any():
        return UNDEFINED
    days = np.arange(series.size, dtype=np.float64)
    fit = quasi_poisson(series, np.column_stack([np.ones_like(days), days]))
    low, high = fit.conf_int(ALPHA)[1]
    return Estimate(float(fit.params[1]), float(low), float(high), "per day", f"quasi-Poisson {LEVEL}")


def doubling_time(growth: Estimate) -> Estimate:
    """Days in which cases double at this growth rate: ln 2 over the rate, ends carried over.

    A negative number is a halving time. When the rate's range includes 0 the doubling times run from the
    fastest through no growth at all into halving, so there is no upper end; and no lower end either when the
    rate itself is negative. Without a rate, or at a rate of 0, it is undefined.
    """
    if not growth.defined or abs(growth.value) < NO_GROWTH or growth.low is None or growth.high is None:
        return UNDEFINED
    if growth.low > 0 or growth.high < 0:
        low, high = math.log(2) / growth.high, math.log(2) / growth.low
        return Estimate(math.log(2) / growth.value, low, high, "days", growth.method)
    fastest = math.log(2) / growth.high if growth.value > 0 else None
    return Estimate(math.log(2) / growth.value, fastest, None, "days", growth.method)


@lru_cache(maxsize=256)
def discretised_serial_interval(mean: float, sd: float, days: int) -> FloatArray:
    """Probability that the serial interval is 0, 1, …, `days` days: a gamma shifted by one day, made discrete.

    [@cori2013], web appendix. Their
    distribution functions are replaced by survival functions, which cancels nothing in the tail. The weights
    sum to one only as `days` grows.

    Raises:
        ValueError: the mean is not above the shift of one day, or sd or days is not above 0.
    """
    if not (mean > 1 and sd > 0 and days > 0):
        raise UserError("the serial interval needs a mean above 1 day, an sd above 0 and at least 1 day")
    k = np.arange(-2, days + 1)
    shape, scale = ((mean - 1) / sd) ** 2, sd**2 / (mean - 1)
    beyond = (mean - 1) * stats.gamma.sf(k, shape + 1, scale=scale) - k * stats.gamma.sf(k, shape, scale=scale)
    weights = np.concatenate([[0.0], np.maximum(np.diff(beyond, 2)[1:], 0.0)])
    weights.flags.writeable = False  # all who ask for the same interval get the same array
    return weights


def infectiousness(daily: ArrayLike, serial_interval: ArrayLike) -> FloatArray:
    """Total infectiousness Λ of each day: earlier days' cases weighted by the serial interval.

    [@cori2013], page 1506. Cases before the first day given are not known and not counted, so the first
    days' values are too low; the first day has none (nan).

    Raises:
        ValueError: a negative or missing count, or weights that are no distribution beginning with 0 at day 0.
    """
    series, weights = counts(daily, at_least=2), _serial_interval(serial_interval)
    return np.concatenate([[np.nan], np.convolve(series, weights)[1 : series.size]])


def reproduction_posterior(
    cases: ArrayLike, pressure: ArrayLike, prior_shape: float = 1.0, prior_scale: float = 5.0
) -> Any:
    """R's gamma posterior (frozen scipy distribution) given cases and infectiousness summed over a window.

    [@cori2013], web appendix 1: shape a + ΣI and scale 1/(1/b + ΣΛ).
    """
    shape, scale = reproduction_shape_and_scale(cases, pressure, prior_shape, prior_scale)
    return stats.gamma(shape, scale=scale)


def reproduction_shape_and_scale(
    cases: ArrayLike, pressure: ArrayLike, prior_shape: float = 1.0, prior_scale: float = 5.0
) -> tuple[FloatArray, FloatArray]:
    """Shape and scale of that posterior."""
    seen, felt = np.asarray(cases, dtype=np.float64), np.asarray(pressure, dtype=np.float64)
    return prior_shape + seen, 1 / (1 / prior_scale + felt)


def reproduction_number(
    daily: ArrayLike,
    serial_interval: ArrayLike,
    window: int = 7,
    prior_shape: float = 1.0,
    prior_scale: float = 5.0,
) -> pd.DataFrame:
    """Instantaneous reproduction number in every window of days, as its gamma posterior.

    [@cori2013], page 1506 and web appendix 1, closed form: shape a + ΣI and scale 1/(1/b + ΣΛ), sums over the
    window. The range keeps 95 % where all earlier cases are seen; where the series starts amid an epidemic thirteen
    days before, the estimate is a fifth too high and the range keeps less than half, and where few infect many some
    70 % (data/coverage.csv). The first day only seeds infectiousness, so the first window begins on the second day.

    Args:
        daily: cases a day; a Series keeps its index as the names of the days, else days count from 1.
        serial_interval: weights from day 0 on (`discretised_serial_interval`).
        window: days over which R is held constant.
        prior_shape: shape a of R's gamma prior.
        prior_scale: scale b of R's gamma prior.

    Returns:
        One row a window: `start`, `end`, `cases`, `infectiousness`, `mean`, `sd`, `low`, `lower_quartile`,
        `median`, `upper_quartile`, `high`; low to high is the central 95 %.

    Raises:
        ValueError: too few days for one window, or as `infectiousness`.
    """
    series = counts(daily, at_least=window + 1)
    days = daily.index if isinstance(daily, pd.Series) else pd.RangeIndex(1, series.size + 1)
    in_window = np.ones(window)
    cases = np.convolve(series[1:], in_window, "valid")
    pressure = np.convolve(infectiousness(series, serial_interval)[1:], in_window, "valid")
    posterior = reproduction_posterior(cases, pressure, prior_shape, prior_scale)
    return pd.DataFrame(
        {
            "start": days[1 : series.size - window + 1],
            "end": days[window:],
            "cases": cases,
            "infectiousness": pressure,
            "mean": posterior.mean(),
            "sd": posterior.std(),
            "low": posterior.ppf(TAILS[0]),
            "lower_quartile": posterior.ppf(0.25),
            "median": posterior.median(),
            "upper_quartile": posterior.ppf(0.75),
            "high": posterior.ppf(TAILS[1]),
        }
    )


def reproduction_windows(
    daily: pd.Series, *, mean: float, sd: float, shape: float, scale: float, window: int, before: float = 0.0
) -> pd.DataFrame:
    """The reproduction number in each window of the days given, and what hides in its first days.

    Args:
        daily: cases of days that follow one another, the days in the index.
        mean: of the serial interval, in days.
        sd: of the serial interval.
        shape: of R's gamma prior.
        scale: of R's gamma prior.
        window: days over which R is held constant.
        before: cases taken for each day before the first one given.

    Returns:
        As `reproduction_number`, and `seen`, the fraction of the serial interval that falls on days given (mean over
        the window's days), and `steady`, what the same estimator would make of a steady epidemic, whose reproduction
        number is 1, were it seen for as many days. Where no window fits, one row without values.
    """
    days, whole = daily.index, _whole_days(window)
    if len(days) <= whole:
        names = [*reproduction_number([1, 1], [0, 1.0], 1).columns, "seen", "steady"]
        return pd.DataFrame(np.nan, range(1), names)
    weights = discretised_serial_interval(mean, sd, REACH)
    known = np.concatenate([np.full(REACH, before), daily])
    found = reproduction_number(known, weights, whole, shape, scale).iloc[REACH:].reset_index(drop=True)
    steady = reproduction_number(np.full(len(days), float(daily.mean())), weights, whole, shape, scale)
    return found.assign(
        start=days[1 : len(days) - whole + 1],
        end=days[whole:],
        seen=np.convolve(np.cumsum(weights[1 : len(days)]), np.full(whole, 1 / whole), "valid"),
        steady=steady["mean"],
    )


def last_reproduction_number(
    daily: ArrayLike, *, mean: float, sd: float, shape: float, scale: float, window: float, before: float = 0.0
) -> Estimate:
    """The reproduction number in the last window, with the central range of its posterior; as `reproduction_windows`.

    Where no case can have infected those of the window there is none: the posterior would be the prior.
    """
    whole = _whole_days(window)
    cases = np.concatenate([np.full(REACH, before), counts(daily)])
    pressure = infectiousness(cases, discretised_serial_interval(mean, sd, REACH))[-whole:].sum()
    if not pressure > 0:
        return UNDEFINED
    alpha, theta = reproduction_shape_and_scale(cases[-whole:].sum(), pressure, shape, scale)
    # Not by scipy's gamma distribution, whose making takes a hundred times as long; sensitivity asks this often.
    low, high = (float(theta * gammaincinv(alpha, tail)) for tail in TAILS)
    return Estimate(float(alpha * theta), low, high, "ratio", f"Cori et al. 2013, {LEVEL}")


def _whole_days(window: float) -> int:
    if window != int(window) or window < 1:
        raise UserError(f"a window is a whole number of days from 1 on, not {window:g}")
    return int(window)


def renewal_projection(
    daily: ArrayLike, serial_interval: ArrayLike, reproduction: ArrayLike, horizon: int
) -> FloatArray:
    """Expected cases on each of the next `horizon` days when R takes the given course: a scenario.

    The renewal equation, E[I(t)] = R(t) Σ I(t − s) w(s) ([@cori2013], page 1506; for projection
    [@nouvellet2018]). `reproduction` is one number or one for each day ahead.

    Raises:
        ValueError: no day ahead, an R that is negative or not one for each day, or as `infectiousness`.
    """
    series, weights = counts(daily), _serial_interval(serial_interval)
    if horizon < 1:
        raise UserError("a projection needs at least one day ahead")
    course = counts(np.broadcast_to(np.asarray(reproduction, dtype=np.float64), horizon))
    path = np.concatenate([series, np.zeros(horizon)])
    for t in range(series.size, path.size):
        reach = min(t, weights.size - 1)
        path[t] = course[t - series.size] * (path[t - reach : t][::-1] @ weights[1 : reach + 1])
    return path[series.size :]


def beds_in_use(admissions: ArrayLike, mean_stay: float, in_use: float) -> FloatArray:
    """Expected beds in use at the end of each day, from the day's admissions and the beds in use before them.

    Each day a patient leaves with probability 1/mean_stay, whoever stayed how long: the mean of an infinite-server
    queue with memoryless stays ([@eick1993], theorem 1), in whole days. Nothing need be known of how long those
    already in have stayed, an admission takes up mean_stay bed-days, and steady admissions settle at admissions ×
    mean_stay (Little's law).

    Raises:
        ValueError: a stay under one day, or a negative or missing count.
    """
    inflow = counts(admissions)
    if not mean_stay >= 1 or not in_use >= 0:
        raise UserError("a stay of at least one day is needed, and no fewer than 0 beds in use")
    stays = (1 - 1 / mean_stay) ** np.arange(inflow.size + 1)
    occupancy: FloatArray = np.convolve(inflow, stays)[: inflow.size] + in_use * stays[1:]
    return occupancy


def _serial_interval(weights: ArrayLike) -> FloatArray:
    series = finite_series(weights, at_least=2)
    if series[0] != 0 or (series < 0).any() or not 0 < series.sum() <= 1 + 1e-6:
        raise ValueError("serial-interval weights begin with 0 at day 0, are not negative and sum to at most 1")
    return series
