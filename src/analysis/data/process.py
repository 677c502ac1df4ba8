"""Makes data/processed/EDITION from raw: typed tables, the ledger of figures, the audit."""

import csv
import hashlib
import io
import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.data.audit import COLUMNS as AUDIT_COLUMNS
from analysis.data.audit import audit
from analysis.data.cell_guard import guarded
from analysis.data.contract import CONTRACT_FILE, STATEMENTS, TableContract
from analysis.data.editions import Study
from analysis.data.figures import COLUMNS, year_of
from analysis.data.identities import read_identities
from analysis.data.json_files import read_json
from analysis.data.raw_csv import Row
from analysis.data.revisions import COLUMNS as REVISION_COLUMNS
from analysis.data.revisions import all_revisions
from analysis.data.units import decimal_text, parse_printed
from analysis.data.vintages import Panel, deliveries, panels

SOURCES_FILE = "sources.json"
PRINTED_IN = "printed_in"
STATEMENT_VALUE = {"name": "value", "type": "string", "role": "note", "title": "값", "title_en": "Value in its unit"}
PRINTED_IN_COLUMN = {"name": PRINTED_IN, "type": "string", "role": "vintage", "title": "판", "title_en": "Printed in"}


def process_edition(study: Study, edition: str) -> Path:
    """Writes the edition's processed folder in one step, and only where its bytes differ; returns it.

    The raw tables must have passed `check_edition`.
    """
    target = study.processed(edition)
    made = processed_files(study, edition)
    if _content(target) != made:
        _replace(target, made)
    return target


def processed_files(study: Study, edition: str) -> dict[str, bytes]:
    """Every file of the processed folder, by name."""
    brought = deliveries(study, edition)
    newest, known = brought[-1], panels(brought)
    figures = newest.figures
    files = {panel.table.path: typed_table(panel) for panel in known.values()}
    files["figures.csv"] = csv_bytes(COLUMNS, (figure.row() for figure in figures.values()))
    verdicts = audit(read_identities(study.identities, newest.contract), figures)
    files["audit.csv"] = csv_bytes(AUDIT_COLUMNS, (verdict.row() for verdict in verdicts))
    files["revisions.csv"] = csv_bytes(REVISION_COLUMNS, (revision.row() for revision in all_revisions(brought)))
    files[CONTRACT_FILE] = json_bytes(typed_contract(study, edition, known.values()))
    files[SOURCES_FILE] = json_bytes(
        {delivery.edition: source_hashes(study.raw(delivery.edition)) for delivery in brought}
    )
    return files


def typed_table(panel: Panel) -> bytes:
    """A table with plain numbers and ISO dates in place of the printed tokens, and who printed each row last."""
    table, names = panel.table, [column.name for column in panel.table.fields]
    rows = [
        {**typed_row(table, row, printed_in), PRINTED_IN: printed_in}
        for row, printed_in in zip(panel.rows, panel.printed_in, strict=True)
    ]
    value = ["value"] if table.name == STATEMENTS else []
    return csv_bytes([*names[:1], *value, *names[1:], PRINTED_IN], rows)


def typed_row(table: TableContract, row: Row, edition: str) -> Row:
    """One row with its figures typed; a statement keeps its token and gains its value."""
    year = year_of(table, row, edition)
    if table.name == STATEMENTS:
        return {**row, "value": typed_cell(row["printed"], row["unit"], year)}
    own = next((row[column.name] for column in table.with_role("unit") if row[column.name]), "")
    typed = {one.name: typed_cell(row[one.name], own or one.unit, year) for one in table.with_role("figure")}
    return {**row, **typed}


def typed_cell(token: str, unit: str, year: int) -> str:
    """A printed token as a plain number or ISO date; an empty cell stays empty."""
    return decimal_text(parse_printed(token, unit, year).value, unit) if token.strip() else ""


def typed_contract(study: Study, edition: str, known: Iterable[Panel]) -> dict[str, Any]:
    """The contract of the processed tables: that of the newest edition that brought each, with plain numbers."""
    packages = {one: _package(study, one) for one in {edition, *(panel.newest for panel in known)}}
    resources = {
        resource["name"]: resource
        for panel in known
        for resource in packages[panel.newest]["resources"]
        if resource["name"] == panel.table.name
    }
    return {**packages[edition], "resources": [_typed_resource(one) for one in resources.values()]}


def _package(study: Study, edition: str) -> dict[str, Any]:
    package: dict[str, Any] = read_json(study.raw(edition) / CONTRACT_FILE)
    return package


def _typed_resource(resource: dict[str, Any]) -> dict[str, Any]:
    columns = resource["schema"]["fields"]
    if resource["name"] != STATEMENTS:
        columns = [_typed_column(column) for column in columns]
    else:  # a statement keeps its token; its value stands beside it, as text, for dates are among them
        columns = [*columns[:1], STATEMENT_VALUE, *columns[1:]]
    return {**resource, "schema": {**resource["schema"], "fields": [*columns, PRINTED_IN_COLUMN]}}


def _typed_column(column: dict[str, Any]) -> dict[str, Any]:
    plain = {name: value for name, value in column.items() if name != "groupChar"}
    if plain.get("role") == "figure" and plain["type"] == "string":
        plain["type"] = "date" if plain.get("unit") == "date" else "number"
    return plain


def source_hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every raw file, by name."""
    paths = sorted(path for path in folder.glob("[!.]*") if path.suffix in {".csv", ".json"})
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def csv_bytes(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """A CSV in UTF-8 with LF line ends, whose cells no spreadsheet runs."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: guarded(value) for name, value in row.items()} for row in rows)
    return out.getvalue().encode("utf-8")


def json_bytes(content: Any) -> bytes:
    """A JSON file in UTF-8."""
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _content(folder: Path) -> dict[str, bytes]:
    """The files of a folder by name; nothing where it holds anything else, as none that was made here does."""
    paths = list(folder.iterdir()) if folder.is_dir() else []
    return {path.name: path.read_bytes() for path in paths} if all(path.is_file() for path in paths) else {}


def _replace(target: Path, files: Mapping[str, bytes]) -> None:
    """Puts a whole folder in place by rename, so that no reader meets half of it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as scratch:
        fresh, old = Path(scratch, "fresh"), Path(scratch, "old")
        fresh.mkdir()
        for name, content in files.items():
            (fresh / name).write_bytes(content)
        if target.exists() or target.is_symlink():
            target.replace(old)
        fresh.replace(target)
        shutil.rmtree(old, ignore_errors=True)
