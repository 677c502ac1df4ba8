"""The office's budget by line: where it was cut, how concentrated it is, what project counts say about it.

Report, Ⅰ. A line is a division of the general account, a special account of a division, or a fund. Money is in
KRW million. The earlier year is the final budget, the later one is not marked final.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis.methods.arrays import FloatArray
from analysis.methods.estimate import Estimate
from analysis.methods.rounding import Interval
from analysis.methods.slips import SlipError
from analysis.methods.topics.budget.printed import Check, computed

MILLION = "KRW million"
YEARS = ("before", "after")
TOTAL = "total"
TOP = 2


@dataclass(frozen=True)
class Row:
    """A row of a budget table: both years, the printed change, and projects where they are counted.

    `again` is the later amount where the report prints it once more, in another unit; here in KRW million too.
    """

    before: Interval
    after: Interval
    change: Interval
    projects_before: int | None = None
    projects_after: int | None = None
    again: Interval | None = None


@dataclass(frozen=True)
class Budget:
    """The printed budget.

    Attributes:
        accounts: the rows of the summary, `total` among them.
        subtotals: the total row of each account's own table, where it has one.
        lines: the lines of each account.
        years: the earlier and the later year.
        most: fraction of all cuts that counts as most of them.

    Raises:
        ValueError: an account without lines, or `most` is not above 0 and below 1.
    """

    accounts: Mapping[str, Row]
    subtotals: Mapping[str, Row]
    lines: Mapping[str, Mapping[str, Row]]
    years: tuple[int, int]
    most: float

    def __post_init__(self) -> None:
        if {TOTAL, *self.lines} != set(self.accounts) or not all(self.lines.values()):
            raise SlipError(f"the accounts {', '.join(self.accounts)} are not total and those that have lines")
        if not 0 < self.most < 1:
            raise SlipError(f"most of the cuts is a fraction above 0 and below 1; {self.most:g} is not")

    @property
    def total(self) -> Row:
        """The sum over all accounts as printed."""
        return self.accounts[TOTAL]

    @cached_property
    def change(self) -> Estimate:
        """The later year minus the earlier one."""
        return computed(lambda after, before: after - before, MILLION, self.total.after, self.total.before)

    @cached_property
    def relative_change(self) -> Estimate:
        """The change as a fraction of the earlier year."""
        return computed(lambda after, before: after / before - 1, "fraction", self.total.after, self.total.before)

    @cached_property
    def change_shares(self) -> dict[str, Estimate]:
        """Each account's change over the total change; none where the total may not have changed at all."""
        total = self.total.after - self.total.before
        if total.contains(0):
            return {}
        return {
            name: computed(
                lambda a, b, whole_a, whole_b: (a - b) / (whole_a - whole_b),
                "fraction",
                *(row.after, row.before, self.total.after, self.total.before),
            )
            for name, row in self.accounts.items()
            if name != TOTAL
        }

    @cached_property
    def revision_to_level(self) -> Estimate:
        """The fraction by which the later year's figure would have to grow for the change to vanish."""
        return computed(lambda before, after: before / after - 1, "fraction", self.total.before, self.total.after)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """Every line, largest of the later year first, in `account.line`.

        Columns: `account`, `before`, `after`, `change`, `share_before`, `share_after`, `projects_before`,
        `projects_after` (missing where projects are not counted).
        """
        rows = [
            (f"{account}.{name}", account, *(float(x.midpoint) for x in (row.before, row.after)),
             row.projects_before, row.projects_after)
            for account, lines in self.lines.items()
            for name, row in lines.items()
        ]  # fmt: skip
        columns = ["line", "account", "before", "after", "projects_before", "projects_after"]
        frame = pd.DataFrame(rows, columns=columns).set_index("line")
        counts = {name: frame[name].astype("Float64") for name in ("projects_before", "projects_after")}
        shares = {f"share_{year}": frame[year] / frame[year].sum() for year in YEARS}
        frame = frame.assign(change=frame["after"] - frame["before"], **shares, **counts)
        return frame.sort_values("after", ascending=False, kind="stable")

    @cached_property
    def cuts(self) -> pd.DataFrame:
        """The lines that were cut, largest cut first: `cut`, its `share` of all cuts, and the `cumulative` share."""
        falls = -self.frame.loc[self.frame["change"] < 0, "change"].sort_values(kind="stable")
        shares = falls / falls.sum()
        return pd.DataFrame({"cut": falls, "share": shares, "cumulative": shares.cumsum()})

    @cached_property
    def rises(self) -> float:
        """What the lines that were raised got more, together."""
        return float(self.frame["change"].clip(lower=0).sum())

    @cached_property
    def main_cuts(self) -> list[str]:
        """The fewest lines that together make up most of all cuts."""
        short_of_most = self.cuts["cumulative"].shift(fill_value=0.0) < self.most
        return [str(line) for line in self.cuts.index[short_of_most]]

    @cached_property
    def main_share(self) -> float:
        """Their share of all cuts; 0 where nothing was cut."""
        return float(self.cuts["share"].loc[self.main_cuts].sum())

    @property
    def most_that_keeps(self) -> tuple[float, float]:
        """The values of `most`, above the first and up to the second, for which the main cuts stay the same lines."""
        return self.main_share - float(self.cuts["share"].loc[self.main_cuts[-1:]].sum()), self.main_share

    @cached_property
    def rest(self) -> Row:
        """All lines but the main cuts, both years."""
        others = [row for name, row in self._rows() if name not in self.main_cuts]
        before, after = (sum((getattr(row, year) for row in others), Interval.exactly(0)) for year in YEARS)
        return Row(before, after, after - before)

    @cached_property
    def rest_change(self) -> Estimate | None:
        """The relative change of all other lines together; None where there is nothing to compare with."""
        if self.rest.before.low <= 0:
            return None
        return computed(lambda after, before: after / before - 1, "fraction", self.rest.after, self.rest.before)

    @cached_property
    def top_share(self) -> tuple[float, float]:
        """The share of the two largest lines in each year's money."""
        before, after = (float(self.frame[f"share_{year}"].nlargest(TOP).sum()) for year in YEARS)
        return before, after

    @cached_property
    def effective_lines(self) -> tuple[float, float]:
        """The number of equal lines that would be as concentrated as each year's."""
        before, after = (1 / herfindahl(self.frame[f"share_{year}"].to_numpy()) for year in YEARS)
        return before, after

    @cached_property
    def uncounted(self) -> tuple[float, float]:
        """The share of each year's money that stands in lines for which no projects are counted."""
        before, after = (
            float(self.frame.loc[self.frame[f"projects_{year}"].isna(), f"share_{year}"].sum()) for year in YEARS
        )
        return before, after

    @cached_property
    def checks(self) -> list[Check]:
        """Every sum, difference and restatement that the budget tables print, worked out again."""
        return [*self._totals(), *self._differences(), *self._restatements()]

    def _rows(self) -> Iterator[tuple[str, Row]]:
        for account, lines in self.lines.items():
            yield from ((f"{account}.{name}", row) for name, row in lines.items())

    def _totals(self) -> Iterator[Check]:
        parts = {name: row for name, row in self.accounts.items() if name != TOTAL}
        yield from _sums(TOTAL, self.total, parts)
        for account, subtotal in self.subtotals.items():
            yield from _sums(account, subtotal, self.lines[account])

    def _differences(self) -> Iterator[Check]:
        subtotals = ((f"{account}.{TOTAL}", row) for account, row in self.subtotals.items())
        for name, row in (*self.accounts.items(), *subtotals, *self._rows()):
            yield Check("difference", name, row.change, row.after - row.before)

    def _restatements(self) -> Iterator[Check]:
        for account, row in self.accounts.items():
            if row.again is not None:
                yield Check("unit", account, row.again, row.after)
            whole = self.subtotals.get(account) or next(iter(self.lines.get(account, {}).values()), None)
            if whole is not None:
                for name, figure in _figures(row).items():
                    if name in (own := _figures(whole)):
                        yield Check("repeated", f"{account}.{name}", own[name], figure)


def herfindahl(shares: FloatArray) -> float:
    """The sum of squared shares: 1 where all is in one line, 1/n where n lines are equal.

    [@hirschman1964]. Its inverse is the number of equal lines that would be as
    concentrated [@adelman1969].
    """
    return math.fsum(float(share) ** 2 for share in shares)


def _figures(row: Row) -> dict[str, Interval]:
    """The figures of a row that are there, by name."""
    counts = {"projects_before": row.projects_before, "projects_after": row.projects_after}
    exact = {name: Interval.exactly(count) for name, count in counts.items() if count is not None}
    return {"before": row.before, "after": row.after, "change": row.change, **exact}


def _sums(name: str, whole: Row, parts: Mapping[str, Row]) -> Iterator[Check]:
    """A total row held against its parts; a part that does not count projects adds none."""
    for column, printed in _figures(whole).items():
        terms = (_figures(part).get(column, Interval.exactly(0)) for part in parts.values())
        yield Check("sum", f"{name}.{column}", printed, sum(terms, Interval.exactly(0)))
