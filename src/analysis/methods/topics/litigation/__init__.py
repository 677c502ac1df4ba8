"""Litigation: how sure the win rate is, whether the docket is being cleared, who conducts the cases."""

import calendar
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from analysis.methods.cut_offs import CutOff
from analysis.methods.dockets import clearance_rate, disposition_time
from analysis.methods.estimate import Estimate
from analysis.methods.proportions import clopper_pearson, wilson
from analysis.methods.rates import exact_rate_ratio, poisson_rate
from analysis.methods.slips import SlipError
from analysis.methods.topics.litigation.cases import NamedCase
from analysis.methods.topics.litigation.docket import (
    Docket,
    PendingPath,
    design_effect_to_half,
    pending_path,
    series_of,
)
from analysis.methods.topics.litigation.wins import counted_otherwise, to_half, with_other_lost

HALF = 0.5


@dataclass(frozen=True)
class Assumed:
    """A number taken, and the range thought possible."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Inputs:
    """What the answers are made from.

    Attributes:
        dockets: the printed table, a docket a period, oldest first; the newest is the one that is studied.
        direct: new cases that the city's own attorneys conduct.
        direct_period: the month up to which those are counted.
        attorneys: the city's own attorneys.
        win_threshold: percentage of the amount in dispute from which a partial win counts as won.
        cases: the cases that the report names.
        period_days: days from 1 January that the newest docket covers.
        other_lost_share: fraction of the other closings that is counted as lost.
        place: where the report has the table, and `line` its newest row.
        cut_offs: up to when the counts go that are held against each other.

    Raises:
        ValueError: no docket, periods out of order, days outside the year, or a share outside 0 to 1.
    """

    dockets: tuple[Docket, ...]
    direct: int
    direct_period: pd.Timestamp
    attorneys: int
    win_threshold: float
    cases: tuple[NamedCase, ...]
    period_days: Assumed
    other_lost_share: Assumed
    place: str
    line: int
    cut_offs: Mapping[str, CutOff]

    def __post_init__(self) -> None:
        periods = [docket.period for docket in self.dockets]
        if not periods or periods != sorted(set(periods)):
            raise SlipError("the dockets are not one a period, oldest first")
        if not 0 < self.period_days.value <= self.year_days:
            raise SlipError(f"{self.period_days.value:g} days do not fit into a year of {self.year_days}")
        if not 0 <= self.other_lost_share.value <= 1:
            raise SlipError(f"{self.other_lost_share.value:g} of the other closings is not a share of them")

    @property
    def now(self) -> Docket:
        """The newest docket."""
        return self.dockets[-1]

    @property
    def direct_docket(self) -> Docket:
        """The docket of the period for which direct conduct is counted; the newest where that one is not printed."""
        return next((one for one in self.dockets if one.period == self.direct_period), self.now)

    @property
    def year_days(self) -> int:
        """Days of the newest docket's year."""
        return 366 if calendar.isleap(self.now.period.year) else 365

    @property
    def days_to_month_end(self) -> int:
        """Days from 1 January to the end of the newest docket's month."""
        return int((self.now.period + pd.offsets.MonthEnd()).day_of_year)

    @property
    def days_left(self) -> float:
        """Days from the end of the newest docket to the end of its year."""
        return self.year_days - self.period_days.value


@dataclass(frozen=True)
class Answers:
    """What the notebook shows; each number is worked out when it is first asked for."""

    inputs: Inputs

    @property
    def now(self) -> Docket:
        """The newest docket."""
        return self.inputs.now

    @cached_property
    def win_rate(self) -> Estimate:
        """Won over won and lost, as the report counts."""
        return wilson(self.now.won, self.now.decided)

    @cached_property
    def win_rate_exact(self) -> Estimate:
        """The same with the exact range."""
        return clopper_pearson(self.now.won, self.now.decided)

    @cached_property
    def win_rate_all_closed(self) -> Estimate:
        """Won over all closed cases."""
        return wilson(self.now.won, self.now.closed)

    @cached_property
    def win_rate_worst(self) -> Estimate:
        """Every other closing counted as lost."""
        return with_other_lost(self.now.won, self.now.lost, self.now.other, self.now.other)

    @cached_property
    def win_rate_best(self) -> Estimate:
        """Every other closing counted as won."""
        return with_other_lost(self.now.won, self.now.lost, self.now.other, 0)

    @cached_property
    def win_rate_assumed(self) -> Estimate:
        """The assumed share of the other closings counted as lost; the range is from the worst to the best count."""
        won = self.now.won + self.now.other * (1 - self.inputs.other_lost_share.value)
        ends = self.win_rate_worst.value, self.win_rate_best.value
        return Estimate(won / self.now.closed, *ends, "fraction", "other closings: all lost to all won")

    @cached_property
    def other_losses_borne(self) -> int | None:
        """The most other closings that may be lost with the whole range above one half; None where none may."""
        borne = [
            lost
            for lost in range(self.now.other + 1)
            if lower_end(with_other_lost(self.now.won, self.now.lost, self.now.other, lost)) > HALF
        ]
        return max(borne, default=None)

    @cached_property
    def counted_otherwise(self) -> pd.DataFrame:
        """The win rate when so many of the wins are not full wins; see `litigation_wins.counted_otherwise`."""
        return counted_otherwise(self.now.won, self.now.lost)

    @cached_property
    def to_half(self) -> Estimate:
        """Wins that must turn out not to be full wins, and count as not won, for the rate to be one half."""
        return to_half(self.counted_otherwise, "not_won", HALF)

    @cached_property
    def to_half_left_out(self) -> Estimate | None:
        """The same when they are left out of the count; None where no loss would be left to outweigh."""
        return to_half(self.counted_otherwise, "left_out", HALF) if self.now.lost else None

    @property
    def wins_to_spare(self) -> int:
        """The most wins that may turn out not to be full ones with the whole range above one half."""
        return 0 if self.to_half.low is None else max(0, int(self.to_half.low) - 1)

    @cached_property
    def design_effect(self) -> Estimate:
        """How much dependence between cases the majority bears."""
        return design_effect_to_half(self.win_rate.value, self.now.decided, HALF)

    @cached_property
    def clearance(self) -> Estimate:
        """Closed over new cases."""
        value = clearance_rate(self.now.closed, self.now.new)
        ratio = exact_rate_ratio(self.now.closed, 1, self.now.new, 1)
        return replace(ratio, value=value, unit="fraction", method=f"CEPEJ; {ratio.method}, Poisson counts")

    @cached_property
    def disposition(self) -> Estimate:
        """Days that the pending cases would take at the pace so far."""
        return disposition(self.now.pending, self.now.closed, self.inputs.period_days.value)

    @cached_property
    def pending_change(self) -> Estimate:
        """Pending minus carried over."""
        return Estimate(self.now.pending - self.now.carried_over, unit="cases", method="counted")

    @cached_property
    def path(self) -> PendingPath:
        """The pending cases from the end of the period to that of the year, day by day."""
        return pending_path(self.now, self.inputs.period_days.value, self.inputs.days_left)

    @property
    def pending_year_end(self) -> Estimate:
        """Pending cases at year end at the pace so far."""
        return self.path.end

    @cached_property
    def direct_share(self) -> Estimate:
        """New cases conducted directly, of all new cases."""
        return wilson(self.inputs.direct, self.inputs.direct_docket.new)

    @cached_property
    def direct_share_docket(self) -> tuple[float, float]:
        """Least and greatest share of the whole docket conducted directly: no carried-over case, or each of them."""
        docket = self.inputs.direct_docket
        return self.inputs.direct / docket.total, (self.inputs.direct + docket.carried_over) / docket.total

    @cached_property
    def direct_per_attorney(self) -> Estimate:
        """New cases conducted directly for each of the city's own attorneys."""
        return Estimate(self.inputs.direct / self.inputs.attorneys, unit="cases/person", method="counted")

    @property
    def shares_won(self) -> list[tuple[NamedCase, Estimate]]:
        """The named cases with an award, and what their printed amounts give for the share that the city won."""
        shares = [(case, case.share_of_amounts) for case in self.inputs.cases]
        return [(case, share) for case, share in shares if share is not None]

    @cached_property
    def series(self) -> pd.DataFrame:
        """Each period's win rate, clearance and pending cases; see `litigation_docket.series_of`."""
        return series_of(self.inputs.dockets)

    def results(self) -> dict[str, Estimate]:
        """The results by id."""
        docket = "direct at least to at most, of new and carried over"
        least, most = self.direct_share_docket
        return {
            "litigation.win_rate": self.win_rate,
            "litigation.win_rate.exact": self.win_rate_exact,
            "litigation.win_rate.all_closed": self.win_rate_all_closed,
            "litigation.win_rate.worst": self.win_rate_worst,
            "litigation.win_rate.best": self.win_rate_best,
            "litigation.win_rate.other_assumed": self.win_rate_assumed,
            "litigation.win_rate.wins_to_half": self.to_half,
            "litigation.win_rate.design_effect_to_half": self.design_effect,
            "litigation.clearance_rate": self.clearance,
            "litigation.disposition_days": self.disposition,
            "litigation.pending_change": self.pending_change,
            "litigation.pending_year_end": self.pending_year_end,
            "litigation.direct_share": self.direct_share,
            "litigation.direct_share.docket_least": Estimate(least, unit="fraction", method=docket),
            "litigation.direct_share.docket_most": Estimate(most, unit="fraction", method=docket),
            "litigation.direct_per_attorney": self.direct_per_attorney,
            **{f"litigation.cases.{case.id}.share_won": share for case, share in self.shares_won},
        }


def answer(inputs: Inputs) -> Answers:
    """The answers to the notebook's questions."""
    return Answers(inputs)


def disposition(pending: float, resolved: float, days: float) -> Estimate:
    """The disposition time, its range that of the count of resolved cases taken as Poisson."""
    closed = poisson_rate(resolved)
    value = disposition_time(pending, resolved, days)
    low, high = (disposition_time(pending, end, days) if end else None for end in (closed.high, closed.low))
    return Estimate(value, low, high, "days", f"CEPEJ; {closed.method} of the closings")


def lower_end(estimate: Estimate) -> float:
    """The lower end of a range; minus infinity where it is open."""
    return -math.inf if estimate.low is None else estimate.low
