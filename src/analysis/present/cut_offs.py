"""Cut-off days in words: what a chart or a table adds where two counts end at different times."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from analysis.methods.cut_offs import Counted, CutOff
from analysis.present.dates import day, month
from analysis.present.figures import Figure
from analysis.present.tables import Table
from analysis.present.words import Lang, Words

Shown = TypeVar("Shown", Figure, Table)


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
    return Words(f" 집계 시점이 서로 다름({ko}).", f" Counted up to different times ({en}).")


def _sides(cut: CutOff, lang: Lang) -> str:
    mark = Words(", ", "; ")[lang]
    return mark.join(f"{_name(one, lang)} {until(one, lang)}" for one in (cut.counted, cut.against))


def marked(shown: Shown, cuts: Mapping[str, CutOff], *names: str) -> Shown:
    """A chart or a table whose caption says which of these comparisons end at different times."""
    return replace(shown, caption=f"{shown.caption}{differs(cuts, *names)[shown.lang]}")


def _name(one: Counted, lang: Lang) -> str:
    return one.names[lang == "en"]
