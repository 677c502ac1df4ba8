"""What the cells of a sheet show besides their values, which the reader of spreadsheets does not give."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Cell = tuple[int, int]
RAISED = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
UNSURE = "\N{REPLACEMENT CHARACTER}"
_DIGIT = re.compile(r"\d")


@dataclass
class Shown:
    """The cells of a sheet, by row and column from 0, that are shown as per cents, or say other than their value.

    `texts` has the error of a cell in which a formula failed, the formula that has no stored value, and text
    that the reader does not give as it is: with raised or lowered characters, with breaks.
    """

    percents: set[Cell] = field(default_factory=set)
    texts: dict[Cell, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Run:
    """A piece of a cell's text in one form: raised or lowered, and of what size."""

    text: str
    raised: bool
    size: str = ""


def run_text(runs: Sequence[Run]) -> str | None:
    """A cell's text with its raised digits as note marks; None where the text needs none.

    Digits of two sizes can't be told apart, and end in a sign that no number has.
    """
    if any(run.raised for run in runs):
        return "".join(run.text.translate(RAISED) if run.raised else run.text for run in runs)
    sized = {run.size for run in runs if _DIGIT.search(run.text)}
    return "".join(run.text for run in runs) + UNSURE if len(sized) > 1 else None


def laid_over(rows: list[list[str]], texts: Mapping[Cell, str]) -> None:
    """Puts what cells say into the rows, which are made as long as they must be."""
    for (row, column), text in texts.items():
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend([""] * (column + 1 - len(rows[row])))
        rows[row][column] = text
