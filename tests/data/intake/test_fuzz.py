"""Whatever an office does to a file, it is taken as meant or refused in words: a short run of `make fuzz`."""

from fuzz_files import CHANGES, bad, tries

EACH = 8


def test_files_changed_in_known_ways_are_taken_as_meant_or_refused_and_nothing_else():
    ended = list(tries(len(CHANGES) * EACH))
    assert [one for one in ended if bad(one[2], one[3])] == []
    assert {outcome for _, _, outcome, _ in ended} == {"taken", "told", "refused", "unsure"}
