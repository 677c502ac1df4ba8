"""The manifest of a run: what its results were made from, so that a later one can say what moved them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from analysis.data.assumptions import Assumption, read_assumptions
from analysis.data.dependencies import PACKAGE
from analysis.data.digests import file_digest, sha256, source_digest, tree_digest
from analysis.data.editions import Study
from analysis.data.notebooks import notebook_folder, notebooks_in
from analysis.data.parameters import Value
from analysis.data.process import SOURCES_FILE
from analysis.data.system import content_of
from analysis.methods.changes import Cause, Causes
from analysis.publish.run.notebooks import read_notebook
from analysis.publish.run.parameters import COMMAND_ARGUMENTS, injected_values
from analysis.publish.run.record import lock_digest, python_version

MANIFEST_FILE = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """What a run's results were made from.

    Attributes:
        edition: the edition.
        raw: SHA-256 of every raw file, by edition and name.
        assumptions: the register's `value`, `low` and `high`, by id.
        registers: SHA-256 of what else is kept by hand beside the raw data: breaks in series, cut-off days, identities.
        code: SHA-256 of the package's modules and of the notebooks without their outputs.
        lock: SHA-256 of requirements.lock; None where there is none.
        python: the interpreter's minor version, such as 3.11.
        parameters: the parameters that each notebook was given; its keys are the notebooks that all this holds for.
    """

    edition: str
    raw: Mapping[str, Mapping[str, str]]
    assumptions: Mapping[str, Mapping[str, float]]
    registers: Mapping[str, str]
    code: str
    lock: str | None
    python: str
    parameters: Mapping[str, Mapping[str, Value]]

    def continues(self, earlier: "Manifest | None") -> bool:
        """Whether what the earlier run made can stand beside this one's, made from the same throughout."""
        return earlier is not None and replace(earlier, parameters=self.parameters) == self

    def text(self) -> str:
        """The manifest as its file has it."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def make_manifest(study: Study, edition: str, parameters: Mapping[str, Mapping[str, Value]] | None = None) -> Manifest:
    """The manifest of a run of now; the edition must be processed."""
    root = study.root
    by_hand = [
        path for path in (study.breaks, study.cut_offs, *sorted(study.identities.glob("[!.]*.yaml"))) if path.is_file()
    ]
    return Manifest(
        edition=edition,
        raw=json.loads((study.processed(edition) / SOURCES_FILE).read_text("utf-8")),
        assumptions={name: _values(one) for name, one in sorted(read_assumptions(study.assumptions).items())},
        registers={path.relative_to(root / "data").as_posix(): file_digest(path) for path in by_hand},
        code=_code(PACKAGE, notebook_folder(root)),
        lock=lock_digest(root),
        python=python_version(),
        parameters=parameters or {},
    )


def write_manifest(study: Study, edition: str, folder: Path, fresh: Iterable[str]) -> None:
    """Writes the manifest into a folder of reports of which the notebooks `fresh` were executed just now.

    It holds for reports of an earlier run too where they were made from the same; else for the fresh ones alone.
    """
    made = make_manifest(study, edition)
    there = given_parameters(folder)
    kept = there if made.continues(read_manifest(folder)) else set(fresh)
    parameters = {name: there[name] for name in sorted(kept)}
    (folder / MANIFEST_FILE).write_text(replace(made, parameters=parameters).text(), "utf-8", newline="\n")


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest in a folder of reports; None where there is none of today's form."""
    try:
        return Manifest(**json.loads(content_of(folder / MANIFEST_FILE)))
    except (OSError, ValueError, RecursionError, TypeError):
        return None


def given_parameters(folder: Path) -> dict[str, dict[str, Value]]:
    """The parameters that each executed notebook in a folder of reports was given, but for edition and language."""
    return {
        path.stem: {name: value for name, value in injected.items() if name not in COMMAND_ARGUMENTS}
        for path in sorted(folder.glob("*/*.ipynb"))
        for injected in [injected_values(read_notebook(path))]
    }


def changed(recorded: Manifest, now: Manifest) -> Causes:
    """What differs between two manifests of one edition, but for what can be recomputed: values and parameters."""
    differs: dict[Cause, bool] = {
        "code": recorded.code != now.code,
        "environment": (recorded.lock, recorded.python) != (now.lock, now.python),
        "assumption": recorded.registers != now.registers,
        "data": recorded.raw != now.raw,
    }
    return tuple(cause for cause, differ in differs.items() if differ) or ("unknown",)


def recorded_assumptions(recorded: Manifest, register: Mapping[str, Assumption]) -> dict[str, Assumption]:
    """The register's records with the values and ranges of a recorded run, where these differ."""
    return {
        name: replace(one, value=then["value"], low=then["low"], high=then["high"])
        for name, one in register.items()
        if (then := recorded.assumptions.get(name)) is not None and then != _values(one)
    }


def _values(one: Assumption) -> dict[str, float]:
    return {"value": one.value, "low": one.low, "high": one.high}


def _code(package: Path, notebooks: Path) -> str:
    """One hash over the names and contents of all modules, and the sources of all notebooks."""
    sources = [f"{path.stem} {source_digest(path)}" for path in notebooks_in(notebooks)]
    return sha256(" ".join([tree_digest(package, package.rglob("*.py")), *sources]).encode())
