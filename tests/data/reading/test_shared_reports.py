"""The later reports that stand beside the project: how many figures are placed right, how many silently wrong."""

import csv
import sys
import time

import pytest

from analysis.data.editions import Study
from analysis.data.reading.read import read_report
from analysis.data.units import LISTED
from analysis.data.vintages import read_delivery


@pytest.mark.parametrize("name", ["plain", "moved", "series"])
def test_of_a_later_reports_figures_97_percent_are_placed_right_and_none_silently_wrong(shared, frozen, name, capsys):
    old, new = (path.read_text("utf-8").splitlines() for path in
                (shared / "source" / "report-2020-09.txt", shared / "next" / name / "report.txt"))  # fmt: skip
    with (shared / "next" / name / "key.csv").open(encoding="utf-8", newline="") as stream:
        key = {row["figure"]: (row["printed"], int(row["line"])) for row in csv.DictReader(stream)}
    begun = time.perf_counter()
    delivery = read_delivery(Study(frozen), "2020-09")
    reading = read_report(old, new, delivery, "2020-10")
    seconds = time.perf_counter() - begun
    found = {one.figure: one for one in reading.figures if one.printed}
    right = [one for one in key if one in found and (found[one].printed, found[one].line) == key[one]]
    wrong = [one for one in key if one in found and one not in right]
    silent = [one for one in wrong if found[one].how in ("same", "moved")]
    with capsys.disabled():
        sys.stdout.write(
            f"\n{name}: {len(right)} of {len(key)} figures placed right, {len(wrong)} wrong, {len(silent)} silently, "
            f"{len(key) - len(right) - len(wrong)} not found; {seconds:.1f} s\n"
        )
    assert len(right) >= 0.97 * len(key)
    assert silent == []
    assert reading.misplaced == []
    assert [one.figure for one in reading.of("gone") if delivery.figures[one.figure].unit == LISTED] == []
    assert {one.figure for one in reading.of("gone")}.isdisjoint(right)
