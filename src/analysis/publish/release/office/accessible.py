"""The checklist for accessible spreadsheets, held against what a file itself has, whatever wrote it.

Source: UK Government Analysis Function, Releasing statistics in spreadsheets (checklist), as far as a program can tell.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.data.intake.grid import letter
from analysis.words import Words

Place = tuple[int, int]  # row and column, from 1
NO_TABLE = Words("{0}: 표시된 표가 {1}개이다. 하나여야 한다.", "{0} has {1} marked tables; it should have one.")
NOT_FIRST = Words("{0}: 표 {1}이(가) A1에서 시작하지 않는다.", "{0}: the table {1} does not begin at A1.")
NOT_MARKED = Words("{0}: 첫 행이 제목행으로 표시되지 않았다.", "{0}: the first row is not marked as the header.")
OUTSIDE = Words("{0}: 표 밖에 칸 {1}이(가) 있다.", "{0}: the cell {1} stands outside the table.")
BLANK = Words("{0}: 칸 {1}이(가) 비어 있다.", "{0}: the cell {1} is blank.")
MERGED = Words("{0}: 병합한 칸이 있다.", "{0} has merged cells.")
HIDDEN = Words("{0}: 숨긴 것이 있다.", "{0}: something is hidden.")
FORMULA = Words("{0}: 칸 {1}이(가) 수식이다.", "{0}: the cell {1} is a formula.")
NOT_FROZEN = Words("{0}: 제목행이 고정되지 않았다.", "{0}: the header row is not frozen.")
NO_WIDTHS = Words("{0}: 열 너비가 정해지지 않았다.", "{0}: the widths of columns are not set.")
HEADERS = Words("{0}: 열 이름이 비었거나 겹친다.", "{0}: a header is empty or stands twice.")
COLOUR = Words("{0}: 색으로 뜻을 나타낸다(조건부 서식).", "{0} gives meaning by colour (conditional formats).")
UNTITLED = Words("문서 속성에 제목이 없다.", "The document properties have no title.")
UNLISTED = Words("{0}: 차례에 없다.", "{0} is not in the contents.")


@dataclass(frozen=True)
class Marked:
    """A table that a sheet marks as one: its area as the file has it, its corners, whether its first row heads it."""

    area: str
    first: Place
    last: Place
    headed: bool


@dataclass(frozen=True)
class SeenSheet:
    """A sheet as its file has it: the texts of its filled cells, and what the checklist asks about."""

    name: str
    tables: Sequence[Marked]
    cells: Mapping[Place, str]
    formulas: Sequence[Place] = ()
    merged: bool = False
    coloured: bool = False
    hidden: bool = False
    frozen: bool = False
    widths: bool = False


@dataclass(frozen=True)
class SeenBook:
    """A workbook as its file has it."""

    title: str
    sheets: Sequence[SeenSheet]


def faults(book: SeenBook) -> Iterator[Words]:
    """What a workbook does not keep of the checklist; its second sheet is the contents."""
    if not book.title.strip():
        yield UNTITLED
    for sheet in book.sheets:
        yield from _sheet_faults(sheet)
    _, contents, *others = book.sheets
    listed = set(contents.cells.values())
    yield from (UNLISTED.filled(sheet.name) for sheet in others if sheet.name not in listed)


def _sheet_faults(sheet: SeenSheet) -> Iterator[Words]:
    wrong = {
        MERGED: sheet.merged,
        COLOUR: sheet.coloured,
        HIDDEN: sheet.hidden,
        NOT_FROZEN: not sheet.frozen,
        NO_WIDTHS: not sheet.widths,
    }
    yield from (words.filled(sheet.name) for words, found in wrong.items() if found)
    yield from (FORMULA.filled(sheet.name, place_words(one)) for one in sheet.formulas)
    if len(sheet.tables) != 1:
        yield NO_TABLE.filled(sheet.name, len(sheet.tables))
        return
    [table] = sheet.tables
    if table.first != (1, 1):
        yield NOT_FIRST.filled(sheet.name, table.area)
        return
    if not table.headed:
        yield NOT_MARKED.filled(sheet.name)
    long, wide = table.last
    headers = [sheet.cells.get((1, column), "").strip().casefold() for column in range(1, wide + 1)]
    if not all(headers) or len(set(headers)) != len(headers):
        yield HEADERS.filled(sheet.name)
    outside = (place for place in sheet.cells if place[0] > long or place[1] > wide)
    yield from (OUTSIDE.filled(sheet.name, place_words(place)) for place in outside)
    blank = {(row, column) for row in range(1, long + 1) for column in range(1, wide + 1)} - sheet.cells.keys()
    yield from (BLANK.filled(sheet.name, place_words(place)) for place in sorted(blank)[:1])


def place_words(place: Place) -> str:
    """A cell's place as spreadsheets name it: B3."""
    row, column = place
    return f"{letter(column - 1)}{row}"
