"""What a call asks for, as jobs: which notebooks, in which languages, with which parameters."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from analysis.data.editions import Study
from analysis.data.notebooks import notebook_folder
from analysis.data.parameters import Value
from analysis.publish.run.errors import ReportError
from analysis.publish.run.notebooks import find_notebooks, read_notebook
from analysis.publish.run.parameters import check_parameters, read_parameters
from analysis.publish.run.what_if import asks, report_folder, stand_ins
from analysis.words import LANGUAGES, Lang, Words

ASKS = Words(
    "{0}: {1} 노트북의 내용을 싣는데, 그 parameters 셀의 값이 등록부나 보고서의 값을 대신한다. "
    "그 값을 None으로 되돌리고(바꾼 값을 쓰려면 data/assumptions.yaml에 적고) 다시 실행한다.",
    "{0} says what {1} say, whose parameters cells replace values of the register or the report. Put None back there "
    "(a value to keep goes into data/assumptions.yaml) and run again.",
)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Manner:
    """How a run goes about its jobs: how many at once, in warm processes or cold ones, all or those that are stale."""

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
    """The notebooks to execute, once a language.

    They are a what-if, and have parameters, where any are `given` or a default stands in for a value of the register
    or the report: then only the notebooks that take these are executed, for the others would say the same, or would
    say of an edition what only a what-if says.

    Raises:
        CallError: the call names what is not there.
        ReportError: a notebook is wanted that asks one whose default stands in for a value.
    """
    folder = notebook_folder(study.root)
    paths = find_notebooks(folder, wanted)
    if given:
        parameters = {path.stem: read_parameters(read_notebook(path), path.stem) for path in paths}
        own = check_parameters(given, parameters, as_text=as_text)
        taking = {path: {**stand_ins(path), **own[path.stem]} for path in paths if own[path.stem]}
    else:
        replaced = {path: found for path in find_notebooks(folder) if (found := stand_ins(path))}
        taking = {path: replaced[path] for path in paths if path in replaced}
        asking = [path for path in paths if replaced and asks(path, [one.stem for one in replaced])]
        if asking and not taking:
            names = ", ".join(one.stem for one in replaced)
            raise ReportError(Words(*(ASKS[lang].format(asking[0].stem, names) for lang in LANGUAGES)))
        taking = taking or {path: {} for path in paths}
    return [Job(path, edition, lang, values) for path, values in taking.items() for lang in languages]


def folder_of(study: Study, edition: str, jobs: Sequence[Job]) -> Path:
    """The folder of the jobs' reports: the edition's own, or that of a what-if."""
    return report_folder(study.reports(edition), [job.parameters for job in jobs])


def is_what_if(jobs: Sequence[Job]) -> bool:
    """Whether the jobs are made with other values than those of the register and the report."""
    return any(job.parameters for job in jobs)


def is_whole(study: Study, jobs: Sequence[Job]) -> bool:
    """Whether the jobs are all that the study has for the edition."""
    there = {(path.stem, lang) for path in find_notebooks(notebook_folder(study.root)) for lang in LANGUAGES}
    return not is_what_if(jobs) and {(job.name, job.lang) for job in jobs} == there


def as_of(study: Study, edition: str) -> str | None:
    """The last day that a table of the edition stands for; None where none says one."""
    from analysis.data.contract import read_contract  # slow to import, and a run that has nothing to do reads none

    days = [table.as_of for table in read_contract(study.raw(edition)) if DAY.fullmatch(table.as_of)]
    return max(days, default=None)
