"""Rerunning the study's notebooks: ours and the usual ways, in turn, on a copy of the study."""

import shutil
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.others import EDITION, WAYS
from benchmarks.tree import Watched, watch

PROJECT = Path(__file__).resolve().parents[1]
COLD, SAME, TABLE, FLOOR = "study run, cold", "study run, nothing changed", "study run, one table changed", "floor"
SHELL = "papermill-shell"
CHANGED = "appeals_monthly.csv"
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def measure(runs: int, languages: Sequence[str] = ("ko", "en")) -> Iterator[list[dict[str, Any]]]:
    """Once a round, all ways in turn, a row for each: median seconds of the rounds so far, ratio to cold, memory."""
    found: dict[str, list[Watched]] = defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="study-bench-") as folder:
        study = Path(folder, "study")
        copy_study(study)
        environment = {**ONE_THREAD, "STUDY_ROOT": str(study), "PYTHONPATH": str(PROJECT)}
        for _ in range(runs):
            for way in (COLD, SAME, TABLE, FLOOR, *WAYS):
                found[way].append(_once(way, study, Path(folder, "out"), languages, environment))
                sys.stderr.write(f"{way}: {found[way][-1].seconds:.1f} s\n")
            cold = statistics.median(one.seconds for one in found[COLD])
            yield [_row(way, watched, cold) for way, watched in found.items()]


def _row(way: str, watched: Sequence[Watched], cold: float) -> dict[str, Any]:
    seconds = statistics.median(one.seconds for one in watched)
    return {
        "way": way,
        "seconds": round(seconds, 2),
        "least": round(min(one.seconds for one in watched), 2),
        "most": round(max(one.seconds for one in watched), 2),
        "to_cold": round(seconds / cold, 4),
        "tree_mb": round(statistics.median(one.tree_mb for one in watched)),
        "rounds": len(watched),
    }


def copy_study(study: Path) -> None:
    """A copy of the project's data and notebooks, to be run and changed."""
    for name in ("data", "notebooks"):
        shutil.copytree(PROJECT / name, study / name)


def _once(way: str, study: Path, out: Path, languages: Sequence[str], environment: dict[str, str]) -> Watched:
    if way in (COLD, SAME, TABLE):
        prepare(way, study)
        each = [part for lang in languages for part in ("--lang", lang)]
        return watch([str(Path(sys.executable).with_name("study")), "run", *each], study, environment)
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    program = [str(PROJECT / "benchmarks" / "floor.py")] if way == FLOOR else [
        str(PROJECT / "benchmarks" / "others.py"), way
    ]  # fmt: skip
    watched = watch([sys.executable, *program, str(study), str(out), *languages], study, environment)
    pages = len(list(out.glob("*.html")))
    wanted = len(list((study / "notebooks").glob("*.ipynb"))) * len(languages)
    if pages != wanted:
        raise RuntimeError(f"{way} made {pages} pages of {wanted}")
    return watched


def prepare(way: str, study: Path) -> None:
    """Cold: no reports, though matplotlib's list of fonts stays; one table: a figure moves by one and back again."""
    if way == COLD:
        for folder in (study / "reports").glob("2*"):
            shutil.rmtree(folder)
    elif way == TABLE:
        path = study / "data" / "raw" / EDITION / CHANGED
        text = path.read_text("utf-8")
        here, there = ("2020-01,128,", "2020-01,129,") if "2020-01,128," in text else ("2020-01,129,", "2020-01,128,")
        path.write_text(text.replace(here, there), "utf-8")
