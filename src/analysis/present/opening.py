"""How a notebook's cells come to their report: by themselves, or given one by who runs the notebook as a function."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from analysis.data.edition import Edition, open_edition
from analysis.present.desk import check_opening, sit_down
from analysis.present.drawing import DRAWING, OPENED, set_to
from analysis.present.report import Report
from analysis.present.theme import use
from analysis.present.words import Lang

Open = Callable[[str, Lang], Report]


def open_report(edition: str, lang: Lang = "ko", root: Path | None = None) -> Report:
    """The edition for a notebook in one language.

    Raises:
        MisuseError: the language is neither ko nor en; a parameter has a value of another kind.
        NoEditionError, BadRegisterError: as `open_edition`.
    """
    check_opening(edition, lang)
    if (open_ := OPENED.get()) is not None:
        report: Report = open_(edition, lang)
        return report
    sit_down()
    use()
    return report_of(open_edition(edition, root), lang)


def report_of(edition: Edition, lang: Lang) -> Report:
    """An edition that is open, for a notebook in one language."""
    return Report(edition.study, edition.name, edition.given, edition.memory, lang)


def without_charts() -> AbstractContextManager[None]:
    """Inside, charts are not drawn; their captions are filled all the same."""
    return set_to(DRAWING, False)


def opening(open_: Open) -> AbstractContextManager[None]:
    """Inside, `open_report` gives what `open_` makes of edition and language."""
    return set_to(OPENED, open_)
