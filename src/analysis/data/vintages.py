"""Editions as vintages: what was known, table by table, once an edition had come out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from analysis.data.contract import STATEMENTS, Contract, TableContract, read_contract
from analysis.data.editions import Study
from analysis.data.figures import Figure, Row, edition_figures, read_rows

DATED = {"date", "yearmonth", "year"}


@dataclass(frozen=True)
class Delivery:
    """The tables that one edition brought, as printed."""

    edition: str
    contract: Contract
    rows: Mapping[str, list[Row]]

    @property
    def figures(self) -> dict[str, Figure]:
        """The figures that the edition itself prints, by id, in the order of the source."""
        return {figure.id: figure for figure in edition_figures(self.edition, self.contract, self.rows)}


@dataclass(frozen=True)
class Panel:
    """One table as known with an edition: its rows and, for each, the edition that printed it last."""

    table: TableContract
    rows: list[Row]
    printed_in: list[str]

    @property
    def newest(self) -> str:
        """The last edition that brought the table."""
        return max(self.printed_in)


def is_series(table: TableContract) -> bool:
    """Whether a table's rows are observations with dates of their own, so that editions add to them."""
    return table.name == STATEMENTS or any(table.column(key).type in DATED for key in table.key)


def read_delivery(study: Study, edition: str) -> Delivery:
    """What one edition brought; the raw tables must keep their contract."""
    folder = study.raw(edition)
    contract = read_contract(folder)
    return Delivery(edition, contract, {table.name: read_rows(folder / table.path) for table in contract})


def deliveries(study: Study, edition: str) -> list[Delivery]:
    """What every edition up to and with this one brought, oldest first."""
    return [read_delivery(study, one) for one in study.editions() if one <= study.known(edition)]


def prints(study: Study, edition: str, name: str) -> list[tuple[str, TableContract, list[Row]]]:
    """One table as each edition up to and with this one printed it itself, oldest first: edition, contract, rows."""
    found = []
    for one in study.editions():
        folder = study.raw(one)
        if one <= edition and (table := read_contract(folder).tables.get(name)) is not None:
            found.append((one, table, read_rows(folder / table.path)))
    return found


def panels(brought: Iterable[Delivery]) -> dict[str, Panel]:
    """Every table as known with the last of the deliveries, in the order of the newest contract that has it.

    Of a series each observation is the newest print; any other table is the newest whole, carried forward where an
    edition does not bring it.
    """
    newest_first = sorted(brought, key=lambda delivery: delivery.edition, reverse=True)
    names = dict.fromkeys(table.name for delivery in newest_first for table in delivery.contract)
    return {name: _panel(name, [one for one in newest_first if name in one.contract.tables]) for name in names}


def _panel(name: str, newest_first: list[Delivery]) -> Panel:
    table = newest_first[0].contract.tables[name]
    known: dict[tuple[str, ...], tuple[Row, str]] = {}
    for delivery in newest_first if is_series(table) else newest_first[:1]:
        for row in delivery.rows[name]:
            known.setdefault(tuple(row[key] for key in table.key), (row, delivery.edition))
    # A single edition keeps the order of the report; several are put in the order of their keys.
    keys = sorted(known) if len({edition for _, edition in known.values()}) > 1 else list(known)
    return Panel(table, [known[key][0] for key in keys], [known[key][1] for key in keys])


def known_figures(brought: Iterable[Delivery]) -> dict[str, Figure]:
    """Every figure as known with the last of the deliveries: the newest print of each."""
    found: dict[str, Figure] = {}
    for delivery in sorted(brought, key=lambda one: one.edition):
        replaced = {table.name for table in delivery.contract if not is_series(table)}
        found = {one: figure for one, figure in found.items() if figure.table not in replaced} | delivery.figures
    return found
