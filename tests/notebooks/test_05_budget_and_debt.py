"""The budget notebook on budgets, bonds and reviews that differ from the printed ones."""

import pytest
from notebooks.books import edition, run, runs

NAME = "05_budget_and_debt"
BUDGET_TABLES = ("budget_accounts", "budget_divisions", "budget_special", "budget_funds")
OUTCOMES = ("adequate", "conditional", "reconsider", "returned")


def budget(change):
    """Every row of the budget with what a function makes of its amounts of both years."""

    def changed(rows):
        amounts = [(int(row[year].replace(",", "")) for year in ("final_2019", "budget_2020")) for row in rows]
        made = [change(before, after) for before, after in amounts]
        return [
            {**row, "final_2019": f"{before:,}", "budget_2020": f"{after:,}", "change": f"{after - before:,}"}
            for row, (before, after) in zip(rows, made, strict=True)
        ]

    return {"rows": dict.fromkeys(BUDGET_TABLES, changed)}


def reviews(city, central, **city_panel):
    """Reviews with these counts by outcome, the costs and meetings as printed unless given."""
    counts = {"city": city, "central": central}

    def panels(rows):
        sizes = [{**row, "projects": str(sum(counts[row["panel"]]))} for row in rows]
        return [{**row, **(city_panel if row["panel"] == "city" else {})} for row in sizes]

    outcomes = [
        {"panel": panel, "outcome": outcome, "projects": str(n), "share": f"{100 * n / max(1, sum(each)):.0f}",
         "line": "1007"}
        for panel, each in counts.items() for outcome, n in zip(OUTCOMES, each, strict=True)
    ]  # fmt: skip
    return {"rows": {"investment_panels": panels, "investment_outcomes": outcomes}}


def without(table, key, row):
    """A table that lacks one of its rows."""
    return {"rows": {table: lambda rows: [one for one in rows if one[key] != row]}}


def printed(**tokens):
    return {"printed": {name.replace("__", "."): token for name, token in tokens.items()}}


CITY, CENTRAL = (25, 64, 9, 48), (0, 10, 5, 0)
COUNTED = {f"budget_funds.{fund}.projects_2020": "3" for fund in ("debt_redemption", "investment_loan")}
VARIANTS = {
    "raised": budget(lambda before, after: (before, 2 * before)),
    "level": budget(lambda before, after: (before, before)),
    "equal_lines": budget(lambda before, after: (100, 50)),
    "no_budget": budget(lambda before, after: (0, 0)),
    "special_rose": printed(budget_accounts__special__budget_2020="200,000"),
    "misprinted_total": printed(budget_accounts__total__change="-742,457"),
    "counted_funds": {"printed": COUNTED},
    "ahead": printed(bonds__issued="3조 4,000"),
    "around_even": printed(bonds__issued="2조 2,000"),
    "hardly_carried": printed(bonds__limit__carried_over="100"),
    "nothing_issued": printed(bonds__issued="0"),
    "december": printed(bonds__issued__as_of="12월"),
    "january": printed(bonds__issued__as_of="1월"),
    "dearer": printed(bonds__rate__public="2.500"),
    "coarse_rates": printed(bonds__rate__public="1", bonds__rate__bank="2"),
    "given_gap": {"rate_gap": 0.5},
    "given_negative_gap": {"rate_gap": -0.5},
    "nearly_all": {"most": 0.95},
    "lenient": reviews((100, 40, 0, 6), (0, 5, 10, 0)),
    "alike": reviews((60, 0, 40, 0), (60, 0, 40, 0)),
    "strict": reviews((10, 10, 26, 100), CENTRAL),
    "rejecting": reviews((5, 5, 90, 6), CENTRAL),
    "none_judged": reviews((0, 0, 0, 20), CENTRAL),
    "central_stops_all": reviews(CITY, (0, 0, 15, 0)),
    "nothing_reviewed": reviews((0, 0, 0, 0), (0, 0, 0, 0), cost="0", meetings="0"),
    "cheap": reviews(CITY, CENTRAL, cost="5,900"),
    "cheaper_than_allowed": reviews(CITY, CENTRAL, cost="100"),
    "misprinted_review": printed(investment_panels__city__projects="150"),
    "more_to_come": printed(review__city__meetings__planned="8"),
    "no_special_account": without("budget_accounts", "account", "special"),
    "no_redemption_fund": without("budget_funds", "fund", "debt_redemption"),
    "no_reconsidered": {
        "rows": {"investment_outcomes": lambda rows: [row for row in rows if row["outcome"] != "reconsider"]}
    },
}
DRAWN = ("raised", "level", "no_budget", "december", "lenient", "none_judged", "nothing_reviewed", "no_redemption_fund")


def test_the_headlines_of_the_edition_are_these():
    assert {one.id: one.holds for one in runs(NAME)["printed"].headlines} == {
        "budget.fell": True,
        "budget.few_lines": True,
        "bonds.faster": True,
        "bonds.limit_and_fund": True,
        "review.majority": True,
    }


def test_every_headline_can_be_quoted_alone():
    said = {one.id: one.words for one in runs(NAME)["printed"].headlines}
    for claim in ("budget.fell", "budget.few_lines"):
        assert said[claim].ko.startswith("기획조정실")
        assert "Planning and Coordination Office" in said[claim].en
    assert "기금 포함" in said["budget.fell"].ko
    assert "funds included" in said["budget.fell"].en


@pytest.mark.parametrize(("claim", "numbers"), [
    ("budget.fell", ["20.3%"]),
    ("budget.few_lines", ["88.1%", "80%"]),
    ("budget.all_accounts", ["−21.1%", "−93.0%", "−17.0%", "35.4%", "11.7%", "52.9%"]),
    ("budget.one_division", ["21.1%", "1.3%", "10"]),
    ("budget.three_divisions", ["97.3%", "3"]),
    ("bonds.faster", ["52.0%", "1.84", "1.29"]),
    ("bonds.limit_and_fund", ["4.6", "1.2", "36.8%"]),
    ("bonds.new_half", ["8.8%", "47.4%", "57.1%"]),
    ("bonds.cheaper", ["0.776"]),
    ("review.majority", ["146", "61.0%", "52.9", "68.5%", "17.1%", "32.9%"]),
    ("review.panels_differ", ["0.91", "0.68", "1.48", "1.36", "1.06", "2.18", "15"]),
    ("review.rounds", ["7", "0.9", "21", "2", "0.5"]),
    ("review.validation", ["0.0%", "99.3%"]),
    ("review.cost_open", ["61.0%", "2.5", "98.4%"]),
    ("review.city_costlier", ["2.4"]),
    ("review.methods_agree", ["0.785", "0.020", "0.707", "0.052"]),
    ("budget.replicated", ["77", "66", "10"]),
])  # fmt: skip
def test_the_sentences_of_the_edition_hold_its_numbers(claim, numbers):
    said = runs(NAME)["printed"].claims[claim].words
    for lang in ("ko", "en"):
        assert [number for number in numbers if number not in said[lang]] == []


@pytest.mark.parametrize(("claim", "ko", "en"), [
    ("budget.fell", "7,425억 원", "KRW 742 billion"),
    ("budget.few_lines", "감채기금 4,597억 원, 재정균형발전담당관 2,679억 원", "Debt Redemption Fund KRW 460 billion"),
    ("bonds.faster", "3조 6,164억 원", "KRW 3.62 trillion"),
    ("bonds.cheaper", "연 146억 원", "KRW 14.6 billion of interest a year"),
    ("bonds.digits", "18억 8,000만 원", "KRW 1.88 billion"),
])  # fmt: skip
def test_amounts_are_said_as_each_language_says_them(claim, ko, en):
    said = runs(NAME)["printed"].claims[claim].words
    assert ko in said.ko
    assert en.replace(" of interest", "") in said.en.replace(" of interest", "")


def test_the_published_amounts_stand_in_the_table():
    text = next(table for table in runs(NAME)["printed"].tables if "예산(백만 원)" in table.caption).text()
    for amount in ("3,654,786", "2,912,334", "−742,452", "−459,748", "6,511"):
        assert amount in text


def test_cuts_and_rises_come_to_the_change_of_the_total():
    names = runs(NAME)["printed"].names
    assert names["changes"].sum() == names["change"].value == -742_452
    assert names["main"] == [("funds", "debt_redemption"), ("general", "fiscal_balance")]


def test_the_shares_of_the_accounts_make_up_the_whole_change():
    results = runs(NAME)["printed"].results
    shares = [results[f"budget.change_share.{account}"].value for account in ("general", "special", "funds")]
    assert sum(shares) == pytest.approx(1)
    assert shares[2] == pytest.approx(392_560 / 742_452)


def test_the_general_account_without_its_largest_cut_rose():
    rest = runs(NAME)["printed"].results["budget.general.rest_change_relative"]
    assert rest.value == pytest.approx((984_549 - 576_934) / (1_247_406 - 844_837) - 1)


def test_a_revision_by_the_printed_share_levels_the_years():
    results = runs(NAME)["printed"].results
    assert 2_912_334 * (1 + results["budget.revision_to_level"].value) == pytest.approx(3_654_786)


def test_a_larger_fraction_takes_more_lines():
    assert runs(NAME)["nearly_all"].results["budget.cuts.main_lines"].value == 3
    assert not runs(NAME)["nearly_all"].claims["budget.few_lines"].holds


def test_equal_lines_count_each_as_one():
    results = runs(NAME)["equal_lines"].results
    assert results["budget.concentration.effective_lines"].value == pytest.approx(16)
    assert results["budget.concentration.top2_share"].value == pytest.approx(2 / 16)


def test_a_budget_that_did_not_fall_is_said_to_be_level_or_above():
    for variant, word in (("raised", "많음"), ("level", "많거나 적다고 할 수 없음")):
        assert runs(NAME)[variant].claims["budget.fell"].words.ko.endswith(f"{word}.")
        assert "budget.cuts.main_share" not in runs(NAME)[variant].results
        assert "판단을 보류함" in runs(NAME)[variant].claims["budget.few_lines"].words.ko


def test_what_is_issued_and_what_is_left_are_the_limit_and_so_is_their_interest():
    results = runs(NAME)["printed"].results
    assert results["bonds.remaining"].value == 36_164 - 18_817
    worth = [results[f"bonds.rate_gap.worth_{part}"].value for part in ("issued", "remaining")]
    assert sum(worth) == pytest.approx(36_164 * 0.776 / 100)


def test_the_pace_runs_from_the_first_to_the_last_day_of_the_month_counted():
    pace = runs(NAME)["printed"].results["bonds.pace_ratio"]
    assert pace.high == pace.value == pytest.approx((17_347 / 4) / (18_817 / 8))
    assert pace.low == pytest.approx((17_347 / 5) / (18_817 / 7))


@pytest.mark.parametrize("variant", ["december", "nothing_issued"])
def test_without_a_month_left_or_a_bond_issued_there_is_no_pace(variant):
    one = runs(NAME)[variant]
    assert "bonds.pace_ratio" not in one.results
    assert "판단을 보류함" in one.claims["bonds.faster"].words.ko


def test_a_pace_that_may_be_even_is_said_to_be_open():
    claim = runs(NAME)["around_even"].claims["bonds.faster"]
    assert (claim.holds, claim.settled) == (False, False)
    assert "판단 불가" in claim.words.ko


def test_a_rate_gap_that_is_given_has_no_rounding_and_is_called_an_assumption():
    one = runs(NAME)["given_gap"]
    gap = one.results["bonds.rate_gap"]
    assert (gap.low, gap.value, gap.high) == (0.5, 0.5, 0.5)
    assert "매개변수로 가정" in one.claims["bonds.cheaper"].words.ko
    assert runs(NAME)["given_negative_gap"].claims["bonds.cheaper"].words.en.count("bank bonds are cheaper")


def test_a_gap_at_equal_maturity_moves_interest_and_not_the_printed_gap():
    record = edition().assumptions["bonds.gap_matched"].replaced(0.5)
    half, whole = run(NAME, assuming={record.id: record}).results, runs(NAME)["printed"].results
    assert half["bonds.rate_gap"] == whole["bonds.rate_gap"]
    for part in ("issued", "remaining"):
        name = f"bonds.rate_gap.worth_{part}"
        assert half[name].value == pytest.approx(whole[name].value / 2)


def test_interest_says_that_its_rates_and_its_amount_are_of_different_times():
    said = runs(NAME)["printed"].claims["bonds.cheaper"].words
    assert "2020. 8. 10." in said.ko.partition("집계 시점이 서로 다름")[2]


def test_adequate_alone_is_what_is_called_without_conditions():
    results = runs(NAME)["printed"].results
    assert results["review.city.approved_share"].value == 25 / 146
    assert results["review.city.proceeding_share"].value == (25 + 64) / 146
    assert results["review.city.proceeding_share.judged"].value == (25 + 64) / (146 - 48)


def test_a_majority_is_open_where_it_rests_on_how_those_returned_are_counted():
    claims = {variant: runs(NAME)[variant].claims["review.majority"] for variant in ("lenient", "strict", "rejecting")}
    assert [(one.holds, one.settled) for one in claims.values()] == [(True, True), (False, False), (False, True)]
    assert claims["rejecting"].words.en.endswith("less than half may proceed.")


def test_a_panel_that_judged_or_reviewed_nothing_has_no_share_and_the_claims_say_so():
    endings = {"none_judged": "판단 불가.", "nothing_reviewed": "판단을 보류함."}
    for variant, ending in endings.items():
        one = runs(NAME)[variant]
        assert "review.city.proceeding_share.judged" not in one.results
        assert one.claims["review.majority"].words.ko.endswith(ending)
    assert "review.proceeding_ratio" not in runs(NAME)["central_stops_all"].results


def test_outcomes_that_do_not_add_up_leave_it_open_whether_a_project_was_inadequate():
    one = runs(NAME)["misprinted_review"]
    assert one.claims["review.no_unfit"].words.ko.endswith("알 수 없음.")
    assert not one.claims["budget.replicated"].holds


def test_bounds_by_cost_hold_for_every_allotment_of_the_cost():
    bounds = runs(NAME)["printed"].names["cost_shares"]["central"]
    for each in (40, 100, 400, 583):
        others = (6030 - 10 * each) / 5
        assert others < 40 or bounds.low <= 10 * each / 6030 <= bounds.high


def test_projects_that_cannot_all_cost_the_threshold_have_no_bounds():
    claims = runs(NAME)["cheaper_than_allowed"].claims
    for claim in ("review.cost_open", "review.validation"):
        assert "판단을 보류함" in claims[claim].words.ko


def test_rows_that_an_edition_lacks_leave_out_what_rests_on_them():
    assert "budget.change_share.special" not in runs(NAME)["no_special_account"].results
    assert "bonds.limit_over_redemption_fund" not in runs(NAME)["no_redemption_fund"].results
    assert "판단을 보류함" in runs(NAME)["no_redemption_fund"].claims["bonds.limit_and_fund"].words.ko
