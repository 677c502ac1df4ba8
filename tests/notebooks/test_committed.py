"""The committed notebooks, run again by nbval: every code cell, every output as committed."""

import re
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import pytest

from analysis.publish.run.workplace import workplace

PROJECT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((PROJECT / "notebooks").glob("*.ipynb"))
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def code_cells(path: Path) -> list[nbformat.NotebookNode]:
    return [
        cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code" and cell.source.strip()
    ]


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    """By notebook and outcome, how many cells nbval saw, running all of them in kernels as the study's own are."""
    folder = tmp_path_factory.mktemp("nbval")
    report = folder / "report.xml"
    with workplace(PROJECT, folder / "cache") as environment:
        command = [
            sys.executable,
            "-m",
            "pytest",
            "--nbval",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
            "-o",
            "addopts=",
        ]
        ended = subprocess.run(
            [*command, f"--junitxml={report}", *NOTEBOOKS], env=environment, cwd=PROJECT, capture_output=True, text=True
        )
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for case in ElementTree.parse(report).iter("testcase"):
        name = re.search(r"(\w+)(?:\.ipynb)?$", case.get("classname"))[1]
        found[name][next((part.tag for part in case if part.tag in {"failure", "error", "skipped"}), "passed")] += 1
    return found, ended.stdout


@each_notebook
def test_a_notebook_run_again_shows_in_every_cell_what_is_committed(path, compared):
    found, output = compared
    assert found[path.stem] == {"passed": len(code_cells(path))}, output[-6000:]


@each_notebook
def test_a_notebook_is_committed_executed_from_top_to_bottom_without_warning(path):
    cells = code_cells(path)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    printed = [output.text for cell in cells for output in cell.outputs if output.output_type == "stream"]
    assert printed == []


@each_notebook
def test_a_notebook_carries_nothing_of_its_run(path):
    book = nbformat.read(path, as_version=4)
    assert book.metadata.kernelspec.name == "python3"
    assert set(book.metadata) <= {"kernelspec", "language_info"}
    assert not {"papermill", "execution", "ExecuteTime"} & {key for cell in book.cells for key in cell.metadata}
    assert len({cell["id"] for cell in book.cells}) == len(book.cells)


@each_notebook
def test_a_notebook_imports_nothing_of_publishing(path):
    assert not [cell.source for cell in code_cells(path) if "analysis.publish" in cell.source]
