"""The study that the tests are about: data and registers as they were at the release, and the notebooks with tests.

Of a researcher's own months, registers and notebooks `study check` and test_committed_outputs speak.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.data.editions import Study
from analysis.data.process import process_edition

TESTS = Path(__file__).resolve().parent
PROJECT = TESTS.parent
FROZEN = TESTS / "frozen" / "data"
EDITION = "2020-09"
NOTEBOOKS = sorted(
    path.stem
    for path in (PROJECT / "notebooks").glob("*.ipynb")
    if (TESTS / f"notebooks/test_{path.stem}.py").is_file()
)
PLACE = "FROZEN_STUDY"


def frozen() -> Path:
    """The folder of the frozen study; not to be changed."""
    return Path(os.environ[PLACE])


def freeze(root: Path) -> None:
    """Makes the frozen study: its data processed, beside the notebooks that have tests; pytest's workers share it."""
    shutil.copytree(FROZEN, root / "data")
    (root / "notebooks").mkdir()
    for name in NOTEBOOKS:
        shutil.copy(PROJECT / "notebooks" / f"{name}.ipynb", root / "notebooks")
    process_edition(Study(root), EDITION)
    os.environ[PLACE] = str(root)


def copy_frozen(root: Path) -> Path:
    """Its raw data, registers and notebooks, but nothing that is made of them; returns the folder."""
    shutil.copytree(FROZEN, root / "data")
    shutil.copytree(frozen() / "notebooks", root / "notebooks")
    return root


def made_once(factory: pytest.TempPathFactory) -> Path:
    """The study run by its command from data alone; who comes later, in this process or another, finds it made."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    root = shared / "whole-study"
    with (shared / "whole-study.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (root / "made").exists():
            copy_frozen(root)
            command = [Path(sys.executable).with_name("study"), "run", "--root", root]
            ended = subprocess.run(command, capture_output=True, text=True, check=False)
            assert ended.returncode == 0, ended.stderr
            (root / "made").touch()
    return root
