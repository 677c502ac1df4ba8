"""The study's literature: references.bib, read; keys as texts cite them, `[@cori2013]` or `[@cori2013; @eick1993]`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from bibtexparser.model import Entry

CITATION = re.compile(r"\[@[\w-]+(?:; @[\w-]+)*\]")
KEY = re.compile(r"@([\w-]+)")
OTHERS = "others"


class BadReferenceError(ValueError):
    """A file of references, or an entry of it, that cannot be read; the message names it."""


@dataclass(frozen=True)
class Reference:
    """One entry: `authors` as (family name, initials) or (body, ""); `fields` has the rest as written."""

    key: str
    authors: tuple[tuple[str, str], ...]
    more_authors: bool
    fields: Mapping[str, str]

    @property
    def year(self) -> str:
        """The year; empty where the source has none."""
        return self.fields.get("year", "")


def read_references(path: Path) -> dict[str, Reference]:
    """The entries by key.

    Raises:
        BadReferenceError: a block is no BibTeX, a key stands twice, or an entry lacks author or title.
    """
    library = parse_string(path.read_text("utf-8"), append_middleware=[SeparateCoAuthors(), SplitNameParts()])
    if library.failed_blocks:
        block = library.failed_blocks[0]
        raise BadReferenceError(f"{path.name}, line {(block.start_line or 0) + 1}: {block.error}")
    return {entry.key: _reference(entry, path.name) for entry in library.entries}


def cited(text: str) -> Iterator[str]:
    """The keys that a text cites, in their order."""
    for citation in CITATION.findall(text):
        yield from KEY.findall(citation)


def _reference(entry: Entry, name: str) -> Reference:
    fields = {field.key: field.value for field in entry.fields}
    for needed in ("author", "title"):
        if needed not in fields:
            raise BadReferenceError(f"{name}: {entry.key} has no {needed}")
    people = [(" ".join([*one.von, *one.last]), "".join(one.first)) for one in fields.pop("author")]
    known = tuple((family.strip("{}"), initials) for family, initials in people if family != OTHERS)
    texts = {key: str(value).strip("{}") for key, value in fields.items()}
    return Reference(entry.key, known, len(known) < len(people), texts)
