"""Executes notebooks: papermill's way of setting parameters and of keeping failures, in a place of our own."""

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import papermill
from nbformat import NotebookNode
from nbformat.v4 import new_output
from papermill.engines import Engine, papermill_engines
from papermill.exceptions import PapermillExecutionError

from analysis.data.editions import NoEditionError, NoStudyError
from analysis.data.misuse import MisuseError, UnknownNameError
from analysis.data.notebooks import TAG
from analysis.data.parameters import Value
from analysis.data.registers import BadRegisterError
from analysis.methods.user_error import UserError
from analysis.publish.run.cells import Cells, CellsError
from analysis.publish.run.errors import ReportError
from analysis.publish.run.jobs import Job
from analysis.publish.run.notebooks import KERNEL, read_notebook, settle, write_notebook
from analysis.publish.run.parameters import read_parameters
from analysis.publish.run.results import RESULTS
from analysis.words import Words

SECONDS_A_CELL = 600
RECORDS = re.compile(r"^report\.recorded\(\)", re.M)
NOTHING_RECORDED = Words("결과가 이 셀의 출력에 없다", "the cell carries no results")
ANSI = re.compile(r"\x1b\[[0-9;]*m")
SLIPS = {
    one.__name__ for one in (UserError, MisuseError, UnknownNameError, NoEditionError, NoStudyError, BadRegisterError)
}


class NotebookError(ReportError):
    """A notebook stopped: at which cell, counted from 1 as its author counts, and the last line of the error."""

    def __init__(self, place: str, cell: int, source: str, message: Words):
        first = next((line for line in source.splitlines() if line.strip()), "")
        super().__init__(
            Words(
                f"{place}: {cell}번째 셀에서 멈췄다.\n    셀: {first}\n    오류: {message.ko}",
                f"{place} stopped at cell {cell}.\n    cell: {first}\n    error: {message.en}",
            )
        )
        self.cell, self.message = cell, message.en


class StudyEngine(Engine):  # type: ignore[misc]
    """papermill's engine that runs the cells in a process of their own, which is ended at once."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> None:  # noqa: ARG003
        """Runs the cells up to the first that fails, whose last output is the error."""
        options["books"].append(nb_man.nb)
        cells = nb_man.nb.cells
        at = next((n for n, cell in enumerate(cells) if cell.cell_type == "code"), 0)
        try:
            with Cells(options["folder"], options["environment"], warm=options["warm"]) as process:
                for at, cell in enumerate(cells):  # noqa: B007
                    if cell.cell_type == "code" and cell.source.strip():
                        cell.outputs, cell.execution_count, succeeded = process.run(cell.source, SECONDS_A_CELL)
                        if not succeeded:
                            break
        except CellsError as error:
            options["faults"].append(error)
            said = new_output("error", ename="CellsError", evalue=error.words.en, traceback=[error.words.en])  # type: ignore[no-untyped-call]
            cells[at].outputs = [*cells[at].get("outputs", ()), said]


papermill_engines.register("study", StudyEngine)


def execute(job: Job, out: Path, environment: Mapping[str, str], *, warm: bool = True) -> NotebookNode:
    """The executed notebook, also written to `out`; equal inputs give equal bytes.

    ReportError where it is none, or its parameters are at fault; NotebookError where a cell fails: `out` then holds the
    notebook up to there, with papermill's banner.
    """
    read_parameters(read_notebook(job.notebook), job.name)
    parameters = {"edition": job.edition, "lang": job.lang, **job.parameters}
    executed = _execute(job.notebook, job.place, out, parameters, environment, warm=warm)
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
    *,
    warm: bool = True,
) -> NotebookNode:
    book, books, faults = read_notebook(path), list[NotebookNode](), list[CellsError]()
    try:
        executed = papermill.execute_notebook(
            book,
            None,
            parameters=dict(parameters),
            engine_name="study",
            kernel_name=KERNEL["name"],
            language=KERNEL["language"],
            progress_bar=False,
            request_save_on_cell_execute=False,
            folder=str(path.parent),
            environment=dict(environment),
            warm=warm,
            books=books,
            faults=faults,
        )
    except PapermillExecutionError as error:
        write_notebook(books[0], out)
        message = faults[0].words if faults else Words(*[_last_line(error)] * 2)
        cell = _authors_cell(book, error.cell_index) if parameters else error.cell_index + 1
        raise NotebookError(place, cell, error.source, message) from error
    if (at := unrecorded(executed)) is not None:
        cell = _authors_cell(book, at) if parameters else at + 1
        raise NotebookError(place, cell, executed.cells[at].source, NOTHING_RECORDED)
    return settle(executed)


def unrecorded(book: NotebookNode) -> int | None:
    """The place of a cell that records the notebook's results and carries none."""
    for at, cell in enumerate(book.cells):
        records = cell.cell_type == "code" and RECORDS.search(cell.source)
        if records and not any(RESULTS in output.get("data", {}) for output in cell.outputs):
            return at
    return None


def _last_line(error: PapermillExecutionError) -> str:
    said = error.evalue if error.ename in SLIPS else f"{error.ename}: {error.evalue}"
    return ANSI.sub("", said if error.evalue else error.ename).strip().splitlines()[-1]


def _authors_cell(book: NotebookNode, executed: int) -> int:
    """The number, from 1, that a cell has in its author's notebook, where no parameters are injected."""
    parameters = next(n for n, cell in enumerate(book.cells) if TAG in cell.metadata.get("tags", []))
    return executed if executed > parameters else executed + 1
