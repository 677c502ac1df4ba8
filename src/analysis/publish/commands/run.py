"""`study run` and `study check` as their users see them: what they print, and the code they end with."""

import csv
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import messages
from analysis.data.editions import NoStudyError, Study, find_study
from analysis.data.intake.transaction import locked
from analysis.publish.commands.console import bar, console
from analysis.publish.run.errors import CallError
from analysis.publish.run.jobs import Job, Manner, is_whole, plan
from analysis.publish.run.lock import alone
from analysis.publish.run.parameters import check_edition_name, check_languages, parse_setting
from analysis.publish.run.record import checked_digest, read_record, up_to_date
from analysis.publish.run.temporary import clear
from analysis.words import LANGUAGES, Lang, Words

if TYPE_CHECKING:
    from analysis.publish.make import Failure

SOUND = ("exact", "rounding")


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


def check(edition: str | None, root: Path | None, lang: Lang) -> int:
    """Prints the faults of an edition's data, or its audit where there are none; 1 where something is wrong."""
    study = open_study(root)
    name = check_edition_name(edition, study.editions())
    if process(study, name, lang):
        return 1
    console().print(messages.CLEAN[lang].format(name))
    return show_audit(study.processed(name) / "audit.csv", lang)


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


def show_audit(path: Path, lang: Lang) -> int:
    """Prints the counts of the audit and every identity that does not simply hold; 1 where one is in conflict."""
    with path.open(encoding="utf-8", newline="") as stream:
        verdicts = list(csv.DictReader(stream))
    counts = Counter(verdict["status"] for verdict in verdicts)
    out = console()
    numbers = {status: counts[status] for status in (*SOUND, *messages.STATUS)}
    out.print(messages.AUDITED[lang].format(len(verdicts), **numbers))
    for verdict in verdicts:
        if verdict["status"] not in SOUND:
            ko, _, en = verdict["note"].partition(" / ")
            shown = {**verdict, "status": messages.STATUS[verdict["status"]][lang], "note": Words(ko, en)[lang]}
            out.print(messages.VERDICT[lang].format(**shown).rstrip())
    return 1 if counts["conflict"] else 0


def run(
    edition: str | None,
    settings: Sequence[str],
    notebooks: Sequence[str],
    languages: Sequence[str],
    workers: int | None,
    cold: bool,
    force: bool,
    explain: bool,
    root: Path | None,
    lang: Lang,
) -> int:
    """Makes an edition's reports; 1 where the data or a notebook is at fault, each reported in a sentence."""
    how = manner(workers, cold=cold, force=force)
    study = open_study(root)
    with alone(study):
        clear(study)
        name = check_edition_name(edition, study.editions())
        given = dict(parse_setting(text) for text in settings)
        jobs = plan(study, name, given, notebooks, check_languages(languages), as_text=True)
        if explain:
            return 1 if process_changed(study, name, lang) else report_stale(study, name, jobs, how, lang)
        return 1 if make_reports(study, name, jobs, how, lang) else 0


def make_reports(study: Study, edition: str, jobs: Sequence[Job], manner: Manner, lang: Lang) -> list[Words]:
    """Checks and processes the data and makes the reports of the jobs; reports what is at fault and returns it."""
    if not manner.force and up_to_date(study, edition, jobs, whole=is_whole(study, edition, jobs)):
        console().print(messages.UP_TO_DATE[lang].format(edition, study.reports(edition) / "index.html"))
        return []
    from analysis.publish.run.workplace import warmed_up

    with warmed_up(study.root, study.reports(edition).parent / ".cache", warm=manner.warm):
        return process_changed(study, edition, lang) or publish(study, edition, jobs, manner, lang)


def process_changed(study: Study, edition: str, lang: Lang) -> list[Words]:
    """Checks and processes the data where it is not that of the last run."""
    if read_record(study.reports(edition)).checked == checked_digest(study):
        return []
    return process(study, edition, lang)


def report_stale(study: Study, edition: str, jobs: Sequence[Job], manner: Manner, lang: Lang) -> int:
    """Prints of each job whether a run would execute it, and why."""
    from analysis.publish.run.stale import stale_jobs

    for stale in stale_jobs(study, edition, jobs, manner):
        why = ", ".join(words[lang] for words in stale.why) or messages.UNCHANGED[lang]
        console().print(f"{'▶' if stale.execute else '↻' if stale.export else '='} {stale.job.place}: {why}")
    return 0


def publish(study: Study, edition: str, jobs: Sequence[Job], manner: Manner, lang: Lang) -> list[Words]:
    """Executes the jobs under a progress bar, reports what came of them, and returns what failed."""
    from analysis.publish.make import make  # slow to import, and an error in the call should be reported at once

    out, err = console(), console(stderr=True)
    with bar(messages.RUNNING[lang].format(edition), len(jobs)) as done:
        outcome = make(study, edition, jobs, manner, lambda job, error: done(f"{'✗' if error else '✓'} {job.place}"))
    for note in outcome.notes:
        err.print(note[lang])
    if outcome.failures:
        err.print(messages.FAILED[lang].format(len(outcome.failures), edition))
        problems = [problem_with_place(failure) for failure in outcome.failures]
        for problem in problems:
            err.print(problem[lang])
        return problems
    if outcome.executed < len(jobs):
        err.print(messages.EXECUTED[lang].format(outcome.executed, len(jobs)))
    out.print(messages.MADE[lang].format(outcome.folder / "index.html"))
    return []


def problem_with_place(failure: "Failure") -> Words:
    """What was wrong with a notebook, and below it where the notebook is."""
    ko, en = (f"{failure.error.words[one]}\n{messages.KEPT[one].format(failure.kept)}" for one in LANGUAGES)
    return Words(ko, en)


def manner(workers: int | None, *, cold: bool, force: bool) -> Manner:
    """How a call wants its jobs done."""
    return Manner(workers or cores(), warm=not cold, force=force)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
