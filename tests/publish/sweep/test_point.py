"""A point says what the executed notebook says, records what it read, and stops no other whatever becomes of it."""

import json
import os
import signal
import subprocess
import sys
import time
from multiprocessing import Pipe, get_context

import pytest
from copies import EDITION, NOTEBOOKS
from sweeps import cheap_study, contents, ran, sweep
from tiny_study import NAME, OTHER, code, small_notebook, write

from analysis.data.dependencies import observing
from analysis.data.editions import Study
from analysis.data.process import process_edition
from analysis.publish.run.claims import claims_of
from analysis.publish.run.jobs import Job
from analysis.publish.run.results import Executed, collect
from analysis.publish.sweep import point
from analysis.publish.sweep.point import answer, ask, read_edition

ENDS = {
    "import sys; sys.exit(0) if rate == 2 else None": "SystemExit",
    "import os; os._exit(0) if rate == 2 else None": "the process that ran it ended",
    "1 / (rate - 2)": "cell 4: ZeroDivisionError",
}


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_point_has_the_results_and_claims_of_the_executed_notebook(whole_study, name):
    executed = json.loads((whole_study / "reports" / EDITION / "ko" / f"{name}.ipynb").read_text("utf-8"))
    said = json.loads(ask(Job(whole_study / "notebooks" / f"{name}.ipynb", EDITION, "ko"), whole_study))
    assert said["results"] == collect([Executed(name, "ko", executed)])[0]
    assert said["claims"] == list(claims_of(executed))


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_point_on_an_edition_that_was_read_before_says_and_depends_on_the_same(whole_study, name):
    job, found = Job(whole_study / "notebooks" / f"{name}.ipynb", EDITION, "ko"), []
    for edition in (None, read_edition(name, EDITION, whole_study)):
        read = set()
        with observing(read.add):
            found.append((ask(job, whole_study, edition), read))
    assert len(found[0][1]) > 10
    assert found[0] == found[1]


@pytest.mark.parametrize("name", ["printed", "rows", "assuming", "drawn"])
def test_a_parameter_named_as_what_books_take_is_refused_and_not_taken_for_it(tmp_path, name):
    _, error = answer(Job(tmp_path / f"{NAME}.ipynb", EDITION, "ko", {name: True}), tmp_path)
    assert f"Parameter {name}: the program uses this name itself" in error.en


@pytest.mark.parametrize(("source", "said"), ENDS.items())
def test_a_point_that_ends_is_a_sentence_and_stops_no_other(tmp_path, source, said):
    root = cheap_study(tmp_path)
    write(root, NAME, small_notebook("하나?", "One?", code(source), results={"tiny.one": "rate"}))
    result = sweep(root, NAME, "--set", "rate=1:4:1", "--lang", "en", "--jobs", "2")
    assert result.exit_code == 1
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert "4 points: 4 run, 0 as they were, 1 failed." in result.stdout


def test_each_point_records_what_it_read_and_leaves_nothing_to_the_next(tmp_path):
    root = cheap_study(tmp_path)
    (root / "notebooks" / "beside.py").write_text("USED = []\n", "utf-8")
    reads = "import os, pathlib, beside\nweight = float(pathlib.Path('../data/weight.txt').read_text())\n"
    leaves = "import numpy\nbeside.USED.append(rate)\nos.chdir('/')"
    results = {"tiny.used": "len(beside.USED)", "tiny.chance": "numpy.random.random()"}
    write(root, OTHER, small_notebook("둘?", "Two?", code(reads + leaves), results=results))
    assert sweep(root, OTHER, "--set", "rate=1:3:1", "--lang", "en", "--jobs", "1").exit_code == 0
    points = [json.loads(text) for path, text in contents(root).items() if "points/" in path]
    assert [one["results"]["tiny.used"]["value"] for one in points] == [1, 1, 1]
    assert len({one["results"]["tiny.chance"]["value"] for one in points}) == 3
    read = [one["made"]["reads"] for one in points]
    assert read[0] == read[1] == read[2]
    files = {one[1] for one, _ in read[0] if one[0] == "file"}
    assert {"data/weight.txt", "notebooks/beside.py"} <= files


def test_where_nothing_can_be_forked_a_point_is_the_whole_of_its_process(tmp_path, monkeypatch):
    monkeypatch.setattr(point, "can_fork", lambda: False)
    root, reads = cheap_study(tmp_path), tmp_path / "reads"
    process_edition(Study(root), EDITION)
    job = Job(root / "notebooks" / f"{OTHER}.ipynb", EDITION, "ko", {"rate": 2})
    ours, theirs = Pipe()
    environment = {**os.environ, "STUDY_ROOT": str(root)}
    process = get_context("fork").Process(target=point.serve, args=(theirs, str(root / "notebooks"), environment))
    process.start()
    theirs.close()
    assert ours.recv() is None
    ours.send((job, root, reads))
    text, error = ours.recv()
    process.join(60)
    assert (error, process.exitcode) == (None, 0)
    assert json.loads(text)["results"]["tiny.weighed"]["value"] == 6
    assert ["file", "data/weight.txt"] in [json.loads(line) for line in reads.read_text().splitlines()]


def test_a_sweep_that_is_interrupted_ends_at_once(tmp_path):
    root = cheap_study(tmp_path)
    waits = f"import pathlib, time\npathlib.Path({str(tmp_path / 'begun')!r}).touch()\ntime.sleep(600)"
    write(root, NAME, small_notebook("하나?", "One?", code(waits)))
    call = [sys.executable, "-m", "analysis.cli", "sweep", NAME, "--set", "rate=1:9:1", "--root", str(root)]
    heard = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)}  # a shell's background ignores it
    running = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **heard)
    deadline = time.monotonic() + 120
    while not (tmp_path / "begun").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    assert running.wait(60) != 0
    assert ran(sweep(root, OTHER, "--set", "rate=1", "--lang", "en"))
