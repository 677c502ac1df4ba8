"""A printed value is read by its unit, to its last digit; days in the name of a figure are read, too."""

from fractions import Fraction

import pytest

from analysis.data.units import parse_printed
from analysis.present.printed import dates_in_words, value_in_words
from analysis.words import LANGUAGES, Words


@pytest.mark.parametrize(("token", "unit", "ko", "en"), [
    ("8.28.", "date", "2020. 8. 28.", "28 August 2020"),
    ("'20.8월", "calendar month", "2020년 8월", "August 2020"),
    ("'18", "calendar year", "2018년", "2018"),
    ("6", "month of year", "6월", "June"),
    ("금", "weekday", "금요일", "Friday"),
    ("09:40", "hour of day", "9:40", "9:40"),
    ("23,751,919", "persons", "23,751,919명", "23,751,919 persons"),
    ("152.6", "decisions/month", "월 152.6건", "152.6 decisions a month"),
    ("2.5", "KRW 100 million", "2.5억 원", "KRW 0.25 billion"),
    ("1.244", "%", "1.244%", "1.244%"),
    ("1/3", "ratio", "0.333", "0.333"),
])  # fmt: skip
def test_a_value_is_read_by_its_unit_with_every_digit_that_is_printed(token, unit, ko, en):
    value = parse_printed(token, unit, 2020).value
    assert [value_in_words(value, unit, lang) for lang in LANGUAGES] == [ko, en]


def test_what_no_calendar_has_stays_a_number():
    assert [value_in_words(Fraction(13), unit, "en") for unit in ("month of year", "weekday")] == ["13", "13"]


def test_days_and_months_in_a_name_are_read_and_what_is_no_day_stays():
    name = "2020-08-13, 2020-01 / 2020-02-31, KS-2020-13, 12020-01"
    assert dates_in_words(Words(name, name)) == Words(
        "2020. 8. 13., 2020년 1월 / 2020-02-31, KS-2020-13, 12020-01",
        "13 August 2020, January 2020 / 2020-02-31, KS-2020-13, 12020-01",
    )
