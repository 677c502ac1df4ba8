"""Files as they lie in a folder: only an ordinary one is ever opened."""

import os
import stat
from pathlib import Path

from analysis.data.intake.faults import Place, RefusedError
from analysis.data.intake.names import shown_name
from analysis.data.intake.sheets.container import too_large
from analysis.data.system import reason
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
    """The bytes of an ordinary file; RefusedError for what is none, huge, written to meanwhile, or not to be read."""
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
            opened = os.fstat(handle)
            if not stat.S_ISREG(opened.st_mode):
                raise RefusedError([place.fault("E106", kind=_kind(opened.st_mode))])
            data = stream.read(opened.st_size + 1)
            if len(data) != opened.st_size or state(os.fstat(handle)) != state(opened):
                raise RefusedError([place.fault("E139")])
            return data
    except OSError as error:
        raise RefusedError([place.fault("E106", kind=reason(error))]) from None


def state(found: os.stat_result) -> tuple[int, int]:
    """By what a file that was written to, or another in its place, is told."""
    return found.st_size, found.st_mtime_ns


def is_ordinary(path: Path) -> bool:
    """Whether a path is a file itself, and no link to one."""
    return stat.S_ISREG(path.lstat().st_mode)


def _kind(mode: int) -> Words:
    return next((words for is_kind, words in KINDS if is_kind(mode)), Words("특수 파일", "a special file"))
