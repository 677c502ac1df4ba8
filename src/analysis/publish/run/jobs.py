"""What a call asks for, as jobs: which notebooks, in which languages, with which parameters."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from analysis.data.contract import read_contract
from analysis.data.editions import Study
from analysis.publish.run.notebooks import find_notebooks, notebook_folder, read_notebook
from analysis.publish.run.parameters import Value, check_parameters, read_parameters
from analysis.words import LANGUAGES, Lang

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Manner:
    """How a run goes about its jobs: how many at once, in warm kernels or cold ones, all or those that are stale."""

    workers: int
    warm: bool = True
    force: bool = False


@dataclass(frozen=True)
class Job:
    """One notebook to be executed for one edition, in one language, with these of its own parameters set."""

    notebook: Path
    edition: str
    lang: Lang
    parameters: Mapping[str, Value] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The notebook's name, which is the report's."""
        return self.notebook.stem

    @property
    def place(self) -> str:
        """Name and language, as messages name the job."""
        return f"{self.name} ({self.lang})"


def plan(
    study: Study,
    edition: str,
    given: Mapping[str, Value],
    wanted: Sequence[str] = (),
    languages: Sequence[Lang] = LANGUAGES,
    *,
    as_text: bool = False,
) -> list[Job]:
    """The notebooks to execute, once a language; CallError where the call names what is not there."""
    paths = find_notebooks(notebook_folder(study.root), wanted)
    if not given:
        return [Job(path, edition, lang) for path in paths for lang in languages]
    parameters = {path.stem: read_parameters(read_notebook(path), path.stem) for path in paths}
    own = check_parameters(given, parameters, as_text=as_text)
    return [Job(path, edition, lang, own[path.stem]) for path in paths for lang in languages]


def is_whole(study: Study, edition: str, jobs: Sequence[Job]) -> bool:
    """Whether the jobs are all that the study has for the edition."""
    return {(job.name, job.lang) for job in jobs} == {(job.name, job.lang) for job in plan(study, edition, {})}


def as_of(study: Study, edition: str) -> str | None:
    """The last day that a table of the edition stands for; None where none says one."""
    days = [table.as_of for table in read_contract(study.raw(edition)) if DAY.fullmatch(table.as_of)]
    return max(days, default=None)
