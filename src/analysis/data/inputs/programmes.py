"""What the notebook on the office's programmes takes from an edition."""

from datetime import date
from fractions import Fraction

from analysis.data.cut_offs import cut_offs
from analysis.data.edition import Edition
from analysis.data.inputs.places import section_place
from analysis.data.inputs.programmes_tables import agencies, labels, lawyers, named, staff
from analysis.data.sections import SECTIONS
from analysis.methods.rounding import Interval
from analysis.methods.topics.programmes import Inputs, Place
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
from analysis.methods.topics.programmes.reviews import JointEvaluation, RegulationReform

SWING = "inventions.swing"
# The notebook's parameters that stand in for a record of the register.
PARAMETERS = {"swing": SWING}
MEETINGS_TO_COME = ("tel_aviv", "atlanta", "u20")


def inputs(
    report: Edition, *, patents: int | None = None, royalties: float | None = None, swing: float | None = None
) -> Inputs:
    """The programmes as printed, and what is chosen.

    Args:
        report: the edition.
        patents: patents registered; None: as printed.
        royalties: licence fees in KRW 10 thousand; None: as printed.
        swing: by how much the inputs of the invention rewards are moved, as a fraction of themselves; None: the
            register's.

    Raises:
        ValueError: as the records of the programmes.
    """
    moved = report.assumed(SWING, swing)
    return Inputs(
        staff=staff(report),
        acting_mayor=_acting_mayor(report),
        police=_police(report),
        autonomy=_autonomy(report),
        inventions=_inventions(report, None, None, moved),
        scenario=_inventions(report, patents, royalties, moved),
        evaluation=_evaluation(report),
        sustainable=_sustainable(report),
        regulation=_regulation(report),
        lawyers=lawyers(report),
        gender=_gender(report),
        agencies=agencies(report),
        relief=_relief(report),
        friendship=_friendship(report),
        training=_training(report),
        honorary=_honorary(report),
        aid=_aid(report),
        diplomacy=_diplomacy(report),
        overseas=_overseas(report),
        webinars=_count(report, "intl_orgs.webinars"),
        guayaquil=_guayaquil(report),
        places=_places(report),
        cut_offs=cut_offs(report, "inventions.fees_and_rewards"),
        as_of={
            "staff": _date(report, "organisation.staff.date"),
            "lawyers": _date(report, "lawyers.as_of"),
            "reported": _month(report),
        },
    )


def _month(report: Edition) -> date:
    return date.fromisoformat(f"{report.name}-01")


def _count(report: Edition, figure: str) -> int:
    return int(report.value(figure))


def _date(report: Edition, figure: str) -> date:
    return date.fromordinal(_count(report, figure))


def _acting_mayor(report: Edition) -> ActingMayor:
    return ActingMayor(
        first=_date(report, "acting_mayor.period.from"),
        last=_date(report, "acting_mayor.period.to"),
        days=_count(report, "acting_mayor.period.days"),
        reported=_month(report),
    )


def _police(report: Edition) -> PoliceBill:
    return PoliceBill(
        effect=_date(report, "police.effect.date"),
        requested=_date(report, "police.effect.requested"),
        members=_count(report, "police_committee.total.members"),
        by_governor=_count(report, "police_committee.governor.members"),
    )


def _autonomy(report: Edition) -> AutonomyBill:
    now, planned = (named(report, "autonomy_changes", "item", version) for version in ("now", "planned"))
    return AutonomyBill({item: (int(now[item]), int(planned[item])) for item in now})


def _inventions(report: Edition, patents: int | None, royalties: float | None, swing: float) -> Inventions:
    printed = report.figure("inventions.royalties").interval
    return Inventions(
        patents=_count(report, "inventions.patents.added") if patents is None else patents,
        succeeded=_count(report, "inventions.succeeded"),
        licences=_count(report, "inventions.licences"),
        royalties=printed if royalties is None else Interval.exactly(Fraction(str(royalties))),
        disposal_share=report.figure("inventions.disposal_share").value,
        reward_now=_count(report, "invention_rewards.patent.now.reward"),
        reward_planned=_count(report, "invention_rewards.patent.planned.reward"),
        paid=report.value("inventions.rewards.paid"),
        assumed=patents is not None or royalties is not None,
        swing=Fraction(str(swing)),
    )


def _evaluation(report: Edition) -> JointEvaluation:
    return JointEvaluation(
        national=_count(report, "evaluation.indicators.national"),
        indicators=_count(report, "evaluation_indicators.total.indicators"),
        measured=_count(report, "evaluation.quantitative.measured"),
        achieved=_count(report, "evaluation.quantitative.achieved"),
        cases_seoul=_count(report, "evaluation.cases.seoul"),
        cases_cities=_count(report, "evaluation.cases.cities"),
    )


def _sustainable(report: Edition) -> SustainablePlan:
    table = report.table("sustainable_plan")
    plans: dict[str, dict[str, int]] = {"first": {}, "second": {}}
    for plan, level, count in zip(table["plan"], table["level"], table["count"], strict=True):
        plans[str(plan)][str(level)] = int(count)
    return SustainablePlan(**plans)


def _regulation(report: Edition) -> RegulationReform:
    return RegulationReform(
        registered=_count(report, "regulation.registered"),
        reviewed=_count(report, "regulation.review.subject"),
        kept=_count(report, "regulation_review.kept.regulations"),
        excluded=_count(report, "regulation_review.excluded.regulations"),
        final_review=_count(report, "regulation_review.final_review.regulations"),
        proposed=_count(report, "regulation.tasks.proposed"),
        selected=_count(report, "regulation.tasks.selected"),
    )


def _gender(report: Edition) -> GenderBudget:
    return GenderBudget(
        current=_count(report, "gender.projects.current"),
        new=_count(report, "gender.projects.new"),
        dropped=_count(report, "gender.projects.dropped"),
        next=_count(report, "gender.projects.next"),
    )


def _relief(report: Edition) -> Relief:
    given = named(report, "aid_given", "recipient", "amount")
    return Relief(given, _count(report, "cooperation.flooded.recipients"), report.value("cooperation.sales"))


def _friendship(report: Edition) -> Friendship:
    tiers = {tier: int(count) for tier, count in named(report, "friendship_mou", "tier", "agreements").items()}
    return Friendship(
        agreements=tiers.pop("total"),
        tiers=tiers,
        this_year=len(report.table("friendship_agreements")),
        notified=_count(report, "friendship.renewal.notified"),
        cycle_years=_count(report, "friendship.renewal.cycle"),
    )


def _training(report: Edition) -> Training:
    return Training(
        teams=_count(report, "training.road.teams"),
        participants=_count(report, "training.road.participants"),
        advised=_count(report, "training.consulting.done"),
        to_advise=_count(report, "training.consulting.planned"),
    )


def _honorary(report: Edition) -> Honorary:
    def both(stage: str) -> tuple[int, int]:
        return _count(report, f"honorary.{stage}.persons"), _count(report, f"honorary.{stage}.countries")

    return Honorary(both("nominated"), both("selected"), both("awarded")[0], _date(report, "honorary.ceremony.date"))


def _aid(report: Edition) -> Aid:
    fields = labels(report, "oda_selection", "field").keys() - {"total"}
    figures = [f"oda_selection.projects.{field}.selected" for field in sorted(fields)]
    before = report.figure("oda.cost.2019")
    return Aid(
        projects_before=_count(report, "oda.projects.2019"),
        projects=sum(_count(report, figure) for figure in figures if report.has(figure)),
        cost_before=float(before.value),
        budget=report.value("oda.budget"),
        years=(int(before.as_of[:4]), int(report.figure("oda.budget").as_of[:4])),
    )


def _diplomacy(report: Edition) -> Diplomacy:
    return Diplomacy(
        cities=_count(report, "city_meetings.cac.cities"),
        views=report.value("diplomacy.cac.views"),
        held=_date(report, "diplomacy.cac.date"),
        counted=_date(report, "diplomacy.cac.views.as_of"),
        platform_views=report.value("diplomacy.platform.views"),
        to_come=tuple(_count(report, f"city_meetings.{meeting}.cities") for meeting in MEETINGS_TO_COME),
    )


def _overseas(report: Edition) -> Overseas:
    kinds = {kind: int(count) for kind, count in named(report, "overseas_projects", "kind", "projects").items()}
    return Overseas(
        projects=kinds["total"],
        selected=kinds["selected"],
        new=kinds["new"],
        bid=kinds["bid"],
        pilots=(_count(report, "overseas.pilot.cities.low"), _count(report, "overseas.pilot.cities.high")),
    )


def _guayaquil(report: Edition) -> Guayaquil:
    return Guayaquil(
        meetings=_count(report, "guayaquil.meetings"),
        participants=_count(report, "guayaquil.participants"),
        grant=report.value("guayaquil.ksp"),
    )


def _places(report: Edition) -> dict[str, Place]:
    return {section: _place(report, section) for section in SECTIONS if report.section(section)}


def _place(report: Edition, section: str) -> Place:
    name, first, last = section_place(report, section)
    return Place({"ko": name.ko, "en": name.en}, first, last)
