"""The register of breaks in series: changes of regime or definition, with the dates from which they hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from analysis.data.forms import Field, Form, Part, Rule
from analysis.data.kinds import BOTH, DAY, ID, LINE, TEXT
from analysis.data.records import sound_records
from analysis.words import Words

FIELDS = {
    "id": Field(ID),
    "table": Field(TEXT),
    "from": Field(DAY),
    "to": Field(DAY, empty=True),
    "baseline": Field(Part({"from": Field(DAY), "to": Field(DAY)}), empty=True),
    "limits": Field(BOTH, needed=False, empty=True),
    "ko": Field(TEXT),
    "en": Field(TEXT),
    "place": Field(TEXT),
    "line": Field(LINE),
}
MEND_DATES = Words("날짜의 앞뒤를 바로잡는다.", "Put the dates in order.")
RULES = (
    Rule(
        "to",
        ("from", "to"),
        lambda one: bool(one["to"] is None or one["from"] <= one["to"]),
        Words("from({from}) 이후의 날짜", "a date not before from ({from})"),
        MEND_DATES,
    ),
    Rule(
        "baseline.to",
        ("baseline",),
        lambda one: bool(one["baseline"] is None or one["baseline"]["from"] < one["baseline"]["to"]),
        Words("baseline.from보다 뒤의 날짜", "a date after baseline.from"),
        MEND_DATES,
    ),
    Rule(
        "baseline.to",
        ("from", "baseline"),
        lambda one: bool(one["baseline"] is None or one["baseline"]["to"] < one["from"]),
        Words("from({from})보다 앞의 날짜", "a date before from ({from})"),
        MEND_DATES,
    ),
)
BREAKS = Form(FIELDS, RULES)


@dataclass(frozen=True)
class Break:
    """One break of a table's series; `end` is None while it lasts, `baseline` the stretch to compare with.

    `limits` is the reason for which control limits restart there; None where they must not.
    """

    id: str
    table: str
    start: date
    end: date | None
    baseline: tuple[date, date] | None
    what: Words
    place: str
    line: int
    limits: Words | None = None

    @property
    def during(self) -> slice:
        """What of a series by time lies in it: `decisions[one.during]`."""
        return _times(self.start, self.end)

    @property
    def before(self) -> slice:
        """What of a series by time it is compared with: `decisions[one.before]`; nothing where it has no baseline."""
        return _times(*(self.baseline or (self.start, self.start - timedelta(days=1))))


def _times(first: date, last: date | None) -> slice:
    import pandas as pd  # slow to import, and a check of the register needs none

    return slice(pd.Timestamp(first), pd.Timestamp(last) if last else None)


def read_breaks(path: Path) -> dict[str, Break]:
    """The register by id; BadRegisterError, which lists all its faults."""
    return {one.values["id"]: _break(one.values) for one in sound_records(path, BREAKS)}


def _break(record: Mapping[str, Any]) -> Break:
    baseline, limits = record["baseline"], record.get("limits")
    return Break(
        id=record["id"],
        table=record["table"],
        start=record["from"],
        end=record["to"],
        baseline=(baseline["from"], baseline["to"]) if baseline else None,
        what=Words(record["ko"], record["en"]),
        place=record["place"],
        line=record["line"],
        limits=Words(limits["ko"], limits["en"]) if limits else None,
    )
