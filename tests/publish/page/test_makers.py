import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from analysis.publish.page.makers import ENDED, page_makers
from analysis.publish.run.cells import STEADY
from analysis.publish.run.errors import CallError, ReportError
from analysis.publish.run.parameters import check_languages

ASKER = """
import os, time
from analysis.publish.page.makers import PageMakers
pages = PageMakers(1, os.environ, warm=False)
pages.make(print, "ready")
print(pages._all[0]._process.pid, flush=True)
pages.make(time.sleep, 600)
"""


@pytest.fixture(params=["warm", "cold"])
def makers(request):
    """What starts page makers, forked or anew."""
    return partial(page_makers, environment={**os.environ, **STEADY}, warm=request.param == "warm")


def test_what_is_wrong_with_a_page_is_reported_in_both_languages_as_its_maker_found_it(makers):
    with pytest.raises(CallError) as here:
        check_languages(["fr"])
    with makers(1) as pages, pytest.raises(ReportError) as there:
        pages.make(check_languages, ["fr"])
    assert there.value.words == here.value.words


def test_an_error_of_the_machine_comes_back_as_it_is_and_one_of_the_program_as_a_sentence(tmp_path, capfd, makers):
    with makers(1) as pages:
        with pytest.raises(FileNotFoundError):
            pages.make(os.rmdir, str(tmp_path / "gone"))
        with pytest.raises(ReportError, match="An error of the program: ZeroDivisionError"):
            pages.make(divmod, 1, 0)
    assert capfd.readouterr().err == ""


def test_a_file_in_the_folder_where_one_stands_is_no_code_of_a_maker(tmp_path, monkeypatch, makers):
    (tmp_path / "pickle.py").write_text("raise SystemExit('not the library')", "utf-8")
    monkeypatch.chdir(tmp_path)
    with makers(1) as pages:
        pages.make(print)


def test_what_a_library_prints_is_no_answer_and_no_output_of_a_run(capfd, makers):
    with makers(1) as pages:
        pages.make(print, "printed")
        pages.make(print, "again")
    assert capfd.readouterr().out == ""


def test_a_maker_that_ends_fails_its_own_page_alone(makers):
    with makers(1) as pages:
        with pytest.raises(ReportError) as caught:
            pages.make(os._exit, 3)
        assert caught.value.words == ENDED
        pages.make(print, "the next one is made")


def test_many_pages_are_made_by_no_more_makers_than_there_may_be(tmp_path, makers):
    with makers(2) as pages, ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda number: pages.make(os.mkdir, str(tmp_path / str(number))), range(6)))
        assert len(pages._all) <= 2
    assert len(list(tmp_path.iterdir())) == 6


def test_an_interrupt_is_not_heard_by_a_maker(makers):
    with makers(1) as pages:
        pages.make(print)
        os.kill(pages._all[0]._process.pid, signal.SIGINT)
        pages.make(print)


def test_a_maker_ends_with_the_process_that_asks_it_though_that_is_killed():
    asker = subprocess.Popen([sys.executable, "-c", ASKER], stdout=subprocess.PIPE, text=True)
    maker = int(asker.stdout.readline())
    assert alive(maker)
    asker.kill()
    asker.communicate()
    until = time.monotonic() + 20
    while alive(maker) and time.monotonic() < until:
        time.sleep(0.05)
    assert not alive(maker)


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits to be fetched does not."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


@pytest.mark.parametrize("module", ["analysis.publish.page.export", "analysis.publish.make"])
def test_pages_and_runs_are_made_without_importing_what_only_notebooks_need(module):
    code = f"import sys, {module}; print([name for name in ('pandas', 'matplotlib') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
