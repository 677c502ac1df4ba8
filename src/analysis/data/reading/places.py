"""Where the figures of a ledger stand in the report that it was made from."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from analysis.data.figures import Figure
from analysis.data.reading.lines import Line
from analysis.data.trace import place_of

SHIFTED = 0.1  # a share of figures that do not stand at their line beyond which lines are counted otherwise
TELLING = 6  # characters of tokens that together tell a line


@dataclass(frozen=True)
class Place:
    """One figure in a line: its printed token stands from `start` to `end`."""

    figure: Figure
    line: int
    start: int
    end: int


def places(lines: Sequence[Line], figures: Iterable[Figure]) -> tuple[dict[int, list[Place]], list[Figure]]:
    """The figures by line, in the order of the text; and those whose token does not stand at their line.

    Figures of one line with the same token stand there in the order of the ledger.
    """
    found: dict[int, list[Place]] = defaultdict(list)
    missing = []
    # Longest tokens first: 1,280 must not take the 280 of another figure's place.
    for figure in sorted(figures, key=lambda one: -len(one.printed)):
        text = lines[figure.line - 1].text if 0 < figure.line <= len(lines) else ""
        taken = [(one.start, one.end) for one in found.get(figure.line, ())]
        span = place_of(text, figure.printed, taken)
        if span is None:
            missing.append(figure)
        else:
            found[figure.line].append(Place(figure, figure.line, *span))
    return {line: sorted(found[line], key=lambda one: one.start) for line in sorted(found)}, missing


def placed(lines: Sequence[Line], figures: Sequence[Figure]) -> tuple[dict[int, list[Place]], list[Figure]]:
    """As `places`, in a file of the report whose lines are counted otherwise than in the ledger, too."""
    found, missing = places(lines, figures)
    if len(missing) <= len(figures) * SHIFTED:
        return found, missing
    at = _relocated(lines, figures)
    here, gone = places(lines, [replace(one, line=at[one.line]) for one in figures if one.line in at])
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
    if not all(one.printed in line.text for one in figures):
        return False
    return not places([line], [replace(one, line=1) for one in figures])[1]


def _in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs in which both sides go up."""
    ends: list[int] = []
    back: list[list[tuple[int, int]]] = []
    for pair in pairs:
        place = bisect_left(ends, pair[1])
        chain = [*(back[place - 1] if place else []), pair]
        ends[place : place + 1], back[place : place + 1] = [pair[1]], [chain]
    return back[-1] if back else []
