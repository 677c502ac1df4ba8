"""What editions print anew, otherwise, no more or not at all, for readers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from analysis.data.edition import Edition
from analysis.data.figures import Figure
from analysis.data.revisions import Event, Revision
from analysis.data.units import decimal_text
from analysis.present.findings import Claim, Finding, evaluate_claim
from analysis.present.numbers import number, quantity
from analysis.present.tables import Table
from analysis.present.words import LANGUAGES, Lang, Words

MOST_ROWS = 20
MOST_NAMES = 6
# In the order in which a reader should meet them.
EVENTS: dict[Event, Words] = {
    "revised": Words("고침", "revised"),
    "disappeared": Words("사라짐", "disappeared"),
    "newly_covered": Words("소급 추가", "newly covered"),
    "new": Words("새 관측", "new"),
}
DIFFERENCE_UNITS = {"date": "days", "weekday": "days", "%": "percentage points"}
HEADER = {
    "event": Words("구분", "Event"),
    "figure": Words("수치", "Figure"),
    "as_of": Words("기준", "As of"),
    "before": Words("전", "Before"),
    "after": Words("후", "After"),
    "difference": Words("차이", "Difference"),
    "edition": Words("인쇄한 판", "Printed by"),
}
MEANINGS = Words(
    "고침은 같은 때의 같은 수치를 달리 인쇄한 것, 소급 추가는 지난 기간의 수치를 처음 인쇄한 것이다.",
    "Revised: the same figure for the same date printed differently. Newly covered: a figure of a past period printed "
    "for the first time.",
)


def revisions_table(report: Edition, lang: Lang) -> Table | None:
    """The events of every edition up to this one, the newest edition's first; None where there are none."""
    events = report.revisions
    if not events:
        return None
    order = list(EVENTS)
    ranked = sorted(events, key=lambda one: (-int(one.edition.replace("-", "")), order.index(one.event), -_share(one)))
    frame = pd.DataFrame([_row(one, lang) for one in ranked[:MOST_ROWS]], columns=list(HEADER))
    caption = Words(
        f"판마다 달리 인쇄된 수치 {number(len(events))}개 가운데 {number(len(frame))}개",
        f"{number(len(frame))} of the {number(len(events))} figures that an edition printed anew or otherwise",
    )
    header = {name: words[lang] for name, words in HEADER.items()}
    return Table(frame, caption[lang], lang=lang, header=header, notes=[MEANINGS[lang]], row_headers=2)


def revised(report: Edition, lang: Lang) -> Finding:
    """Whether the edition prints any figure of an earlier one otherwise, in a sentence."""
    return evaluate_claim(UNREVISED, Vintage(report), lang)


def carried(report: Edition, lang: Lang) -> Finding:
    """Which tables are carried forward from earlier editions, and since when."""
    return evaluate_claim(DELIVERED, Vintage(report), lang)


@dataclass(frozen=True)
class Vintage:
    """An edition and those before it."""

    report: Edition

    @property
    def counts(self) -> Counter[Event]:
        """How many events of each kind the edition itself brings."""
        return Counter(one.event for one in self.report.revisions if one.edition == self.report.name)

    @property
    def is_first(self) -> bool:
        """Whether no edition comes before."""
        return len(self.report.deliveries) == 1

    @property
    def largest(self) -> Revision:
        """The figure revised most against its earlier value."""
        mine = [one for one in self.report.revisions if one.edition == self.report.name and one.event == "revised"]
        return max(mine, key=_share)


def _share(one: Revision) -> float:
    """How much a figure moved, as a share of what was printed before; 0 where there is nothing to compare."""
    if one.before is None or one.after is None:
        return 0.0
    difference = abs(float(one.after.value - one.before.value))
    return difference / abs(float(one.before.value)) if one.before.value else difference


def _row(one: Revision, lang: Lang) -> tuple[str | None, ...]:
    return (
        EVENTS[one.event][lang],
        one.figure.name[lang],
        one.figure.as_of,
        _printed(one.before, lang),
        _printed(one.after, lang),
        _gap(one.before, one.after, lang) if one.before and one.after else None,
        one.edition,
    )


def _printed(figure: Figure | None, lang: Lang) -> str | None:
    if figure is None:
        return None
    if figure.unit in {"date", "weekday"}:
        return decimal_text(figure.value, figure.unit)
    return quantity(float(figure.value), figure.unit, lang)


def _gap(before: Figure, after: Figure, lang: Lang) -> str:
    unit = DIFFERENCE_UNITS.get(after.unit, after.unit)
    return quantity(float(after.value - before.value), unit, lang, signed=True)


def _unrevised(vintage: Vintage) -> Words:
    if vintage.is_first:
        return Words("첫 판이어서 고쳐진 수치가 없다.", "Nothing was revised: this is the first edition.")
    counted = Words(*(_counted(vintage.counts, ("newly_covered", "new"), lang) for lang in LANGUAGES))
    ko, en = (f" {counted.ko}.", f" {counted.en}.") if counted.ko else ("", "")
    return Words(
        f"지난 판들이 인쇄한 수치 가운데 고쳐지거나 사라진 것은 없다.{ko}",
        f"Nothing was revised: no figure of an earlier edition was changed or dropped.{en}",
    )


def _revised(vintage: Vintage) -> Words:
    ko, en = (_counted(vintage.counts, tuple(EVENTS), lang) for lang in LANGUAGES)
    if not vintage.counts["revised"]:
        return Words(f"지난 판들의 수치 가운데 사라진 것이 있다. {ko}.", f"Figures of earlier editions are gone. {en}.")
    most = vintage.largest
    return Words(
        f"지난 판들의 수치와 다르게 인쇄된 것이 있다. {ko}. 값에 비해 가장 크게 고쳐진 것은 "
        f"‘{most.figure.name.ko}’이다({_printed(most.before, 'ko')} → {_printed(most.after, 'ko')}).",
        f"Figures of earlier editions were revised. {en}. The largest revision against its value is that of "
        f"“{most.figure.name.en}” ({_printed(most.before, 'en')} → {_printed(most.after, 'en')}).",
    )


def _counted(counts: Counter[Event], events: Sequence[Event], lang: Lang) -> str:
    counter = Words("개", "")[lang]
    listed = ", ".join(f"{EVENTS[one][lang]} {number(counts[one])}{counter}" for one in events if counts[one])
    return listed[:1].upper() + listed[1:]


def _delivered(vintage: Vintage) -> Words:
    tables = number(len(vintage.report.contract.tables))
    return Words(f"표 {tables}개가 모두 이번 판에 들어 있다.", f"This edition brings all {tables} tables.")


def _undelivered(vintage: Vintage) -> Words:
    since = sorted(vintage.report.carried.items(), key=lambda item: (item[1], item[0]))
    groups = [(edition, [name for name, _ in group]) for edition, group in groupby(since, key=lambda item: item[1])]
    ko, en = (
        "; ".join(f"{edition}: {_titles(vintage, names, lang)}" for edition, names in groups) for lang in LANGUAGES
    )
    return Words(
        f"이번 판에 없어 앞선 판의 것을 그대로 쓰는 표가 {number(len(since))}개이다. {ko}.",
        f"Tables that this edition does not bring, carried forward from earlier ones: {number(len(since))}. {en}.",
    )


def _titles(vintage: Vintage, names: Iterable[str], lang: Lang) -> str:
    titles = [vintage.report.contract.tables[name].title[lang] for name in names]
    more = len(titles) - MOST_NAMES
    rest = Words(f" 외 {number(more)}개", f" and {number(more)} more")[lang] if more > 0 else ""
    return ", ".join(titles[:MOST_NAMES]) + rest


UNREVISED: Claim[Vintage] = Claim(
    "overview.unrevised",
    Words("지난 판들의 수치가 고쳐지지 않았다", "No figure of an earlier edition was revised"),
    lambda vintage: not (vintage.counts["revised"] or vintage.counts["disappeared"]),
    _unrevised,
    _revised,
)
DELIVERED: Claim[Vintage] = Claim(
    "overview.delivered",
    Words("모든 표가 이번 판에 들어 있다", "This edition brings every table"),
    lambda vintage: not vintage.report.carried,
    _delivered,
    _undelivered,
)
