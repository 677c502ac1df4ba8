"""Readings on the docket, who conducts it, the named cases and the periods, each with its test and both wordings."""

from analysis.methods.topics.litigation import HALF, Answers
from analysis.methods.topics.litigation.cases import NamedCase
from analysis.methods.topics.litigation.fragile import least_days_of_a_long_docket
from analysis.present.cut_offs import differs as apart
from analysis.present.dates import month
from analysis.present.findings import Claim
from analysis.present.money import money, money_span
from analysis.present.numbers import number, percent, span
from analysis.present.topics.litigation.claims import above
from analysis.present.topics.litigation.words import one_digit, whole
from analysis.present.words import Lang, Words

PAIR = 2
KRW = "KRW 100 million"


def _year_end(a: Answers) -> Words:
    end, now = number(a.pending_year_end.value, 0), number(a.now.pending)
    return Words(
        f"지금까지의 속도를 그대로 이으면 연말의 진행 건수는 {end}건이고, 신소와 종결의 포아송 변동을 본 95% "
        f"예측범위는 {whole(a.pending_year_end, 'ko')}이다. 기준 월 말의 {now}건은",
        f"Carried on at the pace so far, {end} cases are pending at year end; the 95% prediction range under Poisson "
        f"variation of new and closed cases is {whole(a.pending_year_end, 'en')}. The {now} at the end of the period",
    )


def _more_at_year_end(a: Answers) -> Words:
    text = _year_end(a)
    return Words(
        f"{text.ko} 이 범위보다 적어, 연말에는 더 많을 것으로 예측된다.", f"{text.en} lie below it: more are predicted."
    )


def _not_more_at_year_end(a: Answers) -> Words:
    text = _year_end(a)
    if a.pending_year_end.high is not None and a.pending_year_end.high < a.now.pending:
        return Words(
            f"{text.ko} 이 범위보다 많아, 연말에는 줄 것으로 예측된다.", f"{text.en} lie above it: fewer are predicted."
        )
    return Words(
        f"{text.ko} 이 범위 안에 있어, 연말에 지금보다 많을지는 알 수 없다.",
        f"{text.en} lie within it: whether there will be more is open.",
    )


def _bounds(a: Answers) -> Words:
    docket = a.inputs.direct_docket
    total, carried = number(docket.total), number(docket.carried_over)
    least, most = a.direct_share_docket
    each, cut = number(a.direct_per_attorney.value, 1), apart(a.inputs.cut_offs, "litigation.direct_and_docket")
    return Words(
        f"변호사 1명이 맡은 신소는 {each}건이다. 이월 {carried}건의 직접 수행 여부는 보고서에 없으므로, 전체 "
        f"{total}건 중 직접 수행의 비중은 {span(least, most, 'ko', 1, 'fraction')} 사이라고만 말할 수 있다.{cut.ko}",
        f"That is {each} new cases to an attorney. Who conducts the {carried} cases carried over is not printed, so "
        f"of all {total} the share lies somewhere in {span(least, most, 'en', 1, 'fraction')}.{cut.en}",
    )


def _most_of_all(a: Answers) -> Words:
    text = _bounds(a)
    return Words(f"{text.ko} 가장 낮게 보아도 과반이다.", f"{text.en} Even at the least it is the greater part.")


def _not_surely_most_of_all(a: Answers) -> Words:
    text = _bounds(a)
    if a.direct_share_docket[1] < HALF:
        return Words(
            f"{text.ko} 가장 높게 보아도 과반이 아니다.", f"{text.en} Even at the most it is the smaller part."
        )
    return Words(
        f"{text.ko} 전체에서도 과반인지는 알 수 없다.", f"{text.en} Whether it is the greater part of all is unknown."
    )


def _percentage(case: NamedCase, lang: Lang) -> str:
    """What a case prints, and what its amounts give."""
    share, printed, implied = case.share_of_amounts, case.share_won, case.award_implied
    if share is None or printed is None or implied is None or case.awarded is None:
        raise ValueError(f"the case {case.id} prints no award or no percentage")
    amounts = money(float(case.claim.midpoint), KRW, lang), money(float(case.awarded.midpoint), KRW, lang)
    words = number(float(printed.midpoint), 1), percent(share.value), one_digit(share, lang)
    award = money_span(float(implied.low), float(implied.high), KRW, lang, 3)
    return Words(
        f"{case.names['ko']} 사건은 소가 {amounts[0]} 중 {amounts[1]} 인용으로, 금액대로면 {words[1]}, 금액의 "
        f"반올림을 감안하면 {words[2]}이며 인쇄된 비율은 {words[0]}%이다(이 비율대로면 인용액 {award}).",
        f"{case.names['en']}: {amounts[1]} of {amounts[0]} awarded makes {words[1]}, or {words[2]} given that "
        f"amounts are rounded; {words[0]}% is printed (which implies an award of {award}).",
    )[lang]


def _percentages(a: Answers) -> Words:
    cases = [case for case in a.inputs.cases if case.agrees is not None]
    return Words(*(" ".join(_percentage(case, lang) for case in cases) for lang in ("ko", "en")))


def _percentages_fit(a: Answers) -> bool:
    verdicts = [case.agrees for case in a.inputs.cases if case.agrees is not None]
    return bool(verdicts) and all(verdicts)


def _percentages_agree(a: Answers) -> Words:
    text = _percentages(a)
    return Words(
        f"{text.ko} 둘은 어긋나지 않는다. 인용된 금액이 있어도 기준을 넘으면 승소로 센다.",
        f"{text.en} The two agree. A case counts as won even where part was awarded, if it meets the threshold.",
    )


def _percentages_disagree(a: Answers) -> Words:
    text = _percentages(a)
    if not text.ko:
        return Words(
            "인용액과 비율이 함께 인쇄된 사건이 없어 견주어 볼 수 없다.",
            "No case prints both an award and a percentage, so there is nothing to compare.",
        )
    return Words(
        f"{text.ko} 인쇄된 비율이 금액과 맞지 않는 사건이 있다.",
        f"{text.en} Not every printed percentage fits its amounts.",
    )


def _compared(a: Answers) -> Words:
    first, last = a.series.iloc[0], a.series.iloc[-1]
    dates = a.series.index[0].date(), a.series.index[-1].date()
    rates = percent(first["win_rate"].value), percent(last["win_rate"].value)
    pending = number(first["pending"]), number(last["pending"])
    caution = Words("두 점은 추세가 아니다.", "Two points are no trend.")
    if len(a.series) > PAIR:
        caution = Words(
            "같은 해의 누계는 서로 겹치므로 독립된 점이 아니다.",
            "Counts of one year overlap; they are not independent points.",
        )
    return Words(
        f"{month(dates[0], 'ko')}에서 {month(dates[1], 'ko')} 사이에 누계 승소율은 {rates[0]}에서 {rates[1]}, 진행은 "
        f"{pending[0]}건에서 {pending[1]}건이 되었다. {_since(a).ko}{caution.ko}",
        f"From {month(dates[0], 'en')} to {month(dates[1], 'en')} the cumulative win rate went from {rates[0]} to "
        f"{rates[1]}, pending cases from {pending[0]} to {pending[1]}. {_since(a).en}{caution.en}",
    )


def _since(a: Answers) -> Words:
    """What came to the newest period since the one before, where the table tells."""
    last = a.series.iloc[-1]
    if last[["new_since", "closed_since", "decided_since", "won_since"]].isna().any():
        return Words("", "")
    new, closed, decided, won = (number(last[f"{name}_since"]) for name in ("new", "closed", "decided", "won"))
    return Words(
        f"바로 앞 누계보다 신소는 {new}건, 종결은 {closed}건 많고, 더해진 승패 {decided}건 중 {won}건이 승소이다. ",
        f"Against the count before there are {new} more new and {closed} more closed cases; of {decided} added as "
        f"won or lost, {won} were won. ",
    )


def _single(a: Answers) -> Words:
    only = a.series.index[-1].date()
    return Words(
        f"이 판에는 {month(only, 'ko')} 누계 하나만 있어 변화를 말할 수 없다. 같은 해의 다음 누계는 이 누계를 "
        f"포함하므로, 두 누계가 아니라 그 차이를 견주어야 한다.",
        f"This edition has one count, up to {month(only, 'en')}, so nothing can be said of change. The next of "
        f"the same year will contain it: what is to be compared is not the two but their difference.",
    )


def _days(a: Answers) -> Words:
    days = a.inputs.period_days
    least = number(least_days_of_a_long_docket(a))
    return Words(
        f"집계 기간이 {least}일 이상이면 1년이 넘는 분량이라는 결론이 유지되며, 등록부의 범위는 "
        f"{span(days.low, days.high, 'ko', 0, 'days')}이다.",
        f"That the pending cases are more than a year's work stands as long as the table covers {least} days or "
        f"more; the register's range is {span(days.low, days.high, 'en', 0, 'days')}.",
    )


def _days_bear(a: Answers) -> Words:
    text = _days(a)
    return Words(f"{text.ko} 이 범위 어디에서도 유지된다.", f"{text.en} It stands all over that range.")


def _days_matter(a: Answers) -> Words:
    text = _days(a)
    return Words(f"{text.ko} 이 범위 전체에서 유지되지는 않는다.", f"{text.en} It does not stand all over that range.")


DOCKET_READINGS: tuple[Claim[Answers], ...] = (
    Claim(
        "litigation.more_at_year_end",
        Words("연말에는 지금보다 많이 진행 중이다", "More will be pending at year end than now"),
        lambda a: above(a.pending_year_end, a.now.pending),
        _more_at_year_end,
        _not_more_at_year_end,
    ),
    Claim(
        "litigation.direct_of_all",
        Words("전체 수행건수에서도 과반을 직접 수행한다", "The greater part of the whole docket is conducted directly"),
        lambda a: a.direct_share_docket[0] > HALF,
        _most_of_all,
        _not_surely_most_of_all,
    ),
    Claim(
        "litigation.printed_percentage",
        Words("인쇄된 승소 비율은 인쇄된 금액과 맞는다", "The printed percentage fits the printed amounts"),
        _percentages_fit,
        _percentages_agree,
        _percentages_disagree,
    ),
    Claim(
        "litigation.comparable",
        Words("견줄 기준 월이 둘 이상이다", "There are two periods or more to compare"),
        lambda a: len(a.series) >= PAIR,
        _compared,
        _single,
    ),
    Claim(
        "litigation.days_covered",
        Words("집계 기간을 달리 읽어도 1년이 넘는 분량이다", "More than a year's work whichever days the table covers"),
        lambda a: a.inputs.period_days.low >= least_days_of_a_long_docket(a),
        _days_bear,
        _days_matter,
    ),
)
