"""Investment review: what each of two panels decided, how sure the shares are, and what they do not show.

Report, Ⅲ.3.④. Money is in KRW 100 million. Ranges treat the projects reviewed as independent draws from what such
panels get to decide; they do not, as the reviews of one meeting share its members and its agenda, so that the true
ranges are wider.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from scipy.stats import barnard_exact, fisher_exact

from analysis.methods.confidence import ALPHA
from analysis.methods.estimate import Estimate
from analysis.methods.proportions import ratio_of_proportions, wilson
from analysis.methods.rounding import Interval
from analysis.methods.slips import SlipError
from analysis.methods.topics.budget.printed import Check, computed

APPROVED, CONDITIONAL, RECONSIDER, RETURNED = OUTCOMES = ("adequate", "conditional", "reconsider", "returned")
PROCEEDING = (APPROVED, CONDITIONAL)
CITY, CENTRAL = "city", "central"


@dataclass(frozen=True)
class Panel:
    """The projects that a panel reviewed, by outcome; an outcome that is not printed had none.

    Raises:
        ValueError: nothing was reviewed, or an outcome is not one of `OUTCOMES`.
    """

    outcomes: Mapping[str, int]
    shares: Mapping[str, Interval]
    projects: int
    cost: Interval
    meetings: int

    def __post_init__(self) -> None:
        if unknown := set(self.outcomes) - set(OUTCOMES):
            raise SlipError(f"no such outcome of a review: {', '.join(sorted(unknown))}")
        if not (self.projects > 0 and self.meetings > 0):
            raise SlipError("a panel that reviewed nothing has no shares")

    def count(self, *outcomes: str) -> int:
        """Projects with one of these outcomes."""
        return sum(self.outcomes.get(outcome, 0) for outcome in outcomes)

    def share(self, *outcomes: str) -> Estimate:
        """Their share of all projects reviewed."""
        return wilson(self.count(*outcomes), self.projects)

    @cached_property
    def judged(self) -> int:
        """Projects on which there is a verdict: all but those returned or withdrawn."""
        return self.projects - self.count(RETURNED)

    @cached_property
    def proceeding(self) -> Estimate:
        """Share that may go ahead, with or without conditions, of all reviewed."""
        return self.share(*PROCEEDING)

    @cached_property
    def proceeding_of_judged(self) -> Estimate | None:
        """The same of those judged; None where none was."""
        return wilson(self.count(*PROCEEDING), self.judged) if self.judged else None

    @cached_property
    def mean_cost(self) -> Estimate:
        """Total cost over projects."""
        return computed(lambda cost: cost / self.projects, "KRW 100 million", self.cost)

    @property
    def projects_per_meeting(self) -> float:
        """Projects over meetings."""
        return self.projects / self.meetings

    def cost_share(self, least: Interval, *outcomes: str) -> Estimate | None:
        """Between which shares of the cost the projects with these outcomes may have, by a project's least cost.

        The value is their share by number. The low end has every one of them at the least cost, the high end every
        other one. None where the projects cannot all cost so much.
        """
        count, floor, cost = self.count(*outcomes), least.midpoint, self.cost.midpoint
        if not cost > 0 or floor * self.projects > cost:
            return None
        low = floor * count / cost if count else 0
        high = 1 - floor * (self.projects - count) / cost if count else 0
        if count == self.projects:
            low = 1
        method = "every project at least at the threshold"
        return Estimate(count / self.projects, float(low), float(high), "fraction", method)


@dataclass(frozen=True)
class Comparison:
    """How often projects may go ahead in the city's panel, over how often in the central one, and two exact tests.

    `ratio` is None where none may go ahead in the central panel. Fisher's test takes the number that may go ahead as
    given, Barnard's takes the largest p over all rates that both could share; neither is always the stricter.
    """

    ratio: Estimate | None
    fisher: float
    barnard: float

    @property
    def differs(self) -> bool:
        """Whether the range of the ratio leaves out 1; where there is no ratio, Fisher's verdict."""
        if self.ratio is None:
            return self.fisher < ALPHA
        low, high = self.ratio.low, self.ratio.high
        return (low is not None and low > 1) or (high is not None and high < 1)

    @property
    def agrees(self) -> bool:
        """Whether the range and both tests come to the same verdict."""
        return {self.differs} == {self.fisher < ALPHA, self.barnard < ALPHA}


@dataclass(frozen=True)
class Reviews:
    """Both panels; `threshold` is the cost from which a project is reviewed, `planned` the city meetings to come."""

    panels: Mapping[str, Panel]
    threshold: Interval
    planned: int

    @property
    def city(self) -> Panel:
        """The city's panel."""
        return self.panels[CITY]

    @property
    def central(self) -> Panel:
        """The central panel."""
        return self.panels[CENTRAL]

    @cached_property
    def compared(self) -> Comparison:
        """Of all reviewed."""
        return compare(*(panel.count(*PROCEEDING) for panel in self._both), *(p.projects for p in self._both))

    @cached_property
    def compared_judged(self) -> Comparison | None:
        """Of those judged; None where a panel judged none."""
        if not all(panel.judged for panel in self._both):
            return None
        return compare(*(panel.count(*PROCEEDING) for panel in self._both), *(p.judged for p in self._both))

    @cached_property
    def apart(self) -> tuple[str, ...]:
        """The outcomes whose ranges in the two panels have no number in common."""
        pairs = {outcome: [panel.share(outcome) for panel in self._both] for outcome in OUTCOMES}
        return tuple(outcome for outcome, (one, other) in pairs.items() if _disjoint(one, other))

    @cached_property
    def mean_cost_ratio(self) -> Estimate:
        """Mean cost of the city's panel over that of the central one."""
        scale = Interval.exactly(self.central.projects) / self.city.projects
        return computed(
            lambda city, central, by: city / central * by, "ratio", self.city.cost, self.central.cost, scale
        )

    @property
    def projects_to_come(self) -> float:
        """Projects in the city meetings to come, at as many a meeting as so far."""
        return self.planned * self.city.projects_per_meeting

    @cached_property
    def checks(self) -> list[Check]:
        """Every sum and share of the reviews, worked out again."""
        return list(self._checks())

    @property
    def _both(self) -> tuple[Panel, Panel]:
        return self.city, self.central

    def _checks(self) -> Iterator[Check]:
        for name, panel in self.panels.items():
            counted = Interval.exactly(panel.count(*OUTCOMES))
            yield Check("outcomes", name, Interval.exactly(panel.projects), counted)
            for outcome, printed in panel.shares.items():
                share = Interval.exactly(panel.count(outcome)) / panel.projects * 100
                yield Check("share", f"{name}.{outcome}", printed, share)


@cache
def compare(successes: int, base_successes: int, trials: int, base_trials: int) -> Comparison:
    """Two proportions compared by their ratio and by two exact tests.

    [@fisher1935; @barnard1945].
    """
    ratio = ratio_of_proportions(successes, trials, base_successes, base_trials) if base_successes else None
    table = [[successes, trials - successes], [base_successes, base_trials - base_successes]]
    return Comparison(ratio, float(fisher_exact(table).pvalue), float(barnard_exact(table).pvalue))


def _disjoint(one: Estimate, other: Estimate) -> bool:
    bounds = one.low, one.high, other.low, other.high
    if None in bounds:
        return False
    low, high, other_low, other_high = (float(bound) for bound in bounds if bound is not None)
    return high < other_low or other_high < low
