"""Files as they lie in a folder: only an ordinary one is ever opened."""

import os
import stat
from pathlib import Path

from analysis.data.intake.faults import Place, RefusedError
from analysis.data.intake.names import shown_name
from analysis.data.intake.sheets.container import too_large
from analysis.words import Words

LARGEST = 2**29
KINDS = (
    (stat.S_ISLNK, Words("바로가기(링크)", "a link")),
    (stat.S_ISDIR, Words("폴더", "a folder")),
    (stat.S_ISFIFO, Words("파이프(FIFO)", "a pipe (FIFO)")),
    (stat.S_ISSOCK, Words("소켓", "a socket")),
    (stat.S_ISCHR, Words("장치", "a device")),
    (stat.S_ISBLK, Words("장치", "a device")),
)


def read_file(path: Path) -> bytes:
    """The bytes of an ordinary file; RefusedError for a link, a pipe, a device, what is huge or can't be read."""
    place = Place(shown_name(path.name))
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode):
            raise RefusedError([place.fault("E106", kind=_kind(found.st_mode))])
        if found.st_size > LARGEST:
            raise RefusedError([too_large(place, f"{found.st_size:,} B", f"{LARGEST:,} B")])
        # What took its place meanwhile is not followed, and does not keep the program waiting.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as stream:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise RefusedError([place.fault("E106", kind=_kind(os.fstat(handle).st_mode))])
            return stream.read(LARGEST)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RefusedError([place.fault("E106", kind=Words(reason, reason))]) from None


def is_ordinary(path: Path) -> bool:
    """Whether a path is a file itself, and no link to one."""
    return stat.S_ISREG(path.lstat().st_mode)


def _kind(mode: int) -> Words:
    return next((words for is_kind, words in KINDS if is_kind(mode)), Words("특수 파일", "a special file"))
