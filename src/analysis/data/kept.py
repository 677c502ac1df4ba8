"""What a run of the study has worked out is kept for its time: its other processes need not work it out again.

They share a folder, which STUDY_KEPT names. Nothing is kept where there is none, as in JupyterLab.
"""

import os
import pickle
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar, cast

from analysis.data.dependencies import Dependency, depends_on, in_detail, observing
from analysis.data.digests import sha256

KEPT_VARIABLE = "STUDY_KEPT"
# Nothing was kept yet, the disk is full, or a notebook puts things of its own into what it finds: it is found again.
NOT_KEPT = (OSError, pickle.PickleError, AttributeError, ImportError, TypeError, EOFError)
T = TypeVar("T")


def kept(what: str | None, find: Callable[[], T]) -> T:
    """What `find` finds, found once in a run under the name `what`; what it depends on is recorded each time.

    Nothing is kept under None.
    """
    folder = os.environ.get(KEPT_VARIABLE)
    if not folder or what is None:
        return find()
    path = Path(folder, sha256(what.encode()))
    with suppress(*NOT_KEPT):
        with in_detail():
            known, read = pickle.loads(path.read_bytes())
        for one in read:
            depends_on(*one)
        return cast(T, known)
    reads = set[Dependency]()
    with observing(reads.add):
        found = find()
    with suppress(*NOT_KEPT):
        aside = path.with_suffix(f".{os.getpid()}")
        aside.write_bytes(pickle.dumps((found, sorted(reads))))
        aside.replace(path)
    return found
