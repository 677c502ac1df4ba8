"""Only what changed is executed, and what is made so is what a run from nothing makes."""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tiny_study import EDITION, NAME, OTHER, code, make_study, small_notebook, write
from typer.testing import CliRunner

from analysis.book import other_books
from analysis.cli import app
from analysis.data import dependencies
from analysis.data.editions import Study
from analysis.data.process import process_edition
from analysis.publish.make import make
from analysis.publish.run.jobs import Manner, plan
from analysis.publish.run.stale import stale_jobs

STAFF = "staff"
REGISTER = """
- {id: tiny.rate, ko: 비율, en: rate, value: 0.2, low: 0.1, high: 0.3, unit: fraction, grade: C,
   source: {ko: 가, en: a}}
- {id: tiny.other, ko: 다른, en: other, value: 2, low: 1, high: 3, unit: fraction, grade: C, source: {ko: 가, en: a}}
"""
TOTAL = """
from analysis.data import open_edition
report = open_edition(edition, __import__("pathlib").Path("..").resolve())
"""


@pytest.fixture
def study(tmp_path) -> Study:
    """Two tables, two assumptions, and a notebook for each pair of them."""
    study = Study(make_study(tmp_path / "study"))
    raw = study.raw(EDITION)
    package = json.loads((raw / "datapackage.json").read_text("utf-8"))
    [output] = package["resources"]
    package["resources"].append({**output, "name": STAFF, "path": f"{STAFF}.csv", "section": "budget"})
    (raw / "datapackage.json").write_text(json.dumps(package), "utf-8")
    shutil.copy(raw / "output_monthly.csv", raw / f"{STAFF}.csv")
    study.assumptions.write_text(REGISTER, "utf-8")
    (study.root / "data" / "breaks.yaml").write_text("[]\n", "utf-8")
    for name, table, figure, record in (
        (NAME, "output_monthly", "staff.2020-05.decisions", "tiny.rate"),
        (OTHER, STAFF, "staff.2020-06.decisions", "tiny.other"),
    ):
        cells = [TOTAL, f"print(report.table({table!r}).decisions.sum(), report.assumed({record!r}))"]
        cells += [f"print(report.value({figure!r}))"] if name == OTHER else []
        write(study.root, name, small_notebook(name, name, *map(code, cells), results={f"tiny.{name}": "rate"}))
    return study


def ran(study: Study, given=None, wanted=(), **manner) -> list[str]:
    """Runs, and says which notebooks were executed or exported."""
    process_edition(study, EDITION)
    ended = []
    jobs = plan(study, EDITION, given or {}, wanted, ("ko",))
    stale = {
        one.job.place: "▶" if one.execute else "↻" for one in stale_jobs(study, EDITION, jobs, Manner(2, **manner))
    }
    outcome = make(study, EDITION, jobs, Manner(2, **manner), lambda job, error: ended.append(job))
    assert not outcome.failures
    return sorted(f"{stale[job.place]} {job.name}" for job in ended)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def reasons(study: Study, lang: str = "en") -> dict[str, str]:
    process_edition(study, EDITION)
    states = stale_jobs(study, EDITION, plan(study, EDITION, {}, (), ("ko",)), Manner(1))
    return {one.job.name: ", ".join(words[lang] for words in one.why) for one in states}


def test_each_change_runs_the_notebooks_that_it_concerns_and_no_other(study):
    raw, register = study.raw(EDITION), study.assumptions
    assert ran(study) == [f"▶ {NAME}", f"▶ {OTHER}"]
    assert ran(study) == []
    edit(raw / "output_monthly.csv", "103", "104")
    assert ran(study) == [f"▶ {NAME}"]
    edit(raw / f"{STAFF}.csv", "103", "104")
    assert ran(study) == [f"▶ {OTHER}"]
    edit(register, "value: 0.2", "value: 0.25")  # the other page names the register's hash, and is exported again
    assert ran(study) == [f"↻ {OTHER}", f"▶ {NAME}"]
    edit(register, "value: 2,", "value: 1.5,")
    assert ran(study) == [f"↻ {NAME}", f"▶ {OTHER}"]
    edit(study.root / "notebooks" / f"{OTHER}.ipynb", "report.value(", "1 * report.value(")
    assert ran(study) == [f"▶ {OTHER}"]
    assert ran(study, {"rate": 0.5}, [NAME]) == [f"▶ {NAME}"]
    assert ran(study, {"rate": 0.5}, [NAME]) == []
    assert ran(study) == []
    (study.reports(EDITION) / "ko" / f"{NAME}.html").write_text("touched")
    assert ran(study) == [f"↻ {NAME}"]
    (study.reports(EDITION) / "ko" / f"{OTHER}.ipynb").unlink()
    assert ran(study) == [f"▶ {OTHER}"]
    assert ran(study, force=True) == [f"▶ {NAME}", f"▶ {OTHER}"]


def test_after_any_edits_a_run_of_what_changed_makes_what_a_run_from_nothing_makes(study, tmp_path):
    ran(study)
    chance = random.Random(7)
    raw = study.raw(EDITION)
    edits = [
        lambda n: edit(raw / f"{STAFF}.csv", "2020-07,", f"2020-0{n},"),
        lambda n: edit(raw / "output_monthly.csv", ",105,", f",{n}05,"),
        lambda n: edit(study.assumptions, "value: 0.2,", f"value: 0.2{n},"),
        lambda n: edit(study.root / "notebooks" / f"{NAME}.ipynb", "decisions.sum()", f"decisions.sum() + {n}"),
        lambda n: edit(raw / "datapackage.json", '"budget"', '"bonds"'),
    ]
    chance.shuffle(edits)
    for number, one in enumerate(edits, 2):
        one(8 if number > 7 else number)
        ran(study)
        clean = Study(tmp_path / f"clean-{number}")
        shutil.copytree(study.root, clean.root, ignore=shutil.ignore_patterns("reports", "processed"))
        ran(clean)
        assert contents(study.reports(EDITION)) == contents(clean.reports(EDITION))


def test_the_package_s_code_counts_where_a_notebook_imports_it(study, monkeypatch):
    ran(study)
    edit(study.root / "notebooks" / f"{OTHER}.ipynb", "report.value(", "__import__('math').floor(report.value(")
    edit(study.root / "notebooks" / f"{OTHER}.ipynb", "decisions'))", "decisions')))")
    assert reasons(study) == {NAME: "", OTHER: "the notebook was edited"}
    whole = "analysis.publish.run.stale.code_digest"
    from analysis.publish.run.closure import code_digest

    monkeypatch.setattr(whole, lambda names: code_digest(names) + "x" * ("analysis.data" in names))
    assert reasons(study)[NAME] == "code that it imports changed"


def test_a_changed_template_exports_again_and_executes_nothing(study, monkeypatch, tmp_path):
    ran(study)
    before = contents(study.reports(EDITION))
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "new.css").write_text("p {}")
    monkeypatch.setattr("analysis.publish.run.stale.PAGES", pages)
    assert reasons(study, "ko") == dict.fromkeys(
        (NAME, OTHER), "보고서 틀이나 쪽에 적는 근거가 바뀌었다(실행은 하지 않는다)"
    )
    assert ran(study) == [f"↻ {NAME}", f"↻ {OTHER}"]
    after = contents(study.reports(EDITION))
    assert {name for name in after if after[name] != before[name]} == {"record.json"}


def test_explain_says_why_in_both_languages_and_runs_nothing(study):
    ran(study)
    edit(study.raw(EDITION) / "output_monthly.csv", "103", "104")
    edit(study.assumptions, "value: 0.2", "value: 0.25")
    before = contents(study.reports(EDITION))
    said = {}
    for lang in ("ko", "en"):
        call = ["run", "--explain", "--lang", lang, "--root", str(study.root)]
        said[lang] = CliRunner().invoke(app, call).stdout.splitlines()
    assert said["ko"] == [
        f"▶ {NAME} (ko): 읽은 자료가 바뀌었다: {EDITION}/output_monthly, assumptions tiny.rate",
        f"↻ {OTHER} (ko): 보고서 틀이나 쪽에 적는 근거가 바뀌었다(실행은 하지 않는다)",
    ]
    assert said["en"] == [f"▶ {NAME} (en): not made yet", f"▶ {OTHER} (en): not made yet"]
    assert contents(study.reports(EDITION)) == before


def test_a_failed_notebook_is_not_taken_for_done_and_the_others_are_published(study):
    ran(study)
    edit(study.raw(EDITION) / "output_monthly.csv", "103", "104")
    path = study.root / "notebooks" / f"{NAME}.ipynb"
    whole = path.read_text("utf-8")
    edit(path, "decisions.sum()", "decisions.summ()")
    process_edition(study, EDITION)
    outcome = make(study, EDITION, plan(study, EDITION, {}, (), ("ko",)), Manner(2))
    assert [one.job.name for one in outcome.failures] == [NAME]
    assert outcome.published
    assert json.loads((study.reports(EDITION) / "results.json").read_text("utf-8"))["missing"] == [NAME]
    path.write_text(whole, "utf-8")
    assert f"▶ {NAME}" in ran(study)
    assert "missing" not in json.loads((study.reports(EDITION) / "results.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("lang", "message"),
    [
        (
            "en",
            f"{EDITION}: faults in the data and registers: 1\n"
            "data/assumptions.yaml, line 2, field 'value': found '43x'\n"
            "    Expected a number, such as 4.3. Write the number alone, without quotes and unit.\n",
        ),
        (
            "ko",
            f"{EDITION}판 자료와 등록부의 잘못 1건:\n"
            "data/assumptions.yaml, 2행, 'value' 항목: 값 '43x'\n"
            "    필요한 값: 숫자(예: 4.3). 따옴표와 단위 없이 숫자만 쓴다.\n",
        ),
    ],
)
def test_a_broken_register_is_reported_before_a_notebook_starts_and_changes_nothing(study, monkeypatch, lang, message):
    ran(study)
    before = contents(study.root / "reports")
    edit(study.assumptions, "value: 0.2", "value: 43x")
    monkeypatch.setattr("analysis.publish.make.execute", lambda *given: pytest.fail("a notebook started"))
    for command in ("run", "check"):
        result = CliRunner().invoke(app, [command, "--lang", lang, "--root", str(study.root)])
        assert (result.exit_code, result.stdout, result.stderr) == (1, "", message)
    after = contents(study.root / "reports")
    kept = json.loads(after.pop(f"failed/{EDITION}.json"))  # what a digest says of the run
    assert kept["problems"][0][lang] == message.strip()
    assert after == before


def test_a_broken_record_counts_as_none(study):
    ran(study)
    for text in ("", "[]", "{}", '{"made": {"ko/01_output": {}}}', '{"made": 1}'):
        (study.reports(EDITION) / "record.json").write_text(text)
        assert set(reasons(study).values()) == {"not made yet"}


def test_a_run_with_nothing_to_do_says_so_and_imports_no_pandas_and_no_notebook_tool(study):
    made = CliRunner().invoke(app, ["run", "--root", str(study.root), "--lang", "en"])
    assert made.exit_code == 0
    program = """
import atexit, sys
slow = {"pandas", "numpy", "nbformat", "papermill", "nbconvert", "jupyter_client", "frictionless", "bs4", "yaml"}
atexit.register(lambda: print(sorted(slow & set(sys.modules))))
from analysis.cli import app
app()
"""
    call = [sys.executable, "-c", program, "run", "--root", str(study.root), "--lang", "en"]
    printed = subprocess.run(call, capture_output=True, text=True, check=True).stdout.splitlines()
    assert printed == [
        f"Nothing changed in {EDITION}; the reports are as they were: {study.reports(EDITION) / 'index.html'}",
        "[]",
    ]


def test_a_notebook_depends_on_its_own_tables_alone(frozen, tmp_path, monkeypatch):
    """The overview and the audit depend on all."""
    own = Study(frozen)
    tables = {path.stem for path in own.raw(EDITION).glob("*.csv")} - {"statements"}
    found = {}
    for book in other_books("00_overview", own.root):
        recorded = tmp_path / book.name
        stream = os.open(recorded, os.O_WRONLY | os.O_CREAT)
        monkeypatch.setattr(dependencies, "_stream", [stream])
        monkeypatch.setattr(dependencies, "_recorded", set())
        book(EDITION)
        os.close(stream)
        monkeypatch.setattr(dependencies, "_stream", [])
        there = dependencies.read_dependencies(recorded)
        found[book.name] = {Path(one[1]).stem for one in there if one[0] == "file"} & tables
        found[book.name] |= tables if any(one[0] == "folder" and "raw" in one[1] for one in there) else set()
    assert [name for name in found if "appeals_monthly" in found[name]] == ["03_admin_appeals", "07_audit"]
    assert [name for name in found if "hospital_beds" in found[name]] == ["01_covid_response", "07_audit"]
    assert [name for name in found if "litigation" in found[name]] == ["04_litigation", "07_audit"]


def test_the_command_does_without_a_grammar_that_no_schema_asks_for(study):
    program = """
import sys
from analysis.cli import main
sys.argv = ["study", "run", "--explain", "--root", sys.argv[1]]
try:
    main()
finally:
    print("frictionless" in sys.modules, sys.modules["rfc3987_syntax"])
"""
    call = [sys.executable, "-c", program, str(study.root)]
    assert subprocess.run(call, capture_output=True, text=True, check=True).stdout.splitlines()[-1] == "True None"
