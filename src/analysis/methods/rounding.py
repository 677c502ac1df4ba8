"""Arithmetic with printed figures: each stands for every number that its printed digits allow.

Interval arithmetic after [@moore2009], chapter 2, in exact fractions: no outcome depends on floating-point noise.

An expression that uses the same figure twice must not be written with `Interval` operations: each use would
vary on its own and the result be too wide. `range_over_corners` is for those.
"""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import TypeAlias

from analysis.methods.estimate import UNDEFINED, Estimate

Exact: TypeAlias = int | Fraction

# A plain decimal with optional groups of three; the two minus signs are those that reports print.
PRINTED = re.compile(r"[-−+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")


@dataclass(frozen=True)
class Interval:
    """All numbers from `low` to `high`; an open end is itself left out.

    `+ - * /` take another interval, an int or a Fraction. No float: its exact value is not what is meant.
    """

    low: Fraction
    high: Fraction
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low > self.high or (self.low == self.high and (self.low_open or self.high_open)):
            raise ValueError(f"no number lies from {self.low} to {self.high}")

    @classmethod
    def exactly(cls, value: Exact) -> "Interval":
        """The one number."""
        return cls(Fraction(value), Fraction(value))

    @property
    def width(self) -> Fraction:
        """How far the ends are apart."""
        return self.high - self.low

    @property
    def midpoint(self) -> Fraction:
        """The number half-way, which for a rounded figure is the one printed."""
        return (self.low + self.high) / 2

    def contains(self, value: Exact) -> bool:
        """Whether the number is one of these."""
        above = self.low < value or (self.low == value and not self.low_open)
        below = value < self.high or (self.high == value and not self.high_open)
        return above and below

    def overlaps(self, other: "Interval") -> bool:
        """Whether some number is in both, so that they may be one and the same."""
        return self.may_be_at_most(other) and other.may_be_at_most(self)

    def may_be_at_most(self, other: "Interval") -> bool:
        """Whether some number here is less than or equal to some number there."""
        touches = self.low == other.high and not (self.low_open or other.high_open)
        return self.low < other.high or touches

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def __add__(self, other: "Interval | Exact") -> "Interval":
        if not isinstance(other, Interval | int | Fraction):
            return NotImplemented
        that = _interval(other)
        return Interval(
            self.low + that.low,
            self.high + that.high,
            self.low_open or that.low_open,
            self.high_open or that.high_open,
        )

    def __radd__(self, other: Exact) -> "Interval":
        return self + other

    def __sub__(self, other: "Interval | Exact") -> "Interval":
        if not isinstance(other, Interval | int | Fraction):
            return NotImplemented
        return self + -_interval(other)

    def __rsub__(self, other: Exact) -> "Interval":
        return -self + other

    def __mul__(self, other: "Interval | Exact") -> "Interval":
        if not isinstance(other, Interval | int | Fraction):
            return NotImplemented
        corners = [_product(a, b) for a, b in itertools.product(_ends(self), _ends(_interval(other)))]
        low, high = min(end for end, _ in corners), max(end for end, _ in corners)
        return Interval(
            low,
            high,
            all(is_open for end, is_open in corners if end == low),
            all(is_open for end, is_open in corners if end == high),
        )

    def __rmul__(self, other: Exact) -> "Interval":
        return self * other

    def __truediv__(self, other: "Interval | Exact") -> "Interval":
        if not isinstance(other, Interval | int | Fraction):
            return NotImplemented
        return self * _reciprocal(_interval(other))

    def __rtruediv__(self, other: Exact) -> "Interval":
        return _interval(other) * _reciprocal(self)


def interval_of(printed: str, *, exact: bool = False) -> Interval:
    """What a printed number allows: half a unit of its last printed place to either side, ends included.

    "8.8" gives 8.75 to 8.85, so that any rule for halves is allowed. A whole count is itself: `exact`.

    Raises:
        ValueError: the token is no plain number with a decimal point and groups of three.
    """
    value, unit = _printed(printed)
    return Interval.exactly(value) if exact else Interval(value - unit / 2, value + unit / 2)


def truncated_interval_of(printed: str) -> Interval:
    """What a printed number allows when further digits were cut off: "8.8" gives 8.8 up to, without, 8.9.

    Below zero the digits cut off lie on the other side. Cut to zero, it may have been either.

    Raises:
        ValueError: as `interval_of`.
    """
    value, unit = _printed(printed)
    if value == 0:
        return Interval(-unit, unit, low_open=True, high_open=True)
    if value < 0:
        return Interval(value - unit, value, low_open=True)
    return Interval(value, value + unit, high_open=True)


def range_over_corners(function: Callable[..., Exact], *intervals: Interval) -> Interval:
    """The range of a function of several figures, each figure taken once however often the function uses it.

    It is evaluated at every combination of ends: exact for a function that is monotone in each argument while
    the others are held (a share a/(a+b) of positive figures is), else too narrow. Ends count as included.

    Raises:
        ZeroDivisionError: the function divides by zero at a corner.
    """
    corners = itertools.product(*(sorted({interval.low, interval.high}) for interval in intervals))
    values = [Fraction(function(*corner)) for corner in corners]
    return Interval(min(values), max(values))


def estimate_within(value: float, interval: Interval, unit: str) -> Estimate:
    """A number computed from figures as printed, with the range that their digits allow."""
    return Estimate(value, float(interval.low), float(interval.high), unit, "range of the printed digits")


def estimate_over(function: Callable[..., Exact], *intervals: Interval, unit: str) -> Estimate:
    """A monotone function of rounded figures: its value at what is printed, its range over all that the digits allow.

    What is printed is the middle of each interval. UNDEFINED where it divides by zero there or at a corner.
    """
    try:
        value = function(*(interval.midpoint for interval in intervals))
        return estimate_within(float(value), range_over_corners(function, *intervals), unit)
    except ZeroDivisionError:
        return UNDEFINED


def _printed(token: str) -> tuple[Fraction, Fraction]:
    """The number, and one unit of its last printed place."""
    text = token.strip()
    if not PRINTED.fullmatch(text):
        raise ValueError(f"{token!r} is not a plain printed number")
    plain = text.replace(",", "").replace("−", "-")
    _, _, decimals = plain.partition(".")
    return Fraction(plain), Fraction(1, 10 ** len(decimals))


def _interval(value: "Interval | Exact") -> Interval:
    return value if isinstance(value, Interval) else Interval.exactly(value)


def _ends(interval: Interval) -> list[tuple[Fraction, bool]]:
    return [(interval.low, interval.low_open), (interval.high, interval.high_open)]


def _product(*ends: tuple[Fraction, bool]) -> tuple[Fraction, bool]:
    """The product of two ends; open when an end is, unless the other is a zero that is taken on."""
    zero_taken_on = any(end == 0 and not is_open for end, is_open in ends)
    return prod((end for end, _ in ends), start=Fraction(1)), not zero_taken_on and any(o for _, o in ends)


def _reciprocal(interval: Interval) -> Interval:
    if interval.low <= 0 <= interval.high:
        raise ZeroDivisionError(f"the divisor, {interval.low} to {interval.high}, may be zero")
    return Interval(1 / interval.high, 1 / interval.low, interval.high_open, interval.low_open)
