"""What is committed is what the program makes of the project as it stands: its data processed, its notebooks executed.

Only here do tests speak of a researcher's own months, registers and notebooks, whichever there are.
"""

import re
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import pytest
from copies import NOTEBOOKS, PROJECT

from analysis.data.editions import Study
from analysis.data.process import processed_files
from analysis.publish.run.workplace import workplace

EDITIONS = sorted(path.name for path in (PROJECT / "data" / "processed").glob("[0-9]*"))
MAKE_AGAIN = "run `make notebooks` and commit notebooks/"
NBVAL = [sys.executable, "-m", "pytest", "--nbval", "-p", "no:cacheprovider", "-p", "no:xdist", "-o", "addopts="]


def code_cells(path: Path) -> list[nbformat.NotebookNode]:
    return [
        cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code" and cell.source.strip()
    ]


def executed(path: Path) -> bool:
    """Whether a notebook is one of the release, or its writer has executed it: what is being written is no output."""
    return path.stem in NOTEBOOKS or any(cell.execution_count for cell in code_cells(path))


PATHS = [path for path in sorted((PROJECT / "notebooks").glob("*.ipynb")) if executed(path)]
each_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_processed_data_is_remade_byte_for_byte(edition):
    folder = PROJECT / "data" / "processed" / edition
    committed = {path.name: path.read_bytes() for path in folder.iterdir()}
    made = processed_files(Study(PROJECT), edition)
    differing = {name for name in committed | made if committed.get(name) != made.get(name)}
    assert differing == set(), f"run `study run {edition}` and commit data/processed"


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    """By notebook and outcome, how many cells nbval saw, running all of them in kernels as the study's own are."""
    folder = tmp_path_factory.mktemp("nbval")
    report = folder / "report.xml"
    with workplace(PROJECT, folder / "cache") as environment:
        command = [*NBVAL, f"--junitxml={report}", *PATHS]
        ended = subprocess.run(command, env=environment, cwd=PROJECT, capture_output=True, text=True)
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for case in ElementTree.parse(report).iter("testcase"):
        name = re.search(r"(\w+)(?:\.ipynb)?$", case.get("classname"))[1]
        found[name][next((part.tag for part in case if part.tag in {"failure", "error", "skipped"}), "passed")] += 1
    return found, ended.stdout


@each_notebook
def test_a_notebook_run_again_shows_in_every_cell_what_is_committed(path, compared):
    found, output = compared
    assert found[path.stem] == {"passed": len(code_cells(path))}, f"{MAKE_AGAIN}\n{output[-6000:]}"


@each_notebook
def test_a_notebook_is_committed_executed_from_top_to_bottom_without_warning(path):
    cells = code_cells(path)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1)), MAKE_AGAIN
    printed = [output.text for cell in cells for output in cell.outputs if output.output_type == "stream"]
    assert path.stem not in NOTEBOOKS or printed == []


@each_notebook
def test_a_notebook_carries_nothing_of_its_run(path):
    book = nbformat.read(path, as_version=4)
    assert book.metadata.kernelspec.name == "python3", MAKE_AGAIN
    assert set(book.metadata) <= {"kernelspec", "language_info"}, MAKE_AGAIN
    assert not {"papermill", "execution", "ExecuteTime"} & {key for cell in book.cells for key in cell.metadata}
    assert len({cell["id"] for cell in book.cells}) == len(book.cells)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_imports_nothing_of_publishing(name):
    cells = code_cells(PROJECT / "notebooks" / f"{name}.ipynb")
    assert not [cell.source for cell in cells if "analysis.publish" in cell.source]
