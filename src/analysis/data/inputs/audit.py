"""The inputs of the audit topic: the identities judged and the figures with their guards."""

from dataclasses import replace
from fractions import Fraction

import pandas as pd

from analysis.data.audit import audit
from analysis.data.cut_offs import cut_offs
from analysis.data.dependencies import depends_on as note
from analysis.data.edition import Edition
from analysis.data.error_detection import error_detection as guards
from analysis.data.identities import read_identities
from analysis.data.sections import SECTIONS
from analysis.data.vintages import read_delivery
from analysis.methods.topics.audit import Inputs

ABOUT = "audit.about"
VERDICT = (
    "identity", "ko", "en", "reported", "recomputed", "difference", "tolerance", "status", "note_ko", "note_en",
)  # fmt: skip


def inputs(report: Edition) -> Inputs:
    """The audit of the figures that the edition itself prints, "about" read as the register has it."""
    about = Fraction(str(report.assumed(ABOUT)))
    return report.once(f"audit {about}", lambda: _inputs(report, about))


def _inputs(report: Edition, about: Fraction) -> Inputs:
    note("folder", report.study.identities.relative_to(report.root).as_posix())
    delivery = read_delivery(report.study, report.name)
    figures = {name: replace(figure, about=about) for name, figure in delivery.figures.items()}
    identities = read_identities(report.study.identities, delivery.contract)
    guarded = guards(identities, figures)
    verdicts = [
        {
            "identity": verdict.identity.id,
            "ko": verdict.identity.statement.ko,
            "en": verdict.identity.statement.en,
            "reported": float(verdict.reported.point),
            "recomputed": float(verdict.recomputed.point),
            "difference": float(verdict.difference),
            "tolerance": float(verdict.tolerance),
            "status": verdict.status,
            "note_ko": verdict.note.ko,
            "note_en": verdict.note.en,
        }
        for verdict in audit(identities, figures)
    ]
    rows = [
        {
            "figure": figure.id,
            "ko": figure.name.ko,
            "en": figure.name.en,
            "printed": figure.printed,
            "section": figure.section,
            "line": figure.line,
            "about": figure.number.bound == "about",
            "guard": guarded[figure.id],
        }
        for figure in figures.values()
    ]
    sections = {name: (words.ko, words.en) for name, words in SECTIONS.items()}
    return Inputs(pd.DataFrame(verdicts, columns=list(VERDICT)), pd.DataFrame(rows), sections, cut_offs(report))
