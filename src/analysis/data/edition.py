"""One edition as a notebook reads it: tables and figures by name, assumptions by id."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from analysis.data.assumptions import Assumption, read_assumptions
from analysis.data.breaks import Break, read_breaks
from analysis.data.cell_guard import bare
from analysis.data.contract import CONTRACT_FILE, STATEMENTS, Contract, TableContract, read_contract
from analysis.data.dependencies import Dependency, TrackedRegister, depends_on, in_detail
from analysis.data.editions import NoEditionError, Study, find_study
from analysis.data.faults import Fault
from analysis.data.figures import Figure
from analysis.data.identities import Identity, read_identities
from analysis.data.misuse import UnknownNameError
from analysis.data.process import PRINTED_IN, typed_row
from analysis.data.registers import BadRegisterError
from analysis.data.revisions import Revision, all_revisions
from analysis.data.vintages import Delivery, deliveries, known_figures, prints
from analysis.words import Words

T = TypeVar("T")

TABLE, FIGURE = Words("표", "table"), Words("수치", "figure")
ASSUMPTION, BREAK = Words("가정", "assumption"), Words("단절", "break")

CHANGED = "changed"  # in the memory of an edition that is not as its files have it
DATES = {"date": "%Y-%m-%d", "yearmonth": "%Y-%m", "year": "%Y"}


class Fixed(dict[str, Any]):
    """Words about a table that nobody changes: pandas copies a table's attributes with every column taken from it."""

    def __deepcopy__(self, memo: object) -> "Fixed":
        return self


@dataclass(frozen=True)
class Edition:
    """One edition of a study, read from data/processed; `given` are assumptions that replace those of the register."""

    study: Study
    name: str
    given: Mapping[str, Assumption] = field(default_factory=dict)
    memory: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, what: str, read: Callable[[], T]) -> T:
        """What is read of the files, once for this edition and its copies with other assumptions."""
        if what not in self.memory:
            self.memory[what] = read()
        found: T = self.memory[what]
        return found

    @property
    def as_printed(self) -> bool:
        """Whether it is what the files have, with the register's assumptions."""
        return not self.given and CHANGED not in self.memory

    @property
    def root(self) -> Path:
        """The study's folder."""
        return self.study.root

    @property
    def _processed(self) -> Path:
        return self.once("processed", lambda: self.study.processed(self.name))

    @property
    def contract(self) -> Contract:
        """The contract of the edition's tables."""
        depends_on("file", self._path(self._processed / CONTRACT_FILE))
        return self._contract

    @property
    def _contract(self) -> Contract:
        with in_detail():
            return self.once("contract", lambda: read_contract(self._processed))

    def described(self, name: str) -> TableContract:
        """The contract of one table; KeyError, naming those there are."""
        depends_on("part", self._path(self._processed / CONTRACT_FILE), "name", name)
        if name not in self._contract.tables:
            raise UnknownNameError(TABLE, name, self.contract.tables)
        return self._contract.tables[name]

    def _path(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def table(self, name: str) -> pd.DataFrame:
        """A table with types; `attrs` has its title, the words and units of its columns, its labels and place."""
        contract = self.described(name)
        depends_on("file", self._path(self._processed / contract.path))
        return self.once(f"table {name}", lambda: self._read(contract)).copy(deep=False)

    def _read(self, contract: TableContract) -> pd.DataFrame:
        return typed_frame(
            contract, pd.read_csv(self._processed / contract.path, dtype=str, keep_default_na=False), self.name
        )

    def prints(self, name: str) -> pd.DataFrame:
        """A table as each edition up to this one printed it itself, oldest first: `edition`, `as_of`, typed columns.

        `as_of` is the day that the edition's contract states for the table, of whatever form the contract has it in.
        """
        self._record_earlier()
        with in_detail():
            frame, read = self.once(f"prints {name}", lambda: self._prints(name))
        for one in read:
            depends_on(*one)
        return frame.copy(deep=False)

    def _prints(self, name: str) -> tuple[pd.DataFrame, list[Dependency]]:
        frames, read = [], list[Dependency]()
        for edition, contract, rows in prints(self.study, self.name, name):
            folder = self.study.raw(edition)
            read.append(("part", self._path(folder / CONTRACT_FILE), "name", name))
            read.append(("file", self._path(folder / contract.path)))
            frame = pd.DataFrame([typed_row(contract, row, edition) for row in rows], dtype=str)
            for column in contract.fields:
                frame[column.name] = _typed(frame[column.name], column.type)
            frame.insert(0, "as_of", contract.as_of)
            frame.insert(0, "edition", edition)
            frames.append(frame)
        return pd.concat(frames, ignore_index=True), read

    @property
    def deliveries(self) -> list[Delivery]:
        """What every edition up to and with this one brought, oldest first."""
        self._record_earlier()
        for one in self._deliveries:
            depends_on("folder", self._path(self.study.raw(one.edition)))
        return self._deliveries

    @property
    def _deliveries(self) -> list[Delivery]:
        with in_detail():
            return self.once("deliveries", lambda: deliveries(self.study, self.name))

    @property
    def own(self) -> Delivery:
        """What the edition itself brought, without what it carries forward."""
        depends_on("folder", self._path(self.study.raw(self.name)))
        return self._deliveries[-1]

    @property
    def identities(self) -> list[Identity]:
        """The identities of the study, in the words of the edition's own contract."""
        depends_on("folder", self._path(self.study.identities))
        depends_on("file", self._path(self.study.raw(self.name) / CONTRACT_FILE))
        contract = self._deliveries[-1].contract
        with in_detail():
            return self.once("identities", lambda: read_identities(self.study.identities, contract))

    @property
    def earlier(self) -> list[str]:
        """The editions before this one, oldest first."""
        self._record_earlier()
        return [one for one in self.study.editions() if one < self.name]

    def _record_earlier(self) -> None:
        depends_on("earlier", self.name)

    @property
    def ledger(self) -> dict[str, Figure]:
        """Every figure as known with the edition, by id: the newest print up to it."""
        assert self.deliveries
        return self._ledger

    @property
    def _ledger(self) -> dict[str, Figure]:
        return self.once("ledger", lambda: known_figures(self._deliveries))

    def _record_figures(self, name: str) -> None:
        """Records what the figures of a name depend on: the table that it begins with, and statements so named."""
        self._record_earlier()
        for one in self.once(f"dependencies of {name}", lambda: list(self._behind(name))):
            depends_on(*one)

    def _behind(self, name: str) -> Iterator[Dependency]:
        for one in self._deliveries:
            folder, table = self.study.raw(one.edition), name.split(".")[0]
            yield "part", self._path(folder / CONTRACT_FILE), "name", table
            if table in one.contract.tables:
                yield "file", self._path(folder / one.contract.tables[table].path)
            yield "part", self._path(folder / CONTRACT_FILE), "name", STATEMENTS
            if STATEMENTS in one.contract.tables:
                yield "part", self._path(folder / one.contract.tables[STATEMENTS].path), "figure", name

    def section(self, section: str) -> dict[str, tuple[str, int]]:
        """Where each figure of a section stands: the edition that printed it last and the line, by id."""
        self._record_earlier()
        for one in self._deliveries:
            depends_on("section", self._path(self.study.raw(one.edition)), section)
        last = {name: one.edition for one in self._deliveries for name in one.figures}
        found = {name: figure for name, figure in self._ledger.items() if figure.section == section}
        return {name: (last[name], figure.line) for name, figure in found.items()}

    def named(self, prefix: str) -> list[str]:
        """The ids that begin with `prefix`, which holds a whole first name and its dot."""
        self._record_figures(f"{prefix}*")
        return [name for name in self._ledger if name.startswith(prefix)]

    def has(self, figure: str) -> bool:
        """Whether there is a figure of that id."""
        self._record_figures(figure)
        return figure in self._ledger

    def statements(self, section: str) -> list[Figure]:
        """The statements of a section that the edition itself prints, by line."""
        folder, own = self.study.raw(self.name), self._deliveries[-1]
        depends_on("part", self._path(folder / CONTRACT_FILE), "name", STATEMENTS)
        if STATEMENTS not in own.contract.tables:
            return []
        depends_on("part", self._path(folder / own.contract.tables[STATEMENTS].path), "section", section)
        return [one for one in own.figures.values() if one.table == STATEMENTS and one.section == section]

    @cached_property
    def revisions(self) -> list[Revision]:
        """What each edition up to and with this one printed anew, otherwise or no more, oldest first."""
        return all_revisions(self.deliveries)

    @cached_property
    def carried(self) -> dict[str, str]:
        """The tables that the edition did not bring, each with the edition that brought it last."""
        last = {table.name: one.edition for one in self.deliveries for table in one.contract}
        return {name: last[name] for name in self.contract.tables if last[name] < self.name}

    def figure(self, figure: str) -> Figure:
        """One printed figure; KeyError, naming the nearest id, where there is none."""
        if not self.has(figure):
            raise UnknownNameError(FIGURE, figure, self.ledger)
        return self._ledger[figure]

    def value(self, figure: str) -> float:
        """The value of one printed figure in its unit."""
        return float(self.figure(figure).value)

    def figures(self) -> pd.DataFrame:
        """The ledger of all printed figures, as figures.csv has it."""
        path = self._processed / "figures.csv"
        depends_on("file", self._path(path))
        frame = pd.read_csv(
            path,
            dtype={"value": str, "printed": str, "as_of": str},
        )
        return frame.assign(printed=frame["printed"].map(bare))

    @cached_property
    def assumptions(self) -> Mapping[str, Assumption]:
        """The register of assumptions, by id."""
        register = self._assumptions
        own = {name: one for name, one in self.given.items() if name in register}
        return TrackedRegister(register | own, self._path(self.study.assumptions), ASSUMPTION)

    @property
    def _assumptions(self) -> dict[str, Assumption]:
        with in_detail():
            return self.once("assumptions", lambda: read_assumptions(self.study.assumptions))

    @cached_property
    def breaks(self) -> Mapping[str, Break]:
        """The register of breaks in series, by id."""
        return TrackedRegister(self._breaks, self._path(self.study.breaks), BREAK)

    @property
    def _breaks(self) -> dict[str, Break]:
        with in_detail():
            return self.once("breaks", lambda: read_breaks(self.study.breaks))

    def check_registers(self) -> None:
        """BadRegisterError, with all faults of both, where a register can't be used."""
        faults: list[Fault] = []
        for read in (lambda: self._assumptions, lambda: self._breaks):
            try:
                read()
            except BadRegisterError as error:
                faults += error.faults
        if faults:
            raise BadRegisterError(faults)

    def breaks_in(self, table: str) -> list[Break]:
        """The breaks of one table's series."""
        depends_on("part", self._path(self.study.breaks), "table", table)
        return [one for one in self._breaks.values() if one.table == table]

    def assuming(self, given: Mapping[str, Assumption]) -> "Edition":
        """The same edition with other assumptions; those that the register does not have are left out."""
        return replace(self, given=given)

    def assumed(self, assumption: str, given: float | None = None) -> float:
        """`given` where it is not None, else the register's value."""
        return self.assumptions[assumption].value if given is None else given


def open_edition(edition: str, root: Path | None = None) -> Edition:
    """An edition of the study at `root`, else of the one found from STUDY_ROOT or the current folder.

    Raises:
        NoEditionError: there is no such edition, or it is not processed.
        BadRegisterError: a register can't be used; lists all faults that it has of itself.
    """
    study = Study(root) if root else find_study()
    study.known(edition)
    if not (study.processed(edition) / CONTRACT_FILE).is_file():
        raise NoEditionError(
            Words(
                f"{edition}판은 아직 가공되지 않았다. 먼저 실행한다: study check {edition}",
                f"The edition {edition} is not processed yet; first run: study check {edition}",
            )
        )
    opened = Edition(study, edition)
    opened.check_registers()
    return opened


def typed_frame(contract: TableContract, texts: pd.DataFrame, edition: str) -> pd.DataFrame:
    """A processed table's texts as typed columns, with what its contract says of them in `attrs`."""
    frame = texts.copy()
    for column in contract.fields:
        frame[column.name] = _typed(frame[column.name], column.type)
    frame.attrs.update(_attributes(contract, frame, edition))
    return frame


def _typed(column: "pd.Series[str]", kind: str) -> pd.Series:  # type: ignore[type-arg]
    if kind in DATES:
        return pd.to_datetime(column, format=DATES[kind])
    if kind in {"integer", "number"}:
        numbers = pd.to_numeric(column.replace("", None))
        return numbers.astype("int64") if kind == "integer" and numbers.notna().all() else numbers.astype("float64")
    return column.map(bare) if column.str.startswith("'").any() else column


def _attributes(table: TableContract, frame: pd.DataFrame, edition: str) -> dict[str, object]:
    printed_in = max(frame[PRINTED_IN], default="")
    lines = frame["line"][frame[PRINTED_IN] == printed_in] if "line" in frame else pd.Series([], dtype="int64")
    carried = f" ({printed_in})" if printed_in and printed_in < edition else ""
    return {
        "name": table.name,
        "title": table.title,
        "section": table.section,
        "place": f"{table.place}{carried}",
        "printed_in": printed_in,
        "lines": (int(lines.min()), int(lines.max())) if len(lines) else None,
        "fields": Fixed({column.name: column.title for column in table.fields}),
        "units": Fixed({column.name: column.unit for column in table.fields}),
        "labels": Fixed({column.name: column.labels for column in table.fields if column.labels}),
    }
