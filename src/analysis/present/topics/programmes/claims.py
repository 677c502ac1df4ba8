"""The headline claims on the programmes, each with its test and both wordings."""

from analysis.methods.topics.programmes import Answers
from analysis.methods.topics.programmes.reviews import HALF
from analysis.present.dates import MONTHS
from analysis.present.findings import Card, Claim, headline
from analysis.present.numbers import number, percent
from analysis.present.topics.programmes.words import (
    above,
    against_half,
    balance,
    both,
    premise,
    range_text,
    signed_won,
    won,
)
from analysis.present.words import Words


def _posts(a: Answers) -> Words:
    staff = a.inputs.staff
    quota, current = number(staff.total.quota), number(staff.total.current)
    size, share = number(abs(staff.vacancies)), percent(abs(staff.vacancy_share.value))
    if staff.vacancies < 0:
        return Words(
            f"정원 {quota}명에 현원 {current}명으로 {size}명({share})이 정원을 넘는다.",
            f"Against a quota of {quota} there are {current} staff, {size} above it ({share}).",
        )
    return Words(
        f"정원 {quota}명에 현원 {current}명으로 결원은 {size}명({share})이다.",
        f"Against a quota of {quota} there are {current} staff: {size} vacancies ({share}).",
    )


def _hidden(a: Answers) -> Words:
    text, staff = _posts(a), a.inputs.staff
    surplus, unfilled = number(staff.surplus), number(staff.unfilled)
    share = percent(staff.unfilled / staff.total.quota)
    return Words(
        f"{text.ko} 이는 정원을 초과한 부서의 {surplus}명과 상계한 수이고, 부서별 결원을 더하면 "
        f"{unfilled}명({share})이다.",
        f"{text.en} That sets off the {surplus} above the quota of their division; vacancies added up by division are "
        f"{unfilled} ({share}).",
    )


def _open(a: Answers) -> Words:
    text = _posts(a)
    if a.inputs.staff.surplus:
        return Words(f"{text.ko} 결원이 있는 부서는 없다.", f"{text.en} No division has a vacancy.")
    return Words(
        f"{text.ko} 정원을 초과한 부서가 없어 부서별 결원을 더해도 같다.",
        f"{text.en} No division is above its quota, so adding up by division gives the same.",
    )


def _women(a: Answers) -> Words:
    total = a.inputs.staff.total
    share, verdict = percent(total.women_share.value), against_half(total.women_share)
    return Words(
        f"현원 {number(total.current)}명 중 여성은 {number(total.women)}명, {share}이다. 95% 범위 "
        f"{range_text(total.women_share, 'ko')}는 {verdict.ko}.",
        f"Of {number(total.current)} staff {number(total.women)} are women, {share}; the 95% range, "
        f"{range_text(total.women_share, 'en')}, {verdict.en}.",
    )


def _evaluation(a: Answers) -> Words:
    found = a.inputs.evaluation
    share, verdict = percent(found.achieved_share.value), against_half(found.achieved_share)
    return Words(
        f"정부합동평가 정량지표 {number(found.measured)}개 중 {number(found.achieved)}개, {share}가 목표를 달성했다. "
        f"95% 범위 {range_text(found.achieved_share, 'ko')}는 {verdict.ko}. 달성 여부만 세므로 얼마나 모자랐는지는 알 "
        f"수 없다.",
        f"In the joint evaluation {number(found.achieved)} of {number(found.measured)} quantitative targets were met, "
        f"{share}; the 95% range, {range_text(found.achieved_share, 'en')}, {verdict.en}. How far the others fell "
        f"short is not counted.",
    )


def _regulation(a: Answers) -> Words:
    found = a.inputs.regulation
    share, verdict = percent(found.kept_share.value), against_half(found.kept_share)
    left, left_share = number(found.final_review), percent(found.open_share.value)
    return Words(
        f"정비 대상 등록규제 {number(found.reviewed)}건 중 {number(found.kept)}건, {share}를 그대로 둔다. 95% 범위 "
        f"{range_text(found.kept_share, 'ko')}는 {verdict.ko}. {number(found.excluded)}건은 등록에서 빠지고, 남은 "
        f"심사에서 바뀔 수 있는 것은 많아야 {left}건({left_share})이다.",
        f"Of {number(found.reviewed)} registered regulations under review {number(found.kept)} are kept, {share}; the "
        f"95% range, {range_text(found.kept_share, 'en')}, {verdict.en}. Taken off the register: "
        f"{number(found.excluded)}; the final review can change {left} at most ({left_share}).",
    )


def _inventions(a: Answers) -> Words:
    text, found = premise(a), a.inputs.scenario
    now, planned = balance(found.balance_now.value), balance(found.balance_planned.value)
    rewards = both(lambda lang: won(found.reward_now, lang)), both(lambda lang: won(found.reward_planned, lang))
    return Words(
        f"{text.ko} 지금은 {now.ko}. 등록보상금을 건당 {rewards[0].ko}에서 {rewards[1].ko}으로 올리면 {planned.ko}.",
        f"{text.en}, {now.en}. With the registration reward raised from {rewards[0].en} to {rewards[1].en} a patent, "
        f"{planned.en}.",
    )


def _tips(a: Answers) -> Words:
    text = _inventions(a)
    return Words(
        f"{text.ko} 등록과 실시료가 그대로라면 겨우 맞던 수지가 인상으로 적자가 된다."
        if _narrow(a)
        else f"{text.ko} 등록과 실시료가 그대로라면 흑자가 인상으로 적자가 된다.",
        f"{text.en} With registrations and fees unchanged, the raise turns a bare balance into a deficit."
        if _narrow(a)
        else f"{text.en} With registrations and fees unchanged, the raise turns a surplus into a deficit.",
    )


def _narrow(a: Answers) -> bool:
    """Whether what is left now would not pay for one more patent at the present reward."""
    found = a.inputs.scenario
    return found.balance_now.value < found.reward_now


def _does_not_tip(a: Answers) -> Words:
    text = _inventions(a)
    return Words(
        f"{text.ko} 인상이 흑자를 적자로 바꾸는 것은 아니다.",
        f"{text.en} The raise does not turn a surplus into a deficit.",
    )


def _lawyers(a: Answers) -> Words:
    found = a.inputs.lawyers
    total, own = number(found.consultations.value), number(found.village.total)
    share = percent(found.village_share.value)
    return Words(
        f"무료 법률상담은 1월부터 {found.months}월까지 {total}건이고, 그중 {own}건, {share}를 마을변호사가 맡았다.",
        f"From January to {MONTHS[found.months - 1]} there were {total} free legal consultations; the village lawyers "
        f"gave {own} of them, {share}.",
    )


def _not_mostly_village(a: Answers) -> Words:
    text = _lawyers(a)
    return Words(f"{text.ko} 과반은 아니다.", f"{text.en} That is not the greater part.")


def _consultations(a: Answers) -> Card:
    return headline(
        Words("무료 법률상담", "Free legal advice"), a.inputs.lawyers.consultations, 0, Words("건", "consultations")
    )


def _planned_balance(a: Answers) -> Card:
    amount = a.inputs.scenario.balance_planned.value
    return Card(Words("인상 뒤 수지", "Balance after the raise"), both(lambda lang: signed_won(amount, lang)))


HEADLINES: tuple[Claim[Answers], ...] = (
    Claim(
        "programmes.vacancies_hidden",
        Words("순결원은 부서별 결원의 합보다 적다", "Net vacancies are fewer than those added up by division"),
        lambda a: a.inputs.staff.unfilled > max(0, a.inputs.staff.vacancies),
        _hidden,
        _open,
        lambda a: headline(Words("결원율", "Vacancy rate"), a.inputs.staff.vacancy_share),
    ),
    Claim(
        "programmes.women_majority",
        Words("현원의 과반이 여성이다", "The greater part of the staff are women"),
        lambda a: above(a.inputs.staff.total.women_share, HALF),
        _women,
        _women,
        lambda a: headline(Words("여성 비율", "Share of women"), a.inputs.staff.total.women_share, 1),
    ),
    Claim(
        "programmes.targets_met",
        Words("합동평가 목표의 과반을 달성했다", "The greater part of the joint evaluation's targets were met"),
        lambda a: above(a.inputs.evaluation.achieved_share, HALF),
        _evaluation,
        _evaluation,
        lambda a: headline(Words("목표 달성", "Targets met"), a.inputs.evaluation.achieved_share, 1),
    ),
    Claim(
        "programmes.regulations_kept",
        Words("정비 대상 규제의 과반을 그대로 둔다", "The greater part of the regulations reviewed are kept"),
        lambda a: above(a.inputs.regulation.kept_share, HALF),
        _regulation,
        _regulation,
        lambda a: headline(Words("규제 존치", "Regulations kept"), a.inputs.regulation.kept_share, 1),
    ),
    Claim(
        "programmes.reward_raise",
        Words(
            "등록과 실시료가 그대로면 보상금 인상은 흑자를 적자로 바꾼다",
            "With registrations and fees unchanged, raising the reward turns a surplus into a deficit",
        ),
        lambda a: a.inputs.scenario.balance_now.value >= 0 > a.inputs.scenario.balance_planned.value,
        _tips,
        _does_not_tip,
        _planned_balance,
    ),
    Claim(
        "programmes.village_lawyers",
        Words(
            "무료 법률상담의 과반은 마을변호사가 맡는다", "Village lawyers give the greater part of the consultations"
        ),
        lambda a: a.inputs.lawyers.village_share.value > HALF,
        _lawyers,
        _not_mostly_village,
        _consultations,
    ),
)
