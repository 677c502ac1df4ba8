"""What a notebook's cells call to say, draw and tabulate in two languages."""

from analysis.present.opening import open_report
from analysis.present.report import Report
from analysis.present.words import LANGUAGES, Foreign, Lang, Words

__all__ = ["LANGUAGES", "Foreign", "Lang", "Report", "Words", "open_report"]
