"""The study that a command is about: where it lies, and its processed data brought up to date."""

from pathlib import Path

from analysis import messages
from analysis.data.editions import NoStudyError, Study, find_study
from analysis.data.intake.transaction import locked
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
        raise CallError(Words(no_study.ko.format(study.root), no_study.en.format(study.root)))
    return study


def process(study: Study, edition: str, lang: Lang) -> list[Words]:
    """Brings data/processed up to date where raw data keeps its contract; else prints its faults and returns them."""
    from analysis.data.check import check_edition
    from analysis.data.process import process_edition

    with locked(study):
        faults = sorted(check_edition(study, edition), key=lambda fault: (fault.file, fault.line, fault.column))
        if not faults:
            process_edition(study, edition)
            return []
    many = messages.FAULTS
    printed = [Words(many.ko.format(edition, len(faults)), many.en.format(edition, len(faults)))]
    printed += [Words(fault.text("ko"), fault.text("en")) for fault in faults]
    for words in printed:
        console(stderr=True).print(words[lang])
    return printed
