"""Rows that a table had in the edition before and has no more, which a notebook may look for."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from analysis.data.contract import Contract, TableContract
from analysis.data.editions import Study
from analysis.data.faults import Fault
from analysis.data.figures import Row, read_rows
from analysis.data.intake.log import accepted_values
from analysis.data.reading.record import READING
from analysis.data.vintages import is_series, prints
from analysis.words import LANGUAGES, Words

Key = tuple[str, ...]
MISSING = Words("{edition}판에 있던 행 '{row}'", "the row '{row}', which {edition} had")
PUT_ROW = Words(
    "그 행을 넣는다. 보고서가 더는 싣지 않으면 study add에 --accept E138:까닭 을 붙여 다시 받는다.",
    "Add the row; where the report prints it no more, take the table in again with --accept E138:REASON.",
)


def left_out(table: TableContract, before: Iterable[Row], keys: Collection[Key]) -> list[Key]:
    """The keys of the rows before that printed a figure and are not among `keys`, in order."""
    figures = [column.name for column in table.with_role("figure")]
    printed = (row for row in before if not figures or any(row[name].strip() for name in figures))
    had = dict.fromkeys(tuple(row[key] for key in table.key) for row in printed)
    return [key for key in had if key not in keys]


def shown_key(table: TableContract, key: Key) -> Words:
    """A row's key as its labels say it."""
    parts = [table.column(name).labels.get(one, Words(one, one)) for name, one in zip(table.key, key, strict=True)]
    return Words(", ".join(part.ko for part in parts), ", ".join(part.en for part in parts))


def missing_rows(study: Study, edition: str, contract: Contract) -> Iterator[Fault]:
    """The rows that an edition's tables leave out and nobody gave a reason for."""
    accepted, gone = accepted_values(study.raw(edition), "E138"), _told_gone(study.raw(edition))
    for table in contract:
        if is_series(table) or not table.key:
            continue
        before = [one for one in prints(study, edition, table.name) if one[0] < edition]
        if not before:
            continue
        name, _, rows = before[-1]
        own = {tuple(row[key] for key in table.key) for row in read_rows(study.raw(edition) / table.path)}
        for key in left_out(table, rows, own):
            named = ".".join([table.name, *key])
            if (table.name, table.key[0], ", ".join(key)) not in accepted and named not in gone:
                row = shown_key(table, key)
                words = Words(*(MISSING[lang].format(edition=name, row=row[lang]) for lang in LANGUAGES))
                yield Fault(table.path, 0, table.key[0], ", ".join(key), words, PUT_ROW)


def _told_gone(folder: Path) -> set[str]:
    """The rows, by the beginning of their figures' names, that a reading of the report did not find and said so."""
    path = folder / "reading" / READING
    if not path.is_file():
        return set()
    return {row["figure"].rpartition(".")[0] for row in read_rows(path) if row["how"] == "gone"}
