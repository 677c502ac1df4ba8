"""Identities as data: statements of arithmetic that figures should satisfy, read from data/identities/*.yaml.

A formula is `reported relation recomputed` over figure ids in brackets, such as
`[appeals.difference] = [appeals_periods.during.mean] - [appeals_periods.before.mean]`.
CONTRIBUTING shows how to add one.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from analysis.data.contract import Contract
from analysis.data.faults import Fault
from analysis.data.forms import Field, Form, Leaf, Named, Part, Rule, Several
from analysis.data.kinds import BOTH, ID, LINE, TEXT, is_name
from analysis.data.records import REMOVE_RECORD, Record, read_records
from analysis.data.registers import BadRegisterError
from analysis.words import Lang, Words

RELATION = re.compile(r"(<=|>=|=)")
REFERENCE = re.compile(r"\[([^\[\]]+)\]")
VARIABLE = re.compile(r"<([a-z_]+)>")
ROW = "<*>"

TWICE = Words("한 번만 나오는 id({}, {}행에도 있다)", "an id that stands once (it also stands in {}, line {})")
LOOPED_ID = Leaf(
    lambda value: isinstance(value, str) and is_name(VARIABLE.sub("x", value.replace(ROW, "x"))),
    Words("점으로 이은 id(예: beds.rate.<region>)", "an id of names joined by dots, such as beds.rate.<region>"),
    ID.advice,
)
LOOPED = Leaf(
    lambda value: isinstance(value, str | int) and not isinstance(value, bool),
    Words("키나 열의 이름", "the name of a key or a column"),
    TEXT.advice,
    written=re.compile(r"[^\[\]<>=]+"),  # it must not change what the formula compares
)
FIELDS = {
    "id": Field(LOOPED_ID),
    "for": Field(Named(Several(LOOPED)), needed=False),
    "ko": Field(TEXT),
    "en": Field(TEXT),
    "formula": Field(TEXT),
    "explained": Field(Part({**BOTH.fields, "line": Field(LINE, needed=False)}), needed=False, empty=True),
}


def _loops_named(field: str) -> Rule:
    return Rule(
        field,
        (field, "for"),
        lambda one: set(VARIABLE.findall(one[field])) <= set(one.get("for", ())),
        Words("for에 있는 이름만 < > 안에", "only names of `for` in < >"),
        Words("for에 이름을 더하거나 이름을 고친다.", "Add the name to `for` or mend it."),
    )


RULES = (
    Rule(
        "formula",
        ("formula",),
        lambda one: len(RELATION.findall(one["formula"])) == 1,
        Words("=, <=, >= 가운데 하나가 한 번 든 식", "a formula with exactly one of =, <=, >="),
        Words(
            "보고서 수록값을 왼쪽에, 다시 계산한 값을 오른쪽에 쓴다.",
            "Write what is printed left of it, the recomputed right.",
        ),
    ),
    *map(_loops_named, ("id", "ko", "en", "formula")),
)
IDENTITIES = Form(FIELDS, RULES)


class BadIdentityError(ValueError):
    """An identity that can't be evaluated; the message names its id."""


@dataclass(frozen=True)
class Identity:
    """One statement of arithmetic; `explained` is what the source itself says of why it need not hold.

    `file` and `line` are where its formula is written, `labels` the words of the rows that a `*` in it may name.
    """

    id: str
    statement: Words
    reported: str
    relation: str
    recomputed: str
    explained: Words | None = None
    file: str = ""
    line: int = 0
    labels: Mapping[str, Words] = field(default_factory=dict)

    @property
    def references(self) -> list[str]:
        """The figure ids and patterns that the formula names, in order."""
        return REFERENCE.findall(self.reported) + REFERENCE.findall(self.recomputed)


def read_identities(folder: Path, contract: Contract) -> list[Identity]:
    """All identities of a study, loops written out, in the order of the files' names; BadRegisterError."""
    found, faults = identities_and_faults(folder, contract)
    if faults:
        raise BadRegisterError(faults)
    return found


def identities_and_faults(folder: Path, contract: Contract) -> tuple[list[Identity], list[Fault]]:
    """The identities of a study as far as they can be read, and the faults of their files."""
    found: dict[str, Identity] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("[!.]*.yaml")):
        records, own = read_records(path, IDENTITIES)
        faults += own
        for record in (one for one in records if one.sound):
            for identity in _written_out(record, contract):
                if identity.id in found:
                    other = found[identity.id]
                    expected = Words(*(words.format(other.file, other.line) for words in (TWICE.ko, TWICE.en)))
                    faults.append(record.fault("id", expected, REMOVE_RECORD, found=identity.id))
                found[identity.id] = identity
    return list(found.values()), faults


def _written_out(record: Record, contract: Contract) -> Iterator[Identity]:
    """One identity for every combination of the record's loop variables."""
    loops = record.values.get("for", {})
    for values in itertools.product(*loops.values()):
        yield _identity(record, dict(zip(loops, map(str, values), strict=True)), contract)


def _identity(record: Record, bound: Mapping[str, str], contract: Contract) -> Identity:
    given = record.values
    formula = _filled(given["formula"], bound)
    reported, relation, recomputed = RELATION.split(formula)
    tables = [reference.split(".")[0] for reference in REFERENCE.findall(formula)]
    words = {name: _words_of(value, tables, contract) for name, value in bound.items()}
    explained = given.get("explained")
    return Identity(
        id=_filled(given["id"], bound),
        statement=Words(_spoken(given["ko"], words, "ko"), _spoken(given["en"], words, "en")),
        reported=reported.strip(),
        relation=relation,
        recomputed=recomputed.strip(),
        explained=Words(explained["ko"], explained["en"]) if explained else None,
        file=record.document.file,
        line=record.spots["formula"].line,
        labels=_labels(tables, contract) if "*" in formula else {},
    )


def _filled(text: str, bound: Mapping[str, str]) -> str:
    return VARIABLE.sub(lambda match: bound[match[1]], text)


def _spoken(text: str, words: Mapping[str, Words], lang: Lang) -> str:
    return VARIABLE.sub(lambda match: words[match[1]][lang], text)


def _labels(tables: Iterable[str], contract: Contract) -> dict[str, Words]:
    """The labels of all keys of the tables."""
    known = (contract.tables[name] for name in tables if name in contract.tables)
    return {slug: words for table in known for key in table.key for slug, words in table.column(key).labels.items()}


def _words_of(slug: str, tables: Iterable[str], contract: Contract) -> Words:
    """The contract's words for a slug: the title of a column or the label of a key, else the slug itself."""
    for name in tables:
        for column in contract.tables[name].fields if name in contract.tables else ():
            if column.name == slug:
                return column.title
            if slug in column.labels:
                return column.labels[slug]
    return Words(slug, slug)
