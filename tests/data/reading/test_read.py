"""A new report read by an older one: what is found where, how sure that is, and that nothing is silently wrong."""

import pytest
from made_report import EDITION, NEXT, REPORT, made_study

from analysis.data.reading.read import WrongReportError, read_report
from analysis.data.vintages import read_delivery


@pytest.fixture(scope="module")
def delivery(tmp_path_factory):
    return read_delivery(made_study(tmp_path_factory.mktemp("made")), EDITION)


def read(delivery, *changes):
    """The reading of the report with some of its words replaced."""
    text = REPORT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return read_report(REPORT.split("\n"), text.split("\n"), delivery, NEXT)


def told(reading):
    return {one.figure: (one.token, one.how) for one in reading.figures if one.figure}


def test_the_same_report_is_the_same_throughout(delivery):
    reading = read(delivery)
    assert {one.how for one in reading.figures} == {"same"}
    assert {one.figure: one.token for one in reading.figures} == {
        one.id: one.printed for one in delivery.figures.values()
    }
    assert reading.coverage == 1


BED_ROWS = "동 부\t200\t30\t90\t8\n서 부\t100\t10\t30\t5"
PLAN = "□ 향후 계획\n\n- 병상 추가 확보 : 25개소\n- 자원봉사자 모집 : 7회\n\n"
CASES = {
    "changed numbers": ([("1,234명", "2,345,678명")], {"covid.confirmed": ("2,345,678", "same")}),
    "other spaces, bullets and signs": (
        [("○ (환자) 3. 20. 0시", "◦(환자)  4.2.  0시"), ("모집 : 7회", "모집:9회")],
        {"covid.date": ("4.2.", "same"), "covid.left": ("56", "same"), "covid.calls": ("9", "same")},
    ),
    "a section that moved": (
        [(PLAN, ""), ("3 예산", PLAN + "3 예산")], {"covid.sites": ("25", "moved"), "covid.calls": ("7", "moved")},
    ),
    "a reworded line": ([("추가 확보 : 25개소", "더 많이 확보 : 26개소")], {"covid.sites": ("26", "like")}),
    "a line that is gone": ([("- 자원봉사자 모집 : 7회\n", "")], {"covid.calls": ("", "gone")}),
    "a line of the same words elsewhere": (
        [("- 자원봉사자 모집 : 7회\n", ""), ("- 예비비", "- 자원봉사자 모집 : 8회\n- 예비비")],
        {"covid.calls": ("8", "like")},
    ),
    "another article": ([("제3조에", "제4조에")], {"appeals.third": ("9", "like"), "appeals.total": ("617", "like")}),
    "a letter among the digits": ([("617건", "6l7건"), ("520백만원", "52O백만원")],
                                  {"appeals.total": ("6l7", "like"), "budget.reserve": ("52O", "like")}),
    "a letter in place of a digit": ([("처리 9건", "처리 O건")], {"appeals.third": ("O", "like")}),
    "an amount with another scale": ([("3조 6,164억", "9,845억")], {"budget.whole": ("9,845", "like")}),
    "an amount that gains a scale": ([("520백만원", "1조 520백만원")], {"budget.reserve": ("1조 520", "like")}),
    "rows in another order": ([(BED_ROWS, "서 부\t100\t10\t30\t5\n동 부\t200\t30\t90\t8")],
                              {"beds.east.general": ("200", "same"), "beds.west.severe_used": ("5", "same")}),
    "columns in another order": (
        [("\t일반\t중증\t일반\t중증\n합 계\t300\t40", "\t중증\t일반\t일반\t중증\n합 계\t300\t40")],
        {"beds.total.general": ("40", "moved"), "beds.total.severe": ("300", "moved"),
         "beds.total.general_used": ("120", "same")},
    ),
    "a column with another heading": ([("\t일반\t중증\t일반\t중증\n", "\t전체\t중증\t일반\t중증\n")],
                                      {"beds.east.general": ("200", "like"), "beds.east.severe": ("30", "same")}),
    "a row that is new": (
        [("서 부\t100", "남 부\t50\t6\t7\t8\n서 부\t100")],
        {"beds.(남부).general": ("50", "new"), "beds.(남부).severe_used": ("8", "new"),
         "beds.west.general": ("100", "same")},
    ),
    "a cell of two figures that lost one": ([("12/11 (5)", "12/11 (-)")],
        {"staff.complaints.quota": ("12", "like"), "staff.complaints.women": ("", "gone")}),
    "a cell that was empty": ([("7 / 7\t/", "7 / 7\t2 / 1")],
        {"grades.computing.term.quota": ("2", "new"), "grades.computing.term.current": ("1", "new")}),
    "columns of keys in another order": ([("정규직\t임기제", "임기제\t정규직")],
        {"grades.complaints.term.quota": ("9", "moved"), "grades.complaints.regular.current": ("3", "moved")}),
    "a list of days that goes on": (
        [("(3.18) 31명 → (3.19) 45명 → (3.20) 28명", "(4.1) 11명 → (4.2) 12명 → (4.3) 13명 → (4.4) 14명")],
        {"daily.2021-04-01.cases": ("11", "new"), "daily.2021-04-04.cases": ("14", "new"),
         "daily.2021-03-18.cases": ("", "gone")},
    ),
    "a list that is not in order": ([("(3.18) 31명 → (3.19)", "(3.19) 31명 → (3.18)")],
        {"daily.2021-03-18.cases": ("45", "like"), "daily.2021-03-19.cases": ("31", "like")}),
    "a list of days that are still to come": ([("(3.20) 28명", "(5.20) 28명")],
        {"daily.2021-05-20.cases": ("28", "like")}),
    "a list over the turn of the year": (
        [("(3.18) 31명 → (3.19) 45명 → (3.20)", "(12.31) 31명 → (1.1) 45명 → (1.2)")],
        {"daily.2020-12-31.cases": ("31", "new"), "daily.2021-01-02.cases": ("28", "new")}),
    "a list that overlaps": ([("(3.18) 31명 → (3.19) 45명", "(3.19) 46명")],
        {"daily.2021-03-18.cases": ("", "gone"), "daily.2021-03-19.cases": ("46", "same")}),
    "a row of months that goes on": (
        [("1월\t2월", "12월\t1월\t2월\t3월"), ("310건\t307건", "290건\t311건\t307건\t333건")],
        {"monthly.2020-12.decisions": ("290", "new"), "monthly.2021-01.decisions": ("311", "same"),
         "monthly.2021-03.decisions": ("333", "new")},
    ),
    "a number that the unit does not allow": ([("3. 20. 0시", "13. 40. 0시")], {"covid.date": ("13. 40.", "like")}),
    "a count that has decimals": ([("56명 퇴원", "56.5명 퇴원")], {"covid.left": ("56.5", "like")}),
    "a list set with other commas and bullets": ([("- 재원 : 국고, 교", "◦재원: 국고， 교"), ("3,5,7월", "3, 5, 7월")],
        {"budget.sources.listed": ("국고 / 교부세(보통, 특별) / 지방채 등", "same"),
         "budget.reviews.listed": ("3 / 5 / 7월", "same")}),
    "a list that names more": ([("국고, 교", "시비, 국고, 교"), ("3,5,7월", "3,5,7,9월")],
        {"budget.sources.listed": ("시비 / 국고 / 교부세(보통, 특별) / 지방채 등", "like"),
         "budget.reviews.listed": ("3 / 5 / 7 / 9월", "like")}),
    "a list that names fewer": ([("국고, 교", "교"), (", 지방채 등", "")],
        {"budget.sources.listed": ("교부세(보통, 특별)", "like")}),
    "a list that names others": ([("국고, 교부세(보통, 특별), 지방채 등", "국고, 교부금(보통), IoT채")],
        {"budget.sources.listed": ("국고 / 교부금(보통) / IoT채", "like")}),
    "a list that is gone": ([("- 정기 심사 : 3,5,7월\n", "")], {"budget.reviews.listed": ("", "gone")}),
    "two lines set as one": ([("- 병상 추가 확보 : 25개소", "- 병상 추가\n 확보 : 25개소")],
        {"covid.sites": ("25", "like")}),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), CASES.values(), ids=CASES)
def test_a_figure_is_found_where_it_stands_and_as_sure_as_that_is(delivery, changes, expected):
    found = told(read(delivery, *changes))
    assert {name: found.get(name) for name in expected} == expected


def test_what_was_misread_is_proposed_as_it_should_be(delivery):
    (one,) = [one for one in read(delivery, ("617건", "6l7건")).figures if one.figure == "appeals.total"]
    assert (one.printed, one.value) == ("6l7", "617")


def test_a_quantity_that_belongs_to_no_figure_is_told_and_a_date_is_not(delivery):
    reading = read(delivery, ("3 예산", "- 새 사업 : 43개 추진(’21. 5월)\n\n3 예산"))
    assert [(one.printed, one.how) for one in reading.figures if not one.figure] == [("43", "new")]
    assert reading.coverage < 1


def test_an_older_report_that_is_not_the_editions_is_refused(delivery):
    with pytest.raises(WrongReportError):
        read_report(["다른 글"] * 40, REPORT.split("\n"), delivery, NEXT)
