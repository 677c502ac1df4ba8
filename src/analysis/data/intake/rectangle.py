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

Bytes: TypeAlias = NDArray[np.uint8]
Offsets: TypeAlias = NDArray[np.int32]

BLOCK = 2**18  # bytes that stay near the processor
ROWS, SAMPLE = 2**14, 2**12
LONGEST = 512  # bytes of a cell, eight of which are compared at once; longer ones are read one by one
_ROW_END, _RETURN, _QUOTE = b'\n\r"'
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


def rectangle(text: str, delimiter: str) -> Rectangle | None:
    """The cells of a text whose rows have the same number of cells, two or more; else None.

    None also where a quoted cell has a quote or a row's end in it, and for a text with NUL.
    """
    whole = text.encode() + (b"" if text.endswith("\n") else b"\n")
    if not text or b"\0" in whole:
        return None
    if (found := _ends(whole, ord(delimiter))) is None:
        return None
    data = np.frombuffer(whole + bytes(8), np.uint8)
    width = int(np.argmax(data[found] == _ROW_END)) + 1
    if width < 2 or len(found) % width:
        return None
    ends = np.ascontiguousarray(found.reshape(-1, width).T)
    if not (data[ends[-1]] == _ROW_END).all() or whole.count(b"\n") > ends.shape[1]:
        return None
    starts = np.concatenate((np.append(np.int32(0), ends[-1, :-1] + 1)[None], ends[:-1] + 1))
    if b"\r" in whole:
        ends[-1] -= data[ends[-1] - 1] == _RETURN
    if (quotes := whole.count(b'"')) and not _unquote(data, starts, ends, quotes):
        return None
    return Rectangle([_column(data, *cells) for cells in zip(starts, ends, strict=True)])


def _ends(whole: bytes, delimiter: int) -> Offsets | None:
    """Where cells end, in order; None where a quote or a carriage return stands so that csv.reader must see it."""
    found, start = [], 0
    while start < len(whole):
        end = whole.find(b"\n", start + BLOCK) + 1 or len(whole)
        block = np.frombuffer(whole, np.uint8, end - start, start)
        row_ends, quotes = block == _ROW_END, block == _QUOTE
        ends = np.flatnonzero((block == delimiter) | row_ends | quotes)
        if quotes.any():
            is_quote = quotes[ends]
            inside = np.cumsum(is_quote) % 2 == 1
            if inside[-1] or row_ends[ends[inside]].any():
                return None
            ends = ends[~(inside | is_quote)]
        if (returns := np.flatnonzero(block == _RETURN)).size and not row_ends[returns + 1].all():
            return None
        found.append((ends + start).astype(np.int32))
        start = end
    return np.concatenate(found)


def _unquote(data: Bytes, starts: Offsets, ends: Offsets, quotes: int) -> bool:
    """Takes the quotes off around cells; False where others of the text's are left."""
    quoted = (data[starts] == _QUOTE) & (data[ends - 1] == _QUOTE) & (ends - starts > 1)
    starts += quoted
    ends -= quoted
    return 2 * int(quoted.sum()) == quotes


def _column(data: Bytes, starts: Offsets, ends: Offsets) -> Column[str]:
    """The cells from `starts` to `ends`; each token once where the first ones show that they are few."""
    sample = _places(data, starts[:SAMPLE], ends[:SAMPLE])
    if 2 * int(sample.max()) >= len(sample) or (ends - starts).max() > LONGEST:
        return Column(_tokens(data, starts, ends))
    places = _places(data, starts, ends)
    first = np.flatnonzero(np.diff(np.maximum.accumulate(places), prepend=-1))
    return Column(_tokens(data, starts[first], ends[first]), places)


def _places(data: Bytes, starts: Offsets, ends: Offsets) -> Places:
    """Which of the different cells each is, counted as they first come; none has a byte that is zero."""
    eights = np.ndarray((len(data) - 7,), "<u8", data, strides=(1,))
    lengths = ends - starts
    places = pd.factorize(eights[starts] & _MASKS[np.minimum(lengths, 8)])[0]
    for word in range(8, int(lengths.max()), 8):
        rows = np.flatnonzero(lengths > word)
        eight = eights[starts[rows] + word] & _MASKS[np.minimum(lengths[rows] - word, 8)]
        some = np.zeros_like(places)
        some[rows] = 1 + pd.factorize(eight)[0]
        places, _ = pd.factorize(places * (some.max() + 1) + some)
    return places


def _tokens(data: Bytes, starts: Offsets, ends: Offsets) -> list[str]:
    """The texts from `starts` to `ends`."""
    tokens: list[str] = []
    for at in range(0, len(starts), ROWS):
        first, lengths = starts[at : at + ROWS], ends[at : at + ROWS] - starts[at : at + ROWS] + 1
        after = np.cumsum(lengths)
        bytes_ = data[np.repeat(first - after + lengths, lengths) + np.arange(after[-1])]
        bytes_[after - 1] = _ROW_END
        tokens += bytes_.tobytes().decode().split("\n")[:-1]
    return tokens
