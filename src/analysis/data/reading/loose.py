"""The numbers of a report that are no figure: dates, ordinals, articles and names, and those that are new."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from analysis.data.reading.align import Pair
from analysis.data.reading.figure import Read
from analysis.data.reading.lines import SAME, Line
from analysis.data.trace import NUMBER, kind_of


def beyond(
    new: Sequence[Line], read: Sequence[Read], pairs: Mapping[int, Pair]
) -> tuple[int, dict[str, int], list[Read]]:
    """How many numbers there are, those that are no quantities by kind, and the quantities that are no figure."""
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    joined = {pair.new.number: pair.new for pair in pairs.values()}
    for one in read:
        if one.printed and not one.listed:  # a list leaves the numbers in it to their own figures
            taken[one.line].append(one.span)
    known: Counter[str] = Counter()
    numbers, loose = 0, []
    spill: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for line in new:
        whole = joined.get(line.number)
        if whole is not None and len(whole.text) > len(line.text):  # it goes on in the lines below
            at, number = len(line.text) + 1, line.number + 1
            while at < len(whole.text):
                text = new[number - 1].text
                if text.strip():
                    spill[number] += [(a - at, b - at) for a, b in taken[line.number] if b > at]
                    at += len(text) + 1
                number += 1
        spans = [*taken[line.number], *spill[line.number]]
        for match in NUMBER.finditer(line.text):
            numbers += 1
            if any(start < match.end() and match.start() < end for start, end in spans):
                continue
            kind = kind_of(line.text.translate(SAME), match.start(), match.end())
            if kind == "other":
                loose.append(Read("", "", {}, "", "new", match[0], line.number, match.start()))
            else:
                known[kind] += 1
    return numbers, dict(known), loose
