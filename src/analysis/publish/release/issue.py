"""Makes an issue of an edition from its drafts: stamped, read-only, recorded; or says why there can be none."""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from analysis.data.dependencies import Dependency
from analysis.data.durable import flush_folder, flush_tree, write_whole
from analysis.data.editions import Study
from analysis.publish.page.export import report_page
from analysis.publish.page.index import index_page
from analysis.publish.page.integrity import own_hash, read_integrity
from analysis.publish.page.provenance_words import Moved
from analysis.publish.release.chain import extend, faults
from analysis.publish.release.issued import (
    Issued,
    content_hash,
    folder_hashes,
    issue_folder,
    moves,
    read_issues,
    record_file,
    signature_file,
    write_issues,
)
from analysis.publish.release.office.content import Release, read_reports
from analysis.publish.release.office.files import office_files
from analysis.publish.release.signature import LIST, SIGNATURE, sign, sums
from analysis.publish.run.claims import collect_claims
from analysis.publish.run.errors import ReportError
from analysis.publish.run.folders import read_executed
from analysis.publish.run.jobs import Job, plan
from analysis.publish.run.manifest import MANIFEST_FILE, given_parameters
from analysis.publish.run.provenance import (
    Issue,
    Provenance,
    commit,
    differences,
    edition_provenance,
    index_provenance,
    page_provenance,
    read_provenance,
)
from analysis.publish.run.record import Fingerprint, key, read_record
from analysis.publish.run.results import Executed, collect, collect_absent, results_json
from analysis.publish.run.what_if import in_words
from analysis.words import Words

RESULTS_FILE = "results.json"
INDEX = "index.html"
STALE = Words(
    "{0}: 지금의 자료와 프로그램으로 만든 초안이 아니다({1}). 먼저 실행할 명령: study run {2}",
    "{0} is no draft made from the data and the program of now ({1}). First: study run {2}",
)
MISSING = Words("없다", "it is missing")
UNKNOWN = Words("무엇으로 만들었는지 적혀 있지 않다", "there is no record of what it was made from")
EDITED = Words("만든 뒤에 고쳐졌다", "it was changed after it was made")
UNCHANGED = Words(
    "{0}판 보고서의 내용은 제{1}호와 같다. 새로 발행할 것이 없다: {2}",
    "The reports of {0} say what issue {1} says; there is nothing to issue: {2}",
)
UNRECORDED = Words(
    "{0}에 보고서가 있는데 {1}에는 그 발행이 적혀 있지 않다. "
    "발행한 것은 덮어쓰지 않는다. 기록을 되살리거나 폴더를 옮긴다.",
    "There are reports in {0}, but {1} records no such issue. What was issued is not overwritten: restore the record, "
    "or move the folder away.",
)
GONE = Words(
    "제{0}호의 쪽이 없고({1}), 지금의 프로그램으로는 같은 바이트가 나오지 않는다. 커밋 {2}에서 다시 만든다.",
    "The pages of issue {0} are gone ({1}), and the program of now does not give the same bytes; "
    "make them at commit {2}.",
)
WHAT_IF = Words(
    "{0}: {1}은(는) 등록부나 보고서의 값이 아니어서 발행할 수 없다. 그 parameters 셀을 None으로 되돌리고"
    "(바꾼 값을 쓰려면 data/assumptions.yaml에 적고) 먼저 실행할 명령: study run {2}",
    "{0} is made with {1} in place of the register's or the report's value and can't be issued. Put None back in its "
    "parameters cell (a value to keep goes into data/assumptions.yaml), then: study run {2}",
)
NO_COMMIT = Words("(기록 없음)", "(none recorded)")


@dataclass(frozen=True)
class Drafts:
    """The drafts of an edition, found to be made from the data and the program of now: pages by path, and results."""

    jobs: Sequence[Job]
    executed: Sequence[Executed]
    provenance: Mapping[str, Provenance]
    index: Provenance
    processed: Path
    pages: Mapping[str, str]
    results: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Outcome:
    """An issue in its place; `restored` where it was issued before and its pages were gone."""

    issue: Issue
    folder: Path
    moved: Sequence[Moved]
    restored: bool


def make_issue(study: Study, edition: str, note: str, day: str | None, signing: Path | None = None) -> Outcome:
    """Issues the drafts of an edition; its data must be processed. Nothing issued before is touched.

    The record is written first: a run that is killed before the pages are in place is ended by the next one, which
    makes them again to the recorded hashes. With a key to sign by, its signature is kept beside the record.

    Raises:
        ReportError: the drafts are not those of now, say nothing new, or stand against a folder that is no issue.
    """
    drafts = read_drafts(study, edition)
    issues = read_issues(study, edition)
    for words in faults(study, but_last=edition):
        raise ReportError(words)
    if issues:
        extend(study, edition, issues)  # where a run was ended between record and chain
    contents = {page: content_hash(text) for page, text in drafts.pages.items()}
    if issues and issues[-1].contents == contents:
        return _restored(study, edition, drafts, issues)
    number = len(issues) + 1
    target = issue_folder(study, edition, number)
    if target.exists():
        raise _error(UNRECORDED, target, record_file(study, edition))
    stamp = Issue(number, note, day, commit(study.root))
    moved = moves(issues[-1].results, drafts.results) if issues else []
    pages = _stamped(drafts, stamp, moved)
    hashes = {page: own_hash(text.encode()) for page, text in pages.items()}
    parameters = given_parameters(study.reports(edition))
    record = Issued(stamp, hashes, contents, parameters, drafts.results, {})
    _put(study, edition, pages, offices(drafts, pages, stamp), [*issues, record], signing)
    return Outcome(stamp, target, moved, restored=False)


def _restored(study: Study, edition: str, drafts: Drafts, issues: Sequence[Issued]) -> Outcome:
    """The last issue with its pages made again where they are gone; ReportError where they are not."""
    last = issues[-1]
    target = issue_folder(study, edition, last.issue.number)
    if target.exists():
        raise _error(UNCHANGED, edition, last.issue.number, target)
    moved = moves(issues[-2].results, last.results) if len(issues) > 1 else []
    pages = _stamped(drafts, last.issue, moved)
    if {page: own_hash(text.encode()) for page, text in pages.items()} != last.pages:
        raise _gone(last, target)
    files = {name: one for name, one in offices(drafts, pages, last.issue).items() if name in last.files}
    _put(study, edition, pages, files, issues)
    return Outcome(last.issue, target, moved, restored=True)


def _gone(last: Issued, target: Path) -> ReportError:
    """That what is made now is not, byte for byte, what was issued."""
    known = (last.issue.commit or one for one in (NO_COMMIT.ko, NO_COMMIT.en))
    said = (words.format(last.issue.number, target, one) for words, one in zip((GONE.ko, GONE.en), known, strict=True))
    return ReportError(Words(*said))


def read_drafts(study: Study, edition: str) -> Drafts:
    """The drafts in place; ReportError, naming the page, where one is not what the data and program of now make."""
    folder = study.reports(edition)
    base, past = edition_provenance(study, edition), read_record(study.reports(edition)).fingerprints
    jobs = plan(study, edition, {})
    given = given_parameters(folder)
    for name, values in [*((job.name, job.parameters) for job in jobs), *given.items()]:
        if values:
            raise _error(WHAT_IF, name, in_words([values]), edition)
    for job in jobs:
        for kind in ("html", "ipynb"):
            if not (folder / job.lang / f"{job.name}.{kind}").is_file():
                raise _stale(f"{job.lang}/{job.name}.{kind}", MISSING, edition)
        if key(job) not in past:
            raise _stale(f"{key(job)}.html", UNKNOWN, edition)
    executed = [replace(one, fresh=True) for one in read_executed(folder, jobs)]
    results, _ = collect(executed)
    provenance = {key(job): page_provenance(base, study, job, *_taken(past[key(job)])) for job in jobs}
    index = index_provenance(base, provenance.values())
    pages = _pages(jobs, executed, provenance, index, study.processed(edition))
    for job in jobs:
        page = f"{key(job)}.html"
        _hold(folder / page, page, pages[page], provenance[key(job)], edition)
    _hold(folder / INDEX, INDEX, pages[INDEX], index, edition)
    if (folder / RESULTS_FILE).read_text("utf-8") != results_json(edition, results, collect_absent(executed)):
        raise _stale(RESULTS_FILE, EDITED, edition)
    return Drafts(jobs, executed, provenance, index, study.processed(edition), pages, results)


def _taken(past: Fingerprint) -> tuple[list[Dependency], Sequence[str]]:
    return [one for one, _ in past.dependencies], past.modules


def _pages(
    jobs: Sequence[Job],
    executed: Sequence[Executed],
    provenance: Mapping[str, Provenance],
    index: Provenance,
    processed: Path,
    moved: Sequence[Moved] = (),
) -> dict[str, str]:
    """The pages of executed notebooks and the index."""
    books = {(one.name, one.lang): one.book for one in executed}
    pages = {}
    for job in jobs:
        own = [one for one in moved if one.notebook == job.name]
        pages[f"{key(job)}.html"] = report_page(job, books[job.name, job.lang], provenance[key(job)], processed, own)
    return {**pages, INDEX: index_page(index, executed, moved)}


def _stamped(drafts: Drafts, stamp: Issue, moved: Sequence[Moved]) -> dict[str, str]:
    provenance = {name: replace(one, issue=stamp) for name, one in drafts.provenance.items()}
    return _pages(drafts.jobs, drafts.executed, provenance, replace(drafts.index, issue=stamp), drafts.processed, moved)


def _hold(path: Path, page: str, expected: str, now: Provenance, edition: str) -> None:
    """ReportError where a draft differs from the page as it would be made now, or its notebook was edited since."""
    there = path.read_bytes() if path.is_file() else b""
    integrity = read_integrity(there)
    if integrity is None or not integrity.intact or (found := read_provenance(integrity.record)) is None:
        raise _stale(page, EDITED if there else MISSING, edition)
    if names := [*differences(found, now)]:
        raise _stale(page, Words(*(", ".join(one[lang] for one in names) for lang in ("ko", "en"))), edition)
    if there != expected.encode():
        raise _stale(page, EDITED, edition)


def offices(drafts: Drafts, pages: Mapping[str, str], stamp: Issue | None) -> Mapping[str, bytes]:
    """What offices take up of the pages, by path: documents and workbooks; of drafts without a stamp."""
    reports, claims = read_reports(pages), collect_claims(drafts.executed)
    return office_files(Release(drafts.index.edition, stamp, drafts.index.as_of, reports, drafts.results, claims))


def _put(
    study: Study,
    edition: str,
    pages: Mapping[str, str],
    files: Mapping[str, bytes],
    issues: Sequence[Issued],
    signing: Path | None = None,
) -> None:
    """Records the issues and puts the last one in place, read-only: pages, notebooks, results, files for offices."""
    drafts, target = study.reports(edition), issue_folder(study, edition, issues[-1].issue.number)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{edition}-", dir=drafts.parent) as scratch:
        folder = Path(scratch, "issue")
        for page, text in pages.items():
            place = folder / page
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, "utf-8", newline="\n")
            if page != INDEX:
                shutil.copyfile((drafts / page).with_suffix(".ipynb"), place.with_suffix(".ipynb"))
        for name in (RESULTS_FILE, MANIFEST_FILE):
            shutil.copyfile(drafts / name, folder / name)
        for name, content in files.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(content)
        *earlier, last = issues
        listed = sums(folder_hashes(folder))
        if not last.files or LIST in last.files:
            (folder / LIST).write_bytes(listed)
        last = replace(last, files=last.files or folder_hashes(folder))
        if folder_hashes(folder) != last.files:
            raise _gone(last, target)
        kept = signature_file(study, edition, last.issue.number)
        if signing is not None:
            write_whole(kept, sign(listed, signing).decode())
        if kept.exists():
            shutil.copyfile(kept, folder / SIGNATURE)
        for path in folder.rglob("*"):
            if path.is_file():
                path.chmod(0o444)
        flush_tree(folder)
        write_issues(study, edition, [*earlier, last])
        extend(study, edition, [*earlier, last])
        folder.rename(target)
        flush_folder(target.parent)


def _stale(page: str, why: Words, edition: str) -> ReportError:
    return ReportError(Words(STALE.ko.format(page, why.ko, edition), STALE.en.format(page, why.en, edition)))


def _error(words: Words, *values: object) -> ReportError:
    return ReportError(Words(words.ko.format(*values), words.en.format(*values)))
