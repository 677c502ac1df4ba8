"""Which line of a new report is which line of the old one.

Lines are held against each other by their words without numbers, spaces and bullets (the mask). What is unique in both
reports comes first, wherever it stands; then what lies between two lines already found, by the same rule and in order;
the rest by likeness.
"""

from bisect import bisect, bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from rapidfuzz import fuzz, process

from analysis.data.reading.lines import MARK, Line, read_line

How = Literal["same", "moved", "like"]
LETTERS = 2  # words of fewer letters say nothing about which line it is
NEAR, FAR, RIVAL = 60.0, 75.0, 70.0  # likeness in percent: between neighbours, anywhere, of a line beside an equal one
JOINED = 6  # a line that is set in more lines than this is not put together


@dataclass(frozen=True)
class Pair:
    """A line of the old report and the line of the new one that says the same; `how` sure that is.

    `beside`: its neighbours are the same in both reports, though its own words may differ.
    """

    old: Line
    new: Line
    how: How
    beside: bool = False


def aligned(old: Sequence[Line], new: Sequence[Line], wanted: Collection[int] = ()) -> dict[int, Pair]:
    """The pairs by the number of the old line. `wanted` are old lines that are also looked for by likeness."""
    a, b = [one for one in old if one.text.strip()], [one for one in new if one.text.strip()]
    found = _equal([one.mask for one in a], [one.mask for one in b])
    pairs: dict[int, tuple[int, How]] = {i: (j, "same") for i, j in found.items()}
    _tell_moved(pairs, [len(one.tokens) + 1 for one in a])
    _doubt_strays(pairs, a, b)
    joined = _joined(a, b, found)
    chosen = {a[i].number: Pair(a[i], b[j], how) for i, (j, how) in pairs.items()}
    chosen |= {a[i].number: Pair(a[i], line, "like") for i, line in joined.items()}
    sure = {i: j for i, (j, how) in pairs.items() if how != "like"}
    olds, news = sorted(sure), sorted(sure.values())
    for i, j in _alike(a, b, found, {i for i, one in enumerate(a) if one.number in wanted} - joined.keys()).items():
        chosen[a[i].number] = Pair(a[i], b[j], "like", _beside(i, j, sure, olds, news))
    return chosen


def _equal(a: Sequence[str], b: Sequence[str]) -> dict[int, int]:
    """Lines of equal masks: unique ones, then their neighbours and what lies between."""
    found: dict[int, int] = {}
    counts, places = Counter(a), _places(b)
    for i, mask in enumerate(a):
        if counts[mask] == 1 and len(places.get(mask, ())) == 1 and _says_something(mask):
            found[i] = places[mask][0]
    before = -1
    while len(found) > before:
        before = len(found)
        taken = set(found.values())
        for i, j in list(found.items()):
            for step in (1, -1):
                _spread(a, b, found, taken, i, j, step)
        for (i, k), (j, m) in _gaps(found, len(a), len(b)):
            _between(a, b, found, range(i + 1, k), range(j + 1, m))
    return found


def _says_something(mask: str) -> bool:
    return sum(letter.isalpha() for letter in mask) >= LETTERS


def _places(masks: Iterable[str], at: int = 0) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, mask in enumerate(masks, at):
        found[mask].append(number)
    return found


def _spread(
    a: Sequence[str], b: Sequence[str], found: dict[int, int], taken: set[int], i: int, j: int, step: int
) -> None:
    """Takes the lines right beside a pair as long as they are equal and nobody's."""
    i, j = i + step, j + step
    while 0 <= i < len(a) and 0 <= j < len(b) and a[i] == b[j] and i not in found and j not in taken:
        found[i] = j
        taken.add(j)
        i, j = i + step, j + step


def _gaps(found: Mapping[int, int], olds: int, news: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where nothing is paired yet on both sides between two pairs that follow each other in both reports."""
    whole = [(-1, -1), *sorted(found.items()), (olds, news)]
    taken = sorted(found.values())
    gaps = []
    for (i, j), (k, m) in pairwise(whole):
        if k - i > 1 and m - j > 1 and not taken[bisect(taken, j) : bisect(taken, m - 1)]:
            gaps.append(((i, k), (j, m)))
    return gaps


def _between(a: Sequence[str], b: Sequence[str], found: dict[int, int], olds: range, news: range) -> None:
    """In a gap: masks that stand as often in both parts, in their order, unless that would cross."""
    here, there = _places((a[i] for i in olds), olds.start), _places((b[j] for j in news), news.start)
    alike = [(at, there[mask]) for mask, at in here.items() if len(at) == len(there.get(mask, ()))]
    equal = [pair for at, to in alike for pair in zip(at, to, strict=True)]
    last = -1
    for i, j in sorted(equal):
        if j > last:
            found[i], last = j, j


def _tell_moved(pairs: dict[int, tuple[int, How]], weights: Sequence[int]) -> None:
    """Marks as moved all but the heaviest set of pairs that keep their order."""
    best: list[tuple[int, int, int]] = []  # last new line, weight, index into trail; both grow
    trail: list[tuple[int, int]] = []
    for i in sorted(pairs):
        j = pairs[i][0]
        at = bisect(best, (j, -1, -1)) - 1
        weight, parent = (best[at][1], best[at][2]) if at >= 0 else (0, -1)
        weight += weights[i]
        trail.append((i, parent))
        entry = bisect(best, (j, -1, -1))
        while entry < len(best) and best[entry][1] <= weight:
            del best[entry]
        best.insert(entry, (j, weight, len(trail) - 1))
    kept, at = set(), best[-1][2] if best else -1
    while at >= 0:
        kept.add(trail[at][0])
        at = trail[at][1]
    for i in pairs.keys() - kept:
        pairs[i] = (pairs[i][0], "moved")


def _doubt_strays(pairs: dict[int, tuple[int, How]], a: Sequence[Line], b: Sequence[Line]) -> None:
    """Doubts a pair that has no neighbour beside it in both reports, or another free line like it at its side.

    Such a line may be another one of the same words.
    """
    steady = {i: j for i, (j, _) in pairs.items()}
    for _ in range(2):  # once more among those that stood: a stray between two lines parts them
        olds, news = sorted(steady), sorted(steady.values())
        steady = {i: pairs[i][0] for i in pairs if _beside(i, pairs[i][0], steady, olds, news)}
    taken = {j for j, _ in pairs.values()}
    for i, (j, _) in pairs.items():
        rivals = [b[at] for at in _free_around(j, taken, len(b))]
        if i not in steady or any(_rivals(a[i], one) for one in rivals if one.tokens):
            pairs[i] = (j, "like")


def _rivals(old: Line, free: Line) -> bool:
    """Whether a free line might be the old one, too; of rows only one with the same label."""
    labels = [one.mask.partition("\t")[0] for one in (old, free)]
    return (labels[0] == labels[1] or not old.is_row) and fuzz.ratio(old.mask, free.mask) >= RIVAL


def _beside(i: int, j: int, steady: Mapping[int, int], olds: Sequence[int], news: Sequence[int]) -> bool:
    """Whether the pair before it or the one after it is the same in the order of both reports."""
    first, last = bisect_left(olds, i) - 1, bisect(olds, i)
    left, right = bisect_left(news, j) - 1, bisect(news, j)
    before = first >= 0 and left >= 0 and steady[olds[first]] == news[left]
    return before or (last < len(olds) and right < len(news) and steady[olds[last]] == news[right])


def _free_around(j: int, taken: Collection[int], news: int) -> Iterator[int]:
    """The lines right above and below that nobody has."""
    for step in (-1, 1):
        at = j + step
        while 0 <= at < news and at not in taken:
            yield at
            at += step


def _joined(a: Sequence[Line], b: Sequence[Line], found: Mapping[int, int]) -> dict[int, Line]:
    """Old lines that are set in several lines of the new report, put together."""
    taken, free = set(found.values()), defaultdict(list)
    for j, one in enumerate(b):
        if j not in taken and _says_something(one.mask):
            free[one.mask[:4]].append(j)
    joined = {}
    for i, one in enumerate(a):
        if i in found or not _says_something(one.mask):
            continue
        hits = [line for j in free[one.mask[:4]] if (line := _put_together(one.mask, b, j, taken)) is not None]
        if len(hits) == 1:
            joined[i] = hits[0]
    return joined


def _put_together(mask: str, b: Sequence[Line], j: int, taken: Collection[int]) -> Line | None:
    text, whole = b[j].text, b[j].mask
    for k in range(j + 1, min(j + JOINED, len(b))):
        if k in taken or not mask.startswith(whole):
            return None
        text = f"{text} {b[k].text}"
        line = read_line(b[j].number, text)
        if line.mask == mask:
            return line
        whole = line.mask
    return None


def _alike(a: Sequence[Line], b: Sequence[Line], found: Mapping[int, int], wanted: Iterable[int]) -> dict[int, int]:
    """For lines without an equal one: the likest free line between the neighbours' partners, else anywhere."""
    taken, left = set(found.values()), sorted(set(wanted) - found.keys())
    free = [j for j in range(len(b)) if j not in taken]
    keys = sorted(found)
    scored: list[tuple[float, int, int]] = []
    for i in left:
        after = bisect(keys, i)
        low = found[keys[after - 1]] if after else -1
        high = found[keys[after]] if after < len(keys) else len(b)
        near = [j for j in free if low < j < high]
        for choices, least in ((near, NEAR), (free, FAR)):
            hits = process.extract(
                _compared(a[i]), {j: _compared(b[j]) for j in choices}, scorer=fuzz.ratio, score_cutoff=least, limit=3
            )
            # Of two lines that are equally alike the one between the neighbours is meant.
            scored += [(score + (5 if low < j < high else 0), i, j) for _, score, j in hits]
    chosen: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
        if i not in chosen and j not in used:
            chosen[i] = j
            used.add(j)
    return chosen


def _compared(line: Line) -> str:
    return line.mask.replace(f"{MARK}.", MARK)
