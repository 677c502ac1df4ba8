"""What the notebook on litigation shows."""

from analysis.methods.slips import SlipError
from analysis.methods.topics.litigation import Answers
from analysis.present.findings import Claim, Finding, Findings, show_findings
from analysis.present.findings import evaluate_claim as judge
from analysis.present.topics.litigation.charts import definition_chart, docket_chart, series_chart, win_rate_chart
from analysis.present.topics.litigation.claims import HEADLINES
from analysis.present.topics.litigation.readings_docket import DOCKET_READINGS
from analysis.present.topics.litigation.readings_wins import WIN_READINGS
from analysis.present.topics.litigation.tables import (
    assumption_table,
    cases_table,
    docket_table,
    method_table,
    published_table,
)
from analysis.present.words import Lang

__all__ = [
    "CLAIMS",
    "assumption_table",
    "cases_table",
    "definition_chart",
    "docket_chart",
    "docket_table",
    "findings",
    "method_table",
    "published_table",
    "reading",
    "series_chart",
    "win_rate_chart",
]

CLAIMS: tuple[Claim[Answers], ...] = (*HEADLINES, *WIN_READINGS, *DOCKET_READINGS)


def findings(answers: Answers, lang: Lang) -> Findings:
    """The headline findings."""
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
