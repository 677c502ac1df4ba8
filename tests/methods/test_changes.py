"""What moved between two editions is told by how much against its range."""

import math

from analysis.methods.changes import moved
from analysis.methods.estimate import Estimate

WIDE, NARROW, SAME = Estimate(10, 0, 20), Estimate(5, 4, 6), Estimate(1)


def test_what_stayed_is_left_out_and_what_moved_most_against_its_range_comes_first():
    before = {"wide": WIDE, "narrow": NARROW, "same": SAME}
    after = {"wide": Estimate(12, 2, 22), "narrow": Estimate(8, 7, 9), "same": SAME}
    table = moved(before, after).set_index("result")
    assert list(table.index) == ["narrow", "wide"]
    assert table["ranges"].tolist() == [3.0, 0.2]
    assert table["difference"].tolist() == [3.0, 2.0]


def test_a_result_that_came_or_went_is_listed_without_a_difference():
    table = moved({"gone": SAME}, {"new": SAME}).set_index("result")
    assert table.loc["gone", "after"] is None
    assert table.loc["new", "before"] is None
    assert all(math.isnan(one) for one in table["difference"])


def test_a_range_that_moved_alone_is_a_move():
    assert list(moved({"a": Estimate(1, 0, 2)}, {"a": Estimate(1, 0, 3)})["result"]) == ["a"]
