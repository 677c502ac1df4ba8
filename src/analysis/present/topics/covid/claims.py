"""The headline claims on COVID-19, each with its test and both wordings."""

import math

from analysis.methods.topics.covid import Answers
from analysis.methods.topics.covid.beds import INCHEON, OUTSIDE_INCHEON, TOTAL
from analysis.present.findings import Card, Claim, headline
from analysis.present.numbers import number, percent, range_of, span
from analysis.present.topics.covid.words import (
    a_day_range,
    above_one,
    below_one,
    in_full,
    last_days,
    on,
    printed_days,
    r,
    r_range,
    stretch,
)
from analysis.present.words import Words

HALF = 0.5
PERSONS = Words("명", "cases")


def _pace(a: Answers) -> Words:
    """By how much cases changed a day, and how fast that doubles them."""
    growth, first = a.growth, a.inputs.daily.index[0]
    assert growth.rate is not None
    rate, double = growth.rate.value, growth.doubling
    size = percent(abs(math.expm1(rate)), 1)
    if rate < 0 or double is None:
        return Words(
            f"{stretch(first, growth.peak, 'ko')}에 확진자는 하루 {size}씩 줄었다",
            f"Over {stretch(first, growth.peak, 'en')} cases fell by {size} a day",
        )
    days = number(double.value, 1)
    return Words(
        f"{stretch(first, growth.peak, 'ko')}에 확진자는 하루 {size}씩, {days}일에 두 배가 되는 속도로 늘었다",
        f"Over {stretch(first, growth.peak, 'en')} cases grew by {size} a day, doubling in {days} days",
    )


def _grew(a: Answers) -> Words:
    double = a.growth.doubling
    assert double is not None
    return Words(
        f"{_pace(a).ko}. 배가기간의 95% 범위는 {range_of(double, 'ko', 1)}이다.",
        f"{_pace(a).en} (95% range {range_of(double, 'en', 1)}).",
    )


def _growth_unsure(a: Answers) -> Words:
    growth = a.growth
    if growth.rate is None:
        return Words(
            f"확진자가 가장 많은 날({in_full(growth.peak, 'ko')})이 인쇄된 기간의 첫머리라 증가율을 구할 수 없다.",
            f"The highest day, {in_full(growth.peak, 'en')}, stands at the beginning of the printed days: no rate of "
            f"growth can be fitted.",
        )
    doubling = Words("", "")
    if growth.doubling is not None and growth.doubling.low is not None:
        least = number(growth.doubling.low, 1)
        doubling = Words(
            f" 배가기간은 짧으면 {least}일이고 긴 쪽은 정할 수 없다.",
            f" The doubling time may be as short as {least} days and has no upper end.",
        )
    return Words(
        f"{_pace(a).ko}. 그러나 {growth.days}일 동안의 변동이 커서 하루 증가율의 95% 범위는 "
        f"{a_day_range(growth.rate, 'ko')}로, 늘지 않은 경우를 배제하지 못한다.{doubling.ko}",
        f"{_pace(a).en}. But these {growth.days} days scatter so widely that the 95% range of the daily rate, "
        f"{a_day_range(growth.rate, 'en')}, does not rule out no growth.{doubling.en}",
    )


def _growth_card(a: Answers) -> Card:
    if a.growth.doubling is None:
        return headline(Words("확진자가 가장 많은 날", "Highest day"), a.result("covid.cases.peak"), 0, PERSONS)
    return headline(Words("배가기간", "Doubling time"), a.growth.doubling, 1)


def _last_r(a: Answers) -> Words:
    return Words(
        f"{last_days(a, 'ko')}의 재생산수 R은 {r(a.rt.value)}(95% 범위 {r_range(a.rt, 'ko')})이다",
        f"The reproduction number R over {last_days(a, 'en')} is {r(a.rt.value)} (95% range {r_range(a.rt, 'en')})",
    )


def _spreading(a: Answers) -> Words:
    return Words(
        f"{_last_r(a).ko}. 가정을 하나씩 바꾸어도 범위가 1보다 커서, 확산이 커지고 있었다고 볼 수 있다.",
        f"{_last_r(a).en}. It stays above 1 with every assumption changed in turn: the epidemic was growing.",
    )


def _not_surely_spreading(a: Answers) -> Words:
    if below_one(a.rt):
        return Words(
            f"{_last_r(a).ko}. 1보다 작아 확산이 줄고 있었다.", f"{_last_r(a).en}: below 1, the epidemic was shrinking."
        )
    if not above_one(a.rt):
        return Words(
            f"{_last_r(a).ko}. 범위에 1이 들어 있어 확산이 커졌는지 줄었는지 가릴 수 없다.",
            f"{_last_r(a).en}. It includes 1: whether the epidemic grew or shrank cannot be told.",
        )
    return Words(
        f"{_last_r(a).ko}. 1보다 크지만, 가정을 하나씩 바꾸면 범위의 아래 끝이 {r(a.rt_least)}까지 내려가므로 확산이 "
        f"계속 커지고 있었다고 단정할 수 없다.",
        f"{_last_r(a).en}. It lies above 1, but with assumptions changed in turn its lower end falls to "
        f"{r(a.rt_least)}: that the epidemic was still growing is not established.",
    )


def _linked(a: Answers) -> Words:
    linked = number(a.yields.church.confirmed + a.yields.rally.confirmed)
    as_of = a.inputs.printed.clusters_as_of
    if a.cluster_share is None:
        return Words(
            f"두 집단감염의 확진자 {linked}명은 {on(as_of, 'ko')} 기준이고 "
            f"일별 확진자는 {printed_days(a, 'ko')}의 것이어서 "
            "그 몫을 견줄 수 없다",
            f"The {linked} cases linked to the two clusters were counted as of {on(as_of, 'en')}, daily cases over "
            f"{printed_days(a, 'en')}: the one is no share of the other",
        )
    total, share = number(a.inputs.daily.sum()), percent(a.cluster_share.value)
    return Words(
        f"두 집단감염의 확진자 {linked}명({on(as_of, 'ko')} 기준)은 {printed_days(a, 'ko')} 서울 확진자 {total}명의 "
        f"많아야 {share}이다",
        f"The {linked} cases linked to the two clusters (as of {on(as_of, 'en')}) are at most {share} of Seoul's "
        f"{total} over {printed_days(a, 'en')}",
    )


def _mostly_elsewhere(a: Answers) -> Words:
    rest = percent(1 - (a.cluster_share.value if a.cluster_share else 1))
    return Words(
        f"{_linked(a).ko}. 적어도 {rest}의 확진자는 두 집단감염으로 분류되지 않았다.",
        f"{_linked(a).en}. At least {rest} were not counted with either cluster.",
    )


def _maybe_mostly_linked(a: Answers) -> Words:
    if a.cluster_share is None:
        return Words(f"{_linked(a).ko}.", f"{_linked(a).en}.")
    return Words(
        f"{_linked(a).ko}. 따라서 절반 넘게 두 집단감염 밖에서 나왔다고 할 수 없다.",
        f"{_linked(a).en}, so that most arose elsewhere cannot be said.",
    )


def _share_card(a: Answers) -> Card:
    label = Words("두 집단감염의 몫(많아야)", "Share of the two clusters, at most")
    return headline(label, a.cluster_share) if a.cluster_share else Card(label, Words("견줄 수 없음", "not comparable"))


def _positivities(a: Answers) -> Words:
    church, rally, ratio = a.yields.church.positivity, a.yields.rally.positivity, a.yields.ratio
    both = [
        (percent(church.value), span(church.low, church.high, lang, 1, "fraction"), percent(rally.value, 2),
         span(rally.low, rally.high, lang, 2, "fraction"))
        for lang in ("ko", "en")
    ]  # fmt: skip
    times = Words("", "")
    if ratio is not None:
        times = Words(
            f", 교회 쪽이 {number(ratio.value, 0)}배({span(ratio.low, ratio.high, 'ko', 0)}배)이다",
            f", a ratio of {number(ratio.value, 0)} ({span(ratio.low, ratio.high, 'en', 0)})",
        )
    (c, c_range, y, y_range), (_, c_en, _, y_en) = both
    return Words(
        f"결과가 나온 검사의 양성률은 교회 {c}({c_range}), 집회 {y}({y_range}){times.ko or '이다'}",
        f"Of the results known, {c} ({c_en}) are positive for the church and {y} ({y_en}) for the rally{times.en}",
    )


def _church_yields_more(a: Answers) -> Words:
    assert a.yields.worst_ratio is not None
    worst = number(a.yields.worst_ratio, 1)
    return Words(
        f"{_positivities(a).ko}. 검사 중인 사람을 모두 불리하게 보아도 {worst}배이다. 다만 검사를 받은 사람의 범위가 "
        f"서로 달라 감염 위험의 비로 읽을 수 없다.",
        f"{_positivities(a).en}. It is still {worst} with all pending results taken the other way. As different kinds "
        f"of people were tested, this is no ratio of risks.",
    )


def _no_sure_difference(a: Answers) -> Words:
    return Words(
        f"{_positivities(a).ko}. 검사 중인 사람의 결과에 따라서는 교회 쪽이 높지 않을 수 있다.",
        f"{_positivities(a).en}. Depending on the pending results the church's need not be higher.",
    )


def _severe(a: Answers) -> tuple[str, str, str, str]:
    row = a.severe.T[TOTAL]
    owned = int(row.sum())
    free = int(row["others"] + row["open"])
    return number(owned), number(free), number(row["open"]), percent(row["open"] / owned)


def _fewer_open(a: Answers) -> Words:
    owned, free, open_, share = _severe(a)
    others = number(a.severe["others"][TOTAL])
    return Words(
        f"수도권 중증환자 치료병상 {owned}병상 중 쓰이지 않는 것은 {free}병상이지만, 확진자가 들어갈 수 있는 것은 "
        f"{open_}병상({share})뿐이다. 나머지 {others}병상은 일반 중증환자용이다.",
        f"Of the capital region's {owned} severe beds {free} are not in use, but only {open_} ({share}) are open to "
        f"COVID-19 patients. The other {others} are for other severe patients.",
    )


def _all_free_open(a: Answers) -> Words:
    owned, free, open_, share = _severe(a)
    return Words(
        f"수도권 중증환자 치료병상 {owned}병상 중 쓰이지 않는 {free}병상이 모두 확진자에게 열려 있다({open_}병상, "
        f"{share}).",
        f"All {free} severe beds of the capital region's {owned} that are not in use are open to COVID-19 patients "
        f"({open_}, {share}).",
    )


def _occupancies(a: Answers) -> Words:
    whole, outside = percent(a.occupancy[TOTAL]), percent(a.occupancy[OUTSIDE_INCHEON])
    return Words(
        f"감염병 전담병원 가동률은 수도권 전체로 {whole}, 인천을 빼면 {outside}이다",
        f"General beds are {whole} full in the capital region, {outside} outside Incheon",
    )


def _incheon_hides(a: Answers) -> Words:
    free = a.inputs.beds["general_available"]
    return Words(
        f"{_occupancies(a).ko}. 비어 있는 {number(free[TOTAL])}병상 중 {number(free[INCHEON])}병상이 인천에 있다.",
        f"{_occupancies(a).en}. Of {number(free[TOTAL])} beds free, {number(free[INCHEON])} are in Incheon.",
    )


def _incheon_does_not(a: Answers) -> Words:
    return Words(
        f"{_occupancies(a).ko}. 인천의 여유가 전체를 낮추어 보이게 하지는 않는다.",
        f"{_occupancies(a).en}: Incheon's beds do not make the whole look emptier.",
    )


def _days_left(a: Answers) -> Words:
    available, left = number(a.inputs.seoul["general_available"]), a.days_left
    share, day = percent(a.inputs.assumed["admission_share"].value, 0), a.inputs.printed.beds_as_of
    return Words(
        f"확진자의 {share}가 입원하고 아무도 퇴원하지 않는다면 서울의 빈 전담병상 {available}병상({on(day, 'ko')})은 "
        f"{number(left.value, 1)}일({range_of(left, 'ko', 1)}) 분량이다",
        f"Were {share} of cases admitted and nobody to leave, Seoul's {available} free general beds ({on(day, 'en')}) "
        f"would last {number(left.value, 1)} days ({range_of(left, 'en', 1)})",
    )


def _fills(a: Answers) -> Words:
    full = a.courses["stays"].full_on
    assert full is not None
    ahead = (full - a.inputs.daily.index[-1]).days
    stay = number(a.inputs.assumed["stay_days"].value)
    return Words(
        f"{_days_left(a).ko}. {stay}일 머물다 나간다고 보면, R이 {r(a.rt.value)}에 머무는 시나리오에서 {ahead}일 뒤인 "
        f"{on(full, 'ko')}에 병상이 모자라기 시작한다.",
        f"{_days_left(a).en}. With stays of {stay} days, in the scenario of R staying at {r(a.rt.value)} they run "
        f"short {ahead} days ahead, on {on(full, 'en')}.",
    )


def _does_not_fill(a: Answers) -> Words:
    owned, stay = number(a.inputs.seoul["general_owned"]), number(a.inputs.assumed["stay_days"].value)
    most = number(a.courses["stays"].beds.max(), 0)
    return Words(
        f"{_days_left(a).ko}. {stay}일 머물다 나간다고 보면, R이 {r(a.rt.value)}에 머물러도 {a.inputs.horizon}일 "
        f"안에는 {most}병상을 넘지 않아 보유 {owned}병상으로 감당할 수 있다.",
        f"{_days_left(a).en}. With stays of {stay} days, even with R staying at {r(a.rt.value)} no more than {most} of "
        f"the {owned} beds are needed within {a.inputs.horizon} days.",
    )


def _ratio_card(a: Answers) -> Card:
    if a.yields.ratio is None:
        return headline(Words("교회 검사의 양성률", "Church, share positive"), a.yields.church.positivity, 1)
    return headline(Words("양성률의 비(교회/집회)", "Share positive, church over rally"), a.yields.ratio, 0)


HEADLINES: tuple[Claim[Answers], ...] = (
    Claim(
        "covid.growth",
        Words(
            "확진자는 인쇄된 첫날부터 가장 많은 날까지 늘었다", "Cases grew from the first printed day to the highest"
        ),
        lambda a: a.growth.rate is not None and a.growth.rate.low is not None and a.growth.rate.low > 0,
        _grew,
        _growth_unsure,
        _growth_card,
    ),
    Claim(
        "covid.rt",
        Words("마지막 주의 R은 어느 가정에서도 1보다 크다", "R of the last days is above 1 under every assumption"),
        lambda a: above_one(a.rt) and a.rt_least > 1,
        _spreading,
        _not_surely_spreading,
        lambda a: headline(Words("재생산수 R", "Reproduction number R"), a.rt, 2),
    ),
    Claim(
        "covid.clusters",
        Words("확진자의 절반 이상은 두 집단감염 밖에서 나왔다", "Most cases are not counted with either cluster"),
        lambda a: a.cluster_share is not None and a.cluster_share.value < HALF,
        _mostly_elsewhere,
        _maybe_mostly_linked,
        _share_card,
    ),
    Claim(
        "covid.positivity",
        Words("교회 검사의 양성률이 집회 검사보다 높다", "The church's tests are positive more often than the rally's"),
        lambda a: a.yields.worst_ratio is not None and a.yields.worst_ratio > 1,
        _church_yields_more,
        _no_sure_difference,
        _ratio_card,
    ),
    Claim(
        "covid.severe",
        Words("확진자용 중증병상은 빈 병상보다 적다", "Fewer severe beds are open to COVID-19 than are free"),
        lambda a: a.severe["others"][TOTAL] > 0,
        _fewer_open,
        _all_free_open,
        lambda a: headline(
            Words("확진자에게 닫힌 중증병상", "Severe beds not open to COVID-19"),
            a.result("covid.beds.severe.unavailable"),
        ),
    ),
    Claim(
        "covid.occupancy",
        Words("인천을 빼면 전담병원 가동률이 높아진다", "Outside Incheon general beds are fuller"),
        lambda a: a.occupancy[OUTSIDE_INCHEON] > a.occupancy[TOTAL],
        _incheon_hides,
        _incheon_does_not,
        lambda a: headline(
            Words("인천 밖의 가동률", "Occupancy outside Incheon"),
            a.result("covid.beds.general.occupancy_outside_incheon"),
        ),
    ),
    Claim(
        "covid.beds_fill",
        Words("R이 그대로면 서울의 전담병상이 모자란다", "If R stays, Seoul's general beds run short"),
        lambda a: a.courses["stays"].full_on is not None,
        _fills,
        _does_not_fill,
        lambda a: headline(Words("퇴원이 없을 때 남은 날", "Days left were nobody to leave"), a.days_left, 1),
    ),
)
