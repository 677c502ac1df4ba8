"""Holds an edition's figures against the source text, both ways."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.data.figures import Figure
from analysis.data.units import APART, LISTED

Kind = Literal["date", "ordinal", "article", "name", "other"]
KINDS: tuple[Kind, ...] = ("date", "ordinal", "article", "name", "other")

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")

# The first pattern that covers a token gives its kind; each is searched on the whole line.
PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("article", re.compile(r"제\s?\d+조(?:의\d+)?(?:\s?제\d+항)?|제\d+항")),
    ("ordinal", re.compile(
        r"제\s?\d+(?:차|대|회|기|글로벌)|\d+\)\s|^\s*\d\s*(?=$|\s['’\d]*\D)|^\s*\d+\.\s(?=\D)|\d+차\s|\d{1,2}대\s전략"
    )),
    ("name", re.compile(
        r"코로나-?\s?19|COVID-?\s?19|민선\s?7기|7호선|11번가|서울로 7017|50플러스|\b120,|[CGU](?:20|40)\b"
        r"|4·3의|MOU|4대\s?협의(?:체|회)"
        r"|\d+단계|5대 국정|동 1층|\d+동 \d+층|제2글로벌|[Kk]-|21대 국회|\d+년물"
    )),
    ("date", re.compile(
        r"['’‘]\d{2}\s*(?:회계연도|년(?!간)|\.\s?\d{1,2}(?:\.\s?\d{1,2}\.?|월)?|\.)?"
        r"|\d{4}\s?년|\d{4}\.\s?\d{1,2}(?:월|\.\s?\d{0,2}\.?)?"
        r"|\b\d{1,2}\.\s?\d{1,2}\.?(?=[\s(~,)경-]|$)|~\s?\d{1,2}\.|\d{1,2}\s?[~·,]\s?\d{1,2}월|\d{1,2}월(?:\s?\d{1,2}일)?|\d{1,2}:\d{2}|\d{1,2}시(?!·)"
        r"|20\d{2}(?=년|\s)"
        r"|\d{1,2}\.\d{1,2}\b|(?:\d{1,2},\s?)+\d{1,2}월"
    )),
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """One figure in a line: its printed token stands from `start` to `end`."""

    figure: Figure
    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Missing:
    """A figure whose printed token does not stand at its line."""

    figure: str
    printed: str
    line: int


@dataclass(frozen=True)
class Loose:
    """A numeric token of the source that belongs to no figure."""

    token: str
    line: int
    column: int
    kind: Kind


@dataclass(frozen=True)
class Trace:
    """What a source and a ledger have in common: counts of covered tokens, and what is left on either side."""

    figures: int
    covered: int
    missing: tuple[Missing, ...]
    loose: tuple[Loose, ...]

    @property
    def kinds(self) -> dict[Kind, int]:
        """The tokens that belong to no figure, by kind."""
        found = Counter(loose.kind for loose in self.loose)
        return {kind: found[kind] for kind in KINDS}

    @property
    def coverage(self) -> float:
        """Share of the quantitative tokens (all but dates, ordinals, articles, names) that a figure covers."""
        quantitative = self.covered + self.kinds["other"]
        return self.covered / quantitative if quantitative else 1.0


def trace(lines: Sequence[str], figures: Iterable[Figure]) -> Trace:
    """The figures held against the lines of the source (the first is line 1), and the lines against the figures."""
    ledger = list(figures)
    found, absent = places(lines, ledger)
    taken = {number: numbers_of(there) for number, there in found.items()}
    missing = [Missing(one.id, one.printed, one.line) for one in absent]
    loose: list[Loose] = []
    covered = 0
    for number, line in enumerate(lines, 1):
        for match in NUMBER.finditer(line):
            if any(start <= match.start() and match.end() <= end for start, end in taken.get(number, [])):
                covered += 1
            else:
                loose.append(Loose(match[0], number, match.start() + 1, kind_of(line, match.start(), match.end())))
    return Trace(len(ledger), covered, tuple(sorted(missing, key=lambda one: one.line)), tuple(loose))


def places(lines: Sequence[str], figures: Iterable[Figure]) -> tuple[dict[int, list[Place]], list[Figure]]:
    """The figures by line, in the order of the text; and those whose token does not stand at their line.

    Figures of one line with the same token stand there in the order of the ledger.
    """
    found: dict[int, list[Place]] = {}
    missing = []
    # Longest tokens first: 1,280 must not take the 280 of another figure's place.
    for figure in sorted(figures, key=lambda one: -len(one.printed)):
        text = lines[figure.line - 1] if 0 < figure.line <= len(lines) else ""
        taken = numbers_of(found.get(figure.line, ())) if figure.unit != LISTED else []
        span = place_of(text, figure.printed, taken)
        if span is None:
            missing.append(figure)
        else:
            found.setdefault(figure.line, []).append(Place(figure, figure.line, *span))
    return {line: sorted(found[line], key=lambda one: one.start) for line in sorted(found)}, missing


def numbers_of(there: Iterable[Place]) -> list[tuple[int, int]]:
    """The spans that figures take in a line; a list leaves the numbers in it to their own figures."""
    return [(one.start, one.end) for one in there if one.figure.unit != LISTED]


def place_of(line: str, token: str, taken: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The first place of a token in a line, not inside a longer number and not taken by another figure."""
    before = r"(?<![\d.])(?<!\d,)" if token[:1].isdigit() else ""
    after = r"(?!\d)(?!,\d)(?!\.\d)" if token[-1:].isdigit() else ""
    named = r"\s*[,，]\s*".join(map(re.escape, token.split(APART)))
    for match in re.finditer(before + named + after, line):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            return match.span()
    return None


def kind_of(line: str, start: int, end: int) -> Kind:
    """What a loose token is, judged by the words around it."""
    for kind, pattern in PATTERNS:
        if any(match.start() <= start and end <= match.end() for match in pattern.finditer(line)):
            return kind
    return "other"
