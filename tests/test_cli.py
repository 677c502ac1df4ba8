import json
import subprocess
import sys

import pytest
from tiny_study import EDITION, NAME, OTHER, code, make_study, small_notebook, write
from typer.testing import CliRunner

from analysis.cli import app
from analysis.data.editions import Study
from analysis.messages import message_language
from analysis.publish.run.outcome import read_problems

MODULES = {"new": "add"}
HEAVY = ("pandas", "numpy", "matplotlib", "papermill", "nbconvert", "nbformat", "frictionless", "analysis.present")


@pytest.fixture
def tiny(tmp_path):
    """A study of two quick notebooks."""
    root = make_study(tmp_path / "study")
    write(root, NAME, small_notebook("하나?", "One?", results={"tiny.one": "rate"}))
    write(root, OTHER, small_notebook("둘?", "Two?", results={"tiny.two": "rate * 2"}))
    return root


@pytest.fixture(autouse=True)
def no_study_around(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("STUDY_ROOT", raising=False)


def study(*arguments, locale="C.UTF-8"):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], env={"LC_ALL": locale})


def test_run_makes_the_reports_and_says_where(tiny):
    result = study("run", "--root", tiny, "--lang", "en")
    assert result.exit_code == 0, result.output
    assert f"The reports are made: {tiny / 'reports' / EDITION / 'index.html'}" in result.stdout
    assert (tiny / "reports" / EDITION / "en" / f"{NAME}.html").is_file()
    assert not (tiny / "reports" / EDITION / "ko").exists()


def test_run_takes_notebook_parameter_and_jobs(tiny):
    options = ("--notebook", NAME, "--set", "rate=0.4", "--jobs", 1, "--lang", "ko")
    assert study("run", EDITION, "--root", tiny, *options).exit_code == 0
    what_if = tiny / "reports" / "what-if" / "rate-0.4" / EDITION
    results = json.loads((what_if / "results.json").read_text("utf-8"))["results"]
    assert {name: one["value"] for name, one in results.items()} == {"tiny.one": 0.4}


def test_the_study_is_found_from_a_folder_within_it(tiny, monkeypatch):
    monkeypatch.chdir(tiny / "notebooks")
    assert study("check").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "2020-19"], "There is no edition '2020-19'; the nearest is 2020-09."),
        (["run", "--set", "raet=0.3"], "There is no parameter 'raet'; the nearest is rate."),
        (["run", "--set", "rate=high"], "Parameter rate can't be 'high'; it takes a number"),
        (["run", "--set", "rate"], "not of the form NAME=VALUE"),
        (["run", "--set", "edition=2020-10"], "study run YYYY-MM"),
        (["run", "--notebook", "01_outptu"], "There is no notebook '01_outptu'; the nearest is 01_output."),
        (["run", "--lang", "kr"], "There is no language 'kr'; the nearest is ko."),
        (["check", "1999-01"], "There is no edition '1999-01'"),
        (["check", "--lang", "kr"], "There is no language 'kr'"),
    ],
)
def test_a_slip_in_the_call_ends_with_2_and_a_sentence(tiny, arguments, message):
    result = study(*arguments, "--root", tiny, locale="en_GB.UTF-8")
    assert result.exit_code == 2
    assert message in result.stderr
    assert not (tiny / "reports").exists()


CALLS = (
    "run", "sweep", "check", "trace x", "read x --edition 2020-10 --like x", "where 1", "notebook new 08_staff",
    "notebook show en", "add x --edition 2020-10", "new 2020-10", "diff 2020-08 2020-09", "pdf", "verify --all",
    "issue 2020-09 --note x", "release 2020-09",
)  # fmt: skip


@pytest.mark.parametrize("call", [one.split() for one in CALLS])
def test_a_program_that_can_not_be_loaded_is_a_sentence(tiny, monkeypatch, call):
    monkeypatch.delattr(f"analysis.publish.commands.{MODULES.get(call[0], call[0])}", raising=False)
    monkeypatch.setitem(sys.modules, f"analysis.publish.commands.{MODULES.get(call[0], call[0])}", None)
    result = study(*call, "--root", tiny, locale="en_GB.UTF-8")
    assert result.exit_code == 1
    assert result.stderr.startswith("The machine refused: ")


def test_a_root_without_a_study_ends_with_2(tmp_path):
    for arguments in (["run", "--root", tmp_path / "nothing"], ["check", "--root", tmp_path], ["check"]):
        result = study(*arguments)
        assert result.exit_code == 2
        assert "data/raw가 없다" in result.stderr


def test_faults_of_the_data_end_with_1_and_are_reported_by_file_and_line(tiny):
    table = tiny / "data" / "raw" / EDITION / "output_monthly.csv"
    table.write_text(table.read_text().replace("105", "many").replace("207", "-7"))
    for command in ("check", "run"):
        result = study(command, "--root", tiny, "--lang", "en")
        assert result.exit_code == 1
        places = [line for line in result.stderr.splitlines() if line.startswith("output_monthly.csv")]
        assert [place.split(":")[0] for place in places] == [
            "output_monthly.csv, line 2, column 'decisions'",
            "output_monthly.csv, line 4, column 'decisions'",
        ]
    assert [path.name for path in (tiny / "reports").iterdir()] == ["failed"]
    [problem] = read_problems(Study(tiny), EDITION)
    assert "line 4, column 'decisions'" in problem.words.en
    assert "4행" in problem.words.ko


def test_check_shows_the_audit_and_ends_with_1_where_it_finds_a_conflict(tiny):
    assert "항등식 0개" in study("check", "--root", tiny).stdout
    formula = "[output_monthly.2020-06.decisions] = [output_monthly.2020-05.decisions] + 100"
    identity = f"- {{id: one.more, ko: 더 많다, en: more, formula: '{formula}'}}\n"
    (tiny / "data" / "identities" / "tiny.yaml").write_text(identity, "utf-8")
    assert study("check", "--root", tiny).exit_code == 0
    (tiny / "data" / "identities" / "tiny.yaml").write_text(identity.replace("+ 100", "+ 1"), "utf-8")
    result = study("check", "--root", tiny, "--lang", "en")
    assert result.exit_code == 1
    assert "conflict one.more: reported 205, recomputed 106" in result.stdout


def test_a_failing_notebook_ends_with_1_and_is_named_with_cell_and_error(tiny):
    write(tiny, NAME, small_notebook("하나?", "One?", code("assert rate > 1, 'the rate is [low]'")))
    result = study("run", "--root", tiny, "--lang", "en")
    assert result.exit_code == 1
    assert "01_output (en) stopped at cell 4." in result.stderr
    assert "error: AssertionError: the rate is [low]" in result.stderr
    assert str(tiny / "reports" / "failed" / EDITION / "en" / f"{NAME}.ipynb") in result.stderr
    assert study("run", "--root", tiny, "--set", "rate=0.5").exit_code == 1
    [problem] = read_problems(Study(tiny), EDITION)  # a what-if is another matter
    assert (problem.notebooks, "01_output (en) stopped at cell 4." in problem.words.ko) == ((NAME,), False)
    assert "Traceback" not in result.output


def test_notebooks_that_disagree_end_with_1(tiny):
    write(tiny, OTHER, small_notebook("둘?", "Two?", results={"tiny.one": "rate * 2"}))
    result = study("run", "--root", tiny, "--lang", "en")
    assert result.exit_code == 1
    assert "Result tiny.one differs in its value" in result.stderr
    assert read_problems(Study(tiny), EDITION)[0].words.en in result.stderr
    assert study("run", "--root", tiny, "--lang", "en", "--notebook", NAME).exit_code == 0
    assert not read_problems(Study(tiny), EDITION)


@pytest.mark.parametrize(
    ("given", "environment", "lang"),
    [
        ([], {}, "ko"),
        ([], {"LANG": "C.UTF-8"}, "ko"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": "ko_KR.UTF-8"}, "ko"),
        (["en", "ko"], {"LANG": "ko_KR.UTF-8"}, "en"),
        (["kr"], {"LANG": "en_US.UTF-8"}, "en"),
    ],
)
def test_messages_follow_the_option_then_the_environment_then_the_readers(given, environment, lang):
    assert message_language(given, environment) == lang


COMMANDS = ("", "run", "check", "diff", "pdf", "verify", "issue", "digest", "where", "notebook", "notebook new")


@pytest.mark.parametrize("command", [one.split() for one in COMMANDS])
def test_every_command_has_help(command):
    result = study(*command, "--help")
    assert result.exit_code == 0
    assert "Usage: " in result.stdout


def test_help_imports_nothing_slow():
    code = f"import sys, analysis.cli; print([name for name in {HEAVY} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_slip_is_reported_before_anything_slow_is_imported(tiny):
    code = (
        "import sys, analysis.cli as cli\n"
        f"sys.argv = ['study', 'run', '--root', {str(tiny)!r}, '--set', 'raet=1']\n"
        "try:\n    cli.main()\nfinally:\n"
        "    print([name for name in ('papermill', 'nbconvert', 'pandas', 'frictionless') if name in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ended.stdout == "[]\n"
    assert ended.returncode == 2


def test_what_is_wrong_in_both_languages_is_said_once(tiny):
    bare = code("from IPython.display import display\ndisplay({'text/html': '<img src=\"a.png\">'}, raw=True)")
    write(tiny, NAME, small_notebook("하나?", "One?", bare))
    result = study("run", "--root", tiny)
    assert result.stderr.count("01_output 4번째 셀: 그림에 대체 텍스트가 없다.") == 1
    assert [line for line in result.stderr.splitlines() if "실행하다 멈춘 노트북" in line] == [
        f"    실행하다 멈춘 노트북: {tiny / 'reports' / 'failed' / EDITION / lang / NAME}.ipynb"
        for lang in ("en", "ko")
    ]
    assert "보고서를 만들지 못한 노트북 1개." in result.stderr
