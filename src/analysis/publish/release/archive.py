"""One ZIP of a release: its files below one folder, under names that every system can hold."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from analysis.publish.release.office.zipped import zipped
from analysis.publish.run.errors import ReportError
from analysis.words import Words

SUFFIX = ".zip"
# Windows' rules are the strictest: learn.microsoft.com/windows/win32/fileio/naming-a-file
UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)|^$', re.IGNORECASE)
BAD_NAME = Words(
    "{!r}: 이 이름의 파일을 풀 수 없는 컴퓨터가 있다. 노트북의 이름을 바꾼다.",
    "{!r}: there are systems that can't unpack a file of this name. Rename the notebook.",
)
SAME_NAME = Words(
    "{!r}, {!r}: 두 이름을 가리지 않는 컴퓨터가 있다. 노트북 하나의 이름을 바꾼다.",
    "{!r} and {!r} are one name to some systems. Rename one of the notebooks.",
)


def put_archive(folder: Path, name: str) -> None:
    """Puts the ZIP of all files of a folder into it, below a folder of the ZIP's own name.

    Raises:
        ReportError: a name that some system can't hold.
    """
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder).as_posix(): path for path in paths}
    check_names(files)
    packed = zipped({f"{name}/{inside}": path.read_bytes() for inside, path in sorted(files.items())})
    (folder / f"{name}{SUFFIX}").write_bytes(packed)


def is_archive(name: str) -> bool:
    """Whether a file of a release, by its path there, is the release's ZIP."""
    return "/" not in name and name.endswith(SUFFIX)


def check_names(names: Iterable[str]) -> None:
    """ReportError where a path has a name that some system can't hold, or two that some system takes for one."""
    taken: dict[str, str] = {}
    for name in names:
        if name.startswith("/") or any(UNSAFE.search(one) for one in name.split("/")):
            raise ReportError(BAD_NAME.filled(name))
        other = taken.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
        if other != name:
            raise ReportError(SAME_NAME.filled(other, name))
