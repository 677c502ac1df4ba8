"""`study add` and `study new` as a person at the office meets them."""

import json

import pytest
from tiny_study import make_study
from typer.testing import CliRunner

from analysis.cli import app


@pytest.fixture
def office(tmp_path):
    """A study of one table, and a folder with a good file and a bad one."""
    make_study(tmp_path / "study")
    (tmp_path / "good.csv").write_text("월,처리\n2020-08,210\n2020-09,190\n", "utf-8")
    (tmp_path / "bad.csv").write_bytes("월,처리\n2020-08,210\n2020-09,많음\n2020-12,1\n".encode("cp949"))
    return tmp_path


def study(office, *arguments, lang="en"):
    given = [str(one) for one in arguments]
    return CliRunner().invoke(app, [*given, "--root", str(office / "study"), "--lang", lang])


def test_a_file_is_taken_in_and_all_that_was_done_is_reported(office):
    result = study(office, "add", office / "good.csv", "--edition", "2020-10")
    assert result.exit_code == 0, result.output
    assert result.stdout == (
        "✓ good.csv → 2020-10, output_monthly (Decisions by month)\n"
        "    encoding UTF-8, header in line 1\n"
        "    columns: A 월 → month, B 처리 → decisions\n"
        "    rows: 2, 2020-08 to 2020-09, line counts the lines of the file\n"
        "    original: originals/good.csv\n"
        "Next: study check 2020-10, then study run 2020-10\n"
    )
    assert study(office, "check", "2020-10").exit_code == 0


def test_the_same_is_reported_in_korean(office):
    result = study(office, "add", office / "good.csv", "--edition", "2020-10", lang="ko")
    assert result.stdout == (
        "✓ good.csv → 2020-10판 output_monthly(월별 처리)\n"
        "    글자 UTF-8, 머리행 1행\n"
        "    열: A 월 → month, B 처리 → decisions\n"
        "    행 2개, 2020-08부터 2020-09까지, line은 받은 파일의 행 번호\n"
        "    원본: originals/good.csv\n"
        "다음: study check 2020-10, 그리고 study run 2020-10\n"
    )


def test_a_refused_file_ends_with_1_and_every_fault_and_the_good_one_is_taken_all_the_same(office):
    result = study(office, "add", office / "bad.csv", office / "good.csv", "--edition", "2020-10")
    assert result.exit_code == 1
    assert result.stderr == (
        "✗ bad.csv: refused, nothing was changed. Faults: 2 (E120 not a number: 1, E135 a future date: 1):\n"
        "E120 bad.csv, line 3, column 'B 처리': found '많음'\n"
        "    Expected a whole number, at least 0, in cases. Mend that cell in the file.\n"
        "E135 bad.csv, line 4, column 'A 월': found '2020-12'\n"
        "    Expected a day up to 2020-10. Mend the date, writing its year where it has none, or see whether --edition "
        "is right. If it is right as it stands, add --accept E135:REASON.\n"
    )
    log = json.loads((office / "study/data/raw/2020-10/taken.json").read_text("utf-8"))
    assert [record["file"] for record in log["files"]] == ["good.csv"]


def test_an_oddity_is_let_through_with_its_reason_and_reported(office):
    (office / "late.csv").write_text("월,처리\n2020-12,1\n", "utf-8")
    accept = ("--accept", "E135:연말 계획", "--accept", "E114:없음")
    result = study(office, "add", office / "late.csv", "--edition", "2020-10", *accept, lang="ko")
    assert result.exit_code == 0, result.output
    assert "    받아들임 E135(앞날의 값) 1건: 연말 계획\n" in result.stdout
    assert result.stderr == "--accept E114: 그런 점이 없어 쓰지 않았다.\n"


def test_many_faults_of_a_kind_are_counted_after_the_first_twenty(office):
    (office / "many.csv").write_text("월,처리\n" + "2020-08,x\n" * 30, "utf-8")
    result = study(office, "add", office / "many.csv", "--edition", "2020-10")
    assert result.stderr.count("E120 many.csv") == 20
    assert "… 10 more of E120 B 처리" in result.stderr


def test_a_table_that_can_not_be_recognised_ends_with_2_and_the_candidates(office):
    package = office / "study/data/raw/2020-09/datapackage.json"
    contract = json.loads(package.read_text("utf-8"))
    twin = {**contract["resources"][0], "name": "other", "path": "other.csv", "title": "다른 표", "title_en": "Another"}
    package.write_text(json.dumps({**contract, "resources": [contract["resources"][0], twin]}), "utf-8")
    result = study(office, "add", office / "good.csv", "--edition", "2020-10")
    assert result.exit_code == 2
    assert result.stderr == (
        "✗ good.csv: it can't be told which table this is. Say so with --table: output_monthly(Decisions by month), "
        "other(Another)\n"
    )
    assert study(office, "add", office / "good.csv", "--edition", "2020-10", "--table", "other").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["good.csv", "--edition", "2020-13"], "'2020-13' is no edition; it should be like 2020-10."),
        (["none.csv", "--edition", "2020-10"], "There is no file "),
        (["good.csv", "--edition", "2020-10", "--table", "output_monthy"], "the nearest is output_monthly"),
        (["good.csv", "--edition", "2020-10", "--accept", "E135"], "not of the form CODE:REASON"),
        (["good.csv", "--edition", "2020-10", "--accept", "E135: "], "not of the form CODE:REASON"),
        (
            ["good.csv", "--edition", "2020-10", "--accept", "E120:so"],
            "E120: this can't be let through; what can be: E114",
        ),
    ],
)
def test_a_slip_in_the_call_ends_with_2_and_changes_nothing(office, arguments, message):
    result = study(office, "add", office / arguments[0], *arguments[1:])
    assert result.exit_code == 2
    assert message in result.stderr
    assert not (office / "study/data/raw/2020-10").exists()


def test_a_month_is_started_filled_in_and_taken_back(office):
    result = study(office, "new", "2020-10")
    assert result.exit_code == 0, result.output
    folder = office / "study/data/raw/2020-10/templates"
    assert result.stdout == (
        f"Empty tables for 2020-10: 1, in {folder}\nOnce filled in: study add FILE --edition 2020-10\n"
    )
    template = folder / "월별 처리.csv"
    text = template.read_bytes().decode("utf-8-sig")
    assert "월,처리\r\n" in text
    (office / "월별 처리.csv").write_text(text.replace("※", "2020-09,190\r\n※"), "utf-8-sig")
    assert study(office, "add", office / "월별 처리.csv", "--edition", "2020-10").exit_code == 0
    again = study(office, "new", "2020-10")
    assert again.exit_code == 2
    assert "has been started already" in again.stderr
