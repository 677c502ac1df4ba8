"""Charts of hospital beds: who can have the severe ones, how full the general ones are, the scenarios."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.methods.topics.covid import Answers
from analysis.methods.topics.covid.beds import OUTSIDE_INCHEON, TOTAL
from analysis.present.charts import bars, height_of, stacked
from analysis.present.curves import end_labels, series
from analysis.present.cut_offs import marked
from analysis.present.figures import Figure
from analysis.present.numbers import number, percent
from analysis.present.tables import Table
from analysis.present.theme import (
    ACCENT,
    CONTRAST,
    GREEN,
    GREY,
    INK,
    QUIET,
    chart,
    number_axis,
    panels,
    styled,
    unit_title,
    write,
)
from analysis.present.topics.covid.charts import sensitivity_chart
from analysis.present.topics.covid.daily import day_axis
from analysis.present.topics.covid.words import ASSUMPTIONS, in_full, labels, on, r, source
from analysis.present.words import Lang, Words

PARTS = {
    "in_use": Words("사용 중", "in use"),
    "others": Words("일반환자용", "for others"),
    "open": Words("확진자용", "for COVID-19"),
}
FLOOR = 0.06  # of the panel's height, below which a name would meet the days
DOTTED = (0, (1, 2))
LIFT = 0.035  # of the panel's height, from a line to the middle of its name above it
COURSES = {"stays": ACCENT, "one": GREEN, "low": CONTRAST}


def severe_chart(a: Answers, lang: Lang) -> Figure:
    """Severe beds by region: in use, free for other patients, free for COVID-19 patients."""
    table, names = a.severe, labels(a.inputs.tables["hospital_beds"], "region")
    figure, axes = chart(height=height_of(len(table)))
    regions = [names[str(region)][lang] for region in table.index]
    rows = table[list(PARTS)].to_numpy().tolist()
    stacked(
        axes,
        regions,
        rows,
        [PARTS[part][lang] for part in PARTS],
        [[*(number(n) for n in row[:-1]), ""] for row in rows],
        colours=(GREY, ACCENT, CONTRAST),
    )
    for row, sizes in enumerate(rows):
        write(axes, sum(sizes), row, number(sizes[-1]), colour=CONTRAST, offset=(6, 0))
    total = table.T[TOTAL]
    free = int(total["others"] + total["open"])
    caption = Words(
        f"중증환자 치료병상을 누가 쓸 수 있는가. 쓰이지 않는 {number(free)}병상 중 확진자가 들어갈 수 있는 것은 "
        f"{number(total['open'])}병상({percent(total['open'] / free)})이다.",
        f"Who can have the severe beds. Of {number(free)} not in use {number(total['open'])} "
        f"({percent(total['open'] / free)}) are open to COVID-19 patients.",
    )
    if not total["others"]:
        caption = Words(
            f"중증환자 치료병상을 누가 쓸 수 있는가. 쓰이지 않는 {number(free)}병상이 모두 확진자에게 열려 있다.",
            f"Who can have the severe beds. All {number(free)} not in use are open to COVID-19 patients.",
        )
    said = "; ".join(
        f"{region}: " + ", ".join(f"{PARTS[part][lang]} {number(n)}" for part, n in zip(PARTS, row, strict=True))
        for region, row in zip(regions, rows, strict=True)
    )
    alt = Words(f"지역별로 나눈 막대. {said}.", f"Bars by region, cut into parts. {said}.")
    return Figure(figure, caption[lang], alt[lang], source(lang, a.inputs.tables["hospital_beds"]), lang=lang)


def occupancy_chart(a: Answers, lang: Lang) -> Figure:
    """General beds in use over owned, by region and outside Incheon."""
    names = {
        **labels(a.inputs.tables["hospital_beds"], "region"),
        OUTSIDE_INCHEON: Words("인천 제외", "Outside Incheon"),
    }
    order = [TOTAL, OUTSIDE_INCHEON, *(str(each) for each in a.occupancy.index if each not in (TOTAL, OUTSIDE_INCHEON))]
    shares = [float(a.occupancy[name]) for name in order]
    figure, axes = chart(height=height_of(len(order)) - 0.3)
    bars(axes, [names[name][lang] for name in order], shares, [percent(share) for share in shares], highlight=(1,))
    by_region = a.occupancy.drop([TOTAL, OUTSIDE_INCHEON])
    fullest, emptiest = str(by_region.idxmax()), str(by_region.idxmin())
    caption = Words(
        f"감염병 전담병원의 가동률. {names[fullest].ko} {percent(by_region[fullest])}, {names[emptiest].ko} "
        f"{percent(by_region[emptiest])}로 갈리며, 인천을 빼면 전체 {percent(shares[0])}가 {percent(shares[1])}로 "
        f"바뀐다.",
        f"Occupancy of general beds: {percent(by_region[fullest])} in {names[fullest].en}, "
        f"{percent(by_region[emptiest])} in {names[emptiest].en}. Without Incheon the total of {percent(shares[0])} "
        f"becomes {percent(shares[1])}.",
    )
    said = "; ".join(f"{names[name][lang]} {percent(share)}" for name, share in zip(order, shares, strict=True))
    alt = Words(f"지역별 가동률의 막대그래프: {said}.", f"Bars of occupancy: {said}.")
    return Figure(figure, caption[lang], alt[lang], source(lang, a.inputs.tables["hospital_beds"]), lang=lang)


def scenario_chart(a: Answers, lang: Lang) -> Figure:
    """Cases a day and Seoul's general beds in use, were R to stay, to fall to 1, or to fall further."""
    daily, horizon = a.inputs.daily, a.inputs.horizon
    days = pd.date_range(daily.index[0], periods=len(daily) + horizon)
    figure, (upper, lower) = panels(2, 1, height=6.6, share_x=True)
    series(upper, np.arange(len(daily)), daily, colour=INK)
    start = len(daily) - 1
    _courses(upper, a, "cases", start, float(daily.iloc[-1]))
    _courses(lower, a, "beds", start, float(a.inputs.seoul["general_in_use"]))
    for axes in (upper, lower):
        axes.set_xlim(-0.5, len(days) - 0.5)
        axes.set_ylim(0, axes.get_ylim()[1])
        number_axis(axes.yaxis, 0)
    _capacity(lower, a, lang)
    day_axis(lower, days, lang)
    unit_title(upper, Words("하루 확진자(명)", "Cases a day")[lang])
    unit_title(lower, Words("서울의 전담병상, 사용 중(병상)", "Seoul's general beds in use")[lang])
    for axes, what in ((upper, "cases"), (lower, "beds")):
        ends = [(getattr(a.courses[name], what).iloc[-1], name) for name in COURSES]
        floor = FLOOR * axes.get_ylim()[1]
        end_labels(axes, [(len(days) - 1, max(y, floor), _end(a, name, y), COURSES[name]) for y, name in ends])
    made = Figure(
        figure,
        _scenario_caption(a)[lang],
        _scenario_alt(a)[lang],
        source(lang, a.inputs.tables["covid_daily"], a.inputs.tables["hospital_beds"]),
        _scenario_table(a, lang),
        lang,
    )
    return marked(made, a.inputs.printed.cut_offs, "covid.beds_and_cases")


def beds_tornado(a: Answers, lang: Lang) -> Figure:
    """Seoul's general beds at the horizon, if R stays, with each assumption at either end of its range."""
    frame = a.beds_by_assumption
    low, high = sorted((float(frame["at_low"].iloc[0]), float(frame["at_high"].iloc[0])))
    name, days = ASSUMPTIONS[str(frame.index[0])], a.inputs.horizon
    owned = number(a.inputs.seoul["general_owned"])
    caption = Words(
        f"R이 그대로일 때 {days}일 뒤 서울의 전담병상. 가장 크게 흔드는 가정은 ‘{name.ko}’이며, "
        f"{number(low, 0)}병상에서 {number(high, 0)}병상까지이다. 보유는 {owned}병상이다.",
        f"Seoul's general beds in use in {days} days if R stays. What moves them most is “{name.en}”, from "
        f"{number(low, 0)} to {number(high, 0)}; {owned} are owned.",
    )
    printed_at = source(lang, a.inputs.tables["covid_daily"], a.inputs.tables["hospital_beds"])
    return sensitivity_chart(frame, lambda x: number(x, 0), caption, printed_at, lang)


def _courses(axes: Axes, a: Answers, what: str, start: int, now: float) -> None:
    """The scenarios from the last known value on, the range of R shaded where R stays."""
    x = np.arange(start, start + a.inputs.horizon + 1)
    paths = {name: np.concatenate([[now], getattr(course, what)]) for name, course in a.courses.items()}
    for name, colour in COURSES.items():
        low, high = (paths["stays_low"], paths["stays_high"]) if name == "stays" else (None, None)
        series(axes, x, paths[name], low=low, high=high, colour=colour, points=False, dashed=True)


def _capacity(axes: Axes, a: Answers, lang: Lang) -> None:
    """The beds owned, and with those planned, as lines named at the left, clear of one another."""
    owned, planned = a.inputs.seoul["general_owned"], a.beds_planned
    lift = LIFT * axes.get_ylim()[1]
    with styled():
        axes.axhline(owned, color=QUIET, linewidth=1.4)
        axes.axhline(planned, color=QUIET, linewidth=1.0, linestyle=DOTTED)
    names = {owned: Words(f"보유 {number(owned)}", f"owned {number(owned)}")}
    if planned > owned:
        names[planned] = Words(f"추가 확보분 포함 {number(planned)}", f"with those planned {number(planned)}")
    end_labels(axes, [(-0.5, level + lift, words[lang], INK) for level, words in names.items()])


def _end(a: Answers, name: str, y: float) -> str:
    return f"R {_repro(a, name)}: {number(y, 0)}"


def _repro(a: Answers, name: str) -> str:
    return r(a.rt.value) if name == "stays" else number(a.courses[name].reproduction)


def _scenario_caption(a: Answers) -> Words:
    share, stay = percent(a.inputs.assumed["admission_share"].value, 0), number(a.inputs.assumed["stay_days"].value)
    parts = {lang: ", ".join(_ends_said(a, name, lang) for name in COURSES) for lang in ("ko", "en")}
    return Words(
        f"시나리오(예측이 아님): 앞으로 {a.inputs.horizon}일의 확진자와 서울의 전담병상. 확진자의 {share}가 입원해 "
        f"평균 {stay}일 머문다고 보면 끝 날의 병상은 {parts['ko']}이다. 띠는 R의 95% 범위만 반영한다.",
        f"Scenarios, not forecasts: cases and Seoul's general beds over {a.inputs.horizon} days, {share} of cases "
        f"admitted for {stay} days on average. Beds on the last day: {parts['en']}. The band is the 95% range of R "
        f"alone.",
    )


def _ends_said(a: Answers, name: str, lang: Lang) -> str:
    course = a.courses[name]
    beds = number(course.beds.iloc[-1], 0)
    full = ""
    if course.full_on is not None:
        full = Words(f"({on(course.full_on, 'ko')}부터 모자람)", f" (short from {on(course.full_on, 'en')})")[lang]
    return Words(f"R {_repro(a, name)}에서 {beds}병상{full}", f"{beds}{full} with R at {_repro(a, name)}")[lang]


def _scenario_alt(a: Answers) -> Words:
    daily = a.inputs.daily
    texts = {}
    for lang in ("ko", "en"):
        texts[lang] = "; ".join(
            Words(
                f"R {_repro(a, name)}: 하루 {number(course.cases.iloc[-1], 0)}명, "
                f"{number(course.beds.iloc[-1], 0)}병상",
                f"R {_repro(a, name)}: {number(course.cases.iloc[-1], 0)} cases a day, "
                f"{number(course.beds.iloc[-1], 0)} beds",
            )[lang]
            for name, course in ((name, a.courses[name]) for name in COURSES)
        )
    owned, in_use = number(a.inputs.seoul["general_owned"]), number(a.inputs.seoul["general_in_use"])
    return Words(
        f"위는 {in_full(daily.index[-1], 'ko')}까지의 확진자와 그 뒤의 세 시나리오, 아래는 사용 중 "
        f"{in_use}병상({on(a.inputs.printed.beds_as_of, 'ko')})에서 출발한 병상과 보유 {owned}병상의 선. 끝 날은 "
        f"{texts['ko']}.",
        f"Above, cases up to {in_full(daily.index[-1], 'en')} and three scenarios; below, beds from {in_use} in use on "
        f"{on(a.inputs.printed.beds_as_of, 'en')}, with a line at the {owned} owned. On the last day: {texts['en']}.",
    )


def _scenario_table(a: Answers, lang: Lang) -> Table:
    cases, beds = Words("하루 확진자(명)", "Cases a day")[lang], Words("병상", "Beds in use")[lang]
    frame = pd.DataFrame(
        {
            **{(cases, f"R {_repro(a, name)}"): a.courses[name].cases for name in COURSES},
            **{(beds, f"R {_repro(a, name)}"): a.courses[name].beds for name in COURSES},
        }
    )
    frame.insert(0, (Words("날짜", "Day")[lang], ""), [on(each, lang) for each in frame.index])
    formats = dict.fromkeys(frame.columns[1:], 0)
    caption = Words("시나리오별 확진자와 병상", "Cases and beds by scenario")[lang]
    return Table(frame.reset_index(drop=True), caption, lang, formats=formats)
