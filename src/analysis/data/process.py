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
from analysis.data.contract import CONTRACT_FILE, STATEMENTS, TableContract, read_contract
from analysis.data.editions import Study
from analysis.data.figures import COLUMNS, edition_figures, read_rows, year_of
from analysis.data.identities import read_identities
from analysis.data.units import decimal_text, parse_printed

SOURCES_FILE = "sources.json"


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
    folder = study.raw(edition)
    contract = read_contract(folder)
    rows = {table.name: read_rows(folder / table.path) for table in contract}
    figures = edition_figures(edition, contract, rows)
    files = {table.path: typed_table(table, rows[table.name], edition) for table in contract}
    files["figures.csv"] = csv_bytes(COLUMNS, (figure.row() for figure in figures))
    verdicts = audit(read_identities(study.identities, contract), {figure.id: figure for figure in figures})
    files["audit.csv"] = csv_bytes(AUDIT_COLUMNS, (verdict.row() for verdict in verdicts))
    files[CONTRACT_FILE] = _json_bytes(typed_contract(json.loads((folder / CONTRACT_FILE).read_text("utf-8"))))
    files[SOURCES_FILE] = _json_bytes(source_hashes(folder))
    return files


def typed_table(table: TableContract, rows: Iterable[Mapping[str, str]], edition: str) -> bytes:
    """A table with plain numbers and ISO dates in place of the printed tokens."""
    names = [column.name for column in table.fields]
    if table.name == STATEMENTS:
        typed = [
            {**row, "value": typed_cell(row["printed"], row["unit"], year_of(table, row, edition))} for row in rows
        ]
        return csv_bytes([*names[:1], "value", *names[1:]], typed)
    figures = {column.name: column.unit for column in table.with_role("figure")}
    own_unit = [column.name for column in table.with_role("unit")]
    typed = []
    for row in rows:
        unit_of_row = next((row[name] for name in own_unit if row[name]), "")
        typed.append(
            {
                name: typed_cell(row[name], unit_of_row or figures[name], year_of(table, row, edition))
                if name in figures
                else row[name]
                for name in names
            }
        )
    return csv_bytes(names, typed)


def typed_cell(token: str, unit: str, year: int) -> str:
    """A printed token as a plain number or ISO date; an empty cell stays empty."""
    return decimal_text(parse_printed(token, unit, year).value, unit) if token.strip() else ""


def typed_contract(package: dict[str, Any]) -> dict[str, Any]:
    """The contract of the processed tables: as that of the raw ones, with plain numbers."""
    for resource in package["resources"]:
        for column in resource["schema"]["fields"]:
            column.pop("groupChar", None)
            if column.get("role") == "figure" and column.get("unit") == "date":
                column["type"] = "date"
            elif column.get("role") == "figure" and column["type"] == "string":
                column["type"] = "number"
        if resource["name"] == STATEMENTS:
            value = {
                "name": "value",
                "type": "string",
                "role": "note",
                "title": "값",
                "title_en": "Value in its unit",
            }
            resource["schema"]["fields"].insert(1, value)
    return package


def source_hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every raw file, by name."""
    paths = sorted(path for path in folder.iterdir() if path.suffix in {".csv", ".json"})
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def csv_bytes(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """A CSV in UTF-8 with LF line ends."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")


def _json_bytes(content: Any) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


def _replace(target: Path, files: Mapping[str, bytes]) -> None:
    """Puts a whole folder in place by rename, so that no reader meets half of it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as scratch:
        fresh, old = Path(scratch, "fresh"), Path(scratch, "old")
        fresh.mkdir()
        for name, content in files.items():
            (fresh / name).write_bytes(content)
        if target.exists():
            target.replace(old)
        fresh.replace(target)
        shutil.rmtree(old, ignore_errors=True)
