"""The programmes' printed numbers are replicated, and what follows from them is worked out rightly."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from scipy.stats import chi2

from analysis.data.edition import open_edition
from analysis.data.inputs.programmes import inputs
from analysis.methods.proportions import wilson
from analysis.methods.rounding import Interval
from analysis.methods.topics.programmes import Inputs, answer
from analysis.methods.topics.programmes.law import ActingMayor, PoliceBill
from analysis.methods.topics.programmes.reviews import fewest_above, to_spare
from analysis.methods.topics.programmes.services import LegalServices
from analysis.methods.topics.programmes.staff import Division, Staff

TENTH_OF_A_POINT = 0.0005  # of a share printed to a tenth of a per cent
FLOAT_ROUNDING = 1e-12
REQUIRED = {
    "evaluation.achieved_share",
    "regulation.kept_share",
    "lawyers.consultations",
    "gender.projects_next",
    "staff.vacancy_share",
    "staff.women_share",
}


@pytest.fixture(scope="module")
def printed(project) -> Inputs:
    return inputs(open_edition("2020-09", project))


def division(current: int, women: int, quota: int | None = None) -> Division:
    return Division({"ko": "부서", "en": "division"}, current if quota is None else quota, current, women, {})


def staff(*divisions: Division) -> Staff:
    quota, current, women = (sum(getattr(each, of) for each in divisions) for of in ("quota", "current", "women"))
    return Staff(division(current, women, quota), {str(place): each for place, each in enumerate(divisions)})


def test_the_results_asked_for_are_recorded_under_their_ids(printed):
    assert answer(printed).results().keys() >= REQUIRED


def test_the_numbers_of_the_edition_give_the_results(printed):
    found = {name: result.value for name, result in answer(printed).results().items()}
    assert found["staff.vacancy_share"] == pytest.approx(12 / 307, abs=FLOAT_ROUNDING)
    assert found["staff.women_share"] == pytest.approx(178 / 295, abs=FLOAT_ROUNDING)
    assert found["evaluation.achieved_share"] == pytest.approx(56 / 81, abs=FLOAT_ROUNDING)
    assert found["regulation.kept_share"] == pytest.approx(102 / 129, abs=FLOAT_ROUNDING)
    assert found["lawyers.consultations"] == 2520 + 8385 + 72
    assert found["gender.projects_next"] == 333 + 85 - 59


def test_shares_have_the_wilson_range(printed):
    results = answer(printed).results()
    counts = {
        "staff.women_share": (178, 295),
        "evaluation.achieved_share": (56, 81),
        "regulation.kept_share": (102, 129),
    }
    assert {name: results[name] for name in counts} == {name: wilson(*count) for name, count in counts.items()}


def test_every_total_of_the_staff_table_recomputes(printed):
    assert printed.staff.right_sums == len(printed.staff.sums) == 3 + 2 * 4 + 2 * 12


def test_a_wrong_digit_in_the_staff_table_is_seen_in_its_row_and_its_column(printed):
    planning = replace(printed.staff.divisions["planning"], current=43)
    wrong = replace(printed.staff, divisions={**printed.staff.divisions, "planning": planning})
    assert len(wrong.sums) - wrong.right_sums == 2


def test_people_above_the_quota_hide_vacancies_of_other_divisions():
    found = staff(division(12, 6, quota=10), division(7, 3, quota=10))
    assert (found.vacancies, found.unfilled, found.surplus) == (1, 3, 2)


def test_the_women_that_cannot_be_told_from_the_office_are_the_ones_whose_range_reaches_its_share(printed):
    share = printed.staff.total.women_share.value
    fewest, most = printed.staff.unremarkable_women(15)
    reached = [k for k in range(16) if wilson(k, 15).low <= share <= wilson(k, 15).high]
    assert reached == list(range(fewest, most + 1))
    assert (fewest, most) == (6, 12)


def test_the_test_of_all_divisions_is_pearsons():
    found = staff(division(20, 10), division(20, 16)).alike
    statistic = sum((k - 13) ** 2 / 13 + (k - 13) ** 2 / 7 for k in (10, 16))
    assert found is not None
    assert (found.statistic, found.freedom, found.least_expected) == (pytest.approx(statistic), 1, 7)
    assert found.p == pytest.approx(chi2.sf(statistic, 1))


def test_an_office_of_one_sex_alone_is_not_put_to_the_test():
    assert staff(division(5, 5), division(8, 8)).alike is None


def test_a_majority_has_to_spare_what_can_be_lost_until_its_range_reaches_one_half():
    needed = fewest_above(0.5, 81)
    assert needed is not None
    assert wilson(needed, 81).low > 0.5 >= wilson(needed - 1, 81).low
    assert to_spare(56, 81) == 56 - needed


def test_of_so_few_that_not_even_all_show_a_majority_there_is_nothing_to_spare():
    assert fewest_above(0.5, 3) is None
    assert to_spare(3, 3) is None


def test_the_balance_is_the_fees_less_both_rewards(printed):
    assert printed.inventions.balance_now.value == 1836 - 918 - 900
    assert printed.inventions.balance_planned.value == 1836 - 918 - 1800


def test_the_rewards_printed_are_those_that_the_balance_takes_off(printed):
    assert printed.inventions.paid == printed.inventions.patents * printed.inventions.reward_now


def test_the_balance_carries_what_the_printed_digits_of_the_fees_allow(printed):
    assert (printed.inventions.balance_now.low, printed.inventions.balance_now.high) == (17.75, 18.25)


def test_fees_at_the_breakeven_leave_nothing_at_the_planned_reward(printed):
    needed = Interval.exactly(Fraction(printed.inventions.breakeven_royalties.value))
    assert replace(printed.inventions, royalties=needed).balance_planned.value == 0


def test_one_patent_more_than_can_be_afforded_makes_a_deficit(printed):
    curve, most = printed.inventions.curve["planned"], printed.inventions.affordable_patents
    assert curve[most] >= 0 > curve[most + 1]


def test_the_inputs_of_the_balance_are_moved_one_at_a_time(printed):
    swings = printed.inventions.swings
    assert swings.at["royalties", "at_high"] == pytest.approx(1836 * 1.25 * 0.5 - 1800)
    assert swings.at["patents", "at_low"] == pytest.approx(918 - 0.75 * 1800)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"disposal_share": Fraction(1)}, "inventors' share"),
        ({"reward_planned": 0}, "reward"),
        ({"patents": -1}, "negative"),
        ({"swing": Fraction(1)}, "swing"),
    ],
)
def test_an_impossible_scheme_of_rewards_is_refused(printed, wrong, told):
    with pytest.raises(ValueError, match=told):
        replace(printed.inventions, **wrong)


def test_what_is_taken_in_place_of_the_printed_moves_the_scenario_alone(project):
    given = inputs(open_edition("2020-09", project), patents=4, royalties=2000)
    assert (given.scenario.patents, given.scenario.fees, given.scenario.assumed) == (4, 2000, True)
    assert (given.inventions.patents, given.inventions.fees, given.inventions.assumed) == (9, 1836, False)
    assert answer(given).results()["inventions.balance.planned"].value == 2000 / 2 - 4 * 200


def test_a_service_without_village_lawyers_is_refused(printed):
    rest = {name: service for name, service in printed.lawyers.services.items() if name != "village"}
    with pytest.raises(ValueError, match="village"):
        replace(printed.lawyers, services=rest)


def test_the_visits_bound_the_consultations_of_one(printed):
    found: LegalServices = printed.lawyers
    low, high = found.per_visit
    assert low * found.visits[1] == pytest.approx(high * found.visits[0])
    assert high == pytest.approx(8385 / 424 / 7)


def test_the_monthly_mean_of_the_counselling_office_is_the_printed_one(printed):
    office = printed.lawyers.services["counselling"]
    assert printed.lawyers.monthly_mean(office) == 360


def test_aid_a_project_falls_less_than_the_total_by_the_projects_lost(printed):
    change, each = printed.aid.change.value, printed.aid.per_project_change.value
    assert (1 + each) * 8 / 9 == pytest.approx(1 + change)
    assert change == pytest.approx(-0.163, abs=TENTH_OF_A_POINT)


def test_each_scheme_of_evaluation_has_a_hundred_points(printed):
    assert set(printed.agencies.totals.values()) == {100}
    assert printed.agencies.city_over_ministry == 50 - 30


def test_the_renewals_are_spread_over_the_cycle(printed):
    assert printed.friendship.renewals_a_year == 64 / 4
    assert sum(printed.friendship.tiers.values()) == printed.friendship.agreements


@pytest.mark.parametrize(
    ("reported", "elapsed"),
    [(date(2020, 7, 1), 0), (date(2020, 7, 11), 1), (date(2020, 9, 1), 53), (date(2022, 1, 1), 272)],
)
def test_the_days_passed_of_the_acting_mayor_stay_within_the_period(reported, elapsed):
    assert ActingMayor(date(2020, 7, 10), date(2021, 4, 7), 272, reported).elapsed == elapsed


def test_the_delay_asked_for_is_counted_over_the_turn_of_the_year():
    assert PoliceBill(date(2020, 11, 1), date(2021, 2, 1), 7, 1).months_later == 3


def test_every_section_of_the_report_has_its_place(printed):
    assert all(place.first <= place.last for place in printed.places.values())
    assert printed.places["gender_budget"].names == {"ko": "성인지예산", "en": "Gender budget"}
