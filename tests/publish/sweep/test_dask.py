"""The same sweep on a Dask cluster, started as its users would start it."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sweeps import contents, ran, sweep
from tiny_study import NAME, code, make_study, small_notebook, write

pytest.importorskip("distributed", reason="Dask is not installed")
DASK = str(Path(sys.executable).with_name("dask"))
GRID = ("--set", "rate=1:10:1", "--lang", "en")
SECONDS = 120


def slow_study(root: Path) -> Path:
    make_study(root)
    marks = root.parent / "begun"
    marks.mkdir(exist_ok=True)
    mark = f"import os, pathlib, time\npathlib.Path({str(marks)!r}, f'{{rate}}-{{os.getpid()}}').touch()\ntime.sleep(1)"
    write(root, NAME, small_notebook("하나?", "One?", code(mark), results={"tiny.twice": "rate * 2"}))
    return root


@pytest.fixture
def cluster(tmp_path):
    """The address of a scheduler, and its two workers, each the leader of a group of processes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    calls = [
        ["scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"],
        *([["worker", address, "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1"]] * 2),
    ]
    log = (tmp_path / "dask.log").open("w")
    started = [
        subprocess.Popen([DASK, *call], cwd=tmp_path, stdout=log, stderr=log, start_new_session=True) for call in calls
    ]
    from distributed import Client

    with Client(address, timeout=SECONDS, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=SECONDS)
    yield address, started[1:]
    for process in started:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
        process.wait()
    log.close()


def test_a_worker_killed_in_the_middle_loses_nothing_and_the_bytes_are_those_of_a_local_sweep(tmp_path, cluster):
    address, workers = cluster
    root = slow_study(tmp_path / "study")
    call = [sys.executable, "-m", "analysis.cli", "sweep", NAME, *GRID, "--root", str(root), "--scheduler", address]
    running = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    points = root / "reports" / "sweeps" / "rate" / "points"
    deadline = time.monotonic() + SECONDS
    while len(list(points.glob("[!.]*.json"))) < 2 and time.monotonic() < deadline and running.poll() is None:
        time.sleep(0.02)
    os.killpg(workers[0].pid, signal.SIGKILL)
    assert len(list(points.glob("[!.]*.json"))) < 10
    said, _ = running.communicate(timeout=SECONDS)
    assert running.returncode == 0, said
    assert "10 points: 10 run, 0 as they were, 0 failed." in said
    on_dask = contents(root)
    assert len(on_dask) == 12
    assert ran(sweep(root, NAME, *GRID)) == []
    for path in points.iterdir():
        path.unlink()
    assert len(ran(sweep(root, NAME, *GRID, "--jobs", "4"))) == 10
    assert contents(root) == on_dask


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense", "http://127.0.0.1:80"])
def test_an_address_where_nothing_answers_is_reported_in_a_sentence(tmp_path, monkeypatch, address):
    monkeypatch.setattr("analysis.publish.sweep.executors.SECONDS", 1)
    root = slow_study(tmp_path / "study")
    for lang, said in (("ko", "Dask 스케줄러가 응답하지 않는다"), ("en", "no Dask scheduler answers there")):
        result = sweep(root, NAME, "--set", "rate=1", "--lang", lang, "--scheduler", address)
        assert result.exit_code == 2
        assert f"--scheduler {address}: " in result.output
        assert said in result.output


def test_where_dask_is_not_installed_a_sentence_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    root = slow_study(tmp_path / "study")
    result = sweep(root, NAME, "--set", "rate=1", "--lang", "en", "--scheduler", "tcp://127.0.0.1:1")
    assert result.exit_code == 2
    assert "--scheduler needs Dask: pip install" in result.output
