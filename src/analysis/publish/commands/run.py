"""`study run` as its users see it: what it prints, and the code it ends with."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import messages
from analysis.data.editions import Study
from analysis.publish.commands.console import bar, console
from analysis.publish.commands.study import open_study, process, say_scratch
from analysis.publish.run.errors import ReportError, sentence_of
from analysis.publish.run.jobs import Job, Manner, folder_of, is_what_if, is_whole, plan
from analysis.publish.run.lock import alone
from analysis.publish.run.outcome import Problem, record_problems
from analysis.publish.run.parameters import check_edition_name, check_languages, parse_setting
from analysis.publish.run.record import checked_digest, read_record, up_to_date
from analysis.publish.run.temporary import clear, try_to_write
from analysis.publish.run.what_if import in_words, stand_ins
from analysis.words import LANGUAGES, Lang, Words

if TYPE_CHECKING:
    from analysis.publish.make import Failure


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
        try:
            jobs = plan(study, name, given, notebooks, check_languages(languages), as_text=True)
        except ReportError as error:  # a notebook that can't be read
            if not given and not explain:
                with suppress(OSError):
                    record_problems(study, name, [Problem(error.words)])
            raise
        say_scratch(study, lang)
        if explain:
            return 1 if process_changed(study, name, lang) else report_stale(study, name, jobs, how, lang)
        return 1 if make_reports(study, name, jobs, how, lang) else 0


def make_reports(study: Study, edition: str, jobs: Sequence[Job], manner: Manner, lang: Lang) -> list[Words]:
    """Makes the reports of the jobs as `made` does, and records what came of it, but of a what-if; what failed."""
    whole = is_whole(study, jobs)

    def record(problems: Sequence[Problem]) -> None:
        if not is_what_if(jobs):
            record_problems(study, edition, problems, None if whole else {job.name for job in jobs})

    try:
        problems = made(study, edition, jobs, manner, lang, whole=whole)
    except Exception as error:
        with suppress(OSError):  # where nothing can be written, the error says why
            record([Problem(sentence_of(error))])
        raise
    record(problems)
    return [one.words for one in problems]


def made(study: Study, edition: str, jobs: Sequence[Job], manner: Manner, lang: Lang, *, whole: bool) -> list[Problem]:
    """Checks and processes the data and makes the reports of the jobs; reports what is at fault and returns it."""
    failed = (study.root / "reports" / "failed" / edition).exists()
    if not (manner.force or failed) and up_to_date(study, edition, jobs, whole=whole):
        console().print(messages.UP_TO_DATE[lang].format(edition, folder_of(study, edition, jobs) / "index.html"))
        say_what_if(edition, jobs, lang)
        return []
    try_to_write(study.root / "reports", edition)
    if manner.warm:  # it imports while the data are checked
        from analysis.publish.run.workplace import warm_up  # a run that has nothing to do starts no process

        warm_up(study.root, study.reports(edition).parent / ".cache")
    if faults := process_changed(study, edition, lang):
        ko, en = ("\n".join(words[one] for words in faults) for one in LANGUAGES)
        return [Problem(Words(ko, en))]
    return publish(study, edition, jobs, manner, lang)


def process_changed(study: Study, edition: str, lang: Lang) -> list[Words]:
    """Checks and processes the data where it is not that of the last run, and earlier editions that are not yet."""
    if read_record(study.reports(edition)).checked == checked_digest(study):
        return []
    earlier = [one for one in study.editions() if one < edition and not study.processed(one).is_dir()]
    return [words for one in (*earlier, edition) for words in process(study, one, lang)]


def report_stale(study: Study, edition: str, jobs: Sequence[Job], manner: Manner, lang: Lang) -> int:
    """Prints of each job whether a run would execute it, and why."""
    from analysis.publish.run.stale import stale_jobs

    for stale in stale_jobs(study, edition, jobs, manner):
        why = ", ".join(words[lang] for words in stale.why) or messages.UNCHANGED[lang]
        console().print(f"{'▶' if stale.execute else '↻' if stale.export else '='} {stale.job.place}: {why}")
    say_back(jobs, lang)
    return 0


def publish(study: Study, edition: str, jobs: Sequence[Job], manner: Manner, lang: Lang) -> list[Problem]:
    """Executes the jobs under a progress bar, reports what came of them, and returns what failed."""
    # slow to import, and an error in the call should be reported at once
    from analysis.publish.commands.since import by_what_if, read_said, since
    from analysis.publish.make import make
    from analysis.publish.run.rules import rules_broken_in

    out, err, before = console(), console(stderr=True), read_said(study.reports(edition))
    with bar(messages.RUNNING[lang].format(edition), len(jobs)) as done:
        outcome = make(study, edition, jobs, manner, lambda job, error: done(f"{'✗' if error else '✓'} {job.place}"))
    said = {failure.error.words for failure in outcome.failures}
    for note in outcome.notes:
        if note not in said:
            err.print(note[lang])
    if outcome.failures:
        how = messages.INCOMPLETE if outcome.published else messages.FAILED
        broken = {failure.job.name for failure in outcome.failures}
        err.print(how[lang].format(len(broken), outcome.folder / "index.html" if outcome.published else outcome.folder))
        problems = problems_with_places(outcome.failures)
        for problem in problems:
            err.print(problem.words[lang])
        for words in rules_broken_in(failure.job.notebook for failure in outcome.failures):
            if words not in said:
                err.print(words[lang])
        return problems
    if outcome.executed < len(jobs):
        err.print(messages.EXECUTED[lang].format(outcome.executed, len(jobs)))
    out.print(messages.MADE[lang].format(outcome.folder / "index.html"))
    compare = by_what_if if is_what_if(jobs) else since
    for words in compare(before, read_said(outcome.folder)):
        out.print(words[lang])
    say_what_if(edition, jobs, lang)
    return []


def problems_with_places(failures: Sequence["Failure"]) -> list[Problem]:
    """What was wrong with notebooks, each sentence once, and below it where they are."""
    kept: dict[Words, list[Failure]] = {}
    for failure in failures:
        kept.setdefault(failure.error.words, []).append(failure)
    return [
        Problem(
            Words(
                *("\n".join([words[one], *(messages.KEPT[one].format(at.kept) for at in found)]) for one in LANGUAGES)
            ),
            tuple(sorted({at.job.name for at in found})),
        )
        for words, found in kept.items()
    ]


def say_what_if(edition: str, jobs: Sequence[Job], lang: Lang) -> None:
    """Prints, of a what-if, that the edition's reports are another matter, and how they are made."""
    if is_what_if(jobs):
        settings = in_words(job.parameters for job in jobs)
        console().print(messages.WHAT_IF[lang].format(settings, edition))
        say_back(jobs, lang)


def say_back(jobs: Sequence[Job], lang: Lang) -> None:
    """Prints in which notebooks None is to be put back, where a default stands in for a value."""
    if words := put_back(jobs):
        console().print(words[lang])


def put_back(jobs: Sequence[Job]) -> Words | None:
    """In which notebooks None is to be put back; None where no default stands in for a value."""
    names = ", ".join(dict.fromkeys(job.name for job in jobs if stand_ins(job.notebook)))
    return Words(*(messages.BACK[lang].format(names) for lang in LANGUAGES)) if names else None


def manner(workers: int | None, *, cold: bool, force: bool) -> Manner:
    """How a call wants its jobs done."""
    return Manner(workers or cores(), warm=not cold, force=force)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
