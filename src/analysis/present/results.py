"""The results of a notebook, as a table for readers and unrounded for the program that collects them."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from analysis.methods.estimate import Estimate
from analysis.present.method_words import METHODS
from analysis.present.numbers import range_of, value_of
from analysis.present.tables import Table
from analysis.present.units import unit_name
from analysis.present.words import Foreign, Lang, Words

MIMETYPE = "application/vnd.study.results+json"

ABSENT = "application/vnd.study.absent+json"
REASON = Words(
    "이 판의 수록값으로는 나눌 것이나 셀 것이 없어 산출할 수 없음",
    "the figures of this edition leave nothing to divide by or to count",
)
_ABSENT = Words("산출하지 못한 결과: {}. {}.", "Results that could not be computed: {}; {}.")
_CAPTION = Words("이 노트북이 계산해 기록한 결과", "Results that this notebook computes and records")
_NAMES = (
    Words("결과 이름", "Result"),
    Words("값", "Value"),
    Words("구간", "Interval"),
    Words("단위", "Unit"),
    Words("방법", "Method"),
)


@dataclass(frozen=True)
class Results:
    """Recorded results: shown as a table, carried unrounded under a mimetype of their own."""

    results: Mapping[str, Estimate]
    notebook: str
    lang: Lang
    absent: Sequence[str] = ()

    @property
    def records(self) -> dict[str, dict[str, Any]]:
        """Result id to value, low, high (None where open), unit, method and notebook."""
        return {
            name: {
                "value": float(result.value),
                "low": None if result.low is None else float(result.low),
                "high": None if result.high is None else float(result.high),
                "unit": result.unit,
                "method": result.method,
                "notebook": self.notebook,
            }
            for name, result in self.results.items()
        }

    @property
    def table(self) -> Table:
        """The results for readers."""
        names = [words[self.lang] for words in _NAMES]
        rows = [self._row(name, result) for name, result in self.results.items()]
        formats = {names[1]: lambda x: value_of(x, self.lang), names[2]: lambda x: range_of(x, self.lang)}
        notes = [_ABSENT[self.lang].format(", ".join(self.absent), REASON[self.lang])] if self.absent else []
        return Table(
            pd.DataFrame(rows, columns=names), _CAPTION[self.lang], lang=self.lang, formats=formats, notes=notes
        )

    def _row(self, name: str, result: Estimate) -> tuple[Foreign, Estimate, Estimate, str, str | Foreign | None]:
        bare = _in_percent(result) if result.unit == "fraction" else replace(result, unit="")
        return Foreign(name, "en"), bare, bare, unit_name(result.unit, self.lang), self._method(result.method)

    def _method(self, method: str) -> str | Foreign | None:
        if self.lang == "ko" and method in METHODS:
            return METHODS[method]
        return Foreign(method, "en") if method else None

    def _repr_mimebundle_(self, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> dict[str, Any]:
        del include, exclude
        html = f'<div class="study-results">\n{self.table.html(numbered=False)}\n</div>'
        bundle = {MIMETYPE: self.records, "text/html": html, "text/plain": self.table.text()}
        reasons = {name: {"ko": REASON.ko, "en": REASON.en} for name in self.absent}
        return {**bundle, ABSENT: reasons} if reasons else bundle


def record(results: Mapping[str, Estimate], notebook: str, lang: Lang, absent: Iterable[str] = ()) -> Results:
    """Record a notebook's results, `absent` those not to be computed; as a cell's last line it shows them as a table.

    Raises:
        ValueError: a result is not a finite number, or its range is upside down; names the result.
    """
    for name, result in results.items():
        for part in ("value", "low", "high"):
            number = getattr(result, part)
            if number is not None and not math.isfinite(number):
                raise ValueError(f"the result {name}: its {part} is {number}, not a finite number")
        if result.low is not None and result.high is not None and result.low > result.high:
            raise ValueError(f"the result {name}: its range runs from {result.low} down to {result.high}")
    return Results(dict(results), notebook, lang, list(absent))


def _in_percent(fraction: Estimate) -> Estimate:
    low, high = (None if bound is None else 100 * bound for bound in (fraction.low, fraction.high))
    return Estimate(100 * fraction.value, low, high)
