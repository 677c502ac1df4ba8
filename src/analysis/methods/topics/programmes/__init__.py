"""The office's programmes: what each promises, what it counts, and what follows by arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from analysis.methods.cut_offs import CutOff
from analysis.methods.estimate import Estimate
from analysis.methods.topics.programmes.agencies import Agencies
from analysis.methods.topics.programmes.exchange import (
    Aid,
    Diplomacy,
    Friendship,
    Guayaquil,
    Honorary,
    Overseas,
    Relief,
    Training,
)
from analysis.methods.topics.programmes.inventions import Inventions
from analysis.methods.topics.programmes.law import ActingMayor, AutonomyBill, PoliceBill
from analysis.methods.topics.programmes.plans import GenderBudget, SustainablePlan
from analysis.methods.topics.programmes.reviews import JointEvaluation, RegulationReform, to_spare
from analysis.methods.topics.programmes.services import LegalServices
from analysis.methods.topics.programmes.staff import Staff


@dataclass(frozen=True)
class Place:
    """Where a section stands in the report: its names by language, its first and its last line."""

    names: Mapping[str, str]
    first: int
    last: int


@dataclass(frozen=True)
class Inputs:
    """What the answers are made from: a record a programme, and the place of each section of the report.

    `inventions` is as printed, `scenario` has what was taken in place of it. `as_of` has the day of the `staff` table,
    the month that `lawyers` counts to, and the month `reported`, each by its first day where it is a month;
    `cut_offs` up to when the counts go that are held against each other.
    """

    staff: Staff
    acting_mayor: ActingMayor
    police: PoliceBill
    autonomy: AutonomyBill
    inventions: Inventions
    scenario: Inventions
    evaluation: JointEvaluation
    sustainable: SustainablePlan
    regulation: RegulationReform
    lawyers: LegalServices
    gender: GenderBudget
    agencies: Agencies
    relief: Relief
    friendship: Friendship
    training: Training
    honorary: Honorary
    aid: Aid
    diplomacy: Diplomacy
    overseas: Overseas
    webinars: int
    guayaquil: Guayaquil
    places: Mapping[str, Place]
    as_of: Mapping[str, date]
    cut_offs: Mapping[str, CutOff]


@dataclass(frozen=True)
class Share:
    """A count of so many, with the range of its share."""

    count: int
    of: int
    share: Estimate


@dataclass(frozen=True)
class Answers:
    """What the notebook shows; each programme's record answers for itself."""

    inputs: Inputs

    @cached_property
    def shares(self) -> dict[str, Share]:
        """Everything that is counted as so many of so many, and could have gone either way."""
        given = self.inputs
        evaluation, regulation = given.evaluation, given.regulation
        honorary, overseas = given.honorary, given.overseas
        return {
            "regulations_kept": Share(regulation.kept, regulation.reviewed, regulation.kept_share),
            "indicators_achieved": Share(evaluation.achieved, evaluation.measured, evaluation.achieved_share),
            "citizens_selected": Share(honorary.selected[0], honorary.nominated[0], honorary.selected_share),
            "tasks_selected": Share(regulation.selected, regulation.proposed, regulation.selected_share),
            "projects_selected": Share(overseas.selected, overseas.projects, overseas.selected_share),
        }

    @cached_property
    def majorities(self) -> dict[str, Share]:
        """The counts that a finding calls the greater part."""
        total = self.inputs.staff.total
        return {
            "women": Share(total.women, total.current, total.women_share),
            "indicators_achieved": self.shares["indicators_achieved"],
            "regulations_kept": self.shares["regulations_kept"],
        }

    @property
    def spare(self) -> dict[str, int | None]:
        """By how much each of them may fall and still be surely the greater part; None where not even all would be."""
        return {name: to_spare(share.count, share.of) for name, share in self.majorities.items()}

    def results(self) -> dict[str, Estimate]:
        """The results by id."""
        given = self.inputs
        staff, plan, scenario, lawyers = given.staff, given.sustainable, given.scenario, given.lawyers
        return {
            "staff.vacancy_share": staff.vacancy_share,
            "staff.unfilled": _counted(staff.unfilled, "posts"),
            "staff.women_share": staff.total.women_share,
            "evaluation.achieved_share": given.evaluation.achieved_share,
            "regulation.kept_share": given.regulation.kept_share,
            "regulation.open_share": given.regulation.open_share,
            "regulation.selected_share": given.regulation.selected_share,
            "sustainable.programmes_change": plan.programmes_change,
            "sustainable.programmes_a_goal": _counted(plan.programmes_a_goal[1], "items"),
            "gender.projects_next": given.gender.selected,
            "gender.projects_change": _counted(given.gender.change, "projects"),
            "inventions.balance.now": scenario.balance_now,
            "inventions.balance.planned": scenario.balance_planned,
            "inventions.breakeven_royalties": scenario.breakeven_royalties,
            "lawyers.consultations": lawyers.consultations,
            "lawyers.village_share": lawyers.village_share,
            "lawyers.per_village_lawyer": lawyers.per_village_lawyer,
            "honorary.selected_share": given.honorary.selected_share,
            "overseas.selected_share": given.overseas.selected_share,
            "oda.change": given.aid.change,
            "oda.per_project_change": given.aid.per_project_change,
        }


def answer(inputs: Inputs) -> Answers:
    """The answers to the notebook's questions."""
    return Answers(inputs)


def _counted(value: float, unit: str) -> Estimate:
    return Estimate(value, unit=unit, method="counted")
