"""The COVID-19 notebook on epidemics, clusters and beds that differ from the printed ones."""

import math
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from notebooks.books import run, runs

NAME = "01_covid_response"
AUGUST = [32, 74, 146, 90, 132, 151, 135, 126, 128, 140, 97, 134, 112]
RELATIVE = 1e-8


def daily(cases, first=date(2020, 8, 13)):
    """Another series of daily cases, from another first day on."""
    rows = [
        {"date": (first + timedelta(days=n)).isoformat(), "cases": f"{count:.0f}", "line": "212"}
        for n, count in enumerate(cases)
    ]
    return {"rows": {"covid_daily": rows}}


def clusters(cluster, **outcomes):
    return {f"cluster_tests.{cluster}.{outcome}.persons": str(n) for outcome, n in outcomes.items()}


def beds(region, **counts):
    return {f"hospital_beds.{region}.{column}": str(n) for column, n in counts.items()}


def free_severe(rows):
    """Severe-care beds that are all open to COVID-19 patients where they are free."""
    return [{**row, "severe_available": str(int(row["severe_owned"]) - int(row["severe_in_use"]))} for row in rows]


WAVES = (100 + 80 * np.sin(np.arange(60) / 9) + 10 * (np.arange(60) % 7)).round()
VARIANTS = {
    "surging": daily([10, 13, 17, 22, 29, 38, 50, 65, 85, 110, 144, 188, 245, 320]),
    "falling": daily([400, 300, 220, 170, 120, 90, 70, 50, 40, 30, 20, 15, 10]),
    "steady": daily([100, 98, 103, 99, 101, 97, 100, 102, 99, 100] * 4),
    "long": daily(WAVES),
    "quiet": daily([0] * 31),
    "nearly_quiet": daily([0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0]),
    "four_days": daily(AUGUST[:4]),
    "one_day": daily(AUGUST[:1]),
    "gap": {"rows": {"covid_daily": [*daily(AUGUST)["rows"]["covid_daily"],
                                     *daily(AUGUST[4:], date(2020, 9, 20))["rows"]["covid_daily"]]}},
    "mostly_linked": {"printed": clusters("church", confirmed=1200)},
    "all_pending": {"printed": {**clusters("rally", tested=8000, positive=46, negative=100, pending=7854),
                                **clusters("church", tested=2700, positive=500, negative=1700, pending=500)}},
    "nobody_positive": {"printed": clusters("rally", positive=0, negative=7628, pending=0)},
    "nobody_tested": {"printed": clusters("church", tested=0, positive=0, negative=0, pending=0, confirmed=0)},
    "all_open": {"rows": {"hospital_beds": free_severe}},
    "full_incheon": {"printed": beds("incheon", general_in_use=400, general_available=0)},
    "many_beds": {"printed": beds("seoul", general_owned=5000, general_available=4370)},
    "few_beds": {"printed": beds("seoul", general_owned=640, general_available=10)},
    "no_beds": {"printed": beds("seoul", general_owned=0, general_in_use=0, general_available=0)},
    "misprinted": {"printed": beds("total", general_owned=1805)},
    "late_beds": {"printed": {"covid.beds.additions.from": "12.7"}},
    "contacts": {"printed": {"rally_routes.attended.cases": "10"}},
    "small_rally": {"printed": {"rally_sizes.attended.persons": "2000"}},
    "early_order": {"printed": {"covid_orders.screening_order.date": "8.18"}},
    "other_total": {"printed": {"covid.rally.daily_total": "47"}},
    "looser_ban": {"printed": {"covid.rally_ban.size": "50"}},
    "fine_at_once": {"printed": {"covid_orders.fine_from.date": "8.24"}},
    "clusters_earlier": {"printed": {"covid.church.as_of": "8.25."}},
    "other_window": {"window_days": 5, "admission_share": 1.0, "stay_days": 7, "horizon_days": 3, "r_low": 0.4},
}  # fmt: skip
DRAWN = ("surging", "falling", "long", "quiet", "four_days", "all_open", "many_beds", "other_window")


def test_the_headlines_of_the_edition_are_these():
    assert {one.id: one.holds for one in runs(NAME)["printed"].headlines} == {
        "covid.first_days": True,
        "covid.rt": False,
        "covid.severe": True,
        "covid.beds_gap": True,
        "covid.clusters": True,
    }


@pytest.mark.parametrize(("claim", "numbers"), [
    ("covid.first_days", ["32", "146", "4.6", "124.6", "141"]),
    ("covid.sundays", ["2"]),
    ("covid.growth", ["22.2%", "3.5", "−4.5", "56.3%", "1.6"]),
    ("covid.rt", ["1.13", "1.06", "1.21", "46%", "13"]),
    ("covid.clusters", ["590", "1,497", "39.4%", "60.6%"]),
    ("covid.positivity", ["24.6%", "22.8", "26.4%", "0.61%", "0.46", "0.82%", "40", "30", "54", "11.8"]),
    ("covid.church_first_case", ["544", "543", "1"]),
    ("covid.severe", ["319", "92", "19", "6.0%", "73"]),
    ("covid.occupancy", ["75.1%", "87.4%", "425", "260"]),
    ("covid.beds_gap", ["50%", "14", "1.13", "170", "2", "143"]),
    ("covid.beds_fill", ["141", "2.3", "1.4", "3.8", "14", "1.13", "971", "771"]),
    ("covid.beds_pooled", ["284", "15", "200", "59", "378"]),
    ("covid.growth_by_end", ["3.4%", "9"]),
    ("covid.rt_cut_off", ["89%", "1.13", "32", "1.09", "1.02", "1.17"]),
    ("covid.rt_serial_interval", ["1.08", "1.33"]),
    ("covid.list_tested", ["4,066", "35.1%", "16.5%", "2,640", "2,223", "84.2%"]),
    ("covid.attendees", ["46", "29", "63.0%", "6", "11", "21,000", "0.14%"]),
    ("covid.testing_order", ["9", "46", "41", "89.1%"]),
    ("covid.rally_columns", ["9", "46"]),
    ("covid.rally_size", ["3,100", "6.8", "21,000", "228,240", "9.2%"]),
    ("covid.rally_ban", ["10", "100"]),
    ("covid.mask_fine", ["50"]),
    ("covid.scenarios", ["14", "741", "96.1%", "436", "56.6%", "771"]),
    ("covid.planned_beds", ["941", "971", "830", "1,149"]),
    ("covid.rt_fragile", ["6.3", "0.99", "1.71", "3.3"]),
    ("covid.beds_fragile", ["30", "80%", "36.6%"]),
])  # fmt: skip
def test_the_sentences_of_the_edition_hold_its_numbers(claim, numbers):
    said = runs(NAME)["printed"].claims[claim].words
    for lang in ("ko", "en"):
        assert [number for number in numbers if number not in said[lang]] == []


def test_the_results_are_those_of_the_printed_figures():
    results = {name: one.value for name, one in runs(NAME)["printed"].results.items()}
    assert results["covid.cases.sum"] == sum(AUGUST)
    assert results["covid.cases.mean_last7"] == pytest.approx(872 / 7)
    assert results["covid.beds.general.occupancy_outside_incheon"] == pytest.approx((630 + 510) / (771 + 534))
    assert results["covid.beds.severe.unavailable"] == pytest.approx(1 - 19 / 319)
    assert results["covid.beds.general.days_left_seoul"] == pytest.approx(141 / (872 / 7 * 0.5))
    assert results["covid.clusters.share"] == pytest.approx((544 + 46) / 1497)
    assert results["covid.rally.days_to_order"] == 9
    assert results["covid.masks.days_to_fine"] == 50


def test_the_reproduction_number_of_the_edition_is_that_of_epiestim(shared):
    reference = pd.read_csv(shared / "reference" / "rt_epiestim_report13only_SI4.30_4.20_win7.csv")
    windows = runs(NAME)["printed"].names["windows"]
    for ours, theirs in (("mean", "Mean(R)"), ("low", "Quantile.0.025(R)"), ("high", "Quantile.0.975(R)")):
        np.testing.assert_allclose(windows[ours], reference[theirs], rtol=RELATIVE)
    assert list(windows["start"].dt.strftime("%Y-%m-%d")) == list(reference["date_start"])


def test_each_other_serial_interval_gives_what_it_gives_as_a_parameter():
    names = runs(NAME)["printed"].names
    for (_, one), found in zip(names["alternatives"].iterrows(), names["by_interval"], strict=True):
        given = run(NAME, serial_interval_mean=float(one["mean"]), serial_interval_sd=float(one["sd"]))
        assert given.results["covid.rt"].value == found.value


def test_the_share_that_fills_the_beds_fills_them_exactly():
    for name, share in runs(NAME)["printed"].names["turning_shares"].items():
        assert run(NAME, admission_share=float(share)).names["most"][name] == pytest.approx(771)


def test_the_mean_at_which_growth_is_no_longer_sure_is_where_the_interval_begins_at_one():
    turn = runs(NAME)["printed"].names["turning_mean"]
    assert run(NAME, serial_interval_mean=turn).results["covid.rt"].low == pytest.approx(1, abs=1e-6)


def test_beds_follow_their_recursion_and_run_short_on_the_first_day_above_those_owned():
    names = runs(NAME)["printed"].names
    path = names["beds_ahead"]["pace"]
    before = np.concatenate([[630], path[:-1]])
    np.testing.assert_allclose(path, before * (1 - 1 / 14) + 0.5 * 872 / 7, rtol=RELATIVE)
    first = names["short_from"]["pace"]
    assert path[first] > 771 >= path[:first].iloc[-2]


def test_at_the_mean_of_the_last_week_beds_run_short_before_more_come():
    said = runs(NAME)["printed"].claims["covid.beds_gap"].words
    assert "9. 6." in said.ko
    assert "9. 1." in said.ko
    assert "9. 7.경" in said.ko
    names = runs(NAME)["printed"].names
    lacking = names["beds_ahead"].loc["2020-09-06", ["pace", "stays"]] - 771
    assert "각각 최대 {:.0f}병상, {:.0f}병상 부족".format(*lacking) in said.ko


def test_planned_beds_are_judged_by_the_low_and_the_high_path_too():
    assert "판단 불가" in runs(NAME)["printed"].claims["covid.planned_beds"].words.ko
    assert runs(NAME)["few_beds"].claims["covid.planned_beds"].settled


def test_a_peak_at_the_beginning_allows_no_rate_of_growth():
    falling = runs(NAME)["falling"]
    assert "covid.growth.doubling_days" not in falling.results
    assert "판단을 보류함" in falling.claims["covid.growth"].words.ko
    assert falling.claims["covid.rt"].words.ko.count("감소") == 1


def test_a_doubling_time_whose_interval_is_open_has_no_upper_end():
    assert runs(NAME)["printed"].results["covid.growth.doubling_days"].high is None


def test_after_a_gap_only_the_newest_days_without_one_are_taken():
    assert runs(NAME)["gap"].results["covid.cases.sum"].value == sum(AUGUST[4:])


def test_a_quiet_month_is_told_without_rates():
    quiet = runs(NAME)["quiet"]
    assert quiet.results["covid.cases.sum"].value == 0
    assert not {"covid.rt", "covid.growth.rate", "covid.scenario.beds.stays"} & quiet.results.keys()
    assert quiet.results["covid.scenario.beds.one"].value == pytest.approx(630 * (13 / 14) ** 14)


@pytest.mark.parametrize("short", ["four_days", "one_day"])
def test_a_short_series_is_told_as_far_as_it_goes(short):
    assert runs(NAME)[short].results["covid.cases.peak"].value == max(AUGUST[: 4 if short == "four_days" else 1])
    assert "covid.growth.doubling_days" in runs(NAME)["four_days"].results
    assert "covid.growth.doubling_days" not in runs(NAME)["one_day"].results


def test_clusters_counted_before_the_cases_end_are_no_share_of_them():
    assert "covid.clusters.share" not in runs(NAME)["clusters_earlier"].results
    assert "판단을 보류함" in runs(NAME)["clusters_earlier"].claims["covid.clusters"].words.ko


def test_counts_that_end_at_different_times_are_said_to_do_so():
    captions = [figure.caption for figure in run(NAME, "en", drawn=True).figures]
    cuts = [caption for caption in captions if "Counted up to different times (" in caption]
    assert len(cuts) == 1
    assert "beds 25 August 2020, 20:00; daily cases 25 August 2020" in cuts[0]


def test_positivity_is_never_called_a_risk():
    assert "감염 위험의 비는 아님" in runs(NAME)["printed"].claims["covid.positivity"].words.ko


def test_the_bed_table_is_replicated():
    said = runs(NAME, "en")["printed"].tables
    assert any("14 of 14" in table.caption for table in said)
    assert any("319     227           71.2           71.16" in table.text() for table in said)
    misprinted = [table.caption for table in runs(NAME, "en")["misprinted"].tables]
    assert any("13 of 14" in caption or "12 of 14" in caption for caption in misprinted)


def test_days_left_run_from_the_high_to_the_low_share():
    left = runs(NAME)["printed"].results["covid.beds.general.days_left_seoul"]
    assert (left.low, left.high) == pytest.approx((left.value * 0.5 / 0.8, left.value * 0.5 / 0.3))


def test_a_doubling_time_is_that_of_the_rate():
    results = runs(NAME)["printed"].results
    days, rate = (results[f"covid.growth.{name}"].value for name in ("doubling_days", "rate"))
    assert days == pytest.approx(math.log(2) / rate)


@pytest.mark.parametrize(("parameters", "message"), [
    ({"window_days": 2.5}, "covid.window.* 2.5.* 정수"), ({"stay_days": 0.5}, "at least one day"),
    ({"horizon_days": 0}, "one day ahead"), ({"serial_interval_mean": 1.0}, "mean above 1 day"),
])  # fmt: skip
def test_an_assumption_that_can_not_be_is_refused_in_a_sentence(parameters, message):
    with pytest.raises(ValueError, match=message):
        run(NAME, **parameters)
