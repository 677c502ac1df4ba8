"""Charts of the monthly decisions: trend, meetings, control chart, segmented regression."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.methods.topics.appeals import Answers, ControlChart
from analysis.present.curves import control_chart, end_labels, series
from analysis.present.cut_offs import marked
from analysis.present.dates import short_month
from analysis.present.figures import Figure
from analysis.present.numbers import number, span
from analysis.present.tables import Table
from analysis.present.theme import (
    ACCENT,
    CONTRAST,
    INK,
    PAPER,
    QUIET,
    break_line,
    chart,
    number_axis,
    panels,
    styled,
    unit_title,
    write,
)
from analysis.present.topics.appeals.words import before, count_range, during, fill, listed, ratio, source
from analysis.present.words import Lang, Words

DECISIONS = Words("처리건수(건)", "Decisions")
PER_MEETING = Words("회의당 처리건수(건)", "Decisions a meeting")
CAMPAIGN = Words("집중처리 기간", "Campaign")
MOST_TICKS = 12
BELOW, ABOVE = 0.13, 0.18  # room for numbers, of the height of what is drawn
MOST_NUMBERS = 15  # more would run into one another


def trend_chart(a: Answers, lang: Lang) -> Figure:
    """The months before with their line, the line carried on with its prediction ranges, the months that came."""
    figure, axes = chart(height=4.4)
    start, ahead = len(a.inputs.before), a.trend.months
    stop = start + len(ahead)
    series(axes, range(start), a.trend.line, colour=QUIET, points=False)
    series(
        axes,
        range(start, stop),
        ahead["predicted"],
        low=ahead["prediction_low"],
        high=ahead["prediction_high"],
        colour=QUIET,
        points=False,
        dashed=True,
    )
    _points(axes, 0, a.inputs.before, list(a.trend.line), ACCENT)
    axes.margins(y=ABOVE)
    _points(axes, start, ahead["actual"], list(ahead["predicted"]), CONTRAST)
    _points(axes, stop, a.inputs.after, [a.mean_during.value] * len(a.inputs.after), INK)
    _month_axis(axes, _charted(a), lang)
    number_axis(axes.yaxis, 0)
    unit_title(axes, DECISIONS[lang])
    break_line(axes, start - 0.5, CAMPAIGN[lang])
    end = ahead.iloc[-1]
    label = Words(f"추세를 이은 값\n{number(end['predicted'], 1)}", f"trend carried on\n{number(end['predicted'], 1)}")
    end_labels(axes, [(stop - 1, float(end["predicted"]), label[lang], QUIET)])
    caption = fill(
        "월별 처리건수와 {before}의 추세를 이은 값. 띠는 한 달의 95% 예측범위이다. 집중처리 기간의 평균 {actual}건은 "
        "예측 {predicted}건(평균의 예측범위 {range}건){verdict}",
        "Decisions by month and the trend of {before} carried on; the band is the 95% prediction range of a single "
        "month. The campaign's mean of {actual} {verdict} the {predicted} foretold (prediction range of the mean "
        "{range}).",
        before=before(a),
        actual=number(a.mean_during.value, 1),
        predicted=number(a.trend.predicted.value, 1),
        range=count_range(a.trend.predicted),
        verdict=lambda lang: _verdict(a)[lang],
    )
    alt = fill(
        "월별 점과 선. 처리건수는 {values}. 추세를 이은 값과 예측범위는 {predicted}.",
        "Dots by month with a line. Decisions: {values}. Trend carried on with its prediction range: {predicted}.",
        values=lambda lang: _said(_charted(a), lang),
        predicted=lambda lang: "; ".join(
            f"{listed([month])(lang)} {number(predicted, 1)} ({span(low, high, lang, 1)})"
            for month, predicted, low, high in zip(
                ahead.index, ahead["predicted"], ahead["prediction_low"], ahead["prediction_high"], strict=True
            )
        ),
    )
    made = Figure(figure, caption[lang], alt[lang], source(a, lang), _ahead_table(a, lang), lang)
    return marked(made, a.inputs.cut_offs, "appeals.last_month")


def per_meeting_chart(a: Answers, lang: Lang) -> Figure:
    """Decisions a meeting by month, with the means of both periods."""
    figure, axes = chart(height=3.9)
    charted = _charted(a)
    values = charted / a.inputs.meetings.loc[charted.index]
    start, stop = len(a.inputs.before), len(a.inputs.before) + len(a.inputs.during)
    means = a.per_meeting_before.value, a.per_meeting_during.value
    parts = ((0, start, means[0], ACCENT), (start, stop, means[1], CONTRAST), (stop, len(values), means[1], INK))
    for first, end, mean, colour in parts:
        part = values.iloc[first:end]
        _points(axes, first, part, [mean] * len(part), colour, digits=1)
    axes.plot((0, start - 1), (means[0], means[0]), color=ACCENT, linewidth=1.4, zorder=1.5)
    axes.plot((start, stop - 1), (means[1], means[1]), color=CONTRAST, linewidth=1.4, zorder=1.5)
    axes.set_ylim(0, float(values.max()) * 1.15)
    _month_axis(axes, charted, lang)
    number_axis(axes.yaxis, 0)
    unit_title(axes, PER_MEETING[lang])
    break_line(axes, start - 0.5, CAMPAIGN[lang])
    name = Words("평균", "mean")[lang]
    for first, end, mean, colour in parts[:2]:
        middle = (first + end - 1) / 2
        write(axes, middle, 0, f"{name} {number(mean, 1)}", colour=colour, offset=(0, 8), across="center", up="bottom")
    higher = int((values.iloc[:start] > values.iloc[start:stop].max()).sum())
    caption = fill(
        "회의당 처리건수. 평균은 {before}건에서 {during}건으로 이전의 {ratio}배이다. 이전 {months}개월 가운데 "
        "{higher}개월이 집중처리 기간의 어느 달보다 높다. 이전의 회의 횟수는 월 {meetings}회로 보았다.",
        "Decisions a meeting. Their mean went from {before} to {during}, {ratio} times as many. Of the {months} "
        "months before, {higher} exceed every month of the campaign. {meetings} meetings a month are assumed before "
        "it.",
        before=number(means[0], 1),
        during=number(means[1], 1),
        ratio=ratio(a.change.intensity.value),
        months=str(start),
        higher=str(higher),
        meetings=number(a.inputs.meetings_before.value),
    )
    alt = fill(
        "월별 점 그림. 회의당 처리건수는 {values}.",
        "Dots by month. Decisions a meeting: {values}.",
        values=lambda lang: _said(values, lang, 1),
    )
    made = Figure(figure, caption[lang], alt[lang], source(a, lang, *a.inputs.meeting_lines), lang=lang)
    return marked(made, a.inputs.cut_offs, "appeals.last_month", "appeals.decisions_and_meetings")


def control_charts(a: Answers, lang: Lang) -> Figure:
    """Two XmR charts of the same months: limits from the baseline, and from all months."""
    figure, (upper, lower) = panels(2, 1, height=7.0)
    _control_panel(upper, a, a.from_baseline, len(a.inputs.before), lang)
    _control_panel(lower, a, a.from_all, len(a.from_all.points), lang)
    count = str(len(a.from_all.points))
    unit_title(upper, fill("한계: {s} / 처리건수(건)", "Limits from {s} / decisions", s=before(a))[lang])
    unit_title(
        lower, fill("한계: 전체 {n}개월 / 처리건수(건)", "Limits from all {n} months / decisions", n=count)[lang]
    )
    caption = fill(
        "같은 처리건수의 XmR 관리도 두 가지. 한계를 {before}로 정하면 상한 {first}건을 넘는 달이 {above}개, 전체로 "
        "정하면 상한 {second}건을 넘는 달이 {above_all}개이다. 마름모는 한계를 벗어난 달이다. 한계를 집중처리 "
        "전으로 끊은 까닭: {reason}",
        "Two XmR charts of the same decisions. With limits from {before} the upper one is {first} and {above} lie "
        "beyond it; from all months it is {second} and {above_all} lie beyond it. Diamonds are beyond a limit. "
        "Why the former stop before the campaign: {reason}",
        before=before(a),
        first=number(a.from_baseline.limits.upper, 1),
        above=str(len(a.from_baseline.above)),
        second=number(a.from_all.limits.upper, 1),
        above_all=str(len(a.from_all.above)),
        reason=lambda lang: a.inputs.limits_restart[lang == "en"],
    )
    alt = fill(
        "위아래 두 관리도. 처리건수는 {values}. 위: 평균 {mean}, 한계 {limits}. 아래: 평균 {mean_all}, 한계 "
        "{limits_all}.",
        "Two control charts. Decisions: {values}. Above: mean {mean}, limits {limits}. Below: mean {mean_all}, "
        "limits {limits_all}.",
        values=lambda lang: _said(a.inputs.decisions, lang),
        mean=number(a.from_baseline.limits.mean, 1),
        limits=lambda lang: span(a.from_baseline.limits.lower, a.from_baseline.limits.upper, lang, 1),
        mean_all=number(a.from_all.limits.mean, 1),
        limits_all=lambda lang: span(a.from_all.limits.lower, a.from_all.limits.upper, lang, 1),
    )
    made = Figure(figure, caption[lang], alt[lang], source(a, lang), lang=lang)
    return marked(made, a.inputs.cut_offs, "appeals.last_month")


def segmented_chart(a: Answers, lang: Lang) -> Figure:
    """The fitted lines before and in the campaign, and the jump between them measured at two clocks."""
    figure, axes = chart(height=4.4)
    fit = a.models.segmented["first_month", "least squares"]
    start, size = len(a.inputs.before), len(fit.fitted)
    first = a.models.change("first_month", "least squares", "level").estimate.value
    back = a.models.change("month_before", "least squares", "level").estimate.value
    carried_back = float(fit.without_break[start - 1]) + back
    values = pd.concat([a.inputs.before, a.inputs.during])
    series(axes, np.arange(start), fit.fitted[:start], colour=ACCENT, points=False)
    series(axes, np.arange(start - 1, size), fit.without_break[start - 1 :], colour=ACCENT, points=False, dashed=True)
    series(axes, np.arange(start, size), fit.fitted[start:], colour=CONTRAST, points=False)
    axes.plot((start - 1, start), (carried_back, fit.fitted[start]), color=CONTRAST, linestyle=(0, (4, 2.5)))
    axes.plot(np.arange(start), values.iloc[:start], "o", color=ACCENT)
    axes.plot(np.arange(start, size), values.iloc[start:], "o", color=CONTRAST)
    _jump(axes, start, float(fit.without_break[start]), float(fit.fitted[start]), first, "left")
    _jump(axes, start - 1, float(fit.without_break[start - 1]), carried_back, back, "right")
    _month_axis(axes, values, lang)
    number_axis(axes.yaxis, 0)
    unit_title(axes, DECISIONS[lang])
    at = listed(a.inputs.during.index[:1]), listed(a.inputs.before.index[-1:])
    caption = fill(
        "수준과 기울기가 바뀌는 최소제곱 선. 같은 두 선 사이의 간격이 {june}에는 {first}건, 되돌려 잰 {may}에는 "
        "{back}건이다.",
        "Least-squares lines whose level and slope change. The gap between the same two lines is {first} in {june} "
        "and {back} when carried back to {may}.",
        june=at[0],
        may=at[1],
        first=number(first, 1, signed=True),
        back=number(back, 1, signed=True),
    )
    alt = fill(
        "월별 점과 두 선분. 이전 선은 {b0}건에서 {b1}건으로, 집중처리 기간의 선은 {d0}건에서 {d1}건으로 간다. 이전 "
        "선을 이으면 {e}건에 이른다.",
        "Dots by month and two lines. The line before runs from {b0} to {b1}, that of the campaign from {d0} to "
        "{d1}; the former carried on reaches {e}.",
        b0=number(fit.fitted[0], 1),
        b1=number(fit.fitted[start - 1], 1),
        d0=number(fit.fitted[start], 1),
        d1=number(fit.fitted[-1], 1),
        e=number(fit.without_break[-1], 1),
    )
    made = Figure(figure, caption[lang], alt[lang], source(a, lang), lang=lang)
    return marked(made, a.inputs.cut_offs, "appeals.last_month")


def _charted(a: Answers) -> pd.Series:
    """The months from the baseline on."""
    return a.inputs.decisions.loc[a.inputs.baseline[0] :]


def _verdict(a: Answers) -> Words:
    low, high = a.trend.excess.low, a.trend.excess.high
    if low is not None and low > 0:
        return Words("보다 많다.", "exceeds")
    if high is not None and high < 0:
        return Words("보다 적다.", "falls short of")
    return Words("과 구별되지 않는다.", "cannot be told from")


def _ahead_table(a: Answers, lang: Lang) -> Table:
    frame = a.trend.months[["actual", "predicted", "prediction_low", "prediction_high", "log_linear"]].copy()
    frame.insert(0, "month", [listed([month])(lang) for month in frame.index])
    names = (
        Words("월", "Month"),
        Words("처리건수", "Decisions"),
        Words("직선", "Line"),
        Words("예측 하한", "Prediction, low"),
        Words("예측 상한", "Prediction, high"),
        Words("로그선형", "Log-linear"),
    )
    header = {column: words[lang] for column, words in zip(frame.columns, names, strict=True)}
    caption = fill("{during}의 예측과 실제", "Foretold and actual, {during}", during=during(a))[lang]
    digits = dict.fromkeys(frame.columns[2:], 1)
    return Table(frame.reset_index(drop=True), caption, lang=lang, header=header, formats=digits)


@styled()
def _points(axes: Axes, first: int, values: pd.Series, against: Sequence[float], colour: str, digits: int = 0) -> None:
    """Observations, their numbers on the far side of what they are held against."""
    axes.plot(range(first, first + len(values)), values, "o", color=colour, markersize=7, zorder=3)
    for at, (value, level) in enumerate(zip(values[:MOST_NUMBERS], against[:MOST_NUMBERS], strict=True), start=first):
        offset, up = (8.0, "bottom") if value >= level else (-8.0, "top")
        text = number(value, digits)
        write(axes, at, value, text, colour=colour, offset=(0, offset), across="center", up=up, halo=PAPER)


@styled()
def _control_panel(axes: Axes, a: Answers, held: ControlChart, baseline: int, lang: Lang) -> None:
    points, limits = held.points, held.limits
    signals = [place for place, outside in enumerate(points["outside"]) if outside]
    names = tuple(
        f"{word[lang]} {number(level, 1)}"
        for word, level in (
            (Words("평균", "mean"), limits.mean),
            (Words("하한", "lower"), limits.lower),
            (Words("상한", "upper"), limits.upper),
        )
    )
    months = list(points.index)
    low, high = min(limits.lower, points["value"].min()), max(limits.upper, points["value"].max())
    axes.set_ylim(low - BELOW * (high - low), high + ABOVE * (high - low))
    _month_axis(axes, points["value"], lang)
    break_line(axes, months.index(a.inputs.during.index[0]) - 0.5, CAMPAIGN[lang])
    number_axis(axes.yaxis, 0)
    control_chart(
        axes,
        list(range(len(points))),
        list(points["value"]),
        limits.mean,
        limits.lower,
        limits.upper,
        (names[0], names[1], names[2]),
        baseline=baseline,
        signals=signals,
        texts=[number(value) if len(points) <= MOST_NUMBERS else "" for value in points["value"]],
    )


@styled()
def _jump(axes: Axes, x: float, low: float, high: float, change: float, across: str) -> None:
    axes.annotate("", (x, high), (x, low), arrowprops={"arrowstyle": "->", "color": INK, "linewidth": 1.4, "zorder": 2})
    offset = 6.0 if across == "left" else -6.0
    write(axes, x, (low + high) / 2, number(change, 1, signed=True), offset=(offset, 0), across=across)


def _month_axis(axes: Axes, months: pd.Series, lang: Lang) -> None:
    """Months along the bottom, the year under the first and under each January."""
    stamps = list(pd.DatetimeIndex(months.index))
    step = -(-len(stamps) // MOST_TICKS)
    labels = []
    for place, stamp in enumerate(stamps[::step]):
        new_year = place == 0 or stamp.year != stamps[::step][place - 1].year
        labels.append(short_month(stamp.date(), lang) + (f"\n{stamp.year}" if new_year else ""))
    axes.set_xticks(range(0, len(stamps), step), labels)
    axes.set_xlim(-0.6, len(stamps) - 1 + 0.4)


def _said(values: pd.Series, lang: Lang, digits: int = 0) -> str:
    return ", ".join(
        f"{listed([month])(lang)} {number(value, digits)}" for month, value in zip(values.index, values, strict=True)
    )
