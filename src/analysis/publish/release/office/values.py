"""Printed cells as values: a column of numbers with its unit and, where it has ranges, their ends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

NUMBER = r"[+−-]?(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.\d+)?"
DIGITS = 15  # that a spreadsheet keeps of a number
UNIT = r"[^\d,.()\s+−-][^\d,()]*?"
ONE = re.compile(rf"(?P<value>{NUMBER})\s?(?P<unit>{UNIT})?")
RANGE = re.compile(rf"{ONE.pattern}\s?\((?P<low>{NUMBER})(?:~|–| to )(?P<high>{NUMBER})\s?(?P<range_unit>{UNIT})?\)")


@dataclass(frozen=True)
class Values:
    """A column read: its values, None where there is none; `unit` is what every number of it had after it."""

    values: Sequence[float | str | None]
    unit: str = ""
    low: Sequence[float | None] | None = None
    high: Sequence[float | None] | None = None


def read_column(texts: Sequence[str | None]) -> Values:
    """The column as numbers where every text of it is one that a spreadsheet keeps, all in one unit; else the texts."""
    found = [None if text is None else RANGE.fullmatch(text) or ONE.fullmatch(text) for text in texts]
    known = [one.groupdict() for one in found if one]
    units = {one["unit"] or "" for one in known}
    units |= {one["range_unit"] for one in known if one.get("range_unit")}
    numbers = [one[name] for one in known for name in ("value", "low", "high") if one.get(name)]
    kept = all(sum(map(str.isdigit, number)) <= DIGITS for number in numbers)
    if not kept or len(known) != sum(text is not None for text in texts) or len(units) != 1:
        return Values(texts)
    records = [one.groupdict() if one else {} for one in found]
    ranged = any("low" in one for one in records)
    low, high = ([_number(one.get(end)) for one in records] if ranged else None for end in ("low", "high"))
    return Values([_number(one.get("value")) for one in records], units.pop(), low, high)


def _number(text: str | None) -> float | None:
    return None if text is None else float(text.replace(",", "").replace("−", "-"))
