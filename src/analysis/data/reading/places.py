"""Where the figures of a ledger stand in the report that it was made from."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from analysis.data.figures import Figure
from analysis.data.reading.lines import Line
from analysis.data.trace import Place, places
from analysis.data.units import LISTED

SHIFTED = 0.1  # a share of figures that do not stand at their line beyond which lines are counted otherwise
TELLING = 6  # characters of tokens that together tell a line


def placed(lines: Sequence[Line], figures: Sequence[Figure]) -> tuple[dict[int, list[Place]], list[Figure]]:
    """As `trace.places`, in a file of the report whose lines are counted otherwise than in the ledger, too."""
    texts = [one.text for one in lines]
    found, missing = places(texts, figures)
    if len(missing) <= len(figures) * SHIFTED:
        return found, missing
    at = _relocated(lines, figures)
    here, gone = places(texts, [replace(one, line=at[one.line]) for one in figures if one.line in at])
    lost = {one.id for one in gone} | {one.id for one in figures if one.line not in at}
    return here, [one for one in figures if one.id in lost]


def _relocated(lines: Sequence[Line], figures: Iterable[Figure]) -> dict[int, int]:
    """Where each line of a ledger stands in a file that counts them otherwise.

    Lines whose tokens stand together in one place alone come first, as far as they keep their order; another is where
    its tokens stand in one place between its neighbours', no farther off than these.
    """
    by_line: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_line[figure.line].append(figure)
    fits = {line: [one.number for one in lines if _holds(one, of)] for line, of in sorted(by_line.items())}
    telling = (line for line, of in by_line.items() if sum(len(one.printed) for one in of) >= TELLING)
    chain = _in_order([(line, fits[line][0]) for line in sorted(telling) if len(fits[line]) == 1])
    at = dict(chain)
    for line, choices in fits.items():
        before = max((one for one in at if one < line), default=None)
        after = min((one for one in at if one > line), default=None)
        offsets = [at[one] - one for one in (before, after) if one is not None]
        if line not in at and offsets:
            near = [one for one in choices if min(offsets) <= one - line <= max(offsets)]
            if len(near) == 1:
                at[line] = near[0]
    return at


def _holds(line: Line, figures: Sequence[Figure]) -> bool:
    if not all(one.printed in line.text for one in figures if one.unit != LISTED):
        return False
    return not places([line.text], [replace(one, line=1) for one in figures])[1]


def _in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs in which both sides go up."""
    ends: list[int] = []
    back: list[list[tuple[int, int]]] = []
    for pair in pairs:
        place = bisect_left(ends, pair[1])
        chain = [*(back[place - 1] if place else []), pair]
        ends[place : place + 1], back[place : place + 1] = [pair[1]], [chain]
    return back[-1] if back else []
