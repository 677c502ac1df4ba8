"""A file with faults is refused with all of them at once, by line, and changes nothing."""

import pytest
from spreadsheets import xlsx

from analysis.data.intake import files

HEADER = "연월,처리 건수"


def test_all_faults_of_a_file_come_in_one_go_by_line(desk, months):
    path = months(HEADER, "2020-06,214", "2020-07,many", "2020-07,3.5", "2020-09,-4", "2020-11,7", "모월,8")
    assert desk.codes(path) == [("E120", 3), ("E123", 4), ("E130", 5), ("E135", 6), ("E121", 7)]


def test_rows_are_held_against_each_other_where_every_key_can_be_read(desk, months):
    path = months(HEADER, "2020-06,214", "2020-06,215", "2020-09,190", "2020-11,7")
    assert desk.codes(path) == [("E132", 3), ("E134", 4), ("E135", 5)]


def test_a_fault_is_reported_with_file_line_column_value_expectation_and_what_to_do(desk, months):
    path = months("행정심판", HEADER, "2020년 9월,21O", name="처리.csv")
    (fault,) = desk.refuse(path)
    assert fault.text("en") == (
        "E120 처리.csv, line 3, column 'B 처리 건수': found '21O'\n"
        "    Expected a whole number, at least 0, in cases. Mend that cell in the file."
    )
    assert fault.text("ko") == (
        "E120 처리.csv, 3행, 'B 처리 건수' 열: 값 '21O'\n"
        "    필요한 값: 정수, 0 이상, 단위 건. 받은 파일에서 그 칸을 고친다."
    )


def test_an_oddity_says_how_to_let_it_through(desk, months):
    (fault,) = desk.refuse(months(HEADER, "2020-06,214", "2020-09,190"))
    assert fault.text("en") == (
        "E134 appeals.csv, line 3, column 'A 연월': found nothing\n"
        "    Expected a row for 2020-07 to 2020-08. Add the missing row. "
        "If it is right as it stands, add --accept E134:REASON."
    )
    assert fault.text("ko") == (
        "E134 appeals.csv, 3행, 'A 연월' 열: 값 없음\n"
        "    필요한 값: 2020-07~2020-08의 행. 빠진 행을 넣는다. 그대로 맞으면 --accept E134:까닭 을 붙인다."
    )


def test_a_sheet_is_named_with_its_fault(desk):
    sheets = {"8월": [["연월", "처리 건수"], ["2020-08", "많음"]]}
    (fault,) = desk.refuse(desk.file("처리.xlsx", xlsx(sheets)))
    assert fault.text("ko").startswith("E120 처리.xlsx, 시트 '8월', 2행, 'B 처리 건수' 열: 값 '많음'")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "E103"),
        (b"  \n \n", "E103"),
        ("연월,처리 건수\n".encode(), "E103"),
        ("연월,처리 건수\n2020-09,\n".encode(), "E103"),
        (b"%PDF-1.4 ...", "E102"),
        (b"<html><table></table></html>", "E102"),
        (b"PK\x03\x04 not a workbook", "E102"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 a word processor's file", "E102"),
        ('연월,처리 건수\n"2020-09,190\n'.encode(), "E104"),
        ("이름,전화\n가,1\n".encode(), "E110"),
    ],
)
def test_what_holds_no_table_is_refused(desk, content, code):
    assert [found for found, _ in desk.codes(desk.file("x.csv", content))] == [code]


def test_a_table_asked_for_that_the_file_does_not_hold_is_refused_with_the_columns_that_it_has(desk, months):
    (fault,) = desk.refuse(months(HEADER, "2020-09,190"), table="hospital_beds")
    assert fault.code == "E111"
    assert "병상 현황" in fault.expected.ko
    assert fault.value == "연월, 처리 건수"


def test_missing_doubled_and_unknown_columns_are_reported_together(desk):
    general = [f"감염병 전담병원 {name}" for name in ("보유", "보유", "사용 중", "가동률", "입원가능")]
    severe = [f"중증환자 치료병상 {name}" for name in ("보유", "사용 중", "입원가능")]
    header = ",".join(["구분", *general, *severe, "새 열", ""])
    path = desk.file("beds.csv", f"{header}\n계,1,1,1,100,0,1,1,0,x,이름 없는 칸\n")
    faults = desk.refuse(path)
    assert [(fault.code, fault.column) for fault in faults] == [
        ("E112", ""), ("E113", "C 감염병 전담병원 보유"), ("E114", "J 새 열"), ("E114", "K"),
    ]  # fmt: skip
    assert faults[0].expected.en == "a column 'Severe beds, occupancy'"


def test_an_unknown_column_can_be_let_through_and_is_then_left_out(desk, months):
    path = months(f"{HEADER},담당자 수", "2020-09,190,3")
    assert desk.codes(path) == [("E114", 1)]
    assert desk.take(path, accepted={"E114": "이번 달만 있음"}).dropped_columns == ["담당자 수"]


def test_a_unit_of_another_kind_is_refused_over_a_column_and_in_a_cell(desk, months):
    assert desk.codes(months("연월,처리 건수(백만원)", "2020-09,190")) == [("E115", 1)]
    assert desk.codes(months(HEADER, "2020-09,190원")) == [("E115", 2)]


def test_an_empty_cell_is_refused_where_the_rest_of_the_row_is_filled(desk):
    path = desk.file("staff.csv", "부서,정원,현원,여성\n기획담당관,39,,19\n")
    assert desk.codes(path) == [("E122", 2)]


def test_a_key_that_is_blank_beside_a_figure_is_refused_and_not_taken_for_a_note(desk, months):
    assert desk.codes(months(HEADER, "2020-08,187", ",190")) == [("E121", 3)]


def test_a_new_category_is_refused_with_the_known_ones(desk):
    (fault,) = desk.refuse(desk.file("bed_additions.csv", "병원,병상\n남부병원,40\n"))
    assert (fault.code, fault.line, fault.value) == ("E131", 2, "남부병원")
    assert fault.expected.ko.endswith("가운데 하나")


def test_a_total_that_does_not_add_is_refused_with_the_identity_it_breaks(desk):
    rows = "부서,정원,현원,여성\n합계,100,295,178\n기획담당관,39,42,19\n"
    faults = desk.refuse(desk.file("staff.csv", rows), table="staff_by_division")
    assert {(fault.code, fault.line) for fault in faults} == {("E133", 2)}
    assert faults[0].expected.en.startswith(("39 (", "42 (", "19 ("))


def test_a_total_row_of_a_table_without_one_is_added_up_before_it_is_left_out(desk, months):
    path = months(HEADER, "2020-08,187", "2020-09,190", "합계,378")
    (fault,) = desk.refuse(path)
    assert (fault.code, fault.line, fault.value) == ("E133", 4, "378")
    assert fault.expected.ko.startswith("377 (")
    assert desk.take(path, accepted={"E133": "원자료의 잘못"}).dropped_rows[0]["why"] == "total"


def test_a_unit_that_jumps_a_thousandfold_is_refused_against_the_last_edition(desk):
    rows = '회계,2019년 최종예산,2020년 예산,증감\n일반회계,"1,247,406,000","984,549,000","-262,857,000"\n'
    faults = desk.refuse(desk.file("예산.csv", rows), table="budget_accounts")
    assert [fault.code for fault in faults] == ["E136"] * 3
    assert [fault.expected.en for fault in faults][:2] == [
        "a size near that of 2020-09, 1,247,406 (1247406000 read in KRW million, 1247406 read in KRW thousand)",
        "a size near that of 2020-09, 984,549 (984549000 read in KRW million, 984549 read in KRW thousand)",
    ]


def test_the_first_days_of_a_series_are_held_against_the_size_of_the_days_before(desk):
    path = desk.file("covid_daily.csv", "확진일,확진자\n2020-09-01,101000\n2020-09-02,69000\n")
    assert desk.codes(path) == [("E136", 2)]


def test_percentages_sent_as_fractions_are_refused(desk):
    rows = "심사,심사결과,사업,비율\n자체심사,적정,25,0.17\n자체심사,조건부,64,0.44\n"
    rows = rows.replace("자체심사", "city").replace("적정", "adequate").replace("조건부", "conditional")
    assert desk.codes(desk.file("investment_outcomes.csv", rows)) == [("E136", 2)]


def test_a_hole_that_the_last_edition_had_as_well_is_no_fault(desk):
    path = desk.file("rally_daily.csv", "확진일,확진자\n2020-08-16,1\n2020-08-18,1\n2020-08-19,6\n")
    assert desk.take(path).rows == 3


def test_a_day_that_the_last_edition_had_may_not_be_left_out(desk):
    path = desk.file("rally_daily.csv", "확진일,확진자\n2020-08-18,1\n2020-08-20,15\n")
    (fault,) = desk.refuse(path)
    assert (fault.code, fault.line, fault.expected.en) == ("E134", 3, "a row for 2020-08-19")


def test_a_day_without_a_year_that_lies_ahead_of_the_edition_is_not_put_a_year_back(desk):
    path = desk.file("covid_daily.csv", "확진일,확진자\n11.7.,101\n")
    assert desk.codes(path) == [("E135", 2)]
    assert desk.codes(desk.file("leap.csv", "확진일,확진자\n2.29.,101\n"), "2020-01", table="covid_daily") == [
        ("E143", 0), ("E135", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("token", "code"), [("9" * 5000, "E120"), ("1E999999999", "E120"), ("١٢", "E120"), ("1/0", "E120")]
)
def test_a_number_without_end_or_in_other_digits_is_none(desk, months, token, code):
    assert desk.codes(months(HEADER, f"2020-09,{token}")) == [(code, 2)]


@pytest.mark.parametrize("token", ["0000-01", "0000.1.1", "9999999999"])
def test_a_month_of_no_year_is_none(desk, months, token):
    assert desk.codes(months(HEADER, "2020-08,1", f"{token},190")) == [("E121", 3)]


def test_the_first_day_of_the_calendar_has_no_day_before(desk):
    header = "서울시 기준일,서울시 확진자,서울시 추가 확진,서울시 치료중"
    path = desk.file("seoul.csv", f"{header}\n0001010100,3961,94,9\n2020090200,3961,94,9\n")
    assert desk.codes(path) == [("E121", 2)]


def test_a_workbook_that_shows_no_sheet_is_empty(desk):
    rows = [["연월", "처리 건수"], ["2020-09", 190]]
    assert desk.codes(desk.file("숨김.xlsx", xlsx({"1": rows}, hidden=["1"]))) == [("E103", 0)]


def test_a_quote_that_does_not_close_is_reported_where_it_opens(desk, months):
    path = months(HEADER, "2020-07,1", '"2020-08,2', *["2020-09,190"] * 20_000)
    assert desk.codes(path) == [("E104", 3)]


def test_a_file_taken_in_before_is_known_by_its_bytes_under_any_name(desk, months):
    desk.take(months(HEADER, "2020-09,190"))
    (fault,) = desk.refuse(months(HEADER, "2020-09,190", name="copy.csv"), "2020-11")
    assert (fault.code, fault.line) == ("E140", 0)
    assert "2020-10" in fault.expected.en
    assert "appeals.csv" in fault.expected.en


def test_a_table_that_is_no_series_is_replaced_only_for_a_reason(desk):
    desk.take(desk.file("bed_additions.csv", "병원,병상\nbukbu,76\n"))
    path = desk.file("bed_additions_2.csv", "병원,병상\nbukbu,80\n")
    assert desk.codes(path) == [("E141", 0)]
    desk.take(path, accepted={"E141": "정정본"})
    assert [row["beds"] for row in desk.rows("bed_additions")] == ["80"]


def test_files_of_one_series_must_agree_where_they_overlap(desk, months):
    desk.take(months(HEADER, "2020-08,187", "2020-09,190"))
    path = months(HEADER, "2020-07,220", "2020-08,188", name="b.csv")
    (fault,) = desk.refuse(path)
    assert (fault.code, fault.line, fault.value, fault.expected.en) == ("E142", 3, "188", "187, which 2020-10 has")
    desk.take(path, accepted={"E142": "정정본"})
    assert [row["decisions"] for row in desk.rows("appeals_monthly")] == ["220", "188", "190"]


def test_an_edition_that_is_past_is_left_alone(desk, months):
    desk.take(months(HEADER, "2020-09,190"))
    assert desk.codes(months(HEADER, "2020-07,220", name="late.csv"), "2020-08") == [("E143", 0)]


def test_a_spreadsheet_that_kept_a_date_as_a_number_is_refused(desk):
    sheets = {
        "협약": [["도시", "체결일", "협력사업 수"], ["계룡시", 5.2, 5], ["제주시", "5.19", 5], ["김해시", "5.22", 5]]
    }
    (fault,) = desk.refuse(desk.file("friendship_agreements.xlsx", xlsx(sheets)))
    assert (fault.code, fault.line, fault.value) == ("E121", 2, "5.2")


def test_what_can_not_be_read_is_not_let_through(desk, months):
    path = months(HEADER, "2020-09,many")
    assert desk.codes(path, accepted={"E120": "그래도"}) == [("E120", 2)]


def test_a_file_that_is_written_to_while_it_is_read_is_refused(desk, months, monkeypatch):
    states = iter(range(2))
    monkeypatch.setattr(files, "state", lambda found: next(states))
    assert desk.codes(months(HEADER, "2020-09,190")) == [("E139", 0)]


def test_two_sheets_for_one_table_are_refused(desk):
    rows = [["연월", "처리 건수"], ["2020-09", 190]]
    assert desk.codes(desk.file("두 장.xlsx", xlsx({"가": rows, "나": rows}))) == [("E116", 0)]
