"""How a sweep's time and memory grow with its points."""

import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.reruns import ONE_THREAD, copy_study
from benchmarks.tree import watch

NOTEBOOK = "02_fiscal_decentralization"
SIZES = (8, 400, 4000)
STEP = 0.00002
RATE = f"rate=0.22000:{{:.5f}}:{STEP:.5f}"


def measure(sizes: Sequence[int] = SIZES) -> list[dict[str, Any]]:
    """A row for each size: seconds, seconds a point, peak memory of the whole tree and of the coordinator alone."""
    rows = []
    with tempfile.TemporaryDirectory(prefix="study-bench-") as folder:
        study = Path(folder, "study")
        copy_study(study)
        for size in sizes:
            shutil.rmtree(study / "reports" / "sweeps", ignore_errors=True)
            values = RATE.format(0.22 + STEP * (size - 1))
            command = [str(Path(sys.executable).with_name("study")), "sweep", NOTEBOOK, "--set", values, "--lang", "ko"]
            watched = watch(command, study, {**ONE_THREAD, "STUDY_ROOT": str(study)})
            points = len(list((study / "reports" / "sweeps" / "rate" / "points").glob("*.json")))
            if points != size:
                raise RuntimeError(f"{points} points were made of {size}")
            rows.append(
                {
                    "points": size,
                    "seconds": round(watched.seconds, 1),
                    "seconds_a_point": round(watched.seconds / size, 3),
                    "tree_mb": round(watched.tree_mb),
                    "coordinator_mb": round(watched.first_mb),
                }
            )
            sys.stderr.write(f"{rows[-1]}\n")
    return rows
