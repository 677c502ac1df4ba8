"""The project's data in another folder, and its study made there once for all of pytest's processes."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def copy_data(project: Path, root: Path) -> Path:
    """Raw data, registers and identities, but nothing that is made of them; returns the folder."""
    shutil.copytree(project / "data", root / "data", ignore=shutil.ignore_patterns("processed", "issued"))
    return root


def made_once(factory: pytest.TempPathFactory, project: Path) -> Path:
    """The study run by its command from data alone; who comes later, in this process or another, finds it made."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    root = shared / "whole-study"
    with (shared / "whole-study.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (root / "made").exists():
            copy_data(project, root)
            command = [Path(sys.executable).with_name("study"), "run", "--root", root]
            ended = subprocess.run(command, capture_output=True, text=True, check=False)
            assert ended.returncode == 0, ended.stderr
            (root / "made").touch()
    return root
