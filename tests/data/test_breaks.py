"""The register of breaks in series: each break stands in a table of the contract, and limits restart with a reason."""

import pandas as pd
import pytest

from analysis.data import open_edition

EDITION = "2020-09"


@pytest.fixture(scope="module")
def report(frozen):
    return open_edition(EDITION, frozen)


def observed(report, name) -> pd.Series:
    """The days or months on which a table has observations."""
    table = report.table(name)
    return next(table[column] for column in ("date", "month") if column in table)


def test_a_break_lies_within_the_series_that_it_breaks(report):
    for one in report.breaks.values():
        days = observed(report, one.table)
        assert days.min() < pd.Timestamp(one.start) <= days.max(), one.id
        assert one.place == report.contract.tables[one.table].place or one.table == "covid_daily", one.id


def test_level_2_begins_on_the_day_of_its_order(report):
    orders = report.table("covid_orders").set_index("order")["date"]
    assert pd.Timestamp(report.breaks["covid.level_2"].start) == pd.Timestamp(orders["level_2"])


def test_a_series_ends_by_the_cut_off_day_of_its_table(report):
    for name in ("covid_daily", "appeals_monthly"):
        cut_off = pd.Period(report.contract.tables[name].as_of).end_time
        assert observed(report, name).max() <= cut_off


def test_the_baseline_ends_before_the_break_that_it_is_for(report):
    for one in report.breaks.values():
        assert one.baseline is None or one.baseline[0] < one.baseline[1] < one.start


def test_a_break_cuts_a_series_into_what_lies_in_it_and_what_it_is_compared_with(report):
    campaign = report.breaks["appeals.campaign"]
    decisions = report.table("appeals_monthly").set_index("month")["decisions"]
    assert list(decisions[campaign.before].index.month) == [1, 2, 3, 4, 5]
    assert list(decisions[campaign.during].index.month) == [6, 7, 8]


def test_a_break_without_an_end_goes_on_and_one_without_a_baseline_is_compared_with_nothing(report):
    days = pd.Series(1, pd.date_range("2020-08-01", "2020-09-30"))
    level = report.breaks["covid.level_2"]
    assert (days[level.during].index[0], days[level.during].index[-1]) == (pd.Timestamp("2020-08-16"), days.index[-1])
    assert days[level.before].empty
