"""A register that can't be used is reported by file, line and field: all its faults in one go, in both languages."""

import pytest
import yaml

from analysis.data import registers
from analysis.data.assumptions import read_assumptions
from analysis.data.check import check_edition
from analysis.data.contract import read_contract
from analysis.data.editions import Study
from analysis.data.identities import read_identities
from analysis.data.register_checks import register_faults
from analysis.data.registers import BadRegisterError, read_plain
from analysis.data.units import PER, UNITS
from analysis.present import units as named

EDITION = "2020-09"
ASSUMPTIONS, BREAKS, CUT_OFFS, BONDS = "assumptions.yaml", "breaks.yaml", "cut_offs.yaml", "identities/bonds.yaml"


def change(study: Study, file: str, old: str, new: str) -> None:
    """Changes the first place at which a text stands."""
    path = study.root / "data" / file
    text = path.read_text("utf-8")
    assert old in text, f"no {old!r} in {file}"
    path.write_text(text.replace(old, new, 1), "utf-8", newline="")


def reported(study: Study, lang="en") -> list[str]:
    return [fault.text(lang) for fault in sorted(register_faults(study, EDITION), key=lambda one: (one.file, one.line))]


def test_the_registers_as_committed_have_no_fault(study):
    assert register_faults(study, EDITION) == []


TRAPS = {
    "broken YAML": (
        (ASSUMPTIONS, "  value: 4.3", "  value: [4.3"),
        "data/assumptions.yaml, line 9, character 10: found 'value: [4.3'\n"
        "    Expected well-formed YAML. Mend this line or the one above it: indent with spaces, put a space after a "
        "colon, and quote text that holds a colon or a #.",
        "data/assumptions.yaml, 9행, 10번째 글자: 값 'value: [4.3'\n"
        "    필요한 값: YAML 문법에 맞는 글. 이 줄이나 그 위의 줄을 고친다: 들여쓰기는 빈칸으로, 쌍점 뒤에는 빈칸, "
        "쌍점이나 #이 든 글은 따옴표 안에 쓴다.",
    ),
    "missing field": (
        (ASSUMPTIONS, "  low: 2.9\n", ""),
        "data/assumptions.yaml, line 50, field 'low': found nothing\n"
        "    Expected a number, such as 4.3. Add the field.",
        "data/assumptions.yaml, 50행, 'low' 항목: 값 없음\n    필요한 값: 숫자(예: 4.3). 항목을 더한다.",
    ),
    "text for a number": (
        (ASSUMPTIONS, "  value: 4.3", "  value: 43x"),
        "data/assumptions.yaml, line 9, field 'value': found '43x'\n"
        "    Expected a number, such as 4.3. Write the number alone, without quotes and unit.",
        "data/assumptions.yaml, 9행, 'value' 항목: 값 '43x'\n"
        "    필요한 값: 숫자(예: 4.3). 따옴표와 단위 없이 숫자만 쓴다.",
    ),
    "value outside its range": (
        (ASSUMPTIONS, "  low: 3.0", "  low: 4.5"),
        "data/assumptions.yaml, line 9, field 'value': found '4.3'\n"
        "    Expected a number from low (4.5) to high (6.3). Mend the value or widen the range.",
        "data/assumptions.yaml, 9행, 'value' 항목: 값 '4.3'\n"
        "    필요한 값: low(4.5) 이상 high(6.3) 이하의 숫자. 값을 고치거나 범위를 넓힌다.",
    ),
    "range upside down": (
        (ASSUMPTIONS, "  low: 3.0", "  low: 7"),
        "data/assumptions.yaml, line 10, field 'low': found '7'\n"
        "    Expected a number not above high (6.3). Mend low or high.",
        "data/assumptions.yaml, 10행, 'low' 항목: 값 '7'\n"
        "    필요한 값: high(6.3) 이하의 숫자. low와 high를 바로잡는다.",
    ),
    "unknown grade": (
        (ASSUMPTIONS, "grade: C", "grade: D"),
        "data/assumptions.yaml, line 13, field 'grade': found 'D'\n    Expected one of A, B, C. Write it so.",
        "data/assumptions.yaml, 13행, 'grade' 항목: 값 'D'\n    필요한 값: A | B | C. 그 꼴로 고친다.",
    ),
    "unknown field": (
        (ASSUMPTIONS, "  high: 6.3", "  hihg: 6.3"),
        "data/assumptions.yaml, line 11, field 'hihg': found '6.3'\n"
        "    Expected one of the fields id, ko, en, value, low, high, unit, grade, source, since, used_by, "
        "alternatives, whole. Rename it to 'high'.",
        "data/assumptions.yaml, 11행, 'hihg' 항목: 값 '6.3'\n"
        "    필요한 값: 항목 id, ko, en, value, low, high, unit, grade, source, since, used_by, alternatives, whole "
        "가운데 하나. 'high'(으)로 고친다.",
    ),
    "unknown unit": (
        (ASSUMPTIONS, "unit: days", "unit: dayz"),
        "data/assumptions.yaml, line 12, field 'unit': found 'dayz'\n"
        "    Expected a unit of the study, such as days, fraction or cases/day. The nearest is 'days'.",
        "data/assumptions.yaml, 12행, 'unit' 항목: 값 'dayz'\n"
        "    필요한 값: 연구의 단위(예: days, fraction, cases/day). 가장 가까운 것은 'days'이다.",
    ),
    "no result's id": (
        (ASSUMPTIONS, "    - covid.rt\n", "    - R(t)\n"),
        "data/assumptions.yaml, line 23, field 'used_by': found 'R(t)'\n"
        "    Expected an id of names joined by dots, such as covid.window. Use small letters, digits and underscores.",
        "data/assumptions.yaml, 23행, 'used_by' 항목: 값 'R(t)'\n"
        "    필요한 값: 점으로 이은 id(예: covid.window). 소문자와 숫자, 밑줄로 쓴다.",
    ),
    "no day of the calendar": (
        (ASSUMPTIONS, "since: 2020-01-01", "since: 2020-02-30"),
        "data/assumptions.yaml, line 219, field 'since': found '2020-02-30'\n"
        "    Expected a date (YYYY-MM-DD). Write a day of the calendar, without quotes.",
        "data/assumptions.yaml, 219행, 'since' 항목: 값 '2020-02-30'\n"
        "    필요한 값: 날짜(YYYY-MM-DD). 달력에 있는 날짜를 따옴표 없이 쓴다.",
    ),
    "twice the same id": (
        (ASSUMPTIONS, "id: covid.serial_interval.sd", "id: covid.serial_interval.mean"),
        "data/assumptions.yaml, line 50, field 'id': found 'covid.serial_interval.mean'\n"
        "    Expected an id that stands once (it also stands on line 6). Remove one of the two records or give it "
        "another id.",
        "data/assumptions.yaml, 50행, 'id' 항목: 값 'covid.serial_interval.mean'\n"
        "    필요한 값: 한 번만 나오는 id(6행에도 있다). 둘 중 하나를 지우거나 id를 고친다.",
    ),
    "twice the same field": (
        (ASSUMPTIONS, "  low: 3.0", "  value: 3.0\n  low: 3.0"),
        "data/assumptions.yaml, line 10, field 'value': found '3.0'\n"
        "    Expected a name that stands once (it also stands on line 9). Remove one of the two.",
        "data/assumptions.yaml, 10행, 'value' 항목: 값 '3.0'\n"
        "    필요한 값: 한 번만 나오는 이름(9행에도 있다). 둘 중 하나를 지운다.",
    ),
    "missing language": (
        (ASSUMPTIONS, "        en: Shenzhen, China [@bi2020]\n", ""),
        "data/assumptions.yaml, line 46, field 'alternatives.source.en': found nothing\n"
        "    Expected text. Add the field.",
        "data/assumptions.yaml, 46행, 'alternatives.source.en' 항목: 값 없음\n    필요한 값: 글. 항목을 더한다.",
    ),
    "empty language": (
        (BREAKS, "  en: intensive campaign", "  en:"),
        "data/breaks.yaml, line 13, field 'en': found nothing\n    Expected text. Fill it in.",
        "data/breaks.yaml, 13행, 'en' 항목: 값 없음\n    필요한 값: 글. 값을 적는다.",
    ),
    "unknown citation key": (
        (ASSUMPTIONS, "[@bi2020]이다", "[@bi2021]이다"),
        "data/assumptions.yaml, line 17, field 'source.ko': found '@bi2021'\n"
        "    Expected a key of data/references.bib. The nearest is 'bi2020'.",
        "data/assumptions.yaml, 17행, 'source.ko' 항목: 값 '@bi2021'\n"
        "    필요한 값: data/references.bib에 있는 키. 가장 가까운 것은 'bi2020'이다.",
    ),
    "unknown table of a break": (
        (BREAKS, "table: covid_daily", "table: covid_dialy"),
        "data/breaks.yaml, line 17, field 'table': found 'covid_dialy'\n"
        "    Expected a table of the contract (datapackage.json). The nearest is 'covid_daily'.",
        "data/breaks.yaml, 17행, 'table' 항목: 값 'covid_dialy'\n"
        "    필요한 값: 계약(datapackage.json)에 있는 표. 가장 가까운 것은 'covid_daily'이다.",
    ),
    "a break that ends before it begins": (
        (BREAKS, "to: 2020-08-31", "to: 2020-05-31"),
        "data/breaks.yaml, line 7, field 'to': found '2020-05-31'\n"
        "    Expected a date not before from (2020-06-01). Put the dates in order.",
        "data/breaks.yaml, 7행, 'to' 항목: 값 '2020-05-31'\n"
        "    필요한 값: from(2020-06-01) 이후의 날짜. 날짜의 앞뒤를 바로잡는다.",
    ),
    "a baseline that reaches into the break": (
        (BREAKS, "to: 2020-05-31}", "to: 2020-06-30}"),
        "data/breaks.yaml, line 8, field 'baseline.to': found '2020-06-30'\n"
        "    Expected a date before from (2020-06-01). Put the dates in order.",
        "data/breaks.yaml, 8행, 'baseline.to' 항목: 값 '2020-06-30'\n"
        "    필요한 값: from(2020-06-01)보다 앞의 날짜. 날짜의 앞뒤를 바로잡는다.",
    ),
    "a count of a table that no edition has": (
        (CUT_OFFS, "table: rally_daily", "table: rally_daly"),
        "data/cut_offs.yaml, line 23, field 'counted.table': found 'rally_daly'\n"
        "    Expected a table of the contract (datapackage.json). The nearest is 'rally_daily'.",
        "data/cut_offs.yaml, 23행, 'counted.table' 항목: 값 'rally_daly'\n"
        "    필요한 값: 계약(datapackage.json)에 있는 표. 가장 가까운 것은 'rally_daily'이다.",
    ),
    "a count of which nothing says when it ends": (
        (CUT_OFFS, ", last_of: covid_daily}", "}"),
        "data/cut_offs.yaml, line 36, field 'against': found '{ko: 마지막으로 수록된 날, en: the last day printed}'\n"
        "    Expected one of table, day, figure, last_of. Name the table or figure that tells when it ends.",
        "data/cut_offs.yaml, 36행, 'against' 항목: 값 '{ko: 마지막으로 수록된 날, en: the last day printed}'\n"
        "    필요한 값: table, day, figure, last_of 가운데 하나. 어느 때까지 셌는지 알려 주는 표나 수치를 적는다.",
    ),
    "an identity without its relation": (
        (BONDS, "] = sum(", "] == sum("),
        "data/identities/bonds.yaml, line 4, field 'formula': found '\"[bonds.projects] == sum([bonds.projects.*])\"'\n"
        "    Expected a formula with exactly one of =, <=, >=. Write what is printed left of it, the recomputed right.",
        "data/identities/bonds.yaml, 4행, 'formula' 항목: 값 '\"[bonds.projects] == sum([bonds.projects.*])\"'\n"
        "    필요한 값: =, <=, >= 가운데 하나가 한 번 든 식. 보고서 수록값을 왼쪽에, 다시 계산한 값을 오른쪽에 쓴다.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS)
def test_each_fault_is_reported_once_in_english_and_in_korean(study, trap):
    slip, english, korean = TRAPS[trap]
    change(study, *slip)
    assert reported(study) == [english]
    assert reported(study, "ko") == [korean]


def test_all_faults_of_all_registers_come_in_one_go_sorted_by_line(study):
    for slip in (
        (BREAKS, "line: 224", "line: x"),
        (ASSUMPTIONS, "high: 28", "high: '28'"),
        (ASSUMPTIONS, "value: 4.3", "value: 43x"),
        (ASSUMPTIONS, "grade: A", "grade: a"),
        (BONDS, "formula:", "formla:"),
    ):
        change(study, *slip)
    places = [(one.file, one.line, one.column, one.value) for one in check_edition(study, EDITION)]
    assert places[:-1] == [
        ("data/assumptions.yaml", 9, "value", "43x"),
        ("data/assumptions.yaml", 196, "high", "'28'"),
        ("data/assumptions.yaml", 213, "grade", "a"),
        ("data/breaks.yaml", 25, "line", "x"),
    ]
    assert places[-1][:3] == ("data/identities/bonds.yaml", 4, "formla")


@pytest.mark.parametrize("value", ["true", "010", "12:30", ".inf", "1e5", "[4.3]", "", '"4.3"'])
def test_what_yaml_takes_for_something_else_is_no_number(study, value):
    change(study, ASSUMPTIONS, "value: 4.3", f"value: {value}")
    assert [(one.line, one.column, one.value) for one in register_faults(study, EDITION)] == [(9, "value", value)]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("- id: a.b\n\tko: 가\n", 2, "1"),
        ("- id: a.b\n  ko: 가: 나\n", 2, "8"),
        ('- id: a.b\n  ko: "가\n  en: a\n', 2, "7"),
        ("- id: a.b\n  ko: \x07가\n", 2, "7"),
        ("- id: a.b\n---\n- id: a.c\n", 2, "1"),
        ("- *nobody\n", 1, "3"),
    ],
)
def test_broken_text_is_one_fault_with_line_and_character(study, text, line, column):
    study.breaks.write_text(text, "utf-8")
    (fault,) = register_faults(study, EDITION)
    assert (fault.file, fault.line, fault.named, fault.column) == ("data/breaks.yaml", line, "character", column)


@pytest.mark.parametrize(
    ("content", "line", "expected"),
    [
        (b"id: a.b\n", 1, "a list of records that each begin with - id:"),
        (b"- a.b\n", 1, "a list of records that each begin with - id:"),
        ("- id: a.b\n  ko: 가\n".encode("cp949"), 2, "text in UTF-8"),
        (None, 0, "a file that every study has"),
    ],
)
def test_a_file_that_is_no_register_is_refused(study, content, line, expected):
    study.breaks.write_bytes(content) if content else study.breaks.unlink()
    (fault,) = register_faults(study, EDITION)
    assert (fault.file, fault.line, fault.expected.en) == ("data/breaks.yaml", line, expected)


def test_a_register_as_a_windows_editor_saves_it_or_with_more_quotes_is_the_same(study):
    before = read_assumptions(study.assumptions)
    change(study, ASSUMPTIONS, "  unit: days", '  "unit": "days"')
    study.assumptions.write_bytes(b"\xef\xbb\xbf" + study.assumptions.read_bytes().replace(b"\n", b"\r\n"))
    assert read_assumptions(study.assumptions) == before
    change(study, ASSUMPTIONS, "value: 4.3", "value: 43x")
    assert [fault.line for fault in register_faults(study, EDITION)] == [9]


def test_a_table_that_only_another_edition_brings_is_known(study):
    other = study.root / "data" / "raw" / "2020-10"
    other.mkdir()
    contract = (study.raw(EDITION) / "datapackage.json").read_text("utf-8")
    (other / "datapackage.json").write_text(contract.replace('"covid_daily"', '"covid_weekly"'), "utf-8")
    change(study, BREAKS, "table: covid_daily", "table: covid_weekly")
    assert register_faults(study, EDITION) == []


def test_two_identities_of_one_id_are_reported_even_where_loops_make_them(study):
    path = study.identities / "made_up.yaml"
    one = '- {id: a.<n>, for: {n: [x, y]}, ko: 가, en: a, formula: "[bonds.projects] = [bonds.projects]"}\n'
    path.write_text(one + one.replace("a.<n>", "a.y").replace("for: {n: [x, y]}, ", ""), "utf-8")
    assert reported(study) == [
        "data/identities/made_up.yaml, line 2, field 'id': found 'a.y'\n"
        "    Expected an id that stands once (it also stands in data/identities/made_up.yaml, line 1). Remove one of "
        "the two records or give it another id."
    ]


def test_a_name_that_no_loop_has_is_reported(study):
    record = "- {id: a.<n>, ko: 가, en: a, formula: '[bonds.projects] = [bonds.projects]'}\n"
    (study.identities / "made_up.yaml").write_text(record, "utf-8")
    assert [(one.column, one.expected.en) for one in register_faults(study, EDITION)] == [
        ("id", "only names of `for` in < >")
    ]


def test_what_a_loop_writes_into_a_formula_is_a_name_and_no_relation(study):
    record = "- {id: a.b, for: {n: [x, 'y = z']}, ko: 가, en: a, formula: '[bonds.<n>] = [bonds.<n>]'}\n"
    (study.identities / "made_up.yaml").write_text(record, "utf-8")
    assert [(one.column, one.value, one.expected.en) for one in register_faults(study, EDITION)] == [
        ("for.n", "'y = z'", "the name of a key or a column")
    ]


def test_a_broken_file_of_references_is_reported(study):
    study.references.write_text("@book{a, title = {T}}", "utf-8")
    (fault,) = register_faults(study, EDITION)
    assert (fault.file, fault.value) == ("data/references.bib", "references.bib: a has no author")


def test_reading_raises_what_checking_tells(study):
    change(study, BONDS, "formula:", "formla:")
    contract = read_contract(study.raw(EDITION))
    with pytest.raises(BadRegisterError) as raised:
        read_identities(study.identities, contract)
    assert raised.value.faults == register_faults(study, EDITION)
    assert str(raised.value) == reported(study)[0]


def test_the_loader_of_python_tells_the_same_lines_as_that_of_c(study, monkeypatch):
    for slip in ((ASSUMPTIONS, "value: 4.3", "value: 43x"), (ASSUMPTIONS, "grade: B", "grade: ''")):
        change(study, *slip)
    study.breaks.write_text('- id: a.b\n  ko: "가\n', "utf-8")
    found = reported(study)
    monkeypatch.setattr(registers, "LOADER", yaml.SafeLoader)
    assert reported(study) == found
    assert len(found) == 3


def test_a_plain_reading_refuses_a_name_that_stands_twice(tmp_path):
    (tmp_path / "a.yaml").write_text("- {a: 1, b: 2, a: 3}\n", "utf-8")
    with pytest.raises(BadRegisterError, match="field 'a': found '3'"):
        read_plain(tmp_path / "a.yaml")


def test_every_unit_that_a_register_may_state_has_a_name_in_both_languages():
    assert (set(UNITS), set(PER)) == (set(named.UNITS), set(named.PER))
