"""A first real month, an edited register and a new notebook turn no test red: tests belong to the software."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from copies import PROJECT
from tiny_study import small_notebook, write

from analysis.data.editions import Study
from analysis.data.process import process_edition

# A quick part of every kind that once held the project's own data, registers or notebooks.
PART = """
data/test_process.py data/test_breaks.py data/test_trace.py data/test_vintages.py data/test_references.py
data/test_registers.py data/test_cut_offs.py present/test_report.py present/test_revisions.py present/test_numbers.py
notebooks/test_rules.py notebooks/test_words.py notebooks/test_no_stale_numbers.py methods/test_user_error.py
publish/page/test_glossary.py test_committed_outputs.py
""".split()  # noqa: SIM905 - a list of one file a line would fill a page
LONG = "not run_again and not no_page_shows"  # the committed outputs, and whole runs, are other tests' affair


def python(desk: Path, *call: str) -> subprocess.CompletedProcess[str]:
    """A call of Python in a researcher's copy of the project, whose own package is imported."""
    rooms = os.pathsep.join(str(desk / name) for name in ("src", "tests", "."))
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "STUDY_", "FROZEN_"))}
    environment = {**kept, "PYTHONPATH": rooms}
    return subprocess.run([sys.executable, "-m", *call], cwd=desk, env=environment, capture_output=True, text=True)


@pytest.fixture
def desk(tmp_path, frozen) -> Path:
    """The program and the study with an October of two rows, an edited assumption and a notebook of one's own."""
    desk = Path(shutil.copytree(frozen, tmp_path / "desk"))
    for name in ("src", "tests"):
        shutil.copytree(PROJECT / name, desk / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "appeals.csv").write_text("연월,처리 건수\n2020-08,187\n2020-09,190\n", "utf-8")
    added = python(desk, "analysis.cli", "add", str(tmp_path / "appeals.csv"), "--edition", "2020-10")
    assert added.returncode == 0, added.stdout + added.stderr
    process_edition(Study(desk), "2020-10")
    register = desk / "data" / "assumptions.yaml"
    before = register.read_text("utf-8")
    edited = re.sub(r"value: (.*)\n  low: (.*)", r"value: \2\n  low: \2", before, count=1)
    assert edited != before
    register.write_text(edited, "utf-8")
    write(desk, "08_staff", small_notebook("직원이 205.7명인가?", "Are there 205.7 members of staff?"))
    return desk


def test_a_month_a_register_edit_and_a_new_notebook_turn_no_test_red(desk):
    plain = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-o", "addopts=--import-mode=importlib", "-k", LONG)
    ended = python(desk, "pytest", *plain, *(str(desk / "tests" / name) for name in PART))
    assert ended.returncode == 0, ended.stdout[-6000:] + ended.stderr
