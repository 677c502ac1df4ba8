"""The grid of a sweep: ranges and lists of values, and the runs that they make up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from analysis.data.editions import Study
from analysis.data.notebooks import notebook_folder
from analysis.data.parameters import Parameter
from analysis.publish.run.errors import CallError
from analysis.publish.run.jobs import Job
from analysis.publish.run.notebooks import find_notebooks, read_notebook
from analysis.publish.run.parameters import check_edition_name, check_parameters, parse_setting, read_parameters
from analysis.publish.run.record import parameters_text
from analysis.words import Lang, Words

ALL = "all"
MOST = 10_000
RANGE = Words(
    "--set {0}={1}: 범위는 '처음:끝:간격'이며 세 값이 숫자이고, 간격은 0이 아니고, 처음에서 끝으로 가야 한다. "
    "예: --set {0}=0.23:0.31:0.01",
    "--set {0}={1}: a range is START:END:STEP, three numbers, with a step that is not 0 and leads from start to end, "
    "such as --set {0}=0.23:0.31:0.01",
)
NO_VALUE = Words("--set {}={}: 빈 값이 있다.", "--set {}={}: a value is empty.")
TWICE = Words("--set {}: 한 매개변수를 두 번 정했다.", "--set {}: the parameter is set twice.")
TOO_MANY = Words("점이 {:,}개보다 많다. 범위를 줄이거나 간격을 넓힌다.", "More than {:,} points; narrow the range.")


@dataclass(frozen=True, eq=False)
class SweepRun:
    """A job of the grid, and the values of its parameters as the call writes them; equal to itself alone."""

    job: Job
    written: Mapping[str, str]

    @property
    def place(self) -> str:
        """Notebook, edition, language and values, as messages name it."""
        return " ".join([self.job.place, self.job.edition, *(f"{name}={text}" for name, text in self.written.items())])


def plan_grid(
    study: Study, editions: Sequence[str], settings: Sequence[str], wanted: Sequence[str], languages: Sequence[Lang]
) -> list[SweepRun]:
    """The runs, each once: of the notebooks wanted, else of those that have a parameter that is set, else of all.

    CallError where the call names what is not there, or gives a value or a range that can't be.
    """
    paths = find_notebooks(notebook_folder(study.root), wanted)
    parameters = {path.stem: read_parameters(read_notebook(path), path.stem) for path in paths}
    axes = _axes(settings, parameters)
    size = len(paths) * len(editions) * len(languages)
    for values in axes.values():
        size *= len(values)
    if size > MOST:
        raise CallError(TOO_MANY.filled(MOST))
    settled = [dict(zip(axes, values, strict=True)) for values in product(*axes.values())]
    own = [(texts, check_parameters(texts, parameters, as_text=True)) for texts in settled]
    runs: dict[tuple[str, str, Lang, str], SweepRun] = {}
    for path in paths:
        if axes and not wanted and not axes.keys() & parameters[path.stem].keys():
            continue
        for edition, lang, (texts, given) in product(editions, languages, own):
            job = Job(path, edition, lang, given[path.stem])
            written = {name: texts[name] for name in job.parameters}
            runs.setdefault((job.name, edition, lang, parameters_text(job)), SweepRun(job, written))
    return list(runs.values())


def chosen_editions(study: Study, given: Sequence[str]) -> list[str]:
    """The editions that --edition names: all, these, or by default the newest."""
    there = study.editions()
    newest = check_edition_name(None, there)
    if list(given) == [ALL]:
        return there
    return list(dict.fromkeys(check_edition_name(name, there) for name in given)) or [newest]


def _axes(settings: Sequence[str], notebooks: Mapping[str, Mapping[str, Parameter]]) -> dict[str, list[str]]:
    given = [parse_setting(text) for text in settings]
    names = [name for name, _ in given]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise CallError(TWICE.filled(twice))
    numeric = {name: any(own[name].kind in (int, float) for own in notebooks.values() if name in own) for name in names}
    return {name: values_of(name, text, numeric=numeric[name]) for name, text in given}


def values_of(name: str, text: str, *, numeric: bool) -> list[str]:
    """The values that one --set gives: a,b,c or, of a number, START:END:STEP with both ends; each as it is written."""
    if numeric and ":" in text:
        return _range(name, text)
    values = [value.strip() for value in text.split(",")]
    if len(values) > 1 and not all(values):
        raise CallError(NO_VALUE.filled(name, text))
    return list(dict.fromkeys(values))


def _range(name: str, text: str) -> list[str]:
    try:
        start, end, step = (Decimal(part.strip()) for part in text.split(":"))
        count = int((end - start) / step) if all(one.is_finite() for one in (start, end, step)) else -1
    except (ValueError, ArithmeticError):
        raise CallError(RANGE.filled(name, text)) from None
    if count < 0 or (end - start) / step < 0:
        raise CallError(RANGE.filled(name, text))
    if count >= MOST:
        raise CallError(TOO_MANY.filled(MOST))
    return [f"{start + step * at:f}" for at in range(count + 1)]
