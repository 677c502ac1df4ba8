"""A trend carried forward: where a series would stand had it gone on as before."""

import math

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats

from analysis.methods.arrays import FloatArray, counts, finite_series
from analysis.methods.confidence import ALPHA, LEVEL, TAILS
from analysis.methods.estimate import Estimate
from analysis.methods.regression import least_squares, poisson


def carried_forward(values: ArrayLike, horizon: int) -> pd.DataFrame:
    """The least-squares line through the values, at each of the next `horizon` points.

    [@montgomery2012], section 2.5. The confidence
    range is of the line, the prediction range of a single observation; both take the trend to go on.

    Returns:
        One row a point, `step` 1 … horizon in the index: `predicted`, `confidence_low`, `confidence_high`,
        `prediction_low`, `prediction_high`.

    Raises:
        ValueError: fewer than three values, a missing one, or no point ahead.
    """
    series = finite_series(values, at_least=3)
    frame = (
        least_squares(series, _line(1, series.size))
        .get_prediction(_line(series.size + 1, _ahead(horizon)))
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


def carried_forward_mean(values: ArrayLike, horizon: int) -> Estimate:
    """The mean of the next `horizon` points on the least-squares line, with the prediction range of that mean.

    [@montgomery2012], section 2.5: the observed mean differs from the predicted one by the
    error of the line at the mean time, and by the mean of `horizon` independent errors. It keeps 95 % if errors are
    normal and independent and the line goes on; with neighbouring errors correlated by 0.3 less than 93 %
    (data/coverage.csv).

    Raises:
        ValueError: as `carried_forward`.
    """
    return _mean_ahead(values, horizon, new_errors=True)


def carried_forward_mean_of_line(values: ArrayLike, horizon: int) -> Estimate:
    """The same mean with the confidence range of the line alone, without the scatter of new points about it.

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

    Raises:
        ValueError: fewer than three values, a missing or negative one, no count above zero, or no point ahead.
    """
    series = counts(values, at_least=3)
    fit = poisson(series, _line(1, series.size))
    ahead = _line(series.size + 1, _ahead(horizon))
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


def _mean_ahead(values: ArrayLike, horizon: int, new_errors: bool) -> Estimate:
    series = finite_series(values, at_least=3)
    fit = least_squares(series, _line(1, series.size))
    ahead = _line(series.size + 1, _ahead(horizon)).mean(axis=0)
    variance = float(ahead @ fit.cov_params() @ ahead) + new_errors * float(fit.scale) / horizon
    reach = float(stats.t.ppf(TAILS[1], fit.df_resid)) * math.sqrt(variance)
    predicted = float(ahead @ fit.params)
    kind = "prediction" if new_errors else "confidence"
    return Estimate(predicted, predicted - reach, predicted + reach, method=f"least squares, {kind} {LEVEL}")


def _line(first: int, points: int) -> FloatArray:
    time = np.arange(first, first + points, dtype=np.float64)
    return np.column_stack([np.ones_like(time), time])


def _ahead(horizon: int) -> int:
    if horizon < 1:
        raise ValueError("a trend is carried forward by at least one point")
    return horizon


def _steps(horizon: int) -> pd.RangeIndex:
    return pd.RangeIndex(1, horizon + 1, name="step")
