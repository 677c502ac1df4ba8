"""reading.csv: where each figure of a draft stands in the report, and how sure that is."""

import csv
import io
from collections.abc import Iterable

from analysis.data.contract import STATEMENTS, Contract, TableContract
from analysis.data.process import csv_bytes
from analysis.data.reading.figure import Read
from analysis.data.units import LISTED
from analysis.data.vintages import Delivery

READING = "reading.csv"
COLUMNS = ("figure", "printed", "line", "column", "old_printed", "old_line", "how")


def reading_csv(figures: Iterable[Read]) -> bytes:
    """The reading, a figure a row; a number that is no figure has no name, one that is gone no place."""
    return csv_bytes(
        COLUMNS,
        (
            {
                "figure": one.figure,
                "printed": one.token,
                "line": str(one.line or ""),
                "column": str(one.at + 1) if one.printed else "",
                "old_printed": one.old_printed,
                "old_line": str(one.old_line or ""),
                "how": one.how,
            }
            for one in figures
        ),
    )


def read_reading(data: bytes, delivery: Delivery) -> list[Read]:
    """What `reading_csv` wrote, with table, keys and column told from the figures' names."""
    found = []
    for row in csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")):
        name, printed = row["figure"], row["printed"]
        table, keys, column = parts_of(name, delivery.contract) if name else ("", {}, "")
        label = next((value[1:-1] for value in keys.values() if value.startswith("(")), "")
        place = int(row["line"] or 0), int(row["column"] or 1) - 1
        old = row["old_printed"], int(row["old_line"] or 0)
        listed = name in delivery.figures and delivery.figures[name].unit == LISTED
        found.append(Read(name, table, keys, column, row["how"], printed, *place, *old, label=label, listed=listed))  # type: ignore[arg-type]
    return found


def parts_of(figure: str, contract: Contract) -> tuple[str, dict[str, str], str]:
    """A figure's table, keys and column, told from its name; a name that no table begins with is a statement's."""
    first, *rest = figure.split(".")
    table = contract.tables.get(first)
    if table is None or first == STATEMENTS or len(rest) != len(table.key) + 1 or not _has(table, rest[-1]):
        statements = contract.tables[STATEMENTS]
        return STATEMENTS, {statements.key[0]: figure}, statements.with_role("figure")[0].name
    return first, dict(zip(table.key, rest[:-1], strict=True)), rest[-1]


def _has(table: TableContract, column: str) -> bool:
    return any(one.name == column for one in table.with_role("figure"))
