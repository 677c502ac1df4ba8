"""What a notebook reads of its study, noted while it runs, so that a run knows which notebooks a change concerns.

A note is a tuple of texts, its first a kind:

    file PATH                  a whole file
    part PATH FIELD VALUE      the records of a file whose field has that value, or begins with it where it ends in *
    names PATH FIELD           the values of one field of a file's records
    section FOLDER SECTION     which figures of a section a folder of raw tables has, and on which lines
    folder PATH                every file of a folder
    earlier EDITION            which editions come before
    module NAME                a module of this package that is imported by its name

Paths are relative to the study's folder. Files that the readers of this package don't open are noted by an audit hook.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, TypeVar

Note = tuple[str, ...]
T = TypeVar("T")

NOTES_VARIABLE = "STUDY_READS"
PACKAGE = Path(__file__).resolve().parents[1]

_finer: ContextVar[bool] = ContextVar("finer", default=False)
_noted: set[Note] = set()
_stream: list[int] = []


_listeners: list[Callable[[Note], None]] = []


@contextmanager
def listening(heard: Callable[[Note], None]) -> Iterator[None]:
    """Inside, every note is told to `heard` too."""
    _listeners.append(heard)
    try:
        yield
    finally:
        _listeners.remove(heard)


def note(*what: str) -> None:
    """Notes that something was read, where this process was asked to note it."""
    for heard in _listeners:
        heard(what)
    if _stream and what not in _noted:
        _noted.add(what)
        os.write(_stream[0], f"{json.dumps(what, ensure_ascii=False)}\n".encode())


@contextmanager
def finer() -> Iterator[None]:
    """Inside, files that are opened are not noted as a whole: the reader notes the parts itself."""
    token = _finer.set(True)
    try:
        yield
    finally:
        _finer.reset(token)


class Noted(Mapping[str, T]):
    """A register whose records are noted one by one as they are taken."""

    def __init__(self, records: Mapping[str, T], path: str):
        self._records, self._path = records, path

    def __getitem__(self, name: str) -> T:
        note("part", self._path, "id", name)
        return self._records[name]

    def __iter__(self) -> Iterator[str]:
        note("names", self._path, "id")
        return iter(self._records)

    def __len__(self) -> int:
        note("names", self._path, "id")
        return len(self._records)


def read_notes(path: Path) -> list[Note]:
    """The notes that a process left, sorted."""
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    return sorted(tuple(json.loads(line)) for line in lines)


def load_ipython_extension(shell: Any) -> None:
    """Begins to note what the kernel reads, into the file that STUDY_READS names; a kernel loads it as an extension."""
    del shell
    target, root = os.environ.get(NOTES_VARIABLE), os.environ.get("STUDY_ROOT")
    if target and root and not _stream:
        _stream.append(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644))
        base, outside = os.path.realpath(root), (str(PACKAGE), os.path.realpath(sys.prefix))
        sys.addaudithook(lambda event, given: _opened(given, base, outside) if event == "open" else None)


def _opened(given: tuple[Any, ...], root: str, outside: tuple[str, ...]) -> None:
    """Notes a file of the study that is opened to be read; a compiled module as its source."""
    path, _, flags = given
    if _finer.get() or not isinstance(path, str | bytes | os.PathLike) or (flags or 0) & (os.O_WRONLY | os.O_RDWR):
        return
    full = Path(os.path.realpath(os.fsdecode(path)))
    if not full.is_relative_to(root) or any(full.is_relative_to(one) for one in outside):
        return
    if full.parent.name == "__pycache__":
        full = full.parents[1] / f"{full.name.split('.')[0]}.py"
    relative = full.relative_to(root)
    if not any(part.startswith(".") for part in relative.parts):
        note("file", relative.as_posix())
