"""The rooms of the package: imports go one way, and a notebook looks into three of them."""

import ast

import pytest

ALLOWED = {
    "methods": {"methods"},
    "data": {"data", "methods", "words"},
    "present": {"present", "data", "methods", "words"},
    "publish": {"publish", "present", "data", "methods", "words", "messages"},
}


def imported(path) -> set[str]:
    """The rooms of `analysis` that a module imports, anywhere in it."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    names = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    names += [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    froms = [node for node in nodes if isinstance(node, ast.ImportFrom) and node.module == "analysis"]
    rooms = {name.split(".")[1] for name in names if name.startswith("analysis.")}
    return rooms | {alias.name for node in froms for alias in node.names}


@pytest.mark.parametrize("room", ALLOWED)
def test_a_room_imports_only_from_those_before_it(project, room):
    folder = project / "src" / "analysis" / room
    found = {path: imported(path) - ALLOWED[room] for path in folder.rglob("*.py")}
    assert found, f"no module in {folder}"
    assert {str(path.relative_to(project)): rooms for path, rooms in found.items() if rooms} == {}
