"""The drafts of an edition, held against what the data and the program of now make; and what is made from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from analysis.data.dependencies import Dependency
from analysis.data.digests import file_digest
from analysis.data.editions import Study
from analysis.publish.page.export import report_page
from analysis.publish.page.index import index_page
from analysis.publish.page.integrity import read_integrity
from analysis.publish.page.provenance_words import Moved
from analysis.publish.release.changelog import issuings
from analysis.publish.release.changes import Version, claim_records
from analysis.publish.release.data.about import About
from analysis.publish.release.data.catalogues import on_page
from analysis.publish.release.data.files import data_files
from analysis.publish.release.data.making import Making
from analysis.publish.release.data.tables import processed_tables, table_records
from analysis.publish.release.issued import Issued
from analysis.publish.release.office.content import INDEX, Release, read_reports
from analysis.publish.release.office.files import office_files
from analysis.publish.run.claims import collect_claims
from analysis.publish.run.errors import ReportError
from analysis.publish.run.folders import read_executed
from analysis.publish.run.jobs import Job, plan
from analysis.publish.run.manifest import MANIFEST_FILE, given_parameters
from analysis.publish.run.provenance import (
    Issue,
    Provenance,
    differences,
    edition_provenance,
    index_provenance,
    page_provenance,
    read_provenance,
)
from analysis.publish.run.record import Fingerprint, key, read_record
from analysis.publish.run.results import Executed, collect, collect_absent, results_json
from analysis.publish.run.what_if import in_words
from analysis.words import LANGUAGES, Words

RESULTS_FILE = "results.json"
STALE = Words(
    "{0}: 지금의 자료와 프로그램으로 만든 초안이 아니다({1}). 먼저 실행할 명령: study run {2}",
    "{0} is no draft made from the data and the program of now ({1}). First: study run {2}",
)
MISSING = Words("없다", "it is missing")
UNKNOWN = Words("무엇으로 만들었는지 적혀 있지 않다", "there is no record of what it was made from")
EDITED = Words("만든 뒤에 고쳐졌다", "it was changed after it was made")
WHAT_IF = Words(
    "{0}: {1}은(는) 등록부나 보고서의 값이 아니어서 발행할 수 없다. 그 parameters 셀을 None으로 되돌리고"
    "(바꾼 값을 쓰려면 data/assumptions.yaml에 적고) 먼저 실행할 명령: study run {2}",
    "{0} is made with {1} in place of the register's or the report's value and can't be issued. Put None back in its "
    "parameters cell (a value to keep goes into data/assumptions.yaml), then: study run {2}",
)


@dataclass(frozen=True)
class Drafts:
    """The drafts of an edition, found to be made from the data and the program of now: pages by path, and results."""

    jobs: Sequence[Job]
    executed: Sequence[Executed]
    provenance: Mapping[str, Provenance]
    index: Provenance
    processed: Path
    folder: Path
    pages: Mapping[str, str]
    results: Mapping[str, Mapping[str, Any]]


def read_drafts(study: Study, edition: str) -> Drafts:
    """The drafts in place; ReportError, naming the page, where one is not what the data and program of now make."""
    folder = study.reports(edition)
    base, past = edition_provenance(study, edition), read_record(study.reports(edition)).fingerprints
    jobs = plan(study, edition, {})
    given = given_parameters(folder)
    for name, values in [*((job.name, job.parameters) for job in jobs), *given.items()]:
        if values:
            said = name, in_words([values]), edition
            raise ReportError(WHAT_IF.filled(*said))
    for job in jobs:
        for kind in ("html", "ipynb"):
            if not (folder / job.lang / f"{job.name}.{kind}").is_file():
                raise _stale(f"{job.lang}/{job.name}.{kind}", MISSING, edition)
        if key(job) not in past:
            raise _stale(f"{key(job)}.html", UNKNOWN, edition)
        if past[key(job)].book != file_digest(folder / f"{key(job)}.ipynb"):
            raise _stale(f"{key(job)}.ipynb", EDITED, edition)
    executed = [replace(one, fresh=True) for one in read_executed(folder, jobs)]
    results, _ = collect(executed)
    provenance = {key(job): page_provenance(base, study, job, *_taken(past[key(job)])) for job in jobs}
    index = index_provenance(base, provenance.values())
    pages = _pages(jobs, executed, provenance, index, study.processed(edition))
    for job in jobs:
        page = f"{key(job)}.html"
        _hold(folder / page, page, pages[page], provenance[key(job)], edition)
    _hold(folder / INDEX, INDEX, pages[INDEX], index, edition)
    recorded = _content(folder / RESULTS_FILE)
    if recorded != results_json(edition, results, collect_absent(executed)).encode():
        raise _stale(RESULTS_FILE, EDITED if recorded else MISSING, edition)
    return Drafts(jobs, executed, provenance, index, study.processed(edition), folder, pages, results)


def as_record(drafts: Drafts, stamp: Issue) -> Issued:
    """The record of an issue of the drafts, but for what its pages say and the hashes of pages and files."""
    return Issued(
        stamp,
        pages={},
        contents={},
        parameters={job.name: dict(job.parameters) for job in drafts.jobs},
        results=drafts.results,
        files={},
        tables=table_records(processed_tables(drafts.processed)),
        claims=claim_records(collect_claims(drafts.executed)),
    )


def stamped(drafts: Drafts, stamp: Issue, moved: Sequence[Moved], versions: Sequence[Version]) -> dict[str, str]:
    """The pages of an issue: the drafts made again with its stamp, its versions and what moved since the one before."""
    provenance = {name: replace(one, issue=stamp) for name, one in drafts.provenance.items()}
    index = replace(drafts.index, issue=stamp)
    return _pages(drafts.jobs, drafts.executed, provenance, index, drafts.processed, moved, versions)


def release_files(
    drafts: Drafts, pages: Mapping[str, str], stamp: Issue | None, versions: Sequence[Version]
) -> Mapping[str, bytes]:
    """What others take up of the pages, by path: documents, workbooks, data; of drafts without a stamp."""
    reports, claims = read_reports(pages), collect_claims(drafts.executed)
    release = Release(drafts.index.edition, stamp, drafts.index.as_of, reports, drafts.results, claims)
    made = office_files(release)
    notebooks = {job.name: job.notebook for job in drafts.jobs}
    making = Making(drafts.processed, notebooks, drafts.provenance, versions)
    there = {name: len(one) for name, one in made.items()}
    if stamp:
        copied = [*(f"{key(job)}.ipynb" for job in drafts.jobs), RESULTS_FILE, MANIFEST_FILE]
        there |= {page: len(text.encode()) for page, text in pages.items()}
        there |= {name: (drafts.folder / name).stat().st_size for name in copied}
    return {**made, **data_files(release, making, there)}


def _taken(past: Fingerprint) -> tuple[list[Dependency], Sequence[str]]:
    return [one for one, _ in past.dependencies], past.modules


def _pages(
    jobs: Sequence[Job],
    executed: Sequence[Executed],
    provenance: Mapping[str, Provenance],
    index: Provenance,
    processed: Path,
    moved: Sequence[Moved] = (),
    versions: Sequence[Version] = (),
) -> dict[str, str]:
    """The pages of executed notebooks and the index; of an issue with the versions that lead to it."""
    books = {(one.name, one.lang): one.book for one in executed}
    pages = {}
    about = About.of(index.edition, index.as_of, versions) if versions else None
    for job in jobs:
        own = [one for one in moved if one.notebook == job.name]
        dataset = on_page(about, job.lang, "../") if about else None
        pages[f"{key(job)}.html"] = report_page(
            job, books[job.name, job.lang], provenance[key(job)], processed, own, dataset
        )
    history = {lang: issuings(versions, lang) for lang in LANGUAGES}
    dataset = on_page(about, LANGUAGES[0], "") if about else None
    return {**pages, INDEX: index_page(index, executed, moved, history=history, dataset=dataset)}


def _hold(path: Path, page: str, expected: str, now: Provenance, edition: str) -> None:
    """ReportError where a draft differs from the page as it would be made now, or its notebook was edited since."""
    there = _content(path)
    integrity = read_integrity(there)
    if integrity is None or not integrity.intact or (found := read_provenance(integrity.record)) is None:
        raise _stale(page, EDITED if there else MISSING, edition)
    if names := [*differences(found, now)]:
        raise _stale(page, Words(*(", ".join(one[lang] for one in names) for lang in ("ko", "en"))), edition)
    if there != expected.encode():
        raise _stale(page, EDITED, edition)


def _content(path: Path) -> bytes:
    """A file's bytes, none where it is not there."""
    return path.read_bytes() if path.is_file() else b""


def _stale(page: str, why: Words, edition: str) -> ReportError:
    return ReportError(STALE.filled(page, why, edition))
