"""What the sections on investment review read from their figures and tables, tested and worded both ways."""

from analysis.methods.estimate import Estimate
from analysis.methods.topics.budget import Answers
from analysis.methods.topics.budget.reviews import CENTRAL, CITY, PROCEEDING, RECONSIDER, RETURNED, Comparison
from analysis.present.findings import Claim
from analysis.present.numbers import number, percent
from analysis.present.topics.budget.words import in_both, p_value, share
from analysis.present.words import LANGUAGES, Lang, Words

HALF = 0.5


def _how_stopped(a: Answers) -> Words:
    def of(panel: str, outcome: str, lang: Lang) -> str:
        return share(a.reviews.panels[panel].share(outcome), lang)

    ko, en = (
        [of(panel, outcome, lang) for outcome in (RETURNED, RECONSIDER) for panel in (CITY, CENTRAL)]
        for lang in LANGUAGES
    )
    return Words(
        f"반려·철회는 시 {ko[0]}, 중앙 {ko[1]}이고, 재검토는 시 {ko[2]}, 중앙 {ko[3]}이다.",
        f"Returned or withdrawn: {en[0]} in the city, {en[1]} in the central panel. To be reconsidered: {en[2]} and "
        f"{en[3]}.",
    )


def _stopped_apart(a: Answers) -> Words:
    words = _how_stopped(a)
    return Words(
        f"{words.ko} 두 범위가 모두 겹치지 않아, 실적에 적힌 대로라면 사업을 멈추게 하는 방식이 서로 다르다. "
        "중앙투자심사에 반려가 없는 것인지 실적에서 뺀 것인지는 알 수 없다.",
        f"{words.en} Neither pair of ranges overlaps: as counted, the panels stop projects in different ways. Whether "
        "the central one returns none or leaves them out of its count is not said.",
    )


def _stopped_alike(a: Answers) -> Words:
    words = _how_stopped(a)
    return Words(
        f"{words.ko} 겹치는 범위가 있어 사업을 멈추게 하는 방식이 다르다고 할 수 없다.",
        f"{words.en} As ranges overlap, no difference in how projects are stopped is shown.",
    )


def _hidden(a: Answers) -> Estimate | None:
    return a.reviews.city.cost_share(a.reviews.threshold, *PROCEEDING)


def _bounds(a: Answers, found: Estimate) -> Words:
    city = a.reviews.city
    count = city.count(*PROCEEDING)
    low, high, by_number = (percent(x or 0.0) for x in (found.low, found.high, found.value))
    least = in_both(a.reviews.threshold.midpoint)
    return Words(
        f"시 투자심사에서 추진할 수 있게 된 {count}건은 건수로 {by_number}이지만, 모든 사업이 심사 기준 {least.ko} "
        f"이상이라는 것만으로는 사업비에서 차지하는 비중이 {low}에서 {high} 사이라는 것밖에 알 수 없다.",
        f"The {count} projects that may proceed in the city's review are {by_number} by number. Knowing only that "
        f"each costs at least {least.en}, the threshold of review, their share of the cost may be anything from {low} "
        f"to {high}.",
    )


def _cost_open(a: Answers) -> Words:
    found = _hidden(a)
    assert found is not None
    words = _bounds(a, found)
    return Words(
        f"{words.ko} 건수의 비율은 금액을 말하지 않는다.", f"{words.en} Shares by number do not speak of money."
    )


def _cost_known(a: Answers) -> Words:
    found = _hidden(a)
    if found is None:
        return Words(
            "사업비 합계가 심사 기준에 건수를 곱한 것보다 작아 비중의 범위를 구할 수 없다.",
            "The total cost is below the threshold times the projects, so that the share of the cost has no bounds.",
        )
    words = _bounds(a, found)
    return Words(
        f"{words.ko} 절반을 기준으로 어느 쪽인지는 정해진다.", f"{words.en} On which side of half it lies is settled."
    )


def _means(a: Answers) -> Words:
    reviews = a.reviews
    times = number(reviews.mean_cost_ratio.value, 2)
    city, central = in_both(reviews.city.mean_cost.value), in_both(reviews.central.mean_cost.value)
    return Words(
        f"건당 평균 사업비는 시 투자심사 {city.ko}, 중앙투자심사 {central.ko}으로 시가 중앙의 {times}배이다.",
        f"The mean cost of a project is {city.en} in the city's review and {central.en} in the central one, a ratio "
        f"of {times}.",
    )


def _city_costlier(a: Answers) -> Words:
    words = _means(a)
    return Words(
        f"{words.ko} 사업별 금액이 없어 몇 개의 큰 사업이 평균을 끌어올렸는지는 알 수 없다.",
        f"{words.en} Without the cost of each project it is not known whether a few large ones make the mean.",
    )


def _city_not_costlier(a: Answers) -> Words:
    words = _means(a)
    return Words(f"{words.ko} 시의 평균이 더 크지 않다.", f"{words.en} The city's mean is not the larger.")


def _verdicts(a: Answers) -> list[Comparison]:
    return [test for test in (a.reviews.compared, a.reviews.compared_judged) if test is not None]


def _methods_agree(a: Answers) -> Words:
    tests = _verdicts(a)
    values = "; ".join(f"{p_value(test.fisher)}, {p_value(test.barnard)}" for test in tests)
    return Words(
        f"비의 95% 범위와 두 정확검정은 어느 비교에서나 같은 판정을 내린다(피셔, 바너드: {values}).",
        f"The 95% range of the ratio and both exact tests agree in every comparison (Fisher, Barnard: {values}).",
    )


def _methods_disagree(a: Answers) -> Words:
    split = next(test for test in _verdicts(a) if not test.agrees)
    fisher, barnard, few = p_value(split.fisher), p_value(split.barnard), a.reviews.central.projects
    what = (
        Words("반려·철회를 뺀 비교", "without those returned")
        if split is a.reviews.compared_judged
        else Words("전체를 센 비교", "of all reviewed")
    )
    return Words(
        f"{what.ko}에서 피셔 정확검정은 {fisher}, 바너드 정확검정은 {barnard}로 판정이 갈린다. 중앙투자심사 "
        f"{few}건으로는 경계에 있다는 뜻이다.",
        f"In the comparison {what.en}, Fisher's exact test gives {fisher} and Barnard's {barnard}: the "
        f"verdicts part. With {few} projects in the central panel this is a borderline case.",
    )


REVIEW_READINGS: tuple[Claim[Answers], ...] = (
    Claim(
        "review.stopped_apart",
        Words(
            "실적으로 보면 두 심사는 사업을 멈추게 하는 방식이 다르다",
            "As counted, the two panels stop projects in different ways",
        ),
        lambda a: {RETURNED, RECONSIDER} <= set(a.reviews.apart),
        _stopped_apart,
        _stopped_alike,
    ),
    Claim(
        "review.methods_agree",
        Words("방법을 바꾸어도 두 심사에 대한 판정은 같다", "Other methods come to the same verdict on the panels"),
        lambda a: all(test.agrees for test in _verdicts(a)),
        _methods_agree,
        _methods_disagree,
    ),
    Claim(
        "review.cost_open",
        Words("건수의 비율로는 사업비의 비율을 알 수 없다", "Shares by number leave shares by cost open"),
        lambda a: (found := _hidden(a)) is not None and (found.low or 0) < HALF < (found.high or 0),
        _cost_open,
        _cost_known,
    ),
    Claim(
        "review.city_costlier",
        Words("시 투자심사의 평균 사업비가 더 크다", "The mean cost is larger in the city's review"),
        lambda a: (a.reviews.mean_cost_ratio.low or 0) > 1,
        _city_costlier,
        _city_not_costlier,
    ),
)
