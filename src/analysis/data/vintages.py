"""Editions as vintages: what was known, table by table, once an edition had come out."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from analysis.data.contract import STATEMENTS, Contract, TableContract, read_contract
from analysis.data.editions import Study
from analysis.data.faults import BadFileError, Fault
from analysis.data.figures import Figure, edition_figures
from analysis.data.raw_csv import Row, read_rows
from analysis.words import Words

KEEPING = Words("계약을 지키는 표", "tables that keep their contract")
DATED = {"date", "yearmonth", "year"}


@dataclass(frozen=True)
class Delivery:
    """The tables that one edition brought, as printed."""

    edition: str
    contract: Contract
    rows: Mapping[str, list[Row]]

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """The figures that the edition itself prints, by id, in the order of the source.

        BadFileError where its tables do not keep their contract, which only its own check names by line.
        """
        try:
            return {figure.id: figure for figure in edition_figures(self.edition, self.contract, self.rows)}
        except (ValueError, KeyError, TypeError) as error:
            advice = Words(f"먼저: study check {self.edition}", f"First: study check {self.edition}")
            raise BadFileError([Fault(f"data/raw/{self.edition}", 0, "", str(error), KEEPING, advice)]) from None


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
    return Delivery(edition, contract, {table.name: table_rows(folder, table) for table in contract})


def table_rows(folder: Path, table: TableContract) -> list[Row]:
    """The rows of one table; BadFileError where the file is none, or lacks a column of its contract."""
    return read_rows(folder / table.path, [column.name for column in table.fields])


def deliveries(study: Study, edition: str) -> list[Delivery]:
    """What every edition up to and with this one brought, oldest first."""
    return [read_delivery(study, one) for one in study.editions() if one <= study.known(edition)]


def prints(study: Study, edition: str, name: str) -> list[tuple[str, TableContract, list[Row]]]:
    """One table as each edition up to and with this one printed it itself, oldest first: edition, contract, rows."""
    found = []
    for one in study.editions():
        folder = study.raw(one)
        if one <= edition and (table := read_contract(folder).tables.get(name)) is not None:
            found.append((one, table, table_rows(folder, table)))
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


@dataclass
class KnownTable:
    """What is known of one table's figures: each with its place in the order of the ledger, and ids by as-of date."""

    figures: dict[str, tuple[int, Figure]] = field(default_factory=dict)
    dates: list[str] = field(default_factory=list)
    dated: dict[str, dict[str, None]] = field(default_factory=dict)

    def add(self, place: int, figure: Figure) -> None:
        """Takes a figure's newest print; one known before keeps its place."""
        if figure.id in self.figures:
            place, old = self.figures[figure.id]
            del self.dated[old.as_of][figure.id]
        self.figures[figure.id] = place, figure
        if figure.as_of not in self.dated:
            insort(self.dates, figure.as_of)
        self.dated.setdefault(figure.as_of, {})[figure.id] = None

    @property
    def last(self) -> str:
        """The last as-of date that a figure has; "" where there is none."""
        return next((one for one in reversed(self.dates) if self.dated[one]), "")

    def between(self, first: str, last: str) -> Iterator[tuple[int, Figure]]:
        """The figures of a span of as-of dates, each with its place."""
        for one in self.dates[bisect_left(self.dates, first) : bisect_right(self.dates, last)]:
            yield from (self.figures[name] for name in self.dated[one])


@dataclass
class Known:
    """Every figure as known with the deliveries so far, taken in oldest first; a delivery costs what it brings."""

    tables: dict[str, KnownTable] = field(default_factory=dict)
    places: int = 0

    def take(self, delivery: Delivery) -> None:
        """Takes the figures of the next delivery: a series grows, another table is replaced whole."""
        for table in delivery.contract:
            if not is_series(table):
                self.tables.pop(table.name, None)
        for figure in delivery.figures.values():
            self.tables.setdefault(figure.table, KnownTable()).add(self.places, figure)
            self.places += 1

    def figure(self, table: str, name: str) -> Figure | None:
        """A figure of a table by its id; None where it is not known."""
        known = self.tables.get(table)
        return known.figures[name][1] if known and name in known.figures else None

    def all(self) -> dict[str, Figure]:
        """The figures by id, in the order in which they became known."""
        placed = [one for table in self.tables.values() for one in table.figures.values()]
        return {figure.id: figure for _, figure in sorted(placed, key=lambda one: one[0])}


def known_figures(brought: Iterable[Delivery]) -> dict[str, Figure]:
    """Every figure as known with the last of the deliveries: the newest print of each."""
    known = Known()
    for delivery in sorted(brought, key=lambda one: one.edition):
        known.take(delivery)
    return known.all()
