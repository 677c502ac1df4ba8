"""A file's rows joined with those that the edition has already, and held against those of editions before."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.data.cell_guard import guarded
from analysis.data.contract import STATEMENTS, TableContract
from analysis.data.figures import Row
from analysis.data.intake.body import Body
from analysis.data.intake.column import Column, Places
from analysis.data.intake.faults import NumberedFault
from analysis.data.intake.history import History, Key, key_of
from analysis.data.intake.series import dated_key
from analysis.data.process import typed_row
from analysis.data.units import UnreadableTokenError
from analysis.data.vintages import is_series

Cells = tuple[str, ...]
BLOCK = 2**13  # rows that stay near the processor
_NEEDS_QUOTES = re.compile(r'[,"\r\n]')


@dataclass(frozen=True)
class Change:
    """A figure whose value differs from the one known before."""

    row: int
    key: str
    field: str
    before: str
    after: str


def changes(body: Body, known: Mapping[Key, Row], edition: str, rows: Sequence[int] | None = None) -> Iterator[Change]:
    """The figures of the file's rows that have another value than the known rows of the same key.

    `rows` are those whose key is known, where the caller has them already.
    """
    table = body.table
    figures = ["printed"] if table.name == STATEMENTS else [column.name for column in table.with_role("figure")]
    for at in overlap(body, known) if rows is None else rows:
        row = {name: column[at] for name, column in body.columns.items()}
        old = known[key_of(table, row)]
        before, after = _typed(table, old, edition), _typed(table, row, edition)
        for name in figures:
            value = "value" if table.name == STATEMENTS else name
            if before.get(value) != after.get(value):
                yield Change(at, ", ".join(key_of(table, row)), name, old[name], row[name])


def overlap(body: Body, known: Mapping[Key, Row]) -> list[int]:
    """The rows of the file whose key was known before."""
    if not known or not body.table.key:
        return [0] if known and body.kept else []
    columns = [body.columns[key] for key in body.table.key]
    likely = columns[0].rows_with({key[0] for key in known})
    return [at for at in likely if tuple(column[at] for column in columns) in known]


def _typed(table: TableContract, row: Row, edition: str) -> Row:
    try:
        return typed_row(table, row, edition)
    except UnreadableTokenError:
        return row


def join_faults(body: Body, history: History) -> Iterator[NumberedFault]:
    """A table that the edition has already: a series may grow, where it says the same; another may not be replaced."""
    if history.present is None:
        return
    place, table = body.layout.grid.place, body.table
    if not is_series(table):
        yield place.fault("E141", value=table.name, edition=history.edition)
        return
    known = {key_of(table, row): row for row in history.present}
    for change in changes(body, known, history.edition):
        said, before = body.said(change.row, change.field), change.before or "-"
        yield body.fault("E142", change.row, change.field, said, edition=history.edition, before=before)


def columns_to_write(body: Body, history: History) -> list[Column[str]]:
    """The columns of the edition's table: a series in the order of its key, with what the edition had of it."""
    table = body.table
    names = [column.name for column in table.fields]
    columns = [body.columns[name] for name in names]
    if not is_series(table) or (not history.present and dated_key(table) is None):
        return columns
    at = [names.index(key) for key in table.key]
    if not history.present:
        return _in_order(columns, [columns[one] for one in at])
    fresh = list(zip(*columns, strict=True))
    had = {key_of(table, row): row for row in history.present or ()}
    differing = {change.row for change in changes(body, had, history.edition)}
    rows: dict[Key, Cells] = {_picked(row, at): row for row in fresh}
    rows |= {key: tuple(row[name] for name in names) for key, row in had.items()}
    rows |= {_picked(fresh[row], at): fresh[row] for row in differing}
    return list(map(Column, zip(*(rows[key] for key in sorted(rows)), strict=True)))


def _in_order(columns: list[Column[str]], keys: list[Column[str]]) -> list[Column[str]]:
    """The columns with their rows in the order of their keys."""
    order = _order(keys)
    return columns if (order[:-1] < order[1:]).all() else [column.ordered(order) for column in columns]


def _order(keys: Sequence[Column[str]]) -> Places:
    """The rows in the order of the first key, and of the others where it is the same; others as they stand."""
    first, *others = keys
    rank = {token: at for at, token in enumerate(sorted(set(first.tokens)))}
    ranks = first.numbered(rank)
    order = np.argsort(ranks, kind="stable")
    if others:
        whole: Sequence[Any] = list(others[0]) if len(others) == 1 else list(zip(*others, strict=True))
        ends = np.append(np.flatnonzero(np.diff(ranks[order])) + 1, len(order))
        starts = np.append(0, ends[:-1])
        for start, end in zip(*(one[ends - starts > 1].tolist() for one in (starts, ends)), strict=True):
            order[start:end] = sorted(order[start:end].tolist(), key=whole.__getitem__)
    return order


def _picked(row: Cells, at: Sequence[int]) -> Key:
    return tuple(row[one] for one in at)


def table_bytes(table: TableContract, columns: Sequence[Column[str]]) -> bytes:
    """The raw table as CSV in UTF-8 with LF line ends; cells are quoted where they must be, and none is run."""
    pieces = list(_pieces([_quoted(_guarded(column)) for column in columns]))
    lines = [",".join(column.name for column in table.fields).encode()]
    for at in range(0, len(columns[0]), BLOCK):
        block = [column[at : at + BLOCK] for column in pieces]
        row = [""] * (len(block) * len(block[0]))
        for place, cells in enumerate(block):
            row[place :: len(block)] = cells
        lines.append("".join(row).encode())
    return b"".join((*lines, b"\n"))


def _pieces(columns: Sequence[Column[str]]) -> Iterator[Column[str]]:
    """What stands in each row one after the other: cells with what sets them apart, with few tokens as one text."""
    few = [2 * len(column.tokens) < len(column) for column in columns]
    for at, column in enumerate(columns):
        before = "," if at else "\n"
        if few[at]:
            after = "," if at + 1 < len(columns) and not few[at + 1] else ""
            yield column.read(f"{before}{{}}{after}".format)
        else:
            yield from (column,) if at and few[at - 1] else (Column.all_of(before, len(column)), column)


def _guarded(column: Column[str]) -> Column[str]:
    return column if column.initials.isdisjoint("'=+-@\t\r") else column.read(guarded)


def _quoted(column: Column[str]) -> Column[str]:
    """The column with quotes around the cells that need them."""
    if column.letters.isdisjoint(',"\r\n'):
        return column
    if column.letters.isdisjoint('"\r\n'):
        return Column([f'"{cell}"' if "," in cell else cell for cell in column.tokens], column.places)
    return column.read(_in_quotes)


def _in_quotes(cell: str) -> str:
    return f'"{cell.replace(chr(34), chr(34) * 2)}"' if _NEEDS_QUOTES.search(cell) else cell
