"""The charts of the fiscal topic over ranges of inputs: what moves the net gain, which regions gain."""

from fractions import Fraction

import numpy as np
import pandas as pd

from analysis.methods import fiscal
from analysis.methods.topics.fiscal import Answers, breakeven_ratio
from analysis.methods.topics.fiscal.amounts import TRILLION
from analysis.present.charts import height_of, tornado
from analysis.present.curves import end_labels, sign_map
from analysis.present.figures import Figure
from analysis.present.money import money
from analysis.present.numbers import number, percent
from analysis.present.theme import DASHED, INK, QUIET, chart, number_axis, panels, styled, unit_title
from analysis.present.topics.fiscal.words import SHORT, plain, share, source, won, won_range
from analysis.present.words import Lang, Words

LARGEST_SHARE = 0.3
COMPENSATED = Fraction(1, 2)
LEVELS = (-1.0, 1.0, 2.0)


def tornado_chart(a: Answers, lang: Lang) -> Figure:
    """The net gain with each term at either end of its printed digits, and of an equal relative change."""
    figure, axes = panels(2, 1, height=2 * height_of(len(a.by_swing)) + 0.5)
    change = percent(float(a.inputs.swing), 0)
    base = won(a.by_swing["at_value"].iloc[0], lang)
    panels_of = (
        (
            a.by_digits,
            Words("인쇄된 자릿수", "Printed digits"),
            Words("가장 낮게", "lowest"),
            Words("가장 높게", "highest"),
        ),
        (
            a.by_swing,
            Words(f"±{change}", f"±{change}"),
            Words(f"−{change}", f"−{change}"),
            Words(f"+{change}", f"+{change}"),
        ),
    )
    for panel, (frame, title, low, high) in zip(axes, panels_of, strict=True):
        names = [str(name) for name in frame.index]
        tornado(
            panel,
            [f"{SHORT[name][lang]} ({plain(frame['value'][name])})" for name in names],
            list(frame["at_low"]),
            list(frame["at_high"]),
            float(frame["at_value"].iloc[0]),
            [(number(low, 2), number(high, 2)) for low, high in zip(frame["at_low"], frame["at_high"], strict=True)],
            base_label=base,
            ends=(low[lang], high[lang]),
        )
        unit_title(panel, title[lang])
    first, last = a.by_swing.index[0], a.by_swing.index[-1]
    swings = {name: won(a.by_swing["swing"][name] / 2, lang) for name in (first, last)}
    spread = won_range(a.swing_together, lang)
    caption = Words(
        "네 항목을 하나씩 바꿀 때의 순증(조 원). 인쇄된 자릿수로는 모두 합쳐도 "
        f"{won_range(a.digits_together, 'ko')} 안에 있다. ±{change} 변화에서는 {SHORT[first].ko} 항목이 "
        f"±{swings[first]}으로 가장 크고 {SHORT[last].ko} 항목이 ±{swings[last]}으로 가장 작으며, 모두 함께 "
        f"바뀌면 {spread}이다.",
        "Net gain (KRW trillion) with one of the four terms changed at a time. Over the printed digits it "
        f"stays within {won_range(a.digits_together, 'en')} with all of them together. At ±{change} it moves "
        f"most with the {SHORT[first].en}, by {swings[first]}, and least with the {SHORT[last].en}, by "
        f"{swings[last]}; all together give {spread}.",
    )[lang]
    return Figure(figure, caption, _tornado_alt(a, lang), source(a, lang), lang=lang)


def _tornado_alt(a: Answers, lang: Lang) -> str:
    def ends(frame: pd.DataFrame) -> str:
        rows = [(SHORT[str(name)][lang], *sorted((row["at_low"], row["at_high"]))) for name, row in frame.iterrows()]
        return "; ".join(f"{name} {number(low, 2)}, {number(high, 2)}" for name, low, high in rows)

    change = percent(float(a.inputs.swing), 0)
    return Words(
        f"막대 두 묶음. 인쇄된 자릿수의 양 끝에서 순증은 {ends(a.by_digits)}. ±{change}에서는 {ends(a.by_swing)}.",
        f"Two sets of bars. Net gain at the ends of the printed digits: {ends(a.by_digits)}. At ±{change}: "
        f"{ends(a.by_swing)}.",
    )[lang]


def region_map(a: Answers, lang: Lang) -> Figure:
    """Where a region gains and where it loses, over its shares of the burden and of the money."""
    shares = np.linspace(0, LARGEST_SHARE, 121)
    of_burden, of_fund = np.meshgrid(shares, shares)
    fund, burden = float(a.outcome.fund.value), float(a.outcome.burden.value)
    gains = fiscal.region_gain(of_fund, of_burden, of_fund, fund, burden)
    levels = [level for level in LEVELS if gains.min() < level < gains.max()]
    figure, axes = chart(height=4.8)
    sign_map(
        axes, shares, shares, gains, above=Words("얻는다", "gains")[lang], below=Words("잃는다", "loses")[lang],
        levels=levels, level_texts=[won(level, lang) for level in levels],
    )  # fmt: skip
    names = (
        (_slope(a, Fraction(0)), Words("보전 없음", "no compensation"), INK),
        (_slope(a, COMPENSATED), Words("절반 보전", "half compensated"), QUIET),
        (1.0, Words("s = b", "s = b"), QUIET),
    )
    ends = [(LARGEST_SHARE, slope * LARGEST_SHARE, name[lang], ink) for slope, name, ink in names if slope is not None]
    with styled():
        for x, y, _, ink in ends:
            axes.plot((0, x), (0, y), color=ink, linewidth=1.2, linestyle=DASHED)
    axes.set_xlim(0, LARGEST_SHARE)
    axes.set_ylim(0, LARGEST_SHARE)
    number_axis(axes.xaxis, scale=100, suffix="%")
    number_axis(axes.yaxis, scale=100, suffix="%")
    axes.set_xlabel(Words("지역의 부담 비중 b", "The region's share of the burden, b")[lang])
    unit_title(axes, Words("지역의 배분 비중 s", "The region's share of the money, s")[lang])
    end_labels(axes, ends)
    return Figure(figure, _map_caption(a, lang), _map_alt(a, lang), source(a, lang), lang=lang)


def _slope(a: Answers, compensated: Fraction) -> float | None:
    """The breakeven line's slope, where it runs through the map."""
    raised, burden = a.outcome.terms["consumption_tax"].value, a.outcome.burden.value
    if raised <= compensated * burden:
        return None
    slope = float(breakeven_ratio(compensated, raised, burden))
    return slope if 0 < slope <= 1 else None


def _map_caption(a: Answers, lang: Lang) -> str:
    ratio, fund, burden = a.outcome.region_ratio, a.outcome.fund.value, a.outcome.burden.value
    per_share, per_burden = (money(float(each) / 100, TRILLION, lang) for each in (fund + burden, burden))
    head = Words(
        f"보전이 없을 때 지역의 이득과 손실. 배분 비중 1%p는 {per_share}, 부담 비중 1%p는 {per_burden}이다.",
        f"Gain and loss of a region without compensation. A point of the money is {per_share}, a point of the "
        f"burden {per_burden}.",
    )[lang]
    if ratio.value <= 0:
        return f"{head} {Words('부담이 없으므로 잃는 지역은 없다.', 'There is no burden, so no region loses.')[lang]}"
    line = Words(
        f" 배분 비중이 부담 비중의 {share(ratio, 'ko')}이면 얻지도 잃지도 않는다.",
        f" It breaks even where its share of the money is {share(ratio, 'en')} of its share of the burden.",
    )[lang]
    half = _slope(a, COMPENSATED)
    if half is None:
        return head + line
    lower = Words(
        f" 부담의 절반을 보전하면 이 비율은 {percent(half)}이다.",
        f" With half of the burden compensated that is {percent(half)}.",
    )[lang]
    return head + line + lower


def _map_alt(a: Answers, lang: Lang) -> str:
    ratio, fund, burden = (float(each.value) for each in (a.outcome.region_ratio, a.outcome.fund, a.outcome.burden))
    some = LARGEST_SHARE / 3
    example = won(fiscal.region_gain(some, some, some, fund, burden), lang)
    return Words(
        f"가로축 부담 비중, 세로축 배분 비중의 지도. 기울기 {number(ratio, 2)}인 직선보다 위에서 얻고 아래에서 "
        f"잃는다. 두 비중이 모두 {percent(some, 0)}인 지역은 {example}이다.",
        f"A map of the share of the burden, across, and of the money, upwards: gain above a line of slope "
        f"{number(ratio, 2)}, loss below it. A region with both shares at {percent(some, 0)} has {example}.",
    )[lang]
