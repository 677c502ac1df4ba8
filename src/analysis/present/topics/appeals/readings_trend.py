"""What the sections on the printed table, the trend and the control chart read off, with both wordings."""

from analysis.methods.control_charts import LENGTH_OF_TREND
from analysis.methods.topics.appeals import Answers
from analysis.methods.topics.appeals.trend import EXACT_LIMIT_CONSTANT
from analysis.present.findings import Claim
from analysis.present.numbers import number, percent, span
from analysis.present.topics.appeals.words import PUBLISHED, above, before, ended, fill, listed, ratio, ratio_range
from analysis.present.words import Lang, Words


def _printed_values_that_differ(a: Answers) -> Words:
    return fill(
        "인쇄된 {count}개 값 가운데 월별 처리건수와 맞지 않는 것이 있다: {names}.",
        "Of {count} printed values these do not agree with the months' decisions: {names}.",
        count=str(len(a.checks)),
        names=lambda lang: ", ".join(PUBLISHED[check.name][lang] for check in a.checks if not check.agrees),
    )


def _months_outside(a: Answers) -> Words:
    def months(lang: Lang) -> str:
        outside = a.trend.months[a.trend.months["side"] != 0]
        ends = zip(outside["prediction_low"], outside["prediction_high"], strict=True)
        ranges = [span(low, high, lang, 1) for low, high in ends]
        names = [listed([month])(lang) for month in outside.index]
        written = zip(names, outside["actual"], ranges, strict=True)
        unit, gap = ("건", "") if lang == "ko" else ("", " ")
        return ", ".join(f"{name} {number(actual)}{unit}{gap}({limits}{unit})" for name, actual, limits in written)

    return fill(
        "달별로 보면 예측범위를 벗어난 달이 있다: {months}. 다만 예측범위가 {tries}개이므로, 추세가 그대로 "
        "이어졌더라도 그 가운데 하나를 벗어날 가능성은 5%보다 크다.",
        "Taken singly, some months lie outside their prediction range: {months}. But there are {tries} ranges, and "
        "the chance that some month falls outside by luck alone exceeds 5%.",
        months=months,
        tries=str(len(a.trend.months)),
    )


def half_width(a: Answers) -> float:
    """How far the prediction range of the campaign's mean reaches to either side."""
    predicted = a.trend.predicted
    return predicted.high - predicted.value if predicted.high is not None else float("inf")


def _precision(a: Answers) -> Words:
    return fill(
        "이전 {points}개월로 그은 선의 월평균 예측범위는 ±{half}건으로 예측값의 {share}이다. 한 달 치 변화 "
        "{slope}건만 한 효과는 ",
        "A line through {points} months predicts the campaign's mean to ±{half} decisions, {share} of it. An "
        "effect of one month's change, {slope}, ",
        points=str(len(a.inputs.before)),
        half=number(half_width(a), 1),
        share=percent(half_width(a) / a.trend.predicted.value, 0),
        slope=number(abs(a.trend.slope.value), 1),
    )


def _about_the_line(a: Answers) -> Words:
    return fill(
        "이전 달은 직선 둘레로 표준편차 {sigma}건만큼 흩어지고, 같은 평균의 포아송 변동은 {poisson}건이다. ",
        "About the line the months before scatter with a standard deviation of {sigma}; Poisson counts of that mean "
        "have {poisson}. ",
        sigma=number(a.trend.sigma, 1),
        poisson=number(a.mean_before.value**0.5, 1),
    )


def _closer_than_poisson(a: Answers) -> Words:
    ends = fill(
        "우연히 좁게 모인 것이라면 예측범위도 지나치게 좁다. 포아송 변동을 둔 로그선형 추세에서는 예측의 "
        "{ratio}배({range}배)이다.",
        "If they lie so close by luck, the prediction range is too narrow. By the log-linear trend with Poisson "
        "scatter the ratio to what is predicted is {ratio} ({range}).",
        ratio=ratio(a.trend.log_linear_ratio.value),
        range=ratio_range(a.trend.log_linear_ratio),
    )
    return ended(_about_the_line, ends.ko, ends.en)(a)


def _if_the_rise_stopped(a: Answers) -> Words:
    stopped = a.trend.in_part.iloc[0]
    raised = a.mean_during.value - a.mean_before.value
    return fill(
        "이전의 추세가 집중처리 직전에 멈췄다고 보면 초과분은 월 {gain}건({range}건)이다. 두 평균의 차이는 "
        "{raised}건이다. ",
        "Had the trend stopped just before the campaign, the excess would be {gain} decisions a month ({range}); the "
        "difference of the two means is {raised}. ",
        gain=number(stopped["gain"], 1),
        range=lambda lang: span(stopped["low"], stopped["high"], lang, 1),
        raised=number(raised, 1),
    )


def _clear_in_part(a: Answers) -> Words:
    clear, gone = a.trend.clear_up_to, a.trend.vanishes_at
    if clear is None or gone is None:
        return ended(
            _if_the_rise_stopped,
            "이전에 오르는 추세가 없으므로 나누어 볼 증가가 없다.",
            "As there was no rising trend before, there is no rise to take a part of.",
        )(a)
    ends = fill(
        "예측범위가 0보다 큰 것은 이전 증가의 {clear}까지만 이어졌을 때이고, {gone}가 이어졌다면 초과분은 0이다.",
        "Its range lies above zero if no more than {clear} of the rise went on; with {gone} the excess is nil.",
        clear=percent(clear, 0),
        gone=percent(gone, 0),
    )
    return ended(_if_the_rise_stopped, ends.ko, ends.en)(a)


def _baselines(a: Answers) -> Words:
    values = [excess.value for excess in a.baselines.values()]
    return fill(
        "추세를 직전 {fewest}~{most}개월로 바꾸어 그으면 초과분은 {least}건에서 {greatest}건 사이이고, "
        "0보다 큰지에 대한 판정은 ",
        "With the trend drawn through the last {fewest} to {most} months the excess is {least} to {greatest}; the "
        "verdict whether it exceeds zero ",
        fewest=str(min(a.baselines)),
        most=str(max(a.baselines)),
        least=number(min(values), 1, signed=True),
        greatest=number(max(values), 1, signed=True),
    )


def _limits(a: Answers) -> Words:
    limits = a.from_baseline.limits
    return fill(
        "{before}로 정한 관리한계는 {range}건이고, 집중처리 기간 {months}개월 가운데 관리상한을 넘는 달은 "
        "{beyond}개이다.",
        "The limits from {before} are {range} decisions; of the campaign's {months} months {beyond} exceed the "
        "upper one.",
        before=before(a),
        range=lambda lang: span(limits.lower, limits.upper, lang, 1),
        months=str(len(a.inputs.during)),
        beyond=str(len(set(a.inputs.during.index) & set(a.from_baseline.above))),
    )


def _rising_before(a: Answers) -> Words:
    rising = a.from_baseline.rising
    return fill(
        "그러나 {months}개월이 이어서 오르는 상승 신호도 함께 나타나며, 그 시작은 {first}로 집중처리보다 앞선다. "
        "수준이 일정하다는 전제가 이미 어긋났으므로, 관리상한을 넘었다는 것만으로 변화의 시점을 집중처리로 볼 수 "
        "없다.",
        "But {months} months in a row also rise, from {first} on, before the campaign. The chart presumes a steady "
        "level, which there was not, so points beyond the limit do not date the change to the campaign.",
        months=str(len(rising)),
        first=listed(rising[:1]),
    )


def _on_limit(a: Answers) -> Words:
    return fill(
        "{months}개월 모두로 한계를 정하면 관리상한은 {upper}건이고 {on}이 정확히 그 선 위에 있다. 선 위의 점은 "
        "벗어난 점이 아니다. 반올림하지 않은 상수({constant})를 쓰면 상한은 {exact}건이고 벗어난 달은 "
        "{beyond}개이다. 판정이 반올림에 달려 있다.",
        "With limits from all {months} months the upper one is {upper} decisions, and {on} lies exactly on it; a "
        "point on the line is not beyond it. With the constant not rounded ({constant}) the limit is {exact} and "
        "the number of months beyond it {beyond}: the verdict hangs on rounding.",
        months=str(len(a.inputs.decisions)),
        upper=number(a.from_all.limits.upper, 2),
        on=listed(a.from_all.on_limit),
        constant=number(EXACT_LIMIT_CONSTANT, 4),
        exact=number(a.from_all_exact.limits.upper, 2),
        beyond=str(len(a.from_all_exact.above)),
    )


def _off_limit(a: Answers) -> Words:
    return fill(
        "{months}개월 모두로 한계를 정하면 관리상한은 {upper}건이고 이를 넘는 달은 {beyond}개이다. "
        "정확히 선 위에 있는 달은 없다.",
        "With limits from all {months} months the upper one is {upper} decisions; the number of months beyond it is "
        "{beyond}, and none lies exactly on it.",
        months=str(len(a.inputs.decisions)),
        upper=number(a.from_all.limits.upper, 2),
        beyond=str(len(a.from_all.above)),
    )


def _afterwards(a: Answers) -> Words:
    later, upper = a.inputs.after, a.from_baseline.limits.upper
    if later.empty:
        return Words(
            "집중처리가 끝난 뒤의 월별 처리건수는 이 판에 없다. 회의가 정례 횟수로 돌아간 달이 나와야 가릴 수 있다.",
            "No month after the campaign is in this edition; months back at the regular meetings would help to tell.",
        )
    return fill(
        "집중처리 뒤 {months}개월의 월평균은 {mean}건이고, 그 가운데 {inside}개월이 이전 관리상한 {upper}건을 넘지 "
        "않는다.",
        "In the {months} months after the campaign {mean} appeals a month were decided; {inside} of them do not "
        "exceed the earlier upper limit of {upper}.",
        months=str(len(later)),
        mean=number(float(later.mean()), 1),
        inside=str(int((later <= upper).sum())),
        upper=number(upper, 1),
    )


TREND_READINGS: list[Claim[Answers]] = [
    Claim(
        "appeals.published",
        Words("인쇄된 값은 월별 처리건수에서 그대로 나온다", "The printed values follow from the months"),
        lambda a: all(check.agrees for check in a.checks),
        lambda a: fill(
            "인쇄된 {count}개 값이 모두 월별 처리건수로 다시 계산한 값과 인쇄 자릿수 안에서 같다.",
            "All {count} printed values agree with the months' decisions within their printed digits.",
            count=str(len(a.checks)),
        ),
        _printed_values_that_differ,
    ),
    Claim(
        "appeals.single_months",
        Words(
            "집중처리 기간의 달은 모두 예측범위 안에 있다", "Each month of the campaign lies in its prediction range"
        ),
        lambda a: not a.trend.months["side"].any(),
        lambda a: fill(
            "집중처리 기간의 {months}개월은 모두 그 달의 95% 예측범위 안에 있다.",
            "Each of the campaign's {months} months lies inside its own 95% prediction range.",
            months=str(len(a.trend.months)),
        ),
        _months_outside,
    ),
    Claim(
        "appeals.close_to_the_line",
        Words(
            "이전 달은 포아송 변동보다도 직선에 가깝다",
            "Months before lie closer to the line than Poisson counts would",
        ),
        lambda a: a.trend.sigma < a.mean_before.value**0.5,
        _closer_than_poisson,
        ended(_about_the_line, "예측범위는 포아송 변동을 담는다.", "The prediction range holds Poisson scatter."),
    ),
    Claim(
        "appeals.precision",
        Words("한 달 치 변화만 한 효과도 가려낼 수 없다", "An effect of one month's change could not be seen"),
        lambda a: half_width(a) > abs(a.trend.slope.value),
        ended(_precision, "있었더라도 보이지 않는다.", "could not be seen."),
        ended(_precision, "가려낼 수 있다.", "could be seen."),
    ),
    Claim(
        "appeals.part_of_the_rise",
        Words("이전의 증가가 멈췄다면 초과분은 뚜렷하다", "Had the rise stopped, the excess would be clear"),
        lambda a: a.trend.clear_up_to is not None,
        _clear_in_part,
        ended(
            _if_the_rise_stopped, "그렇게 보아도 예측범위는 0보다 크지 않다.", "Its range is not above zero even then."
        ),
    ),
    Claim(
        "appeals.other_baselines",
        Words("기준기간을 줄여도 판정은 같다", "A shorter baseline gives the same verdict"),
        lambda a: len({above(excess, 0) for excess in a.baselines.values()}) == 1,
        ended(_baselines, "모두 같다.", "is the same."),
        ended(_baselines, "갈린다.", "differs."),
    ),
    Claim(
        "appeals.beyond_limits",
        Words("집중처리 기간의 달은 모두 관리상한을 넘는다", "Each month of the campaign lies above the limits"),
        lambda a: set(a.inputs.during.index) <= set(a.from_baseline.above),
        _limits,
        _limits,
    ),
    Claim(
        "appeals.rising_before",
        Words("상승 신호는 집중처리보다 먼저 시작된다", "An upward trend begins before the campaign"),
        lambda a: bool(a.from_baseline.rising) and a.from_baseline.rising[0] < a.inputs.campaign[0],
        _rising_before,
        lambda _: fill(
            "집중처리 이전에 시작된 상승 신호는 없다. 다만 이 규칙은 연속한 {months}개월을 요구한다.",
            "No upward trend begins before the campaign; the rule asks for {months} months in a row.",
            months=str(LENGTH_OF_TREND),
        ),
    ),
    Claim(
        "appeals.on_the_limit",
        Words("모든 달로 정한 한계 위에 정확히 놓이는 달이 있다", "A month lies exactly on the limit from all months"),
        lambda a: bool(a.from_all.on_limit),
        _on_limit,
        _off_limit,
    ),
    Claim(
        "appeals.afterwards",
        Words("집중처리가 끝난 뒤 이전 한계 안으로 돌아왔다", "After the campaign months are back within the limits"),
        lambda a: not a.inputs.after.empty and bool((a.inputs.after <= a.from_baseline.limits.upper).all()),
        _afterwards,
        _afterwards,
    ),
]
