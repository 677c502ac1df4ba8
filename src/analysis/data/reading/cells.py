"""What a table's shape finds in a report, what it is looked for in, and the patterns of cells."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.data.reading.align import Pair
from analysis.data.reading.figure import How
from analysis.data.reading.lines import LETTERS, Line
from analysis.data.reading.tables import Block
from analysis.data.trace import Place

FIELD = re.compile(r"\{([a-z0-9_]+)\}")
NUMBER = rf"[-−△▲]?[\d{LETTERS}]+(?:[,.，][\d{LETTERS}]+)*"


@dataclass(frozen=True)
class Cell:
    """One token that a table's shape finds: for which keys and column, where, and how sure that is.

    `keys` has no value for a label that nobody knows; `label` is that label as printed, `as_of` the time that it says.
    """

    keys: Mapping[str, str]
    column: str
    line: int
    start: int
    printed: str
    how: How
    label: str = ""
    as_of: str = ""


@dataclass(frozen=True)
class Reports:
    """What a table is looked for in: both reports' tables and lines, the pairs, the table's places in the old one."""

    old: Mapping[int, Block]
    new: Mapping[int, Block]
    old_lines: Mapping[int, Line]
    new_lines: Sequence[Line]
    pairs: Mapping[int, Pair]
    places: Sequence[tuple[Place, Mapping[str, str], str]]  # place, keys, column
    edition: str


def pattern(cells: str) -> re.Pattern[str]:
    """A cell's pattern as an expression over its text without spaces; a number may be missing."""
    parts = FIELD.split(re.sub(r"\s+", "", cells))
    return re.compile(
        "".join(
            f"(?:(?P<{part}>{NUMBER})|[-–—−])?" if at % 2 else re.escape(part).replace(r"\-", "[-–—−]?")
            for at, part in enumerate(parts)
        )
    )
