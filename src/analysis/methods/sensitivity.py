"""How far a result moves when its inputs move over their ranges."""

import itertools
import math
from collections.abc import Callable, Mapping
from typing import Protocol

import pandas as pd
from scipy.optimize import brentq

from analysis.methods.estimate import Estimate

ALL_CORNERS = 6  # inputs: 64 runs; the results with more take longer to work out, and are held to all by a test


class Ranged(Protocol):
    """An input with a range: an `Estimate`, or an assumption of the register."""

    @property
    def value(self) -> float:
        """The value taken unless something is varied."""

    @property
    def low(self) -> float | None:
        """The lower end of what is thought possible."""

    @property
    def high(self) -> float | None:
        """The upper end of what is thought possible."""


def one_at_a_time(function: Callable[..., float], inputs: Mapping[str, Ranged]) -> pd.DataFrame:
    """The result with each input at either end of its range while the others keep their values.

    [@saltelli2008], section 1.2. It shows no interplay of inputs; for that
    see `all_together`.

    Args:
        function: takes the inputs by name.
        inputs: the inputs by name, each with its range.

    Returns:
        One row an input, `input` in the index, largest `swing` first: `low`, `value`, `high` of the input,
        `at_low`, `at_value`, `at_high` of the result, and `swing`, the distance of `at_low` and `at_high`.

    Raises:
        ValueError: an input without a lower or an upper end, or no input.
    """
    ranges = _ranges(inputs)
    values = {name: given.value for name, given in inputs.items()}
    at_value = function(**values)
    rows = [
        {
            "input": name,
            "low": low,
            "value": values[name],
            "high": high,
            "at_low": function(**values | {name: low}),
            "at_value": at_value,
            "at_high": function(**values | {name: high}),
        }
        for name, (low, high) in ranges.items()
    ]
    frame = pd.DataFrame(rows).set_index("input")
    swing = (frame["at_high"] - frame["at_low"]).abs()
    return frame.assign(swing=swing).sort_values("swing", ascending=False, kind="stable")


def all_together(function: Callable[..., float], inputs: Mapping[str, Ranged]) -> Estimate:
    """The result, and its least and greatest value when all inputs may stand at an end at the same time.

    Every combination of ends is evaluated: exact for a function that is monotone in each input. That all stand
    at their worst at once is a bound, not a likely case.

    Raises:
        ValueError: as `one_at_a_time`.
    """
    ranges = _ranges(inputs)
    at_ends = [function(**dict(zip(ranges, corner, strict=True))) for corner in itertools.product(*ranges.values())]
    value = function(**{name: given.value for name, given in inputs.items()})
    return Estimate(value, min(at_ends), max(at_ends), method="all inputs at their ends")


def extremes_together(function: Callable[..., float], inputs: Mapping[str, Ranged]) -> Estimate:
    """The result, and how far down and up it comes when all inputs may stand at an end at the same time.

    Up to `ALL_CORNERS` inputs every combination of ends is evaluated. Beyond, single inputs are moved to their other
    end, from the ends that lower (raise) the result one at a time, as long as that takes it further: exact for a
    function that is monotone in each input with no two that turn each other round, else it may fall short of
    `all_together`, and never goes beyond it and `one_at_a_time`.

    Raises:
        ValueError: as `one_at_a_time`.
    """
    frame = one_at_a_time(function, inputs)
    alone = frame[["at_low", "at_value", "at_high"]].to_numpy()
    if len(inputs) <= ALL_CORNERS:
        corners = all_together(function, inputs)
        assert corners.low is not None
        assert corners.high is not None
        reached = (corners.low, corners.high)
    else:
        reached = (_climb(function, inputs, frame, -1), _climb(function, inputs, frame, 1))
    low, high = min(reached[0], float(alone.min())), max(reached[1], float(alone.max()))
    return Estimate(float(frame["at_value"].iloc[0]), low, high, method="all inputs at their ends")


def _climb(function: Callable[..., float], inputs: Mapping[str, Ranged], frame: pd.DataFrame, sign: int) -> float:
    """The least (`sign` -1) or greatest (1) result that moving one input at a time to its other end comes to."""
    ranges = _ranges(inputs)
    rises = dict(zip(map(str, frame.index), frame["at_high"] >= frame["at_low"], strict=True))
    corner = {name: ends[rises[name] == (sign > 0)] for name, ends in ranges.items()}
    reached, moved = sign * function(**corner), True
    while moved:
        moved = False
        for name, ends in ranges.items():
            other = corner | {name: ends[corner[name] == ends[0]]}
            if (found := sign * function(**other)) > reached:
                reached, corner, moved = found, other, True
    return sign * reached


def survives(verdict: Callable[[float], bool], given: Ranged, whole: bool = False) -> tuple[float, float]:
    """The interval about an input's value, within its range, over which a verdict is what it is at the value.

    Each side is bisected between the value and an end with another verdict, to a thousandth of the range, or to
    whole numbers; a verdict that turns and turns back between them is not seen.

    Raises:
        ValueError: the input has no range.
    """
    low, high = _ranges({"the input": given})["the input"]
    at_value = verdict(given.value)

    def edge(end: float) -> float:
        if verdict(end) == at_value:
            return end
        same, other = given.value, end
        step = 1.0 if whole else (high - low) / 1000
        while abs(other - same) > step:
            middle = math.trunc((same + other) / 2) if whole else (same + other) / 2
            if verdict(middle) == at_value:
                same = middle
            else:
                other = middle
        return same

    return edge(low), edge(high)


def crossing(function: Callable[[float], float], low: float, high: float) -> float | None:
    """Where a monotone function crosses zero between two ends; None where it does not [@brent1973]."""
    if (function(low) > 0) == (function(high) > 0):
        return None
    return float(brentq(function, low, high))


def _ranges(inputs: Mapping[str, Ranged]) -> dict[str, tuple[float, float]]:
    if not inputs:
        raise ValueError("there is no input to vary")
    ranges = {}
    for name, given in inputs.items():
        if given.low is None or given.high is None:
            raise ValueError(f"{name} has no range to vary it over")
        ranges[name] = (given.low, given.high)
    return ranges
