"""The record of a run, written with its reports: what each was made from, so that a later run makes only what changed.

Changes are detected by content, never by time. It is small enough to be our own: a build tool's record would lie beside
the reports, not go in place with them, and would have to know beforehand what a notebook reads.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from analysis.data.dependencies import PACKAGE, Dependency
from analysis.data.digests import Digests, file_digest, sha256, tree_digest, visible_files
from analysis.data.editions import Study
from analysis.data.system import content_of
from analysis.publish.run.closure import code_digest
from analysis.publish.run.jobs import Job, folder_of

RECORD_FILE = "record.json"
LOCK_FILE = "requirements.lock"
SHARED = ("claims.json", "index.html", "manifest.json", "results.json")
CHECKS = ("analysis.data.check", "analysis.data.process")


@dataclass(frozen=True)
class Fingerprint:
    """What one report was made from, each by its digest, and the digests of what was made.

    Attributes:
        source: the notebook without its outputs.
        parameters: those given to it, as JSON.
        environment: the lock and the interpreter.
        runs: the package's code that the notebook imports, and that which executes it.
        exports: the code, templates and styles that make the page, and what it says of its making.
        dependencies: what the notebook depends on, each with its digest.
        modules: the modules of the package that it imports itself or asked for by name.
        book: the executed notebook.
        page: its page.
    """

    source: str
    parameters: str
    environment: str
    runs: str
    exports: str
    dependencies: Sequence[tuple[Dependency, str]]
    modules: Sequence[str]
    book: str = ""
    page: str = ""

    def content(self) -> dict[str, Any]:
        """The fingerprint as records have it."""
        content = asdict(self)
        content["reads"] = content.pop("dependencies")
        return content


@dataclass(frozen=True)
class Record:
    """What a folder of reports was made from: `inputs` is one digest over all that any report could depend on."""

    inputs: str = ""
    checked: str = ""
    shared: Mapping[str, str] = field(default_factory=dict)
    fingerprints: Mapping[str, Fingerprint] = field(default_factory=dict)

    def text(self) -> str:
        """The record as its file has it."""
        made = {name: one.content() for name, one in self.fingerprints.items()}
        content = {"inputs": self.inputs, "checked": self.checked, "shared": dict(self.shared), "made": made}
        return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_record(folder: Path) -> Record:
    """The record in a folder of reports; an empty one where there is none of today's form."""
    try:
        content: dict[str, Any] = json.loads(content_of(folder / RECORD_FILE))
        fingerprints = {name: read_fingerprint(one) for name, one in content.pop("made").items()}
        record = Record(**content, fingerprints=fingerprints)
        return record if isinstance(record.shared, dict) else Record()
    except (OSError, ValueError, RecursionError, TypeError, KeyError, AttributeError):
        return Record()


def read_fingerprint(content: Mapping[str, Any]) -> Fingerprint:
    """The fingerprint of a report, as a record has it; TypeError, ValueError, KeyError or AttributeError else."""
    own = {name: one for name, one in content.items() if name != "reads"}
    reads = [(tuple(one), digest) for one, digest in content["reads"]]
    if not {*map(type, own["modules"]), *(type(part) for one, _ in reads for part in one)} <= {str}:
        raise TypeError("a name that is no text")
    return Fingerprint(**own, dependencies=reads)


def write_record(folder: Path, record: Record) -> None:
    """Writes the record into a folder of reports, with the digests of what is there."""
    fingerprints = {
        name: replace(one, book=file_digest(folder / f"{name}.ipynb"), page=file_digest(folder / f"{name}.html"))
        for name, one in record.fingerprints.items()
    }
    shared = {name: file_digest(folder / name) for name in SHARED}
    text = replace(record, fingerprints=fingerprints, shared=shared).text()
    (folder / RECORD_FILE).write_text(text, "utf-8", newline="\n")


def key(job: Job) -> str:
    """The name of a job in the record: its report's place in the folder."""
    return f"{job.lang}/{job.name}"


def parameters_text(job: Job) -> str:
    """A job's own parameters, as the record has them."""
    return json.dumps(dict(job.parameters), ensure_ascii=False, sort_keys=True)


def inputs_digest(study: Study, notebooks: Path) -> str:
    """One digest over all that any report of the study could depend on: data, notebooks, package, environment."""
    books = tree_digest(notebooks, visible_files(notebooks))
    data = tree_digest(study.root, visible_files(study.root / "data"))
    return sha256(f"{data} {books} {tree_digest(PACKAGE, visible_files(PACKAGE))} {environment(study)}".encode())


def checked_digest(study: Study) -> str:
    """One digest over all that checking and processing depend on."""
    data = study.root / "data"
    return sha256(f"{tree_digest(data, visible_files(data))} {code_digest(CHECKS)}".encode())


def environment(study: Study) -> str:
    """The digest of the lock and the interpreter."""
    return sha256(f"{lock_digest(study.root)} {python_version()}".encode())


def lock_digest(root: Path) -> str | None:
    """SHA-256 of the study's requirements.lock, else of the project's; None where there is none."""
    own_lock = next((path for path in (root / LOCK_FILE, PACKAGE.parents[1] / LOCK_FILE) if path.is_file()), None)
    return file_digest(own_lock) if own_lock else None


def python_version() -> str:
    """The interpreter's minor version, such as 3.11."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def intact(folder: Path, name: str, past: Fingerprint) -> bool:
    """Whether a report is as it was made."""
    return past.page == file_digest(folder / f"{name}.html") and past.book == file_digest(folder / f"{name}.ipynb")


def up_to_date(study: Study, edition: str, jobs: Sequence[Job], *, whole: bool) -> bool:
    """Whether a run of these jobs would make what there is: by digests of whole folders, so at once."""
    folder = folder_of(study, edition, jobs)
    past = read_record(folder)
    names = {key(job): parameters_text(job) for job in jobs}
    return (
        bool(past.inputs)
        and (set(names) == set(past.fingerprints) if whole else set(names) <= set(past.fingerprints))
        and all(past.fingerprints[name].parameters == given for name, given in names.items())
        and all(intact(folder, name, past.fingerprints[name]) for name in names)
        and past.shared == {name: file_digest(folder / name) for name in SHARED}
        and past.inputs == inputs_digest(study, jobs[0].notebook.parent)
        and not any(changed_dependencies(one, Digests(study), elsewhere=True) for one in past.fingerprints.values())
    )


def changed_dependencies(past: Fingerprint, digests: Digests, *, elsewhere: bool = False) -> list[Dependency]:
    """What a notebook depends on that is otherwise now; or only such files outside data and notebooks."""
    asked = (one for one in past.dependencies if not (elsewhere and _within(one[0])))
    return [dependency for dependency, digest in asked if digests.of(dependency) != digest]


def _within(dependency: Dependency) -> bool:
    return dependency[0] != "file" or dependency[1].startswith(("data/", "notebooks/"))
