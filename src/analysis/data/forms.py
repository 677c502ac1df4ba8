"""What the records of a register must hold, as data: a table of fields with their kinds, and rules between them."""

import difflib
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.words import Words

A_LIST = Words("목록([가, 나] 또는 - 로 시작하는 줄)", "a list ([a, b], or lines that begin with -)")
A_MAPPING = Words("이름과 값의 쌍", "names with values")
WRITE_SO = Words("그 꼴로 고친다.", "Write it so.")
NEAREST = Words("가장 가까운 것은 '{}'이다.", "The nearest is {!r}.")
ANY_TEXT = re.compile(r"(?s).*")


@dataclass(frozen=True)
class Leaf:
    """One value that `fits`; `known` are the texts that can be meant, `written` is the form of the value's text."""

    fits: Callable[[Any], bool]
    expected: Words
    advice: Words = WRITE_SO
    known: Sequence[str] = ()
    written: re.Pattern[str] = ANY_TEXT


@dataclass(frozen=True)
class Several:
    """A list of values of one kind."""

    each: "Kind"


@dataclass(frozen=True)
class Named:
    """Values of one kind under names that the record chooses."""

    each: "Kind"


@dataclass(frozen=True)
class Part:
    """Fields of their own inside a field."""

    fields: "Fields"


@dataclass(frozen=True)
class Field:
    """A field's kind, whether every record has it, and whether it may be null."""

    kind: "Kind"
    needed: bool = True
    empty: bool = False


Kind = Leaf | Several | Named | Part
Fields = Mapping[str, Field]


@dataclass(frozen=True)
class Rule:
    """What must hold between fields; asked where none of `needs` is at fault itself, reported at `field`.

    `expected` may name fields in braces, which the fault shows as the file has them.
    """

    field: str
    needs: Sequence[str]
    holds: Callable[[Mapping[str, Any]], bool]
    expected: Words
    advice: Words


@dataclass(frozen=True)
class Form:
    """A register's fields and the rules between them; a record's `id` stands once."""

    fields: Fields
    rules: Sequence[Rule] = ()


def expected(kind: Kind) -> Words:
    """What a kind asks for."""
    match kind:
        case Leaf():
            return kind.expected
        case Several():
            return A_LIST
        case Named():
            return A_MAPPING
        case Part():
            names = ", ".join(kind.fields)
            return Words(f"{names} 항목", f"the fields {names}")


def advice(kind: Kind, found: str) -> Words:
    """What to do about a text that is not of the kind."""
    return nearest(found, kind.known, kind.advice) if isinstance(kind, Leaf) else WRITE_SO


def nearest(found: str, known: Collection[str], otherwise: Words) -> Words:
    """The advice to take the nearest of known names, where one is near; else the other advice."""
    near = difflib.get_close_matches(found, sorted(known), 1)
    return NEAREST.filled(*near) if near else otherwise
