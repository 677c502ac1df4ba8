"""Makes an issue of an edition from its drafts: stamped, read-only, recorded; or says why there can be none."""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.data.durable import flush_folder, flush_tree, write_whole
from analysis.data.editions import Study
from analysis.publish.page.integrity import own_hash
from analysis.publish.page.provenance_words import Moved
from analysis.publish.release.archive import put_archive
from analysis.publish.release.chain import extend, faults
from analysis.publish.release.changes import history, next_version
from analysis.publish.release.drafts import RESULTS_FILE, Drafts, as_record, read_drafts, release_files, stamped
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
from analysis.publish.release.office.content import INDEX
from analysis.publish.release.signature import LIST, SIGNATURE, sign, sums
from analysis.publish.run.errors import ReportError
from analysis.publish.run.manifest import MANIFEST_FILE
from analysis.publish.run.provenance import Issue, commit
from analysis.words import Words

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
SIGNED_LATE = Words(
    "{0}판 제{1}호는 서명 없이 발행했다. 발행한 뒤에는 서명하지 않는다. 다음 호를 --sign으로 발행한다.",
    "{0}, issue {1} was issued without a signature and gets none afterwards; give --sign when the next is issued.",
)
NO_COMMIT = Words("(기록 없음)", "(none recorded)")


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
        if signing is not None and SIGNATURE not in issues[-1].files:
            raise _error(SIGNED_LATE, edition, issues[-1].issue.number)
        return _restored(study, edition, drafts, issues)
    number = len(issues) + 1
    target = issue_folder(study, edition, number)
    if target.exists():
        raise _error(UNRECORDED, target, record_file(study, edition))
    record = as_record(drafts, Issue(number, note, day, commit(study.root)))
    stamp = replace(record.issue, version=next_version(issues, record))
    record = replace(record, issue=stamp, contents=contents)
    versions = history([*issues, record])
    moved = moves(issues[-1].results, drafts.results) if issues else []
    pages = stamped(drafts, stamp, moved, versions)
    record = replace(record, pages={page: own_hash(text.encode()) for page, text in pages.items()})
    _put(study, edition, pages, release_files(drafts, pages, stamp, versions), [*issues, record], signing)
    return Outcome(stamp, target, moved, restored=False)


def _restored(study: Study, edition: str, drafts: Drafts, issues: Sequence[Issued]) -> Outcome:
    """The last issue with its pages made again where they are gone; ReportError where they are not."""
    last = issues[-1]
    target = issue_folder(study, edition, last.issue.number)
    if target.exists():
        raise _error(UNCHANGED, edition, last.issue.number, target)
    moved = moves(issues[-2].results, last.results) if len(issues) > 1 else []
    versions = history(issues)
    pages = stamped(drafts, last.issue, moved, versions)
    if {page: own_hash(text.encode()) for page, text in pages.items()} != last.pages:
        raise _gone(last, target)
    _put(study, edition, pages, release_files(drafts, pages, last.issue, versions), issues)
    return Outcome(last.issue, target, moved, restored=True)


def _gone(last: Issued, target: Path) -> ReportError:
    """That what is made now is not, byte for byte, what was issued."""
    known = (last.issue.commit or one for one in (NO_COMMIT.ko, NO_COMMIT.en))
    said = (words.format(last.issue.number, target, one) for words, one in zip((GONE.ko, GONE.en), known, strict=True))
    return ReportError(Words(*said))


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
        (folder / LIST).write_bytes(listed)
        kept = signature_file(study, edition, last.issue.number)
        if not last.files:
            kept.unlink(missing_ok=True)  # of an issue that was stopped before it was recorded
        if signing is not None and not last.files:
            write_whole(kept, sign(listed, signing).decode())
        if kept.exists():
            shutil.copyfile(kept, folder / SIGNATURE)
        put_archive(folder, f"{edition}-{last.issue.number}")
        last = replace(last, files=last.files or folder_hashes(folder))
        if folder_hashes(folder) != last.files:
            raise _gone(last, target)
        for path in folder.rglob("*"):
            if path.is_file():
                path.chmod(0o444)
        flush_tree(folder)
        write_issues(study, edition, [*earlier, last])
        extend(study, edition, [*earlier, last])
        folder.rename(target)
        flush_folder(target.parent)


def _error(words: Words, *values: object) -> ReportError:
    return ReportError(words.filled(*values))
