"""The names of the study's units in Korean and in English."""

import difflib
from dataclasses import dataclass

from analysis.present.words import Lang, Words


@dataclass(frozen=True)
class Unit:
    """How a unit stands alone, and after a number: Korean counter, English singular and plural."""

    name: Words
    counter: Words
    one: str


def _counted(ko: str, plural: str, one: str, *, name: str = "") -> Unit:
    return Unit(Words(name or ko, plural), Words(ko, f" {plural}"), f" {one}")


def _sign(name: Words, sign: Words) -> Unit:
    return Unit(name, sign, sign.en)


UNITS: dict[str, Unit] = {
    "persons": _counted("명", "persons", "person"),
    "posts": _counted("명", "posts", "post"),
    "cases": _counted("건", "cases", "case"),
    "decisions": _counted("건", "decisions", "decision"),
    "agreements": _counted("건", "agreements", "agreement"),
    "items": _counted("개", "items", "item"),
    "count": _counted("개", "items", "item"),
    "items listed": _counted("개", "items", "item", name="열거된 항목"),
    "groups": _counted("개", "groups", "group"),
    "beds": _counted("병상", "beds", "bed"),
    "meetings": _counted("회", "meetings", "meeting"),
    "times": _counted("회", "times", "time"),
    "views": _counted("회", "views", "view"),
    "days": _counted("일", "days", "day"),
    "weeks": _counted("주", "weeks", "week"),
    "months": _counted("개월", "months", "month"),
    "years": _counted("년", "years", "year"),
    "projects": _counted("개 사업", "projects", "project", name="사업"),
    "institutions": _counted("개 기관", "institutions", "institution", name="기관"),
    "cities": _counted("개 도시", "cities", "city", name="도시"),
    "countries": _counted("개국", "countries", "country"),
    "places": _counted("곳", "places", "place"),
    "local governments": _counted("개 지자체", "local governments", "local government", name="지자체"),
    "districts": _counted("개 자치구", "districts", "district", name="자치구"),
    "bureaus": _counted("개 실·국", "bureaus", "bureau", name="실·국"),
    "companies": _counted("개 기업", "companies", "company", name="기업"),
    "indicators": _counted("개 지표", "indicators", "indicator", name="지표"),
    "patents": _counted("건", "patents", "patent"),
    "contracts": _counted("건", "contracts", "contract"),
    "books": _counted("권", "books", "book"),
    "points": _counted("점", "points", "point"),
    "square metres": _counted("㎡", "square metres", "square metre"),
    "pyeong": _counted("평", "pyeong", "pyeong"),
    "percentage points": _sign(Words("%p", "percentage points"), Words("%p", " percentage points")),
    "%": _sign(Words("%", "%"), Words("%", "%")),
    "fraction": _sign(Words("%", "%"), Words("%", "%")),
    "ratio": _sign(Words("비", "ratio"), Words("", "")),
    "rank": _sign(Words("순위", "rank"), Words("위", "")),
    "date": _sign(Words("날짜", "date"), Words("", "")),
    "weekday": _sign(Words("요일", "weekday"), Words("", "")),
    "calendar month": _sign(Words("연월", "month"), Words("", "")),
    "calendar year": _sign(Words("연도", "year"), Words("년", "")),
    "month of year": _sign(Words("월", "month of the year"), Words("월", "")),
    "hour of day": _sign(Words("시각", "hour of the day"), Words("시", "")),
    "KRW": _sign(Words("원", "KRW"), Words("원", "")),
    "KRW thousand": _sign(Words("천 원", "KRW thousand"), Words("천 원", " thousand")),
    "KRW 10 thousand": _sign(Words("만 원", "KRW 10 thousand"), Words("만 원", " ten thousand")),
    "KRW million": _sign(Words("백만 원", "KRW million"), Words("백만 원", " million")),
    "KRW 100 million": _sign(Words("억 원", "KRW 100 million"), Words("억 원", " hundred million")),
    "KRW billion": _sign(Words("십억 원", "KRW billion"), Words("십억 원", " billion")),
    "KRW trillion": _sign(Words("조 원", "KRW trillion"), Words("조 원", " trillion")),
}

PER: dict[str, Words] = {
    "day": Words("하루 ", " a day"),
    "week": Words("주 ", " a week"),
    "month": Words("월 ", " a month"),
    "year": Words("연 ", " a year"),
    "meeting": Words("회의당 ", " per meeting"),
    "case": Words("건당 ", " a case"),
    "person": Words("1명당 ", " a person"),
}
_PER_NAMES = {"day": "일", "week": "주", "month": "월", "year": "년", "meeting": "회의", "case": "건", "person": "명"}


def unit(name: str) -> Unit:
    """The words of one unit of the vocabulary.

    Raises:
        ValueError: the unit is not in the vocabulary; names the nearest one.
    """
    if name in UNITS:
        return UNITS[name]
    near = difflib.get_close_matches(name, UNITS, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    raise ValueError(f"the unit {name!r} has no name in both languages{hint}")


def split_rate(name: str) -> tuple[str, str]:
    """A rate's two units, "cases/day" as ("cases", "day"); a plain unit has an empty second."""
    counted, _, per = name.partition("/")
    if per and per not in PER:
        raise ValueError(f"the unit {name!r}: {per!r} is none of {', '.join(PER)}")
    return counted, per


def unit_name(name: str, lang: Lang, noun: Words | None = None) -> str:
    """A unit as it stands alone, in a heading or on an axis: "건/일", "cases/day".

    `noun` replaces the counted noun where a unit counts something else than usual (cases that are persons).
    """
    if not name:
        return ""
    counted, per = split_rate(name)
    words = noun or unit(counted).name
    if not per:
        return words[lang]
    return f"{words[lang]}/{_PER_NAMES[per] if lang == 'ko' else per}"
