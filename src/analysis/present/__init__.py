"""What a notebook shows: words in two languages, figures, tables, findings."""

from analysis.present.findings import Card, Claim, Finding, evaluate_claim, headline, show_findings
from analysis.present.report import Report, open_report
from analysis.present.results import record
from analysis.present.tables import Table, in_words
from analysis.present.words import LANGUAGES, Foreign, Lang, Words

__all__ = [
    "LANGUAGES",
    "Card",
    "Claim",
    "Finding",
    "Foreign",
    "Lang",
    "Report",
    "Table",
    "Words",
    "evaluate_claim",
    "headline",
    "in_words",
    "open_report",
    "record",
    "show_findings",
]
