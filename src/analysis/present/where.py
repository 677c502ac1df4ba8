"""Where a number stands: printed figures, and the results and claims of the newest run that show it."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

import pandas as pd

from analysis.data.cut_offs import PRECISIONS
from analysis.data.dependencies import in_detail
from analysis.data.edition import Edition
from analysis.data.figures import Figure
from analysis.data.json_files import read_json
from analysis.data.sections import SECTIONS
from analysis.present.misuse import MisuseError
from analysis.present.numbers import number
from analysis.present.words import LANGUAGES, Lang, Words

NUMBER = re.compile(r"(?<![A-Za-z\d.,])\d[\d,]*(?:\.\d+)?")
FIGURE, RESULT, CLAIM = Words("수록값", "figure"), Words("결과", "result"), Words("주장", "claim")
COLUMNS = [Words("무엇", "what"), Words("이름", "id"), Words("내용", "shows"), Words("어디", "where")]
LINE = Words("{0} {1}줄, 표 {2}", "{0}, line {1}, table {2}")
NOTEBOOK = Words("노트북 {}", "notebook {}")
NO_NUMBER = Words("{!r}: 숫자가 아니다. 보고서에 나온 대로 쓴다.", "{!r} is no number; write one as printed.")
NOWHERE = Words(
    "{0}: 이 수가 있는 곳이 없다. 가장 가까운 수: {1} ({2})", "{0} stands nowhere; the nearest is {1} ({2})."
)
NOT_RUN = Words(
    "{0}판 보고서가 아직 없어 결과와 주장은 찾지 못했다. 먼저 실행한다: study run {0}",
    "There are no reports of {0} yet, so results and claims were not searched; first run: study run {0}",
)


@dataclass(frozen=True)
class Place:
    """Something that shows a number: what it is, its id, what it shows, and where it stands."""

    what: Words
    id: str
    shows: Words
    where: Words


def where(edition: Edition, asked: object) -> list[Place]:
    """Everything that shows a number, whatever its sign.

    A figure shows the numbers that it prints and its value; a result those to which its value or an end of its
    interval rounds, a fraction as a percentage, too; a claim those of its sentences.

    Raises:
        MisuseError: it is no number, or stands nowhere; the message names what comes nearest.
    """
    sought = to_number(asked)
    with in_detail():  # what is only looked up is nothing that a notebook depends on
        figures, results, claims = edition.ledger, made(edition, "results"), made(edition, "claims")
    found = [
        *(
            _figure(one)
            for one in figures.values()
            if sought in numbers_in(one.printed) or abs(one.value) == Fraction(sought)
        ),
        *(_result(name, one) for name, one in results.items() if result_shows(one, sought)),
        *(_claim(name, one) for name, one in claims.items() if sought in numbers_in(f"{one['ko']} {one['en']}")),
    ]
    if not found:
        near = [(float(one.value), one.printed, name) for name, one in figures.items() if one.unit not in PRECISIONS]
        near += [(at, number(at), name) for name, one in results.items() for at in _values(one)]
        _, shown, name = min(near, key=lambda one: abs(abs(one[0]) - float(sought)), default=(0, "-", "-"))
        raise MisuseError(Words(*(NOWHERE[lang].format(asked, shown, name) for lang in LANGUAGES)))
    return found


def where_frame(edition: Edition, asked: object, lang: Lang) -> pd.DataFrame:
    """The same as a table in one language."""
    rows = [(one.what[lang], one.id, one.shows[lang], one.where[lang]) for one in where(edition, asked)]
    return pd.DataFrame(rows, columns=[words[lang] for words in COLUMNS])


def made(edition: Edition, kind: str) -> Mapping[str, Mapping[str, Any]]:
    """The results or claims of the newest run, by id; none where there was no run, or its file can't be read."""
    path = edition.study.reports(edition.name) / f"{kind}.json"
    try:
        found: Mapping[str, Mapping[str, Any]] = read_json(path)[kind]
        return {name: one for name, one in found.items() if _in_form(one, kind)}
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return {}


def _in_form(one: Mapping[str, Any], kind: str) -> bool:
    numbers = [one["value"], one["low"] or 0, one["high"] or 0] if kind == "results" else []
    texts = [one[name] for name in TEXTS[kind]]
    return all(isinstance(text, str) for text in texts) and all(math.isfinite(number) for number in numbers)


TEXTS = {"results": ("unit", "notebook"), "claims": ("ko", "en", "notebook")}


def to_number(asked: object) -> Decimal:
    """A number as people type it, without its sign: "205.7", "1,234", "63.6%"; MisuseError where it is none."""
    try:
        found = Decimal(str(asked).strip().rstrip("%").replace(",", "").replace("−", "-"))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise MisuseError(Words(*(NO_NUMBER[lang].format(str(asked)) for lang in LANGUAGES)))
    return abs(found)


def numbers_in(text: str) -> set[Decimal]:
    """The numbers that a text shows, without their signs."""
    return {to_number(token) for token in NUMBER.findall(text)}


def result_shows(result: Mapping[str, Any], sought: Decimal) -> bool:
    """Whether a result's value or an end of its interval is a number, rounded; a fraction as a percentage, too."""
    return any(_rounds(at, sought) for at in _values(result))


def _rounds(value: float, sought: Decimal) -> bool:
    """Whether a number is a value written with as many decimals."""
    return round(abs(value), max(0, -int(sought.as_tuple().exponent))) == float(sought)


def _values(result: Mapping[str, Any]) -> Iterator[float]:
    for at in (result["value"], result["low"], result["high"]):
        if at is not None:
            yield from (at, at * 100) if result["unit"] == "fraction" else (at,)


def _figure(one: Figure) -> Place:
    place = (LINE[lang].format(SECTIONS[one.section][lang], one.line, one.table) for lang in LANGUAGES)
    return Place(FIGURE, one.id, Words(f"{one.name.ko}: {one.printed}", f"{one.name.en}: {one.printed}"), Words(*place))


def _result(name: str, one: Mapping[str, Any]) -> Place:
    span = "" if one["low"] is None else f" ({number(one['low'])} … {number(one['high'])})"
    shows = f"{number(one['value'])}{span} {one['unit']}"
    return Place(RESULT, name, Words(shows, shows), _notebook(one))


def _claim(name: str, one: Mapping[str, Any]) -> Place:
    return Place(CLAIM, name, Words(one["ko"], one["en"]), _notebook(one))


def _notebook(one: Mapping[str, Any]) -> Words:
    return Words(*(NOTEBOOK[lang].format(one["notebook"]) for lang in LANGUAGES))
