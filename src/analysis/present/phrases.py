"""Sentences with numbers by name: a template, values, and how a reader of Korean or English has them written.

    {cases}          a number; an estimate with its unit; a day; a text in two languages; a list
    {rate:.1%}       a share as a percentage; {gap:+.1pp} a difference of shares in percentage points
    {mean:.1}        so many decimals, no unit; {change:+.0} signed
    {mean:.1range}   the interval of an estimate, or of a pair; {days:.0range unit} with its unit
    {rate:.1full}    an estimate with its interval in brackets
    {diff:change}    a difference in words: "41건 증가", "down 41 cases"
    {n:cases}        a plain number with a unit of the study; {sum:money KRW million}, {pair:moneyrange KRW million}
    {when:month}     also day, short_day, short_month

In Korean a pair of particles behind a field ("{names}은/는") becomes the one that its sound asks for.
"""

import difflib
import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from string import Formatter
from typing import Any

from analysis.methods.estimate import Estimate
from analysis.present import dates, money, numbers
from analysis.present.misuse import MisuseError
from analysis.present.units import PER, UNITS
from analysis.present.words import Foreign, Lang, Words

SPEC = re.compile(r"(?P<sign>\+?)(?:\.(?P<digits>-?\d+))?(?P<kind>[^.+\d]?.*)")
DATES = {"day": dates.day, "month": dates.month, "short_day": dates.short_day, "short_month": dates.short_month}
KINDS = ("%", "pp", "range", "full", "unit", "change", "money", "moneyrange", *DATES)
PARTICLES = re.compile(r"(은/는|이/가|을/를|과/와|으로/로|이/)(?![가-힣]*/)")
JOINT = Words(", ", ", ")
DIGITS = "영일이삼사오육칠팔구"  # how they are read


class MissingError(Exception):
    """A number that a sentence needs and the data do not give."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def fill(template: str, lang: Lang, values: Mapping[str, Any]) -> str:
    """The sentence with its values as a reader of the language expects them.

    Raises:
        MisuseError: a field that no value fills, or a spec that does not suit its value.
        MissingError: a value that is None or not a number.
    """
    out = ""
    for literal, field, spec, _ in _parsed(template):
        out += _with_particle(out, literal) if lang == "ko" and out else literal
        if field is not None:
            out += written(_value(field, values, template), spec or "", lang, field)
    return out


def fields(template: str) -> set[str]:
    """The names that a template takes."""
    return {_first(field) for _, field, _, _ in _parsed(template) if field is not None}


def written(value: Any, spec: str, lang: Lang, name: str = "") -> str:
    """One value by its spec.

    Raises:
        MisuseError: no such spec, or one that does not suit the value.
        MissingError: the value is None or not a number.
    """
    match = SPEC.fullmatch(spec)
    assert match is not None
    kind, signed = match["kind"].strip(), bool(match["sign"])
    digits = None if match["digits"] is None else int(match["digits"])
    if is_missing(value):
        raise MissingError(name)
    try:
        return _written(value, kind, digits, signed, lang)
    except (TypeError, ValueError, AttributeError, KeyError) as error:
        raise _unsuited(name, spec, kind, value) from error


def is_missing(value: Any) -> bool:
    """Whether there is no value: None, no finite number, no time, or an estimate without one."""
    return (
        value is None
        or (isinstance(value, float) and not math.isfinite(value))
        or (isinstance(value, date) and value != value)  # NaT
        or getattr(value, "defined", True) is False
    )


def _written(value: Any, kind: str, digits: int | None, signed: bool, lang: Lang) -> str:
    bare = value.value if isinstance(value, Estimate) else value
    head, _, rest = kind.partition(" ")
    match head:
        case "":
            return _plain(value, digits, signed, lang)
        case "%":
            return numbers.percent(bare, 1 if digits is None else digits, signed=signed)
        case "pp":
            return numbers.points(bare, lang, 1 if digits is None else digits, signed=signed)
        case "range":
            return _range(value, digits, rest, lang)
        case "change":
            return _change(bare, rest or getattr(value, "unit", ""), digits, lang)
        case "full":
            return numbers.estimate(value, lang, digits, signed=signed)
        case "unit":
            return numbers.value_of(value, lang, digits, signed=signed)
        case "money":
            return money.money(bare, rest or value.unit, lang, digits)
        case "moneyrange":
            ends: Any = (value.low, value.high) if isinstance(value, Estimate) else value
            return money.money_span(ends[0], ends[1], rest or value.unit, lang, digits)
        case _ if kind in DATES:
            return DATES[kind](value, lang)
    return numbers.quantity(bare, kind, lang, digits, signed=signed)


def _plain(value: Any, digits: int | None, signed: bool, lang: Lang) -> str:
    """A value as its type has it written."""
    if isinstance(value, Estimate):
        if digits is None and not signed:
            return numbers.value_of(value, lang)
        return numbers.number(value.value, digits, signed=signed)
    if isinstance(value, Words):
        return value[lang]
    if isinstance(value, str | Foreign):
        return str(value)
    if isinstance(value, date):
        return dates.day(value, lang)
    if hasattr(value, "in_words"):
        return str(value.in_words(lang))
    if isinstance(value, Sequence) or (hasattr(value, "tolist") and getattr(value, "ndim", 0) == 1):
        return JOINT[lang].join(_plain(one, digits, signed, lang) for one in value)
    return numbers.number(value, digits, signed=signed)


def _change(value: float, unit: str, digits: int | None, lang: Lang) -> str:
    """A difference as officials word it: "41건 증가", "down 41"."""
    if value == 0:
        return Words("변동 없음", "unchanged")[lang]
    size = numbers.quantity(abs(value), unit or "ratio", lang, digits)
    return f"{size} {'증가' if value > 0 else '감소'}" if lang == "ko" else f"{'up' if value > 0 else 'down'} {size}"


def _range(value: Any, digits: int | None, unit: str, lang: Lang) -> str:
    low, high = (value.low, value.high) if isinstance(value, Estimate) else value
    own = getattr(value, "unit", "")
    shown = own if unit == "unit" else unit or ("fraction" if own == "fraction" else "ratio")
    return numbers.span(low, high, lang, digits, shown)


def _parsed(template: str) -> list[tuple[str, str | None, str | None, str | None]]:
    try:
        return list(Formatter().parse(template))
    except ValueError:
        raise MisuseError(
            Words(
                f"문장의 중괄호가 짝이 맞지 않는다: {template!r}. {{이름}} 꼴로 쓴다. 괄호 자체는 {{{{ }}}}이다.",
                f"The braces of a sentence do not match: {template!r}. Write {{name}}; a brace itself is {{{{ or }}}}.",
            )
        ) from None


def _first(field: str) -> str:
    return re.split(r"[.\[]", field, maxsplit=1)[0]


def _value(field: str, values: Mapping[str, Any], template: str) -> Any:
    name = _first(field)
    if name not in values:
        near = difflib.get_close_matches(name, values, 1)
        hint = near[0] if near else ", ".join(values) or "-"
        raise MisuseError(
            Words(
                f"문장의 {{{field}}}에 넣을 값이 없다: {name}=…을 더한다(주어진 이름: {hint}). 문장: {template!r}",
                f"Nothing fills {{{field}}} of a sentence: add {name}=… (given: {hint}). The sentence: {template!r}",
            )
        )
    try:
        return Formatter().get_field(field, (), values)[0]
    except (AttributeError, LookupError, TypeError):
        raise MisuseError(
            Words(f"값 {name}에는 {{{field}}}에 쓸 것이 없다.", f"The value {name} has nothing for {{{field}}}.")
        ) from None


def _unsuited(name: str, spec: str, kind: str, value: Any) -> MisuseError:
    known = [*KINDS, *UNITS, *(f"cases/{per}" for per in PER)]
    near = ", ".join(difflib.get_close_matches(kind, known, 3)) or ", ".join(KINDS)
    given = type(value).__name__
    return MisuseError(
        Words(
            f"{{{name}:{spec}}}: 값({given})을 이렇게 쓸 수 없다. 쓸 수 있는 것: .1, %, range, full, 단위 이름 따위. "
            f"가까운 것: {near}",
            f"{{{name}:{spec}}}: a {given} can't be written so. Use .1, %, range, full or the name of a unit; "
            f"nearest: {near}",
        )
    )


def _with_particle(before: str, literal: str) -> str:
    """The literal behind a filled field, its pair of particles settled by the sound before it."""
    match = PARTICLES.match(literal)
    if match is None:
        return literal
    closed, open_ = match[1].split("/")
    sound = _final(before)
    if closed == "으로" and sound == "ㄹ":
        return open_ + literal[match.end() :]
    return (closed if sound else open_) + literal[match.end() :]


def _final(text: str) -> str:
    """The final consonant of a text's last syllable: "ㄹ", "x" for any other, "" for none; brackets are passed over."""
    bare = re.sub(r"\([^()]*\)$", "", text.rstrip("’”'\"」』")) or text
    last = DIGITS[int(bare[-1])] if bare[-1].isdecimal() else bare[-1]
    if "가" <= last <= "힣":
        place = (ord(last) - ord("가")) % 28
        return "ㄹ" if place == 8 else "x" if place else ""
    return "x" if last in "lmnrLMNR" else ""
