"""What a notebook depends on, recorded while it runs, so that a run knows which notebooks a change concerns.

A dependency is a tuple of texts, its first a kind:

    file PATH                  a whole file
    part PATH FIELD VALUE      the records of a file whose field has that value, or begins with it where it ends in *
    names PATH FIELD           the values of one field of a file's records
    section FOLDER SECTION     which figures of a section a folder of raw tables has, and on which lines
    source PATH                a notebook without its outputs
    notebooks PATH             which notebooks a folder has
    folder PATH                every file of a folder
    earlier EDITION            which editions come before
    module NAME                a module of this package that is imported by its name

Paths are relative to the study's folder. Files that the readers of this package don't open are recorded by an
audit hook.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, TypeVar

from analysis.data.misuse import UnknownNameError
from analysis.words import Words

Dependency = tuple[str, ...]
T = TypeVar("T")

DEPENDENCIES_VARIABLE = "STUDY_DEPENDENCIES"
PACKAGE = Path(__file__).resolve().parents[1]

_in_detail: ContextVar[bool] = ContextVar("in_detail", default=False)
_recorded: set[Dependency] = set()
_stream: list[int] = []
_observers: list[Callable[[Dependency], None]] = []


@contextmanager
def observing(observer: Callable[[Dependency], None]) -> Iterator[None]:
    """Inside, every dependency is passed to `observer` too."""
    _observers.append(observer)
    try:
        yield
    finally:
        _observers.remove(observer)


def depends_on(*what: str) -> None:
    """Records that something was read, where this process was asked to record it."""
    for observer in _observers:
        observer(what)
    if _stream and what not in _recorded:
        _recorded.add(what)
        os.write(_stream[0], f"{json.dumps(what, ensure_ascii=False)}\n".encode())


@contextmanager
def in_detail() -> Iterator[None]:
    """Inside, files that are opened are not recorded as a whole: the reader records the parts itself."""
    token = _in_detail.set(True)
    try:
        yield
    finally:
        _in_detail.reset(token)


class TrackedRegister(Mapping[str, T]):
    """A register whose records are dependencies one by one, as they are taken."""

    def __init__(self, records: Mapping[str, T], path: str, kind: Words):
        self._records, self._path, self._kind = records, path, kind

    def __getitem__(self, name: str) -> T:
        depends_on("part", self._path, "id", name)
        if name not in self._records:
            raise UnknownNameError(self._kind, name, self._records)
        return self._records[name]

    def __iter__(self) -> Iterator[str]:
        depends_on("names", self._path, "id")
        return iter(self._records)

    def __len__(self) -> int:
        depends_on("names", self._path, "id")
        return len(self._records)


def read_dependencies(path: Path) -> list[Dependency]:
    """The dependencies that a process recorded, sorted."""
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    return sorted(tuple(json.loads(line)) for line in lines)


def begin_to_record() -> None:
    """Records from now on what this process reads, in the file that STUDY_DEPENDENCIES names."""
    target, root = os.environ.get(DEPENDENCIES_VARIABLE), os.environ.get("STUDY_ROOT")
    if target and root and not _stream:
        _stream.append(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644))
        base, outside = os.path.realpath(root), (str(PACKAGE), os.path.realpath(sys.prefix))
        sys.addaudithook(lambda event, given: _opened(given, base, outside) if event == "open" else None)


def _opened(given: tuple[Any, ...], root: str, outside: tuple[str, ...]) -> None:
    """Records a file of the study that is opened to be read; a compiled module as its source."""
    path, _, flags = given
    if _in_detail.get() or not isinstance(path, str | bytes | os.PathLike) or (flags or 0) & (os.O_WRONLY | os.O_RDWR):
        return
    full = Path(os.path.realpath(os.fsdecode(path)))
    if not full.is_relative_to(root) or any(full.is_relative_to(one) for one in outside):
        return
    if full.parent.name == "__pycache__":
        full = full.parents[1] / f"{full.name.split('.')[0]}.py"
    relative = full.relative_to(root)
    if not any(part.startswith(".") for part in relative.parts):
        depends_on("file", relative.as_posix())
