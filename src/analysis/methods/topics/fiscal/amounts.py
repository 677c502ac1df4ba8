"""The amounts of the fiscal plan as printed, and the sums in which they stand to one another.

Every amount is carried twice, as printed and as the interval that its printed digits allow; both go through the same
formulas, in exact fractions.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from analysis.methods.estimate import Estimate
from analysis.methods.rounding import Interval, estimate_within, range_over_corners

TRILLION = "KRW trillion"
Signs = Mapping[str, int]

# The four terms that the equation comes down to, with the sign under which each enters the net gain.
TERMS: Signs = MappingProxyType({"consumption_tax": 1, "leisure_tax": 1, "pension": 1, "subsidies": -1})

# What the report prints as the sum or difference of other amounts that it prints.
IDENTITIES: Mapping[str, Signs] = MappingProxyType(
    {
        "tax_expansion": {"consumption_tax": 1, "leisure_tax": 1},
        "burden": {"subsidies": 1, "pension": -1},
        "fund": {"consumption_tax": 1, "burden": -1},
        "net_gain": {"tax_expansion": 1, "pension": 1, "subsidies": -1},
    }
)
AMOUNTS = ("net_gain", "tax_expansion", "pension", "subsidies", "consumption_tax", "leisure_tax", "burden", "fund")

# Every way from the other printed amounts to the net gain, none with a term that it could do without.
WAYS: tuple[Signs, ...] = (
    IDENTITIES["net_gain"],
    {"tax_expansion": 1, "burden": -1},
    {"fund": 1, "leisure_tax": 1},
    {"consumption_tax": 1, "leisure_tax": 1, "burden": -1},
    {"fund": 1, "tax_expansion": 1, "consumption_tax": -1},
    TERMS,
)


@dataclass(frozen=True)
class Amount:
    """A number as printed, and all the numbers that its printed digits allow."""

    value: Fraction
    interval: Interval

    @classmethod
    def exactly(cls, value: Fraction) -> "Amount":
        """A number without rounding: a rate set by law, or one given by whoever asks."""
        return cls(value, Interval.exactly(value))

    def estimate(self, unit: str = TRILLION) -> Estimate:
        """The number with the range of its printed digits."""
        return estimate_within(float(self.value), self.interval, unit)


@dataclass(frozen=True)
class Check:
    """A printed amount against a sum or difference of other printed amounts, its `terms`."""

    amount: str
    signs: Signs
    terms: Mapping[str, Amount]
    printed: Amount
    recomputed: Amount

    @property
    def exact(self) -> bool:
        """Whether both are the same to the last printed digit."""
        return self.printed.value == self.recomputed.value

    @property
    def possible(self) -> bool:
        """Whether the printed digits allow both to be the same."""
        return self.printed.interval.overlaps(self.recomputed.interval)


def through(formula: Callable[..., Any], *amounts: Amount) -> Amount:
    """A formula that uses each argument once, applied to the printed values and to their intervals."""
    values, intervals = (amount.value for amount in amounts), (amount.interval for amount in amounts)
    return Amount(formula(*values), formula(*intervals))


def over_corners(formula: Callable[..., Fraction], *amounts: Amount) -> Amount:
    """A monotone formula that uses an argument more than once, applied likewise."""
    value = formula(*(amount.value for amount in amounts))
    return Amount(value, range_over_corners(formula, *(amount.interval for amount in amounts)))


def check(name: str, signs: Signs, printed: Mapping[str, Amount]) -> Check:
    """A printed amount held against a sum of others."""
    return Check(name, signs, {term: printed[term] for term in signs}, printed[name], summed(signs, printed))


def summed(signs: Signs, amounts: Mapping[str, Amount]) -> Amount:
    """The amounts added up under their signs."""
    return through(lambda *terms: sum(map(operator.mul, terms, signs.values())), *(amounts[n] for n in signs))
