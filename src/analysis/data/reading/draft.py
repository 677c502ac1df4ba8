"""A reading as a draft edition: its tables in the shape of raw data, and the identities that they break."""

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from analysis.data.audit import Verdict, audit
from analysis.data.contract import CONTRACT_FILE, STATEMENTS, Contract, TableContract, table_contract
from analysis.data.figures import Figure, Row, edition_figures
from analysis.data.identities import Identity
from analysis.data.intake.package import renamed
from analysis.data.process import csv_bytes, json_bytes
from analysis.data.reading.figure import Read
from analysis.data.units import UnreadableTokenError, decimal_text, parse_printed
from analysis.data.vintages import DATED, Delivery

RowKey = tuple[str, tuple[str, ...]]  # a table and the values of its key
CALENDAR = ("date", "calendar month", "calendar year")


@dataclass(frozen=True)
class Draft:
    """An edition that nobody has confirmed: its package and the rows of its tables."""

    package: Mapping[str, Any]
    rows: Mapping[str, list[Row]]

    @property
    def contract(self) -> Contract:
        """The contract of its tables."""
        tables = [table_contract(resource) for resource in self.package["resources"]]
        return Contract({table.name: table for table in tables})

    def files(self) -> dict[str, bytes]:
        """The files of an edition's folder, by name."""
        tables = {
            table.path: csv_bytes([column.name for column in table.fields], self.rows[table.name])
            for table in self.contract
        }
        return {**tables, CONTRACT_FILE: json_bytes(self.package)}


def drafted(
    figures: Sequence[Read],
    delivery: Delivery,
    package: Mapping[str, Any],
    edition: str,
    sources: Mapping[str, str],
    before: Mapping[RowKey, Row] = MappingProxyType({}),
    labels: Mapping[tuple[str, str, str], str] = MappingProxyType({}),
    as_of: Mapping[str, str] = MappingProxyType({}),
) -> Draft:
    """The draft of figures read with the help of `delivery`, whose package is `package`.

    `sources` says what the report was read from, `before` are rows as an earlier draft has them, `labels` the names
    as printed of keys that are new, by table, column and key, `as_of` what a person said of when tables and statements
    hold.
    """
    moved = _moved_dates(figures, delivery, edition)
    by_row: dict[RowKey, list[Read]] = {}
    for one in sorted((one for one in figures if one.figure and one.printed and not one.label), key=lambda x: x.place):
        table = delivery.contract.tables[one.table]
        by_row.setdefault((one.table, tuple(one.keys[key] for key in table.key)), []).append(one)
    rows: dict[str, list[Row]] = {}
    for (name, keys), found in by_row.items():
        table = delivery.contract.tables[name]
        row = before.get((name, keys)) or _row(table, keys, found[0], delivery, moved, edition)
        blank = {column.name: "" for column in table.with_role("figure")}
        said = {"as_of": as_of[found[0].figure]} if found[0].figure in as_of and name == STATEMENTS else {}
        rows.setdefault(name, []).append({**row, **blank, **{one.column: one.value for one in found}, **said})
    resources = []
    for resource in package["resources"]:
        name = resource["name"]
        if name in rows:
            table = delivery.contract.tables[name]
            resources.append(
                _resource(resource, table, rows[name], delivery.rows[name], moved, delivery.edition, edition, labels)
            )
    for made in resources:
        made["as_of"] = as_of.get(made["name"], made["as_of"])
    old = delivery.edition
    named = {key: renamed(value, old, edition) if isinstance(value, str) else value for key, value in package.items()}
    return Draft({**named, "edition": edition, "read": dict(sources), "resources": resources}, rows)


def _row(
    table: TableContract,
    keys: tuple[str, ...],
    first: Read,
    delivery: Delivery,
    moved: Mapping[tuple[str, str], str],
    edition: str,
) -> dict[str, str]:
    """A row but for its figures: the old one's notes, units and names, and the line of the first figure."""
    named = dict(zip(table.key, keys, strict=True))
    row = {column.name: "" for column in table.fields} | named
    for old in delivery.rows[table.name]:
        if all(old[key] == value for key, value in named.items()):
            row |= old
    for column in table.fields:
        if column.role == "line":
            row[column.name] = str(first.line)
        elif column.role == "as_of":
            was = row[column.name] or edition
            section = row.get("section") or table.section
            row[column.name] = first.as_of or new_date(was, section, delivery.edition, edition, moved)
    return row


def new_date(as_of: str, section: str, old: str, edition: str, moved: Mapping[tuple[str, str], str]) -> str:
    """For when something holds now: the edition's month for the old one's, else what became of that date."""
    if as_of == old:
        return edition
    return moved.get((section, as_of), as_of)


def _moved_dates(figures: Sequence[Read], delivery: Delivery, edition: str) -> dict[tuple[str, str], str]:
    """What became of the dates that a section prints: by section and old date, where all that print it agree.

    A table of one row prints the date that is its key.
    """
    found: dict[tuple[str, str], set[str]] = {}
    for table in delivery.contract:
        now = (
            {one.keys[dated] for one in figures if one.table == table.name and one.printed}
            if (dated := _dated(table))
            else set()
        )
        was_one = {row[dated] for row in delivery.rows[table.name]} if dated else set()
        if len(now) == len(was_one) == 1:
            found.setdefault((table.section, was_one.pop()), set()).update(now)
    for one in figures:
        figure = delivery.figures.get(one.figure)
        if figure is None or figure.unit not in CALENDAR or not one.printed:
            continue
        try:
            number = parse_printed(one.value, figure.unit, nearest_year(figure, delivery.edition, edition))
        except UnreadableTokenError:
            continue
        was = decimal_text(figure.value, figure.unit)
        found.setdefault((figure.section, was), set()).add(decimal_text(number.value, figure.unit))
    return {spot: next(iter(values)) for spot, values in found.items() if len(values) == 1}


def nearest_year(figure: Figure, old: str, edition: str) -> int:
    """The year of a date printed without one: as far from the edition's as it was."""
    return int(figure.as_of[:4]) + int(edition[:4]) - int(old[:4])


def _dated(table: TableContract) -> str:
    """The key of a table that is a day, a month or a year; "" where none is."""
    return next((key for key in table.key if table.column(key).type in DATED), "")


def _resource(
    resource: Mapping[str, Any],
    table: TableContract,
    rows: Sequence[Row],
    before: Sequence[Row],
    moved: Mapping[tuple[str, str], str],
    old: str,
    edition: str,
    labels: Mapping[tuple[str, str, str], str],
) -> dict[str, Any]:
    """A table's contract for the new edition: for when it holds, and the keys that are new."""
    made = copy.deepcopy(dict(resource))
    was = str(resource.get("as_of", ""))
    dated = _dated(table)
    if dated and was == max(row[dated] for row in before):
        made["as_of"] = max(row[dated] for row in rows)
    elif was:
        made["as_of"] = new_date(was, table.section, old, edition, moved)
    for column in made["schema"]["fields"]:
        if column.get("role") == "key" and "enum" in column.get("constraints", {}):
            for value in dict.fromkeys(row[column["name"]] for row in rows):
                if value not in map(str, column["constraints"]["enum"]):
                    column["constraints"]["enum"].append(value)
                    name = labels.get((table.name, column["name"], value), value)
                    column.setdefault("labels", {})[value] = {"ko": name, "en": value.replace("_", " ").capitalize()}
    return made


def draft_figures(draft: Draft, edition: str) -> dict[str, Figure]:
    """The draft's figures by id, without those that can't be read."""
    contract = draft.contract
    rows = {
        name: [_readable_row(contract.tables[name], row, edition) for row in found]
        for name, found in draft.rows.items()
    }
    if STATEMENTS in rows:
        rows[STATEMENTS] = [row for row in rows[STATEMENTS] if row["printed"]]
    return {figure.id: figure for figure in edition_figures(edition, contract, rows)}


def _readable_row(table: TableContract, row: Row, edition: str) -> Row:
    made = dict(row)
    for column in table.with_role("figure"):
        unit = next((row[one.name] for one in table.with_role("unit") if row[one.name]), column.unit)
        try:
            if made[column.name].strip():
                parse_printed(made[column.name], unit, int(edition[:4]))
        except UnreadableTokenError:
            made[column.name] = ""
    return made


def conflicts(draft: Draft, edition: str, identities: Iterable[Identity]) -> list[Verdict]:
    """The identities that the draft's figures do not satisfy."""
    return [one for one in audit(identities, draft_figures(draft, edition)) if one.status == "conflict"]


def unsure(figures: Sequence[Read], contract: Contract) -> list[Read]:
    """What a person must decide: what is only alike, rows whose key nobody knows, and gaps that a row can't have."""
    printed = {(one.table, tuple(one.keys.values())) for one in figures if one.printed and not one.label}
    return [
        one
        for one in figures
        if one.how == "like"
        or one.label
        or (
            one.how == "gone"
            and one.table != STATEMENTS
            and (one.table, tuple(one.keys.values())) in printed
            and contract.tables[one.table].column(one.column).constraints.get("required")
        )
    ]
