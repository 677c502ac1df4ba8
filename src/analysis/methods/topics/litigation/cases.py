"""The cases that a report names: what its printed amounts say about its printed percentage."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from analysis.methods.estimate import Estimate
from analysis.methods.rounding import Interval, estimate_within, range_over_corners


@dataclass(frozen=True)
class NamedCase:
    """A case: amounts in dispute and awarded (KRW 100 million), and the percentage that the city won, as printed.

    `awarded` and `share_won` are None where the report prints none; `names` holds the case's name by language.
    """

    id: str
    names: Mapping[str, str]
    claim: Interval
    awarded: Interval | None
    share_won: Interval | None

    @property
    def share_of_amounts(self) -> Estimate | None:
        """The part of the amount in dispute that was not awarded, as a fraction; None without an award."""
        if self.awarded is None:
            return None
        value = _not_awarded(self.claim.midpoint, self.awarded.midpoint)
        return estimate_within(float(value), range_over_corners(_not_awarded, self.claim, self.awarded), "fraction")

    @property
    def agrees(self) -> bool | None:
        """Whether some amounts that print like these give the printed percentage; None where one is not printed."""
        if self.awarded is None or self.share_won is None:
            return None
        return (100 * range_over_corners(_not_awarded, self.claim, self.awarded)).overlaps(self.share_won)

    @property
    def award_implied(self) -> Interval | None:
        """What the award was, going by the printed percentage; None without one."""
        if self.share_won is None:
            return None
        return range_over_corners(lambda claim, share: claim * (1 - share / 100), self.claim, self.share_won)


def _not_awarded(claim: Fraction, awarded: Fraction) -> Fraction:
    return 1 - awarded / claim
