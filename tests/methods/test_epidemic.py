"""Epidemic methods against EpiEstim, and against what must hold of any series."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.methods.epidemic import (
    beds_in_use,
    discretised_serial_interval,
    doubling_time,
    growth_rate,
    infectiousness,
    last_reproduction_number,
    renewal_projection,
    reproduction_number,
    reproduction_windows,
)
from analysis.methods.estimate import Estimate

RELATIVE = 1e-8
# EpiEstim's weights are differences of numbers near one hundred, so their last digits are noise.
CANCELLATION_NOISE = 1e-13

SEOUL_13_TO_25_AUGUST = [32, 74, 146, 90, 132, 151, 135, 126, 128, 140, 97, 134, 112]
POSTERIOR = {
    "mean": "Mean(R)",
    "sd": "Std(R)",
    "low": "Quantile.0.025(R)",
    "lower_quartile": "Quantile.0.25(R)",
    "median": "Median(R)",
    "upper_quartile": "Quantile.0.75(R)",
    "high": "Quantile.0.975(R)",
}

statsmodels_warns_of_a_perfect_fit = pytest.mark.filterwarnings("ignore:Perfect separation or prediction")


@pytest.mark.parametrize(("mean", "sd"), [(2.6, 1.5), (4.3, 4.2)])
def test_the_discretised_serial_interval_is_that_of_epiestim(shared, mean, sd):
    reference = pd.read_csv(shared / "reference" / f"discr_si_mean{mean:.2f}_sd{sd:.2f}.csv")
    weights = discretised_serial_interval(mean, sd, days=int(reference["k"].max()))
    np.testing.assert_allclose(weights, reference["w"], rtol=RELATIVE, atol=CANCELLATION_NOISE)


def test_the_first_weights_of_the_serial_interval_are_those_published():
    weights = discretised_serial_interval(4.3, 4.2, days=3)
    np.testing.assert_allclose(weights, [0, 0.23489855427737, 0.22153296500487, 0.13195739539160], rtol=RELATIVE)


@given(mean=st.floats(1.5, 8), sd=st.floats(0.5, 5))
def test_the_discretised_serial_interval_keeps_the_whole_probability_and_the_mean(mean, sd):
    weights = discretised_serial_interval(mean, sd, days=3000)
    assert weights.sum() == pytest.approx(1, rel=1e-9)
    assert weights @ np.arange(weights.size) == pytest.approx(mean, rel=1e-9)


@pytest.mark.parametrize(("mean", "sd", "days"), [(1.0, 1.0, 10), (4.0, 0.0, 10), (4.0, 1.0, 0)])
def test_a_serial_interval_that_cannot_be_is_refused(mean, sd, days):
    with pytest.raises(ValueError, match="serial interval needs"):
        discretised_serial_interval(mean, sd, days)


def test_the_parametric_reproduction_number_of_the_2009_school_outbreak_is_that_of_epiestim(shared):
    weights = discretised_serial_interval(2.6, 1.5, days=60)
    assert_same_windows(shared, "flu2009_R_parametric_2.6_1.5_weekly.csv", flu2009(shared), weights)


def test_the_nonparametric_reproduction_number_of_the_2009_school_outbreak_is_that_of_epiestim(shared):
    weights = pd.read_csv(shared / "reference" / "flu2009_si_distr_nonparam.csv")["w"]
    assert_same_windows(shared, "flu2009_R_nonparametric_weekly.csv", flu2009(shared), weights)


def test_the_reproduction_number_of_the_thirteen_printed_days_is_that_of_epiestim(shared):
    days = pd.date_range("2020-08-13", periods=13).strftime("%Y-%m-%d")
    weights = discretised_serial_interval(4.3, 4.2, days=60)
    cases = pd.Series(SEOUL_13_TO_25_AUGUST, index=days)
    assert_same_windows(shared, "rt_epiestim_report13only_SI4.30_4.20_win7.csv", cases, weights)


def test_the_last_window_of_the_thirteen_printed_days_has_the_typed_reference_values():
    windows = reproduction_number(SEOUL_13_TO_25_AUGUST, discretised_serial_interval(4.3, 4.2, days=60))
    last = windows.iloc[-1]
    assert (last["start"], last["end"]) == (7, 13)
    np.testing.assert_allclose(
        last[["mean", "sd", "low", "median", "high"]].astype(float),
        [1.12913874010, 0.0382155563223, 1.05547009923, 1.12870763584, 1.20525727551],
        rtol=RELATIVE,
    )


def test_the_first_window_starts_on_the_second_day_since_the_first_only_seeds():
    windows = reproduction_number([5, 6, 7, 8, 9], [0, 0.5, 0.5], window=3)
    assert list(windows["start"]) == [2, 3]
    assert list(windows["end"]) == [4, 5]
    assert list(windows["cases"]) == [21, 24]


def test_infectiousness_counts_each_earlier_day_by_its_weight():
    np.testing.assert_allclose(infectiousness([10, 20, 30, 40], [0, 0.7, 0.3]), [np.nan, 7, 17, 27])


def test_an_epidemic_made_with_a_known_reproduction_number_gives_it_back():
    weights = discretised_serial_interval(4.3, 4.2, days=40)
    seeded = np.full(41, 10_000.0)
    epidemic = np.concatenate([seeded, renewal_projection(seeded, weights, 1.3, horizon=14)])
    assert reproduction_number(epidemic, weights).iloc[-1]["mean"] == pytest.approx(1.3, rel=1e-3)


def test_too_few_days_for_a_window_are_refused():
    with pytest.raises(ValueError, match="at least 8 values"):
        reproduction_number([1] * 7, [0, 1.0], window=7)


@pytest.mark.parametrize("weights", [[0.5, 0.5], [0, 0.9, 0.9], [0, 1.2, -0.2], [0, 0]])
def test_weights_that_are_no_serial_interval_are_refused(weights):
    with pytest.raises(ValueError, match="serial-interval weights"):
        infectiousness([1, 2, 3], weights)


def test_the_growth_rate_of_the_first_five_months_of_appeals_is_the_poisson_slope_of_r():
    assert growth_rate([128, 133, 154, 171, 177]).value == pytest.approx(0.0894303564112, rel=RELATIVE)


def test_the_growth_rate_solves_the_score_equations_and_its_range_is_quasi_poisson():
    counts = np.array(SEOUL_13_TO_25_AUGUST[:6], dtype=float)
    rate = growth_rate(counts)
    days = np.arange(6.0)
    fitted = np.exp(rate.value * days) * counts.sum() / np.exp(rate.value * days).sum()
    assert days @ (counts - fitted) == pytest.approx(0, abs=1e-6)
    scale = ((counts - fitted) ** 2 / fitted).sum() / 4
    centred = days - days @ fitted / fitted.sum()
    half_width = 2.7764451051977987 * math.sqrt(scale / (fitted @ centred**2))  # t(4), 97.5 %
    assert rate.high - rate.value == pytest.approx(half_width, rel=RELATIVE)
    assert rate.value - rate.low == pytest.approx(half_width, rel=RELATIVE)


@statsmodels_warns_of_a_perfect_fit
def test_counts_that_double_each_day_double_in_one_day():
    assert doubling_time(growth_rate([3, 6, 12, 24, 48])).value == pytest.approx(1, rel=1e-9)


@statsmodels_warns_of_a_perfect_fit
def test_level_counts_do_not_grow_and_have_no_doubling_time():
    rate = growth_rate([5, 5, 5, 5])
    assert rate.value == pytest.approx(0, abs=1e-12)
    assert not doubling_time(rate).defined


def test_a_rate_wholly_above_zero_has_a_doubling_time_with_both_ends_in_order():
    time = doubling_time(Estimate(0.2, 0.1, 0.4))
    assert (time.low, time.value, time.high) == pytest.approx((math.log(2) / 0.4, math.log(2) / 0.2, math.log(2) / 0.1))


def test_a_rate_whose_range_includes_zero_has_no_upper_end_of_its_doubling_time():
    time = doubling_time(Estimate(0.2, -0.1, 0.4))
    assert time.low == pytest.approx(math.log(2) / 0.4)
    assert time.high is None


def test_a_rate_wholly_below_zero_has_a_halving_time_written_as_a_negative_doubling_time():
    time = doubling_time(Estimate(-0.2, -0.4, -0.1))
    assert (time.low, time.value, time.high) == pytest.approx(
        (-math.log(2) / 0.1, -math.log(2) / 0.2, -math.log(2) / 0.4)
    )


def test_a_falling_rate_that_may_be_rising_has_no_range_of_its_doubling_time():
    time = doubling_time(Estimate(-0.1, -0.3, 0.1))
    assert (time.low, time.high) == (None, None)


@pytest.mark.parametrize("counts", [[1, 2], [0, 0, 0]])
def test_too_few_days_or_no_case_have_no_growth_rate_and_no_doubling_time(counts):
    assert not growth_rate(counts).defined
    assert not doubling_time(growth_rate(counts)).defined


@pytest.mark.parametrize(("counts", "message"), [([1, -1, 2], "negative"), ([1, np.nan, 2], "missing")])
def test_counts_that_can_not_be_are_refused(counts, message):
    with pytest.raises(ValueError, match=message):
        growth_rate(counts)


def test_a_steady_rate_of_growth_is_found_wherever_one_stops():
    cases = [round(5000 * math.exp(0.1 * day)) for day in range(20)]
    found = [growth_rate(cases[:end]).value for end in range(5, 21)]
    np.testing.assert_allclose(found, 0.1, rtol=1e-3)


def test_a_steady_epidemic_with_a_reproduction_number_of_one_stays_steady():
    np.testing.assert_allclose(renewal_projection([50.0] * 5, [0, 0.4, 0.4, 0.2], 1, horizon=10), 50.0)


def test_a_reproduction_number_of_zero_ends_the_epidemic_at_once():
    assert not renewal_projection([50, 60], [0, 1.0], 0, horizon=3).any()


def test_a_course_of_reproduction_numbers_is_followed_day_by_day():
    np.testing.assert_allclose(renewal_projection([100], [0, 1.0], [2, 0.5, 3], horizon=3), [200, 100, 300])


@given(st.lists(st.floats(0.2, 2), min_size=4, max_size=8))
def test_projecting_in_two_steps_gives_the_same_as_in_one(course):
    cases, weights = [20.0, 30.0, 25.0], [0, 0.3, 0.5, 0.2]
    at_once = renewal_projection(cases, weights, course, horizon=len(course))
    first = renewal_projection(cases, weights, course[:2], horizon=2)
    then = renewal_projection([*cases, *first], weights, course[2:], horizon=len(course) - 2)
    np.testing.assert_allclose(np.concatenate([first, then]), at_once, rtol=1e-12)


def test_a_projection_refuses_a_course_of_another_length_and_a_negative_one():
    with pytest.raises(ValueError, match="broadcast"):
        renewal_projection([1, 2], [0, 1.0], [1, 1], horizon=3)
    with pytest.raises(ValueError, match="negative"):
        renewal_projection([1, 2], [0, 1.0], -1, horizon=3)
    with pytest.raises(ValueError, match="one day ahead"):
        renewal_projection([1, 2], [0, 1.0], 1, horizon=0)


def test_each_admission_takes_up_its_mean_stay_in_bed_days():
    one_admission = np.zeros(600)
    one_admission[0] = 1
    assert beds_in_use(one_admission, mean_stay=14, in_use=0).sum() == pytest.approx(14, rel=1e-9)


def test_steady_admissions_settle_at_admissions_times_mean_stay():
    assert beds_in_use([30] * 400, mean_stay=10, in_use=500)[-1] == pytest.approx(300, rel=1e-9)


def test_beds_at_their_steady_state_stay_there():
    np.testing.assert_allclose(beds_in_use([30] * 5, mean_stay=10, in_use=270 / 0.9), 300)


def test_with_a_stay_of_one_day_only_the_days_own_admissions_are_in():
    np.testing.assert_allclose(beds_in_use([3, 4, 5], mean_stay=1, in_use=100), [3, 4, 5])


def test_a_stay_under_a_day_is_refused():
    with pytest.raises(ValueError, match="at least one day"):
        beds_in_use([1], mean_stay=0.5, in_use=0)


GIVEN = {"mean": 4.3, "sd": 4.2, "shape": 1.0, "scale": 5.0, "window": 7}


def by_day(cases):
    return pd.Series(cases, pd.date_range("2020-08-13", periods=len(cases)), dtype="float64")


def test_the_last_reproduction_number_is_that_of_the_last_window():
    windows, last = (
        one(by_day(SEOUL_13_TO_25_AUGUST), **GIVEN) for one in (reproduction_windows, last_reproduction_number)
    )
    np.testing.assert_allclose(
        (last.value, last.low, last.high), windows.iloc[-1][["mean", "low", "high"]].astype(float)
    )
    assert (windows["start"].iloc[-1], windows["end"].iloc[-1]) == (
        pd.Timestamp("2020-08-19"),
        pd.Timestamp("2020-08-25"),
    )


def test_a_steady_epidemic_is_seen_as_growing_and_the_less_so_the_longer_it_is_seen():
    found = reproduction_windows(by_day([100] * 60), **GIVEN)
    np.testing.assert_allclose(found["mean"], found["steady"], rtol=RELATIVE)
    assert found["mean"].is_monotonic_decreasing
    assert found["seen"].is_monotonic_increasing
    assert found["mean"].iloc[0] > 1.5
    assert found["mean"].iloc[-1] == pytest.approx(1, abs=0.01)
    assert found["seen"].iloc[-1] == pytest.approx(1, abs=0.01)


def test_with_the_days_before_known_a_steady_epidemic_is_seen_as_steady():
    np.testing.assert_allclose(reproduction_windows(by_day([100] * 13), **GIVEN, before=100)["mean"], 1, atol=0.01)


def test_cases_before_the_first_day_lower_the_reproduction_number():
    alone, before = (last_reproduction_number(SEOUL_13_TO_25_AUGUST, **GIVEN, before=cases) for cases in (0, 32))
    assert before.value < alone.value
    assert before.high < alone.high


@pytest.mark.parametrize("cases", [[0] * 10, [5]])
def test_without_anyone_who_can_have_infected_there_is_no_reproduction_number(cases):
    assert not last_reproduction_number(cases, **{**GIVEN, "window": 1}).defined


def test_a_series_in_which_no_window_fits_has_none():
    found = reproduction_windows(by_day([5, 6, 7]), **GIVEN)
    assert len(found) == 1
    assert found[["mean", "seen", "steady"]].isna().all(axis=None)


@pytest.mark.parametrize("window", [0, 2.5])
def test_a_window_is_a_whole_number_of_days(window):
    with pytest.raises(ValueError, match="whole number of days"):
        last_reproduction_number(SEOUL_13_TO_25_AUGUST, **{**GIVEN, "window": window})


def flu2009(shared) -> pd.Series:
    return pd.read_csv(shared / "reference" / "flu2009_incidence.csv", index_col="dates")["I"]


def assert_same_windows(shared, reference_name, cases, weights) -> None:
    reference = pd.read_csv(shared / "reference" / reference_name)
    windows = reproduction_number(cases, weights)
    assert list(windows["start"]) == list(reference["date_start"])
    assert list(windows["end"]) == list(reference["date_end"])
    for column, name in POSTERIOR.items():
        np.testing.assert_allclose(windows[column], reference[name], rtol=RELATIVE, err_msg=column)
