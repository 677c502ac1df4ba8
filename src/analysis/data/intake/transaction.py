"""Changes an edition's folder in one step: made beside it, put in place by rename, mended after a crash.

The steps are: `.EDITION.making` is filled; it becomes `.EDITION.ready`; the old folder becomes `.EDITION.old`; ready
becomes EDITION; old is removed. Whatever the moment of a crash, `recover` finds one whole folder to go on with.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.data.durable import flush_folder, flush_tree
from analysis.data.editions import EDITION_NAME, Study

MAKING, READY, OLD = "making", "ready", "old"


@contextmanager
def locked(study: Study) -> Iterator[None]:
    """Holds the study's raw data against a second command; the system lets go when the process ends, however."""
    raw = study.root / "data" / "raw"
    try:
        import fcntl
    except ImportError:  # no such lock on this system: one command at a time is the user's to see to
        yield
        return
    handle = os.open(raw, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def recover(study: Study) -> None:
    """Brings what a crash left half done to its end or takes it back; the study must be locked."""
    raw = study.root / "data" / "raw"
    for path in sorted(raw.glob(".*.*")):
        edition, _, step = path.name[1:].partition(".")
        if not EDITION_NAME.fullmatch(edition) or step not in {MAKING, READY, OLD}:
            continue
        whole = step == READY or (step == OLD and not beside(raw, edition, READY).exists())
        if whole and not (raw / edition).exists():
            path.replace(raw / edition)
    for path in [beside(raw, edition, step) for edition in _editions(raw) for step in (MAKING, READY, OLD)]:
        shutil.rmtree(path, ignore_errors=True)


def _editions(raw: Path) -> list[str]:
    return sorted({path.name[1:].partition(".")[0] for path in raw.glob(".*.*")})


def beside(raw: Path, edition: str, step: str) -> Path:
    """The hidden folder of one step, beside the edition's."""
    return raw / f".{edition}.{step}"


@contextmanager
def changed(study: Study, edition: str) -> Iterator[Path]:
    """A copy of the edition's folder, empty for a new one, that takes its place when the block ends without error."""
    raw = study.root / "data" / "raw"
    target, making, ready, old = raw / edition, *(beside(raw, edition, step) for step in (MAKING, READY, OLD))
    try:
        if target.exists():
            shutil.copytree(target, making)
        else:
            making.mkdir(parents=True)
        yield making
        flush_tree(making)
        making.replace(ready)
        if target.exists():
            target.replace(old)
        ready.replace(target)
        flush_folder(raw)
    finally:
        if old.exists() and not target.exists():  # the system let nothing be put in its place
            old.replace(target)
        for aside in (making, ready, old):
            shutil.rmtree(aside, ignore_errors=True)
