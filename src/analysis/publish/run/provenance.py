"""What a page was made from: the record that it carries, so that anyone who holds it can see."""

import hashlib
import json
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from analysis.data.dependencies import Dependency
from analysis.data.digests import file_digest, visible_files
from analysis.data.editions import EDITION_NAME, Study
from analysis.data.parameters import Value
from analysis.publish.run.closure import code_digest
from analysis.publish.run.jobs import Job, as_of
from analysis.publish.run.notebooks import read_notebook
from analysis.publish.run.parameters import INJECTED
from analysis.publish.run.record import lock_digest, python_version
from analysis.words import Words

MODULE = re.compile(r"analysis(\.[A-Za-z_]\w*)*", re.ASCII)
FORM = "seoul-work-report-study/1"
PACKAGES = ("matplotlib", "numpy", "pandas", "scipy", "statsmodels")
PROGRAM = Words("프로그램", "the program")
NOTEBOOK = Words("노트북", "the notebook")
ENVIRONMENT = Words("환경", "the environment")
REFERENCES = "data/references.bib"
EXECUTES = ("analysis.publish.run.execute", "analysis.publish.run.workplace")
EXPORTS = ("analysis.publish.page.export",)


@dataclass(frozen=True)
class Issue:
    """An issue of an edition: its number, its note (of a correction the reason), the day that was given, the commit.

    `version` is 2.1 of an issue in which results and claims stand as in 2.0; None of one made before there were any.
    """

    number: int
    note: str
    day: str | None = None
    commit: str | None = None
    version: str | None = None


@dataclass(frozen=True)
class Provenance:
    """What a page was made from; a draft has no issue.

    A draft names no commit: the commit that records a run comes after it, and would make every page another one
    though nothing in it had changed. An issue is stamped with the commit that it was made at.

    Attributes:
        edition: the edition.
        as_of: the last day that a table of the edition stands for.
        files: SHA-256 of the files of the study that it read, by their path.
        modules: the modules of the package that the notebook imports itself or asks for by name.
        program: SHA-256 over the code that these import, and that which executes and exports.
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
    lock: str | None
    python: str
    versions: Mapping[str, str]
    files: Mapping[str, str] = field(default_factory=dict)
    modules: Sequence[str] = ()
    program: str = ""
    page: str = "index.html"
    notebook: str | None = None
    parameters: Mapping[str, Value] = field(default_factory=dict)
    issue: Issue | None = None

    def text(self) -> str:
        """The record as a page carries it."""
        return json.dumps({"form": FORM, **asdict(self)}, sort_keys=True, separators=(",", ":"))


def read_provenance(text: str) -> Provenance | None:
    """The record that a page carries; None where it is none of today's form."""
    try:
        content = json.loads(text)
        if content.pop("form") != FORM:
            return None
        provenance = Provenance(**{**content, "issue": content["issue"] and Issue(**content["issue"])})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return provenance if _in_form(provenance) else None


def _in_form(one: Provenance) -> bool:
    """Whether its parts are of the kinds that they are read as, and it names no place outside a study."""
    issue = one.issue or Issue(1, "")
    maybe = (one.as_of, one.lock, one.notebook, issue.day, issue.commit, issue.version)
    return (
        all(isinstance(text, str) for text in (one.edition, one.python, one.program, one.page, issue.note))
        and all(text is None or isinstance(text, str) for text in maybe)
        and all(day is None or _is_day(day) for day in (one.as_of, issue.day))
        and EDITION_NAME.fullmatch(one.edition) is not None
        and type(issue.number) is int
        and issue.number > 0
        and isinstance(one.modules, list)
        and all(isinstance(name, str) and MODULE.fullmatch(name) for name in one.modules)
        and all(isinstance(part, dict) for part in (one.files, one.versions, one.parameters))
        and all(isinstance(text, str) for part in (one.files, one.versions) for text in part.values())
        and all(inside(name) for name in one.files)
        and all(value is None or isinstance(value, str | int | float) for value in one.parameters.values())
    )


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def inside(name: str) -> bool:
    """Whether a path, as a page names a file of its study, stays in the study's folder."""
    parts = name.split("/")
    return all(part not in ("", ".", "..") for part in parts) and not any(one in name for one in ("\\", ":", "\0"))


def edition_provenance(study: Study, edition: str) -> Provenance:
    """What pages of now are made from, but for the files and the code of each; the edition must be processed."""
    return Provenance(
        edition=edition,
        as_of=as_of(study, edition),
        lock=lock_digest(study.root),
        python=python_version(),
        versions={name: version(name) for name in PACKAGES},
    )


def page_provenance(
    base: Provenance, study: Study, job: Job, dependencies: Iterable[Dependency], modules: Iterable[str]
) -> Provenance:
    """The same for a notebook's page, by what it depends on and the modules that it imports."""
    return replace(
        base,
        page=f"{job.lang}/{job.name}.html",
        notebook=source_hash(read_notebook(job.notebook)),
        parameters=dict(job.parameters),
        files=file_hashes(study.root, {*files_read(study, dependencies), REFERENCES}),
        modules=sorted(modules),
        program=program_hash(modules),
    )


def index_provenance(base: Provenance, pages: Iterable[Provenance]) -> Provenance:
    """The same for the index, which is made from what its pages are made from."""
    there = list(pages)
    files = {name: one for page in there for name, one in page.files.items()}
    modules = sorted({module for page in there for module in page.modules})
    return replace(base, files=dict(sorted(files.items())), modules=modules, program=program_hash(modules))


def files_read(study: Study, dependencies: Iterable[Dependency]) -> set[str]:
    """The files, by path, that dependencies name; for a processed table the raw ones that it is made from."""
    found: set[str] = set()
    for kind, *what in dependencies:
        if kind in {"file", "part", "names"}:
            found |= raw_files(study, what[0])
        elif kind in {"folder", "section"}:
            found |= {path.relative_to(study.root).as_posix() for path in visible_files(study.root / what[0])}
    return found


def raw_files(study: Study, name: str) -> set[str]:
    """The raw files that a processed one is made from: those of its name up to its edition; else the file itself."""
    match name.split("/"):
        case ["data", "processed", edition, file]:
            raw = [study.raw(one) / file for one in study.editions() if one <= edition]
            found = {path.relative_to(study.root).as_posix() for path in raw if path.is_file()}
            return found or {name}
    return {name}


def file_hashes(root: Path, names: Iterable[str]) -> dict[str, str]:
    """SHA-256 of the files that are there, by path."""
    return {name: one for name in sorted(names) if (one := file_digest(root / name))}


def program_hash(modules: Iterable[str]) -> str:
    """SHA-256 over the code that a report runs: the modules that it names with all that they import, and the export."""
    return code_digest([*modules, *EXECUTES, *EXPORTS])


def differences(found: Provenance, now: Provenance) -> Iterator[Words]:
    """What differs between what two pages were made from: files by name, then program, notebook and environment."""
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
        answer = subprocess.run(call, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return answer.stdout.strip()
