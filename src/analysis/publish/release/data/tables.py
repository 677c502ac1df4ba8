"""The tables of a release as CSV: the edition's own, figures, audit and revisions, the study's results and claims."""

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.data.contract import CONTRACT_FILE
from analysis.data.process import csv_bytes
from analysis.publish.release.issued import Record
from analysis.publish.release.office.content import Release
from analysis.publish.run.errors import ReportError
from analysis.words import Words

NUMBERS = ("value", "low", "high")
CLAIM_COLUMNS = ("claim", "kind", "holds", "headline", "notebook", "ko", "en")
RESULT_COLUMNS = ("result", *NUMBERS, "unit", "method", "notebook")
MADE, SAID = ("figures", "audit", "revisions"), ("results", "claims")
TAKEN = Words(
    "{0}: 표의 이름 {1}은(는) 프로그램이 만드는 표의 이름이어서 함께 발행할 수 없다. 표의 이름을 바꾼다.",
    "{0}: {1} is the name of a table that the program makes, and the two can't be issued together. Rename the table.",
)


def contract(processed: Path) -> dict[str, Any]:
    """The contract of an edition's typed tables."""
    content: dict[str, Any] = json.loads((processed / CONTRACT_FILE).read_text("utf-8"))
    return content


def processed_tables(processed: Path) -> dict[str, bytes]:
    """The tables that the contract describes and those made from them, by name.

    Raises:
        ReportError: a table has the name of one that the program makes.
    """
    paths = {one["name"]: one["path"] for one in contract(processed)["resources"]}
    for name in (*MADE, *SAID):
        if name in paths:
            said = f"data/raw/{processed.name}/{CONTRACT_FILE}", name
            raise ReportError(TAKEN.filled(*said))
    paths |= {name: f"{name}.csv" for name in MADE}
    return {name: (processed / paths[name]).read_bytes() for name in sorted(paths)}


def said_tables(release: Release) -> dict[str, bytes]:
    """Results, unrounded, and claims as tables."""
    results = ({"result": name, **one} for name, one in sorted(release.results.items()))
    claims = ({"claim": name, **one} for name, one in sorted(release.claims.items()))
    return {
        "results": csv_bytes(RESULT_COLUMNS, ({key: _cell(row[key]) for key in RESULT_COLUMNS} for row in results)),
        "claims": csv_bytes(CLAIM_COLUMNS, ({key: _cell(row[key]) for key in CLAIM_COLUMNS} for row in claims)),
    }


def table_records(tables: Mapping[str, bytes]) -> dict[str, Record]:
    """Columns, number of rows and SHA-256 of each table, as records of issues keep them."""
    return {name: _record(content) for name, content in tables.items()}


def header(content: bytes) -> list[str]:
    """The names of a table's columns."""
    return next(csv.reader(io.StringIO(content.decode("utf-8"))))


def _record(content: bytes) -> Record:
    rows = sum(1 for _ in csv.reader(io.StringIO(content.decode("utf-8"))))
    return {"columns": header(content), "rows": rows - 1, "sha256": hashlib.sha256(content).hexdigest()}


def _cell(value: Any) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
