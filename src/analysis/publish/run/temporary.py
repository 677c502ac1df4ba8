"""What a killed run left behind: folders made aside, and those that it had just taken out of their place."""

import os
import re
import shutil
import tempfile
from pathlib import Path

from analysis.data.editions import Study
from analysis.data.intake.transaction import locked, recover
from analysis.publish.run.what_if import FOLDER

SCRATCH = re.compile(r"study-(?:[a-z]+-)?(\d+)-[a-z0-9_]{8}")
ASIDE = re.compile(r"\.(\d{4}-\d{2})-[a-z0-9_]{8}")


def clear(study: Study) -> None:
    """Brings raw data, processed data and reports back to whole folders; no other run may be under way."""
    with locked(study):
        recover(study)
        mend(study.root / "data" / "processed")
    clear_scratch(Path(tempfile.gettempdir()))
    for reports in (study.root / "reports", *(study.root / "reports" / FOLDER).glob("*")):
        mend(reports)
    # matplotlib locks its list of fonts by a file; were it left there, every kernel would wait for it and warn of it.
    for lock in (study.root / "reports" / ".cache").glob("*.matplotlib-lock"):
        lock.unlink()


def clear_scratch(folder: Path) -> None:
    """Removes the scratch folders in the system's folder for such that belong to processes which are gone."""
    for aside in folder.glob("study-*"):
        made = SCRATCH.fullmatch(aside.name)
        if made and not aside.is_symlink() and not alive(int(made[1])):
            shutil.rmtree(aside, ignore_errors=True)  # another user's stays: it can't be removed


def alive(process: int) -> bool:
    """Whether a process of that number is there, whoever's it is."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def try_to_write(folder: Path, edition: str) -> None:
    """OSError where nothing can be made in a folder that is there: better before a run's work than after it."""
    if folder.is_dir():
        with tempfile.TemporaryDirectory(prefix=f".{edition}-", dir=folder):
            pass


def mend(folder: Path) -> None:
    """Removes the folders made aside; puts a whole one back that was taken out of its place with none put there."""
    for aside in sorted(folder.glob(".*-*")):
        if made := ASIDE.fullmatch(aside.name):
            target, old = folder / made[1], aside / "old"
            if old.is_dir() and not target.exists():
                old.replace(target)
            shutil.rmtree(aside, ignore_errors=True)
