"""One figure as read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from analysis.data.contract import STATEMENTS, TableContract
from analysis.data.reading.lines import CONFUSED, words_of
from analysis.data.units import set_apart

How = Literal["same", "moved", "like", "gone", "new"]


@dataclass(frozen=True)
class Read:
    """One figure in the new report: for which row and column of its table, what is printed there and where.

    `figure` is empty for a number that belongs to no table; `label` names a row whose key nobody knows, `as_of` the
    time for which the row says that it holds; `decided` is what a person gave in place of the token; of a list
    (`listed`) what is printed is the names as they stand.
    """

    figure: str
    table: str
    keys: Mapping[str, str]
    column: str
    how: How
    printed: str = ""
    line: int = 0
    at: int = 0  # the place in the line, counted from 0
    old_printed: str = ""
    old_line: int = 0
    old_at: int = 0
    label: str = ""
    as_of: str = ""
    decided: str = ""
    listed: bool = False

    @property
    def token(self) -> str:
        """What is printed as a ledger writes it."""
        return set_apart(self.printed) if self.listed else self.printed

    @property
    def value(self) -> str:
        """The token as the draft takes it: as decided, else as printed, but for letters among digits."""
        if self.listed:
            return set_apart(self.decided) or self.token
        return self.decided or self.printed.translate(CONFUSED)

    @property
    def span(self) -> tuple[int, int]:
        """From where to where it stands in its line."""
        return self.at, self.at + len(self.printed)

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands, for the order of the text."""
        return self.line, self.at


def figure_id(table: TableContract, keys: Mapping[str, str], column: str) -> str:
    """A figure's id: a statement's own, else table.key.column."""
    if table.name == STATEMENTS:
        return keys[table.key[0]]
    return ".".join([table.name, *(keys[key] for key in table.key), column])


def label_key(label: str) -> str:
    """What stands in a figure's id for a key that is not known yet."""
    return f"({words_of(label).replace('.', '')})"
