"""The keys that a report prints: dates, months, years, and names that the contract knows."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from analysis.data.contract import FieldContract
from analysis.data.reading.lines import words_of
from analysis.data.units import UnreadableTokenError, decimal_text, parse_printed

UNITS = {"date": "date", "yearmonth": "calendar month", "year": "calendar year"}
_YEAR = re.compile(r"(?:['’‘]|\b(?=\d{4}))(\d{4}|\d{2})(?=$|\D)")
WRAPS = 6  # months: one that is that much later than the next is of the year before


def known_keys(column: FieldContract) -> dict[str, str]:
    """The values of a key column by every name that the contract has for them."""
    named = {words_of(label.ko): value for value, label in column.labels.items()}
    return named | {words_of(name): value for value, names in column.value_synonyms.items() for name in names}


def dated_keys(column: FieldContract, printed: Sequence[str], edition: str) -> list[str]:
    """Printed days, months or years as keys, "" where one is none.

    Where no year is printed the last is of the edition's year, or the one before where it would be later than the
    edition; a December before a January is of the year before. A text column whose values are years is one of years.
    """
    if UNITS.get(column.type, "calendar year") == "calendar year":
        return [span_end(text)[:4] for text in printed]
    after, keys = (int(edition[:4]), int(edition[5:])), []
    for text in reversed(printed):
        key = _dated(text, UNITS[column.type], after)
        if key:
            after = int(key[:4]), int(key[5:7])
        keys.append(key)
    return keys[::-1]


def _dated(text: str, unit: str, after: tuple[int, int]) -> str:
    """A day or month as a key, in the year and month `after` or before it; "" where it is none."""
    plain = re.sub(r"\s*\([월화수목금토일]\)$", "", text.strip())
    try:
        keys = [decimal_text(parse_printed(plain, unit, year).value, unit) for year in (after[0], after[0] - 1)]
    except UnreadableTokenError:
        return ""
    return keys[int(keys[0][5:7]) - after[1] >= WRAPS]


def in_order(keys: Sequence[str], edition: str) -> bool:
    """Whether dated keys are all there, go up and are not later than the edition: which year is meant is then plain."""
    return all(keys) and all(one < other for one, other in pairwise([*keys, f"{edition}-99"]))


def is_dated(column: FieldContract) -> bool:
    """Whether a key is a day, a month or a year."""
    values = column.constraints.get("enum", [])
    return column.type in UNITS or (bool(values) and all(re.fullmatch(r"\d{4}", str(value)) for value in values))


def span_end(label: str) -> str:
    """The last month or the year of a span: 2020-08 of '20.6~8월, 2018 of '18; "" where it tells no year."""
    year = _YEAR.search(label)
    if year is None:
        return ""
    month = re.search(r"(\d{1,2})월\s*$", label)
    whole = year[1] if len(year[1]) == 4 else f"20{year[1]}"
    return f"{whole}-{int(month[1]):02d}" if month else whole


def key_of(column: FieldContract, label: str, before: Mapping[str, str], edition: str) -> str:
    """The key that a label names: as in the old report, as dated, or as the contract has it; "" where it is new."""
    if is_dated(column):
        return dated_keys(column, [label], edition)[0]
    words = words_of(label)
    return before.get(words) or known_keys(column).get(words, "")
