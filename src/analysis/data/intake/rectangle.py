"""A plain rectangular text as columns: what csv.reader reads of it, without a list for every row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

BLOCK = 2_000_000
_ROW_END = "\n"


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
    """The cells of a text without quotes whose rows have the same number of cells, two or more; else None."""
    first = text[: text.find(_ROW_END) + 1] or text
    width = first.count(delimiter) + 1
    if width < 2 or '"' in text:
        return None
    columns: list[list[str]] = [[] for _ in range(width)]
    for block in _blocks(text):
        if (cells := _cells(block, delimiter, width)) is None:
            return None
        for at, column in enumerate(columns):
            column += cells[at :: width + 1]
    return Rectangle(columns)


def _blocks(text: str) -> Iterator[str]:
    """The text in pieces that end with a row: the memory of one is used again for the next."""
    start = 0
    while start < len(text):
        end = text.find(_ROW_END, start + BLOCK) + 1 or len(text)
        yield text[start:end]
        start = end


def _cells(block: str, delimiter: str, width: int) -> list[str] | None:
    """The cells of whole rows one after the other, each row's end as a cell of its own; None for another width."""
    block = block.replace("\r\n", _ROW_END)
    ended = block.endswith(_ROW_END)
    rows = block.count(_ROW_END) + (not ended)
    cells = block.replace(_ROW_END, f"{delimiter}{_ROW_END}{delimiter}").split(delimiter)
    del cells[len(cells) - 2 * ended :]  # the end of the last row, and nothing after it
    whole = len(cells) == rows * (width + 1) - 1 and cells[width :: width + 1].count(_ROW_END) == rows - 1
    return cells if whole and "\r" not in block else None
