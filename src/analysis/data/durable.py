"""Files that must last: on the disk before they take their place."""

import errno
import os
from pathlib import Path

UNABLE = {errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP}


def write_whole(path: Path, text: str) -> None:
    """Writes a file by rename, so that whoever reads it, also after a crash, meets the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")  # what a killed run left of it is written over
    try:
        with part.open("w", encoding="utf-8", newline="\n") as out:
            out.write(text)
            out.flush()
            flush(out.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    flush_folder(path.parent)


def flush_tree(folder: Path) -> None:
    """Sees to it that every file below a folder, and the folder, is on the disk."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as one:
                flush(one.fileno())
        else:
            flush_folder(path)
    flush_folder(folder)


def flush_folder(folder: Path) -> None:
    """Sees to it that the names in a folder are on the disk, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        flush(handle)
    finally:
        os.close(handle)


def flush(handle: int) -> None:
    """Sees to it that what was written is on the disk; some file systems can't, and then nobody can."""
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in UNABLE:
            raise
