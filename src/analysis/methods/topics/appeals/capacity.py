"""What is left of a year's meetings, and what each would have to decide."""

from collections.abc import Callable
from dataclasses import dataclass

from analysis.methods.estimate import Estimate


@dataclass(frozen=True)
class Assumed:
    """A number taken, and the range thought possible."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Capacity:
    """What is left of the year's meetings, and what each would have to decide to keep the campaign's pace.

    `needed` is that number and `strain` its ratio to the higher of both periods' means; None when no month or no
    meeting is left. Ranges are those of the meetings a month before the campaign.
    """

    left: Estimate
    months_left: int
    needed: Estimate | None
    strain: Estimate | None


def remaining_capacity(
    *,
    planned: float,
    held_in_campaign: float,
    regular_months: int,
    regular: Assumed,
    months_left: int,
    mean_before: float,
    mean_during: float,
    per_meeting_during: float,
) -> Capacity:
    """Meetings planned less those of the campaign and of the regular months so far.

    Args:
        planned: meetings planned for the year.
        held_in_campaign: meetings that the campaign took.
        regular_months: months of the year so far outside the campaign.
        regular: meetings in each of these.
        months_left: months of the year still to come.
        mean_before: decisions a month before the campaign.
        mean_during: decisions a month in it.
        per_meeting_during: decisions a meeting in the campaign.
    """

    def left(a_month: float) -> float:
        return planned - held_in_campaign - regular_months * a_month

    def needed(a_month: float) -> float:
        return mean_during * months_left / left(a_month)

    def strain(a_month: float) -> float:
        return needed(a_month) / max(mean_before / a_month, per_meeting_during)

    remain = months_left > 0 and left(regular.high) > 0
    return Capacity(
        _over_register(left, regular, "meetings"),
        months_left,
        _over_register(needed, regular, "decisions/meeting") if remain else None,
        _over_register(strain, regular, "ratio") if remain else None,
    )


def _over_register(function: Callable[[float], float], assumed: Assumed, unit: str) -> Estimate:
    """A function that is monotone in the number taken, with its values at the ends of the range."""
    ends = sorted((function(assumed.low), function(assumed.high)))
    return Estimate(function(assumed.value), ends[0], ends[1], unit, "range of the register")
