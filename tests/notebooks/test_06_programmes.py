"""The programmes notebook on reports that differ from the printed one."""

import csv

import pytest
from notebooks.books import FROZEN, run, runs

from analysis.methods.proportions import wilson

NAME = "06_programmes"
SMALL = {"joint_evaluation", "regulation_reform", "policy_training"}


def raw(table):
    """The rows of a table as the edition prints them."""
    with (FROZEN / "data/raw/2020-09" / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def staff(**changed):
    """The staff table with other counts in some divisions, its total made to fit; `each` changes every division."""
    each = changed.pop("each", lambda row: {})
    rows = [row for row in raw("staff_by_division") if row["division"] != "total"]
    rows = [{**row, **{name: str(count) for name, count in {**each(row), **changed.get(row["division"], {})}.items()}}
            for row in rows]  # fmt: skip
    total = {name: str(sum(int(row[name]) for row in rows)) for name in ("quota", "current", "women")}
    return {"rows": {"staff_by_division": [{"division": "total", **total, "line": "24"}, *rows]}}


def printing(*ids):
    """The statements with more figures of these ids, each in the section that its id names first."""
    sections = {"acting_mayor": "acting_mayor", "agencies": "agencies_covid", "intl_orgs": "intl_orgs"}

    def with_more(rows):
        new = [{**rows[0], "figure": name, "section": sections[name.split(".")[0]], "printed": "3"} for name in ids]
        return [*rows, *new]

    return {"rows": {"statements": with_more}}


def of_sections(*kept):
    """The report with no statement but those of some sections."""
    return {"rows": {"statements": lambda rows: [row for row in rows if row["section"] in kept]}}


def as_of(figure, day):
    """The statements with another day for one of them."""
    return {"rows": {"statements": lambda rows: [
        {**row, "as_of": day} if row["figure"] == figure else row for row in rows]}}  # fmt: skip


def without(table, **keys):
    """A table without some of its rows."""
    return {"rows": {table: lambda rows: [
        row for row in rows if any(row[name] not in values for name, values in keys.items())]}}  # fmt: skip


OTHERWISE = {
    "evaluation.quantitative.achieved": "30", "regulation_review.kept.regulations": "60",
    "regulation.tasks.selected": "12", "inventions.royalties": "9,000", "legal_services.counselling.total": "90,000",
    "lawyers.village.visits_high": "1", "sustainable_plan.second.goals.count": "1", "gender.projects.dropped": "5",
    "gender.projects.next": "413", "oda_selection.projects.health.selected": "9",
    "evaluation_weights.core.programmes.total.points": "30", "organisation.staff.date": "2020. 10. 2.",
    "police.effect.date": "2020. 8. 1.", "autonomy_changes.bureaus.planned": "12", "auditor.institutions": "18",
    "aid_given.flooded.amount": "9", "friendship.renewal.notified": "60", "training.consulting.planned": "7",
    "city_meetings.cac.cities": "80", "honorary.selected.persons": "12", "overseas_projects.selected.projects": "19",
}  # fmt: skip
VARIANTS = {
    "otherwise": {"printed": OTHERWISE},
    "other_staff": staff(planning={"current": 39, "women": 19}, evaluation={"current": 10, "women": 3}),
    "men": staff(each=lambda row: {"women": int(row["current"]) // 10}),
    "lopsided": staff(planning={"women": 2}, overseas_cities={"women": 15}, cooperation={"women": 2}),
    "all_posts_filled": staff(each=lambda row: {"quota": row["current"]}),
    "all_above_quota": staff(each=lambda row: {"quota": int(row["current"]) - 1}),
    "one_sex": staff(each=lambda row: {"women": row["current"]}),
    "many_tasks": {"printed": {"regulation.tasks.selected": "60"}},
    "already_short": {"printed": {"inventions.royalties": "500"}},
    "no_fees": {"printed": {"inventions.royalties": "0"}},
    "given": {"patents": 3, "royalties": 2500, "swing": 0.5},
    "busy_centres": {"printed": {"legal_services.village.total": "16,000", "lawyers.village.visits_high": "2"}},
    "means_rounded": {"printed": {"legal_services.village.monthly_mean": "1,198"}},
    "means_wrong": {"printed": {"legal_services.village.monthly_mean": "1,100"}},
    "misprinted_total": {"printed": {"staff_by_division.total.women": "179"}},
    "more_counted": printing("acting_mayor.meetings", "agencies.cases", "intl_orgs.meetings"),
    "few_sections": {"rows": {**of_sections(*SMALL)["rows"], **{
        table: [] for table in ("aid_given", "friendship_mou", "city_meetings", "overseas_projects", "legal_services",
                                "police_committee", "autonomy_changes", "invention_rewards", "sustainable_plan",
                                "evaluation_weights", "evaluation_bonus", "evaluation_officers", "oda_selection",
                                "friendship_agreements")}}},
    "event_held": as_of("guayaquil.participants", "2020-09"),
    "nothing_soon": {"printed": {
        "diplomacy.tel_aviv.date": "'20.10.15.", "diplomacy.atlanta.date": "'20.10.23.",
        "diplomacy.u20.from": "'20.10.30.", "regulation.contest.end": "10. 25.",
        "agency_evaluation.moi.to": "10월"}},
    "no_total": without("staff_by_division", division=["total"]),
    "no_village": without("legal_services", service=["village"]),
    "nothing_counted": {"printed": {
        "evaluation.quantitative.measured": "0", "evaluation.quantitative.achieved": "0",
        "regulation.review.subject": "0", "regulation.tasks.proposed": "0", "regulation.tasks.selected": "0",
        "honorary.nominated.persons": "0", "honorary.selected.persons": "0", "lawyers.village.members": "0",
        "lawyers.village.centres": "0", "training.road.teams": "0", "oda.cost.2019": "0", "oda.projects.2019": "0",
        "overseas_projects.total.projects": "0", "gender.projects.next": "0", "inventions.patents.added": "0"}},
    "nobody": staff(each=lambda row: {"quota": 0, "current": 0, "women": 0}),
}  # fmt: skip
DRAWN = ("otherwise", "all_above_quota", "given", "nothing_soon")


def test_the_headlines_of_the_edition_are_these():
    assert {one.id: one.holds for one in runs(NAME)["printed"].headlines} == {
        "programmes.checked": True,
        "programmes.vacancies_hidden": True,
        "programmes.targets_met": True,
        "programmes.reward_raise": True,
        "programmes.village_lawyers": True,
    }


@pytest.mark.parametrize(("claim", "numbers"), [
    ("programmes.checked", ["21", "19", "14", "3"]),
    ("programmes.vacancies_hidden", ["307", "295", "12", "3.9%", "15"]),
    ("programmes.women_majority", ["295", "178", "60.3%", "45.2%", "80.0%"]),
    ("programmes.targets_met", ["81", "56", "69.1%", "25"]),
    ("programmes.regulations_kept", ["129", "102", "79.1%", "25", "1.6%"]),
    ("programmes.village_lawyers", ["10,977", "8,385", "76.4%", "9.9"]),
    ("programmes.more_than_one_a_visit", ["424", "0.7", "2.8"]),
    ("programmes.fewer_to_a_goal", ["328", "108", "−67.1%", "82.0", "6.4"]),
    ("programmes.gender_turnover", ["359", "333", "+26", "85", "59", "23.7%"]),
    ("programmes.aid_per_project", ["−16.3%", "−5.8%"]),
    ("programmes.acting_mayor", ["272", "53", "19.5%"]),
    ("programmes.police", ["7", "122"]),
    ("programmes.autonomy_act", ["3", "5", "18", "21", "500", "300"]),
    ("programmes.auditors", ["21", "18", "3"]),
    ("programmes.friendship", ["67", "3", "15", "64", "16"]),
    ("programmes.training", ["204", "20.4", "5"]),
    ("programmes.city_diplomacy", ["42", "83", "67"]),
    ("programmes.overseas", ["25", "32.0%"]),
    ("programmes.due", ["11", "5"]),
    ("programmes.divisions_alike", ["11", "0.6", "0.092", "5.9"]),
    ("programmes.small_divisions", ["15", "6", "12"]),
])  # fmt: skip
def test_the_sentences_of_the_edition_hold_its_numbers(claim, numbers):
    said = runs(NAME)["printed"].claims[claim].words
    for lang in ("ko", "en"):
        assert [number for number in numbers if number not in said[lang]] == []


def test_the_numbers_of_the_edition_give_the_results():
    found = {name: one.value for name, one in runs(NAME)["printed"].results.items()}
    assert found["staff.vacancy_share"] == pytest.approx(12 / 307)
    assert found["lawyers.consultations"] == 2520 + 8385 + 72
    assert found["gender.projects_next"] == 333 + 85 - 59
    assert found["inventions.balance.planned"] == 1836 - 918 - 1800
    assert (1 + found["oda.per_project_change"]) * 8 / 9 == pytest.approx(1 + found["oda.change"])


def test_shares_have_the_wilson_interval():
    results = runs(NAME)["printed"].results
    counts = {"staff.women_share": (178, 295), "evaluation.achieved_share": (56, 81)}
    assert {name: results[name] for name in counts} == {name: wilson(*count) for name, count in counts.items()}


def test_a_complete_count_is_a_fact_and_carries_no_interval():
    claims = runs(NAME)["printed"].claims
    for name in ("women_majority", "targets_met", "regulations_kept", "honorary", "overseas"):
        assert claims[f"programmes.{name}"].kind == "fact"
        assert "95%" not in claims[f"programmes.{name}"].words.en


def test_the_balance_carries_what_the_printed_digits_of_the_fees_allow():
    balance = runs(NAME)["printed"].results["inventions.balance.now"]
    assert (balance.low, balance.high) == (17.75, 18.25)


def test_fees_at_the_breakeven_leave_nothing_at_the_planned_reward():
    needed = runs(NAME)["printed"].results["inventions.breakeven_royalties"].value
    assert run(NAME, royalties=needed).results["inventions.balance.planned"].value == 0


def test_the_most_patents_that_fees_pay_for_make_no_deficit_and_one_more_does():
    balances = [run(NAME, patents=n).results["inventions.balance.planned"].value for n in (4, 5)]
    assert balances[0] >= 0 > balances[1]


def test_numbers_that_are_given_are_not_called_the_reports():
    given = runs(NAME)["given"]
    assert "가정한 실적" in given.claims["programmes.reward_raise"].words.ko
    assert given.results["inventions.balance.planned"].value == 2500 / 2 - 3 * 200


def test_the_table_of_programmes_keeps_to_what_is_printed_when_another_scenario_is_taken():
    frames = [runs(NAME)[variant].tables[0].frame for variant in ("printed", "given")]
    assert frames[0].equals(frames[1])


def test_every_programme_has_a_row_that_says_something():
    frame = runs(NAME)["printed"].tables[0].frame
    assert len(frame) == 21
    assert not frame[["promised", "counted"]].isna().all(axis=1).any()


def test_every_total_of_the_staff_table_recomputes_and_a_wrong_one_is_seen():
    assert "35" in runs(NAME)["printed"].claims["programmes.staff_adds_up"].words.en
    assert "1 differ" in runs(NAME)["misprinted_total"].claims["programmes.staff_adds_up"].words.en


@pytest.mark.parametrize(("variant", "said"), [
    ("printed", "cut, not rounded"), ("means_rounded", "agree when rounded"), ("means_wrong", "neither rounded"),
])  # fmt: skip
def test_the_check_of_the_monthly_means_says_how_they_were_made(variant, said):
    assert said in runs(NAME)[variant].claims["programmes.monthly_means"].words.en


def test_a_division_too_small_to_be_told_apart_is_one_whose_interval_reaches_the_offices_share():
    share = runs(NAME)["printed"].results["staff.women_share"].value
    reached = [n for n in range(16) if wilson(n, 15).low <= share <= wilson(n, 15).high]
    assert (reached[0], reached[-1]) == (6, 12)


def test_where_a_number_is_not_printed_nothing_is_concluded_from_it():
    bare = runs(NAME)["few_sections"]
    assert bare.claims["programmes.checked"].words.en.startswith("Of the office's 3 programmes")
    for name in ("acting_mayor", "police", "reward_raise", "village_lawyers", "friendship", "guayaquil"):
        assert not bare.claims[f"programmes.{name}"].holds
        assert "nothing is concluded" in bare.claims[f"programmes.{name}"].words.en, name
    assert "lawyers.consultations" not in bare.results


def test_an_office_of_one_sex_alone_is_not_put_to_the_test():
    assert "nothing is concluded" in runs(NAME)["one_sex"].claims["programmes.divisions_alike"].words.en


def test_the_dates_that_fall_before_the_next_report_are_named():
    assert "Tel Aviv" in runs(NAME)["printed"].claims["programmes.due"].words.en
    assert "none falls" in runs(NAME)["nothing_soon"].claims["programmes.due"].words.en


@pytest.mark.parametrize("printed", [{}, {"inventions.rewards.as_of": "'20.7월"}])
def test_the_chart_of_the_balance_says_where_fees_and_rewards_are_counted_up_to_different_times(printed):
    (caption,) = [
        one.caption
        for one in run(NAME, "en", drawn=True, printed=printed).figures
        if "less both rewards" in one.caption
    ]
    assert ("Counted up to different times" in caption) == bool(printed)


def test_the_swing_of_the_inputs_moves_the_sentence_that_names_it():
    claims = [run(NAME, swing=swing).claims["programmes.deficit_stays"] for swing in (0.1, 0.5)]
    assert claims[0].words != claims[1].words
