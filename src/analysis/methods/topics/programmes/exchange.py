"""Exchange, honours, aid and business abroad: small counts, and what follows from them by arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from analysis.methods.estimate import Estimate
from analysis.methods.proportions import wilson


@dataclass(frozen=True)
class Friendship:
    """Agreements with other local governments: all by tier, this year's, and those told of the renewal rule."""

    agreements: int
    tiers: Mapping[str, int]
    this_year: int
    notified: int
    cycle_years: int

    @property
    def renewals_a_year(self) -> float:
        """Renewals a year if those notified are spread evenly over the cycle."""
        return self.notified / self.cycle_years


@dataclass(frozen=True)
class Training:
    """The policy training: teams and participants, and local governments advised and still to be."""

    teams: int
    participants: int
    advised: int
    to_advise: int


@dataclass(frozen=True)
class Honorary:
    """Honorary citizens: nominated and selected this year (persons, countries), and all to date."""

    nominated: tuple[int, int]
    selected: tuple[int, int]
    to_date: int
    ceremony: date

    @cached_property
    def selected_share(self) -> Estimate:
        """Persons selected, of those nominated."""
        return wilson(self.selected[0], self.nominated[0])


@dataclass(frozen=True)
class Aid:
    """Development aid through groups: projects and KRW million, spent last year and budgeted this year."""

    projects_before: int
    projects: int
    cost_before: float
    budget: float
    years: tuple[int, int]

    @property
    def change(self) -> Estimate:
        """This year's budget against last year's cost."""
        return Estimate(self.budget / self.cost_before - 1, unit="fraction", method="budget against cost")

    @property
    def per_project(self) -> tuple[float, float]:
        """KRW million a project, last year and this."""
        return self.cost_before / self.projects_before, self.budget / self.projects

    @property
    def per_project_change(self) -> Estimate:
        """The same change for one project."""
        before, now = self.per_project
        return Estimate(now / before - 1, unit="fraction", method="budget against cost")


@dataclass(frozen=True)
class Overseas:
    """Projects that take the city's policies abroad, by state, and the pilot cities planned (fewest, most)."""

    projects: int
    selected: int
    new: int
    bid: int
    pilots: tuple[int, int]

    @cached_property
    def selected_share(self) -> Estimate:
        """Projects selected so far, of all under way; bids may still be decided."""
        return wilson(self.selected, self.projects)


@dataclass(frozen=True)
class Diplomacy:
    """The mayors' meeting and its views, the platform's views, and the cities of the meetings still to come."""

    cities: int
    views: float
    held: date
    counted: date
    platform_views: float
    to_come: tuple[int, ...]

    @property
    def days(self) -> int:
        """Days from the meeting to the count of its views."""
        return (self.counted - self.held).days

    @property
    def views_a_day(self) -> float:
        """Views a day since the meeting."""
        return self.views / self.days


@dataclass(frozen=True)
class Relief:
    """Aid to places struck by disaster (KRW 100 million) and sales of their produce (KRW million)."""

    given: Mapping[str, float]
    flooded: int
    sales: float

    @property
    def total(self) -> float:
        """All aid given."""
        return sum(self.given.values())

    @property
    def per_flooded(self) -> float:
        """Aid for each local government struck by the rain."""
        return self.given["flooded"] / self.flooded


@dataclass(frozen=True)
class Guayaquil:
    """The smart city talks: meetings held, participants expected, and the grant applied for (KRW 100 million)."""

    meetings: int
    participants: int
    grant: float
