"""A file's figures against what they should add to."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from analysis.data.audit import check_identity
from analysis.data.by_row import applicable
from analysis.data.contract import STATEMENTS
from analysis.data.figures import Figure, statement_figures, table_figures
from analysis.data.formulas import UndefinedError, matching
from analysis.data.identities import Identity
from analysis.data.intake.body import Body, shown
from analysis.data.intake.cells import readings
from analysis.data.intake.faults import NumberedFault
from analysis.data.intake.numbers import figure_reader
from analysis.data.intake.sizes import field_of
from analysis.data.intake.words import Vocabulary
from analysis.data.units import CALENDAR, MEASURED, UNIT_FACTORS, decimal_text, read_number

# A register of cases is no table of the report: its rows are not held against identities or earlier figures one by one.
COMPARED = 20_000


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


def totals(body: Body, figures: Mapping[str, Figure], identities: list[Identity]) -> Iterator[NumberedFault]:
    """Identities within the table that its figures do not satisfy, at the figure that reports the total.

    Where an office's rounding is out by the last printed digit, that is noted, and left to the audit.
    """
    own = f"{body.table.name}."
    fractions: set[str] = set()
    for identity in applicable(identities, figures):
        references = identity.references
        if not all(one.startswith(own) for one in references):
            continue
        try:
            verdict = check_identity(identity, figures)
        except UndefinedError:
            continue
        if verdict.status != "conflict":
            continue
        figure = next(figures[one] for name in references for one in matching(name, figures))
        row, name = figure.line, field_of(figure)
        summed = in_file(body, name, verdict.recomputed.point, figure.number.place)
        if figure.unit in MEASURED and abs(verdict.difference) <= figure.number.place:
            body.nearly[row, name] = summed
            continue
        share = figure.unit == "%" and abs(figure.value * 100 - verdict.recomputed.point) <= figure.number.place * 100
        code = "E128" if share and reported_alone(identity, figure) else "E133"
        if code == "E128":
            summed = decimal_text(figure.value * 100, "")
            if name in fractions:
                continue
            fractions.add(name)
        yield body.fault(code, row, name, body.said(row, name), sum=summed, statement=identity.statement)


def reported_alone(identity: Identity, figure: Figure) -> bool:
    """Whether a figure is all of an identity's left side."""
    return identity.reported == f"[{figure.id}]"


def in_file(body: Body, name: str, value: Fraction, place: Fraction) -> str:
    """A value in the unit in which the file gives a column, to the digits that it prints."""
    factor = next((one.factor for one in body.conversions if one.field == name), Fraction(1))
    digit = place / factor
    return decimal_text(round(value / factor / digit) * digit, "")


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
                    sum=in_file(
                        body, column.name, summed, Fraction(1) if summed.denominator == 1 else Fraction(1, 10**6)
                    ),
                    statement=column.title,
                )
