"""One edition as a notebook reads it: tables and figures by name, assumptions by id."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from analysis.data.assumptions import Assumption, read_assumptions
from analysis.data.breaks import Break, read_breaks
from analysis.data.contract import CONTRACT_FILE, Contract, TableContract, read_contract
from analysis.data.editions import NoEditionError, Study, find_study
from analysis.data.figures import Figure
from analysis.data.process import PRINTED_IN
from analysis.data.vintages import deliveries, known_figures

DATES = {"date": "%Y-%m-%d", "yearmonth": "%Y-%m", "year": "%Y"}


@dataclass(frozen=True)
class Edition:
    """One edition of a study, read from data/processed."""

    study: Study
    name: str

    @property
    def root(self) -> Path:
        """The study's folder."""
        return self.study.root

    @cached_property
    def contract(self) -> Contract:
        """The contract of the edition's tables."""
        return read_contract(self.study.processed(self.name))

    def table(self, name: str) -> pd.DataFrame:
        """A table with types; `attrs` has its title, the words and units of its columns, its labels and place."""
        if name not in self.contract.tables:
            raise KeyError(f"no table {name!r} in {self.name}; there are: {', '.join(self.contract.tables)}")
        contract = self.contract.tables[name]
        frame = pd.read_csv(self.study.processed(self.name) / contract.path, dtype=str, keep_default_na=False)
        for column in contract.fields:
            frame[column.name] = _typed(frame[column.name], column.type)
        frame.attrs.update(_attributes(contract, frame))
        return frame

    @cached_property
    def ledger(self) -> dict[str, Figure]:
        """Every figure as known with the edition, by id: the newest print up to it."""
        return known_figures(deliveries(self.study, self.name))

    def figure(self, figure: str) -> Figure:
        """One printed figure; KeyError, naming the nearest ids, where there is none."""
        if figure not in self.ledger:
            import difflib

            near = difflib.get_close_matches(figure, self.ledger, 3)
            raise KeyError(f"no figure {figure!r} in {self.name}; nearest: {', '.join(near) or 'none'}")
        return self.ledger[figure]

    def value(self, figure: str) -> float:
        """The value of one printed figure in its unit."""
        return float(self.figure(figure).value)

    def figures(self) -> pd.DataFrame:
        """The ledger of all printed figures, as figures.csv has it."""
        return pd.read_csv(
            self.study.processed(self.name) / "figures.csv",
            dtype={"value": str, "printed": str, "as_of": str},
        )

    @cached_property
    def assumptions(self) -> dict[str, Assumption]:
        """The register of assumptions, by id."""
        return read_assumptions(self.study.assumptions)

    @cached_property
    def breaks(self) -> dict[str, Break]:
        """The register of breaks in series, by id."""
        return read_breaks(self.study.breaks)

    def assumed(self, assumption: str, given: float | None = None) -> float:
        """`given` where it is not None, else the register's value."""
        return self.assumptions[assumption].value if given is None else given


def open_edition(edition: str, root: Path | None = None) -> Edition:
    """An edition of the study at `root`, else of the one found from STUDY_ROOT or the current folder."""
    study = Study(root) if root else find_study()
    study.known(edition)
    if not (study.processed(edition) / CONTRACT_FILE).is_file():
        raise NoEditionError(f"edition {edition} is not processed yet: run `study check {edition}` first")
    return Edition(study, edition)


def _typed(column: "pd.Series[str]", kind: str) -> pd.Series:  # type: ignore[type-arg]
    if kind in DATES:
        return pd.to_datetime(column, format=DATES[kind])
    if kind in {"integer", "number"}:
        numbers = pd.to_numeric(column.replace("", None))
        return numbers.astype("int64") if kind == "integer" and numbers.notna().all() else numbers.astype("float64")
    return column


def _attributes(table: TableContract, frame: pd.DataFrame) -> dict[str, object]:
    lines = frame["line"] if "line" in frame else pd.Series([], dtype="int64")
    return {
        "name": table.name,
        "title": table.title,
        "section": table.section,
        "place": table.place,
        "printed_in": max(frame[PRINTED_IN], default=""),
        "lines": (int(lines.min()), int(lines.max())) if len(lines) else None,
        "fields": {column.name: column.title for column in table.fields},
        "units": {column.name: column.unit for column in table.fields},
        "labels": {column.name: column.labels for column in table.fields if column.labels},
    }
