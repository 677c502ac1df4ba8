"""Takes a register of a million cases in, beside pandas reading the same file as text."""

import json
import multiprocessing
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.data.editions import Study
from analysis.data.intake.take import take_in

ROWS = 1_000_000
EDITION = "2020-10"
COURTS = {"central": "서울중앙", "east": "서울동부", "administrative": "서울행정", "high": "서울고등"}
FIELDS: list[dict[str, Any]] = [
    {"name": "opened", "type": "date", "role": "key", "title": "접수일", "title_en": "Opened"},
    {"name": "case", "type": "string", "role": "key", "title": "사건번호", "title_en": "Case"},
    {
        "name": "court", "type": "string", "role": "label", "title": "법원", "title_en": "Court",
        "constraints": {"enum": list(COURTS)},
        "labels": {slug: {"ko": name, "en": slug} for slug, name in COURTS.items()},
    },
    {
        "name": "claim", "type": "integer", "role": "figure", "unit": "KRW thousand", "title": "청구액",
        "title_en": "Claim", "groupChar": ",", "constraints": {"required": True, "minimum": 0},
    },
    {
        "name": "hearings", "type": "integer", "role": "figure", "unit": "times", "title": "변론 횟수",
        "title_en": "Hearings", "constraints": {"minimum": 0, "maximum": 99},
    },
    {
        "name": "won", "type": "number", "role": "figure", "unit": "%", "title": "승소율", "title_en": "Share won",
        "constraints": {"minimum": 0, "maximum": 100},
    },
    {"name": "line", "type": "integer", "role": "line", "title": "원문 줄", "title_en": "Line in source"},
]  # fmt: skip
WORDS = {"units": {"KRW thousand": ["천원"], "times": ["회"]}, "totals": ["합계"], "dropped_columns": ["비고"]}
Act = Callable[[Path, Sequence[str]], None]


def grouped(amount: int) -> str:
    """An amount as spreadsheets export it: with thousands, and so in quotes."""
    return f'"{amount:,}"'


# The registers by what is special about them: the key, and how money is written.
REGISTERS: dict[str, tuple[Sequence[str], Callable[[int], str]]] = {
    "key: case": (("case",), str),
    "key: day, case": (("opened", "case"), str),
    "quoted thousands": (("case",), grouped),
}


def make_study(root: Path, key: Sequence[str]) -> Study:
    """A study with one edition before, whose contract has the register and one case in it."""
    raw = root / "data" / "raw" / "2020-09"
    raw.mkdir(parents=True)
    table = {
        "name": "register", "path": "register.csv", "title": "사건 대장", "title_en": "Register of cases",
        "section": "litigation", "place": "대장", "as_of": "2020-09",
        "schema": {"primaryKey": list(key), "fields": FIELDS},
    }  # fmt: skip
    (raw / "datapackage.json").write_text(
        json.dumps({"name": "register", "intake": WORDS, "resources": [table]}), "utf-8"
    )
    (raw / "register.csv").write_text(
        "opened,case,court,claim,hearings,won,line\n2019-12-31,2019가합1,central,5000,1,50.0,2\n", "utf-8"
    )
    (root / "data" / "identities").mkdir()
    return Study(root)


def write_register(path: Path, rows: int, money: Callable[[int], str]) -> None:
    """A register as an office exports it: a header and `rows` cases, the same for the same number of rows."""
    chance = random.Random(rows)
    courts, first = list(COURTS.values()), date(2020, 1, 1)
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write("접수일,사건번호,법원,청구액(천원),변론 횟수,승소율(%)\n")
        for at in range(rows):
            day = first + timedelta(days=at * 270 // rows)
            claim, hearings, won = chance.randrange(10**3, 10**7), chance.randrange(0, 12), chance.randrange(0, 1000)
            stream.write(f"{day},2020가합{at + 1},{courts[at % 4]},{money(claim)},{hearings},{won / 10}\n")


def measure(runs: int, rows: int = ROWS) -> list[dict[str, Any]]:
    """Seconds of taking a register in and of pandas reading its file as text, in turn, medians of `runs`.

    A row for each form of the register: wall and processor time of both, their ratio (processor time, which a busy
    machine does not stretch), and the greatest memory of a process that does nothing else, in MB.
    """
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder, f"{at}.csv") for at, name in enumerate(REGISTERS)}
        for name, (_, money) in REGISTERS.items():
            write_register(paths[name], rows, money)
        # Memory first: a new process inherits the peak of the one that starts it.
        peaks = {
            name: (peak(taking, paths[name], key), peak(reading, paths[name], key))
            for name, (key, _) in REGISTERS.items()
        }
        return [
            _measured(name, paths[name], runs) | dict(zip(("peak_mb", "pandas_peak_mb"), peaks[name], strict=True))
            for name in REGISTERS
        ]


def _measured(name: str, path: Path, runs: int) -> dict[str, Any]:
    key, _ = REGISTERS[name]
    ours, theirs = zip(*((timed(taking, path, key), timed(reading, path, key)) for _ in range(runs)), strict=True)
    (wall, cpu), (pandas_wall, pandas_cpu) = _medians(ours), _medians(theirs)
    return {
        "register": name,
        "seconds": wall,
        "pandas_seconds": pandas_wall,
        "cpu": cpu,
        "pandas_cpu": pandas_cpu,
        "ratio": cpu / pandas_cpu,
    }


def taking(path: Path, key: Sequence[str]) -> None:
    """Takes the file into a new study."""
    with tempfile.TemporaryDirectory() as folder:
        take_in(make_study(Path(folder), key), EDITION, path)


def reading(path: Path, _: Sequence[str]) -> None:
    """Reads the file with pandas, every column as text."""
    pd.read_csv(path, dtype=str)


def timed(act: Act, path: Path, key: Sequence[str]) -> tuple[float, float]:
    """The seconds that an act takes, on the clock and of the processor, its children's among them."""
    wall, cpu = time.perf_counter(), _processor()
    act(path, key)
    return time.perf_counter() - wall, _processor() - cpu


def _processor() -> float:
    """The seconds of the processor that this process and its ended children had."""
    used = (resource.getrusage(one) for one in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def peak(act: Act, path: Path, key: Sequence[str]) -> float:
    """The greatest resident memory, in MB, of a new process that does the act, or of the child that does it there."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_peak, (act, path, key))


def _peak(act: Act, path: Path, key: Sequence[str]) -> float:
    act(path, key)
    return max(resource.getrusage(one).ru_maxrss for one in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


def _medians(times: Sequence[tuple[float, float]]) -> tuple[float, float]:
    wall, cpu = zip(*times, strict=True)
    return statistics.median(wall), statistics.median(cpu)


def main() -> None:
    """Prints the table."""
    sys.stdout.write(
        pd.DataFrame(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 5)).round(2).to_string(index=False) + "\n"
    )


if __name__ == "__main__":
    main()
