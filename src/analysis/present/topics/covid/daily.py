"""The chart of daily cases with the orders on their days."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.methods.topics.covid import Answers
from analysis.present.charts import columns
from analysis.present.cut_offs import marked
from analysis.present.figures import Figure
from analysis.present.numbers import number
from analysis.present.tables import Table
from analysis.present.theme import CONTRAST, break_line, panels, styled, unit_title, write
from analysis.present.topics.covid.words import in_full, labels, on, printed_days, source
from analysis.present.words import Lang, Words

MOST_TICKS = 6
MOST_NUMBERS = 20  # bars that can carry their number each
ORDER_ROW, BARS = 0.26, 3.2  # inches
LINKED = 0.72  # width of the part of a bar that is linked to the rally
TITLE = Words("하루 확진자(명)", "Cases a day")
TITLE_LINKED = Words("하루 확진자(명), 주황은 집회 관련", "Cases a day, those linked to the rally in orange")
HEADROOM = 1.15  # over the highest bar, so that its number stays clear of a break's name


def daily_chart(a: Answers, lang: Lang) -> Figure:
    """Cases by day, the orders on their days above, the breaks of the register through the bars."""
    daily, orders = a.inputs.daily, _orders(a)
    days = pd.DatetimeIndex(daily.index)
    inside = orders[orders["date"].isin(daily.index)]
    rows = ORDER_ROW * max(len(inside), 1)
    figure, (above, bars) = panels(2, 1, height=3.6 + rows, share_x=True)
    above.get_gridspec().set_height_ratios([rows, BARS])  # type: ignore[union-attr]
    peak = int(daily.argmax())
    shown = range(len(daily)) if len(daily) <= MOST_NUMBERS else (peak, len(daily) - 1)
    texts = [number(cases) if place in shown else "" for place, cases in enumerate(daily)]
    columns(bars, [""] * len(daily), daily.tolist(), texts, highlight=[peak])
    linked = _linked(a)
    bars.bar(range(len(days)), linked, width=LINKED, color=CONTRAST)
    day_axis(bars, days, lang)
    bars.set_ylim(0, float(daily.max()) * HEADROOM)
    bars.yaxis.set_visible(False)
    bars.grid(visible=False)
    unit_title(bars, (TITLE_LINKED if linked.any() else TITLE)[lang])
    _order_rows(above, inside, days, lang)
    for _, each in a.inputs.printed.breaks.iterrows():
        if daily.index[0] < each["start"] <= daily.index[-1]:
            break_line(bars, int(days.get_indexer(pd.Index([each["start"]]))[0]) - 0.5, each[lang])
    made = Figure(
        figure,
        _daily_caption(a)[lang],
        _daily_alt(a)[lang],
        source(lang, a.inputs.tables["covid_daily"], a.inputs.tables["covid_orders"]),
        _daily_table(a, lang),
        lang,
    )
    return marked(made, a.inputs.printed.cut_offs, "covid.rally_and_cases", "covid.last_day")


def day_axis(axes: Axes, days: pd.DatetimeIndex, lang: Lang) -> None:
    """Days at 0, 1, …, no more of them named than fit, the last one always."""
    step = -(-len(days) // MOST_TICKS)
    shown = range((len(days) - 1) % step, len(days), step)
    axes.set_xticks(list(shown), [on(days[place], lang) for place in shown])


def _linked(a: Answers) -> pd.Series:
    """Cases linked to the rally on each of the days drawn."""
    rally = a.inputs.tables["rally_daily"]
    return pd.Series(rally["cases"].to_numpy(), pd.DatetimeIndex(rally["date"])).reindex(
        a.inputs.daily.index, fill_value=0
    )


def _orders(a: Answers) -> pd.DataFrame:
    """The dated orders that the register does not draw as breaks."""
    orders = a.inputs.tables["covid_orders"]
    breaks = {str(name).rpartition(".")[2] for name in a.inputs.printed.breaks["id"]}
    return orders[~orders["order"].isin(breaks)].sort_values("date", kind="stable")


def _order_rows(axes: Axes, orders: pd.DataFrame, days: pd.DatetimeIndex, lang: Lang) -> None:
    names = labels(orders, "order")
    with styled():
        for row, (_, order) in enumerate(orders.iterrows()):
            at = int(days.get_indexer(pd.Index([order["date"]]))[0])
            late = at > len(days) / 2
            axes.plot(at, row, "o", color=CONTRAST, markersize=7)
            text = f"{on(order['date'], lang)} {names[order['order']][lang]}"
            write(axes, at, row, text, offset=(-8 if late else 8, 0), across="right" if late else "left")
    axes.set_ylim(max(len(orders), 1) - 0.5, -0.5)
    axes.set_axis_off()


def _daily_caption(a: Answers) -> Words:
    daily = a.inputs.daily
    regimes = a.regimes
    head = Words(
        f"서울의 하루 확진자와 조치의 날짜({printed_days(a, 'ko')}). 가장 많은 날은 {on(a.growth.peak, 'ko')} "
        f"{number(daily.max())}명이다.",
        f"Cases a day in Seoul and the dates of orders, {printed_days(a, 'en')}. The highest day is "
        f"{on(a.growth.peak, 'en')} with {number(daily.max())}.",
    )
    if _linked(a).any():
        linked = number(_linked(a).sum())
        head = Words(
            f"{head.ko} 주황은 집회 관련 확진자 {linked}명이다.",
            f"{head.en} Orange are the {linked} linked to the rally.",
        )
    if len(regimes) == 1:
        return head
    before, after = regimes.iloc[0], regimes.iloc[1]
    name = a.inputs.printed.breaks.sort_values("start").loc[lambda frame: frame["start"] == after["start"]].iloc[0]
    return Words(
        f"{head.ko} {name['ko']} 앞 {before['days']}일 평균 {number(before['mean'], 1)}명, 뒤 {after['days']}일 평균 "
        f"{number(after['mean'], 1)}명은 앞뒤의 비교일 뿐 효과가 아니다.",
        f"{head.en} The means of the {before['days']} days before and the {after['days']} days from {name['en']} on, "
        f"{number(before['mean'], 1)} and {number(after['mean'], 1)}, compare before and after, not an effect.",
    )


def _daily_alt(a: Answers) -> Words:
    names = labels(a.inputs.tables["covid_orders"], "order")
    days = pd.DatetimeIndex(a.inputs.daily.index)
    texts = []
    for lang in ("ko", "en"):
        cases = "; ".join(f"{on(each, lang)} {number(n)}" for each, n in zip(days, a.inputs.daily, strict=True))
        orders = "; ".join(
            f"{on(row['date'], lang)} {names[row['order']][lang]}"
            for _, row in a.inputs.tables["covid_orders"].iterrows()
        )
        texts.append((cases, orders))
    linked = number(_linked(a).sum())
    return Words(
        f"날짜별 막대그래프. 확진자는 {texts[0][0]}. 그 가운데 집회 관련은 모두 {linked}명. 조치는 {texts[0][1]}.",
        f"Bars by day. Cases: {texts[1][0]}. Linked to the rally: {linked} in all. Orders: {texts[1][1]}.",
    )


def _daily_table(a: Answers, lang: Lang) -> Table:
    names = labels(a.inputs.tables["covid_orders"], "order")
    orders = a.inputs.tables["covid_orders"].sort_values("date", kind="stable")
    frame = pd.concat(
        [
            pd.DataFrame(
                {"day": a.inputs.daily.index, "cases": a.inputs.daily.to_numpy(), "linked": _linked(a).to_numpy()}
            ),
            pd.DataFrame({"day": orders["date"], "order": [names[slug][lang] for slug in orders["order"]]}),
        ]
    ).sort_values("day", kind="stable")
    header = {
        "day": Words("날짜", "Day")[lang],
        "cases": Words("확진자(명)", "Cases")[lang],
        "linked": Words("집회 관련(명)", "Linked to the rally")[lang],
        "order": Words("조치", "Order")[lang],
    }
    shown = frame.assign(day=[in_full(each, lang) for each in frame["day"]])
    shown = shown.astype({"order": object}).where(shown.notna(), None)
    return Table(
        shown,
        Words("하루 확진자와 조치", "Cases a day and orders")[lang],
        lang,
        formats={"cases": 0, "linked": 0},
        header=header,
    )
