"""Printed tokens are read as what they say, with the precision of their digits."""

from datetime import date
from fractions import Fraction

import pytest

from analysis.data.units import UnreadableTokenError, decimal_text, parse_date, parse_printed


@pytest.mark.parametrize(
    ("token", "unit", "value", "place"),
    [
        ("1,705", "beds", Fraction(1705), Fraction(1)),
        ("75.1", "%", Fraction(751, 10), Fraction(1, 10)),
        ("-742,452", "KRW million", Fraction(-742452), Fraction(1)),
        ("△55", "KRW million", Fraction(-55), Fraction(1)),
        ("2조 9,123", "KRW 100 million", Fraction(29123), Fraction(1)),
        ("3조 6,164억", "KRW 100 million", Fraction(36164), Fraction(1)),
        ("1,836만", "KRW", Fraction(18_360_000), Fraction(10_000)),
        ("765만", "views", Fraction(7_650_000), Fraction(10_000)),
        ("11백만", "views", Fraction(11_000_000), Fraction(1_000_000)),
        ("8.1천", "views", Fraction(8100), Fraction(100)),
        ("8.8", "KRW trillion", Fraction(88, 10), Fraction(1, 10)),
        ("8.8조", "KRW trillion", Fraction(88, 10), Fraction(1, 10)),
        ("1/3", "ratio", Fraction(1, 3), Fraction(1, 3)),
    ],
)
def test_a_printed_number_is_read_with_the_place_of_its_last_digit(token, unit, value, place):
    number = parse_printed(token, unit, 2020)
    assert (number.value, number.place) == (value, place)


@pytest.mark.parametrize("token", ["", "등", "교통,, 문화", "교통, ", "학원(300인 미만, 오락실"])
def test_a_list_with_an_empty_item_or_an_open_bracket_is_refused(token):
    with pytest.raises(UnreadableTokenError):
        parse_printed(token, "items listed", 2020)


@pytest.mark.parametrize(
    ("token", "unit", "exact"),
    [("128", "cases", True), ("75.1", "%", False), ("65", "KRW 100 million", False), ("765만", "views", False)],
)
def test_whole_counts_are_exact_and_measured_amounts_are_not(token, unit, exact):
    assert parse_printed(token, unit, 2020).exact is exact


def test_a_rate_set_by_law_is_exact_when_the_contract_says_so():
    assert parse_printed("21", "%", 2020, exact=True).exact


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("8. 16.", date(2020, 8, 16)),
        ("8.24", date(2020, 8, 24)),
        ("'20.8.12", date(2020, 8, 12)),
        ("2020. 8. 21", date(2020, 8, 21)),
        ("'21. 4. 7", date(2021, 4, 7)),
    ],
)
def test_a_printed_date_takes_the_year_of_the_edition_where_it_names_none(token, expected):
    assert parse_date(token, 2020) == expected


def test_a_date_is_written_in_iso_form_and_a_third_to_seventeen_digits():
    assert decimal_text(parse_printed("8. 16.", "date", 2020).value, "date") == "2020-08-16"
    assert decimal_text(Fraction(1, 3), "ratio") == repr(1 / 3)
    assert decimal_text(Fraction(-751, 10), "%") == "-75.1"


@pytest.mark.parametrize(
    ("token", "unit"), [("1,2x5", "cases"), ("", "cases"), ("억", "KRW"), ("13. 45.", "date"), ("금요일", "weekday")]
)
def test_what_is_not_a_number_or_a_date_is_refused(token, unit):
    with pytest.raises(UnreadableTokenError):
        parse_printed(token, unit, 2020)
