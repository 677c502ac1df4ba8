"""Where a number stands, from a cell: figures, and the results and claims of the newest run."""

import json

import pytest
from copies import copy_frozen

from analysis.data.edition import open_edition
from analysis.data.editions import Study
from analysis.data.process import process_edition
from analysis.present.misuse import MisuseError, read_in
from analysis.present.opening import report_of

EDITION = "2020-09"
RESULT = {"value": 0.6363, "low": 0.55, "high": 205.68, "unit": "fraction", "method": "", "notebook": "04_litigation"}
CLAIM = {"kind": "fact", "holds": True, "headline": True, "notebook": "03_admin_appeals",
         "ko": "월 205.7건을 처리.", "en": "1,234 cases, −17.0%."}  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    study = Study(copy_frozen(tmp_path_factory.mktemp("where")))
    process_edition(study, EDITION)
    made = study.reports(EDITION)
    made.mkdir(parents=True)
    for kind, record in (("results", {"litigation.rate": RESULT}), ("claims", {"appeals.mean": CLAIM})):
        (made / f"{kind}.json").write_text(json.dumps({"edition": EDITION, kind: record}), "utf-8")
    return study.root


@pytest.fixture(params=["ko", "en"])
def report(request, root):
    read_in(request.param)
    return report_of(open_edition(EDITION, root), request.param)


def found(report, number):
    frame = report.where(number)
    return list(zip(frame.iloc[:, 1], frame.iloc[:, 3], strict=True))


def test_a_number_is_found_with_line_table_and_notebook(report):
    places = {
        "ko": ["행정심판 736줄, 표 appeals_periods", "노트북 04_litigation", "노트북 03_admin_appeals"],
        "en": ["Administrative appeals, line 736, table appeals_periods", "notebook 04_litigation",
               "notebook 03_admin_appeals"],
    }[report.lang]  # fmt: skip
    assert found(report, 205.7) == list(
        zip(["appeals_periods.during.mean", "litigation.rate", "appeals.mean"], places, strict=True)
    )


@pytest.mark.parametrize(("number", "name"), [
    ("63.6%", "litigation.rate"), ("0.636", "litigation.rate"), ("1,234", "appeals.mean"), ("−17", "appeals.mean"),
])  # fmt: skip
def test_a_number_is_found_as_people_type_it(report, number, name):
    assert name in [one for one, _ in found(report, number)]


def test_a_part_of_another_number_is_not_it(report):
    assert "appeals.mean" not in [one for number in (23, 7, 34) for one, _ in found(report, number)]


def test_a_number_that_stands_nowhere_is_told_with_the_nearest(report):
    with pytest.raises(MisuseError) as told:
        report.where(205.9)
    assert (
        str(told.value)
        == {
            "ko": "205.9: 이 수가 있는 곳이 없다. 가장 가까운 수: 205.7 (appeals_periods.during.mean)",
            "en": "205.9 stands nowhere; the nearest is 205.7 (appeals_periods.during.mean).",
        }[report.lang]
    )


def test_what_is_no_number_is_told(report):
    with pytest.raises(MisuseError) as told:
        report.where("many")
    assert str(told.value) == {
        "ko": "'many': 숫자가 아니다. 보고서에 나온 대로 쓴다.",
        "en": "'many' is no number; write one as printed.",
    }[report.lang]  # fmt: skip
