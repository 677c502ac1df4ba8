"""Executes notebooks: papermill's way of setting parameters and of keeping failures, in a place of our own."""

import logging
import os
import re
import socket
import tempfile
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any
from uuid import uuid4

import papermill
from jupyter_core.paths import jupyter_runtime_dir
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.iorw import write_ipynb

from analysis.data.editions import NoEditionError, NoStudyError
from analysis.data.misuse import MisuseError, UnknownNameError
from analysis.methods.user_error import UserError
from analysis.publish.run import warm
from analysis.publish.run.errors import ReportError
from analysis.publish.run.jobs import Job
from analysis.publish.run.notebooks import KERNEL, read_notebook, settle, write_notebook
from analysis.publish.run.parameters import TAG, Value
from analysis.publish.run.results import RESULTS
from analysis.words import Words

SECONDS_A_CELL = 600
COMPLETED = "completed"  # as papermill marks a cell
RECORDS = re.compile(r"^report\.recorded\(\)", re.M)
ENDED_EARLY = "the run ended here, before the notebook's last cell / 마지막 셀까지 실행되지 않고 여기서 끝났다"
NOTHING_RECORDED = "the cell carries no results / 결과가 이 셀의 출력에 없다"
LONGEST_ADDRESS = 90  # systems allow 104 bytes and more, of which Jupyter adds a few
ANSI = re.compile(r"\x1b\[[0-9;]*m")
SLIPS = {one.__name__ for one in (UserError, MisuseError, UnknownNameError, NoEditionError, NoStudyError)}
QUIET = logging.getLogger("analysis.publish.kernel")
QUIET.setLevel(logging.CRITICAL)
logging.getLogger(warm.__name__).setLevel(logging.CRITICAL)  # the run reports it in the user's language


# How many notebooks run at once, where others have their kernel started ahead of their turn.
Turns = AbstractContextManager[Any]
ALL_AT_ONCE: Turns = nullcontext()


class NotebookError(ReportError):
    """A notebook stopped: at which cell, counted from 1 as its author counts, and the last line of the error."""

    def __init__(self, place: str, cell: int, source: str, message: str):
        first = next((line for line in source.splitlines() if line.strip()), "")
        super().__init__(
            Words(
                f"{place}: {cell}번째 셀에서 멈췄다.\n    셀: {first}\n    오류: {message}",
                f"{place} stopped at cell {cell}.\n    cell: {first}\n    error: {message}",
            )
        )
        self.cell, self.message = cell, message


class StudyClient(PapermillNotebookClient):  # type: ignore[misc]
    """papermill's client, whose kernel listens at files and, once it is started, waits for its turn to run cells."""

    turns: Turns

    def create_kernel_manager(self) -> Any:
        """A manager of a kernel that listens at files of the run's own folder, which nobody else can enter.

        A port that was free when it was chosen may be another's by the time that the kernel binds it; a file is not.
        """
        manager = super().create_kernel_manager()
        manager.transport_encryption = "auto"
        own = Path(jupyter_runtime_dir(), uuid4().hex[:12])
        if hasattr(socket, "AF_UNIX") and len(os.fsencode(own)) <= LONGEST_ADDRESS:
            manager.transport, manager.connection_file = "ipc", f"{own}.json"
            manager.transport_encryption = "disabled"
        return manager

    def papermill_execute_cells(self) -> None:
        """Runs the cells."""
        with self.turns:
            super().papermill_execute_cells()


class StudyEngine(NBClientEngine):  # type: ignore[misc]
    """papermill's engine with the kernel's folder and environment given; kernels are chosen here and nowhere else."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> None:
        """Runs the cells in a kernel of their own, which is ended at once."""
        client = StudyClient(
            nb_man,
            kernel_name=kernel_name,
            timeout=SECONDS_A_CELL,
            shutdown_kernel="immediate",
            record_timing=False,
            log=QUIET,
        )
        client.turns = options["turns"]
        try:
            client.execute(cwd=options["folder"], env=options["environment"])
        except (RuntimeError, TimeoutError) as error:  # the kernel died or did not start, or a cell took too long
            write_ipynb(nb_man.nb, options["keep"])
            begun = [n for n, cell in enumerate(nb_man.nb.cells) if cell.metadata.papermill["status"] != nb_man.PENDING]
            at = max(begun, default=0)
            message = str(error).strip().splitlines()[0]
            raise PapermillExecutionError(
                at, None, nb_man.nb.cells[at].source, type(error).__name__, message, []
            ) from error


papermill_engines.register("study", StudyEngine)
warm.register()


def execute(job: Job, out: Path, environment: Mapping[str, str], turns: Turns = ALL_AT_ONCE) -> NotebookNode:
    """The executed notebook, also written to `out`; equal inputs give equal bytes. Its cells run in one of the `turns`.

    NotebookError where a cell fails: `out` then holds the notebook up to there, with papermill's banner.
    """
    parameters = {"edition": job.edition, "lang": job.lang, **job.parameters}
    executed = _execute(job.notebook, job.place, out, parameters, environment, turns)
    write_notebook(executed, out)
    return executed


def execute_in_place(path: Path, environment: Mapping[str, str]) -> bool:
    """Executes a notebook with its defaults and writes it back where its content changed; says whether it did."""
    with tempfile.TemporaryDirectory(prefix="study-") as scratch:
        return write_notebook(_execute(path, path.stem, Path(scratch, path.name), {}, environment), path)


def _execute(
    path: Path,
    place: str,
    out: Path,
    parameters: Mapping[str, Value],
    environment: Mapping[str, str],
    turns: Turns = ALL_AT_ONCE,
) -> NotebookNode:
    book = read_notebook(path)
    try:
        executed = papermill.execute_notebook(
            book,
            str(out).replace("{", "{{").replace("}", "}}"),  # papermill fills parameters into paths
            parameters=dict(parameters),
            engine_name="study",
            kernel_name=KERNEL["name"],
            language=KERNEL["language"],
            progress_bar=False,
            request_save_on_cell_execute=False,
            folder=str(path.parent),
            environment=dict(environment),
            keep=str(out),
            turns=turns,
        )
    except PapermillExecutionError as error:
        said = error.evalue if error.ename in SLIPS else f"{error.ename}: {error.evalue}"
        message = ANSI.sub("", said if error.evalue else error.ename).strip().splitlines()
        cell = _authors_cell(book, error.cell_index) if parameters else error.cell_index + 1
        raise NotebookError(place, cell, error.source, message[-1]) from error
    if (at := unfinished(executed)) is not None:
        cell = _authors_cell(book, at) if parameters else at + 1
        raise NotebookError(place, cell, executed.cells[at].source, ENDED_EARLY)
    if (at := unrecorded(executed)) is not None:
        cell = _authors_cell(book, at) if parameters else at + 1
        raise NotebookError(place, cell, executed.cells[at].source, NOTHING_RECORDED)
    return settle(executed)


def unfinished(book: NotebookNode) -> int | None:
    """The place of the first code cell that did not run to its end; papermill takes an exit without fault for one."""
    for at, cell in enumerate(book.cells):
        if cell.cell_type == "code" and cell.source.strip():
            failed = any(output.output_type == "error" for output in cell.outputs)
            if failed or cell.execution_count is None or cell.metadata.get("papermill", {}).get("status") != COMPLETED:
                return at
    return None


def unrecorded(book: NotebookNode) -> int | None:
    """The place of a cell that records the notebook's results and carries none."""
    for at, cell in enumerate(book.cells):
        records = cell.cell_type == "code" and RECORDS.search(cell.source)
        if records and not any(RESULTS in output.get("data", {}) for output in cell.outputs):
            return at
    return None


def _authors_cell(book: NotebookNode, executed: int) -> int:
    """The number, from 1, that a cell has in its author's notebook, where no parameters are injected."""
    parameters = next(n for n, cell in enumerate(book.cells) if TAG in cell.metadata.get("tags", []))
    return executed if executed > parameters else executed + 1
