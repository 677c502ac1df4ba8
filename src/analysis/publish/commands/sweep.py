"""`study sweep` as its users see it: what it prints, and the code it ends with."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import messages
from analysis.data.editions import Study
from analysis.publish.commands.console import bar, console
from analysis.publish.commands.run import cores, open_study, process_changed
from analysis.publish.run.errors import CallError
from analysis.publish.run.leftovers import clear
from analysis.publish.run.lock import alone
from analysis.publish.run.parameters import check_languages
from analysis.publish.sweep.grid import Point, chosen_editions, plan_grid
from analysis.words import Lang, Words

if TYPE_CHECKING:
    from analysis.publish.sweep.cluster import Crew


def run(
    notebooks: Sequence[str],
    settings: Sequence[str],
    editions: str | None,
    languages: Sequence[str],
    workers: int | None,
    scheduler: str | None,
    root: Path | None,
    lang: Lang,
) -> int:
    """Runs the points of a grid that are due and writes the table and the page; 1 where the data or a point failed."""
    study = open_study(root)
    with alone(study):
        clear(study)
        names = chosen_editions(study, listed(editions))
        points = plan_grid(study, names, settings, notebooks, check_languages(languages))
        if not points:
            raise CallError(messages.NO_POINT)
        faults = [words for name in names for words in process_changed(study, name, lang)]
        if faults:
            return 1
        return _sweep(study, points, workers, scheduler, lang)


def listed(text: str | None) -> list[str]:
    """The parts of a list with commas."""
    return [part.strip() for part in (text or "").split(",") if part.strip()]


def folder_of(study: Study, points: Sequence[Point]) -> Path:
    """Where a sweep's results lie: a folder for the parameters that it sets."""
    names = dict.fromkeys(name for point in points for name in point.written)
    return study.root / "reports" / "sweeps" / ("-".join(names) or "editions")


def _sweep(study: Study, points: Sequence[Point], workers: int | None, scheduler: str | None, lang: Lang) -> int:
    from analysis.publish.make import COLD
    from analysis.publish.run.warm import fell_back
    from analysis.publish.sweep.page import sweep_page
    from analysis.publish.sweep.sweep import do_points, outcomes, points_due, put
    from analysis.publish.sweep.table import csv_text

    out, err = console(), console(stderr=True)
    folder = folder_of(study, points)
    due, failed = points_due(study, points, folder / "points"), {}
    if due:
        with (
            _crew(study, workers, scheduler) as crew,
            bar(messages.SWEEPING[lang], len(due)) as done,
        ):

            def told(point: Point, error: Words | None) -> None:
                done(f"{'✗' if error else '✓'} {point.place}")

            failed = do_points(study, due, folder / "points", crew, told)
        if why := fell_back():
            err.print(COLD[lang].format(why))
    for point, words in failed.items():
        err.print(f"{point.place}: {words[lang]}")
    found = outcomes(points, folder / "points", failed)
    put(folder / "results.csv", csv_text(found))
    put(folder / "index.html", sweep_page(found))
    out.print(messages.SWEPT[lang].format(len(points), len(due), len(points) - len(due), len(failed)))
    out.print(folder / "index.html")
    return 1 if failed else 0


def _crew(study: Study, workers: int | None, scheduler: str | None) -> "AbstractContextManager[Crew]":
    from analysis.publish.sweep.cluster import cluster, threads

    return cluster(scheduler) if scheduler else threads(workers or cores(), study.root / "reports" / ".cache")
