"""Numbers as a reader of Korean or English expects them.

Both languages group thousands with a comma, round half up and set a proper minus sign (U+2212). A Korean range is
written with a tilde and its bracket closes up to the number; an English range has an en dash, or "to" where a
bound is negative.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import SupportsFloat

from analysis.methods.estimate import Estimate
from analysis.present.units import PER, split_rate, unit
from analysis.present.words import Lang, Words

MINUS = "−"
KRW = "KRW "
SIGNIFICANT = 3
LONGEST = 15  # digits before the point that are still written out
ENDLESS = 10  # decimals that nobody prints

# Korean counts money by ten thousands and hundred millions, English by thousands and billions.
_ENGLISH_MONEY = {
    "KRW 10 thousand": (Decimal(10), "KRW thousand"),
    "KRW 100 million": (Decimal("0.1"), "KRW billion"),
}


def number(value: SupportsFloat, digits: int | None = None, *, signed: bool = False) -> str:
    """A number with separators and a proper minus: "1,705", "−0.32".

    `digits` counts decimals (negative: tens, hundreds). Without it a whole number stays whole and any other keeps
    three significant digits, or its whole part where that is longer; beyond all reading it stands by a power of ten.
    `signed` writes the plus sign too.

    Raises:
        ValueError: the value is not finite.
    """
    exact = _exact(value)
    if exact and exact.adjusted() >= LONGEST:
        return _in_powers(exact, signed=signed)
    places = digits if digits is not None else _places(exact)
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    sign = MINUS if rounded < 0 else "+" if signed and rounded > 0 else ""
    return f"{sign}{abs(rounded):,f}"


def _in_powers(value: Decimal, *, signed: bool) -> str:
    """A number too long to be read digit by digit, by a power of ten: "1.23×10^30"."""
    sign = MINUS if value < 0 else "+" if signed else ""
    mantissa, power = f"{abs(value):.{SIGNIFICANT - 1}e}".split("e")
    return f"{sign}{mantissa}×10^{int(power)}"


def percent(fraction: SupportsFloat, digits: int = 1, *, signed: bool = False) -> str:
    """A fraction as a percentage: 0.636 is "63.6%"."""
    return f"{number(_exact(fraction) * 100, digits, signed=signed)}%"


def points(difference: SupportsFloat, lang: Lang, digits: int = 1, *, signed: bool = True) -> str:
    """A difference of two fractions in percentage points: 0.012 is "+1.2%p", "+1.2 percentage points"."""
    return quantity(_exact(difference) * 100, "percentage points", lang, digits, signed=signed)


def quantity(
    value: SupportsFloat,
    unit_of_value: str,
    lang: Lang,
    digits: int | None = None,
    *,
    noun: Words | None = None,
    signed: bool = False,
) -> str:
    """A number with its unit: "205.7건", "월 205.7건", "205.7 decisions a month", "KRW 8.5 trillion", "63.6%".

    `noun` replaces the counter where the unit counts something else than usual: COVID-19 cases are persons in
    Korean, `Words("명", "cases")`.
    """
    factor, before, after = _around(unit_of_value, lang, noun)
    text = number(_exact(value) * factor, digits, signed=signed)
    if text == "1" and lang == "en" and noun is None and before != KRW:
        counted, per = split_rate(unit_of_value)
        after = unit(counted).one + (PER[per].en if per else "")
    sign = text[0] if before == KRW and text[0] in f"+{MINUS}" else ""
    return f"{sign}{before}{text.removeprefix(sign)}{after}"


def exact_quantity(value: SupportsFloat, unit_of_value: str, lang: Lang, *, signed: bool = False) -> str:
    """A printed number with its unit and every decimal that it has: "월 152.6건"."""
    factor, *_ = _around(unit_of_value, lang, None)
    places = decimals(_exact(value) * factor)
    return quantity(value, unit_of_value, lang, places if places < ENDLESS else None, signed=signed)


def span(
    low: SupportsFloat | None,
    high: SupportsFloat | None,
    lang: Lang,
    digits: int | None = None,
    unit_of_value: str = "ratio",
    *,
    noun: Words | None = None,
) -> str:
    """A range: "1.21~1.50", "1.21–1.50", "−36.0 to 60.5"; an open end is said ("3.1 이상", "3.1 or more").

    Without `digits` the bounds carry the decimals that the width of the range warrants. The unit, if any, stands
    once. Raises ValueError where both bounds are missing.
    """
    factor, before, after = _around(unit_of_value, lang, noun)
    bounds = _scaled(low, factor), _scaled(high, factor)
    places = _shared_places([bound for bound in bounds if bound is not None]) if digits is None else digits
    return f"{before}{_between(*bounds, lang, places, after)}"


def value_of(
    result: Estimate, lang: Lang, digits: int | None = None, *, noun: Words | None = None, signed: bool = False
) -> str:
    """An estimate's value with its unit, to the decimals that its range warrants."""
    places = _warranted(result, lang) if digits is None else digits
    return quantity(result.value, result.unit or "ratio", lang, places, noun=noun, signed=signed)


def range_of(result: Estimate, lang: Lang, digits: int | None = None, *, noun: Words | None = None) -> str:
    """An estimate's range with its unit; empty where it has none."""
    if result.low is None and result.high is None:
        return ""
    places = _warranted(result, lang) if digits is None else digits
    return span(result.low, result.high, lang, places, result.unit or "ratio", noun=noun)


def estimate(
    result: Estimate, lang: Lang, digits: int | None = None, *, noun: Words | None = None, signed: bool = False
) -> str:
    """An estimate with its range in brackets: "63.6%(55.8~70.8%)", "205.7 cases a day (180.1–230.2)".

    Inside the brackets only a percent sign is repeated; an estimate without range is its value alone.
    """
    text = value_of(result, lang, digits, noun=noun, signed=signed)
    if result.low is None and result.high is None:
        return text
    places = _warranted(result, lang) if digits is None else digits
    factor, _, after = _around(result.unit or "ratio", lang, None)
    low, high = _scaled(result.low, factor), _scaled(result.high, factor)
    inner = _between(low, high, lang, places, "%" if after == "%" else "")
    return f"{text}({inner})" if lang == "ko" else f"{text} ({inner})"


def column_digits(values: Iterable[SupportsFloat]) -> int:
    """Decimals for numbers under each other: three significant digits of the median one, none that all end in 0."""
    exact = [_exact(value) for value in values]
    sizes = sorted(abs(value) for value in exact if value)
    if not sizes:
        return 0
    middle = sizes[len(sizes) // 2]
    return min(max(map(decimals, exact)), max(0, SIGNIFICANT - 1 - middle.adjusted()))


def _around(name: str, lang: Lang, noun: Words | None) -> tuple[Decimal, str, str]:
    """What a value is multiplied by, and what stands before and after it, to be read in a language."""
    counted, per = split_rate(name)
    words = unit(counted).counter
    factor, before, after = Decimal(1), "", words[lang]
    if counted == "fraction":
        factor = Decimal(100)
    elif counted.startswith("KRW") and lang == "en":
        before = KRW
        if counted in _ENGLISH_MONEY:
            factor, name_in_english = _ENGLISH_MONEY[counted]
            after = unit(name_in_english).counter.en
    if noun is not None:
        after = noun.ko if lang == "ko" else f" {noun.en}"
    if per:
        before, after = (PER[per].ko + before, after) if lang == "ko" else (before, after + PER[per].en)
    return factor, before, after


def _between(low: Decimal | None, high: Decimal | None, lang: Lang, places: int | None, after: str) -> str:
    if low is not None and high is not None:
        ends = number(low, places), number(high, places)
        joint = "~" if lang == "ko" else " to " if any(end.startswith(MINUS) for end in ends) else "–"
        return f"{ends[0]}{joint}{ends[1]}{after}"
    if low is not None:
        return f"{number(low, places)}{after}{' 이상' if lang == 'ko' else ' or more'}"
    if high is not None:
        return f"{number(high, places)}{after}{' 이하' if lang == 'ko' else ' or less'}"
    raise ValueError("a range needs at least one bound")


def _warranted(result: Estimate, lang: Lang) -> int | None:
    """Decimals that an estimate's range warrants; without a range a percentage has one, any other is free."""
    factor, _, _ = _around(result.unit or "ratio", lang, None)
    known = [_exact(x) * factor for x in (result.low, result.value, result.high) if x is not None]
    if len(known) == 1:
        return 1 if result.unit == "fraction" else None
    return _shared_places(known)


def _scaled(bound: SupportsFloat | None, factor: Decimal) -> Decimal | None:
    return None if bound is None else _exact(bound) * factor


def _shared_places(values: list[Decimal]) -> int | None:
    """Decimals for numbers that stand together: two significant digits of half their spread; None without spread."""
    half = (max(values) - min(values)) / 2 if values else Decimal(0)
    if half == 0:
        return None
    return min(max(map(decimals, values)), max(0, 1 - half.adjusted()))


def _places(value: Decimal) -> int:
    return min(decimals(value), max(0, SIGNIFICANT - 1 - value.adjusted()))


def decimals(value: Decimal) -> int:
    """The decimals that a number has itself."""
    return max(0, -int(value.normalize().as_tuple().exponent))


def _exact(value: SupportsFloat) -> Decimal:
    """The decimal number that a float's shortest text names, so that 2.675 rounds to 2.68."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if not exact.is_finite():
        raise ValueError(f"{value} is not a number that can be shown")
    return exact
