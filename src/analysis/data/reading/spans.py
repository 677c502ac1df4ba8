"""From a place in an old line to the place in the new line that says the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from analysis.data.reading.lines import LETTERS, MARK, SAME, Line, Token, read_line

MONEY = "조"  # where this scale word stands before a number the two are one: 3조 6,164
BESIDE = " \u00a0\t,"  # what stands beside a list and is none of it


@dataclass(frozen=True)
class Found:
    """A token of the new line; `sure` where all around it is as it was and no letter stands among its digits."""

    start: int
    printed: str
    sure: bool


def token_map(old: Line, new: Line) -> Mapping[int, int]:
    """Which token of the new line stands in each old token's stead, by index; all of them where the masks are equal."""
    if old.mask == new.mask:
        return {at: at for at in range(len(old.tokens))}
    at_old = {place: at for at, place in enumerate(old.marks)}
    at_new = {place: at for at, place in enumerate(new.marks)}
    found = {}
    for op in Levenshtein.opcodes(old.mask, new.mask):
        if op.tag == "equal":
            for step in range(op.src_end - op.src_start):
                here, there = at_old.get(op.src_start + step), at_new.get(op.dest_start + step)
                if here is not None and there is not None:
                    found[here] = there
    return found


def carried(old: Line, start: int, end: int, new: Line, tokens: Mapping[int, int]) -> Found | None:
    """The span of an old line in the new one; None where it is not there."""
    covered = [at for at, token in enumerate(old.tokens) if token.start < end and start < token.end]
    if not covered:
        return None
    first, last = covered[0], covered[-1]
    partners = [tokens[at] for at in covered if at in tokens]
    if not partners:
        return _misread(old, new, first) if first == last else None
    whole = old.mask == new.mask
    left, right = new.tokens[partners[0]], new.tokens[partners[-1]]
    inner = _groups(old.tokens[first], start, end) if first == last else None
    was = old.tokens[first].start, old.tokens[last].end
    if inner is not None:  # a part of a date, such as the month of 20. 1
        here, groups = old.tokens[first].groups, left.groups
        if len(groups) != len(here):
            return None
        was = here[inner[0]][0], here[inner[1]][1]
        begin, finish = groups[inner[0]][0], groups[inner[1]][1]
    else:
        begin, finish = left.start, right.end
        if not whole:
            begin, finish = _with_scale(old, end, new, partners, begin, finish)
    if begin >= finish:
        return None
    begin, fits_before = _over(new.text, begin, old.text[start : was[0]], -1)
    finish, fits_after = _over(new.text, finish, old.text[was[1] : end], 1)
    doubtful = any(new.tokens[at].doubtful for at in partners)
    return Found(begin, new.text[begin:finish], whole and fits_before and fits_after and not doubtful)


def carried_list(old: Line, start: int, end: int, new: Line) -> Found | None:
    """A list in the new line: what stands there between the words that stood around it; None where nothing does."""
    here, there = old.text.translate(SAME), new.text.translate(SAME)
    begin = finish = 0
    for op in Levenshtein.opcodes(here, there):
        if op.src_start < start:
            begin = min(op.dest_end, op.dest_start + start - op.src_start)
        if op.src_start < end or (op.src_start == end and op.tag == "insert"):
            finish = op.dest_end if op.tag == "insert" else min(op.dest_end, op.dest_start + end - op.src_start)
    while begin < finish and there[begin] in BESIDE:
        begin += 1
    while begin < finish and there[finish - 1] in BESIDE:
        finish -= 1
    if begin == finish:
        return None
    was, now = read_line(old.number, old.text[start:end]), read_line(new.number, new.text[begin:finish])
    sure = old.mask == new.mask and was.mask == now.mask and not any(token.doubtful for token in now.tokens)
    return Found(begin, now.text, sure)


def _with_scale(old: Line, end: int, new: Line, partners: Sequence[int], begin: int, finish: int) -> tuple[int, int]:
    """The span with the part of an amount that the old line did not have: 1조 2,823 where it had 9,845."""
    first, last = partners[0], partners[-1]
    if first > 0 and new.text[:begin].rstrip().endswith(MONEY):
        begin = new.tokens[first - 1].start
    behind = not old.text[end:].lstrip().startswith(MONEY) and new.text[finish:].lstrip().startswith(MONEY)
    if behind and last + 1 < len(new.tokens) and not new.text[finish : new.tokens[last + 1].start].strip(f"{MONEY} "):
        finish = new.tokens[last + 1].end
    return begin, finish


def _groups(token: Token, start: int, end: int) -> tuple[int, int] | None:
    """The runs of digits that a span covers, where it does not cover all of the token's."""
    inside = [at for at, (first, last) in enumerate(token.groups) if start <= first and last <= end]
    return None if not inside or len(inside) == len(token.groups) else (inside[0], inside[-1])


def _over(text: str, at: int, more: str, step: int) -> tuple[int, bool]:
    """Moves over what belongs to the token beside its digits; the dot at the end of a date may be missing."""
    fits = True
    for letter in more if step > 0 else reversed(more):
        if letter.isspace():
            continue
        here = at
        while 0 <= (place := here if step > 0 else here - 1) < len(text) and text[place] in " \u00a0":
            here += step
        if 0 <= place < len(text) and text[place].translate(SAME) == letter.translate(SAME):
            at = here + step
        elif letter != ".":
            fits = False
    return at, fits


def _misread(old: Line, new: Line, at: int) -> Found | None:
    """A letter that stands where the old line has a one-figure number: l for 1, O for 0."""
    for op in Levenshtein.opcodes(old.mask, new.mask):
        if op.tag == "replace" and op.src_start <= old.marks[at] < op.src_end:
            text = new.mask[op.dest_start : op.dest_end]
            if op.src_end - op.src_start == 1 and text and set(text) <= set(LETTERS) and MARK not in text:
                start = new.text.find(text, _text_place(new, op.dest_start))
                if start >= 0:
                    return Found(start, text, False)
    return None


def _text_place(line: Line, mask_place: int) -> int:
    """Where in the text to look for what stands at a place of the mask: behind the token before it."""
    before = [token.end for token, mark in zip(line.tokens, line.marks, strict=True) if mark < mask_place]
    return before[-1] if before else 0
