"""One run of a sweep: a job that any process with the same program can do, and the record that it gives back."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from analysis.data.dependencies import DEPENDENCIES_VARIABLE, PACKAGE, read_dependencies
from analysis.data.digests import Digests, file_digest, sha256, tree_digest, visible_files
from analysis.data.editions import Study
from analysis.publish.run.errors import StudyError
from analysis.publish.run.jobs import Job
from analysis.publish.run.provenance import PACKAGES
from analysis.publish.run.record import Fingerprint, environment, parameters_text, python_version, read_fingerprint
from analysis.publish.run.stale import fingerprint, source_of, with_dependencies
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
class RunRecord:
    """A run's record: what it was made from, its results by id, its claims."""

    fingerprint: Fingerprint
    results: Mapping[str, Mapping[str, Any]]
    claims: Sequence[Mapping[str, Any]]


def run_id(job: Job) -> str:
    """The name of a run: one digest of notebook, edition, language and parameters."""
    return sha256(json.dumps([job.name, job.edition, job.lang, parameters_text(job)]).encode())


@cache
def program_digest() -> str:
    """One digest over the package, the interpreter and the packages that numbers depend on."""
    packages = [f"{name} {version(name)}" for name in PACKAGES]
    code = tree_digest(PACKAGE, visible_files(PACKAGE))
    return sha256(" ".join([code, python_version(), *packages]).encode())


def evaluate(job: Job, program: str, packed: bytes) -> Evaluated:
    """Executes a job on a packed study, whose notebook the job names; never raises what the user can mend."""
    if program != program_digest():
        return Evaluated(error=OTHER_PROGRAM)
    root = PLACE.root(packed)
    here = replace(job, notebook=root / NOTEBOOKS / job.notebook.name)
    try:
        return Evaluated(_text(here, Study(root)))
    except StudyError as error:
        return Evaluated(error=error.words)


def _text(job: Job, study: Study) -> str:
    from analysis.publish.run.claims import claims_of
    from analysis.publish.run.execute import execute  # slow to import, and only where jobs are executed
    from analysis.publish.run.results import Executed, collect

    with tempfile.TemporaryDirectory(prefix="run-", dir=study.root.parent) as scratch:
        recorded, out = Path(scratch, "dependencies"), Path(scratch, job.notebook.name)
        own = {"STUDY_ROOT": str(study.root), DEPENDENCIES_VARIABLE: str(recorded)}
        book = execute(job, out, {**PLACE.environment, **own})
        now = fingerprint(job, environment(study), source_of(job.notebook))
        found = replace(with_dependencies(now, read_dependencies(recorded), Digests(study)), book=file_digest(out))
    results, _ = collect([Executed(job.name, job.lang, book)])
    given = {"notebook": job.name, "edition": job.edition, "lang": job.lang}
    content = {"form": FORM, **given, "made": found.content(), "results": results, "claims": list(claims_of(book))}
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"


def read_run_record(path: Path) -> RunRecord | None:
    """The record of a run; None where there is none of today's form."""
    try:
        content = json.loads(path.read_text("utf-8"))
        if content["form"] != FORM:
            return None
        return RunRecord(read_fingerprint(content["made"]), content["results"], content["claims"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
