"""`study read`, from a report to an edition that check and run take, as a person at the office meets it."""

import csv
import io
import json

import pytest
from made_report import NEXT, REPORT, made_study
from typer.testing import CliRunner

from analysis.cli import app
from analysis.data.reading import messages

NEW = (
    REPORT.replace("1,234명", "2,345명")
    .replace("추가 확보 : 25개소", "더 확보 : 26개소")
    .replace("합 계\t300\t40", "합 계\t350\t46")
    .replace("서 부\t100", "남 부\t50\t6\t7\t8\n서 부\t100")
    .replace("- 자원봉사자 모집 : 7회\n", "")
    .replace("(3.18) 31명", "(4.1) 31명")
    .replace("(3.19) 45명", "(4.2) 45명")
    .replace("(3.20) 28명", "(4.3) 28명")
)
DECISIONS = "figure,value,by\ncovid.sites,ok,담당\nbeds.(남부),south,담당\n"
TIMES = "beds@as_of,2021-04-02,담당\ncovid.left@as_of,2021-03-31,담당\n"


@pytest.fixture
def office(tmp_path):
    """A study of one edition, its report and the next one."""
    made_study(tmp_path)
    (tmp_path / "new.txt").write_text(NEW, "utf-8")
    return tmp_path


def study(office, *arguments, lang="en"):
    return CliRunner().invoke(app, [*map(str, arguments), "--root", str(office), "--lang", lang])


def read(office, *options, report="new.txt"):
    return study(office, "read", office / report, "--edition", NEXT, "--like", office / "old.txt", *options)


def confirm(office, decisions=DECISIONS):
    (office / "data" / "drafts" / NEXT / "decisions.csv").write_text(decisions, "utf-8")
    return study(office, "read", "--confirm", NEXT)


def rows(path):
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))


def content(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_report_becomes_a_draft_and_nothing_else(office):
    result = read(office)
    assert result.exit_code == 0, result.output
    assert "1 alike, 7 new, 4 gone" in result.output
    assert "decide 2 places" in result.output
    assert not (office / "data" / "raw" / NEXT).exists()
    reading = {row["figure"]: row for row in rows(office / "data" / "drafts" / NEXT / "reading.csv")}
    line = NEW.split("\n").index(" - 최근 환자는 늘고 있음") - 1
    assert reading["covid.confirmed"] == {
        "figure": "covid.confirmed", "printed": "2,345", "line": str(line), "column": "22", "old_printed": "1,234",
        "old_line": "5", "how": "same",
    }  # fmt: skip
    assert (reading["covid.calls"]["how"], reading["covid.calls"]["printed"]) == ("gone", "")


def test_a_confirmed_draft_is_an_edition_that_keeps_its_contract_with_who_decided_beside_it(office):
    read(office)
    result = confirm(office)
    assert result.exit_code == 0, result.output
    raw = office / "data" / "raw" / NEXT
    beds = {row["region"]: row["general"] for row in rows(raw / "beds.csv")}
    assert beds == {"total": "350", "east": "200", "south": "50", "west": "100"}
    assert [row["date"] for row in rows(raw / "daily.csv")] == ["2021-04-01", "2021-04-02", "2021-04-03"]
    statements = {row["figure"]: row for row in rows(raw / "statements.csv")}
    assert statements["covid.sites"]["printed"] == "26"
    assert statements["budget.sources.listed"]["printed"] == "국고 / 교부세(보통, 특별) / 지방채 등"
    assert "covid.calls" not in statements
    assert statements["covid.confirmed"]["as_of"] == NEXT
    assert rows(raw / "reading" / "decisions.csv")[0] == {
        "figure": "covid.sites",
        "value": "ok",
        "by": "담당",
        "note": "",
    }
    checked = study(office, "check", NEXT)
    assert checked.exit_code == 0, checked.output
    assert "0 in conflict" in checked.output


def test_a_person_may_say_for_when_a_table_or_a_statement_holds(office):
    read(office)
    assert confirm(office, DECISIONS + TIMES).exit_code == 0
    raw = office / "data" / "raw" / NEXT
    package = json.loads((raw / "datapackage.json").read_text("utf-8"))
    assert {one["name"]: one["as_of"] for one in package["resources"]}["beds"] == "2021-04-02"
    assert {row["figure"]: row["as_of"] for row in rows(raw / "statements.csv")}["covid.left"] == "2021-03-31"


def test_the_same_again_is_the_same_to_the_byte(office):
    read(office)
    draft = content(office / "data" / "drafts")
    confirm(office)
    edition = content(office / "data" / "raw" / NEXT)
    read(office)
    assert {
        path: data for path, data in content(office / "data" / "drafts").items() if path.name != "decisions.csv"
    } == draft
    assert "as it was" in confirm(office).output
    assert content(office / "data" / "raw" / NEXT) == edition


NO_FIGURE = "figure,value\ncovid.nothing,ok\n"
REFUSED = {
    "something undecided": ("figure,value\ncovid.sites,ok\n", "beds.(남부)"),
    "no such figure": (NO_FIGURE, "decisions.csv, line 2, column 'figure': found 'covid.nothing'"),
    "no number": (DECISIONS.replace("covid.sites,ok", "covid.sites,many"), "line 2, column 'value': found 'many'"),
    "no key": (DECISIONS.replace("south", "남부"), "line 3, column 'value': found '남부'"),
    "the key of another row": (DECISIONS.replace("south", "east"), "line 3, column 'value': found 'east'"),
    "no time": (f"{DECISIONS}beds@as_of,soon,\n", "line 4, column 'value': found 'soon'"),
    "one figure twice": (f"{DECISIONS}covid.sites,27,\n", "line 4, column 'figure': found 'covid.sites'"),
    "what is gone said to be right": (f"{DECISIONS}covid.calls,ok,\n", "line 4, column 'value': found 'ok'"),
    "other columns": ("수치,값\ncovid.sites,ok\n", "line 1"),
    "what breaks the contract": (f"{DECISIONS}beds.west.general,-5,\n", "beds.csv"),
}


@pytest.mark.parametrize(("decisions", "told"), REFUSED.values(), ids=REFUSED)
def test_decisions_that_cannot_be_taken_change_nothing(office, decisions, told):
    read(office)
    result = confirm(office, decisions)
    assert result.exit_code == 1
    assert told in result.output
    assert sorted(path.name for path in (office / "data" / "raw").iterdir()) == ["2021-03"]


@pytest.mark.parametrize("name", ["beds.csv", "reading.csv", "datapackage.json"])
def test_a_draft_edited_by_hand_is_not_taken(office, name):
    read(office)
    path = office / "data" / "drafts" / NEXT / name
    path.write_text(path.read_text("utf-8").replace("350", "999").replace("2021-04", "2021-05", 1), "utf-8")
    result = confirm(office)
    assert (result.exit_code, name in result.output) == (1, True)


def test_an_edition_that_was_not_read_is_not_replaced(office):
    read(office)
    (office / "data" / "raw" / NEXT).mkdir()
    (office / "data" / "raw" / NEXT / "datapackage.json").write_text('{"resources": []}', "utf-8")
    result = confirm(office)
    assert result.exit_code == 1
    assert messages.NOT_FROM_READING.en.format(NEXT) in result.output


CALLS = {
    "no old report": (["read", "new.txt", "--edition", NEXT], messages.HOW_CALLED.en),
    "no draft": (["read", "--confirm", NEXT], messages.NO_DRAFT.en.format(NEXT)),
    "no file": (["read", "none.txt", "--edition", NEXT, "--like", "old.txt"], "none.txt"),
    "no month": (["read", "new.txt", "--edition", "next", "--like", "old.txt"], "next"),
    "nothing older": (
        ["read", "new.txt", "--edition", "2021-01", "--like", "old.txt"],
        "There is no edition before 2021-01",
    ),
    "another old report": (
        ["read", "new.txt", "--edition", NEXT, "--like", "other.txt"],
        "is not the report of 2021-03",
    ),
}


@pytest.mark.parametrize(("arguments", "told"), CALLS.values(), ids=CALLS)
def test_a_call_that_cannot_be_done_says_why(office, arguments, told, monkeypatch):
    monkeypatch.chdir(office)
    (office / "other.txt").write_text("다른 보고서\n" * 40, "utf-8")
    result = study(office, *arguments)
    assert (result.exit_code, told in result.output) == (2, True), result.output


def test_the_page_shows_both_lines_escaped_and_asks_nothing_of_the_network(office):
    hostile = NEW.replace("더 확보 : 26", "<script>alert(1)</script> 더 확보 : 26").replace("국고, ", "국고, 시비, ")
    (office / "hostile.txt").write_text(hostile, "utf-8")
    read(office, report="hostile.txt")
    page = (office / "data" / "drafts" / NEXT / "review.html").read_text("utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 더 확보 : <mark>26</mark>" in page
    assert "<mark>25</mark>개소" in page
    for listed in ("국고, 교부세(보통, 특별), 지방채 등", "국고, 시비, 교부세(보통, 특별), 지방채 등"):
        assert f"<mark>{listed}</mark>" in page
    assert page.count("<script>") == 1
    assert "http" not in page.replace("http-equiv", "")
