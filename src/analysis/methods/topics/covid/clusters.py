"""Two clusters of cases: what their tests yielded, and which denominators the yield can be held against."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.methods.estimate import Estimate
from analysis.methods.proportions import ratio_of_proportions, wilson


@dataclass(frozen=True)
class Cluster:
    """Persons linked to one cluster: confirmed, and tested by outcome."""

    confirmed: int
    tested: int
    positive: int
    negative: int
    pending: int

    @property
    def positivity(self) -> Estimate:
        """Positive among the results known, with Wilson's range."""
        return wilson(self.positive, self.positive + self.negative)

    @property
    def least(self) -> float:
        """Positive among all tested were every pending result negative."""
        return self.positive / self.tested

    @property
    def most(self) -> float:
        """Positive among all tested were every pending result positive."""
        return (self.positive + self.pending) / self.tested


@dataclass(frozen=True)
class Yields:
    """Tests of the church cluster held against those of the rally cluster.

    `ratio` and `worst_ratio` are None where the rally's tests found nobody, so that nothing can be divided by.
    `worst_ratio` takes all of the church's pending results as negative and all of the rally's as positive.
    """

    church: Cluster
    rally: Cluster
    ratio: Estimate | None
    worst_ratio: float | None


def yields(clusters: Mapping[str, Cluster]) -> Yields:
    """The two clusters compared."""
    church, rally = clusters["church"], clusters["rally"]
    ratio = None
    if rally.positive:
        ratio = ratio_of_proportions(
            church.positive, church.positive + church.negative, rally.positive, rally.positive + rally.negative
        )
    return Yields(church, rally, ratio, church.least / rally.most if rally.most else None)
