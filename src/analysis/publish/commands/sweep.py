"""`study sweep` as its users see it: what it prints, and the code it ends with."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import messages
from analysis.data.editions import Study
from analysis.publish.commands.console import bar, console
from analysis.publish.commands.run import cores, process_changed
from analysis.publish.commands.study import open_study
from analysis.publish.run.errors import CallError
from analysis.publish.run.lock import alone
from analysis.publish.run.parameters import check_languages
from analysis.publish.run.temporary import clear
from analysis.publish.sweep.grid import SweepRun, chosen_editions, plan_grid
from analysis.words import Lang, Words

if TYPE_CHECKING:
    from analysis.publish.sweep.executors import SweepExecutor

RECORDS = "points"


def run(
    notebooks: Sequence[str],
    settings: Sequence[str],
    editions: str | None,
    languages: Sequence[str],
    workers: int | None,
    scheduler: str | None,
    insecure: bool,
    root: Path | None,
    lang: Lang,
) -> int:
    """Makes the runs of a grid that are stale and writes the table and the page; 1 where the data or a run failed."""
    study = open_study(root)
    with alone(study):
        clear(study)
        names = chosen_editions(study, listed(editions))
        runs = plan_grid(study, names, settings, notebooks, check_languages(languages))
        if not runs:
            raise CallError(messages.NO_POINT)
        faults = [words for name in names for words in process_changed(study, name, lang)]
        if faults:
            return 1
        return _sweep(study, runs, workers, scheduler, insecure, lang)


def listed(text: str | None) -> list[str]:
    """The parts of a list with commas."""
    return [part.strip() for part in (text or "").split(",") if part.strip()]


def folder_of(study: Study, runs: Sequence[SweepRun]) -> Path:
    """Where a sweep's results lie: a folder for the parameters that it sets."""
    names = dict.fromkeys(name for run in runs for name in run.written)
    return study.root / "reports" / "sweeps" / ("-".join(names) or "editions")


def _sweep(
    study: Study, runs: Sequence[SweepRun], workers: int | None, scheduler: str | None, insecure: bool, lang: Lang
) -> int:
    from analysis.publish.make import COLD
    from analysis.publish.run.cells import fell_back
    from analysis.publish.sweep.page import sweep_page
    from analysis.publish.sweep.sweep import evaluate_all, outcomes, put, stale_runs
    from analysis.publish.sweep.table import csv_text

    out, err = console(), console(stderr=True)
    folder = folder_of(study, runs)
    stale, failed = stale_runs(study, runs, folder / RECORDS), {}
    if stale:
        with (
            _executor(study, workers, scheduler, insecure) as executor,
            bar(messages.SWEEPING[lang], len(stale)) as done,
        ):

            def progress(run: SweepRun, error: Words | None) -> None:
                done(f"{'✗' if error else '✓'} {run.place}")

            failed = evaluate_all(study, stale, folder / RECORDS, executor, progress)
        if why := fell_back():
            err.print(COLD[lang].format(why))
    for run, words in failed.items():
        err.print(f"{run.place}: {words[lang]}")
    found = outcomes(runs, folder / RECORDS, failed)
    put(folder / "results.csv", csv_text(found))
    put(folder / "index.html", sweep_page(found))
    out.print(messages.SWEPT[lang].format(len(runs), len(stale), len(runs) - len(stale), len(failed)))
    out.print(folder / "index.html")
    return 1 if failed else 0


def _executor(
    study: Study, workers: int | None, scheduler: str | None, insecure: bool
) -> "AbstractContextManager[SweepExecutor]":
    from analysis.publish.sweep.executors import cluster, threads

    return (
        cluster(scheduler, insecure=insecure)
        if scheduler
        else threads(workers or cores(), study.root / "reports" / ".cache")
    )
