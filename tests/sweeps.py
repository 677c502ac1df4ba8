"""What tests of sweeps share: a study whose points are cheap, and how one is swept."""

from pathlib import Path

from tiny_study import NAME, OTHER, code, make_study, small_notebook, write
from typer.testing import CliRunner, Result

from analysis.cli import app

FAILS_AT_HALF = code("assert rate != 0.5")


def cheap_study(root: Path) -> Path:
    """One notebook that takes a rate and fails at one half, another that reads a file of the data."""
    make_study(root)
    write(root, NAME, small_notebook("하나?", "One?", FAILS_AT_HALF, results={"tiny.twice": "rate * 2"}))
    reads = code("import pathlib\nweight = float(pathlib.Path('../data/weight.txt').read_text())")
    write(root, OTHER, small_notebook("둘?", "Two?", reads, results={"tiny.weighed": "rate * weight"}))
    (root / "data" / "weight.txt").write_text("3", "utf-8")
    return root


def sweep(root: Path, *arguments: str) -> Result:
    """The command, in this process."""
    return CliRunner().invoke(app, ["sweep", *arguments, "--root", str(root)])


def contents(root: Path) -> dict[str, bytes]:
    """What sweeps left below a study's reports, by path."""
    folder = root / "reports" / "sweeps"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def ran(result: Result) -> list[str]:
    """The points that a sweep ran, as it named them."""
    return sorted(line[2:] for line in result.output.splitlines() if line[:1] in "✓✗" and line)
