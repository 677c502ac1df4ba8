"""Warm kernels, held against the ordinary ones and against what can happen to them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import papermill
import pytest
from jupyter_client import KernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from tiny_study import EDITION, LIGHT, code, make_study, notebook, small_notebook, write

from analysis.data.editions import Study
from analysis.data.process import process_edition
from analysis.publish import make as run
from analysis.publish.run import fork, warm
from analysis.publish.run.execute import NotebookError, execute
from analysis.publish.run.jobs import Job, Manner, plan
from analysis.publish.run.workplace import workplace

pytestmark = pytest.mark.skipif(not fork.available(), reason="kernels are forked on Linux alone")
SEEN = """
import os, random, signal, sys, threading
import matplotlib, numpy
print(sys.argv[0], sys.path, os.getcwd(), sys.flags, __name__, sorted(set(os.environ) - {"JPY_PARENT_PID"}))
print([signal.getsignal(one) for one in (signal.SIGINT, signal.SIGCHLD, signal.SIGTERM)], sys.stdin.fileno())
print(matplotlib.rcParams["backend"], {k: v for k, v in matplotlib.rcParams.items() if k != "backend"} ==
      {k: v for k, v in matplotlib.rcParamsDefault.items() if k != "backend"} | {"figure.dpi": 72.0})
print(numpy.get_printoptions(), numpy.geterr(), hash("a"), get_ipython().__class__, os.getsid(0) == os.getpid())
"""


@pytest.fixture
def environment(tmp_path):
    with workplace(tmp_path, tmp_path / "cache") as environment:
        yield environment


@pytest.fixture
def manager(environment):
    """A warm kernel that is waited for, as any tool would start it."""
    KernelProvisionerFactory.clear_instance()
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(env=environment)
    client = manager.blocking_client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    yield manager, client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def job_of(root: Path, *cells) -> Job:
    return Job(write(root, "01_any", small_notebook("무엇인가?", "What?", *cells)), EDITION, "ko")


def texts(book) -> list[str]:
    return [output["text"].strip() for cell in book.cells for output in cell.get("outputs", []) if "text" in output]


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


def test_a_study_gives_the_same_bytes_warm_and_cold(tmp_path, whole_stack):
    made = []
    for manner in (Manner(2), Manner(2, warm=False)):
        study = Study(make_study(tmp_path / str(manner.warm)))
        process_edition(study, EDITION)
        assert not run.make(study, EDITION, plan(study, EDITION, {}), manner).failures
        folder = study.reports(EDITION)
        made.append({path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()})
    assert len(made[0]) == 13
    assert made[0] == made[1]


def test_a_warm_kernel_finds_the_process_as_a_cold_one_does(tmp_path, whole_stack):
    seen = []
    for kind in (True, False):
        with workplace(tmp_path, tmp_path / "cache", warm=kind) as environment:
            seen.append(texts(execute(job_of(tmp_path, code(SEEN)), tmp_path / "out.ipynb", environment)))
    assert "inline" in seen[0][0]
    assert seen[0] == seen[1]


def test_it_is_really_forked_from_one_server_that_has_imported(tmp_path, environment):
    cell = code("import os, sys\nprint(os.getppid(), 'numpy' in sys.modules, os.getpid())")
    seen = [texts(execute(job_of(tmp_path, cell), tmp_path / "o.ipynb", environment))[0].split() for _ in range(2)]
    assert seen[0][:2] == seen[1][:2]
    assert seen[0][0] != str(os.getpid())
    assert seen[0][1] == "True"
    assert seen[0][2] != seen[1][2]
    assert gone(int(seen[0][2]))


def test_each_kernel_has_random_numbers_of_its_own(tmp_path, environment):
    cell = code("import random, uuid, numpy\nprint(random.random(), numpy.random.random(), uuid.uuid4())")
    one, two = (texts(execute(job_of(tmp_path, cell), tmp_path / "o.ipynb", environment))[0].split() for _ in range(2))
    assert not set(one) & set(two)


def test_what_one_notebook_does_to_its_process_no_other_sees(tmp_path, environment):
    spoil = code("import os, sys, json\nos.chdir('/')\nos.environ['SPOILT'] = 'yes'\njson.spoilt = sys.path[:] = []")
    look = code("import os, json\nprint(os.getcwd(), os.environ.get('SPOILT'), hasattr(json, 'spoilt'))")
    execute(job_of(tmp_path, spoil), tmp_path / "o.ipynb", environment)
    seen = texts(execute(job_of(tmp_path, look), tmp_path / "o.ipynb", environment))
    assert seen == [f"{tmp_path / 'notebooks'} None False"]


def test_a_kernel_has_the_environment_that_it_is_given(tmp_path, environment):
    cell = code("import os\nprint(os.environ.get('OWN'))")
    for own in ("one", "two"):
        book = execute(job_of(tmp_path, cell), tmp_path / "o.ipynb", {**environment, "OWN": own})
        assert texts(book) == [own]


def test_kernels_that_need_another_interpreter_setting_get_another_server(environment):
    same, other = {**environment, "OWN": "x"}, {**environment, "PYTHONHASHSEED": "7"}
    first, again, another = (fork.start([sys.executable], one, LIGHT) for one in (environment, same, other))
    try:
        assert again is first
        assert another is not first
    finally:
        fork.close(other)
    assert first.alive
    assert not another.alive


def test_an_interrupt_stops_the_cell_and_the_kernel_lives_on(manager):
    kernel, client = manager
    assert isinstance(kernel.provisioner.process, fork.ForkedKernel)
    asked = client.execute("import time\nprint('begun', flush=True)\ntime.sleep(600)", stop_on_error=False)
    while client.get_iopub_msg(timeout=30)["content"].get("text") != "begun\n":
        pass
    kernel.interrupt_kernel()
    assert client.get_shell_msg(timeout=30)["content"]["ename"] == "KeyboardInterrupt"
    assert asked
    client.execute("1 + 1")
    assert client.get_shell_msg(timeout=30)["content"]["status"] == "ok"


def test_a_kernel_leaves_its_connection_file_alone_until_its_manager_has_read_it(environment, monkeypatch):
    KernelProvisionerFactory.clear_instance()
    compare, seen = KernelManager._reconcile_connection_info, []

    def compare_late(self, info):
        before = Path(self.connection_file).stat().st_mtime_ns
        time.sleep(1)
        seen.append(Path(self.connection_file).stat().st_mtime_ns == before)
        compare(self, info)

    monkeypatch.setattr(KernelManager, "_reconcile_connection_info", compare_late)
    kernel = KernelManager(kernel_name="python3")
    kernel.start_kernel(env=environment, transport_encryption="auto")
    try:
        assert isinstance(kernel.provisioner.process, fork.ForkedKernel)
        assert seen == [True]
    finally:
        kernel.shutdown_kernel(now=True)


def test_a_kernel_can_be_restarted_and_shut_down_gently(manager):
    kernel, client = manager
    before = kernel.provisioner.pid
    kernel.restart_kernel()
    client.wait_for_ready(timeout=60)
    after = kernel.provisioner.pid
    assert after != before
    assert gone(before)
    kernel.shutdown_kernel(now=False)
    assert gone(after)


def test_a_cell_that_takes_too_long_is_stopped_and_its_kernel_is_gone(tmp_path, environment, monkeypatch):
    monkeypatch.setattr("analysis.publish.run.execute.SECONDS_A_CELL", 2)
    written = tmp_path / "pid"
    cell = code(f"import os, time\nopen({str(written)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)")
    with pytest.raises(NotebookError, match="CellTimeoutError"):
        execute(job_of(tmp_path, cell), tmp_path / "out.ipynb", environment)
    assert gone(int(written.read_text()))


def test_a_killed_run_leaves_neither_kernels_nor_their_children_nor_the_server(tmp_path):
    cell = """
import os, subprocess, time
child = subprocess.Popen(["sleep", "600"])
open("pids.part", "w").write(f"{os.getppid()} {os.getpid()} {child.pid}")
os.rename("pids.part", "pids")
time.sleep(600)
"""
    write(tmp_path, "01_any", small_notebook("무엇인가?", "What?", code(cell)))
    program = f"""
from pathlib import Path
import analysis.publish.run.workplace as places
places.modules = lambda: {LIGHT!r}
from analysis.publish.run.execute import execute_in_place
root = Path({str(tmp_path)!r})
with places.workplace(root, root / "cache") as environment:
    execute_in_place(root / "notebooks" / "01_any.ipynb", environment)
"""
    running = subprocess.Popen([sys.executable, "-c", program])
    written = tmp_path / "notebooks" / "pids"
    try:
        for _ in range(1200):
            if written.exists():
                break
            time.sleep(0.05)
        pids = [int(pid) for pid in written.read_text().split()]
        assert len({*pids, running.pid}) == 4
        running.send_signal(signal.SIGKILL)
    finally:
        running.kill()
        running.wait()
    assert [gone(pid) for pid in pids] == [True, True, True]


def test_a_server_in_which_a_thread_lives_forks_nothing_and_the_kernel_starts_cold(tmp_path, monkeypatch, caplog):
    (tmp_path / "threaded.py").write_text(
        "import threading, time\nthreading.Thread(target=time.sleep, args=(600,), daemon=True).start()\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr("analysis.publish.run.workplace.modules", lambda: [*LIGHT, "threaded"])
    monkeypatch.setattr(warm, "_fallbacks", [])
    monkeypatch.setattr(warm.LOG, "level", 0)
    with workplace(tmp_path, tmp_path / "cache") as environment:
        cell = code("import os\nprint(os.getppid())")
        for _ in range(2):
            book = execute(job_of(tmp_path, cell), tmp_path / "out.ipynb", environment)
            assert texts(book) == [str(os.getpid())]
    assert [one.message for one in caplog.records if one.name == warm.__name__] == [
        "Kernels are started cold: the fork server refused, for a thread is alive in it, or it ended"
    ]


def test_a_run_where_nothing_can_be_forked_says_so_once_and_makes_the_same_reports(tmp_path, monkeypatch):
    study = Study(make_study(tmp_path))
    write(tmp_path, "01_output", small_notebook("하나?", "One?"))
    process_edition(study, EDITION)
    monkeypatch.setattr(fork, "available", lambda: False)
    monkeypatch.setattr(warm, "available", lambda: False)
    monkeypatch.setattr(warm, "_fallbacks", [])
    outcome = run.make(study, EDITION, plan(study, EDITION, {}), Manner(2))
    why = f"this platform, {sys.platform}, has no safe fork"
    said = [note.en for note in outcome.notes if "Kernels" in note.en]
    assert said == [f"Kernels were started anew, for they could not be forked: {why}"]
    assert (study.reports(EDITION) / "ko" / "02_pace.html").is_file()


def test_papermill_takes_warm_kernels_through_the_entry_point(tmp_path, monkeypatch):
    write(tmp_path, "any", notebook(code("import os\nprint(os.getppid())")))
    monkeypatch.setenv("JUPYTER_DEFAULT_PROVISIONER_NAME", "study-warm")
    KernelProvisionerFactory.clear_instance()
    monkeypatch.setattr(KernelProvisionerFactory, "provisioners", {})
    try:
        path = tmp_path / "notebooks" / "any.ipynb"
        papermill.execute_notebook(path, tmp_path / "out.ipynb", progress_bar=False, kernel_name="python3")
    finally:
        KernelProvisionerFactory.clear_instance()
        fork.close()
    parent = texts(nbformat.read(tmp_path / "out.ipynb", as_version=4))[0]
    assert parent != str(os.getpid())
    assert warm.fell_back() is None


TRANSPORT = code("import ipykernel.kernelapp as app\nprint(app.IPKernelApp.instance().transport)")


def test_a_kernel_listens_at_files_and_not_at_ports_that_another_may_take(tmp_path, environment):
    assert texts(execute(job_of(tmp_path, TRANSPORT), tmp_path / "o.ipynb", environment)) == ["ipc"]


def test_a_kernel_whose_files_would_have_too_long_a_name_listens_at_ports(tmp_path, environment, monkeypatch):
    monkeypatch.setattr("analysis.publish.run.execute.LONGEST_ADDRESS", 10)
    assert texts(execute(job_of(tmp_path, TRANSPORT), tmp_path / "o.ipynb", environment)) == ["tcp"]
