"""The second stage of fiscal decentralisation as arithmetic.

Report of September 2020, Ⅲ.3.③. Every function takes numbers, exact fractions or intervals of printed digits
(`rounding.Interval`) alike, and uses each argument once, so that intervals come out no wider than they are.
Money is in one unit throughout, rates are fractions.
"""

from fractions import Fraction
from typing import TypeVar

from analysis.methods.rounding import Interval

N = TypeVar("N", float, Fraction, Interval)


def net_gain(tax_expansion: N, pension_to_state: N, subsidies_to_local: N) -> N:
    """What local government gains: the tax it gets, and a duty it sheds, less subsidised duties it takes on."""
    return tax_expansion + pension_to_state - subsidies_to_local


def burden(subsidies_to_local: N, pension_to_state: N) -> N:
    """What the exchange of functions costs local government."""
    return subsidies_to_local - pension_to_state


def fund(consumption_tax_gain: N, burden: N) -> N:
    """What the mutual development fund gets: the consumption-tax gain after the burden is met from it."""
    return consumption_tax_gain - burden


def offset_share(burden: N, tax_expansion: N) -> N:
    """The share of the tax expansion that the burden takes back."""
    return burden / tax_expansion


def vat_base(consumption_tax_gain: N, rate_before: N, rate_after: N) -> N:
    """The value-added tax of which a rise of the local share from one rate to the other yields the gain."""
    return consumption_tax_gain / (rate_after - rate_before)


def consumption_tax_gain(rate: N, rate_before: N, vat_base: N) -> N:
    """What local government gets when its share of value-added tax rises to `rate`."""
    return (rate - rate_before) * vat_base


def breakeven_rate(rate_before: N, vat_base: N, leisure_tax: N, burden: N) -> N:
    """The local share of value-added tax at which the net gain is zero, all else as planned."""
    return rate_before + (burden - leisure_tax) / vat_base
