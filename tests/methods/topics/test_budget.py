"""The budget topic's answers: the printed tables, the reference results, other data, the edges."""

import csv
import math
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from analysis.data.edition import open_edition
from analysis.data.inputs.budget import inputs
from analysis.methods.rounding import Interval, interval_of
from analysis.methods.topics.budget import Answers, Inputs, answer, sensitivity
from analysis.methods.topics.budget.bonds import Bonds
from analysis.methods.topics.budget.lines import Budget, Row, herfindahl
from analysis.methods.topics.budget.printed import Check
from analysis.methods.topics.budget.reviews import Panel, compare

DETERMINISTIC = 1e-8
OF_A_MILLION = 1  # KRW million: two totals, each printed to the million, differ by half of one either way


@pytest.fixture(scope="module")
def given(project: Path) -> Inputs:
    return inputs(open_edition("2020-09", project))


@pytest.fixture(scope="module")
def answers(given: Inputs) -> Answers:
    return answer(given)


def row(before: int, after: int, projects: tuple[int, int] | None = None) -> Row:
    """A budget row that is printed without error."""
    counts = projects or (None, None)
    figures = (interval_of(str(before)), interval_of(str(after)), interval_of(str(after - before)))
    return Row(*figures, *counts)


def budget_of(*lines: tuple[int, int], most: float = 0.8) -> Budget:
    """A budget of one account with these lines, each the earlier and the later amount."""
    rows = {f"line{place}": row(*line) for place, line in enumerate(lines)}
    total = row(sum(line[0] for line in lines), sum(line[1] for line in lines))
    return Budget({"total": total, "funds": total}, {"funds": total}, {"funds": rows}, (2019, 2020), most)


def panel_of(cost: int = 1000, **outcomes: int) -> Panel:
    return Panel(outcomes, {}, sum(outcomes.values()), interval_of(str(cost)), 1)


# The budget.


def test_the_printed_change_is_the_difference_of_both_totals(answers: Answers) -> None:
    change = answers.results()["budget.change"]
    assert change.value == -742_452
    assert change.low == change.value - OF_A_MILLION
    assert change.high == change.value + OF_A_MILLION


def test_the_accounts_share_the_whole_change(answers: Answers) -> None:
    shares = answers.budget.change_shares
    assert set(shares) == {"general", "special", "funds"}
    assert math.fsum(share.value for share in shares.values()) == pytest.approx(1, rel=DETERMINISTIC)
    assert shares["funds"].value == pytest.approx(392_560 / 742_452, rel=DETERMINISTIC)


def test_the_two_largest_cuts_are_found_by_computation(answers: Answers) -> None:
    assert answers.budget.main_cuts == ["funds.debt_redemption", "general.fiscal_balance"]
    cuts = 459_748 + 267_903 + 87_035 + 10_366 + 382 + 349 + 62 + 55
    assert answers.budget.main_share == pytest.approx((459_748 + 267_903) / cuts, rel=DETERMINISTIC)


def test_cuts_and_rises_come_to_the_change(answers: Answers) -> None:
    budget = answers.budget
    assert budget.rises - budget.cuts["cut"].sum() == budget.change.value


def test_the_rest_is_what_the_main_cuts_leave(answers: Answers) -> None:
    rest = answers.budget.rest
    assert rest.before.midpoint == 3_654_786 - 1_248_062 - 844_837
    assert rest.after.midpoint == 2_912_334 - 788_314 - 576_934


def test_another_fraction_finds_other_lines_where_the_bounds_say_so(answers: Answers) -> None:
    above, up_to = answers.budget.most_that_keeps
    lines = [len(replace(answers.budget, most=most).main_cuts) for most in (above, np.nextafter(above, 1), up_to)]
    assert lines == [1, 2, 2]
    assert len(replace(answers.budget, most=float(np.nextafter(up_to, 1))).main_cuts) == 3


def test_a_cut_of_a_single_line_is_all_there_is() -> None:
    budget = budget_of((100, 40), (50, 60), (30, 30))
    assert budget.main_cuts == ["funds.line0"]
    assert budget.main_share == 1
    assert budget.rises == 10


def test_a_budget_in_which_everything_rose_has_no_cuts() -> None:
    budget = budget_of((100, 140), (50, 60))
    assert budget.main_cuts == []
    assert budget.main_share == 0
    assert budget.rest_change is not None
    assert budget.rest_change.value == pytest.approx(200 / 150 - 1)


def test_a_total_that_stands_still_has_no_shares() -> None:
    assert budget_of((100, 90), (50, 60)).change_shares == {}


def test_where_all_lines_were_cut_nothing_is_left_to_compare() -> None:
    assert budget_of((100, 50)).rest_change is None


def test_the_herfindahl_index_of_equal_lines_is_one_over_their_number() -> None:
    assert herfindahl(np.full(8, 1 / 8)) == pytest.approx(1 / 8)
    assert herfindahl(np.array([1.0, 0.0])) == 1


def test_equal_lines_count_each_as_one() -> None:
    budget = budget_of((10, 10), (10, 10), (10, 10), (10, 10))
    assert budget.effective_lines == pytest.approx((4, 4))
    assert budget.top_share == pytest.approx((0.5, 0.5))


def test_the_money_without_a_count_of_projects_is_told(answers: Answers) -> None:
    assert answers.budget.uncounted[1] == pytest.approx((6_511 + 1_116_543 + 788_314 + 1_175) / 2_912_334)


def test_the_revision_that_levels_the_years_brings_the_total_to_the_earlier_one(answers: Answers) -> None:
    revised = float(answers.budget.total.after.midpoint) * (1 + answers.budget.revision_to_level.value)
    assert revised == pytest.approx(float(answers.budget.total.before.midpoint), rel=DETERMINISTIC)


def test_a_fraction_that_is_none_is_refused(given: Inputs) -> None:
    with pytest.raises(ValueError, match="fraction above 0 and below 1"):
        replace(given.budget, most=1.0)


def test_an_account_without_lines_is_refused(given: Inputs) -> None:
    with pytest.raises(ValueError, match="accounts"):
        replace(given.budget, lines={"general": given.budget.lines["general"]})


# The checks.


def test_every_printed_sum_comes_out_or_was_cut_off(answers: Answers) -> None:
    wrong = [check for check in answers.checks if not check.possible]
    assert [(check.kind, check.item) for check in wrong] == [("unit", "funds")]
    assert wrong[0].cut_off


def test_a_wrong_digit_in_any_line_is_found(given: Inputs) -> None:
    for account, lines in given.budget.lines.items():
        for name, line in lines.items():
            wrong = {**given.budget.lines, account: {**lines, name: replace(line, after=line.after + 100)}}
            made = answer(replace(given, budget=replace(given.budget, lines=wrong)))
            assert any(not (check.possible or check.cut_off) for check in made.checks), (account, name)


def test_a_wrong_count_of_projects_is_found(given: Inputs) -> None:
    total = replace(given.budget.total, projects_after=77)
    made = answer(replace(given, budget=replace(given.budget, accounts={**given.budget.accounts, "total": total})))
    assert [check.item for check in made.checks if not check.possible and check.kind == "sum"] == [
        "total.projects_after"
    ]


@pytest.mark.parametrize(
    ("printed", "recomputed", "cut_off"), [("192", "192.7", True), ("192", "191.9", False), ("-3", "-3.9", True)]
)
def test_digits_are_cut_off_towards_zero(printed: str, recomputed: str, cut_off: bool) -> None:
    exact = Interval.exactly(interval_of(recomputed).midpoint)
    assert Check("unit", "", interval_of(printed), exact).cut_off is cut_off


# Bonds.


def test_issued_and_left_are_the_limit(answers: Answers) -> None:
    results = answers.results()
    assert results["bonds.remaining"].value == 36_164 - 18_817
    assert results["bonds.issued_share"].value == pytest.approx(18_817 / 36_164, rel=DETERMINISTIC)


def test_the_rate_gap_is_as_wide_as_the_coarser_rate_is_printed(answers: Answers) -> None:
    gap = answers.results()["bonds.rate_gap"]
    assert gap.value == pytest.approx(0.776, rel=DETERMINISTIC)
    assert (gap.low, gap.high) == (pytest.approx(0.7705), pytest.approx(0.7815))


def test_interest_on_what_is_issued_and_left_is_that_on_the_limit(answers: Answers) -> None:
    bonds = answers.bonds
    parts = bonds.worth(bonds.issued).value + bonds.worth(bonds.left).value
    assert parts == pytest.approx(bonds.worth(bonds.limit).value, rel=DETERMINISTIC)
    assert bonds.worth(bonds.issued).value == pytest.approx(18_817 * 0.776 / 100, rel=DETERMINISTIC)


def test_a_rate_gap_that_is_given_has_no_rounding(project: Path) -> None:
    gap = answer(inputs(open_edition("2020-09", project), rate_gap=0.5)).results()["bonds.rate_gap"]
    assert (gap.low, gap.value, gap.high) == (0.5, 0.5, 0.5)


def test_a_gap_at_equal_maturity_moves_interest_and_not_the_printed_gap(answers: Answers) -> None:
    half = replace(answers, inputs=replace(answers.inputs, bonds=replace(answers.bonds, matched=Fraction(1, 2))))
    before, after = answers.results(), half.results()
    assert after["bonds.rate_gap"] == before["bonds.rate_gap"]
    for name in ("bonds.rate_gap.worth_issued", "bonds.rate_gap.worth_remaining"):
        assert after[name].value == pytest.approx(before[name].value / 2, rel=DETERMINISTIC)
    row = sensitivity(half).loc["gap"]
    assert (row["low"], row["value"], row["high"]) == pytest.approx((0, 0.388, 1.552), rel=DETERMINISTIC)


def test_the_pace_needed_at_the_even_month_is_the_pace_so_far(answers: Answers) -> None:
    bonds = answers.bonds
    month = bonds.elapsed_at_even_pace
    even = replace(bonds, elapsed=month, counted=date(2020, math.ceil(month), 1)).pace_ratio
    assert even is not None
    assert even.value == pytest.approx(1, rel=DETERMINISTIC)


def test_the_pace_runs_from_the_start_to_the_end_of_the_month_counted(answers: Answers) -> None:
    pace = answers.bonds.pace_ratio
    assert pace is not None
    assert pace.high == pace.value == pytest.approx((17_347 / 4) / (18_817 / 8), rel=DETERMINISTIC)
    assert pace.low == pytest.approx((17_347 / 5) / (18_817 / 7), rel=DETERMINISTIC)


def test_in_december_there_is_no_pace_left(answers: Answers) -> None:
    december = replace(answers.bonds, counted=date(2020, 12, 1), elapsed=12)
    assert december.pace_ratio is None
    assert december.paces is None


def test_with_nothing_issued_there_is_no_pace_to_compare(answers: Answers) -> None:
    assert replace(answers.bonds, issued=interval_of("0")).pace_ratio is None


def test_the_new_limit_is_issued_least_when_what_was_carried_over_goes_first(answers: Answers) -> None:
    assert answers.bonds.new_issued_share == pytest.approx(((18_817 - 3_187) / 32_977, 18_817 / 32_977))


def test_a_limit_that_was_all_carried_over_has_no_new_part(answers: Answers) -> None:
    assert replace(answers.bonds, carried_over=answers.bonds.limit).new_issued_share is None


def test_months_outside_the_month_counted_are_refused(answers: Answers) -> None:
    with pytest.raises(ValueError, match="month 8"):
        replace(answers.bonds, elapsed=9)


def test_a_limit_of_nothing_is_refused(answers: Answers) -> None:
    with pytest.raises(ValueError, match="limit"):
        replace(answers.bonds, limit=interval_of("0"))


def test_january_has_no_month_before_it(answers: Answers) -> None:
    january = replace(answers.bonds, counted=date(2020, 1, 1), elapsed=1)
    assert isinstance(january, Bonds)
    assert january.year_end is not None
    assert january.year_end.high is None


# Reviews.


def test_review_shares_match_the_reference(answers: Answers, shared: Path) -> None:
    with (shared / "reference" / "binomial_intervals_R.csv").open(encoding="utf-8") as stream:
        wilson = {line["case"]: line for line in csv.DictReader(stream) if line["method"].startswith("wilson(R")}
    cases = {"invest_fit": "adequate", "invest_cond": "conditional", "invest_recon": "reconsider"}
    for case, outcome in {**cases, "invest_return": "returned"}.items():
        share = answers.reviews.city.share(outcome)
        expected = [float(wilson[case][name]) for name in ("p", "lo95", "hi95")]
        assert [share.value, share.low, share.high] == pytest.approx(expected, rel=DETERMINISTIC)


def test_approved_means_adequate_alone(answers: Answers) -> None:
    results = answers.results()
    assert results["review.city.approved_share"].value == 25 / 146
    assert results["review.city.proceeding_share"].value == (25 + 64) / 146
    assert results["review.city.proceeding_share.judged"].value == (25 + 64) / (146 - 48)


def test_the_mean_cost_is_the_total_over_the_projects(answers: Answers) -> None:
    results = answers.results()
    assert results["review.city.mean_cost"].value == pytest.approx(141_669 / 146, rel=DETERMINISTIC)
    assert results["review.central.mean_cost"].value == pytest.approx(402, rel=DETERMINISTIC)


def test_the_panels_part_in_how_they_stop_projects(answers: Answers) -> None:
    assert answers.reviews.apart == ("reconsider", "returned")


def test_counting_those_returned_decides_whether_the_panels_differ(answers: Answers) -> None:
    judged = answers.reviews.compared_judged
    assert judged is not None
    assert (answers.reviews.compared.differs, judged.differs) == (False, True)
    assert not judged.agrees


def test_panels_alike_do_not_differ() -> None:
    alike = compare(60, 60, 100, 100)
    assert alike.ratio is not None
    assert alike.ratio.value == 1
    assert not alike.differs
    assert alike.agrees


def test_panels_far_apart_differ_by_every_method() -> None:
    apart = compare(90, 20, 100, 100)
    assert apart.differs
    assert apart.agrees


def test_a_panel_that_lets_nothing_through_has_no_ratio() -> None:
    assert compare(5, 0, 10, 10).ratio is None


def test_the_bounds_by_cost_hold_the_share_of_every_allotment() -> None:
    panel = panel_of(cost=1000, adequate=3, returned=2)
    bounds = panel.cost_share(interval_of("100"), "adequate")
    assert bounds is not None
    for each in range(100, 267):
        share = 3 * each / 1000
        others = (1000 - 3 * each) / 2
        assert others < 100 or bounds.low <= share <= bounds.high  # type: ignore[operator]
    assert (bounds.low, bounds.high) == (pytest.approx(0.3), pytest.approx(0.8))


def test_all_projects_have_all_of_the_cost_and_none_has_none() -> None:
    panel = panel_of(adequate=3)
    every, none = (panel.cost_share(interval_of("1"), outcome) for outcome in ("adequate", "returned"))
    assert every is not None
    assert none is not None
    assert (every.low, every.high) == (1, 1)
    assert (none.low, none.high) == (0, 0)


def test_projects_that_cannot_all_cost_the_threshold_have_no_bounds() -> None:
    assert panel_of(cost=100, adequate=3).cost_share(interval_of("40"), "adequate") is None


def test_a_panel_that_returned_everything_judged_nothing() -> None:
    panel = panel_of(returned=3)
    assert panel.judged == 0
    assert panel.proceeding_of_judged is None


def test_an_outcome_that_no_panel_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="postponed"):
        panel_of(postponed=3)


def test_a_panel_that_reviewed_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="reviewed nothing"):
        panel_of()


# The whole.


def test_every_result_is_finite_and_within_its_range(answers: Answers) -> None:
    for name, result in answers.results().items():
        assert math.isfinite(result.value), name
        assert result.low is None or result.low <= result.value, name
        assert result.high is None or result.value <= result.high, name


def test_every_result_of_the_topic_is_there(answers: Answers) -> None:
    assert {
        *("budget.change", "budget.change_share.general", "budget.change_share.special", "budget.change_share.funds"),
        *("bonds.issued_share", "bonds.remaining", "bonds.rate_gap"),
        *("review.city.approved_share", "review.city.returned_share"),
        *("review.city.mean_cost", "review.central.mean_cost"),
    } <= set(answers.results())


def test_each_choice_is_varied_around_what_was_taken(answers: Answers) -> None:
    frame = sensitivity(answers)
    assert list(frame.index) == ["most", "revision", "elapsed", "gap"]
    assert (frame["low"] <= frame["value"]).all()
    assert (frame["value"] <= frame["high"]).all()
    assert frame.loc["revision", "at_high"] == pytest.approx(0, abs=OF_A_MILLION)
    assert frame.loc["gap", "at_low"] == 0


def test_a_choice_that_is_not_open_is_not_varied(answers: Answers) -> None:
    december = replace(answers.bonds, counted=date(2020, 12, 1), elapsed=12)
    without_cuts = budget_of((100, 140))
    made = answer(replace(answers.inputs, bonds=december, budget=without_cuts))
    assert list(sensitivity(made).index) == ["revision", "gap"]
    assert "bonds.pace_ratio" not in made.results()
