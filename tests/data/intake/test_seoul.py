"""Seoul's own daily file, real and made by hand, beside the days that the report prints."""

import pytest

from analysis.data.editions import Study
from analysis.data.figures import read_rows

HEADER = "서울시 기준일,서울시 확진자,서울시 추가 확진,서울시 치료중"
MONTHS = {"2020-08": "2020-07", "2020-09": "2020-08", "2020-10": "2020-09"}


@pytest.fixture
def offices(shared):
    folder = shared / "data"
    if not folder.is_dir():
        pytest.skip("shared/data is not beside the frozen: the offices' own files are not here")
    return folder


def test_a_report_of_0_h_is_taken_as_the_day_before(desk):
    path = desk.file("seoul.csv", f"{HEADER}\n2020090200,4062,101,9\n2020090100,3961,94,9\n", "cp949")
    record = desk.take(path)
    assert (record.shape, record.span, record.disagreements) == ("seoul_daily", ["2020-08-31", "2020-09-01"], [])
    assert [(row["date"], row["cases"]) for row in desk.rows("covid_daily")] == [
        ("2020-08-31", "94"), ("2020-09-01", "101"),
    ]  # fmt: skip


def test_where_the_added_count_and_the_running_total_disagree_the_count_is_taken_and_both_are_reported(desk):
    path = desk.file("seoul.csv", f"{HEADER}\n2020090300,4133,69,9\n2020090200,4062,101,9\n2020090100,3961,94,9\n")
    record = desk.take(path)
    assert record.disagreements == [
        {"key": "2020-09-02", "line": 2, "field": "cases", "printed": "69", "difference": "71"}
    ]
    assert desk.rows("covid_daily")[-1]["cases"] == "69"


def test_a_report_of_another_hour_is_of_no_one_day(desk):
    path = desk.file("seoul.csv", f"{HEADER}\n2020090210,4062,101,9\n2020090100,3961,94,9\n")
    assert desk.codes(path) == [("E121", 2)]


def test_three_months_of_the_real_file_stand_beside_the_thirteen_days_of_the_report(desk, offices, frozen):
    taken = {}
    for edition, month in MONTHS.items():
        accepted = {"E143": "지난 달을 채움"} if edition == "2020-08" else {}
        taken[edition] = desk.take(offices / f"seoul_trend_{month}_CP949.csv", edition, accepted=accepted)
    assert [record.span for record in taken.values()] == [
        ["2020-06-30", "2020-07-30"], ["2020-07-31", "2020-08-30"], ["2020-08-31", "2020-09-29"],
    ]  # fmt: skip
    # The report's own thirteen days are all in the file of August, and every one agrees.
    report = read_rows(Study(frozen).raw("2020-09") / "covid_daily.csv")
    assert taken["2020-09"].known_here == len(report) == 13
    kept = {row["date"]: row for row in desk.rows("covid_daily", "2020-09")}
    assert [kept[row["date"]] for row in report] == report
    assert [one["key"] for record in taken.values() for one in record.disagreements] == [
        "2020-09-03", "2020-09-04", "2020-09-17",
    ]  # fmt: skip


def test_the_report_and_the_office_disagreeing_on_a_day_would_be_shown(desk, offices):
    text = (offices / "seoul_trend_2020-08_CP949.csv").read_bytes().decode("cp949")
    changed = text.replace("2020081400,1767,32,", "2020081400,1767,31,")
    assert changed != text
    (fault,) = desk.refuse(desk.file("seoul.csv", changed, "cp949"), "2020-09")
    assert (fault.code, fault.value, fault.expected.en) == ("E142", "31", "32, which 2020-09 has")


@pytest.mark.parametrize(
    "name", ["district_trend_cp949.csv", "crime_thousands_cp949.csv", "population_two_header_rows_bom.csv"]
)
def test_a_real_file_of_another_kind_is_not_taken_for_a_table_of_the_report(desk, offices, name):
    assert [code for code, _ in desk.codes(offices / name)] == ["E110"]


def test_real_days_without_a_year_are_read_and_a_doubled_one_is_found(desk, offices):
    faults = desk.refuse(offices / "daily_counts_month_day_cp949.csv", table="covid_daily")
    doubled = [(fault.line, fault.value) for fault in faults if fault.code == "E132"]
    assert doubled == [(147, "5.09.")]
    assert {fault.code for fault in faults} == {"E132", "E134"}
