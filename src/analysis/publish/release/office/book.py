"""A workbook before it is a file: sheets, and what a spreadsheet can hold of them."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.publish.run.errors import ReportError
from analysis.words import Lang, Words

Value = float | str
LONGEST_NAME, MOST_COLUMNS, MOST_ROWS, LONGEST_TEXT = 31, 16_384, 1_048_576, 32_767
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")  # a CR would come back as another character
IN_NAMES = re.compile(r"[\[\]:*?/\\]|^'|'$")
NARROWEST, WIDEST = 8, 60

LONG_NAME = Words(
    "{0}: 시트 이름 {1!r}이(가) {2}자로, Excel의 한도 31자를 넘는다. 노트북의 이름을 줄인다.",
    "{0}: the sheet's name {1!r} has {2} characters, more than Excel's 31. Give the notebook a shorter name.",
)
BAD_NAME = Words(
    "{0}: 시트 이름 {1!r}에 Excel이 금하는 글자 {2!r}이(가) 있다. 노트북의 이름을 바꾼다.",
    "{0}: the sheet's name {1!r} has {2!r}, which Excel forbids. Rename the notebook.",
)
TOO_WIDE = Words(
    "{0}: 열이 {1:,}개로, Excel의 한도 16,384개를 넘는다. 표를 나눈다.",
    "{0}: the table has {1:,} columns, more than Excel's 16,384. Split it.",
)
TWICE = Words(
    "{0}: 시트 이름 {1!r}와(과) {2!r}을(를) Excel은 하나로 본다. 노트북 하나의 이름을 바꾼다.",
    "{0}: the sheets' names {1!r} and {2!r} are one to Excel. Rename one of the notebooks.",
)
TOO_LONG = Words(
    "{0}: 행이 {1:,}개로, Excel의 한도 1,048,576개를 넘는다. 표를 나눈다.",
    "{0}: the table has {1:,} rows, more than Excel's 1,048,576. Split it.",
)
BAD_TEXT = Words(
    "{0}, {1}열 {2}행: Excel에 적을 수 없는 글자 {3}이(가) 있다. 그 값을 낸 셀에서 지운다.",
    "{0}, column {1}, row {2}: the character {3} can't stand in Excel. Remove it in the cell that makes the value.",
)
LONG_TEXT = Words(
    "{0}, {1}열 {2}행: 글이 {3:,}자로, Excel의 한도 32,767자를 넘는다. 나누어 적는다.",
    "{0}, column {1}, row {2}: the text has {3:,} characters, more than Excel's 32,767. Split it.",
)


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, what it shows, one header row, and rows as long as the header.

    Its first column `leads` to the sheets that it names, where it is the contents.
    """

    name: str
    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Value]]
    leads: bool = False

    @property
    def widths(self) -> list[int]:
        """The widths of its columns in Latin letters: a Korean syllable takes two."""
        columns = zip(self.header, *self.rows, strict=True)
        return [min(max(NARROWEST, *(_width(str(value)) for value in column)) + 2, WIDEST) for column in columns]


@dataclass(frozen=True)
class Book:
    """A workbook: its sheets and what its properties say."""

    edition: str
    lang: Lang
    title: str
    subject: str
    author: str
    language: str
    sheets: Sequence[Sheet]


def check(every: Sequence[Sheet]) -> None:
    """ReportError where Excel can't hold the sheets."""
    taken: dict[str, str] = {}
    for sheet in every:
        if (folded := sheet.name.casefold()) in taken:
            raise _error(TWICE, sheet.title, taken[folded], sheet.name)
        taken[folded] = sheet.name
        _check(sheet)


def _check(sheet: Sheet) -> None:
    if len(sheet.name) > LONGEST_NAME:
        raise _error(LONG_NAME, sheet.title, sheet.name, len(sheet.name))
    if found := IN_NAMES.search(sheet.name):
        raise _error(BAD_NAME, sheet.title, sheet.name, found[0])
    if len(sheet.header) > MOST_COLUMNS:
        raise _error(TOO_WIDE, sheet.title, len(sheet.header))
    if len(sheet.rows) >= MOST_ROWS:
        raise _error(TOO_LONG, sheet.title, len(sheet.rows) + 1)
    for row, cells in enumerate([sheet.header, *sheet.rows], 1):
        for column, value in enumerate(cells, 1):
            if not isinstance(value, str):
                continue
            if found := FORBIDDEN.search(value):
                raise _error(BAD_TEXT, sheet.title, column, row, f"U+{ord(found[0]):04X}")
            if len(value) > LONGEST_TEXT:
                raise _error(LONG_TEXT, sheet.title, column, row, len(value))


def _width(text: str) -> int:
    return max(sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in line) for line in text.split("\n"))


def _error(words: Words, *values: object) -> ReportError:
    return ReportError(words.filled(*values))
