"""Takes one file into an edition: whole, or with all its faults reported and nothing changed."""

import gc
import unicodedata
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
from analysis.data.intake.codes import CODES
from analysis.data.intake.compare import body_figures, dropped_totals, jumps, totals
from analysis.data.intake.dates import last_day
from analysis.data.intake.faults import NumberedFault, Place, RefusedError, in_order
from analysis.data.intake.grid import read_grids
from analysis.data.intake.history import History, history
from analysis.data.intake.join import columns_to_write, join_faults, table_bytes
from analysis.data.intake.log import LOG_FILE, Record, log_bytes, read_log, taken_before, with_records
from analysis.data.intake.offers import Offers, read_offers
from analysis.data.intake.originals import Source, keep_original
from analysis.data.intake.package import edition_package, package_bytes, widened, with_table
from analysis.data.intake.recognise import recognise_all
from analysis.data.intake.record import accepted_with, record_of
from analysis.data.intake.rules import doubled_keys, future_dates, header_faults
from analysis.data.intake.series import gaps
from analysis.data.intake.transaction import changed, locked, recover
from analysis.data.vintages import is_series


@dataclass(frozen=True)
class Taken:
    """What a file brought to an edition, one record a table."""

    folder: Path
    records: tuple[Record, ...]


def take_in(
    study: Study, edition: str, path: Path, table: str | None = None, accepted: Mapping[str, str] | None = None
) -> Taken:
    """Takes a file into an edition, which is made where it is not there yet; `accepted` are reasons by code.

    Raises RefusedError with all the file's faults, or UnsureError where it fits several tables; the study is then
    as it was.
    """
    source = Source(unicodedata.normalize("NFC", path.name), path.read_bytes())
    with locked(study), _uncollected():
        recover(study)
        return _take(study, edition, source, table, accepted or {})


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


def _take(study: Study, edition: str, source: Source, table: str | None, accepted: Mapping[str, str]) -> Taken:
    offers = read_offers(study)
    layouts = recognise_all(read_grids(source.data, source.name), offers, edition, table)
    identities = _identities(study, offers)
    faults = list(_file_faults(study, edition, source))
    read: list[tuple[Body, History]] = []
    for layout in layouts:
        past = history(study, layout.table.name, edition)
        body = read_body(layout, edition, offers.vocabulary, past.units())
        if not body.kept:
            faults.append(layout.grid.place.fault("E103"))
            continue
        faults += body_faults(body, past, edition, offers, identities)
        read.append((body, past))
    twice = [name for name, times in Counter(layout.table.name for layout in layouts).items() if times > 1]
    faults += [Place(source.name).fault("E116", table=name) for name in twice]
    if refused := [fault for fault in faults if fault.code not in accepted or not CODES[fault.code].oddity]:
        raise RefusedError(refused)
    raw = study.root / "data" / "raw" / edition
    with changed(study, edition) as folder:
        original = keep_original(folder, source)
        package, records = edition_package(folder, offers, edition), []
        for body, past in read:
            own = [fault for fault in faults if fault.sheet in {"", body.layout.grid.place.sheet}]
            joined = past.present is not None and is_series(body.table)
            held = as_of(body, edition)
            decimal = widened(body)
            package = with_table(package, body, offers, source.name, held, decimal, joined=joined)
            (folder / body.table.path).write_bytes(table_bytes(body.table, columns_to_write(body, past)))
            records.append(record_of(body, past, source, original, held, decimal, accepted_with(own, accepted)))
        (folder / CONTRACT_FILE).write_bytes(package_bytes(package))
        (folder / LOG_FILE).write_bytes(log_bytes(with_records(read_log(folder), records)))
    return Taken(raw, tuple(records))


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
        *gaps(body, past, last_day(edition)),
    ]
    figures = body_figures(body, edition)
    found = [
        *body.faults,
        *totals(body, figures, list(identities)),
        *dropped_totals(body, offers.vocabulary, int(edition[:4])),
        *jumps(body, figures, past),
    ]
    if not any(fault.code < "E130" for fault in found):
        found += join_faults(body, past)
    return in_order(found)
