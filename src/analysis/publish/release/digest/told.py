"""What a digest tells of: an edition's drafts or one of its issues, and what came before."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.data.editions import Study
from analysis.data.system import content_of
from analysis.publish.page.integrity import read_integrity
from analysis.publish.page.labels import edition_words
from analysis.publish.release.drafts import RESULTS_FILE, read_drafts
from analysis.publish.release.issued import NUMBERS, Issued, folder_hashes, issue_folder, read_issues
from analysis.publish.release.office.content import INDEX
from analysis.publish.run.claims import CLAIMS_FILE, collect_claims
from analysis.publish.run.errors import CallError, ReportError
from analysis.publish.run.folders import read_executed
from analysis.publish.run.provenance import Provenance, read_provenance
from analysis.publish.run.results import Executed
from analysis.words import LANGUAGES, Words

Record = Mapping[str, Any]
NO_ISSUE = Words("{0}판에는 제{1}호가 없다. 발행한 호: {2}개.", "{0} has no issue {1}; issues made of it: {2}.")
NOT_AS_ISSUED = Words(
    "{0}판 제{1}호의 파일이 없거나 발행한 그대로가 아니다({2}). 먼저 실행할 명령: study verify --all",
    "The files of {0}, issue {1}, are gone or not as issued ({2}). First: study verify --all",
)
THE_ISSUE = Words("{} 제{}호", "issue {1} of the {0}")
THE_DRAFT = Words("{} 초안", "the draft of the {}")


@dataclass(frozen=True)
class Told:
    """Drafts or an issue: where their pages are, what they were made from, executed notebooks, results and claims."""

    folder: Path
    provenance: Provenance
    executed: Sequence[Executed]
    results: Mapping[str, Record]
    claims: Mapping[str, Record]

    @property
    def edition(self) -> str:
        """The edition."""
        return self.provenance.edition


@dataclass(frozen=True)
class Before:
    """What came before, in words; its results, and its claims, None where they are not at hand."""

    words: Words
    results: Mapping[str, Record]
    claims: Mapping[str, Record] | None


def of_drafts(study: Study, edition: str) -> Told:
    """The drafts of an edition, whose data must be processed; ReportError where they are not those of now."""
    drafts = read_drafts(study, edition)
    claims = collect_claims(drafts.executed)
    return Told(study.reports(edition), drafts.index, drafts.executed, drafts.results, claims)


def of_issue(study: Study, edition: str, number: int) -> Told:
    """An issue of an edition.

    Raises:
        CallError: there is none of that number.
        ReportError: its files are not as they were issued.
    """
    issues = read_issues(study, edition)
    if not 0 < number <= len(issues):
        raise CallError(NO_ISSUE.filled(edition, number, len(issues)))
    own, folder = issues[number - 1], issue_folder(study, edition, number)
    integrity = read_integrity((folder / INDEX).read_bytes()) if _is_whole(folder, own) else None
    provenance = read_provenance(integrity.record) if integrity else None
    if provenance is None:
        raise ReportError(NOT_AS_ISSUED.filled(edition, number, folder))
    executed = read_executed(folder, ())
    return Told(folder, provenance, executed, own.results, collect_claims(executed))


def before(study: Study, told: Told) -> Before | None:
    """What came before: the issue before, else the last issue of the edition before, else its drafts; None else."""
    number = told.provenance.issue.number if told.provenance.issue else None
    for edition in reversed([one for one in study.editions() if one <= told.edition]):
        issues = read_issues(study, edition)
        if edition == told.edition and number is not None:
            issues = issues[: number - 1]
        if issues:
            return _issued(study, edition, issues[-1])
        if edition < told.edition and (drafted := _drafted(study, edition)) is not None:
            return drafted
    return None


def _issued(study: Study, edition: str, one: Issued) -> Before:
    """An issue by its record; of one recorded before records had claims, its files tell them where they are whole."""
    folder, claims = issue_folder(study, edition, one.issue.number), one.claims
    if claims is None and _is_whole(folder, one):
        claims = collect_claims(read_executed(folder, ()))
    return Before(_named(THE_ISSUE, edition, one.issue.number), one.results, claims)


def _drafted(study: Study, edition: str) -> Before | None:
    """The drafts of an earlier edition as they lie; None where there are none of today's form."""
    folder = study.reports(edition)
    try:
        results = json.loads(content_of(folder / RESULTS_FILE))["results"]
        claims = json.loads(content_of(folder / CLAIMS_FILE))["claims"]
        formed = all(one.keys() >= NUMBERS for one in results.values()) and all(
            "holds" in one for one in claims.values()
        )
    except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return None
    return Before(_named(THE_DRAFT, edition), results, claims) if formed else None


def _is_whole(folder: Path, one: Issued) -> bool:
    """Whether an issue's files are there, each as recorded."""
    there = folder_hashes(folder)
    return INDEX in one.files and all(there.get(name) == recorded for name, recorded in one.files.items())


def _named(words: Words, edition: str, *values: object) -> Words:
    return words.filled(Words(*(edition_words(edition, lang) for lang in LANGUAGES)), *values)
