"""A docket that is counted up over the year: its arithmetic, its way to the year's end, its series."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd
from scipy import stats

from analysis.methods.arrays import FloatArray
from analysis.methods.confidence import ALPHA, LEVEL
from analysis.methods.dockets import clearance_rate, pending_at
from analysis.methods.estimate import Estimate
from analysis.methods.proportions import wilson
from analysis.methods.rounding import Interval

Z = float(stats.norm.ppf(1 - ALPHA / 2))
COUNTED = ("new", "closed", "decided", "won")


@dataclass(frozen=True)
class Check:
    """A printed number, what the other numbers of its row give, and whether its digits allow that."""

    name: str
    printed: float
    recomputed: float
    agrees: bool


@dataclass(frozen=True)
class Docket:
    """A row of the printed table: cases from 1 January to the end of `period`, and the printed win rate in per cent."""

    period: pd.Timestamp
    total: int
    carried_over: int
    new: int
    closed: int
    won: int
    win_rate: Interval
    lost: int
    other: int
    pending: int

    @property
    def decided(self) -> int:
        """Cases that the win rate is of: won and lost."""
        return self.won + self.lost

    def checks(self) -> tuple[Check, ...]:
        """The row's own arithmetic."""
        sums = {
            "total": (self.total, self.carried_over + self.new),
            "closed": (self.closed, self.won + self.lost + self.other),
            "pending": (self.pending, self.total - self.closed),
        }
        rate = Fraction(100 * self.won, self.decided)
        return (
            *(Check(name, printed, made, printed == made) for name, (printed, made) in sums.items()),
            Check("win_rate", float(self.win_rate.midpoint), float(rate), self.win_rate.contains(rate)),
        )


@dataclass(frozen=True)
class PendingPath:
    """Pending cases on the days ahead, at the pace so far, with their 95 % prediction range."""

    ahead: FloatArray
    pending: FloatArray
    low: FloatArray
    high: FloatArray

    @property
    def end(self) -> Estimate:
        """The last day."""
        ends = float(self.low[-1]), float(self.high[-1])
        return Estimate(float(self.pending[-1]), *ends, "cases", f"Nelson prediction {LEVEL}, Poisson counts")


def pending_path(docket: Docket, days: float, days_ahead: float, points: int = 40) -> PendingPath:
    """Pending cases from the end of a docket of `days` days to `days_ahead` days on.

    New and closed cases are taken as Poisson counts that go on at their rates so far. A future count then differs
    from x · r, where r is days ahead over days so far, with variance x · r · (1 + r): its own scatter and that of
    the rate it is judged by ([@nelson1982], chapter 6). The variances of the two add.
    """
    ahead = days_ahead * np.linspace(0, 1, points) ** 2  # denser at the start, where the range opens like a root
    pending = np.array([pending_at(docket.pending, docket.new, docket.closed, days, day) for day in ahead])
    ratio = ahead / days
    margin = Z * np.sqrt((docket.new + docket.closed) * ratio * (1 + ratio))
    return PendingPath(ahead, pending, np.maximum(0, pending - margin), pending + margin)


def design_effect_to_half(share: float, trials: int, level: float) -> Estimate:
    """How many times the variance of independent cases may be before the Wilson range of a share meets a level.

    With cases in groups of m that end alike the variance is m times that of independent cases (the design effect of
    [@kish1965], section 5.4), as if there were trials / m cases. A Wilson range excludes a level
    when the score test does, so the effect is the squared score statistic over its critical value. Below 1 the
    range meets the level already.
    """
    score = (share - level) / math.sqrt(level * (1 - level) / trials)
    return Estimate((score / Z) ** 2, unit="ratio", method="design effect at which the Wilson range meets one half")


def series_of(dockets: Sequence[Docket]) -> pd.DataFrame:
    """What each period of the table says, and what came to it since the period before.

    The table counts up from 1 January, so a period holds those before it in its year. `since` compares with the
    period before where that is of the same year and no count fell; otherwise it is missing.

    Returns:
        One row a period, `period` in the index: `win_rate` (Estimate), `clearance`, `pending`, and `new_since`,
        `closed_since`, `decided_since`, `won_since`.
    """
    rows = []
    for before, docket in zip([None, *dockets], dockets, strict=False):
        since = _since(before, docket)
        rows.append(
            {
                "win_rate": wilson(docket.won, docket.decided),
                "clearance": clearance_rate(docket.closed, docket.new),
                "pending": docket.pending,
                **{f"{name}_since": since.get(name, math.nan) for name in COUNTED},
            }
        )
    return pd.DataFrame(rows, index=pd.DatetimeIndex([docket.period for docket in dockets], name="period"))


def _since(before: Docket | None, docket: Docket) -> dict[str, int]:
    if before is None or before.period.year != docket.period.year:
        return {}
    grown = {name: getattr(docket, name) - getattr(before, name) for name in COUNTED}
    return grown if min(grown.values()) >= 0 else {}
