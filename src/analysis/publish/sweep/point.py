"""A point of a sweep: a book called with other parameters, in a process of its own.

The process is forked for the point and ends with it: nothing that one point leaves behind reaches another, and what it
read is recorded as if it were the first. A fork takes 10 to 16 ms, a book 60 to 400.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from analysis.book import Book
from analysis.data.dependencies import begin_to_record
from analysis.methods.user_error import UserError
from analysis.publish.run.cells import enter
from analysis.publish.run.errors import ReportError
from analysis.publish.run.jobs import Job
from analysis.publish.run.results import FIELDS
from analysis.words import LANGUAGES, Words

SECONDS = 3600
Answer = tuple[str, Words | None]
TAKEN = {"printed", "rows", "assuming", "drawn"}  # what `Book` takes beside parameters
TAKEN_BY_BOOKS = Words(
    "매개변수 {}: 프로그램이 노트북을 부를 때 쓰는 이름이다. 매개변수에 다른 이름을 준다.",
    "Parameter {}: the program uses this name itself when it calls a notebook; give the parameter another name.",
)


def serve(pipe: Connection, folder: str, environment: Mapping[str, str]) -> None:
    """Answers one job of a study, sent with the study's root; to be the whole of a process."""
    enter(folder, environment)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # what cells print is nobody's to see where a book is asked
        os.dup2(nowhere, stream)
    begin_to_record()
    pipe.send(None)
    with suppress(EOFError):
        pipe.send(answer(*pipe.recv()))


def answer(job: Job, root: Path) -> Answer:
    """What the book claims and finds, as JSON; or what was wrong."""
    try:
        return ask(job, root), None
    except Exception as error:  # whatever a cell or a reader of data raises is the point's own
        return "", _said(error)


def ask(job: Job, root: Path) -> str:
    """The results by id and the claims in their order, as JSON."""
    given: dict[str, Any] = dict(job.parameters)
    if taken := TAKEN & given.keys():
        raise ReportError(Words(*(TAKEN_BY_BOOKS[lang].format(", ".join(sorted(taken))) for lang in LANGUAGES)))
    run = Book(job.name, root)(job.edition, lang=job.lang, **given)
    results = {
        name: {**{key: one[key] for key in FIELDS}, "notebook": job.name}
        for name, one in run.report.recorded().records.items()
    }
    claims = [claim.record() for claim in run.claims.values()]
    return json.dumps({"results": results, "claims": claims}, ensure_ascii=False, allow_nan=False)


def _said(error: Exception) -> Words:
    """What was wrong, with the cell where it was."""
    plain = str(error) if isinstance(error, UserError) else f"{type(error).__name__}: {error}"
    words, notes = getattr(error, "words", Words(plain, plain)), getattr(error, "__notes__", ())
    return Words(*(" ".join([words[lang], *notes]) for lang in LANGUAGES))
