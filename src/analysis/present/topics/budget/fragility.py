"""How fragile the answers on budget, bonds and reviews are: each choice varied over its range."""

import math
from dataclasses import dataclass

import pandas as pd

from analysis.methods.topics.budget import Answers, sensitivity
from analysis.methods.topics.budget.bonds import HUNDRED_MILLION
from analysis.methods.topics.budget.lines import MILLION
from analysis.present.money import WON, money_span
from analysis.present.numbers import percent, quantity, span
from analysis.present.tables import Table
from analysis.present.words import Lang, Words

HALF = 0.5
EITHER_WAY = Words("어느 쪽이든 과반", "more than half either way")
DASH = {"ko": "~", "en": "–"}


@dataclass(frozen=True)
class Choice:
    """How a choice and the result that it moves are named, their units, and the decimals of each."""

    what: Words
    result: Words
    unit: str
    result_unit: str
    digits: int | None = None
    result_digits: int | None = None


CHOICES = {
    "most": Choice(
        Words("‘대부분’의 기준", "What counts as most of the cuts"),
        Words("항목 수", "Lines"),
        "fraction",
        "items",
        1,
        0,
    ),
    "revision": Choice(
        Words("뒤 해 금액이 더 늘어날 비율", "Further growth of the later year's amount"),
        Words("총액의 증감", "Change of the total"),
        "fraction",
        MILLION,
        1,
    ),
    "elapsed": Choice(
        Words("발행액을 집계할 때까지 지난 달수", "Months gone when bonds were counted"),
        Words("필요한 속도(지금까지 = 1)", "Pace needed (so far = 1)"),
        "months",
        "ratio",
        1,
        2,
    ),
    "gap": Choice(
        Words("만기를 맞춘 금리 차", "Rate gap at equal maturity"),
        Words("발행액의 연 이자 차이", "Interest a year on what is issued"),
        "percentage points",
        HUNDRED_MILLION,
    ),
}


def fragility_table(a: Answers, lang: Lang) -> Table:
    """What each choice moves over its range, and within which the conclusion stays."""
    frame = sensitivity(a)
    rows = [_choice(str(choice), values, lang) for choice, values in frame.iterrows()]
    columns = (
        Words("무엇을", "Choice"),
        Words("바꾸는 범위", "Varied over"),
        Words("답", "Answer"),
        Words("답의 범위", "Range of the answer"),
        Words("결론이 유지되는 범위", "Conclusion holds"),
    )
    city, judged = a.reviews.city.proceeding, a.reviews.city.proceeding_of_judged
    if judged is not None:
        rows.append(
            (
                Words("반려·철회를 세는 방법", "Counting those returned")[lang],
                Words("세거나 뺀다", "in or out")[lang],
                Words("시에서 추진 가능한 비율", "May proceed, city")[lang],
                f"{percent(city.value)}{DASH[lang]}{percent(judged.value)}",
                EITHER_WAY[lang] if min(city.low or 0, judged.low or 0) > HALF else None,
            )
        )
    facts = Words(f"결론이 걸려 있는 선택 {len(rows)}가지.", f"{len(rows)} choices on which the conclusions rest.")
    if "most" in frame.index:
        lines = len(a.budget.main_cuts)
        within = span(*a.budget.most_that_keeps, lang, 1, "fraction")
        facts = Words(
            f"{facts.ko} {lines}개 항목이 감액의 대부분이라는 결론은 기준을 {within}로 잡는 동안 유지된다.",
            f"{facts.en} That the largest {lines} make up most of the cuts holds while “most” is set within {within}.",
        )
    frame = pd.DataFrame(rows, columns=[column[lang] for column in columns])
    return Table(frame, facts[lang], lang=lang)


def _choice(choice: str, values: "pd.Series[float]", lang: Lang) -> tuple[str | None, ...]:
    words = CHOICES[choice]
    low, high, at_low, at_high = (float(values[name]) for name in ("low", "high", "at_low", "at_high"))
    moved = (
        money_span(at_low, at_high, words.result_unit, lang)
        if words.result_unit in WON
        else span(at_low, at_high, lang, words.result_digits, words.result_unit)
    )
    return (
        words.what[lang],
        span(low, high, lang, words.digits, words.unit),
        words.result[lang],
        moved,
        _holds(words, float(values["holds_from"]), float(values["holds_to"]), lang),
    )


def _holds(words: Choice, low: float, high: float, lang: Lang) -> str:
    if math.isnan(low):
        end = quantity(high, words.unit, lang, words.digits)
        return Words(f"{end} 미만", f"below {end}")[lang]
    if math.isnan(high):
        end = quantity(low, words.unit, lang, words.digits)
        return Words(f"{end} 초과", f"above {end}")[lang]
    return span(low, high, lang, words.digits, words.unit)
