"""What a page was made from: the record that it carries, so that anyone who holds it can tell."""

import hashlib
import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from analysis.data.contract import read_contract
from analysis.data.editions import Study
from analysis.data.process import source_hashes
from analysis.publish.manifest import PACKAGE, make_manifest
from analysis.publish.parameters import COMMAND_ARGUMENTS, INJECTED, Value, injected_values
from analysis.words import Words

FORM = "seoul-work-report-study/1"
PACKAGES = ("matplotlib", "numpy", "pandas", "scipy", "statsmodels")
PROGRAM = Words("프로그램", "the program")
NOTEBOOK = Words("노트북", "the notebook")
ENVIRONMENT = Words("환경", "the environment")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Issue:
    """An issue of an edition: its number, its note (of a correction the reason), the day that was given, the commit."""

    number: int
    note: str
    day: str | None = None
    commit: str | None = None


@dataclass(frozen=True)
class Made:
    """What a page was made from; a draft has no issue.

    A draft names no commit: the commit that records a run comes after it, and would make every page another one
    though nothing in it had changed. An issue is stamped with the commit that it was made at.

    Attributes:
        edition: the edition.
        as_of: the last day that a table of the edition stands for.
        files: SHA-256 of the data files, by their path in the study.
        program: SHA-256 over the program's files, as `listing` has it.
        lock: SHA-256 of requirements.lock; None where there is none.
        python: the interpreter's minor version.
        versions: those of the packages that numbers and pictures depend on.
        page: the page's path in the edition's reports.
        notebook: SHA-256 of what the notebook's cells say; None on the index.
        parameters: the parameters that were given, but for edition and language.
        issue: the issue that the page belongs to.
    """

    edition: str
    as_of: str | None
    files: Mapping[str, str]
    program: str
    lock: str | None
    python: str
    versions: Mapping[str, str]
    page: str = "index.html"
    notebook: str | None = None
    parameters: Mapping[str, Value] = field(default_factory=dict)
    issue: Issue | None = None

    def of(self, page: str, book: Mapping[str, Any]) -> "Made":
        """The same for the page of an executed notebook."""
        given = {name: value for name, value in injected_values(book).items() if name not in COMMAND_ARGUMENTS}
        return replace(self, page=page, notebook=source_hash(book), parameters=given)

    def text(self) -> str:
        """The record as a page carries it."""
        return json.dumps({"form": FORM, **asdict(self)}, sort_keys=True, separators=(",", ":"))


def read_made(text: str) -> Made | None:
    """The record that a page carries; None where it is none of today's form."""
    try:
        content = json.loads(text)
        if content.pop("form") != FORM:
            return None
        made = Made(**{**content, "issue": content["issue"] and Issue(**content["issue"])})
        sizes = [len(part) for part in (made.files, made.versions, made.parameters)]
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return made if all(size >= 0 for size in sizes) and isinstance(made.edition, str) else None


def made_now(study: Study, edition: str) -> Made:
    """What pages of now are made from; the edition must be processed."""
    manifest = make_manifest(study, edition)
    return Made(
        edition=edition,
        as_of=as_of(study, edition),
        files=data_files(study, edition),
        program=program_hash(),
        lock=manifest.lock,
        python=manifest.python,
        versions={name: version(name) for name in PACKAGES},
    )


def data_files(study: Study, edition: str) -> dict[str, str]:
    """SHA-256 of the data files that an edition's reports are made from, by path: raw data up to it, and registers."""
    raw = {
        f"data/raw/{one}/{name}": found
        for one in study.editions()
        if one <= edition
        for name, found in source_hashes(study.raw(one)).items()
    }
    by_hand = [study.assumptions, study.breaks, *study.identities.glob("*.yaml")]
    registers = {path.relative_to(study.root).as_posix(): sha256(path) for path in by_hand if path.is_file()}
    return dict(sorted({**raw, **registers}.items()))


def program_hash() -> str:
    """SHA-256 over the program's files, as `listing` has it."""
    files = (path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return listing({path.relative_to(PACKAGE).as_posix(): sha256(path) for path in files})


def differences(found: Made, now: Made) -> Iterator[Words]:
    """What a page was made from that is otherwise now: files by name, then program, notebook and environment."""
    yield from (Words(name, name) for name in differing_files(found.files, now.files))
    same = {
        PROGRAM: found.program == now.program,
        NOTEBOOK: found.notebook == now.notebook,
        ENVIRONMENT: (found.lock, found.python, found.versions) == (now.lock, now.python, now.versions),
    }
    yield from (words for words, equal in same.items() if not equal)


def differing_files(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """The files that only one side has or that differ, by name."""
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def as_of(study: Study, edition: str) -> str | None:
    """The last day that a table of the edition stands for; None where none says one."""
    days = [table.as_of for table in read_contract(study.raw(edition)) if DAY.fullmatch(table.as_of)]
    return max(days, default=None)


def listing(files: Mapping[str, str]) -> str:
    """One SHA-256 over several files: that of the lines which sha256sum prints of them, sorted by name."""
    lines = "".join(f"{one}  {name}\n" for name, one in sorted(files.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def source_hash(book: Mapping[str, Any]) -> str:
    """SHA-256 of a notebook's cells without outputs and without the parameters that a run writes into it."""
    cells = [cell for cell in book["cells"] if INJECTED not in cell["metadata"].get("tags", [])]
    said = [[cell["cell_type"], cell["metadata"].get("tags", []), cell["source"]] for cell in cells]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def commit(root: Path) -> str | None:
    """The commit that the study's folder stands at; None where it is no checkout, or git is not there."""
    if not (root / ".git").exists():
        return None
    try:
        call = ["git", "-C", str(root), "rev-parse", "--verify", "--quiet", "HEAD"]
        told = subprocess.run(call, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return told.stdout.strip()


def sha256(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
