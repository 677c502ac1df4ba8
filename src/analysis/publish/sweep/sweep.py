"""A sweep: the runs of a grid that are not made yet, or no longer as they would be, done by any executor."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, as_completed
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.data.digests import Digests
from analysis.data.editions import Study
from analysis.publish.run.record import environment
from analysis.publish.run.stale import changed, fingerprint, source_of
from analysis.publish.sweep.evaluation import Evaluated, RunRecord, evaluate, program_digest, read_run_record, run_id
from analysis.publish.sweep.executors import SweepExecutor
from analysis.publish.sweep.grid import SweepRun
from analysis.publish.sweep.snapshot import pack
from analysis.words import Words

BROKE = Words("작업 기계에서 끝나지 못했다: {}", "could not be done by a worker: {}")
Progress = Callable[[SweepRun, Words | None], None]


@dataclass(frozen=True)
class Outcome:
    """A sweep's run with its record, or with what was wrong."""

    run: SweepRun
    recorded: RunRecord | None
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
    executor, shared = sweep_executor
    folder.mkdir(parents=True, exist_ok=True)
    packed = shared(pack(study, [run.job.notebook for run in stale]))
    program = program_digest()
    running = {executor.submit(evaluate, run.job, program, packed): run for run in stale}
    failed = {}
    try:
        for future in as_completed(running):
            run, evaluated = running.pop(future), _evaluated(future)  # what a run gave is kept on disk alone
            if evaluated.error is None:
                put(path_of(run, folder), evaluated.text)
            else:
                path_of(run, folder).unlink(missing_ok=True)
                failed[run] = evaluated.error
            progress(run, evaluated.error)
    except BaseException:
        for future in running:
            future.cancel()
        raise
    return failed


def _evaluated(future: "Future[Evaluated]") -> Evaluated:
    try:
        return future.result()
    except Exception as error:  # of the cluster: what a run raises itself is in its Evaluated
        reason = f"{type(error).__name__}: {error}".splitlines()[0]
        return Evaluated(error=Words(BROKE.ko.format(reason), BROKE.en.format(reason)))


def path_of(run: SweepRun, folder: Path) -> Path:
    """The file of a run's record."""
    return folder / f"{run_id(run.job)}.json"


def put(path: Path, text: str) -> None:
    """Writes a file, whole or not at all."""
    aside = path.with_name(f".{path.name}")  # what a killed sweep left of it is written over
    aside.write_text(text, "utf-8", newline="\n")
    aside.replace(path)


def outcomes(runs: Iterable[SweepRun], folder: Path, failed: dict[SweepRun, Words]) -> list[Outcome]:
    """All runs of a grid with what they gave, in the grid's order."""
    return [
        Outcome(run, None if run in failed else read_run_record(path_of(run, folder)), failed.get(run)) for run in runs
    ]
