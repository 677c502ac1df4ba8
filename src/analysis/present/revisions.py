"""What editions print anew, otherwise, no more or not at all, for readers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from analysis.data.edition import Edition
from analysis.data.figures import Figure
from analysis.data.revisions import Event, Revision
from analysis.present.numbers import exact_quantity, number
from analysis.present.printed import dates_in_words, value_in_words
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
DIFFERENCE_UNITS = {"date": "days", "calendar month": "days", "weekday": "days", "%": "percentage points"}
HEADER = {
    "event": Words("구분", "Event"),
    "figure": Words("수치", "Figure"),
    "as_of": Words("기준", "As of"),
    "before": Words("전", "Before"),
    "after": Words("후", "After"),
    "difference": Words("차이", "Difference"),
    "edition": Words("수록한 보고", "Printed by"),
}
MEANINGS = Words(
    "고침은 같은 시점의 같은 수치를 달리 수록한 것, 소급 추가는 지난 기간의 수치를 처음 수록한 것이다.",
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
        f"판마다 달리 수록된 수치 {number(len(events))}개 중 {number(len(frame))}개",
        f"{number(len(frame))} of the {number(len(events))} figures that an edition printed anew or otherwise",
    )
    header = {name: words[lang] for name, words in HEADER.items()}
    return Table(frame, caption[lang], lang=lang, header=header, notes=[MEANINGS[lang]], row_headers=2)


@dataclass(frozen=True)
class Vintage:
    """What an edition brings against those before it."""

    report: Edition

    @property
    def counts(self) -> Counter[Event]:
        """How many events of each kind the edition itself brings."""
        return Counter(one.event for one in self.report.revisions if one.edition == self.report.name)

    @property
    def counted(self) -> Words:
        """Those counts in words."""
        return Words(*(_counted(self.counts, lang) for lang in LANGUAGES))

    @property
    def largest(self) -> Words:
        """The figure revised most against its earlier value, with both; empty where none was."""
        mine = [one for one in self.report.revisions if one.edition == self.report.name and one.event == "revised"]
        if not mine:
            return Words("", "")
        most = max(mine, key=_share)
        ko, en = (f"{_printed(most.before, lang)} → {_printed(most.after, lang)}" for lang in LANGUAGES)
        name = dates_in_words(most.figure.name)
        return Words(f"{name.ko}({ko})", f"{name.en} ({en})")

    @property
    def carried(self) -> Words:
        """The tables that the edition does not bring, by the edition that they come from; empty where it brings all."""
        since = sorted(self.report.carried.items(), key=lambda item: (item[1], item[0]))
        groups = [(edition, [name for name, _ in group]) for edition, group in groupby(since, key=lambda item: item[1])]
        ko, en = (
            "; ".join(f"{edition}: {_titles(self.report, names, lang)}" for edition, names in groups)
            for lang in LANGUAGES
        )
        return Words(ko, en)


def _share(one: Revision) -> float:
    """How much a figure moved, as a share of what was printed before; 0 where there is nothing to compare."""
    if one.before is None or one.after is None:
        return 0.0
    difference = abs(float(one.after.value - one.before.value))
    return difference / abs(float(one.before.value)) if one.before.value else difference


def _row(one: Revision, lang: Lang) -> tuple[str | None, ...]:
    return (
        EVENTS[one.event][lang],
        dates_in_words(one.figure.name)[lang],
        dates_in_words(Words(one.figure.as_of, one.figure.as_of))[lang],
        _printed(one.before, lang),
        _printed(one.after, lang),
        _gap(one.before, one.after, lang) if one.before and one.after else None,
        one.edition,
    )


def _printed(figure: Figure | None, lang: Lang) -> str | None:
    return None if figure is None else value_in_words(figure.value, figure.unit, lang)


def _gap(before: Figure, after: Figure, lang: Lang) -> str:
    unit = DIFFERENCE_UNITS.get(after.unit, after.unit)
    return exact_quantity(float(after.value - before.value), unit, lang, signed=True)


def _counted(counts: Counter[Event], lang: Lang) -> str:
    counter = Words("개", "")[lang]
    told = ", ".join(f"{EVENTS[one][lang]} {number(counts[one])}{counter}" for one in EVENTS if counts[one])
    return told or Words("없음", "none")[lang]


def _titles(report: Edition, names: Sequence[str], lang: Lang) -> str:
    titles = [report.contract.tables[name].title[lang] for name in names]
    more = len(titles) - MOST_NAMES
    rest = Words(f" 외 {number(more)}개", f" and {number(more)} more")[lang] if more > 0 else ""
    return ", ".join(titles[:MOST_NAMES]) + rest
