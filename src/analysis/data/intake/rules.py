"""What must hold of a table beyond its cells: its columns, its keys, its dates."""

from collections.abc import Iterator

from analysis.data.intake.body import Body
from analysis.data.intake.dates import last_day
from analysis.data.intake.faults import NumberedFault
from analysis.data.intake.grid import letter
from analysis.data.vintages import DATED


def header_faults(body: Body) -> Iterator[NumberedFault]:
    """Columns that are missing, stand twice, or belong to no field of the table; none in an office's own form."""
    layout, header, place = body.layout, body.layout.header, body.layout.grid.place
    if layout.shape is not None:
        return
    line = layout.grid.lines[header.rows[-1]]
    for column in layout.table.fields:
        needed = column.role != "line" and (column.constraints.get("required") or column.name in layout.table.key)
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
    filled = {at for at in unnamed if any(map(str.strip, grid.column(at, body.kept)))}
    return sorted(filled.union(body.layout.header.others))


def doubled_keys(body: Body) -> Iterator[NumberedFault]:
    """Rows whose key stands above already."""
    table = body.table
    if not table.key or any(key not in body.columns or body.has_faults(key) for key in table.key):
        return
    if any(map(body.all_differ, table.key)):
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
        late = {value for value in set(values) if value > last_day(edition)[: len(value)]}
        for at, value in enumerate(values) if late else ():
            if value in late:
                said = body.said(at, column.name)
                yield body.fault("E135", at, column.name, said, last=last_day(edition)[: len(value)])
