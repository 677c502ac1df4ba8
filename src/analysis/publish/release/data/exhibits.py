"""Where an exhibit of a report comes from: its cell, and the tables of the statements that the cell rests on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import CodeType

from analysis.book_cells import Source
from analysis.publish.release.office.content import Grid, Picture, Report


@dataclass(frozen=True)
class Exhibit:
    """A numbered table or chart, its caption and notes, the notebook's cell that makes it (from 1), its tables."""

    number: str
    caption: str
    notes: Sequence[str]
    cell: str
    tables: Sequence[str]


def exhibits(report: Report, source: Source, places: Mapping[str, str]) -> list[Exhibit]:
    """The numbered exhibits of a report in their order; `places` has the table of each name that a cell may say."""
    shown = [one for one in (*report.parts, *report.appendix) if isinstance(one, Grid | Picture) and one.number]
    return [Exhibit(one.number, one.caption, one.notes, one.cell, tables(source, one.cell, places)) for one in shown]


def tables(source: Source, cell: str, places: Mapping[str, str]) -> list[str]:
    """The tables named by a cell's statements and by those that make what these need."""
    last = int(cell) if cell.isdecimal() else 0
    needed, found = set[str](), set[str]()
    for one in reversed(source.statements):
        if one.cell == last or (one.cell < last and (one.makes | one.changes) & needed):
            needed |= one.needs
            found |= {places[text] for text in _texts(one.code) if text in places}
    return sorted(found)


def _texts(code: CodeType) -> Iterator[str]:
    """The texts that code holds, in tuples and inner code too."""
    waiting = list(code.co_consts)
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, tuple | frozenset):
            waiting += one
        elif isinstance(one, CodeType):
            waiting += one.co_consts
