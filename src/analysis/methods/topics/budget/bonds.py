"""Bonds: how much of the limit is issued, what pace is left, and what the difference of two rates is worth.

Report, Ⅲ.3.②. Money is in KRW 100 million, rates are in per cent a year.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from analysis.methods.estimate import Estimate
from analysis.methods.rounding import Interval
from analysis.methods.slips import SlipError
from analysis.methods.topics.budget.printed import computed

HUNDRED_MILLION = "KRW 100 million"
MONTHS = 12
STEP = Interval.exactly(1) / 10


@dataclass(frozen=True)
class Bonds:
    """The year's bonds as printed.

    Attributes:
        limit: what may be issued in the year, `carried_over` from the year before included.
        issued: issued so far, counted in the month that begins on `counted`.
        elapsed: months of the year gone by then.
        sources: projects by where the money is borrowed.
        projects: projects in all as printed.
        rate_public: of public offering bonds that run `maturity` years.
        rate_bank: of bank bonds, of a maturity not printed.
        rates_on: the day of both rates.
        given_gap: percentage points taken instead of the difference of the two rates.
        matched: how much of the gap is left between rates of equal maturity, as a multiple of it.

    Raises:
        ValueError: the limit may be zero, or the months elapsed are not those up to or within the month counted.
    """

    limit: Interval
    carried_over: Interval
    issued: Interval
    counted: date
    elapsed: float
    sources: Mapping[str, int]
    projects: int
    rate_public: Interval
    rate_bank: Interval
    rates_on: date
    maturity: float
    given_gap: Interval | None = None
    matched: Fraction = Fraction(1)

    def __post_init__(self) -> None:
        if not self.limit.low > 0:
            raise SlipError("the limit of issue is not above zero")
        if not self.counted.month - 1 <= self.elapsed <= self.counted.month:
            raise SlipError(f"{self.elapsed:g} months do not lie within month {self.counted.month} of the year")

    @cached_property
    def issued_share(self) -> Estimate:
        """Issued over limit."""
        return computed(lambda issued, limit: issued / limit, "fraction", self.issued, self.limit)

    @cached_property
    def left(self) -> Interval:
        """The limit minus what is issued."""
        return self.limit - self.issued

    @cached_property
    def remaining(self) -> Estimate:
        """The limit minus what is issued, as a result."""
        return computed(lambda limit, issued: limit - issued, HUNDRED_MILLION, self.limit, self.issued)

    @cached_property
    def carried_share(self) -> Estimate:
        """The part of the limit that was carried over."""
        return computed(lambda carried, limit: carried / limit, "fraction", self.carried_over, self.limit)

    @cached_property
    def new_limit(self) -> Estimate:
        """The limit without what was carried over."""
        return computed(lambda limit, carried: limit - carried, HUNDRED_MILLION, self.limit, self.carried_over)

    @cached_property
    def new_issued_share(self) -> tuple[float, float] | None:
        """The least and the greatest share of the new limit that may be issued.

        Least where all that was carried over is issued first, greatest where it is issued last; None where all of
        the limit was carried over.
        """
        new, issued = self.new_limit.value, float(self.issued.midpoint)
        if not new > 0:
            return None
        return max(0.0, issued - float(self.carried_over.midpoint)) / new, min(1.0, issued / new)

    @cached_property
    def pace_ratio(self) -> Estimate | None:
        """Bonds a month needed to reach the limit by the end of the year over bonds a month so far.

        The range runs from the first to the last day of the month counted. None where no month is left or nothing is
        issued.
        """
        last = self.counted.month
        if last == MONTHS or not self.issued.low > 0:
            return None
        value, low, high = (self._pace_ratio_at(months) for months in (self.elapsed, last - 1, last))
        return Estimate(value, low, high, "ratio", "from the start to the end of the month counted")

    @cached_property
    def paces(self) -> tuple[float, float] | None:
        """Bonds a month so far, and a month from now on to reach the limit; None where there is no pace to compare."""
        if self.pace_ratio is None or not self.elapsed > 0:
            return None
        left, issued = float(self.left.midpoint), float(self.issued.midpoint)
        return issued / self.elapsed, left / (MONTHS - self.elapsed)

    @cached_property
    def elapsed_at_even_pace(self) -> float:
        """Months that must have gone by for the pace so far to reach the limit exactly at the end of the year."""
        return MONTHS * self.issued_share.value

    @cached_property
    def year_end(self) -> Estimate | None:
        """What would be issued by the end of the year at the pace so far, limit or no limit; None in no month."""
        if not self.elapsed > 0:
            return None
        issued = float(self.issued.midpoint)
        first, last = self.counted.month - 1, self.counted.month
        high = issued * MONTHS / first if first else None
        method = "pace so far carried on, from the start to the end of the month counted"
        return Estimate(issued * MONTHS / self.elapsed, issued * MONTHS / last, high, HUNDRED_MILLION, method)

    @cached_property
    def gap(self) -> Interval:
        """Bank bond rate minus public offering rate, or the gap given."""
        return self.rate_bank - self.rate_public if self.given_gap is None else self.given_gap

    @cached_property
    def rate_gap(self) -> Estimate:
        """Bank bond rate minus public offering rate, or the gap given, in percentage points."""
        return computed(lambda gap: gap, "percentage points", self.gap)

    @cached_property
    def matched_gap(self) -> Estimate:
        """The gap at equal maturity that interest is calculated with, in percentage points."""
        return computed(lambda gap: gap, "percentage points", self.gap * self.matched)

    def worth(self, amount: Interval, gap: Interval | None = None) -> Estimate:
        """Interest a year that an amount borrowed at the lower of the two rates saves."""
        taken = self.gap * self.matched if gap is None else gap
        return computed(lambda owed, points: owed * points / 100, f"{HUNDRED_MILLION}/year", amount, taken)

    @cached_property
    def worth_of_a_tenth(self) -> Estimate:
        """Interest a year that a tenth of a percentage point is worth on what is issued."""
        return self.worth(self.issued, STEP)

    @property
    def amounts(self) -> Mapping[str, Interval]:
        """The amounts whose interest is worked out: issued, left, and the whole limit."""
        return {"issued": self.issued, "left": self.left, "limit": self.limit}

    def source_share(self, source: str) -> float:
        """The share of all projects, by number, that borrow from a source."""
        return self.sources[source] / self.projects

    def _pace_ratio_at(self, elapsed: float) -> float:
        left, issued = float(self.left.midpoint), float(self.issued.midpoint)
        return left * elapsed / ((MONTHS - elapsed) * issued)
