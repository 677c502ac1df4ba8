"""The datapackage.json of an edition: the contract of the tables that it was brought, and of no other."""

import copy
import json
import re
from calendar import month_name
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from analysis.data.contract import CONTRACT_FILE, read_package
from analysis.data.intake.body import Body
from analysis.data.intake.offers import Offers

Package = dict[str, Any]
_WHOLE = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)")


def edition_package(folder: Path, offers: Offers, edition: str) -> Package:
    """The edition's package, or a new one without tables, named for its month."""
    path = folder / CONTRACT_FILE
    if path.is_file():
        return read_package(folder)
    old = str(offers.package.get("edition", ""))
    named = {
        name: renamed(value, old, edition) if isinstance(value, str) and old else value
        for name, value in offers.package.items()
    }
    return {**named, "edition": edition, "resources": []}


def renamed(text: str, old: str, new: str) -> str:
    """A title or name with one edition's month in place of another's."""
    for form in (_iso, _korean, _english):
        text = text.replace(form(old), form(new))
    return text


def _iso(edition: str) -> str:
    return edition


def _korean(edition: str) -> str:
    return f"{edition[:4]}년 {int(edition[5:])}월"


def _english(edition: str) -> str:
    return f"{month_name[int(edition[5:])]} {edition[:4]}"


def with_table(
    package: Package, body: Body, offers: Offers, file: str, as_of: str, decimal: Collection[str], *, joined: bool
) -> Package:
    """The package with the table's contract: where it came from, for which day it holds, what is new in it.

    `decimal` are the whole-number fields that have decimals now; `joined` says that the edition had the table before.
    """
    tables = {resource["name"]: resource for resource in package["resources"]}
    name = body.table.name
    resource = copy.deepcopy(dict(tables.get(name) or offers.tables[name].resource))
    resource["place"] = f"{resource['place']}; {file}" if joined else file
    resource["as_of"] = max(str(resource["as_of"]), as_of) if joined else as_of
    for column in resource["schema"]["fields"]:
        _add_values(column, body.new_values.get(column["name"], {}))
        if column["name"] in decimal:
            column["type"] = "number"
    tables[name] = resource
    order = [*offers.tables, *tables]
    return {**package, "resources": sorted(tables.values(), key=lambda one: order.index(one["name"]))}


def _add_values(column: dict[str, Any], added: Mapping[str, str]) -> None:
    for slug, name in added.items():
        column["constraints"]["enum"].append(slug)
        column.setdefault("labels", {})[slug] = {"ko": name, "en": name}


def widened(body: Body) -> list[str]:
    """The whole-number fields that the file gives with decimals, or to the thousand, after a conversion."""
    return [
        column.name
        for column in body.table.with_role("figure")
        if column.type == "integer"
        and column.name not in body.plain
        and not all(map(_WHOLE.fullmatch, filter(None, body.columns[column.name].tokens)))
    ]


def package_bytes(package: Package) -> bytes:
    """datapackage.json as the study writes it."""
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
