"""Rows that a table had in the edition before and has no more, which a notebook may look for."""

from collections.abc import Collection, Iterable, Iterator

from analysis.data.contract import Contract, TableContract
from analysis.data.editions import Study
from analysis.data.faults import Fault
from analysis.data.figures import Row, read_rows
from analysis.data.intake.log import accepted_values
from analysis.data.vintages import is_series, prints
from analysis.words import LANGUAGES, Words

Key = tuple[str, ...]
MISSING = Words("{edition}판에 있던 행 '{row}'", "the row '{row}', which {edition} had")
PUT_ROW = Words(
    "그 행을 넣는다. 보고서가 더는 싣지 않으면 study add에 --accept E138:까닭 을 붙여 다시 받는다.",
    "Add the row; where the report prints it no more, take the table in again with --accept E138:REASON.",
)


def left_out(table: TableContract, before: Iterable[Row], keys: Collection[Key]) -> list[Key]:
    """The keys of the rows before that are not among `keys`, in order."""
    had = dict.fromkeys(tuple(row[key] for key in table.key) for row in before)
    return [key for key in had if key not in keys]


def shown_key(table: TableContract, key: Key) -> Words:
    """A row's key as its labels say it."""
    parts = [table.column(name).labels.get(one, Words(one, one)) for name, one in zip(table.key, key, strict=True)]
    return Words(", ".join(part.ko for part in parts), ", ".join(part.en for part in parts))


def missing_rows(study: Study, edition: str, contract: Contract) -> Iterator[Fault]:
    """The rows that an edition's tables leave out and nobody gave a reason for."""
    accepted = accepted_values(study.raw(edition), "E138")
    for table in contract:
        if is_series(table) or not table.key:
            continue
        before = [one for one in prints(study, edition, table.name) if one[0] < edition]
        if not before:
            continue
        name, _, rows = before[-1]
        own = {tuple(row[key] for key in table.key) for row in read_rows(study.raw(edition) / table.path)}
        for key in left_out(table, rows, own):
            if (table.name, table.key[0], ", ".join(key)) not in accepted:
                row = shown_key(table, key)
                words = Words(*(MISSING[lang].format(edition=name, row=row[lang]) for lang in LANGUAGES))
                yield Fault(table.path, 0, table.key[0], ", ".join(key), words, PUT_ROW)
