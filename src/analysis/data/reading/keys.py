"""The keys that a report prints: dates, months, years, and names that the contract knows."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from analysis.data.contract import FieldContract
from analysis.data.reading.lines import words_of
from analysis.data.units import UnreadableTokenError, decimal_text, parse_printed

UNITS = {"date": "date", "yearmonth": "calendar month", "year": "calendar year"}
_YEAR = re.compile(r"(?:['’‘]|\b(?=\d{4}))(\d{4}|\d{2})(?=$|\D)")
_OWN_YEAR = re.compile(r"['’‘]|\d{4}|\d{2}\.\s?\d{1,2}\.\s?\d")


def known_keys(column: FieldContract) -> dict[str, str]:
    """The values of a key column by every name that the contract has for them."""
    named = {words_of(label.ko): value for value, label in column.labels.items()}
    return named | {words_of(name): value for value, names in column.value_synonyms.items() for name in names}


def dated_keys(column: FieldContract, printed: Sequence[str], edition: str) -> list[str]:
    """Printed days, months or years as keys, "" where one is none; without a year they go up to the edition's month.

    A text column whose values are years (2018, 2019, …) is one of years.
    """
    unit = UNITS.get(column.type) or "calendar year"
    year, month = int(edition[:4]), int(edition[5:])
    before, keys = (year, month, 31), []
    for text in reversed(printed):
        key = ""
        plain = re.sub(r"\s*\([월화수목금토일]\)$", "", text.strip())
        if unit == "calendar year":
            match = _YEAR.search(plain)
            key = match[1].rjust(4, "2") if match and len(match[1]) == 4 else f"20{match[1]}" if match else ""
        else:
            try:
                value = decimal_text(parse_printed(plain, unit, before[0]).value, unit)
                if not _OWN_YEAR.search(plain) and _parts(value) > before:
                    value = decimal_text(parse_printed(plain, unit, before[0] - 1).value, unit)
                before, key = _parts(value), value
            except UnreadableTokenError:
                pass
        keys.append(key)
    return keys[::-1]


def _parts(value: str) -> tuple[int, int, int]:
    day = date.fromisoformat(value if len(value) == 10 else f"{value}-01")
    return day.year, day.month, day.day if len(value) == 10 else 0


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
