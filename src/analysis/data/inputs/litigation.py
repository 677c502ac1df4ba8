"""What the litigation notebook takes from an edition and the register."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from analysis.data.cut_offs import cut_offs
from analysis.data.edition import Edition
from analysis.methods.rounding import Interval
from analysis.methods.topics.litigation import Assumed, Inputs
from analysis.methods.topics.litigation.cases import NamedCase
from analysis.methods.topics.litigation.docket import Docket
from analysis.words import LANGUAGES, Words

TABLE = "litigation"
CASES = "litigation_cases"
PERIOD_DAYS = "litigation.period_days"
OTHER_AS_LOSS = "litigation.other_as_loss"
# The notebook's parameters that stand in for a record of the register.
PARAMETERS = {"period_days": PERIOD_DAYS, "other_lost_share": OTHER_AS_LOSS}
COUNTS = ("total", "carried_over", "new", "closed", "won", "lost", "other", "pending")


def inputs(report: Edition, *, period_days: float | None = None, other_lost_share: float | None = None) -> Inputs:
    """The table's periods, direct conduct, the named cases, and the assumptions about the days and other closings.

    Args:
        report: the edition.
        period_days: days from 1 January that the newest row covers; None: to the end of its month, as registered.
        other_lost_share: fraction of the other closings counted as lost; None: the register's.

    Raises:
        ValueError: as `Inputs`.
    """
    table = report.table(TABLE).sort_values("period")
    newest = table.iloc[-1]
    return Inputs(
        dockets=tuple(_docket(report, row) for row in table.to_dict("records")),
        direct=int(report.value("litigation.direct")),
        direct_period=pd.Timestamp(report.figure("litigation.direct").as_of),
        attorneys=int(report.value("litigation.attorneys")),
        win_threshold=report.value("litigation.win_threshold"),
        cases=_cases(report),
        period_days=_period_days(report, newest["period"], period_days),
        other_lost_share=_ranged(report, OTHER_AS_LOSS, other_lost_share),
        place=str(table.attrs["place"]),
        line=int(newest["line"]),
        cut_offs=cut_offs(report, "litigation.last_month", "litigation.direct_and_docket"),
    )


def _docket(report: Edition, row: Mapping[Hashable, Any]) -> Docket:
    period = pd.Timestamp(row["period"])
    win_rate = report.figure(f"{TABLE}.{period:%Y-%m}.win_rate").interval
    return Docket(period=period, win_rate=win_rate, **{name: int(row[name]) for name in COUNTS})


def _cases(report: Edition) -> tuple[NamedCase, ...]:
    table = report.table(CASES)
    labels: Mapping[str, Words] = table.attrs["labels"]["case"]
    return tuple(
        NamedCase(
            name,
            {lang: labels[name][lang] for lang in LANGUAGES},
            report.figure(f"{CASES}.{name}.claim").interval,
            _printed(report, name, "awarded"),
            _printed(report, name, "share_won"),
        )
        for name in table["case"]
    )


def _printed(report: Edition, case: str, column: str) -> Interval | None:
    figure = f"{CASES}.{case}.{column}"
    return report.figure(figure).interval if report.has(figure) else None


def _period_days(report: Edition, period: pd.Timestamp, given: float | None) -> Assumed:
    """The days registered, for whichever month the newest row names.

    The register's upper end is the whole stretch up to the end of the month for which the record was made; how far
    its value and its lower end fall short of that holds for other months too.
    """
    record = report.assumptions[PERIOD_DAYS]
    whole = float((period + pd.offsets.MonthEnd()).day_of_year)
    value = whole - (record.high - record.value) if given is None else given
    return _around(value, whole - (record.high - record.low), whole)


def _ranged(report: Edition, assumption: str, given: float | None) -> Assumed:
    record = report.assumptions[assumption]
    return _around(report.assumed(assumption, given), record.low, record.high)


def _around(value: float, low: float, high: float) -> Assumed:
    """A value with the range registered; a value given that lies outside widens it."""
    return Assumed(value, min(low, value), max(high, value))
