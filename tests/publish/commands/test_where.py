"""`study where` prints what shows a number."""

import json

import pytest
from typer.testing import CliRunner

from analysis.cli import app

RUN = CliRunner()
RESULT = {"value": 153.2, "low": None, "high": None, "unit": "cases", "method": "", "notebook": "03_admin_appeals"}
NO_REPORTS = {
    "ko": "2020-09판 보고서가 아직 없어 결과와 주장은 찾지 못했다. 먼저 실행한다: study run 2020-09\n",
    "en": "There are no reports of 2020-09 yet, so results and claims were not searched; "
    "first run: study run 2020-09\n",
}


def where(study, number, lang, *more):
    return RUN.invoke(app, ["where", number, "--root", str(study.root), "--lang", lang, *more])


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_figure_is_found_with_its_line_and_it_is_said_that_nothing_was_run(study, lang):
    ended = where(study, "205.7", lang, "--edition", "2020-09")
    assert (ended.exit_code, ended.stderr) == (0, NO_REPORTS[lang])
    assert ended.stdout == {
        "ko": "수록값 appeals_periods.during.mean (행정심판 736줄, 표 appeals_periods): "
              "기간별 월평균 처리건수, 6~8월 집중처리 기간, 월평균 처리건수: 205.7\n",
        "en": "figure appeals_periods.during.mean (Administrative appeals, line 736, table appeals_periods): "
              "Appeals decided a month, by period, June–August, the campaign, Mean decisions a month: 205.7\n",
    }[lang]  # fmt: skip


def test_the_newest_run_is_searched_and_a_long_list_is_cut(study):
    made = study.reports("2020-09")
    made.mkdir(parents=True)
    results = {f"many.{n:02}": RESULT for n in range(23)}
    (made / "results.json").write_text(json.dumps({"results": results}), "utf-8")
    ended = where(study, "153.2", "en")
    lines = ended.stdout.splitlines()
    assert "result many.00 (notebook 03_admin_appeals): 153 cases" in lines
    assert lines[-1] == "  and 3 more (result)"


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_number_that_stands_nowhere_is_a_slip_of_the_call(study, lang):
    ended = where(study, "205.9", lang)
    assert ended.exit_code == 2
    assert (
        ended.stderr.removeprefix(NO_REPORTS[lang])
        == {
            "ko": "205.9: 이 수가 있는 곳이 없다. 가장 가까운 수: 205.7 (appeals_periods.during.mean)\n",
            "en": "205.9 stands nowhere; the nearest is 205.7 (appeals_periods.during.mean).\n",
        }[lang]
    )
