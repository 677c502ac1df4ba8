"""What every test may use."""

from pathlib import Path

import pytest
from copies import copy_data, made_once
from hypothesis import settings
from tiny_study import LIGHT

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


@pytest.fixture(scope="session")
def whole_study(tmp_path_factory, project) -> Path:
    """The study made by its command in a folder that holds nothing but the data; not to be changed."""
    return made_once(tmp_path_factory, project)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """A copy of the project's raw data, registers and identities in an empty folder."""
    return Study(copy_data(PROJECT, tmp_path))


@pytest.fixture
def whole_stack() -> None:
    """Asked for by a test that is about kernels with all that they are forked with."""


@pytest.fixture(autouse=True)
def light(request, monkeypatch) -> None:
    """Forks kernels from a server that has imported little: the stack takes longer than all that a small study does."""
    if "whole_stack" not in request.fixturenames:
        monkeypatch.setattr("analysis.publish.run.workplace.modules", lambda: LIGHT)
