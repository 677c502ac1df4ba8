"""Where the figures of a ledger stand in the report that it was made from."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.data.figures import Figure
from analysis.data.reading.lines import Line


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
        span = _span(text, figure.printed, found.get(figure.line, ()))
        if span is None:
            missing.append(figure)
        else:
            found[figure.line].append(Place(figure, figure.line, *span))
    return {line: sorted(found[line], key=lambda one: one.start) for line in sorted(found)}, missing


def _span(text: str, token: str, taken: Sequence[Place]) -> tuple[int, int] | None:
    before = r"(?<![\d.])(?<!\d,)" if token[:1].isdigit() else ""
    after = r"(?!\d)(?!,\d)(?!\.\d)" if token[-1:].isdigit() else ""
    for match in re.finditer(before + re.escape(token) + after, text):
        if not any(one.start < match.end() and match.start() < one.end for one in taken):
            return match.span()
    return None
