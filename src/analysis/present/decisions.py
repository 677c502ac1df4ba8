"""What a claim leaves to decide or to ask, and what ranks it among others."""

from dataclasses import dataclass
from datetime import date, timedelta

from analysis.methods.estimate import Estimate
from analysis.present.words import Words


@dataclass(frozen=True)
class Decision:
    """What is to be decided or asked as a claim now reads.

    `due` is the day by which, where there is one; `disputes` whether the claim stands against what the report says;
    `effect` the number that the claim judges, and `level` the one at which it turns.
    """

    words: Words
    due: date | None = None
    disputes: bool = False
    effect: Estimate | None = None
    level: float = 0.0

    @property
    def margin(self) -> float:
        """How far the effect lies beyond its level, its range taken at the end nearest to the level.

        A share of the larger of effect and level: 0 where the range holds the level, 1 at the most.
        """
        one = self.effect
        if one is None or not one.defined:
            return 0.0
        plain = one.low is None and one.high is None
        end = one.value if plain else one.low if one.value > self.level else one.high
        beyond = 0.0 if end is None else (end - self.level) * (1 if one.value > self.level else -1)
        return max(0.0, beyond) / (max(abs(one.value), abs(self.level)) or 1.0)

    def due_before(self, next_report: date) -> bool:
        """Whether its day comes in the month of the report, before the next one."""
        return self.due is not None and (next_report - timedelta(days=1)).replace(day=1) <= self.due < next_report

    def rank(self, next_report: date) -> tuple[int, bool, float]:
        """What sorts decisions, the largest first.

        The days from its due day to the next report, none where it can wait; against the report; the margin.
        """
        days = (next_report - self.due).days if self.due is not None and self.due_before(next_report) else 0
        return days, self.disputes, self.margin
