"""What a person decided about a draft, and the edition that it makes."""

import csv
import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from analysis.data.contract import CONTRACT_FILE, Contract
from analysis.data.faults import Fault, in_order, undecodable
from analysis.data.figures import Row, year_of
from analysis.data.process import csv_bytes, json_bytes
from analysis.data.reading.draft import Draft, drafted, unsure
from analysis.data.reading.figure import Read, figure_id
from analysis.data.reading.record import READING, read_reading
from analysis.data.units import UnreadableTokenError, parse_printed
from analysis.data.vintages import Delivery
from analysis.words import Words

DECISIONS = "decisions.csv"
AS_OF = "@as_of"  # behind a table's or a statement's name: for when it holds
NEEDED, KEPT = ("figure", "value"), ("figure", "value", "by", "note")
OK, GONE = "ok", "gone"
KEY = re.compile(r"[a-z][a-z0-9_]*")
TIME = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?")

COLUMNS_EXPECTED = Words(
    "열 figure,value(by, note는 없어도 된다)", "the columns figure,value (by and note may be left out)"
)
FIGURE_EXPECTED = Words("reading.csv에 있는 수치나 새 행의 이름", "a figure or a new row that reading.csv names")
ONCE_EXPECTED = Words("수치마다 한 번", "each figure once")
TAKEN_EXPECTED = Words("다른 행에 없는 키", "a key that no other row has")
TIME_EXPECTED = Words(
    "연도, 연월 또는 날짜(YYYY, YYYY-MM, YYYY-MM-DD)", "a year, a month or a day (YYYY, YYYY-MM, YYYY-MM-DD)"
)
VALUE_EXPECTED = Words("ok, gone 또는 값", "ok, gone or a value")
KEY_EXPECTED = Words(
    "새 행의 키(영문 소문자, 숫자, _) 또는 gone", "the key of the new row (small letters, digits, _) or gone"
)
PRINTED_EXPECTED = Words(
    "원문에서 찾지 못한 수치의 값 또는 gone", "a value, or gone: the figure was not found in the report"
)
NO_SUCH = Words("figure 열을 reading.csv에서 옮겨 적는다.", "Copy the figure's name from reading.csv.")
DECIDE = Words("고쳐 적는다.", "Mend it.")
REMOVE = Words("둘 중 하나를 지운다.", "Remove one of the two.")


class DecisionError(ValueError):
    """Decisions that can't be taken as they are, with all that is wrong with them."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{len(faults)} faults in {DECISIONS}")
        self.faults = in_order(faults)


class UndecidedError(ValueError):
    """What is still to be decided, by name: figures, and rows that need a key."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(f"{len(names)} undecided")
        self.names = names


class EditedError(ValueError):
    """A file of the draft is not as it was written: what is to change is said by decisions."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file


@dataclass(frozen=True)
class Decision:
    """One line of the decisions: what stands for a figure, or the key of a new row, and who said so."""

    line: int
    figure: str
    value: str
    by: str = ""
    note: str = ""


def read_decisions(data: bytes) -> list[Decision]:
    """The decisions of a file; DecisionError where it is no such CSV."""
    if fault := undecodable(DECISIONS, data):
        raise DecisionError([fault])
    reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    if not set(NEEDED) <= set(reader.fieldnames or ()):
        raise DecisionError([Fault(DECISIONS, 1, "", ",".join(reader.fieldnames or ()), COLUMNS_EXPECTED, DECIDE)])
    rows = [(reader.line_num, row) for row in reader]
    return [
        Decision(line, *((row.get(name) or "").strip() for name in KEPT)) for line, row in rows if any(row.values())
    ]


def row_name(one: Read) -> str:
    """The name under which a new row is decided: its table and its label."""
    return f"{one.table}.({one.label})"


def to_decide(figures: Sequence[Read], contract: Contract) -> list[str]:
    """What must be decided before a draft becomes an edition, in the order of the text."""
    return list(dict.fromkeys(row_name(one) if one.label else one.figure for one in unsure(figures, contract)))


@dataclass(frozen=True)
class Decided:
    """The figures as decided, the names of keys that are new, and for when tables and statements hold as one said."""

    figures: Sequence[Read]
    labels: Mapping[tuple[str, str, str], str]
    as_of: Mapping[str, str]


def decided(figures: Sequence[Read], decisions: Sequence[Decision], delivery: Delivery, edition: str) -> Decided:
    """What the decisions make of the figures; DecisionError or UndecidedError."""
    contract = delivery.contract
    said = {one.figure: one for one in decisions}
    rows = {row_name(one): one for one in figures if one.label}
    by_name = {one.figure: one for one in figures if one.figure}
    faults = list(_faults(decisions, by_name, rows, delivery, edition))
    if faults:
        raise DecisionError(faults)
    if left := [name for name in to_decide(figures, contract) if name not in said]:
        raise UndecidedError(left)
    made: list[Read] = []
    labels: dict[tuple[str, str, str], str] = {}
    for one in figures:
        row, own = said.get(row_name(one)) if one.label else None, said.get(one.figure) if one.figure else None
        if row is not None and row.value != GONE:
            column = next(name for name, value in one.keys.items() if value.startswith("("))
            keys = {**one.keys, column: row.value}
            labels[one.table, column, row.value] = one.label
            table = contract.tables[one.table]
            one = replace(one, keys=keys, label="", figure=figure_id(table, keys, one.column))
        if (row is not None and row.value == GONE) or (own is not None and own.value == GONE):
            continue
        if own is not None and own.value != OK:
            one = replace(one, decided=own.value, printed=one.printed or own.value, line=one.line or one.old_line)
        made.append(one)
    times = Counter(one.figure for one in made if one.figure and one.printed)
    doubled = {
        row_name(rows[name]) for name in rows for one in made if times[one.figure] > 1 and one.table == rows[name].table
    }
    if faults := [
        Fault(DECISIONS, said[name].line, "value", said[name].value, TAKEN_EXPECTED, DECIDE) for name in sorted(doubled)
    ]:
        raise DecisionError(faults)
    as_of = {name.removesuffix(AS_OF): one.value for name, one in said.items() if name.endswith(AS_OF)}
    return Decided(made, labels, as_of)


def _faults(
    decisions: Sequence[Decision],
    figures: Mapping[str, Read],
    rows: Mapping[str, Read],
    delivery: Delivery,
    edition: str,
) -> Iterator[Fault]:
    times = Counter(one.figure for one in decisions)
    for one in decisions:
        read = figures.get(one.figure)
        held, dated, _ = one.figure.partition(AS_OF)
        if dated and (held in delivery.contract.tables or held in figures):
            if not TIME.fullmatch(one.value):
                yield Fault(DECISIONS, one.line, "value", one.value, TIME_EXPECTED, DECIDE)
        elif one.figure not in rows and read is None:
            yield Fault(DECISIONS, one.line, "figure", one.figure, FIGURE_EXPECTED, NO_SUCH)
        elif times[one.figure] > 1:
            yield Fault(DECISIONS, one.line, "figure", one.figure, ONCE_EXPECTED, REMOVE)
        elif one.figure in rows:
            if one.value != GONE and not KEY.fullmatch(one.value):
                yield Fault(DECISIONS, one.line, "value", one.value, KEY_EXPECTED, DECIDE)
        elif not one.value:
            yield Fault(DECISIONS, one.line, "value", "", VALUE_EXPECTED, DECIDE)
        elif read is not None and one.value == OK and read.how == "gone":
            yield Fault(DECISIONS, one.line, "value", one.value, PRINTED_EXPECTED, DECIDE)
        elif read is not None and one.value != GONE:
            token = read.value if one.value == OK else one.value
            if expected := _unreadable(read, token, delivery, edition):
                yield Fault(DECISIONS, one.line, "value", token, expected, DECIDE)


def _unreadable(read: Read, token: str, delivery: Delivery, edition: str) -> Words | None:
    """What a token that is none in the figure's unit should be; None where it is one."""
    table = delivery.contract.tables[read.table]
    figure = delivery.figures.get(read.figure)
    unit = figure.unit if figure else table.column(read.column).unit
    row: Row = {**{column.name: "" for column in table.fields}, **read.keys}
    try:
        parse_printed(token, unit, year_of(table, row, edition))
    except UnreadableTokenError as error:
        return error.expected
    return None


def edition_files(
    draft_files: Mapping[str, bytes], decisions: bytes, delivery: Delivery, package: Mapping[str, Any], edition: str
) -> dict[str, bytes]:
    """The files of the edition that a draft and its decisions make; EditedError, DecisionError or UndecidedError."""
    contract = delivery.contract
    draft_package = json.loads(draft_files[CONTRACT_FILE])
    digests = draft_package["read"].pop("files")
    written = {**draft_files, CONTRACT_FILE: json_bytes(draft_package)}
    for name, digest in digests.items():
        if hashlib.sha256(written.get(name, b"")).hexdigest() != digest:
            raise EditedError(name)
    read = draft_package["read"]
    said = read_decisions(decisions)
    made = decided(read_reading(draft_files[READING], delivery), said, delivery, edition)
    draft = drafted(
        made.figures, delivery, package, edition, read, _rows(draft_files, contract), made.labels, made.as_of
    )
    kept = csv_bytes(KEPT, ({name: str(getattr(one, name)) for name in KEPT} for one in said))
    return {**draft.files(), f"reading/{READING}": draft_files[READING], f"reading/{DECISIONS}": kept}


def _rows(files: Mapping[str, bytes], contract: Contract) -> dict[tuple[str, tuple[str, ...]], Row]:
    """The draft's rows by table and key."""
    found: dict[tuple[str, tuple[str, ...]], Row] = {}
    for table in contract:
        text = files.get(table.path, b"").decode("utf-8")
        for row in csv.DictReader(io.StringIO(text, newline="")):
            found[table.name, tuple(row[key] for key in table.key)] = row
    return found


def draft_files(draft: Draft, reading: bytes) -> dict[str, bytes]:
    """The files of a draft's folder; its package keeps their digests, so that a hand in them is seen."""
    files = {**draft.files(), READING: reading}
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    package = {**draft.package, "read": {**draft.package["read"], "files": digests}}
    return {**files, CONTRACT_FILE: json_bytes(package)}
