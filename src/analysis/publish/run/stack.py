"""What the processes of notebooks and pages share: imported by the server that they are forked from, with this.

That server is multiprocessing's. It ends with the process that started it, but watches for that end only once it has
imported; until then, and where an import never ends, the system does.
"""

import ctypes
import gc
import importlib
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

from analysis.publish.run.cells import STARTED_BY
from analysis.publish.run.import_shims import allow_grammar_import, block_grammar_import

ROOMS = ("methods", "present")
LIBRARIES = (
    "numpy",
    "pandas",
    "matplotlib.pyplot",
    "scipy.stats",
    "seaborn",
    "statsmodels.api",
    "statsmodels.formula.api",
)
PAGES = ("analysis.publish.page.export", "analysis.publish.page.index", "analysis.publish.page.editions_index")
END_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def end_with_parent() -> None:
    """Has the system end this process with the one that started it, where it can; SystemExit where that is gone."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGKILL)
        if os.environ.get(STARTED_BY) not in {None, str(os.getppid())}:
            raise SystemExit(1)


def threads() -> int:
    """The threads of this process, those of libraries among them; 1 where the system doesn't tell."""
    with suppress(OSError):
        return sum(1 for _ in os.scandir("/proc/self/task"))
    return 1


def import_stack() -> None:
    """Imports what notebooks import; SystemExit where a thread is alive: locks it holds would stay locked in a fork."""
    block_grammar_import()
    package = Path(__file__).resolve().parents[2]
    own = sorted(f"analysis.{room}.{path.stem}" for room in ROOMS for path in Path(package, room).glob("[!_]*.py"))
    for name in ("analysis.publish.run.shell", "analysis.cli", *LIBRARIES, "analysis.book", *own, *PAGES):
        importlib.import_module(name)
    allow_grammar_import()
    if threads() > 1:
        raise SystemExit(1)
    gc.collect()
    gc.freeze()  # a child's collector would write to these objects, and so copy the pages that it shares


end_with_parent()
import_stack()
