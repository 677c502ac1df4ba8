"""What the notebook on the office's programmes shows."""

from analysis.methods.topics.programmes import Answers
from analysis.present.findings import Claim, Finding, Findings, show_findings
from analysis.present.findings import evaluate_claim as judge
from analysis.present.topics.programmes.charts import shares_chart, vacancy_chart, weights_chart, women_chart
from analysis.present.topics.programmes.claims import HEADLINES
from analysis.present.topics.programmes.ledger import programmes_table
from analysis.present.topics.programmes.money_charts import changes_chart, inventions_chart, swing_chart
from analysis.present.topics.programmes.readings_office import OFFICE_READINGS
from analysis.present.topics.programmes.readings_plans import PLAN_READINGS
from analysis.present.topics.programmes.tables import margin_table, published_table, services_table
from analysis.present.words import Lang

__all__ = [
    "CLAIMS",
    "changes_chart",
    "findings",
    "inventions_chart",
    "margin_table",
    "programmes_table",
    "published_table",
    "reading",
    "services_table",
    "shares_chart",
    "swing_chart",
    "vacancy_chart",
    "weights_chart",
    "women_chart",
]

CLAIMS: tuple[Claim[Answers], ...] = (*HEADLINES, *OFFICE_READINGS, *PLAN_READINGS)


def findings(answers: Answers, lang: Lang) -> Findings:
    """The headline findings."""
    return show_findings([judge(claim, answers, lang) for claim in HEADLINES], lang)


def reading(claim: str, answers: Answers, lang: Lang) -> Finding:
    """One claim as the data judge it, by its id."""
    return judge(next(one for one in CLAIMS if one.id == claim), answers, lang)
