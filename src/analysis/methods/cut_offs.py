"""Up to when a count goes, and whether two counts that are held against each other go equally far."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Precision = Literal["hour", "day", "month", "year"]


@dataclass(frozen=True)
class Counted:
    """Up to when something was counted, as the report names it.

    Attributes:
        names: what was counted, in Korean and in English.
        start: the hour named, or the moment at which the day, month or year named begins.
        precision: which of these the report names.
        section: where it names it, in Korean and in English.
        line: the line of the source there.
    """

    names: tuple[str, str]
    start: datetime
    precision: Precision
    section: tuple[str, str]
    line: int

    @property
    def end(self) -> datetime:
        """The moment up to which the count goes: an hour is one; a day, a month or a year is read to its end."""
        if self.precision == "hour":
            return self.start
        if self.precision == "day":
            return self.start + timedelta(days=1)
        if self.precision == "month":
            return (self.start.replace(day=1) + timedelta(days=32)).replace(day=1)
        return self.start.replace(year=self.start.year + 1)


@dataclass(frozen=True)
class CutOff:
    """Two counts that the study holds against each other.

    `why` is what it means where they end at different times, in Korean and in English; `limits` names the results that
    rest on the comparison.
    """

    id: str
    counted: Counted
    against: Counted
    why: tuple[str, str]
    limits: tuple[str, ...] = ()

    @property
    def agree(self) -> bool:
        """Whether both go equally far."""
        return self.counted.end == self.against.end
