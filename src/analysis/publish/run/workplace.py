"""Where notebooks run: an environment that is the same for all, with folders of the run's own."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.data.kept import KEPT_VARIABLE
from analysis.publish.run import cells

OWN_FOLDERS = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", KEPT_VARIABLE)
LEFT_OUT = {"PYTHONSTARTUP", "JUPYTER_PATH", *OWN_FOLDERS}


@contextmanager
def workplace(root: Path, cache: Path, *, warm: bool = True) -> Iterator[dict[str, str]]:
    """The environment for notebooks: a home folder is neither read nor written, `cache` keeps matplotlib's fonts.

    Where they are to be `warm`, the server that their processes are forked from starts, and imports while the caller
    does other things.
    """
    cache.mkdir(parents=True, exist_ok=True)
    if warm:
        warm_up(root, cache)
    with tempfile.TemporaryDirectory(prefix=f"study-{os.getpid()}-") as scratch:
        own = {name: str(Path(scratch, name.lower())) for name in OWN_FOLDERS}
        for folder in own.values():
            Path(folder).mkdir()
        yield {**steady(root, cache), **own}


def warm_up(root: Path, cache: Path) -> None:
    """Starts the server that a workplace's processes are forked from."""
    if cache.parent.exists():  # a run that the data stops leaves nothing where there was nothing
        cache.mkdir(exist_ok=True)
    cells.start_server(steady(root, cache))


def steady(root: Path, cache: Path) -> dict[str, str]:
    """This process's environment as notebooks get it, but for the folders of a run's own."""
    inherited = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    return {**inherited, **cells.STEADY, "STUDY_ROOT": str(root), "MPLCONFIGDIR": str(cache)}
