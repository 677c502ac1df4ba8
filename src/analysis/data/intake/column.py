"""One column of a file, so kept that work is done once for each token and not for each row."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Generic, TypeAlias, TypeVar, overload

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Token = TypeVar("Token")
Other = TypeVar("Other")
Places: TypeAlias = NDArray[np.intp]

DIGITS = frozenset("0123456789")

BLOCK = 2**14  # tokens that stay near the processor
_LETTERS = 0x110000  # code points of Unicode
_END = ord("\n")


class Column(Sequence[Token], Generic[Token]):
    """Cells from top to bottom: `tokens`, and by `places` which of them stands in each row.

    Where `places` is None each row has a token of its own. Every token stands in some row; two may be equal.
    """

    def __init__(self, tokens: Sequence[Token], places: Places | None = None) -> None:
        self.tokens, self.places = tokens, places

    @staticmethod
    def all_of(token: Other, rows: int) -> "Column[Other]":
        """The same token in every row."""
        return Column([token], np.zeros(rows, np.intp)) if rows else Column([])

    @staticmethod
    def of_numbers(numbers: Sequence[int]) -> "Column[str]":
        """Whole numbers from zero up, each as its digits."""
        column = Column(_Digits(numbers))
        column.__dict__["_written"] = DIGITS, DIGITS
        return column

    def __len__(self) -> int:
        return len(self.tokens if self.places is None else self.places)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> list[Token]: ...
    def __getitem__(self, at: int | slice) -> Token | list[Token]:
        if not isinstance(at, slice):
            return self.tokens[at if self.places is None else self.places[at]]
        cells = self.tokens[at] if self.places is None else self._array.take(self.places[at]).tolist()
        return cells if isinstance(cells, list) else list(cells)

    def __iter__(self) -> Iterator[Token]:
        return iter(self[:])

    def __contains__(self, token: object) -> bool:
        return token in self.tokens

    def picked(self, rows: Sequence[int]) -> "Column[Token]":
        """The cells of some rows; tokens in the order in which they first stand there."""
        some = slice(rows.start, rows.stop) if isinstance(rows, range) else np.asarray(rows, np.intp)
        if self.places is None:
            return Column(self[some] if isinstance(some, slice) else [self.tokens[at] for at in rows])
        places, used = pd.factorize(self.places[some])
        return Column([self.tokens[at] for at in used.tolist()], places)

    def ordered(self, rows: Places) -> "Column[Token]":
        """All the cells in another order."""
        column = Column(self.tokens, rows if self.places is None else self.places[rows])
        column.__dict__ |= {name: known for name, known in self.__dict__.items() if name == "_written"}
        return column

    def read(self, read: Callable[[Token], Other]) -> "Column[Other]":
        """The column with what `read` makes of each token."""
        return Column(list(map(read, self.tokens)), self.places)

    def rows_with(self, tokens: Collection[Token]) -> list[int]:
        """The rows in which one of the tokens stands, in order."""
        wanted = frozenset(tokens)
        if not wanted or wanted.isdisjoint(self.tokens):
            return []
        found = np.fromiter(map(wanted.__contains__, self.tokens), np.bool_, len(self.tokens))
        return np.flatnonzero(found if self.places is None else found[self.places]).tolist()  # type: ignore[no-any-return]

    def numbered(self, numbers: Mapping[Token, int]) -> Places:
        """The number of each row's token."""
        found = np.fromiter(map(numbers.__getitem__, self.tokens), np.intp, len(self.tokens))
        return found if self.places is None else found[self.places]

    @cached_property
    def all_differ(self) -> bool:
        """Whether no two rows have the same token."""
        if len(self.tokens) < len(self):
            return False
        hashes = np.fromiter(map(hash, self.tokens), np.int64, len(self.tokens))
        return len(pd.unique(hashes)) == len(self) or len(set(self.tokens)) == len(self)

    @cached_property
    def _array(self) -> NDArray[np.object_]:
        array = np.empty(len(self.tokens), np.object_)
        array[:] = self.tokens[:]
        return array

    @property
    def letters(self: "Column[str]") -> frozenset[str]:
        """The characters that stand in the tokens."""
        return self._written[0]

    @property
    def initials(self: "Column[str]") -> frozenset[str]:
        """The characters with which tokens begin; "" where one is empty."""
        return self._written[1]

    @cached_property
    def _written(self: "Column[str]") -> tuple[frozenset[str], frozenset[str]]:
        within, first = np.zeros(_LETTERS, np.bool_), np.zeros(_LETTERS, np.bool_)
        for at in range(0, len(self.tokens), BLOCK):
            block = self.tokens[at : at + BLOCK]
            text = "\n".join(("", *block, ""))
            narrow = text.isascii()
            letters = np.frombuffer(
                text.encode("ascii" if narrow else "utf-32-le", "surrogatepass"), "u1" if narrow else "<u4"
            )
            starts = np.flatnonzero(letters == _END)[:-1] + 1
            if len(starts) != len(block):  # a token of several lines
                return frozenset("".join(self.tokens)), frozenset(token[:1] for token in self.tokens)
            within[letters] = first[letters[starts]] = True
        within[_END] = False
        letters_, initials = (frozenset(map(chr, np.flatnonzero(one).tolist())) for one in (within, first))
        return letters_, frozenset(one.strip("\n") for one in initials)


class _Digits(Sequence[str]):
    """Numbers as texts, each made when it is asked for."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self.numbers = numbers

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        return list(map(str, self.numbers[at])) if isinstance(at, slice) else str(self.numbers[at])
