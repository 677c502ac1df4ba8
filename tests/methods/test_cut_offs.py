"""Two counts go equally far where they end at the same moment, however exactly the report names it."""

from datetime import datetime

import pytest

from analysis.methods.cut_offs import Counted, CutOff


def counted(start: datetime, precision) -> Counted:
    return Counted(("수", "count"), start, precision, ("절", "section"), 1)


@pytest.mark.parametrize(
    ("start", "precision", "end"),
    [
        (datetime(2020, 8, 25, 20), "hour", datetime(2020, 8, 25, 20)),
        (datetime(2020, 8, 25), "day", datetime(2020, 8, 26)),
        (datetime(2020, 2, 1), "month", datetime(2020, 3, 1)),
        (datetime(2020, 12, 1), "month", datetime(2021, 1, 1)),
        (datetime(2020, 1, 1), "year", datetime(2021, 1, 1)),
    ],
)
def test_an_hour_is_a_moment_and_all_else_is_read_to_its_end(start, precision, end):
    assert counted(start, precision).end == end


def test_midnight_and_the_day_before_agree_and_an_evening_does_not():
    day, midnight, evening = (
        counted(datetime(2020, 8, 25), "day"),
        counted(datetime(2020, 8, 26), "hour"),
        counted(datetime(2020, 8, 25, 20), "hour"),
    )
    assert CutOff("a", midnight, day, ("", "")).agree
    assert not CutOff("b", evening, day, ("", "")).agree
