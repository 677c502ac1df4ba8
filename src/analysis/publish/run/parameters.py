"""The parameters of a notebook: what it takes, and whether what is given fits, before a cell runs."""

import ast
from collections.abc import Mapping, Sequence
from typing import Any

from analysis.data.editions import EDITION, NO_EDITION
from analysis.data.misuse import KINDS, MisuseError, fits, unknown
from analysis.data.notebooks import TAG
from analysis.data.parameters import Parameter, Value, read_cell
from analysis.data.syntax import parse
from analysis.publish.run.errors import CallError, ReportError
from analysis.words import LANGUAGES, Lang, Words

INJECTED = "injected-parameters"
COMMAND_ARGUMENTS = {
    "edition": Words(
        "판은 명령의 인자로 정한다: study run YYYY-MM", "The edition is the command's argument: study run YYYY-MM"
    ),
    "lang": Words("언어는 --lang으로 정한다: --lang ko", "The language is set by --lang: --lang en"),
}


def read_parameters(book: Mapping[str, Any], name: str) -> dict[str, Parameter]:
    """The parameters in the notebook's cell tagged `parameters`, in order; ReportError where it has another form."""
    cell = next((c for c in book["cells"] if TAG in c["metadata"].get("tags", [])), None)
    if cell is None:
        raise ReportError(Words(f"{name}: parameters 태그가 붙은 셀이 없다.", f"{name} has no cell tagged parameters."))
    try:
        parameters = read_cell("".join(cell["source"]))
    except MisuseError as error:
        words = error.words
        raise ReportError(
            Words(f"{name}, parameters 셀: {words.ko}", f"{name}, cell of parameters: {words.en}")
        ) from None
    if missing := sorted(COMMAND_ARGUMENTS.keys() - {parameter.name for parameter in parameters}):
        names = ", ".join(missing)
        raise ReportError(
            Words(
                f"{name}: 매개변수 {names}이(가) 없다.", f"{name} lacks a parameter that every notebook has: {names}."
            )
        )
    return {parameter.name: parameter for parameter in parameters}


def injected_values(book: Mapping[str, Any]) -> dict[str, Value]:
    """The values that papermill wrote into an executed notebook, by name."""
    cell = next((c for c in book["cells"] if INJECTED in c["metadata"].get("tags", [])), {"source": ""})
    lines = (line for line in parse(cell["source"]).body if isinstance(line, ast.Assign))
    return {ast.unparse(line.targets[0]): ast.literal_eval(line.value) for line in lines}


def parse_setting(text: str) -> tuple[str, str]:
    """NAME=VALUE, cut at the first equals sign."""
    name, equals, value = text.partition("=")
    if not equals or not name.strip().isidentifier():
        raise CallError(
            Words(
                f"--set {text}: '이름=값' 꼴이 아니다. 예: --set rate=0.25",
                f"--set {text}: this is not of the form NAME=VALUE, such as --set rate=0.25",
            )
        )
    return name.strip(), value.strip()


def read_value(text: str, parameter: Parameter) -> Value:
    """The text as a value of the parameter's kind. It is never run: text stays text, a number is read as a number."""
    if parameter.kind is str:
        return text
    literal: Value = {"true": True, "false": False, "none": None}.get(text.lower(), text)
    if literal is text:
        try:
            literal = int(text)
        except ValueError:
            try:
                literal = float(text)
            except ValueError:
                literal = text
    return check_value(literal, parameter)


def check_value(value: Value, parameter: Parameter) -> Value:
    """`value`, as float where the parameter is one; CallError where it is of another kind."""
    if value is None and parameter.default is None:
        return None
    if not fits(value, parameter.kind):
        kind = KINDS[parameter.kind]
        raise CallError(
            Words(
                f"매개변수 {parameter.name}에 값 '{value}'를 줄 수 없다. 필요한 값: {kind.ko} ({parameter.meaning.ko})",
                f"Parameter {parameter.name} can't be {value!r}; it takes {kind.en} ({parameter.meaning.en})",
            )
        )
    return float(value) if parameter.kind is float and value is not None else value


def check_parameters(
    given: Mapping[str, Value], notebooks: Mapping[str, Mapping[str, Parameter]], *, as_text: bool = False
) -> dict[str, dict[str, Value]]:
    """What of `given` goes to which notebook, each value of the right kind; `as_text` where it comes from the command.

    CallError, naming the nearest right name, where no notebook has a parameter of that name.
    """
    known = {name for parameters in notebooks.values() for name in parameters} - set(COMMAND_ARGUMENTS)
    for name in given:
        if name in COMMAND_ARGUMENTS:
            raise CallError(COMMAND_ARGUMENTS[name])
        if name not in known:
            raise CallError(unknown(Words("매개변수", "parameter"), name, known))
    read = (lambda value, parameter: read_value(str(value), parameter)) if as_text else check_value
    return {
        notebook: {name: read(value, parameters[name]) for name, value in given.items() if name in parameters}
        for notebook, parameters in notebooks.items()
    }


def check_languages(given: Sequence[str]) -> tuple[Lang, ...]:
    """The languages asked for, both when none is."""
    for name in given:
        if name not in LANGUAGES:
            raise CallError(unknown(Words("언어", "language"), name, LANGUAGES))
    return tuple(lang for lang in LANGUAGES if lang in given) or LANGUAGES


def check_edition_name(given: str | None, editions: Sequence[str]) -> str:
    """The edition asked for, the newest when none is."""
    if not editions:
        raise CallError(NO_EDITION)
    if given is not None and given not in editions:
        raise CallError(unknown(EDITION, given, editions))
    return given or editions[-1]
