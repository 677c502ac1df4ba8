"""Tables in a report's lines: rows of cells parted by tabs, with headings above."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from analysis.data.reading.lines import Line, words_of

PARTS = " / "  # between a heading and the one above it


@dataclass(frozen=True)
class Block:
    """Lines of cells that follow each other; the first of them are headings."""

    lines: Sequence[Line]

    @cached_property
    def heads(self) -> int:
        """How many lines are headings: a title over all columns, one line, and those that go on without a label."""
        at = 0
        while at < len(self.lines) - 1 and sum(map(bool, texts(self.lines[at]))) == 1:
            at += 1
        at += 1
        while at < len(self.lines) - 1 and not texts(self.lines[at])[0]:
            at += 1
        return at

    @property
    def head(self) -> Sequence[Line]:
        """The lines of headings."""
        return self.lines[: self.heads]

    @property
    def rows(self) -> Sequence[Line]:
        """The lines below the headings."""
        return self.lines[self.heads :]

    @cached_property
    def headings(self) -> list[str]:
        """What stands above each column, from the top; where two columns say the same, with what stands left of it."""
        levels = [texts(line) for line in self.head if sum(map(bool, texts(line))) > 1]
        width = max((len(level) for level in levels), default=0)
        levels = [level + [""] * (width - len(level)) for level in levels]
        for level in levels[:-1]:
            for at in range(2, width):
                level[at] = level[at] or level[at - 1]
        parts = [list(dict.fromkeys(text for level in levels if (text := level[at]))) for at in range(width)]
        times = Counter(map(tuple, parts))
        return [
            PARTS.join([*part[:-1], parts[at - 1][-1], part[-1]] if at and part and parts[at - 1] and many else part)
            for at, part in enumerate(parts)
            for many in [times[tuple(part)] > 1]
        ]


def texts(line: Line) -> list[str]:
    """The cells' texts."""
    return [line.text[start:end].strip() for start, end in line.cells]


def blocks(lines: Sequence[Line]) -> dict[int, Block]:
    """The tables by the number of each of their lines."""
    found: dict[int, Block] = {}
    run: list[Line] = []
    for at, line in enumerate([*lines, Line(0, "")]):
        if line.is_row:
            run.append(line)
        elif run and not _goes_on(run, lines[at : at + 2]):
            block = Block(tuple(run))
            found |= {one.number: block for one in run}
            run = []
    return found


def _goes_on(run: Sequence[Line], following: Sequence[Line]) -> bool:
    """Whether a line that is no row stands inside a table: a row as wide as those above it, no heading, comes next."""
    if len(following) < 2 or not following[0].text.strip() or not following[1].is_row:
        return False
    after = following[1]
    return len(after.cells) == len(run[-1].cells) and texts(after)[0] != texts(run[0])[0]


def same_head(one: Block, other: Block) -> bool:
    """Whether two tables have the same headings, word for word and number for number."""
    return [words_of(text) for text in one.headings] == [words_of(text) for text in other.headings]


def by_headings(here: Block, there: Block, old: Line, new: Line) -> dict[int, int] | None:
    """Which token of a row stands in each old token's stead, cell by cell, where the columns stand in another order."""
    was, now = ([words_of(text) for text in block.headings] for block in (here, there))
    if was == now or sorted(was) != sorted(now) or len(set(was)) < len(was):
        return None
    found: dict[int, int] = {}
    for at, heading in enumerate(was):
        if at < len(old.cells) and (to := now.index(heading)) < len(new.cells):
            before, after = (_tokens_in(line, *line.cells[cell]) for line, cell in ((old, at), (new, to)))
            if len(before) == len(after):
                found |= dict(zip(before, after, strict=True))
    return found


def _tokens_in(line: Line, start: int, end: int) -> list[int]:
    return [at for at, token in enumerate(line.tokens) if start <= token.start < end]
