"""What is judged by counting how many pass: the joint evaluation and the review of regulations."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from analysis.methods.estimate import Estimate
from analysis.methods.proportions import wilson

HALF = 0.5


def fewest_above(share: float, trials: int) -> int | None:
    """The smallest count of so many whose Wilson range lies wholly above a share; None where not even all do."""
    counts = range(trials + 1)  # the more succeed, the higher the range lies
    fewest = bisect_right(counts, share, key=lambda successes: wilson(successes, trials).low or 0.0)
    return fewest if fewest in counts else None


def to_spare(successes: int, trials: int, share: float = HALF) -> int | None:
    """By how much a count may fall with its range still above a share; below zero where it does not lie there."""
    needed = fewest_above(share, trials)
    return None if needed is None else successes - needed


@dataclass(frozen=True)
class JointEvaluation:
    """Indicators of the joint evaluation that apply to Seoul, and how they turned out."""

    national: int
    indicators: int
    measured: int
    achieved: int
    cases_seoul: int
    cases_cities: int

    @cached_property
    def achieved_share(self) -> Estimate:
        """Indicators achieved, of those measured against a target."""
        return wilson(self.achieved, self.measured)


@dataclass(frozen=True)
class RegulationReform:
    """Registered regulations under review by outcome, and the reform tasks proposed to the Ministry."""

    registered: int
    reviewed: int
    kept: int
    excluded: int
    final_review: int
    proposed: int
    selected: int

    @cached_property
    def kept_share(self) -> Estimate:
        """Regulations kept, of those reviewed."""
        return wilson(self.kept, self.reviewed)

    @property
    def open_share(self) -> Estimate:
        """Regulations that the final review may still change, of those reviewed."""
        return Estimate(self.final_review / self.reviewed, unit="fraction", method="counted")

    @cached_property
    def selected_share(self) -> Estimate:
        """Reform tasks selected, of those proposed."""
        return wilson(self.selected, self.proposed)
