"""Holds the study's registers against their forms, the contracts of its tables and its literature."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from analysis.data.assumptions import ASSUMPTIONS
from analysis.data.breaks import BREAKS
from analysis.data.contract import Contract, read_contract
from analysis.data.cut_offs import CUT_OFFS
from analysis.data.editions import Study
from analysis.data.faults import Fault
from analysis.data.forms import nearest
from analysis.data.identities import identities_and_faults
from analysis.data.records import Record, read_records
from analysis.data.references import BadReferenceError, cited, read_references
from analysis.data.registers import shown
from analysis.words import Words

TABLE_FIELDS = ("table", "last_of")
A_TABLE = Words("계약(datapackage.json)에 있는 표", "a table of the contract (datapackage.json)")
MEND_TABLE = Words("표의 이름을 고친다.", "Mend the table's name.")
A_KEY = Words("data/references.bib에 있는 키", "a key of data/references.bib")
MEND_KEY = Words("키를 고치거나 문헌을 더한다.", "Mend the key or add the entry.")
REFERENCES = Words("BibTeX 형식의 문헌", "entries in BibTeX, each with author and title")
MEND_REFERENCES = Words("data/references.bib을 고친다.", "Mend data/references.bib.")


def register_faults(study: Study, edition: str) -> list[Fault]:
    """All faults of the registers; tables are those that any edition brings."""
    assumptions, faults = read_records(study.assumptions, ASSUMPTIONS)
    breaks, of_breaks = read_records(study.breaks, BREAKS)
    cut_offs, of_cut_offs = read_records(study.cut_offs, CUT_OFFS)
    contract = _contract(study, edition)
    _, of_identities = identities_and_faults(study.identities, contract or Contract({}))
    faults += [*of_breaks, *of_cut_offs, *of_identities, *_unknown_keys(study, [*assumptions, *breaks, *cut_offs])]
    return [*faults, *_unknown_tables(study, edition, contract, [*breaks, *cut_offs])] if contract else faults


def _contract(study: Study, edition: str) -> Contract | None:
    """An edition's contract; None where it can't be read, which its own check reports."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        return read_contract(study.raw(edition))
    return None


def _unknown_tables(study: Study, edition: str, own: Contract, records: Sequence[Record]) -> Iterator[Fault]:
    """The tables that no edition brings; other editions are asked only where this one has no such table."""
    named = [(record, path, table) for record in records for path, table in _tables(record)]
    known = set(own.tables)
    for other in study.editions():
        if other != edition and not known.issuperset(table for *_, table in named):
            known |= set((_contract(study, other) or Contract({})).tables)
    for record, path, table in named:
        if table not in known:
            yield record.fault(path, A_TABLE, nearest(table, known, MEND_TABLE))


def _tables(record: Record) -> Iterator[tuple[str, str]]:
    """The tables that a record names, with the path of the field."""
    yield from ((path, text) for path, text in _texts(record.values) if path.split(".")[-1] in TABLE_FIELDS)


def _unknown_keys(study: Study, records: Sequence[Record]) -> Iterator[Fault]:
    """The citations of what the references don't have; each at its own line."""
    found = [(one, path, key) for one in records for path, text in _texts(one.values) for key in cited(text)]
    if not found:
        return
    try:
        known = read_references(study.references) if study.references.is_file() else {}
    except BadReferenceError as error:
        yield Fault(shown(study.references), 0, "", str(error), REFERENCES, MEND_REFERENCES)
        return
    for record, path, key in found:
        if key not in known:
            line, advice = record.line_of(path, f"@{key}"), nearest(key, known, MEND_KEY)
            yield record.fault(path, A_KEY, advice, line=line, found=f"@{key}")


def _texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a record's values with the path of its field."""
    if isinstance(value, str):
        yield path, value
    below = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for name, one in below:
        yield from _texts(one, f"{path}.{name}" if path else str(name))
