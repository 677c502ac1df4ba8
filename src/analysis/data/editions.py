"""Where a study keeps its editions."""

import os
import re
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from analysis.data.misuse import MisuseError, unknown
from analysis.words import Words

CONTRACT_FILE = "datapackage.json"  # of an edition's tables
STATEMENTS = "statements"  # the table of figures that stand in no other
EDITION_NAME = re.compile(r"(?!0000)\d{4}-(0[1-9]|1[0-2])", re.ASCII)
EDITION = Words("판", "edition")
ASKED: ContextVar[Path | None] = ContextVar("asked", default=None)  # the root of the study whose notebook is asked
NO_EDITION = Words(
    "판이 하나도 없다: data/raw에 YYYY-MM 폴더가 없다.", "There is no edition: no folder YYYY-MM in data/raw."
)


class NoStudyError(MisuseError):
    """No folder with data/raw where the study was looked for."""


class NoEditionError(MisuseError):
    """An edition that the study does not have."""


@dataclass(frozen=True)
class Study:
    """A study's folder: `data/` and `reports/` are under `root`."""

    root: Path

    def editions(self) -> list[str]:
        """The editions with raw data, oldest first; not a month of which only the templates are there."""
        raw = self.root / "data" / "raw"
        return sorted(path.name for path in raw.iterdir() if self._has(path.name)) if raw.is_dir() else []

    def _has(self, name: str) -> bool:
        month = self.root / "data" / "raw" / name
        named = EDITION_NAME.fullmatch(name) is not None and month.is_dir()
        return named and any(one.is_file() for one in month.glob("[!.]*"))

    def newest(self) -> str:
        """The newest edition; NoEditionError when there is none."""
        if not (names := self.editions()):
            raise NoEditionError(NO_EDITION)
        return names[-1]

    def known(self, edition: str) -> str:
        """`edition` itself; NoEditionError, naming those there are, when the study does not have it."""
        if not self._has(edition):
            raise NoEditionError(unknown(EDITION, edition, self.editions()))
        return edition

    def raw(self, edition: str) -> Path:
        """The folder of the edition's tables as printed, with their contract."""
        return self.root / "data" / "raw" / self.known(edition)

    def processed(self, edition: str) -> Path:
        """The folder made from raw."""
        return self.root / "data" / "processed" / self.known(edition)

    def reports(self, edition: str) -> Path:
        """The folder of the edition's reports."""
        return self.root / "reports" / self.known(edition)

    @property
    def assumptions(self) -> Path:
        """The register of assumptions."""
        return self.root / "data" / "assumptions.yaml"

    @property
    def breaks(self) -> Path:
        """The register of breaks in series."""
        return self.root / "data" / "breaks.yaml"

    @property
    def references(self) -> Path:
        """The literature that the registers and the notebooks cite."""
        return self.root / "data" / "references.bib"

    @property
    def cut_offs(self) -> Path:
        """The register of comparisons of counts that may end at different times."""
        return self.root / "data" / "cut_offs.yaml"

    @property
    def identities(self) -> Path:
        """The folder of the identities that figures should satisfy."""
        return self.root / "data" / "identities"


def find_study(start: Path | None = None) -> Study:
    """The study of the notebook that is asked, else at STUDY_ROOT, else at or above `start` (the current folder)."""
    if given := ASKED.get() or os.environ.get("STUDY_ROOT"):
        return Study(Path(given))
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "data" / "raw").is_dir():
            return Study(folder)
    raise NoStudyError(
        Words(
            f"연구 폴더가 아니다: {here}와 그 위에 data/raw가 없다.",
            f"No study there: {here} has no data/raw, nor has a folder above it.",
        )
    )
