"""The rows of the table of programmes for the office itself: staff, laws, evaluation, plans, services, agencies."""

from collections.abc import Callable, Mapping

from analysis.methods.topics.programmes import Inputs
from analysis.methods.topics.programmes.agencies import MINISTRY
from analysis.methods.topics.programmes.plans import GOALS, INDICATORS, PROGRAMMES, TASKS
from analysis.present.dates import day, days, month
from analysis.present.numbers import estimate, number, percent, span
from analysis.present.topics.programmes.words import both, per_cent_change, said, signed, signed_won, won
from analysis.present.words import Lang, Words

Cells = tuple[Words | None, Words | None, Words | None]


def _organisation(given: Inputs) -> Cells:
    staff = given.staff
    quota, current, women = (number(n) for n in (staff.total.quota, staff.total.current, staff.total.women))
    vacancies, share = number(staff.vacancies), percent(staff.vacancy_share.value)
    return (
        Words(f"정원 {quota}명", f"{quota} posts"),
        Words(f"현원 {current}명, 여성 {women}명", f"{current} staff, {women} women"),
        Words(f"결원 {vacancies}명({share})", f"{vacancies} vacancies ({share})"),
    )


def _acting_mayor(given: Inputs) -> Cells:
    term = given.acting_mayor
    share = percent(term.elapsed / term.days)
    period = both(lambda lang: days(term.first, term.last, lang))
    start = both(lambda lang: day(term.reported, lang))
    return (
        Words(f"{number(term.days)}일({period.ko})", f"{number(term.days)} days ({period.en})"),
        None,
        Words(
            f"{start.ko} 전까지 {number(term.elapsed)}일({share})이 지났다",
            f"{number(term.elapsed)} days ({share}) had passed before {start.en}",
        ),
    )


def _police(given: Inputs) -> Cells:
    bill = given.police
    effect, asked = both(lambda lang: day(bill.effect, lang)), both(lambda lang: month(bill.requested, lang))
    later = said(bill.months_later, "months")
    share = percent(bill.by_governor / bill.members)
    return (
        Words(
            f"{effect.ko} 시행, 위원 {number(bill.members)}명",
            f"in force on {effect.en}, {number(bill.members)} members",
        ),
        None,
        Words(
            f"시의 요청은 {asked.ko} 이후({later.ko} 뒤), 단체장이 지명하는 위원 {share}",
            f"the city asks for {asked.en} or after ({later.en} later); the governor names {share} of members",
        ),
    )


def _autonomy(given: Inputs) -> Cells:
    found = given.autonomy.changes
    changed = {name: f"{number(now)}→{number(planned)}" for name, (now, planned) in found.items()}
    signs = {name: signed(planned - now) for name, (now, planned) in found.items()}

    def listed(texts: Mapping[str, str], lang: Lang) -> str:
        return ", ".join(f"{ITEMS[name][lang]} {text}" for name, text in texts.items())

    return both(lambda lang: listed(changed, lang)), None, both(lambda lang: listed(signs, lang))


def _inventions(given: Inputs) -> Cells:
    found = given.inventions
    rewards = both(lambda lang: f"{won(found.reward_now, lang)} → {won(found.reward_planned, lang)}")
    paid, fees = both(lambda lang: won(found.paid, lang)), both(lambda lang: won(found.fees, lang))
    patents, licences = said(found.patents, "patents"), said(found.licences, "contracts")
    change = both(
        lambda lang: f"{signed_won(found.balance_now.value, lang)} → {signed_won(found.balance_planned.value, lang)}"
    )
    return (
        Words(f"특허 등록보상금 {rewards.ko}", f"reward for a patent {rewards.en}"),
        Words(
            f"특허 {patents.ko}에 보상 {paid.ko}, 계약 {licences.ko}에 실시료 {fees.ko}",
            f"{paid.en} for {patents.en}, {fees.en} from {licences.en}",
        ),
        Words(f"수지 {change.ko}", f"balance {change.en}"),
    )


def _evaluation(given: Inputs) -> Cells:
    found = given.evaluation
    share = both(lambda lang: estimate(found.achieved_share, lang, 1))
    achieved, cases, all_cases = (number(n) for n in (found.achieved, found.cases_seoul, found.cases_cities))
    national, indicators, targets = (number(n) for n in (found.national, found.indicators, found.measured))
    return (
        Words(
            f"지표 {national}개 중 서울 해당 {indicators}개, 정량 목표 {targets}개",
            f"{indicators} of {national} indicators apply, {targets} have targets",
        ),
        Words(
            f"달성 {achieved}개, 우수사례 {all_cases}개 중 {cases}개",
            f"{achieved} met, {cases} of {all_cases} best cases",
        ),
        Words(f"달성 {share.ko}", f"met: {share.en}"),
    )


def _sustainable(given: Inputs) -> Cells:
    plan = given.sustainable
    first, second = plan.first, plan.second
    change, per_goal = per_cent_change(plan.programmes_change.value), [number(n, 1) for n in plan.programmes_a_goal]
    goals, programmes = number(second[GOALS]), number(second[PROGRAMMES])
    tasks = number(second[TASKS]) if TASKS in second else ""
    indicators = number(first[INDICATORS]) if INDICATORS in first else ""
    return (
        Words(
            f"제2차: 목표 {goals}개, {f'세부과제 {tasks}개, ' if tasks else ''}세부사업 {programmes}개",
            f"second plan: {goals} goals, {f'{tasks} tasks, ' if tasks else ''}{programmes} programmes",
        ),
        Words(
            f"제1차: 세부사업 {number(first[PROGRAMMES])}개{f', 성과지표 {indicators}개' if indicators else ''}",
            f"first plan: {number(first[PROGRAMMES])} programmes{f', {indicators} indicators' if indicators else ''}",
        ),
        Words(
            f"세부사업 {change}, 목표당 {per_goal[0]} → {per_goal[1]}개",
            f"programmes {change}, {per_goal[0]} → {per_goal[1]} to a goal",
        ),
    )


def _regulation(given: Inputs) -> Cells:
    found = given.regulation
    reviewed, registered, proposed, kept, out, left, selected = (
        number(n)
        for n in (
            *(found.reviewed, found.registered, found.proposed),
            *(found.kept, found.excluded, found.final_review, found.selected),
        )
    )
    kept_share, selected_share = percent(found.kept_share.value), percent(found.selected_share.value)
    return (
        Words(
            f"등록규제 {registered}건 중 {reviewed}건 정비, 과제 {proposed}건 건의",
            f"{reviewed} of {registered} regulations reviewed, {proposed} tasks proposed",
        ),
        Words(
            f"존치 {kept}건, 제외 {out}건, 심사 {left}건; 과제 선정 {selected}건",
            f"{kept} kept, {out} off, {left} to review; {selected} tasks selected",
        ),
        Words(f"존치 {kept_share}, 과제 선정 {selected_share}", f"kept {kept_share}, tasks selected {selected_share}"),
    )


def _lawyers(given: Inputs) -> Cells:
    found = given.lawyers
    fewest, most = (number(n) for n in found.visits)
    total, centres = number(found.consultations.value), number(found.centres)
    each = both(lambda lang: span(*found.per_visit, lang, 1))
    return (
        Words(f"동주민센터 {centres}곳에 월 {fewest}~{most}회", f"{fewest}–{most} visits a month to {centres} centres"),
        Words(f"{found.months}월까지 상담 {total}건", f"{total} consultations in {found.months} months"),
        Words(f"방문 한 번에 {each.ko}건", f"{each.en} a visit"),
    )


def _gender(given: Inputs) -> Cells:
    found = given.gender
    change = per_cent_change(found.change / found.current)
    following, now, new, out = (number(n) for n in (found.next, found.current, found.new, found.dropped))
    return (
        Words(f"다음 회계연도 {following}개 사업", f"{following} projects next year"),
        Words(f"올해 {now}개, 신규 {new}개, 제외 {out}개", f"{now} this year, {new} new, {out} dropped"),
        Words(f"{signed(found.change)}개({change})", f"{signed(found.change)} ({change})"),
    )


def _agencies(given: Inputs) -> Cells:
    found = given.agencies
    own = found.own_business
    ministry, city = number(own[MINISTRY]), number(min(n for scheme, n in own.items() if scheme != MINISTRY))
    ceilings = number(found.bonus_ministry + found.bonus_own), number(found.bonus_funded)
    targets, funded = number(found.ministry_targets), number(found.funded)
    return (
        Words(
            f"직원 평가급 상한: 공기업 {ceilings[0]}%, 출연기관 {ceilings[1]}%",
            f"staff bonus up to {ceilings[0]}% (corporations), {ceilings[1]}% (funded)",
        ),
        Words(f"행안부 대상 {targets}개, 출연기관 {funded}개", f"{targets} under the Ministry, {funded} funded"),
        Words(
            f"고유 사업 배점: 행안부 {ministry}점, 시 {city}점 이상",
            f"own business: {ministry} points (Ministry), {city} or more (city)",
        ),
    )


def _auditor(given: Inputs) -> Cells:
    found = given.agencies
    more = found.auditor - found.funded
    return (
        Words(
            f"{number(found.auditor)}개 기관의 감사인 지정", f"auditors named for {number(found.auditor)} institutions"
        ),
        None,
        Words(
            f"경영평가 대상 출연기관 {number(found.funded)}개 대비 {signed(more)}개",
            f"{signed(more)} against the {number(found.funded)} funded institutions evaluated",
        ),
    )


ITEMS = {
    "deputies": Words("부단체장", "deputies"),
    "bureaus": Words("실·국·본부", "bureaus"),
    "audit_signatures": Words("감사청구 인원", "audit signatures"),
}
INSIDE: Mapping[str, Callable[[Inputs], Cells]] = {
    "organisation": _organisation,
    "acting_mayor": _acting_mayor,
    "autonomous_police": _police,
    "local_autonomy_act": _autonomy,
    "employee_inventions": _inventions,
    "joint_evaluation": _evaluation,
    "sustainable_development": _sustainable,
    "regulation_reform": _regulation,
    "public_lawyers": _lawyers,
    "gender_budget": _gender,
    "agency_evaluation": _agencies,
    "auditor_selection": _auditor,
}
