"""The form of datapackage.json: what each of its values must be, told by line where one is not."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any

from analysis.data.editions import CONTRACT_FILE, STATEMENTS
from analysis.data.faults import Fault
from analysis.data.json_files import LONGEST, Place, lines_of
from analysis.data.units import UNITS
from analysis.words import Words

TYPES = ("integer", "number", "date", "yearmonth", "year", "string")
ROLES = ("key", "figure", "line", "unit", "as_of", "label", "note", "section", "vintage")
STATEMENT_COLUMNS = ("figure", "printed", "bound", "unit", "as_of", "section", "ko", "en", "line")
FIELD = re.compile(r"\{(\w+)\}")
PLAIN_FILE = re.compile(r"[^/\\\0]*[^/\\\0.][^/\\\0]*\.csv")
MEND = Words("datapackage.json을 고친다.", "Mend datapackage.json.")


@dataclass(frozen=True)
class Leaf:
    """A value of one kind."""

    fits: Callable[[Any], bool]
    expected: Words


@dataclass(frozen=True)
class Parts:
    """An object with these parts, the first of which must be there; others are nobody's affair unless it is closed."""

    needed: Mapping[str, Any]
    optional: Mapping[str, Any]
    closed: bool = False


@dataclass(frozen=True)
class Each:
    """A list, or an object, of values of one form."""

    of: Any
    named: bool = False


def _one_of(names: tuple[str, ...]) -> Leaf:
    listed = ", ".join(names)
    return Leaf(lambda value: value in names, Words(f"{listed} 가운데 하나", f"one of {listed}"))


def _is_pattern(value: Any) -> bool:
    try:
        return isinstance(value, str) and re.compile(value) is not None
    except re.error:
        return False


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_date(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value) is not None
    except ValueError:
        return False


def _is_cells(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, dict) and all(isinstance(one, str) for one in value.values()))


TEXT = Leaf(lambda value: isinstance(value, str), Words("글자", "text"))
SAID = Leaf(lambda value: isinstance(value, str) and bool(value.strip()), Words("비어 있지 않은 글자", "text"))
NAME = Leaf(
    lambda value: isinstance(value, str) and re.fullmatch(r"[a-z][a-z0-9_]*", value) is not None,
    Words("영어 소문자, 숫자, 밑줄로 된 이름", "a name of small letters, digits and underscores"),
)
TRUTH = Leaf(lambda value: isinstance(value, bool), Words("true 또는 false", "true or false"))
NUMBER = Leaf(_is_number, Words("숫자", "a number"))
WHOLE = Leaf(_is_whole, Words("정수", "a whole number"))
DATE = Leaf(_is_date, Words("날짜", "a date"))
MONTH = Leaf(lambda value: isinstance(value, str) and _is_date(f"{value}-01"), Words("연월", "a month"))
LIMIT = Leaf(lambda value: _is_number(value) or isinstance(value, str), Words("숫자나 날짜", "a number or a date"))
# What the least and the greatest value of a column are, by its type; text has none.
LIMITS = {"integer": WHOLE, "number": NUMBER, "year": WHOLE, "date": DATE, "yearmonth": MONTH}
CELLS = Leaf(_is_cells, Words("칸의 모양, 또는 열 이름마다 그 모양", "a pattern of cells, or one by heading"))
PATTERN = Leaf(_is_pattern, Words("정규 표현식", "a regular expression"))
UNIT = Leaf(
    lambda value: value == "" or (isinstance(value, str) and value.partition("/")[0] in UNITS),
    Words("연구가 아는 단위", "a unit that the study knows"),
)
FILE = Leaf(
    lambda value: isinstance(value, str) and PLAIN_FILE.fullmatch(value) is not None,
    Words("이 폴더에 있는 CSV 파일의 이름", "the name of a CSV file in this folder"),
)
KEY = Leaf(
    lambda value: isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value)),
    Words("열의 이름이나 그 목록", "a column's name, or a list of them"),
)
AS_OF = Leaf(
    lambda value: isinstance(value, str) and re.fullmatch(r"(\d{4}(-\d{2}(-\d{2})?)?)?", value) is not None,
    Words("날짜, 연월, 연도", "a date, a month or a year"),
)
CONSTRAINTS = Parts(
    {},
    {"required": TRUTH, "minimum": LIMIT, "maximum": LIMIT, "pattern": PATTERN, "enum": Each(TEXT), "unique": TRUTH},
    closed=True,
)
COLUMN = Parts(
    {"name": NAME, "type": _one_of(TYPES), "title": TEXT, "title_en": TEXT},
    {
        "role": _one_of(ROLES), "unit": UNIT, "exact": TRUTH, "as_of": AS_OF, "constraints": CONSTRAINTS,
        "labels": Each(Parts({"ko": TEXT, "en": TEXT}, {}), named=True), "synonyms": Each(TEXT),
        "value_synonyms": Each(Each(TEXT), named=True), "blank_where_zero": Each(TEXT),
        "groupChar": TEXT, "format": TEXT,
    },
)  # fmt: skip
SHAPE = Parts(
    {"name": SAID, "title": TEXT, "title_en": TEXT, "columns": Each(TEXT, named=True)},
    {"cumulative": Each(TEXT, named=True), "shift_days": Each(WHOLE, named=True)},
)
READING = Parts(
    {"shape": _one_of(("rows", "columns", "list")), "key": TEXT, "cells": CELLS},
    {"across": TEXT, "row": TEXT},
    closed=True,
)
TABLE = Parts(
    {
        "name": NAME, "path": FILE, "title": TEXT, "title_en": TEXT,
        "schema": Parts({"fields": Each(COLUMN)}, {"primaryKey": KEY}),
    },
    {
        "section": TEXT, "place": TEXT, "as_of": AS_OF, "synonyms": Each(TEXT), "shapes": Each(SHAPE),
        "reading": READING, "encoding": TEXT,
    },
)  # fmt: skip
INTAKE = Parts({}, {"units": Each(Each(TEXT), named=True), "totals": Each(TEXT), "dropped_columns": Each(TEXT)})
PACKAGE = Parts({"resources": Each(TABLE)}, {"name": TEXT, "title": TEXT, "title_en": TEXT, "intake": INTAKE})

LIST, OBJECT = Words("목록 [ ]", "a list [ ]"), Words("묶음 { }", "an object { }")
MISSING = Words("있어야 하는 항목: {}", "a part that has to be there: {}")
ONCE = Words("한 번만 나오는 이름", "a name that stands once")
KNOWN = Words("{} 가운데 하나인 이름", "a name that is one of {}")
NO_LIMIT = Words("글자 열에는 없는 항목", "no such part: text has no limits")
A_COLUMN = Words("이 표에 있는 열", "a column of this table")
A_LINE = Words("role이 line인 정수 열 하나", "one column of whole numbers whose role is line")
OWN_COLUMNS = Words("열 " + ", ".join(STATEMENT_COLUMNS), "the columns " + ", ".join(STATEMENT_COLUMNS))

Slip = tuple[Place, Any, Words]


def contract_faults(package: Any, data: bytes, file: str = CONTRACT_FILE) -> list[Fault]:
    """All that is wrong with the form of a contract, by line; `data` is the file that it was read from."""
    slips = list(_slips(package, PACKAGE, ()))
    if not slips:
        slips = [*_together(package["resources"])]
    lines = lines_of(data.decode("utf-8-sig")) if slips else {}
    return [
        Fault(file, _line(place, lines), _named(place), _shown(found), expected, MEND, named="field")
        for place, found, expected in slips
    ]


def _slips(value: Any, form: Any, place: Place) -> Iterator[Slip]:
    match form:
        case Leaf():
            if not form.fits(value):
                yield place, value, form.expected
        case Parts() if isinstance(value, dict):
            for name in form.needed:
                if name not in value:
                    yield place, "", MISSING.filled(name)
            known = {**form.needed, **form.optional}
            for name, one in known.items():
                if name in value:
                    yield from _slips(value[name], one, (*place, name))
            for name in [one for one in value if one not in known] if form.closed else ():
                yield (*place, name), name, KNOWN.filled(", ".join(known))
        case Each(named=True) if isinstance(value, dict):
            for name, one in value.items():
                yield from _slips(one, form.of, (*place, name))
        case Each(named=False) if isinstance(value, list):
            for at, one in enumerate(value):
                yield from _slips(one, form.of, (*place, at))
        case _:
            yield place, value, LIST if isinstance(form, Each) and not form.named else OBJECT


def _together(tables: list[dict[str, Any]]) -> Iterator[Slip]:
    """What parts that are each of the right form can't be beside each other."""
    for part in ("name", "path"):
        yield from _twice([(("resources", at, part), table[part]) for at, table in enumerate(tables)])
    for at, table in enumerate(tables):
        place: Place = ("resources", at, "schema")
        columns, key = table["schema"]["fields"], table["schema"].get("primaryKey", [])
        names = [column["name"] for column in columns]
        yield from _twice([((*place, "fields", n, "name"), name) for n, name in enumerate(names)])
        for name in [key] if isinstance(key, str) else key:
            if name not in names:
                yield (*place, "primaryKey"), name, A_COLUMN
        yield from ((("resources", at, *part), name, A_COLUMN) for part, name in _meant(table) if name not in names)
        for n, column in enumerate(columns):
            yield from _limits(column, (*place, "fields", n, "constraints"))
        if [one["type"] for one in columns if one.get("role") == "line"] != ["integer"]:
            yield (*place, "fields"), "", A_LINE
        if table["name"] == STATEMENTS and not {*STATEMENT_COLUMNS} <= {*names}:
            yield (*place, "fields"), ", ".join(names), OWN_COLUMNS


def _meant(table: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
    """The columns that a table's parts name, each with its place in the table."""
    for n, column in enumerate(table["schema"]["fields"]):
        for m, name in enumerate(column.get("blank_where_zero", ())):
            yield ("schema", "fields", n, "blank_where_zero", m), name
    for n, shape in enumerate(table.get("shapes", ())):
        for part in ("columns", "cumulative", "shift_days"):
            yield from ((("shapes", n, part, name), name) for name in shape.get(part, ()))
    if reading := table.get("reading"):
        yield from ((("reading", part), reading[part]) for part in ("key", "across") if reading.get(part))
        cells = reading["cells"]
        for text in [cells] if isinstance(cells, str) else cells.values():
            yield from ((("reading", "cells"), name) for name in FIELD.findall(text))


def _limits(column: Mapping[str, Any], place: Place) -> Iterator[Slip]:
    """The limits that are no value of their column's type."""
    leaf = LIMITS.get(column["type"])
    for name in ("minimum", "maximum"):
        if (limit := column.get("constraints", {}).get(name)) is None:
            continue
        if leaf is None:
            yield (*place, name), limit, NO_LIMIT
        else:
            yield from _slips(limit, leaf, (*place, name))


def _twice(named: list[tuple[Place, str]]) -> Iterator[Slip]:
    seen: set[str] = set()
    for place, name in named:
        if name in seen:
            yield place, name, ONCE
        seen.add(name)


def _line(place: Place, lines: Mapping[Place, int]) -> int:
    """The line of a value, else of the nearest thing around it."""
    return next((lines[place[:n]] for n in range(len(place), -1, -1) if place[:n] in lines), 0)


def _named(place: Place) -> str:
    return ".".join(map(str, place))


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
