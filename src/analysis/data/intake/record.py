"""What was done with a file, gathered for taken.json."""

from collections.abc import Iterable, Mapping, Sequence

from analysis.data.intake.body import Body, shown
from analysis.data.intake.faults import NumberedFault
from analysis.data.intake.history import History, key_of
from analysis.data.intake.join import changes, overlap
from analysis.data.intake.log import Record
from analysis.data.intake.originals import Source
from analysis.data.intake.rules import unknown_columns
from analysis.data.intake.series import dated_key, series_start
from analysis.data.intake.shapes import disagreements

EXAMPLES = 5


def accepted_with(faults: Iterable[NumberedFault], reasons: Mapping[str, str]) -> list[dict[str, object]]:
    """The oddities let through, by code, with the reason that was given."""
    by_code: dict[str, list[dict[str, object]]] = {}
    for fault in faults:
        described = {
            "line": fault.line,
            "column": fault.column,
            "field": fault.field,
            "value": fault.value,
            "kept": fault.kept,
        }
        by_code.setdefault(fault.code, []).append(described)
    return [{"code": code, "reason": reasons[code], "faults": faults} for code, faults in sorted(by_code.items())]


def record_of(
    body: Body,
    past: History,
    source: Source,
    original: str,
    held: str,
    decimal: list[str],
    accepted: list[dict[str, object]],
    left_out: Sequence[str] = (),
    missing: Sequence[str] = (),
) -> Record:
    """All that was done with one table of a file."""
    layout, table = body.layout, body.table
    header, lines = layout.header, layout.grid.lines
    known = past.rows(table)
    known_before = overlap(body, known)
    dated = dated_key(table)
    line = table.with_role("line")[0].name
    return Record(
        file=source.name,
        original=original,
        sha256=source.sha256,
        encoding=layout.grid.encoding,
        sheet=layout.grid.place.sheet,
        table=table.name,
        shape=layout.shape.name if layout.shape else "",
        header_rows=[lines[at] for at in header.rows],
        columns=[
            {"column": shown(layout, name), "field": name}
            for name in sorted(header.columns, key=header.columns.__getitem__)
        ],
        dropped_columns=_dropped_columns(body),
        units=[conversion.record() for conversion in body.conversions],
        rewritten=[
            {
                "field": name,
                "tokens": len(changed_),
                "examples": [list(one) for one in list(changed_.items())[:EXAMPLES]],
            }
            for name, changed_ in body.rewritten.items()
        ],
        marked=[
            {"field": name, "tokens": len(found), "examples": [list(one) for one in list(found.items())[:EXAMPLES]]}
            for name, found in body.marked.items()
        ],
        nearly=[
            {"line": body.lines[row], "field": name, "printed": body.said(row, name), "sum": summed}
            for (row, name), summed in body.nearly.items()
        ],
        missing=list(missing),
        unended=layout.grid.unended,
        dropped_rows=[{"line": one.line, "text": one.text, "why": one.why} for one in body.dropped],
        filled_down=body.filled_down,
        rows=len(body.kept),
        span=[min(body.columns[dated].tokens), max(body.columns[dated].tokens)] if dated else [],
        lines="source" if line in header.columns else "file",
        as_of=held,
        new_values=body.new_values,
        widened=decimal,
        joined=past.edition if past.present is not None else "",
        known_here=len(overlap(body, {key_of(table, row): row for row in past.present or ()})),
        known_before=len(known_before),
        revised=[
            {"key": one.key, "field": one.field, "before": one.before, "after": one.after}
            for one in changes(body, known, past.edition, known_before)
        ],
        gap_before=list(series_start(body, past) or ()),
        disagreements=[
            {"key": one.key, "line": one.line, "field": one.field, "printed": one.printed, "difference": one.difference}
            for one in disagreements(body)
        ],
        accepted=accepted,
        left_out=list(left_out),
    )


def _dropped_columns(body: Body) -> list[str]:
    """The headings of the columns that are not taken."""
    header = body.layout.header
    headings = header.candidate.headings
    used = set(header.columns.values())
    others = {at for at, heading in enumerate(headings) if heading.text and at not in used} | set(unknown_columns(body))
    return [headings[at].text if at < len(headings) else "" for at in sorted(others - used)]
