"""The header of a table in a grid: one row or two, wherever it stands."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from analysis.data.contract import TableContract
from analysis.data.intake.grid import Grid
from analysis.data.intake.words import Measure, Vocabulary, plain

SEARCHED = 40


@dataclass(frozen=True)
class Heading:
    """What stands over one column: the text as shown, its unit, and the names under which it may be known."""

    text: str
    measure: Measure | None
    names: tuple[str, ...]


@dataclass(frozen=True)
class Candidate:
    """Rows of a grid that may be the header."""

    rows: tuple[int, ...]
    headings: tuple[Heading, ...]


@dataclass(frozen=True)
class Header:
    """A header matched with a table: which column is which field, and what stands there besides."""

    candidate: Candidate
    columns: Mapping[str, int]
    doubled: tuple[tuple[str, int], ...]
    others: tuple[int, ...]

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows of the grid that make the header."""
        return self.candidate.rows

    def heading(self, column: int) -> Heading:
        """What stands over a column."""
        return self.candidate.headings[column]


def candidates(grid: Grid, vocabulary: Vocabulary) -> list[Candidate]:
    """Every row near the top of a grid, and every two, as a header; one row before two."""
    filled = [at for at, row in enumerate(grid.rows[: SEARCHED * 2]) if any(cell.strip() for cell in row)][:SEARCHED]
    single = [_one_row(grid, at, vocabulary) for at in filled]
    pairs = pairwise(filled)
    double = [Candidate(pair, tuple(_double(grid.rows[pair[0]], grid.rows[pair[1]], vocabulary))) for pair in pairs]
    return single + double


def _one_row(grid: Grid, at: int, vocabulary: Vocabulary) -> Candidate:
    """A row as a header; a row of nothing but units below it belongs to it."""
    row = grid.rows[at]
    below = [cell.strip(" ()[]") for cell in grid.rows[at + 1]] if at + 1 < len(grid.rows) else []
    units = {column: vocabulary.measure(cell) for column, cell in enumerate(below) if cell}
    headings = tuple(_single(cell, vocabulary) for cell in row)
    if not units or None in units.values():
        return Candidate((at,), headings)
    given = (replace(one, measure=units.get(column) or one.measure) for column, one in enumerate(headings))
    return Candidate((at, at + 1), tuple(given))


def _single(cell: str, vocabulary: Vocabulary) -> Heading:
    name, measure = vocabulary.split(cell.strip())
    return Heading(" ".join(cell.split()), measure, _names(name, cell))


def _double(upper: Sequence[str], lower: Sequence[str], vocabulary: Vocabulary) -> Iterator[Heading]:
    """The headings of two rows: a blank above continues what stands to its left, as a merged cell leaves it."""
    width = max(len(upper), len(lower))
    below = [cell.strip() for cell in [*lower, *[""] * (width - len(lower))]]
    above = [cell.strip() for cell in [*upper, *[""] * (width - len(upper))]]
    times = Counter(below)
    for at in range(1, width):
        above[at] = above[at] or (above[at - 1] if below[at] else "")
    for first, second in zip(above, below, strict=True):
        (upper_name, upper_unit), (lower_name, lower_unit) = vocabulary.split(first), vocabulary.split(second)
        if not plain(lower_name) or plain(first) == plain(second):
            names = _names(upper_name, first)
        else:
            names = _names(f"{upper_name} {lower_name}", f"{first} {second}", f"{lower_name} {upper_name}")
            if times[second] == 1:
                names += _names(lower_name, second)
        yield Heading(" ".join(dict.fromkeys(filter(None, (first, second)))), lower_unit or upper_unit, names)


def _names(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(plain, texts))))


def field_names(table: TableContract) -> dict[str, str]:
    """The names under which a table's columns are known, for comparing, each with its field."""
    names: dict[str, str] = {}
    for column in table.fields:
        for name in (column.name, column.title.ko, column.title.en, *column.synonyms):
            names.setdefault(plain(name), column.name)
    return names


def match(candidate: Candidate, names: Mapping[str, str], dropped: frozenset[str]) -> Header:
    """Which of the headings are fields; a field that stands twice keeps its first column."""
    columns: dict[str, int] = {}
    doubled: list[tuple[str, int]] = []
    others: list[int] = []
    for at, heading in enumerate(candidate.headings):
        field = next((names[name] for name in heading.names if name in names), None)
        if field is None:
            if heading.names and dropped.isdisjoint(heading.names):
                others.append(at)
        elif field in columns:
            doubled.append((field, at))
        else:
            columns[field] = at
    return Header(candidate, columns, tuple(doubled), tuple(others))
