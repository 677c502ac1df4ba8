"""Months, ratios and p values of the appeals topic in words."""

from collections.abc import Callable, Iterable

import pandas as pd

from analysis.methods.estimate import Estimate
from analysis.methods.topics.appeals import Answers
from analysis.present.dates import MONTHS, months
from analysis.present.numbers import number, span
from analysis.present.words import LANGUAGES, Lang, Words

Sentence = Callable[[Answers], Words]

MOST_DIGITS = 6
LEAST_P = 0.001
NBSP = "\N{NO-BREAK SPACE}"

COMPARISONS = {
    "flat_exact": Words("이전 평균 대비 (정확)", "Mean before (exact)"),
    "flat_quasi": Words("이전 평균 대비 (실제 변동)", "Mean before (scatter)"),
    "trend_line": Words("이전 추세 대비 (직선)", "Trend before (line)"),
    "trend_log_linear": Words("이전 추세 대비 (로그선형)", "Trend before (log-linear)"),
    "jump_level": Words("수준만 변화", "Level alone"),
    "jump_first_month": Words("수준·기울기 (첫 달)", "Level, slope (first month)"),
    "jump_month_before": Words("수준·기울기 (직전 달)", "Level, slope (carried back)"),
    "meeting_exact": Words("회의당 (정확)", "Per meeting (exact)"),
    "meeting_quasi": Words("회의당 (실제 변동)", "Per meeting (scatter)"),
}
MODELS = {
    "flat": Words("두 평균", "two means"),
    "level": Words("추세와 수준 변화", "trend and change of level"),
    "first_month": Words("수준·기울기 변화", "change of level and slope"),
    "month_before": Words("수준·기울기 변화", "change of level and slope"),
}
PUBLISHED = {
    "mean_before": Words("집중처리 전 월평균", "Mean a month before"),
    "mean_during": Words("집중처리 기간 월평균", "Mean a month in the campaign"),
    "difference": Words("두 평균의 차이", "Difference of the means"),
    "total_during": Words("집중처리 기간 합계", "Total of the campaign"),
}


def before(answers: Answers) -> Callable[[Lang], str]:
    """The months compared with: "2020년 1~5월"."""
    return _stretch(answers.inputs.before)


def during(answers: Answers) -> Callable[[Lang], str]:
    """The months of the campaign: "2020년 6~8월"."""
    return _stretch(answers.inputs.during)


def listed(stamps: Iterable[pd.Timestamp]) -> Callable[[Lang], str]:
    """Months one by one: "6월, 7월"."""
    known = [stamp.date() for stamp in stamps]
    return lambda lang: ", ".join(f"{m.month}월" if lang == "ko" else MONTHS[m.month - 1] for m in known)


def _stretch(months_of: pd.Series) -> Callable[[Lang], str]:
    stamps = pd.DatetimeIndex(months_of.index)
    return lambda lang: months(stamps[0].date(), stamps[-1].date(), lang)


def above(result: Estimate, value: float) -> bool:
    """Whether a range lies wholly above a value."""
    return result.low is not None and result.low > value


def below(result: Estimate, value: float) -> bool:
    """Whether a range lies wholly below a value."""
    return result.high is not None and result.high < value


def fill(ko: str, en: str, **parts: str | Callable[[Lang], str]) -> Words:
    """Both templates filled with the same parts; a part that differs by language is a function of it."""
    return Words(
        *(
            template.format(**{name: part if isinstance(part, str) else part(lang) for name, part in parts.items()})
            for lang, template in zip(LANGUAGES, (ko, en), strict=True)
        )
    )


def ended(sentence: Sentence, ko: str, en: str) -> Sentence:
    """The same beginning with another end."""
    return lambda answers: Words(f"{sentence(answers).ko}{ko}", f"{sentence(answers).en}{en}")


def count_range(result: Estimate) -> Callable[[Lang], str]:
    """The range of a number of decisions, to one decimal."""
    return lambda lang: span(result.low, result.high, lang, 1)


def ratio_range(result: Estimate) -> Callable[[Lang], str]:
    """The range of a ratio, each end as `ratio` writes it."""

    def text(lang: Lang) -> str:
        if result.low is None or result.high is None:
            return span(result.low, result.high, lang, 2)
        return f"{ratio(result.low)}{'~' if lang == 'ko' else '–'}{ratio(result.high)}"

    return text


def ratio(value: float) -> str:
    """A ratio to two decimals, or to as many as show on which side of 1 it lies."""
    digits = 2
    while digits < MOST_DIGITS and value != 1 and round(value, digits) == 1:
        digits += 1
    return number(value, digits)


def p_number(p: float) -> str:
    """A p value without its letter: "0.049", "< 0.001"."""
    return f"<{NBSP}{LEAST_P}" if p < LEAST_P else number(p, 3)


def p_value(p: float) -> str:
    """A p value with its letter, never broken over two lines: "p = 0.049", "p < 0.001"."""
    return f"p{NBSP}{'' if p < LEAST_P else f'={NBSP}'}{p_number(p)}"


def source(answers: Answers, lang: Lang, *lines: int) -> str:
    """Where the months, and what stands at other lines, are found in the report."""
    first, last = (end(answers.inputs.line, *lines, answers.inputs.line) for end in (min, max))
    place = answers.inputs.place
    if lang == "ko":
        return f"보고서 {place}, 원문 {first if first == last else f'{first}~{last}'}줄"
    return f"the report, {place}, " + (f"line {first}" if first == last else f"lines {first}–{last}")
