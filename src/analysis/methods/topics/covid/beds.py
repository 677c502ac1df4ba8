"""Hospital beds: how the printed table closes, what its columns mean, and how long beds last in a scenario."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

from analysis.methods.epidemic import beds_in_use, discretised_serial_interval, renewal_projection
from analysis.methods.rounding import Interval
from analysis.methods.topics.covid.spread import REACH

TOTAL, SEOUL, INCHEON = "total", "seoul", "incheon"
OUTSIDE_INCHEON = "outside_incheon"
KINDS = ("general", "severe")
COUNTS = tuple(f"{kind}_{what}" for what in ("owned", "in_use", "available") for kind in KINDS)


@dataclass(frozen=True)
class Held:
    """Of so many identities, so many hold."""

    held: int
    of: int

    @property
    def all(self) -> bool:
        """Whether every one holds."""
        return self.held == self.of


@dataclass(frozen=True)
class Checks:
    """The bed table against itself: occupancies, totals, and available against owned minus in use by kind."""

    rates: Held
    totals: Held
    general_balance: Held
    severe_balance: Held


@dataclass(frozen=True)
class Course:
    """Cases a day and beds in use over the days ahead, were the reproduction number as given."""

    reproduction: float
    cases: pd.Series
    beds: pd.Series
    full_on: pd.Timestamp | None


def check(beds: pd.DataFrame, rates: Mapping[tuple[str, str], Interval]) -> Checks:
    """The published table held against its own columns; `rates` are the printed occupancies by region and kind."""
    regions = beds.drop(index=TOTAL)
    return Checks(
        rates=_held(
            printed.contains(Fraction(100 * int(beds[f"{kind}_in_use"][region]), int(beds[f"{kind}_owned"][region])))
            for (region, kind), printed in rates.items()
        ),
        totals=_held(int(regions[column].sum()) == int(beds[column][TOTAL]) for column in COUNTS),
        general_balance=_held(_balance(beds, "general")),
        severe_balance=_held(_balance(beds, "severe")),
    )


def severe(beds: pd.DataFrame) -> pd.DataFrame:
    """Severe beds by region: `in_use` by any patient, free but only for `others`, and `open` to COVID-19 patients.

    The notes of the printed table: beds in use count all severe patients, available beds only those for COVID-19.
    """
    free = beds["severe_owned"] - beds["severe_in_use"]
    return pd.DataFrame(
        {"in_use": beds["severe_in_use"], "others": free - beds["severe_available"], "open": beds["severe_available"]}
    )


def occupancy(beds: pd.DataFrame) -> pd.Series:
    """General beds in use over owned by region, and in all regions but Incheon (`outside_incheon`)."""
    general = beds[["general_in_use", "general_owned"]].T
    general[OUTSIDE_INCHEON] = general[TOTAL] - general[INCHEON]
    return general.T["general_in_use"] / general.T["general_owned"]


def by_print(prints: pd.DataFrame) -> pd.DataFrame:
    """General beds as each edition printed them, by the day of the count: a stock at one moment, not a flow.

    Args:
        prints: `as_of`, `region` and the columns of beds, one row a region and edition.

    Returns:
        One row a day, the newest print of it, `as_of` in the index: `seoul` and `total` (in use over owned) and
        `seoul_in_use`, `seoul_owned`, `total_in_use`, `total_owned`, `severe_open` (of the total).
    """
    known = prints.assign(as_of=pd.to_datetime(prints["as_of"])).drop_duplicates(["as_of", "region"], keep="last")
    rows = known.pivot(index="as_of", columns="region")
    columns = {
        f"{region}_{what}": rows[f"general_{what}", region] for region in (SEOUL, TOTAL) for what in ("in_use", "owned")
    }
    frame = pd.DataFrame({**columns, "severe_open": rows["severe_available", TOTAL]})
    return frame.assign(**{region: frame[f"{region}_in_use"] / frame[f"{region}_owned"] for region in (SEOUL, TOTAL)})


def course(
    daily: pd.Series,
    serial_interval: tuple[float, float],
    reproduction: float,
    cases_before: float,
    horizon: int,
    admission_share: float,
    stay_days: float,
    in_use: float,
    owned: float,
) -> Course:
    """One scenario: the renewal equation from the printed cases, its admissions, and the beds they take.

    `serial_interval` is mean and sd in days, `cases_before` the cases taken for each day before the printed ones, whose
    infections reach into the days ahead too. `full_on` is the first day that needs more beds than are owned.
    """
    weights = discretised_serial_interval(*serial_interval, REACH)
    ahead = pd.date_range(daily.index[-1], periods=horizon + 1)[1:]
    known = np.concatenate([np.full(REACH, cases_before), daily])
    cases = pd.Series(renewal_projection(known, weights, reproduction, horizon), ahead)
    beds = pd.Series(beds_in_use(cases * admission_share, stay_days, in_use), ahead)
    over = beds.index[beds > owned]
    return Course(reproduction, cases, beds, over[0] if len(over) else None)


def _balance(beds: pd.DataFrame, kind: str) -> "pd.Series[bool]":
    return beds[f"{kind}_available"] == beds[f"{kind}_owned"] - beds[f"{kind}_in_use"]


def _held(outcomes: Iterable[bool]) -> Held:
    known = [bool(outcome) for outcome in outcomes]
    return Held(sum(known), len(known))
