"""The city's agencies: what their evaluations weigh, who is evaluated, who must choose an auditor."""

from collections.abc import Mapping
from dataclasses import dataclass

# The group of indicators in each scheme that is about an institution's own business; this study's reading.
OWN_BUSINESS = {"moi": "specific", "core": "programmes", "funded": "programmes"}
MINISTRY = "moi"


@dataclass(frozen=True)
class Weight:
    """The points of one group of indicators in one scheme."""

    scheme: str
    group: str
    points: int

    @property
    def own_business(self) -> bool:
        """Whether the group is about the institution's own business."""
        return OWN_BUSINESS.get(self.scheme) == self.group


@dataclass(frozen=True)
class Agencies:
    """Weights, the names of the groups by language, institutions, and bonuses in per cent of pay."""

    weights: tuple[Weight, ...]
    groups: Mapping[str, Mapping[str, str]]
    ministry_targets: int
    funded: int
    auditor: int
    bonus_ministry: float
    bonus_own: float
    bonus_funded: float

    @property
    def own_business(self) -> dict[str, int]:
        """Points for the institution's own business, by scheme."""
        return {weight.scheme: weight.points for weight in self.weights if weight.own_business}

    @property
    def totals(self) -> dict[str, int]:
        """All points, by scheme."""
        schemes = dict.fromkeys(weight.scheme for weight in self.weights)
        return {scheme: sum(w.points for w in self.weights if w.scheme == scheme) for scheme in schemes}

    @property
    def city_over_ministry(self) -> int:
        """Points by which the city's lightest weight on own business exceeds the Ministry's."""
        own = self.own_business
        return min(points for scheme, points in own.items() if scheme != MINISTRY) - own[MINISTRY]
