"""A number with its range: what every method returns and every result is."""

import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False)
class Estimate:
    """A computed number, its 95 % range unless `method` says otherwise, its unit and how it was made.

    `low` and `high` are None where there is no range (a plain count) or where it is open on that side.
    """

    value: float
    low: float | None = None
    high: float | None = None
    unit: str = ""
    method: str = ""

    def __repr__(self) -> str:
        ends = "" if self.low is None and self.high is None else f" ({_short(self.low)} to {_short(self.high)})"
        return f"{_short(self.value)}{ends} {self.unit}".strip()

    @property
    def defined(self) -> bool:
        """Whether there is a value at all."""
        return math.isfinite(self.value)

    def described(self, unit: str, method: str) -> "Estimate":
        """The same numbers under another unit and method."""
        return replace(self, unit=unit, method=method)

    @property
    def width(self) -> float:
        """How wide the range is; NaN where it is open or there is none."""
        return math.nan if self.low is None or self.high is None else self.high - self.low

    def above(self, level: float) -> bool:
        """Whether the whole range lies above a level; a value without range counts itself."""
        end = self.value if self.low is None and self.high is None else self.low
        return end is not None and end > level

    def below(self, level: float) -> bool:
        """Whether the whole range lies below a level; a value without range counts itself."""
        end = self.value if self.low is None and self.high is None else self.high
        return end is not None and end < level

    def __add__(self, shift: float) -> "Estimate":
        return self._ends(lambda end: end + shift)

    def __neg__(self) -> "Estimate":
        return self._ends(lambda end: -end)

    def __sub__(self, shift: float) -> "Estimate":
        return self._ends(lambda end: end - shift)

    def __rsub__(self, number: float) -> "Estimate":
        return self._ends(lambda end: number - end)

    def __mul__(self, factor: float) -> "Estimate":
        return self._ends(lambda end: end * factor)

    __radd__, __rmul__ = __add__, __mul__

    def _ends(self, monotone: Callable[[float], float]) -> "Estimate":
        """Value and range under a monotone function; one that falls puts the ends in order again."""
        low, high = (None if end is None else monotone(end) for end in (self.low, self.high))
        falls = monotone(self.value + 1) < monotone(self.value)
        return replace(self, value=monotone(self.value), low=high if falls else low, high=low if falls else high)


UNDEFINED = Estimate(
    math.nan, math.nan, math.nan
)  # what a division by nothing gives: no value, no range, above and below nothing


def _short(number: float | None) -> str:
    return "open" if number is None else f"{number:,.4g}"


def ratio(part: float, whole: float) -> float:
    """A part over its whole; NaN of nothing."""
    return float(part) / float(whole) if whole else math.nan


def estimates_frame(estimates: Sequence[Estimate], index: Iterable[Hashable] | None = None) -> "pd.DataFrame":
    """Estimates under each other: `value`, `low`, `high`, one row each; a missing end is NaN."""
    import pandas as pd  # slow to import, and nothing else here needs it

    rows = [(one.value, one.low, one.high) for one in estimates]
    frame = pd.DataFrame(rows, columns=["value", "low", "high"], dtype="float64")
    return frame if index is None else frame.set_axis(list(index))


def framed_estimates(frame: "pd.DataFrame", unit: str = "") -> "pd.Series[Any]":
    """The rows of a frame with `value`, `low` and `high` as estimates, to stand in one column; None without a value."""
    import pandas as pd  # as there

    parts = frame[["value", "low", "high"]]
    rows = parts.astype(object).where(parts.notna(), None).itertuples(index=False)
    made = [None if value is None else Estimate(value, low, high, unit) for value, low, high in rows]
    return pd.Series(made, frame.index, dtype=object)
