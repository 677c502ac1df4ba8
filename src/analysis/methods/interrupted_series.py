"""Interrupted time series: what changed in level and slope at a known break."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from statsmodels.stats.stattools import durbin_watson

from analysis.methods.arrays import FloatArray, counts, finite_series
from analysis.methods.confidence import ALPHA
from analysis.methods.regression import durbin_watson_p_value, least_squares, poisson, quasi_poisson

Model = Literal["least squares", "Poisson", "quasi-Poisson"]
LOG_LINEAR = {"Poisson": poisson, "quasi-Poisson": quasi_poisson}


@dataclass(frozen=True)
class SegmentedRegression:
    """One fitted model of a series with a break.

    Attributes:
        terms: one row a term, named in the index (`intercept`, `trend`, `level`, `slope`): `estimate`, `se`,
            `low`, `high`, `p`; log-linear models also `ratio`, `ratio_low`, `ratio_high`, their exponentials.
        statistics: `residual_df`; least squares: `sigma`, `r_squared`, `adjusted_r_squared`, `durbin_watson`,
            `durbin_watson_p` (two-sided); log-linear: `deviance`, `pearson_scale`;
            least squares and Poisson: `log_likelihood`, `aic`.
        fitted: the model's value at each point.
        without_break: the same without the terms of the break: the time before carried on.
    """

    model: Model
    terms: pd.DataFrame
    statistics: dict[str, float]
    fitted: FloatArray
    without_break: FloatArray


def segmented_regression(
    values: ArrayLike,
    before: int,
    *,
    slope_clock: int | None,
    trend: bool = True,
    model: Model = "least squares",
    exposure: ArrayLike | None = None,
) -> SegmentedRegression:
    """Level and slope of a series before and after a break.

    [@wagner2002; @bernal2017]. Time counts 1, 2, … from the first point. Least squares has Student's t on the residual
    degrees of freedom and so has quasi-Poisson; Poisson has the normal distribution. Akaike's criterion of
    least squares counts the variance as a parameter, as R does; quasi-Poisson has no likelihood and none.

    Args:
        values: the series, at equal steps of time.
        before: how many points lie before the break.
        slope_clock: what the clock of the changed slope reads at the first point after the break. With 0,
            `level` is the jump at that point; with 1, it is the jump carried back to the last point before.
            The slopes and the fit are the same. None: the slope does not change.
        trend: False for two flat means, the comparison of before and after.
        model: least squares on the values, or log-linear Poisson on counts.
        exposure: what the counts accrued over (log-linear models only).

    Raises:
        ValueError: too few points before or after the break for the terms asked for, none left for the
            residual, a missing value, a negative count, or an argument that the model does not know.
    """
    if model != "least squares" and model not in LOG_LINEAR:
        raise ValueError(f"there is no model {model!r}, but least squares, {', '.join(LOG_LINEAR)}")
    series = finite_series(values)
    _check(series.size, before, slope_clock, trend)
    time = np.arange(1, series.size + 1, dtype=np.float64)
    after = (time > before).astype(np.float64)
    columns = {"intercept": np.ones_like(time)}
    if trend:
        columns["trend"] = time
    columns["level"] = after
    if slope_clock is not None:
        columns["slope"] = after * (time - before - 1 + slope_clock)
    design = np.column_stack(list(columns.values()))
    before_only = design * [name in ("intercept", "trend") for name in columns]

    if model == "least squares":
        if exposure is not None:
            raise ValueError("least squares takes no exposure; divide the values by it instead")
        fit = least_squares(series, design)
        without_break = before_only @ fit.params
        terms, statistics = _terms(fit, list(columns)), _least_squares_statistics(fit)
    else:
        accrued = np.ones_like(time) if exposure is None else _exposure(exposure, series.size)
        fit = LOG_LINEAR[model](counts(series), design, accrued)
        without_break = np.exp(before_only @ fit.params) * accrued
        terms, statistics = _with_ratios(_terms(fit, list(columns))), _log_linear_statistics(fit, model)
    return SegmentedRegression(model, terms, statistics, np.asarray(fit.fittedvalues), without_break)


def _check(points: int, before: int, slope_clock: int | None, trend: bool) -> None:
    if slope_clock is not None and not trend:
        raise ValueError("a change of slope needs a trend before it")
    if slope_clock not in (None, 0, 1):
        raise ValueError(f"the clock of the changed slope starts at 0 or 1, not at {slope_clock}")
    needed_before, needed_after = 1 + trend, 1 + (slope_clock is not None)
    if before < needed_before or points - before < needed_after:
        raise ValueError(
            f"this model needs {needed_before} points before the break and {needed_after} after it, "
            f"there are {before} and {points - before}"
        )
    if points <= needed_before + needed_after:
        raise ValueError(f"{points} points leave none for the residual of {needed_before + needed_after} terms")


def _exposure(exposure: ArrayLike, size: int) -> FloatArray:
    accrued = finite_series(exposure)
    if accrued.size != size or (accrued <= 0).any():
        raise ValueError("an exposure above 0 is needed for each point")
    return accrued


def _terms(fit: Any, names: list[str]) -> pd.DataFrame:
    low, high = fit.conf_int(ALPHA).T
    return pd.DataFrame(
        {"estimate": fit.params, "se": fit.bse, "low": low, "high": high, "p": fit.pvalues},
        index=pd.Index(names, name="term"),
    )


def _with_ratios(terms: pd.DataFrame) -> pd.DataFrame:
    return terms.assign(
        ratio=np.exp(terms["estimate"]), ratio_low=np.exp(terms["low"]), ratio_high=np.exp(terms["high"])
    )


def _least_squares_statistics(fit: Any) -> dict[str, float]:
    statistic = float(durbin_watson(fit.resid))
    return {
        "residual_df": float(fit.df_resid),
        "sigma": float(np.sqrt(fit.scale)),
        "r_squared": float(fit.rsquared),
        "adjusted_r_squared": float(fit.rsquared_adj),
        "log_likelihood": float(fit.llf),
        "aic": float(fit.aic) + 2,  # statsmodels leaves the variance out of the count of parameters
        "durbin_watson": statistic,
        "durbin_watson_p": durbin_watson_p_value(statistic, fit.model.exog),
    }


def _log_linear_statistics(fit: Any, model: Model) -> dict[str, float]:
    statistics = {
        "residual_df": float(fit.df_resid),
        "deviance": float(fit.deviance),
        "pearson_scale": float(fit.pearson_chi2 / fit.df_resid),
    }
    if model == "Poisson":
        statistics |= {"log_likelihood": float(fit.llf), "aic": float(fit.aic)}
    return statistics
