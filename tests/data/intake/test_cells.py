"""A cell becomes what the contract keeps: the same number in its unit, as exact as it was printed."""

from dataclasses import replace
from fractions import Fraction

import pytest

from analysis.data.contract import FieldContract, read_contract
from analysis.data.editions import Study
from analysis.data.intake.cells import BadCellError, as_of_reader, key_reader
from analysis.data.intake.numbers import figure_reader
from analysis.data.intake.offers import read_offers
from analysis.data.intake.romanise import slug
from analysis.data.intake.words import Measure
from analysis.data.units import parse_printed, read_number
from analysis.words import Words

NUMBER = FieldContract("amount", "number", "figure", Words("금액", "Amount"), unit="KRW million")


@pytest.fixture(scope="module")
def vocabulary(frozen):
    return read_offers(Study(frozen)).vocabulary


@pytest.mark.parametrize(
    ("token", "kept"),
    [
        ("1,705", "1,705"),
        (" 1,705 ", "1,705"),
        ("１２", "12"),
        ("75.10", "75.10"),
        ("△55", "-55"),
        ("▲ 1,234", "-1,234"),
        ("−3", "-3"),
        ("(1,234)", "-1,234"),
        ("+7", "7"),
        ("1,234천원", "1.234"),
        ("3조 6,164억원", "36164E2"),
        ("12억", "12E2"),
        ("2,500만원", "25.00"),
        ("5백만원", "5"),
        ("-", ""),
        ("…", ""),
        ("–", ""),
        ("  ", ""),
    ],
)
def test_a_number_is_kept_in_the_unit_of_the_contract_to_its_printed_place(token, kept, vocabulary):
    assert figure_reader(NUMBER, NUMBER.unit, None, vocabulary, 2020)(token) == kept


@pytest.mark.parametrize(
    ("header", "token", "value", "place"),
    [
        ("천원", "1,234", Fraction("1.234"), Fraction(1, 1000)),
        ("백만원", "1,234", Fraction(1234), Fraction(1)),
        ("억원", "12.5", Fraction(1250), Fraction(10)),
        ("조원", "3.4", Fraction(3_400_000), Fraction(100_000)),
        ("원", "7", Fraction(7, 10**6), Fraction(1, 10**6)),
        ("천원", "3억", Fraction(300), Fraction(100)),
    ],
)
def test_the_unit_over_a_column_is_turned_exactly_with_the_place_of_its_last_digit(
    header, token, value, place, vocabulary
):
    kept = figure_reader(NUMBER, NUMBER.unit, vocabulary.measure(header), vocabulary, 2020)(token)
    read = parse_printed(kept, NUMBER.unit, 2020)
    assert (read.value, read.place) == (value, place)


@pytest.mark.parametrize("token", ["1,23", "12 34", "21O", "1.2.3", "many", "1,234,56", "--3"])
def test_what_is_no_number_is_not_made_one(token, vocabulary):
    with pytest.raises(BadCellError) as bad:
        figure_reader(NUMBER, NUMBER.unit, None, vocabulary, 2020)(token)
    assert bad.value.code == "E120"


def test_a_count_in_a_column_of_money_does_not_fit(vocabulary):
    with pytest.raises(BadCellError) as bad:
        figure_reader(NUMBER, NUMBER.unit, None, vocabulary, 2020)("12명")
    assert bad.value.code == "E115"


def test_a_whole_number_loses_empty_decimals_and_no_others(vocabulary):
    read = figure_reader(replace(NUMBER, type="integer", unit="cases"), "cases", None, vocabulary, 2020)
    assert read("32.0") == "32"
    with pytest.raises(BadCellError) as bad:
        read("32.5")
    assert bad.value.code == "E123"


def test_a_value_out_of_range_says_what_it_would_be_kept_as(vocabulary):
    rate = FieldContract("rate", "number", "figure", Words("율", "Rate"), unit="%", constraints={"maximum": 100})
    with pytest.raises(BadCellError) as bad:
        figure_reader(rate, "%", None, vocabulary, 2020)("104.5%")
    assert (bad.value.code, bad.value.kept) == ("E130", "104.5")


@pytest.mark.parametrize(
    "token",
    ["2020-08-13", "2020.8.13.", "'20.8.13", "2020. 8. 13.", "2020081300", "20200813", "8.13.", "2020/8/13",
     "2020년 8월 13일", "8월 13일", "20.08.13.00", "2020.08.13.10", "2020-08-13 00:00:00", "8.13.(목)"],
)  # fmt: skip
def test_a_day_is_read_in_every_form_in_which_offices_write_it(token):
    column = FieldContract("date", "date", "key", Words("날짜", "Date"))
    assert key_reader(column, "2020-10")(token) == "2020-08-13"


@pytest.mark.parametrize(
    "token", ["2020-08", "2020년 8월", "2020.8", "2020. 8.", "'20.8월", "8월", "202008", "2020-08-01"]
)
def test_a_month_is_read_in_every_form_in_which_offices_write_it(token):
    column = FieldContract("month", "yearmonth", "key", Words("월", "Month"))
    assert key_reader(column, "2020-10")(token) == "2020-08"


@pytest.mark.parametrize("token", ["2020-13-01", "13.45.", "20201301", "soon", "2020-02-30"])
def test_what_is_no_day_is_refused(token):
    column = FieldContract("date", "date", "key", Words("날짜", "Date"))
    with pytest.raises(BadCellError):
        key_reader(column, "2020-10")(token)


def test_a_report_of_0_h_counts_the_day_before_and_one_of_another_hour_no_day(frozen):
    column = FieldContract("date", "date", "key", Words("날짜", "Date"))
    assert key_reader(column, "2020-10", shift=-1)("2020090100") == "2020-08-31"
    with pytest.raises(BadCellError):
        key_reader(column, "2020-10", shift=-1)("20.02.06.10")


@pytest.mark.parametrize("token", ["합계", "합 계", "계", "총계", "소계", "Total", "total", "TOTAL"])
def test_a_category_is_known_by_its_slug_its_labels_and_its_synonyms(token, frozen):
    region = read_contract(frozen / "data/raw/2020-09").tables["hospital_beds"].column("region")
    assert key_reader(region, "2020-10")(token) == "total"


@pytest.mark.parametrize(
    ("token", "day"), [("2020. 8. 26.", "2020-08-26"), ("2020-08", "2020-08"), ("2019년", "2019"), ("", "")]
)
def test_an_as_of_date_is_as_precise_as_it_is_given(token, day):
    assert as_of_reader(FieldContract("as_of", "string", "as_of", Words("기준", "As of")), "2020-10")(token) == day


def test_numbers_apart_are_not_added_up():
    with pytest.raises(ValueError, match="12 34"):
        read_number("12 34")


@pytest.mark.parametrize(
    ("word", "measure"),
    [
        ("천원", Measure("KRW", Fraction(1000))),
        ("백만 원", Measure("KRW", Fraction(10**6))),
        ("십억원", Measure("KRW", Fraction(10**9))),
        ("명", Measure("count", Fraction(1))),
        ("천명", Measure("count", Fraction(1000))),
        ("%p", Measure("%", Fraction(1))),
        ("KRW million", Measure("KRW", Fraction(10**6))),
        ("foo", None),
    ],
)
def test_a_unit_is_read_as_what_it_counts(word, measure, vocabulary):
    assert vocabulary.measure(word) == measure


@pytest.mark.parametrize(
    ("name", "key"), [("강원", "gangwon"), ("붕어빵 가게(2호)", "bungeoppang_gage_2ho"), ("日本", "new")]
)
def test_a_new_category_gets_a_key_in_latin_letters(name, key):
    assert slug(name) == key
