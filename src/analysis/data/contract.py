"""The contract of an edition's tables: datapackage.json, read."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.words import Words

CONTRACT_FILE = "datapackage.json"
STATEMENTS = "statements"


@dataclass(frozen=True)
class FieldContract:
    """One column: Table Schema type and constraints, with the study's own role, unit and words."""

    name: str
    type: str
    role: str
    title: Words
    unit: str = ""
    exact: bool = False
    as_of: str = ""
    constraints: Mapping[str, Any] = field(default_factory=dict)
    labels: Mapping[str, Words] = field(default_factory=dict)
    synonyms: tuple[str, ...] = ()
    value_synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Shape:
    """A form of its own in which an office publishes a table: the table's columns under other names.

    `cumulative` names the running total of a figure, `shift_days` the days from a row's date of reporting to the
    day that it counts.
    """

    name: str
    title: Words
    columns: Mapping[str, str]
    cumulative: Mapping[str, str] = field(default_factory=dict)
    shift_days: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Printing:
    """How a report prints a table: a row a key (`rows`), a column a key (`columns`), or a list in a line (`list`).

    `cells` are patterns such as "{quota}/{current} ({women})": of every cell, or by the heading above it. `key` is
    the column that the first cell of a row, a heading or the pattern names, `across` the one that the headings name
    where rows name another; `row` is the first cell of the row that holds a table of `columns`, empty where that is
    the row below the headings.
    """

    shape: str
    key: str
    cells: str | Mapping[str, str]
    across: str = ""
    row: str = ""


@dataclass(frozen=True)
class TableContract:
    """One table: its words, the section and place of the report it was read from, its columns and key."""

    name: str
    path: str
    title: Words
    section: str
    place: str
    as_of: str
    fields: tuple[FieldContract, ...]
    key: tuple[str, ...]
    synonyms: tuple[str, ...] = ()
    shapes: tuple[Shape, ...] = ()
    reading: Printing | None = None

    def with_role(self, role: str) -> list[FieldContract]:
        """The columns of one role, in order."""
        return [f for f in self.fields if f.role == role]

    def column(self, name: str) -> FieldContract:
        """The column of that name; KeyError where there is none."""
        for one in self.fields:
            if one.name == name:
                return one
        raise KeyError(name)


@dataclass(frozen=True)
class Contract:
    """All tables of an edition, in the order of datapackage.json."""

    tables: Mapping[str, TableContract]

    def __iter__(self) -> Iterator[TableContract]:
        return iter(self.tables.values())


def read_contract(folder: Path) -> Contract:
    """The contract in a folder of tables; ValueError or OSError when the file is not one."""
    package = json.loads((folder / CONTRACT_FILE).read_text("utf-8"))
    tables = [table_contract(resource) for resource in package["resources"]]
    return Contract({table.name: table for table in tables})


def table_contract(resource: Mapping[str, Any]) -> TableContract:
    """One resource of datapackage.json, read."""
    schema = resource["schema"]
    key = schema.get("primaryKey", [])
    return TableContract(
        name=resource["name"],
        path=resource["path"],
        title=Words(resource["title"], resource["title_en"]),
        section=resource.get("section", ""),
        place=resource.get("place", ""),
        as_of=resource.get("as_of", ""),
        fields=tuple(_field(one) for one in schema["fields"]),
        key=(key,) if isinstance(key, str) else tuple(key),
        synonyms=tuple(resource.get("synonyms", ())),
        shapes=tuple(_shape(one) for one in resource.get("shapes", ())),
        reading=Printing(**resource["reading"]) if "reading" in resource else None,
    )


def _shape(one: Mapping[str, Any]) -> Shape:
    title = Words(one["title"], one["title_en"])
    return Shape(one["name"], title, one["columns"], one.get("cumulative", {}), one.get("shift_days", {}))


def _field(one: Mapping[str, Any]) -> FieldContract:
    return FieldContract(
        name=one["name"],
        type=one["type"],
        role=one.get("role", "note"),
        title=Words(one["title"], one["title_en"]),
        unit=one.get("unit", ""),
        exact=one.get("exact", False),
        as_of=one.get("as_of", ""),
        constraints=one.get("constraints", {}),
        labels={slug: Words(label["ko"], label["en"]) for slug, label in one.get("labels", {}).items()},
        synonyms=tuple(one.get("synonyms", ())),
        value_synonyms={value: tuple(names) for value, names in one.get("value_synonyms", {}).items()},
    )
