"""The appeals notebook on months and meetings that differ from the printed ones."""

import pytest
from notebooks.books import FROZEN, edition, run, runs

from analysis.book import Book
from analysis.present.sensitivity import survival_table
from analysis.present.words import LANGUAGES

NAME = "03_admin_appeals"
PRINTED = [128, 133, 154, 171, 177, 210, 220, 187]
LEAP = [150, 152, 149, 151, 150, 310, 305, 300]
FALLING = [180, 171, 165, 150, 144, 120, 110, 118]
UNEVEN = [150, 190, 120, 180, 130, 175, 160, 190]


def months(decisions, first=1):
    """Rows of the table: decisions by month from a month of 2020 on."""
    named = [(f"2020-{first + at:02d}", str(count)) for at, count in enumerate(decisions)]
    return [{"month": month, "decisions": count, "line": "735"} for month, count in named]


def decided(*decisions):
    return {"rows": {"appeals_monthly": months(decisions)}}


def lead_reviewers(**by_year):
    rows = [
        {"period": year[1:], "cases_per_meeting": str(cases), "as_of": year[1:], "line": "743"}
        for year, cases in by_year.items()
    ]
    return {"rows": {"appeals_leads": rows}}


VARIANTS = {
    "leap": decided(*LEAP),
    "falling": decided(*FALLING),
    "uneven": decided(*UNEVEN),
    "on_the_trend": decided(*PRINTED[:7], 220),
    "straight": decided(*range(100, 181, 20), 200, 220, 241),
    "half_way": decided(*PRINTED[:5], 240, 240, 240),
    "collapse": decided(*PRINTED[:5], 60, 55, 50),
    "steeper": decided(100, 101, 103, 104, 105, 110, 160, 210),
    "few_meetings": {"printed": {"appeals.meetings.campaign": "5"}},
    "many_meetings": {"printed": {"appeals.meetings.planned": "60"}},
    "as_many_meetings": {"printed": {"appeals.meetings.planned": "30"}},
    "more_before": {"meetings_before": 2.6},
    "fewer_before": {"meetings_before": 1.6},
    "narrow_verdict": decided(*PRINTED[:5], 190, 200, 180),
    "leads_fell": lead_reviewers(y2018=18.8, y2019=25.0, y2020=24.4),
    "no_leads": {"rows": {"appeals_leads": []}},
    "misprinted": {"printed": {"appeals.difference": "54.1"}},
    "short_baseline": {"baseline_months": 3},
    "baseline_of_two": {"baseline_months": 2},
    "back_to_before": decided(*PRINTED, 150, 160),
    "still_high": decided(*PRINTED, 150, 230),
    "whole_year": decided(*PRINTED, 150, 160, 170, 155),
    "july": decided(*PRINTED[:7]),
    "june": decided(*PRINTED[:6]),
    "may": decided(*PRINTED[:5]),
    "nothing": decided(*[0] * 8),
    "nothing_before": decided(*[0] * 5, 210, 220, 187),
    "nothing_in_the_campaign": decided(*PRINTED[:5], 0, 0, 0),
    "hardly_anything": decided(0, 0, 0, 0, 9, 0, 0, 4),
    "no_meeting": {"printed": {"appeals.meetings.campaign": "0"}},
    "march_missing": {"rows": {"appeals_monthly": [*months([128, 133]), *months(PRINTED[3:], first=4)]}},
}
DRAWN = ("leap", "falling", "whole_year", "june", "may", "nothing", "nothing_before", "no_meeting", "march_missing")


def test_the_headlines_of_the_edition_are_these():
    assert {one.id: one.holds for one in runs(NAME)["printed"].headlines} == {
        "appeals.more_meetings": True,
        "appeals.per_meeting_fell": False,
        "appeals.beyond_trend": False,
        "appeals.pace": True,
    }


@pytest.mark.parametrize(("claim", "numbers"), [
    ("appeals.more_meetings", ["50%", "10%", "35%", "152.6", "205.7", "2"]),
    ("appeals.rose", ["1.35", "1.21", "1.50", "1.09", "1.67"]),
    ("appeals.per_meeting_fell", ["76.3", "68.6", "0.90", "0.81", "1.00", "0.73", "1.11"]),
    ("appeals.beyond_trend", ["205.7", "207.0", "183.7", "230.3"]),
    ("appeals.part_of_the_rise", ["25.9", "10.4", "41.3", "30%"]),
    ("appeals.pace", ["2", "8", "103", "91", "118", "76.3"]),
    ("appeals.meetings_short", ["68.6", "137", "12", "4", "3", "5"]),
    ("appeals.leads_rose", ["18.8", "21.9", "24.4", "36%"]),
    ("appeals.single_months", ["187", "189.9", "251.3"]),
    ("appeals.close_to_the_line", ["5.0", "12.4", "0.95"]),
    ("appeals.precision", ["23.3", "11%", "13.6"]),
    ("appeals.scatter", ["2.57", "0.017"]),
    ("appeals.p_against_range", ["0.049", "0.048", "1.000", "0.999"]),
    ("appeals.on_the_limit", ["220.00", "219.98"]),
    ("appeals.clock", ["23.8", "48.9"]),
    ("appeals.estimators_part", ["1.002", "0.997"]),
])  # fmt: skip
def test_the_sentences_of_the_edition_hold_its_numbers(claim, numbers):
    said = runs(NAME)["printed"].claims[claim].words
    for lang in LANGUAGES:
        assert [number for number in numbers if number not in said[lang]] == []


def test_the_published_means_difference_and_total_are_replicated():
    table = next(one for one in runs(NAME, "en")["printed"].tables if "Printed" in one.text())
    assert "152.6" in table.text()
    assert table.text().count("agrees") == 4


def test_a_misprinted_difference_is_named():
    said = runs(NAME)["misprinted"].claims["appeals.published"]
    assert not said.holds
    assert "두 평균의 차이" in said.words.ko


def test_an_estimate_whose_interval_holds_no_change_is_open_and_not_the_opposite():
    claim = runs(NAME)["printed"].claims["appeals.per_meeting_fell"]
    assert not claim.settled
    assert claim.words.ko.endswith("감소 여부 판단 불가.")
    assert runs(NAME)["few_meetings"].claims["appeals.per_meeting_fell"].words.en.endswith("a rise.")
    assert runs(NAME)["collapse"].claims["appeals.beyond_trend"].words.en.endswith("fewer than the trend.")


def test_the_mean_change_of_the_segmented_regression_is_the_excess_over_the_trend():
    for variant in ("printed", "leap", "falling", "still_high"):
        names = runs(NAME)[variant].names
        fit = names["fits"]["first_month", "least squares"]
        change = (fit.fitted - fit.without_break)[len(names["before"]) :].mean()
        assert change == pytest.approx(names["excess"].value, abs=1e-6)


def test_the_two_clocks_differ_by_the_change_of_slope():
    found = runs(NAME)["printed"].results
    first, back = found["appeals.segmented.level"].value, found["appeals.segmented.level_month_before"].value
    assert back == pytest.approx(first - found["appeals.segmented.slope"].value, abs=1e-6)


def test_the_shares_of_the_change_sum_to_one():
    found = runs(NAME)["printed"].results
    assert found["appeals.share_meetings"].value + found["appeals.share_intensity"].value == pytest.approx(1)


def test_nineteen_of_the_twenty_seven_planned_meetings_were_held_by_august():
    left = runs(NAME)["printed"].results["appeals.meetings_left"]
    assert (left.value, left.low, left.high) == (pytest.approx(8), pytest.approx(7), pytest.approx(9))


def test_the_meetings_left_and_those_too_few_are_what_the_pace_takes():
    found = runs(NAME)["printed"].results
    wanted = found["appeals.meetings_left"].value + found["appeals.meetings_short"].value
    assert wanted * found["appeals.per_meeting.during"].value == pytest.approx(4 * found["appeals.mean.during"].value)


def test_months_after_the_campaign_change_neither_the_trend_nor_the_models():
    now, later = runs(NAME)["printed"].results, runs(NAME)["still_high"].results
    same = [name for name in now if "pretrend" in name or "segmented" in name or "xmr" in name]
    assert {name: later[name] for name in same} == {name: now[name] for name in same}


def test_months_after_the_campaign_are_spoken_of_only_once_there_are_some():
    assert "appeals.afterwards" not in runs(NAME)["printed"].claims
    assert runs(NAME)["back_to_before"].claims["appeals.afterwards"].holds
    still = runs(NAME)["still_high"].claims["appeals.afterwards"]
    assert not still.holds
    assert "190.0" in still.words.en


def test_by_december_no_pace_is_asked_for():
    whole = runs(NAME)["whole_year"]
    assert "appeals.per_meeting.needed" not in whole.results
    assert "판단을 보류함" in whole.claims["appeals.pace"].words.ko


@pytest.mark.parametrize(("variant", "gone"), [
    ("baseline_of_two", "appeals.pretrend.excess"), ("june", "appeals.segmented.slope"), ("may", "appeals.mean.during"),
    ("nothing", "appeals.rate_ratio"), ("nothing_before", "appeals.rate_ratio.quasi_poisson"),
    ("nothing_in_the_campaign", "appeals.share_meetings"), ("no_meeting", "appeals.per_meeting.during"),
])  # fmt: skip
def test_what_the_data_do_not_give_is_no_result(variant, gone):
    assert gone in runs(NAME)["printed"].results
    assert gone not in runs(NAME)[variant].results


def test_only_the_months_after_a_gap_make_a_trend():
    names = runs(NAME)["march_missing"].names
    assert list(names["before"]) == [171, 177]
    assert "appeals.pretrend.slope" not in runs(NAME)["march_missing"].results


def test_a_shorter_baseline_leaves_the_check_of_the_published_mean_as_it_is():
    short = runs(NAME)["short_baseline"]
    assert list(short.names["before"]) == [154, 171, 177]
    assert short.claims["appeals.published"].holds


def test_a_number_of_meetings_outside_the_register_widens_its_range():
    left = runs(NAME)["more_before"].results["appeals.meetings_left"]
    assert (left.value, left.low) == (pytest.approx(5), pytest.approx(5))


def test_the_verdict_per_meeting_turns_only_at_the_end_of_the_range_and_is_not_said_to_depend_on_it():
    assert not runs(NAME)["printed"].claims["appeals.hangs_on_meetings"].holds
    table = survival_table(Book(NAME, FROZEN).varied(edition(), lang="en"), "appeals.per_meeting_fell")
    assert set(table.frame["Verdict the same over"]) == {"the whole range"}


@pytest.mark.parametrize("name", ["appeals.meetings_before", "appeals.limit_constant"])
def test_what_an_assumption_moves_is_what_the_register_says(name):
    varied = Book(NAME, FROZEN).varied(edition())
    assert {result for result in varied.results if name in varied.of(result)} == set(
        edition().assumptions[name].used_by
    )


def test_an_outcome_that_depends_on_the_meetings_before_goes_with_them():
    ratios = [run(NAME, meetings_before=m).results["appeals.per_meeting.ratio"].value for m in (1.8, 2.2)]
    assert ratios[0] < ratios[1]
