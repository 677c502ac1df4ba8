"""A table printed as a list in a line, such as (10.13) 67명 → (10.14) 75명."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from analysis.data.contract import Printing, TableContract
from analysis.data.reading.align import Pair
from analysis.data.reading.cells import FIELD, NUMBER, Cell, Reports
from analysis.data.reading.figure import How
from analysis.data.reading.keys import dated_keys, in_order, span_end
from analysis.data.reading.lines import Line, words_of


def read_list(table: TableContract, shape: Printing, reports: Reports) -> Iterator[Cell]:
    """The entries of a list, each with the key that stands in it."""
    at = Counter(place.line for place, _, _ in reports.places).most_common(1)[0][0]
    entry, key = _entry(str(shape.cells), shape.key), table.column(shape.key)
    if (pair := _list_pair(entry, at, reports)) is None:
        return
    old, new = list(entry.finditer(pair.old.text)), list(entry.finditer(pair.new.text))
    # A longer or shorter list is not the line it was, but where it stands and the words around it say what it is.
    how = "same" if pair.beside and _only_entries(pair, old, new) else pair.how
    known = {words_of(match[shape.key]) for match in old}
    values = dated_keys(key, [match[shape.key] for match in new], reports.edition)
    sure = in_order(values, reports.edition)
    for match, value in zip(new, values, strict=True):
        state: How = how if sure else "like"
        if state != "like" and table.with_role("as_of") and words_of(match[shape.key]) not in known:
            state = "like"  # the entry holds for another span of time than it did
        for column in match.groupdict():
            if column == shape.key:
                continue
            yield Cell({shape.key: value}, column, pair.new.number, match.start(column), match[column], state,
                       match[shape.key], span_end(match[shape.key]))  # fmt: skip


def _list_pair(entry: re.Pattern[str], at: int, reports: Reports) -> Pair | None:
    """The pair of the list's line; a list that is much longer or shorter now is known by the words around it."""
    pair = reports.pairs.get(at)
    if pair is not None and entry.search(pair.new.text):
        return pair
    old = reports.old_lines[at]
    around = _around(old, list(entry.finditer(old.text)))
    same = [line for line in reports.new_lines if _around(line, list(entry.finditer(line.text))) == around]
    return Pair(old, same[0], "like", _between(at, same[0], reports)) if len(same) == 1 else pair


def _between(at: int, line: Line, reports: Reports) -> bool:
    """Whether a line stands between the lines that the old one stood between."""
    sure = {number: pair.new.number for number, pair in reports.pairs.items() if pair.how != "like"}
    above, below = (max((n for n in sure if n < at), default=0), min((n for n in sure if n > at), default=0))
    return sure.get(above, 0) < line.number < sure.get(below, 0)


def _entry(cells: str, key: str) -> re.Pattern[str]:
    """A list's entry as an expression over the text, with spaces anywhere and dotted numbers for dates."""
    parts = FIELD.split(cells)
    built = []
    for at, part in enumerate(parts):
        if at % 2:
            built.append(rf"(?P<{part}>[^()→]*?)" if part == key else rf"(?P<{part}>{NUMBER})")
        else:
            built.append(r"\s*".join(re.escape(letter) for letter in part if not letter.isspace()))
    return re.compile(r"\s*".join(built))


def _only_entries(pair: Pair, old: Sequence[re.Match[str]], new: Sequence[re.Match[str]]) -> bool:
    """Whether the words around the entries and between them are those of the old line."""
    return _around(pair.old, old) == _around(pair.new, new)


def _around(line: Line, entries: Sequence[re.Match[str]]) -> tuple[str, set[str], str]:
    if not entries:
        return "", set(), ""
    gaps = {words_of(line.text[a.end() : b.start()]) for a, b in pairwise(entries)}
    return words_of(line.text[: entries[0].start()]), gaps, words_of(line.text[entries[-1].end() :])
