"""The notebook on fiscal decentralisation: the published equation replicated, other plans, other printed amounts."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from notebooks.books import edition, run, runs

from analysis.methods.user_error import UserError

NAME = "02_fiscal_decentralization"
EXACT = 1e-12  # results come from exact fractions; only the last step is a float
AMOUNTS = ("net_gain", "tax_expansion", "pension", "subsidies", "consumption_tax", "leisure_tax", "burden", "fund")


def prints(**amounts):
    """Amounts printed otherwise."""
    return {"printed": {f"fiscal_flows.{name}.amount": token for name, token in amounts.items()}}


def turned(rows):
    """The pension paid the other way."""
    return [{**row, "payer": "local", "receiver": "state"} if row["flow"] == "pension" else row for row in rows]


VARIANTS = {
    "loss": {"subsidies": 13.0},
    "doubt": {"subsidies": 12.0},
    "no_burden": {"subsidies": 3.0},
    "small_burden": {"subsidies": 5.0},
    "half_burden": {"subsidies": 7.6},
    "other_programmes": {"subsidies": 6.0},
    "lower_rate": {"rate": 0.253, "tied": False},
    "lower_rate_in_proportion": {"rate": 0.253},
    "breakeven_rate": {"rate": 0.271, "tied": False},
    "much_leisure": {"leisure_tax": 0.5},
    "no_leisure": {"leisure_tax": 0.0},
    "no_pension": {"pension": 0.0, "rate": 0.25, "tied": False},
    "low_grants": {"local_grant": 0.1, "education_grant": 0.1},
    "high_grants": {"local_grant": 0.45, "education_grant": 0.3},
    "turned": {"rows": {"fiscal_flows": turned}},
    "misprinted": prints(leisure_tax="0.9"),
    "rounded": prints(tax_expansion="8.9"),
    "no_fund": prints(subsidies="11.7"),
    "large_swing": {"swing": 0.2},
    "nothing_at_all": prints(**dict.fromkeys(AMOUNTS, "0.0")),
    "no_rise": {"printed": {"fiscal_rates.after.percent": "21", "fiscal_rates.increase.percent": "0"}},
}
DRAWN = ("loss", "no_burden", "lower_rate", "no_pension", "high_grants", "no_fund", "nothing_at_all", "no_rise")


def result(variant, name):
    return runs(NAME)[variant].results[f"fiscal.{name}"]


def said(variant, name):
    return runs(NAME)[variant].claims[f"fiscal.{name}"].words


def test_the_headlines_of_the_edition_are_these():
    assert {one.id: (one.holds, one.settled) for one in runs(NAME)["printed"].headlines} == {
        "fiscal.net_gain_positive": (True, True),
        "fiscal.gain_after_grants": (False, False),
        "fiscal.mostly_offset": (True, True),
        "fiscal.ask": (True, True),
        "fiscal.unequal_regions": (True, True),
    }


@pytest.mark.parametrize(("name", "value", "low", "high"), [
    ("net_gain", 3.4, 3.25, 3.55),
    ("burden", 5.4, 5.3, 5.5),
    ("fund", 3.1, 2.95, 3.25),
    ("offset_share", 5.4 / 8.8, 5.3 / 8.85, 5.5 / 8.75),
    ("vat_base", 85.0, 84.5, 85.5),
    ("breakeven_rate", 0.27, 0.21 + 4.95 / 85.5, 0.21 + 5.25 / 84.5),
    ("margin", 3.4 / 20.6, 3.25 / 20.55, 3.55 / 20.65),
    ("region.breakeven_ratio", 5.4 / 8.5, 5.3 / 8.55, 5.5 / 8.45),
    ("region.breakeven_burden", 8.5 / 5.4, 8.45 / 5.5, 8.55 / 5.3),
    ("grants.lost", 8.8 * 0.4003, 8.75 * 0.4003, 8.85 * 0.4003),
    ("grants.lost_local", 8.8 * 0.1924, 8.75 * 0.1924, 8.85 * 0.1924),
    ("grants.lost_education", 8.8 * 0.2079, 8.75 * 0.2079, 8.85 * 0.2079),
    ("grants.lost_share", 8.8 * 0.4003 / 3.4, 8.85 * 0.4003 / 3.55, 8.75 * 0.4003 / 3.25),
    ("net_gain.after_grants", 8.8 * 0.5997 - 5.4, 8.75 * 0.5997 - 5.5, 8.85 * 0.5997 - 5.3),
    ("net_gain.after_local_grant", 8.8 * 0.8076 - 5.4, 8.75 * 0.8076 - 5.5, 8.85 * 0.8076 - 5.3),
    ("ask.per_point", 0.031, 0.0295, 0.0325),
    ("ask.per_point_of_burden", 0.054, 0.053, 0.055),
])  # fmt: skip
def test_each_result_of_the_edition_is_the_one_worked_out_by_hand(name, value, low, high):
    found = result("printed", name)
    assert (found.value, found.low, found.high) == pytest.approx((value, low, high), abs=EXACT)


@pytest.mark.parametrize(("claim", "numbers"), [
    ("net_gain_positive", ["3.4", "3.25", "3.55"]),
    ("gain_after_grants", ["19.24%", "20.79%", "3.52", "104%", "99.8", "107.8%"]),
    ("local_grant_alone", ["1.83", "1.69", "1.71", "1.57", "1.85"]),
    ("mostly_offset", ["8.8", "5.4", "61.4%", "59.9", "62.9%"]),
    ("only_moved", ["−3.4", "+3.4"]),
    ("unequal_regions", ["1.57", "1.54", "1.61"]),
    ("compensation_from_state", ["5.4", "8.8", "3.4"]),
    ("equation_closes", ["6", "3.4", "4"]),
    ("above_breakeven", ["27.0%", "26.8", "27.2%", "31.0%"]),
    ("both_sides_matter", ["10%", "0.86", "0.85"]),
    ("survives_together", ["10%", "1.34", "16.5%", "15.8", "17.2%"]),
])  # fmt: skip
def test_the_sentences_of_the_edition_hold_its_numbers(claim, numbers):
    for lang in ("ko", "en"):
        assert [number for number in numbers if number not in said("printed", claim)[lang]] == []


def test_what_a_point_of_share_is_worth_is_said_in_the_money_of_each_language():
    assert "310억 원(반올림 폭 295억~325억 원)" in said("printed", "ask").ko
    assert "KRW 31 billion (KRW 29.5–32.5 billion within rounding)" in said("printed", "ask").en


def test_no_rate_that_was_set_after_the_edition_is_calculated_with():
    assert not [name for name in runs(NAME)["printed"].results if "at_rate" in name]
    assert not [name for name in edition().assumptions if name.startswith("fiscal.rate")]


def test_with_a_lower_rate_the_functions_shrink_with_the_tax_unless_they_are_untied():
    part = Fraction("4.3") / 10
    assert result("lower_rate_in_proportion", "net_gain").value == pytest.approx(
        float((Fraction("8.5") - Fraction("5.4")) * part + Fraction("0.3")), abs=EXACT
    )
    assert result("lower_rate", "net_gain").value == pytest.approx(85 * 0.043 + 0.3 - 5.4, abs=EXACT)


def test_a_lower_rate_in_proportion_leaves_the_tax_above_its_breakeven():
    held = {name: runs(NAME)[name].claims["fiscal.above_breakeven"].holds for name in VARIANTS if "lower" in name}
    assert held == {"lower_rate": False, "lower_rate_in_proportion": True}


def test_a_loss_is_called_a_loss_and_a_doubt_a_doubt():
    assert said("loss", "net_gain_positive").ko.endswith("감소.")
    assert said("doubt", "net_gain_positive").en.endswith("whether it gains is open.")


def test_changed_parameters_are_named_and_make_a_scenario_of_a_fact():
    claims = [runs(NAME)[name].claims["fiscal.net_gain_positive"] for name in ("printed", "small_burden")]
    assert [one.kind for one in claims] == ["fact", "scenario"]
    assert claims[1].words.en.startswith("With parameters changed")


def test_a_given_number_that_is_the_printed_one_changes_nothing_but_its_rounding():
    same = run(NAME, subsidies=8.6)
    assert same.claims["fiscal.net_gain_positive"].kind == "fact"
    assert same.results["fiscal.net_gain"].width == pytest.approx(0.2)


def test_without_changed_taxes_the_tax_expansion_is_the_printed_one():
    """8.9 printed against 8.5 + 0.3: the report's own equation counts while no tax is changed."""
    gains = [
        run(NAME, **prints(tax_expansion="8.9"), **given).results["fiscal.net_gain"].value
        for given in ({}, {"rate": 0.31}, {"rate": 0.30, "tied": False})
    ]
    assert gains == pytest.approx([3.5, 3.5, 2.55])


@pytest.mark.parametrize("given", [{}, {"rate": 0.237, "tied": False}, {"subsidies": 3.0}, {"pension": 9.0}])
def test_what_flows_in_covers_the_programmes_and_the_net_gain(given):
    found = run(NAME, **given)
    streams = found.names["streams"]
    to_programmes, short = streams["use"] == "subsidies", streams["source"] == "shortfall"
    kept = streams.loc[~to_programmes, "amount"].sum() - streams.loc[short, "amount"].sum()
    assert streams.loc[to_programmes, "amount"].sum() == pytest.approx(given.get("subsidies", 8.6))
    assert kept == pytest.approx(found.results["fiscal.net_gain"].value)


def test_the_ways_are_all_the_minimal_sums_that_give_the_net_gain():
    """Each amount as a combination of the four terms; a minimal sum has one solution and needs all its members."""
    names = runs(NAME)["printed"].names
    terms = ("consumption_tax", "leisure_tax", "pension", "subsidies")
    columns = {name: np.eye(len(terms))[place] for place, name in enumerate(terms)}
    for name, signs in [*names["identities"], ("net_gain", names["ways"][0])]:
        columns[name] = sum(sign * columns[term] for term, sign in signs.items())
    found = set()
    for size in range(1, 6):
        for chosen in itertools.combinations([name for name in AMOUNTS if name != "net_gain"], size):
            matrix = np.column_stack([columns[name] for name in chosen])
            weights, *_ = np.linalg.lstsq(matrix, columns["net_gain"], rcond=None)
            solves = np.allclose(matrix @ weights, columns["net_gain"])
            if solves and np.linalg.matrix_rank(matrix) == len(chosen) and (abs(weights) > 1e-9).all():
                found.add(frozenset(zip(chosen, weights.round().astype(int), strict=True)))
    assert found == {frozenset(way.items()) for way in names["ways"]}


def test_a_misprint_is_told_from_a_rounding():
    assert not runs(NAME)["misprinted"].claims["fiscal.equation_closes"].holds
    assert runs(NAME)["rounded"].claims["fiscal.equation_closes"].holds
    texts = {name: "".join(table.text() for table in runs(NAME)[name].tables) for name in ("misprinted", "rounded")}
    assert "불일치" in texts["misprinted"]
    assert "불일치" not in texts["rounded"]
    assert "반올림 이내" in texts["rounded"]


def test_each_vanishing_amount_brings_the_net_gain_to_nothing():
    then = runs(NAME)["printed"].names["vanishing"].set_index("item")["then"]
    assert run(NAME, subsidies=float(then["넘겨받는 사업"])).results["fiscal.net_gain"].value == pytest.approx(0)
    assert sorted(then[then.isna()].index) == ["기초연금", "레저세"]


def test_as_proposed_and_without_compensation_a_region_with_equal_shares_gains_the_same():
    worth = runs(NAME)["printed"].names["worth"]
    at_equal = worth[worth["burden_share"] == 1]["gain"]
    assert at_equal.tolist() == pytest.approx([0.031, 0.031])


@pytest.mark.parametrize("given", [{"rate": 0.21}, {"rate": 0.2}, {"rate": 31.0}, {"pension": -1.0}])
def test_a_rate_that_is_no_rise_or_no_fraction_and_a_negative_amount_are_refused(given):
    with pytest.raises(UserError, match=r"0\.21"):
        run(NAME, **given)
