"""Where a number stands: printed figures, and the results and claims of the newest run that show it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd

from analysis.data.dependencies import in_detail
from analysis.data.edition import Edition
from analysis.data.figures import Figure
from analysis.data.json_files import read_json
from analysis.data.sections import SECTIONS
from analysis.data.units import POINTS_IN_TIME
from analysis.present.misuse import MisuseError
from analysis.present.numbers import number
from analysis.present.shown import numbers_in, result_shows, to_number, values_of
from analysis.present.words import LANGUAGES, Lang, Words

FIGURE, RESULT, CLAIM = Words("수록값", "figure"), Words("결과", "result"), Words("주장", "claim")
COLUMNS = [Words("무엇", "what"), Words("이름", "id"), Words("내용", "shows"), Words("어디", "where")]
LINE = Words("{0} {1}줄, 표 {2}", "{0}, line {1}, table {2}")
NOTEBOOK = Words("노트북 {}", "notebook {}")
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
        near = [
            (float(one.value), one.printed, name) for name, one in figures.items() if one.unit not in POINTS_IN_TIME
        ]
        near += [(at, number(at), name) for name, one in results.items() for at in values_of(one)]
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
