"""A trend carried forward: where a series would stand had it gone on as before.

A line needs three values: of fewer, and over no point ahead, everything here is undefined.
"""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats

from analysis.methods.arrays import FloatArray, counts, finite_series
from analysis.methods.confidence import ALPHA, LEVEL, TAILS
from analysis.methods.estimate import UNDEFINED, Estimate
from analysis.methods.regression import least_squares, poisson

LEAST = 3


@dataclass(frozen=True)
class TrendLine:
    """The least-squares line through a series: its slope, its value at each point, the standard deviation about it."""

    slope: Estimate
    fitted: FloatArray
    sigma: float


def trend_line(values: ArrayLike) -> TrendLine:
    """The least-squares line through values at equal steps of time, with Student's t range of its slope.

    Raises:
        ValueError: a missing value.
    """
    series = finite_series(values, at_least=0)
    if series.size < LEAST:
        return TrendLine(UNDEFINED, np.full(series.size, np.nan), math.nan)
    fit = least_squares(series, _line(1, series.size))
    low, high = (float(end) for end in fit.conf_int(ALPHA)[1])
    slope = Estimate(float(fit.params[1]), low, high, method=f"least squares {LEVEL}")
    return TrendLine(slope, np.asarray(fit.fittedvalues), math.sqrt(float(fit.scale)))


def carried_forward(values: ArrayLike, horizon: int) -> pd.DataFrame:
    """The least-squares line through the values, at each of the next `horizon` points.

    [@montgomery2012], section 2.5. The confidence
    range is of the line, the prediction range of a single observation; both take the trend to go on.

    Returns:
        One row a point, `step` 1 … horizon in the index: `predicted`, `confidence_low`, `confidence_high`,
        `prediction_low`, `prediction_high`.

    Raises:
        ValueError: a missing value.
    """
    series = finite_series(values, at_least=0)
    if series.size < LEAST or horizon < 1:
        return _nothing(horizon, "predicted", "confidence_low", "confidence_high", "prediction_low", "prediction_high")
    frame = (
        least_squares(series, _line(1, series.size))
        .get_prediction(_line(series.size + 1, horizon))
        .summary_frame(ALPHA)
    )
    return pd.DataFrame(
        {
            "predicted": frame["mean"].to_numpy(),
            "confidence_low": frame["mean_ci_lower"].to_numpy(),
            "confidence_high": frame["mean_ci_upper"].to_numpy(),
            "prediction_low": frame["obs_ci_lower"].to_numpy(),
            "prediction_high": frame["obs_ci_upper"].to_numpy(),
        },
        index=_steps(horizon),
    )


def carried_forward_mean(values: ArrayLike, horizon: int, share: float = 1.0) -> Estimate:
    """The mean of the next `horizon` points on the least-squares line, with the prediction range of that mean.

    When only a `share` of its rise goes on after its end, the points ahead lie on a flatter line: with 0 they stand
    where it ended.

    [@montgomery2012], section 2.5: the observed mean differs from the predicted one by the
    error of the line at the mean time, and by the mean of `horizon` independent errors. It keeps 95 % if errors are
    normal and independent and the line goes on; with neighbouring errors correlated by 0.3 less than 93 %
    (data/coverage.csv).

    Raises:
        ValueError: as `carried_forward`.
    """
    return _mean_ahead(values, horizon, share, new_errors=True)


def carried_forward_mean_of_line(values: ArrayLike, horizon: int) -> Estimate:
    """The same mean with the confidence range of the line alone, without the variation of new points about it.

    Raises:
        ValueError: as `carried_forward`.
    """
    return _mean_ahead(values, horizon, new_errors=False)


def log_linear_carried_forward(values: ArrayLike, horizon: int) -> pd.DataFrame:
    """The log-linear Poisson trend of the counts at each of the next `horizon` points.

    The confidence range is Wald's on the log scale (normal), carried back by the exponential; it is of the
    trend, not of single counts.

    Returns:
        One row a point, `step` 1 … horizon in the index: `predicted`, `confidence_low`, `confidence_high`.

    Fewer than two counts above zero carry no such trend.

    Raises:
        ValueError: a missing or negative value.
    """
    series = counts(values, at_least=0)
    if not _carries_log_trend(series) or horizon < 1:
        return _nothing(horizon, "predicted", "confidence_low", "confidence_high")
    fit = poisson(series, _line(1, series.size))
    ahead = _line(series.size + 1, horizon)
    logs = ahead @ fit.params
    reach = stats.norm.ppf(TAILS[1]) * np.sqrt(np.einsum("ij,jk,ik->i", ahead, fit.cov_params(), ahead))
    return pd.DataFrame(
        {
            "predicted": np.exp(logs),
            "confidence_low": np.exp(logs - reach),
            "confidence_high": np.exp(logs + reach),
        },
        index=_steps(horizon),
    )


def over_log_linear_trend(values: ArrayLike, ahead: ArrayLike) -> Estimate:
    """All counts of the points ahead over those that the log-linear Poisson trend of the values predicts.

    Wald's range on the log scale: the variance of the predicted sum by the delta method ([@agresti2013],
    section 16.1), and that of a Poisson count. Undefined without a trend or without a count ahead.

    Raises:
        ValueError: a missing or negative value.
    """
    series, came = counts(values, at_least=0), counts(ahead, at_least=0)
    if not _carries_log_trend(series) or not came.sum():
        return UNDEFINED
    fit = poisson(series, _line(1, series.size))
    points = _line(series.size + 1, came.size)
    predicted = np.exp(points @ fit.params)
    gradient = predicted @ points
    actual, total = float(came.sum()), float(predicted.sum())
    variance = float(gradient @ fit.cov_params() @ gradient) / total**2 + 1 / actual
    reach = float(stats.norm.ppf(TAILS[1])) * math.sqrt(variance)
    ratio = actual / total
    return Estimate(ratio, ratio * math.exp(-reach), ratio * math.exp(reach), "ratio", f"log-linear Poisson {LEVEL}")


def _carries_log_trend(series: FloatArray) -> bool:
    return bool(series.size >= LEAST and np.count_nonzero(series) > 1)


def _mean_ahead(values: ArrayLike, horizon: int, share: float = 1.0, *, new_errors: bool) -> Estimate:
    series = finite_series(values, at_least=0)
    if series.size < LEAST or horizon < 1:
        return UNDEFINED
    fit = least_squares(series, _line(1, series.size))
    ahead = np.array([1.0, series.size + share * (horizon + 1) / 2])
    variance = float(ahead @ fit.cov_params() @ ahead) + new_errors * float(fit.scale) / horizon
    reach = float(stats.t.ppf(TAILS[1], fit.df_resid)) * math.sqrt(variance)
    predicted = float(ahead @ fit.params)
    kind = "prediction" if new_errors else "confidence"
    return Estimate(predicted, predicted - reach, predicted + reach, method=f"least squares, {kind} {LEVEL}")


def _line(first: int, points: int) -> FloatArray:
    time = np.arange(first, first + points, dtype=np.float64)
    return np.column_stack([np.ones_like(time), time])


def _nothing(horizon: int, *columns: str) -> pd.DataFrame:
    return pd.DataFrame(np.nan, index=_steps(horizon), columns=list(columns))


def _steps(horizon: int) -> pd.RangeIndex:
    return pd.RangeIndex(1, horizon + 1, name="step")
