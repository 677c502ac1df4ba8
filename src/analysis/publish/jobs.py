"""What a call asks for, as jobs: which notebooks, in which languages, with which parameters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from analysis.data.editions import Study
from analysis.publish.notebooks import find_notebooks, notebook_folder, read_notebook
from analysis.publish.parameters import Value, check_parameters, read_parameters
from analysis.words import LANGUAGES, Lang


@dataclass(frozen=True)
class Manner:
    """How a run goes about its jobs: how many at once, in warm kernels or cold ones."""

    workers: int
    warm: bool = True


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
    parameters = {path.stem: read_parameters(read_notebook(path), path.stem) for path in paths}
    own = check_parameters(given, parameters, as_text=as_text)
    return [Job(path, edition, lang, own[path.stem]) for path in paths for lang in languages]
