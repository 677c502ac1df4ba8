"""A month is started with empty tables, which come back filled."""

import csv
import io
import json

import pytest

from analysis.data.intake.offers import read_offers
from analysis.data.intake.originals import safe_name
from analysis.data.intake.take import take_in
from analysis.data.intake.template import EditionExistsError, new_edition, sheet_bytes, worded
from analysis.data.vintages import read_delivery

SEPTEMBER, OCTOBER = "2020-09", "2020-10"


def filled(path, table, rows, vocabulary):
    """A template with September's values under its Korean headings, categories by their Korean names."""
    columns = [column for column in table.fields if column.role != "line"]
    sheet = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    header = next(at for at, row in enumerate(sheet) if len(row) == len(columns) and row[0] == columns[0].title.ko)
    body = [[_cell(column, row[column.name], vocabulary) for column in columns] for row in rows]
    return sheet_bytes([*sheet[: header + 1], *body, sheet[-1]])


def _cell(column, value, vocabulary):
    plain = column.role in {"figure", "as_of"} or column.type in {"date", "yearmonth"}
    return value if plain or not value else worded(column, value, vocabulary)


def test_every_template_filled_with_the_values_of_september_brings_them_back(desk):
    study = desk.study
    folder = new_edition(study, OCTOBER)
    offers, before = read_offers(study), read_delivery(study, SEPTEMBER)
    for name, offer in offers.tables.items():
        path = folder / safe_name(f"{offer.table.title.ko}.csv")
        content = filled(path, offer.table, before.rows[name], offers.vocabulary)
        (record,) = take_in(study, OCTOBER, desk.file(path.name, content)).records
        assert record.table == name
    after = read_delivery(study, OCTOBER)
    assert list(after.contract.tables) == list(before.contract.tables)
    printed = {one: (figure.printed, figure.unit, figure.value) for one, figure in before.figures.items()}
    assert {one: (figure.printed, figure.unit, figure.value) for one, figure in after.figures.items()} == printed


def test_a_started_month_is_no_edition_until_a_table_is_taken_in(desk, months):
    new_edition(desk.study, OCTOBER)
    assert desk.study.editions() == [SEPTEMBER]
    desk.take(months("연월,처리 건수", "2020-09,190"))
    assert desk.study.editions() == [SEPTEMBER, OCTOBER]


def test_a_template_has_korean_headings_with_units_and_a_row_for_each_category(desk):
    folder = new_edition(desk.study, OCTOBER)
    data = (folder / "부서별 정원과 현원.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf"), "a spreadsheet tells UTF-8 by its mark"
    title, as_of, header, total, *_, note = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert title == ["부서별 정원과 현원"]
    assert as_of == ["기준일", ""]
    assert header == ["부서", "정원(자리)", "현원(명)", "여성(명)"]
    assert total == ["합계", "", "", ""]
    assert note[0].startswith("※")


def test_the_figures_of_running_text_are_listed_by_name_and_a_blank_one_is_not_printed(desk):
    folder = new_edition(desk.study, OCTOBER)
    path = folder / "본문 수치.csv"
    text = path.read_text("utf-8-sig")
    assert "organisation.offices,,,개,,일반 현황,실,Office" in text
    filled_in = text.replace("organisation.offices,,", "organisation.offices,1,")
    record = desk.take(desk.file("본문 수치.csv", filled_in.encode("utf-8-sig")))
    assert record.rows == 1
    assert {row["why"] for row in record.dropped_rows} == {"empty", "note"}


def test_an_empty_template_is_refused_as_empty(desk):
    folder = new_edition(desk.study, OCTOBER)
    assert desk.codes(folder / "병상 현황.csv") == [("E103", 0)]


def test_the_contract_lies_beside_the_templates(desk):
    folder = new_edition(desk.study, OCTOBER)
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert package["edition"] == OCTOBER
    assert len(package["resources"]) == len(list(folder.glob("*.csv")))


@pytest.mark.parametrize("month", [SEPTEMBER, OCTOBER])
def test_a_month_is_started_once(desk, month):
    if month == OCTOBER:
        new_edition(desk.study, month)
    before = desk.everything()
    with pytest.raises(EditionExistsError):
        new_edition(desk.study, month)
    assert desk.everything() == before
