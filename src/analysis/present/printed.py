"""What a figure prints, as it is read: its value by its unit, and the days and months in its name."""

import re
from fractions import Fraction

from analysis.data.units import decimal_text
from analysis.present import dates
from analysis.present.numbers import exact_quantity
from analysis.present.words import LANGUAGES, Lang, Words

ISO = re.compile(r"\b\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?\b")


def value_in_words(value: Fraction, unit: str, lang: Lang) -> str:
    """A day, month, year, weekday or hour as it is read; anything else with its unit and every decimal it has."""
    match unit:
        case "date":
            return dates.day(decimal_text(value, unit), lang)
        case "calendar month":
            return dates.month(decimal_text(value, unit), lang)
        case "calendar year":
            return Words(f"{int(value)}년", f"{int(value)}")[lang]
        case "month of year" if 1 <= value <= 12:
            return Words(f"{int(value)}월", dates.MONTHS[int(value) - 1])[lang]
        case "weekday" if 1 <= value <= 7:
            return dates.WEEKDAYS[int(value) - 1][lang]
        case "hour of day":
            return f"{int(value)}:{round(value % 1 * 60):02}"
    return exact_quantity(float(value), unit, lang)


def dates_in_words(text: Words) -> Words:
    """A text with its ISO days and months as each language has them: keys of rows in the names of figures."""
    return Words(*(_in_words(text[lang], lang) for lang in LANGUAGES))


def _in_words(text: str, lang: Lang) -> str:
    return ISO.sub(lambda found: _read(found[0], lang), text)


def _read(iso: str, lang: Lang) -> str:
    try:
        return dates.month(iso, lang) if len(iso) == len("2020-08") else dates.day(iso, lang)
    except ValueError:  # 31 February is no day
        return iso
