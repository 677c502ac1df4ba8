"""Takes one file into an edition: whole, or with all its faults reported and nothing changed."""

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from analysis.data.contract import CONTRACT_FILE, Contract
from analysis.data.editions import Study
from analysis.data.identities import Identity, identities_and_faults
from analysis.data.intake.as_of import as_of
from analysis.data.intake.body import Body, read_body
from analysis.data.intake.child import in_child
from analysis.data.intake.codes import CODES
from analysis.data.intake.compare import body_figures, dropped_totals, totals
from analysis.data.intake.dates import last_day
from analysis.data.intake.faults import NumberedFault, Place, RefusedError, UnsureError, in_order
from analysis.data.intake.files import read_file
from analysis.data.intake.history import History, history
from analysis.data.intake.join import columns_to_write, join_faults, table_bytes
from analysis.data.intake.log import LOG_FILE, Record, log_bytes, read_log, taken_before, with_records
from analysis.data.intake.names import shown_name
from analysis.data.intake.offers import Offers, read_offers
from analysis.data.intake.open_dates import cut_zeros, other_years
from analysis.data.intake.originals import Source, keep_original, place_of_original
from analysis.data.intake.package import edition_package, package_bytes, widened, with_table
from analysis.data.intake.read import read_grids
from analysis.data.intake.recognise import recognise_all
from analysis.data.intake.record import accepted_with, record_of
from analysis.data.intake.rules import (
    cut_end,
    doubled_keys,
    future_dates,
    header_faults,
    header_goes_on,
    missing_columns,
    missing_rows,
    second_tables,
)
from analysis.data.intake.series import gaps
from analysis.data.intake.sizes import jumps, running_totals
from analysis.data.intake.transaction import changed, locked, recover
from analysis.data.vintages import is_series


@dataclass(frozen=True)
class Taken:
    """What a file brought to an edition, one record a table."""

    folder: Path
    records: tuple[Record, ...]


@dataclass(frozen=True)
class Brought:
    """What a file brings: the place of its original, the files of the edition's folder, one record a table."""

    original: str
    files: Mapping[str, bytes]
    records: tuple[Record, ...]


def take_in(
    study: Study, edition: str, path: Path, table: str | None = None, accepted: Mapping[str, str] | None = None
) -> Taken:
    """Takes a file into an edition, which is made where it is not there yet; `accepted` are reasons by code.

    Raises RefusedError with all the file's faults, or UnsureError where it fits several tables; the study is then
    as it was. The file is read in a process of its own.
    """
    source = Source(shown_name(path.name), read_file(path))
    with locked(study):
        recover(study)
        offers = read_offers(study)
        identities = _identities(study, offers)
        with changed(study, edition) as folder:

            def work() -> tuple[Record, ...]:
                with _uncollected():
                    found = brought(study, edition, source, table, accepted or {}, offers, identities)
                    keep_original(folder, source, found.original)
                    for name, content in found.files.items():
                        (folder / name).write_bytes(content)
                    return found.records

            records = in_child(work, Place(source.name), len(source.data))
    return Taken(study.root / "data" / "raw" / edition, records)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Holds the search for cycles: to look through the lists of a million rows takes longer than to read them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def brought(
    study: Study,
    edition: str,
    source: Source,
    table: str | None,
    accepted: Mapping[str, str],
    offers: Offers,
    identities: Sequence[Identity],
) -> Brought:
    """What a file brings to an edition, with nothing changed; RefusedError, UnsureError."""
    try:
        faults, read, left_out = _read(study, edition, source, table, offers, identities)
    except (RefusedError, UnsureError, MemoryError):
        raise
    except Exception as error:  # whatever a file does to the program, it is the file that is refused
        raise RefusedError(
            [Place(source.name).fault("E109", value=f"{type(error).__name__}: {error}"[:200])]
        ) from error
    if refused := [fault for fault in faults if not _is_let_in(fault, accepted)]:
        raise RefusedError(refused)
    folder = study.root / "data" / "raw" / edition
    original = place_of_original(folder, source)
    package, records, files = edition_package(folder, offers, edition), [], {}
    for body, past in read:
        own = [fault for fault in faults if fault.sheet in {"", body.layout.grid.place.sheet}]
        joined = past.present is not None and is_series(body.table)
        held = as_of(body, edition)
        decimal = widened(body)
        package = with_table(package, body, offers, source.name, held, decimal, joined=joined)
        files[body.table.path] = table_bytes(body.table, columns_to_write(body, past))
        told = [fault.kept for fault in own if fault.code == "E138" and fault.code not in accepted]
        accepted_here = accepted_with((fault for fault in own if fault.code in accepted), accepted)
        records.append(record_of(body, past, source, original, held, decimal, accepted_here, left_out, told))
    files[CONTRACT_FILE] = package_bytes(package)
    files[LOG_FILE] = log_bytes(with_records(read_log(folder), records))
    return Brought(original, files, tuple(records))


def _is_let_in(fault: NumberedFault, accepted: Mapping[str, str]) -> bool:
    return CODES[fault.code].told or (fault.code in accepted and CODES[fault.code].oddity)


def _read(
    study: Study,
    edition: str,
    source: Source,
    table: str | None,
    offers: Offers,
    identities: Sequence[Identity],
) -> tuple[list[NumberedFault], list[tuple[Body, History]], list[str]]:
    """The faults of a file, its tables with what was known of them, and the sheets that are none."""
    grids = read_grids(source.data, source.name)
    layouts = recognise_all(grids, offers, edition, table)
    faults = list(_file_faults(study, edition, source))
    read: list[tuple[Body, History]] = []
    for layout in layouts:
        goes_on = header_goes_on(layout)
        if unreadable := [goes_on] if goes_on else list(missing_columns(layout)):
            faults += unreadable
            continue
        past = history(study, layout.table.name, edition)
        body = read_body(layout, edition, offers.vocabulary, past.units())
        if not body.kept:
            faults.append(layout.grid.place.fault("E103"))
            continue
        faults += [*body_faults(body, past, edition, offers, identities), *missing_rows(body, past)]
        read.append((body, past))
    twice = [name for name, times in Counter(layout.table.name for layout in layouts).items() if times > 1]
    faults += [Place(source.name).fault("E116", table=name) for name in twice]
    used = {layout.grid.place.sheet for layout in layouts}
    left_out = [grid.place.sheet for grid in grids if grid.place.sheet not in used and not grid.is_blank]
    return faults, read, left_out


def _identities(study: Study, offers: Offers) -> list[Identity]:
    contract = Contract({name: offer.table for name, offer in offers.tables.items()})
    found, _ = identities_and_faults(study.identities, contract)  # `study check` reports the faults
    return found


def _file_faults(study: Study, edition: str, source: Source) -> Iterable[NumberedFault]:
    place = Place(source.name)
    newest = max(study.editions(), default=edition)
    if edition < newest:
        yield place.fault("E143", value=edition, edition=newest)
    for other, name in taken_before(study, source.sha256):
        yield place.fault("E140", value=source.name, edition=other, file=name)


def body_faults(
    body: Body, past: History, edition: str, offers: Offers, identities: Sequence[Identity]
) -> list[NumberedFault]:
    """All faults of one table in a file, by line."""
    body.faults += [
        *header_faults(body),
        *doubled_keys(body),
        *future_dates(body, edition),
        *cut_end(body),
        *second_tables(body),
        *cut_zeros(body),
        *other_years(body, edition),
        *gaps(body, past, last_day(edition)),
    ]
    figures = body_figures(body, edition)
    found = [
        *body.faults,
        *totals(body, figures, list(identities)),
        *dropped_totals(body, offers.vocabulary, int(edition[:4])),
        *jumps(body, figures, past, offers.vocabulary),
        *running_totals(body, figures, past),
    ]
    if not any(fault.code < "E130" for fault in found):
        found += join_faults(body, past)
    return in_order(one_cause(found))


def one_cause(faults: Sequence[NumberedFault]) -> list[NumberedFault]:
    """The faults without those that another of the same column brings about: a wrong unit breaks every sum."""
    shares = {fault.field for fault in faults if fault.code == "E128"}
    units = {fault.field for fault in faults if fault.code in {"E136", "E137"}} | shares
    effects = {"E133": units, "E136": shares}
    return [fault for fault in faults if fault.field not in effects.get(fault.code, ())]
