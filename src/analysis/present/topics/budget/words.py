"""Names, amounts and phrases of the budget topic in both languages."""

import textwrap
from collections.abc import Callable, Sequence
from typing import SupportsFloat

from analysis.methods.estimate import Estimate
from analysis.methods.topics.budget import Answers
from analysis.methods.topics.budget.bonds import HUNDRED_MILLION
from analysis.methods.topics.budget.lines import MILLION, Budget
from analysis.present.money import money
from analysis.present.numbers import SIGNIFICANT, number, percent, quantity, span
from analysis.present.words import LANGUAGES, Lang, Words

POINT_DIGITS = 3
LEAST_P = 0.001
WRAP = {"ko": 12, "en": 20}
KINDS = {
    "sum": Words("합계는 각 항목의 합이다", "a total is the sum of its parts"),
    "difference": Words("증감은 두 해의 차이다", "a change is the difference of both years"),
    "repeated": Words("두 표의 같은 칸은 같다", "two tables agree on the same figure"),
    "unit": Words("억원으로 적은 금액은 백만원 금액과 같다", "an amount in another unit is the same"),
    "sources": Words("사업수는 차입선별 사업의 합이다", "projects are the sum over their sources"),
    "outcomes": Words("심사 건수는 결과별 건수의 합이다", "projects reviewed are the sum over outcomes"),
    "share": Words("비율은 심사 건수에 대한 것이다", "a share is of all projects reviewed"),
}
A_YEAR = Words("연 {}", "{} a year")


def both(phrase: Callable[[Lang], str]) -> Words:
    """A phrase made once in each language."""
    return Words(*(phrase(lang) for lang in LANGUAGES))


def name(answers: Answers, key: str, lang: Lang) -> str:
    """An account, line, panel or outcome as the edition names it."""
    return Words(*answers.inputs.names[key])[lang]


def label(answers: Answers, key: str, lang: Lang) -> str:
    """The same, broken into lines for a chart."""
    return "\n".join(textwrap.wrap(name(answers, key, lang), WRAP[lang], break_long_words=False))


def millions(amount: SupportsFloat, lang: Lang) -> str:
    """An amount of KRW million: "7,425억 원", "KRW 742 billion"."""
    return money(amount, MILLION, lang)


def hundred_millions(amount: SupportsFloat, lang: Lang) -> str:
    """An amount of KRW 100 million: "1조 7,347억 원", "KRW 1.73 trillion"."""
    return money(amount, HUNDRED_MILLION, lang)


def in_both(amount: SupportsFloat) -> Words:
    """An amount of KRW 100 million in both languages."""
    return both(lambda lang: hundred_millions(amount, lang))


def signed_millions(amount: float, lang: Lang) -> str:
    """A change of KRW million with its sign, to KRW 100 million."""
    return f"{'+' if amount > 0 else ''}{millions(round(amount, -2), lang)}"


def yearly(worth: Estimate, lang: Lang) -> str:
    """An amount of KRW 100 million a year: "연 146억 원", "KRW 14.6 billion a year"."""
    return A_YEAR[lang].format(money(worth.value, HUNDRED_MILLION, lang, SIGNIFICANT))


def listed(items: Sequence[str], lang: Lang) -> str:
    """Items as a list in a sentence: "가, 나", "a, b and c"."""
    if lang == "ko" or len(items) < 2:
        return ", ".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def lines_named(answers: Answers, lines: Sequence[str], lang: Lang) -> str:
    """Lines of the budget with nothing but their names."""
    return listed([name(answers, line, lang) for line in lines], lang)


def lines_cut(answers: Answers, lines: Sequence[str], lang: Lang) -> str:
    """Lines of the budget with what each was cut by."""
    cuts = answers.budget.cuts["cut"]
    return listed([f"{name(answers, line, lang)} {millions(float(cuts[line]), lang)}" for line in lines], lang)


def changed(budget: Budget, lang: Lang) -> str:
    """By how much all other lines together changed: "0.9% 줄었다", "fell by 0.9%"."""
    if budget.rest_change is None:
        return Words("비교할 금액이 없다", "have nothing to be compared with")[lang]
    change = budget.rest_change.value
    size = percent(abs(change))
    up = Words(f"{size} 늘었다", f"rose by {size}")
    return up[lang] if change > 0 else Words(f"{size} 줄었다", f"fell by {size}")[lang]


def share(result: Estimate, lang: Lang, digits: int = 1) -> str:
    """A share with its range: "61.0%(52.9~68.5%)"."""
    text = percent(result.value, digits)
    if result.low is None or result.high is None:
        return text
    inner = f"{span(result.low * 100, result.high * 100, lang, digits)}%"
    return f"{text}({inner})" if lang == "ko" else f"{text} ({inner})"


def ratio(result: Estimate, lang: Lang) -> str:
    """A ratio with its range: "0.91(0.68~1.48)"."""
    inner = span(result.low, result.high, lang, 2)
    return f"{number(result.value, 2)}({inner})" if lang == "ko" else f"{number(result.value, 2)} ({inner})"


def p_value(p: float) -> str:
    """A p value after its letter: "p = 0.020", "p < 0.001"."""
    return f"p < {LEAST_P}" if p < LEAST_P else f"p = {number(p, 3)}"


def points(gap: float, lang: Lang) -> str:
    """A rate gap to the digits of the printed rates: "0.776%p"."""
    return quantity(round(gap, POINT_DIGITS), "percentage points", lang)


def gap_in_both(gap: float) -> Words:
    """The same in both languages."""
    return both(lambda lang: points(gap, lang))


def source(answers: Answers, part: str, lang: Lang) -> str:
    """Where a section stands in the report."""
    place = answers.inputs.places[part]
    title = Words(*place.section)[lang]
    return Words(
        f"보고서 '{title}'(원문 {place.first}~{place.last}줄). 계산은 이 연구",
        f"the report, “{title}”, lines {place.first}–{place.last}; calculations of this study",
    )[lang]
