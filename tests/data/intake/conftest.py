"""An office that sends files, and a desk that takes them in."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.data.check import check_edition
from analysis.data.editions import Study
from analysis.data.intake.faults import NumberedFault, RefusedError
from analysis.data.intake.log import Record
from analysis.data.intake.take import take_in


class Desk:
    """Takes files into a copy of the study, holding each edition that it changed against its contract."""

    def __init__(self, study: Study, folder: Path) -> None:
        self.study, self.folder = study, folder

    def file(self, name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    def take(self, path: Path, edition: str = "2020-10", **options: object) -> Record:
        accepted = {"E138": "일부만 보냄", **options.pop("accepted", {})}
        taken = take_in(self.study, edition, path, accepted=accepted, **options)
        assert [fault.text("en") for fault in check_edition(self.study, edition)] == []
        (record,) = taken.records
        return record

    def refuse(self, path: Path, edition: str = "2020-10", **options: object) -> list[NumberedFault]:
        before = self.everything()
        with pytest.raises(RefusedError) as refused:
            take_in(self.study, edition, path, **options)
        assert self.everything() == before, "a refused file changes nothing"
        return refused.value.faults

    def codes(self, path: Path, edition: str = "2020-10", **options: object) -> list[tuple[str, int]]:
        return [(fault.code, fault.line) for fault in self.refuse(path, edition, **options)]

    def rows(self, table: str, edition: str = "2020-10") -> list[dict[str, str]]:
        with (self.study.raw(edition) / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    def everything(self) -> dict[str, bytes]:
        data = self.study.root / "data"
        return {str(path.relative_to(data)): path.read_bytes() for path in data.rglob("*") if path.is_file()}


@pytest.fixture
def desk(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(study, tmp_path_factory.mktemp("inbox"))


@pytest.fixture
def months(desk: Desk) -> Callable[..., Path]:
    """A small file for the monthly appeals, of the lines given."""

    def write(*lines: str, name: str = "appeals.csv", encoding: str = "utf-8") -> Path:
        return desk.file(name, "\n".join([*lines, ""]), encoding)

    return write
