"""Dates and months as they are written in Korean and in English, without the system's locale."""

from dataclasses import dataclass
from datetime import date

from analysis.present.words import Lang, Words

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

WEEKDAYS = tuple(
    Words(f"{ko}요일", en)
    for ko, en in zip(
        "월화수목금토일",
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        strict=True,
    )
)

NOT_STATED = Words("(기준일 미상)", "a day that is not stated")


def day(when: date | str, lang: Lang) -> str:
    """A date in full: "2020. 8. 25.", "25 August 2020". Takes a date or its ISO text."""
    at = _date(when)
    if lang == "ko":
        return f"{at.year}. {at.month}. {at.day}."
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}"


def short_day(when: date | str, lang: Lang) -> str:
    """A date without its year, for axes: "8. 25.", "25 Aug"."""
    at = _date(when)
    return f"{at.month}. {at.day}." if lang == "ko" else f"{at.day} {MONTHS[at.month - 1][:3]}"


def days(first: date | str, last: date | str, lang: Lang) -> str:
    """Two dates as a span, saying shared parts once: "2020. 8. 13.~8. 25.", "13–25 August 2020"."""
    start, end = _date(first), _date(last)
    if lang == "ko":
        tail = f"{end.month}. {end.day}." if start.year == end.year else day(end, lang)
        return f"{day(start, lang)}~{tail}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end, lang)}"
    head = f"{start.day} {MONTHS[start.month - 1]}" if start.year == end.year else day(start, lang)
    return f"{head} – {day(end, lang)}"


def month(when: date | str, lang: Lang) -> str:
    """A month with its year: "2020년 8월", "August 2020". Takes a date, "2020-08" or "2020-08-01"."""
    at = _date(when)
    return f"{at.year}년 {at.month}월" if lang == "ko" else f"{MONTHS[at.month - 1]} {at.year}"


def short_month(when: date | str, lang: Lang) -> str:
    """A month without its year, for axes: "8월", "Aug"."""
    at = _date(when)
    return f"{at.month}월" if lang == "ko" else MONTHS[at.month - 1][:3]


def months(first: date | str, last: date | str, lang: Lang) -> str:
    """Two months as a span: "2020년 1~5월", "January–May 2020"."""
    start, end = _date(first), _date(last)
    if start.year != end.year:
        return f"{month(start, lang)}{'~' if lang == 'ko' else ' – '}{month(end, lang)}"
    if lang == "ko":
        return f"{start.year}년 {start.month}~{end.month}월"
    return f"{MONTHS[start.month - 1]}–{month(end, lang)}"


def _date(when: date | str) -> date:
    if isinstance(when, str):
        return date.fromisoformat(when if len(when) > len("2020-08") else f"{when}-01")
    return when


@dataclass(frozen=True)
class Stated:
    """The day that a table states for itself, or only its month or year, or nothing: as its contract has it."""

    text: str

    def in_words(self, lang: Lang, *, short: bool = False) -> str:
        """Its name; a day without its year where `short`."""
        match self.text[:10].count("-"):
            case 2:
                return short_day(self.text[:10], lang) if short else day(self.text[:10], lang)
            case 1:
                return month(self.text, lang)
        return {"ko": f"{self.text}년", "en": self.text}[lang] if self.text else NOT_STATED[lang]

    def on(self, *, short: bool = False) -> Words:
        """When something was counted, as a sentence has it: "8. 25.", "on 25 Aug"; "2020년 10월", "in October 2020"."""
        before = "on" if self.text.count("-") == 2 or not self.text else "in"
        return Words(self.in_words("ko", short=short), f"{before} {self.in_words('en', short=short)}")


@dataclass(frozen=True)
class Months:
    """A stretch of months that sentences name: `{months}` is "2020년 1~5월", "January–May 2020"."""

    first: date
    last: date

    def in_words(self, lang: Lang) -> str:
        """Its name."""
        return month(self.first, lang) if self.first == self.last else months(self.first, self.last, lang)


@dataclass(frozen=True)
class Days:
    """A stretch of days that sentences name: "2020. 8. 13.~8. 25.", "13–25 August 2020"."""

    first: date
    last: date

    def in_words(self, lang: Lang) -> str:
        """Its name."""
        return day(self.first, lang) if self.first == self.last else days(self.first, self.last, lang)
