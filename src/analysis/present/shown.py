"""Numbers as texts and results show them: read from a text, and sought in a result."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from analysis.present.misuse import MisuseError
from analysis.present.words import LANGUAGES, Words

NUMBER = re.compile(r"(?<![A-Za-z\d.,])\d[\d,]*(?:\.\d+)?")
NO_NUMBER = Words("{!r}: 숫자가 아니다. 보고서에 나온 대로 쓴다.", "{!r} is no number; write one as printed.")


def to_number(asked: object) -> Decimal:
    """A number as people type it, without its sign: "205.7", "1,234", "63.6%"; MisuseError where it is none."""
    try:
        found = Decimal(str(asked).strip().rstrip("%").replace(",", "").replace("−", "-"))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise MisuseError(Words(*(NO_NUMBER[lang].format(str(asked)) for lang in LANGUAGES)))
    return abs(found)


def numbers_in(text: str) -> set[Decimal]:
    """The numbers that a text shows, without their signs."""
    return {to_number(token) for token in NUMBER.findall(text)}


def result_shows(result: Mapping[str, Any], sought: Decimal) -> bool:
    """Whether a result's value or an end of its interval is a number, rounded; a fraction as a percentage, too."""
    return any(_rounds(at, sought) for at in values_of(result))


def values_of(result: Mapping[str, Any]) -> Iterator[float]:
    """A result's value and the ends of its interval, a fraction as a percentage, too."""
    for at in (result["value"], result["low"], result["high"]):
        if at is not None:
            yield from (at, at * 100) if result["unit"] == "fraction" else (at,)


def _rounds(value: float, sought: Decimal) -> bool:
    """Whether a number is a value written with as many decimals."""
    return round(abs(value), max(0, -int(sought.as_tuple().exponent))) == float(sought)
