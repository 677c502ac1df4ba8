"""The rooms of the package: imports go one way, between the rooms and between the folders of publishing."""

import ast
from pathlib import Path

import pytest

SHARED = {"words"}
ROOMS = {
    "methods": set(),
    "data": {"methods"},
    "present": {"methods", "data"},
    "book_texts": set(),
    "book_cells": {"methods", "present", "book_texts"},
    "book_varied": {"methods", "data", "present"},
    "book": {"methods", "data", "present", "book_cells", "book_texts", "book_varied"},
    "publish": {"methods", "data", "present", "book", "book_cells", "book_texts", "messages"},
}
FOLDERS = {
    "run": set(),
    "page": {"run"},
    "make": {"run", "page"},
    "release": {"run", "page"},
    "sweep": {"run", "page"},
    "commands": {"run", "page", "make", "release", "sweep"},
}
LONGEST = 400
MOST_MODULES = 30


def modules(place: Path) -> list[Path]:
    """The modules of a room, which is a folder or a module itself."""
    found = sorted(place.rglob("*.py")) or [place.with_suffix(".py")]
    assert all(path.is_file() for path in found), f"no module in {place}"
    return found


def imported(path: Path, package: str) -> set[str]:
    """What a module imports of a package, anywhere in it: names that stand right below the package."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [
        f"{node.module}.{alias.name}" for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names
    ]
    below = f"{package}."
    return {name.removeprefix(below).split(".")[0] for name in names if name.startswith(below)}


def strays(place: Path, package: str, allowed: set[str]) -> dict[str, set[str]]:
    """The modules of a room that import what they may not, with what that is."""
    found = {path.name: imported(path, package) - allowed - {place.name} for path in modules(place)}
    return {name: more for name, more in found.items() if more}


@pytest.fixture
def package(project) -> Path:
    return project / "src" / "analysis"


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_from_those_before_it(package, room):
    assert strays(package / room, "analysis", ROOMS[room] | (SHARED if room != "methods" else set())) == {}


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_of_publishing_imports_only_from_those_before_it(package, folder):
    assert strays(package / "publish" / folder, "analysis.publish", FOLDERS[folder]) == {}


def test_nothing_of_publishing_lies_outside_its_folders(package):
    there = {path.stem for path in (package / "publish").iterdir() if path.suffix == ".py" or path.is_dir()}
    assert there - {"__init__", "__pycache__"} == set(FOLDERS)


def test_the_modules_of_publishing_are_short_and_its_folders_small(package):
    found = modules(package / "publish")
    lengths = {path.name: len(path.read_text("utf-8").splitlines()) for path in found}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}
    folders = [path.parent for path in found]
    assert all(folders.count(folder) < MOST_MODULES for folder in folders)


def test_the_tests_of_publishing_lie_as_its_modules_do(package, project):
    folders = {path.name for path in (project / "tests" / "publish").iterdir() if path.is_dir()} - {"__pycache__"}
    assert folders == set(FOLDERS) - {"make"}
