"""Offices' own forms of a table: a day's count held against the running total beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from analysis.data.intake.body import Body
from analysis.data.intake.cells import clean
from analysis.data.intake.series import dated_key, following
from analysis.data.units import read_number


@dataclass(frozen=True)
class Disagreement:
    """A day on which the printed count is not the difference of the running totals; the count is what is taken."""

    key: str
    line: int
    field: str
    printed: str
    difference: str


def disagreements(body: Body) -> Iterator[Disagreement]:
    """The days on which a count and its running total disagree, in order; only days that follow each other."""
    if not body.cumulative or (dated := dated_key(body.table)) is None or body.faults:
        return
    days = list(body.columns[dated])
    order = sorted(range(len(days)), key=days.__getitem__)
    for name, totals in body.cumulative.items():
        for before, at in pairwise(order):
            if following(days[before], body.table.column(dated).type) != days[at]:
                continue
            try:
                last, now, count = (
                    read_number(clean(one))[0] for one in (totals[before], totals[at], body.columns[name][at])
                )
            except ValueError:
                continue  # a day without a running total has nothing to be held against
            if now - last != count:
                yield Disagreement(days[at], body.lines[at], name, body.columns[name][at], str(now - last))
