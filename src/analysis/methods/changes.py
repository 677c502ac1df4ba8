"""What moved between two sets of results."""

from collections.abc import Mapping

import pandas as pd

from analysis.methods.estimate import Estimate


def moved(before: Mapping[str, Estimate], after: Mapping[str, Estimate]) -> pd.DataFrame:
    """The results that differ, those that moved most against their range first.

    Columns: `result`, `before` and `after` (Estimates, None where a set lacks the result), `difference`, `ranges`:
    the difference over half the width of the earlier range, nan where there is none.
    """
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
        return True
    return (before.value, before.low, before.high) != (after.value, after.low, after.high)


def _row(name: str, before: Estimate | None, after: Estimate | None) -> dict[str, object]:
    difference = after.value - before.value if before and after else float("nan")
    return {
        "result": name,
        "before": before,
        "after": after,
        "difference": difference,
        "ranges": difference / half if before and (half := _half_width(before)) else float("nan"),
    }


def _half_width(result: Estimate) -> float:
    return (result.high - result.low) / 2 if result.low is not None and result.high is not None else 0.0
