"""Identities as data: statements of arithmetic that figures should satisfy, read from data/identities/*.yaml.

A formula is `reported relation recomputed` over figure ids in brackets, such as
`[appeals.difference] = [appeals_periods.during.mean] - [appeals_periods.before.mean]`.
CONTRIBUTING shows how to add one.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from analysis.data.contract import Contract
from analysis.words import Lang, Words

RELATION = re.compile(r"(<=|>=|=)")
REFERENCE = re.compile(r"\[([^\[\]]+)\]")
VARIABLE = re.compile(r"<([a-z_]+)>")


class BadIdentityError(ValueError):
    """An identity that can't be read or evaluated; the message names its file and id."""


@dataclass(frozen=True)
class Identity:
    """One statement of arithmetic; `explained` is what the source itself says of why it need not hold."""

    id: str
    statement: Words
    reported: str
    relation: str
    recomputed: str
    explained: Words | None = None

    @property
    def references(self) -> list[str]:
        """The figure ids and patterns that the formula names, in order."""
        return REFERENCE.findall(self.reported) + REFERENCE.findall(self.recomputed)


def read_identities(folder: Path, contract: Contract) -> list[Identity]:
    """All identities of a study, loops written out, in the order of the files' names; BadIdentityError."""
    found: dict[str, Identity] = {}
    for path in sorted(folder.glob("*.yaml")):
        for record in yaml.safe_load(path.read_text("utf-8")) or []:
            for identity in _written_out(record, contract, path.name):
                if identity.id in found:
                    raise BadIdentityError(f"{path.name}: {identity.id} stands twice")
                found[identity.id] = identity
    return list(found.values())


def _written_out(record: Mapping[str, Any], contract: Contract, file: str) -> Iterator[Identity]:
    """One identity for every combination of the record's loop variables."""
    try:
        loops = record.get("for", {})
        for values in itertools.product(*loops.values()):
            bound = dict(zip(loops, map(str, values), strict=True))
            yield _identity(record, bound, contract)
    except (KeyError, ValueError, AttributeError) as error:
        raise BadIdentityError(f"{file}, {record.get('id', '?')}: {error}") from None


def _identity(record: Mapping[str, Any], bound: Mapping[str, str], contract: Contract) -> Identity:
    formula = _filled(record["formula"], bound)
    parts = RELATION.split(formula)
    if len(parts) != 3:
        raise ValueError(f"the formula needs exactly one of =, <=, >=: {formula}")
    tables = [reference.split(".")[0] for reference in REFERENCE.findall(formula)]
    words = {name: _words_of(value, tables, contract) for name, value in bound.items()}
    explained = record.get("explained")
    return Identity(
        id=_filled(record["id"], bound),
        statement=Words(_spoken(record["ko"], words, "ko"), _spoken(record["en"], words, "en")),
        reported=parts[0].strip(),
        relation=parts[1],
        recomputed=parts[2].strip(),
        explained=Words(explained["ko"], explained["en"]) if explained else None,
    )


def _filled(text: str, bound: Mapping[str, str]) -> str:
    return VARIABLE.sub(lambda match: bound[match[1]], text)


def _spoken(text: str, words: Mapping[str, Words], lang: Lang) -> str:
    return VARIABLE.sub(lambda match: words[match[1]][lang], text)


def _words_of(slug: str, tables: Iterable[str], contract: Contract) -> Words:
    """The contract's words for a slug: the title of a column or the label of a key, else the slug itself."""
    for name in tables:
        for column in contract.tables[name].fields if name in contract.tables else ():
            if column.name == slug:
                return column.title
            if slug in column.labels:
                return column.labels[slug]
    return Words(slug, slug)
