"""Hospital beds from edition to edition: a chart where there are counts to compare, and what they allow to say."""

import numpy as np
import pandas as pd

from analysis.methods.topics.covid import Answers
from analysis.methods.topics.covid.beds import SEOUL, TOTAL
from analysis.present.curves import end_labels, series
from analysis.present.figures import Figure
from analysis.present.findings import Claim
from analysis.present.numbers import number, percent
from analysis.present.tables import Table
from analysis.present.theme import ACCENT, INK, chart, number_axis, unit_title
from analysis.present.topics.covid.words import in_full, on, source
from analysis.present.words import Lang, Words

PAIR = 2
COLOURS = {SEOUL: ACCENT, TOTAL: INK}
NAMES = {SEOUL: Words("서울", "Seoul"), TOTAL: Words("수도권", "Capital region")}
ROOM = 1.12  # of the longest stretch of days, for the names at the ends of the lines


def bed_series_chart(a: Answers, lang: Lang) -> Figure | None:
    """General beds in use over owned at each count that an edition printed; None where there is only one."""
    counts = a.bed_series
    if len(counts) < PAIR:
        return None
    figure, axes = chart(height=3.0)
    days = (counts.index - counts.index[0]).days.to_numpy()
    for region, colour in COLOURS.items():
        series(axes, days, counts[region], colour=colour)
    axes.set_ylim(0, max(1.0, counts[list(COLOURS)].to_numpy().max() * 1.05))
    axes.set_xlim(-0.03 * days[-1], ROOM * days[-1])
    shown = np.unique([0, len(days) - 1]) if len(days) > 4 else np.arange(len(days))
    axes.set_xticks(days[shown], [on(counts.index[place], lang) for place in shown])
    number_axis(axes.yaxis, 0, scale=100, most=5)
    unit_title(axes, Words("감염병 전담병원 가동률(%)", "General beds in use, % of those owned")[lang])
    last = counts.iloc[-1]
    ends = [(days[-1], last[region], f"{NAMES[region][lang]} {percent(last[region])}", COLOURS[region])
            for region in COLOURS]  # fmt: skip
    end_labels(axes, ends)
    first_day, last_day = (in_full(counts.index[place], lang) for place in (0, -1))
    first, now = percent(counts[SEOUL].iloc[0]), percent(last[SEOUL])
    caption = Words(
        f"판마다 인쇄된 병상 집계 {number(len(counts))}개. 서울의 가동률은 {first_day}에 {first}, "
        f"{last_day}에 {now}이다. 집계 사이의 날은 알 수 없다.",
        f"Beds at the {number(len(counts))} counts that the editions print. Seoul's occupancy is {first} on "
        f"{first_day} and {now} on {last_day}. What lies between two counts is not known.",
    )[lang]
    said = "; ".join(
        f"{in_full(day, lang)} " + ", ".join(f"{NAMES[region][lang]} {percent(row[region])}" for region in COLOURS)
        for day, row in zip(counts.index, counts.to_dict("records"), strict=True)
    )
    alt = Words(f"집계일별 가동률의 꺾은선: {said}.", f"Lines of occupancy by day of count: {said}.")[lang]
    return Figure(figure, caption, alt, source(lang, a.inputs.tables["hospital_beds"]), _table(a, lang), lang)


def _table(a: Answers, lang: Lang) -> Table:
    counts = a.bed_series
    used, owned = Words("사용 중", "in use"), Words("보유", "owned")
    header = {Words("집계일", "Day of count")[lang]: [in_full(day, lang) for day in counts.index]}
    columns = {
        f"{NAMES[region][lang]}, {words[lang]}": counts[f"{region}_{what}"].to_numpy()
        for region in COLOURS
        for what, words in (("in_use", used), ("owned", owned))
    }
    severe = Words("수도권, 확진자용 중증병상", "Capital region, severe beds open to COVID-19")[lang]
    columns[severe] = counts["severe_open"].to_numpy()
    caption = Words("집계일별 병상", "Beds by day of count")[lang]
    return Table(pd.DataFrame({**header, **columns}), caption, lang, formats=dict.fromkeys(columns, 0))


def _compared(a: Answers) -> Words:
    counts = a.bed_series
    (then, before), (today, now) = zip(counts.index[-PAIR:], counts.to_dict("records")[-PAIR:], strict=True)
    (used_then, owned_then), (used, owned) = (
        (number(row["seoul_in_use"]), number(row["seoul_owned"])) for row in (before, now)
    )
    share_then, share = percent(before[SEOUL]), percent(now[SEOUL])
    caution = Words("", "")
    if len(counts) == PAIR:
        caution = Words(" 두 점은 추세가 아니다.", " Two points are no trend.")
    return Words(
        f"서울의 전담병상 가동률은 {in_full(then, 'ko')}에 {share_then}({owned_then}병상 중 {used_then}병상), "
        f"{in_full(today, 'ko')}에 {share}({owned}병상 중 {used}병상)이다. 두 날의 집계일 뿐이어서 그 사이에 더 "
        f"찼는지는 알 수 없다.{caution.ko}",
        f"Of Seoul's general beds {share_then} ({used_then} of {owned_then}) were in use on {in_full(then, 'en')} and "
        f"{share} ({used} of {owned}) on {in_full(today, 'en')}. These are counts of two days: whether beds were "
        f"fuller between them is not known.{caution.en}",
    )


def _single(a: Answers) -> Words:
    only = a.bed_series.index[-1]
    return Words(
        f"지금까지의 판에는 {in_full(only, 'ko')}의 집계 하나만 있어 병상이 차고 있었는지 비고 있었는지 말할 수 없다.",
        f"The editions so far have one count, of {in_full(only, 'en')}; whether beds were filling or emptying cannot "
        f"be said.",
    )


BED_SERIES_READINGS: tuple[Claim[Answers], ...] = (
    Claim(
        "covid.beds_comparable",
        Words("견줄 병상 집계가 둘 이상이다", "There are two counts of beds or more to compare"),
        lambda a: len(a.bed_series) >= PAIR,
        _compared,
        _single,
    ),
)
