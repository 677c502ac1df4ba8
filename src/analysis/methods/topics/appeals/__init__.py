"""Administrative appeals: what an intensive campaign added, held against what went before it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import pandas as pd

from analysis.methods.control_charts import XmrLimits, xmr_chart, xmr_limits
from analysis.methods.estimate import Estimate
from analysis.methods.rates import poisson_rate
from analysis.methods.rounding import Interval
from analysis.methods.slips import SlipError
from analysis.methods.throughput import Period, ThroughputChange, log_decomposition
from analysis.methods.topics.appeals.capacity import Assumed, Capacity, remaining_capacity
from analysis.methods.topics.appeals.models import (
    Comparison,
    Exposure,
    Method,
    Models,
    Tested,
    compare,
    fit_models,
    rate_ratios,
)
from analysis.methods.topics.appeals.trend import (
    EXACT_LIMIT_CONSTANT,
    LEAST_BASELINE,
    RATE,
    TrendAhead,
    excess_by_baseline,
    on_upper_limit,
    trend_ahead,
)

MONTHS_OF_A_YEAR = 12

# The results that hang on the meetings a month before the campaign.
DEPENDENT = (
    "appeals.per_meeting.before",
    "appeals.per_meeting.ratio",
    "appeals.share_meetings",
    "appeals.share_intensity",
    "appeals.meetings_left",
    "appeals.per_meeting.needed",
)

Months = tuple[pd.Timestamp, pd.Timestamp]


@dataclass(frozen=True)
class Printed:
    """A number as the report prints it, the values that its digits allow, and its line in the source."""

    token: str
    interval: Interval
    line: int


@dataclass(frozen=True)
class Inputs:
    """What the answers are made from.

    Attributes:
        decisions: decisions by month, the month's first day in the index, no month left out.
        baseline: first and last month of the stretch compared with; it ends the month before the campaign.
        campaign: first and last month of the campaign.
        reported: first and last month of the stretch that the report's own mean before is of.
        meetings_before: regular meetings a month, with the range thought possible.
        meetings_during: meetings held in the campaign.
        meetings_planned: meetings planned for the year of the campaign.
        limit_constant: what the mean moving range is multiplied by for XmR limits.
        limits_restart: why the limits are those of the baseline alone, in Korean and in English.
        leads: cases with lead reviewers a meeting, by year up to the campaign's, oldest first.
        published: the report's own means, difference and total: `mean_before`, `mean_during`, `difference`,
            `total_during`.
        place: the section of the report.
        line: of the source, where the months stand.
        meeting_lines: where the meetings stand.

    Raises:
        ValueError: a month is missing, the baseline is too short or does not end where the campaign begins.
    """

    decisions: pd.Series
    baseline: Months
    campaign: Months
    reported: Months
    meetings_before: Assumed
    meetings_during: float
    meetings_planned: float
    limit_constant: float
    limits_restart: tuple[str, str]
    leads: pd.Series
    published: Mapping[str, Printed]
    place: str
    line: int
    meeting_lines: tuple[int, ...]

    def __post_init__(self) -> None:
        months = self.months
        if not months.equals(pd.date_range(months.min(), months.max(), freq="MS")):
            raise SlipError("the months do not follow one another without a gap")
        if self.baseline[0] not in months:
            raise SlipError(f"the baseline begins in {self.baseline[0]:%Y-%m}, the series in {months.min():%Y-%m}")
        if len(self.before) < LEAST_BASELINE:
            raise SlipError(f"a baseline of {len(self.before)} months carries no trend; {LEAST_BASELINE} are needed")
        if self.during.empty or self.baseline[1] + pd.offsets.MonthBegin() != self.campaign[0]:
            raise SlipError("the campaign does not begin in the month after the baseline")

    @property
    def months(self) -> pd.DatetimeIndex:
        """The months of the series."""
        return pd.DatetimeIndex(self.decisions.index)

    @property
    def before(self) -> pd.Series:
        """Decisions in the months of the baseline."""
        return self.decisions.loc[self.baseline[0] : self.baseline[1]]

    @property
    def during(self) -> pd.Series:
        """Decisions in the months of the campaign."""
        return self.decisions.loc[self.campaign[0] : self.campaign[1]]

    @property
    def after(self) -> pd.Series:
        """Decisions in the months since the campaign; empty while there is none."""
        return self.decisions.loc[self.decisions.index > self.campaign[1]]

    @property
    def meetings(self) -> pd.Series:
        """Meetings in each month: as many as regular, in the campaign its own mean."""
        in_campaign = self.decisions.index.isin(self.during.index)
        a_month = self.meetings_during / len(self.during)
        return pd.Series(self.meetings_before.value, self.decisions.index).mask(in_campaign, a_month)


@dataclass(frozen=True)
class Check:
    """A printed number beside what the months give, and whether its digits allow that."""

    name: str
    printed: str
    recomputed: Fraction
    agrees: bool


@dataclass(frozen=True)
class ControlChart:
    """An XmR chart with its limits; `on_limit` lists the months exactly on the upper one."""

    points: pd.DataFrame
    limits: XmrLimits
    on_limit: list[pd.Timestamp]

    @property
    def above(self) -> list[pd.Timestamp]:
        """The months beyond the upper limit."""
        return list(self.points.index[self.points["outside"] > 0])

    @property
    def rising(self) -> list[pd.Timestamp]:
        """The months that are part of an upward trend of the length that the rule asks for."""
        return list(self.points.index[self.points["trend"] > 0])


@dataclass(frozen=True)
class Answers:
    """Everything that the notebook on appeals shows."""

    inputs: Inputs
    checks: list[Check]
    mean_before: Estimate
    mean_during: Estimate
    per_meeting_before: Estimate
    per_meeting_during: Estimate
    change: ThroughputChange
    ratios: Mapping[tuple[Exposure, Method], Tested]
    trend: TrendAhead
    from_baseline: ControlChart
    from_all: ControlChart
    from_all_exact: ControlChart
    models: Models
    comparisons: list[Comparison]
    capacity: Capacity
    baselines: Mapping[int, Estimate]

    @cached_property
    def lead_share(self) -> float:
        """Cases with lead reviewers a meeting, in the campaign's year, over decisions a meeting."""
        return float(self.inputs.leads.iloc[-1]) / self.per_meeting_during.value

    @property
    def even_meetings(self) -> float:
        """So many meetings a month before the campaign, and output per meeting did not change."""
        return self.inputs.meetings_before.value / self.change.intensity.value

    @property
    def falling_meetings(self) -> float:
        """Up to so many meetings a month before it, the exact range per meeting lies below 1."""
        high = self.change.intensity.high
        return self.inputs.meetings_before.value / high if high else 0.0

    def results(self) -> dict[str, Estimate]:
        """The results of the notebook, by their fixed ids."""
        limits, models = self.from_baseline.limits, self.models
        results = {
            "appeals.mean.before": self.mean_before,
            "appeals.mean.during": self.mean_during,
            "appeals.rate_ratio": self.change.throughput,
            "appeals.rate_ratio.quasi_poisson": self.ratios["month", "quasi-Poisson"].estimate,
            "appeals.per_meeting.before": _a_meeting(self.per_meeting_before),
            "appeals.per_meeting.during": _a_meeting(self.per_meeting_during),
            "appeals.per_meeting.ratio": self.change.intensity,
            "appeals.per_meeting.ratio.quasi_poisson": self.ratios["meeting", "quasi-Poisson"].estimate,
            "appeals.share_meetings": self.change.share_meetings,
            "appeals.share_intensity": self.change.share_intensity,
            "appeals.pretrend.slope": self.trend.slope,
            "appeals.pretrend.predicted": self.trend.predicted,
            "appeals.pretrend.excess": self.trend.excess,
            "appeals.xmr.lower": Estimate(limits.lower, unit=RATE, method="XmR from the baseline"),
            "appeals.xmr.upper": Estimate(limits.upper, unit=RATE, method="XmR from the baseline"),
            "appeals.segmented.level": models.change("first_month", "least squares", "level").estimate,
            "appeals.segmented.level_month_before": models.change("month_before", "least squares", "level").estimate,
            "appeals.segmented.slope": models.change("first_month", "least squares", "slope").estimate,
            "appeals.meetings_left": self.capacity.left,
        }
        if self.capacity.needed is not None:
            results["appeals.per_meeting.needed"] = _a_meeting(self.capacity.needed)
        return results


def answer(inputs: Inputs) -> Answers:
    """Hold the campaign's months against those before it."""
    before, during = inputs.before, inputs.during
    total_before, total_during = float(before.sum()), float(during.sum())
    meetings_before = inputs.meetings_before.value * len(before)
    ratios = rate_ratios(before, during, inputs.meetings)
    trend = trend_ahead(before, during)
    models = fit_models(before, during)
    return Answers(
        inputs=inputs,
        checks=_checks(inputs),
        mean_before=_rate(total_before, len(before), RATE),
        mean_during=_rate(total_during, len(during), RATE),
        per_meeting_before=_rate(total_before, meetings_before, "decisions/meeting"),
        per_meeting_during=_rate(total_during, inputs.meetings_during, "decisions/meeting"),
        change=log_decomposition(
            Period(total_before, meetings_before, len(before)),
            Period(total_during, inputs.meetings_during, len(during)),
        ),
        ratios=ratios,
        trend=trend,
        from_baseline=_control_chart(inputs.decisions.loc[inputs.baseline[0] :], len(before), inputs.limit_constant),
        from_all=_control_chart(inputs.decisions, None, inputs.limit_constant),
        from_all_exact=_control_chart(inputs.decisions, None, EXACT_LIMIT_CONSTANT),
        models=models,
        comparisons=compare(ratios, trend, models),
        capacity=_capacity(inputs),
        baselines=excess_by_baseline(before, during),
    )


def dependence_on_meetings(answers: Answers) -> pd.DataFrame:
    """Answer again with the meetings a month before the campaign at either end of their range.

    Returns:
        One row a number of meetings, `meetings_before` in the index, a column for each result in `DEPENDENT` there is.
    """
    assumed = answers.inputs.meetings_before
    found = {assumed.value: answers}
    for value in {assumed.low, assumed.high} - {assumed.value}:
        found[value] = answer(replace(answers.inputs, meetings_before=replace(assumed, value=value)))
    results = {value: found[value].results() for value in sorted(found)}
    names = [name for name in DEPENDENT if all(name in each for each in results.values())]
    rows = {value: {name: each[name].value for name in names} for value, each in results.items()}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("meetings_before")


def _a_meeting(rate: Estimate) -> Estimate:
    return rate.described("decisions", rate.method)


def _rate(count: float, exposure: float, unit: str) -> Estimate:
    rate = poisson_rate(count, exposure)
    return rate.described(unit, rate.method)


def _checks(inputs: Inputs) -> list[Check]:
    reported = inputs.decisions.loc[inputs.reported[0] : inputs.reported[1]]
    means = [Fraction(int(months.sum()), len(months)) for months in (reported, inputs.during)]
    recomputed = {
        "mean_before": means[0],
        "mean_during": means[1],
        "difference": means[1] - means[0],
        "total_during": Fraction(int(inputs.during.sum())),
    }
    return [
        Check(name, inputs.published[name].token, value, inputs.published[name].interval.contains(value))
        for name, value in recomputed.items()
    ]


def _control_chart(decisions: pd.Series, baseline: int | None, constant: float) -> ControlChart:
    points = xmr_chart(decisions, baseline, constant)
    return ControlChart(points, xmr_limits(decisions, baseline, constant), on_upper_limit(points))


def _capacity(inputs: Inputs) -> Capacity:
    """The meetings of the campaign's year, taking each printed month outside the campaign as a regular one."""
    months = inputs.months[inputs.months.year == inputs.campaign[1].year]
    return remaining_capacity(
        planned=inputs.meetings_planned,
        held_in_campaign=inputs.meetings_during,
        regular_months=int((~months.isin(inputs.during.index)).sum()),
        regular=inputs.meetings_before,
        months_left=MONTHS_OF_A_YEAR - int(months.month.max()),
        mean_before=float(inputs.before.mean()),
        mean_during=float(inputs.during.mean()),
        per_meeting_during=float(inputs.during.sum()) / inputs.meetings_during,
    )
