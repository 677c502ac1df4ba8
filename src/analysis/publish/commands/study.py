"""The study that a command is about: where it lies, and its processed data brought up to date."""

from collections.abc import Sequence
from pathlib import Path

from analysis import messages
from analysis.data.editions import NoStudyError, Study, find_study
from analysis.data.faults import Fault, in_order
from analysis.data.intake.names import shown_name
from analysis.data.intake.transaction import locked
from analysis.data.notebooks import scratch_in
from analysis.publish.commands.console import console
from analysis.publish.run.errors import CallError
from analysis.words import Lang, Words


def open_study(root: Path | None) -> Study:
    """The study at `root`, else the one around the current folder; CallError where there is none."""
    try:
        study = Study(root.resolve()) if root else find_study()
    except NoStudyError:
        study = Study(Path.cwd())
    if not (study.root / "data" / "raw").is_dir():
        no_study = messages.NO_STUDY
        raise CallError(no_study.filled(study.root))
    return study


def process(study: Study, edition: str, lang: Lang) -> list[Words]:
    """Brings data/processed up to date where raw data keeps its contract; else prints its faults and returns them."""
    from analysis.data.check import check_edition
    from analysis.data.process import process_edition

    with locked(study):
        printed = said_of(edition, check_edition(study, edition))
        if not printed:
            try:
                process_edition(study, edition)
            except (ValueError, KeyError, TypeError, AttributeError):  # what it builds on was checked in its own month
                earlier = [one for one in study.editions() if one < edition]
                printed = [words for one in earlier for words in said_of(one, check_edition(study, one))]
                if not printed:
                    raise
    for words in printed:
        console(stderr=True).print(words[lang])
    return printed


def say_scratch(study: Study, lang: Lang) -> None:
    """Names the notebook files of which no report is made, so that none is missed in silence."""
    if found := [shown_name(path.name) for path in scratch_in(study.root / "notebooks")]:
        console(stderr=True).print(messages.SCRATCH[lang].format(", ".join(found)))


def said_of(edition: str, faults: Sequence[Fault]) -> list[Words]:
    """What is wrong with an edition, in words: how many faults there are, then each; nothing where there is none."""
    many = messages.FAULTS
    found = [Words(fault.text("ko"), fault.text("en")) for fault in in_order(faults)]
    return [many.filled(edition, len(found)), *found] if found else []
