"""What an assumption of the register moves is what its record says, in every notebook."""

from dataclasses import replace

import pytest
from notebooks.books import NOTEBOOKS, edition, run, runs, variants

RECORDS = edition().assumptions


def elsewhere(record):
    """The record at either end and with either end moved out; a value without a range is moved by a hundredth."""
    reach = 1 if record.whole else (record.high - record.low) / 10 or record.value / 100
    if record.low == record.high:
        return [record.replaced(record.value + reach)]
    ends = [replace(record, value=end) for end in (record.low, record.high) if end != record.value]
    return [*ends, replace(record, low=record.low - reach), replace(record, high=record.high + reach)]


# The overview records no result of its own: what it asks of the others is held there.
@pytest.mark.parametrize("name", [name for name in NOTEBOOKS if len(variants(name)) > 1 and name != "00_overview"])
def test_the_results_that_an_assumption_moves_are_those_of_its_record(name):
    base = runs(name)["printed"]
    for assumption in frozenset().union(*base.taken):
        others = [run(name, assuming={assumption: record}).results for record in elsewhere(RECORDS[assumption])]
        moved = {result for other in others for result in base.results if other.get(result) != base.results[result]}
        assert moved == set(RECORDS[assumption].used_by) & base.results.keys(), assumption
