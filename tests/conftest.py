"""What every test may use."""

import gc
import tempfile
from pathlib import Path

import pytest
from copies import PROJECT, copy_frozen, freeze, made_once
from copies import frozen as frozen_study
from hypothesis import settings

from analysis.data.editions import Study

# A loaded machine is no fault of the program: no example is timed.
settings.register_profile("study", deadline=None, derandomize=True)
settings.load_profile("study")


# Files with tests of half a minute and more: begun last, one of them would keep one worker busy and all others waiting.
LONG = ("test_committed_outputs", "test_whole_study", "test_researchers_desk", "test_inbox", "test_axe", "test_claims")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first."""
    items.sort(key=lambda item: item.path.stem not in LONG)


def pytest_configure(config: pytest.Config) -> None:
    """Makes the frozen study before a test is read; workers find it made."""
    gc.set_threshold(100_000, 50, 1000)  # tests keep much: to look through it as often as usual takes a tenth of them
    if not hasattr(config, "workerinput"):
        folder = tempfile.TemporaryDirectory(prefix="frozen-study-")
        config.add_cleanup(folder.cleanup)
        freeze(Path(folder.name))


@pytest.fixture(scope="session")
def project() -> Path:
    """The program with its documents; tests take data, registers and notebooks from `frozen` or `study`."""
    return PROJECT


@pytest.fixture(scope="session")
def frozen() -> Path:
    """The study with data and registers as they were at the release, processed; not to be changed."""
    return frozen_study()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the source and the reference results; a user has only the project."""
    folder = PROJECT.parent / "shared"
    if not (folder / "reference").is_dir():
        pytest.skip("shared/ is not beside the project: the source and the reference results are not here")
    return folder


@pytest.fixture(scope="session")
def whole_study(tmp_path_factory) -> Path:
    """The frozen study made by its command in a folder that holds nothing that is made; not to be changed."""
    return made_once(tmp_path_factory)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """A copy of the frozen raw data, registers and notebooks in an empty folder."""
    return Study(copy_frozen(tmp_path))
