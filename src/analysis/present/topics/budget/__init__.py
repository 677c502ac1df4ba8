"""What the budget notebook shows: findings, readings, figures and tables."""

from analysis.methods.slips import SlipError
from analysis.methods.topics.budget import Answers
from analysis.present.findings import Claim, Finding, Findings, show_findings
from analysis.present.findings import evaluate_claim as judge
from analysis.present.topics.budget.charts import (
    concentration_chart,
    outcomes_chart,
    pace_chart,
    proceeding_chart,
    waterfall_chart,
)
from analysis.present.topics.budget.claims import HEADLINES
from analysis.present.topics.budget.fragility import fragility_table
from analysis.present.topics.budget.readings import MONEY_READINGS
from analysis.present.topics.budget.review_readings import REVIEW_READINGS
from analysis.present.topics.budget.tables import (
    bonds_table,
    budget_table,
    checks_table,
    comparison_table,
    panels_table,
    worth_table,
)
from analysis.present.words import Lang

__all__ = [
    "CLAIMS",
    "bonds_table",
    "budget_table",
    "checks_table",
    "comparison_table",
    "concentration_chart",
    "findings",
    "fragility_table",
    "outcomes_chart",
    "pace_chart",
    "panels_table",
    "proceeding_chart",
    "reading",
    "waterfall_chart",
    "worth_table",
]

CLAIMS: tuple[Claim[Answers], ...] = (*HEADLINES, *MONEY_READINGS, *REVIEW_READINGS)


def findings(answers: Answers, lang: Lang) -> Findings:
    """The headline findings, with their numbers."""
    return show_findings([judge(claim, answers) for claim in HEADLINES], lang)


def reading(claim: str, answers: Answers, lang: Lang) -> Finding:
    """One claim, by its id, as the data judge it.

    Raises:
        ValueError: there is no such claim; names those there are.
    """
    known = {each.id: each for each in CLAIMS}
    if claim not in known:
        raise SlipError(f"no claim {claim!r}; there are: {', '.join(known)}")
    return judge(known[claim], answers, lang)
