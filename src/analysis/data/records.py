"""The records of a register, read against its form: what can be used of them, where it stands, and what is at fault."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from analysis.data.faults import Fault
from analysis.data.forms import WRITE_SO, Field, Fields, Form, Kind, Leaf, Named, Part, Rule, Several, advice, expected
from analysis.data.registers import BadRegisterError, Document, doubled, parsed
from analysis.words import Words

NULL = "tag:yaml.org,2002:null"
NOTHING = object()  # stands where a value can't be used; None is a value

RECORDS = Words("- id: 로 시작하는 기록의 목록", "a list of records that each begin with - id:")
ADD_FIELD = Words("항목을 더한다.", "Add the field.")
FILL_FIELD = Words("값을 적는다.", "Fill it in.")
RENAME = Words("'{}'(으)로 고친다.", "Rename it to {!r}.")
REMOVE = Words("이 항목을 지운다.", "Remove the field.")
ONCE = Words("한 번만 나오는 id({}행에도 있다)", "an id that stands once (it also stands on line {})")
REMOVE_RECORD = Words("둘 중 하나를 지우거나 id를 고친다.", "Remove one of the two records or give it another id.")


@dataclass(frozen=True)
class Spot:
    """Where a value stands: its first and last line, and the value as the file has it."""

    line: int
    last: int
    found: str


@dataclass
class Record:
    """One record: the values that can be used, and by the path of each field where it stands."""

    document: Document
    line: int
    values: Mapping[str, Any] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)
    sound: bool = True

    def line_of(self, path: str, text: str) -> int:
        """The line of a field on which a text stands; the field's first where it is broken by a line's end."""
        spot = self.spots[path]
        lines = self.document.lines[spot.line - 1 : spot.last]
        return next((line for line, one in enumerate(lines, spot.line) if text in one), spot.line)

    def fault(self, path: str, expected: Words, advice: Words, *, line: int = 0, found: str | None = None) -> Fault:
        """A fault of one field; at the record's first line where it has no such field."""
        spot = self.spots.get(path, Spot(self.line, self.line, ""))
        name = ".".join(part for part in path.split(".") if not part.isdigit())
        value = spot.found if found is None else found
        return Fault(self.document.file, line or spot.line, name, value, expected, advice, named="field")


def sound_records(path: Path, form: Form) -> list[Record]:
    """The records of a register, each of which has all that its form asks for; BadRegisterError, with all faults."""
    records, faults = read_records(path, form)
    if faults:
        raise BadRegisterError(faults)
    return records


def read_records(path: Path, form: Form) -> tuple[list[Record], list[Fault]]:
    """The records of a register as far as they can be used, and all faults that the file has of itself."""
    try:
        document = parsed(path)
    except BadRegisterError as error:
        return [], error.faults
    faults = list(doubled(document))
    root, records = document.root, []
    if isinstance(root, yaml.SequenceNode):
        for node in root.value:
            record = Record(document, node.start_mark.line + 1)
            own = Reading(record).whole(node, form.fields)
            own += broken_rules(record, form.rules) if record.spots else ()
            record.sound = not own
            records.append(record)
            faults += own
    elif root is not None:
        line = root.start_mark.line + 1
        faults.append(Fault(document.file, line, "", document.found(root), RECORDS, WRITE_SO))
    return records, [*faults, *twice(records)]


def broken_rules(record: Record, rules: Sequence[Rule]) -> Iterator[Fault]:
    """The rules that a record breaks."""
    found = {path: spot.found for path, spot in record.spots.items() if "." not in path}
    for rule in rules:
        usable = all(name in record.values or name not in record.spots for name in rule.needs)
        if usable and not rule.holds(record.values):
            asked = Words(rule.expected.ko.format_map(found), rule.expected.en.format_map(found))
            yield record.fault(rule.field, asked, rule.advice)


def twice(records: Sequence[Record]) -> Iterator[Fault]:
    """The records whose id another record before them has."""
    first: dict[str, int] = {}
    for record in records:
        if (name := record.values.get("id")) is not None:
            line = record.spots["id"].line
            if name in first:
                yield record.fault("id", ONCE.filled(first[name]), REMOVE_RECORD)
            first.setdefault(name, line)


class Reading:
    """One record as it is read: its values and spots, and its faults."""

    def __init__(self, record: Record) -> None:
        self.document, self.record = record.document, record
        self.faults: list[Fault] = []

    def whole(self, node: yaml.Node, fields: Fields) -> list[Fault]:
        """Reads the whole record and returns its faults."""
        if isinstance(node, yaml.MappingNode):
            self.record.values = self._fields(node, fields, "", self.record.line)
        else:
            found, file = self.document.found(node), self.document.file
            self.faults.append(Fault(file, self.record.line, "", found, RECORDS, WRITE_SO))
        return self.faults

    def _fields(self, node: yaml.MappingNode, fields: Fields, path: str, line: int) -> dict[str, Any]:
        given = {self.document.name(key): (key, value) for key, value in node.value}
        values, meant = {}, set()
        for name, (key, value) in given.items():
            self._note(path + name, key, value)
            if name in fields:
                found = self._field(value, fields[name], path + name)
                if found is not NOTHING:
                    values[name] = found
            else:
                near = difflib.get_close_matches(name, [one for one in fields if one not in given], 1)
                meant.update(near)
                mend = RENAME.filled(*near) if near else REMOVE
                self._fault(path + name, _one_of(list(fields)), mend)
        for name, one in fields.items():
            if one.needed and name not in given:
                self.record.spots[path + name] = Spot(line, line, "")
                if name not in meant:
                    self._fault(path + name, expected(one.kind), ADD_FIELD)
        return values

    def _field(self, node: yaml.Node, asked: Field, path: str) -> Any:
        if node.tag != NULL:
            return self._value(node, asked.kind, path)
        if asked.empty:
            return None
        self._fault(path, expected(asked.kind), FILL_FIELD)
        return NOTHING

    def _value(self, node: yaml.Node, kind: Kind, path: str) -> Any:
        match kind, node:
            case Leaf(), yaml.ScalarNode():
                value = self._scalar(node)
                if value is not NOTHING and kind.fits(value) and kind.written.fullmatch(node.value):
                    return value
            case Several(), yaml.SequenceNode():
                return self._all(((f"{path}.{n}", one, one) for n, one in enumerate(node.value)), kind.each)
            case Named(), yaml.MappingNode():
                names = [self.document.name(key) for key, _ in node.value]
                located = [(f"{path}.{name}", *pair) for name, pair in zip(names, node.value, strict=True)]
                found = self._all(located, kind.each)
                return NOTHING if found is NOTHING else dict(zip(names, found, strict=True))
            case Part(), yaml.MappingNode():
                before = len(self.faults)
                values = self._fields(node, kind.fields, f"{path}.", self.record.spots[path].line)
                return values if len(self.faults) == before else NOTHING
        self._fault(path, expected(kind), advice(kind, self.document.found(node)))
        return NOTHING

    def _all(self, given: "Sequence[Located] | Iterator[Located]", kind: Kind) -> Any:
        values = []
        for path, first, node in given:
            self._note(path, first, node)
            values.append(self._field(node, Field(kind), path))
        return NOTHING if any(one is NOTHING for one in values) else values

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        try:
            return self.document.value(node)
        except (ValueError, yaml.YAMLError):
            return NOTHING

    def _note(self, path: str, first: yaml.Node, node: yaml.Node) -> None:
        last = max(first.start_mark.line, node.end_mark.line)
        self.record.spots[path] = Spot(first.start_mark.line + 1, last + 1, self.document.found(node))

    def _fault(self, path: str, expected: Words, advice: Words) -> None:
        self.faults.append(self.record.fault(path, expected, advice))


Located = tuple[str, yaml.Node, yaml.Node]


def _one_of(names: Sequence[str]) -> Words:
    listed = ", ".join(names)
    return Words(f"항목 {listed} 가운데 하나", f"one of the fields {listed}")
