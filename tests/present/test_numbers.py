import json
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from analysis.methods.estimate import Estimate
from analysis.present.numbers import (
    column_digits,
    estimate,
    number,
    percent,
    points,
    quantity,
    range_of,
    span,
    value_of,
)
from analysis.present.units import UNITS, unit_name
from analysis.present.words import Words


def test_thousands_are_separated_and_a_whole_number_stays_whole():
    assert [number(1705), number(1705.0), number(23751919)] == ["1,705", "1,705", "23,751,919"]


def test_a_negative_number_has_a_minus_sign_and_not_a_hyphen():
    assert number(-1234.5, 1) == "−1,234.5"
    assert "-" not in number(-0.5, 2)


def test_what_rounds_to_zero_has_no_sign():
    assert number(-0.04, 1) == "0.0"
    assert number(0.04, 1, signed=True) == "0.0"


def test_halves_round_up_as_readers_do_on_paper():
    assert [number(2.675, 2), number(0.125, 2), number(205.65, 1)] == ["2.68", "0.13", "205.7"]


def test_without_digits_three_significant_ones_are_kept_and_no_needless_zero():
    assert [number(0.031234), number(205.66), number(-0.32), number(4.2)] == ["0.0312", "206", "−0.32", "4.2"]


def test_numbers_of_numpy_and_decimal_read_like_plain_ones():
    assert number(np.float64(1.5), 1) == number(Decimal("1.5"), 1) == number(1.5, 1) == "1.5"
    assert number(np.int64(1705)) == "1,705"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), np.nan])
def test_what_is_not_a_number_is_never_shown(value):
    with pytest.raises(ValueError, match="not a number that can be shown"):
        number(value, 1)


def test_a_fraction_is_a_percentage_and_a_difference_is_in_percentage_points():
    assert percent(0.6364) == "63.6%"
    assert points(0.012, "ko") == "+1.2%p"
    assert points(-0.012, "en") == "−1.2 percentage points"


def test_a_range_has_a_tilde_in_korean_and_an_en_dash_in_english():
    assert span(1.21, 1.5, "ko", 2) == "1.21~1.50"
    assert span(1.21, 1.5, "en", 2) == "1.21–1.50"


def test_an_english_range_with_a_negative_bound_says_to():
    assert span(-36, 60.5, "en", 1) == "−36.0 to 60.5"
    assert span(-36, 60.5, "ko", 1) == "−36.0~60.5"


def test_an_open_range_is_said_in_words():
    assert span(3.1, None, "ko", 1, "days") == "3.1일 이상"
    assert span(None, 3.1, "en", 1, "days") == "3.1 days or less"
    with pytest.raises(ValueError, match="at least one bound"):
        span(None, None, "ko")


def test_a_unit_stands_once_behind_a_range():
    assert span(0.558, 0.708, "en", 1, "fraction") == "55.8–70.8%"
    assert span(2.05, 2.35, "en", 1, "KRW trillion") == "KRW 2.1–2.4 trillion"
    assert span(180, 230, "ko", 0, "decisions/month") == "월 180~230건"


def test_an_estimate_reads_as_its_value_with_its_range_in_brackets():
    ratio = Estimate(1.35, 1.21, 1.5, "ratio")
    assert estimate(ratio, "ko") == "1.35(1.21~1.50)"
    assert estimate(ratio, "en") == "1.35 (1.21–1.50)"
    share = Estimate(0.6364, 0.5581, 0.7079, "fraction")
    assert estimate(share, "ko") == "63.6%(55.8~70.8%)"


def test_an_estimate_shows_no_more_digits_than_its_range_warrants():
    assert estimate(Estimate(205.667, 180.123, 230.231, "decisions/month"), "en") == ("206 decisions a month (180–230)")
    assert estimate(Estimate(0.02341, 0.02101, 0.02581, "ratio"), "en") == "0.0234 (0.0210–0.0258)"


def test_an_estimate_without_range_is_its_value_alone():
    assert estimate(Estimate(1505, unit="cases"), "ko") == value_of(Estimate(1505, unit="cases"), "ko") == "1,505건"
    assert range_of(Estimate(1505, unit="cases"), "ko") == ""


def test_cases_of_a_disease_are_counted_as_persons_where_the_caller_says_so():
    confirmed = Words("명", "cases")
    assert quantity(321, "cases", "ko") == "321건"
    assert quantity(321, "cases", "ko", noun=confirmed) == "321명"
    assert quantity(321, "cases/day", "ko", noun=confirmed) == "하루 321명"


def test_one_thing_is_singular_in_english():
    assert [quantity(1, "cases", "en"), quantity(2, "cases", "en")] == ["1 case", "2 cases"]
    assert quantity(1, "decisions/month", "en") == "1 decision a month"


def test_a_sign_stands_before_the_currency():
    assert quantity(-0.25, "KRW trillion", "en", 2) == "−KRW 0.25 trillion"
    assert quantity(0.25, "KRW trillion", "en", 2, signed=True) == "+KRW 0.25 trillion"


def test_hundreds_of_millions_of_won_become_billions_in_english():
    assert quantity(36164, "KRW 100 million", "en", 1) == "KRW 3,616.4 billion"
    assert quantity(36164, "KRW 100 million", "ko") == "36,164억 원"
    assert quantity(50, "KRW 10 thousand", "en") == "KRW 500 thousand"
    assert quantity(10, "KRW 100 million", "en") == "KRW 1 billion"


def test_every_unit_has_a_name_in_both_languages_and_korean_is_not_english():
    international = {"%", "fraction"}
    for name in UNITS:
        assert unit_name(name, "en")
        assert name in international or not unit_name(name, "ko").isascii() or name == "percentage points"


def test_every_unit_of_the_data_has_a_name_in_both_languages(frozen):
    used = set()
    for contract in frozen.glob("data/raw/*/datapackage.json"):
        for resource in json.loads(contract.read_text(encoding="utf-8"))["resources"]:
            used |= {field["unit"] for field in resource["schema"]["fields"] if "unit" in field}
    for ledger in frozen.glob("data/processed/*/figures.csv"):
        used |= set(pd.read_csv(ledger)["unit"].dropna())
    assert used
    for name in used:
        assert unit_name(name, "ko")
        assert unit_name(name, "en")


def test_a_rate_is_named_by_both_its_units():
    assert unit_name("cases/day", "ko") == "건/일"
    assert unit_name("cases/day", "en") == "cases/day"


def test_an_unknown_unit_is_refused_with_the_nearest_name():
    with pytest.raises(ValueError, match="did you mean 'meetings'"):
        quantity(3, "meeting", "ko")
    with pytest.raises(ValueError, match="fortnight"):
        quantity(3, "cases/fortnight", "ko")


def test_numbers_under_each_other_share_the_decimals_of_the_middle_one():
    assert column_digits([8.8, 16.4, 75.0]) == 1
    assert column_digits([0.351234, 0.421234]) == 3
    assert column_digits([1705.0, 1279.0]) == 0
