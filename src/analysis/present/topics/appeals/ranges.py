"""Charts of ranges on appeals: the methods side by side, and the gain by how much of the rise went on."""

import numpy as np

from analysis.methods.topics.appeals import Answers
from analysis.present.charts import height_of, intervals
from analysis.present.curves import series
from analysis.present.figures import Figure
from analysis.present.numbers import number, percent, span
from analysis.present.theme import (
    ACCENT,
    CONTRAST,
    INK,
    QUIET,
    chart,
    number_axis,
    styled,
    unit_title,
    write,
    zero_line,
)
from analysis.present.topics.appeals.words import (
    COMPARISONS,
    above,
    below,
    count_range,
    during,
    fill,
    ratio,
    ratio_range,
    source,
)
from analysis.present.words import Lang, Words


def comparison_chart(a: Answers, lang: Lang) -> Figure:
    """Every answer as a ratio with its range, one a row."""
    figure, axes = chart(height=height_of(len(a.comparisons)))
    results = [each.ratio for each in a.comparisons]
    apart = [above(result, 1) or below(result, 1) for result in results]
    intervals(
        axes,
        [COMPARISONS[each.name][lang] for each in a.comparisons],
        [result.value for result in results],
        [result.low for result in results],
        [result.high for result in results],
        [f"{number(result.value, 2)} ({ratio_range(result)(lang)})" for result in results],
        reference=1,
        reference_label=Words("같음", "no change")[lang],
        colours=[CONTRAST if one else ACCENT for one in apart],
    )
    number_axis(axes.xaxis, 1)
    axes.set_xlabel(Words("비교값에 대한 비", "Ratio to what is compared with")[lang])
    caption = fill(
        "{during} 처리건수를 무엇과 견주느냐에 따른 비와 95% 범위. {count}개 가운데 1을 벗어나는 것은 "
        "{apart}개(다른 색)이다. 수준 변화는 준포아송 회귀의 값이다.",
        "Decisions of {during} over what each method compares them with, and 95% ranges. Of {count}, {apart} "
        "exclude 1 (in the other colour). Changes of level are by quasi-Poisson regression.",
        during=during(a),
        count=str(len(results)),
        apart=str(sum(apart)),
    )
    alt = fill(
        "비교마다 점과 범위: {values}.",
        "A dot with its range for each comparison: {values}.",
        values=lambda lang: "; ".join(
            f"{COMPARISONS[each.name][lang]} {ratio(each.ratio.value)}, {ratio_range(each.ratio)(lang)}"
            for each in a.comparisons
        ),
    )
    return Figure(figure, caption[lang], alt[lang], source(a, lang), lang=lang)


@styled()
def rise_chart(a: Answers, lang: Lang) -> Figure:
    """The excess by the share of the rise before that went on through the campaign."""
    figure, axes = chart(height=4.2)
    part = a.trend.in_part
    shares = part.index.to_numpy(dtype=float)
    series(axes, shares, part["gain"], low=part["low"], high=part["high"], points=False)
    zero_line(axes)
    raised = a.mean_during.value - a.mean_before.value
    axes.plot((shares[0], shares[-1]), (raised, raised), color=QUIET, linewidth=1.4, linestyle=(0, (4, 2.5)))
    name = Words(f"두 평균의 차이 {number(raised, 1)}건", f"difference of the two means, {number(raised, 1)}")
    write(axes, shares[-1], raised, name[lang], colour=QUIET, offset=(0, 5), across="right", up="bottom")
    for share in (a.trend.clear_up_to, a.trend.vanishes_at):
        if share is not None and shares[0] <= share <= shares[-1]:
            gain = float(np.interp(share, shares, part["gain"]))
            axes.plot(share, gain, "D", color=INK, markersize=8, zorder=4)
            write(axes, share, gain, percent(share, 0), offset=(6, 9), up="bottom")
    number_axis(axes.xaxis, 0, suffix="%", scale=100)
    number_axis(axes.yaxis, 0)
    axes.set_xlabel(Words("집중처리 기간에도 이어진 이전 추세의 비율", "Share of the earlier trend that went on")[lang])
    unit_title(axes, Words("초과분(월, 건)", "Excess (decisions a month)")[lang])
    caption = fill(
        "이전의 추세가 얼마나 이어졌다고 보느냐에 따른 초과분과 95% 예측범위. 멈췄다고 보면 월 {none}건, 그대로 "
        "이어졌다고 보면 월 {whole}건({range}건)이다.",
        "Excess and its 95% prediction range by how much of the earlier trend is taken to have gone on: {none} "
        "decisions a month if none, {whole} ({range}) if all.",
        none=number(part["gain"].iloc[0], 1),
        whole=number(a.trend.excess.value, 1),
        range=count_range(a.trend.excess),
    )
    alt = fill(
        "띠가 있는 내려가는 선. 비율별 초과분은 {values}.",
        "A falling line with a band. Excess by share: {values}.",
        values=lambda lang: "; ".join(
            f"{percent(share, 0)} {number(gain, 1)} ({span(low, high, lang, 1)})"
            for share, gain, low, high in part.iloc[::5].itertuples()
        ),
    )
    return Figure(figure, caption[lang], alt[lang], source(a, lang), lang=lang)
