"""The desk: what a notebook is told of its parameters cell, and package code that is reloaded as it is edited."""

import difflib
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from types import NoneType
from typing import Any, get_args

from analysis.data.assumptions import Assumption
from analysis.data.dependencies import DEPENDENCIES_VARIABLE
from analysis.data.misuse import KINDS, READER, fits, of_another_kind
from analysis.data.parameters import read_cell
from analysis.methods.estimate import Estimate
from analysis.present.misuse import MisuseError, read_in
from analysis.present.numbers import estimate
from analysis.present.words import LANGUAGES, Words

ASKED_BY_JUPYTER = "JPY_SESSION_NAME"  # a Jupyter server names the notebook of a kernel so; a run's kernel has none


OWN, SETS = ("edition", "lang"), "\n{} = "
NEAR = Words(
    "{0}: 없는 이름이다. 가장 가까운 이름: {1}. 그것을 만드는 셀을 실행하였는지도 본다.",
    "There is no name {0}; the nearest is {1}. Or the cell that makes it was not run yet.",
)
NOWHERE = Words(
    "{0}: 없는 이름이다. 이름을 바로잡거나 그것을 만드는 셀을 먼저 실행한다.",
    "There is no name {0}; mend it, or run the cell that makes it first.",
)


def check_opening(edition: Any, lang: Any) -> None:
    """Sets the reader's language; MisuseError where it or the edition can't be one, in both where it is unknown."""
    if lang not in LANGUAGES:
        both = (
            f'lang = {lang!r}: 없는 언어이다. parameters 셀에 "ko"나 "en"을 쓴다. / '
            f'lang = {lang!r} is no language of the study; write "ko" or "en" in the parameters cell.'
        )
        raise MisuseError(Words(both, both))
    read_in(lang)
    if not isinstance(edition, str):
        raise MisuseError(
            Words(
                f'edition = {edition!r}: 판이 아니다. parameters 셀에 따옴표로 쓴다. 예: edition = "2020-09"',
                f"edition = {edition!r} is no edition; write it in quotes in the parameters cell, such as "
                'edition = "2020-09"',
            )
        )


def check_kinds(names: Mapping[str, Any]) -> None:
    """MisuseError where a name has another kind of value than it is declared with, as in `rate: float = "high"`."""
    for name, declared in names.get("__annotations__", {}).items():
        kinds = set(get_args(declared) or [declared]) - {NoneType}
        value = names.get(name)
        if value is not None and len(kinds) == 1 and kinds <= KINDS.keys() and not fits(value, *kinds):
            raise MisuseError(of_another_kind(name, value, *kinds))


def check_assumed(record: Assumption, given: Any) -> float:
    """What stands in for an assumption, as a number; MisuseError where it is none, or not whole where it must be."""
    kind = int if record.whole else float
    if not fits(given, float) or (record.whole and given != int(given)):
        takes = KINDS[kind]
        raise MisuseError(
            Words(
                f"가정 {record.id}에 값 {given!r}을(를) 줄 수 없다. 쓸 값: {takes.ko}, 등록부 값은 None",
                f"The assumption {record.id} can't be {given!r}; give {takes.en}, or None for the register's value.",
            )
        )
    return float(given)


def sit_down() -> None:
    """In a notebook that a person has open: checks the parameters, and reloads package code as it is edited."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None:
        return
    check_kinds(shell.user_ns)
    if os.environ.get(ASKED_BY_JUPYTER) and DEPENDENCIES_VARIABLE not in os.environ:
        if source := parameters_source(shell.user_ns.get("In", ())):
            read_cell(source)
        reload_on_edit(shell)
        shell.display_formatter.formatters["text/plain"].for_type(Estimate, say_estimate)
        shell.set_custom_exc((NameError,), say_no_name)


def say_estimate(one: Estimate, printer: Any, cycle: bool) -> None:
    """An estimate that a cell shows, with its unit and interval in the reader's words."""
    del cycle
    try:
        said = estimate(one, READER[0]) if one.defined else repr(one)
    except ValueError:  # a unit of one's own has no name in both languages
        said = repr(one)
    printer.text(said)


def parameters_source(entered: Sequence[str]) -> str | None:
    """The source of the parameters cell among those that were run: the last that gives edition and lang a value."""
    return next((one for one in reversed(entered) if all(SETS.format(name) in f"\n{one}" for name in OWN)), None)


def say_no_name(shell: Any, kind: type[BaseException], error: NameError, trace: Any, tb_offset: Any = None) -> None:
    """A name of a cell that nothing made, in a sentence with the nearest; one of the package's code as ever."""
    *_, (frame, _) = traceback.walk_tb(trace)
    near = difflib.get_close_matches(error.name or "", [name for name in shell.user_ns if name[0] != "_"], 1, 0.5)
    if frame.f_globals is not shell.user_ns or not error.name:
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
        return
    words = NEAR if near else NOWHERE
    sys.stderr.write(words[READER[0]].format(error.name, *near) + "\n")


def reload_on_edit(shell: Any) -> None:
    """What %load_ext autoreload and %autoreload 2 do, once."""
    if "autoreload" not in shell.extension_manager.loaded:
        shell.extension_manager.load_extension("autoreload")
        shell.run_line_magic("autoreload", "2")
