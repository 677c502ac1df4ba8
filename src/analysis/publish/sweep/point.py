"""A point of a sweep: a book called with other parameters, in a process of its own.

The processes are forked one after the other from one that has read the edition and the notebook, and nothing else: what
one point leaves behind reaches no other, and what a point reads is recorded as if it were the first. To read them takes
100 to 250 ms, a fork 5, a book 30 to 130.
"""

import gc
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from analysis.book import Book
from analysis.data.dependencies import DEPENDENCIES_VARIABLE, begin_to_record
from analysis.data.edition import Edition, open_edition
from analysis.methods.user_error import UserError
from analysis.publish.run.cells import can_fork, enter, own_random_numbers
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
    """Answers jobs, each sent with its study's root and a file for what it reads; to be the whole of a process.

    Where processes can't be forked it answers one.
    """
    enter(folder, environment)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # what cells print is nobody's to see where a book is asked
        os.dup2(nowhere, stream)
    pipe.send(None)
    read = cache(read_edition)
    with suppress(EOFError):
        while True:
            job, root, reads = pipe.recv()
            edition = read(job.name, job.edition, root)
            if not can_fork():
                pipe.send(answered(job, root, edition, reads))
                return
            theirs, ours = Pipe(duplex=False)
            if not (forked := os.fork()):
                ours.send(answered(job, root, edition, reads))
                os._exit(0)
            ours.close()
            pipe.send(theirs.recv())  # EOFError where the point ended itself: then this process ends, too
            theirs.close()
            os.waitpid(forked, 0)


def answered(job: Job, root: Path, edition: Edition | None, reads: Path) -> Answer:
    """The answer to a job in the process that is the point's own."""
    os.environ[DEPENDENCIES_VARIABLE] = str(reads)
    own_random_numbers()
    begin_to_record()
    return answer(job, root, edition)


def read_edition(name: str, edition: str, root: Path) -> Edition | None:
    """An edition with all that it holds read, for a notebook that is parsed; None where that fails, as a point says."""
    try:
        Book(name, root).source()
        opened = open_edition(edition, root)
        for table in opened.contract:
            opened.table(table.name)
        _ = opened.ledger
    except Exception:
        return None
    gc.collect()
    gc.freeze()  # a point's collector would write to these objects, and so copy the pages that it shares
    return opened


def answer(job: Job, root: Path, edition: Edition | None = None) -> Answer:
    """What the book claims and finds of an edition, opened where it is not yet, as JSON; or what was wrong."""
    try:
        return ask(job, root, edition), None
    except Exception as error:  # whatever a cell or a reader of data raises is the point's own
        return "", _said(error)


def ask(job: Job, root: Path, edition: Edition | None = None) -> str:
    """The results by id and the claims in their order, as JSON."""
    given: dict[str, Any] = dict(job.parameters)
    if taken := TAKEN & given.keys():
        raise ReportError(Words(*(TAKEN_BY_BOOKS[lang].format(", ".join(sorted(taken))) for lang in LANGUAGES)))
    run = Book(job.name, root)(edition or job.edition, lang=job.lang, **given)
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
