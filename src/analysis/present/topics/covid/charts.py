"""Charts of the spread: growth by last day, the reproduction number and what moves it."""

import math
from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.methods.estimate import Estimate
from analysis.methods.topics.covid import Answers
from analysis.present.charts import height_of, intervals, tornado
from analysis.present.curves import end_labels, series
from analysis.present.figures import Figure
from analysis.present.numbers import number, percent, span
from analysis.present.tables import Table
from analysis.present.theme import (
    ACCENT,
    CONTRAST,
    QUIET,
    chart,
    number_axis,
    styled,
    unit_title,
    write,
    zero_line,
)
from analysis.present.topics.covid.daily import day_axis
from analysis.present.topics.covid.words import (
    ASSUMPTIONS,
    a_day,
    a_day_range,
    in_full,
    on,
    r,
    r_range,
    source,
)
from analysis.present.words import Lang, Words

END_NAMES = Words("낮은 끝", "low end"), Words("높은 끝", "high end")


def growth_chart(a: Answers, lang: Lang) -> Figure:
    """The rate of growth from the first printed day, by the last day taken in."""
    figure, axes = chart(height=3.8)
    by_end = a.growth.by_end
    days, fits = pd.DatetimeIndex(by_end.index), by_end.map(math.expm1)
    series(axes, np.arange(len(fits)), fits["rate"], low=fits["low"], high=fits["high"])
    with styled():
        zero_line(axes)
    if a.growth.peak in days:
        at, rate = days.get_indexer(pd.Index([a.growth.peak]))[0], fits["rate"][a.growth.peak]
        mark = Words("가장 많은 날까지", "up to the highest day")[lang]
        write(axes, at, rate, f"{mark} {percent(rate)}", colour=ACCENT, offset=(8, 10), up="bottom")
    axes.set_xlim(-0.3, len(fits) - 0.95)
    day_axis(axes, days, lang)
    number_axis(axes.yaxis, 0, scale=100, suffix="%")
    unit_title(axes, Words("하루 증가율", "Growth a day")[lang])
    axes.set_xlabel(Words("계산에 넣은 마지막 날", "Last day taken in")[lang])
    end_labels(axes, [(len(fits) - 1, fits["rate"].iloc[-1], percent(fits["rate"].iloc[-1]), ACCENT)])
    over = int((by_end["low"] > 0).sum())
    none = Words("어느 것도 0%보다 크지 않다", "none lies above 0%")
    some = Words(f"{over}개가 0%보다 크다", f"{over} lie above 0%")
    first_rate, last_rate = a_day(by_end["rate"].iloc[0]), a_day(by_end["rate"].iloc[-1])
    caption = Words(
        f"첫날부터 마지막 날까지의 하루 증가율과 95% 범위(띠). 마지막 날을 늦추면 {first_rate}에서 {last_rate}까지 "
        f"바뀌고, 범위 {len(by_end)}개 가운데 {(some if over else none).ko}.",
        f"Growth a day from the first day to the last taken in, with its 95% range (band). As that is moved, the rate "
        f"goes from {first_rate} to {last_rate}; of {len(by_end)} ranges {(some if over else none).en}.",
    )
    said = [
        "; ".join(
            f"{on(end, each)} {a_day(row['rate'])} ({_range(row, each)})"
            for end, (_, row) in zip(days, by_end.iterrows(), strict=True)
        )
        for each in ("ko", "en")
    ]
    alt = Words(
        f"{in_full(days[0], 'ko')}부터 마지막 날을 하루씩 늦춘 증가율의 선과 범위: {said[0]}.",
        f"A line with its band, the last day moved on from {in_full(days[0], 'en')}: {said[1]}.",
    )
    return Figure(figure, caption[lang], alt[lang], source(lang, a.inputs.tables["covid_daily"]), lang=lang)


def window_chart(a: Answers, lang: Lang) -> Figure:
    """R by window, beside what a steady epidemic seen for as many days would show."""
    figure, axes = chart(height=4.0)
    found = a.windows
    x = np.arange(len(found))
    series(axes, x, found["mean"], low=found["low"], high=found["high"])
    series(axes, x, found["steady"], colour=QUIET, points=False, dashed=True)
    axes.axhline(1, color=QUIET, linewidth=1.2)
    axes.set_xlim(-0.3, len(found) - 0.95)
    axes.set_ylim(min(0.9, float(found["low"].min()) - 0.1), float(found["high"].max()) + 0.1)
    day_axis(axes, pd.DatetimeIndex(found["end"]), lang)
    number_axis(axes.yaxis, 2)
    unit_title(axes, Words("재생산수 R", "Reproduction number R")[lang])
    days = a.inputs.transmission.window
    axes.set_xlabel(Words(f"{days}일 기간의 마지막 날", f"Last day of the {days}-day window")[lang])
    last, steady = found.iloc[-1], float(found["steady"].iloc[-1])
    own = Words(f"인쇄된 날\n{r(last['mean'])}", f"printed days\n{r(last['mean'])}")[lang]
    other = Words(f"R=1인 유행\n{r(steady)}", f"steady epidemic\n{r(steady)}")[lang]
    end_labels(axes, [(x[-1], last["mean"] + 0.01, own, ACCENT), (x[-1], steady, other, QUIET)])
    first = found.iloc[0]
    caption = Words(
        f"기간별 R과 95% 범위. R은 {r(first['mean'])}에서 {r(last['mean'])}까지 바뀌었지만, 같은 날수만 본 정상 "
        f"유행(R=1, 점선)도 {r(first['steady'])}에서 {r(steady)}까지 낮아지는 것처럼 보인다. 앞의 기간일수록 높게 "
        f"치우친다.",
        f"R by window with its 95% range. It went from {r(first['mean'])} to {r(last['mean'])}, but a steady epidemic "
        f"(R=1, dashed) seen for as many days would seem to go from {r(first['steady'])} to {r(steady)}: early windows "
        f"are biased upwards.",
    )
    said = [
        "; ".join(
            f"{on(row['end'], each)} {r(row['mean'])} ({_r_span(row, each)}), {r(row['steady'])}"
            for _, row in found.iterrows()
        )
        for each in ("ko", "en")
    ]
    alt = Words(
        f"기간 끝 날별 R의 선과 범위, 그리고 정상 유행의 점선: {said[0]}.",
        f"R by the window's last day with its band, then the steady epidemic's dashed line: {said[1]}.",
    )
    return Figure(
        figure, caption[lang], alt[lang], source(lang, a.inputs.tables["covid_daily"]), _window_table(a, lang), lang
    )


def serial_interval_chart(a: Answers, lang: Lang) -> Figure:
    """The last window's R by serial interval."""
    pairs, given = a.inputs.alternatives, a.inputs.assumed
    rows = [(given["serial_mean"].value, given["serial_sd"].value, a.rt)]
    rows += list(zip(pairs["mean"], pairs["sd"], a.rt_by_serial_interval, strict=True))
    figure, axes = chart(height=height_of(len(rows)))
    found = [each for _, _, each in rows]
    names = [_pair(mean, sd, lang) for mean, sd, _ in rows]
    names[0] += Words(" (이 연구)", " (this study)")[lang]
    intervals(
        axes,
        names,
        [each.value for each in found],
        [each.low for each in found],
        [each.high for each in found],
        [f"{r(each.value)} ({r_range(each, lang)})" for each in found],
        reference=1,
        reference_label="R = 1",
        colours=[CONTRAST, *[ACCENT] * len(pairs)],
    )
    number_axis(axes.xaxis, 2)
    axes.set_xlabel(Words("마지막 기간의 재생산수 R", "Reproduction number R, last window")[lang])
    values = [each.value for each in found]
    above = sum(each.low is not None and each.low > 1 for each in found)
    caption = Words(
        f"세대기(평균, 표준편차)에 따른 마지막 기간의 R. {r(min(values))}에서 {r(max(values))}까지 달라지며, "
        f"{len(rows)}개 범위 가운데 {above}개가 1보다 크다. 출처는 수치 보기에 있다.",
        f"R of the last window by serial interval (mean, sd): from {r(min(values))} to {r(max(values))}; {above} of "
        f"{len(rows)} ranges lie above 1. Sources stand with the numbers.",
    )
    said = "; ".join(
        f"{name}: {r(each.value)} ({r_range(each, lang)})" for name, each in zip(names, found, strict=True)
    )
    alt = Words(f"세대기마다 점과 범위로 나타낸 R: {said}.", f"A dot with its range for each interval: {said}.")
    sources = pd.DataFrame(
        {
            Words("세대기", "Serial interval")[lang]: names[1:],
            "R": [f"{r(each.value)} ({r_range(each, lang)})" for each in found[1:]],
            Words("출처", "Source")[lang]: pairs[lang],
        }
    )
    table = Table(sources, Words("다른 세대기 추정과 출처", "Other serial intervals and their sources")[lang], lang)
    return Figure(figure, caption[lang], alt[lang], source(lang, a.inputs.tables["covid_daily"]), table, lang)


def rt_tornado(a: Answers, lang: Lang) -> Figure:
    """The last window's R with each assumption at either end of its range."""
    frame = a.rt_by_assumption
    name, low, high = ASSUMPTIONS[str(frame.index[0])], r(frame["at_low"].iloc[0]), r(frame["at_high"].iloc[0])
    caption = Words(
        f"가정을 하나씩 범위의 끝으로 옮긴 마지막 기간의 R. 가장 크게 흔드는 가정은 ‘{name.ko}’이며 R을 {low}에서 "
        f"{high}까지 바꾼다.",
        f"R of the last window, assumptions moved to the ends of their ranges one at a time. What moves it most is "
        f"“{name.en}”, from {low} to {high}.",
    )
    return sensitivity_chart(frame, r, caption, source(lang, a.inputs.tables["covid_daily"]), lang)


def sensitivity_chart(
    frame: pd.DataFrame, text: Callable[[float], str], caption: Words, printed_at: str, lang: Lang
) -> Figure:
    """A tornado of one result, its inputs named with their ranges; what its bars leave unsaid stands in the table."""
    figure, axes = chart(height=height_of(len(frame)) + 0.5)
    ranges = [span(row["low"], row["high"], lang) for _, row in frame.iterrows()]
    names = [ASSUMPTIONS[str(name)][lang] for name in frame.index]
    base = float(frame["at_value"].iloc[0])
    ends = list(zip(frame["at_low"].astype(float), frame["at_high"].astype(float), strict=True))
    tornado(
        axes,
        [f"{name}\n{each}" for name, each in zip(names, ranges, strict=True)],
        [low for low, _ in ends],
        [high for _, high in ends],
        base,
        [(_unless_covered(low, high, base, text), _unless_covered(high, low, base, text)) for low, high in ends],
        base_label=text(base),
        ends=(END_NAMES[0][lang], END_NAMES[1][lang]),
    )
    table = pd.DataFrame(
        {
            Words("가정", "Assumption")[lang]: names,
            Words("범위", "Range")[lang]: ranges,
            **{name[lang]: [text(pair[place]) for pair in ends] for place, name in enumerate(END_NAMES)},
        }
    )
    said = "; ".join(
        f"{name} {each}: {text(low)}, {text(high)}" for name, each, (low, high) in zip(names, ranges, ends, strict=True)
    )
    alt = Words(
        f"가정마다 낮은 끝과 높은 끝의 결과를 막대로 나타낸 그림. 기준 {text(base)}. {said}.",
        f"Bars from the base, {text(base)}, to the result at the low and at the high end of each assumption. {said}.",
    )
    title = Words("가정의 낮은 끝과 높은 끝에서의 결과", "The result at the low and the high end of each assumption")
    return Figure(figure, caption[lang], alt[lang], printed_at, Table(table, title[lang], lang), lang)


def _unless_covered(end: float, other: float, base: float, text: Callable[[float], str]) -> str:
    """The text of an end, unless it would stand on the bar of the other end."""
    covered = end == base or min(base, other) < end < max(base, other)
    return "" if covered else text(end)


def _window_table(a: Answers, lang: Lang) -> Table:
    found = a.windows
    frame = pd.DataFrame(
        {
            Words("기간 끝", "Window ends")[lang]: [on(end, lang) for end in found["end"]],
            Words("확진자", "Cases")[lang]: found["cases"],
            Words("인쇄된 날에 걸친 세대기", "Serial interval seen")[lang]: [percent(x, 0) for x in found["seen"]],
            "R": [r(x) for x in found["mean"]],
            Words("95% 범위", "95% range")[lang]: [_r_span(row, lang) for _, row in found.iterrows()],
            Words("정상 유행", "Steady epidemic")[lang]: [r(x) for x in found["steady"]],
        }
    )
    return Table(frame, Words("기간별 재생산수", "Reproduction number by window")[lang], lang)


def _pair(mean: float, sd: float, lang: Lang) -> str:
    return Words(f"평균 {number(mean)}일, 표준편차 {number(sd)}일", f"mean {number(mean)}, sd {number(sd)} days")[lang]


def _range(row: pd.Series, lang: Lang) -> str:
    return a_day_range(Estimate(row["rate"], row["low"], row["high"]), lang)


def _r_span(row: pd.Series, lang: Lang) -> str:
    return r_range(Estimate(row["mean"], row["low"], row["high"]), lang)
