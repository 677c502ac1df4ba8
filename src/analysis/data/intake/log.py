"""taken.json: what was done with each file of an edition, kept beside the data."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from analysis.data.editions import Study
from analysis.data.faults import BadFileError, Fault
from analysis.data.json_files import PUT_BACK, read_json
from analysis.words import Words

LOG_FILE = "taken.json"
ORIGINALS = "originals"
A_LOG = Words("받은 파일의 기록(study add가 쓴다)", "the record of files taken in, as study add writes it")


@dataclass(frozen=True)
class Record:
    """One table taken out of a file, and all that was done to it.

    `lines` says whose lines the table's column `line` counts: those of the file as it came, or of the source that
    the file names. `known_here` and `known_before` count the rows that the edition, or one before it, had already;
    `accepted` has the oddities that were let through, `left_out` the sheets that are no table of the study,
    `marked` the cells that lost a note mark, `nearly` the figures out by their last digit, `missing` the rows that the
    edition before had; `unended` says that the file's last line has no end.
    """

    file: str
    original: str
    sha256: str
    encoding: str
    sheet: str
    table: str
    shape: str
    header_rows: list[int]
    columns: list[dict[str, str]]
    dropped_columns: list[str]
    units: list[dict[str, str]]
    rewritten: list[dict[str, Any]]
    dropped_rows: list[dict[str, Any]]
    filled_down: int
    rows: int
    span: list[str]
    lines: str
    as_of: str
    new_values: dict[str, dict[str, str]]
    widened: list[str]
    joined: str
    known_here: int
    known_before: int
    revised: list[dict[str, str]]
    gap_before: list[str]
    disagreements: list[dict[str, Any]]
    accepted: list[dict[str, Any]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    marked: list[dict[str, Any]] = field(default_factory=list)
    nearly: list[dict[str, Any]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unended: bool = False


def read_log(folder: Path) -> list[dict[str, Any]]:
    """The records of an edition's folder, in the order of taking; none where no file was taken in.

    BadFileError, with the line, where the file is no such record.
    """
    path = folder / LOG_FILE
    if not path.exists():
        return []
    name = f"{folder.name}/{LOG_FILE}"
    content = read_json(path, name)
    records = content.get("files") if isinstance(content, dict) else None
    if not isinstance(records, list) or not all(map(_is_record, records)):
        raise BadFileError([Fault(name, 0, "", "", A_LOG, PUT_BACK)])
    return records


def _is_record(one: Any) -> bool:
    """Whether it has what is asked of records: text where text is wanted, and faults that were let through in form."""
    texts = ("file", "original", "sha256", "table")
    if not isinstance(one, dict) or not all(isinstance(one.get(name), str) for name in texts):
        return False
    accepted = one.get("accepted")
    return isinstance(accepted, list) and all(
        isinstance(each, dict) and isinstance(each.get("faults"), list) and "code" in each
        and all(isinstance(fault, dict) and {"field", "kept"} <= fault.keys() for fault in each["faults"])
        for each in accepted
    )  # fmt: skip


def log_bytes(records: list[dict[str, Any]]) -> bytes:
    """The records as taken.json keeps them."""
    return (json.dumps({"files": records}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def with_records(records: list[dict[str, Any]], added: list[Record]) -> list[dict[str, Any]]:
    """The records with new ones at the end."""
    return [*records, *(asdict(one) for one in added)]


def taken_before(study: Study, sha256: str) -> Iterator[tuple[str, str]]:
    """The editions that took in a file of these very bytes, with the name that it had."""
    for edition in study.editions():
        for record in read_log(study.raw(edition)):
            if record["sha256"] == sha256:
                yield edition, record["file"]


def accepted_values(folder: Path, code: str) -> set[tuple[str, str, str]]:
    """What was let through under a code, such as values out of range: table, field, value."""
    return {
        (record["table"], fault["field"], fault["kept"])
        for record in read_log(folder)
        for accepted in record["accepted"]
        if accepted["code"] == code
        for fault in accepted["faults"]
    }
