import pytest

from analysis.methods.estimate import Estimate
from analysis.methods.worked_out import ByName, WorkedOut


class Halves(ByName):
    """Two results, one of which can't be had; it remembers what was worked out."""

    def __init__(self):
        self.asked = []

    def _results(self):
        return {"half": lambda: self._give("half", 0.5), "none": lambda: self._give("none", None)}

    def _give(self, name, value):
        self.asked.append(name)
        return None if value is None else Estimate(value, unit="fraction")


def test_a_value_is_worked_out_when_it_is_asked_for_and_once():
    asked = []
    squares = WorkedOut([1, 2, 3], lambda key: asked.append(key) or key * key)
    assert len(squares) == 3
    assert squares[2] == squares[2] == 4
    assert asked == [2]
    assert dict(squares) == {1: 1, 2: 4, 3: 9}


def test_a_key_that_is_not_among_them_is_none():
    asked = []
    squares = WorkedOut([1], asked.append)
    assert 4 not in squares
    with pytest.raises(KeyError):
        squares[4]
    assert asked == []


def test_one_result_is_had_without_the_others():
    halves = Halves()
    assert halves.result("half").value == 0.5
    assert halves.asked == ["half"]


def test_a_result_that_the_data_do_not_allow_is_left_out():
    halves = Halves()
    assert set(halves.results()) == {"half"}
    assert halves.get("none") is None
    with pytest.raises(KeyError):
        halves.result("none")
