"""A number with its range: what every method returns and every result is."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Estimate:
    """A computed number, its 95 % range unless `method` says otherwise, its unit and how it was made.

    `low` and `high` are None where there is no range (a plain count) or where it is open on that side.
    """

    value: float
    low: float | None = None
    high: float | None = None
    unit: str = ""
    method: str = ""

    def described(self, unit: str, method: str) -> "Estimate":
        """The same numbers under another unit and method."""
        return replace(self, unit=unit, method=method)
