"""XmR control charts, and NHS England's rules for what counts as special-cause variation.

[@wheeler1993]; NHS England's Making Data Count [@nhsmdc], with the rules as NHSRplotthedots
applies them. A point exactly on a line is on neither side of it: on a process limit it is inside, on the
mean it ends a run, equal neighbours end a trend. "Exactly" allows for floating-point noise, because limits
are made of sums and means: July 2020 lies on the upper limit of the eight months.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from analysis.methods.arrays import FloatArray, finite_series

# 3/d2 and D4 of ranges of two: [@wheeler1993], appendix; 3/1.128 rounded as NHS England prints it.
NATURAL_PROCESS_LIMITS = 2.66
UPPER_RANGE_LIMIT = 3.267

LENGTH_OF_RUN = 7
LENGTH_OF_TREND = 7

# As a share of the largest magnitude on the chart; far below any printed digit, far above rounding noise.
NOISE = 1e-9

Signs = NDArray[np.int8]


@dataclass(frozen=True)
class XmrLimits:
    """Centre, natural process limits, two-thirds limits ("near") and the moving range of a baseline."""

    mean: float
    mean_moving_range: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float
    moving_range_upper: float


def xmr_limits(
    values: ArrayLike,
    baseline: int | None = None,
    constant: float = NATURAL_PROCESS_LIMITS,
    screened: bool = False,
) -> XmrLimits:
    """Limits from the first `baseline` points (default: all): mean ± constant × mean moving range.

    Screened, the mean moving range is taken a second time without the moving ranges that reach their own upper
    limit, as NHSRplotthedots does unless told otherwise. A lower limit below zero is left as it is.
    Fewer than two baseline points give none: all are NaN.
    Limits from few points alarm often: from five points, one of the next three falls outside with a chance of 13 %
    though nothing changed; from 24, of 3 % (data/coverage.csv).

    Raises:
        ValueError: more baseline points than there are, or a missing value.
    """
    series = finite_series(values, at_least=0)
    points = series.size if baseline is None else baseline
    if points > series.size:
        raise ValueError(f"a baseline of {points} points cannot be had from {series.size}")
    if points < 2:
        return XmrLimits(*[math.nan] * 7)
    mean = float(series[:points].mean())
    moving_ranges = np.abs(np.diff(series[:points]))
    moving_range = float(moving_ranges.mean())
    if screened and moving_range > 0:
        moving_range = float(moving_ranges[moving_ranges < UPPER_RANGE_LIMIT * moving_range].mean())
    reach = constant * moving_range
    return XmrLimits(
        mean,
        moving_range,
        mean - reach,
        mean + reach,
        mean - reach * 2 / 3,
        mean + reach * 2 / 3,
        UPPER_RANGE_LIMIT * moving_range,
    )


def xmr_chart(
    values: ArrayLike,
    baseline: int | None = None,
    constant: float = NATURAL_PROCESS_LIMITS,
    screened: bool = False,
) -> pd.DataFrame:
    """Each point held against the limits of the baseline (`xmr_limits`) and the four rules.

    The rules: outside a limit; part of seven points in a row on one side of the mean; part of seven points in
    a row that rise, or that fall; near a limit (in the outer third, not beyond it) where two of three points
    in a row on the same side of the mean are. To rebase, chart each part by itself.

    Returns:
        One row a point, with the index of a Series kept: `value`, `mean`, `lower`, `upper`, `moving_range`
        (nan at the first); `side` of the mean (−1, 0, 1); `outside`, `trend`, `two_of_three`, `run` (−1 for
        low or falling, 1 for high or rising, 0 where the rule is silent); `near` (whether in an outer third);
        and `signal`, the first of these rules in this order that speaks, as NHSRplotthedots ranks them:
        `outside_high`, `outside_low`, `trend_up`, `trend_down`, `two_of_three_high`, `two_of_three_low`,
        `run_high`, `run_low`, or `common_cause`.

    Raises:
        ValueError: as `xmr_limits`.
    """
    limits = xmr_limits(values, baseline, constant, screened)
    series = finite_series(values)
    chart = pd.DataFrame(
        {
            "value": series,
            "mean": limits.mean,
            "lower": limits.lower,
            "upper": limits.upper,
            "moving_range": np.abs(np.diff(series, prepend=np.nan)),
            **special_causes(series, limits),
        },
        index=values.index if isinstance(values, pd.Series) else pd.RangeIndex(series.size),
    )
    return chart.assign(signal=_signals(chart))


def special_causes(series: FloatArray, limits: XmrLimits) -> dict[str, NDArray[Any]]:
    """The four rules by point, with `side` and `near`: those columns of `xmr_chart` alone."""
    noise = NOISE * float(np.abs(series).max(initial=0))
    side = _signs(series - limits.mean, noise)
    above_upper = _signs(series - limits.upper, noise) > 0
    below_lower = _signs(series - limits.lower, noise) < 0
    beyond_near = (_signs(series - limits.near_upper, noise) > 0) | (_signs(series - limits.near_lower, noise) < 0)
    near = beyond_near & ~above_upper & ~below_lower
    return {
        "side": side,
        "near": near,
        "outside": above_upper.astype(np.int8) - below_lower.astype(np.int8),
        "trend": _trends(_signs(np.diff(series), noise)),
        "two_of_three": _two_of_three(near, side),
        "run": _runs(side, LENGTH_OF_RUN),
    }


def _signs(differences: FloatArray, noise: float) -> Signs:
    return np.where(np.abs(differences) > noise, np.sign(differences), 0).astype(np.int8)


def _runs(signs: Signs, length: int) -> Signs:
    """The signs that stand in an unbroken row of at least `length`; 0 elsewhere."""
    found = np.zeros_like(signs)
    for end in range(length, signs.size + 1):
        row = signs[end - length : end]
        if row[0] != 0 and (row == row[0]).all():
            found[end - length : end] = row
    return found


def _trends(steps: Signs) -> Signs:
    """The direction of the trend that a point is part of; where one trend turns into another, the later."""
    long_enough = _runs(steps, LENGTH_OF_TREND - 1)
    into, out_of = np.append(0, long_enough), np.append(long_enough, 0)
    return np.where(out_of != 0, out_of, into).astype(np.int8)


def _two_of_three(near: NDArray[np.bool_], side: Signs) -> Signs:
    """The near points of any three in a row on one side of which at least two are near."""
    found = np.zeros_like(side)
    for start in range(side.size - 2):
        three = slice(start, start + 3)
        if abs(int(side[three].sum())) == 3 and near[three].sum() >= 2:
            found[three] = np.where(near[three], side[three], found[three])
    return found


def _signals(chart: pd.DataFrame) -> pd.Series:
    signal = pd.Series("common_cause", index=chart.index)
    for rule in ("run", "two_of_three", "trend", "outside"):
        low, high = ("down", "up") if rule == "trend" else ("low", "high")
        signal = signal.mask(chart[rule] < 0, f"{rule}_{low}").mask(chart[rule] > 0, f"{rule}_{high}")
    return signal
