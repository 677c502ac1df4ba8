"""How fast cases grew, and the reproduction number with what too short a series does to it."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
from scipy.special import gammaincinv

from analysis.methods.confidence import LEVEL, TAILS
from analysis.methods.epidemic import (
    discretised_serial_interval,
    doubling_time,
    growth_rate,
    infectiousness,
    reproduction_number,
    reproduction_shape_and_scale,
)
from analysis.methods.estimate import Estimate

LEAST_DAYS_TO_FIT = 3
LEAST_DAYS_TO_SHOW = 5  # ranges of shorter fits, by Student's t on one or two degrees of freedom, say nothing
REACH = 90  # days; beyond it lies less than 1 in 10,000 of a serial interval of 3 days, sd 4.75


@dataclass(frozen=True)
class Growth:
    """Exponential growth from the first printed day to the first of the highest days.

    `rate` and `doubling` are None where the highest day comes too early to fit a line, or the line is level.
    `by_end` has, for each last day taken in, the rate with its range: how much the answer hangs on where one stops.
    """

    peak: pd.Timestamp
    days: int
    rate: Estimate | None
    doubling: Estimate | None
    by_end: pd.DataFrame


@dataclass(frozen=True)
class Transmission:
    """What the reproduction number is estimated with, besides the cases.

    `cases_before` is taken for each day before the first printed one; 0 takes the printed days alone.
    """

    mean: float
    sd: float
    prior_shape: float
    prior_scale: float
    window: int
    cases_before: float = 0.0


def growth(daily: pd.Series) -> Growth:
    """Growth from the first day to the peak, and to every other last day; the days follow one another."""
    return _growth(daily.index[0], tuple(daily))


@lru_cache(maxsize=16)
def _growth(first: pd.Timestamp, cases: tuple[float, ...]) -> Growth:
    daily = pd.Series(cases, pd.date_range(first, periods=len(cases)))
    peak = daily.index[int(daily.argmax())]
    rising = daily.loc[:peak]
    enough = len(rising) >= LEAST_DAYS_TO_FIT
    rate = growth_rate(rising).described("ratio/day", f"quasi-Poisson {LEVEL}") if enough else None
    doubling = doubling_time(rate) if rate is not None and rate.value != 0 else None
    ends = daily.index[LEAST_DAYS_TO_SHOW - 1 :]
    fits = [growth_rate(daily.loc[:end]) for end in ends]
    by_end = pd.DataFrame(
        {"rate": [f.value for f in fits], "low": [f.low for f in fits], "high": [f.high for f in fits]}, index=ends
    )
    return Growth(peak, len(rising), rate, doubling, by_end)


def windows(daily: pd.Series, given: Transmission) -> pd.DataFrame:
    """The reproduction number in each window of printed days, and what hides in its first days.

    Returns:
        As `epidemic.reproduction_number`, and `seen`, the fraction of the serial interval that falls on printed
        days (mean over the window's days), and `steady`, what the same estimator would make of a steady epidemic,
        whose reproduction number is 1, were it printed for as many days.
    """
    weights = discretised_serial_interval(given.mean, given.sd, REACH)
    days = daily.index
    found = _estimated(np.concatenate([np.full(REACH, given.cases_before), daily]), weights, given, REACH)
    steady = _estimated(np.full(len(daily), daily.mean()), weights, given, 0)
    reach = np.cumsum(weights[1 : len(daily)])
    return found.assign(
        start=days[1 : len(days) - given.window + 1],
        end=days[given.window :],
        seen=np.convolve(reach, np.full(given.window, 1 / given.window), "valid"),
        steady=steady["mean"],
    )


def last_window(daily: pd.Series, given: Transmission) -> Estimate:
    """The reproduction number in the last window, with the central range of its posterior."""
    weights = discretised_serial_interval(given.mean, given.sd, REACH)
    cases = np.concatenate([np.full(REACH, given.cases_before), daily])
    pressure = infectiousness(cases, weights)[-given.window :].sum()
    seen = cases[-given.window :].sum()
    shape, scale = reproduction_shape_and_scale(seen, pressure, given.prior_shape, given.prior_scale)
    # Not by scipy's gamma distribution, whose making takes a hundred times as long; sensitivity asks this often.
    low, high = (float(scale * gammaincinv(shape, tail)) for tail in TAILS)
    return Estimate(float(shape * scale), low, high, "ratio", f"Cori et al. 2013, {LEVEL}")


def _estimated(cases: np.ndarray, weights: np.ndarray, given: Transmission, skip: int) -> pd.DataFrame:  # type: ignore[type-arg]
    table = reproduction_number(cases, weights, given.window, given.prior_shape, given.prior_scale)
    return table.iloc[skip:].reset_index(drop=True)
