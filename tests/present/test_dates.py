from datetime import date

import pandas as pd

from analysis.present.dates import day, days, month, months, short_day, short_month


def test_a_date_reads_as_an_official_of_either_language_writes_it():
    assert day("2020-08-25", "ko") == "2020. 8. 25."
    assert day("2020-08-25", "en") == "25 August 2020"


def test_dates_of_pandas_and_of_the_standard_library_read_alike():
    assert day(pd.Timestamp("2020-08-25"), "en") == day(date(2020, 8, 25), "en") == day("2020-08-25", "en")


def test_a_span_says_what_its_dates_share_only_once():
    assert days("2020-08-13", "2020-08-25", "ko") == "2020. 8. 13.~8. 25."
    assert days("2020-08-13", "2020-08-25", "en") == "13–25 August 2020"
    assert days("2020-07-13", "2020-08-25", "en") == "13 July – 25 August 2020"
    assert days("2019-12-30", "2020-01-02", "ko") == "2019. 12. 30.~2020. 1. 2."


def test_months_and_their_spans():
    assert [month("2020-08", "ko"), month("2020-08", "en")] == ["2020년 8월", "August 2020"]
    assert months("2020-01", "2020-05", "ko") == "2020년 1~5월"
    assert months("2019-12", "2020-05", "en") == "December 2019 – May 2020"


def test_short_forms_for_axes():
    assert [short_day("2020-08-25", "ko"), short_day("2020-08-25", "en")] == ["8. 25.", "25 Aug"]
    assert [short_month("2020-08", "ko"), short_month("2020-08", "en")] == ["8월", "Aug"]
