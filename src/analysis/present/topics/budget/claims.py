"""The headline claims on budget, bonds and investment review, each with its test and both wordings."""

from analysis.methods.topics.budget import Answers
from analysis.methods.topics.budget.lines import TOP
from analysis.methods.topics.budget.reviews import RETURNED, Comparison
from analysis.present.cut_offs import differs as apart
from analysis.present.dates import day, month
from analysis.present.findings import Card, Claim, headline
from analysis.present.numbers import number, percent
from analysis.present.topics.budget.words import (
    both,
    changed,
    gap_in_both,
    hundred_millions,
    in_both,
    lines_cut,
    millions,
    p_value,
    ratio,
    share,
    yearly,
)
from analysis.present.words import LANGUAGES, Words

HALF = 0.5


def _basis(a: Answers) -> Words:
    before, after = a.budget.years
    return Words(
        f"다만 {before}년은 추가경정을 거친 최종예산이고 {after}년에는 최종 표시가 없어 기준이 다르다.",
        f"The basis differs: {before} is the final budget, after supplements, {after} is not marked final.",
    )


def _size(a: Answers) -> Words:
    change, relative = abs(a.budget.change.value), percent(abs(a.budget.relative_change.value))
    return Words(f"{millions(change, 'ko')}({relative})", f"{millions(change, 'en')} ({relative})")


def _fell(a: Answers) -> Words:
    before, after = a.budget.years
    size, basis, revision = _size(a), _basis(a), percent(a.budget.revision_to_level.value)
    amounts = both(lambda lang: millions(a.budget.total.after.midpoint, lang))
    return Words(
        f"{after}년 예산은 {amounts.ko}으로 {before}년 최종예산보다 {size.ko} 적다. {basis.ko} {after}년 금액이 "
        f"{revision} 늘면 차이는 없어진다.",
        f"The budget of {after}, {amounts.en}, is {size.en} below the final one of {before}. {basis.en} The "
        f"difference vanishes if the amount of {after} grows by {revision}.",
    )


def _did_not_fall(a: Answers) -> Words:
    before, after = a.budget.years
    amounts, basis = both(lambda lang: millions(a.budget.total.after.midpoint, lang)), _basis(a)
    if not (a.budget.change.low or 0) > 0:
        return Words(
            f"{after}년 예산은 {amounts.ko}으로 {before}년 최종예산과 차이가 없다. {basis.ko}",
            f"The budget of {after}, {amounts.en}, does not differ from the final one of {before}. {basis.en}",
        )
    size = _size(a)
    return Words(
        f"{after}년 예산은 {amounts.ko}으로 {before}년 최종예산보다 {size.ko} 많다. {basis.ko}",
        f"The budget of {after}, {amounts.en}, is {size.en} above the final one of {before}. {basis.en}",
    )


def _few_lines(a: Answers) -> Words:
    budget = a.budget
    count, whole = len(budget.main_cuts), both(lambda lang: millions(float(budget.cuts["cut"].sum()), lang))
    ko, en = (lines_cut(a, budget.main_cuts, lang) for lang in LANGUAGES)
    lines = "one line" if count == 1 else f"{count} lines"
    return Words(
        f"줄어든 항목의 감액을 모두 더하면 {whole.ko}이고, 그 {percent(budget.main_share)}가 {count}개 항목({ko})에서 "
        f"나왔다. 나머지 항목을 모두 합하면 {changed(budget, 'ko')}.",
        f"All cuts add up to {whole.en}; {percent(budget.main_share)} of that comes from {lines} ({en}). "
        f"All other lines together {changed(budget, 'en')}.",
    )


def _many_lines(a: Answers) -> Words:
    budget = a.budget
    if budget.cuts.empty:
        return Words("금액이 줄어든 항목이 없다.", "No line was cut.")
    most, count, whole = percent(budget.most, 0), len(budget.main_cuts), len(budget.cuts)
    return Words(
        f"줄어든 항목은 {whole}개이고, 감액 합계의 {most}에 이르려면 감액이 큰 순서로 {count}개 항목을 더해야 한다.",
        f"{whole} lines were cut; it takes the {count} largest cuts to reach {most} of all that was cut.",
    )


def _issued(a: Answers) -> Words:
    bonds = a.bonds
    parts = percent(bonds.issued_share.value)
    until = both(lambda lang: month(bonds.counted, lang))
    limit, left = in_both(bonds.limit.midpoint), in_both(bonds.left.midpoint)
    return Words(
        f"{until.ko}까지 지방채 발행규모 {limit.ko} 가운데 {parts}를 발행했고 {left.ko}이 남았다.",
        f"By {until.en}, {parts} of the limit of {limit.en} of bonds was issued; {left.en} is left.",
    )


def _faster(a: Answers) -> Words:
    issued, needed = _issued(a), a.bonds.pace_ratio
    assert needed is not None
    value, low = number(needed.value, 2), number(needed.low or 0, 2)
    return Words(
        f"{issued.ko} 연말까지 모두 발행하려면 월 발행액이 지금까지의 {value}배여야 하고, 발행액을 그달 초에 "
        f"집계했다고 보아도 {low}배이다.",
        f"{issued.en} To issue all of it by the end of the year takes {value} times as much a month as so far, {low} "
        "times if it was counted at the start of that month.",
    )


def _not_faster(a: Answers) -> Words:
    issued, needed = _issued(a), a.bonds.pace_ratio
    if needed is None:
        return Words(f"{issued.ko} 남은 달의 속도는 따질 수 없다.", f"{issued.en} There is no pace to compare.")
    ko, en = (ratio(needed, lang) for lang in LANGUAGES)
    return Words(
        f"{issued.ko} 연말까지 모두 발행하는 데 필요한 월 발행액은 지금까지의 {ko}배로, 더 빨라야 한다고 할 수 없다.",
        f"{issued.en} To issue all of it by the end of the year takes {en} times as much a month as so far: no faster "
        "pace is shown to be needed.",
    )


def _premise(a: Answers) -> Words:
    bonds = a.bonds
    size, matched = gap_in_both(bonds.rate_gap.value), gap_in_both(bonds.matched_gap.value)
    if bonds.matched == 1:
        kept = Words("", "")
    else:
        kept = Words(
            f" 만기를 맞추면 {matched.ko}라고 가정한다.", f" At equal maturity it is taken to be {matched.en}."
        )
    if bonds.given_gap is not None:
        return Words(
            f"모집공채 금리가 금융채보다 {size.ko} 낮다고 가정한다.{kept.ko}",
            f"Public offering is taken to cost {size.en} less than bank bonds.{kept.en}",
        )
    on = both(lambda lang: day(bonds.rates_on, lang))
    return Words(
        f"{on.ko} 모집공채 금리는 금융채보다 {size.ko} 낮다.{kept.ko}",
        f"On {on.en} the rate of public offering was {size.en} below that of bank bonds.{kept.en}",
    )


def _cheaper(a: Answers) -> Words:
    bonds, premise, cut = a.bonds, _premise(a), apart(a.inputs.cut_offs, "bonds.rates_and_issued")
    issued, left = (Words(*(yearly(bonds.worth(x), lang) for lang in LANGUAGES)) for x in (bonds.issued, bonds.left))
    return Words(
        f"{premise.ko} 발행액 전부에 적용하면 {issued.ko}, 남은 발행액 전부에 적용하면 {left.ko}의 이자에 해당한다. "
        f"두 금리의 만기가 같은지, 모집공채로 조달한 금액이 얼마인지 알 수 없으므로 시나리오로만 읽는다.{cut.ko}",
        f"{premise.en} On all that is issued that is {issued.en} of interest, on all that is left {left.en}. A "
        "scenario only: neither the maturity of bank bonds nor the amount borrowed by public offering is printed."
        f"{cut.en}",
    )


def _not_cheaper(a: Answers) -> Words:
    size = gap_in_both(a.bonds.rate_gap.value)
    return Words(
        f"모집공채 금리가 금융채보다 낮다고 할 수 없다(금융채에서 모집공채를 뺀 차이 {size.ko}).",
        f"Public offering is not shown to be cheaper: bank bonds less public offering is {size.en}.",
    )


def _city(a: Answers) -> Words:
    city = a.reviews.city
    ko, en = (share(city.proceeding, lang) for lang in LANGUAGES)
    back = both(lambda lang: share(city.share(RETURNED), lang))
    judged = city.proceeding_of_judged
    of_judged = (
        Words("판정이 난 사업은 없다", "none was judged")
        if judged is None
        else Words(
            f"이를 뺀 {city.judged}건으로 보면 {percent(judged.value)}이다",
            f"without those it is {percent(judged.value)} of {city.judged}",
        )
    )
    return Words(
        f"시 투자심사 {city.projects}건 가운데 적정이거나 조건부추진인 사업은 {ko}이다. 반려·철회가 {back.ko}이고, "
        f"{of_judged.ko}.",
        f"Of {city.projects} projects in the city's review {en} may proceed, with or without conditions. {back.en} "
        f"were returned or withdrawn; {of_judged.en}.",
    )


def _majority(a: Answers) -> Words:
    city = _city(a)
    return Words(f"{city.ko} 어느 쪽으로 세어도 절반을 넘는다.", f"{city.en} Either way it is more than half.")


def _no_majority(a: Answers) -> Words:
    city = _city(a)
    return Words(f"{city.ko} 절반을 넘는다고 할 수 없다.", f"{city.en} More than half cannot be claimed.")


def _counted(words: Words, compared: Comparison | None) -> Words:
    if compared is None:
        return Words(f"{words.ko} 비교할 수 없다", f"{words.en}, there is nothing to compare")
    if compared.ratio is None:
        p = p_value(compared.fisher)
        return Words(
            f"{words.ko} 비를 구할 수 없고 피셔 정확검정은 {p}이다",
            f"{words.en}, no ratio, Fisher's exact test gives {p}",
        )
    ko, en = (ratio(compared.ratio, lang) for lang in LANGUAGES)
    if compared.differs:
        return Words(f"{words.ko} {ko}로 1을 포함하지 않는다", f"{words.en}, {en}, which leaves out 1")
    return Words(f"{words.ko} {ko}로 1을 포함한다", f"{words.en}, {en}, which includes 1")


def _ratios(a: Answers) -> Words:
    every = _counted(Words("심사한 사업 전체에서", "of all reviewed"), a.reviews.compared)
    judged = _counted(Words("반려·철회를 빼면", "without those returned or withdrawn"), a.reviews.compared_judged)
    return Words(
        f"적정·조건부추진 비율을 시÷중앙의 비로 보면 {every.ko}. {judged.ko}.",
        f"How often projects may proceed, city over central: {every.en}; {judged.en}.",
    )


def _differ(a: Answers) -> Words:
    ratios = _ratios(a)
    return Words(f"{ratios.ko} 어느 쪽으로 세어도 두 심사는 다르다.", f"{ratios.en} Either way the two panels differ.")


def _may_not_differ(a: Answers) -> Words:
    ratios, count = _ratios(a), a.reviews.central.projects
    verdict = _verdict(a.reviews.compared, a.reviews.compared_judged)
    return Words(
        f"{ratios.ko} {verdict.ko}. 중앙투자심사는 {count}건이다.",
        f"{ratios.en} {verdict.en}. The central panel has {count} projects.",
    )


def _verdict(every: Comparison, judged: Comparison | None) -> Words:
    if judged is None:
        return Words("판정이 난 사업이 없는 심사가 있다", "One panel judged none")
    if every.differs != judged.differs:
        return Words(
            "두 심사가 다른지는 반려·철회를 세는 방법에 달려 있다",
            "Whether the panels differ hangs on how those are counted",
        )
    return Words("두 심사가 다르다고 할 수 없다", "No difference of the panels is shown")


def _clear_majority(a: Answers) -> bool:
    shares = a.reviews.city.proceeding, a.reviews.city.proceeding_of_judged
    return all(share is not None and (share.low or 0) > HALF for share in shares)


HEADLINES: tuple[Claim[Answers], ...] = (
    Claim(
        "budget.fell",
        Words("예산은 전년 최종예산보다 적다", "The budget is below the final one of the year before"),
        lambda a: a.budget.change.high is not None and a.budget.change.high < 0,
        _fell,
        _did_not_fall,
        lambda a: Card(
            Words("전년 최종 대비", "Against the final budget"),
            both(lambda lang: millions(a.budget.change.value, lang)),
        ),
    ),
    Claim(
        "budget.few_lines",
        Words("감액의 대부분은 두 항목 이하에서 나왔다", "Most of the cuts come from no more than two lines"),
        lambda a: 0 < len(a.budget.main_cuts) <= TOP,
        _few_lines,
        _many_lines,
        lambda a: Card(Words("감액 합계 중 비중", "Share of all cuts"), both(lambda _: percent(a.budget.main_share))),
    ),
    Claim(
        "bonds.faster",
        Words(
            "연말까지 모두 발행하려면 지금보다 빨라야 한다", "To use the limit, bonds must be issued faster than so far"
        ),
        lambda a: a.bonds.pace_ratio is not None and (a.bonds.pace_ratio.low or 0) > 1,
        _faster,
        _not_faster,
        lambda a: Card(
            Words("남은 발행액", "Left to issue"), both(lambda lang: hundred_millions(a.bonds.remaining.value, lang))
        ),
    ),
    Claim(
        "bonds.cheaper",
        Words("모집공채 금리는 금융채보다 낮다", "The rate of public offering is below that of bank bonds"),
        lambda a: (a.bonds.rate_gap.low or 0) > 0,
        _cheaper,
        _not_cheaper,
        lambda a: headline(Words("금리 차", "Rate gap"), a.bonds.rate_gap, 3),
    ),
    Claim(
        "review.majority",
        Words(
            "시 투자심사에 오른 사업의 과반은 추진할 수 있다",
            "More than half of the projects the city reviewed may proceed",
        ),
        _clear_majority,
        _majority,
        _no_majority,
        lambda a: headline(Words("적정·조건부추진", "May proceed"), a.reviews.city.proceeding, 1),
    ),
    Claim(
        "review.panels_differ",
        Words("추진 비율은 시와 중앙의 심사가 다르다", "The two panels let projects proceed at different rates"),
        lambda a: a.reviews.compared.differs and bool(a.reviews.compared_judged and a.reviews.compared_judged.differs),
        _differ,
        _may_not_differ,
        lambda a: headline(
            Words("중앙투자심사 적정·조건부추진", "May proceed, central panel"), a.reviews.central.proceeding, 1
        ),
    ),
)
