"""The office's staff: posts and people by division and grade, and what the share of women can say."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.stats import chi2_contingency

from analysis.methods.estimate import Estimate
from analysis.methods.proportions import wilson


@dataclass(frozen=True)
class Posts:
    """Posts of a grade and the people on them; None where the report prints nothing."""

    quota: int | None
    current: int | None


@dataclass(frozen=True)
class Division:
    """One row of the staff table; `names` is its name by language.

    Raises:
        ValueError: on `women_share`, where there is no staff or more women than staff.
    """

    names: Mapping[str, str]
    quota: int
    current: int
    women: int
    grades: Mapping[str, Posts]

    @property
    def vacancies(self) -> int:
        """Posts not filled; below zero where there are more people than posts."""
        return self.quota - self.current

    @cached_property
    def women_share(self) -> Estimate:
        """Women over staff."""
        return wilson(self.women, self.current)

    @property
    def row_sums(self) -> list[tuple[int, int]]:
        """Posts and people as printed, each beside the sum of the grades."""
        posts = sum(grade.quota or 0 for grade in self.grades.values())
        people = sum(grade.current or 0 for grade in self.grades.values())
        return [(self.quota, posts), (self.current, people)]


@dataclass(frozen=True)
class Alike:
    """Pearson's test that all divisions draw on the same share of women."""

    statistic: float
    freedom: int
    p: float
    least_expected: float


@dataclass(frozen=True)
class Staff:
    """The staff table: the printed total, and the divisions by id."""

    total: Division
    divisions: Mapping[str, Division]

    @property
    def vacancies(self) -> int:
        """Posts less people of the whole office."""
        return self.total.vacancies

    @property
    def vacancy_share(self) -> Estimate:
        """Vacancies over posts, people above the quota of their division set off."""
        return Estimate(self.vacancies / self.total.quota, unit="fraction", method="counted, net")

    @property
    def unfilled(self) -> int:
        """Vacant posts of the divisions that have any, nothing set off."""
        return sum(max(0, each.vacancies) for each in self.divisions.values())

    @property
    def surplus(self) -> int:
        """People above the quota of their division."""
        return sum(max(0, -each.vacancies) for each in self.divisions.values())

    @property
    def by_vacancies(self) -> list[Division]:
        """The divisions, most vacancies first."""
        return sorted(self.divisions.values(), key=lambda each: -each.vacancies)

    @property
    def by_women_share(self) -> list[Division]:
        """The divisions, highest share of women first."""
        return sorted(self.divisions.values(), key=lambda each: -each.women_share.value)

    @property
    def smallest(self) -> list[Division]:
        """The divisions with the fewest people."""
        least = min(each.current for each in self.divisions.values())
        return [each for each in self.divisions.values() if each.current == least]

    @cached_property
    def apart(self) -> list[Division]:
        """The divisions whose range of the share of women leaves out the office's share."""
        share = self.total.women_share.value
        return [each for each in self.divisions.values() if not _reaches(each.women_share, share)]

    def unremarkable_women(self, size: int) -> tuple[int, int]:
        """Fewest and most women in a division of that size whose range still reaches the office's share."""
        share = self.total.women_share.value
        counts = [women for women in range(size + 1) if _reaches(wilson(women, size), share)]
        return counts[0], counts[-1]

    @cached_property
    def alike(self) -> Alike | None:
        """Whether divisions differ by more than chance, all taken at once; None where all or none are women.

        [@pearson1900]. The chi-squared law holds well when no expected count is
        below five [@cochran1954], so the least is given with it.
        """
        table = np.array([[each.women, each.current - each.women] for each in self.divisions.values()])
        if not table.sum(axis=0).all():
            return None
        test = chi2_contingency(table, correction=False)
        return Alike(float(test.statistic), int(test.dof), float(test.pvalue), float(test.expected_freq.min()))

    @cached_property
    def sums(self) -> list[tuple[int, int]]:
        """Every total of the table as printed, beside its sum: by division, and by grade within each row."""
        rows = list(self.divisions.values())
        columns = [
            (self.total.quota, sum(row.quota for row in rows)),
            (self.total.current, sum(row.current for row in rows)),
            (self.total.women, sum(row.women for row in rows)),
        ]
        for grade, posts in self.total.grades.items():
            columns.append((posts.quota or 0, sum(row.grades[grade].quota or 0 for row in rows)))
            columns.append((posts.current or 0, sum(row.grades[grade].current or 0 for row in rows)))
        return [*columns, *(pair for row in (self.total, *rows) for pair in row.row_sums)]

    @property
    def right_sums(self) -> int:
        """How many of them agree."""
        return sum(printed == made for printed, made in self.sums)


def _reaches(share: Estimate, value: float) -> bool:
    return share.low is not None and share.high is not None and share.low <= value <= share.high
