"""The headline claims on fiscal decentralisation, each with its test and both wordings."""

from analysis.methods.topics.fiscal import Answers
from analysis.methods.topics.fiscal.amounts import IDENTITIES, Check
from analysis.present.findings import Card, Claim, headline
from analysis.present.numbers import percent, points
from analysis.present.topics.fiscal.words import (
    in_digits,
    plain,
    premise,
    rate,
    share,
    won,
    won_range,
)
from analysis.present.words import Words

CARD_DIGITS = 2


def _gain(a: Answers) -> Words:
    gain, start = a.outcome.net_gain, premise(a)
    return Words(
        f"{start.ko} 지방재정은 {won(gain.value, 'ko')} 늘어난다. 인쇄된 자릿수가 허용하는 범위 "
        f"{won_range(gain.estimate(), 'ko')}의 가장 낮은 값도 0보다 크다.",
        f"{start.en}, local government gains {won(gain.value, 'en')}. Even the lowest value that the printed "
        f"digits allow, in {won_range(gain.estimate(), 'en')}, is above zero.",
    )


def _no_gain(a: Answers) -> Words:
    gain, start = a.outcome.net_gain, premise(a)
    loses = gain.interval.high < 0
    return Words(
        f"{start.ko} 지방재정 순증은 {won(gain.value, 'ko')}이고, 인쇄된 자릿수가 허용하는 범위는 "
        f"{won_range(gain.estimate(), 'ko')}이다. " + ("지방재정은 줄어든다." if loses else "늘어난다고 할 수 없다."),
        f"{start.en}, the net gain of local government is {won(gain.value, 'en')}, and the printed digits allow "
        f"{won_range(gain.estimate(), 'en')}: " + ("it loses." if loses else "no gain can be claimed."),
    )


def _closes(a: Answers) -> Words:
    ways, exact = len(a.ways), sum(way.exact for way in a.ways)
    printed = a.ways[0].printed.value
    manner = (
        Words("모두 인쇄된 값과 정확히 같다", "all of them exactly")
        if exact == ways
        else Words(
            f"{exact}가지는 인쇄된 값과 정확히 같고 나머지는 반올림 폭 안에서 맞는다",
            f"{exact} of them exactly, the others within rounding",
        )
    )
    return Words(
        f"인쇄된 금액에서 순증 {won(printed, 'ko')}을 다시 구하는 식은 {ways}가지이며, {manner.ko}. 모두 항등식 "
        f"{len(IDENTITIES)}개를 달리 쓴 것이므로 서로를 따로 입증하지는 않는다.",
        f"{ways} sums of printed amounts give back the net gain of {won(printed, 'en')}, {manner.en}. They restate "
        f"{len(IDENTITIES)} identities, so none of them is independent evidence.",
    )


def _agreeing(a: Answers) -> Card:
    ways, agree = len(a.ways), sum(way.possible for way in a.ways)
    return Card(
        Words("인쇄된 순증과 맞는 식", "Sums that agree with the printed net gain"),
        Words(f"{ways}가지 중 {agree}가지", f"{agree} of {ways}"),
    )


def _does_not_close(a: Answers) -> Words:
    wrong = [way for way in a.ways if not way.possible]
    printed = a.ways[0].printed.value
    return Words(
        f"순증을 구하는 식 {len(a.ways)}가지 가운데 {len(wrong)}가지는 인쇄된 {won(printed, 'ko')}과 어긋나며, "
        f"반올림으로 설명되지 않는다: {'; '.join(map(_written, wrong))}.",
        f"{len(wrong)} of the {len(a.ways)} sums that should give the net gain contradict the {won(printed, 'en')} "
        f"printed, beyond what rounding explains: {'; '.join(map(_written, wrong))}.",
    )


def _written(way: Check) -> str:
    return f"{in_digits(way)} = {plain(way.recomputed.value)}"


def _mostly_offset(a: Answers) -> Words:
    ko, en = (share(a.outcome.offset_share, lang) for lang in ("ko", "en"))
    return Words(
        f"지방세 확충액의 {ko}는 기능이양에 따른 부담으로 상쇄된다. 가장 낮게 잡아도 절반이 넘는다.",
        f"{en} of the tax expansion is taken back by the exchange of functions, more than half even at the "
        "lowest reading.",
    )


def _not_mostly_offset(a: Answers) -> Words:
    ko, en = (share(a.outcome.offset_share, lang) for lang in ("ko", "en"))
    return Words(
        f"기능이양에 따른 부담은 지방세 확충액의 {ko}이다. 절반이 넘는다고 할 수 없다.",
        f"The exchange of functions takes back {en} of the tax expansion; more than half cannot be claimed.",
    )


def _above_breakeven(a: Answers) -> Words:
    made, before = a.outcome, a.inputs.rate_before
    covers = made.breakeven_rate.value - before
    if covers <= 0:
        return Words(
            f"다른 조건이 같으면 세율을 현행 {rate(before)}에서 올리지 않아도 순증은 0보다 크다.",
            f"All else equal, the net gain is above zero even without a rise from the present {rate(before)}.",
        )
    return Words(
        f"다른 조건이 같을 때 순증이 0이 되는 지방소비세율은 {share(made.breakeven_rate, 'ko')}이다. 계산에 쓴 "
        f"인상폭 {points(float(made.rate - before), 'ko', signed=False)} 가운데 "
        f"{points(float(covers), 'ko', signed=False)}는 레저세로 덜고 남은 부담을 메우는 데 쓰인다.",
        "All else equal, the net gain vanishes at a local consumption tax of "
        f"{share(made.breakeven_rate, 'en')}. Of the rise of "
        f"{points(float(made.rate - before), 'en', signed=False)}, {percent(float(covers)).rstrip('%')} go to "
        "the burden that the leisure tax does not cover.",
    )


def _not_above_breakeven(a: Answers) -> Words:
    made = a.outcome
    return Words(
        f"계산에 쓴 지방소비세율 {rate(made.rate)}가 순증이 0이 되는 세율 {share(made.breakeven_rate, 'ko')}보다 "
        "높다고 할 수 없다.",
        f"The local consumption tax of {rate(made.rate)} is not shown to lie above "
        f"{share(made.breakeven_rate, 'en')}, the rate at which the net gain vanishes.",
    )


def _unequal_regions(a: Answers) -> Words:
    ratio = a.outcome.region_ratio
    return Words(
        "부담을 따로 보전하지 않고 지방소비세 증가분을 하나의 기준으로 나누면, 배분 비중이 부담 비중의 "
        f"{share(ratio, 'ko')}에 못 미치는 지역은 잃고, 두 비중이 같은 지역은 얻는다.",
        "If the added consumption tax is shared out by one key and no burden is compensated, a region loses "
        f"where its share of the money is below {share(ratio, 'en')} of its share of the burden; with equal "
        "shares it gains.",
    )


def _other_regions(a: Answers) -> Words:
    ratio = a.outcome.region_ratio
    if ratio.interval.high <= 0:
        return Words(
            "기능이양에 따른 부담이 없으므로 배분 비중이 얼마이든 잃는 지역은 없다.",
            "The exchange of functions brings no burden, so no region loses, whatever its share of the money.",
        )
    return Words(
        "부담을 따로 보전하지 않으면 지역이 얻지도 잃지도 않는 배분 비중은 부담 비중의 "
        f"{share(ratio, 'ko')}이다. 두 비중이 같은 지역이 얻는다고 할 수 없다.",
        f"Without compensation a region breaks even where its share of the money is {share(ratio, 'en')} of its "
        "share of the burden; that a region with equal shares gains cannot be claimed.",
    )


HEADLINES: tuple[Claim[Answers], ...] = (
    Claim(
        "fiscal.net_gain_positive",
        Words("지방재정이 늘어난다", "Local government gains"),
        lambda a: a.outcome.net_gain.interval.low > 0,
        _gain,
        _no_gain,
        lambda a: headline(
            Words("지방재정 순증", "Net gain of local government"), a.outcome.net_gain.estimate(), CARD_DIGITS
        ),
    ),
    Claim(
        "fiscal.mostly_offset",
        Words("확충액의 절반 넘게 상쇄된다", "More than half of the tax expansion is taken back"),
        lambda a: a.outcome.offset_share.interval.low * 2 > 1,
        _mostly_offset,
        _not_mostly_offset,
        lambda a: headline(
            Words("부담으로 상쇄되는 비율", "Taken back by the burden"), a.outcome.offset_share.estimate("fraction"), 1
        ),
    ),
    Claim(
        "fiscal.above_breakeven",
        Words("세율이 손익분기보다 높다", "The rate lies above the breakeven"),
        lambda a: a.outcome.rate > a.outcome.breakeven_rate.interval.high,
        _above_breakeven,
        _not_above_breakeven,
        lambda a: headline(
            Words("순증이 0이 되는 세율", "Rate at which the gain vanishes"),
            a.outcome.breakeven_rate.estimate("fraction"),
            1,
        ),
    ),
    Claim(
        "fiscal.unequal_regions",
        Words("두 비중이 같은 지역은 얻는다", "A region with equal shares gains"),
        lambda a: a.outcome.region_ratio.interval.low > 0 and a.outcome.region_ratio.interval.high < 1,
        _unequal_regions,
        _other_regions,
        lambda a: headline(
            Words(
                "지역의 손익분기(배분 비중 ÷ 부담 비중)", "A region's breakeven, share of money over share of burden"
            ),
            a.outcome.region_ratio.estimate("fraction"),
            1,
        ),
    ),
    Claim(
        "fiscal.equation_closes",
        Words("순증 계산식이 들어맞는다", "The equation closes"),
        lambda a: all(way.possible for way in a.ways),
        _closes,
        _does_not_close,
        _agreeing,
    ),
)
