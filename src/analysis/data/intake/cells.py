"""Cells as the raw table keeps them: one reader for each kind of column, from a file's token to the contract's."""

import re
import unicodedata
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import TypeVar

from analysis.data.check import expectation
from analysis.data.contract import FieldContract
from analysis.data.intake.dates import calendar_value, year_meant
from analysis.data.intake.faults import FORMS
from analysis.data.intake.marks import UnsureMarkError, unmarked
from analysis.data.intake.words import Vocabulary, plain
from analysis.data.sections import SECTIONS
from analysis.data.units import (
    DATE_EXPECTED,
    MONTH_EXPECTED,
    YEAR_EXPECTED,
    UnreadableTokenError,
    decimal_text,
    parse_moment,
)
from analysis.words import Words

Token = TypeVar("Token", bound=Hashable)
Reader = Callable[[str], str]
# What a spreadsheet shows where a formula failed: ECMA-376 part 1, 18.17.3; LibreOffice writes Err:502.
FAILED = re.compile(
    r"\s*(?:#(?:REF|DIV/0|N/A|NAME|VALUE|NUM|NULL|SPILL|CALC|FIELD|BLOCKED|CONNECT|BUSY|UNKNOWN|GETTING_DATA)[!?]?|#?Err:\d+)",
    re.IGNORECASE,
)
MISSING = frozenset({"", "-", "‐", "‑", "–", "—", "−", "…", "...", "‥", "·", "n/a", "na", "null"})

_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
UNIT_EXPECTED = Words("단위(예: 명, 건, 백만원, %)", "a unit (such as persons, cases, KRW million, %)")
REPORT_HOUR = Words("0시 기준 날짜(예: 2020081400)", "the date of a report of 0 h (such as 2020081400)")


class BadCellError(ValueError):
    """A token that the column does not take; `kept` is what it stands for where the fault is let through."""

    def __init__(self, code: str, kept: str | None = None, **expected: object) -> None:
        super().__init__(code)
        self.code, self.kept, self.expected = code, kept, expected


Readings = tuple[dict[Token, str], dict[Token, BadCellError]]


def readings(tokens: Sequence[Token], read: Callable[[Token], str]) -> Readings[Token]:
    """What each distinct token stands for, and those that can't be read."""
    distinct = dict.fromkeys(tokens)
    with suppress(BadCellError):
        return dict(zip(distinct, map(read, distinct), strict=True)), {}
    known: dict[Token, str] = {}
    bad: dict[Token, BadCellError] = {}
    for token in distinct:
        try:
            known[token] = read(token)
        except BadCellError as error:
            known[token], bad[token] = error.kept or "", error
    return known, bad


def clean(token: str) -> str:
    """The token in one width, without spaces and note marks around it; BadCellError for an error or a formula.

    Where a mark can't be told from the number, as in 1891), both readings are named.
    """
    if FAILED.match(token):
        raise BadCellError("E125")
    if token.startswith("=") and not is_missing(token):
        raise BadCellError("E126")
    try:
        text = unmarked(token)
    except UnsureMarkError as error:
        raise BadCellError("E127", readings=error.readings) from None
    return text if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def is_missing(token: str) -> bool:
    """Whether a cell says that there is nothing: blank, a dash, dots."""
    return token.strip().casefold() in MISSING


def key_reader(column: FieldContract, edition: str, shift: int | None = None) -> Reader:
    """Reads a key: a date in ISO form, a category's slug, or the text itself."""
    if column.type == "date":
        return lambda token: _date(token, edition, shift)
    if column.type in {"yearmonth", "year"}:
        unit, expected = {
            "yearmonth": ("calendar month", MONTH_EXPECTED), "year": ("calendar year", YEAR_EXPECTED),
        }[column.type]  # fmt: skip
        return lambda token: _period(token, unit, edition, expected)
    return word_reader(column)


def _date(token: str, edition: str, shift: int | None) -> str:
    try:
        text = clean(token)
        year = year_meant(lambda one: parse_moment(text, one)[0].toordinal(), edition)
        day, hour = parse_moment(text, year)
    except UnreadableTokenError:
        raise BadCellError("E121", expected=DATE_EXPECTED) from None
    if shift is None:
        return day.isoformat()
    if hour:
        raise BadCellError("E121", expected=REPORT_HOUR)
    try:
        return (day + timedelta(days=shift)).isoformat()
    except OverflowError:
        raise BadCellError("E121", expected=DATE_EXPECTED) from None


def _period(token: str, unit: str, edition: str, expected: Words) -> str:
    text = clean(token)
    try:
        return decimal_text(calendar_value(text, unit, edition), unit)
    except UnreadableTokenError:
        if unit == "calendar month" and re.fullmatch(r"\d{4}-\d{2}-01", text):
            return text[:7]
        raise BadCellError(
            "E121", expected=expected, form=FORMS[{"calendar month": "yearmonth"}.get(unit, "year")]
        ) from None


def word_reader(column: FieldContract) -> Reader:
    """Reads words: a category by its slug, label or synonym, a section by its name, other text as it stands."""
    known = values_of(column)
    closed = column.constraints.get("enum", ()) if column.role != "section" else tuple(SECTIONS)
    pattern = column.constraints.get("pattern")
    if not known and not closed and not pattern:
        return str.strip

    def read(token: str) -> str:
        text = token.strip()
        if (slug := known.get(plain(text))) is not None:
            return slug
        if (slug := known.get(plain(clean(text)))) is not None:
            return slug
        if text and closed and text not in closed:
            raise BadCellError("E131", kept=text, known=known_words(column))
        if text and pattern and not re.fullmatch(pattern, text):
            raise BadCellError("E124", expected=expectation(column))
        return text

    return read


def known_words(column: FieldContract) -> Words:
    """The categories that a column knows, by their labels."""
    labels = list(column.labels.values() or (SECTIONS.values() if column.role == "section" else ()))
    labels = labels or [Words(value, value) for value in column.constraints.get("enum", ())]
    return Words(", ".join(label.ko for label in labels), ", ".join(label.en for label in labels))


def unit_reader(column: FieldContract, vocabulary: Vocabulary, likely: str = "") -> Reader:
    """Reads a unit by the study's own name or an office's; `likely` is meant where a word may mean several."""
    closed = column.constraints.get("enum", ())

    def read(token: str) -> str:
        text = clean(token)
        found = vocabulary.units_of(text)
        allowed = [unit for unit in found if not closed or unit in closed]
        if text and not allowed:
            expected = Words(", ".join(map(vocabulary.name, closed)), ", ".join(closed)) if closed else UNIT_EXPECTED
            raise BadCellError("E124", expected=expected)
        return likely if likely in allowed else next(iter(allowed), "")

    return read


def values_of(column: FieldContract) -> dict[str, str]:
    """The names of a column's categories, for comparing, each with its slug; a slug comes before a label."""
    names: dict[str, str] = {}
    values = [*column.constraints.get("enum", ()), *column.value_synonyms]
    for value in values:
        names.setdefault(plain(value), value)
    for value in values:
        label = column.labels.get(value)
        for name in (*((label.ko, label.en) if label else ()), *column.value_synonyms.get(value, ())):
            names.setdefault(plain(name), value)
    if column.role == "section":
        names |= {plain(name): slug for slug, words in SECTIONS.items() for name in (slug, words.ko, words.en)}
    names.pop("", None)
    return names


def as_of_reader(column: FieldContract, edition: str) -> Reader:
    """Reads an as-of date as precise as it is given: a day, a month or a year, in ISO form."""

    def read(token: str) -> str:
        text = clean(token)
        if is_missing(text) or _ISO.fullmatch(text):
            return "" if is_missing(text) else text
        for unit in ("calendar year", "calendar month", "date"):
            try:
                value = calendar_value(text, unit, edition)
            except UnreadableTokenError:
                continue
            return decimal_text(value, unit)
        raise BadCellError("E121", expected=expectation(column))

    return read
