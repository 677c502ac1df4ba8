"""Words as files write them: names compared without their spaces and signs, units read as measures."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any

from analysis.data.units import CALENDAR, SCALES, UNIT_FACTORS

_SIGNS = re.compile(r"[\W_]+")
_UNIT_NOTE = re.compile(r"(?:단위\s*[:：]?|\bunits?\s*[:：])\s*([^()\[\]<>]+)", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[<]\s*(?:단위\s*[:：]?\s*)?([^()\[\]<>]+?)\s*[)\]>]\s*$")
_SCALES = {"십억": 10**9, "십만": 10**5, "십": 10, **SCALES}
# Of a fraction, 1 is 100 %.
_SHARES = {"%": Fraction(1), "percentage points": Fraction(1), "ratio": Fraction(100)}


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """A name for comparing: one width, one case, no spaces and no signs but %."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text).casefold().replace("%", "퍼센트"))


@dataclass(frozen=True)
class Measure:
    """What a number counts: the family within which units can be turned into each other, and its size there."""

    family: str
    factor: Fraction

    @classmethod
    def of(cls, unit: str) -> "Measure":
        """The measure of one of the study's own units."""
        if unit in UNIT_FACTORS:
            return cls("KRW", Fraction(UNIT_FACTORS[unit]))
        if unit in _SHARES:
            return cls("%", _SHARES[unit])
        return cls(unit if unit in CALENDAR else "count", Fraction(1))

    def in_terms_of(self, other: "Measure") -> Fraction | None:
        """By how much a number of this measure is multiplied to be one of `other`; None where that can't be."""
        return self.factor / other.factor if self.family == other.family else None


@dataclass(frozen=True)
class Vocabulary:
    """The words of datapackage.json that belong to no one table: `intake`.

    `units` has for each of the study's units what offices call it, the name that templates print first.
    """

    units: Mapping[str, Sequence[str]]
    totals: frozenset[str]
    dropped_columns: frozenset[str]

    @classmethod
    def read(cls, words: Mapping[str, Any]) -> "Vocabulary":
        """The vocabulary in a package's `intake`; an empty one where it has none."""
        totals, dropped = (frozenset(map(plain, words.get(name, ()))) for name in ("totals", "dropped_columns"))
        return cls(words.get("units", {}), totals, dropped)

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for unit in {**dict.fromkeys((*UNIT_FACTORS, "%")), **self.units}:
            for name in (unit, *self.units.get(unit, ())):
                names.setdefault(_key(name), []).append(unit)
        return names

    def name(self, unit: str) -> str:
        """What a template calls a unit: "건" for cases; the unit itself where no word for it is known."""
        return next(iter(self.units.get(unit, ())), unit)

    def units_of(self, word: str) -> list[str]:
        """The study's units that an office's word may mean; a unit's own name means itself."""
        return [word] if word in self.units else self._names.get(_key(word), [])

    def measure(self, word: str) -> Measure | None:
        """What a word counts: 백만원, 천명, %; None where it is no unit."""
        if units := self.units_of(word):
            return Measure.of(units[0])
        key = _key(word)
        for scale, factor in _SCALES.items():
            if key.startswith(scale) and (units := self.units_of(key[len(scale) :])):
                base = Measure.of(units[0])
                return Measure(base.family, base.factor * factor)
        return None

    def split(self, header: str) -> tuple[str, Measure | None]:
        """A header's name, and the unit in brackets at its end: "예산(백만원)" is a name and a measure."""
        match = _BRACKETED.search(header)
        if match and (measure := self.measure(match[1])) is not None:
            return header[: match.start()], measure
        return header, None

    def noted(self, text: str) -> list[Measure]:
        """The measures of a note such as "(단위: 백만원, %)"."""
        if not (match := _UNIT_NOTE.search(text)):
            return []
        found = (self.measure(word) for word in re.split(r"[,/·、및]|\band\b", match[1]) if word.strip())
        return [measure for measure in found if measure is not None]


def _key(word: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", word)).casefold()
