"""The second stage of fiscal decentralisation: does its arithmetic close, who gains what, and when no more.

Report, Ⅲ.3.③. Money is in KRW trillion, rates are fractions of value-added tax.
"""

import math
import operator
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial

import pandas as pd

from analysis.methods import fiscal
from analysis.methods.estimate import Estimate
from analysis.methods.rounding import Interval
from analysis.methods.sensitivity import all_together, one_at_a_time
from analysis.methods.slips import SlipError
from analysis.methods.topics.fiscal.amounts import (
    IDENTITIES,
    TERMS,
    WAYS,
    Amount,
    Check,
    check,
    over_corners,
    summed,
    through,
)
from analysis.methods.topics.fiscal.flows import Link, balances, links

# The drawn line starts just above the present rate and ends a point beyond the highest rate asked for.
LEAST_RISE, BEYOND = Fraction(1, 1000), Fraction(1, 100)


@dataclass(frozen=True)
class Restated:
    """An amount that the report prints once more."""

    amount: str
    printed: Amount
    line: int


@dataclass(frozen=True)
class Inputs:
    """The plan as printed, and what is taken instead of it.

    `given` may hold `rate`, `leisure_tax`, `pension` and `subsidies`. `parties` says of each amount who pays and who
    receives it. `swing` is the fraction by which every term is varied.

    Raises:
        ValueError: a rate is no fraction or no rise, an amount is negative, `swing` is not between 0 and 1.
    """

    printed: Mapping[str, Amount]
    parties: Mapping[str, tuple[str, str]]
    rate_before: Fraction
    rate_increase: Fraction
    rate_planned: Fraction
    lines: Mapping[str, int]
    restated: tuple[Restated, ...] = ()
    given: Mapping[str, Fraction] = field(default_factory=dict)
    scenario_rates: tuple[Fraction, ...] = ()
    swing: Fraction = Fraction(1, 10)
    place: str = ""

    def __post_init__(self) -> None:
        for rate in (self.rate_planned, self.rate, *self.scenario_rates):
            if not self.rate_before < rate <= 1:
                now = float(self.rate_before)
                raise SlipError(f"a rate is a fraction from above {now:g}, the rate now, to 1; {float(rate):g} is not")
        for name, value in self.given.items():
            if value < 0:
                raise SlipError(f"{name} cannot be negative: {float(value):g}")
        if not 0 < self.swing < 1:
            raise SlipError(f"swing is a fraction between 0 and 1, such as 0.1; {float(self.swing):g} is not")

    @property
    def rate(self) -> Fraction:
        """The local share of value-added tax that is calculated with."""
        return self.given.get("rate", self.rate_planned)

    @property
    def rates_agree(self) -> bool:
        """Whether the printed increase leads from the printed present rate to the planned one; rates are exact."""
        return self.rate_before + self.rate_increase == self.rate_planned

    @property
    def changed(self) -> tuple[str, ...]:
        """Which of the given numbers differ from the plan's."""
        planned = {"rate": self.rate_planned} | {name: self.printed[name].value for name in TERMS}
        return tuple(name for name, value in self.given.items() if value != planned[name])


@dataclass(frozen=True)
class Outcome:
    """What the plan comes to: the terms calculated with, and what follows from them."""

    rate: Fraction
    terms: Mapping[str, Amount]
    vat_base: Amount
    burden: Amount
    fund: Amount
    net_gain: Amount
    offset_share: Amount
    breakeven_rate: Amount
    margin: Amount
    region_ratio: Amount


@dataclass(frozen=True)
class Answers:
    """Everything that the notebook shows.

    `rates` holds the outcome at each rate that is asked for, lowest first, and `curve` the two ends of the straight
    line through them, with the range at each. `balances` has a row for each term of the equation and a column for
    each party, in KRW trillion. `by_digits` and `by_swing` are the net gain with each of the four terms at either
    end, `digits_together` and `swing_together` with all of them at their ends at once. `vanishing` holds, for each
    term, the amount at which the net gain is zero and the change to it as a fraction, missing where no amount from
    zero up will do.
    """

    inputs: Inputs
    outcome: Outcome
    checks: tuple[Check, ...]
    ways: tuple[Check, ...]
    links: tuple[Link, ...]
    balances: pd.DataFrame
    rates: tuple[Outcome, ...]
    curve: pd.DataFrame
    by_digits: pd.DataFrame
    digits_together: Estimate
    by_swing: pd.DataFrame
    swing_together: Estimate
    vanishing: pd.DataFrame

    @property
    def scenarios(self) -> tuple[Outcome, ...]:
        """The outcomes at the scenario rates."""
        return tuple(one for one in self.rates if one.rate in self.inputs.scenario_rates)

    def results(self) -> dict[str, Estimate]:
        """The numbers to record, by id."""
        made = self.outcome
        return {
            "fiscal.net_gain": made.net_gain.estimate(),
            "fiscal.burden": made.burden.estimate(),
            "fiscal.fund": made.fund.estimate(),
            "fiscal.offset_share": made.offset_share.estimate("fraction"),
            "fiscal.vat_base": made.vat_base.estimate(),
            "fiscal.breakeven_rate": made.breakeven_rate.estimate("fraction"),
            "fiscal.margin": made.margin.estimate("fraction"),
            "fiscal.region.breakeven_ratio": made.region_ratio.estimate("fraction"),
            **{f"fiscal.net_gain.at_rate_{_slug(one.rate)}": one.net_gain.estimate() for one in self.scenarios},
        }


def answer(inputs: Inputs) -> Answers:
    """The notebook's questions answered."""
    made = outcome(inputs)
    digits = {name: amount.estimate() for name, amount in made.terms.items() if name in TERMS}
    asked = sorted({inputs.rate_planned, inputs.rate, *inputs.scenario_rates})
    rates = tuple(outcome(at_rate(inputs, rate)) for rate in asked)
    swings = {name: _swung(made.terms[name].value, inputs.swing) for name in TERMS}
    return Answers(
        inputs=inputs,
        outcome=made,
        checks=tuple(check(name, signs, inputs.printed) for name, signs in IDENTITIES.items()),
        ways=tuple(check("net_gain", signs, inputs.printed) for signs in WAYS),
        links=links(made.terms),
        balances=balances(made.terms, inputs.parties),
        rates=rates,
        curve=curve(inputs, rates[-1].rate),
        by_digits=one_at_a_time(_net_gain, digits),
        digits_together=all_together(_net_gain, digits),
        by_swing=one_at_a_time(_net_gain, swings),
        swing_together=all_together(_net_gain, swings),
        vanishing=vanishing(made.terms),
    )


def outcome(inputs: Inputs) -> Outcome:
    """What follows from the plan, with the given numbers in place of the printed ones.

    The tax expansion is the printed one while neither tax is changed, else the sum of both taxes. Given numbers have
    no rounding, so that the ranges narrow where numbers are given.
    """
    printed = inputs.printed
    before, rate = Amount.exactly(inputs.rate_before), Amount.exactly(inputs.rate)
    vat_base = through(fiscal.vat_base, printed["consumption_tax"], before, Amount.exactly(inputs.rate_planned))
    terms = {name: Amount.exactly(inputs.given[name]) if name in inputs.given else printed[name] for name in TERMS}
    taxes_as_planned = not {"rate", "leisure_tax"} & set(inputs.changed)
    if inputs.rate != inputs.rate_planned:
        terms["consumption_tax"] = through(fiscal.consumption_tax_gain, rate, before, vat_base)
    raised, leisure, pension, subsidies = (terms[name] for name in TERMS)
    expansion = printed["tax_expansion"] if taxes_as_planned else through(operator.add, raised, leisure)
    burden = through(fiscal.burden, subsidies, pension)
    return Outcome(
        rate=inputs.rate,
        terms={**terms, "tax_expansion": expansion},
        vat_base=vat_base,
        burden=burden,
        fund=through(fiscal.fund, raised, burden),
        net_gain=through(fiscal.net_gain, expansion, pension, subsidies),
        offset_share=through(fiscal.offset_share, burden, expansion),
        breakeven_rate=through(fiscal.breakeven_rate, before, vat_base, leisure, burden),
        margin=over_corners(margin, expansion, pension, subsidies),
        region_ratio=over_corners(partial(breakeven_ratio, Fraction(0)), raised, burden),
    )


def at_rate(inputs: Inputs, rate: Fraction) -> Inputs:
    """The same with another rate."""
    return replace(inputs, given={**inputs.given, "rate": rate})


def margin(tax_expansion: Fraction, pension: Fraction, subsidies: Fraction) -> Fraction:
    """The fraction by which all terms must turn for the worse at once for the net gain to vanish."""
    return fiscal.net_gain(tax_expansion, pension, subsidies) / (tax_expansion + pension + subsidies)


def curve(inputs: Inputs, highest: Fraction) -> pd.DataFrame:
    """The net gain just above the present rate and beyond the highest asked for; in between it is a straight line."""
    ends = inputs.rate_before + LEAST_RISE, min(highest + BEYOND, Fraction(1))
    gains = [outcome(at_rate(inputs, rate)).net_gain for rate in ends]
    rows = [(gain.value, gain.interval.low, gain.interval.high) for gain in gains]
    return pd.DataFrame(rows, index=pd.Index(ends, name="rate"), columns=["value", "low", "high"]).astype(float)


def vanishing(terms: Mapping[str, Amount]) -> pd.DataFrame:
    """For each of the four terms alone, the amount that brings the net gain to zero."""
    gain = summed(TERMS, terms).value
    rows = {name: (terms[name].value, terms[name].value - sign * gain) for name, sign in TERMS.items()}
    frame = pd.DataFrame(
        [(float(now), float(then) if then >= 0 else math.nan) for now, then in rows.values()],
        index=pd.Index(rows, name="amount"),
        columns=["now", "then"],
    )
    return frame.assign(change=(frame["then"] / frame["now"] - 1).where(frame["now"] > 0))


def breakeven_ratio(compensated: Fraction, consumption_tax: Fraction, burden: Fraction) -> Fraction:
    """A region's share of the fund over its share of the burden at which it neither gains nor loses.

    `compensated` is the fraction of each region's burden that is met where it arises, before the rest of the
    consumption tax goes into the fund. It is `fiscal.region_gain` with that compensation, set to zero.
    """
    return (1 - compensated) * burden / (consumption_tax - compensated * burden)


def _net_gain(consumption_tax: float, leisure_tax: float, pension: float, subsidies: float) -> float:
    return fiscal.net_gain(consumption_tax + leisure_tax, pension, subsidies)


def _swung(value: Fraction, swing: Fraction) -> Estimate:
    return Amount(value, Interval(value * (1 - swing), value * (1 + swing))).estimate()


def _slug(rate: Fraction) -> str:
    """23.7 % as 23_7."""
    return f"{float(rate * 100):.6g}".replace(".", "_")
