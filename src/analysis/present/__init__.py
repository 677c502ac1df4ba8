"""What a notebook's cells call to say, draw and tabulate in two languages."""

from typing import TYPE_CHECKING, Any

from analysis.present.words import LANGUAGES, Foreign, Lang, Words

if TYPE_CHECKING:
    from analysis.present.opening import open_report
    from analysis.present.report import Report

__all__ = ["LANGUAGES", "Foreign", "Lang", "Report", "Words", "open_report"]


def __getattr__(name: str) -> Any:
    """The report's names, imported on first use: a page is made without pandas and Matplotlib."""
    if name in ("Report", "open_report"):
        from analysis.present import opening

        return getattr(opening, name)
    raise AttributeError(name)
