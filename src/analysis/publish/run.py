"""From raw data to reports: check, process, execute, export, results, index; in place all at once or not at all."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.data.editions import Study
from analysis.publish.editions_index import write_editions
from analysis.publish.errors import StudyError
from analysis.publish.execute import execute
from analysis.publish.export import ReportExporter
from analysis.publish.folders import forget, forget_pdfs, keep, put_in_place, read_executed, staging
from analysis.publish.index import index_page
from analysis.publish.jobs import Job, Manner, plan
from analysis.publish.manifest import write_manifest
from analysis.publish.proof import Made, made_now
from analysis.publish.proof_words import Moved
from analysis.publish.results import collect, results_json
from analysis.publish.warm import fell_back
from analysis.publish.workplace import workplace
from analysis.words import Words

COLD = Words(
    "커널을 미리 데운 것에서 갈라내지 못해 노트북마다 새로 시작했다: {}",
    "Kernels were started anew, for they could not be forked: {}",
)
Told = Callable[[Job, StudyError | None], None]


@dataclass(frozen=True)
class Failure:
    """A notebook that gave no report: why, and where the notebook was kept."""

    job: Job
    error: StudyError
    kept: Path


@dataclass(frozen=True)
class Outcome:
    """What a run made: the folder of reports, what failed, and what the user should know besides."""

    folder: Path
    failures: Sequence[Failure] = ()
    notes: Sequence[Words] = ()


def make(study: Study, edition: str, jobs: Sequence[Job], manner: Manner, told: Told | None = None) -> Outcome:
    """Executes the jobs in the manner given and puts their reports in place; `told` hears of each as it ends.

    Where one fails, the others are still executed, nothing is put in place, and the failed notebook is kept under
    reports/failed. Reports of notebooks and languages that are not among the jobs stay as they are.

    Raises:
        ReportError: two notebooks, or two languages of one, recorded different numbers under one id.
    """
    target = study.reports(edition)
    failed = target.parent / "failed" / edition
    made = made_now(study, edition)
    whole = {(job.name, job.lang) for job in jobs} == {(job.name, job.lang) for job in plan(study, edition, {})}
    with (
        workplace(study.root, target.parent / ".cache", warm=manner.warm) as environment,
        staging(target, jobs, whole=whole) as folder,
    ):
        failures = []
        for job, error in report_all(jobs, folder, environment, made, manner.workers):
            if error is None:
                forget(job, failed)
            else:
                failures.append(Failure(job, error, keep(job, folder, failed)))
            if told is not None:
                told(job, error)
        if failures:
            return Outcome(target, sorted(failures, key=lambda failure: (failure.job.name, failure.job.lang)))
        executed = read_executed(folder, jobs)
        results, notes = collect(executed)
        (folder / "results.json").write_text(results_json(edition, results), "utf-8", newline="\n")
        write_manifest(study, edition, folder, {job.name for job in jobs})
        (folder / "index.html").write_text(index_page(made, executed), "utf-8", newline="\n")
        forget_pdfs(folder, jobs)
        put_in_place(folder, target)
    write_editions(target.parent)
    cold = fell_back() if manner.warm else None
    return Outcome(target, notes=[*notes, *([Words(COLD.ko.format(cold), COLD.en.format(cold))] if cold else [])])


def report_all(
    jobs: Sequence[Job], folder: Path, environment: Mapping[str, str], made: Made, workers: int
) -> Iterator[tuple[Job, StudyError | None]]:
    """Makes the reports in `folder`, yielding each job as it ends with what was wrong with it, if anything was."""
    with ThreadPoolExecutor(workers) as pool:
        running = {pool.submit(report, job, folder, environment, made): job for job in jobs}
        try:
            for future in as_completed(running):
                try:
                    future.result()
                except StudyError as error:
                    yield running[future], error
                else:
                    yield running[future], None
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def report(job: Job, folder: Path, environment: Mapping[str, str], made: Made) -> None:
    """Executes one notebook and writes its page beside it."""
    book = execute(job, folder / job.lang / f"{job.name}.ipynb", environment)
    page = folder / job.lang / f"{job.name}.html"
    page.write_text(report_page(job, book, made), "utf-8", newline="\n")


def report_page(job: Job, book: Mapping[str, Any], made: Made, moved: Sequence[Moved] = ()) -> str:
    """The page of an executed notebook."""
    resources = {
        "metadata": {"name": job.name, "path": str(job.notebook.parent)},
        "as_of": made.as_of,
        "made": made.of(f"{job.lang}/{job.name}.html", book),
        "moved": moved,
    }
    html, _ = ReportExporter().from_notebook_node(book, resources)  # type: ignore[no-untyped-call,arg-type]
    return html
