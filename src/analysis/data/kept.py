"""What a run of the study has worked out is kept for its time: its other processes need not work it out again.

They share a folder, which STUDY_KEPT names. Nothing is kept where there is none, as in JupyterLab.
"""

import os
import pickle
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from analysis.data.dependencies import Dependency, depends_on, observing
from analysis.data.digests import sha256

KEPT_VARIABLE = "STUDY_KEPT"
T = TypeVar("T")


def kept(what: str | None, find: Callable[[], T]) -> T:
    """What `find` finds, found once in a run under the name `what`; what it depends on is recorded each time.

    Nothing is kept under None.
    """
    folder = os.environ.get(KEPT_VARIABLE)
    if not folder or what is None:
        return find()
    path = Path(folder, sha256(what.encode()))
    if path.exists():
        found: T
        found, read = pickle.loads(path.read_bytes())
        for one in read:
            depends_on(*one)
        return found
    read = set[Dependency]()
    with observing(read.add):
        found = find()
    with suppress(OSError):  # a full disk: it is found again
        aside = path.with_suffix(f".{os.getpid()}")
        aside.write_bytes(pickle.dumps((found, sorted(read))))
        aside.replace(path)
    return found
