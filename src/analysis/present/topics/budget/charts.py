"""The charts on budget, bonds and investment review."""

import pandas as pd

from analysis.methods.estimate import Estimate
from analysis.methods.topics.budget import Answers
from analysis.methods.topics.budget.bonds import MONTHS
from analysis.methods.topics.budget.lines import TOP
from analysis.methods.topics.budget.reviews import CENTRAL, CITY, OUTCOMES
from analysis.present.charts import bars, height_of, intervals, waterfall
from analysis.present.curves import end_labels, series
from analysis.present.dates import month, short_month
from analysis.present.figures import Figure
from analysis.present.numbers import number, percent, points
from analysis.present.tables import Table
from analysis.present.theme import ACCENT, CONTRAST, GREEN, GREY, QUIET, chart, number_axis, unit_title, write
from analysis.present.topics.budget.words import (
    both,
    hundred_millions,
    label,
    lines_named,
    listed,
    millions,
    name,
    share,
    signed_millions,
    source,
)
from analysis.present.words import LANGUAGES, Lang, Words

SHOWN = 0.01  # of all cuts and rises: a smaller change is drawn together with the others
TEN_THOUSAND = 10_000
LARGEST = 6
EDGE = 0.02  # room for the dot of a share of none or of all
PANEL_COLOURS = {CITY: ACCENT, CENTRAL: GREEN}


def waterfall_chart(a: Answers, lang: Lang) -> Figure:
    """From the final budget of the earlier year to that of the later one, line by line."""
    budget = a.budget
    changes = budget.frame["change"].sort_values(kind="stable")
    large = changes[changes.abs() >= SHOWN * changes.abs().sum()]
    others = changes.drop(large.index)
    steps = [*((label(a, str(line), lang), float(change)) for line, change in large.items())]
    if len(others):
        pooled = Words(f"나머지 {len(others)}개 항목", f"{len(others)} other lines")[lang]
        steps.append((pooled, float(others.sum())))
    start, end = (float(x.midpoint) for x in (budget.total.before, budget.total.after))
    before, after = budget.years
    ends = Words(f"{before}년 최종", f"{before}, final")[lang], Words(f"{after}년", str(after))[lang]
    figure, axes = chart(height=height_of(len(steps) + 2) + 0.6)
    waterfall(
        axes,
        [ends[0], *(step for step, _ in steps), ends[1]],
        start,
        [change for _, change in steps],
        [millions(start, lang), *(signed_millions(change, lang) for _, change in steps), millions(end, lang)],
    )
    axes.set_xlim(0, 1.22 * max(start, end))
    cuts, rises = millions(float(budget.cuts["cut"].sum()), lang), millions(budget.rises, lang)
    facts = Words(
        f"{before}년 최종예산에서 {after}년 예산까지. 감액을 모두 더하면 {cuts}, 증액을 모두 더하면 {rises}이다.",
        f"From the final budget of {before} to the budget of {after}: cuts of {cuts} and rises of {rises}.",
    )[lang]
    if budget.main_cuts:
        count, part = len(budget.main_cuts), percent(budget.main_share)
        facts += Words(
            f" 감액의 {part}는 가장 큰 {count}개 항목에서 나왔다.",
            f" The largest {count} make up {part} of all cuts.",
        )[lang]
    told = "; ".join(f"{' '.join(step.split())} {signed_millions(change, lang)}" for step, change in steps)
    alt = Words(
        f"폭포 그림. {ends[0]} {millions(start, lang)}에서 시작해 {told}을 거쳐 {ends[1]} {millions(end, lang)}에 "
        "이른다.",
        f"A waterfall from {ends[0]}, {millions(start, lang)}, by {told}, to {ends[1]}, {millions(end, lang)}.",
    )[lang]
    return Figure(figure, facts, alt, source(a, "budget", lang), data=_changes(a, lang), lang=lang)


def concentration_chart(a: Answers, lang: Lang) -> Figure:
    """The share of the largest lines in the later year's money, with the earlier year's beside it."""
    budget = a.budget
    before, after = budget.years
    shown, others = budget.frame.head(LARGEST), budget.frame.iloc[LARGEST:]
    labels = [label(a, str(line), lang) for line in shown.index]
    shares = [(float(row["share_after"]), float(row["share_before"])) for _, row in shown.iterrows()]
    if len(others):
        labels.append(Words(f"나머지 {len(others)}개 항목", f"{len(others)} other lines")[lang])
        shares.append((float(others["share_after"].sum()), float(others["share_before"].sum())))
    texts = [
        Words(f"{percent(now)} ({before}년 {percent(then)})", f"{percent(now)} ({before}: {percent(then)})")[lang]
        for now, then in shares
    ]
    figure, axes = chart(height=height_of(len(labels)))
    bars(axes, labels, [now for now, _ in shares], texts, highlight=range(min(TOP, len(shown))))
    axes.set_xlim(0, 1.35 * max(now for now, _ in shares))
    equal = number(budget.effective_lines[1], 1)
    top = lines_named(a, [str(line) for line in shown.index[:TOP]], lang)
    caption = Words(
        f"{after}년 예산의 항목별 비중. 가장 큰 {TOP}개 항목({top})이 {percent(budget.top_share[1])}를 차지하고, 유효 "
        f"항목 수는 {equal}개이다.",
        f"Shares of the lines in the budget of {after}. The {TOP} largest ({top}) hold {percent(budget.top_share[1])}; "
        f"the lines are as concentrated as {equal} equal ones.",
    )[lang]
    told = "; ".join(f"{' '.join(each.split())} {text}" for each, text in zip(labels, texts, strict=True))
    alt = Words(f"항목별 비중을 나타낸 막대: {told}.", f"Bars of each line's share: {told}.")[lang]
    return Figure(figure, caption, alt, source(a, "budget", lang), lang=lang)


def pace_chart(a: Answers, lang: Lang) -> Figure:
    """Bonds issued so far, where the same pace would lead, and what it takes to reach the limit."""
    bonds = a.bonds
    limit, issued, now = float(bonds.limit.midpoint), float(bonds.issued.midpoint), bonds.elapsed
    figure, axes = chart(height=3.9)
    reached = bonds.year_end.value if bonds.year_end is not None and now < MONTHS else None
    axes.set_xlim(0, MONTHS)
    axes.set_ylim(0, 1.12 * max(limit, reached or 0.0))
    axes.axhline(limit, color=QUIET, linewidth=1.2)
    ends = [(float(MONTHS), limit, _end(Words("발행규모", "the limit"), limit, lang), CONTRAST)]
    axes.plot((0, now), (0, issued), color=GREY, linewidth=1.2)
    if reached is not None:
        series(axes, [now, MONTHS], [issued, limit], points=False, dashed=True, colour=CONTRAST)
        series(axes, [now, MONTHS], [issued, reached], points=False, dashed=True)
        ends.append((float(MONTHS), reached, _end(Words("같은 속도", "same pace"), reached, lang), ACCENT))
    axes.plot((bonds.counted.month - 1, bonds.counted.month), (issued, issued), color=ACCENT, linewidth=3, alpha=0.5)
    axes.plot(now, issued, "o", color=ACCENT, markersize=9)
    so_far = f"{month(bonds.counted, lang)}\n{hundred_millions(issued, lang)}"
    write(axes, now, issued, so_far, colour=ACCENT, offset=(8, -10), up="top")
    number_axis(axes.yaxis, scale=1 / TEN_THOUSAND)
    unit_title(axes, Words("조 원, 연초부터 누계", "KRW trillion, from the start of the year")[lang])
    quarters = range(3, MONTHS + 1, 3)
    axes.set_xticks(list(quarters), [_month_end(bonds.counted.year, at, lang) for at in quarters])
    end_labels(axes, ends)
    caption, alt = _pace_words(a, reached)
    return Figure(figure, caption[lang], alt[lang], source(a, "bonds", lang), lang=lang)


def outcomes_chart(a: Answers, lang: Lang) -> Figure:
    """Every outcome of both panels with its range."""
    rows = [(panel, outcome) for outcome in OUTCOMES for panel in (CITY, CENTRAL)]
    shares = [a.reviews.panels[panel].share(outcome) for panel, outcome in rows]
    labels = [f"{name(a, outcome, lang)}\n{name(a, panel, lang)}" for panel, outcome in rows]
    ko, en = (listed([_quoted(name(a, outcome, each)) for outcome in a.reviews.apart], each) for each in LANGUAGES)
    counts = [a.reviews.panels[panel].projects for panel in (CITY, CENTRAL)]
    verdict = (
        Words(f"범위가 겹치지 않는 결과는 {ko}뿐이다", f"The ranges part only for {en}")
        if a.reviews.apart
        else Words("모든 결과에서 두 심사의 범위가 겹친다", "For every outcome the two ranges overlap")
    )[lang]
    caption = Words(
        f"심사 결과별 비율과 윌슨 95% 범위(시 {counts[0]}건, 중앙 {counts[1]}건). {verdict}.",
        f"Outcomes of review with Wilson 95% ranges (city {counts[0]} projects, central {counts[1]}). {verdict}.",
    )[lang]
    colours = [PANEL_COLOURS[panel] for panel, _ in rows]
    return _ranges(a, labels, shares, caption, colours, lang)


def proceeding_chart(a: Answers, lang: Lang) -> Figure:
    """The share that may proceed, of all reviewed and of those judged, in both panels."""
    rows: list[tuple[str, Estimate, str]] = []
    for panel in (CITY, CENTRAL):
        found = a.reviews.panels[panel]
        rows.append((_of(a, panel, found.projects, Words("전체", "all"), lang), found.proceeding, PANEL_COLOURS[panel]))
        if found.proceeding_of_judged is not None and found.judged != found.projects:
            judged = _of(a, panel, found.judged, Words("반려·철회 제외", "not returned"), lang)
            rows.append((judged, found.proceeding_of_judged, PANEL_COLOURS[panel]))
    city, central = a.reviews.city.proceeding, a.reviews.central.proceeding
    moved, wide = percent((a.reviews.city.proceeding_of_judged or city).value), both(lambda each: _width(city, each))
    wide_central = both(lambda each: _width(central, each))
    caption = Words(
        f"적정 또는 조건부추진 비율과 윌슨 95% 범위. 시의 비율은 반려·철회를 빼면 {percent(city.value)}에서 {moved}로 "
        f"달라진다. 범위의 폭은 시 {wide.ko}, 중앙 {wide_central.ko}이다.",
        "Projects that may proceed, with Wilson 95% ranges. Leaving out those returned moves the city's share from "
        f"{percent(city.value)} to {moved}. The ranges are {wide.en} wide in the city, {wide_central.en} in the "
        "central panel.",
    )[lang]
    labels, shares, colours = ([row[place] for row in rows] for place in range(3))
    return _ranges(a, labels, shares, caption, colours, lang)  # type: ignore[arg-type]


def _changes(a: Answers, lang: Lang) -> Table:
    """What the waterfall shows, for every line."""
    budget = a.budget
    columns = (
        Words("항목", "Line"),
        Words("증감(백만 원)", "Change (KRW million)"),
        Words("감액 중 비중", "Share of all cuts"),
    )
    shares = budget.cuts["share"].to_dict()
    rows = [
        (name(a, str(line), lang), float(change), percent(shares[line]) if line in shares else None)
        for line, change in budget.frame["change"].sort_values(kind="stable").items()
    ]
    frame = pd.DataFrame(rows, columns=[column[lang] for column in columns])
    caption = Words("항목별 증감, 감액이 큰 순서", "Change of each line, largest cut first")[lang]
    return Table(frame, caption, lang=lang, formats={columns[1][lang]: 0})


def _pace_words(a: Answers, reached: float | None) -> tuple[Words, Words]:
    bonds = a.bonds
    limit, issued = float(bonds.limit.midpoint), float(bonds.issued.midpoint)
    until = Words(month(bonds.counted, "ko"), month(bonds.counted, "en"))
    alt = Words(
        f"누계 발행액의 선 그림. {until.ko}까지 {hundred_millions(issued, 'ko')}, 발행규모는 "
        f"{hundred_millions(limit, 'ko')}.",
        f"Lines of bonds issued: {hundred_millions(issued, 'en')} by {until.en}, limit "
        f"{hundred_millions(limit, 'en')}.",
    )
    if bonds.paces is None or reached is None:
        return (
            Words(
                f"지방채 발행액과 발행규모. {until.ko}까지 {percent(bonds.issued_share.value)}를 발행했다.",
                f"Bonds issued and their limit: {percent(bonds.issued_share.value)} by {until.en}.",
            ),
            alt,
        )
    (now, now_en), (needed, needed_en) = (
        (hundred_millions(pace, "ko"), hundred_millions(pace, "en")) for pace in bonds.paces
    )
    share_reached = percent(reached / limit)
    return (
        Words(
            f"지방채 발행액과 연말까지의 두 경로. 지금까지 월 {now}을 발행했고, 발행규모를 모두 쓰려면 월 {needed}이 "
            f"필요하다. 같은 속도라면 연말에 발행규모의 {share_reached}에 이른다. 가는 선은 인쇄되지 않은 중간 "
            "경로이고, 굵은 선분은 집계 시점이 그달 안에서 달라질 수 있는 폭이다.",
            f"Bonds issued and two ways to the end of the year. So far {now_en} a month; using the limit takes "
            f"{needed_en} a month. The same pace would reach {share_reached} of the limit. The thin line is a path "
            "that is not printed; the bar spans the month in which the amount was counted.",
        ),
        Words(
            f"{alt.ko} 같은 속도로는 {hundred_millions(reached, 'ko')}에 이르고, 다른 점선은 발행규모까지 이어진다.",
            f"{alt.en} The same pace leads to {hundred_millions(reached, 'en')}; another dashed line leads to the "
            "limit.",
        ),
    )


def _ranges(
    a: Answers, labels: list[str], shares: list[Estimate], caption: str, colours: list[str], lang: Lang
) -> Figure:
    figure, axes = chart(height=height_of(len(labels)) + 0.25)
    axes.set_xlim(-EDGE, 1 + EDGE)
    texts = [share(result, lang, 0) for result in shares]
    values = [result.value for result in shares]
    lows, highs = [result.low for result in shares], [result.high for result in shares]
    intervals(axes, labels, values, lows, highs, texts, colours=colours)
    number_axis(axes.xaxis, 0, suffix="%", scale=100)
    told = "; ".join(f"{' '.join(each.split())} {text}" for each, text in zip(labels, texts, strict=True))
    alt = Words(f"점과 선분으로 나타낸 비율: {told}.", f"Dots with ranges: {told}.")[lang]
    return Figure(figure, caption, alt, source(a, "reviews", lang), lang=lang)


def _of(a: Answers, panel: str, count: int, what: Words, lang: Lang) -> str:
    return Words(f"{name(a, panel, 'ko')}\n{what.ko} {count}건", f"{name(a, panel, 'en')}\n{what.en}, {count}")[lang]


def _width(result: Estimate, lang: Lang) -> str:
    return points((result.high or 0.0) - (result.low or 0.0), lang, 0, signed=False)


def _quoted(text: str) -> str:
    return f"“{text}”"


def _end(words: Words, amount: float, lang: Lang) -> str:
    return f"{words[lang]}\n{hundred_millions(amount, lang)}"


def _month_end(year: int, month_number: int, lang: Lang) -> str:
    at = short_month(f"{year}-{month_number:02}", lang)
    return Words(f"{at} 말", f"end of {at}")[lang]
