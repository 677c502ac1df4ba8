"""Digests of what notebooks depend on, so that a change is seen by content, not by time."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from analysis.data.dependencies import Dependency
from analysis.data.editions import CONTRACT_FILE, STATEMENTS, Study
from analysis.data.json_files import read_json
from analysis.data.notebooks import notebooks_in
from analysis.data.raw_csv import read_rows

Record = Mapping[str, Any]


def sha256(content: bytes) -> str:
    """The digest of bytes."""
    return hashlib.sha256(content).hexdigest()


def file_digest(path: Path) -> str:
    """The digest of a file; empty where there is none."""
    return sha256(path.read_bytes()) if path.is_file() else ""


def tree_digest(root: Path, paths: Iterable[Path]) -> str:
    """One digest over the names and contents of files below `root`."""
    listed = (f"{path.relative_to(root).as_posix()} {file_digest(path)}\n" for path in sorted(paths))
    return sha256("".join(listed).encode())


def source_digest(path: Path) -> str:
    """SHA-256 of a notebook without its outputs; of the file as it is where it is none."""
    content = path.read_bytes() if path.is_file() else b""
    try:
        cells = json.loads(content)["cells"]
        bare = [{name: one[name] for name in one if name not in ("outputs", "execution_count")} for one in cells]
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return sha256(content)
    return sha256(json.dumps(bare, ensure_ascii=False, sort_keys=True).encode())


def visible_files(folder: Path) -> list[Path]:
    """The files below a folder, but for hidden and compiled ones."""
    found = (path for path in folder.rglob("*") if path.is_file())
    hidden = (".", "__pycache__")
    return [path for path in found if not any(part.startswith(hidden) for part in path.relative_to(folder).parts)]


class Digests:
    """The digests of a study's files and their parts; a file is read once."""

    def __init__(self, study: Study):
        self.study = study
        self.of = cache(self._of)
        self.records = cache(partial(_records, study.root))
        self._with = cache(self._grouped)
        self.file = cache(lambda path: file_digest(study.root / path))

    def _of(self, dependency: Dependency) -> str:
        """The digest of what a dependency names: of its whole file where that can't be read, "" of no kind here."""
        try:
            return self._digest_of(dependency)
        except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
            return f"unreadable {self.file(dependency[1])}" if len(dependency) > 1 else ""

    def _digest_of(self, dependency: Dependency) -> str:
        match dependency:
            case ("file", path):
                return str(self.file(path))
            case ("source", path):
                return source_digest(self.study.root / path)
            case ("notebooks", path):
                return _digest([one.name for one in notebooks_in(self.study.root / path)])
            case ("folder", path):
                return tree_digest(self.study.root, visible_files(self.study.root / path))
            case ("part", path, field, value):
                groups = self._with(path, field)
                found = [name for name in groups if name.startswith(value[:-1])] if value.endswith("*") else [value]
                return _digest([one for name in found for one in groups.get(name, ())])
            case ("names", path, field):
                return _digest([one.get(field) for one in self.records(path)])
            case ("section", folder, section):
                return _digest([_places(one, self.records, folder, section) for one in self._tables(folder)])
            case ("earlier", edition):
                return _digest([one for one in self.study.editions() if one < edition])
        raise ValueError(f"no kind of dependency: {dependency}")

    def _grouped(self, path: str, field: str) -> Mapping[str, Sequence[Record]]:
        """A file's records by the value of a field."""
        groups: dict[str, list[Record]] = {}
        for one in self.records(path):
            groups.setdefault(str(one.get(field)), []).append(one)
        return groups

    def _tables(self, folder: str) -> Sequence[Record]:
        return self.records(f"{folder}/{CONTRACT_FILE}")


def _records(root: Path, name: str) -> Sequence[Record]:
    """The records of a file: rows of a CSV, entries of a register, tables of a contract."""
    path = root / name
    if not path.is_file():
        return []
    if path.suffix == ".csv":
        return read_rows(path)
    if path.suffix == ".json":
        tables: Sequence[Record] = read_json(path)["resources"]
        return tables
    from analysis.data.registers import read_plain  # a run that has nothing to do reads no register

    return read_plain(path) or []


def _places(table: Record, records: Any, folder: str, section: str) -> Any:
    """Which figures of a section a table has, and on which lines, whatever their values."""
    fields = table["schema"]["fields"]
    key = table["schema"].get("primaryKey", [])
    keys = [key] if isinstance(key, str) else key
    if table["name"] == STATEMENTS:
        rows = records(f"{folder}/{table['path']}")
        return [[row["figure"], row["line"]] for row in rows if row["section"] == section]
    if table.get("section") != section:
        return None
    figures = [one["name"] for one in fields if one.get("role") == "figure"]
    line = next((one["name"] for one in fields if one.get("role") == "line"), "")
    kinds = [one["type"] for one in fields if one["name"] in keys]
    rows = records(f"{folder}/{table['path']}")
    there = [[*(row[one] for one in keys), row[line], [one for one in figures if row[one].strip()]] for row in rows]
    return [table["name"], kinds, there]


def _digest(content: Any) -> str:
    return sha256(json.dumps(content, ensure_ascii=False, sort_keys=True, default=str).encode())
