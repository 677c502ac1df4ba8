"""Budget, bonds and investment review: where money was cut, what may still be borrowed, what was let through."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import pandas as pd

from analysis.methods.cut_offs import CutOff
from analysis.methods.estimate import Estimate
from analysis.methods.rounding import Interval
from analysis.methods.sensitivity import one_at_a_time
from analysis.methods.topics.budget.bonds import Bonds
from analysis.methods.topics.budget.lines import Budget
from analysis.methods.topics.budget.printed import Check
from analysis.methods.topics.budget.reviews import APPROVED, RETURNED, Reviews


@dataclass(frozen=True)
class Place:
    """Where something stands in the report: the section in Korean and in English, its first and its last line."""

    section: tuple[str, str]
    first: int
    last: int


@dataclass(frozen=True)
class Inputs:
    """What the answers are made from.

    `names` has the Korean and the English name of every account, line, panel, outcome and source of bonds; `places`
    say where `budget`, `bonds` and `reviews` stand; `ranges` between what `most` of the budget and `matched` of the
    bonds are varied; `cut_offs` up to when the counts go that are held against each other.
    """

    budget: Budget
    bonds: Bonds
    reviews: Reviews
    names: Mapping[str, tuple[str, str]]
    places: Mapping[str, Place]
    ranges: Mapping[str, tuple[float, float]]
    cut_offs: Mapping[str, CutOff]


@dataclass(frozen=True)
class Answers:
    """What the notebook shows; each number is worked out when it is first asked for."""

    inputs: Inputs

    @property
    def budget(self) -> Budget:
        """The budget by line."""
        return self.inputs.budget

    @property
    def bonds(self) -> Bonds:
        """The year's bonds."""
        return self.inputs.bonds

    @property
    def reviews(self) -> Reviews:
        """The investment reviews."""
        return self.inputs.reviews

    @cached_property
    def checks(self) -> list[Check]:
        """Every sum, difference, restatement and share of the three sections, worked out again."""
        sources = Check(
            "sources",
            "bonds",
            Interval.exactly(self.bonds.projects),
            Interval.exactly(sum(self.bonds.sources.values())),
        )
        return [*self.budget.checks, sources, *self.reviews.checks]

    def results(self) -> dict[str, Estimate]:
        """The results by id; one that the edition does not allow is left out."""
        return {**self._budget_results(), **self._bond_results(), **self._review_results()}

    def _budget_results(self) -> dict[str, Estimate]:
        budget = self.budget
        return {
            "budget.change": budget.change,
            "budget.change_relative": budget.relative_change,
            **{f"budget.change_share.{name}": share for name, share in budget.change_shares.items()},
            **_known({"budget.rest_change_relative": budget.rest_change}),
            "budget.revision_to_level": budget.revision_to_level,
            "budget.cuts.main_share": _counted(budget.main_share, "fraction"),
            "budget.cuts.main_lines": _counted(len(budget.main_cuts), "items"),
            "budget.concentration.top2_share": _counted(budget.top_share[1], "fraction"),
            "budget.concentration.effective_lines": _counted(budget.effective_lines[1], "items", "inverse Herfindahl"),
            "budget.no_projects_share": _counted(budget.uncounted[1], "fraction"),
        }

    def _bond_results(self) -> dict[str, Estimate]:
        bonds = self.bonds
        return {
            "bonds.issued_share": bonds.issued_share,
            "bonds.remaining": bonds.remaining,
            **_known({"bonds.pace_ratio": bonds.pace_ratio}),
            "bonds.rate_gap": bonds.rate_gap,
            "bonds.rate_gap.worth_issued": bonds.worth(bonds.issued),
            "bonds.rate_gap.worth_remaining": bonds.worth(bonds.left),
        }

    def _review_results(self) -> dict[str, Estimate]:
        reviews = self.reviews
        city, central, judged = reviews.city, reviews.central, reviews.compared_judged
        return {
            "review.city.approved_share": city.share(APPROVED),
            "review.city.proceeding_share": city.proceeding,
            **_known({"review.city.proceeding_share.judged": city.proceeding_of_judged}),
            "review.city.returned_share": city.share(RETURNED),
            "review.central.proceeding_share": central.proceeding,
            **_known(
                {
                    "review.proceeding_ratio": reviews.compared.ratio,
                    "review.proceeding_ratio.judged": judged.ratio if judged else None,
                }
            ),
            "review.city.mean_cost": city.mean_cost,
            "review.central.mean_cost": central.mean_cost,
        }


def answer(inputs: Inputs) -> Answers:
    """The answers to the notebook's questions."""
    return Answers(inputs)


def sensitivity(answers: Answers) -> pd.DataFrame:
    """What each choice moves, over its range.

    Returns:
        A row a choice: `low`, `value`, `high` of the choice, `at_low`, `at_value`, `at_high` of the result, and
        `holds_from`, `holds_to`, between which what is concluded with the value taken stays (missing where the report
        gives no bound). A choice that the edition does not leave open has no row.
    """
    rows = [made for make in (_most, _revision, _elapsed, _gap) if (made := make(answers)) is not None]
    return pd.DataFrame(rows).set_index("choice")


def _varied(
    choice: str,
    taken: Estimate,
    result: Callable[[float], float],
    holds: tuple[float, float],
) -> dict[str, float | str]:
    row = one_at_a_time(lambda choice: result(choice), {"choice": taken}).iloc[0]
    columns = ("low", "value", "high", "at_low", "at_value", "at_high")
    return {
        "choice": choice,
        **{name: float(row[name]) for name in columns},
        "holds_from": holds[0],
        "holds_to": holds[1],
    }


def _most(answers: Answers) -> dict[str, float | str] | None:
    """How many lines make up most of the cuts, by what counts as most."""
    budget = answers.budget
    if not budget.main_cuts:
        return None
    low, high = answers.inputs.ranges["most"]
    taken = Estimate(budget.most, min(low, budget.most), max(high, budget.most))

    def lines(most: float) -> float:
        return len(replace(budget, most=most).main_cuts)

    return _varied("most", taken, lines, budget.most_that_keeps)


def _revision(answers: Answers) -> dict[str, float | str]:
    """The change of the total, by how much the later year's figures still grow."""
    budget = answers.budget
    level = budget.revision_to_level.value
    taken = Estimate(0.0, min(0.0, level), max(0.0, level))

    def change(revision: float) -> float:
        after, before = budget.total.after.midpoint, budget.total.before.midpoint
        return float(after) * (1 + revision) - float(before)

    if level == 0:
        return _varied("revision", taken, change, (0.0, 0.0))
    return _varied("revision", taken, change, (math.nan, level) if level > 0 else (level, math.nan))


def _elapsed(answers: Answers) -> dict[str, float | str] | None:
    """The pace needed over the pace so far, by when in its month the amount issued was counted."""
    bonds = answers.bonds
    if bonds.pace_ratio is None:
        return None
    taken = Estimate(bonds.elapsed, bonds.counted.month - 1, bonds.counted.month)

    def ratio(elapsed: float) -> float:
        made = replace(bonds, elapsed=elapsed).pace_ratio
        assert made is not None
        return made.value

    even = bonds.elapsed_at_even_pace
    return _varied("elapsed", taken, ratio, (even, math.nan) if bonds.elapsed > even else (math.nan, even))


def _gap(answers: Answers) -> dict[str, float | str]:
    """Interest a year on what is issued, by the gap between rates of equal maturity, which is not printed."""
    bonds = answers.bonds
    gap, matched = bonds.rate_gap.value, bonds.matched_gap.value
    ends = (matched, *(gap * end for end in answers.inputs.ranges["matched"]))
    taken = Estimate(matched, min(ends), max(ends))

    def worth(points: float) -> float:
        given = Interval.exactly(Fraction(str(points)))
        return bonds.worth(bonds.issued, given).value

    return _varied("gap", taken, worth, (0.0, math.nan) if matched > 0 else (math.nan, 0.0))


def _known(results: Mapping[str, Estimate | None]) -> dict[str, Estimate]:
    return {name: result for name, result in results.items() if result is not None}


def _counted(value: float, unit: str, method: str = "counted") -> Estimate:
    return Estimate(value, unit=unit, method=method)
