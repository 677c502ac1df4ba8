"""The processes in which cells run, held against a kernel's ways and against what can happen to them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tiny_study import EDITION, make_study, small_notebook, write

from analysis.data.editions import Study
from analysis.data.process import process_edition
from analysis.publish import make as run
from analysis.publish.run import cells
from analysis.publish.run.cells import Cells, CellsError
from analysis.publish.run.jobs import Manner, plan
from analysis.publish.run.workplace import workplace

SEEN = """
import os, signal, sys
import matplotlib, numpy
print(sys.argv, sys.path, os.getcwd(), __name__, sorted(set(os.environ) - {"STUDY_STARTED_BY"}), sys.stdin.read())
print([signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)], hash("a"), os.getsid(0) == os.getpid())
print(matplotlib.rcParams["backend"], numpy.get_printoptions(), numpy.geterr())
"""
SHOWN = {
    "print('a'); print('b')": [("stream", "a\nb\n")],
    "1 + 1": [("execute_result", "2")],
    "1 + 1;": [],
    "print('a')\n7": [("stream", "a\n"), ("execute_result", "7")],
    "import sys; print('e', file=sys.stderr)": [("stream", "e\n")],
    "import subprocess; _ = subprocess.run(['echo', '한글'])": [("stream", "한글\n")],
    "!echo shell": [("stream", "shell\r\n")],
    "from IPython.display import display, clear_output\ndisplay(1); clear_output(); display(2)": [
        ("display_data", "2")
    ],
    "display(1); clear_output(wait=True); display(2)": [("display_data", "2")],
    "h = display(1, display_id='x'); _ = display(2, display_id='x', update=True)": [("display_data", "2")],
    "await __import__('asyncio').sleep(0, 5)": [("execute_result", "5")],
}


@pytest.fixture
def place(tmp_path):
    (tmp_path / "notebooks").mkdir()
    with workplace(tmp_path, tmp_path / "cache") as environment:
        yield str(tmp_path / "notebooks"), environment


def gone(pid: int) -> bool:
    """Whether a process has ended, waiting up to ten seconds; one whose parent has not asked after it has."""
    for _ in range(200):
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False


def said(outputs) -> str:
    return "".join(one.get("text", "") for one in outputs)


def test_what_a_cell_shows_comes_back_as_a_kernel_would_send_it(place):
    with Cells(*place) as process:
        for number, (source, shown) in enumerate(SHOWN.items(), 1):
            outputs, count, succeeded = process.run(source, 60)
            texts = [one.text if one.output_type == "stream" else one.data["text/plain"] for one in outputs]
            assert (list(zip([one.output_type for one in outputs], texts, strict=True)), count) == (shown, number)
            assert succeeded


@pytest.mark.parametrize("ending", ["1 / 0", "def", "import sys; sys.exit(0)", "raise SystemExit", "exit()"])
def test_a_cell_that_does_not_come_to_its_end_says_so(place, ending):
    with Cells(*place) as process:
        outputs, _, succeeded = process.run(ending, 60)
        assert not succeeded
        errors = [one for one in outputs if one.output_type == "error"]
        assert [one.evalue not in ("", "0") for one in errors] == [True]


def test_a_plain_plot_is_shown_as_a_picture(place):
    with Cells(*place) as process:
        outputs, _, _ = process.run("import matplotlib.pyplot as plt\n_ = plt.plot([1, 2])", 60)
    assert [list(one.data) for one in outputs] == [["text/plain", "image/png"]] or "image/png" in outputs[0].data


def test_a_study_gives_the_same_bytes_warm_and_cold(tmp_path):
    made = []
    for manner in (Manner(2), Manner(2, warm=False)):
        study = Study(make_study(tmp_path / str(manner.warm)))
        process_edition(study, EDITION)
        assert not run.make(study, EDITION, plan(study, EDITION, {}), manner).failures
        folder = study.reports(EDITION)
        made.append({path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()})
    assert len(made[0]) == 13
    assert made[0] == made[1]


def test_a_warm_process_is_as_a_cold_one(place):
    seen = []
    for warm in (True, False):
        with Cells(*place, warm=warm) as process:
            seen.append(said(process.run(SEEN, 60)[0]))
    assert "inline" in seen[0]
    assert seen[0] == seen[1]


def test_what_one_notebook_does_to_its_process_no_other_sees(place):
    spoil = "import os, json, random, numpy\nos.chdir('/')\nos.environ['SPOILT'] = 'yes'\njson.spoilt = True\n"
    look = "import os, json, random, numpy\nprint(os.getcwd(), os.environ.get('SPOILT'), hasattr(json, 'spoilt'))\n"
    drawn = "print(random.random(), numpy.random.random())"
    with Cells(*place) as one, Cells(*place) as two:
        first, second = said(one.run(spoil + drawn, 60)[0]), said(two.run(look + drawn, 60)[0]).splitlines()
    assert second[0] == f"{place[0]} None False"
    assert not set(first.split()) & set(second[1].split())


def test_a_process_that_ends_or_takes_too_long_is_told_and_gone_with_what_it_started(place):
    start = "import os, subprocess, time\nchild = subprocess.Popen(['sleep', '600'])\nprint(os.getpid(), child.pid)"
    for ending, message in (("os._exit(0)", "ended"), ("time.sleep(600)", "longer than 0.5 s")):
        with Cells(*place) as process:
            pids = [int(pid) for pid in said(process.run(start, 60)[0]).split()]
            with pytest.raises(CellsError, match=message):
                process.run(ending, 0.5)
        assert [gone(pid) for pid in pids] == [True, True]


def test_a_killed_run_leaves_neither_processes_nor_their_children_nor_the_server(tmp_path):
    program = f"""
from pathlib import Path
from analysis.publish.run.cells import Cells
from analysis.publish.run.workplace import workplace
with workplace(Path({str(tmp_path)!r}), Path({str(tmp_path)!r}, "cache")) as environment:
    with Cells({str(tmp_path)!r}, environment) as process:
        source = "import os, subprocess; print(os.getppid(), os.getpid(), subprocess.Popen(['sleep', '600']).pid)"
        print(process.run(source, 60)[0][0].text, flush=True)
        process.run("import time; time.sleep(600)", 600)
"""
    running = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    try:
        assert running.stdout is not None
        pids = [int(pid) for pid in running.stdout.readline().split()]
        assert len({*pids, running.pid}) == 4
    finally:
        running.send_signal(signal.SIGKILL)
        running.wait()
    assert [gone(pid) for pid in pids] == [True, True, True]


def test_a_server_whose_starter_is_gone_ends_before_it_imports():
    given = {**os.environ, cells.STARTED_BY: "1"}
    ended = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import atexit, sys; atexit.register(lambda: print(*sys.modules)); import {cells.STACK}",
        ],
        env=given,
        capture_output=True,
        text=True,
    )
    assert (ended.returncode, ended.stderr, "numpy" in ended.stdout) == (1, "", False)


def test_where_nothing_can_be_forked_a_run_says_so_once_and_makes_the_same_reports(tmp_path, monkeypatch):
    study = Study(make_study(tmp_path))
    write(tmp_path, "01_output", small_notebook("하나?", "One?"))
    process_edition(study, EDITION)
    monkeypatch.setattr(cells, "can_fork", lambda: False)
    monkeypatch.setattr(cells, "_cold", [])
    outcome = run.make(study, EDITION, plan(study, EDITION, {}), Manner(2))
    why = f"this platform, {sys.platform}, has no safe fork"
    assert [note.en for note in outcome.notes if "forked" in note.en] == [
        f"The notebooks' processes were started anew, for they could not be forked: {why}"
    ]
    assert (study.reports(EDITION) / "ko" / "02_pace.html").is_file()


def test_a_process_that_never_starts_is_told_within_its_time(place, monkeypatch):
    monkeypatch.setattr(cells, "SECONDS_TO_START", 0.01)
    monkeypatch.setattr(cells, "_cold", [])
    with pytest.raises(CellsError, match="did not start"):
        Cells(*place)


def test_a_cell_may_start_processes_of_its_own(place):
    source = "import multiprocessing as mp\nwith mp.get_context('fork').Pool(1) as pool: print(pool.map(abs, [-1]))"
    with Cells(*place) as process:
        assert said(process.run(source, 60)[0]) == "[1]\n"
