"""What the study knows of a table when a file for it arrives."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from analysis.data.contract import STATEMENTS, Contract, TableContract, read_contract
from analysis.data.editions import Study
from analysis.data.figures import Figure, Row
from analysis.data.vintages import Delivery, known_figures, panels, table_rows

Key = tuple[str, ...]


@dataclass(frozen=True)
class History:
    """One table as the editions before brought it, and as the edition itself has it already."""

    edition: str
    before: tuple[Delivery, ...]
    present: tuple[Row, ...] | None

    @property
    def newest(self) -> str:
        """The last edition before that brought the table; empty where none did."""
        return self.before[-1].edition if self.before else ""

    def rows(self, table: TableContract) -> dict[Key, Row]:
        """The newest print of each row before this edition, by key."""
        return self._rows.get(table.name, {})

    @cached_property
    def _rows(self) -> dict[str, dict[Key, Row]]:
        return {
            name: {key_of(panel.table, row): row for row in panel.rows} for name, panel in panels(self.before).items()
        }

    def figures(self) -> dict[str, Figure]:
        """The newest print of each figure before this edition, by id."""
        return known_figures(self.before)

    def units(self) -> Mapping[str, str]:
        """The units of the figures of running text when they were last printed, by id."""
        statements = [row for delivery in self.before for row in delivery.rows.get(STATEMENTS, [])]
        return {row["figure"]: row["unit"] for row in (*statements, *(self.present or ())) if "figure" in row}


def key_of(table: TableContract, row: Row) -> Key:
    """The values of a row's key."""
    return tuple(row[key] for key in table.key)


def history(study: Study, name: str, edition: str) -> History:
    """The deliveries of one table up to an edition; no other table is read."""
    before: list[Delivery] = []
    present: tuple[Row, ...] | None = None
    for one in (one for one in study.editions() if one <= edition):
        contract = read_contract(study.raw(one))
        table = contract.tables.get(name)
        if table is None or not (study.raw(one) / table.path).is_file():
            continue
        rows = table_rows(study.raw(one), table)
        if one == edition:
            present = tuple(rows)
        else:
            before.append(Delivery(one, Contract({name: table}), {name: rows}))
    return History(edition, tuple(before), present)
