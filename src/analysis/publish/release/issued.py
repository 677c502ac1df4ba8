"""Issues of an edition: the record that is kept with the data, and the pages, which nothing overwrites."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from analysis.data.durable import write_whole
from analysis.data.editions import Study
from analysis.data.system import content_of
from analysis.methods.changes import moved
from analysis.methods.estimate import Estimate
from analysis.publish.page.provenance_words import Moved, shows
from analysis.publish.run.errors import StudyError
from analysis.publish.run.provenance import Issue
from analysis.words import Words

Record = Mapping[str, Any]
# What differs between two makings of one report though a reader meets the same report.
ABOUT_ITSELF = "style, meta, .study-made, .study-status, .study-reason"
BROKEN = Words(
    "발행 기록을 읽을 수 없다: {}. 커밋에서 되살린다.",
    "The record of issues can't be read: {}. Restore it from the commit.",
)
NUMBERS = {"value", "low", "high", "unit", "method", "notebook"}
TABLE, CLAIM = {"columns", "rows", "sha256"}, {"holds", "sha256"}
VERSION = re.compile(r"[1-9]\d*\.(0|[1-9]\d*)", re.ASCII)


@dataclass(frozen=True)
class Issued:
    """One issue as recorded.

    Attributes:
        issue: number, note, day, commit.
        pages: the hash that each page states, by its path in the issue.
        contents: SHA-256 of what each page says, but for what it says about its own making.
        parameters: the parameters that notebooks were given, by notebook.
        results: the results of that issue, as results.json has them.
        files: SHA-256 of every file of the issue, by its path in it.
        tables: columns, number of rows and SHA-256 of each table of its data; None of an issue made before these were.
        claims: whether each claim holds, and SHA-256 of its sentences; None as for tables.
    """

    issue: Issue
    pages: Mapping[str, str]
    contents: Mapping[str, str]
    parameters: Mapping[str, Mapping[str, Any]]
    results: Mapping[str, Record]
    files: Mapping[str, str]
    tables: Mapping[str, Record] | None = None
    claims: Mapping[str, Record] | None = None


def record_folder(study: Study) -> Path:
    """Where the records of all editions are."""
    return study.root / "data" / "issued"


def record_file(study: Study, edition: str) -> Path:
    """Where the issues of an edition are recorded; it belongs to the data and is committed with it."""
    return record_folder(study) / f"{edition}.json"


def signature_file(study: Study, edition: str, number: int) -> Path:
    """Where the signature of an issue is kept, beside the records, where it is signed."""
    return record_folder(study) / f"{edition}-{number}.sig"


def issue_folder(study: Study, edition: str, number: int) -> Path:
    """Where the pages of an issue are; `study run` never writes there."""
    return study.root / "reports" / "issued" / edition / str(number)


def read_issues(study: Study, edition: str) -> list[Issued]:
    """The issues of an edition, the first one first; StudyError where the record is broken."""
    path = record_file(study, edition)
    try:
        recorded = json.loads(content_of(path))["issues"] if path.exists() else []
        issues = [Issued(**{**one, "issue": Issue(**one["issue"])}) for one in recorded]
        if [one.issue.number for one in issues] != [*range(1, len(issues) + 1)] or not all(map(_in_form, issues)):
            raise ValueError("issues out of their order or form")
        return issues
    except (OSError, ValueError, RecursionError, TypeError, KeyError, AttributeError):
        raise StudyError(BROKEN.filled(path)) from None


def _in_form(issued: Issued) -> bool:
    """Whether its parts are of the kinds that they are read as."""
    hashes = (issued.pages, issued.contents, issued.files)
    texts = (issued.issue.note, issued.issue.day or "", issued.issue.commit or "", issued.issue.version or "1.0")
    known = ((issued.results, NUMBERS), (issued.tables or {}, TABLE), (issued.claims or {}, CLAIM))
    return (
        all(isinstance(one, dict) and all(isinstance(text, str) for text in one.values()) for one in hashes)
        and all(isinstance(text, str) for text in texts)
        and VERSION.fullmatch(texts[-1]) is not None
        and isinstance(issued.parameters, dict)
        and all(isinstance(records, dict) for records, _ in known)
        and all(isinstance(one, dict) and one.keys() >= keys for records, keys in known for one in records.values())
    )


def as_recorded(issued: Issued) -> dict[str, Any]:
    """An issue as its record has it; what records came to hold later is left out where it has none, as it was then."""
    content = asdict(issued)
    for holder, name in ((content, "tables"), (content, "claims"), (content["issue"], "version")):
        if holder[name] is None:
            del holder[name]
    return content


def write_issues(study: Study, edition: str, issues: Sequence[Issued]) -> None:
    """Writes the record by rename."""
    content = {"edition": edition, "issues": [as_recorded(one) for one in issues]}
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"
    write_whole(record_file(study, edition), text)


def folder_hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below a folder, by its path there; a link counts as one that has no such file."""
    return {
        path.relative_to(folder).as_posix(): "" if path.is_symlink() else hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def moves(before: Mapping[str, Record], after: Mapping[str, Record]) -> list[Moved]:
    """The results that readers see moved between two issues, those that moved most against their range first."""
    frame = moved(estimates(before), estimates(after))
    all_moves = [
        Moved(name, (after.get(name) or before[name])["notebook"], earlier, later)
        for name, earlier, later in frame[["result", "before", "after"]].itertuples(index=False)
    ]
    return [one for one in all_moves if shows(one)]


def estimates(results: Mapping[str, Record]) -> dict[str, Estimate]:
    """Recorded results as they were computed, by id."""
    return {
        name: Estimate(one["value"], one["low"], one["high"], one["unit"], one["method"])
        for name, one in results.items()
    }


def content_hash(page: str) -> str:
    """SHA-256 of what a page says, without its style and what it says about its own making."""
    soup = BeautifulSoup(page, "html.parser")
    for part in soup.select(ABOUT_ITSELF):
        part.decompose()
    return hashlib.sha256(re.sub(r"\s+", " ", str(soup)).encode()).hexdigest()
