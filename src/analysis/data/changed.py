"""An edition as it would be had it printed something else: for tests of what follows from the data, without a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from analysis.data.contract import STATEMENTS, Contract
from analysis.data.edition import CHANGED, Edition, typed_frame
from analysis.data.figures import Row
from analysis.data.process import PRINTED_IN, typed_row
from analysis.data.vintages import Delivery, panels

Rows = list[dict[str, str]]
Change = Callable[[Rows], Sequence[Row]]


def changed(report: Edition, printed: Mapping[str, str], rows: Mapping[str, Change | Sequence[Row]]) -> Edition:
    """The edition with other printed tokens by figure id, and with other rows of its tables.

    Tables and ledger follow; the files, the audit and what earlier editions printed stay.

    Raises:
        KeyError: a figure or a table that the edition itself does not print.
    """
    *earlier, own = report.deliveries
    changes = {name: list(_rows(change, own.rows[name])) for name, change in rows.items()}
    tables = {name: [dict(row) for row in changes.get(name, had)] for name, had in own.rows.items()}
    for figure, token in printed.items():
        _print(own.contract, tables, figure, token)
    brought = [*earlier, Delivery(own.edition, own.contract, {name: list(found) for name, found in tables.items()})]
    memory = {CHANGED: True, "processed": report.study.processed(report.name), "deliveries": brought}
    memory |= {name: report.memory[name] for name in ("contract", "assumptions", "breaks") if name in report.memory}
    touched = {*rows, *(_table_of(own.contract, tables, figure) for figure in printed)}
    known = panels(brought)
    for name in touched & known.keys():
        panel, described = known[name], report.described(name)
        typed = [
            {**typed_row(panel.table, row, one), PRINTED_IN: one}
            for row, one in zip(panel.rows, panel.printed_in, strict=True)
        ]
        frame = pd.DataFrame(typed, columns=[column.name for column in described.fields], dtype=str)
        memory[f"table {name}"] = typed_frame(described, frame, report.name)
    return replace(report, memory=memory)


def _rows(change: Change | Sequence[Row], had: Sequence[Row]) -> Sequence[Row]:
    return change([dict(row) for row in had]) if callable(change) else change


def _print(contract: Contract, tables: Mapping[str, list[dict[str, str]]], figure: str, token: str) -> None:
    """Puts another token in the cell of a figure."""
    for row in tables.get(STATEMENTS, []):
        if row["figure"] == figure:
            row["printed"] = token
            return
    table = contract.tables[figure.split(".")[0]]
    for row in tables[table.name]:
        for column in table.with_role("figure"):
            if figure == ".".join([table.name, *(row[key] for key in table.key), column.name]):
                row[column.name] = token
                return
    raise KeyError(figure)


def _table_of(contract: Contract, tables: Mapping[str, list[dict[str, str]]], figure: str) -> str:
    statements = {row["figure"] for row in tables.get(STATEMENTS, [])}
    return STATEMENTS if figure in statements else contract.tables[figure.split(".")[0]].name
