"""The register of assumptions: numbers that the study needs and the report does not give."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from analysis.data.references import cited
from analysis.words import Words

GRADES = ("A", "B", "C")


class BadRegisterError(ValueError):
    """A record of the register that is not one; the message names the record and the field."""


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
    """The register by id; BadRegisterError where a record lacks a field or its value lies outside its range."""
    records = yaml.safe_load(path.read_text("utf-8"))
    register = {}
    for number, record in enumerate(records, 1):
        one = _assumption(record, f"{path.name}, {record.get('id', f'record {number}')}")
        if one.id in register:
            raise BadRegisterError(f"{path.name}: {one.id} stands twice")
        register[one.id] = one
    return register


def _assumption(record: Mapping[str, Any], where: str) -> Assumption:
    try:
        one = Assumption(
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
    except KeyError as error:
        raise BadRegisterError(f"{where}: the field {error} is missing") from None
    if one.grade not in GRADES:
        raise BadRegisterError(f"{where}: grade {one.grade!r} is none of {', '.join(GRADES)}")
    if not one.low <= one.value <= one.high:
        raise BadRegisterError(f"{where}: the value {one.value:g} lies outside {one.low:g} to {one.high:g}")
    return one
