"""Makes the panels, the ledger and the revisions of 120 editions, beside reading the editions once."""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.data.editions import Study
from analysis.data.revisions import all_revisions
from analysis.data.vintages import Delivery, deliveries, known_figures, panels

EDITIONS = (30, 60, 120)
FIRST_YEAR = 2020
ROWS = 60
LINE = {"name": "line", "type": "integer", "role": "line", "title": "원문 줄", "title_en": "Line in source"}
COUNT = {"name": "cases", "type": "integer", "role": "figure", "unit": "cases", "title": "건수", "title_en": "Cases"}
# A series to which each edition adds a month and whose last months it prints again, and a table printed whole.
TABLES = {
    "monthly": {"name": "month", "type": "yearmonth", "role": "key", "title": "월", "title_en": "Month"},
    "offices": {"name": "office", "type": "string", "role": "key", "title": "부서", "title_en": "Office"},
}


def month(at: int) -> str:
    """The month that many after the first."""
    return f"{FIRST_YEAR + at // 12}-{at % 12 + 1:02d}"


def make_study(root: Path, editions: int) -> Study:
    """A study of so many monthly editions, each with two tables of some rows and a revised figure in each."""
    package = {"name": "panels", "resources": [_resource(name, key) for name, key in TABLES.items()]}
    for at in range(editions):
        raw = root / "data" / "raw" / month(at + ROWS)
        raw.mkdir(parents=True)
        (raw / "datapackage.json").write_text(json.dumps(package), "utf-8")
        months = [f"{month(at + row)},{1000 + at + row + (row == 7)},{row + 2}" for row in range(ROWS)]
        offices = [f"office{row},{1000 + row + (row == at % ROWS)},{row + 2}" for row in range(ROWS)]
        for name, rows in (("monthly", months), ("offices", offices)):
            (raw / f"{name}.csv").write_text("\n".join([f"{TABLES[name]['name']},cases,line", *rows, ""]), "utf-8")
    return Study(root)


def _resource(name: str, key: dict[str, str]) -> dict[str, Any]:
    return {
        "name": name, "path": f"{name}.csv", "title": name, "title_en": name, "section": "litigation", "place": "표",
        "as_of": "", "schema": {"primaryKey": [key["name"]], "fields": [key, COUNT, LINE]},
    }  # fmt: skip


def reading(study: Study) -> list[Delivery]:
    """Every edition read, and each of its figures parsed, once."""
    brought = deliveries(study, study.newest())
    for delivery in brought:
        assert delivery.figures
    return brought


def measure(runs: int) -> list[dict[str, Any]]:
    """Seconds of reading a study's editions once, and of all that is made of them afterwards; medians of `runs`.

    A row for each number of editions: `ratio` is the second beside the first, `per_edition_ms` the two together.
    """
    return [_measured(editions, runs) for editions in EDITIONS]


def _measured(editions: int, runs: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        study = make_study(Path(folder), editions)
        times = [_once(study) for _ in range(runs)]
    read, *made = (statistics.median(one) for one in zip(*times, strict=True))
    names = ("panels", "ledger", "revisions")
    return {
        "editions": editions,
        "read": read,
        **dict(zip(names, made, strict=True)),
        "ratio": sum(made) / read,
        "per_edition_ms": (read + sum(made)) / editions * 1000,
    }


def _once(study: Study) -> list[float]:
    """The seconds of the processor for reading, the panels, the ledger and the revisions."""
    brought: list[Delivery] = []
    acts: list[Callable[[], object]] = [
        lambda: brought.extend(reading(study)),
        lambda: panels(brought),
        lambda: known_figures(brought),
        lambda: all_revisions(brought),
    ]
    return [_seconds(act) for act in acts]


def _seconds(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return time.process_time() - start


def main() -> None:
    """Prints the table."""
    table = pd.DataFrame(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
    sys.stdout.write(table.round(3).to_string(index=False) + "\n")


if __name__ == "__main__":
    main()
