"""Cut-off days in words: what a chart or a table adds where two counts end at different times."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

import pandas as pd

from analysis.methods.cut_offs import Counted, CutOff
from analysis.present.dates import day, month
from analysis.present.figures import Figure
from analysis.present.numbers import number
from analysis.present.tables import Table
from analysis.present.words import Lang, Words

Shown = TypeVar("Shown", Figure, Table)

_SAME, _APART = Words("같다", "the same"), Words("다르다", "different")
_COLUMNS = {
    "counted": Words("집계", "Count"),
    "until": Words("언제까지", "Up to"),
    "against": Words("견주는 집계", "Held against"),
    "against_until": Words("언제까지", "Up to"),
    "verdict": Words("집계 시점", "Times"),
    "why": Words("다르면 무엇이 달라지는가", "What it means where they differ"),
    "where": Words("절과 원문 줄", "Section and lines"),
}


def until(one: Counted, lang: Lang) -> str:
    """Up to when something was counted, as exactly as the report names it."""
    if one.precision == "hour":
        return Words(f"{day(one.start, 'ko')} {one.start.hour}시", f"{day(one.start, 'en')}, {one.start:%H:%M}")[lang]
    if one.precision == "day":
        return day(one.start, lang)
    return month(one.start, lang) if one.precision == "month" else str(one.start.year)


def differs(cuts: Mapping[str, CutOff], *names: str) -> Words:
    """The sentence on those of these comparisons whose counts end at different times; empty where they agree."""
    found = [cuts[name] for name in names if name in cuts and not cuts[name].agree]
    if not found:
        return Words("", "")
    ko, en = (" / ".join(_sides(cut, lang) for cut in found) for lang in ("ko", "en"))
    return Words(f" 집계 시점이 다르다({ko}).", f" Counted up to different times ({en}).")


def _sides(cut: CutOff, lang: Lang) -> str:
    mark = Words(", ", "; ")[lang]
    return mark.join(f"{_name(one, lang)} {until(one, lang)}" for one in (cut.counted, cut.against))


def marked(shown: Shown, cuts: Mapping[str, CutOff], *names: str) -> Shown:
    """A chart or a table whose caption says which of these comparisons end at different times."""
    return replace(shown, caption=f"{shown.caption}{differs(cuts, *names)[shown.lang]}")


def cut_offs_table(cuts: Mapping[str, CutOff], lang: Lang) -> Table:
    """Every comparison of the register with the days of the edition, those that end at different times first."""
    ordered = sorted(cuts.values(), key=lambda one: one.agree)
    rows = [
        (
            _name(one.counted, lang),
            until(one.counted, lang),
            _name(one.against, lang),
            until(one.against, lang),
            (_SAME if one.agree else _APART)[lang],
            one.why[lang == "en"],
            _where(one, lang),
        )
        for one in ordered
    ]
    differ = sum(not one.agree for one in ordered)
    caption = Words(
        f"이 연구가 견주는 집계 {number(len(ordered))}쌍 가운데 {number(differ)}쌍은 서로 다른 때까지 센 것이다",
        f"Of {number(len(ordered))} pairs of counts that this study compares {number(differ)} go up to different times",
    )
    header = {name: words[lang] for name, words in _COLUMNS.items()}
    note = Words(
        "날만 적힌 것은 그날 끝까지, 달만 적힌 것은 그달 끝까지로 읽는다.",
        "A day is read to its end, and so is a month of which no day is named.",
    )
    return Table(pd.DataFrame(rows, columns=list(_COLUMNS)), caption[lang], lang, notes=[note[lang]], header=header)


def _name(one: Counted, lang: Lang) -> str:
    return one.names[lang == "en"]


def _where(cut: CutOff, lang: Lang) -> str:
    section = cut.counted.section[lang == "en"]
    lines = ", ".join(dict.fromkeys(str(one.line) for one in (cut.counted, cut.against)))
    return f"{section}, {lines}"
