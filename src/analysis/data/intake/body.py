"""The data of one grid as columns of the contract, with every fault of its cells."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import cast

from analysis.data.contract import FieldContract, TableContract
from analysis.data.intake.cells import (
    FAILED,
    BadCellError,
    Reader,
    Readings,
    Token,
    as_of_reader,
    is_missing,
    readings,
    unit_reader,
    word_reader,
)
from analysis.data.intake.column import DIGITS, Column
from analysis.data.intake.conversion import Conversion, conversions, given_measures, two_units, unit_faults
from analysis.data.intake.faults import FORMS, NumberedFault
from analysis.data.intake.grid import letter, picked
from analysis.data.intake.layout import Layout, key_readers
from analysis.data.intake.marks import MAY_BE_MARKED, UnsureMarkError, unmarked
from analysis.data.intake.numbers import PLAIN_NUMBER, all_plain, figure_reader, plain_numbers
from analysis.data.intake.recognise import CUMULATIVE
from analysis.data.intake.romanise import slug
from analysis.data.intake.rows import Dropped, data_rows
from analysis.data.intake.words import Measure, Vocabulary
from analysis.data.units import CALENDAR, DATE_EXPECTED

Tokens = Mapping[str, Column[str]]


@dataclass
class Body:
    """What a grid brings for a table: columns in the contract's units, each row's line, and the faults.

    `rewritten` has of each figure the tokens that are kept in another form, `marked` of each column those that lost a
    note mark, `nearly` by row and field what a figure should be that is out by its last digit, `new_values` of each
    column the categories that the contract does not know, slug by name, `cumulative` the tokens of an office's
    running totals, `plain` the figures of which every cell is a plain number as the contract wants it.
    """

    layout: Layout
    columns: dict[str, Column[str]]
    lines: Sequence[int]
    kept: Sequence[int]
    dropped: list[Dropped]
    totals: tuple[int, ...]
    conversions: list[Conversion]
    filled_down: int
    faults: list[NumberedFault] = field(default_factory=list)
    rewritten: dict[str, dict[str, str]] = field(default_factory=dict)
    new_values: dict[str, dict[str, str]] = field(default_factory=dict)
    cumulative: dict[str, Column[str]] = field(default_factory=dict)
    plain: set[str] = field(default_factory=set)
    marked: dict[str, dict[str, str]] = field(default_factory=dict)
    nearly: dict[tuple[int, str], str] = field(default_factory=dict)

    @property
    def table(self) -> TableContract:
        """The table's contract."""
        return self.layout.table

    def fault(
        self, code: str, row: int, name: str, value: str = "", kept: str = "", **expected: object
    ) -> NumberedFault:
        """A fault in the data's row `row`, in the column of the field `name`."""
        return self.layout.grid.place.fault(
            code, self.lines[row], shown(self.layout, name), value, name, kept, **expected
        )

    def said(self, row: int, name: str) -> str:
        """A cell as the file has it; what was read where the file has no such column."""
        if (at := self.layout.header.columns.get(name)) is None:
            return self.columns[name][row]
        cells = self.layout.grid.rows[self.kept[row]]
        return cells[at].strip() if at < len(cells) else ""

    def all_said(self, name: str) -> Column[str]:
        """A column as the file has it, cell by cell as `said`."""
        if (at := self.layout.header.columns.get(name)) is None:
            return self.columns[name]
        return self.layout.grid.column(at, self.kept).read(str.strip)

    def has_faults(self, name: str) -> bool:
        """Whether a cell of the field could not be read."""
        return any(fault.field == name and fault.line for fault in self.faults)


def shown(layout: Layout, name: str) -> str:
    """A column as the file shows it: its letter and heading; the contract's title where the file has none."""
    if (at := layout.header.columns.get(name)) is None:
        return layout.table.column(name).title.ko
    return f"{letter(at)} {layout.header.heading(at).text}".strip()


def read_body(layout: Layout, edition: str, vocabulary: Vocabulary, units: Mapping[str, str]) -> Body:
    """Reads a layout's rows; `units` are those of the figures of running text when they were last printed, by id."""
    readers = key_readers(layout.table, layout.shape, edition)
    rows = data_rows(layout, readers, vocabulary)
    kept, dropped = rows.kept, list(rows.dropped)
    others = {name: at for name, at in layout.header.columns.items() if name not in rows.keys}
    tokens = {**rows.keys, **{name: layout.grid.column(at, kept) for name, at in others.items()}}
    if empty := _without_figures(layout.table, tokens):
        dropped += [_dropped_empty(layout, kept[at]) for at in sorted(empty)]
        stay = [at for at in range(len(kept)) if at not in empty]
        tokens = {name: column.picked(stay) for name, column in tokens.items()}
        kept = [kept[at] for at in stay]
    given = given_measures(layout, vocabulary)
    dropped.sort(key=lambda one: one.line)
    lines = picked(layout.grid.lines, kept)
    body = Body(layout, {}, lines, kept, dropped, rows.totals, conversions(layout, given), rows.filled_down)
    body.faults += [*unit_faults(layout, given, vocabulary), *two_units(layout, vocabulary)]
    for column in layout.table.with_role("unit"):
        if column.name in tokens:
            body.columns[column.name] = _units(body, column, tokens, vocabulary, units)
    for column in layout.table.fields:
        if column.role == "figure" and column.name in tokens:
            body.columns[column.name] = _figures(body, column, tokens, given, vocabulary, int(edition[:4]))
        elif column.name in tokens and column.name not in body.columns:
            read = rows.readings.get(column.name) or _other_reader(column, vocabulary, edition)
            body.columns[column.name] = _column(body, column, tokens[column.name], read)
    for column in layout.table.fields:
        if column.name not in body.columns:
            of_line = column.role == "line"
            body.columns[column.name] = Column.of_numbers(lines) if of_line else Column.all_of("", len(kept))
    _note_marks(body, tokens)
    _require(body, tokens)
    _no_decimals_for_dates(body)
    body.cumulative = {n.removesuffix(CUMULATIVE): tokens[n] for n in tokens if n.endswith(CUMULATIVE)}
    return body


def _other_reader(column: FieldContract, vocabulary: Vocabulary, edition: str) -> Reader:
    """A reader for what is neither key, figure nor unit: as-of dates, the lines of the source, words."""
    if column.role == "as_of":
        return as_of_reader(column, edition)
    if column.role == "line":
        return figure_reader(column, "", None, vocabulary, int(edition[:4]))
    return word_reader(column)


def _without_figures(table: TableContract, tokens: Tokens) -> set[int]:
    """The rows in which no figure is filled in: not printed this time."""
    columns = [tokens[column.name] for column in table.with_role("figure") if column.name in tokens]
    if not columns or any(column.initials <= DIGITS for column in columns):
        return set()
    rows = (column.rows_with({token for token in column.tokens if is_missing(token)}) for column in columns)
    return set.intersection(*map(set, rows))


def _dropped_empty(layout: Layout, at: int) -> Dropped:
    text = " | ".join(cell.strip() for cell in layout.grid.rows[at] if cell.strip())
    return Dropped(layout.grid.lines[at], text, "empty")


def _column(
    body: Body, column: FieldContract, cells: Column[Token], read: Callable[[Token], str] | Readings[Token]
) -> Column[str]:
    """A column read, or as read already: a fault for every cell that can't be, a note of figures written otherwise."""
    if read is str.strip:
        words = _stripped(cast("Column[str]", cells))
        failed = {word for word in words.tokens if FAILED.match(word)} if "#" in words.letters else ()
        body.faults += [body.fault("E125", at, column.name, words[at]) for at in words.rows_with(failed)]
        return words
    known, bad = read if isinstance(read, tuple) else readings(cells.tokens, read)
    slugs = _tell(body, column, cells, bad) if bad else {}
    values = cells.read((known | slugs).__getitem__)
    if column.role == "figure" and column.name not in {one.field for one in body.conversions}:
        other = [(token, value) for token, value in known.items() if value and value is not token]
        said = ((token[0] if isinstance(token, tuple) else str(token), value) for token, value in other)
        changed = {token.strip(): value for token, value in said if token.strip() != value}
        if changed:
            body.rewritten[column.name] = changed
    return values


def _stripped(cells: Column[str]) -> Column[str]:
    return cells.read(str.strip) if any(map(str.isspace, cells.letters)) else cells


def _tell(
    body: Body, column: FieldContract, cells: Column[Token], bad: Mapping[Token, BadCellError]
) -> dict[Token, str]:
    """Makes a fault of every cell that can't be read; a new category gets a slug of its own, which is returned."""
    taken = set(column.constraints.get("enum", ()))
    slugs: dict[Token, str] = {}
    for at in cells.rows_with(bad):
        token = cells[at]
        error = bad[token]
        said = token[0] if isinstance(token, tuple) else str(token)
        body.faults.append(body.fault(error.code, at, column.name, said.strip(), error.kept or "", **error.expected))
        if error.code == "E131":
            if token not in slugs:
                slugs[token] = _new_slug(str(error.kept), taken)
            body.new_values.setdefault(column.name, {})[slugs[token]] = str(error.kept)
    return slugs


def _new_slug(name: str, taken: set[str]) -> str:
    base = found = slug(name)
    number = 1
    while found in taken:
        number += 1
        found = f"{base}_{number}"
    taken.add(found)
    return found


def _figures(
    body: Body, column: FieldContract, tokens: Tokens, given: Mapping[str, Measure], vocabulary: Vocabulary, year: int
) -> Column[str]:
    """A column of figures in the contract's unit, or each in its row's own."""
    own = next((body.columns[one.name] for one in body.table.with_role("unit") if one.name in body.columns), None)
    cells = tokens[column.name]
    if own is None:
        converted = column.name in {one.field for one in body.conversions}
        if not converted and all_plain(cells, column):
            body.plain.add(column.name)
            return cells
        read = figure_reader(column, column.unit, given.get(column.name), vocabulary, year)
        distinct = dict.fromkeys(cells.tokens)
        plain = {} if converted else plain_numbers(distinct, column)
        if len(plain) == len(distinct):
            return cells
        known, bad = readings([cell for cell in distinct if cell not in plain], read)
        return _column(body, column, cells, (plain | known, bad))
    readers = {unit: figure_reader(column, unit or column.unit, None, vocabulary, year) for unit in set(own)}
    return _column(body, column, Column(list(zip(cells, own, strict=True))), lambda pair: readers[pair[1]](pair[0]))


def _units(
    body: Body, column: FieldContract, tokens: Tokens, vocabulary: Vocabulary, units: Mapping[str, str]
) -> Column[str]:
    """A column of units; one that a word leaves open is the one in which the figure was printed before."""
    ids: Sequence[str] = tokens.get(body.table.key[0], []) if body.table.key else []
    pairs = Column(list(zip(tokens[column.name], (units.get(one.strip(), "") for one in ids), strict=True)))
    return _column(body, column, pairs, lambda pair: unit_reader(column, vocabulary, pair[1])(pair[0]))


def _note_marks(body: Body, tokens: Tokens) -> None:
    """Notes the cells that lost a note mark, with what is kept of them."""
    for name, column in tokens.items():
        if name in body.plain or name not in body.columns or not MAY_BE_MARKED.search("".join(column.letters)):
            continue
        if body.table.column(name).role not in {"key", "figure", "as_of"}:
            continue
        kept = dict(zip(column, body.columns[name], strict=True))
        found = {token.strip(): value for token, value in kept.items() if _lost_mark(token)}
        if found:
            body.marked[name] = found
            left = {token: value for token, value in body.rewritten.pop(name, {}).items() if token not in found}
            body.rewritten |= {name: left} if left else {}


def _lost_mark(token: str) -> bool:
    """Whether a cell has a note mark that was taken off."""
    with suppress(UnsureMarkError):
        return unmarked(token) != token.strip()
    return False


def _require(body: Body, tokens: Tokens) -> None:
    """Faults for the empty cells of columns that must be filled."""
    for column in body.table.fields:
        needed = column.needed or column.name in body.table.key
        if needed and column.name in tokens and "" in body.columns[column.name].initials:
            faulty = {fault.line for fault in body.faults if fault.field == column.name}
            for at, value in enumerate(body.columns[column.name]):
                if not value and body.lines[at] not in faulty and not _is_of_nothing(body, column, at):
                    body.faults.append(body.fault("E122", at, column.name))


def _is_of_nothing(body: Body, column: FieldContract, at: int) -> bool:
    """Whether a blank cell is a share of nothing: no win rate where nothing was won or lost."""
    return column.may_be_blank({name: body.columns[name][at] for name in column.blank_where_zero})


def _no_decimals_for_dates(body: Body) -> None:
    """A spreadsheet keeps 5.20 typed as a date as 5.2: which day it was can't be known any more."""
    if body.layout.grid.raw is None:
        return
    for column in body.table.fields:
        dated = column.type in {"date", "yearmonth"} or column.unit in CALENDAR
        if (at := body.layout.header.columns.get(column.name)) is None or not dated:
            continue
        form = FORMS.get(column.type, FORMS["date"])
        for row, grid_row in enumerate(body.kept):
            if body.layout.grid.is_decimal(grid_row, at) and PLAIN_NUMBER.fullmatch(
                body.layout.grid.rows[grid_row][at]
            ):
                value = body.layout.grid.rows[grid_row][at]
                body.faults.append(body.fault("E121", row, column.name, value, expected=DATE_EXPECTED, form=form))
