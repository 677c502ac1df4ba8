"""A plain rectangular text as columns: what csv.reader reads of it, without a list for every row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

BLOCK = 2_000_000
_ROW_END = "\n"
_QUOTED = "\x1f"  # stands for a delimiter in quotes while rows are cut; a text that has it is left to csv.reader


@dataclass(frozen=True)
class Rectangle(Sequence[Sequence[str]]):
    """Rows of one width, kept as columns; a row is made when it is asked for."""

    columns: Sequence[Sequence[str]]

    def __len__(self) -> int:
        return len(self.columns[0])

    @overload
    def __getitem__(self, at: int) -> Sequence[str]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Sequence[str]]: ...
    def __getitem__(self, at: int | slice) -> Sequence[str] | Sequence[Sequence[str]]:
        if isinstance(at, slice):
            return list(map(list, zip(*(column[at] for column in self.columns), strict=True)))
        return [column[at] for column in self.columns]


def rectangle(text: str, delimiter: str) -> Rectangle | None:
    """The cells of a text whose rows have the same number of cells, two or more; else None.

    None also where a quoted cell has a quote or a line's end in it.
    """
    columns: list[list[str]] = []
    for block in _blocks(text):
        rows = _unquoted(block.replace("\r\n", _ROW_END), delimiter)
        if rows is None or "\r" in rows:
            return None
        width = len(columns) or rows.partition(_ROW_END)[0].count(delimiter) + 1
        if width < 2 or (cells := _cells(rows, delimiter, width)) is None:
            return None
        columns = columns or [[] for _ in range(width)]
        for at, column in enumerate(columns):
            some = cells[at :: width + 1]
            column += _restored(some, delimiter) if _QUOTED in rows else some
    return Rectangle(columns) if columns else None


def _blocks(text: str) -> Iterator[str]:
    """The text in pieces that end with a row: the memory of one is used again for the next."""
    start = 0
    while start < len(text):
        end = text.find(_ROW_END, start + BLOCK) + 1 or len(text)
        yield text[start:end]
        start = end


def _unquoted(rows: str, delimiter: str) -> str | None:
    """Rows without their quotes, a delimiter in them as `_QUOTED`; None where quotes hold a quote or a row's end."""
    if _QUOTED in rows:
        return None
    if '"' not in rows:
        return rows
    pieces = rows.split('"')
    outside, inside = '"'.join(pieces[::2]), '"'.join(pieces[1::2])
    opened = outside.count(f'{delimiter}"') + outside.count(f'{_ROW_END}"') + outside.startswith('"')
    closed = outside.count(f'"{delimiter}') + outside.count(f'"{_ROW_END}') + outside.endswith('"')
    if len(pieces) % 2 == 0 or not opened == closed == len(pieces) // 2 or _ROW_END in inside:
        return None
    pieces[1::2] = inside.replace(delimiter, _QUOTED).split('"')
    return "".join(pieces)


def _restored(cells: Sequence[str], delimiter: str) -> list[str]:
    """Cells with the delimiters that stood in quotes."""
    return _ROW_END.join(cells).replace(_QUOTED, delimiter).split(_ROW_END)


def _cells(block: str, delimiter: str, width: int) -> list[str] | None:
    """The cells of whole rows one after the other, each row's end as a cell of its own; None for another width."""
    ended = block.endswith(_ROW_END)
    rows = block.count(_ROW_END) + (not ended)
    cells = block.replace(_ROW_END, f"{delimiter}{_ROW_END}{delimiter}").split(delimiter)
    del cells[len(cells) - 2 * ended :]  # the end of the last row, and nothing after it
    whole = len(cells) == rows * (width + 1) - 1 and cells[width :: width + 1].count(_ROW_END) == rows - 1
    return cells if whole else None
