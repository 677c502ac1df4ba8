"""Free legal services: consultations to date, and what they come to for a lawyer and a visit."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from analysis.methods.estimate import Estimate
from analysis.methods.rounding import Interval
from analysis.methods.slips import SlipError

VILLAGE = "village"


@dataclass(frozen=True)
class Service:
    """One service: consultations to date, the monthly mean as printed (None without one), and its lawyers."""

    names: Mapping[str, str]
    total: int
    monthly_mean: Interval | None
    lawyers: int


@dataclass(frozen=True)
class LegalServices:
    """The services by id.

    `months` is from January to the month that the totals reach. The village lawyers visit `centres` places,
    `visits` (fewest, most) times a month each.

    Raises:
        ValueError: there is no service of village lawyers.
    """

    services: Mapping[str, Service]
    members: int
    months: int
    centres: int
    visits: tuple[int, int]

    def __post_init__(self) -> None:
        if VILLAGE not in self.services:
            raise SlipError(f"no service {VILLAGE!r}; there are: {', '.join(self.services)}")

    @property
    def village(self) -> Service:
        """The village lawyers."""
        return self.services[VILLAGE]

    @property
    def consultations(self) -> Estimate:
        """Consultations of all services to date."""
        total = sum(service.total for service in self.services.values())
        return Estimate(total, unit="cases", method="counted")

    @property
    def village_share(self) -> Estimate:
        """Consultations of the village lawyers, of all."""
        return Estimate(self.village.total / self.consultations.value, unit="fraction", method="counted")

    def monthly_mean(self, service: Service) -> Fraction:
        """The monthly mean as it is recomputed."""
        return Fraction(service.total, self.months)

    def per_lawyer(self, service: Service) -> float:
        """Consultations of a month for each of the service's lawyers."""
        return service.total / service.lawyers / self.months

    @property
    def per_village_lawyer(self) -> Estimate:
        """Consultations to date for each village lawyer."""
        return Estimate(self.village.total / self.village.lawyers, unit="cases/person", method="counted")

    @property
    def per_visit(self) -> tuple[float, float]:
        """Consultations to a visit: if every centre had the most visits, and if every one had the fewest."""
        fewest, most = self.visits
        a_month = self.village.total / self.centres / self.months
        return a_month / most, a_month / fewest
