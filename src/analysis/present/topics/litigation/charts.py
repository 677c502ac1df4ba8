"""The charts of the litigation topic: win rates, what counts as a win, the docket's way, the periods."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.methods.estimate import Estimate
from analysis.methods.topics.litigation import HALF, Answers
from analysis.present.charts import height_of, intervals
from analysis.present.curves import end_labels, series
from analysis.present.cut_offs import marked
from analysis.present.dates import month, short_month
from analysis.present.figures import Figure
from analysis.present.numbers import estimate, number, percent
from analysis.present.theme import (
    ACCENT,
    CONTRAST,
    DASHED,
    PAPER,
    QUIET,
    chart,
    number_axis,
    panels,
    styled,
    unit_title,
    write,
)
from analysis.present.topics.litigation.words import RATES, period, share_of_wins, source, whole
from analysis.present.words import Lang, Words

# Where a label stands beside a point of a falling curve, clear of the curve.
ABOVE = {"offset": (7, 6), "across": "left", "up": "bottom"}
BELOW = {"offset": (-7, -6), "across": "right", "up": "top"}

PERCENT = Words("승소율(%)", "Win rate (%)")
CASES = Words("진행 건수", "Pending cases")


def win_rate_chart(a: Answers, lang: Lang) -> Figure:
    """The win rate as printed and with other closings counted, each with its range."""
    found = {
        "wilson": a.win_rate,
        "exact": a.win_rate_exact,
        "best": a.win_rate_best,
        "worst": a.win_rate_worst,
    }
    labels = [RATES[name][lang] for name in found]
    texts = [estimate(one, lang, 1) for one in found.values()]
    figure, axes = chart(height=height_of(len(found)) + 0.2)
    intervals(
        axes,
        labels,
        [one.value for one in found.values()],
        [one.low for one in found.values()],
        [one.high for one in found.values()],
        texts,
        reference=HALF,
        reference_label=Words("절반", "one half")[lang],
        colours=[ACCENT, ACCENT, CONTRAST, CONTRAST],
    )
    number_axis(axes.xaxis, 0, suffix="%", scale=100)
    lows = [one.low for one in found.values() if one.low is not None]
    above = min(lows) > HALF
    caption = Words(
        f"{period(a, 'ko')} 누계 승소율과 95% 범위. "
        + (
            "어느 방식으로 세어도 범위가 절반보다 위에 있다."
            if above
            else "세는 방식에 따라 범위가 절반에 걸치거나 그 아래에 있다."
        ),
        f"Win rate in {period(a, 'en')} with its 95% range. "
        + (
            "However it is counted, the range lies above one half."
            if above
            else "Not however it is counted does the range lie above one half."
        ),
    )[lang]
    listed = "; ".join(f"{label.replace(chr(10), ' ')} {text}" for label, text in zip(labels, texts, strict=True))
    alt = Words(f"승소율 네 가지와 95% 범위: {listed}.", f"Four win rates with their 95% ranges: {listed}.")[lang]
    return Figure(figure, caption, alt, source=source(a, lang), lang=lang)


def definition_chart(a: Answers, lang: Lang) -> Figure:
    """The win rate over how many of the wins are not full ones, counted as not won and left out."""
    rates = a.counted_otherwise
    x = rates.index.to_numpy() / a.now.won
    figure, axes = chart(height=4.4)
    halves = {"not_won": (a.to_half, ACCENT), "left_out": (a.to_half_left_out, CONTRAST)}
    for name, (_, colour) in halves.items():
        series(axes, x, rates[name], low=rates[f"{name}_low"], high=rates[f"{name}_high"], colour=colour, points=False)
    _half_line(axes, lang)
    for name, (turn, colour) in halves.items():
        if turn is not None and turn.value > 0:
            _mark(axes, turn.value / a.now.won, HALF, colour)
            text = Words(f"{number(turn.value)}건", number(turn.value))[lang]
            side: dict[str, Any] = BELOW if name == "not_won" else ABOVE
            write(axes, turn.value / a.now.won, HALF, text, **side)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    number_axis(axes.xaxis, 0, suffix="%", scale=100)
    number_axis(axes.yaxis, 0, scale=100)
    unit_title(axes, PERCENT[lang])
    axes.set_xlabel(
        Words("승소로 센 건 중 전부 승소가 아닌 비율", "Share of the counted wins that are not full wins")[lang]
    )
    _name_curves(axes, rates, lang)
    won, rate, turning = number(a.now.won), percent(a.win_rate.value), _turning(a)
    caption = Words(
        f"승소 {won}건 중 전부 승소가 아닌 비율에 따른 승소율. {turning.ko}",
        f"Win rate over the share of the {won} wins that are not full ones. {turning.en}",
    )[lang]
    alt = Words(
        f"가로축은 전부 승소가 아닌 비율, 세로축은 승소율. 두 선이 {rate}에서 시작하고, 빼고 세는 선이 더 위에 "
        f"있다. {turning.ko}",
        f"Share of wins that are not full ones across, win rate upwards. Two lines start at {rate}; the one that "
        f"leaves such wins out lies higher. {turning.en}",
    )[lang]
    return Figure(figure, caption, alt, source=source(a, lang), lang=lang)


def docket_chart(a: Answers, lang: Lang) -> Figure:
    """Pending cases at the start of the year, at the end of the period, and on to the year's end."""
    figure, axes = chart(height=4.0)
    days, end, year = a.inputs.period_days.value, a.pending_year_end, a.now.period.year
    with styled():
        axes.plot((0, days), (a.now.carried_over, a.now.pending), color=QUIET, linewidth=1.4)
    series(
        axes, days + a.path.ahead, a.path.pending, low=a.path.low, high=a.path.high, colour=CONTRAST, points=False,
        dashed=True,
    )  # fmt: skip
    for x, y, colour in (
        (0, a.now.carried_over, ACCENT),
        (days, a.now.pending, ACCENT),
        (a.inputs.year_days, end.value, CONTRAST),
    ):
        _mark(axes, x, y, colour)
    counter = Words("건", "")[lang]
    write(
        axes,
        0,
        a.now.carried_over,
        f"{number(a.now.carried_over)}{counter}",
        colour=ACCENT,
        offset=(0, 10),
        up="bottom",
    )
    write(
        axes, days, a.now.pending, f"{number(a.now.pending)}{counter}", colour=ACCENT, offset=(0, 10), across="right",
        up="bottom",
    )  # fmt: skip
    first_days = pd.date_range(f"{year}-01-01", f"{year}-12-01", freq="3MS")
    axes.set_xticks([day.day_of_year - 1 for day in first_days], [short_month(day.date(), lang) for day in first_days])
    axes.set_xlim(-6, a.inputs.year_days + 4)
    number_axis(axes.yaxis, 0)
    unit_title(axes, CASES[lang])
    axes.margins(y=0.12)
    spread = whole(end, lang)
    label = Words(f"연말 {number(end.value, 0)}건\n({spread})", f"year end {number(end.value, 0)}\n({spread})")[lang]
    end_labels(axes, [(a.inputs.year_days, end.value, label, CONTRAST)])
    verdict = _against_now(end, a.now.pending)
    caption = Words(
        f"진행 중인 소송: {period(a, 'ko')}의 처음과 끝(그 사이는 인쇄되어 있지 않다), 그리고 같은 속도가 이어질 때 "
        f"연말까지의 95% 예측범위. {verdict.ko}",
        f"Pending cases at the start and the end of {period(a, 'en')} (nothing is printed in between), and the 95% "
        f"prediction range to year end at the same pace. {verdict.en}",
    )[lang]
    alt = Words(
        f"연초 {number(a.now.carried_over)}건, 기준 월 말 {number(a.now.pending)}건, 연말 예측 "
        f"{number(end.value, 0)}건({spread})을 잇는 선. 기준 월 뒤로 범위가 벌어진다.",
        f"A line from {number(a.now.carried_over)} cases at the start of the year through {number(a.now.pending)} "
        f"at the end of the period to {number(end.value, 0)} predicted for year end ({spread}), its range widening.",
    )[lang]
    made = Figure(figure, caption, alt, source=source(a, lang), lang=lang)
    return marked(made, a.inputs.cut_offs, "litigation.last_month")


def series_chart(a: Answers, lang: Lang) -> Figure | None:
    """The win rate and the pending cases of each period; None where there is only one."""
    if len(a.series) < 2:
        return None
    figure, (left, right) = panels(1, 2, height=3.0)
    x = np.arange(len(a.series))
    rates, pending = list(a.series["win_rate"]), list(a.series["pending"])
    values = [rate.value for rate in rates]
    series(left, x, values, low=[rate.low for rate in rates], high=[rate.high for rate in rates])
    series(right, x, pending)
    dates = [period.date() for period in a.series.index]
    for axes, title in ((left, PERCENT), (right, CASES)):
        axes.set_xticks(x[[0, -1]], [month(dates[place], lang) for place in (0, -1)])
        axes.set_xlim(-0.4, len(x) - 0.6)
        unit_title(axes, title[lang])
    number_axis(left.yaxis, 0, scale=100, most=4)
    number_axis(right.yaxis, 0, most=4)
    listed = "; ".join(
        f"{month(day, lang)} {percent(rate.value)}, {number(count)}{Words('건', ' pending')[lang]}"
        for day, rate, count in zip(dates, rates, pending, strict=True)
    )
    last = len(dates)
    caption = Words(
        f"기준 월 {last}개의 누계 승소율(95% 범위)과 진행 건수. 한 해의 누계는 앞의 누계를 포함한다.",
        f"Cumulative win rate (95% range) and pending cases at {last} periods. Counts of one year contain the "
        f"earlier ones.",
    )[lang]
    alt = Words(f"기준 월별 승소율과 진행 건수: {listed}.", f"Win rate and pending cases by period: {listed}.")[lang]
    return Figure(figure, caption, alt, source=source(a, lang), lang=lang)


@styled()
def _half_line(axes: Axes, lang: Lang) -> None:
    axes.axhline(HALF, color=QUIET, linewidth=1.2, linestyle=DASHED, zorder=1.5)
    write(axes, 1, HALF, Words("절반", "one half")[lang], colour=QUIET, offset=(6, 0))


@styled()
def _mark(axes: Axes, x: float, y: float, colour: str) -> None:
    axes.plot(
        x, y, "o", color=colour, markersize=9, markeredgecolor=PAPER, markeredgewidth=1.2, zorder=3, clip_on=False
    )


def _name_curves(axes: Axes, rates: pd.DataFrame, lang: Lang) -> None:
    """Names outside the bands: above the upper curve, below the lower one."""
    upper, lower = (round(place * (len(rates) - 1)) for place in (0.42, 0.4))
    last = len(rates) - 1
    if rates["left_out"].notna().all():
        write(
            axes, upper / last, rates["left_out_high"].iloc[upper], Words("빼고 셈", "left out of the count")[lang],
            colour=CONTRAST, offset=(4, 4), up="bottom",
        )  # fmt: skip
    name = Words("이기지 못한 것으로 셈", "counted as not won")[lang]
    write(
        axes, lower / last, rates["not_won_low"].iloc[lower], name, colour=ACCENT, offset=(-4, -4), across="right",
        up="top",
    )  # fmt: skip


def _turning(a: Answers) -> Words:
    """Up to where the majority is sure, and where it ends."""
    if a.win_rate.value <= HALF:
        return Words("승소율은 처음부터 절반을 넘지 않는다.", "The rate is not above one half to begin with.")
    half, spare = number(a.to_half.value), number(a.wins_to_spare)
    if not a.wins_to_spare:
        return Words(
            f"이기지 못한 것으로 세면 {half}건에서 절반이 되며, 한 건만 그래도 95% 범위가 절반에 닿는다.",
            f"Counted as not won, {half} bring it to half, and even one leaves the 95% range reaching down to half.",
        )
    return Words(
        f"이기지 못한 것으로 세면 {spare}건({share_of_wins(a, a.wins_to_spare)})까지는 95% 범위가 절반보다 위에 "
        f"있고, {half}건에서 절반이 된다.",
        f"Counted as not won, up to {spare} ({share_of_wins(a, a.wins_to_spare)}) leave the 95% range above one "
        f"half; {half} bring the rate to half.",
    )


def _against_now(end: Estimate, now: int) -> Words:
    """Where the prediction range lies against the cases pending at the end of the period."""
    if end.low is not None and end.low > now:
        return Words(f"범위는 {number(now)}건보다 위에 있다.", f"It lies above {number(now)}.")
    if end.high is not None and end.high < now:
        return Words(f"범위는 {number(now)}건보다 아래에 있다.", f"It lies below {number(now)}.")
    return Words(f"{number(now)}건은 이 범위 안에 있다.", f"{number(now)} lies within it.")
