"""The audit of an edition: how its identities turned out and which of its figures they guard."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.methods.cut_offs import CutOff
from analysis.methods.estimate import Estimate

STATUSES = ("exact", "rounding", "truncated", "explained", "conflict")
GUARDS = ("caught", "noticed", "unguarded")
EXCEPTIONS = ("truncated", "explained", "conflict")
METHOD = "count"


@dataclass(frozen=True)
class Inputs:
    """The judged identities and the figures of one edition.

    `verdicts`: identity, ko, en, reported, recomputed, difference, tolerance, status, note_ko, note_en.
    `figures`: figure, ko, en, section, line, about (whether the report says "about"), guard; `sections`: the words of
    each section, in the report's order; `cut_offs`: up to when the counts go that the study compares.
    """

    verdicts: pd.DataFrame
    figures: pd.DataFrame
    sections: dict[str, tuple[str, str]]
    cut_offs: Mapping[str, CutOff]


@dataclass(frozen=True)
class Answers:
    """What the audit comes to."""

    inputs: Inputs
    statuses: dict[str, int]
    guards: dict[str, int]
    by_section: pd.DataFrame

    @property
    def exceptions(self) -> pd.DataFrame:
        """The identities that neither agree nor differ within their printed digits."""
        return self.inputs.verdicts[self.inputs.verdicts["status"].isin(EXCEPTIONS)]

    @property
    def within_rounding(self) -> pd.DataFrame:
        """Those that differ within their printed digits, with the share of the tolerance that they use up."""
        rounded = self.inputs.verdicts[self.inputs.verdicts["status"] == "rounding"]
        return rounded.assign(used=rounded["difference"].abs() / rounded["tolerance"]).sort_values(
            "used", ascending=False
        )

    @property
    def unguarded(self) -> pd.DataFrame:
        """The figures that no identity guards."""
        return self.inputs.figures[self.inputs.figures["guard"] == "unguarded"]

    @property
    def caught_share(self) -> float:
        """Share of the figures in which a slip of one printed unit makes an identity a conflict."""
        return self.guards["caught"] / len(self.inputs.figures)

    @property
    def accounted_for(self) -> Estimate:
        """The exceptions that cutting or a note of the source accounts for."""
        return _count(self.statuses["truncated"] + self.statuses["explained"])

    @property
    def false_alarms(self) -> int:
        """Identities that would look like conflicts if printed digits were taken for exact numbers."""
        return self.statuses["rounding"] + self.statuses["truncated"]

    def turned(self, other: "Answers") -> int:
        """How many identities have another verdict in other answers on the same edition."""
        mine, theirs = (each.inputs.verdicts.set_index("identity")["status"] for each in (self, other))
        return int((mine != theirs.reindex(mine.index)).sum())

    def results(self) -> dict[str, Estimate]:
        """The counts under their fixed ids."""
        return {
            "audit.figures": _count(len(self.inputs.figures)),
            "audit.identities": _count(len(self.inputs.verdicts)),
            **{f"audit.{status}": _count(self.statuses[status]) for status in STATUSES},
            "audit.guarded_share": Estimate(self.caught_share, unit="fraction", method="slips of one printed unit"),
        }


def answer(inputs: Inputs) -> Answers:
    """The counts by status and guard, and the guards of each section in the report's order."""
    by_section = pd.crosstab(inputs.figures["section"], inputs.figures["guard"])
    by_section = by_section.reindex(index=[s for s in inputs.sections if s in by_section.index], columns=list(GUARDS))
    return Answers(
        inputs=inputs,
        statuses={status: int((inputs.verdicts["status"] == status).sum()) for status in STATUSES},
        guards={guard: int((inputs.figures["guard"] == guard).sum()) for guard in GUARDS},
        by_section=by_section.fillna(0).astype(int),
    )


def _count(number: int) -> Estimate:
    return Estimate(number, unit="count", method=METHOD)
