"""Work on a file in a process of its own, with limits on its memory and time: what ends it ends no other."""

import os
import pickle
import select
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar, cast

from analysis.data.intake.faults import Place, RefusedError

Result = TypeVar("Result")
MEMORY = 3 * 2**30  # bytes beyond what the program has; a register of a million rows takes one
SECONDS, SECONDS_A_MEGABYTE = 60, 4  # of the processor: a busy machine is no fault of the file
WAITING = 10  # times as long by the clock


def in_child(work: Callable[[], Result], place: Place, size: int) -> Result:
    """What `work` returns or raises, done in a child; RefusedError E105 where the file is too much for it.

    `size` is the file's in bytes, by which the time grows. On a system without fork it is done here.
    """
    if not hasattr(os, "fork"):
        return work()
    seconds = SECONDS + SECONDS_A_MEGABYTE * size // 2**20
    reader, writer = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        _work(work, writer, seconds)
    os.close(writer)
    try:
        answer = _answer(reader, seconds * WAITING)
    finally:
        os.close(reader)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    try:
        returned, result = cast(tuple[bool, Any], pickle.loads(answer))
    except (EOFError, pickle.UnpicklingError):
        limit = f"{MEMORY // 2**30} GB, {seconds} s"
        raise RefusedError([place.fault("E105", value=f"{size:,} B", limit=limit)]) from None
    if not returned:
        raise result
    return cast(Result, result)


def _answer(reader: int, seconds: float) -> bytes:
    """All that the child writes, or what it wrote until it had its time."""
    pieces = []
    while select.select([reader], [], [], seconds)[0] and (piece := os.read(reader, 2**20)):
        pieces.append(piece)
    return b"".join(pieces)


def _work(work: Callable[[], object], writer: int, seconds: int) -> None:
    """The child's life: what it holds of its parent's files is let go, so that no lock outlives the parent."""
    code = 1
    try:
        os.closerange(3, writer)
        os.closerange(writer + 1, 2**16)
        os.dup2(os.open(os.devnull, os.O_RDWR), 2)  # a panic of the spreadsheets' reader writes a page there
        _limit(seconds)
        answer = _pickled(work)
        while answer:
            answer = answer[os.write(writer, answer) :]
        code = 0
    finally:
        os._exit(code)


def _pickled(work: Callable[[], object]) -> memoryview:
    try:
        outcome: tuple[bool, object] = (True, work())
    except MemoryError:
        raise
    except Exception as error:
        outcome = (False, error)
    try:
        answer = pickle.dumps(outcome)
        pickle.loads(answer)
    except Exception:
        if outcome[0]:
            raise
        answer = pickle.dumps((False, RuntimeError(f"{type(outcome[1]).__name__}: {outcome[1]}")))
    return memoryview(answer)


def _limit(seconds: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    wanted = {resource.RLIMIT_CPU: seconds, **({resource.RLIMIT_AS: own + MEMORY} if (own := _memory()) else {})}
    for limit, most in wanted.items():
        soft, hard = resource.getrlimit(limit)
        bounds = [one for one in (most, soft, hard) if one != resource.RLIM_INFINITY]
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (min(bounds), hard))


def _memory() -> int:
    """The bytes of address space that this process has; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0
