"""What-if: which parameters stand in for what the register or the report says, and where such pages are put."""

import ast
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from analysis.data.notebooks import TAG
from analysis.data.parameters import Value
from analysis.data.syntax import parse
from analysis.data.system import content_of
from analysis.publish.run.errors import ReportError
from analysis.publish.run.parameters import COMMAND_ARGUMENTS, read_parameters

FOLDER = "what-if"
OTHERS = "other_books"  # by which a notebook asks all others
PLAIN = re.compile(r"[a-z][a-z0-9_]*-[a-z0-9-]([a-z0-9.-]{0,38}[a-z0-9])?")
LONGEST = 80

Settings = Mapping[str, Value]


def stand_ins(path: Path) -> dict[str, Value]:
    """The defaults in a notebook's parameters cell that replace what the register or the report says.

    They are those that are not None though `report.assume` takes them, or their comment says what None stands for.
    """
    cells = _code_cells(path)
    book = {"cells": [{"source": source, "metadata": {"tags": tags}} for source, tags in cells if TAG in tags]}
    try:
        parameters = read_parameters(book, path.stem)
    except ReportError:  # executing it says so
        return {}
    own = [one for one in parameters.values() if one.default is not None and one.name not in COMMAND_ARGUMENTS]
    assumed = {name for source, _ in cells for name in _assumed(source)} if own else set()
    return {one.name: one.default for one in own if one.name in assumed or "None" in one.meaning.ko + one.meaning.en}


def asks(path: Path, others: Iterable[str]) -> bool:
    """Whether a notebook asks one of the others, as the overview does, and so says what that one says."""
    code = "\n".join(source for source, _ in _code_cells(path))
    return OTHERS in code or any(f'Book("{name}"' in code for name in others if name != path.stem)


def report_folder(reports: Path, settings: Iterable[Settings]) -> Path:
    """Where pages go that are made with these parameters: `reports`, an edition's folder, where there are none."""
    pairs = sorted({(name, str(value)) for one in settings for name, value in one.items()})
    return reports.parent / FOLDER / folder_name(pairs) / reports.name if pairs else reports


def folder_name(pairs: Iterable[tuple[str, str]]) -> str:
    """Parameters as the name of a folder: "rate-0.25"; what is long or no plain word is hashed."""
    parts = [_part(name, value) for name, value in pairs]
    name = "_".join(parts)
    return name if len(name) <= LONGEST else f"{len(parts)}-parameters-{_short_hash(name)}"


def in_words(settings: Iterable[Settings]) -> str:
    """Parameters as a message names them: "rate = 0.25, tied = False"."""
    pairs = {(name, str(value)): None for one in settings for name, value in one.items()}
    return ", ".join(f"{name} = {value}" for name, value in pairs)


def _part(name: str, value: str) -> str:
    plain = f"{name}-{value.lower() if value in ('True', 'False', 'None') else value}"
    return (
        plain if PLAIN.fullmatch(plain) else f"{name}-{_short_hash(value)}" if _is_plain(name) else _short_hash(plain)
    )


def _is_plain(name: str) -> bool:
    return PLAIN.fullmatch(f"{name}-0") is not None and len(name) <= LONGEST // 2


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _code_cells(path: Path) -> list[tuple[str, list[str]]]:
    """The source of each code cell, with its tags; nothing where the file is no notebook, as executing it says."""
    try:
        cells = [one for one in json.loads(content_of(path))["cells"] if one["cell_type"] == "code"]
        return [("".join(one["source"]), one.get("metadata", {}).get("tags", [])) for one in cells]
    except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return []


def _assumed(source: str) -> set[str]:
    """The names that a cell hands to `report.assume` in place of a record."""
    if "assume" not in source:
        return set()
    try:
        calls = [node for node in ast.walk(parse(source)) if isinstance(node, ast.Call)]
    except (SyntaxError, ValueError):
        return set()
    given = [
        value
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr == "assume"
        for value in (*call.args[1:2], *(one.value for one in call.keywords if one.arg == "given"))
    ]
    return {node.id for value in given for node in ast.walk(value) if isinstance(node, ast.Name)}
