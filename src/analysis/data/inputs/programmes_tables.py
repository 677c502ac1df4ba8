"""The programmes that stand in tables of several columns: staff, legal services, evaluation of agencies."""

from collections.abc import Mapping
from datetime import date

from analysis.data.edition import Edition
from analysis.methods.topics.programmes.agencies import Agencies, Weight
from analysis.methods.topics.programmes.services import LegalServices, Service
from analysis.methods.topics.programmes.staff import Division, Posts, Staff
from analysis.words import LANGUAGES, Words

DIVISIONS, GRADES = "staff_by_division", "staff_by_grade"
SERVICES, WEIGHTS = "legal_services", "evaluation_weights"
TOTAL = "total"


def labels(report: Edition, table: str, column: str) -> Mapping[str, Words]:
    """What the contract calls the values of a key column."""
    found: Mapping[str, Words] = report.table(table).attrs["labels"][column]
    return found


def named(report: Edition, table: str, key: str, column: str) -> dict[str, float]:
    """A column of a table of one key, by that key."""
    frame = report.table(table)
    return {str(name): float(value) for name, value in zip(frame[key], frame[column], strict=True)}


def staff(report: Edition) -> Staff:
    """The staff table by division and grade."""
    words = labels(report, DIVISIONS, "division")
    grades = list(labels(report, GRADES, "grade"))
    rows = {
        division: Division(
            names=_names(words[division]),
            **{
                column: int(report.value(f"{DIVISIONS}.{division}.{column}"))
                for column in ("quota", "current", "women")
            },
            grades={grade: _posts(report, f"{GRADES}.{division}.{grade}.") for grade in grades},
        )
        for division in map(str, report.table(DIVISIONS)["division"])
    }
    return Staff(total=rows.pop(TOTAL), divisions=rows)


def _posts(report: Edition, row: str) -> Posts:
    quota, current = (
        int(report.value(row + column)) if report.has(row + column) else None for column in ("quota", "current")
    )
    return Posts(quota, current)


def lawyers(report: Edition) -> LegalServices:
    """The services of the public-interest lawyers; all of them take turns at the counselling office."""
    members = int(report.value("lawyers.members"))
    words = labels(report, SERVICES, "service")
    services = {}
    for service in map(str, report.table(SERVICES)["service"]):
        mean, own = f"{SERVICES}.{service}.monthly_mean", f"lawyers.{service}.members"
        services[service] = Service(
            names=_names(words[service]),
            total=int(report.value(f"{SERVICES}.{service}.total")),
            monthly_mean=report.figure(mean).interval if report.has(mean) else None,
            lawyers=int(report.value(own)) if report.has(own) else members,
        )
    return LegalServices(
        services=services,
        members=members,
        months=date.fromordinal(int(report.value("lawyers.as_of"))).month,
        centres=int(report.value("lawyers.village.centres")),
        visits=(int(report.value("lawyers.village.visits_low")), int(report.value("lawyers.village.visits_high"))),
    )


def agencies(report: Edition) -> Agencies:
    """The evaluation of agencies: the subtotals of each scheme, who is evaluated, the bonuses of staff."""
    table = report.table(WEIGHTS)
    groups = table[table["item"] == TOTAL]
    weights = zip(groups["scheme"], groups["group"], groups["points"], strict=True)
    return Agencies(
        weights=tuple(Weight(str(scheme), str(group), int(points)) for scheme, group, points in weights),
        groups={name: _names(words) for name, words in labels(report, WEIGHTS, "group").items()},
        ministry_targets=int(report.value("agency_evaluation.moi.targets")),
        funded=int(report.value("agency_evaluation.funded.institutions")),
        auditor=int(report.value("auditor.institutions")),
        bonus_ministry=report.value("evaluation_bonus.moi.staff.highest"),
        bonus_own=report.value("agency_evaluation.moi.own_bonus"),
        bonus_funded=report.value("evaluation_bonus.funded.staff.highest"),
    )


def _names(words: Words) -> dict[str, str]:
    return {lang: words[lang] for lang in LANGUAGES}
