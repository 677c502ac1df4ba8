"""A process of its own for what a notebook does: forked from a server that has imported the stack, or started cold.

What an interactive session needs of a kernel, a run does not: cells go there and their outputs come back by a pipe.
"""

import atexit
import fcntl
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from types import ModuleType
from typing import TYPE_CHECKING, Any, Self

from analysis.words import Words

if TYPE_CHECKING:
    from analysis.publish.run.shell import Ran

Serve = Callable[[Connection, str, Mapping[str, str]], None]

STACK = "analysis.publish.run.stack"
STARTED_BY = "STUDY_STARTED_BY"
SECONDS_TO_START = 60
# One thread of linear algebra: sums come out the same on every machine, processes don't crowd each other, and none is
# alive at a fork. The backend is the one that notebooks have; what is imported is not of the folder one stands in.
STEADY = {
    "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
}
SAFE_PATH = {"PYTHONSAFEPATH": "1"}
ENDED = Words(
    "셀을 실행하던 프로세스가 끝나 버렸다. 셀이 스스로 끝내지 않았으면 메모리가 모자라는지 본다.",
    "the process that ran it ended; where the cell did not end it itself, see whether memory runs short.",
)
TOO_LONG = Words("{:g}초 안에 끝나지 않았다.", "it took longer than {:g} s.")
NOT_STARTED = Words(
    f"셀을 실행할 프로세스가 {SECONDS_TO_START}초 안에 시작하지 않았다. 메모리나 프로세스 수의 제한을 본다.",
    f"the process that is to run it did not start within {SECONDS_TO_START} s; see the limits on memory and processes.",
)

_starting = threading.Lock()
_cold: list[str] = []
_living: set["Served"] = set()
_ended = threading.Event()


class CellsError(Exception):
    """The process ended, took too long, or did not start; the words say which."""

    def __init__(self, words: Words):
        super().__init__(words.en)
        self.words = words


def can_fork() -> bool:
    """Whether processes can be forked: the system has a server for it, and its libraries bear a fork."""
    return sys.platform == "linux"


def fell_back() -> str | None:
    """Why a process could not be forked; None where all were."""
    return _cold[0] if _cold else None


@contextmanager
def ended_together(pool: Executor) -> Iterator[None]:
    """Inside, where it is left by an error, the pool's calls and all processes of this one end, and none is begun."""
    _ended.clear()
    try:
        yield
    except BaseException:
        _ended.set()
        pool.shutdown(wait=False, cancel_futures=True)
        for one in list(_living):
            one.kill()
        raise


def start_server(environment: Mapping[str, str]) -> None:
    """Starts this process's server where it does not run, to be called by the main thread: it ends with that."""
    if can_fork():
        multiprocessing.set_forkserver_preload([STACK])
        with _starting, _environment({**environment, **SAFE_PATH, STARTED_BY: str(os.getpid())}), no_main():
            forkserver.ensure_running()


class Served:
    """A process of its own that `serve` is the whole of, which answers what it is sent; it ends with this one.

    `serve` takes its end of a pipe, by which it says that it is ready, a folder and an environment.
    """

    def __init__(self, serve: Serve, folder: str, environment: Mapping[str, str], *, warm: bool = True):
        self._serve, self._folder, self._environment = serve, folder, dict(environment)
        if not (warm and can_fork() and not _cold and self._started(multiprocessing.get_context("forkserver"))):
            if warm and not _cold:
                _cold.append(_why())
            if not self._started(multiprocessing.get_context("spawn")):
                raise CellsError(NOT_STARTED)

    def ask(self, what: Any, seconds: float) -> Any:
        """The answer to what it is sent.

        Raises:
            CellsError: the process ended, or took longer than so many seconds.
        """
        try:
            self._pipe.send(what)
            if not self._pipe.poll(seconds):
                raise CellsError(TOO_LONG.filled(seconds))
            return self._pipe.recv()
        except (OSError, EOFError):
            raise CellsError(ENDED) from None

    def kill(self) -> None:
        """Ends the process and what it started; a thread that waits for an answer is told."""
        with suppress(OSError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()

    def close(self) -> None:
        """Ends the process and what it started, and waits for that."""
        atexit.unregister(self.close)
        _living.discard(self)
        self.kill()
        self._process.join()
        self._pipe.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _started(self, context: Any) -> bool:
        """Whether a process started and is ready; CellsError where none is to begin any more."""
        if _ended.is_set():
            raise CellsError(ENDED)
        self._pipe, theirs = multiprocessing.Pipe()
        self._process = context.Process(target=self._serve, args=(theirs, self._folder, self._environment))
        try:
            with _starting, _environment({**self._environment, **SAFE_PATH}), no_main(), may_have_children():
                self._process.start()
            atexit.register(self.close)  # multiprocessing would wait for its end
            _living.add(self)
            theirs.close()
            if _ended.is_set():
                self.kill()
            if self._pipe.poll(SECONDS_TO_START):
                self._pipe.recv()
                return True
        except (OSError, EOFError):
            pass
        if self._process.pid:
            self.close()
        return False


class Cells(Served):
    """A process for a notebook's cells."""

    def __init__(self, folder: str, environment: Mapping[str, str], *, warm: bool = True):
        super().__init__(serve, folder, environment, warm=warm)

    def run(self, source: str, seconds: float) -> "Ran":
        """Runs a cell: its outputs, its number, and whether it came to its end; CellsError as `ask`."""
        answer: Ran = self.ask(source, seconds)
        return answer


def _why() -> str:
    if not can_fork():
        return f"this platform, {sys.platform}, has no safe fork"
    return "the server that they are forked from refused, did not answer or ended"


@contextmanager
def _environment(given: Mapping[str, str]) -> Iterator[None]:
    """Inside, processes are started with this environment: what libraries ask for once, when they are loaded."""
    before = dict(os.environ)
    os.environ.update(given)
    try:
        yield
    finally:
        for name in given.keys() - before.keys():
            del os.environ[name]
        os.environ.update(before)


@contextmanager
def may_have_children() -> Iterator[None]:
    """Inside, a process that multiprocessing takes for a daemon may start others, as a worker of Dask must."""
    settings = multiprocessing.current_process()._config  # type: ignore[attr-defined]
    before, settings["daemon"] = settings.get("daemon"), False
    try:
        yield
    finally:
        settings["daemon"] = before


@contextmanager
def no_main() -> Iterator[None]:
    """Inside, processes are started that do not run this one's program anew, as multiprocessing has them do."""
    before = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = before


def serve(pipe: Connection, folder: str, environment: Mapping[str, str]) -> None:
    """Runs the cells that come by the pipe, in this folder and environment; to be the whole of a process."""
    from analysis.data.dependencies import begin_to_record
    from analysis.publish.run.shell import begin

    enter(folder, environment)
    shell = begin()
    begin_to_record()
    pipe.send(None)
    with suppress(EOFError):
        while True:
            pipe.send(shell.run(pipe.recv()))


def enter(folder: str, environment: Mapping[str, str]) -> None:
    """Makes this process one for a notebook: as `become`, and what lies beside the notebook can be imported."""
    become(folder, environment)
    sys.path.insert(0, "")


def become(folder: str, environment: Mapping[str, str]) -> None:
    """Gives this process a folder, an environment, random numbers of its own, and an end with the one that asked."""
    os.setsid()
    end_with_parent()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = [""]
    own_random_numbers()


def own_random_numbers() -> None:
    """Gives a process that was forked numbers of its own; the standard library's random does so by itself."""
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()


def end_with_parent() -> None:
    """Has the system end this process, and what it started, once the one that asked for it is gone.

    SIGIO ends a process whatever it is at, where a thread would have to wait for the interpreter; without it there is
    a thread.
    """
    parent = multiprocessing.parent_process()
    assert parent is not None
    if sys.platform != "linux":
        threading.Thread(target=_wait_and_end, args=[parent.sentinel], daemon=True).start()
        return
    fcntl.fcntl(parent.sentinel, fcntl.F_SETOWN, -os.getpgrp())
    fcntl.fcntl(parent.sentinel, fcntl.F_SETFL, fcntl.fcntl(parent.sentinel, fcntl.F_GETFL) | os.O_ASYNC)
    if wait([parent.sentinel], 0):
        os.killpg(0, signal.SIGKILL)


def _wait_and_end(sentinel: int) -> None:
    wait([sentinel])
    os.killpg(0, signal.SIGKILL)
