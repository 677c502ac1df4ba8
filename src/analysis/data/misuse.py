"""What the author of a cell can mend, in one sentence of the reader's language that says what to write instead."""

import difflib
import math
from collections.abc import Iterable
from numbers import Integral, Real
from typing import Any

from analysis.methods.user_error import UserError
from analysis.words import Lang, Words

READER: list[Lang] = ["ko"]
KINDS = {
    str: Words("글자", "text"),
    int: Words("정수", "a whole number"),
    float: Words("숫자", "a number"),
    bool: Words("true 또는 false", "true or false"),
}


def read_in(lang: Lang) -> None:
    """Sets the language in which misuses are reported from now on: that of the report opened last."""
    READER[:] = [lang]


class DeskError(UserError):
    """What cells stumble on and don't make themselves, such as a register; JupyterLab shows the reader's language."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words

    def _render_traceback_(self) -> list[str]:
        return [self.words[READER[0]], *getattr(self, "__notes__", ())]


class MisuseError(UserError):
    """A call of a helper that can't be; JupyterLab shows the sentence alone."""

    def __init__(self, words: Words) -> None:
        super().__init__(words[READER[0]])
        self.words = words


class UnknownNameError(MisuseError, KeyError):
    """A name that is not there; the message names the nearest, or all that are."""

    __str__ = ValueError.__str__

    def __init__(self, kind: Words, name: str, known: Iterable[str]) -> None:
        super().__init__(unknown(kind, name, known))


def unknown(kind: Words, name: str, known: Iterable[str]) -> Words:
    """That there is no such thing, with the nearest one, else all there are."""
    names = sorted(known)
    if near := difflib.get_close_matches(str(name), names, 1, cutoff=0.5):
        return Words(
            f"{kind.ko} '{name}': 없는 이름이다. 가장 가까운 이름: {near[0]}",
            f"There is no {kind.en} {name!r}; the nearest is {near[0]}.",
        )
    there = ", ".join(names)
    return Words(
        f"{kind.ko} '{name}': 없는 이름이다. 있는 이름: {there or '없음'}",
        f"There is no {kind.en} {name!r}; there are: {there or 'none'}.",
    )


def fits(value: Any, kind: type) -> bool:
    """Whether a parameter of that kind can have the value: a whole number is a number, a truth value is none."""
    if kind is float:
        return isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value)
    if kind is int:
        return isinstance(value, Integral) and not isinstance(value, bool)
    return type(value) is kind


def of_another_kind(name: str, value: object, kind: type) -> Words:
    """That a parameter can't have a value, and what it takes."""
    takes = KINDS[kind]
    return Words(
        f"매개변수 {name}에 값 {value!r}을(를) 줄 수 없다. parameters 셀에 쓸 값: {takes.ko}",
        f"Parameter {name} can't be {value!r}; write {takes.en} in the parameters cell.",
    )
