"""Readings on the table and the win rate, each with its test and both wordings."""

from analysis.methods.topics.litigation import HALF, Answers
from analysis.present.findings import Claim
from analysis.present.numbers import number, points
from analysis.present.topics.litigation.claims import above
from analysis.present.topics.litigation.words import COLUMNS, period, share_of_wins
from analysis.present.words import Lang, Words

PAIRS = 2


def _covered(a: Answers) -> Words:
    days = number(a.inputs.period_days.value, 0)
    return Words(
        f"표는 {period(a, 'ko')}의 누계로 읽는다. 본문이 같은 건수를 그해의 총계라 부르기 때문이다. 집계 기간은 "
        f"{days}일",
        f"The table is read as counting up over {period(a, 'en')}, since the text calls the same number the year's "
        f"total. It covers {days} days",
    )


def _to_month_end(a: Answers) -> Words:
    text = _covered(a)
    return Words(f"{text.ko}(1월 1일부터 그달 말까지)이다.", f"{text.en}, 1 January to the month's end.")


def _not_to_month_end(a: Answers) -> Words:
    text, whole_days = _covered(a), number(a.inputs.days_to_month_end)
    return Words(
        f"{text.ko}로 두었으며, 1월 1일부터 그달 말까지의 {whole_days}일과 다르다.",
        f"{text.en} by assumption, not the {whole_days} days from 1 January to the month's end.",
    )


def _adds_up(a: Answers) -> Words:
    checked = number(len(a.now.checks()))
    return Words(
        f"다시 계산할 수 있는 {checked}개 값이 모두 인쇄된 값과 맞는다. 인쇄된 승소율의 분모에는 기타가 들어 있지 "
        f"않다.",
        f"All {checked} figures that can be recomputed agree with those printed. The printed win rate leaves other "
        f"closings out of its denominator.",
    )


def _does_not_add_up(a: Answers) -> Words:
    wrong = [COLUMNS[check.name] for check in a.now.checks() if not check.agrees]
    return Words(
        f"{', '.join(name.ko for name in wrong)}: 다시 계산한 값이 인쇄된 값과 다르다.",
        f"{', '.join(name.en for name in wrong)}: what is recomputed differs from what is printed.",
    )


def _widths(a: Answers) -> tuple[float, float]:
    """How far apart counting leaves the rate, and how wide its range is."""
    low, high = a.win_rate.low or 0.0, 1.0 if a.win_rate.high is None else a.win_rate.high
    return a.win_rate_best.value - a.win_rate_worst.value, high - low


def _counting(a: Answers, lang: Lang) -> tuple[str, str]:
    counting, chance = _widths(a)
    return points(counting, lang, signed=False), points(chance, lang, signed=False)


def _counting_is_less(a: Answers) -> Words:
    ko, en = _counting(a, "ko"), _counting(a, "en")
    return Words(
        f"기타를 세는 방식에 따른 승소율의 차이는 최대 {ko[0]}로, 우연에 따른 범위의 폭 {ko[1]}보다 작다.",
        f"How other closings are counted moves the rate by {en[0]} at most, less than the {en[1]} that its range is "
        f"wide.",
    )


def _counting_is_more(a: Answers) -> Words:
    ko, en = _counting(a, "ko"), _counting(a, "en")
    return Words(
        f"기타를 세는 방식에 따른 승소율의 차이는 최대 {ko[0]}로, 우연에 따른 범위의 폭 {ko[1]} 이상이다. "
        f"승소율을 말하려면 기타의 내용부터 밝혀야 한다.",
        f"How other closings are counted moves the rate by up to {en[0]}, no less than the {en[1]} that its range "
        f"is wide: what they are has to be known first.",
    )


def _effect(a: Answers) -> str:
    return number(a.design_effect.value, 1)


def _pairs_bear(a: Answers) -> Words:
    return Words(
        f"범위는 사건이 서로 독립이라고 본 것이다. 같은 쟁점의 사건이 묶여 함께 이기고 진다면 범위가 넓어지지만, "
        f"분산이 {_effect(a)}배가 되기 전까지는 과반이라는 결론이 유지된다. 모든 사건이 둘씩 묶여 있어도 과반이다.",
        f"The range takes cases to be independent. Cases on one issue that are won or lost together widen it; the "
        f"majority stands until the variance is {_effect(a)} times as large, so even if all cases came in pairs.",
    )


def _pairs_break(a: Answers) -> Words:
    if not above(a.win_rate, HALF):
        return Words(
            "사건이 서로 독립이라고 보아도 과반이라고 단정할 수 없다. 사건이 묶여 있으면 범위는 더 넓어진다.",
            "Even taking cases to be independent the majority is not established; if they are not, the range is wider.",
        )
    return Words(
        f"범위는 사건이 서로 독립이라고 본 것이다. 분산이 {_effect(a)}배가 되면 과반이라는 결론이 유지되지 않으므로, "
        f"사건이 둘씩만 묶여 있어도 과반이라고 단정할 수 없다.",
        f"The range takes cases to be independent. At {_effect(a)} times the variance the majority is no longer "
        f"established, so not if cases came in pairs.",
    )


def _left_out_bears(a: Answers) -> Words:
    half, ends = a.to_half.value, 0.0 if a.to_half_left_out is None else a.to_half_left_out.value
    return Words(
        f"전부 승소가 아닌 건을 이기지 못한 것으로 세면 {number(half)}건({share_of_wins(a, half)}), 기타처럼 빼고 "
        f"세면 {number(ends)}건({share_of_wins(a, ends)})에서 절반이 된다. 어느 쪽이 얼마인지는 유형별 건수가 "
        f"있어야 정해진다.",
        f"Counted as not won, {number(half)} wins ({share_of_wins(a, half)}) that are not full ones bring the rate "
        f"to half; left out as other closings are, {number(ends)} ({share_of_wins(a, ends)}). Only the number of "
        f"each kind would settle it.",
    )


def _left_out_does_not(a: Answers) -> Words:
    if not a.now.lost:
        return Words(
            "패소가 없으므로 전부 승소가 아닌 건을 빼고 세면 비율이 낮아지지 않는다.",
            "As no case was lost, leaving wins that are not full ones out does not lower the rate.",
        )
    won, lost = number(a.now.won), number(a.now.lost)
    return Words(
        f"승소 {won}건이 패소 {lost}건보다 많지 않아, 어떻게 세어도 절반을 넘지 않는다.",
        f"With {won} won and {lost} lost the rate is not above one half, however it is counted.",
    )


WIN_READINGS: tuple[Claim[Answers], ...] = (
    Claim(
        "litigation.covers",
        Words("표는 1월 1일부터 그달 말까지의 누계이다", "The table counts from 1 January to the month's end"),
        lambda a: a.inputs.period_days.value == a.inputs.days_to_month_end,
        _to_month_end,
        _not_to_month_end,
    ),
    Claim(
        "litigation.adds_up",
        Words("표의 산술이 맞는다", "The table adds up"),
        lambda a: all(check.agrees for check in a.now.checks()),
        _adds_up,
        _does_not_add_up,
    ),
    Claim(
        "litigation.counting_or_chance",
        Words(
            "기타를 세는 방식의 차이는 우연의 폭보다 작다", "Counting other closings moves the rate less than chance"
        ),
        lambda a: _widths(a)[0] < _widths(a)[1],
        _counting_is_less,
        _counting_is_more,
    ),
    Claim(
        "litigation.dependent_cases",
        Words("사건이 둘씩 묶여 있어도 과반이다", "The majority stands even if cases come in pairs"),
        lambda a: above(a.win_rate, HALF) and a.design_effect.value > PAIRS,
        _pairs_bear,
        _pairs_break,
    ),
    Claim(
        "litigation.left_out",
        Words("빼고 세면 절반까지 가까워지지 않는다", "Half is no nearer if they are left out"),
        lambda a: a.now.won > a.now.lost > 0,
        _left_out_bears,
        _left_out_does_not,
    ),
)
