"""What the machine refused, in words."""

import errno
import re
from pathlib import Path

from analysis.words import Words

NO_ROOM = Words("디스크에 자리가 없다", "no room is left on the disk")
NOT_ALLOWED = Words("권한이 없다", "it is not permitted")
NO_MEMORY = Words("메모리가 모자란다", "memory runs short")
TOO_MANY = Words("열어 둔 파일이 너무 많다", "too many files are open")
REASONS = {
    errno.ENOSPC: NO_ROOM,
    errno.EDQUOT: NO_ROOM,
    errno.EFBIG: Words("파일 크기의 제한을 넘는다", "it would be larger than a file may be"),
    errno.EACCES: NOT_ALLOWED,
    errno.EPERM: NOT_ALLOWED,
    errno.EROFS: Words("읽기만 되는 곳이다", "it lies where nothing can be written"),
    errno.ENOENT: Words("그런 파일이나 폴더가 없다", "there is no such file or folder"),
    errno.EISDIR: Words("파일이 아니라 폴더이다", "it is a folder, not a file"),
    errno.ENOTDIR: Words("폴더가 아니다", "it is no folder"),
    errno.EEXIST: Words("이미 있다", "it is there already"),
    errno.EMFILE: TOO_MANY,
    errno.ENFILE: TOO_MANY,
    errno.ENOMEM: NO_MEMORY,
    errno.EINVAL: Words("보통 파일이 아니다", "it is no ordinary file"),
    errno.EBUSY: Words("쓰이고 있거나 따로 붙인(마운트한) 폴더이다", "it is in use, or a mount of its own"),
    errno.EIO: Words("읽거나 쓰다가 장치가 멈췄다", "the device failed while it was read or written"),
}


def reason(error: OSError) -> Words:
    """Why the system refused, in both languages; in its own words where there are none here."""
    said = error.strerror or str(error) or type(error).__name__
    numbered = re.search(r"\[Errno (\d+)\]", str(error))  # of a folder that is copied, in a list of all that failed
    return REASONS.get(error.errno or (int(numbered[1]) if numbered else 0), Words(said, said))


def content_of(path: Path) -> bytes:
    """The bytes of an ordinary file; OSError of any other, for a pipe would keep the program waiting."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "no ordinary file", str(path))
    return path.read_bytes()
