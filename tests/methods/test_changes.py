"""What moved between two editions is told by how much against its range."""

import math

import pytest

from analysis.methods.changes import State, attributed, moved, turned
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


def test_a_difference_in_the_last_bits_is_no_move():
    assert moved({"a": Estimate(0.3, 0.1, 0.5)}, {"a": Estimate(0.1 + 0.2, 0.1, 0.5)}).empty
    assert len(moved({"a": Estimate(0.3)}, {"a": Estimate(0.3 + 1e-6)})) == 1


def states(*values, holds=None):
    """Recorded, with the recorded assumptions, with today's, with the new data: one result `a` through all four."""
    changes = [(), ("code",), ("assumption",), ("data",)]
    verdicts = holds or [True] * len(values)
    return [
        State({"a": Estimate(value, value - 1, value + 1)}, {"f": verdict}, changed)
        for value, verdict, changed in zip(values, verdicts, changes, strict=True)
    ]


@pytest.mark.parametrize(
    ("values", "causes"),
    [
        ((1, 2, 2, 2), [("code",)]),
        ((1, 1, 2, 2), [("assumption",)]),
        ((1, 1, 1, 2), [("data",)]),
        ((1, 2, 2, 7), [("data",), ("code",)]),
        ((1, 2, 5, 4), [("assumption",), ("code",), ("data",)]),
    ],
)
def test_each_step_that_moved_a_result_is_named_the_largest_first(values, causes):
    assert attributed(states(*values))["causes"].tolist() == [tuple(causes)]


def test_a_result_that_came_back_to_where_it_was_did_not_move():
    assert attributed(states(1, 2, 2, 1)).empty


def test_causes_that_a_step_cannot_tell_apart_stand_together():
    before, after = State({"a": SAME}, {}), State({"a": WIDE}, {}, ("code", "environment"))
    assert attributed([before, after])["causes"].tolist() == [(("code", "environment"),)]


def test_a_result_that_the_new_data_brought_is_put_down_to_the_data():
    nothing, still, brought = State({}, {}), State({}, {}, ("code",)), State({"a": SAME}, {}, ("data",))
    assert attributed([nothing, still, brought])["causes"].tolist() == [(("data",),)]


def test_a_claim_that_turned_is_reported_with_the_step_that_turned_it():
    (turn,) = turned(states(1, 1, 1, 1, holds=[True, True, False, False]))
    assert (turn.claim, turn.holds, turn.causes) == ("f", False, (("assumption",),))
    assert turned(states(1, 1, 1, 1, holds=[True, False, False, True])) == []
