"""The runs of a sweep: jobs that any process with the same program can do, and the records that they give."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from analysis.data.dependencies import PACKAGE, Dependency, read_dependencies
from analysis.data.digests import Digests, sha256, tree_digest, visible_files
from analysis.publish.run.cells import CellsError
from analysis.publish.run.jobs import Job
from analysis.publish.run.provenance import PACKAGES
from analysis.publish.run.record import Fingerprint, environment, parameters_text, python_version, read_fingerprint
from analysis.publish.run.stale import fingerprint, source_of, with_dependencies
from analysis.publish.sweep import point
from analysis.publish.sweep.snapshot import NOTEBOOKS, PLACE
from analysis.words import Words

FORM = "study-sweep-point/1"
OTHER_PROGRAM = Words(
    "작업 기계의 프로그램이나 패키지가 여기와 다르다. 같은 판의 프로그램을 같은 requirements.lock으로 설치해야 한다.",
    "A worker has another program or other packages than this machine; install the same version from the same "
    "requirements.lock there.",
)


@dataclass(frozen=True)
class Evaluated:
    """What a run gave: the text of its record, or what was wrong."""

    text: str = ""
    error: Words | None = None


@dataclass(frozen=True)
class Found:
    """What a run found: its results by id, its claims."""

    results: Mapping[str, Mapping[str, Any]]
    claims: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class RunRecord(Found):
    """A run's record: what it found, and what it was made from."""

    fingerprint: Fingerprint


def run_id(job: Job) -> str:
    """The name of a run: one digest of notebook, edition, language and parameters."""
    return sha256(json.dumps([job.name, job.edition, job.lang, parameters_text(job)]).encode())


@cache
def program_digest() -> str:
    """One digest over the package, the interpreter and the packages that numbers depend on."""
    packages = [f"{name} {version(name)}" for name in PACKAGES]
    code = tree_digest(PACKAGE, visible_files(PACKAGE))
    return sha256(" ".join([code, python_version(), *packages]).encode())


def evaluate(jobs: Sequence[Job], program: str, packed: bytes) -> list[Evaluated]:
    """Evaluates jobs on a packed study, whose notebooks they name; never raises what the user can mend."""
    if program != program_digest():
        return [Evaluated(error=OTHER_PROGRAM)] * len(jobs)
    root = PLACE.root(packed)
    return [_evaluate(replace(job, notebook=root / NOTEBOOKS / job.notebook.name), root) for job in jobs]


def _evaluate(job: Job, root: Path) -> Evaluated:
    with tempfile.TemporaryDirectory(prefix="run-", dir=root.parent) as scratch:
        recorded = Path(scratch, "dependencies")
        try:
            text, error = PLACE.ask(job, root, recorded)
        except CellsError as fault:
            return Evaluated(error=fault.words)
        read = [*read_dependencies(recorded), ("module", point.__name__)]
    return Evaluated(error=error) if error else Evaluated(_text(job, PLACE.digests(root), read, json.loads(text)))


def _text(job: Job, digests: Digests, read: Sequence[Dependency], said: Mapping[str, Any]) -> str:
    now = fingerprint(job, environment(digests.study), _source_of(job.notebook))
    made = with_dependencies(now, sorted(read), digests).content()
    given = {"notebook": job.name, "edition": job.edition, "lang": job.lang}
    content = {"form": FORM, **given, "made": made, **said}
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"


@cache
def _source_of(notebook: Path) -> tuple[str, tuple[str, ...]]:
    """As `source_of`; of an unpacked study, which nobody changes."""
    return source_of(notebook)


def read_run_record(path: Path) -> RunRecord | None:
    """The record of a run; None where there is none of today's form."""
    try:
        content = json.loads(path.read_text("utf-8"))
        if content["form"] != FORM:
            return None
        return RunRecord(content["results"], content["claims"], read_fingerprint(content["made"]))
    except (OSError, ValueError, RecursionError, TypeError, KeyError, AttributeError):
        return None
