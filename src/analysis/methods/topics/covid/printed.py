"""What an edition prints about COVID-19, and what only its own numbers make."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis.methods.cut_offs import CutOff
from analysis.methods.rounding import Interval
from analysis.methods.topics.covid.beds import COUNTS, SEOUL


@dataclass(frozen=True)
class Printed:
    """The section's tables and statements; the same for all assumptions, so what is made of it is made once.

    Attributes:
        tables: the edition's tables of this section by name, as printed.
        rates: the printed occupancies of beds by region and kind, with the values that their digits allow.
        breaks: changes of regime in the daily series: `id`, `start` and their names.
        confirmed, deaths: the world's totals.
        world_line: where the report has the world's totals.
        world_as_of, beds_as_of, clusters_as_of: the days for which these are given.
        bed_prints: the bed table as each edition printed it: `edition`, `as_of`, `region` and the columns of beds.
        cut_offs: up to when the counts go that are held against each other.
    """

    tables: Mapping[str, pd.DataFrame]
    rates: Mapping[tuple[str, str], Interval]
    breaks: pd.DataFrame
    confirmed: int
    deaths: int
    world_line: int
    world_as_of: pd.Timestamp
    bed_prints: pd.DataFrame
    beds_as_of: pd.Timestamp
    clusters_as_of: pd.Timestamp
    cut_offs: Mapping[str, CutOff]

    @cached_property
    def daily(self) -> pd.Series:
        """Seoul's confirmed cases by day: the newest printed days that follow one another without a gap."""
        table = self.tables["covid_daily"]
        printed = pd.Series(table["cases"].to_numpy(), pd.DatetimeIndex(table["date"])).sort_index()
        follows = printed.index.to_series().diff() == pd.Timedelta(days=1)
        return printed[(~follows).cumsum() == (~follows).sum()]

    @cached_property
    def beds(self) -> pd.DataFrame:
        """The printed numbers of beds by region."""
        table = self.tables["hospital_beds"]
        columns = {name: table[name].to_numpy(dtype="int64") for name in COUNTS}
        return pd.DataFrame(columns, pd.Index(table["region"], name="region"))

    @cached_property
    def seoul(self) -> dict[str, int]:
        """Seoul's beds, by column of the table."""
        return {str(column): int(count) for column, count in self.beds.T[SEOUL].items()}
