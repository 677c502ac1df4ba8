"""What the appeals notebook shows: findings, readings, figures and tables."""

from analysis.methods.slips import SlipError
from analysis.methods.topics.appeals import Answers
from analysis.present.findings import Claim, Finding, Findings, show_findings
from analysis.present.findings import evaluate_claim as judge
from analysis.present.topics.appeals.charts import control_charts, per_meeting_chart, segmented_chart, trend_chart
from analysis.present.topics.appeals.claims import HEADLINES
from analysis.present.topics.appeals.ranges import comparison_chart, rise_chart
from analysis.present.topics.appeals.readings_models import MODEL_READINGS
from analysis.present.topics.appeals.readings_trend import TREND_READINGS
from analysis.present.topics.appeals.tables import (
    factors_table,
    meetings_table,
    models_table,
    published_table,
    ratios_table,
)
from analysis.present.words import Lang

__all__ = [
    "CLAIMS",
    "comparison_chart",
    "control_charts",
    "factors_table",
    "findings",
    "meetings_table",
    "models_table",
    "per_meeting_chart",
    "published_table",
    "ratios_table",
    "reading",
    "rise_chart",
    "segmented_chart",
    "trend_chart",
]

CLAIMS: list[Claim[Answers]] = [*HEADLINES, *TREND_READINGS, *MODEL_READINGS]


def findings(answers: Answers, lang: Lang) -> Findings:
    """The headline findings, with their numbers."""
    return show_findings([judge(claim, answers, lang) for claim in HEADLINES], lang)


def reading(claim: str, answers: Answers, lang: Lang) -> Finding:
    """One claim as the data judge it, by its id.

    Raises:
        ValueError: there is no such claim; names those there are.
    """
    known = {each.id: each for each in CLAIMS}
    if claim not in known:
        raise SlipError(f"no claim {claim!r}; there are: {', '.join(known)}")
    return judge(known[claim], answers, lang)
