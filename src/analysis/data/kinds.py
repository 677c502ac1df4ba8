"""The kinds of value that the registers' fields have."""

import math
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from analysis.data.forms import Field, Leaf, Part
from analysis.data.units import RATES, UNITS
from analysis.words import Words

NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
# YAML 1.1 also takes 010 (octal) and 12:30 (sexagesimal) for numbers; whoever writes them means something else.
PLAIN_NUMBER = re.compile(r"[-+]?(0|[1-9]\d*)(\.\d*)?(e[-+]\d+)?", re.IGNORECASE)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def is_name(text: str) -> bool:
    """Whether a text has the form of an id: covid.window."""
    return NAME.fullmatch(text) is not None


def one_of(names: Sequence[str]) -> Leaf:
    """One of a few texts, all of which the fault lists."""
    listed = Words(" | ".join(names), f"one of {', '.join(names)}")
    return Leaf(lambda value: value in names, listed, known=names)


TEXT = Leaf(
    lambda value: isinstance(value, str) and bool(value.strip()),
    Words("글", "text"),
    Words(
        "글을 적는다. 숫자나 날짜, true, no 따위이면 따옴표 안에 쓴다.",
        "Write the text; in quotes where it is a number, a date, true or no.",
    ),
)
ID = Leaf(
    lambda value: isinstance(value, str) and is_name(value),
    Words("점으로 이은 id(예: covid.window)", "an id of names joined by dots, such as covid.window"),
    Words("소문자와 숫자, 밑줄로 쓴다.", "Use small letters, digits and underscores."),
)
NUMBER = Leaf(
    _is_number,
    Words("숫자(예: 4.3)", "a number, such as 4.3"),
    Words("따옴표와 단위 없이 숫자만 쓴다.", "Write the number alone, without quotes and unit."),
    written=PLAIN_NUMBER,
)
LINE = Leaf(
    lambda value: _is_number(value) and isinstance(value, int) and value > 0,
    Words("원문의 줄 번호(1 이상의 정수)", "a line of the source, a whole number from 1"),
    Words("원문에서 줄을 찾아 적는다.", "Find the line in the source and write its number."),
    written=PLAIN_NUMBER,
)
DAY = Leaf(
    lambda value: isinstance(value, date) and not isinstance(value, datetime),
    Words("날짜(YYYY-MM-DD)", "a date (YYYY-MM-DD)"),
    Words("달력에 있는 날짜를 따옴표 없이 쓴다.", "Write a day of the calendar, without quotes."),
)
FLAG = Leaf(lambda value: isinstance(value, bool), Words("true | false", "true or false"))
UNIT = Leaf(
    lambda value: value in UNITS or value in RATES,
    Words("연구의 단위(예: days, fraction, cases/day)", "a unit of the study, such as days, fraction or cases/day"),
    Words("data/units.py에 있는 단위로 고친다.", "Use one of those in data/units.py."),
    known=(*UNITS, *RATES),
)
BOTH = Part({"ko": Field(TEXT), "en": Field(TEXT)})
