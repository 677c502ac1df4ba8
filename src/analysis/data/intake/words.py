"""Words as files write them: names compared without their spaces and signs, units read as measures."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from math import prod
from typing import Any

from analysis.data.units import CALENDAR, SCALES, UNIT_FACTORS

_SIGNS = re.compile(r"[\W_]+")
_UNIT_NOTE = re.compile(r"(?:단위\s*[:：]?|\bunits?\s*[:：])\s*([^()\[\]<>]+)", re.IGNORECASE)
# 십억 is ten times 억, 천억 a thousand times 억: the scale words of a unit are multiplied.
_SCALES = {"십": 10, **{word: factor for word, factor in SCALES.items() if len(word) == 1}}
_SCALED = re.compile(r"(1[0,]*)?([십백천만억조]*)(.*)")
_ENGLISH = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ENGLISH_MONEY = re.compile(
    rf"(?:in)?(?:krw|won|₩)?(1[0,]*)?({'|'.join(_ENGLISH)})?s?(?:of)?(?:korean)?(?:krw|won|₩)?", re.IGNORECASE
)
# A unit of money named in running text: not an amount (3억원), not a threshold (백만원 미만).
_MONEY = re.compile(
    r"(?<![가-힣\w,.])(1[0,]*\s*)?([십백천만억조]*\s*원)(?=$|[\s)\]}〉>,.:;|/·~]|임|이다|이며|단위|기준|으로|은|을)"
    r"(?!\s*(?:미만|이상|이하|초과|대|당|씩))"
)
_AMOUNT = re.compile(r"\d\s*$")
_ENGLISH_UNIT = re.compile(
    rf"\b(?:(?:krw|won|₩)\s*)?(?:1[0,]*\s*)?(?:{'|'.join(_ENGLISH)})s?\s*(?:of\s*)?(?:korean\s*)?(?:krw|won)?\b",
    re.IGNORECASE,
)
_GROUP = re.compile(r"[(\[<{〈【]([^()\[\]<>{}〈〉【】]+)[)\]>}〉】]")
_LEADING = re.compile(r"^\s*(?:금액\s*)?(?:단위|units?)\s*[:：]?\s*", re.IGNORECASE)
_TRAILING = re.compile(r"(.*?)[\s,/·:：_\-–|]+(?:단위\s*[:：]?\s*)?([^\s,/·:：_\-–|]+(?:\s*원)?)\s*", re.DOTALL)
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
class Noted:
    """A unit that a file names beside its table: the word, what it counts, and which of the study's units it may be."""

    word: str
    measure: Measure
    units: frozenset[str]


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
        size, scales, unit = _SCALED.fullmatch(key).groups()  # type: ignore[union-attr]  # it matches every text
        factor = prod((_SCALES[one] for one in scales), start=int((size or "1").replace(",", "")))
        if unit and factor != 1 and (units := self.units_of(unit)):
            base = Measure.of(units[0])
            return Measure(base.family, base.factor * factor)
        if scales and not unit and not size and scales[-1] in "만억조":
            return Measure("KRW", Fraction(factor))  # 단위: 억
        if (money := _ENGLISH_MONEY.fullmatch(key)) and re.search(r"krw|won|₩", key):
            return Measure("KRW", Fraction(int((money[1] or "1").replace(",", "")) * _ENGLISH.get(money[2] or "", 1)))
        return None

    def units_named(self, word: str) -> frozenset[str]:
        """The study's units that a word names, its scale left out: those of 명 for 천명."""
        _, _, unit = _SCALED.fullmatch(_key(word)).groups()  # type: ignore[union-attr]
        return frozenset(self.units_of(word) or self.units_of(unit))

    def split(self, header: str) -> tuple[str, Measure | None]:
        """A header's name, and the unit in brackets at its end: "예산(백만원)" is a name and a measure."""
        for match in reversed(list(_GROUP.finditer(header))):
            if (measure := self.measure(_LEADING.sub("", match[1]))) is not None:
                return header[: match.start()] + header[match.end() :], measure
        own = self.measure(_LEADING.sub("", header)) if header.strip() else None
        if own is not None and own.family in {"KRW", "%"}:
            return "", own
        apart = _TRAILING.fullmatch(header)
        measure = self.measure(apart[2]) if apart else None
        if apart and measure and apart[2] != "won" and (measure.family == "KRW" or apart[2].startswith("%")):
            return apart[1], measure
        return header, None

    def noted(self, text: str) -> list[Noted]:
        """The units of a note such as "(단위: 백만원, %)", of a bracket, or of a cell that is nothing else."""
        explained = [match[1] for match in _UNIT_NOTE.finditer(text)]
        alone = [one for one in (*(match[1] for match in _GROUP.finditer(text)), text) if one not in explained]
        found = [one for note in explained for one in self._listed(note)]
        for group in alone:
            listed = self._listed(_LEADING.sub("", group))
            found += listed if listed and len(listed) == len(_split(group)) else []
        return found

    def mentioned(self, text: str) -> list[Noted]:
        """The units of money that running text names: "예산 총괄, 억원", "금액은 백만원 기준"."""
        words = [match[0] for match in _MONEY.finditer(text) if not _AMOUNT.search(text[: match.start()])]
        words += [match[0] for match in _ENGLISH_UNIT.finditer(text) if not _AMOUNT.search(text[: match.start()])]
        return [one for word in words for one in self._listed(word)]

    def _listed(self, note: str) -> list[Noted]:
        found = ((word.strip(), self.measure(word)) for word in _split(note))
        return [Noted(word, measure, self.units_named(word)) for word, measure in found if measure is not None]


def _split(note: str) -> list[str]:
    """The units that a note lists; the comma of 1,000원 is none between two."""
    return [word for word in re.split(r",(?!\d{3})|[/·、및]|\band\b", note) if word.strip()]


def _key(word: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", word)).casefold()
