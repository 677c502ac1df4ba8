"""The register of breaks in series: changes of regime or definition, with the dates from which they hold."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from analysis.words import Words


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


def read_breaks(path: Path) -> dict[str, Break]:
    """The register by id, without its cut-off days (`data/cut_offs.py`)."""
    found = {}
    for record in yaml.safe_load(path.read_text("utf-8")):
        if record.get("kind") == "cut_off":
            continue
        baseline = record["baseline"]
        found[record["id"]] = Break(
            id=record["id"],
            table=record["table"],
            start=record["from"],
            end=record["to"],
            baseline=(baseline["from"], baseline["to"]) if baseline else None,
            what=Words(record["ko"], record["en"]),
            place=record["place"],
            line=record["line"],
            limits=Words(record["limits"]["ko"], record["limits"]["en"]) if record.get("limits") else None,
        )
    return found
