"""Cells, units and titles that say two things, and files that are not whole: what each is taken for."""

import os
from fractions import Fraction

import pytest
from spreadsheets import Markup, Percent, ods, xls, xlsx

from analysis.data.intake import child
from analysis.data.intake.faults import Place, RefusedError, UnsureError
from analysis.data.intake.marks import UnsureMarkError, unmarked
from analysis.data.intake.sheets.container import parts
from analysis.data.intake.take import take_in
from analysis.data.intake.words import Vocabulary

MONTHS = ("월,처리건수", "2020-08,187")
FLOWS = (("지방재정 순증", 34000, "국가", "지방자치단체"), ("지방세 확충", 88000, "국가", "지방자치단체"),
         ("기능이양에 따른 부담", 54000, "지방자치단체", "국가"))  # fmt: skip
BUDGET = "회계구분,2019년 최종예산,2019년 사업수,2020년 예산,2020년 사업수,증감"
UNITS = Vocabulary({"KRW": ["원"], "KRW 100 million": ["억원"], "%": ["%"], "cases": ["건"]}, frozenset(), frozenset())


def flows(amounts="금액", above="", below="", rows=FLOWS):
    lines = [f'항목,"{amounts}",부담하는 쪽,받는 쪽', *(",".join(map(str, row)) for row in rows)]
    return "\n".join([*filter(None, [above]), *lines, *filter(None, [below]), ""])


def cell(inner, kind=""):
    return Markup('<c r="{at}"' + kind + ">" + inner + "</c>")


@pytest.mark.parametrize(
    ("said", "meant"),
    [*((said, "187") for said in ("187²", "187₂", "①187", "187❶", "187⑴", "187¹⁾", "187*", "187 1)", "187 주1)")),
     *((said, said) for said in ("187½", "(7,035)", "3조 6,164", "１")), ("41.6%†", "41.6%"), ("2020.1¹", "2020.1")],
)  # fmt: skip
def test_a_note_mark_is_taken_off_and_nothing_else(said, meant):
    assert unmarked(said) == meant


@pytest.mark.parametrize(
    ("said", "readings"),
    [
        ("1871)", "18 or 1871"),
        ("18²7", "187 or 1827"),
        ("10²", "10 or 10^2"),
        ("⁻5", "5 or -5"),
        ("⑱", "blank cell or 18"),
    ],
)
def test_a_mark_that_can_not_be_told_from_the_number_is_refused_with_both_readings(said, readings):
    with pytest.raises(UnsureMarkError, match=readings.replace("^", r"\^")):
        unmarked(said)


def test_a_raised_digit_of_a_cell_is_a_mark_and_digits_of_two_sizes_are_refused(desk):
    runs = "<is><r><t>187</t></r><r><rPr>{}</rPr><t>2</t></r></is>"
    for form, outcome in {'<vertAlign val="superscript"/>': "187", '<sz val="6"/>': [("E127", 2)]}.items():
        path = desk.file(
            "a.xlsx", xlsx({"1": [["월", "처리건수"], ["2020-08", cell(runs.format(form), ' t="inlineStr"')]]})
        )
        if isinstance(outcome, list):
            assert desk.codes(path) == outcome
        else:
            assert desk.take(path).marked == [{"field": "decisions", "tokens": 1, "examples": [["187²", "187"]]}]


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("<text:p>18<text:tab/>7</text:p>", [("E120", 2)]),
        ("<text:p>18<text:line-break/>7</text:p>", [("E120", 2)]),
        ("<text:p>18</text:p><text:p>7</text:p>", [("E120", 2)]),
        ("<text:p>18<text:s/>7</text:p>", [("E120", 2)]),
        ("<office:annotation><text:p>9</text:p></office:annotation><text:p>187</text:p>", "187"),
        ("<text:p><text:span>18</text:span>7</text:p>", "187"),
    ],
)
def test_digits_that_a_cell_of_an_ods_sets_apart_are_never_put_together(desk, said, outcome):
    path = desk.file("a.ods", ods({"1": [["월", "처리건수"], ["2020-08", Markup(said)]]}))
    if isinstance(outcome, list):
        assert desk.codes(path) == outcome
    else:
        desk.take(path)
        assert desk.rows("appeals_monthly")[-1]["decisions"] == outcome


@pytest.mark.parametrize(
    ("word", "won"),
    [
        ("십억원", 10**9),
        ("천억원", 10**11),
        ("백만 원", 10**6),
        ("1,000원", 1000),
        ("억", 10**8),
        ("KRW million", 10**6),
        ("thousands of won", 1000),
    ],
)
def test_every_scale_of_money_is_read(word, won):
    assert UNITS.measure(word).factor == won


@pytest.mark.parametrize(
    "where",
    [{"above": "재원 이동 (억원)"}, {"above": "억원"}, {"above": "재원 이동, 억원"}, {"amounts": "금액, 억원"},
     {"amounts": "금액[억원]"}, {"amounts": "금액 억원"}, {"below": "※ 단위 : 억원"}, {"below": "※ 금액은 억원 기준"}],
)  # fmt: skip
def test_a_unit_counts_wherever_it_stands(desk, where):
    desk.take(desk.file("a.csv", flows(**where)), accepted={"E138": "시험"})
    assert [Fraction(row["amount"]) for row in desk.rows("fiscal_flows")] == [
        Fraction("3.4"),
        Fraction("8.8"),
        Fraction("5.4"),
    ]


def test_two_units_for_one_column_are_refused_with_both(desk):
    faults = desk.refuse(desk.file("a.csv", flows(above="(단위: 억원)", below="※ 단위: 백만원")))
    assert [(fault.code, fault.expected.en) for fault in faults if fault.code == "E119"] == [
        ("E119", "one unit (found: 억원, 백만원)")
    ]


@pytest.mark.parametrize("power", [-4, -2, -1, 1, 2, 3, 4, 5, 8, 12])
def test_money_that_lies_a_power_of_ten_from_the_last_edition_is_refused_with_both_readings(desk, power):
    rows = [(name, float(Fraction(amount, 10**4) * Fraction(10) ** power), *rest) for name, amount, *rest in FLOWS]
    (fault,) = desk.refuse(desk.file("a.csv", flows(rows=rows)))
    assert (fault.code, fault.expected.en.count(" read in ")) == ("E136", 2)


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("월,건수", "8월,23011"), "a.csv"),
        (("소송 접수 현황,", "월,처리건수", "8월,187"), "a.csv"),
        (("월,처리건수", "8월,187"), "소송.csv"),
    ],
)
def test_a_general_word_or_a_title_of_another_subject_asks_for_the_table(desk, lines, name):
    with pytest.raises(UnsureError, match="appeals_monthly"):
        take_in(desk.study, "2020-10", desk.file(name, "\n".join([*lines, ""])))


@pytest.mark.parametrize(
    ("lines", "faults"),
    [
        (("2019년 행정심판,", "월,처리건수", "8월,150"), [("E129", 3)]),
        (("월,처리건수", "2020.1,215"), [("E129", 2)]),
        (("월,처리건수", "2020.08,187", "2020.09,190", "2020.1,215"), [("E134", 2), ("E129", 4)]),
        (("행정심판,", "월,처리건수", "2020-08,1371", "2020-09,1572"), [("E137", 4)]),
        (("월,처리건수", "2020-08,#REF!"), [("E125", 2)]),
        (("월,처리건수", "2020-08-31,187"), [("E117", 2)]),
    ],
)
def test_what_may_mean_two_things_or_nothing_is_refused_where_it_stands(desk, lines, faults):
    assert desk.codes(desk.file("a.csv", "\n".join([*lines, ""]))) == faults


def test_january_beside_february_is_january(desk):
    assert desk.take(desk.file("a.csv", "월,처리건수\n2020.1,128\n2020.2,133\n")).span == ["2020-01", "2020-02"]


def test_a_file_that_is_cut_in_a_row_is_refused_and_one_without_a_last_line_end_is_told(desk):
    text = "구분,병상\n북부병원,76\n"
    assert desk.codes(desk.file("a.csv", f'{BUDGET}\n합계,"3,654,786",80,"2,912')) == [("E104", 2)]
    assert ("E108", 2) in desk.codes(desk.file("a.csv", f"{BUDGET}\n합계,3654786,80,2912"))
    assert desk.take(desk.file("추가 확보 일반병상.csv", text.rstrip()), accepted={"E138": "시험"}).unended


def test_a_row_that_the_last_edition_had_is_told_and_the_check_asks_for_it_by_name(desk):
    from analysis.data.check import check_edition

    path = desk.file("fiscal_rates.csv", "rate,percent,unit\nbefore,21,%\nafter,31,%\n")
    (record,) = take_in(desk.study, "2020-10", path).records
    assert record.missing == ["increase"]
    (fault,) = check_edition(desk.study, "2020-10")
    assert (fault.file, fault.value) == ("fiscal_rates.csv", "increase")
    assert desk.take(path, accepted={"E138": "더는 싣지 않음", "E140": "다시", "E141": "다시"}).missing == []


def test_sheets_that_are_no_table_are_told_hidden_ones_too(desk):
    rows = [["월", "처리건수"], ["2020-08", 187]]
    path = desk.file("a.xlsx", xlsx({"행정심판": rows, "메모": [["확인"]], "옛 표": rows}, hidden=["옛 표"]))
    assert desk.take(path).left_out == ["메모", "옛 표"]


def test_a_formula_without_its_value_and_an_error_are_refused_in_every_column(desk):
    rows = [["월", "처리건수"], ["2020-08", cell("<f>A1+1</f>")], ["2020-09", cell("<v>#N/A</v>", ' t="e"')]]
    assert desk.codes(desk.file("a.xlsx", xlsx({"1": rows}))) == [("E126", 2), ("E125", 3)]


def test_per_cents_of_an_xls_and_fractions_by_their_rows_arithmetic(desk):
    head = ["기준월", "수행건수 계", "이월", "신소", "판결확정 계", "승소", "승소율", "패소", "기타", "진행"]
    row = ["2020-09", 891, 559, 332, 281, 188, 0.758, 60, 33, 610]
    (fault,) = desk.refuse(desk.file("a.xls", xls([head, row])))
    assert (fault.code, fault.expected.en[:4]) == ("E128", "75.8")
    row[6] = Percent(0.758)
    assert desk.take(desk.file("a.xlsx", xlsx({"1": [head, row]}))).rewritten[0]["examples"] == [["75.8%", "75.8"]]


def test_a_rounding_that_is_out_by_its_last_digit_is_told_and_any_other_sum_refused(desk):
    head = "기준월,수행건수 계,이월,신소,판결확정 계,승소,승소율,패소,기타,진행\n"
    wrong = desk.file("b.csv", f"{head}2020-09,900,559,332,290,188,42,60,33,777\n")
    assert desk.codes(wrong) == [("E133", 2)] * 4
    near = desk.file("a.csv", f"{head}2020-09,891,559,332,281,188,75.9,60,33,610\n")
    (record,) = take_in(desk.study, "2020-10", near).records
    assert [(one["printed"], one["sum"]) for one in record.nearly] == [("75.9", "75.8")]


FAR = [["월", "처리건수"], ["2020-08", 187], [cell("<v>1</v>").replace("{at}", "XFD1048576")]]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (xlsx({"1": FAR}), "E105"),
        (xls([["월", "처리건수"], ["2020-08", 187]])[:1200], "E108"),
        (xlsx({"1": FAR})[:400], "E102"),
    ],
    ids=["a cell at the far corner", "an xls that is cut", "an xlsx that is cut"],
)
def test_a_container_is_judged_before_it_is_opened(desk, data, code):
    assert [fault.code for fault in desk.refuse(desk.file("a.xlsx", data))] == [code]


def test_a_part_that_unpacks_to_far_more_than_it_is_is_not_unpacked(tmp_path):
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", b" " * 2**25)
    with pytest.raises(RefusedError, match="E105"):
        parts(out.getvalue(), Place("a.xlsx"))


def ask_for_memory():
    return bytearray(2 * child.MEMORY)


def end_at_once():
    os._exit(9)


@pytest.mark.parametrize("work", [ask_for_memory, end_at_once, os.abort])
def test_what_ends_the_child_that_reads_a_file_is_a_fault_of_the_file(work):
    with pytest.raises(RefusedError, match="E105"):
        child.in_child(work, Place("a.csv"), 1)


def test_the_child_gives_back_what_the_work_returns_or_raises():
    assert child.in_child(lambda: 7, Place("a.csv"), 1) == 7
    with pytest.raises(KeyError):
        child.in_child(lambda: {}["no"], Place("a.csv"), 1)
