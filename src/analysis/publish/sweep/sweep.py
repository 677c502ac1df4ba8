"""A sweep: the points of a grid that are not made yet, or no longer as they would be, done by any executor."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, as_completed
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.data.digests import Digests
from analysis.data.editions import Study
from analysis.publish.run.due import changed, source_of, to_make
from analysis.publish.run.record import environment
from analysis.publish.sweep.cluster import Crew
from analysis.publish.sweep.grid import Point
from analysis.publish.sweep.point import Ran, Recorded, point_id, program_digest, read_point, run_point
from analysis.publish.sweep.snapshot import pack
from analysis.words import Words

BROKE = Words("작업 기계에서 끝나지 못했다: {}", "could not be done by a worker: {}")
Told = Callable[[Point, Words | None], None]


@dataclass(frozen=True)
class Outcome:
    """A point with its record, or with what was wrong."""

    point: Point
    recorded: Recorded | None
    error: Words | None = None


def points_due(study: Study, points: Iterable[Point], folder: Path) -> list[Point]:
    """The points without a record, or whose record was made from something else than there is now."""
    digests, lock, source = Digests(study), environment(study), cache(source_of)

    def is_due(point: Point) -> bool:
        past = read_point(path_of(point, folder))
        now = to_make(point.job, lock, source(point.job.notebook))
        return past is None or any(changed(past.made, now, digests))

    return [point for point in points if is_due(point)]


def do_points(study: Study, due: Sequence[Point], folder: Path, crew: Crew, told: Told) -> dict[Point, Words]:
    """Has the points done and puts each record in place as it comes; what was wrong with those that failed."""
    executor, shared = crew
    folder.mkdir(parents=True, exist_ok=True)
    packed = shared(pack(study, [point.job.notebook for point in due]))
    program = program_digest()
    running = {executor.submit(run_point, point.job, program, packed): point for point in due}
    failed = {}
    try:
        for future in as_completed(running):
            point, ran = running.pop(future), _ran(future)  # what a point gave is kept on disk alone
            if ran.error is None:
                put(path_of(point, folder), ran.text)
            else:
                path_of(point, folder).unlink(missing_ok=True)
                failed[point] = ran.error
            told(point, ran.error)
    except BaseException:
        for future in running:
            future.cancel()
        raise
    return failed


def _ran(future: "Future[Ran]") -> Ran:
    try:
        return future.result()
    except Exception as error:  # of the cluster: what a point raises itself is in its Ran
        told = f"{type(error).__name__}: {error}".splitlines()[0]
        return Ran(error=Words(BROKE.ko.format(told), BROKE.en.format(told)))


def path_of(point: Point, folder: Path) -> Path:
    """The file of a point's record."""
    return folder / f"{point_id(point.job)}.json"


def put(path: Path, text: str) -> None:
    """Writes a file, whole or not at all."""
    aside = path.with_name(f".{path.name}")  # what a killed sweep left of it is written over
    aside.write_text(text, "utf-8", newline="\n")
    aside.replace(path)


def outcomes(points: Iterable[Point], folder: Path, failed: dict[Point, Words]) -> list[Outcome]:
    """All points of a grid with what they gave, in the grid's order."""
    return [
        Outcome(point, None if point in failed else read_point(path_of(point, folder)), failed.get(point))
        for point in points
    ]
