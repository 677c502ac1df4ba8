"""The same campaign under several models: rate ratios by exposure, segmented regressions, and all side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

import pandas as pd
from scipy import stats

from analysis.methods.confidence import LEVEL
from analysis.methods.estimate import Estimate
from analysis.methods.interrupted_series import Model, SegmentedRegression, segmented_regression
from analysis.methods.rates import (
    exact_rate_ratio,
    exact_rate_ratio_p_value,
    score_rate_ratio,
    score_rate_ratio_p_value,
)
from analysis.methods.topics.appeals.trend import RATE, TrendAhead

Exposure = Literal["month", "meeting", "day"]
Method = Literal["exact", "score", "quasi-Poisson"]
Specification = Literal["flat", "level", "first_month", "month_before"]
Term = Literal["level", "slope"]
Question = Literal["flat", "trend", "jump", "meeting"]

EXPOSURES: tuple[Exposure, ...] = get_args(Exposure)
METHODS: tuple[Method, ...] = get_args(Method)
SPECIFICATIONS: tuple[Specification, ...] = get_args(Specification)
MODELS: tuple[Model, ...] = get_args(Model)
CLOCKS: Mapping[Specification, int | None] = {"flat": None, "level": None, "first_month": 0, "month_before": 1}


@dataclass(frozen=True)
class Tested:
    """An estimate with the p value of no change."""

    estimate: Estimate
    p: float


@dataclass(frozen=True)
class Comparison:
    """The campaign's decisions over what one way of comparing would have had, and the question that it puts."""

    name: str
    question: Question
    ratio: Estimate


@dataclass(frozen=True)
class Models:
    """Segmented regressions of the baseline and the campaign.

    Attributes:
        segmented: by specification and model. `flat` two means; `level` a common trend and a jump; `first_month`
            and `month_before` a jump and a change of slope, with the jump taken at the campaign's first month or
            carried back to the last month before it.
        aic, aicc: Akaike's criterion of least squares by specification; the second corrected for few points, None
            where there are too few for that.
        dispersion: Pearson's chi-square over its degrees of freedom, two flat means; 1 when months scatter as
            Poisson counts do.
        dispersion_p: the probability of at least that much scatter among Poisson counts.
    """

    segmented: Mapping[tuple[Specification, Model], SegmentedRegression]
    aic: Mapping[Specification, float]
    aicc: Mapping[Specification, float | None]
    dispersion: float
    dispersion_p: float

    def change(self, specification: Specification, model: Model, term: Term) -> Tested:
        """A change at the break: in decisions a month by least squares, else as a ratio."""
        row = self.segmented[specification, model].terms.loc[term].to_dict()
        names = ("estimate", "low", "high") if model == "least squares" else ("ratio", "ratio_low", "ratio_high")
        unit = RATE if model == "least squares" else "ratio"
        value, low, high = (row[name] for name in names)
        return Tested(Estimate(value, low, high, unit, f"segmented {model} {LEVEL}"), row["p"])


def fit_models(before: pd.Series, during: pd.Series) -> Models:
    """Fit every specification by every model.

    Raises:
        ValueError: too few months before or in the campaign for a change of slope.
    """
    values = pd.concat([before, during])
    fits = {
        (specification, model): segmented_regression(
            values, len(before), slope_clock=CLOCKS[specification], trend=specification != "flat", model=model
        )
        for specification in SPECIFICATIONS
        for model in MODELS
    }
    flat = fits["flat", "quasi-Poisson"].statistics
    return Models(
        fits,
        {name: _settled(fits[name, "least squares"].statistics["aic"]) for name in SPECIFICATIONS},
        {name: _settled(_aicc(fits[name, "least squares"], len(values))) for name in SPECIFICATIONS},
        flat["pearson_scale"],
        float(stats.chi2.sf(flat["pearson_scale"] * flat["residual_df"], flat["residual_df"])),
    )


def rate_ratio(before: pd.Series, during: pd.Series, meetings: pd.Series, accrued: Exposure, method: Method) -> Tested:
    """The campaign's rate over the baseline's, per month, per meeting or per day, by one of three methods."""
    values = pd.concat([before, during])
    exposure = _exposure(accrued, values.index, meetings)
    counts = _counts(during, exposure) + _counts(before, exposure)
    match method:
        case "exact":
            return Tested(exact_rate_ratio(*counts), exact_rate_ratio_p_value(*counts))
        case "score":
            return Tested(score_rate_ratio(*counts), score_rate_ratio_p_value(*counts))
    return _quasi_poisson_ratio(values, len(before), exposure)


def compare(ratios: Mapping[tuple[Exposure, Method], Tested], trend: TrendAhead, models: Models) -> list[Comparison]:
    """Every answer as one ratio, so that they can be read beside each other."""

    def jump(specification: Specification) -> Estimate:
        return models.change(specification, "quasi-Poisson", "level").estimate

    return [
        Comparison("flat_exact", "flat", ratios["month", "exact"].estimate),
        Comparison("flat_quasi", "flat", ratios["month", "quasi-Poisson"].estimate),
        Comparison("trend_line", "trend", trend.line_ratio),
        Comparison("trend_log_linear", "trend", trend.log_linear_ratio),
        Comparison("jump_level", "jump", jump("level")),
        Comparison("jump_first_month", "jump", jump("first_month")),
        Comparison("jump_month_before", "jump", jump("month_before")),
        Comparison("meeting_exact", "meeting", ratios["meeting", "exact"].estimate),
        Comparison("meeting_quasi", "meeting", ratios["meeting", "quasi-Poisson"].estimate),
    ]


def _exposure(accrued: Exposure, months: pd.Index, meetings: pd.Series) -> pd.Series:
    match accrued:
        case "month":
            return pd.Series(1.0, months)
        case "meeting":
            return meetings.loc[months]
    return pd.Series(pd.DatetimeIndex(months).days_in_month, months, dtype=float)


def _counts(months: pd.Series, exposure: pd.Series) -> tuple[float, float]:
    return float(months.sum()), float(exposure.loc[months.index].sum())


def _quasi_poisson_ratio(values: pd.Series, before: int, exposure: pd.Series) -> Tested:
    fit = segmented_regression(values, before, slope_clock=None, trend=False, model="quasi-Poisson", exposure=exposure)
    row = fit.terms.loc["level"].to_dict()
    return Tested(
        Estimate(row["ratio"], row["ratio_low"], row["ratio_high"], "ratio", f"quasi-Poisson {LEVEL}"), row["p"]
    )


def _settled(criterion: float | None) -> Any:
    """A criterion without floating-point noise: both clocks are one fit and tie, whatever the machine."""
    return None if criterion is None else round(criterion, 9)


def _aicc(fit: SegmentedRegression, points: int) -> float | None:
    """Akaike's criterion corrected for few points [@hurvich1989]."""
    parameters = points - fit.statistics["residual_df"] + 1
    spare = points - parameters - 1
    return fit.statistics["aic"] + 2 * parameters * (parameters + 1) / spare if spare > 0 else None
