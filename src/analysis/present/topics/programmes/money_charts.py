"""The charts on what changed and on the invention rewards."""

from dataclasses import dataclass

from matplotlib.axes import Axes

from analysis.methods.topics.programmes import Answers
from analysis.methods.topics.programmes.plans import GOALS, PROGRAMMES
from analysis.present.charts import columns, height_of, tornado
from analysis.present.curves import series
from analysis.present.cut_offs import marked
from analysis.present.figures import Figure
from analysis.present.numbers import number, percent, quantity
from analysis.present.theme import (
    ACCENT,
    CONTRAST,
    GAP,
    INK,
    PAPER,
    chart,
    number_axis,
    panels,
    styled,
    unit_title,
    write,
    zero_line,
)
from analysis.present.topics.programmes.words import per_cent_change, signed_won, source, won
from analysis.present.words import Lang, Words

INPUTS = {
    "patents": Words("특허 등록", "Patents registered"),
    "royalties": Words("실시료", "Licence fees"),
    "disposal_share": Words("처분보상 비율", "Inventors' share"),
}


SCALES = {"ko": 1.0, "en": 0.01}  # the axis counts 만 원 in Korean, KRW million in English


@dataclass(frozen=True)
class Change:
    """One number before and after: its name, the names of both times, its decimals."""

    name: Words
    times: tuple[Words, Words]
    before: float
    after: float
    digits: int = 0

    @property
    def relative(self) -> str:
        """The relative change with its sign."""
        return per_cent_change(self.after / self.before - 1, 0)


def changes(a: Answers) -> list[Change]:
    """What the report prints before and after a plan was recast or a year went by."""
    plan, gender, aid = a.inputs.sustainable, a.inputs.gender, a.inputs.aid
    plans = Words("제1차", "First plan"), Words("제2차", "Second plan")
    fiscal = Words("올해", "This year"), Words("다음 해", "Next year")
    years = Words(f"{aid.years[0]}년", f"{aid.years[0]}"), Words(f"{aid.years[1]}년", f"{aid.years[1]}")
    return [
        Change(Words("지속가능발전 목표", "Sustainability: goals"), plans, plan.first[GOALS], plan.second[GOALS]),
        Change(
            Words("지속가능발전 세부사업", "Sustainability: programmes"),
            plans,
            plan.first[PROGRAMMES],
            plan.second[PROGRAMMES],
        ),
        Change(Words("성인지예산 대상사업", "Gender budget: projects"), fiscal, gender.current, gender.next),
        Change(Words("원조 사업", "Aid: projects"), years, aid.projects_before, aid.projects),
        Change(Words("원조 총액(백만 원)", "Aid (KRW million)"), years, aid.cost_before, aid.budget),
        Change(Words("사업당 원조(백만 원)", "Aid a project (KRW million)"), years, *aid.per_project, 1),
    ]


def changes_chart(a: Answers, lang: Lang) -> Figure:
    """Small multiples of what was and what comes, each from zero on its own scale."""
    found = changes(a)
    figure, axes = panels(-(-len(found) // 2), 2, height=2.0 * -(-len(found) // 2))
    for panel, change in zip(axes, found, strict=True):
        values = [change.before, change.after]
        columns(
            panel,
            [time[lang] for time in change.times],
            values,
            [number(change.before, change.digits), f"{number(change.after, change.digits)} ({change.relative})"],
            highlight=[1],
        )
        panel.set_ylim(0, 1.25 * max(values))
        panel.set_xlim(-0.7, 1.7)
        panel.yaxis.set_visible(False)
        unit_title(panel, change.name[lang], INK)
    fewer = sum(change.after < change.before for change in found)
    most = max(found, key=lambda change: abs(change.after / change.before - 1))
    caption = Words(
        f"앞과 뒤에 인쇄된 수(칸마다 눈금이 다르며 0에서 시작한다). {number(len(found))}개 중 {number(fewer)}개가 "
        f"줄었고, 가장 크게 바뀐 것은 {most.name.ko}({most.relative})이다.",
        f"Numbers before and after, each from zero on its own scale. {number(fewer)} of {number(len(found))} fall; the "
        f"largest change is {most.name.en} ({most.relative}).",
    )[lang]
    told = "; ".join(
        f"{each.name[lang]} {each.times[0][lang]} {number(each.before, each.digits)}, {each.times[1][lang]} "
        f"{number(each.after, each.digits)}"
        for each in found
    )
    alt = Words(f"칸마다 앞뒤 두 기둥: {told}.", f"Two columns a panel, before and after: {told}.")[lang]
    sections = ("sustainable_development", "gender_budget", "oda")
    return Figure(figure, caption, alt, source(a, lang, *sections), lang=lang)


def inventions_chart(a: Answers, lang: Lang) -> Figure:
    """The balance of fees and rewards over the patents registered, at the present and at the planned reward."""
    found = a.inputs.scenario
    figure, axes = chart(height=4.2)
    lines = {"now": (found.reward_now, ACCENT), "planned": (found.reward_planned, CONTRAST)}
    for name, (_, colour) in lines.items():
        series(axes, found.curve.index, found.curve[name], colour=colour, points=False)
    last = int(found.curve.index[-1])
    axes.set_xlim(0, last * 1.45)
    axes.margins(y=0.1)
    with styled():
        zero_line(axes)
    for result, (_, colour) in zip((found.balance_now, found.balance_planned), lines.values(), strict=True):
        _mark(axes, found.patents, result.value, signed_won(result.value, lang), colour)
    for name, (reward, colour) in lines.items():
        write(
            axes,
            last,
            float(found.curve[name].iloc[-1]),
            _reward(reward, lang),
            colour=colour,
            offset=(GAP, 0),
            halo=PAPER,
        )
    number_axis(axes.xaxis, 0)
    number_axis(axes.yaxis, scale=SCALES[lang])
    axes.set_xlabel(Words("등록한 특허(건)", "Patents registered")[lang])
    unit_title(axes, Words("수지(만 원)", "Balance (KRW million)")[lang])
    fees, patents = won(found.fees, lang), quantity(found.patents, "patents", lang)
    now, planned = (signed_won(each.value, lang) for each in (found.balance_now, found.balance_planned))
    caption = Words(
        f"실시료 {fees}에서 두 보상금을 뺀 수지. 특허 {patents}이면 지금은 {now}, 인상 뒤에는 {planned}이다.",
        f"Licence fees of {fees} less both rewards. With {patents} the balance is {now} now and {planned} after the "
        f"raise.",
    )[lang]
    most = quantity(found.affordable_patents, "patents", lang)
    alt = Words(
        f"등록한 특허가 늘수록 내려가는 두 직선. 특허 {patents}에서 지금은 {now}, 인상 뒤에는 {planned}이며, 인상 뒤에 "
        f"적자가 아닌 것은 {most}까지이다.",
        f"Two lines that fall with each patent registered: {now} now and {planned} after the raise at {patents}; after "
        f"the raise there is no deficit up to {most}.",
    )[lang]
    made = Figure(figure, caption, alt, source(a, lang, "employee_inventions"), lang=lang)
    return marked(made, a.inputs.cut_offs, "inventions.fees_and_rewards")


def _reward(reward: int, lang: Lang) -> str:
    amount = won(reward, lang)
    return Words(f"건당 {amount}", f"{amount} each")[lang]


@styled()
def _mark(axes: Axes, x: float, y: float, text: str, colour: str) -> None:
    axes.plot(x, y, "o", color=colour, markersize=9, markeredgecolor=PAPER, markeredgewidth=1.2, zorder=4)
    write(axes, x, y, text, colour=colour, offset=(8, 9), up="bottom", halo=PAPER)


def _plain(amount: float, lang: Lang) -> str:
    """An amount without its unit: 만 원 in Korean, KRW million in English."""
    return number(amount * SCALES[lang], 0 if lang == "ko" else 2)


def swing_chart(a: Answers, lang: Lang) -> Figure:
    """The balance after the raise with each input moved by the same fraction."""
    found = a.inputs.scenario
    frame = found.swings
    ends = dict(zip(map(str, frame.index), zip(frame["at_low"], frame["at_high"], strict=True), strict=True))
    swing, base = percent(float(found.swing), 0), found.balance_planned.value
    figure, axes = chart(height=height_of(len(frame)) + 0.2)
    tornado(
        axes,
        [INPUTS[name][lang] for name in ends],
        [low for low, _ in ends.values()],
        [high for _, high in ends.values()],
        base,
        [(_plain(low, lang), _plain(high, lang)) for low, high in ends.values()],
        base_label=Words(f"인상 뒤 {signed_won(base, 'ko')}", f"after the raise, {signed_won(base, 'en')}")[lang],
        ends=(Words(f"{swing} 적게", f"{swing} less")[lang], Words(f"{swing} 많게", f"{swing} more")[lang]),
    )
    first = INPUTS[next(iter(ends))]
    turns = any((end < 0) != (base < 0) for pair in ends.values() for end in pair)
    verdict = (
        Words("수지의 부호가 바뀌기도 한다", "the sign of the balance can change")
        if turns
        else Words("수지의 부호는 바뀌지 않는다", "the sign of the balance does not change")
    )
    caption = Words(
        f"인상 뒤의 수지를 세 조건을 하나씩 {swing} 줄이고 늘려 다시 구한 값. 가장 크게 움직이는 조건은 "
        f"{first.ko}이고, {verdict.ko}.",
        f"The balance after the raise with each of three inputs {swing} less and more. {first.en} moves it most; "
        f"{verdict.en}.",
    )[lang]
    told = "; ".join(
        f"{INPUTS[name][lang]} {signed_won(low, lang)}, {signed_won(high, lang)}" for name, (low, high) in ends.items()
    )
    alt = Words(
        f"조건마다 양 끝의 수지를 나타낸 토네이도 그림: {told}.", f"A tornado of the balance at both ends: {told}."
    )
    return Figure(figure, caption, alt[lang], source(a, lang, "employee_inventions"), lang=lang)
