"""Plans that were recast: the sustainable development plan, and the projects under the gender budget."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.methods.estimate import Estimate

GOALS, TASKS, PROGRAMMES, INDICATORS = "goals", "detailed_tasks", "programmes", "indicators"


@dataclass(frozen=True)
class SustainablePlan:
    """Goals, tasks, programmes and so on of the first and the second plan, as far as each is printed."""

    first: Mapping[str, int]
    second: Mapping[str, int]

    @property
    def programmes_change(self) -> Estimate:
        """Programmes of the second plan against the first, as a relative change."""
        change = self.second[PROGRAMMES] / self.first[PROGRAMMES] - 1
        return Estimate(change, unit="fraction", method="counted")

    @property
    def programmes_a_goal(self) -> tuple[float, float]:
        """Programmes to a goal, in the first plan and in the second."""
        return self.first[PROGRAMMES] / self.first[GOALS], self.second[PROGRAMMES] / self.second[GOALS]


@dataclass(frozen=True)
class GenderBudget:
    """Projects under the gender budget: this year's, those added, those dropped, next year's."""

    current: int
    new: int
    dropped: int
    next: int

    @property
    def selected(self) -> Estimate:
        """Projects selected for next year, as printed."""
        return Estimate(self.next, unit="projects", method="as printed")

    @property
    def change(self) -> int:
        """Next year's projects less this year's."""
        return self.next - self.current

    @property
    def new_share(self) -> Estimate:
        """New projects, of those selected for next year."""
        return Estimate(self.new / self.next, unit="fraction", method="counted")
