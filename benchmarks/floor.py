"""The floor: the cells as plain code in processes forked from one that has imported all, each core busy, HTML included.

`python benchmarks/floor.py STUDY OUT LANG…`. No kernel, no messages, no record: what is left is the analysis itself.
"""

import importlib
import multiprocessing
import os
import sys
from pathlib import Path

import nbformat
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from nbformat.v4 import new_output

from analysis.publish.page.export import ReportExporter
from analysis.publish.run import cells
from analysis.publish.run.notebooks import read_notebook
from benchmarks.others import EDITION, notebooks


def run(path: Path, lang: str, out: Path) -> None:
    """Runs a notebook's code cells one after another in this process and writes its page; raises what a cell raises."""
    os.chdir(path.parent)
    shell, book = InteractiveShell.instance(), read_notebook(path)
    for cell in book.cells:
        if cell.cell_type != "code":
            continue
        source = str(cell.source)
        if "parameters" in cell.metadata.get("tags", []):
            source += f"\nedition, lang = {EDITION!r}, {lang!r}"
            cell.source = cell.source.replace('lang = "ko"', f'lang = "{lang}"')
        with capture_output() as captured:
            shell.run_cell(source).raise_error()
        cell.outputs = [new_output("display_data", one.data, metadata=one.metadata) for one in captured.outputs]
    page, _ = ReportExporter().from_notebook_node(book, {"metadata": {"name": path.stem, "path": str(path.parent)}})
    made = out / f"{path.stem}-{lang}.ipynb"
    nbformat.write(book, made)
    made.with_suffix(".html").write_text(page, "utf-8")


def main(study: Path, out: Path, languages: list[str]) -> None:
    """All notebooks in all languages, a fresh fork each."""
    steady = {**os.environ, **cells.STEADY, "STUDY_ROOT": str(study)}
    if os.environ != steady:  # libraries ask for these when they are loaded, and some are
        os.execve(sys.executable, [*sys.orig_argv], steady)
    importlib.import_module(cells.STACK)
    jobs = [(path, lang, out) for path, lang in notebooks(study, languages)]
    with multiprocessing.get_context("fork").Pool(len(os.sched_getaffinity(0)), maxtasksperchild=1) as pool:
        pool.starmap(run, jobs, chunksize=1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
