"""The folders of reports: made aside, put in place by rename, failed notebooks kept apart."""

import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from glob import escape
from pathlib import Path

from analysis.publish.run.jobs import Job
from analysis.publish.run.notebooks import read_notebook
from analysis.publish.run.results import Executed
from analysis.words import LANGUAGES


@contextmanager
def staging(target: Path, stale: Collection[Job], jobs: Collection[Job], *, whole: bool) -> Iterator[Path]:
    """A folder beside `target` to make reports in; it holds those there are that are not `stale`.

    Where the `jobs` are the `whole`, reports of others are left out.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as scratch:
        folder = Path(scratch, "fresh")
        if target.is_dir() and not whole:
            shutil.copytree(target, folder)
        for job in jobs:
            (folder / job.lang).mkdir(parents=True, exist_ok=True)
            for suffix in (".ipynb", ".html"):
                there = target / job.lang / f"{job.name}{suffix}"
                if whole and job not in stale and there.is_file():
                    shutil.copyfile(there, folder / job.lang / there.name)
        yield folder


def put_in_place(folder: Path, target: Path) -> None:
    """Makes `folder`, beside `target`, the new `target`; a reader meets the old one or the new one, never a mixture."""
    old = folder.with_name("old")
    if target.exists():
        target.replace(old)
    try:
        folder.replace(target)
    except OSError:
        if old.exists():
            old.replace(target)
        raise


def keep(job: Job, folder: Path, failed: Path) -> Path:
    """Moves a failed notebook, as far as it came, to the folder of failed ones; returns where it is."""
    kept = failed / job.lang / f"{job.name}.ipynb"
    kept.parent.mkdir(parents=True, exist_ok=True)
    made = folder / job.lang / kept.name
    try:
        shutil.move(made, kept) if made.is_file() else shutil.copy(job.notebook, kept)
    except OSError:  # a link that leads nowhere, a file that may not be read: that it failed is still on record
        kept.touch()
    return kept


def forget(job: Job, failed: Path) -> None:
    """Removes what an earlier failure of a notebook left, now that it ran."""
    _remove(failed / job.lang / f"{job.name}.ipynb")


def forget_gone(names: Collection[str], failed: Path) -> None:
    """Removes what failures left of all notebooks but these, which are those there are."""
    for path in list(failed.glob("*/*.ipynb")):
        if path.stem not in names:
            _remove(path)


def _remove(kept: Path) -> None:
    """Removes a kept notebook, and the folders that are then empty: its language's, its edition's, that of all."""
    kept.unlink(missing_ok=True)
    for empty in list(kept.parents)[:3]:
        if empty.is_dir() and not any(empty.iterdir()):
            empty.rmdir()


def leave_out(names: Collection[str], folder: Path) -> None:
    """Removes all that a folder of reports has of these notebooks, which failed: what is there is an older run's."""
    for name in names:
        for path in folder.glob(f"*/{escape(name)}.*"):
            path.unlink()


def missing_in(folder: Path, failed: Path) -> list[str]:
    """The notebooks that failed when they were last executed and have no page in a folder of reports."""
    names = {path.stem for path in failed.glob("*/*.ipynb")}
    return sorted(name for name in names if not any(folder.glob(f"*/{escape(name)}.html")))


def forget_pdfs(folder: Path, jobs: Collection[Job]) -> None:
    """Removes the PDFs of pages that were made anew; the index always is."""
    for page in ("index", *(f"{job.lang}/{job.name}" for job in jobs)):
        (folder / f"{page}.pdf").unlink(missing_ok=True)


def read_executed(folder: Path, jobs: Collection[Job]) -> list[Executed]:
    """The executed notebooks in a folder of reports, those of `jobs` as fresh ones."""
    fresh = {(job.name, job.lang) for job in jobs}
    return [
        Executed(path.stem, lang, read_notebook(path), (path.stem, lang) in fresh)
        for lang in LANGUAGES
        for path in sorted((folder / lang).glob("*.ipynb"))
    ]
