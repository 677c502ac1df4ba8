"""The record of what each range keeps of its nominal 95 %: made by `python -m analysis.data.coverage`, held by a test.

It belongs to the methods, not to an edition, and so lies beside the code.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.methods import coverage
from analysis.methods.proportions import clopper_pearson, ratio_of_proportions, wilson
from analysis.methods.rates import exact_rate_ratio, score_rate_ratio

RECORD = Path(__file__).with_name("coverage.csv")
FIELDS = ("method", "setting", "size", "kept", "least", "centre")
DECIMALS = 3

SIZES = (20, 50, 100, 200, 500)
REPRODUCTIONS = (0.8, 1.0, 1.3, 2.0)
# Of the made-up epidemics: a serial interval of mean and deviation 4 days, 21 days at the R to be found, a window of 7.
SERIAL_INTERVAL = (4.0, 4.0)
DAYS, WINDOW, RUNS = 21, 7, 2000
SUPERSPREADING = 0.5  # k of the offspring, near the 0.54 of [@riou2020]; small k: few infect many
BASELINES = (5, 8, 12, 24)


@dataclass(frozen=True)
class Kept:
    """How often a method's range held the truth, fractions.

    Attributes:
        method: the method.
        setting: what the data were made of.
        size: trials, sum of counts, points or days seen.
        kept: on average over the truths tried.
        least: at the worst of these; None where one truth stands for all.
        centre: mean of the estimates over the truth, where that is furthest off; None where not looked at.
    """

    method: str
    setting: str
    size: int
    kept: float
    least: float | None = None
    centre: float | None = None


def measured() -> Iterator[Kept]:
    """Every method at every size, computed anew; some seconds."""
    for size in SIZES:
        for proportion in (wilson, clopper_pearson):
            found = coverage.of_proportion(proportion, size)
            yield Kept(proportion.__name__, "shares", size, found.mean, found.least)
        for ratio in (exact_rate_ratio, score_rate_ratio):
            found = coverage.of_rate_ratio(ratio, size)
            yield Kept(ratio.__name__, "ratios", size, found.mean, found.least)
    found = coverage.of_proportion_ratio(ratio_of_proportions, SIZES[0])
    yield Kept(ratio_of_proportions.__name__, "shares", SIZES[0], found.mean, found.least)
    yield from _reproduction()
    for size in (5, 8):
        yield Kept("carried_forward_mean", "independent", size, coverage.of_trend_mean(size, 3))
        yield Kept("carried_forward_mean", "correlated", size, coverage.of_trend_mean(size, 3, correlation=0.3))
        yield Kept("carried_forward_mean", "bent", size, coverage.of_trend_mean(size, 3, bend=0.5))
    for days in (8, 14):
        yield Kept("doubling_time", "poisson", days, coverage.of_growth(days, 1, to_peak=False, growth=0.1))
        yield Kept("doubling_time", "overdispersed", days, coverage.of_growth(days, 5, to_peak=False, growth=0.1))
        yield Kept("doubling_time", "to_peak", days, coverage.of_growth(days, 5, to_peak=True, growth=0.1))
    for baseline in BASELINES:
        for ahead in (3, 12):
            for rule, kept in coverage.quiet(baseline, ahead).items():
                yield Kept(f"xmr_{ahead}", str(rule), baseline, float(kept))


def _reproduction() -> Iterator[Kept]:
    made = {r: coverage.epidemics(r, *SERIAL_INTERVAL, DAYS, RUNS) for r in REPRODUCTIONS}
    clumped = {r: coverage.epidemics(r, *SERIAL_INTERVAL, DAYS, RUNS, SUPERSPREADING) for r in REPRODUCTIONS}
    whole = next(iter(made.values())).shape[1]
    for setting, runs, seen in (
        ("whole", made, whole),
        ("cut", made, 13),
        ("cut", made, 21),
        ("superspreading", clumped, whole),
    ):
        found = [coverage.of_reproduction(cases, r, *SERIAL_INTERVAL, WINDOW, seen) for r, cases in runs.items()]
        kept = [share for share, _ in found]
        centre = max((centre for _, centre in found), key=lambda ratio: abs(ratio - 1))
        yield Kept("reproduction_number", setting, seen, sum(kept) / len(kept), min(kept), centre)


def read_coverage() -> list[Kept]:
    """The record as it was made last."""
    with RECORD.open(encoding="utf-8", newline="") as file:
        return [
            Kept(
                row["method"],
                row["setting"],
                int(row["size"]),
                float(row["kept"]),
                *(float(row[name]) if row[name] else None for name in ("least", "centre")),
            )
            for row in csv.DictReader(file)
        ]


def main() -> None:
    """Makes the record anew."""
    with RECORD.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(FIELDS)
        for one in measured():
            writer.writerow([one.method, one.setting, one.size, *map(_written, (one.kept, one.least, one.centre))])


def _written(number: float | None) -> str:
    return "" if number is None else f"{number:.{DECIMALS}f}"


if __name__ == "__main__":
    main()
