"""A file as an office sends it, and the office: the data it means, and what `study add` makes of a file."""

import csv
import io
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from spreadsheets import ods, xls, xlsx

from analysis.data.contract import Contract
from analysis.data.editions import Study
from analysis.data.figures import read_rows
from analysis.data.identities import identities_and_faults
from analysis.data.intake.child import in_child
from analysis.data.intake.faults import Place, RefusedError, UnsureError
from analysis.data.intake.names import shown_name
from analysis.data.intake.offers import read_offers
from analysis.data.intake.originals import Source
from analysis.data.intake.take import brought
from analysis.data.intake.template import worded
from analysis.data.units import read_number

FROZEN = Path(__file__).parent / "frozen"
TABLES = ("appeals_monthly", "budget_accounts", "fiscal_flows", "hospital_beds", "litigation", "evaluation_bonus",
          "staff_by_division", "legal_services", "investment_outcomes", "covid_daily")  # fmt: skip
SLOW = 60
Meant = dict[tuple[str, ...], dict[str, Fraction]]


@dataclass
class File:
    """A file: cells under their headings, what stands above and below, and what the figures mean."""

    table: str
    head: list[str]
    rows: list[list[object]]
    meant: Meant
    keys: list[str]
    fields: list[str]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    form: str = "csv"
    must_refuse: bool = False
    data: bytes | None = None

    @property
    def bytes(self) -> bytes:
        """The file itself."""
        if self.data is not None:
            return self.data
        rows = [*([one] for one in self.above), self.head, *self.rows, *([one] for one in self.below)]
        if self.form == "xls":
            return xls(rows)
        if self.form in {"xlsx", "ods"}:
            return {"xlsx": xlsx, "ods": ods}[self.form]({"1": rows})
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\r\n").writerows(rows)
        return out.getvalue().encode({"csv": "utf-8-sig", "cp949": "cp949"}[self.form], "replace")


class Office:
    """The frozen study, and good files of its tables."""

    def __init__(self) -> None:
        self.study = Study(FROZEN)
        self.offers = read_offers(self.study)
        contract = Contract({name: one.table for name, one in self.offers.tables.items()})
        self.identities, _ = identities_and_faults(self.study.identities, contract)
        self.rows = {name: read_rows(FROZEN / "data/raw/2020-09" / f"{name}.csv") for name in TABLES}

    def good(self, name: str) -> File:
        """A table of the last edition as an office would write it again."""
        table, vocabulary = self.offers.tables[name].table, self.offers.vocabulary
        columns = [one for one in table.fields if one.role not in {"line", "note"}]
        figures = [one.name for one in table.with_role("figure")]
        rows = [
            [row[one.name] if one.name in figures else worded(one, row[one.name], vocabulary) for one in columns]
            for row in self.rows[name]
        ]
        meant = {
            tuple(row[key] for key in table.key): {one: read_number(row[one])[0] for one in figures if row[one]}
            for row in self.rows[name]
        }
        return File(
            name,
            [one.title.ko for one in columns],
            rows,
            meant,
            list(table.key),
            [one.name for one in columns],
        )

    def outcome(self, file: File, *, apart: bool) -> str:
        """What becomes of a file: taken, told, refused or unsure; wrong or crashed where the oracle is not kept."""
        source = Source(shown_name("자료"), file.bytes)

        def work() -> object:
            return brought(self.study, "2020-10", source, None, {}, self.offers, self.identities)

        try:
            found = in_child(work, Place(source.name), len(source.data)) if apart else work()
        except RefusedError as error:
            return "crashed" if any(one.code == "E109" for one in error.faults) else "refused"
        except UnsureError:
            return "unsure"
        except Exception as error:  # that is what is looked for
            return f"crashed: {type(error).__name__}"
        return self._judged(file, found)

    def _judged(self, file: File, found) -> str:
        if file.must_refuse:
            return "wrong"
        for record in found.records:
            if record.table != file.table:
                return "wrong"
            table = self.offers.tables[record.table].table
            rows = list(csv.DictReader(io.StringIO(found.files[table.path].decode())))
            taken = {tuple(row[key] for key in file.keys): row for row in rows}
            last = tuple(rows[-1][key] for key in file.keys)
            told = {" | ".join(record.missing), *(one["text"] for one in record.dropped_rows)}
            for key, row in taken.items():
                unsure_end = record.unended and key == last
                if key not in file.meant:
                    if not unsure_end:
                        return "wrong"
                    continue
                for field, value in file.meant[key].items():
                    if (not row[field] or read_number(row[field])[0] != value) and not unsure_end:
                        return "wrong"
            lost = [key for key in file.meant if key not in taken]
            series = any(table.column(key).type in {"date", "yearmonth"} for key in table.key)
            # Of a series not every month is sent; of the rows that a whole file has, each is taken or told.
            if series and file.data is None and len(rows) + len(record.dropped_rows) < len(file.rows):
                return "wrong"
            if lost and not series and not all(any(", ".join(key) in one for one in told) for key in lost):
                return "wrong"
            return "told" if lost or record.unended or record.marked else "taken"
        return "wrong"
