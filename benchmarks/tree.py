"""Runs a command and watches it with all that it starts: seconds on the clock, and memory."""

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

EVERY = 0.5
MB = 2**20


@dataclass(frozen=True)
class Watched:
    """Seconds, and in MB the peak of the whole tree (shared pages counted once) and of its first process alone."""

    seconds: float
    tree_mb: float
    first_mb: float


def watch(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Watched:
    """Runs a command to its end; RuntimeError with what it said where it failed."""
    tree, first = 0, 0
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **environment}, stdout=said, stderr=subprocess.STDOUT
        )
        at_hand = psutil.Process(process.pid)
        while process.poll() is None:
            with suppress(psutil.Error):
                first = max(first, at_hand.memory_info().rss)
                tree = max(tree, sum(map(_share, [at_hand, *at_hand.children(recursive=True)])))
            with suppress(subprocess.TimeoutExpired):
                process.wait(EVERY)
        seconds = time.perf_counter() - begun
        said.seek(0)
        if process.returncode:
            told = said.read()[-2000:].decode("utf-8", "replace")
            raise RuntimeError(f"{' '.join(command[:4])} ended with {process.returncode}:\n{told}")
    return Watched(seconds, tree / MB, first / MB)


def _share(process: psutil.Process) -> int:
    """A process's memory, a page shared by n processes counted as 1/n."""
    with suppress(OSError, ValueError):
        lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return 0
