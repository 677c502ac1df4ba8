"""Numbers worked out from figures as printed, with the range that their printed digits allow."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from analysis.methods.estimate import Estimate
from analysis.methods.rounding import Interval, estimate_within


def computed(formula: Callable[..., Any], unit: str, *figures: Interval) -> Estimate:
    """A formula that uses each figure once, of the numbers printed and of the intervals that their digits allow.

    Raises:
        ZeroDivisionError: the formula divides by a figure that may be zero.
    """
    value = formula(*(figure.midpoint for figure in figures))
    return estimate_within(float(value), formula(*figures), unit)


@dataclass(frozen=True)
class Check:
    """A printed figure against what other printed figures make it; `kind` says by which rule."""

    kind: str
    item: str
    printed: Interval
    recomputed: Interval

    @property
    def exact(self) -> bool:
        """Whether both are the same to the last printed digit."""
        return self.printed.midpoint == self.recomputed.midpoint

    @property
    def possible(self) -> bool:
        """Whether the printed digits allow both to be the same."""
        return self.printed.overlaps(self.recomputed)

    @property
    def cut_off(self) -> bool:
        """Whether both are the same if the printed figure has further digits cut off instead of rounded."""
        ends = (
            self.printed.midpoint,
            self.printed.midpoint + self.printed.width * (1 if self.printed.midpoint >= 0 else -1),
        )
        return Interval(min(ends), max(ends)).overlaps(self.recomputed)
