"""The headline claims on appeals, each with its test and both wordings."""

from analysis.methods.topics.appeals import Answers
from analysis.present.findings import Claim, headline
from analysis.present.numbers import number, percent
from analysis.present.topics.appeals.words import (
    above,
    before,
    below,
    count_range,
    during,
    ended,
    fill,
    ratio,
    ratio_range,
)
from analysis.present.words import Words


def _against_the_trend(a: Answers) -> Words:
    return fill(
        "{during} 처리건수는 월평균 {actual}건이고, {before}의 추세가 그대로 이어졌을 때의 예측은 {predicted}건이다. "
        "차이 {excess}건의 95% 예측범위 {range}건은 ",
        "In {during} {actual} appeals a month were decided; the trend of {before}, carried on, predicts "
        "{predicted}. The 95% prediction range of the difference of {excess}, {range}, ",
        during=during(a),
        before=before(a),
        actual=number(a.mean_during.value, 1),
        predicted=number(a.trend.predicted.value, 1),
        excess=number(a.trend.excess.value, 1),
        range=count_range(a.trend.excess),
    )


def _not_beyond_the_trend(a: Answers) -> Words:
    if below(a.trend.excess, 0):
        return ended(
            _against_the_trend,
            "0보다 작다: 추세가 이어졌을 때보다 적다.",
            "lies below zero: fewer than the trend carried on.",
        )(a)
    return ended(
        _against_the_trend,
        "0을 포함한다: 이전부터 이어지던 추세와 구별되지 않는다.",
        "includes zero: it cannot be told from the trend already under way.",
    )(a)


def _means(a: Answers) -> Words:
    exact, scatter = a.ratios["month", "exact"].estimate, a.ratios["month", "quasi-Poisson"].estimate
    return fill(
        "월평균 처리건수는 {before}건에서 {during}건으로, 이전의 {ratio}배이다. 95% 범위는 포아송 변동만 보면 "
        "{exact}배, 달 사이의 실제 변동을 반영하면 {scatter}배",
        "Decisions a month went from {before} to {during}, {ratio} times as many. The 95% range is {exact} if months "
        "scatter as Poisson counts do, {scatter} by their actual scatter",
        before=number(a.mean_before.value, 1),
        during=number(a.mean_during.value, 1),
        ratio=ratio(exact.value),
        exact=ratio_range(exact),
        scatter=ratio_range(scatter),
    )


def _factors(a: Answers) -> Words:
    return fill(
        "월 처리건수 {total}배는 월 회의 횟수 {meetings}배와 회의당 처리건수 {each}배의 곱이다. "
        "로그로 나누면 변화의 {share_meetings}는 회의 횟수, {share_each}는 회의당 처리건수의 몫이다",
        "Decisions a month, {total} times as many, are {meetings} times the meetings a month, times {each} for "
        "decisions a meeting. On the log scale meetings make {share_meetings} of the change, decisions a meeting "
        "{share_each}",
        total=ratio(a.change.throughput.value),
        meetings=ratio(a.change.meetings),
        each=ratio(a.change.intensity.value),
        share_meetings=percent(a.change.share_meetings.value, 0),
        share_each=percent(a.change.share_intensity.value, 0),
    )


def _per_meeting(a: Answers) -> Words:
    exact, scatter = a.ratios["meeting", "exact"].estimate, a.ratios["meeting", "quasi-Poisson"].estimate
    return fill(
        "회의당 처리건수는 {before}건에서 {during}건으로, 이전의 {ratio}배이다. 95% 정확 범위는 {exact}배, "
        "달 사이의 실제 변동을 반영한 범위는 {scatter}배",
        "Decisions a meeting went from {before} to {during}, {ratio} times as many. The exact 95% range is {exact}, "
        "that by the months' actual scatter {scatter}",
        before=number(a.per_meeting_before.value, 1),
        during=number(a.per_meeting_during.value, 1),
        ratio=ratio(exact.value),
        exact=ratio_range(exact),
        scatter=ratio_range(scatter),
    )


def _not_fallen(a: Answers) -> Words:
    if all(above(a.ratios["meeting", method].estimate, 1) for method in ("exact", "quasi-Poisson")):
        return ended(_per_meeting, "로 모두 1보다 크다: 줄지 않고 늘었다.", ", both above 1: they rose.")(a)
    return ended(
        _per_meeting,
        "이다. 1을 포함하는 범위가 있어 줄었다고도 늘었다고도 단정할 수 없다.",
        ". As 1 is within reach, neither a fall nor a rise is established.",
    )(a)


def _strained(a: Answers) -> bool:
    return a.capacity.strain is not None and above(a.capacity.strain, 1)


def _pace(a: Answers) -> Words:
    needed, strain = a.capacity.needed, a.capacity.strain
    if needed is None or strain is None:
        return Words(
            "올해 남은 달이나 회의가 없어 따질 것이 없다", "No month or no meeting of the year is left to ask about"
        )
    return fill(
        "올해 계획된 회의 {planned}회 가운데 {left}회가 남았다. 남은 {months}개월에 집중처리 기간의 속도를 "
        "유지하려면 회의당 {needed}건을 처리해야 하며, 이는 두 기간의 평균 가운데 높은 쪽의 {strain}배({range}배)",
        "Of {planned} meetings planned this year {left} are left. To keep the campaign's pace over the {months} "
        "months to come each must decide {needed} appeals, {strain} times ({range}) the higher of the two periods' "
        "means",
        planned=number(a.inputs.meetings_planned),
        left=number(a.capacity.left.value),
        months=str(a.capacity.months_left),
        needed=number(needed.value, 1),
        strain=ratio(strain.value),
        range=ratio_range(strain),
    )


def _not_strained(a: Answers) -> Words:
    if a.capacity.strain is None:
        return ended(_pace, ".", ".")(a)
    return ended(_pace, "로, 반드시 더 많아야 하는 것은 아니다.", ": not necessarily more than before.")(a)


HEADLINES: list[Claim[Answers]] = [
    Claim(
        "appeals.beyond_trend",
        Words("집중처리 기간의 처리건수는 이전 추세보다 많다", "The campaign decided more than the trend before"),
        lambda a: above(a.trend.excess, 0),
        ended(_against_the_trend, "0보다 크다: 추세보다 많다.", "lies above zero: more than the trend."),
        _not_beyond_the_trend,
        lambda a: headline(
            Words("추세를 이은 예측과의 차이", "Difference from the trend carried on"), a.trend.excess, 1
        ),
    ),
    Claim(
        "appeals.rose",
        Words("월평균 처리건수는 이전 평균보다 많다", "Decisions a month rose over the mean before"),
        lambda a: above(a.ratios["month", "quasi-Poisson"].estimate, 1),
        ended(_means, "이다. 보고서의 비교로는 늘었다.", ". By the report's comparison they rose."),
        ended(
            _means,
            "이다. 뒤의 범위가 1보다 크지 않아 늘었다고 단정할 수 없다.",
            ". The latter does not lie above 1: a rise is not established.",
        ),
        lambda a: headline(
            Words("월평균의 비, 달별 변동 반영", "Ratio of means, by the months' scatter"),
            a.ratios["month", "quasi-Poisson"].estimate,
            2,
        ),
    ),
    Claim(
        "appeals.more_meetings",
        Words(
            "산술로 나누면 증가는 모두 회의 횟수의 몫이다", "By arithmetic, all of the gain is the share of meetings"
        ),
        lambda a: a.change.throughput.value > 1 and a.change.share_intensity.value <= 0,
        ended(
            _factors,
            ". 산술로 나누면 증가가 모두 회의 횟수의 몫이며, 회의를 늘려서 는 것인지는 말하지 않는다.",
            ": by arithmetic all of the gain is the share of meetings, which does not say that meetings brought it.",
        ),
        ended(_factors, ".", "."),
        lambda a: headline(
            Words("변화 가운데 회의 횟수의 몫", "Share of meetings in the change"), a.change.share_meetings, 0
        ),
    ),
    Claim(
        "appeals.per_meeting_fell",
        Words("회의당 처리건수는 줄었다", "Decisions a meeting fell"),
        lambda a: all(below(a.ratios["meeting", method].estimate, 1) for method in ("exact", "quasi-Poisson")),
        ended(_per_meeting, "로 모두 1보다 작다: 줄었다.", ", both below 1: they fell."),
        _not_fallen,
        lambda a: headline(
            Words("회의당 처리건수의 비, 달별 변동 반영", "Ratio per meeting, by the months' scatter"),
            a.ratios["meeting", "quasi-Poisson"].estimate,
            2,
        ),
    ),
    Claim(
        "appeals.pace",
        Words(
            "남은 회의로 같은 속도를 내려면 회의당 더 많이 처리해야 한다",
            "To keep the pace with the meetings left takes more decisions a meeting",
        ),
        _strained,
        ended(_pace, "이다.", "."),
        _not_strained,
        lambda a: headline(Words("올해 남은 회의", "Meetings left this year"), a.capacity.left, 0),
    ),
]
