"""Printed tokens of the report as exact numbers with the precision of their digits."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from analysis.words import Words

Bound = Literal["", "exact", "about", "over", "at_least", "at_most", "more_than", "less_than"]

# Scale words, longest first so that 천만 is not read as 천.
SCALES = {
    "조": 10**12, "억": 10**8, "천만": 10**7, "백만": 10**6, "만": 10**4, "천": 10**3, "백": 10**2,
}  # fmt: skip
# Every unit of the study; present names each in both languages. A rate is one of them per one of PER: "cases/day".
UNITS = (
    "persons", "posts", "cases", "decisions", "agreements", "items", "count", "groups", "beds", "meetings", "times",
    "views", "days", "weeks", "months", "years", "projects", "institutions", "cities", "countries", "places",
    "local governments", "districts", "bureaus", "companies", "indicators", "patents", "contracts", "books", "points",
    "square metres", "pyeong", "percentage points", "%", "fraction", "ratio", "rank", "date", "weekday",
    "calendar month", "calendar year", "month of year", "hour of day", "KRW", "KRW thousand", "KRW 10 thousand",
    "KRW million", "KRW 100 million", "KRW billion", "KRW trillion", "items listed",
)  # fmt: skip
APART = " / "
POINTS_IN_TIME = ("date", "calendar month", "calendar year")
LISTED = "items listed"  # what is printed is the list itself, and what it names is counted
PER = ("day", "week", "month", "year", "meeting", "case", "person")
RATES = tuple(f"{counted}/{per}" for counted in UNITS for per in PER)
UNIT_FACTORS = {
    "KRW": 1,
    "KRW 10 thousand": 10**4,
    "KRW thousand": 10**3,
    "KRW million": 10**6,
    "KRW 100 million": 10**8,
    "KRW trillion": 10**12,
}
MEASURED = {
    *UNIT_FACTORS,
    "%",
    "percentage points",
    "ratio",
    "weeks",
    "views",
    "decisions/month",
    "cases/month",
    "cases/meeting",
    "points per month",
}
LONGEST = 100  # characters of a number; what is longer is none
WEEKDAYS = "월화수목금토일"

_GROUP = re.compile(r"(\d[\d,]*(?:\.\d+)?|\.\d+)\s*(천만|백만|조|억|만|천|백)?\s*")
_MINUS = re.compile(r"^[△▲−-]\s*")
_FRACTION = re.compile(r"(\d+)\s*/\s*([1-9]\d*)|([1-9]\d*)분의\s*(\d+)")
_POWER = re.compile(r"(\d+)E(\d{1,2})")
_MONTH = re.compile(r"(?:['’‘]?(\d{4}|\d{2})\s*[.\-/년]\s*)?(\d{1,2})\s*[월.]?|(\d{4})(\d{2})")
_APART_BY = re.compile(r"\s*[,，]\s*(?![^()]*\))")
_BRACKETED = re.compile(r"\([^()]*\)")
_AND_OTHERS = re.compile(r"(?:^|\s)등$")
_YEAR = re.compile(r"['’‘]?(\d{4}|\d{2})년?")
_HOUR = re.compile(r"(\d{1,2})(?::(\d{2}))?시?")
_DATE = re.compile(
    r"(?:['’‘]?(\d{4}|\d{2})\s*[.\-/년]\s*)?(\d{1,2})\s*[.\-/월]\s*(\d{1,2})\s*[.일]?(?:\s*\([월화수목금토일]\))?"
)
# A date with the hour of a report: 20.02.06.10, 2020.08.26.00, 2020-08-26 00:00:00; and 20200826, 2020082600.
_MOMENT = re.compile(
    r"['’‘]?(\d{4}|\d{2})\s*[.\-/]\s*(\d{1,2})\s*[.\-/]\s*(\d{1,2})(?:\s*\.\s*|[ T])(\d{1,2})\.?시?(?::\d{2}){0,2}"
    r"|(\d{4})(\d{2})(\d{2})(\d{2})?"
)

NUMBER_EXPECTED = Words("숫자(예: 1,705, 75.1, 3조 6,164)", "a number (such as 1,705, 75.1 or 3조 6,164)")
DATE_EXPECTED = Words("날짜(예: 8. 16., '20.8.12)", "a date (such as 8. 16. or '20.8.12)")
MONTH_EXPECTED = Words("연월(예: '20.8월, 2021.1월)", "a month of a year (such as '20.8월 or 2021.1월)")
YEAR_EXPECTED = Words("연도(예: '15, 1958)", "a year (such as '15 or 1958)")
HOUR_EXPECTED = Words("시각(예: 20, 19:40)", "an hour of the day (such as 20 or 19:40)")
WEEKDAY_EXPECTED = Words("요일 한 글자(월~일)", "one weekday letter (월 to 일)")
LIST_EXPECTED = Words(
    "쉼표로 나눈 목록, 빈 항목과 짝 없는 괄호 없이(예: 교통, 문화 등)",
    "a list with commas between, no item empty and no bracket unmatched (such as 교통, 문화 등)",
)


class UnreadableTokenError(ValueError):
    """A printed token that is not what its unit asks for; `expected` says what would be."""

    def __init__(self, token: str, expected: Words) -> None:
        super().__init__(f"{token!r} is not {expected.en}")
        self.token, self.expected = token, expected


@dataclass(frozen=True)
class Printed:
    """A printed number in its unit, the size of one unit of its last printed place, and whether it is exact."""

    value: Fraction
    place: Fraction = Fraction(1)
    exact: bool = False
    bound: Bound = ""


def parse_printed(token: str, unit: str, year: int, bound: Bound = "", exact: bool = False) -> Printed:
    """A printed token read in `unit`; dates become proleptic ordinals, weekdays 1 (Monday) to 7, hours decimals.

    Of a list in `LISTED` the value is how many items it names. `year` completes dates printed without one. Raises
    UnreadableTokenError.
    """
    text = token.strip()
    if unit in CALENDAR:
        return Printed(CALENDAR[unit](text, year), exact=True, bound=bound)
    if unit == LISTED:
        return _parse_list(text)
    if len(text) > LONGEST:
        raise UnreadableTokenError(token, NUMBER_EXPECTED)
    if match := _FRACTION.fullmatch(text):
        top, bottom = (match[1], match[2]) if match[1] else (match[4], match[3])
        return Printed(Fraction(int(top), int(bottom)), Fraction(1, int(bottom)), exact=True, bound=bound)
    value, place = _parse_number(text, unit, token)
    whole_count = unit not in MEASURED and place == 1
    return Printed(value, place, exact or bound == "exact" or whole_count, bound)


def set_apart(text: str) -> str:
    """A printed list as the ledger writes it, so that it holds names and no run of the source; brackets stay whole."""
    return _APART_BY.sub(APART, text)


def _parse_list(text: str) -> Printed:
    """How many items a printed list names, brackets left out; at least so many where it ends in "and others" (등)."""
    bare = _BRACKETED.sub("", text)
    items = [one.strip() for one in re.split(rf"[,，]|{APART}", _AND_OTHERS.sub("", bare))]
    if not all(items) or re.search(r"[()]", bare):
        raise UnreadableTokenError(text, LIST_EXPECTED)
    return Printed(Fraction(len(items)), exact=True, bound="at_least" if _AND_OTHERS.search(bare) else "")


def _parse_number(text: str, unit: str, token: str) -> tuple[Fraction, Fraction]:
    try:
        return read_number(text, UNIT_FACTORS.get(unit, 1))
    except ValueError:
        raise UnreadableTokenError(token, NUMBER_EXPECTED) from None


def read_number(text: str, factor: int = 1) -> tuple[Fraction, Fraction]:
    """A number with its scale words, counted in `factor`, and the size of one unit of its last printed place.

    "3조 6,164" counted in 10**8 is 36164; 34E3 is 34000 to the thousand. ValueError where it is none.
    """
    if len(text) > LONGEST:
        raise ValueError(text[:LONGEST])
    digits, negative = _MINUS.subn("", text)
    if power := _POWER.fullmatch(digits):
        unit = Fraction(10 ** int(power[2]))
        return (-1 if negative else 1) * int(power[1]) * unit, unit
    total, place, at, scale = Fraction(0), Fraction(0), 0, "first"
    # Only a number with a scale word is followed by another: "3조 6,164" is one number, "12 34" is none.
    while scale and (match := _GROUP.match(digits, at)):
        scale = match[2]
        size = Fraction(SCALES[scale], factor) if scale else Fraction(1)
        number = match[1].replace(",", "")
        place = size / 10 ** len(number.partition(".")[2])
        total += Fraction(number) * size
        at = match.end()
    if at != len(digits) or not digits:
        raise ValueError(text)
    return (-total if negative else total), place


def number_text(value: Fraction, place: Fraction) -> str:
    """A decimal number written to its last printed place, which `read_number` reads back: 1.234, 36164, 34E3."""
    if place > 1:
        zeros = len(str(int(place))) - 1
        return f"{int(value / place)}E{zeros}" if place == 10**zeros else decimal_text(value, "")
    places = len(str(int(1 / place))) - 1
    scaled = abs(value) * 10**places
    if scaled.denominator != 1:
        return decimal_text(value, "")
    whole, rest = divmod(int(scaled), 10**places)
    return ("-" if value < 0 else "") + (f"{whole}.{rest:0{places}d}" if places else str(whole))


def parse_date(token: str, year: int) -> date:
    """A printed date; two-digit years are 20YY, a missing one is `year`. Raises UnreadableTokenError."""
    return parse_moment(token, year)[0]


def parse_moment(token: str, year: int) -> tuple[date, int | None]:
    """A printed date and the hour beside it, None where there is none. Raises UnreadableTokenError."""
    text = token.strip()
    try:
        if match := _DATE.fullmatch(text):
            return date(_full_year(match[1]) if match[1] else year, int(match[2]), int(match[3])), None
        if match := _MOMENT.fullmatch(text):
            year_, month, day, hour = match.groups()[:4] if match[1] else match.groups()[4:]
            if int(hour or 0) <= 24:
                return date(_full_year(year_), int(month), int(day)), int(hour) if hour else None
    except ValueError:
        pass
    raise UnreadableTokenError(token, DATE_EXPECTED)


def _parse_month(token: str, year: int) -> Fraction:
    match = _MONTH.fullmatch(token)
    printed_year, month = (match[1] or match[3], int(match[2] or match[4])) if match else ("", 0)
    if not 1 <= month <= 12 or printed_year == "0000":
        raise UnreadableTokenError(token, MONTH_EXPECTED)
    return Fraction(date(_full_year(printed_year) if printed_year else year, month, 1).toordinal())


def _parse_year(token: str, _: int) -> Fraction:
    if not (match := _YEAR.fullmatch(token)):
        raise UnreadableTokenError(token, YEAR_EXPECTED)
    return Fraction(_full_year(match[1]))


def _parse_hour(token: str, _: int) -> Fraction:
    match = _HOUR.fullmatch(token)
    if not match or int(match[1]) > 24 or int(match[2] or 0) > 59:
        raise UnreadableTokenError(token, HOUR_EXPECTED)
    return int(match[1]) + Fraction(int(match[2] or 0), 60)


def _parse_weekday(token: str, _: int) -> Fraction:
    if len(token) != 1 or token not in WEEKDAYS:
        raise UnreadableTokenError(token, WEEKDAY_EXPECTED)
    return Fraction(WEEKDAYS.index(token) + 1)


def _full_year(printed: str) -> int:
    return int(printed) + (2000 if len(printed) == 2 else 0)


# Units of the calendar: days count as proleptic ordinals (a month as its first day), so that spans can be computed.
CALENDAR: dict[str, Callable[[str, int], Fraction]] = {
    "date": lambda token, year: Fraction(parse_date(token, year).toordinal()),
    "calendar month": _parse_month,
    "calendar year": _parse_year,
    "hour of day": _parse_hour,
    "weekday": _parse_weekday,
}


def decimal_text(value: Fraction, unit: str) -> str:
    """The value for a CSV: dates in ISO form, exact decimals as they are, other fractions to 17 digits."""
    if unit in {"date", "calendar month"}:
        return date.fromordinal(int(value)).isoformat()[: 10 if unit == "date" else 7]
    denominator = value.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    if denominator != 1:
        return repr(float(value))
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    scaled = int(abs(value) * 10**places)
    whole, rest = divmod(scaled, 10**places)
    return ("-" if value < 0 else "") + (f"{whole}.{rest:0{places}d}" if places else str(whole))
