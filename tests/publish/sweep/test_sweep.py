"""A sweep runs every point of its grid once, goes on where it was killed, and runs again only what changed."""

import csv
import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sweeps import cheap_study, contents, ran, sweep
from tiny_study import EDITION, NAME, OTHER, code, make_study, small_notebook, write

from analysis.data.editions import Study
from analysis.publish.run.errors import CallError
from analysis.publish.sweep.grid import plan_grid, values_of
from analysis.publish.sweep.sweep import outcomes

NINE = ["0.23", "0.24", "0.25", "0.26", "0.27", "0.28", "0.29", "0.30", "0.31"]


@pytest.fixture
def root(tmp_path) -> Path:
    return cheap_study(tmp_path / "study")


def table(root: Path, name: str = "rate") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(contents(root)[f"{name}/results.csv"].decode())))


def test_a_range_takes_both_ends_and_its_values_are_written_as_the_call_writes_them():
    assert values_of("rate", "0.23:0.31:0.01", numeric=True) == NINE
    assert values_of("rate", "3:1:-1", numeric=True) == ["3", "2", "1"]
    assert values_of("rate", "0:1:0.3", numeric=True) == ["0.0", "0.3", "0.6", "0.9"]
    assert values_of("rate", "0.2,0.20,0.3", numeric=True) == ["0.2", "0.20", "0.3"]
    assert values_of("note", "1:2:3", numeric=False) == ["1:2:3"]


@pytest.mark.parametrize("text", ["1:2", "1:2:0", "2:1:0.1", "a:b:c", "1:nan:1", "0:inf:1", "1:2:3:4", "::"])
def test_a_wrong_range_is_reported_in_both_languages(root, text):
    for lang, said in (("ko", "범위는 '처음:끝:간격'이며"), ("en", "a range is START:END:STEP")):
        result = sweep(root, NAME, "--set", f"rate={text}", "--lang", lang)
        assert result.exit_code == 2
        assert f"--set rate={text}: {said}" in result.output
    assert not (root / "reports" / "sweeps").exists()


def test_a_grid_that_nobody_could_run_is_refused_at_once():
    with pytest.raises(CallError, match=r"More than 10,000 points"):
        values_of("rate", "0:1:0.000000001", numeric=True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--set", "rat=1"], "There is no parameter 'rat'; the nearest is rate."),
        (["--set", "rate=1,,2"], "--set rate=1,,2: a value is empty."),
        (["--set", "rate=1", "--set", "rate=2"], "--set rate: the parameter is set twice."),
        (["--set", "rate=a,b"], "Parameter rate can't be 'a'"),
        (["--edition", "2020-10"], "There is no edition '2020-10'"),
        (["04_none"], "There is no notebook '04_none'"),
    ],
)
def test_a_wrong_call_is_reported_in_a_sentence(root, arguments, said):
    result = sweep(root, *arguments, "--lang", "en")
    assert result.exit_code == 2
    assert said in result.output


def test_a_grid_is_every_combination_in_one_tidy_table(tmp_path):
    root = make_study(tmp_path, editions=(EDITION, "2020-10"))
    write(root, NAME, small_notebook("하나?", "One?", results={"tiny.twice": "rate * 2"}))
    result = sweep(root, NAME, "--set", "rate=0.1:0.2:0.1", "--set", "note=a,b", "--edition", "all", "--lang", "ko,en")
    assert result.exit_code == 0
    assert "점 16개: 실행 16개, 그대로인 것 0개, 실패 0개." in result.output
    rows = table(root, "rate-note")
    assert [(one["edition"], one["lang"], one["rate"], one["note"], one["value"]) for one in rows] == [
        (edition, lang, rate, note, value)
        for edition in (EDITION, "2020-10")
        for lang in ("ko", "en")
        for rate, value in (("0.1", "0.2"), ("0.2", "0.4"))
        for note in ("a", "b")
    ]
    assert {one["result"] for one in rows} == {"tiny.twice"}


def test_only_notebooks_that_take_the_parameter_are_swept_unless_they_are_named(root):
    write(root, OTHER, small_notebook("둘?", "Two?"))
    book = small_notebook("셋?", "Three?")
    book.cells[2].source += "\nown: int = 1  # 제 것 / its own"
    write(root, "03_own", book)
    assert ran(sweep(root, "--set", "own=1:3:1", "--lang", "en")) == [
        f"03_own (en) {EDITION} own={value}" for value in (1, 2, 3)
    ]


def test_unchanged_points_are_not_run_again_and_a_wider_grid_runs_only_what_is_new(root):
    first = sweep(root, NAME, OTHER, "--set", "rate=0.1,0.2", "--lang", "ko")
    assert len(ran(first)) == 4
    before = contents(root)
    again = sweep(root, NAME, OTHER, "--set", "rate=0.1,0.2", "--lang", "ko")
    assert ran(again) == []
    assert contents(root) == before
    wider = sweep(root, NAME, OTHER, "--set", "rate=0.1,0.2,0.3", "--lang", "ko")
    assert ran(wider) == [f"{name} (ko) {EDITION} rate=0.3" for name in (NAME, OTHER)]


def test_a_point_runs_again_when_what_it_read_or_its_notebook_changed(root):
    sweep(root, NAME, OTHER, "--set", "rate=0.1", "--lang", "ko")
    (root / "data" / "weight.txt").write_text("4", "utf-8")
    changed = sweep(root, NAME, OTHER, "--set", "rate=0.1", "--lang", "ko")
    assert ran(changed) == [f"{OTHER} (ko) {EDITION} rate=0.1"]
    assert [one["value"] for one in table(root)] == ["0.2", "0.4"]
    write(root, NAME, small_notebook("하나?", "One?", results={"tiny.twice": "rate * 3"}))
    assert ran(sweep(root, NAME, OTHER, "--set", "rate=0.1", "--lang", "ko")) == [f"{NAME} (ko) {EDITION} rate=0.1"]


def test_a_failing_point_stops_no_other_is_reported_listed_and_tried_again(root):
    result = sweep(root, NAME, "--set", "rate=0.4:0.6:0.1", "--lang", "en")
    assert result.exit_code == 1
    assert f"{NAME} (en) {EDITION} rate=0.5: {NAME}, cell 4: AssertionError" in result.output
    assert [(one["rate"], one["status"], one["value"]) for one in table(root)] == [
        ("0.4", "made", "0.8"),
        ("0.5", "failed", ""),
        ("0.6", "made", "1.2"),
    ]
    assert ran(sweep(root, NAME, "--set", "rate=0.4:0.6:0.1", "--lang", "en")) == [f"{NAME} (en) {EDITION} rate=0.5"]


def test_one_thread_and_three_give_the_same_bytes(root, tmp_path):
    other = cheap_study(tmp_path / "other")
    sweep(root, "--set", "rate=0.1:0.3:0.1", "--lang", "ko", "--jobs", "1")
    sweep(other, "--set", "rate=0.1:0.3:0.1", "--lang", "ko", "--jobs", "3")
    assert len(contents(root)) == 8
    assert contents(root) == contents(other)


def test_the_page_shows_in_both_languages_how_a_result_moves(root):
    sweep(root, NAME, "--set", "rate=0.1:0.4:0.1", "--lang", "ko")
    page = BeautifulSoup(contents(root)["rate/index.html"], "html.parser")
    for lang, said in (("ko", "2020년 9월판: rate 0.1에서 0.2개, 0.4에서 0.8개"),
                       ("en", "September 2020 edition: rate 0.1 gives 0.2 items, 0.4 gives 0.8 items")):  # fmt: skip
        section = page.select_one(f"section#{lang}")
        assert [one["alt"] for one in section.select("figure img")] == [said]
        assert all(one.get("scope") in ("row", "col") for one in section.select("th"))
        assert len(section.select("table caption")) == len(section.select("table"))
    assert not page.select("[src^=http], [href^=http]")


def test_the_page_says_where_on_the_grid_a_claim_turns(root):
    claim = """
from analysis.present import open_report
open_report(edition, lang).claim(
    "tiny.over", kind="fact", holds=rate > 2, headline=True, ko=("넘는다", "넘지 않는다"), en=("It does", "It does not")
)
"""
    write(root, OTHER, small_notebook("둘?", "Two?", code(claim)))
    sweep(root, OTHER, "--set", "rate=1:4:1", "--lang", "ko")
    page = BeautifulSoup(contents(root)["rate/index.html"], "html.parser")
    for lang, said in (("ko", "1 … 2: 성립하지 않음; 3 … 4: 성립"), ("en", "1 … 2: does not hold; 3 … 4: holds")):
        assert said in [one.get_text() for one in page.select(f"section#{lang} td")]


def test_a_page_of_very_many_points_shows_some_says_how_many_and_keeps_alike_records_once(root):
    arguments = (NAME, "--set", "rate=1:2.98:0.02", "--lang", "ko")
    assert sweep(root, *arguments).exit_code == 0
    assert len(table(root)) == 100
    page = BeautifulSoup(contents(root)["rate/index.html"], "html.parser")
    in_words = (("ko", "점 100개 가운데 60개를 실었다", "1.00 … 2.98 (100개)"),
                ("en", "60 of 100 points; all are in results.csv", "1.00 … 2.98 (100 values)"))  # fmt: skip
    for lang, said, values in in_words:
        section = page.select_one(f"section#{lang}")
        grid, moved = section.select("table")
        assert said in section.get_text()
        assert values in grid.get_text()
        shown = [row.select("th")[-1].get_text() for row in moved.select("tbody tr")]
        assert (len(shown), shown[0], shown[-1]) == (60, "1.00", "2.98")
        assert len(set(shown)) == 60
    study = Study(root)
    runs = plan_grid(study, [EDITION], ["rate=1:2.98:0.02"], [NAME], ["ko"])
    write(root, NAME, small_notebook("하나?", "One?", results={"tiny.still": "1.0"}))
    assert sweep(root, *arguments).exit_code == 0
    first, *others = (one.recorded for one in outcomes(runs, root / "reports/sweeps/rate/points", {}))
    assert all(one.results["tiny.still"] is first.results["tiny.still"] for one in others)


def test_text_of_a_parameter_is_text_on_the_page_and_no_path(root):
    nasty = "<b>x</b>../.."
    assert sweep(root, NAME, "--set", f"note={nasty},b", "--lang", "ko").exit_code == 0
    page = contents(root)["note/index.html"].decode()
    assert nasty not in page
    assert "&lt;b&gt;x&lt;/b&gt;../.." in page
    assert [one["note"] for one in table(root, "note")] == [nasty, "b"]


def test_a_sweep_killed_in_the_middle_goes_on_where_it_was(tmp_path):
    root = make_study(tmp_path)
    write(root, NAME, small_notebook("하나?", "One?", code("import time\ntime.sleep(0.5)"), results={"tiny.a": "rate"}))
    call = [sys.executable, "-m", "analysis.cli", "sweep", NAME, "--set", "rate=1:8:1", "--lang", "ko", "--jobs", "1"]
    points = root / "reports" / "sweeps" / "rate" / "points"
    killed = subprocess.Popen([*call, "--root", str(root)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 120
    while len(list(points.glob("[!.]*.json"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    kept = {path: path.stat().st_mtime_ns for path in points.glob("[!.]*.json")}
    assert 2 <= len(kept) < 8
    result = sweep(root, NAME, "--set", "rate=1:8:1", "--lang", "ko")
    assert result.exit_code == 0
    assert len(ran(result)) == 8 - len(kept)
    assert {path: path.stat().st_mtime_ns for path in kept} == kept
    assert [one["value"] for one in table(root)] == [f"{value}.0" for value in range(1, 9)]
