"""What must hold of a table beyond its cells: its columns, its keys, its dates."""

import re
from collections.abc import Iterator
from itertools import pairwise

from analysis.data.intake.body import Body
from analysis.data.intake.dates import last_day
from analysis.data.intake.faults import NumberedFault
from analysis.data.intake.grid import filled_cells, letter
from analysis.data.intake.history import History, key_of
from analysis.data.intake.join import overlap
from analysis.data.intake.layout import Layout, figures
from analysis.data.intake.rows import NOTE
from analysis.data.missing_rows import left_out, shown_key
from analysis.data.vintages import DATED, is_series

_DIGIT = re.compile(r"\d")


def header_faults(body: Body) -> Iterator[NumberedFault]:
    """Columns that are missing, stand twice, or belong to no field of the table; none in an office's own form."""
    layout, header, place = body.layout, body.layout.header, body.layout.grid.place
    if layout.shape is not None:
        return
    line = layout.grid.lines[header.rows[-1]]
    for column in layout.table.fields:
        needed = column.role != "line" and (column.needed or column.name in layout.table.key)
        if needed and column.name not in header.columns:
            yield place.fault("E112", line, field=column.name, name=column.title)
    for name, at in header.doubled:
        heading, title = header.heading(at).text, layout.table.column(name).title
        yield place.fault("E113", line, f"{letter(at)} {heading}", heading, name, name=title)
    for at in unknown_columns(body):
        heading = header.heading(at).text if at < len(header.candidate.headings) else ""
        yield place.fault("E114", line, f"{letter(at)} {heading}".strip(), heading)


def unknown_columns(body: Body) -> list[int]:
    """The columns that belong to no field: named otherwise, or not named but filled."""
    grid, headings = body.layout.grid, body.layout.header.candidate.headings
    named = {at for at, heading in enumerate(headings) if heading.names}
    unnamed = set(range(grid.width(body.kept))) - named
    filled = {at for at in unnamed if any(map(str.strip, grid.column(at, body.kept).tokens))}
    return sorted(filled.union(body.layout.header.others))


def doubled_keys(body: Body) -> Iterator[NumberedFault]:
    """Rows whose key stands above already."""
    table = body.table
    if not table.key or any(key not in body.columns or body.has_faults(key) for key in table.key):
        return
    if any(body.columns[key].all_differ for key in table.key):
        return
    keys = list(zip(*(body.columns[key] for key in table.key), strict=True))
    if len(set(keys)) == len(keys):
        return
    first: dict[tuple[str, ...], int] = {}
    for at, key in enumerate(keys):
        if key in first and all(key):
            said = ", ".join(body.said(at, name) for name in table.key)
            yield body.fault("E132", at, table.key[0], said, first=body.lines[first[key]])
        first.setdefault(key, at)


def future_dates(body: Body, edition: str) -> Iterator[NumberedFault]:
    """Observations after the edition's month."""
    for column in body.table.fields:
        if column.name not in body.table.key or column.type not in DATED:
            continue
        values = body.columns[column.name]
        late = {value for value in values.tokens if value > last_day(edition)[: len(value)]}
        for at in values.rows_with(late):
            said = body.said(at, column.name)
            yield body.fault("E135", at, column.name, said, last=last_day(edition)[: len(values[at])])


def cut_end(body: Body) -> Iterator[NumberedFault]:
    """A text file whose last line has no end and fewer cells than the table has columns."""
    grid, columns = body.layout.grid, body.layout.header.columns
    if grid.unended and len(grid.rows[-1]) <= max(columns.values()) and any(map(str.strip, grid.rows[-1])):
        cells = ", ".join(cell.strip() for cell in grid.rows[-1])
        yield grid.place.fault("E108", grid.lines[len(grid.rows) - 1], value=cells)


def second_tables(body: Body) -> Iterator[NumberedFault]:
    """A header that stands again below a title of its own: another table, whose rows are not these."""
    kept = set(body.lines) if any(one.why == "header" for one in body.dropped) else set()
    for before, one in pairwise(body.dropped):
        if one.why != "header" or before.why != "note" or NOTE.match(before.text):
            continue
        if kept.isdisjoint(range(before.line, one.line)):
            yield body.layout.grid.place.fault("E118", one.line, value=one.text, title=before.text)


def header_goes_on(layout: Layout) -> NumberedFault | None:
    """The fault of a header whose next row has words over the figures and no key: it goes on there."""
    start, columns = layout.header.rows[-1] + 1, layout.header.columns
    row = layout.grid.rows[start] if start < len(layout.grid.rows) else []
    keys, said = (
        filled_cells(row[columns[name]] for name in names if name in columns and columns[name] < len(row))
        for names in (layout.table.key, figures(layout.table))
    )
    if not layout.table.key or keys or not said or any(map(_DIGIT.search, said)):
        return None
    return layout.grid.place.fault("E100", layout.grid.lines[start], value=", ".join(filled_cells(row)))


def missing_columns(layout: Layout) -> Iterator[NumberedFault]:
    """The keys that have no column: without them no row can be read."""
    line = layout.grid.lines[layout.header.rows[-1]]
    for key in layout.table.key if layout.shape is None else ():
        if key not in layout.header.columns:
            yield layout.grid.place.fault("E112", line, field=key, name=layout.table.column(key).title)


def missing_rows(body: Body, history: History) -> Iterator[NumberedFault]:
    """The categories that the last edition's table had and the file has not."""
    table = body.table
    unreadable = any(fault.line and fault.field in table.key and fault.code < "E130" for fault in body.faults)
    if is_series(table) or not table.key or not history.before or unreadable:
        return
    place, before = body.layout.grid.place, history.before[-1].rows[table.name]
    again = overlap(body, {key_of(table, row): row for row in before})
    for key in left_out(table, before, {tuple(body.columns[name][at] for name in table.key) for at in again}):
        said = shown_key(table, key)
        yield place.fault("E138", 0, "", "", table.key[0], ", ".join(key), edition=history.newest, row=said)
