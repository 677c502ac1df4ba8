"""Readings on plans and money: regulation, plans, aid and rewards, each with its test and both wordings."""

from analysis.methods.topics.programmes import Answers
from analysis.methods.topics.programmes.plans import GOALS, INDICATORS, PROGRAMMES
from analysis.methods.topics.programmes.reviews import HALF
from analysis.present.findings import Claim
from analysis.present.numbers import number, percent, quantity
from analysis.present.topics.programmes.words import (
    above,
    against_half,
    below,
    both,
    per_cent_change,
    range_text,
    said,
    signed,
    won,
)
from analysis.present.words import Words


def _tasks(a: Answers) -> Words:
    found = a.inputs.regulation
    share, verdict = percent(found.selected_share.value), against_half(found.selected_share)
    return Words(
        f"행정안전부에 건의한 과제 {number(found.proposed)}건 중 {number(found.selected)}건, {share}가 선정되었다. "
        f"95% 범위 {range_text(found.selected_share, 'ko')}는 {verdict.ko}.",
        f"Of {number(found.proposed)} reform tasks proposed to the Ministry {number(found.selected)} were selected, "
        f"{share}. The 95% range, {range_text(found.selected_share, 'en')}, {verdict.en}.",
    )


def _tasks_few(a: Answers) -> Words:
    text = _tasks(a)
    return Words(f"{text.ko} 선정되는 것보다 떨어지는 것이 많다.", f"{text.en} More are turned down than selected.")


def _tasks_open(a: Answers) -> Words:
    text = _tasks(a)
    if above(a.inputs.regulation.selected_share, HALF):
        return Words(f"{text.ko} 떨어지는 것보다 선정되는 것이 많다.", f"{text.en} More are selected than turned down.")
    return Words(
        f"{text.ko} 이 한 번으로는 건의가 대개 떨어진다고 할 수 없다.",
        f"{text.en} One round does not establish that most proposals fail.",
    )


def _plan(a: Answers) -> Words:
    plan = a.inputs.sustainable
    before, after = (number(count, 1) for count in plan.programmes_a_goal)
    change = per_cent_change(plan.programmes_change.value)
    missing = INDICATORS not in plan.second
    return Words(
        f"세부사업은 {number(plan.first[PROGRAMMES])}개에서 {number(plan.second[PROGRAMMES])}개({change})로, 목표는 "
        f"{number(plan.first[GOALS])}개에서 {number(plan.second[GOALS])}개로 바뀌어, 목표 하나에 딸린 사업이 "
        f"{before}개에서 {after}개가 된다.{' 제2차 계획의 성과지표 수는 보고서에 없다.' if missing else ''}",
        f"Programmes go from {number(plan.first[PROGRAMMES])} to {number(plan.second[PROGRAMMES])} ({change}) and "
        f"goals from {number(plan.first[GOALS])} to {number(plan.second[GOALS])}: {before} programmes to a goal become "
        f"{after}.{' The report does not print how many indicators the second plan has.' if missing else ''}",
    )


def _plan_not_finer(a: Answers) -> Words:
    text = _plan(a)
    return Words(f"{text.ko} 목표마다 딸린 사업은 줄지 않았다.", f"{text.en} Programmes to a goal are not fewer.")


def _turnover(a: Answers) -> Words:
    found = a.inputs.gender
    change, relative = signed(found.change), per_cent_change(found.change / found.current)
    new = percent(found.new_share.value)
    return Words(
        f"다음 회계연도의 성인지예산 대상사업은 {number(found.next)}개로 올해 {number(found.current)}개 대비 "
        f"{change}개({relative})이다. 새로 {number(found.new)}개를 넣고 {number(found.dropped)}개를 빼어, 대상의 "
        f"{new}가 새 사업이다.",
        f"Next fiscal year {quantity(found.next, 'projects', 'en')} fall under the gender budget, against "
        f"{number(found.current)} this year ({change}, {relative}); {number(found.new)} were added and "
        f"{number(found.dropped)} dropped, so that {new} are new.",
    )


def _turns_over(a: Answers) -> Words:
    text = _turnover(a)
    return Words(f"{text.ko} 순증보다 교체가 크다.", f"{text.en} Turnover exceeds the net change.")


def _aid(a: Answers) -> Words:
    aid = a.inputs.aid
    before, now = aid.years
    per = [said(amount, "KRW million", 1) for amount in aid.per_project]
    return Words(
        f"원조 예산은 {before}년 비용 대비 {per_cent_change(aid.change.value)}이고, 사업은 "
        f"{number(aid.projects_before)}개에서 {number(aid.projects)}개가 되어 사업당 금액은 {per[0].ko}에서 "
        f"{per[1].ko}({per_cent_change(aid.per_project_change.value)})이 된다.",
        f"Against the cost of {before} the aid budget of {now} is {per_cent_change(aid.change.value)}; projects go "
        f"from {number(aid.projects_before)} to {number(aid.projects)}, so that one project gets {per[1].en} instead "
        f"of {per[0].en} ({per_cent_change(aid.per_project_change.value)}).",
    )


def _aid_thinner(a: Answers) -> Words:
    text = _aid(a)
    return Words(
        f"{text.ko} 사업 하나에 쓰는 돈은 총액만큼 바뀌지 않았다.",
        f"{text.en} A single project changes by less than the total.",
    )


def _aid_not(a: Answers) -> Words:
    text = _aid(a)
    return Words(
        f"{text.ko} 사업 하나에 쓰는 돈도 총액 못지않게 바뀌었다.",
        f"{text.en} A single project changes by no less than the total.",
    )


def _breakeven(a: Answers) -> Words:
    found = a.inputs.scenario
    needed, reward = found.breakeven_royalties.value, both(lambda lang: won(found.reward_planned, lang))
    times = f"{number(needed / found.fees, 2)}" if found.fees else ""
    need, fees = both(lambda lang: won(needed, lang)), both(lambda lang: won(found.fees, lang))
    patents, most = said(found.patents, "patents"), said(found.affordable_patents, "patents")
    multiple = Words(f"(지금의 {times}배)" if times else "", f" ({times} times the present)" if times else "")
    return Words(
        f"보상금이 {reward.ko}일 때 특허 {patents.ko}의 수지가 맞으려면 실시료가 {need.ko}{multiple.ko}이어야 하고, "
        f"실시료가 {fees.ko} 그대로면 {most.ko}까지만 보상할 수 있다.",
        f"At a reward of {reward.en}, {patents.en} balance only with licence fees of {need.en}{multiple.en}; with fees "
        f"of {fees.en} as they are, {most.en} at most can be rewarded.",
    )


def _needs_more(a: Answers) -> Words:
    text = _breakeven(a)
    return Words(f"{text.ko} 실시료가 늘어야 유지되는 인상이다.", f"{text.en} The raise is covered only if fees grow.")


def _needs_no_more(a: Answers) -> Words:
    text = _breakeven(a)
    return Words(f"{text.ko} 지금의 실시료로 감당할 수 있다.", f"{text.en} Fees as they are pay for it.")


PLAN_READINGS: tuple[Claim[Answers], ...] = (
    Claim(
        "programmes.tasks_turned_down",
        Words("건의 과제는 절반 넘게 떨어진다", "More reform tasks are turned down than selected"),
        lambda a: below(a.inputs.regulation.selected_share, HALF),
        _tasks_few,
        _tasks_open,
    ),
    Claim(
        "programmes.fewer_to_a_goal",
        Words("목표마다 딸린 사업이 준다", "There are fewer programmes to a goal"),
        lambda a: a.inputs.sustainable.programmes_a_goal[1] < a.inputs.sustainable.programmes_a_goal[0],
        _plan,
        _plan_not_finer,
    ),
    Claim(
        "programmes.gender_turnover",
        Words("성인지예산 대상은 순증보다 교체가 크다", "Turnover of gender budget projects exceeds the net change"),
        lambda a: a.inputs.gender.dropped > abs(a.inputs.gender.change),
        _turns_over,
        _turnover,
    ),
    Claim(
        "programmes.aid_per_project",
        Words("사업당 원조는 총액만큼 바뀌지 않았다", "Aid to one project changes by less than the total"),
        lambda a: abs(a.inputs.aid.per_project_change.value) < abs(a.inputs.aid.change.value),
        _aid_thinner,
        _aid_not,
    ),
    Claim(
        "programmes.raise_needs_fees",
        Words("인상을 감당하려면 실시료가 늘어야 한다", "The raise needs more licence fees"),
        lambda a: a.inputs.scenario.breakeven_royalties.value > a.inputs.scenario.fees,
        _needs_more,
        _needs_no_more,
    ),
)
