"""Names, days, ranges and sources of the COVID-19 topic in words."""

import math

import pandas as pd

from analysis.methods.estimate import Estimate
from analysis.methods.topics.covid import Answers
from analysis.present.dates import day, days, short_day
from analysis.present.numbers import number, percent, span
from analysis.present.words import Lang, Words

CHURCH = Words("교회 집단감염", "the church cluster")
RALLY = Words("집회 집단감염", "the rally cluster")
ASSUMPTIONS = {
    "serial_mean": Words("세대기 평균(일)", "Serial interval, mean (days)"),
    "serial_sd": Words("세대기 표준편차(일)", "Serial interval, sd (days)"),
    "prior_shape": Words("사전분포 형상모수", "Prior, shape"),
    "prior_scale": Words("사전분포 척도모수", "Prior, scale"),
    "window": Words("추정 기간(일)", "Window (days)"),
    "admission_share": Words("입원 비율", "Share admitted"),
    "stay_days": Words("재원일수(일)", "Stay (days)"),
    "cases_before": Words("인쇄 전 하루 확진자(명)", "Cases a day before the print"),
}


def labels(frame: pd.DataFrame, column: str) -> dict[str, Words]:
    """The words of a key column's slugs, as the edition's contract has them."""
    found: dict[str, Words] = frame.attrs["labels"][column]
    return found


def source(lang: Lang, *frames: pd.DataFrame) -> str:
    """Where tables stand in the report."""
    places = ", ".join(dict.fromkeys(str(frame.attrs["place"]) for frame in frames))
    spans = sorted({frame.attrs["lines"] for frame in frames})
    lines = ", ".join(_lines(each, lang) for each in spans)
    if lang == "ko":
        return f"보고서 {places}, 원문 {lines}줄"
    return f"the report, {places}, {'line' if lines.isdigit() else 'lines'} {lines}"


def _lines(ends: tuple[int, int], lang: Lang) -> str:
    first, last = ends
    if first == last:
        return str(first)
    return f"{first}~{last}" if lang == "ko" else f"{first}–{last}"


def on(when: pd.Timestamp, lang: Lang) -> str:
    """A day without its year."""
    return short_day(when.date(), lang)


def in_full(when: pd.Timestamp, lang: Lang) -> str:
    """A day with its year."""
    return day(when.date(), lang)


def stretch(first: pd.Timestamp, last: pd.Timestamp, lang: Lang) -> str:
    """A stretch of days, its year said once."""
    return days(first.date(), last.date(), lang)


def printed_days(answers: Answers, lang: Lang) -> str:
    """The stretch of days that the report prints."""
    daily = answers.inputs.daily
    return stretch(daily.index[0], daily.index[-1], lang)


def last_days(answers: Answers, lang: Lang) -> str:
    """The days of the last window."""
    last = answers.windows.iloc[-1]
    return stretch(last["start"], last["end"], lang)


def r(value: float) -> str:
    """A reproduction number to two decimals, or to as many as show on which side of 1 it lies."""
    digits = next((digits for digits in range(2, 6) if value == 1 or round(value, digits) != 1), 2)
    return number(value, digits)


def r_range(result: Estimate, lang: Lang) -> str:
    """The range of a reproduction number."""
    if result.low is None or result.high is None:
        return span(result.low, result.high, lang, 2)
    return f"{r(result.low)}{'~' if lang == 'ko' else '–'}{r(result.high)}"


def a_day(rate: float) -> str:
    """An exponential rate a day as the percentage by which cases grow from one day to the next."""
    return percent(math.expm1(rate), 1)


def a_day_range(rate: Estimate, lang: Lang) -> str:
    """The range of such a rate as percentages."""
    assert rate.low is not None
    assert rate.high is not None
    low, high = math.expm1(rate.low), math.expm1(rate.high)
    return span(low, high, lang, 1, "fraction")


def above_one(result: Estimate) -> bool:
    """Whether the range lies wholly above 1."""
    return result.low is not None and result.low > 1


def below_one(result: Estimate) -> bool:
    """Whether the range lies wholly below 1."""
    return result.high is not None and result.high < 1
