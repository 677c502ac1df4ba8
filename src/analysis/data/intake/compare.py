"""A file's figures against what they should add to, and against those of the last edition."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from statistics import median

from analysis.data.audit import check_identity, printed
from analysis.data.contract import STATEMENTS
from analysis.data.figures import Figure, statement_figures, table_figures
from analysis.data.identities import REFERENCE, Identity
from analysis.data.intake.body import Body, shown
from analysis.data.intake.cells import readings
from analysis.data.intake.faults import NumberedFault
from analysis.data.intake.history import History
from analysis.data.intake.numbers import figure_reader
from analysis.data.intake.words import Vocabulary
from analysis.data.units import CALENDAR, MEASURED, UNIT_FACTORS, decimal_text, read_number

# A register of cases is no table of the report: its rows are not held against identities or earlier figures one by one.
COMPARED = 20_000
THOUSAND = (Fraction(500), Fraction(2000))
HUNDRED = (Fraction(50), Fraction(200))


def body_figures(body: Body, edition: str) -> dict[str, Figure]:
    """The figures of a file's rows by id, each with its row as its line; none of a table with unreadable cells."""
    unreadable = any(fault.line and fault.code < "E130" for fault in body.faults)
    if unreadable or len(body.kept) > COMPARED:
        return {}
    table = body.table
    line = table.with_role("line")[0].name
    columns = {**body.columns, line: [str(at) for at in range(len(body.kept))]}
    rows = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
    read = statement_figures if table.name == STATEMENTS else table_figures
    return {figure.id: figure for figure in read(table, rows, edition)}


def field_of(figure: Figure) -> str:
    """The column in which a figure stands."""
    return "printed" if figure.table == STATEMENTS else figure.id.rpartition(".")[2]


def totals(body: Body, figures: Mapping[str, Figure], identities: list[Identity]) -> Iterator[NumberedFault]:
    """Identities within the table that its figures do not satisfy, at the figure that reports the total."""
    own = f"{body.table.name}."
    for identity in identities:
        references = identity.references
        if not all(one.startswith(own) for one in references) or not printed(identity, figures):
            continue
        verdict = check_identity(identity, figures)
        reported = REFERENCE.search(identity.reported)
        if verdict.status == "conflict" and reported and reported[1] in figures:
            figure = figures[reported[1]]
            summed = decimal_text(verdict.recomputed.point, "")
            row, name = figure.line, field_of(figure)
            yield body.fault("E133", row, name, body.said(row, name), sum=summed, statement=identity.statement)


def dropped_totals(body: Body, vocabulary: Vocabulary, year: int) -> Iterator[NumberedFault]:
    """Rows of totals that the table does not keep, where they are not the sum of the rows that it does."""
    grid, columns = body.layout.grid, body.layout.header.columns
    measures = {conversion.field: conversion.factor for conversion in body.conversions}
    for column in body.table.with_role("figure"):
        at = columns.get(column.name)
        if at is None or column.unit in CALENDAR or (column.unit in MEASURED and column.unit not in UNIT_FACTORS):
            continue
        if not body.totals or body.has_faults(column.name):
            continue
        summed = sum((read_number(token)[0] for token in body.columns[column.name] if token), Fraction(0))
        for row in body.totals:
            token = grid.rows[row][at] if at < len(grid.rows[row]) else ""
            read = figure_reader(replace(column, constraints={}), column.unit, None, vocabulary, year)
            known, bad = readings([token], read)
            total = (
                read_number(known[token])[0] * measures.get(column.name, Fraction(1))
                if known[token] and not bad
                else None
            )
            if total is not None and total != summed:
                yield grid.place.fault(
                    "E133",
                    grid.lines[row],
                    shown(body.layout, column.name),
                    token.strip(),
                    column.name,
                    sum=decimal_text(summed, ""),
                    statement=column.title,
                )


def jumps(body: Body, figures: Mapping[str, Figure], history: History) -> Iterator[NumberedFault]:
    """Figures near a thousand times, or a thousandth of, what the last edition printed; per cents given as fractions.

    Where none of a series' observations was printed before, the middle values of the columns are compared.
    """
    known = {one: figure for one, figure in history.figures().items() if figure.unit not in CALENDAR}
    compared: set[str] = set()
    for one, figure in figures.items():
        old = known.get(one)
        if old is None or old.unit != figure.unit or not old.value or not figure.value:
            continue
        compared.add(field_of(figure))
        if _jumped(abs(figure.value / old.value), THOUSAND):
            yield _jump(body, figure, old.printed, history)
    yield from _middle_values(body, figures, known, compared, history)


def _middle_values(
    body: Body, figures: Mapping[str, Figure], known: Mapping[str, Figure], compared: set[str], history: History
) -> Iterator[NumberedFault]:
    if body.table.name == STATEMENTS:
        return
    new, old = _by_field(figures), _by_field(known)
    for name, printed_now in new.items():
        printed_before = [abs(figure.value) for figure in old.get(name, []) if figure.value]
        values = [abs(figure.value) for figure in printed_now if figure.value]
        if not printed_before or not values:
            continue
        ratio = median(values) / median(printed_before)
        shares = printed_now[0].unit == "%" and max(values) <= 1 < max(printed_before) and _jumped(ratio, HUNDRED)
        if shares or (name not in compared and _jumped(ratio, THOUSAND)):
            yield _jump(body, printed_now[0], decimal_text(median(printed_before), ""), history)


def _by_field(figures: Mapping[str, Figure]) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures.values():
        found[field_of(figure)].append(figure)
    return found


def _jumped(ratio: Fraction, bounds: tuple[Fraction, Fraction]) -> bool:
    return bounds[0] <= ratio <= bounds[1] or bounds[0] <= 1 / ratio <= bounds[1]


def _jump(body: Body, figure: Figure, before: str, history: History) -> NumberedFault:
    row, name = figure.line, field_of(figure)
    return body.fault("E136", row, name, body.said(row, name), before=before, edition=history.newest)
