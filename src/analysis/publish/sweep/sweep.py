"""A sweep: the runs of a grid that are not made yet, or no longer as they would be, done by any executor."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, as_completed
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from analysis.data.digests import Digests
from analysis.data.editions import Study
from analysis.publish.run.record import environment
from analysis.publish.run.stale import changed, fingerprint, source_of
from analysis.publish.sweep.evaluation import Evaluated, Found, evaluate, program_digest, read_run_record, run_id
from analysis.publish.sweep.executors import SweepExecutor
from analysis.publish.sweep.grid import SweepRun
from analysis.publish.sweep.snapshot import pack
from analysis.words import Words

BROKE = Words("작업 기계에서 끝나지 못했다: {}", "could not be done by a worker: {}")
Progress = Callable[[SweepRun, Words | None], None]
Submit = Callable[[Sequence[SweepRun]], "Future[list[Evaluated]]"]


@dataclass(frozen=True)
class Outcome:
    """A sweep's run with what it found, or with what was wrong."""

    run: SweepRun
    recorded: Found | None
    error: Words | None = None


def stale_runs(study: Study, runs: Iterable[SweepRun], folder: Path) -> list[SweepRun]:
    """The runs without a record, or whose record was made from something else than there is now."""
    digests, lock, source = Digests(study), environment(study), cache(source_of)

    def is_stale(run: SweepRun) -> bool:
        past = read_run_record(path_of(run, folder))
        now = fingerprint(run.job, lock, source(run.job.notebook))
        return past is None or any(changed(past.fingerprint, now, digests))

    return [run for run in runs if is_stale(run)]


def evaluate_all(
    study: Study, stale: Sequence[SweepRun], folder: Path, sweep_executor: SweepExecutor, progress: Progress
) -> dict[SweepRun, Words]:
    """Has the runs evaluated and puts each record in place as it comes; what was wrong with those that failed."""
    folder.mkdir(parents=True, exist_ok=True)
    packed = sweep_executor.shared(pack(study, [run.job.notebook for run in stale]))
    program, failed = program_digest(), {}

    def submit(task: Sequence[SweepRun]) -> Future[list[Evaluated]]:
        return sweep_executor.executor.submit(evaluate, [run.job for run in task], program, packed)

    for run, evaluated in _as_they_come(submit, stale, sweep_executor.size(len(stale))):
        if evaluated.error is None:
            put(path_of(run, folder), evaluated.text)
        else:
            path_of(run, folder).unlink(missing_ok=True)
            failed[run] = evaluated.error
        progress(run, evaluated.error)
    return failed


def _as_they_come(submit: Submit, runs: Sequence[SweepRun], size: int) -> Iterator[tuple[SweepRun, Evaluated]]:
    """Each run with what it gave, of which nothing is kept here; the runs of a task that broke are done one by one."""
    running = {submit(task): task for task in (runs[at : at + size] for at in range(0, len(runs), size))}
    broken: list[SweepRun] = []
    try:
        for future in as_completed(running):
            task = running.pop(future)
            try:
                found = future.result()
            except Exception as error:  # of the cluster: what a run raises itself is in its Evaluated
                if len(task) > 1:
                    broken += task
                    continue
                reason = f"{type(error).__name__}: {error}".splitlines()[0]
                found = [Evaluated(error=BROKE.filled(reason))]
            yield from zip(task, found, strict=True)
    finally:
        for future in running:
            future.cancel()
    if broken:
        yield from _as_they_come(submit, broken, 1)


def path_of(run: SweepRun, folder: Path) -> Path:
    """The file of a run's record."""
    return folder / f"{run_id(run.job)}.json"


def put(path: Path, text: str) -> None:
    """Writes a file, whole or not at all."""
    aside = path.with_name(f".{path.name}")  # what a killed sweep left of it is written over
    try:
        aside.write_text(text, "utf-8", newline="\n")
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def outcomes(runs: Iterable[SweepRun], folder: Path, failed: dict[SweepRun, Words]) -> list[Outcome]:
    """All runs of a grid with what they found, in the grid's order.

    What many found alike, as most results and claims are, is kept once.
    """
    known: dict[str, Mapping[str, Any]] = {}

    def once(record: Mapping[str, Any]) -> Mapping[str, Any]:
        return known.setdefault(json.dumps(record, sort_keys=True), record)

    def found(run: SweepRun) -> Found | None:
        record = None if run in failed else read_run_record(path_of(run, folder))
        if record is None:
            return None
        results = {sys.intern(name): once(one) for name, one in record.results.items()}
        return Found(results, [once(one) for one in record.claims])

    return [Outcome(run, found(run), failed.get(run)) for run in runs]
