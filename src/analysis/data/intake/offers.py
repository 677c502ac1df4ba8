"""The tables that a file may be: of each the newest contract that the study has."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from analysis.data.contract import TableContract, read_package, table_contract
from analysis.data.editions import Study
from analysis.data.intake.words import Vocabulary

Resource = Mapping[str, Any]


@dataclass(frozen=True)
class Offer:
    """One table, read and as JSON, from the newest edition that brought it."""

    table: TableContract
    resource: Resource


@dataclass(frozen=True)
class Offers:
    """All tables of a study in the order in which editions first brought them, and the newest package around them."""

    tables: Mapping[str, Offer]
    package: Mapping[str, Any]

    @property
    def vocabulary(self) -> Vocabulary:
        """The package's words for units, totals and columns that are dropped."""
        return Vocabulary.read(self.package.get("intake", {}))


def read_offers(study: Study) -> Offers:
    """What the study's editions brought so far; a later edition's contract takes the place of an earlier one's."""
    tables: dict[str, Offer] = {}
    package: dict[str, Any] = {}
    for edition in study.editions():
        package = read_package(study.raw(edition))
        for resource in package["resources"]:
            tables[resource["name"]] = Offer(table_contract(resource), resource)
    return Offers(tables, {name: value for name, value in package.items() if name != "resources"})
