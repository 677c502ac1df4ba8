"""Figures as the raw table keeps them: in the contract's unit, to the place to which they were printed."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction

from analysis.data.check import expectation
from analysis.data.contract import FieldContract
from analysis.data.intake.cells import MISSING, BadCellError, Reader, clean
from analysis.data.intake.column import DIGITS, Column
from analysis.data.intake.words import Measure, Vocabulary
from analysis.data.units import (
    CALENDAR,
    LISTED,
    LONGEST,
    NUMBER_EXPECTED,
    UnreadableTokenError,
    number_text,
    parse_printed,
    read_number,
)
from analysis.words import Words

PLAIN_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)

_MINUS = re.compile(r"^(?:[△▲−–—‐‑]|-)\s*(?=[\d.])")
_BRACKETS = re.compile(r"\(\s*([\d.,]+[^()]*)\)")
_OTHER_DIGITS = re.compile(r"[^\D0-9]")
_WITH_UNIT = re.compile(r"(.*\d)\s*(\D+)")
_PLAIN_WHOLE = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)", re.ASCII)
# Numbers from zero up, a line each, of no more digits than LONGEST.
_WHOLE_LINE = r"(?:\d{1,3}(?:,\d{3}){1,20}|\d{1,60})"
_WHOLE_LINES = re.compile(rf"(?:{_WHOLE_LINE}\n)*+{_WHOLE_LINE}", re.ASCII)
_PLAIN_LINES = re.compile(rf"(?:{_WHOLE_LINE}(?:\.\d{{1,15}})?\n)*+{_WHOLE_LINE}(?:\.\d{{1,15}})?", re.ASCII)
_OF_NUMBERS = DIGITS | {",", "."}
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")


def wanted(column: FieldContract, vocabulary: Vocabulary) -> Words:
    """What a column asks for, its unit in Korean called as offices call it."""
    return Words(expectation(replace(column, unit=vocabulary.name(column.unit))).ko, expectation(column).en)


def figure_reader(column: FieldContract, unit: str, given: Measure | None, vocabulary: Vocabulary, year: int) -> Reader:
    """Reads a figure in the contract's unit; `given` is the unit that the file names over or beside the table."""
    own = Measure.of(unit)
    given = given if given is not None and given.in_terms_of(own) not in {None, 1} else None
    as_printed = column.type == "string"
    expected = wanted(column, vocabulary) if column.type in {"integer", "number"} else NUMBER_EXPECTED

    lowest, highest = limits(column)

    def read(token: str) -> str:
        text = clean(token)
        if text.casefold() in MISSING:
            return ""
        if unit in CALENDAR or unit == LISTED:
            return _calendar(text, column, unit, year)
        if _OTHER_DIGITS.search(text):
            raise BadCellError("E120", expected=expected)
        if as_printed and given is None and _readable(text, unit, year):
            return text
        text = _signed(text)
        if given is None and PLAIN_NUMBER.fullmatch(text):
            text = _whole(text, column, expected)
        else:
            text = _converted(text, column, own, given, vocabulary, expected)
        if not lowest <= _value(text, expected) <= highest:
            raise BadCellError("E130", kept=text, expected=expected)
        return text

    return read


def all_plain(cells: Column[str], column: FieldContract) -> bool:
    """Whether `figure_reader` keeps every cell of a column as it is in the contract's unit, seen at a look.

    False is no answer: numbers below zero, at a limit or of unusual length are left to `plain_numbers`.
    """
    lowest, highest = limits(column)
    if not _numeric(column) or lowest > 0:
        return False
    return _plain_lines(cells, column) and (
        highest == float("inf") or all(float(token.replace(",", "")) < highest for token in cells.tokens)
    )


def _plain_lines(cells: Column[str], column: FieldContract) -> bool:
    if cells.letters <= DIGITS:
        return "" not in cells.initials and max(map(len, cells.tokens), default=0) <= LONGEST
    form = _PLAIN_LINES if column.type == "number" else _WHOLE_LINES
    return cells.letters <= _OF_NUMBERS and form.fullmatch("\n".join(cells.tokens)) is not None


def plain_numbers(tokens: Iterable[str], column: FieldContract) -> dict[str, str]:
    """The tokens that `figure_reader` keeps as they are in the contract's unit, seen without reading each exactly.

    A number at a limit, or so near that a float is not sure, is left to the reader.
    """
    if not _numeric(column):
        return {}
    lowest, highest = limits(column)
    form = PLAIN_NUMBER if column.type == "number" else _PLAIN_WHOLE
    found = [token for token in tokens if len(token) <= LONGEST and form.fullmatch(token)]
    values = (float(token.replace(",", "")) for token in found)
    return {token: token for token, value in zip(found, values, strict=True) if lowest < value < highest}


def _numeric(column: FieldContract) -> bool:
    return column.type in {"integer", "number"} and column.unit not in CALENDAR


def limits(column: FieldContract) -> tuple[float, float]:
    """The least and the greatest value that a column allows."""
    return column.constraints.get("minimum", float("-inf")), column.constraints.get("maximum", float("inf"))


def _value(text: str, expected: Words) -> Fraction:
    try:
        return read_number(text)[0]
    except ValueError:
        raise BadCellError("E120", expected=expected) from None


def _readable(text: str, unit: str, year: int) -> bool:
    try:
        parse_printed(text, unit, year)
    except UnreadableTokenError:
        return False
    return True


def _signed(text: str) -> str:
    """A number whose minus is a triangle, a dash of another length or brackets, with a plain one."""
    if match := _BRACKETS.fullmatch(text):
        return f"-{match[1].strip()}"
    return _MINUS.sub("-", text).removeprefix("+")


def _whole(text: str, column: FieldContract, expected: Words) -> str:
    """A number as printed; a whole one loses the empty decimals that a program gave it."""
    if column.type != "integer":
        return text
    whole, _, decimals = text.partition(".")
    if decimals.strip("0"):
        raise BadCellError("E123", expected=expected)
    return whole


def _converted(
    text: str, column: FieldContract, own: Measure, given: Measure | None, vocabulary: Vocabulary, expected: Words
) -> str:
    """A number with scale words or in another unit, in the contract's, to the place to which it was printed."""
    number, measure = text, given or own
    value = _number(text, measure)
    if value is None and (match := _WITH_UNIT.fullmatch(text)) and (said := vocabulary.measure(match[2])):
        number, measure = match[1], said
        value = _number(number, measure)
    if value is None:
        raise BadCellError("E120", expected=expected)
    if (ratio := measure.in_terms_of(own)) is None:
        raise BadCellError("E115", unit=Words(vocabulary.name(column.unit), column.unit))
    if ratio == 1 and PLAIN_NUMBER.fullmatch(number):
        return _whole(number, column, expected)
    amount, place = value
    if ratio == 1 and column.type == "integer" and amount.denominator != 1:
        raise BadCellError("E123", expected=expected)
    return number_text(amount * ratio, place * ratio)


def _number(text: str, measure: Measure) -> tuple[Fraction, Fraction] | None:
    """The number, counted in its measure; None where it is none, or its thousands are wrongly grouped."""
    if "," in text and not all(_GROUPED.fullmatch(part) for part in re.findall(r"\d[\d,]*,[\d,]*", text)):
        return None
    try:
        return read_number(text, int(measure.factor))
    except ValueError:
        return None


def _calendar(text: str, column: FieldContract, unit: str, year: int) -> str:
    """A date, month, hour or list as printed; in the form that the contract asks for where it asks for one."""
    try:
        number = parse_printed(text, unit, year)
    except UnreadableTokenError as error:
        raise BadCellError("E121" if unit == "date" else "E124", expected=error.expected) from None
    pattern = column.constraints.get("pattern")
    if pattern is None or re.fullmatch(pattern, text):
        return text
    day = date.fromordinal(int(number.value)) if unit == "date" else None
    short = f"{day.month}.{day.day:02d}" if day else ""
    if day is None or day.year != year or not re.fullmatch(pattern, short):
        raise BadCellError("E124", expected=expectation(column))
    return short
