"""Pages are made in processes of their own, so that this one is free for the notebooks while they are made.

What makes pages is imported there alone: the calls at the end of this file are all that this process knows of it.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import LifoQueue
from threading import Lock
from typing import BinaryIO, ParamSpec

from analysis.publish.run.errors import ReportError, sentence_of
from analysis.publish.run.jobs import Job
from analysis.publish.run.provenance import Provenance
from analysis.words import Words

ENDED = Words(
    "보고서를 만드는 프로세스가 끝나 버렸다. 위에 적힌 오류가 없으면 메모리가 모자라는지 보고 다시 실행한다.",
    "A process that makes pages ended; where no error stands above, see whether memory runs short, and run again.",
)
READY = b"\0study-pages\n"
P = ParamSpec("P")


class PageMaker:
    """A process that makes one page after another; it ends once its input closes, however this process ends."""

    def __init__(self) -> None:
        command = [sys.executable, "-P", "-m", "analysis.publish.page.makers"]  # no code from the folder one stands in
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._ready = False

    def ask(self, page: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        """Waits for a page to be made; ReportError where it may not be published, or the maker ended; OSError as it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            pickle.dump((page, args, kwargs), self._process.stdin)
            self._process.stdin.flush()
            while not self._ready and (line := self._process.stdout.readline()):
                self._ready = line.endswith(READY)  # before it stands what the user's site prints as Python starts
            fault: Words | OSError | None = pickle.load(self._process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError):
            self._process.kill()
            self._process.wait()
            raise ReportError(ENDED) from None
        if isinstance(fault, OSError):
            raise fault
        if fault is not None:
            raise ReportError(fault)

    @property
    def alive(self) -> bool:
        """Whether it can make another page."""
        return self._process.poll() is None

    def close(self) -> None:
        """Ends the process, which is at no page."""
        self._process.kill()
        with suppress(OSError):
            self._process.communicate()


class PageMakers:
    """Up to so many page makers, one at once, the others when there is a page and no other is free."""

    def __init__(self, most: int):
        self._most, self._all = most - 1, list[PageMaker]()
        self._free, self._guard = LifoQueue[PageMaker](), Lock()
        self._free.put(self._started())  # it imports while the first notebook runs

    def make(self, page: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        """Has a page made and waits for it; ReportError as its maker raises it."""
        maker = self._take()
        try:
            maker.ask(page, *args, **kwargs)
        finally:
            self._free.put(maker if maker.alive else self._started())

    def _take(self) -> PageMaker:
        with self._guard:
            if self._free.empty() and self._most > 0:
                self._most -= 1
                return self._started()
        return self._free.get()

    def _started(self) -> PageMaker:
        self._all.append(PageMaker())
        return self._all[-1]

    def close(self) -> None:
        """Ends them all."""
        for maker in self._all:
            maker.close()


@contextmanager
def page_makers(most: int) -> Iterator[PageMakers]:
    """Up to so many page makers, for the time of a run."""
    makers = PageMakers(most)
    try:
        yield makers
    finally:
        makers.close()


def write_report(job: Job, executed: Path, provenance: Provenance, processed: Path) -> None:
    """Writes the page of an executed notebook beside it."""
    from analysis.publish.page.export import report_page
    from analysis.publish.run.notebooks import read_notebook

    _write(executed.with_suffix(".html"), report_page(job, read_notebook(executed), provenance, processed))


def write_index(folder: Path, provenance: Provenance, missing: Sequence[str] = ()) -> None:
    """Writes the index of a folder of executed notebooks; `missing` are those that failed."""
    from analysis.publish.page.index import index_page
    from analysis.publish.run.folders import read_executed

    _write(folder / "index.html", index_page(provenance, read_executed(folder, ()), missing=missing))


def write_what_if(folder: Path, root: Path, jobs: Sequence[Job], provenance: Provenance) -> None:
    """Writes the first page of a what-if, made by these jobs, into the folder of its executed notebooks."""
    from analysis.publish.page.what_if import what_if_page
    from analysis.publish.run.folders import read_executed

    os.environ["STUDY_ROOT"] = str(root)  # cells that open an edition themselves find it; a maker has one study
    _write(folder / "index.html", what_if_page(provenance, root, jobs, read_executed(folder, ())))


def write_editions(reports: Path) -> None:
    """Writes the list of editions into a folder of reports, whole or not at all."""
    from analysis.publish.page import editions_index

    editions_index.write_editions(reports)


def _write(path: Path, page: str) -> None:
    path.write_text(page, "utf-8", newline="\n")


def main(calls: BinaryIO, answers: BinaryIO) -> None:
    """Makes the pages that are asked for until nobody asks any more; answers each with what was wrong, or None."""
    from analysis.publish.run.import_shims import block_grammar_import

    block_grammar_import()
    answers.write(READY)
    with suppress(EOFError):
        while True:
            page, args, kwargs = pickle.load(calls)
            fault: Words | OSError | None = None
            try:
                page(*args, **kwargs)
            except OSError as error:  # a full disk stops the run, not the page alone
                fault = error
            except Exception as error:
                fault = sentence_of(error)
            pickle.dump(fault, answers)
            answers.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the asker's affair
    with os.fdopen(os.dup(1), "wb") as answering:
        os.dup2(2, 1)  # what a library prints is no answer
        main(sys.stdin.buffer, answering)
