"""The charts of the fiscal topic: the sums, the flows, the rate."""

from matplotlib.axes import Axes

from analysis.methods.topics.fiscal import Answers
from analysis.methods.topics.fiscal.flows import SHORTFALL
from analysis.methods.topics.fiscal.flows import Link as Flow
from analysis.present.charts import height_of, intervals
from analysis.present.curves import series
from analysis.present.figures import Figure
from analysis.present.flows import Link, Node, flow
from analysis.present.numbers import percent
from analysis.present.theme import (
    ACCENT,
    CONTRAST,
    GREEN,
    INK,
    ORANGE,
    PAPER,
    PLUM,
    chart,
    number_axis,
    styled,
    unit_title,
    write,
    zero_line,
)
from analysis.present.topics.fiscal.words import (
    NAMES,
    SOURCES,
    USES,
    ends,
    in_digits,
    in_words,
    listed,
    plain,
    rate,
    share,
    source,
    won,
)
from analysis.present.words import Lang, Words

BANDS = {"pension": GREEN, "consumption_tax": ACCENT, "leisure_tax": ORANGE, SHORTFALL: PLUM}


def ways_chart(a: Answers, lang: Lang) -> Figure:
    """Every sum that gives the net gain, with the range of its printed digits."""
    figure, axes = chart(height=height_of(len(a.ways)) + 0.9)
    found = [way.recomputed.estimate() for way in a.ways]
    words = [in_words(way, lang) for way in a.ways]
    printed = plain(a.ways[0].printed.value)
    intervals(
        axes,
        [f"{word}\n{in_digits(way)}" for word, way in zip(words, a.ways, strict=True)],
        [one.value for one in found],
        [one.low for one in found],
        [one.high for one in found],
        [plain(one.value) for one in found],
        reference=float(a.ways[0].printed.value),
        reference_label=Words(f"인쇄된 값 {printed}", f"as printed, {printed}")[lang],
        colours=[ACCENT if way.possible else CONTRAST for way in a.ways],
    )
    number_axis(axes.xaxis, 1)
    axes.set_xlabel(Words("순증(조 원)", "Net gain (KRW trillion)")[lang])
    halves = [way.recomputed.interval.width / 2 for way in a.ways]
    agree, narrow, wide = sum(way.possible for way in a.ways), plain(min(halves)), plain(max(halves))
    caption = Words(
        f"순증을 구하는 식과 인쇄된 자릿수에 따른 범위. {len(a.ways)}가지 가운데 {agree}가지가 인쇄된 값과 "
        f"맞는다. 범위는 항의 수에 따라 ±{narrow}조 원에서 ±{wide}조 원까지 넓어진다.",
        f"Sums for the net gain, with the range of the printed digits. {agree} of {len(a.ways)} agree with the "
        f"printed value. The range widens with the number of terms, from ±{narrow} to ±{wide} (KRW trillion).",
    )[lang]
    said = "; ".join(f"{word} = {plain(one.value)} ({ends(one, lang)})" for word, one in zip(words, found, strict=True))
    alt = Words(f"식마다 점과 범위로 나타낸 순증: {said}.", f"A dot with its range for each sum: {said}.")[lang]
    return Figure(figure, caption, alt, source(a, lang), lang=lang)


def flow_chart(a: Answers, lang: Lang) -> Figure:
    """Where each trillion comes from and what it is used for."""
    from_, to = _totals(a.links, "source"), _totals(a.links, "use")
    nodes = [
        *(Node(f"from {name}", 0, _two_lines(SOURCES[name], from_[name], lang)) for name in SOURCES if name in from_),
        *(Node(f"to {name}", 1, _two_lines(USES[name], to[name], lang)) for name in USES if name in to),
    ]
    figure, axes = chart(height=4.4)
    flow(axes, nodes, [_band(one, from_, to) for one in a.links])
    return Figure(figure, _flow_caption(a, lang), _flow_alt(a, lang), source(a, lang), lang=lang)


def _totals(links: tuple[Flow, ...], end: str) -> dict[str, float]:
    totals: dict[str, float] = {}
    for link in links:
        name = getattr(link, end)
        totals[name] = totals.get(name, 0.0) + link.amount
    return totals


def _two_lines(words: Words, amount: float, lang: Lang) -> str:
    return f"{words[lang]}\n{won(amount, lang)}"


def _band(one: Flow, from_: dict[str, float], to: dict[str, float]) -> Link:
    """A band, with its amount where that is not the amount of both its ends."""
    alone = one.amount == from_[one.source] == to[one.use]
    return Link(
        f"from {one.source}", f"to {one.use}", one.amount, "" if alone else plain(one.amount), BANDS[one.source]
    )


def _flow_caption(a: Answers, lang: Lang) -> str:
    met = [one for one in a.links if one.use == "subsidies"]
    cost, gain = sum(one.amount for one in met), a.outcome.net_gain.value
    ko = ", ".join(f"{SOURCES[one.source].ko} {won(one.amount, 'ko')}" for one in met)
    en = listed([f"{won(one.amount, 'en')} ({SOURCES[one.source].en.lower()})" for one in met], "en")
    left = won(sum(one.amount for one in a.links) - cost, lang)
    if any(one.source == SHORTFALL for one in met):
        rest = Words(
            f"부담을 다 메우지 못하므로 남는 {left}에서 부족분을 빼면 순증은 {won(gain, 'ko')}이다",
            f"the burden is not met in full: the {left} kept less the shortfall is a net gain of {won(gain, 'en')}",
        )
    else:
        rest = Words(f"나머지 {left}이 지방재정 순증이다", f"the {left} left is the net gain")
    return Words(
        f"재원의 출처와 쓰임. 넘겨받는 사업 {won(cost, 'ko')}은 {ko}으로 충당하고, {rest.ko}.",
        f"Where the money comes from and goes. The programmes taken over, {won(cost, 'en')}, are met by {en}; "
        f"{rest.en}.",
    )[lang]


def _flow_alt(a: Answers, lang: Lang) -> str:
    said = [
        Words(
            f"{SOURCES[one.source].ko}에서 {USES[one.use].ko}에 {won(one.amount, 'ko')}",
            f"{won(one.amount, 'en')} from {SOURCES[one.source].en.lower()} to {USES[one.use].en.lower()}",
        )[lang]
        for one in a.links
    ]
    text = "; ".join(said)
    return Words(f"굵기가 금액인 띠로 그린 흐름: {text}.", f"Flows as bands as wide as their amounts: {text}.")[lang]


def rate_chart(a: Answers, lang: Lang) -> Figure:
    """The net gain over the rate of the local consumption tax."""
    figure, axes = chart(height=4.2)
    x = [float(each) for each in a.curve.index]
    series(axes, x, a.curve["value"], low=a.curve["low"], high=a.curve["high"], points=False)
    with styled():
        zero_line(axes)
    for one in a.rates:
        gain = one.net_gain.value
        _mark(
            axes, float(one.rate), float(gain), f"{rate(one.rate)}: {won(gain, lang)}", ACCENT if gain > 0 else CONTRAST
        )
    vanishes = a.outcome.breakeven_rate
    if x[0] <= vanishes.value <= x[-1]:
        _mark(axes, float(vanishes.value), 0.0, f"{percent(float(vanishes.value))}: 0", INK, before=True)
    axes.set_xlim(float(a.inputs.rate_before), x[-1] + 0.25 * (x[-1] - x[0]))
    number_axis(axes.xaxis, scale=100, suffix="%")
    number_axis(axes.yaxis)
    unit_title(axes, Words("지방재정 순증(조 원)", "Net gain of local government (KRW trillion)")[lang])
    axes.set_xlabel(NAMES["rate"][lang])
    step = a.outcome.vat_base.value / 100
    rest = Words("바꾼 조건", "given") if a.inputs.changed else Words("계획", "planned")
    caption = Words(
        f"지방소비세율에 따른 지방재정 순증(나머지는 {rest.ko}대로). 세율 1%p에 {won(step, 'ko')}씩 바뀌고 "
        f"{share(vanishes, 'ko')}에서 0이 된다. 띠는 인쇄된 자릿수에 따른 범위이다.",
        f"Net gain over the rate of the local consumption tax, all else as {rest.en}. It changes by "
        f"{won(step, 'en')} a percentage point and vanishes at {share(vanishes, 'en')}. The band is the range "
        "of the printed digits.",
    )[lang]
    points = listed([f"{rate(one.rate)} {won(one.net_gain.value, lang)}" for one in a.rates], lang)
    alt = Words(
        f"세율이 오를수록 순증이 곧게 늘어나는 선. {points}. {percent(float(vanishes.value))}에서 0이 된다.",
        f"A straight line that rises with the rate: {points}. It is zero at {percent(float(vanishes.value))}.",
    )[lang]
    return Figure(figure, caption, alt, source(a, lang), lang=lang)


@styled()
def _mark(axes: Axes, x: float, y: float, text: str, colour: str, *, before: bool = False) -> None:
    """A point on the rising line, its text where the line is not: below to the right, or `before` it above."""
    axes.plot(x, y, "o", color=colour, markersize=9, markeredgecolor=PAPER, markeredgewidth=1.2, zorder=4)
    if before:
        write(axes, x, y, text, colour=colour, offset=(-8, 5), across="right", up="bottom")
    else:
        write(axes, x, y, text, colour=colour, offset=(8, -5), up="top")
