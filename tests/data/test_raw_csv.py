"""Tables as people and spreadsheets keep them, and what a spreadsheet would run."""

import json

import pytest
from copies import EDITION, frozen
from tiny_study import make_study

from analysis.data.cell_guard import bare, guarded
from analysis.data.check import check_edition
from analysis.data.contract import CONTRACT_FILE, read_contract
from analysis.data.editions import Study
from analysis.data.faults import BadFileError
from analysis.data.json_files import lines_of
from analysis.data.process import process_edition
from analysis.data.raw_csv import read_rows

SAVED = {
    "with a mark": lambda data: b"\xef\xbb\xbf" + data,
    "with blanks": lambda data: data.replace(b",", b" , "),
    "with tabs": lambda data: data.replace(b",", b"\t"),
    "with semicolons": lambda data: data.replace(b",", b";"),
    "with carriage returns": lambda data: data.replace(b"\n", b"\r\n"),
    "as CSV UTF-8 of a spreadsheet": lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n").replace(b",", b";"),
}


@pytest.mark.parametrize("save", SAVED.values(), ids=SAVED)
def test_a_table_says_the_same_saved(tmp_path, save):
    study = Study(make_study(tmp_path))
    before = (process_edition(study, EDITION) / "output_monthly.csv").read_bytes()
    table = study.raw(EDITION) / "output_monthly.csv"
    table.write_bytes(save(table.read_bytes()))
    assert check_edition(study, EDITION) == []
    assert (process_edition(study, EDITION) / "output_monthly.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"month,line\n1,2,3\n", 2),
        (b"month,line\n\n1\n", 3),
        (b"a,b\n1,2\n", 1),
        (b"", 1),
        (b"month,line\n\xff,1\n", 2),
    ],
)
def test_a_table_that_is_none_is_a_fault_by_line(tmp_path, data, line):
    (tmp_path / "t.csv").write_bytes(data)
    with pytest.raises(BadFileError) as caught:
        read_rows(tmp_path / "t.csv", ["month", "line"])
    assert [fault.line for fault in caught.value.faults] == [line]


def changed(package, *place, to):
    *outer, last = place
    holder = package
    for one in outer:
        holder = holder[one]
    if to is None:
        del holder[last]
    else:
        holder[last] = to


COLUMN = ("resources", 0, "schema", "fields", 1)


@pytest.mark.parametrize(
    ("place", "to"),
    [
        (("resources",), {}), (("resources", 0), 7), (("resources", 0, "path"), "../../etc/passwd"),
        (("resources", 0, "path"), None), (("resources", 0, "schema", "fields"), []), ((*COLUMN, "name"), "month"),
        ((*COLUMN, "type"), "integers"), ((*COLUMN, "unit"), ["cases"]), ((*COLUMN, "constraints", "minimum"), True),
        (("resources", 0, "schema", "primaryKey"), "day"), (("resources", 0, "title"), None),
        (("resources", 0, "as_of"), "soon"), (("resources", 0, "synonyms"), "one"),
    ],
)  # fmt: skip
def test_a_contract_out_of_form_is_a_fault_by_line(tmp_path, place, to):
    raw = Study(make_study(tmp_path)).raw(EDITION)
    package = json.loads((raw / CONTRACT_FILE).read_text("utf-8"))
    changed(package, *place, to=to)
    (raw / CONTRACT_FILE).write_text(json.dumps(package, indent=1), "utf-8")
    faults = check_edition(Study(tmp_path), EDITION)
    assert faults
    assert all(fault.file == CONTRACT_FILE and fault.line for fault in faults)


def test_the_contract_of_the_study_is_in_form():
    assert read_contract(Study(frozen()).raw(EDITION)).tables


def test_every_value_of_json_has_its_line():
    text = '{"a": [1,\n {"b": "x\\"{"}],\n\n"c": null}'
    assert lines_of(text) == {(): 1, ("a",): 1, ("a", 0): 1, ("a", 1): 2, ("a", 1, "b"): 2, ("c",): 4}


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2+3", "@sum", "\tx", "\rx", "'=1", "''@x", "=HYPERLINK(1)"])
def test_a_cell_that_would_run_does_not_and_is_read_back(text):
    assert guarded(text) == f"'{text}"
    assert bare(guarded(text)) == text


@pytest.mark.parametrize("text", ["", "-", "-5", "+1,234.5", "-0.5%", "-1e-05", "a=b", "'20.8월", "약 3", "△3"])
def test_a_cell_that_would_not_run_is_left_alone(text):
    assert (guarded(text), bare(text)) == (text, text)
