"""A plain rectangular text as columns: what csv.reader reads of it, without a list a row or a text a cell.

The ends of all cells are found in its bytes at once; cells of few kinds are compared as numbers of eight bytes each.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias, overload

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.data.intake.column import Column, Places
from analysis.data.intake.decode import blocks

Bytes: TypeAlias = NDArray[np.uint8]

LONGEST = 512  # bytes of a cell, eight of which are compared at once; longer ones are read one by one
_ROW_END, _RETURN, _QUOTE = b'\n\r"'
_PRIME = np.uint64(0x9E3779B97F4A7C15)  # of Fibonacci hashing: Knuth, The Art of Computer Programming 3, 6.4
_MASKS = np.array([(1 << 8 * length) - 1 for length in range(9)], np.uint64)


@dataclass(frozen=True)
class Rectangle(Sequence[Sequence[str]]):
    """Rows of one width, kept as columns; a row is made when it is asked for."""

    columns: Sequence[Column[str]]

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


class _Growing:
    """A column while its blocks come in: each token once, or all cells where most of the first ones differ."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}
        self.places: list[Places] = []
        self.cells: list[str] = []

    def take(self, data: Bytes, starts: Places, ends: Places) -> None:
        """Takes the cells of a block in."""
        if not self.cells:
            places, first = _different(data, starts, ends)
            if self.places or 2 * len(first) <= len(starts):
                tokens = _texts(data, starts[first], ends[first])
                numbers = [self.known.setdefault(token, len(self.known)) for token in tokens]
                self.places.append(np.array(numbers, np.intp)[places])
                return
        self.cells += _texts(data, starts, ends)

    def column(self) -> Column[str]:
        """The column, once all of it is in."""
        return Column(list(self.known), np.concatenate(self.places)) if self.places else Column(self.cells)


def rectangle(whole: bytes, delimiter: str) -> Rectangle | None:
    """The cells of a text in UTF-8 whose rows have the same number of cells, two or more; else None.

    None also where a quoted cell has a quote or a row's end in it, and for a text with NUL.
    """
    columns: list[_Growing] = []
    for start, end in blocks(whole):
        if end + 8 <= len(whole):
            data = np.frombuffer(whole, np.uint8, end + 8 - start, start)
        else:
            data = np.frombuffer(whole[start:end].removesuffix(b"\n") + b"\n" + bytes(8), np.uint8)
        cells = _cells(data[:-8], ord(delimiter))
        if cells is None or len(cells[0]) != (len(columns) or len(cells[0])):
            return None
        columns = columns or [_Growing() for _ in cells[0]]
        for column, starts, ends in zip(columns, *cells, strict=True):
            column.take(data, starts, ends)
    return Rectangle([column.column() for column in columns]) if columns else None


def _cells(data: Bytes, delimiter: int) -> tuple[Places, Places] | None:
    """Where the cells of whole rows start and end, an array a column; None where csv.reader must see them."""
    row_ends, quotes, returns = data == _ROW_END, data == _QUOTE, np.flatnonzero(data == _RETURN)
    marks, quoted = np.flatnonzero((data == delimiter) | row_ends | quotes), quotes.any()
    if quoted:
        is_quote = quotes[marks]
        inside = (np.cumsum(is_quote) & 1).astype(np.bool_)
        if row_ends[marks[inside]].any():
            return None
        marks = marks[~(inside | is_quote)]
    width, rest = divmod(len(marks), np.count_nonzero(row_ends))
    if (
        width < 2
        or rest
        or not (row_ends[marks[width - 1 :: width]].all() and row_ends[returns + 1].all() and data.all())
    ):
        return None
    ends = np.ascontiguousarray(marks.reshape(-1, width).T)
    starts = np.empty_like(ends)
    starts[1:], starts[0, 1:], starts[0, 0] = ends[:-1] + 1, ends[-1, :-1] + 1, 0
    if returns.size:
        ends[-1] -= data[ends[-1] - 1] == _RETURN
    if quoted:
        closed = (data[starts] == _QUOTE) & (data[ends - 1] == _QUOTE) & (ends - starts > 1)
        starts, ends = starts + closed, ends - closed
        return (starts, ends) if 2 * np.count_nonzero(closed) == np.count_nonzero(quotes) else None
    return starts, ends


def _different(data: Bytes, starts: Places, ends: Places) -> tuple[Places, Places]:
    """Which of the different cells each is, and where each of these comes first; no cell has a byte that is zero.

    Cells too long to compare, or of one hash though they differ, are taken for different all.
    """
    lengths, each = ends - starts, np.arange(len(starts))
    if lengths.max() > LONGEST:
        return each, each
    eights = np.ndarray((len(data) - 7,), "<u8", data, strides=(1,))
    words = [eights[starts] & _MASKS[np.minimum(lengths, 8)]]
    hashes = words[0]
    for at in range(8, int(lengths.max()), 8):
        rows = np.flatnonzero(lengths > at)
        word = np.zeros_like(hashes)
        word[rows] = eights[starts[rows] + at] & _MASKS[np.minimum(lengths[rows] - at, 8)]
        words.append(word)
        hashes = hashes * _PRIME + word
    places, _ = pd.factorize(hashes)
    first = np.flatnonzero(np.diff(np.maximum.accumulate(places), prepend=-1))
    return (places, first) if all((word == word[first][places]).all() for word in words) else (each, each)


def _texts(data: Bytes, starts: Places, ends: Places) -> list[str]:
    """The texts of cells; none has a row's end in it."""
    lengths = ends - starts + 1
    after = np.cumsum(lengths)
    at = np.repeat(starts - after + lengths, lengths)
    at += np.arange(len(at))
    cells = data[at]
    cells[after - 1] = _ROW_END
    return str(cells[:-1].data, "utf-8").split("\n")
