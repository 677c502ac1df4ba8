"""What the notebook on fiscal decentralisation shows."""

from analysis.methods.topics.fiscal import Answers
from analysis.present.findings import Finding, Findings, show_findings
from analysis.present.findings import evaluate_claim as judge
from analysis.present.topics.fiscal.charts import flow_chart, rate_chart, ways_chart
from analysis.present.topics.fiscal.claims import HEADLINES
from analysis.present.topics.fiscal.ranges import region_map, tornado_chart
from analysis.present.topics.fiscal.readings import READINGS
from analysis.present.topics.fiscal.tables import balance_table, published_table, rate_table, vanishing_table
from analysis.present.words import Lang

__all__ = [
    "CLAIMS",
    "balance_table",
    "findings",
    "flow_chart",
    "published_table",
    "rate_chart",
    "rate_table",
    "reading",
    "region_map",
    "tornado_chart",
    "vanishing_table",
    "ways_chart",
]

CLAIMS = (*HEADLINES, *READINGS)


def findings(answers: Answers, lang: Lang) -> Findings:
    """The headline findings."""
    return show_findings([judge(claim, answers, lang) for claim in HEADLINES], lang)


def reading(claim: str, answers: Answers, lang: Lang) -> Finding:
    """One claim as the data judge it, by its id."""
    return judge(next(one for one in CLAIMS if one.id == claim), answers, lang)
