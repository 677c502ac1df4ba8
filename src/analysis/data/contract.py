"""The contract of an edition's tables: datapackage.json, read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.data.contract_form import contract_faults
from analysis.data.editions import CONTRACT_FILE as CONTRACT_FILE
from analysis.data.editions import STATEMENTS as STATEMENTS
from analysis.data.faults import BadFileError
from analysis.data.json_files import read_json
from analysis.words import Words


@dataclass(frozen=True)
class FieldContract:
    """One column: Table Schema type and constraints, with the study's own role, unit and words.

    A share may be blank only in rows in which the columns of `blank_where_zero`, of which it is one, are all 0.
    """

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
    blank_where_zero: tuple[str, ...] = ()

    @property
    def needed(self) -> bool:
        """Whether a file must have the column."""
        return bool(self.constraints.get("required") or self.blank_where_zero)

    def may_be_blank(self, row: Mapping[str, str]) -> bool:
        """Whether the column has no value in a row: a share of nothing."""
        return bool(self.blank_where_zero) and all(
            row[one].strip("0.") == "" != row[one] for one in self.blank_where_zero
        )


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
    """The contract in a folder of tables; BadFileError, which is a ValueError, where the file is none."""
    tables = [table_contract(resource) for resource in read_package(folder)["resources"]]
    return Contract({table.name: table for table in tables})


def read_package(folder: Path) -> dict[str, Any]:
    """The contract in a folder of tables as its file has it; BadFileError, by line, where that has not its form."""
    name = f"{folder.name}/{CONTRACT_FILE}"
    package: dict[str, Any] = read_json(folder / CONTRACT_FILE, name)
    if faults := contract_faults(package, (folder / CONTRACT_FILE).read_bytes(), name):
        raise BadFileError(faults)
    return package


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
        blank_where_zero=tuple(one.get("blank_where_zero", ())),
        value_synonyms={value: tuple(names) for value, names in one.get("value_synonyms", {}).items()},
    )
