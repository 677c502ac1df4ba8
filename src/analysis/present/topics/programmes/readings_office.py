"""Readings on the office itself: posts, women, lawyers and agencies, each with its test and both wordings."""

from analysis.methods.confidence import ALPHA
from analysis.methods.topics.programmes import Answers
from analysis.present.dates import day, month
from analysis.present.findings import Claim
from analysis.present.numbers import number, percent, quantity, span
from analysis.present.topics.programmes.words import SCHEMES, both, divisions, several
from analysis.present.words import LANGUAGES, Words

LEAST_P = 0.001


def _covers(a: Answers) -> Words:
    on = a.inputs.as_of
    reported, staff, until = (
        both(lambda lang: month(on["reported"], lang)),
        both(lambda lang: day(on["staff"], lang)),
        both(lambda lang: month(on["lawyers"], lang)),
    )
    return Words(
        f"{reported.ko} 보고이다. 인력은 {staff.ko} 현재, 법률상담은 {until.ko}까지의 수이고, 따로 적지 않은 수의 "
        f"기준일은 보고서에 없다.",
        f"The report of {reported.en}. Staff are as of {staff.en}, consultations up to {until.en}; other figures "
        f"mostly carry no date of their own.",
    )


def _covers_late(a: Answers) -> Words:
    text = _covers(a)
    return Words(
        f"{text.ko} 보고월보다 늦은 기준일이 있어 자료를 확인해야 한다.",
        f"{text.en} One of these dates is later than the report: the data need checking.",
    )


def _over_quota(a: Answers) -> Words:
    over = [each for each in a.inputs.staff.by_vacancies if each.vacancies < 0]
    if not over:
        return Words("정원을 초과한 부서는 없다.", "No division is above its quota.")

    ko = several([f"{each.names['ko']}({number(-each.vacancies)}명)" for each in over], "ko")
    en = several([f"{each.names['en']} ({number(-each.vacancies)})" for each in over], "en")
    return Words(f"정원을 초과한 부서는 {ko}이다.", f"Above quota: {en}.")


def _vacancies(a: Answers) -> Words:
    staff = a.inputs.staff
    top, over = staff.by_vacancies[0], _over_quota(a)
    if not staff.unfilled:
        return Words(f"결원이 있는 부서가 없다. {over.ko}", f"No division has a vacancy. {over.en}")
    most, unfilled = number(top.vacancies), number(staff.unfilled)
    share, of = percent(top.vacancies / staff.unfilled), percent(top.vacancies / top.quota)
    return Words(
        f"결원이 가장 많은 {top.names['ko']}의 {most}명(정원의 {of})은 부서별 결원 {unfilled}명의 {share}이다. "
        f"{over.ko}",
        f"{top.names['en']} has the most vacancies, {most} ({of} of its quota), {share} of the {unfilled} added up by "
        f"division. {over.en}",
    )


def _spread_out(a: Answers) -> Words:
    text = _vacancies(a)
    return Words(f"{text.ko} 결원이 한 부서에 몰려 있지는 않다.", f"{text.en} No single division has most of them.")


def _p_value(p: float) -> str:
    return f"< {LEAST_P}" if p < LEAST_P else f"= {number(p, 3)}"


def _women_apart(a: Answers) -> Words:
    staff = a.inputs.staff
    last, first = staff.by_women_share[-1], staff.by_women_share[0]
    low, high = percent(last.women_share.value), percent(first.women_share.value)
    count, by_chance = number(len(staff.divisions)), number(ALPHA * len(staff.divisions), 1)
    apart = number(len(staff.apart))
    ko, en = (f"({divisions(staff.apart, lang)})" if staff.apart else "" for lang in LANGUAGES)
    return Words(
        f"부서의 여성 비율은 {low}({last.names['ko']})에서 {high}({first.names['ko']})까지 벌어져 있다. 부서 {count}곳 "
        f"중 95% 범위가 실 전체의 비율을 벗어난 곳은 {apart}곳{ko}인데, 이만한 수의 범위를 그리면 차이가 없어도 "
        f"{by_chance}곳쯤은 벗어난다.",
        f"The share of women runs from {low} ({last.names['en']}) to {high} ({first.names['en']}). The 95% ranges of "
        f"{apart} of {count} divisions{f' {en}' if en else ''} leave out the office's share; with so many ranges about "
        f"{by_chance} would do so if there were no difference at all.",
    )


def _alike(a: Answers) -> Words:
    text, test = _women_apart(a), a.inputs.staff.alike
    if test is None:
        return Words(
            f"{text.ko} 여성 또는 남성이 한 명도 없어 검정할 것이 없다.",
            f"{text.en} With one sex alone there is nothing to test.",
        )
    p, least = _p_value(test.p), number(test.least_expected, 1)
    return Words(
        f"{text.ko} 모든 부서를 한꺼번에 본 카이제곱 검정(p {p}, 가장 작은 기대도수 {least})으로도 우연을 넘는 "
        f"차이라고 할 수 없다. 차이가 없다는 뜻은 아니다.",
        f"{text.en} Nor does a chi-squared test of all divisions at once (p {p}, least expected count {least}) show "
        f"more than chance; this does not show that there is no difference.",
    )


def _not_alike(a: Answers) -> Words:
    text, test = _women_apart(a), a.inputs.staff.alike
    p = _p_value(test.p) if test else ""
    return Words(
        f"{text.ko} 모든 부서를 한꺼번에 본 카이제곱 검정(p {p})으로는 우연을 넘는 차이이다.",
        f"{text.en} A chi-squared test of all divisions at once (p {p}) finds more than chance.",
    )


def _small(a: Answers) -> Words:
    staff = a.inputs.staff
    small, size = staff.smallest, staff.smallest[0].current
    fewest, most = staff.unremarkable_women(size)
    counts = both(lambda lang: several([f"{each.women}{'명' if lang == 'ko' else ''}" for each in small], lang))
    return Words(
        f"현원이 {number(size)}명으로 가장 작은 {divisions(small, 'ko')}에서는 여성이 {fewest}명에서 {most}명까지면 실 "
        f"전체의 비율과 구별되지 않는다. 실제로는 {counts.ko}이다.",
        f"With the fewest staff, {number(size)} ({divisions(small, 'en')}), anything from {fewest} to {most} "
        f"women cannot be told from the office's share; there are {counts.en}.",
    )


def _small_apart(a: Answers) -> Words:
    text = _small(a)
    return Words(f"{text.ko} 그 밖에 있는 부서가 있다.", f"{text.en} Not all lie within.")


def _visits(a: Answers) -> Words:
    found = a.inputs.lawyers
    low, high = found.per_visit
    fewest, most = found.visits
    each = both(lambda lang: span(low, high, lang, 1))
    a_month = number(found.per_lawyer(found.village), 1)
    return Words(
        f"마을변호사 1명의 상담은 한 달에 {a_month}건이다. 동마다 월 {fewest}~{most}회 방문하므로 방문 한 번의 상담은 "
        f"{each.ko}건이다.",
        f"A village lawyer gives {a_month} consultations a month. With {fewest} to {most} visits a month to each "
        f"centre, a visit brings {each.en}.",
    )


def _visits_busy(a: Answers) -> Words:
    text = _visits(a)
    return Words(f"{text.ko} 방문마다 한 건이 넘는다.", f"{text.en} That is more than one whatever the visits.")


def _visits_open(a: Answers) -> Words:
    text = _visits(a)
    return Words(
        f"{text.ko} 방문 횟수가 집계되지 않아, 방문마다 한 건이 넘는다고는 할 수 없다.",
        f"{text.en} Visits are not counted, so more than one a visit is not established.",
    )


def _weights(a: Answers) -> Words:
    own = a.inputs.agencies.own_business
    ko = ", ".join(f"{SCHEMES[scheme].ko} {number(points)}점" for scheme, points in own.items())
    en = ", ".join(f"{SCHEMES[scheme].en} {number(points)}" for scheme, points in own.items())
    return Words(f"기관 고유의 사업에 주는 배점은 {ko}이다.", f"Points for an institution's own business: {en}.")


def _city_weighs_more(a: Answers) -> Words:
    text, more = _weights(a), a.inputs.agencies.city_over_ministry
    return Words(
        f"{text.ko} 시의 평가는 사업을 {number(more)}점 이상 더 무겁게 본다.",
        f"{text.en} The city's own evaluations give it at least {quantity(more, 'points', 'en')} more than the "
        f"Ministry's does.",
    )


def _city_not_more(a: Answers) -> Words:
    text = _weights(a)
    return Words(
        f"{text.ko} 시의 평가가 모두 사업을 더 무겁게 보는 것은 아니다.",
        f"{text.en} Not all of the city's evaluations weigh it above the Ministry's.",
    )


OFFICE_READINGS: tuple[Claim[Answers], ...] = (
    Claim(
        "programmes.covers",
        Words("수치의 기준일은 보고월보다 앞선다", "The figures date from before the report"),
        lambda a: max(a.inputs.as_of["staff"], a.inputs.as_of["lawyers"]) <= a.inputs.as_of["reported"],
        _covers,
        _covers_late,
    ),
    Claim(
        "programmes.vacancies_spread",
        Words("결원이 한 부서에 몰려 있지 않다", "No single division has most of the vacancies"),
        lambda a: 0 < 2 * a.inputs.staff.by_vacancies[0].vacancies <= a.inputs.staff.unfilled,
        _spread_out,
        _vacancies,
    ),
    Claim(
        "programmes.divisions_alike",
        Words(
            "부서의 여성 비율이 우연을 넘어 다르다고 할 수 없다",
            "Divisions are not shown to differ by more than chance",
        ),
        lambda a: a.inputs.staff.alike is None or a.inputs.staff.alike.p >= ALPHA,
        _alike,
        _not_alike,
    ),
    Claim(
        "programmes.small_divisions",
        Words("가장 작은 부서는 실 전체와 구별되지 않는다", "The smallest divisions cannot be told from the office"),
        lambda a: not any(each in a.inputs.staff.apart for each in a.inputs.staff.smallest),
        _small,
        _small_apart,
    ),
    Claim(
        "programmes.more_than_one_a_visit",
        Words("방문 한 번에 상담이 한 건을 넘는다", "A visit brings more than one consultation"),
        lambda a: a.inputs.lawyers.per_visit[0] > 1,
        _visits_busy,
        _visits_open,
    ),
    Claim(
        "programmes.city_weighs_business",
        Words("시의 평가는 사업을 더 무겁게 본다", "The city's evaluations weigh own business more"),
        lambda a: a.inputs.agencies.city_over_ministry > 0,
        _city_weighs_more,
        _city_not_more,
    ),
)
