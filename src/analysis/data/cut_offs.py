"""The cut-off days of an edition: the register says which counts are compared, the edition up to when each goes.

The records are those of the register of breaks with `kind: cut_off`; they hold no day, so that they serve every edition.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from analysis.data.edition import Edition
from analysis.data.figures import Figure
from analysis.data.reads import finer, note
from analysis.data.sections import SECTIONS
from analysis.methods.cut_offs import Counted, CutOff, Precision
from analysis.words import Words

KIND = "cut_off"
PRECISIONS: Mapping[str, Precision] = {"date": "day", "calendar month": "month", "calendar year": "year"}
LENGTHS: Mapping[int, Precision] = {len("2020"): "year", len("2020-08"): "month", len("2020-08-25"): "day"}


@dataclass(frozen=True)
class Side:
    """One count of a comparison, and what says up to when it goes.

    That is the figure `day`, with the figure `hour` where the report names one, else the `as_of` of `table`, else the
    last observation of the series `last_of`.
    """

    what: Words
    table: str | None = None
    day: str | None = None
    hour: str | None = None
    last_of: str | None = None


@dataclass(frozen=True)
class Comparison:
    """One record: what is held against what, why the days matter, and the results that rest on it."""

    id: str
    counted: Side
    against: Side
    why: Words
    limits: tuple[str, ...]


def read_comparisons(path: Path) -> dict[str, Comparison]:
    """The records of the register by id."""
    return {
        record["id"]: Comparison(
            record["id"],
            _side(record["counted"]),
            _side(record["against"]),
            Words(record["ko"], record["en"]),
            tuple(record["limits"]),
        )
        for record in yaml.safe_load(path.read_text("utf-8"))
        if record.get("kind") == KIND
    }


def _side(record: Mapping[str, Any]) -> Side:
    return Side(Words(record["ko"], record["en"]), *(record.get(name) for name in ("table", "day", "hour", "last_of")))


def comparisons(report: Edition) -> dict[str, Comparison]:
    """The records of an edition's study."""
    with finer():
        return report.once("cut-offs", lambda: read_comparisons(report.study.breaks))


def cut_offs(report: Edition, *names: str) -> dict[str, CutOff]:
    """The comparisons of these ids, or all of them, with the edition's days; without those it has no figures for."""
    records, path = comparisons(report), report.study.breaks.relative_to(report.root).as_posix()
    if names:
        for name in names:
            note("part", path, "id", name)
    else:
        note("part", path, "kind", KIND)
    found = ((name, _cut_off(report, records[name])) for name in names or records)
    return {name: one for name, one in found if one is not None}


def _cut_off(report: Edition, record: Comparison) -> CutOff | None:
    counted, against = _counted(report, record.counted), _counted(report, record.against)
    if counted is None or against is None:
        return None
    return CutOff(record.id, counted, against, (record.why.ko, record.why.en), record.limits)


def _counted(report: Edition, side: Side) -> Counted | None:
    if side.day:
        return _by_figures(report, side, side.day)
    table = side.table or side.last_of
    assert table is not None
    if table not in report.contract.tables:
        return None
    frame, until = report.table(table), report.described(table).as_of
    if side.last_of:
        key = next(one.name for one in report.described(table).fields if one.role == "key")
        until = str(frame[key].max())[: len(_form(report, table, key))]
    start, precision = _start(until)
    section, line = SECTIONS[report.described(table).section], int(frame["line"].max())
    return Counted((side.what.ko, side.what.en), start, precision, (section.ko, section.en), line)


def _form(report: Edition, table: str, key: str) -> str:
    """How long the text of a dated key is, by its type."""
    return {"date": "2020-08-25", "yearmonth": "2020-08", "year": "2020"}[report.described(table).column(key).type]


def _by_figures(report: Edition, side: Side, name: str) -> Counted | None:
    if not report.has(name) or (side.hour and not report.has(side.hour)):
        return None
    figure = report.figure(name)
    start, precision = _midnight(figure), PRECISIONS[figure.unit]
    if side.hour:
        start, precision = start + timedelta(hours=int(report.value(side.hour))), "hour"
    section = SECTIONS[figure.section]
    return Counted((side.what.ko, side.what.en), start, precision, (section.ko, section.en), figure.line)


def _midnight(figure: Figure) -> datetime:
    return datetime.combine(date.fromordinal(int(figure.value)), time())


def _start(until: str) -> tuple[datetime, Precision]:
    return datetime.fromisoformat(f"{until}-01-01"[: len("2020-08-25")]), LENGTHS[len(until)]
