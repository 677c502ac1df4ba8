"""The charts on the office and its counts: vacancies, women by division, shares, weights of evaluations."""

from analysis.methods.topics.programmes import Answers, Share
from analysis.methods.topics.programmes.reviews import HALF
from analysis.methods.topics.programmes.staff import Division
from analysis.present.charts import bars, height_of, intervals
from analysis.present.figures import Figure
from analysis.present.numbers import number, percent
from analysis.present.theme import ACCENT, CONTRAST, chart, number_axis
from analysis.present.topics.programmes.words import (
    SCHEMES,
    SHARES,
    above,
    against_half,
    below,
    range_text,
    several,
    source,
)
from analysis.present.words import Lang, Words

ROOM = 0.5  # more of the panel for a text left of a bar, as the names at the left take much of it


def vacancy_chart(a: Answers, lang: Lang) -> Figure:
    """Posts not filled by division, those above quota below zero."""
    staff = a.inputs.staff
    found = staff.by_vacancies
    figure, axes = chart(height=height_of(len(found)) - 0.4)
    bars(
        axes,
        [each.names[lang] for each in found],
        [each.vacancies for each in found],
        [_of_quota(each, lang) for each in found],
        highlight=[place for place, each in enumerate(found) if each.vacancies > 0] or [-1],
    )
    if staff.surplus:
        low, high = axes.get_xlim()
        axes.set_xlim(low - ROOM * (high - low), high)
    empty = number(sum(each.vacancies > 0 for each in found))
    over = number(sum(each.vacancies < 0 for each in found))
    count, unfilled, net = number(len(found)), number(staff.unfilled), number(staff.vacancies)
    caption = Words(
        f"부서별 결원(정원 − 현원). 부서 {count}곳 중 {empty}곳에 결원 {unfilled}명이 있고, {over}곳은 정원을 넘어 "
        f"순결원은 {net}명이다.",
        f"Vacancies by division (posts less people). {empty} of {count} divisions have {unfilled} between them, {over} "
        f"above quota; the net number is {net}.",
    )[lang]
    told = "; ".join(f"{each.names[lang]} {_of_quota(each, lang)}" for each in found)
    alt = Words(f"부서마다 결원을 나타낸 가로 막대: {told}.", f"Lying bars of vacancies, a division each: {told}.")[
        lang
    ]
    return Figure(figure, caption, alt, source(a, lang, "organisation"), lang=lang)


def _of_quota(division: Division, lang: Lang) -> str:
    vacancies, quota = number(abs(division.vacancies)), number(division.quota)
    if division.vacancies < 0:
        return Words(f"{vacancies}명 초과(정원 {quota}명)", f"{vacancies} above {quota} posts")[lang]
    return Words(f"{vacancies}명(정원 {quota}명)", f"{vacancies} of {quota} posts")[lang]


def women_chart(a: Answers, lang: Lang) -> Figure:
    """The share of women by division with its range, against the office's."""
    staff = a.inputs.staff
    found, total = staff.by_women_share, staff.total
    figure, axes = chart(height=height_of(len(found)))
    axes.set_xlim(0, 1)
    share = percent(total.women_share.value)
    intervals(
        axes,
        [_with_size(each, lang) for each in found],
        [each.women_share.value for each in found],
        [each.women_share.low for each in found],
        [each.women_share.high for each in found],
        [percent(each.women_share.value) for each in found],
        reference=total.women_share.value,
        reference_label=Words(f"실 전체 {share}", f"the office, {share}")[lang],
        colours=[CONTRAST if each in staff.apart else ACCENT for each in found],
    )
    number_axis(axes.xaxis, 0, suffix="%", scale=100)
    widths = [(each.women_share.high or 1) - (each.women_share.low or 0) for each in found]
    narrow, wide = (percent(width / 2, 0).rstrip("%") for width in (min(widths), max(widths)))
    apart, count = number(len(staff.apart)), number(len(found))
    caption = Words(
        f"부서별 여성 비율과 95% 윌슨 범위(괄호는 현원). 범위의 반너비는 {narrow}~{wide}%p이고, 실 전체의 비율을 "
        f"벗어나는 부서는 {count}곳 중 {apart}곳이다.",
        f"Share of women by division with 95% Wilson ranges (staff in brackets). The ranges reach {narrow} to {wide} "
        f"points to either side; {apart} of {count} leave out the office's share.",
    )[lang]
    told = "; ".join(
        f"{each.names[lang]} {percent(each.women_share.value)} ({range_text(each.women_share, lang)})" for each in found
    )
    alt = Words(
        f"부서마다 점과 범위로 나타낸 여성 비율, 점선은 실 전체의 {share}: {told}.",
        f"A dot and range for each division, a dashed line at the office's {share}: {told}.",
    )[lang]
    return Figure(figure, caption, alt, source(a, lang, "organisation"), lang=lang)


def _with_size(division: Division, lang: Lang) -> str:
    return f"{division.names[lang]}{' ' if lang == 'en' else ''}({number(division.current)})"


def shares_chart(a: Answers, lang: Lang) -> Figure:
    """What was counted as so many of so many, with the ranges, against one half."""
    found = dict(sorted(a.shares.items(), key=lambda item: -item[1].share.value))
    figure, axes = chart(height=height_of(len(found)) + 0.2)
    axes.set_xlim(0, 1)
    intervals(
        axes,
        [SHARES[name][lang] for name in found],
        [each.share.value for each in found.values()],
        [each.share.low for each in found.values()],
        [each.share.high for each in found.values()],
        [_so_many(each) for each in found.values()],
        reference=HALF,
        reference_label=Words("절반", "one half")[lang],
    )
    number_axis(axes.xaxis, 0, suffix="%", scale=100)
    caption = _shares_caption(found)[lang]
    told = "; ".join(
        f"{SHARES[name][lang]} {_so_many(each)}, {percent(each.share.value)} ({range_text(each.share, lang)}), "
        f"{against_half(each.share)[lang]}"
        for name, each in found.items()
    )
    alt = Words(f"비율마다 점과 95% 범위, 점선은 절반: {told}.", f"A dot and 95% range each, dashed at half: {told}.")[
        lang
    ]
    sections = ("joint_evaluation", "regulation_reform", "honorary_citizens", "overseas_business")
    return Figure(figure, caption, alt, source(a, lang, *sections), lang=lang)


def _so_many(share: Share) -> str:
    return f"{number(share.count)}/{number(share.of)}"


def _shares_caption(found: dict[str, Share]) -> Words:
    unsure = [SHARES[name] for name, each in found.items() if not (above(each.share, HALF) or below(each.share, HALF))]
    count, open_ = number(len(found)), number(len(unsure))
    if not unsure:
        return Words(
            f"센 것의 비율과 95% 윌슨 범위. {count}개 모두 절반과 구별된다.",
            f"Shares counted, with 95% Wilson ranges. All {count} can be told from one half.",
        )
    ko, en = several([name.ko for name in unsure], "ko"), several([name.en.lower() for name in unsure], "en")
    return Words(
        f"센 것의 비율과 95% 윌슨 범위. {count}개 중 {open_}개({ko})는 절반과 구별되지 않는다.",
        f"Shares counted, with 95% Wilson ranges. {open_} of {count} cannot be told from one half: {en}.",
    )


def weights_chart(a: Answers, lang: Lang) -> Figure:
    """The points that each scheme gives its groups of indicators, own business set apart."""
    agencies = a.inputs.agencies
    rows = agencies.weights
    names = [f"{SCHEMES[each.scheme][lang]}: {agencies.groups[each.group][lang]}" for each in rows]
    figure, axes = chart(height=height_of(len(rows)) - 0.4)
    bars(
        axes,
        names,
        [each.points for each in rows],
        [number(each.points) for each in rows],
        highlight=[place for place, each in enumerate(rows) if each.own_business],
    )
    own = several([f"{SCHEMES[s][lang]} {number(points)}" for s, points in agencies.own_business.items()], lang)
    caption = Words(
        f"세 평가의 배점(점). 짙은 막대는 기관 고유의 사업에 주는 배점이다: {own}.",
        f"Points in the three evaluations. Dark bars are for the institution's own business: {own}.",
    )[lang]
    told = "; ".join(f"{name} {number(each.points)}" for name, each in zip(names, rows, strict=True))
    alt = Words(
        f"지표군마다 배점을 나타낸 가로 막대: {told}.", f"Lying bars of points, a group of indicators each: {told}."
    )
    return Figure(figure, caption, alt[lang], source(a, lang, "agency_evaluation"), lang=lang)
