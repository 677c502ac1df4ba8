"""Holds an edition's raw tables against their contract."""

import os
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from analysis.data.audit import check_identity
from analysis.data.by_row import applicable
from analysis.data.contract import (
    CONTRACT_FILE,
    STATEMENTS,
    Contract,
    FieldContract,
    TableContract,
    read_contract,
)
from analysis.data.contract_form import MEND as MEND_CONTRACT
from analysis.data.editions import Study
from analysis.data.faults import BadFileError, Fault, in_order, undecodable
from analysis.data.figures import Figure, edition_figures, year_of
from analysis.data.formulas import UndefinedError, matching
from analysis.data.identities import BadIdentityError, Identity, identities_and_faults
from analysis.data.intake.log import accepted_values
from analysis.data.json_files import LONGEST, read_json
from analysis.data.missing_rows import missing_rows
from analysis.data.raw_csv import MEND_HEADER, MEND_ROW, PUT_FILE, THE_FILE, plain, read_rows
from analysis.data.register_checks import register_faults
from analysis.data.sections import SECTIONS
from analysis.data.units import UnreadableTokenError, parse_printed
from analysis.data.vintages import read_delivery
from analysis.words import Words

TYPES = {
    "integer": Words("정수", "a whole number"),
    "number": Words("숫자", "a number"),
    "date": Words("날짜(YYYY-MM-DD)", "a date (YYYY-MM-DD)"),
    "yearmonth": Words("연월(YYYY-MM)", "a month (YYYY-MM)"),
    "year": Words("연도(YYYY)", "a year (YYYY)"),
    "string": Words("글자", "text"),
}
WHOLE = re.compile(r"\d{1,9}", re.ASCII)
MEND_CELL = Words("인쇄된 보고서와 대조하여 고친다.", "Hold it against the printed report and mend it.")
REMOVE_ROW = Words("둘 중 하나를 지우거나 키를 고친다.", "Remove one of the two rows or mend its key.")
REMOVE_BLANK = Words("빈 행을 지운다.", "Remove the blank row.")
IDENTITY_EXPECTED = Words("수치 이름으로 쓴 항등식", "an identity over figures that the edition prints")
MEND_IDENTITY = Words("data/identities의 파일을 고친다.", "Mend the file in data/identities.")
A_ROW = Words("머리행 아래의 행", "rows below the header")
FILL_IN = Words(
    "행이 사라졌으면 채운다. 이번 달에 없는 표이면 파일과 계약에서 그 표를 뺀다(전월 보고의 표를 쓴다).",
    "Fill in the rows that were lost; where this month brings none, take the table and its entry in the contract away, "
    "and the last edition's is carried forward.",
)
A_PACKAGE = Words("Data Package 형식의 계약", "a contract in the Data Package format")
DECLARE_FILE = Words("계약에 표를 더하거나 파일을 옮긴다.", "Add the table to the contract or move the file away.")


def check_edition(study: Study, edition: str) -> list[Fault]:
    """All faults of an edition's raw tables and of the study's registers, by file and line."""
    return in_order([*register_faults(study, edition), *_raw_faults(study, edition)])


def _raw_faults(study: Study, edition: str) -> list[Fault]:
    folder = study.raw(edition)
    try:
        contract = read_contract(folder)
        accepted = accepted_values(folder, "E130")
    except BadFileError as error:
        return [replace(fault, file=Path(fault.file).name) for fault in error.faults]
    faults = [*_stray_files(folder, contract)]
    readable: list[TableContract] = []
    for table in contract:
        if (unreadable := _unreadable(folder / table.path)) is not None:
            faults.append(unreadable)
        else:
            readable.append(table)
    paths = {table.path: table.name for table in contract}
    faults += [
        fault
        for fault in _schema_faults(folder, readable)
        if (paths.get(fault.file), fault.column, fault.value) not in accepted
    ]
    if not faults:
        faults += _without_rows(folder, contract)
        faults += _token_faults(folder, contract, edition)
    if not faults:
        faults += missing_rows(study, edition, contract)
        faults += _blank_faults(folder, contract)
        faults += _doubled_figures(folder, contract, edition)
        faults += _identity_faults(study, contract, edition)
    return faults


def _stray_files(folder: Path, contract: Contract) -> Iterator[Fault]:
    declared = {table.path for table in contract}
    for path in sorted(folder.glob("[!.]*.csv")):
        if path.name not in declared:
            yield Fault(path.name, 0, "", path.name, Words("계약에 있는 표", "a table of the contract"), DECLARE_FILE)


def _without_rows(folder: Path, contract: Contract) -> Iterator[Fault]:
    """Tables of a header alone: that nothing is to be told and that rows were lost look the same."""
    for table in contract:
        if not read_rows(folder / table.path):
            yield Fault(table.path, 1, "", "", A_ROW, FILL_IN)


def _unreadable(path: Path) -> Fault | None:
    """Why the file can't be read as UTF-8 text, with the line of the first broken byte."""
    if not path.is_file():
        return Fault(path.name, 0, "", "", THE_FILE, PUT_FILE)
    return undecodable(path.name, path.read_bytes())


def _schema_faults(folder: Path, tables: list[TableContract]) -> Iterator[Fault]:
    """The faults that frictionless finds, in the study's words."""
    from frictionless import (  # slow to import, so only where raw data is really checked
        FrictionlessException,
        Package,
        system,
    )

    wanted = {table.name: table for table in tables}
    with system.use_context(trusted=True), tempfile.TemporaryDirectory(prefix=f"study-check-{os.getpid()}-") as scratch:
        for table in tables:
            Path(scratch, table.path).write_bytes(plain((folder / table.path).read_bytes(), table.path))
        try:
            package = Package.from_descriptor(_for_frictionless(folder), basepath=scratch)
            for resource in (one for one in package.resources if one.name in wanted):
                for error in resource.validate().flatten(["type", "rowNumber", "fieldName", "cell", "note", "title"]):
                    yield _told(wanted[resource.name], *error)
        except FrictionlessException as broken:  # a part that the study does not use is of the wrong form
            yield Fault(CONTRACT_FILE, 0, "", broken.error.note[:LONGEST], A_PACKAGE, MEND_CONTRACT)


def _for_frictionless(folder: Path) -> dict[str, Any]:
    """The contract with whole numbers as numbers: frictionless 5 reads no groupChar in an integer.

    That they are whole is checked with the tokens.
    """
    package: dict[str, Any] = read_json(folder / CONTRACT_FILE)
    for resource in package["resources"]:
        for column in resource["schema"]["fields"]:
            if column["type"] == "integer" and "groupChar" in column:
                column["type"] = "number"
    return package


def _told(
    table: TableContract, kind: str, line: int | None, column: str | None, cell: Any, note: str, title: str
) -> Fault:
    at, name, found = line or 0, column or "", "" if cell is None else str(cell)
    match kind:
        case "type-error" | "constraint-error" | "missing-cell":
            return Fault(table.path, at, name, found, expectation(table.column(name)), MEND_CELL)
        case "extra-cell":
            return Fault(
                table.path,
                at,
                "",
                found,
                Words(f"열 {len(table.fields)}개", f"{len(table.fields)} columns"),
                MEND_ROW,
            )
        case "blank-row":
            return Fault(table.path, at, "", "", Words("값이 있는 행", "a row with values"), REMOVE_BLANK)
        case "primary-key":
            key = ", ".join(table.key)
            return Fault(
                table.path,
                at,
                key,
                found or note,
                Words("겹치지 않는 키", "a key that stands once"),
                REMOVE_ROW,
            )
        case _ if "label" in kind or "header" in kind:
            columns = ",".join(f.name for f in table.fields)
            return Fault(
                table.path,
                1,
                name,
                found or note,
                Words(f"머리행 {columns}", f"the header {columns}"),
                MEND_HEADER,
            )
        case _:
            return Fault(table.path, at, name, found, Words(f"{title}: {note}", f"{title}: {note}"), MEND_CELL)


def expectation(column: FieldContract) -> Words:
    """What a column asks for, from its type, unit and constraints."""
    base = TYPES.get(column.type, TYPES["string"])
    ko, en = [base.ko], [base.en]
    limits = column.constraints
    if "enum" in limits:
        ko, en = [" | ".join(limits["enum"])], ["one of " + ", ".join(limits["enum"])]
    if "minimum" in limits:
        ko.append(f"{limits['minimum']} 이상")
        en.append(f"at least {limits['minimum']}")
    if "maximum" in limits:
        ko.append(f"{limits['maximum']} 이하")
        en.append(f"at most {limits['maximum']}")
    if "pattern" in limits:
        ko.append(f"형식 {limits['pattern']}")
        en.append(f"of the form {limits['pattern']}")
    if column.unit:
        ko.append(f"단위 {column.unit}")
        en.append(f"in {column.unit}")
    return Words(", ".join(ko), ", ".join(en))


def _token_faults(folder: Path, contract: Contract, edition: str) -> Iterator[Fault]:
    """Printed tokens that Table Schema takes for text but the study must read as numbers or dates."""
    for table in contract:
        rows = read_rows(folder / table.path)
        count = table.with_role("line")[0]
        for line, row in enumerate(rows, 2):
            if not WHOLE.fullmatch(row[count.name]):
                yield Fault(table.path, line, count.name, row[count.name], expectation(count), MEND_CELL)
            for column, token, unit in _tokens(table, row):
                try:
                    number = parse_printed(token, unit, year_of(table, row, edition))
                except UnreadableTokenError as error:
                    yield Fault(table.path, line, column, token, error.expected, MEND_CELL)
                else:
                    if table.column(column).type == "integer" and number.value.denominator != 1:
                        yield Fault(table.path, line, column, token, expectation(table.column(column)), MEND_CELL)
            section = row.get("section", "") if table.name == STATEMENTS else table.section
            if section not in SECTIONS:
                expected = Words("design.md의 절 이름", "a section name: " + ", ".join(SECTIONS))
                yield Fault(table.path, line, "section", section, expected, MEND_CELL)


def _tokens(table: TableContract, row: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    if table.name == STATEMENTS:
        yield "printed", row["printed"], row["unit"]
        return
    for column in table.with_role("figure"):
        if row[column.name].strip():
            yield (
                column.name,
                row[column.name],
                next((row[f.name] for f in table.with_role("unit") if row[f.name]), column.unit),
            )


def _blank_faults(folder: Path, contract: Contract) -> Iterator[Fault]:
    """Shares that are blank though there is something that they are shares of."""
    for table in contract:
        for column in (one for one in table.fields if one.blank_where_zero):
            for line, row in enumerate(read_rows(folder / table.path), 2):
                if not row[column.name].strip() and not column.may_be_blank(row):
                    yield Fault(table.path, line, column.name, "", expectation(column), MEND_CELL)


def _identity_faults(study: Study, contract: Contract, edition: str) -> Iterator[Fault]:
    """Identities that can't be evaluated, or that name a figure which no edition prints."""
    folder = study.raw(edition)
    rows = {table.name: read_rows(folder / table.path) for table in contract}
    figures = {figure.id: figure for figure in edition_figures(edition, contract, rows)}
    identities, _ = identities_and_faults(study.identities, contract)
    for one in applicable(identities, figures):
        try:
            check_identity(one, figures)
        except UndefinedError:
            continue
        except BadIdentityError as error:
            yield _identity_fault(one, str(error))
    unknown = [(one, name) for one in identities for name in one.references if not matching(name, figures)]
    elsewhere = _printed_elsewhere(study, edition) if unknown else {}
    for one, reference in unknown:
        if not matching(reference, elsewhere):
            yield _identity_fault(one, f"[{reference}]")


def _identity_fault(one: Identity, found: str) -> Fault:
    return Fault(one.file, one.line, "formula", found, IDENTITY_EXPECTED, MEND_IDENTITY, named="field")


def _printed_elsewhere(study: Study, edition: str) -> dict[str, Figure]:
    """The figures of all other editions: one that brings only some tables can't have every figure itself."""
    found: dict[str, Figure] = {}
    for other in study.editions():
        if other != edition:
            with suppress(OSError, ValueError, KeyError, TypeError):  # its own check says what is wrong with it
                found |= read_delivery(study, other).figures
    return found


def _doubled_figures(folder: Path, contract: Contract, edition: str) -> Iterator[Fault]:
    figures = edition_figures(edition, contract, {table.name: read_rows(folder / table.path) for table in contract})
    times = Counter(figure.id for figure in figures)
    for figure in figures:
        if times[figure.id] > 1 and figure.table == STATEMENTS:
            expected = Words("다른 수치에 없는 이름", "a name that no other figure has")
            yield Fault(contract.tables[STATEMENTS].path, 0, "figure", figure.id, expected, REMOVE_ROW)
