"""Interrupted time series: what changed in level and slope at a known break."""

import math
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from statsmodels.stats.stattools import durbin_watson

from analysis.methods.arrays import FloatArray, counts, finite_series
from analysis.methods.confidence import ALPHA, LEVEL
from analysis.methods.estimate import Estimate
from analysis.methods.regression import durbin_watson_p_value, least_squares, poisson, quasi_poisson

Model = Literal["least squares", "Poisson", "quasi-Poisson"]
LOG_LINEAR = {"Poisson": poisson, "quasi-Poisson": quasi_poisson}
LEAST_SQUARES = (
    *("residual_df", "sigma", "r_squared", "adjusted_r_squared"),
    *("log_likelihood", "aic", "aicc", "durbin_watson", "durbin_watson_p"),
)


@dataclass(frozen=True)
class SegmentedRegression:
    """One fitted model of a series with a break.

    Attributes:
        terms: one row a term, named in the index (`intercept`, `trend`, `level`, `slope`): `estimate`, `se`,
            `low`, `high`, `p`; log-linear models also `ratio`, `ratio_low`, `ratio_high`, their exponentials.
        statistics: `residual_df`; least squares: `sigma`, `r_squared`, `adjusted_r_squared`, `durbin_watson`,
            `durbin_watson_p` (two-sided), `aicc`; log-linear: `deviance`, `pearson_scale`;
            least squares and Poisson: `log_likelihood`, `aic`.
        fitted: the model's value at each point.
        without_break: the same without the terms of the break: the time before carried on.
    """

    model: Model
    terms: pd.DataFrame
    statistics: dict[str, float]
    fitted: FloatArray
    without_break: FloatArray

    def change(self, term: str) -> Estimate:
        """A term with its range; of a log-linear model as a ratio. A term that the model lacks is undefined."""
        log_linear = self.model != "least squares"
        columns = ["ratio", "ratio_low", "ratio_high"] if log_linear else ["estimate", "low", "high"]
        value, *found = (float(self.terms[column].get(term, math.nan)) for column in columns)
        low, high = (end if math.isfinite(end) or math.isnan(value) else None for end in found)
        return Estimate(value, low, high, "ratio" if log_linear else "", f"segmented {self.model} {LEVEL}")


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
    least squares counts the variance as a parameter, as R does; quasi-Poisson has no likelihood and none. Corrected
    for few points it is `aicc` [@hurvich1989].

    A series that cannot carry the model gives the same with NaN throughout: too few points before or after the break
    for the terms asked for, or none left for the residual; for log-linear models also too few counts above zero, or a
    point without exposure.

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
        ValueError: a missing value, a negative count, or an argument that the model does not know.
    """
    if model != "least squares" and model not in LOG_LINEAR:
        raise ValueError(f"there is no model {model!r}, but least squares, {', '.join(LOG_LINEAR)}")
    series = finite_series(values, at_least=0)
    _check(slope_clock, trend)
    time = np.arange(1, series.size + 1, dtype=np.float64)
    after = (time > before).astype(np.float64)
    columns = {"intercept": np.ones_like(time)}
    if trend:
        columns["trend"] = time
    columns["level"] = after
    if slope_clock is not None:
        columns["slope"] = after * (time - before - 1 + slope_clock)
    design = np.column_stack(list(columns.values()))
    accrued = np.ones_like(time) if exposure is None else _exposure(exposure, series.size)
    if not accrued.all() or not _carries(series, before, len(columns), trend, slope_clock, model):
        return _undefined(model, list(columns), series.size)
    before_only = design * [name in ("intercept", "trend") for name in columns]

    if model == "least squares":
        if exposure is not None:
            raise ValueError("least squares takes no exposure; divide the values by it instead")
        fit = least_squares(series, design)
        without_break = before_only @ fit.params
        terms, statistics = _terms(fit, list(columns)), _least_squares_statistics(fit)
    else:
        fit = LOG_LINEAR[model](counts(series), design, accrued)
        without_break = np.exp(before_only @ fit.params) * accrued
        terms, statistics = _with_ratios(_terms(fit, list(columns))), _log_linear_statistics(fit, model)
    return SegmentedRegression(model, terms, statistics, np.asarray(fit.fittedvalues), without_break)


def _check(slope_clock: int | None, trend: bool) -> None:
    if slope_clock is not None and not trend:
        raise ValueError("a change of slope needs a trend before it")
    if slope_clock not in (None, 0, 1):
        raise ValueError(f"the clock of the changed slope starts at 0 or 1, not at {slope_clock}")


def _carries(series: FloatArray, before: int, terms: int, trend: bool, slope_clock: int | None, model: Model) -> bool:
    """Whether the points of either side, for log-linear models those above zero, determine all terms."""
    counted = np.ones(series.size, bool) if model == "least squares" else series > 0
    sides = int(counted[:before].sum()), int(counted[before:].sum())
    needed = 1 + trend, 1 + (slope_clock is not None)
    return series.size > terms and all(have >= need for have, need in zip(sides, needed, strict=True))


def _undefined(model: Model, names: list[str], points: int) -> SegmentedRegression:
    columns = ["estimate", "se", "low", "high", "p", "ratio", "ratio_low", "ratio_high"]
    statistics = (*LEAST_SQUARES, "deviance", "pearson_scale")
    nothing = np.full(points, np.nan)
    terms = pd.DataFrame(np.nan, index=pd.Index(names, name="term"), columns=columns)
    return SegmentedRegression(model, terms, dict.fromkeys(statistics, math.nan), nothing, nothing)


def _exposure(exposure: ArrayLike, size: int) -> FloatArray:
    accrued = finite_series(exposure)
    if accrued.size != size or (accrued < 0).any():
        raise ValueError("an exposure, not below 0, is needed for each point")
    return accrued


def _terms(fit: Any, names: list[str]) -> pd.DataFrame:
    low, high = fit.conf_int(ALPHA).T
    return pd.DataFrame(
        {"estimate": fit.params, "se": fit.bse, "low": low, "high": high, "p": fit.pvalues},
        index=pd.Index(names, name="term"),
    )


def _with_ratios(terms: pd.DataFrame) -> pd.DataFrame:
    with np.errstate(over="ignore"):
        return terms.assign(
            ratio=np.exp(terms["estimate"]), ratio_low=np.exp(terms["low"]), ratio_high=np.exp(terms["high"])
        )


def _least_squares_statistics(fit: Any) -> dict[str, float]:
    if not fit.ssr:  # a perfect fit: no residual to test, no likelihood to compare
        return {**dict.fromkeys(LEAST_SQUARES, math.nan), "residual_df": float(fit.df_resid), "sigma": 0.0}
    statistic, aic = float(durbin_watson(fit.resid)), float(fit.aic) + 2
    return {
        "residual_df": float(fit.df_resid),
        "sigma": float(np.sqrt(fit.scale)),
        "r_squared": float(fit.rsquared),
        "adjusted_r_squared": float(fit.rsquared_adj),
        "log_likelihood": float(fit.llf),
        "aic": aic,  # statsmodels leaves the variance out of the count of parameters
        "aicc": _corrected(aic, int(fit.nobs), int(fit.nobs - fit.df_resid) + 1),
        "durbin_watson": statistic,
        "durbin_watson_p": durbin_watson_p_value(statistic, fit.model.exog),
    }


def _corrected(aic: float, points: int, parameters: int) -> float:
    """Akaike's criterion corrected for few points; NaN where there are too few even for that."""
    spare = points - parameters - 1
    return aic + 2 * parameters * (parameters + 1) / spare if spare > 0 else math.nan


def _log_linear_statistics(fit: Any, model: Model) -> dict[str, float]:
    statistics = {
        "residual_df": float(fit.df_resid),
        "deviance": float(fit.deviance),
        "pearson_scale": float(fit.pearson_chi2 / fit.df_resid),
    }
    if model == "Poisson":
        statistics |= {"log_likelihood": float(fit.llf), "aic": float(fit.aic)}
    return statistics
