import pytest

from analysis.present.money import WON, money, money_span


def test_korean_groups_by_jo_and_eok():
    assert money(29123, "KRW 100 million", "ko") == money(2.9123, "KRW trillion", "ko") == "2조 9,123억 원"
    assert money(36164, "KRW 100 million", "ko") == "3조 6,164억 원"


def test_english_names_trillions_and_billions_with_three_digits():
    assert money(2.9123, "KRW trillion", "en") == "KRW 2.91 trillion"
    assert money(48573, "KRW million", "en") == "KRW 48.6 billion"


def test_an_empty_group_is_left_out():
    assert money(8, "KRW trillion", "ko") == "8조 원"
    assert money(1.00000001, "KRW trillion", "ko", 9) == "1조 1만 원"


def test_needless_digits_are_left_out_below_a_hundred_eok_too():
    assert money(1234.567, "KRW million", "ko") == "12억 3,500만 원"
    assert money(8500, "KRW", "ko") == "8,500원"


def test_digits_can_be_asked_for():
    assert money(2.9123, "KRW trillion", "ko", 2) == "2조 9,000억 원"
    assert money(2.9123, "KRW trillion", "en", 5) == "KRW 2.9123 trillion"


def test_an_amount_that_rounds_up_to_the_next_name_takes_it():
    assert money(999.96, "KRW billion", "en") == "KRW 1 trillion"
    assert money(9999.99, "KRW 100 million", "ko", 3) == "1조 원"


def test_a_negative_amount_has_its_minus_in_front():
    assert money(-0.25, "KRW trillion", "ko") == "−2,500억 원"
    assert money(-0.25, "KRW trillion", "en") == "−KRW 250 billion"


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_same_amount_reads_the_same_in_whichever_unit_it_is_given(lang):
    assert len({money(3_616_400_000_000 / won, unit, lang) for unit, won in WON.items()}) == 1


def test_a_range_of_amounts_has_one_scale_in_english():
    assert money_span(0.95, 2.3, "KRW trillion", "en") == "KRW 0.95–2.3 trillion"
    assert money_span(-0.1, 2.3, "KRW trillion", "en") == "KRW −0.1 to 2.3 trillion"
    assert money_span(2.1, 2.3, "KRW trillion", "ko") == "2조 1,000억~2조 3,000억 원"


def test_what_is_no_money_is_refused():
    with pytest.raises(ValueError, match="not a unit of money"):
        money(3, "days", "ko")
    with pytest.raises(ValueError, match="not an amount"):
        money(float("nan"), "KRW", "ko")
