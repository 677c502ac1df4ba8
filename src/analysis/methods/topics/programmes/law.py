"""Laws and terms: the acting-mayor period, the police bills, the Local Autonomy Act."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ActingMayor:
    """The acting-mayor period, both days counted, and the first day of the edition's month."""

    first: date
    last: date
    days: int
    reported: date

    @property
    def elapsed(self) -> int:
        """Days of the period before the edition's month, none before it began and no more than it has."""
        return min(max(0, (self.reported - self.first).days), self.days)


@dataclass(frozen=True)
class PoliceBill:
    """The autonomous police as the bill has it, and the month that the city asks for."""

    effect: date
    requested: date
    members: int
    by_governor: int

    @property
    def months_later(self) -> int:
        """Months from the bill's month of effect to the one asked for."""
        return 12 * (self.requested.year - self.effect.year) + self.requested.month - self.effect.month


@dataclass(frozen=True)
class AutonomyBill:
    """What the Local Autonomy Act bill changes: now and planned, by item."""

    changes: Mapping[str, tuple[int, int]]
