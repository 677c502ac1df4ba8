"""The win rate when closings are counted in another way than the report counts them."""

import math

import pandas as pd

from analysis.methods.estimate import Estimate
from analysis.methods.proportions import wilson
from analysis.methods.slips import SlipError


def with_other_lost(won: int, lost: int, other: int, other_lost: int) -> Estimate:
    """Won over closed when `other_lost` of the other closings count as lost, the rest of them as won."""
    return wilson(won + other - other_lost, won + lost + other)


def counted_otherwise(won: int, lost: int) -> pd.DataFrame:
    """The win rate when some of the wins, from none to all, are not counted as won.

    Returns:
        One row a number of wins, `moved` in the index: `not_won`, with `_low` and `_high`, where they count as not
        won, `left_out`, with `_low` and `_high`, where they leave the count as other closings do; missing where
        nothing would be left to count.
    """
    rows = []
    for moved in range(won + 1):
        not_won, left_out = wilson(won - moved, won + lost), _wilson_or_missing(won - moved, won + lost - moved)
        rows.append(
            {
                "not_won": not_won.value,
                "not_won_low": not_won.low,
                "not_won_high": not_won.high,
                "left_out": left_out.value,
                "left_out_low": left_out.low,
                "left_out_high": left_out.high,
            }
        )
    return pd.DataFrame(rows, dtype="float64", index=pd.RangeIndex(won + 1, name="moved"))


def to_half(rates: pd.DataFrame, column: str, level: float) -> Estimate:
    """How many wins must be moved for a rate to fall to `level`; the range is where its own range includes the level.

    Raises:
        ValueError: the rate never falls so far.
    """
    fallen = rates.index[rates[column] <= level]
    if fallen.empty:
        raise SlipError(f"the rate never falls to {level:g}")
    open_ = rates.index[(rates[f"{column}_low"] <= level) & (rates[f"{column}_high"] >= level)]
    low, high = (float(open_.min()), float(open_.max())) if len(open_) else (None, None)
    return Estimate(float(fallen.min()), low, high, "cases", "Wilson range includes one half")


def _wilson_or_missing(successes: int, trials: int) -> Estimate:
    return wilson(successes, trials) if trials else Estimate(math.nan)
