"""What the budget notebook takes from an edition: the budget by line, the year's bonds, the investment reviews."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from analysis.data.cut_offs import cut_offs
from analysis.data.edition import Edition
from analysis.data.inputs.places import section_place
from analysis.methods.rounding import Interval
from analysis.methods.topics.budget import Inputs, Place
from analysis.methods.topics.budget.bonds import Bonds
from analysis.methods.topics.budget.lines import TOTAL, Budget, Row
from analysis.methods.topics.budget.reviews import Panel, Reviews
from analysis.words import Words

ACCOUNTS = "budget_accounts"
PARTS = {"general": "budget_divisions", "special": "budget_special", "funds": "budget_funds"}
PANELS, OUTCOMES = "investment_panels", "investment_outcomes"
HEADLINE = "budget.headline."
SOURCE = "bonds.projects."
PLACES = {"budget": "budget", "bonds": "bonds", "reviews": "investment_review"}
MOST = "budget.most"
MATCHED = "bonds.gap_matched"
# The notebook's parameters that stand in for a record of the register.
PARAMETERS = {"most": MOST}
VARIED = {"most": MOST, "matched": MATCHED}
TO_MILLION = 100  # from KRW 100 million


def inputs(report: Edition, *, most: float | None = None, rate_gap: float | None = None) -> Inputs:
    """The three sections as printed, and what is chosen.

    Args:
        report: the edition.
        most: fraction of all cuts that counts as most of them; None: the register's.
        rate_gap: percentage points by which bank bonds cost more than a public offering; None: as printed.

    Raises:
        ValueError: as `Budget`, `Bonds` and `Panel`.
    """
    return Inputs(
        budget=_budget(report, report.assumed(MOST, most)),
        bonds=_bonds(report, rate_gap),
        reviews=_reviews(report),
        names={name: (words.ko, words.en) for name, words in _names(report).items()},
        places={name: _place(report, section) for name, section in PLACES.items()},
        cut_offs=cut_offs(report, "bonds.rates_and_issued"),
        ranges={name: (report.assumptions[one].low, report.assumptions[one].high) for name, one in VARIED.items()},
    )


def _budget(report: Edition, most: float) -> Budget:
    parts = {account: _rows(report, table) for account, table in PARTS.items()}
    total = report.figure(f"{ACCOUNTS}.{TOTAL}.final_2019"), report.figure(f"{ACCOUNTS}.{TOTAL}.budget_2020")
    before, after = (int(figure.as_of[:4]) for figure in total)
    return Budget(
        accounts={name: _row(report, ACCOUNTS, name, HEADLINE + name) for name in _keys(report, ACCOUNTS)},
        subtotals={account: rows[TOTAL] for account, rows in parts.items() if TOTAL in rows},
        lines={account: {name: row for name, row in rows.items() if name != TOTAL} for account, rows in parts.items()},
        years=(before, after),
        most=most,
    )


def _keys(report: Edition, table: str) -> list[str]:
    return [str(key) for key in report.table(table).iloc[:, 0]]


def _rows(report: Edition, table: str) -> dict[str, Row]:
    return {name: _row(report, table, name) for name in _keys(report, table)}


def _row(report: Edition, table: str, name: str, again: str = "") -> Row:
    row = f"{table}.{name}."
    return Row(
        before=report.figure(f"{row}final_2019").interval,
        after=report.figure(f"{row}budget_2020").interval,
        change=report.figure(f"{row}change").interval,
        projects_before=_count(report, f"{row}projects_2019"),
        projects_after=_count(report, f"{row}projects_2020"),
        again=report.figure(again).interval * TO_MILLION if report.has(again) else None,
    )


def _count(report: Edition, figure: str) -> int | None:
    return int(report.value(figure)) if report.has(figure) else None


def _bonds(report: Edition, rate_gap: float | None) -> Bonds:
    counted = date.fromordinal(int(report.value("bonds.issued.as_of")))
    return Bonds(
        limit=report.figure("bonds.limit").interval,
        carried_over=report.figure("bonds.limit.carried_over").interval,
        issued=report.figure("bonds.issued").interval,
        counted=counted,
        elapsed=counted.month,
        sources={name: int(report.value(SOURCE + name)) for name in _sources(report)},
        projects=int(report.value("bonds.projects")),
        rate_public=report.figure("bonds.rate.public").interval,
        rate_bank=report.figure("bonds.rate.bank").interval,
        rates_on=date.fromordinal(int(report.value("bonds.rate.date"))),
        maturity=report.value("bonds.rate.public.maturity"),
        given_gap=None if rate_gap is None else Interval.exactly(Fraction(str(rate_gap))),
        matched=Fraction(str(report.assumed(MATCHED))),
    )


def _sources(report: Edition) -> list[str]:
    return [name.removeprefix(SOURCE) for name in report.named(SOURCE)]


def _reviews(report: Edition) -> Reviews:
    outcomes = report.table(OUTCOMES)
    return Reviews(
        panels={
            name: _panel(report, name, [str(outcome) for outcome in outcomes["outcome"][outcomes["panel"] == name]])
            for name in _keys(report, PANELS)
        },
        threshold=Interval.exactly(report.figure("review.threshold").value),
        planned=int(report.value("review.city.meetings.planned")),
    )


def _panel(report: Edition, name: str, outcomes: list[str]) -> Panel:
    return Panel(
        outcomes={each: int(report.value(f"{OUTCOMES}.{name}.{each}.projects")) for each in outcomes},
        shares={each: report.figure(f"{OUTCOMES}.{name}.{each}.share").interval for each in outcomes},
        projects=int(report.value(f"{PANELS}.{name}.projects")),
        cost=report.figure(f"{PANELS}.{name}.cost").interval,
        meetings=int(report.value(f"{PANELS}.{name}.meetings")),
    )


def _names(report: Edition) -> dict[str, Words]:
    """Accounts, lines (`account.line`), panels, outcomes and sources of bonds as the contract names them."""
    accounts = _labels(report, ACCOUNTS, "account")
    divisions = _labels(report, PARTS["general"], "division")
    special = _labels(report, PARTS["special"], "division")
    lines = {
        **{f"general.{name}": words for name, words in divisions.items()},
        **{f"special.{name}": _beside(accounts["special"], words) for name, words in special.items()},
        **{f"funds.{name}": words for name, words in _labels(report, PARTS["funds"], "fund").items()},
    }
    sources = {SOURCE + name: report.figure(SOURCE + name).name for name in _sources(report)}
    return {**accounts, **lines, **_labels(report, PANELS, "panel"), **_labels(report, OUTCOMES, "outcome"), **sources}


def _labels(report: Edition, table: str, column: str) -> Mapping[str, Words]:
    labels: Mapping[str, Words] = report.table(table).attrs["labels"][column]
    return labels


def _beside(account: Words, division: Words) -> Words:
    return Words(f"{account.ko}({division.ko})", f"{account.en} ({division.en})")


def _place(report: Edition, section: str) -> Place:
    name, first, last = section_place(report, section)
    return Place((name.ko, name.en), first, last)
