"""Administrative appeals: what an intensive campaign added, held against what went before it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import product

import pandas as pd

from analysis.methods.control_charts import XmrLimits, xmr_chart, xmr_limits
from analysis.methods.cut_offs import CutOff
from analysis.methods.estimate import Estimate
from analysis.methods.rates import poisson_rate
from analysis.methods.rounding import Interval
from analysis.methods.slips import SlipError
from analysis.methods.throughput import Period, ThroughputChange, log_decomposition
from analysis.methods.topics.appeals.capacity import Assumed, Capacity, remaining_capacity
from analysis.methods.topics.appeals.models import (
    EXPOSURES,
    METHODS,
    Comparison,
    Exposure,
    Method,
    Models,
    Specification,
    Term,
    Tested,
    compare,
    fit_models,
    rate_ratio,
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
from analysis.methods.worked_out import ByName, WorkedOut

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
        cut_offs: up to when the counts go that are held against each other.

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
    cut_offs: Mapping[str, CutOff]

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
class Answers(ByName):
    """Everything that the notebook on appeals shows; each answer is worked out when it is first asked for."""

    inputs: Inputs

    @cached_property
    def checks(self) -> list[Check]:
        """The report's own means, difference and total held against the months."""
        return _checks(self.inputs)

    @cached_property
    def mean_before(self) -> Estimate:
        """Decisions a month in the baseline."""
        return _rate(self._total_before, len(self.inputs.before), RATE)

    @cached_property
    def mean_during(self) -> Estimate:
        """Decisions a month in the campaign."""
        return _rate(self._total_during, len(self.inputs.during), RATE)

    @cached_property
    def per_meeting_before(self) -> Estimate:
        """Decisions a meeting in the baseline, with the meetings that are taken for it."""
        return _rate(self._total_before, self._meetings_before, "decisions/meeting")

    @cached_property
    def per_meeting_during(self) -> Estimate:
        """Decisions a meeting in the campaign."""
        return _rate(self._total_during, self.inputs.meetings_during, "decisions/meeting")

    @cached_property
    def change(self) -> ThroughputChange:
        """The change of throughput as that of meetings times that of decisions a meeting."""
        return log_decomposition(
            Period(self._total_before, self._meetings_before, len(self.inputs.before)),
            Period(self._total_during, self.inputs.meetings_during, len(self.inputs.during)),
        )

    @cached_property
    def ratios(self) -> Mapping[tuple[Exposure, Method], Tested]:
        """The ratio of the campaign to the baseline, by month and by meeting, with each method's range."""
        before, during, meetings = self.inputs.before, self.inputs.during, self.inputs.meetings
        return WorkedOut(product(EXPOSURES, METHODS), lambda key: rate_ratio(before, during, meetings, *key))

    @cached_property
    def trend(self) -> TrendAhead:
        """The baseline's trend, and what the campaign exceeds it by."""
        return trend_ahead(self.inputs.before, self.inputs.during)

    @cached_property
    def from_baseline(self) -> ControlChart:
        """The control chart with the limits of the baseline."""
        decisions = self.inputs.decisions.loc[self.inputs.baseline[0] :]
        return _control_chart(decisions, len(self.inputs.before), self.inputs.limit_constant)

    @cached_property
    def from_all(self) -> ControlChart:
        """The control chart with the limits of all months."""
        return _control_chart(self.inputs.decisions, None, self.inputs.limit_constant)

    @cached_property
    def from_all_exact(self) -> ControlChart:
        """The same with the unrounded constant of the limits."""
        return _control_chart(self.inputs.decisions, None, EXACT_LIMIT_CONSTANT)

    @cached_property
    def models(self) -> Models:
        """The segmented regressions."""
        return fit_models(self.inputs.before, self.inputs.during)

    @cached_property
    def comparisons(self) -> list[Comparison]:
        """What each method makes of the same question."""
        return compare(self.ratios, self.trend, self.models)

    @cached_property
    def capacity(self) -> Capacity:
        """The meetings left of the year's plan, and what they would have to decide."""
        return _capacity(self.inputs)

    @cached_property
    def baselines(self) -> Mapping[int, Estimate]:
        """The campaign's excess by the months of baseline taken."""
        return excess_by_baseline(self.inputs.before, self.inputs.during)

    @property
    def _total_before(self) -> float:
        return float(self.inputs.before.sum())

    @property
    def _total_during(self) -> float:
        return float(self.inputs.during.sum())

    @property
    def _meetings_before(self) -> float:
        return self.inputs.meetings_before.value * len(self.inputs.before)

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

    def _results(self) -> Mapping[str, Callable[[], Estimate | None]]:
        def control(limit: str) -> Estimate:
            return Estimate(getattr(self.from_baseline.limits, limit), unit=RATE, method="XmR from the baseline")

        def segmented(specification: Specification, term: Term) -> Estimate:
            return self.models.change(specification, "least squares", term).estimate

        return {
            "appeals.mean.before": lambda: self.mean_before,
            "appeals.mean.during": lambda: self.mean_during,
            "appeals.rate_ratio": lambda: self.change.throughput,
            "appeals.rate_ratio.quasi_poisson": lambda: self.ratios["month", "quasi-Poisson"].estimate,
            "appeals.per_meeting.before": lambda: _a_meeting(self.per_meeting_before),
            "appeals.per_meeting.during": lambda: _a_meeting(self.per_meeting_during),
            "appeals.per_meeting.ratio": lambda: self.change.intensity,
            "appeals.per_meeting.ratio.quasi_poisson": lambda: self.ratios["meeting", "quasi-Poisson"].estimate,
            "appeals.share_meetings": lambda: self.change.share_meetings,
            "appeals.share_intensity": lambda: self.change.share_intensity,
            "appeals.pretrend.slope": lambda: self.trend.slope,
            "appeals.pretrend.predicted": lambda: self.trend.predicted,
            "appeals.pretrend.excess": lambda: self.trend.excess,
            "appeals.xmr.lower": lambda: control("lower"),
            "appeals.xmr.upper": lambda: control("upper"),
            "appeals.segmented.level": lambda: segmented("first_month", "level"),
            "appeals.segmented.level_month_before": lambda: segmented("month_before", "level"),
            "appeals.segmented.slope": lambda: segmented("first_month", "slope"),
            "appeals.meetings_left": lambda: self.capacity.left,
            "appeals.per_meeting.needed": lambda: self.capacity.needed and _a_meeting(self.capacity.needed),
        }


def answer(inputs: Inputs) -> Answers:
    """The answers to the notebook's questions."""
    return Answers(inputs)


def dependence_on_meetings(answers: Answers) -> pd.DataFrame:
    """Answer again with the meetings a month before the campaign at either end of their range.

    Returns:
        One row a number of meetings, `meetings_before` in the index, a column for each result in `DEPENDENT` there is.
    """
    assumed = answers.inputs.meetings_before
    found = {assumed.value: answers}
    for value in {assumed.low, assumed.high} - {assumed.value}:
        found[value] = answer(replace(answers.inputs, meetings_before=replace(assumed, value=value)))
    names = [name for name in DEPENDENT if all(each.get(name) for each in found.values())]
    rows = {value: {name: found[value].result(name).value for name in names} for value in sorted(found)}
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
