"""A file that breaks its contract is refused with file, line, column, value and what was expected."""

import pytest

from analysis.data.check import check_edition
from analysis.data.editions import Study

EDITION = "2020-09"
HIGHEST = '"maximum": {}\n      }}\n     }},\n     {{\n      "name": "highest"'


def change(study: Study, file: str, old: str, new: str) -> None:
    path = study.raw(EDITION) / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} should stand once in {file}"
    path.write_text(text.replace(old, new), "utf-8", newline="")


def reported(study: Study, lang="en") -> list[str]:
    return [fault.text(lang) for fault in check_edition(study, EDITION)]


def test_the_edition_as_committed_keeps_its_contract(study):
    assert reported(study) == []


def test_a_letter_in_a_number_is_named_with_its_line_column_and_value(study):
    change(study, "appeals_monthly.csv", "2020-06,210", "2020-06,21O")
    assert reported(study) == [
        "appeals_monthly.csv, line 7, column 'decisions': found '21O'\n"
        "    Expected a whole number, at least 0, in cases. Hold it against the printed report and mend it."
    ]


def test_the_same_fault_is_reported_in_korean(study):
    change(study, "appeals_monthly.csv", "2020-06,210", "2020-06,21O")
    assert reported(study, "ko") == [
        "appeals_monthly.csv, 7행, 'decisions' 열: 값 '21O'\n"
        "    필요한 값: 정수, 0 이상, 단위 cases. 인쇄된 보고서와 대조하여 고친다."
    ]


def test_a_rate_above_one_hundred_percent_is_out_of_range(study):
    change(study, "hospital_beds.csv", "75.1", "751")
    (fault,) = check_edition(study, EDITION)
    assert (fault.file, fault.line, fault.column, fault.value) == ("hospital_beds.csv", 2, "general_rate", "751")
    assert "at most 100" in fault.expected.en


def test_a_region_that_the_contract_does_not_know_is_refused(study):
    change(study, "hospital_beds.csv", "incheon", "inchon")
    (fault,) = check_edition(study, EDITION)
    assert (fault.column, fault.value) == ("region", "inchon")
    assert "one of total, seoul, incheon, gyeonggi" in fault.expected.en


def test_a_month_that_stands_twice_is_refused_at_its_second_line(study):
    change(study, "appeals_monthly.csv", "2020-02", "2020-01")
    (fault,) = check_edition(study, EDITION)
    assert (fault.line, fault.column) == (3, "month")


def test_a_changed_header_is_refused_at_line_one(study):
    change(study, "appeals_monthly.csv", "decisions", "decided")
    assert {fault.line for fault in check_edition(study, EDITION)} == {1}


def test_broken_bytes_are_named_by_line(study):
    path = study.raw(EDITION) / "appeals_monthly.csv"
    path.write_bytes(path.read_bytes() + "2020-09,건".encode("cp949"))
    (fault,) = check_edition(study, EDITION)
    assert (fault.line, fault.expected.en) == (10, "text in UTF-8")


def test_a_table_that_is_not_there_is_named(study):
    (study.raw(EDITION) / "appeals_monthly.csv").unlink()
    (fault,) = check_edition(study, EDITION)
    assert (fault.file, fault.expected.en) == ("appeals_monthly.csv", "the file that the contract names")


def test_a_table_of_a_header_alone_is_refused_with_both_readings(study):
    path = study.raw(EDITION) / "appeals_monthly.csv"
    path.write_text(path.read_text("utf-8").splitlines(keepends=True)[0], "utf-8")
    (fault,) = check_edition(study, EDITION)
    assert (fault.file, fault.line) == ("appeals_monthly.csv", 1)
    assert "rows that were lost; where this month brings none" in fault.advice.en


def test_what_a_system_hides_beside_the_files_is_no_table_and_makes_no_edition(study):
    (study.raw(EDITION) / "._bonds.csv").write_bytes(b"\0\5\x16\7")
    (study.identities / "._bonds.yaml").write_bytes(b"\0\5\x16\7")
    (study.root / "data/raw/2020-10").mkdir()
    (study.root / "data/raw/2020-10/.DS_Store").touch()
    assert (reported(study), study.newest()) == ([], EDITION)


def test_a_file_that_no_contract_names_is_pointed_out(study):
    (study.raw(EDITION) / "extra.csv").write_text("a\n1\n", "utf-8")
    (fault,) = check_edition(study, EDITION)
    assert fault.file == "extra.csv"


@pytest.mark.parametrize(
    ("old", "new", "place", "expected"),
    [
        ('"shape": "list",\n    "key": "period",', '"shape": "list",', "reading", "has to be there: key"),
        ('"cells": "{decisions}건"', '"cells": "{decided}건"', "reading.cells", "a column of this"),
        ('_zero": [\n       "general_owned"', '_zero": [\n       "owned"', "blank_where_zero.0", "a column of this"),
        (HIGHEST.format(400), HIGHEST.format('"2020-01"'), "constraints.maximum", "a number"),
        (r'"pattern": "\\d{1,2}\\.', r'"form": "\\d{1,2}\\.', "constraints.form", "one of required, minimum"),
    ],
)
def test_a_part_of_a_contract_that_means_nothing_is_named_by_line(study, old, new, place, expected):
    change(study, "datapackage.json", old, new)
    (fault,) = check_edition(study, EDITION)
    assert fault.line
    assert fault.column.endswith(place)
    assert expected in fault.expected.en


def test_a_part_of_a_contract_that_nothing_here_uses_is_refused_too_where_it_is_of_the_wrong_form(study):
    contract = study.raw(EDITION) / "datapackage.json"
    contract.write_text(contract.read_text("utf-8").replace('"format": "csv"', '"format": []', 1), "utf-8")
    (fault,) = check_edition(study, EDITION)
    assert fault.file == "datapackage.json"


def test_a_contract_that_is_no_json_is_refused_with_its_line(study):
    path = study.raw(EDITION) / "datapackage.json"
    path.write_text(path.read_text("utf-8").replace('"resources": [', '"resources": [,', 1), "utf-8")
    (fault,) = check_edition(study, EDITION)
    assert fault.file == "datapackage.json"
    assert fault.line > 1


@pytest.mark.parametrize("token", ["3조 6,1x4", "조"])
def test_a_statement_that_is_no_number_in_its_unit_is_refused(study, token):
    change(study, "statements.csv", '"3조 6,164"', f'"{token}"')
    (fault,) = check_edition(study, EDITION)
    assert (fault.file, fault.column, fault.value) == ("statements.csv", "printed", token)


def test_all_faults_of_a_file_come_in_one_go_sorted_by_line(study):
    change(study, "appeals_monthly.csv", "2020-07,220", "2020-07,x")
    change(study, "appeals_monthly.csv", "2020-02,133", "2020-02,y")
    assert [fault.line for fault in check_edition(study, EDITION)] == [3, 8]
