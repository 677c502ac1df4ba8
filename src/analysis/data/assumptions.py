"""The register of assumptions: numbers that the study needs and the report does not give."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from analysis.data.forms import Field, Form, Part, Rule, Several
from analysis.data.kinds import BOTH, DAY, FLAG, ID, NUMBER, TEXT, UNIT, one_of
from analysis.data.records import sound_records
from analysis.data.references import cited
from analysis.words import Words

GRADES = ("A", "B", "C")
SPAN = ("value", "low", "high")

ALTERNATIVE = Part({"mean": Field(NUMBER), "sd": Field(NUMBER), "source": Field(BOTH)})
FIELDS = {
    "id": Field(ID),
    "ko": Field(TEXT),
    "en": Field(TEXT),
    "value": Field(NUMBER),
    "low": Field(NUMBER),
    "high": Field(NUMBER),
    "unit": Field(UNIT),
    "grade": Field(one_of(GRADES)),
    "source": Field(BOTH),
    "since": Field(DAY, needed=False, empty=True),
    "used_by": Field(Several(ID), needed=False),
    "alternatives": Field(Several(ALTERNATIVE), needed=False),
    "whole": Field(FLAG, needed=False),
}


def _whole(name: str) -> Rule:
    return Rule(
        name,
        (name, "whole"),
        lambda one: bool(not one.get("whole") or one[name] == int(one[name])),
        Words("정수(whole이 true이다)", "a whole number, as whole is true"),
        Words("정수로 고치거나 whole을 지운다.", "Make it a whole number or remove whole."),
    )


RULES = (
    Rule(
        "low",
        ("low", "high"),
        lambda one: bool(one["low"] <= one["high"]),
        Words("high({high}) 이하의 숫자", "a number not above high ({high})"),
        Words("low와 high를 바로잡는다.", "Mend low or high."),
    ),
    Rule(
        "value",
        SPAN,
        lambda one: bool(one["low"] > one["high"] or one["low"] <= one["value"] <= one["high"]),
        Words("low({low}) 이상 high({high}) 이하의 숫자", "a number from low ({low}) to high ({high})"),
        Words("값을 고치거나 범위를 넓힌다.", "Mend the value or widen the range."),
    ),
    *map(_whole, SPAN),
)
ASSUMPTIONS = Form(FIELDS, RULES)


@dataclass(frozen=True)
class Assumption:
    """One record: value, range and unit, grade (A measured, B published elsewhere, C judged), source, use."""

    id: str
    what: Words
    value: float
    low: float
    high: float
    unit: str
    grade: str
    source: Words
    since: date | None = None
    used_by: tuple[str, ...] = ()
    alternatives: tuple[Mapping[str, Any], ...] = field(default_factory=tuple)
    whole: bool = False

    @property
    def cites(self) -> tuple[str, ...]:
        """The keys of the literature that the record stands on, its alternatives' too."""
        texts = [self.source.en, *(each["source"]["en"] for each in self.alternatives)]
        return tuple(dict.fromkeys(key for text in texts for key in cited(text)))

    def replaced(self, value: float) -> "Assumption":
        """The record with another value; a value outside the range widens it."""
        return replace(self, value=value, low=min(self.low, value), high=max(self.high, value))


def read_assumptions(path: Path) -> dict[str, Assumption]:
    """The register by id; BadRegisterError, which lists all its faults."""
    return {one.values["id"]: _assumption(one.values) for one in sound_records(path, ASSUMPTIONS)}


def _assumption(record: Mapping[str, Any]) -> Assumption:
    return Assumption(
        id=record["id"],
        what=Words(record["ko"], record["en"]),
        value=float(record["value"]),
        low=float(record["low"]),
        high=float(record["high"]),
        unit=record["unit"],
        grade=record["grade"],
        source=Words(record["source"]["ko"], record["source"]["en"]),
        since=record.get("since"),
        used_by=tuple(record.get("used_by", ())),
        alternatives=tuple(record.get("alternatives", ())),
        whole=record.get("whole", False),
    )
