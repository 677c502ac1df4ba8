"""One run of a study at a time: a lock that the system lets go when the process ends, however it ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from analysis.data.editions import Study
from analysis.publish.run.errors import StudyError
from analysis.words import Words

LOCK_FILE = ".lock"


class RunningError(StudyError):
    """Another run of this study has not ended."""

    def __init__(self, study: Study) -> None:
        super().__init__(
            Words(
                f"이 연구를 이미 실행하고 있다: {study.root}. 끝난 뒤에 다시 실행한다.",
                f"A run of this study is under way: {study.root}. Run again when it has ended.",
            )
        )


@contextmanager
def alone(study: Study) -> Iterator[None]:
    """Holds the study against a second run; RunningError at once where there is one.

    The file that is locked stays, empty: the lock is the kernel's, held by this process and by no child of it, so a
    killed run leaves nothing that would have to be judged stale.
    """
    handle = os.open(study.root / "data" / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            _lock(handle)
        except (BlockingIOError, PermissionError):
            raise RunningError(study) from None
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
