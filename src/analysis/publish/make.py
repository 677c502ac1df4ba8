"""From raw data to reports: check, process, execute, export, results, index; put in place all at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from threading import Semaphore

from analysis.data.dependencies import DEPENDENCIES_VARIABLE, Dependency, read_dependencies
from analysis.data.digests import Digests
from analysis.data.editions import Study
from analysis.data.notebooks import notebooks_in
from analysis.publish.page.integrity import read_integrity
from analysis.publish.page.makers import (
    PageMakers,
    page_makers,
    write_editions,
    write_index,
    write_report,
    write_what_if,
)
from analysis.publish.run.cells import ended_together, fell_back
from analysis.publish.run.claims import CLAIMS_FILE, claims_json, collect_claims
from analysis.publish.run.errors import StudyError
from analysis.publish.run.execute import execute
from analysis.publish.run.folders import (
    forget,
    forget_gone,
    forget_pdfs,
    keep,
    leave_out,
    missing_in,
    put_in_place,
    read_executed,
    staging,
)
from analysis.publish.run.jobs import Job, Manner, folder_of, is_what_if, is_whole
from analysis.publish.run.manifest import write_manifest
from analysis.publish.run.provenance import Provenance, edition_provenance, index_provenance, read_provenance
from analysis.publish.run.record import (
    RECORD_FILE,
    Record,
    checked_digest,
    inputs_digest,
    key,
    read_record,
    write_record,
)
from analysis.publish.run.results import Executed, collect, collect_absent, results_json
from analysis.publish.run.rules import rules_broken_in
from analysis.publish.run.stale import Staleness, staleness
from analysis.publish.run.workplace import workplace
from analysis.words import LANGUAGES, Words

COLD = Words(
    "노트북의 프로세스를 미리 데운 것에서 갈라내지 못해 하나씩 새로 시작했다: {}",
    "The notebooks' processes were started anew, for they could not be forked: {}",
)
Made = tuple[list[Dependency], Provenance]
Progress = Callable[[Job, StudyError | None], None]


@dataclass(frozen=True)
class Failure:
    """A notebook that gave no report: why, and where the notebook was kept."""

    job: Job
    error: StudyError
    kept: Path


@dataclass(frozen=True)
class Outcome:
    """What a run made: the folder of reports, what failed, what the user should know besides, how many ran.

    `published` says whether the folder is that of this run, though something failed.
    """

    folder: Path
    failures: Sequence[Failure] = ()
    notes: Sequence[Words] = ()
    executed: int = 0
    published: bool = False


def make(study: Study, edition: str, jobs: Sequence[Job], manner: Manner, progress: Progress | None = None) -> Outcome:
    """Makes those of the jobs' reports that are stale and puts all in place; `progress` is called as each ends.

    They go to the edition's folder or, of a what-if, to one of its own, with an index that shows what it moves.
    Where a notebook fails, it is kept under reports/failed, no page of it is left, and the others are put in place,
    marked incomplete; nothing is where all fail, or where it is a what-if. Reports of notebooks and languages that are
    not among the jobs stay as they are.

    Raises:
        ReportError: two notebooks, or two languages of one, recorded different numbers under one id.
    """
    reports, target = study.reports(edition).parent, folder_of(study, edition, jobs)
    failed = reports / "failed" / edition
    base, whole = edition_provenance(study, edition), is_whole(study, jobs)
    begun, past, digests = _inputs(study, jobs), read_record(target), Digests(study)
    states = staleness(study, jobs, past, digests, base, force=manner.force)
    with (
        workplace(study.root, reports / ".cache", warm=manner.warm) as environment,
        # a page takes a fifth of a notebook's time
        page_makers(max(1, manner.workers // 2), environment, warm=manner.warm) as pages,
        ThreadPoolExecutor(1) as meanwhile,
        staging(target, [one.job for one in states if one.execute], jobs, whole=whole) as folder,
    ):
        failures, fingerprints = [], {}
        unruly = meanwhile.submit(rules_broken_in, [one.job.notebook for one in states if one.execute])
        for one, found, error in report_all(study, states, folder, environment, base, manner, pages):
            if error is None:
                forget(one.job, failed)
                fingerprints[key(one.job)] = one.now if found is None else one.executed(*found, digests)
            else:
                failures.append(Failure(one.job, error, keep(one.job, folder, failed)))
            if progress is not None and one.export:
                progress(one.job, error)
        broken_rules = unruly.result()  # before anything is put in place
        failures.sort(key=lambda failure: (failure.job.name, failure.job.lang))
        broken = {failure.job.name for failure in failures}
        made = [job for job in jobs if job.name not in broken]
        if failures and (not made or is_what_if(jobs)):
            return Outcome(target, failures)
        leave_out(broken, folder)
        forget_gone({path.stem for path in notebooks_in(jobs[0].notebook.parent)} | broken, failed)
        executed, missing = read_executed(folder, made), missing_in(folder, failed)
        results, disagreements = collect(executed)
        text = results_json(edition, results, collect_absent(executed), missing)
        (folder / "results.json").write_text(text, "utf-8", newline="\n")
        (folder / CLAIMS_FILE).write_text(claims_json(edition, collect_claims(executed)), "utf-8", newline="\n")
        write_manifest(study, edition, folder, {job.name for job in made})
        provenance = index_provenance(base, page_provenances(folder, executed))
        if is_what_if(jobs):
            pages.make(write_what_if, folder, study.root, jobs, provenance)
        else:
            pages.make(write_index, folder, provenance, missing)
        forget_pdfs(folder, [one.job for one in states if one.export])
        if begun == _inputs(study, jobs):  # else nobody knows which state a notebook has read
            together = {**({} if whole else past.fingerprints), **fingerprints}
            together = {name: one for name, one in together.items() if Path(name).name not in broken}
            current = begun if together.keys() == fingerprints.keys() or past.inputs == begun else ""
            write_record(folder, Record(current, checked_digest(study), {}, together))
        else:
            (folder / RECORD_FILE).unlink(missing_ok=True)
        put_in_place(folder, target)
        if not is_what_if(jobs):
            pages.make(write_editions, reports)
    cold = fell_back() if manner.warm else None
    cold_notes = [COLD.filled(cold)] if cold else []
    ran = sum(one.execute for one in states)
    return Outcome(target, failures, notes=[*broken_rules, *disagreements, *cold_notes], executed=ran, published=True)


def _inputs(study: Study, jobs: Sequence[Job]) -> str:
    return inputs_digest(study, jobs[0].notebook.parent)


def report_all(
    study: Study,
    states: Sequence[Staleness],
    folder: Path,
    environment: Mapping[str, str],
    base: Provenance,
    manner: Manner,
    pages: PageMakers,
) -> Iterator[tuple[Staleness, Made | None, StudyError | None]]:
    """Makes in `folder` what is stale, yielding each job as it ends with what it depends on or what was wrong with it.

    As many notebooks run as there are workers, while the pages of others are made. The longest comes first, so that
    none is left to run alone; the second language finds what the first has kept.
    """
    turns = Semaphore(manner.workers)
    with ThreadPoolExecutor(2 * manner.workers) as pool, ended_together(pool):
        running = {
            pool.submit(report, study, one, folder, environment, base, pages, turns, warm=manner.warm): one
            for one in sorted(states, key=lambda state: (LANGUAGES.index(state.job.lang), -_size(state.job.notebook)))
        }
        for future in as_completed(running):
            try:
                yield running[future], future.result(), None
            except StudyError as error:
                yield running[future], None, error


def _size(notebook: Path) -> int:
    return notebook.stat().st_size if notebook.is_file() else 0


def report(
    study: Study,
    stale: Staleness,
    folder: Path,
    environment: Mapping[str, str],
    base: Provenance,
    pages: PageMakers,
    turns: Semaphore,
    *,
    warm: bool,
) -> Made | None:
    """Executes one notebook and has its page made, as far as they are stale; what they were made from, if it ran."""
    job, out, dependencies = stale.job, folder / f"{key(stale.job)}.ipynb", None
    if stale.execute:
        recorded = folder.parent / f"{job.lang}-{job.name}.dependencies"
        with turns:
            execute(job, out, {**environment, DEPENDENCIES_VARIABLE: str(recorded)}, warm=warm)
        dependencies = read_dependencies(recorded)
    if not stale.export:  # whatever is executed is exported
        return None
    page = stale.page(base, study, dependencies)
    pages.make(write_report, job, out, page, study.processed(job.edition))
    return None if dependencies is None else (dependencies, page)


def page_provenances(folder: Path, executed: Sequence[Executed]) -> Iterator[Provenance]:
    """What the pages of executed notebooks in a folder were made from, as each says itself."""
    for one in executed:
        integrity = read_integrity((folder / one.lang / f"{one.name}.html").read_bytes())
        if integrity and (provenance := read_provenance(integrity.record)):
            yield provenance
