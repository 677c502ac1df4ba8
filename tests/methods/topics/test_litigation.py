"""The litigation topic's answers: the printed table, the reference results, other data, the edges."""

import csv
import math
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.data.edition import open_edition
from analysis.data.editions import Study
from analysis.data.inputs.litigation import inputs
from analysis.data.process import process_edition
from analysis.methods.rounding import Interval, interval_of
from analysis.methods.topics.litigation import Answers, Assumed, Inputs, answer
from analysis.methods.topics.litigation.cases import NamedCase
from analysis.methods.topics.litigation.docket import Docket, pending_path, series_of
from analysis.methods.topics.litigation.fragile import alternatives, least_days_of_a_long_docket, sensitivity
from analysis.methods.topics.litigation.wins import counted_otherwise

DETERMINISTIC = 1e-8
LEAST_COVERAGE, MOST_COVERAGE = 0.94, 0.97
JULY = Docket(
    period=pd.Timestamp("2020-07-01"),
    total=837,
    carried_over=559,
    new=278,
    closed=237,
    won=156,
    win_rate=interval_of("73.6"),
    lost=56,
    other=25,
    pending=600,
)
LINE_7 = NamedCase("line7", {"ko": "7호선", "en": "Line 7"}, interval_of("141"), interval_of("10"), interval_of("92.8"))
GIVEN = Inputs(
    dockets=(JULY,),
    direct=201,
    direct_period=pd.Timestamp("2020-07"),
    attorneys=9,
    win_threshold=50,
    cases=(LINE_7,),
    period_days=Assumed(213, 182, 213),
    other_lost_share=Assumed(0.5, 0, 1),
    place="Ⅲ.2.③",
    line=775,
    cut_offs={},
)


def of(**changed: int) -> Answers:
    """The answers for a docket that differs from July's."""
    return answer(replace(GIVEN, dockets=(replace(JULY, **changed),)))


def month_later(docket: Docket, **added: int) -> Docket:
    """The next row of the same year, its counts grown and its balances kept."""
    grown = {name: getattr(docket, name) + more for name, more in added.items()}
    later = replace(docket, **grown, period=docket.period + pd.DateOffset(months=1))
    closed = later.won + later.lost + later.other
    total = later.carried_over + later.new
    return replace(later, closed=closed, total=total, pending=total - closed)


def test_the_editions_inputs_are_the_printed_ones(project: Path) -> None:
    taken = inputs(open_edition("2020-09", project))
    assert taken.dockets == (JULY,)
    assert (taken.direct, taken.attorneys, taken.win_threshold) == (201, 9, 50)
    assert [case.id for case in taken.cases] == ["line7", "yangjae"]
    assert (taken.period_days, taken.other_lost_share) == (GIVEN.period_days, GIVEN.other_lost_share)


def test_a_parameter_takes_the_place_of_the_registers_value_and_widens_its_range(project: Path) -> None:
    taken = inputs(open_edition("2020-09", project), period_days=150, other_lost_share=0.2)
    assert taken.period_days == Assumed(150, 150, 213)
    assert taken.other_lost_share == Assumed(0.2, 0, 1)


def test_the_printed_row_recomputes_in_every_balance_and_in_its_win_rate() -> None:
    assert [(check.name, check.agrees) for check in JULY.checks()] == [
        ("total", True),
        ("closed", True),
        ("pending", True),
        ("win_rate", True),
    ]


@pytest.mark.parametrize("name", ["total", "closed", "pending", "won"])
def test_one_case_too_many_in_a_balance_is_seen(name: str) -> None:
    wrong = replace(JULY, **{name: getattr(JULY, name) + 1})
    assert not all(check.agrees for check in wrong.checks())


def test_a_win_rate_printed_a_tenth_too_high_is_seen() -> None:
    assert not replace(JULY, win_rate=interval_of("73.7")).checks()[-1].agrees


@pytest.mark.parametrize(
    ("case", "method", "name"),
    [
        ("win_excl_other", "wilson(R prop.test correct=FALSE)", "litigation.win_rate"),
        ("win_excl_other", "clopper_pearson(R binom.test)", "litigation.win_rate.exact"),
        ("win_incl_other", "wilson(R prop.test correct=FALSE)", "litigation.win_rate.all_closed"),
        ("win_incl_other", "wilson(R prop.test correct=FALSE)", "litigation.win_rate.worst"),
    ],
)
def test_win_rates_and_ranges_are_those_of_r(shared: Path, case: str, method: str, name: str) -> None:
    with (shared / "reference" / "binomial_intervals_R.csv").open(newline="") as stream:
        row = next(row for row in csv.DictReader(stream) if (row["case"], row["method"]) == (case, method))
    got = answer(GIVEN).results()[name]
    expected = [float(row[column]) for column in ("p", "lo95", "hi95")]
    assert [got.value, got.low, got.high] == pytest.approx(expected, rel=DETERMINISTIC)


def test_other_closings_move_the_rate_between_all_closed_and_all_but_the_lost() -> None:
    answers = answer(GIVEN)
    assert answers.win_rate_worst.value == 156 / 237
    assert answers.win_rate_best.value == 181 / 237
    assert answers.win_rate_assumed.value == pytest.approx((156 + 12.5) / 237)
    assert answers.win_rate_worst.value < answers.win_rate.value < answers.win_rate_best.value


def test_without_other_closings_all_win_rates_are_the_same() -> None:
    answers = of(other=0, closed=212, pending=625)
    assert answers.win_rate == answers.win_rate_worst == answers.win_rate_best
    assert answers.other_losses_borne == 0


def test_fifty_wins_that_are_not_full_ones_bring_the_rate_to_half() -> None:
    answers = answer(GIVEN)
    assert answers.to_half.value == 156 - 212 / 2
    assert answers.to_half_left_out is not None
    assert answers.to_half_left_out.value == 156 - 56
    rates = answers.counted_otherwise
    assert rates["not_won_low"][answers.wins_to_spare] > 0.5 >= rates["not_won_low"][answers.wins_to_spare + 1]
    assert rates["not_won"].iloc[0] == rates["left_out"].iloc[0] == answers.win_rate.value


def test_a_case_left_out_never_lowers_the_rate_more_than_one_counted_as_not_won() -> None:
    rates = counted_otherwise(won=40, lost=7)
    assert (rates["left_out"] >= rates["not_won"]).all()
    assert rates["not_won"].iloc[-1] == rates["left_out"].iloc[-1] == 0


def test_without_a_loss_leaving_wins_out_never_reaches_half() -> None:
    answers = of(lost=0, closed=181, pending=656)
    assert answers.to_half_left_out is None
    assert math.isnan(answers.counted_otherwise["left_out"].iloc[-1])


def test_a_docket_with_more_losses_than_wins_spares_no_win() -> None:
    answers = of(won=56, lost=156)
    assert (answers.to_half.value, answers.wins_to_spare, answers.other_losses_borne) == (0, 0, None)


def test_the_wilson_range_meets_one_half_when_cases_shrink_by_the_design_effect() -> None:
    answers = answer(GIVEN)
    cases, share, z = 212 / answers.design_effect.value, answers.win_rate.value, 1.959963984540054
    middle = (share + z * z / (2 * cases)) / (1 + z * z / cases)
    half_width = z / (1 + z * z / cases) * math.sqrt(share * (1 - share) / cases + z * z / (4 * cases**2))
    assert middle - half_width == pytest.approx(0.5, rel=DETERMINISTIC)


def test_clearance_disposition_and_year_end_are_those_of_their_definitions() -> None:
    answers = answer(GIVEN)
    assert answers.clearance.value == 237 / 278
    assert answers.disposition.value == pytest.approx(600 / 237 * 213)
    assert answers.pending_change.value == 41
    assert answers.pending_year_end.value == pytest.approx(600 + 41 / 213 * (366 - 213))


def test_the_range_of_the_clearance_rate_includes_one_although_the_docket_grew() -> None:
    clearance = answer(GIVEN).clearance
    assert clearance.low is not None
    assert clearance.high is not None
    assert clearance.low < clearance.value < 1 < clearance.high


def test_a_docket_of_december_ends_where_it_stands() -> None:
    december = replace(JULY, period=pd.Timestamp("2020-12-01"))
    end = answer(replace(GIVEN, dockets=(december,), period_days=Assumed(366, 335, 366))).pending_year_end
    assert (end.value, end.low, end.high) == (600, 600, 600)


def test_pending_cases_never_go_below_zero() -> None:
    path = pending_path(replace(JULY, pending=5, closed=500), 100, 200)
    assert path.pending.min() == path.low.min() == 0


def test_the_prediction_range_covers_what_a_poisson_docket_does() -> None:
    random = np.random.default_rng(20200901)
    days, ahead, new_a_day, closed_a_day, runs = 213, 153, 1.3, 1.1, 2000
    inside = 0
    for _ in range(runs):
        new, closed = int(random.poisson(new_a_day * days)), int(random.poisson(closed_a_day * days))
        end = pending_path(replace(JULY, new=new, closed=closed), days, ahead, points=2).end
        truth = JULY.pending + random.poisson(new_a_day * ahead) - random.poisson(closed_a_day * ahead)
        assert end.low is not None
        assert end.high is not None
        inside += end.low <= truth <= end.high
    assert LEAST_COVERAGE <= inside / runs <= MOST_COVERAGE


def test_direct_conduct_of_the_whole_docket_is_bounded_by_the_cases_carried_over() -> None:
    answers = answer(GIVEN)
    assert answers.direct_share.value == 201 / 278
    assert answers.direct_share_docket == (201 / 837, (201 + 559) / 837)
    assert answers.direct_per_attorney.value == pytest.approx(201 / 9)


def test_the_printed_percentage_of_line_7_fits_the_digits_of_its_amounts() -> None:
    share, implied = LINE_7.share_of_amounts, LINE_7.award_implied
    assert share is not None
    assert implied is not None
    assert share.value == pytest.approx(131 / 141)
    assert LINE_7.agrees
    assert LINE_7.awarded is not None
    assert implied.overlaps(LINE_7.awarded)


def test_a_percentage_beyond_the_digits_of_the_amounts_does_not_fit() -> None:
    assert replace(LINE_7, share_won=interval_of("92.4")).agrees is False


def test_exact_amounts_would_not_allow_the_printed_percentage() -> None:
    exact = replace(LINE_7, claim=Interval.exactly(Fraction(141)), awarded=Interval.exactly(Fraction(10)))
    assert exact.agrees is False


def test_a_case_without_an_award_is_not_judged() -> None:
    bare = replace(LINE_7, awarded=None, share_won=None)
    assert (bare.share_of_amounts, bare.agrees, bare.award_implied) == (None, None, None)


def test_one_period_has_nothing_to_compare_with() -> None:
    series = answer(GIVEN).series
    assert len(series) == 1
    assert math.isnan(series["won_since"].iloc[0])


def test_two_periods_of_a_year_are_compared_by_what_was_added() -> None:
    august = month_later(JULY, new=30, won=12, lost=6, other=2)
    series = series_of((JULY, august))
    assert series.loc["2020-08-01", ["new_since", "closed_since", "decided_since", "won_since"]].tolist() == [
        30,
        20,
        18,
        12,
    ]
    assert answer(replace(GIVEN, dockets=(JULY, august))).now == august


def test_a_new_year_or_a_count_that_fell_is_not_compared_by_differences() -> None:
    january = replace(JULY, period=pd.Timestamp("2021-01-01"))
    corrected = month_later(JULY, won=-3)
    assert series_of((JULY, january))["new_since"].isna().all()
    assert series_of((JULY, corrected))["won_since"].isna().all()


def test_a_row_for_august_becomes_the_newest_and_brings_its_own_days(study: Study) -> None:
    path = study.raw("2020-09") / "litigation.csv"
    path.write_text(path.read_text("utf-8") + "2020-08,867,559,308,257,168,73.0,62,27,610,776\n", "utf-8")
    process_edition(study, "2020-09")
    taken = inputs(open_edition("2020-09", study.root))
    assert [docket.period.month for docket in taken.dockets] == [7, 8]
    assert (taken.now.pending, taken.line) == (610, 776)
    assert taken.period_days == Assumed(213 + 31, 182 + 31, 213 + 31)
    assert all(check.agrees for check in taken.now.checks())


def test_sensitivity_moves_each_result_over_the_range_of_its_assumption() -> None:
    frame = sensitivity(answer(GIVEN)).set_index("result")
    assert frame.loc["disposition_days", "at_low"] == pytest.approx(600 / 237 * 182)
    assert frame.loc["pending_year_end", "at_low"] == pytest.approx(600 + 41 / 182 * (366 - 182))
    assert frame.loc["win_rate", ["at_low", "at_high"]].tolist() == pytest.approx([181 / 237, 156 / 237])


def test_more_than_a_year_stands_from_the_fewest_days_on_and_not_a_day_less() -> None:
    least = least_days_of_a_long_docket(answer(GIVEN))
    lows = [
        answer(replace(GIVEN, period_days=Assumed(days, 1, 366))).disposition.low or 0.0 for days in (least - 1, least)
    ]
    assert lows[0] <= GIVEN.year_days < lows[1]


def test_another_method_gives_the_same_win_and_clearance_rates_and_other_ranges() -> None:
    pairs = alternatives(answer(GIVEN))
    for name in ("win_rate", "clearance"):
        ours, other = pairs[name]
        assert ours.value == pytest.approx(other.value)
        assert ours.low != other.low
    assert pairs["stock"][1].value == pytest.approx((559 + 600) / 2 / 237 * 213)
    assert pairs["judgments"][1].value == pytest.approx(600 / 212 * 213)


def test_every_result_is_a_number_inside_its_range() -> None:
    for name, result in answer(GIVEN).results().items():
        assert math.isfinite(result.value), name
        assert result.unit, name
        assert result.low is None or result.low <= result.value, name
        assert result.high is None or result.value <= result.high, name


@pytest.mark.parametrize(
    "wrong",
    [
        {"dockets": ()},
        {"dockets": (month_later(JULY), JULY)},
        {"dockets": (JULY, JULY)},
        {"period_days": Assumed(0, 0, 213)},
        {"period_days": Assumed(367, 182, 367)},
        {"other_lost_share": Assumed(1.2, 0, 1.2)},
    ],
)
def test_inputs_that_are_none_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"docket|days|share"):
        replace(GIVEN, **wrong)


def test_a_docket_in_which_nothing_was_decided_has_no_win_rate() -> None:
    with pytest.raises(ValueError, match="0 of 0"):
        _ = of(won=0, lost=0).win_rate


def test_direct_conduct_is_held_against_the_docket_of_its_own_period():
    later = replace(
        JULY,
        period=JULY.period + pd.DateOffset(months=2),
        new=JULY.new + 61,
        total=JULY.total + 61,
        pending=JULY.pending + 61,
    )
    answers = answer(replace(GIVEN, dockets=(JULY, later)))
    assert answers.now.new == later.new
    assert answers.direct_share.value == pytest.approx(201 / 278)
