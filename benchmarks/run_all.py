"""`make bench`: all measurements on this machine, into benchmarks/results/.

`RUNS` rounds (5), `LANGS` (ko,en) and `SIZES` (8,400,4000) come from the environment.
"""

import csv
import json
import os
import platform
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil

from analysis.present import theme
from benchmarks import growth, intake, panels, reruns

RESULTS = Path(__file__).parent / "results"
PACKAGES = ("papermill", "nbconvert", "nbclient", "jupyter-cache", "ipykernel", "distributed", "matplotlib", "pandas")
TITLES = {
    "reruns": "Reruns",
    "growth": "Growth of a sweep",
    "intake": "A register of a million rows taken in",
    "panels": "Panels of many editions",
}
Rows = Sequence[Mapping[str, Any]]


def main() -> None:
    """Measures, and writes each table as it comes: a long run that is stopped keeps what it has."""
    runs = int(os.environ.get("RUNS", "5"))
    languages = os.environ.get("LANGS", "ko,en").split(",")
    sizes = [int(size) for size in os.environ.get("SIZES", ",".join(map(str, growth.SIZES))).split(",")]
    RESULTS.mkdir(exist_ok=True)
    begun = os.getloadavg()[0]
    measures: dict[str, Callable[[], Iterable[Rows]]] = {
        "intake": lambda: [intake.measure(runs)],
        "panels": lambda: [panels.measure(runs)],
        "growth": lambda: [growth.measure(sizes)],
        "reruns": lambda: reruns.measure(runs, languages),
    }
    given = {"languages": ",".join(languages), "load at the start": round(begun, 1)}
    found: dict[str, Rows] = {}
    for name, measure in measures.items():
        for rows in measure():
            found[name] = rows
            write_csv(name, rows)
            if found.keys() == measures.keys():
                write_report(found, given)


def write_report(found: Mapping[str, Rows], given: Mapping[str, Any]) -> None:
    """The tables as Markdown with machine and versions, and the chart."""
    about = {**machine(), "rounds": found["reruns"][0]["rounds"], **given}
    told = "; ".join(f"{name}: {value}" for name, value in about.items())
    verdicts = "\n".join(f"- {line}" for line in reached(found))
    tables = "\n\n".join(f"## {title}\n\n{markdown(found[name])}" for name, title in TITLES.items())
    text = f"# Benchmark\n\n{told}\n\n{tables}\n\n## Against what was to be reached\n\n{verdicts}\n"
    (RESULTS / "reruns.md").write_text(text, "utf-8")
    (RESULTS / "machine.json").write_text(json.dumps(about, indent=1) + "\n", "utf-8")
    chart(found["reruns"]).savefig(RESULTS / "reruns.png", metadata={"Software": None})


def reached(found: Mapping[str, Rows]) -> list[str]:
    """The ratios that were to be reached, each with what was measured."""
    grown, slowest = found["growth"], max(found["intake"], key=lambda row: row["ratio"])
    most = max(row["peak_mb"] for row in found["intake"])
    last = found["panels"][-1]
    seconds = {row["way"]: row["seconds"] for row in found["reruns"]}
    cold = seconds[reruns.COLD]
    per = [row["seconds_a_point"] for row in grown]
    memory = [row["coordinator_mb"] for row in grown]
    growth_told = [
        f"seconds a point, smallest to largest sweep: {per[0]} to {per[-1]} (linear: no more)",
        f"the coordinator's peak memory, smallest to largest sweep: {memory[0]} to {memory[-1]} MB (flat)",
    ]
    return [
        f"cold against papermill + nbconvert from the shell: {seconds[reruns.SHELL] / cold:.1f} times faster (10)",
        f"cold against the floor: {cold / seconds[reruns.FLOOR]:.2f} times its time (at most 1.5)",
        f"one table changed against cold: {seconds[reruns.TABLE] / cold:.2f} of its time (at most 0.3)",
        f"nothing changed against cold: {cold / seconds[reruns.SAME]:.0f} times faster (100)",
        f"a million rows taken in against pandas reading them: {slowest['ratio']:.1f} times (at most 2.5), "
        f"{most:.0f} MB (at most 1,500)",
        f"panels of {last['editions']} editions against reading them: {last['panels'] / last['read']:.2f} times (1)",
        *(growth_told if len(grown) > 1 else ["growth of a sweep: not measured, one size alone"]),
    ]


def machine() -> dict[str, Any]:
    """What the figures hang on; no name of a host, no path."""
    cpu = next(
        (line.partition(":")[2].strip() for line in _cpuinfo() if line.startswith("model name")), platform.machine()
    )
    return {
        "processor": cpu,
        "cores": len(os.sched_getaffinity(0)),
        "memory": f"{psutil.virtual_memory().total / 2**30:.1f} GB",
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        **{name: version(name) for name in PACKAGES},
    }


def _cpuinfo() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text().splitlines() if path.is_file() else []


def markdown(rows: Rows) -> str:
    """Rows as a table."""
    names = list(rows[0])
    lines = [names, ["---", *["---:"] * (len(names) - 1)], *([_shown(row[name]) for name in names] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _shown(value: Any) -> str:
    """Four digits of what was measured."""
    return str(float(f"{value:.4g}")) if isinstance(value, float) else str(value)


def write_csv(name: str, rows: Rows) -> None:
    """Rows as a CSV file among the results."""
    with (RESULTS / f"{name}.csv").open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows({name: _shown(value) for name, value in row.items()} for row in rows)
    sys.stderr.write(f"{name}.csv is written\n")


@theme.styled()
def chart(reran: Rows) -> Any:
    """Seconds of each way, ours in colour."""
    figure, axes = theme.chart(height=4.2)
    rows = sorted(reran, key=lambda row: row["seconds"], reverse=True)
    ours = (reruns.COLD, reruns.SAME, reruns.TABLE)
    places = range(len(rows))
    colours = [theme.BLUE if row["way"] in ours else theme.GREY for row in rows]
    axes.barh(places, [row["seconds"] for row in rows], color=colours)
    axes.set_yticks(places, [row["way"] for row in rows])
    axes.grid(visible=False, axis="y")
    for place, row in zip(places, rows, strict=True):
        theme.write(axes, row["seconds"], place, f"{row['seconds']:.1f} s", offset=(theme.GAP, 0))
    axes.set_xlim(0, max(row["seconds"] for row in rows) * 1.15)
    axes.set_xlabel("seconds, median")
    return figure


if __name__ == "__main__":
    main()
