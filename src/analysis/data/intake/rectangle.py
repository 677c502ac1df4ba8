"""A plain rectangular text as columns: what csv.reader reads of it, without a list for every row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

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
    if '"' in text:
        return None
    text = (text.replace("\r\n", _ROW_END) if "\r" in text else text).removesuffix(_ROW_END)
    width = text.partition(_ROW_END)[0].count(delimiter) + 1
    if width < 2 or "\r" in text:
        return None
    # A row's end becomes a cell of its own; the rows are of one width where each stands in its place.
    cells = text.replace(_ROW_END, f"{delimiter}{_ROW_END}{delimiter}").split(delimiter)
    ends = cells[width :: width + 1]
    if (len(cells) + 1) % (width + 1) or ends.count(_ROW_END) != len(ends) or len(ends) != text.count(_ROW_END):
        return None
    return Rectangle([cells[at :: width + 1] for at in range(width)])
