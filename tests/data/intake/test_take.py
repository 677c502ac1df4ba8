"""Files as offices send them are taken in, and all that was done to them is kept beside the data."""

import hashlib
import json
import shutil
from datetime import date

import pytest
from spreadsheets import Percent, ods, xls, xlsx

from analysis.data.check import check_edition
from analysis.data.edition import open_edition
from analysis.data.intake.faults import UnsureError
from analysis.data.intake.take import take_in
from analysis.data.process import process_edition

NEW_MONTHS = ("2020-08,187", "2020-09,190")
BEDS = (
    ("구분", "감염병 전담병원", None, None, None, "중증환자 치료병상", None, None, None),
    (None, "보유", "사용 중", "가동률(%)", "입원가능", "보유", "사용 중", "가동률(%)", "입원가능"),
    ("계", 1000, 400, 40, 600, 100, 50, 50, 50),
    ("서울", 600, 300, 50, 300, 60, 30, 50, 30),
    ("인천", 300, 75, 25, 225, 30, 15, 50, 15),
    ("경기", 100, 25, 25, 75, 10, 5, 50, 5),
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949", "euc-kr"])
def test_a_csv_is_taken_in_whatever_its_encoding(desk, months, encoding):
    record = desk.take(months("연월,처리 건수", *NEW_MONTHS, encoding=encoding))
    assert record.table == "appeals_monthly"
    assert desk.rows("appeals_monthly") == [
        {"month": "2020-08", "decisions": "187", "line": "2"},
        {"month": "2020-09", "decisions": "190", "line": "3"},
    ]


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_the_separator_is_recognised_by_the_rows(desk, separator):
    quoted = '"1,190"' if separator == "," else "1,190"
    lines = (separator.join(("연월", "처리 건수")), separator.join(("2020-09", quoted)), "")
    desk.take(desk.file("appeals.tsv", "\n".join(lines)))
    assert desk.rows("appeals_monthly")[0]["decisions"] == "1,190"


def test_titles_notes_blank_rows_a_repeated_header_and_a_total_are_left_out_and_reported(desk, months):
    record = desk.take(
        months(
            "행정심판 처리 현황,,",
            ",,(단위: 건)",
            "",
            "연월,처리 건수,비고",
            "2020년 8월,187,",
            ",,",
            "연월,처리 건수,비고",
            "2020년 9월,190,잠정",
            "합계,377,",
            "※ 잠정치, 변동 가능",
            "* 접수 기준",
            "자료: 법무담당관",
            "끝.",
        )
    )
    assert [row["decisions"] for row in desk.rows("appeals_monthly")] == ["187", "190"]
    assert record.header_rows == [4]
    assert [(row["line"], row["why"]) for row in record.dropped_rows] == [
        (7, "header"), (9, "total"), (10, "note"), (11, "note"), (12, "note"), (13, "note"),
    ]  # fmt: skip
    assert record.dropped_columns == ["비고"]
    assert [row["line"] for row in desk.rows("appeals_monthly")] == ["5", "8"]


def merged_xlsx(rows):
    return xlsx({"병상": rows}, ["B1:E1", "F1:I1"])


@pytest.mark.parametrize("write", [merged_xlsx, lambda rows: ods({"병상": rows}), xls])
def test_two_header_rows_and_merged_cells_of_a_spreadsheet_are_read(desk, write):
    record = desk.take(desk.file("9월 병상", write(BEDS)))
    assert (record.table, record.header_rows) == ("hospital_beds", [1, 2])
    total, seoul, *_ = desk.rows("hospital_beds")
    assert (total["region"], total["general_owned"], total["severe_rate"]) == ("total", "1000", "50")
    assert (seoul["region"], seoul["general_available"], seoul["severe_available"]) == ("seoul", "300", "30")


def test_two_header_rows_the_other_way_round_are_the_same_columns(desk):
    _, names, *rows = BEDS
    filled = ["구분", *["감염병 전담병원"] * 4, *["중증환자 치료병상"] * 4]
    turned = [["구분", *names[1:]], ["", *filled[1:]], *rows]
    desk.take(desk.file("beds.csv", "\n".join(",".join(map(str, row)) for row in turned)))
    assert desk.rows("hospital_beds")[1]["general_owned"] == "600"


def test_a_key_merged_over_several_rows_is_filled_down(desk):
    rows = [("부서", "직급", "정원", "현원"), ("기획담당관", "일반직", 31, 34), (None, "임기제", 6, 6)]
    record = desk.take(desk.file("staff.xlsx", xlsx({"정원": rows}, ["A2:A3"])), table="staff_by_grade")
    assert record.filled_down == 1
    assert [(row["division"], row["grade"]) for row in desk.rows("staff_by_grade")] == [
        ("planning", "regular"), ("planning", "term"),
    ]  # fmt: skip


@pytest.mark.parametrize("unit", ["(단위: 천원)", "단위 : 천원, 개"])
def test_a_note_of_the_unit_turns_money_and_leaves_counts(desk, unit):
    rows = f"회계별 예산,,,,,\n{unit},,,,,\n회계,2019년 최종예산,2019년 사업수,2020년 예산,2020년 사업수,증감\n"
    rows += '일반회계,"1,247,406,000",59,"984,549,123",58,"△262,856,877"\n'
    record = desk.take(desk.file("예산.csv", rows))
    (row,) = desk.rows("budget_accounts")
    assert (row["final_2019"], row["budget_2020"], row["change"]) == ("1247406.000", "984549.123", "-262856.877")
    assert (row["projects_2019"], row["projects_2020"]) == ("59", "58")
    assert {(one["field"], one["multiplied_by"], one["unit"]) for one in record.units} == {
        (name, "0.001", "KRW million") for name in ("final_2019", "budget_2020", "change")
    }
    assert set(record.widened) == {"final_2019", "budget_2020", "change"}


def test_a_unit_in_the_header_and_one_in_a_cell_come_before_the_note(desk):
    header = "항목,금액(억원),부담하는 쪽,받는 쪽"
    rows = f'{header}\ntax_expansion,"88,000",국가,지방자치단체\npension,3.2조원,국가,지방자치단체\n'
    desk.take(desk.file("fiscal_flows.csv", rows))
    assert [row["amount"] for row in desk.rows("fiscal_flows")] == ["8.8000", "3.2"]


def test_money_to_the_trillion_keeps_its_place_in_a_smaller_unit(desk):
    rows = "사건,소가(조원)\nline7,1.2\n"
    desk.take(desk.file("litigation_cases.csv", rows), accepted={"E136": "새 청구"})
    process_edition(desk.study, "2020-10")
    figure = open_edition("2020-10", desk.study.root).figure("litigation_cases.line7.claim")
    assert (figure.value, figure.number.place) == (12000, 1000)


def test_what_was_done_is_kept_beside_the_data_with_the_file_itself(desk, months):
    path = months("연월,처리 건수", "2020-08,187", "2020-09,▲190", name="처리.csv", encoding="cp949")
    record = desk.take(path, accepted={"E130": "정정분을 뺀 값"})
    folder = desk.study.raw("2020-10")
    assert (folder / record.original).read_bytes() == path.read_bytes()
    (kept,) = json.loads((folder / "taken.json").read_text("utf-8"))["files"]
    assert kept["file"] == "처리.csv"
    assert kept["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert kept["columns"] == [{"column": "A 연월", "field": "month"}, {"column": "B 처리 건수", "field": "decisions"}]
    assert kept["rewritten"] == [{"field": "decisions", "tokens": 1, "examples": [["▲190", "-190"]]}]
    (accepted,) = kept["accepted"]
    assert (accepted["code"], accepted["reason"]) == ("E130", "정정분을 뺀 값")
    assert accepted["faults"] == [
        {"line": 3, "column": "B 처리 건수", "field": "decisions", "value": "▲190", "kept": "-190"}
    ]


def test_the_edition_lists_only_what_was_delivered_and_is_named_for_its_month(desk, months):
    desk.take(months("연월,처리 건수", *NEW_MONTHS))
    package = json.loads((desk.study.raw("2020-10") / "datapackage.json").read_text("utf-8"))
    assert [resource["name"] for resource in package["resources"]] == ["appeals_monthly"]
    assert (package["edition"], package["title"]) == ("2020-10", "기획조정실 주요업무보고 2020년 10월")
    assert package["title_en"].endswith("October 2020")
    assert package["resources"][0]["place"] == "appeals.csv"


def test_a_second_file_of_a_series_is_joined_with_the_first(desk, months):
    desk.take(months("연월,처리 건수", *NEW_MONTHS))
    record = desk.take(months("연월,처리 건수", "2020-07,220", "2020-08,187", name="more.csv"))
    assert (record.joined, record.known_here) == ("2020-10", 1)
    assert [(row["month"], row["line"]) for row in desk.rows("appeals_monthly")] == [
        ("2020-07", "2"), ("2020-08", "2"), ("2020-09", "3"),
    ]  # fmt: skip


def test_what_an_edition_prints_otherwise_than_the_last_is_reported(desk, months):
    record = desk.take(months("연월,처리 건수", "2020-06,214", "2020-07,220", "2020-08,187"))
    assert record.known_before == 3
    assert record.revised == [{"key": "2020-06", "field": "decisions", "before": "210", "after": "214"}]


def test_days_that_no_file_brought_between_two_editions_are_reported(desk):
    record = desk.take(desk.file("covid_daily.csv", "확진일,확진자\n2020-09-01,101\n"))
    assert record.gap_before == ["2020-08-25", "2020-09-01"]


def test_a_table_holds_for_the_day_that_its_note_gives(desk):
    rows = "병상 현황 (2020. 9. 24. 0시 기준)\n" + "\n".join(
        ",".join("" if cell is None else str(cell) for cell in row) for row in BEDS
    )
    assert desk.take(desk.file("beds.csv", rows)).as_of == "2020-09-24"


def test_each_sheet_of_a_workbook_is_a_table_and_a_cover_is_none(desk):
    sheets = {
        "표지": [["2020년 10월 자료"]],
        "병상": BEDS,
        "행정심판": [["월", "처리"], [date(2020, 8, 1), 187], [date(2020, 9, 1), 190]],
        "작업": [["확진일", "확진자"], [date(2020, 9, 1), 3]],
    }
    taken = take_in(desk.study, "2020-10", desk.file("자료.xlsx", xlsx(sheets, hidden=["작업"])))
    assert [(record.table, record.sheet) for record in taken.records] == [
        ("hospital_beds", "병상"), ("appeals_monthly", "행정심판"),
    ]  # fmt: skip
    assert [row["month"] for row in desk.rows("appeals_monthly")] == ["2020-08", "2020-09"]


def test_a_file_that_fits_two_tables_asks_for_the_name_and_takes_it(desk):
    path = desk.file("a.csv", "날짜,확진자\n2020-09-01,3\n")
    with pytest.raises(UnsureError) as unsure:
        take_in(desk.study, "2020-10", path)
    assert unsure.value.candidates == ("covid_daily", "rally_daily")
    assert desk.take(path, table="rally_daily").table == "rally_daily"


def test_the_name_of_the_file_or_a_title_decides_between_tables_of_the_same_columns(desk):
    assert desk.take(desk.file("rally_daily.csv", "날짜,확진자\n2020-09-01,3\n")).table == "rally_daily"
    titled = "서울시 일별 확진자\n날짜,확진자\n2020-09-01,101\n"
    assert desk.take(desk.file("b.csv", titled)).table == "covid_daily"


def test_the_kind_of_a_file_is_recognised_by_its_bytes_and_not_by_its_name(desk):
    record = desk.take(desk.file("처리.csv", xlsx({"1": [["연월", "처리 건수"], ["2020-09", 190]]})))
    assert record.encoding == "xlsx"


def test_a_new_category_that_is_let_through_enters_the_contract_under_a_key_of_its_own(desk):
    path = desk.file("bed_additions.csv", "병원,병상\nbukbu,1\n남부 병원,40\n")
    record = desk.take(path, accepted={"E131": "9월에 새로 연 병원"})
    assert record.new_values == {"site": {"nambu_byeongwon": "남부 병원"}}
    assert [row["site"] for row in desk.rows("bed_additions")] == ["bukbu", "nambu_byeongwon"]
    process_edition(desk.study, "2020-10")
    labels = open_edition("2020-10", desk.study.root).table("bed_additions").attrs["labels"]["site"]
    assert labels["nambu_byeongwon"].ko == "남부 병원"


def test_the_lines_that_a_file_gives_itself_are_those_of_the_source(desk, months):
    record = desk.take(months("연월,처리 건수,원문 줄", "2020-09,190,731"))
    assert (record.lines, desk.rows("appeals_monthly")[0]["line"]) == ("source", "731")


def test_two_originals_of_one_name_are_both_kept(desk, months):
    first = desk.take(months("연월,처리 건수", "2020-08,187"))
    second = desk.take(months("연월,처리 건수", "2020-09,190"))
    assert (first.original, second.original) == ("originals/appeals.csv", "originals/appeals-2.csv")


def test_taking_the_same_files_in_again_gives_the_same_bytes(desk, months):
    path = months("연월,처리 건수", *NEW_MONTHS)
    desk.take(path)
    first = desk.everything()
    shutil.rmtree(desk.study.raw("2020-10"))
    desk.take(path)
    assert desk.everything() == first


def test_an_identity_may_name_what_another_edition_prints_but_not_what_none_does(desk, months):
    desk.take(months("연월,처리 건수", *NEW_MONTHS))
    record = (
        '- id: made.up\n  ko: "가"\n  en: "a"\n  formula: "[appeals_monthly.2020-09.decisions] = [no.such.figure]"\n'
    )
    (desk.study.identities / "made_up.yaml").write_text(record, "utf-8")
    assert [fault.value for fault in check_edition(desk.study, "2020-10")] == ["[no.such.figure]"]


def test_a_value_out_of_range_is_kept_as_accepted_and_another_like_it_is_not(desk, months):
    desk.take(months("연월,처리 건수", "2020-09,-3"), accepted={"E130": "정정분"})
    path = desk.study.raw("2020-10") / "appeals_monthly.csv"
    path.write_text(path.read_text("utf-8").replace("-3", "-4"), "utf-8")
    assert [fault.value for fault in check_edition(desk.study, "2020-10")] == ["-4"]


SHARES = [
    ["심사", "심사결과", "사업", "비율"],
    ["city", "adequate", 25, Percent(0.17)],
    ["city", "conditional", 64, Percent(0.436)],
]


@pytest.mark.parametrize("write", [xlsx, ods])
def test_a_cell_that_a_spreadsheet_shows_as_a_per_cent_is_taken_as_it_is_shown(desk, write):
    desk.take(desk.file("investment_outcomes.xlsx", write({"1": SHARES})), accepted={"E133": "일부만 보냄"})
    assert [row["share"] for row in desk.rows("investment_outcomes")] == ["17", "43.6"]


def test_a_per_cent_in_a_column_of_counts_is_refused(desk):
    rows = [["연월", "처리 건수"], ["2020-09", Percent(0.5)]]
    (fault,) = desk.refuse(desk.file("처리.xlsx", xlsx({"1": rows})))
    assert (fault.code, fault.line, fault.value) == ("E115", 2, "50%")


def test_a_december_without_a_year_in_a_january_edition_is_of_the_year_before(desk, months):
    record = desk.take(desk.file("covid_daily.csv", "확진일,확진자\n12.30.,101\n12.31.,69\n1.1.,94\n"), "2021-01")
    assert record.span == ["2020-12-30", "2021-01-01"]
    desk.take(months("월,처리 건수", "11월,187", "12월,190", "1월,191"), "2021-01")
    assert [row["month"] for row in desk.rows("appeals_monthly", "2021-01")] == ["2020-11", "2020-12", "2021-01"]


def test_a_note_of_december_in_a_january_edition_is_of_the_year_before(desk):
    record = desk.take(desk.file("bed_additions.csv", "(12. 31. 기준)\n병원,병상\nbukbu,76\n"), "2021-01")
    assert record.as_of == "2020-12-31"
