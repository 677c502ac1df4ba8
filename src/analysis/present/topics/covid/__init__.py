"""What the notebook on COVID-19 shows."""

from analysis.methods.slips import SlipError
from analysis.methods.topics.covid import Answers
from analysis.present.findings import Claim, Finding, Findings, show_findings
from analysis.present.findings import evaluate_claim as judge
from analysis.present.topics.covid.bed_charts import beds_tornado, occupancy_chart, scenario_chart, severe_chart
from analysis.present.topics.covid.bed_readings import BED_READINGS
from analysis.present.topics.covid.bed_series import BED_SERIES_READINGS, bed_series_chart
from analysis.present.topics.covid.charts import (
    growth_chart,
    rt_tornado,
    serial_interval_chart,
    window_chart,
)
from analysis.present.topics.covid.claims import HEADLINES
from analysis.present.topics.covid.daily import daily_chart
from analysis.present.topics.covid.readings import READINGS
from analysis.present.topics.covid.tables import bed_table, cluster_table, level_table, rally_table, world_table
from analysis.present.words import Lang

__all__ = [
    "CLAIMS",
    "bed_series_chart",
    "bed_table",
    "beds_tornado",
    "cluster_table",
    "daily_chart",
    "findings",
    "growth_chart",
    "level_table",
    "occupancy_chart",
    "rally_table",
    "reading",
    "rt_tornado",
    "scenario_chart",
    "serial_interval_chart",
    "severe_chart",
    "window_chart",
    "world_table",
]

CLAIMS: tuple[Claim[Answers], ...] = (*HEADLINES, *READINGS, *BED_READINGS, *BED_SERIES_READINGS)


def findings(answers: Answers, lang: Lang) -> Findings:
    """The headline findings."""
    return show_findings([judge(claim, answers, lang) for claim in HEADLINES], lang)


def reading(claim: str, answers: Answers, lang: Lang) -> Finding:
    """One claim as the data judge it, by its id.

    Raises:
        ValueError: there is no such claim; names those that there are.
    """
    found = {one.id: one for one in CLAIMS}
    if claim not in found:
        raise SlipError(f"no claim {claim!r}; there are: {', '.join(found)}")
    return judge(found[claim], answers, lang)
