"""What the ranges keep: the record is what a fresh computation gives, and says what docstrings and notebooks say."""

import pytest

from analysis.data.coverage import DECIMALS, Kept, measured, read_coverage

# The record is rounded; another processor may tip a few of 2,000 simulated series.
TOLERANCE = 10**-DECIMALS + 2 / 2000
# Four standard errors of a share of 0.95 among 2,000.
SIMULATED = 0.02


@pytest.fixture(scope="module")
def record() -> dict[tuple[str, str, int], Kept]:
    return {(one.method, one.setting, one.size): one for one in read_coverage()}


def test_the_record_is_what_a_fresh_computation_gives(record):
    fresh = {(one.method, one.setting, one.size): one for one in measured()}
    assert list(fresh) == list(record)
    for name, one in fresh.items():
        for part in ("kept", "least", "centre"):
            assert getattr(one, part) == pytest.approx(getattr(record[name], part), abs=TOLERANCE), (name, part)


@pytest.mark.parametrize("size", [20, 50, 100, 200, 500])
def test_score_ranges_keep_95_percent_on_average_and_at_least_92(record, size):
    for method, setting in (("wilson", "shares"), ("score_rate_ratio", "ratios")):
        found = record[method, setting, size]
        assert found.kept == pytest.approx(0.95, abs=0.005)
        assert found.least >= 0.92


@pytest.mark.parametrize("size", [20, 50, 100, 200, 500])
def test_exact_ranges_never_keep_less_than_95_percent(record, size):
    for method, setting in (("clopper_pearson", "shares"), ("exact_rate_ratio", "ratios")):
        assert 0.95 <= record[method, setting, size].least <= record[method, setting, size].kept


def test_koopmans_range_keeps_95_percent_on_average_and_at_least_93(record):
    found = record["ratio_of_proportions", "shares", 20]
    assert found.kept == pytest.approx(0.95, abs=0.005)
    assert found.least >= 0.93


def test_the_reproduction_number_keeps_95_percent_where_all_earlier_cases_are_seen(record):
    found = record["reproduction_number", "whole", 51]
    assert found.kept == pytest.approx(0.95, abs=SIMULATED)
    assert found.centre == pytest.approx(1, abs=0.01)


def test_the_reproduction_number_comes_out_high_and_keeps_under_half_where_13_days_are_seen(record):
    found = record["reproduction_number", "cut", 13]
    assert found.kept < 0.5
    assert found.centre > 1.15


def test_the_reproduction_number_keeps_some_70_percent_where_few_infect_many(record):
    assert record["reproduction_number", "superspreading", 51].kept == pytest.approx(0.7, abs=SIMULATED)


@pytest.mark.parametrize("points", [5, 8])
def test_the_range_of_a_mean_on_a_trend_keeps_95_percent_only_where_errors_are_independent(record, points):
    kept = {name: record["carried_forward_mean", name, points].kept for name in ("independent", "correlated", "bent")}
    assert kept["independent"] == pytest.approx(0.95, abs=0.006)  # four standard errors of 20,000
    assert max(kept["correlated"], kept["bent"]) < 0.93


def test_a_doubling_times_range_keeps_less_when_it_ends_at_the_highest_day(record):
    for days in (8, 14):
        for scatter in ("poisson", "overdispersed"):
            assert record["doubling_time", scatter, days].kept == pytest.approx(0.95, abs=SIMULATED)
        assert record["doubling_time", "to_peak", days].kept == pytest.approx(0.92, abs=SIMULATED)


def test_limits_from_few_points_raise_more_false_alarms(record):
    for ahead in (3, 12):
        kept = [record[f"xmr_{ahead}", "outside", size].kept for size in (5, 8, 12, 24)]
        assert kept == sorted(kept)
    assert 1 - record["xmr_3", "outside", 5].kept == pytest.approx(0.13, abs=0.03)
    assert 1 - record["xmr_12", "all", 5].kept == pytest.approx(0.44, abs=0.05)
