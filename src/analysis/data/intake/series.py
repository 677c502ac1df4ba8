"""The days of a series: none may be missing between the first and the last that a file prints."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from analysis.data.contract import FieldContract, TableContract
from analysis.data.intake.body import Body
from analysis.data.intake.faults import NumberedFault
from analysis.data.intake.history import History, key_of
from analysis.data.vintages import DATED
from analysis.words import Words


def dated_key(table: TableContract) -> str | None:
    """The key that makes a table a series; None where it is none, or is dated twice."""
    dated = [key for key in table.key if table.column(key).type in DATED]
    return dated[0] if len(dated) == 1 else None


def gaps(body: Body, history: History, last: str) -> Iterator[NumberedFault]:
    """Days, months or years without a row within the span of a series.

    Not a hole that an earlier edition left as well, not one that the edition's other file fills, and none after the
    day `last`.
    """
    table = body.table
    dated = dated_key(table)
    if dated is None or dated not in body.columns or body.has_faults(dated):
        return
    column, others = table.column(dated), [key for key in table.key if key != dated]
    if any(body.columns[key].all_differ for key in others):
        return  # each group has one observation, and no hole
    printed: dict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
    for at, value in enumerate(body.columns[dated]):
        printed[tuple(body.columns[key][at] for key in others)].setdefault(value, at)
    known: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in history.rows(table).values():
        known[tuple(row[key] for key in others)].add(row[dated])
    present = {key_of(table, row) for row in history.present or ()}
    for group, rows in printed.items():
        earlier = known[group]
        for hole, after in _holes(sorted(value for value in rows if "" < value <= last), column):
            new = [
                one for one in hole if not _was_missing(one, earlier) and _key(one, dated, group, table) not in present
            ]
            if new:
                span = (
                    Words(new[0], new[0]) if len(new) == 1 else Words(f"{new[0]}~{new[-1]}", f"{new[0]} to {new[-1]}")
                )
                yield body.fault("E134", rows[after], column.name, day=span)


def _key(value: str, dated: str, group: tuple[str, ...], table: TableContract) -> tuple[str, ...]:
    """The whole key of a row that is not there."""
    others = iter(group)
    return tuple(value if name == dated else next(others) for name in table.key)


def _was_missing(value: str, earlier: set[str]) -> bool:
    """Whether an earlier edition left the same hole."""
    return bool(earlier) and min(earlier) < value < max(earlier) and value not in earlier


def _holes(values: list[str], column: FieldContract) -> Iterator[tuple[list[str], str]]:
    """What lies between following values of a series, each hole with the value that comes after it."""
    for before, after in pairwise(values):
        hole = []
        missing = following(before, column.type)
        while missing < after:
            hole.append(missing)
            missing = following(missing, column.type)
        if hole:
            yield hole, after


def following(value: str, kind: str) -> str:
    """The day, month or year after one."""
    if kind == "date":
        return (date.fromisoformat(value) + timedelta(days=1)).isoformat()
    if kind == "year":
        return f"{int(value) + 1:04d}"
    year, month = int(value[:4]), int(value[5:])
    return f"{year + month // 12:04d}-{month % 12 + 1:02d}"


def series_start(body: Body, history: History) -> tuple[str, str] | None:
    """The last observation known before and the first of the file, where days lie between them; else None."""
    table = body.table
    dated, known = dated_key(table), history.rows(table)
    if dated is None or not known or body.has_faults(dated):
        return None
    last = max(row[dated] for row in known.values())
    first = min(filter(None, body.columns[dated].tokens), default="")
    return (last, first) if first and first > following(last, table.column(dated).type) else None
