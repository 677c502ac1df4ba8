"""COVID-19 in Seoul: how fast it grew, what two clusters' tests yielded, what the beds were, how long they last."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import pandas as pd
from scipy.optimize import brentq

from analysis.methods.estimate import Estimate
from analysis.methods.sensitivity import all_together, one_at_a_time
from analysis.methods.slips import SlipError
from analysis.methods.topics.covid import beds
from analysis.methods.topics.covid.beds import TOTAL, Course
from analysis.methods.topics.covid.clusters import Cluster, Yields, yields
from analysis.methods.topics.covid.printed import Printed
from analysis.methods.topics.covid.spread import LEAST_DAYS_TO_SHOW, Growth, Transmission, growth, last_window, windows
from analysis.methods.worked_out import ByName, WorkedOut

WEEK = 7
ASSUMED = ("serial_mean", "serial_sd", "prior_shape", "prior_scale", "window", "admission_share", "stay_days")
CASES_BEFORE = "cases_before"
OF_REPRODUCTION = (*ASSUMED[:5], CASES_BEFORE)
OF_BEDS = ("admission_share", "stay_days", "serial_mean", "serial_sd", "window", CASES_BEFORE)


@dataclass(frozen=True)
class Assumed:
    """A number taken, and the range thought possible."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Inputs:
    """What the answers are made from.

    Attributes:
        printed: what the edition prints.
        assumed: by name in `ASSUMED`: serial interval (days), gamma prior of R, window (days), share of cases that
            take a general bed, days of stay.
        alternatives: other published serial intervals, `mean` and `sd` in days, with their sources.
        horizon: days ahead in scenarios.
        r_low: the reproduction number of the most favourable scenario.
        cases_before: cases taken for each day before the first printed one.

    Raises:
        ValueError: there are too few days, or an assumption cannot be.
    """

    printed: Printed
    assumed: Mapping[str, Assumed]
    alternatives: pd.DataFrame
    horizon: int
    r_low: float
    cases_before: float = 0.0

    def __post_init__(self) -> None:
        days = len(self.daily)
        if days < LEAST_DAYS_TO_SHOW:
            raise SlipError(f"{days} days without a gap are too few; {LEAST_DAYS_TO_SHOW} are needed")
        window, share, stay = (self.assumed[name].value for name in ("window", "admission_share", "stay_days"))
        if not 1 <= window < days or window != int(window):
            raise SlipError(f"a window is a whole number of days below the {days} printed ones, not {window:g}")
        if not 0 < share <= 1 or not stay >= 1:
            raise SlipError(f"admission_share is above 0 and at most 1, stay_days at least 1: {share:g}, {stay:g}")
        if self.horizon < 1 or not 0 <= self.r_low <= 1:
            raise SlipError(f"horizon_days is at least 1 and r_low from 0 to 1: {self.horizon}, {self.r_low:g}")

    @property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """The edition's tables of this section by name, as printed."""
        return self.printed.tables

    @property
    def daily(self) -> pd.Series:
        """Seoul's confirmed cases by day; see `Printed.daily`."""
        return self.printed.daily

    @property
    def beds(self) -> pd.DataFrame:
        """The printed numbers of beds by region."""
        return self.printed.beds

    @property
    def seoul(self) -> dict[str, int]:
        """Seoul's beds, by column of the table."""
        return self.printed.seoul

    @property
    def transmission(self) -> Transmission:
        """What the reproduction number is estimated with."""
        mean, sd, shape, scale, window = (self.assumed[name].value for name in ASSUMED[:5])
        return Transmission(mean, sd, shape, scale, int(window), self.cases_before)

    def changed(self, **values: float) -> "Inputs":
        """The same with other assumptions."""
        before = values.pop(CASES_BEFORE, self.cases_before)
        changed = {name: replace(self.assumed[name], value=value) for name, value in values.items()}
        return replace(self, assumed={**self.assumed, **changed}, cases_before=before)

    def varied(self, names: tuple[str, ...]) -> dict[str, Assumed]:
        """Assumptions with their ranges; days before the print may have had up to the first printed day's cases."""
        before = Assumed(self.cases_before, 0.0, max(float(self.daily.iloc[0]), self.cases_before))
        return {name: before if name == CASES_BEFORE else self.assumed[name] for name in names}


@dataclass(frozen=True)
class Answers(ByName):
    """What the notebook shows; each number is worked out when it is first asked for."""

    inputs: Inputs

    @cached_property
    def growth(self) -> Growth:
        """Exponential growth up to the peak."""
        return growth(self.inputs.daily)

    @cached_property
    def mean_last7(self) -> Estimate:
        """Mean of the last seven printed days."""
        return Estimate(float(self.inputs.daily.iloc[-WEEK:].mean()), unit="cases/day", method="printed")

    @cached_property
    def regimes(self) -> pd.DataFrame:
        """The stretches of the daily series between its breaks: `start`, `days`, `mean`."""
        daily = self.inputs.daily
        inside = [
            start for start in sorted(self.inputs.printed.breaks["start"]) if daily.index[0] < start <= daily.index[-1]
        ]
        ends = [daily.index[0], *inside, daily.index[-1] + pd.Timedelta(days=1)]
        parts = [daily[(daily.index >= start) & (daily.index < end)] for start, end in pairwise(ends)]
        rows = [(part.index[0], len(part), float(part.mean())) for part in parts]
        return pd.DataFrame(rows, columns=["start", "days", "mean"])

    @cached_property
    def windows(self) -> pd.DataFrame:
        """The reproduction number by window; see `covid_spread.windows`."""
        return windows(self.inputs.daily, self.inputs.transmission)

    @cached_property
    def rt(self) -> Estimate:
        """The reproduction number in the last window."""
        return last_window(self.inputs.daily, self.inputs.transmission)

    @cached_property
    def rt_with_earlier_days(self) -> Estimate:
        """The same, had each day before the print as many cases as the first printed one."""
        return answer(self.inputs.changed(cases_before=float(self.inputs.daily.iloc[0]))).rt

    @cached_property
    def rt_by_serial_interval(self) -> list[Estimate]:
        """The reproduction number with each other published serial interval, in the order of `alternatives`."""
        pairs = self.inputs.alternatives
        return [
            answer(self.inputs.changed(serial_mean=mean, serial_sd=sd)).rt
            for mean, sd in zip(pairs["mean"], pairs["sd"], strict=True)
        ]

    @cached_property
    def rt_by_assumption(self) -> pd.DataFrame:
        """The reproduction number with each assumption at either end; see `sensitivity.one_at_a_time`."""
        return one_at_a_time(self._rt_value, self.inputs.varied(OF_REPRODUCTION))

    @cached_property
    def rt_together(self) -> Estimate:
        """Its least and greatest value with all assumptions at their ends at once."""
        return all_together(self._rt_value, self.inputs.varied(OF_REPRODUCTION))

    @cached_property
    def rt_least(self) -> float:
        """The lowest end of its range under any one assumption changed, or any published serial interval."""
        ends = one_at_a_time(self._rt_low, self.inputs.varied(OF_REPRODUCTION))[["at_low", "at_value", "at_high"]]
        return min(float(ends.to_numpy().min()), *map(_low, self.rt_by_serial_interval))

    @cached_property
    def serial_mean_of_growth(self) -> float | None:
        """The mean serial interval at which the lower end of the range crosses 1, if within the register's range."""
        given = self.inputs.assumed["serial_mean"]
        return crossing(lambda mean: self._rt_low(serial_mean=mean) - 1, given.low, given.high)

    @cached_property
    def yields(self) -> Yields:
        """The two clusters' tests compared."""
        table = self.inputs.tables["cluster_tests"]
        found = {
            name: dict(zip(rows["outcome"], rows["persons"], strict=True)) for name, rows in table.groupby("cluster")
        }
        return yields({str(name): Cluster(**{key: int(n) for key, n in rows.items()}) for name, rows in found.items()})

    @cached_property
    def cluster_share(self) -> Estimate | None:
        """Cases linked to either cluster over all printed cases: at most, since some may be older than the print.

        None where the clusters were counted before the last printed day: later cases may be linked to them too.
        """
        cut = self.inputs.printed.cut_offs.get("covid.clusters_and_cases")
        if cut is None or cut.counted.end < self.inputs.daily.index[-1] + pd.Timedelta(days=1):
            return None
        linked = self.yields.church.confirmed + self.yields.rally.confirmed
        return Estimate(linked / float(self.inputs.daily.sum()), unit="fraction", method="at most")

    @cached_property
    def checks(self) -> beds.Checks:
        """The bed table held against itself."""
        return beds.check(self.inputs.beds, self.inputs.printed.rates)

    @cached_property
    def occupancy(self) -> pd.Series:
        """General beds in use over owned, by region and outside Incheon."""
        return beds.occupancy(self.inputs.beds)

    @cached_property
    def severe(self) -> pd.DataFrame:
        """Severe beds by region and by who can have them."""
        return beds.severe(self.inputs.beds)

    @cached_property
    def bed_series(self) -> pd.DataFrame:
        """Beds by the day they were counted, one row a print; see `beds.by_print`."""
        return beds.by_print(self.inputs.printed.bed_prints)

    @cached_property
    def days_left(self) -> Estimate:
        """Days until Seoul's available general beds are taken, were nobody to leave; range: the register's share."""
        share = self.inputs.assumed["admission_share"]
        available = self.inputs.seoul["general_available"]
        value, low, high = (available / (self.mean_last7.value * each) for each in (share.value, share.high, share.low))
        return Estimate(value, low, high, "days", "admission share over the register's range")

    @cached_property
    def courses(self) -> Mapping[str, Course]:
        """The scenarios: R stays (with both ends of its range), falls to 1, falls to `r_low`."""
        reproduction: dict[str, Callable[[], float]] = {
            "stays": lambda: self.rt.value,
            "stays_low": lambda: _low(self.rt),
            "stays_high": lambda: _high(self.rt),
            "one": lambda: 1.0,
            "low": lambda: self.inputs.r_low,
        }
        return WorkedOut(reproduction, lambda name: self.course(reproduction[name]()))

    def course(self, reproduction: float) -> Course:
        """Cases and Seoul's general beds in the days ahead with this reproduction number."""
        inputs, seoul = self.inputs, self.inputs.seoul
        mean, sd, share, stay = (
            inputs.assumed[name].value for name in ("serial_mean", "serial_sd", "admission_share", "stay_days")
        )
        return beds.course(
            inputs.daily,
            (mean, sd),
            reproduction,
            inputs.cases_before,
            inputs.horizon,
            share,
            stay,
            seoul["general_in_use"],
            seoul["general_owned"],
        )

    @property
    def beds_planned(self) -> int:
        """Seoul's general beds with those to be added."""
        return self.inputs.seoul["general_owned"] + int(self.inputs.tables["bed_additions"]["beds"].sum())

    @cached_property
    def beds_by_assumption(self) -> pd.DataFrame:
        """Beds in use at the horizon, if R stays, with each assumption at either end."""
        return one_at_a_time(self._beds_at_horizon, self.inputs.varied(OF_BEDS))

    @cached_property
    def share_that_fills(self) -> float | None:
        """The admission share from which Seoul's beds run out by the horizon if R stays, if in the register's range."""
        share, owned = self.inputs.assumed["admission_share"], self.inputs.seoul["general_owned"]
        return crossing(lambda x: self._most_beds(admission_share=x) - owned, share.low, share.high)

    def _results(self) -> dict[str, Callable[[], Estimate | None]]:
        daily = self.inputs.daily
        return {
            "covid.cases.sum": lambda: Estimate(float(daily.sum()), unit="cases", method="printed"),
            "covid.cases.mean_last7": lambda: self.mean_last7,
            "covid.cases.peak": lambda: Estimate(float(daily.max()), unit="cases", method="printed"),
            "covid.growth.rate": lambda: self.growth.rate,
            "covid.growth.doubling_days": lambda: self.growth.doubling,
            "covid.rt": lambda: self.rt,
            "covid.rt.with_earlier_days": lambda: self.rt_with_earlier_days,
            "covid.clusters.share": lambda: self.cluster_share,
            "covid.positivity.church": lambda: self.yields.church.positivity,
            "covid.positivity.rally": lambda: self.yields.rally.positivity,
            "covid.positivity.ratio": lambda: self.yields.ratio,
            "covid.beds.general.occupancy": lambda: _share(self.occupancy[TOTAL]),
            "covid.beds.general.occupancy_outside_incheon": lambda: _share(self.occupancy["outside_incheon"]),
            "covid.beds.severe.unavailable": lambda: _share(
                1 - self.severe["open"][TOTAL] / self.inputs.beds["severe_owned"][TOTAL]
            ),
            "covid.beds.general.days_left_seoul": lambda: self.days_left,
            "covid.scenario.beds.stays": self._beds_if_r_stays,
            "covid.scenario.beds.one": lambda: self._beds_at_end("one"),
            "covid.scenario.beds.low": lambda: self._beds_at_end("low"),
            "covid.world.case_fatality": lambda: _share(self.inputs.printed.deaths / self.inputs.printed.confirmed),
        }

    def _beds_if_r_stays(self) -> Estimate:
        at_end, low, high = (self._beds_at_end(name).value for name in ("stays", "stays_low", "stays_high"))
        return Estimate(at_end, low, high, "beds", "scenario; range of R alone")

    def _beds_at_end(self, scenario: str) -> Estimate:
        return Estimate(float(self.courses[scenario].beds.iloc[-1]), unit="beds", method="scenario")

    def _rt_value(self, **changes: float) -> float:
        return answer(self.inputs.changed(**changes)).rt.value

    def _rt_low(self, **changes: float) -> float:
        return _low(answer(self.inputs.changed(**changes)).rt)

    def _beds_at_horizon(self, **changes: float) -> float:
        return float(answer(self.inputs.changed(**changes)).courses["stays"].beds.iloc[-1])

    def _most_beds(self, **changes: float) -> float:
        return float(answer(self.inputs.changed(**changes)).courses["stays"].beds.max())


def answer(inputs: Inputs) -> Answers:
    """The answers to the notebook's questions."""
    return Answers(inputs)


def crossing(function: Callable[[float], float], low: float, high: float) -> float | None:
    """Where a monotone function crosses zero between two ends; None where it does not [@brent1973]."""
    if (function(low) > 0) == (function(high) > 0):
        return None
    return float(brentq(function, low, high))


def _share(value: float) -> Estimate:
    return Estimate(float(value), unit="fraction", method="printed")


def _low(result: Estimate) -> float:
    assert result.low is not None
    return result.low


def _high(result: Estimate) -> float:
    assert result.high is not None
    return result.high
