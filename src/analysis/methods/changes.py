"""What moved between two sets of results, and what moved it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isclose
from typing import TYPE_CHECKING, Literal

from analysis.methods.estimate import Estimate

if TYPE_CHECKING:
    import pandas as pd

SAME = 1e-9  # relative: sums in another order, on another processor, differ by less

Cause = Literal["data", "assumption", "code", "environment", "unknown"]
Causes = tuple[Cause, ...]


@dataclass(frozen=True)
class State:
    """Results, claims (whether each holds), and what was changed to come here from the state before.

    Several causes stand together where the step cannot tell them apart.
    """

    results: Mapping[str, Estimate]
    holds: Mapping[str, bool]
    changed: Causes = ()


@dataclass(frozen=True)
class Turn:
    """A claim that holds now and did not before, or the other way round, and the causes step by step."""

    claim: str
    holds: bool
    causes: tuple[Causes, ...]


def attributed(states: Sequence[State]) -> "pd.DataFrame":
    """The results that `moved` from the first state to the last, with `causes`: the steps that moved each.

    The step with the largest part in the move comes first; a result that a step brought or took away has no size.
    """
    frame = moved(states[0].results, states[-1].results)
    return frame.assign(causes=frame["result"].map(lambda name: _causes(name, states)))


def turned(states: Sequence[State]) -> list[Turn]:
    """The claims of the first state that stand the other way round in the last, with the steps that turned them."""
    first, last = states[0].holds, states[-1].holds
    return [
        Turn(name, last[name], tuple(dict.fromkeys(_turns(name, states))))
        for name in first
        if name in last and first[name] != last[name]
    ]


def _causes(name: str, states: Sequence[State]) -> tuple[Causes, ...]:
    steps = [
        (abs(_difference(before.results.get(name), after.results.get(name))), after.changed)
        for before, after in pairwise(states)
        if _differs(before.results.get(name), after.results.get(name))
    ]
    return tuple(dict.fromkeys(changed for _, changed in sorted(steps, key=lambda step: -step[0])))


def _turns(name: str, states: Sequence[State]) -> Iterator[Causes]:
    for before, after in pairwise(states):
        if before.holds.get(name) != after.holds.get(name):
            yield after.changed


def moved(before: Mapping[str, Estimate], after: Mapping[str, Estimate]) -> "pd.DataFrame":
    """The results that differ, those that moved most against their range first.

    Columns: `result`, `before` and `after` (Estimates, None where a set lacks the result), `difference`, `ranges`:
    the difference over half the width of the earlier range, nan where there is none.
    """
    import pandas as pd  # slow to import, and a run that compares nothing needs none

    rows = [
        _row(name, before.get(name), after.get(name))
        for name in dict.fromkeys([*before, *after])
        if _differs(before.get(name), after.get(name))
    ]
    frame = pd.DataFrame(rows, columns=["result", "before", "after", "difference", "ranges"])
    return frame.sort_values(
        "ranges", key=lambda column: column.abs(), ascending=False, na_position="last", kind="stable"
    )


def _differs(before: Estimate | None, after: Estimate | None) -> bool:
    if before is None or after is None:
        return before is not after
    pairs = ((before.value, after.value), (before.low, after.low), (before.high, after.high))
    return any(_apart(one, other) for one, other in pairs)


def _apart(one: float | None, other: float | None) -> bool:
    return one != other if one is None or other is None else not isclose(one, other, rel_tol=SAME)


def _difference(before: Estimate | None, after: Estimate | None) -> float:
    return after.value - before.value if before and after else 0.0


def _row(name: str, before: Estimate | None, after: Estimate | None) -> dict[str, object]:
    difference = _difference(before, after) if before and after else float("nan")
    return {
        "result": name,
        "before": before,
        "after": after,
        "difference": difference,
        "ranges": difference / half if before and (half := _half_width(before)) else float("nan"),
    }


def _half_width(result: Estimate) -> float:
    return (result.high - result.low) / 2 if result.low is not None and result.high is not None else 0.0
