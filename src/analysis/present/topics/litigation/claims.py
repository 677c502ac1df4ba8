"""The headline claims on litigation, each with its test and both wordings."""

from analysis.methods.estimate import Estimate
from analysis.methods.topics.litigation import HALF, Answers
from analysis.present.dates import month
from analysis.present.findings import Claim, headline
from analysis.present.numbers import number, percent
from analysis.present.topics.litigation.words import against_half, one_digit, period, share_of_wins, whole
from analysis.present.words import Words


def above(result: Estimate, value: float) -> bool:
    """Whether a range lies wholly above a value."""
    return result.low is not None and result.low > value


def below(result: Estimate, value: float) -> bool:
    """Whether a range lies wholly below a value."""
    return result.high is not None and result.high < value


def _win_rate(a: Answers) -> Words:
    won, decided, rate = number(a.now.won), number(a.now.decided), percent(a.win_rate.value)
    return Words(
        f"{period(a, 'ko')}에 승소나 패소로 센 {decided}건 중 {won}건이 승소여서 승소율은 {rate}이다. "
        f"95% 범위 {one_digit(a.win_rate, 'ko')}는",
        f"Of {decided} cases counted as won or lost in {period(a, 'en')}, {won} were won, {rate}; the 95% range, "
        f"{one_digit(a.win_rate, 'en')},",
    )


def _majority(a: Answers) -> Words:
    text = _win_rate(a)
    return Words(
        f"{text.ko} 절반보다 크므로, 보고서의 기준으로는 과반 승소라고 말할 수 있다.",
        f"{text.en} lies above one half: as the report counts, a majority is established.",
    )


def _no_majority(a: Answers) -> Words:
    text, verdict = _win_rate(a), against_half(a.win_rate)
    return Words(f"{text.ko} {verdict.ko}.", f"{text.en} {verdict.en}.")


def _other(a: Answers) -> Words:
    other = number(a.now.other)
    worst, best = percent(a.win_rate_worst.value), percent(a.win_rate_best.value)
    return Words(
        f"보고서가 승소율에서 빼는 기타 {other}건을 모두 패소로 세면 {worst}, 모두 승소로 세면 {best}이다. "
        f"앞의 95% 범위 {one_digit(a.win_rate_worst, 'ko')}",
        f"Were the {other} other closings, which the report leaves out, all counted as lost, the rate would be "
        f"{worst}; all as won, {best}. The 95% range of the former, {one_digit(a.win_rate_worst, 'en')},",
    )


def _other_bears(a: Answers) -> Words:
    text = _other(a)
    return Words(
        f"{text.ko}도 절반보다 커서, 기타를 어떻게 세어도 과반이다.",
        f"{text.en} lies above one half too: a majority, however they are counted.",
    )


def _other_matters(a: Answers) -> Words:
    text, verdict = _other(a), against_half(a.win_rate_worst)
    return Words(f"{text.ko}는 {verdict.ko}.", f"{text.en} {verdict.en}.")


def _definition(a: Answers) -> Words:
    won, threshold = number(a.now.won), number(a.inputs.win_threshold)
    return Words(
        f"승소 {won}건은 소가의 {threshold}% 이상을 지킨 일부 승소와 소취하·화해·조정까지 센 것이며, 유형별 건수는 "
        f"없다.",
        f"The {won} wins count judgments that saved {threshold}% of the claim or more, withdrawals, settlements and "
        f"mediation, and the report does not split them.",
    )


def _spare(a: Answers) -> Words:
    text, spare, half = _definition(a), a.wins_to_spare, a.to_half.value
    return Words(
        f"{text.ko} 전부 승소 판결이 아닌 것이 {number(spare)}건({share_of_wins(a, spare)})까지면 전부 승소 "
        f"비율의 95% 범위도 절반보다 크지만, {number(half)}건({share_of_wins(a, half)})에 이르면 절반으로 내려간다.",
        f"{text.en} With up to {number(spare)} of them ({share_of_wins(a, spare)}) short of a full win, the "
        f"95% range of full wins still lies above one half; at {number(half)} ({share_of_wins(a, half)}) they are down "
        f"to half.",
    )


def _nothing_to_spare(a: Answers) -> Words:
    text = _definition(a)
    return Words(
        f"{text.ko} 한 건만 전부 승소 판결이 아니어도 전부 승소가 과반이라고 단정할 수 없다.",
        f"{text.en} If even one is short of a full win, that full wins are the greater part is not established.",
    )


def _moved(a: Answers) -> Words:
    """How pending cases changed, as it goes on from the two counts."""
    change = number(abs(a.pending_change.value))
    if a.pending_change.value > 0:
        return Words(f"{change}건 늘었고", f"{change} more")
    if a.pending_change.value < 0:
        return Words(f"{change}건 줄었고", f"{change} fewer")
    return Words("그대로이고", "no change")


def _docket(a: Answers) -> Words:
    before, after, moved = number(a.now.carried_over), number(a.now.pending), _moved(a)
    return Words(
        f"진행 중인 소송은 이월 {before}건에서 {after}건으로 {moved.ko}, 신소에 대한 종결의 비율(사건처리율)은 "
        f"{percent(a.clearance.value)}이다. 포아송 변동을 본 95% 범위 {one_digit(a.clearance, 'ko')}는",
        f"Pending cases went from {before} carried over to {after}, {moved.en}; closed over new cases (the "
        f"clearance rate) is {percent(a.clearance.value)}. Its 95% range under Poisson variation, "
        f"{one_digit(a.clearance, 'en')},",
    )


def _falls_behind(a: Answers) -> Words:
    text = _docket(a)
    return Words(
        f"{text.ko} 100%보다 작아, 종결의 속도가 신소의 속도를 따라가지 못한다.",
        f"{text.en} lies below 100%: closings run at a slower pace than new cases.",
    )


def _not_behind(a: Answers) -> Words:
    text = _docket(a)
    if above(a.clearance, 1):
        return Words(
            f"{text.ko} 100%보다 커, 종결의 속도가 신소의 속도를 앞선다.",
            f"{text.en} lies above 100%: closings run at a faster pace than new cases.",
        )
    return Words(
        f"{text.ko} 100%를 포함하므로, 신소와 종결의 속도가 다르다고 단정할 수는 없다.",
        f"{text.en} includes 100%: that new and closed cases run at different paces is not established.",
    )


def _disposition(a: Answers) -> Words:
    days, end = number(a.disposition.value, 0), number(a.pending_year_end.value, 0)
    return Words(
        f"지금까지의 속도라면 진행 {number(a.now.pending)}건을 처리하는 데 {days}일(95% 범위 "
        f"{whole(a.disposition, 'ko')})이 들고, 연말에는 {end}건(예측범위 {whole(a.pending_year_end, 'ko')})이 "
        f"남을 것으로 예측된다.",
        f"At the pace so far the {number(a.now.pending)} pending cases take {days} days (95% range "
        f"{whole(a.disposition, 'en')}), and {end} are predicted to be pending at year end (prediction range "
        f"{whole(a.pending_year_end, 'en')}).",
    )


def _long(a: Answers) -> Words:
    text = _disposition(a)
    return Words(
        f"{text.ko} 신소가 더 없어도 1년이 넘는 분량이다.",
        f"{text.en} Even with no new cases that is more than a year's work.",
    )


def _not_long(a: Answers) -> Words:
    text = _disposition(a)
    if below(a.disposition, a.inputs.year_days):
        return Words(f"{text.ko} 1년이 안 되는 분량이다.", f"{text.en} That is less than a year's work.")
    return Words(
        f"{text.ko} 1년이 넘는 분량이라고 단정할 수 없다.",
        f"{text.en} That it is over a year's work is not established.",
    )


def _direct(a: Answers) -> Words:
    direct, new, share = number(a.inputs.direct), number(a.inputs.direct_docket.new), percent(a.direct_share.value)
    until = a.inputs.direct_docket.period
    return Words(
        f"{month(until, 'ko')}까지의 신소 {new}건 중 {direct}건, {share}를 소속 변호사가 직접 수행한다. 95% 범위 "
        f"{one_digit(a.direct_share, 'ko')}는",
        f"The city's own attorneys conduct {direct} of {new} new cases up to {month(until, 'en')}, {share}; "
        f"the 95% range, "
        f"{one_digit(a.direct_share, 'en')},",
    )


def _mostly_direct(a: Answers) -> Words:
    text = _direct(a)
    return Words(f"{text.ko} 절반보다 크다.", f"{text.en} lies above one half.")


def _not_mostly_direct(a: Answers) -> Words:
    text, verdict = _direct(a), against_half(a.direct_share)
    return Words(f"{text.ko} {verdict.ko}.", f"{text.en} {verdict.en}.")


HEADLINES: tuple[Claim[Answers], ...] = (
    Claim(
        "litigation.majority",
        Words("시는 승패가 갈린 사건의 과반을 이긴다", "The city wins the greater part of the cases won or lost"),
        lambda a: above(a.win_rate, HALF),
        _majority,
        _no_majority,
        lambda a: headline(Words("승소율", "Win rate"), a.win_rate, 1),
    ),
    Claim(
        "litigation.other_closings",
        Words("기타를 어떻게 세어도 과반을 이긴다", "However other closings are counted, the greater part is won"),
        lambda a: above(a.win_rate_worst, HALF),
        _other_bears,
        _other_matters,
        lambda a: headline(Words("기타를 모두 패소로 센 승소율", "Win rate, other closings lost"), a.win_rate_worst, 1),
    ),
    Claim(
        "litigation.what_is_a_win",
        Words(
            "승소 일부가 전부 승소가 아니어도 전부 승소가 과반일 수 있다",
            "Full wins may be the greater part even if some of the wins are not full ones",
        ),
        lambda a: a.wins_to_spare > 0,
        _spare,
        _nothing_to_spare,
        lambda a: headline(
            Words("전부 승소가 아니면 절반이 되는 건수", "Wins short of full that make it half"), a.to_half, 0
        ),
    ),
    Claim(
        "litigation.falls_behind",
        Words("종결의 속도가 신소의 속도보다 느리다", "Closings run at a slower pace than new cases"),
        lambda a: below(a.clearance, 1),
        _falls_behind,
        _not_behind,
        lambda a: headline(Words("사건처리율", "Clearance rate"), a.clearance, 1),
    ),
    Claim(
        "litigation.over_a_year",
        Words("진행 중인 사건은 1년이 넘는 분량이다", "The pending cases are more than a year's work"),
        lambda a: above(a.disposition, a.inputs.year_days),
        _long,
        _not_long,
        lambda a: headline(Words("처리 소요일수", "Disposition time"), a.disposition, 0),
    ),
    Claim(
        "litigation.direct",
        Words("신소의 과반을 직접 수행한다", "The greater part of new cases is conducted directly"),
        lambda a: above(a.direct_share, HALF),
        _mostly_direct,
        _not_mostly_direct,
        lambda a: headline(Words("직접수행 비중", "Conducted directly"), a.direct_share, 1),
    ),
)
