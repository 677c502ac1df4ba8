"""Pages are made in processes of their own, so that this one is free for the notebooks while they are made.

What makes pages is imported there alone: the calls at the end of this file are all that this process knows of it.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Semaphore
from typing import ParamSpec

from analysis.publish.run.cells import CellsError, Served, become
from analysis.publish.run.errors import ReportError, sentence_of
from analysis.publish.run.jobs import Job
from analysis.publish.run.provenance import Provenance
from analysis.words import Words

SECONDS = 3600
ENDED = Words(
    "보고서를 만드는 프로세스가 끝나 버렸다. 위에 적힌 오류가 없으면 메모리가 모자라는지 보고 다시 실행한다.",
    "A process that makes pages ended; where no error stands above, see whether memory runs short, and run again.",
)
P = ParamSpec("P")


class PageMakers:
    """Up to so many processes that make pages, each started when there is a page and no other is free."""

    def __init__(self, most: int, environment: Mapping[str, str], *, warm: bool):
        self._turns, self._free, self._all = Semaphore(most), list[Served](), list[Served]()
        self._environment, self._warm = environment, warm

    def make(self, page: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        """Waits for a page to be made; ReportError where it may not be published, or its maker ended; OSError as it."""
        with self._turns:
            try:
                maker = self._taken()
                fault: Words | OSError | None = maker.ask((page, args, kwargs), SECONDS)
            except CellsError:
                raise ReportError(ENDED) from None
            self._free.append(maker)
        if isinstance(fault, OSError):
            raise fault
        if fault is not None:
            raise ReportError(fault)

    def _taken(self) -> Served:
        """One that is free, taken at once lest another thread take it; else a new one."""
        try:
            return self._free.pop()
        except IndexError:
            maker = Served(serve, str(Path.cwd()), self._environment, warm=self._warm)
            self._all.append(maker)
            return maker

    def close(self) -> None:
        """Ends them all."""
        for maker in self._all:
            maker.close()


@contextmanager
def page_makers(most: int, environment: Mapping[str, str], *, warm: bool = True) -> Iterator[PageMakers]:
    """Up to so many page makers, for the time of a run."""
    makers = PageMakers(most, environment, warm=warm)
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

    _write(folder / "index.html", what_if_page(provenance, root, jobs, read_executed(folder, ())))


def write_editions(reports: Path) -> None:
    """Writes the list of editions into a folder of reports, whole or not at all."""
    from analysis.publish.page import editions_index

    editions_index.write_editions(reports)


def _write(path: Path, page: str) -> None:
    path.write_text(page, "utf-8", newline="\n")


def serve(pipe: Connection, folder: str, environment: Mapping[str, str]) -> None:
    """Makes the pages that are asked for, and answers each with what was wrong, or None; the whole of a process."""
    from analysis.publish.run.import_shims import block_grammar_import

    block_grammar_import()
    become(folder, environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the asker's affair
    os.dup2(2, 1)  # what a library prints is no report of the run
    pipe.send(None)
    with suppress(EOFError):
        while True:
            page, args, kwargs = pipe.recv()
            fault: Words | OSError | None = None
            try:
                page(*args, **kwargs)
            except OSError as error:  # a full disk stops the run, not the page alone
                fault = error
            except Exception as error:
                fault = sentence_of(error)
            sys.stdout.flush()
            pipe.send(fault)
