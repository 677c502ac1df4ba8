"""What every test may use."""

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from analysis.data.editions import Study

# A loaded machine is no fault of the program: no example is timed.
settings.register_profile("study", deadline=None, derandomize=True)
settings.load_profile("study")

PROJECT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def project() -> Path:
    return PROJECT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the source and the reference results; a user has only the project."""
    folder = PROJECT.parent / "shared"
    if not (folder / "reference").is_dir():
        pytest.skip("shared/ is not beside the project: the source and the reference results are not here")
    return folder


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """A copy of the project's raw data, registers, references and identities in an empty folder."""
    for name in ("raw", "identities"):
        shutil.copytree(PROJECT / "data" / name, tmp_path / "data" / name)
    for name in ("assumptions.yaml", "breaks.yaml", "cut_offs.yaml", "references.bib"):
        shutil.copy(PROJECT / "data" / name, tmp_path / "data" / name)
    return Study(tmp_path)
