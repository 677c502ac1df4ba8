"""The cut-off days of an edition: the register says which counts are compared, the edition up to when each goes.

The records of data/cut_offs.yaml hold no day, and so serve every edition.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.data.contract import TableContract
from analysis.data.dependencies import depends_on, in_detail
from analysis.data.edition import Edition
from analysis.data.figures import Figure
from analysis.data.forms import Field, Form, Part, Rule, Several
from analysis.data.kinds import ID, TEXT
from analysis.data.misuse import UnknownNameError
from analysis.data.records import sound_records
from analysis.data.sections import SECTIONS
from analysis.data.units import POINTS_IN_TIME
from analysis.methods.cut_offs import Counted, CutOff, Precision
from analysis.words import Words

if TYPE_CHECKING:
    import pandas as pd

SOURCES = ("table", "day", "figure", "last_of")
SIDE = Part(
    {
        "ko": Field(TEXT),
        "en": Field(TEXT),
        "table": Field(TEXT, needed=False),
        "day": Field(ID, needed=False),
        "hour": Field(ID, needed=False),
        "figure": Field(ID, needed=False),
        "last_of": Field(TEXT, needed=False),
    }
)
FIELDS = {
    "id": Field(ID),
    "counted": Field(SIDE),
    "against": Field(SIDE),
    "limits": Field(Several(ID)),
    "ko": Field(TEXT),
    "en": Field(TEXT),
}


def _dated(side: str) -> Rule:
    return Rule(
        side,
        (side,),
        lambda one: any(name in one[side] for name in SOURCES),
        Words(f"{', '.join(SOURCES)} 가운데 하나", f"one of {', '.join(SOURCES)}"),
        Words("어느 때까지 셌는지 알려 주는 표나 수치를 적는다.", "Name the table or figure that tells when it ends."),
    )


CUT_OFFS = Form(FIELDS, (_dated("counted"), _dated("against")))
PRECISIONS: Mapping[str, Precision] = dict(zip(POINTS_IN_TIME, ("day", "month", "year"), strict=True))
KEYS: Mapping[str, Precision] = {"date": "day", "yearmonth": "month", "year": "year"}
LENGTHS: Mapping[int, Precision] = {len("2020"): "year", len("2020-08"): "month", len("2020-08-25"): "day"}


@dataclass(frozen=True)
class Side:
    """One count of a comparison, and what says up to when it goes.

    That is the figure `day`, with the figure `hour` where the report names one, else the `as_of` of `figure` or of
    `table`, else the last observation of the series `last_of`.
    """

    what: Words
    table: str | None = None
    day: str | None = None
    hour: str | None = None
    figure: str | None = None
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
    """The records of the register by id; BadRegisterError, which lists all its faults."""
    return {one.values["id"]: _comparison(one.values) for one in sound_records(path, CUT_OFFS)}


def _comparison(record: Mapping[str, Any]) -> Comparison:
    return Comparison(
        record["id"],
        _side(record["counted"]),
        _side(record["against"]),
        Words(record["ko"], record["en"]),
        tuple(record["limits"]),
    )


def _side(record: Mapping[str, Any]) -> Side:
    sources = {name: record.get(name) for name in ("table", "day", "hour", "figure", "last_of")}
    return Side(Words(record["ko"], record["en"]), **sources)


def comparisons(report: Edition) -> dict[str, Comparison]:
    """The records of an edition's study."""
    with in_detail():
        return report.once("cut-offs", lambda: read_comparisons(report.study.cut_offs))


def cut_offs(report: Edition, *names: str) -> dict[str, CutOff]:
    """The comparisons of these ids, or all of them, with the edition's days.

    Those that the register does not have, or of which the edition has no figures or no day, are left out.
    """
    records, path = comparisons(report), report.study.cut_offs.relative_to(report.root).as_posix()
    if names:
        for name in names:
            depends_on("part", path, "id", name)
    else:
        depends_on("file", path)
    found = ((name, _cut_off(report, records[name])) for name in names or records if name in records)
    return {name: one for name, one in found if one is not None}


def _cut_off(report: Edition, record: Comparison) -> CutOff | None:
    counted, against = _counted(report, record.counted), _counted(report, record.against)
    if counted is None or against is None:
        return None
    return CutOff(record.id, counted, against, (record.why.ko, record.why.en), record.limits)


def _counted(report: Edition, side: Side) -> Counted | None:
    if not all(report.has(figure) for figure in (side.day, side.hour, side.figure) if figure):
        return None
    if name := side.day or side.figure:
        figure = report.figure(name)
        ended = _printed(report, figure, side.hour) if side.day else _start(figure.as_of)
        section, line = figure.section, figure.line
    else:
        table = side.table or side.last_of
        assert table is not None
        try:
            described, frame = report.described(table), report.table(table)
        except UnknownNameError:
            return None
        if frame.empty:
            return None
        ended = _last(described, frame) if side.last_of else _start(described.as_of)
        section, line = described.section, int(frame["line"].max())
    if ended is None:
        return None
    words = SECTIONS[section]
    return Counted((side.what.ko, side.what.en), *ended, (words.ko, words.en), line)


def _printed(report: Edition, figure: Figure, hour: str | None) -> tuple[datetime, Precision]:
    """The day or month that a figure prints, with the hour that another one does."""
    start = datetime.combine(date.fromordinal(int(figure.value)), time())
    return (start + timedelta(hours=int(report.value(hour))), "hour") if hour else (start, PRECISIONS[figure.unit])


def _last(table: TableContract, frame: "pd.DataFrame") -> tuple[datetime, Precision]:
    """The last observation of a series."""
    key = next(column for column in table.fields if column.role == "key" and column.type in KEYS)
    return frame[key.name].max().to_pydatetime(), KEYS[key.type]


def _start(until: str) -> tuple[datetime, Precision] | None:
    """The day, month or year of an `as_of`; None where the contract gives none."""
    precision = LENGTHS.get(len(until))
    with suppress(ValueError):
        return (datetime.fromisoformat(f"{until}-01-01"[: len("2020-08-25")]), precision) if precision else None
    return None
