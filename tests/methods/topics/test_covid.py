"""The COVID-19 topic's answers: the printed edition, the reference results, other data, the edges."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.data.edition import open_edition
from analysis.data.inputs.covid import inputs
from analysis.methods.rounding import interval_of
from analysis.methods.topics.covid import Answers, Assumed, Inputs, answer, crossing
from analysis.methods.topics.covid.beds import check, course, occupancy, severe
from analysis.methods.topics.covid.clusters import Cluster, yields
from analysis.methods.topics.covid.spread import Transmission, growth, last_window, windows

DETERMINISTIC = 1e-8
ROUNDED_CASES = 1e-3
AUGUST = [32, 74, 146, 90, 132, 151, 135, 126, 128, 140, 97, 134, 112]
GIVEN = Transmission(mean=4.3, sd=4.2, prior_shape=1, prior_scale=5, window=7)
CHURCH = Cluster(confirmed=544, tested=2223, positive=543, negative=1667, pending=13)
RALLY = Cluster(confirmed=46, tested=7628, positive=46, negative=7470, pending=112)
BEDS = pd.DataFrame(
    {
        "general_owned": [1705, 771, 400, 534],
        "severe_owned": [319, 199, 49, 71],
        "general_in_use": [1280, 630, 140, 510],
        "severe_in_use": [227, 126, 40, 61],
        "general_available": [425, 141, 260, 24],
        "severe_available": [19, 11, 3, 5],
    },
    index=["total", "seoul", "incheon", "gyeonggi"],
)


def days(cases: Sequence[float]) -> pd.Series:
    return pd.Series(cases, pd.date_range("2020-08-13", periods=len(cases)), dtype="float64")


def growing(rate: float, length: int, first: float = 5000) -> list[float]:
    """Whole cases that grow by the same factor every day."""
    return [round(first * math.exp(rate * day)) for day in range(length)]


@pytest.fixture(scope="module")
def printed(project) -> Inputs:
    return inputs(open_edition("2020-09", project))


@pytest.fixture(scope="module")
def answers(printed) -> Answers:
    return answer(printed)


def with_days(given: Inputs, dates: pd.DatetimeIndex, cases: Sequence[float]) -> Inputs:
    tables = {**given.tables, "covid_daily": pd.DataFrame({"date": dates, "cases": cases})}
    return replace(given, printed=replace(given.printed, tables=tables))


def test_every_result_that_is_agreed_is_recorded(shared, answers):
    agreed = set(re.findall(r"covid\.[a-z0-9_.]+[a-z0-9_]", (shared / "results.md").read_text("utf-8")))
    assert agreed
    assert agreed - set(answers.results()) == set()


def test_the_results_are_those_of_the_printed_figures(answers):
    results = {name: result.value for name, result in answers.results().items()}
    assert results["covid.cases.sum"] == sum(AUGUST)
    assert results["covid.cases.peak"] == 151
    assert results["covid.cases.mean_last7"] == pytest.approx(872 / 7)
    assert results["covid.beds.general.occupancy"] == pytest.approx(1280 / 1705)
    assert results["covid.beds.general.occupancy_outside_incheon"] == pytest.approx((630 + 510) / (771 + 534))
    assert results["covid.beds.severe.unavailable"] == pytest.approx(1 - 19 / 319)
    assert results["covid.beds.general.days_left_seoul"] == pytest.approx(141 / (872 / 7 * 0.5))
    assert results["covid.world.case_fatality"] == pytest.approx(815_797 / 23_751_919)
    assert results["covid.clusters.share"] == pytest.approx((544 + 46) / 1497)


def test_the_reproduction_number_of_the_edition_is_that_of_epiestim(shared, answers):
    reference = pd.read_csv(shared / "reference" / "rt_epiestim_report13only_SI4.30_4.20_win7.csv")
    for ours, theirs in (("mean", "Mean(R)"), ("low", "Quantile.0.025(R)"), ("high", "Quantile.0.975(R)")):
        np.testing.assert_allclose(answers.windows[ours], reference[theirs], rtol=DETERMINISTIC)
    assert list(answers.windows["start"].dt.strftime("%Y-%m-%d")) == list(reference["date_start"])
    assert answers.rt.value == answers.windows["mean"].iloc[-1]


@pytest.mark.parametrize(
    ("result", "value", "low", "high"),
    [
        ("covid.positivity.church", 0.24570135746606, 0.22820429901830, 0.26408093418049),
        ("covid.positivity.rally", 0.00612027674295, 0.00459183635378, 0.00815330719020),
    ],
)
def test_shares_positive_are_wilsons_of_r(answers, result, value, low, high):
    made = answers.results()[result]
    assert (made.value, made.low, made.high) == pytest.approx((value, low, high), rel=DETERMINISTIC)


def test_growth_up_to_the_peak_solves_the_poisson_score_equations(answers):
    rate = answers.growth.rate.value
    cases, t = np.array(AUGUST[:6], float), np.arange(6)
    level = cases.sum() / np.exp(rate * t).sum()
    assert (t * (cases - level * np.exp(rate * t))).sum() == pytest.approx(0, abs=1e-6)
    assert answers.growth.doubling.value == pytest.approx(math.log(2) / rate)


def test_the_doubling_time_of_the_edition_has_no_upper_end_since_no_growth_is_not_ruled_out(answers):
    assert answers.growth.rate.low < 0 < answers.growth.rate.high
    assert answers.growth.doubling.high is None
    assert answers.growth.doubling.low == pytest.approx(math.log(2) / answers.growth.rate.high)


def test_a_steady_rate_of_growth_is_found_wherever_one_stops():
    found = growth(days(growing(0.1, 20)))
    assert found.rate.value == pytest.approx(0.1, rel=ROUNDED_CASES)
    assert found.doubling.value == pytest.approx(math.log(2) / 0.1, rel=ROUNDED_CASES)
    np.testing.assert_allclose(found.by_end["rate"], 0.1, rtol=ROUNDED_CASES)


def test_growth_ends_at_the_first_of_several_highest_days():
    assert growth(days([10, 20, 40, 30, 40, 20])).peak == pd.Timestamp("2020-08-15")


@pytest.mark.parametrize("cases", [[100, 90, 80, 70, 60], [90, 100, 80, 70, 60]])
def test_a_peak_on_the_first_two_days_allows_no_rate_of_growth(cases):
    found = growth(days(cases))
    assert found.rate is None
    assert found.doubling is None
    assert len(found.by_end) == 1


def test_results_that_the_data_do_not_allow_are_left_out(printed):
    falling = answer(with_days(printed, printed.daily.index, sorted(AUGUST, reverse=True)))
    assert "covid.growth.doubling_days" not in falling.results()
    assert "covid.rt" in falling.results()


def test_a_steady_epidemic_is_seen_as_growing_and_the_less_so_the_longer_it_is_seen():
    found = windows(days([100] * 60), GIVEN)
    np.testing.assert_allclose(found["mean"], found["steady"], rtol=DETERMINISTIC)
    assert found["mean"].is_monotonic_decreasing
    assert found["mean"].iloc[0] > 1.5
    assert found["mean"].iloc[-1] == pytest.approx(1, abs=0.01)
    assert found["seen"].iloc[-1] == pytest.approx(1, abs=0.01)


def test_with_the_days_before_known_a_steady_epidemic_is_seen_as_steady():
    found = windows(days([100] * 13), replace(GIVEN, cases_before=100))
    np.testing.assert_allclose(found["mean"], 1, atol=0.01)


def test_cases_before_the_print_lower_the_reproduction_number():
    alone, before = (last_window(days(AUGUST), replace(GIVEN, cases_before=cases)) for cases in (0, 32))
    assert before.value < alone.value
    assert before.high < alone.high


def test_the_days_printed_alone_are_the_case_of_none_before(answers):
    assert answers.rt == answer(answers.inputs.changed(cases_before=0)).rt
    assert answers.rt_with_earlier_days == answer(answers.inputs.changed(cases_before=32)).rt


def test_each_other_serial_interval_gives_what_it_gives_as_an_input(project, answers):
    report = open_edition("2020-09", project)
    for (_, pair), found in zip(answers.inputs.alternatives.iterrows(), answers.rt_by_serial_interval, strict=True):
        given = inputs(report, serial_interval_mean=pair["mean"], serial_interval_sd=pair["sd"])
        assert answer(given).rt == found


def test_the_mean_at_which_growth_is_no_longer_sure_is_where_the_range_begins_at_one(answers):
    at = answers.inputs.changed(serial_mean=answers.serial_mean_of_growth)
    assert answer(at).rt.low == pytest.approx(1, abs=1e-6)


def test_the_share_that_fills_the_beds_fills_them_exactly(answers):
    at = answer(answers.inputs.changed(admission_share=answers.share_that_fills))
    assert at.courses["stays"].beds.max() == pytest.approx(771, abs=1e-6)


def test_sensitivity_is_the_answer_asked_again(answers):
    row = answers.rt_by_assumption.loc["window"]
    assert row["at_high"] == answer(answers.inputs.changed(window=row["high"])).rt.value
    assert row["at_value"] == answers.rt.value
    together = answers.rt_together
    assert together.low <= answers.rt_by_assumption[["at_low", "at_high"]].to_numpy().min()


def test_the_least_lower_end_is_that_of_the_worst_single_change(answers):
    assert answers.rt_least <= min(found.low for found in answers.rt_by_serial_interval)
    assert answers.rt_least == answer(answers.inputs.changed(window=4)).rt.low


def test_days_left_run_from_the_high_to_the_low_share(answers):
    share = answers.inputs.assumed["admission_share"]
    assert answers.days_left.low == pytest.approx(answers.days_left.value * share.value / share.high)
    assert answers.days_left.high == pytest.approx(answers.days_left.value * share.value / share.low)


def test_two_clusters_compare_by_the_ratio_of_their_shares():
    found = yields({"church": CHURCH, "rally": RALLY})
    assert found.ratio.value == pytest.approx((543 / 2210) / (46 / 7516))
    assert found.worst_ratio == pytest.approx((543 / 2223) / ((46 + 112) / 7628))
    assert found.worst_ratio < found.ratio.low


def test_without_a_positive_test_there_is_nothing_to_divide_by():
    nobody = replace(RALLY, positive=0, negative=7628, pending=0)
    found = yields({"church": CHURCH, "rally": nobody})
    assert found.ratio is None
    assert found.worst_ratio is None


def test_pending_results_bound_the_share_positive():
    assert CHURCH.least < CHURCH.positivity.value < CHURCH.most


def test_severe_beds_divide_into_used_others_and_open():
    found = severe(BEDS)
    assert list(found.loc["total"]) == [227, 73, 19]
    assert (found.sum(axis=1) == BEDS["severe_owned"]).all()


def test_occupancy_outside_incheon_leaves_its_beds_out_above_and_below():
    assert occupancy(BEDS)["outside_incheon"] == pytest.approx(1140 / 1305)


def test_the_bed_table_agrees_but_for_the_severe_beds_that_its_notes_explain(answers):
    checks = answers.checks
    assert (checks.rates.held, checks.rates.of) == (8, 8)
    assert (checks.totals.held, checks.totals.of) == (6, 6)
    assert (checks.general_balance.held, checks.general_balance.of) == (4, 4)
    assert checks.severe_balance.held == 0


def test_a_wrong_digit_in_the_bed_table_is_counted():
    rates = {("seoul", "general"): interval_of("81.7")}
    wrong = BEDS.copy()
    wrong.loc["seoul", "general_in_use"] = 631
    assert check(BEDS, rates).rates.all
    found = check(wrong, rates)
    assert not found.rates.all
    assert found.totals.held == 5
    assert found.general_balance.held == 3


def scenario(reproduction: float, **changed: float) -> object:
    given = {"cases_before": 0, "horizon": 14, "admission_share": 0.5, "stay_days": 14, "in_use": 630, "owned": 771}
    return course(days(AUGUST), (4.3, 4.2), reproduction, **{**given, **changed})


def test_the_first_scenario_day_follows_the_last_printed_one():
    made = scenario(1.0)
    assert made.cases.index[0] == pd.Timestamp("2020-08-26")
    assert len(made.cases) == len(made.beds) == 14


def test_beds_follow_their_recursion():
    made = scenario(1.2)
    before = np.concatenate([[630], made.beds[:-1]])
    np.testing.assert_allclose(made.beds, before * (1 - 1 / 14) + 0.5 * made.cases, rtol=DETERMINISTIC)


def test_a_higher_reproduction_number_needs_more_beds_on_every_day():
    low, high = scenario(0.7), scenario(1.3)
    assert (low.beds < high.beds).all()


def test_the_day_on_which_beds_run_short_is_the_first_above_those_owned():
    made = scenario(1.2)
    assert made.beds[made.full_on] > 771
    assert made.beds[: made.full_on].iloc[-2] <= 771
    assert scenario(0.7).full_on is None


def test_with_the_days_before_known_a_steady_epidemic_stays_steady():
    steady = course(days([100] * 13), (4.3, 4.2), 1.0, 100, 5, 0.5, 14, 700, 771)
    np.testing.assert_allclose(steady.cases, 100, atol=0.01)
    np.testing.assert_allclose(steady.beds, 700, atol=0.1)


def test_parameters_take_the_place_of_the_register(project):
    report = open_edition("2020-09", project)
    given = inputs(report, admission_share=1.0, stay_days=7, window_days=5, horizon_days=3, r_low=0.4)
    assert given.assumed["admission_share"] == Assumed(1.0, 0.3, 1.0)
    assert given.assumed["stay_days"] == Assumed(7, 7, 21)
    made = answer(given)
    assert len(made.windows) == 13 - 5
    assert len(made.courses["stays"].cases) == 3
    assert made.courses["low"].reproduction == 0.4
    assert made.days_left.value == pytest.approx(141 / (872 / 7))


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"window_days": 13}, "below the 13 printed ones"),
        ({"window_days": 0}, "window is a whole number"),
        ({"admission_share": 0.0}, "admission_share is above 0"),
        ({"admission_share": 1.1}, "at most 1"),
        ({"stay_days": 0.5}, "stay_days at least 1"),
        ({"horizon_days": 0}, "horizon_days is at least 1"),
        ({"r_low": 1.5}, "r_low from 0 to 1"),
        ({"serial_interval_mean": 1.0}, "mean above 1 day"),
    ],
)
def test_an_assumption_that_cannot_be_is_refused(project, parameters, message):
    with pytest.raises(ValueError, match=message):
        assert answer(inputs(open_edition("2020-09", project), **parameters)).results()


def test_a_longer_series_is_answered_from_all_its_days(printed):
    cases = [*AUGUST, *[round(110 * 0.97**day) for day in range(30)]]
    longer = answer(with_days(printed, pd.date_range("2020-08-13", periods=len(cases)), cases))
    assert longer.results()["covid.cases.sum"].value == sum(cases)
    assert len(longer.windows) == len(cases) - 7
    assert longer.mean_last7.value == pytest.approx(np.mean(cases[-7:]))
    assert longer.courses["one"].cases.index[0] == pd.Timestamp("2020-09-25")
    np.testing.assert_allclose(longer.windows["mean"].iloc[:6], answer(printed).windows["mean"], rtol=DETERMINISTIC)


def test_after_a_gap_only_the_newest_days_without_one_are_taken(printed):
    later = pd.date_range("2020-09-20", periods=9)
    dates = printed.daily.index.append(later)
    made = answer(with_days(printed, dates, [*AUGUST, 60, 55, 58, 51, 49, 47, 52, 44, 40]))
    assert list(made.inputs.daily.index) == list(later)
    assert made.results()["covid.cases.sum"].value == 456


def test_too_few_days_without_a_gap_are_refused(printed):
    with pytest.raises(ValueError, match="too few"):
        with_days(printed, printed.daily.index[:4], AUGUST[:4])


def test_the_series_is_split_at_the_register_of_breaks(answers):
    assert list(answers.regimes["days"]) == [3, 10]
    assert list(answers.regimes["mean"]) == pytest.approx([252 / 3, 1245 / 10])


def test_a_break_outside_the_printed_days_does_not_split_them(printed):
    beyond = printed.printed.breaks.assign(start=pd.Timestamp("2020-12-08"))
    assert len(answer(replace(printed, printed=replace(printed.printed, breaks=beyond))).regimes) == 1


def test_a_function_that_does_not_cross_zero_has_no_crossing():
    assert crossing(lambda x: x + 1, 0, 1) is None
    assert crossing(lambda x: x - 0.25, 0, 1) == pytest.approx(0.25)
