"""The plan's arithmetic: the published figures replicated, other plans calculated, impossible ones refused."""

import itertools
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from analysis.data import open_edition
from analysis.data.inputs.fiscal import inputs
from analysis.methods.fiscal import region_gain
from analysis.methods.rounding import interval_of
from analysis.methods.topics.fiscal import Inputs, answer, at_rate, breakeven_ratio, outcome
from analysis.methods.topics.fiscal.amounts import AMOUNTS, IDENTITIES, TERMS, WAYS, Amount
from analysis.methods.topics.fiscal.flows import SHORTFALL

EXACT = 1e-12  # results are made from exact fractions; only the last step is a float
PRINTED = {
    "net_gain": "3.4", "tax_expansion": "8.8", "pension": "3.2", "subsidies": "8.6",
    "consumption_tax": "8.5", "leisure_tax": "0.3", "burden": "5.4", "fund": "3.1",
}  # fmt: skip
LOCAL_RECEIVES, LOCAL_PAYS = ("state", "local"), ("local", "state")


def plan(given: dict[str, str] | None = None, **printed: str) -> Inputs:
    """The plan of September 2020, with other printed amounts where named."""
    amounts = {name: Amount(Fraction(text), interval_of(text)) for name, text in {**PRINTED, **printed}.items()}
    return Inputs(
        printed=amounts,
        parties={name: LOCAL_PAYS if name == "subsidies" else LOCAL_RECEIVES for name in AMOUNTS},
        rate_before=Fraction(21, 100),
        rate_increase=Fraction(10, 100),
        rate_planned=Fraction(31, 100),
        lines=dict.fromkeys(AMOUNTS, 961),
        given={name: Fraction(text) for name, text in (given or {}).items()},
        scenario_rates=(Fraction("0.237"), Fraction("0.253")),
    )


@pytest.fixture(scope="module")
def report(project):
    return open_edition("2020-09", project)


@pytest.fixture(scope="module")
def published(report):
    return answer(inputs(report))


def test_the_edition_holds_the_plan_as_printed(published):
    assert {name: float(amount.value) for name, amount in published.inputs.printed.items()} == {
        name: float(text) for name, text in PRINTED.items()
    }
    assert (published.inputs.rate_before, published.inputs.rate_planned) == (Fraction(21, 100), Fraction(31, 100))


@pytest.mark.parametrize(
    ("result", "value", "low", "high"),
    [
        ("fiscal.net_gain", 3.4, 3.25, 3.55),
        ("fiscal.burden", 5.4, 5.3, 5.5),
        ("fiscal.fund", 3.1, 2.95, 3.25),
        ("fiscal.offset_share", 5.4 / 8.8, 5.3 / 8.85, 5.5 / 8.75),
        ("fiscal.vat_base", 85.0, 84.5, 85.5),
        ("fiscal.breakeven_rate", 0.27, 0.21 + 4.95 / 85.5, 0.21 + 5.25 / 84.5),
        ("fiscal.margin", 3.4 / 20.6, 3.25 / 20.55, 3.55 / 20.65),
        ("fiscal.region.breakeven_ratio", 5.4 / 8.5, 5.3 / 8.55, 5.5 / 8.45),
    ],
)
def test_each_result_of_the_edition_is_the_one_worked_out_by_hand(published, result, value, low, high):
    found = published.results()[result]
    assert (found.value, found.low, found.high) == pytest.approx((value, low, high), abs=EXACT)


def test_at_the_rates_set_later_the_planned_functions_leave_a_loss():
    found = answer(plan()).results()
    assert found["fiscal.net_gain.at_rate_23_7"].value == pytest.approx(85 * 0.027 + 0.3 - 5.4, abs=EXACT)
    assert found["fiscal.net_gain.at_rate_25_3"].value == pytest.approx(85 * 0.043 + 0.3 - 5.4, abs=EXACT)


def test_the_register_names_the_rates_to_compare(published):
    assert published.inputs.scenario_rates == (Fraction("0.237"), Fraction("0.253"))


def test_the_edition_prints_every_restated_amount_alike(published):
    assert len(published.inputs.restated) == 8
    for again in published.inputs.restated:
        assert again.printed == published.inputs.printed[again.amount]


def test_every_sum_of_the_report_holds_to_the_last_digit(published):
    assert all(check.exact for check in (*published.checks, *published.ways))
    assert published.inputs.rates_agree


def test_the_ways_are_all_the_minimal_sums_that_give_the_net_gain():
    """Each amount as a combination of the four terms; a minimal sum has one solution and needs all its members."""
    columns = {name: np.eye(len(TERMS))[place] for place, name in enumerate(TERMS)}
    for name in ("tax_expansion", "burden", "fund", "net_gain"):
        columns[name] = sum(sign * columns[term] for term, sign in IDENTITIES[name].items())
    others = [name for name in AMOUNTS if name != "net_gain"]
    found = set()
    for names in itertools.chain.from_iterable(itertools.combinations(others, size) for size in range(1, 6)):
        matrix = np.column_stack([columns[name] for name in names])
        weights, *_ = np.linalg.lstsq(matrix, columns["net_gain"], rcond=None)
        solves = np.allclose(matrix @ weights, columns["net_gain"])
        if solves and np.linalg.matrix_rank(matrix) == len(names) and (abs(weights) > 1e-9).all():
            found.add(frozenset(zip(names, weights.round().astype(int), strict=True)))
    assert found == {frozenset(way.items()) for way in WAYS}


def test_a_wrong_digit_in_the_net_gain_contradicts_every_sum():
    answers = answer(plan(net_gain="4.4"))
    assert not any(way.possible for way in answers.ways)


def test_a_difference_within_rounding_is_no_contradiction():
    answers = answer(plan(tax_expansion="8.9"))
    assert not answers.checks[0].exact
    assert answers.checks[0].possible


def test_without_changed_inputs_the_printed_tax_expansion_is_used():
    """8.9 printed against 8.5 + 0.3: the equation's own term counts while nothing is changed."""
    assert outcome(plan(tax_expansion="8.9")).net_gain.value == Fraction("3.5")
    assert outcome(plan({"rate": "0.31"}, tax_expansion="8.9")).net_gain.value == Fraction("3.5")
    assert outcome(plan({"rate": "0.30"}, tax_expansion="8.9")).net_gain.value == Fraction("2.55")


@pytest.mark.parametrize(
    ("given", "gain"),
    [({"leisure_tax": "0.5"}, "3.6"), ({"pension": "0"}, "0.2"), ({"subsidies": "12"}, "0"), ({"rate": "0.27"}, "0")],
)
def test_a_given_number_takes_the_place_of_the_printed_one(given, gain):
    assert outcome(plan(given)).net_gain.value == Fraction(gain)


def test_a_given_number_has_no_rounding_of_its_own():
    assert outcome(plan({"subsidies": "8.6"})).net_gain.interval.width == Fraction("0.2")
    assert plan({"subsidies": "8.6"}).changed == ()
    assert plan({"subsidies": "8.7", "rate": "0.31"}).changed == ("subsidies",)


def test_at_the_breakeven_rate_the_net_gain_is_nil():
    inputs = plan({"subsidies": "9.1", "pension": "2.7"})
    vanishes = outcome(inputs).breakeven_rate.value
    assert outcome(at_rate(inputs, vanishes)).net_gain.value == 0


def test_at_the_margin_all_terms_together_bring_the_net_gain_to_nil():
    worse = outcome(plan()).margin.value
    gain = sum(sign * plan().printed[name].value * (1 - sign * worse) for name, sign in TERMS.items())
    assert gain == 0


def test_each_vanishing_amount_brings_the_net_gain_to_nil():
    found = answer(plan()).vanishing
    for name in ("pension", "leisure_tax"):
        assert np.isnan(found["then"][name])
    assert outcome(plan({"subsidies": str(found["then"]["subsidies"])})).net_gain.value == 0
    assert found["change"]["consumption_tax"] == pytest.approx(-0.4, abs=EXACT)


@pytest.mark.parametrize("given", [{}, {"rate": "0.237"}, {"subsidies": "3"}, {"pension": "9", "leisure_tax": "0"}])
def test_what_flows_in_covers_the_programmes_and_the_net_gain(given):
    made = answer(plan(given))
    kept = sum(link.amount for link in made.links if link.use != "subsidies")
    short = sum(link.amount for link in made.links if link.source == SHORTFALL)
    programmes = sum(link.amount for link in made.links if link.use == "subsidies")
    assert programmes == pytest.approx(float(made.outcome.terms["subsidies"].value), abs=EXACT)
    assert kept - short == pytest.approx(float(made.outcome.net_gain.value), abs=EXACT)
    assert all(link.amount > 0 for link in made.links)


def test_what_the_state_gives_up_local_government_gains():
    totals = answer(plan()).balances.sum()
    assert totals.to_dict() == pytest.approx({"state": -3.4, "local": 3.4}, abs=EXACT)


def test_a_turned_direction_shows_in_the_balance():
    turned = replace(plan(), parties={**plan().parties, "pension": LOCAL_PAYS})
    assert answer(turned).balances.sum()["local"] == pytest.approx(3.4 - 2 * 3.2, abs=EXACT)


def test_all_terms_at_their_ends_at_once_reach_further_than_any_alone():
    answers = answer(plan())
    assert (answers.digits_together.low, answers.digits_together.high) == pytest.approx((3.2, 3.6), abs=EXACT)
    assert answers.swing_together.low == pytest.approx(3.4 - 2.06, abs=EXACT)
    assert list(answers.by_swing.index) == ["subsidies", "consumption_tax", "pension", "leisure_tax"]


@pytest.mark.parametrize("compensated", ["0", "0.5", "0.9"])
def test_on_the_breakeven_line_a_region_neither_gains_nor_loses(compensated):
    part, of_burden = Fraction(compensated), 0.2
    of_fund = float(breakeven_ratio(part, Fraction("8.5"), Fraction("5.4"))) * of_burden
    of_compensation = float(part) * of_burden + (1 - float(part)) * of_fund
    assert float(region_gain(of_fund, of_burden, of_compensation, 3.1, 5.4)) == pytest.approx(0, abs=EXACT)


@pytest.mark.parametrize("rate", ["0.21", "0.2", "31"])
def test_a_rate_that_is_no_rise_or_no_fraction_is_refused(rate):
    with pytest.raises(ValueError, match=r"a rate is a fraction from above 0\.21"):
        plan({"rate": rate})


def test_a_negative_amount_is_refused_by_name():
    with pytest.raises(ValueError, match="pension cannot be negative"):
        plan({"pension": "-1"})


def test_a_swing_that_is_no_fraction_is_refused():
    with pytest.raises(ValueError, match="swing is a fraction between 0 and 1"):
        replace(plan(), swing=Fraction(10))


def test_parameters_reach_the_inputs_as_the_decimals_typed(report):
    made = inputs(report, rate=0.237, subsidies=8.1, scenario_rates="0.25, 0.28", swing=0.2)
    assert made.given == {"rate": Fraction(237, 1000), "subsidies": Fraction(81, 10)}
    assert made.scenario_rates == (Fraction(1, 4), Fraction(7, 25))
    assert made.swing == Fraction(1, 5)


def test_a_list_of_rates_that_cannot_be_read_is_refused_with_an_example(report):
    with pytest.raises(ValueError, match="is a list of fractions"):
        inputs(report, scenario_rates="23.7%")


def test_an_empty_list_of_rates_compares_none(report):
    assert answer(inputs(report, scenario_rates="")).scenarios == ()
