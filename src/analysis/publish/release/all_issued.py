"""Everything that a study issued, held against its records and their chain."""

from collections.abc import Iterator
from pathlib import Path

from analysis.data.editions import EDITION_NAME, Study
from analysis.publish.page.integrity import read_integrity
from analysis.publish.release import chain
from analysis.publish.release.issued import Issued, folder_hashes, issue_folder, read_issues, signature_file
from analysis.publish.release.signature import SIGNATURE, SIGNERS, read, sums
from analysis.publish.release.verify import misread
from analysis.publish.run.provenance import read_provenance
from analysis.words import Words

NONE = Words("발행한 것이 없다.", "Nothing was issued.")
HELD = Words("{0}판 제{1}호: 파일 {2}개가 기록과 같다({3}).", "{0}, issue {1}: its {2} files are as recorded ({3}).")
NOT_HERE = Words(
    "{0}판 제{1}호: 기록은 온전하나 파일이 여기 없다({3}). 되살리려면: study issue {0} --note …",
    "{0}, issue {1}: its record is whole, its files are not here ({3}). To make them again: study issue {0} --note …",
)
GONE = Words("{0}판 제{1}호: 파일이 없다: {2}", "{0}, issue {1}: a file is missing: {2}")
ADDED = Words("{0}판 제{1}호: 발행하지 않은 파일이 있다: {2}", "{0}, issue {1}: a file that was not issued: {2}")
EDITED = Words("{0}판 제{1}호: 발행한 뒤에 바뀌었다: {2}", "{0}, issue {1}: changed after the issue: {2}")
FALSE_PAGE = Words(
    "{0}판 제{1}호: 쪽이 말하는 판, 호수, 해시가 기록과 다르다: {2}",
    "{0}, issue {1}: the edition, number or hash that the page states is not the record's: {2}",
)
UNSIGNED = Words("{0}판 제{1}호: 서명이 맞지 않는다: {2}", "{0}, issue {1}: the signature is none of its files: {2}")
STRANGER = Words(
    "기록에 없는 발행이다: {}. 기록을 커밋에서 되살리거나 폴더를 옮긴다.",
    "No record has this issue: {}. Restore the record from the commit, or move the folder away.",
)


def issued_faults(study: Study) -> Iterator[Words]:
    """What differs between the folders of issues, their records, the chain and what was committed of it."""
    yield from chain.faults(study)
    known = set()
    for edition in chain.recorded_editions(study):
        for one in read_issues(study, edition):
            folder = issue_folder(study, edition, one.issue.number)
            known.add(folder)
            if folder.is_dir():
                yield from _folder_faults(folder, edition, one)
    for folder in _folders(study):
        if folder not in known:
            yield STRANGER.filled(folder)


def issues_held(study: Study) -> Iterator[Words]:
    """Of each issue that it is as recorded, or that its files are elsewhere; and whose signature it has."""
    none = True
    for edition in chain.recorded_editions(study):
        for one in read_issues(study, edition):
            none, folder = False, issue_folder(study, edition, one.issue.number)
            words = HELD if folder.is_dir() else NOT_HERE
            values = edition, one.issue.number, len(one.files), folder
            yield words.filled(*values)
            if SIGNATURE in one.files:
                kept = signature_file(study, edition, one.issue.number).read_bytes()
                signed = read(sums(one.files), kept, study.root / "data" / SIGNERS)
                yield Words(signed.says("ko"), signed.says("en"))
    if none:
        yield NONE


def _folder_faults(folder: Path, edition: str, one: Issued) -> Iterator[Words]:
    there = folder_hashes(folder)
    if there.get(SIGNATURE) and read(sums(one.files), (folder / SIGNATURE).read_bytes(), None).state == "broken":
        yield _said(UNSIGNED, edition, one, SIGNATURE)
    for name in sorted({*there, *one.files}):
        wrong = ADDED if name not in one.files else GONE if name not in there else EDITED
        if there.get(name) != one.files.get(name):
            yield _said(wrong, edition, one, name)
        elif name in one.pages and not _is_page_of(folder / name, edition, one, name):
            yield _said(FALSE_PAGE, edition, one, name)
    for name in sorted(one.pages.keys() - one.files.keys()):
        yield _said(GONE, edition, one, name)


def _is_page_of(path: Path, edition: str, one: Issued, name: str) -> bool:
    """Whether a page states the hash that is recorded of it, and its record and text are those of this issue."""
    content = path.read_bytes()
    integrity = read_integrity(content)
    if integrity is None or not integrity.intact or integrity.stated != one.pages[name]:
        return False
    provenance = read_provenance(integrity.record)
    return (
        provenance is not None
        and (provenance.edition, provenance.page, provenance.issue) == (edition, name, one.issue)
        and not misread(content, provenance)
    )


def _folders(study: Study) -> list[Path]:
    """The folders of issues that are there."""
    there = (study.root / "reports" / "issued").glob("*/*")
    return sorted(path for path in there if EDITION_NAME.fullmatch(path.parent.name) and not path.name.startswith("."))


def _said(words: Words, edition: str, one: Issued, name: str) -> Words:
    values = edition, one.issue.number, name
    return words.filled(*values)
