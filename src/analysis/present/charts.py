"""Bars and ranges that notebooks share: each draws arrays and labels on one panel and knows nothing of the data.

Numbers are written by the caller, in the reader's language, and stand beside what they measure; there is no legend.
Rows run from the top, so that the first is read first.
"""

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

from analysis.present.legibility import contrast
from analysis.present.tables import width
from analysis.present.theme import (
    ACCENT,
    BASE_SIZE,
    CONTRAST,
    DASHED,
    GAP,
    GREY,
    INK,
    PAPER,
    QUIET,
    SERIES,
    spread,
    styled,
    write,
    zero_line,
)

BAR = 0.62  # of the room that a bar has
LETTER = 0.56  # width of a Latin letter, of the type size

Bounds = Sequence[float | None]


def height_of(rows: int) -> float:
    """The height in inches that suits a chart of so many lying rows, names above the first and an axis included."""
    return 0.75 + 0.46 * rows


def in_two_lines(text: str) -> str:
    """A name broken where its two lines come out narrowest, for rows whose names would crowd out their bars."""
    words = text.split(" ")
    breaks = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return "\n".join(min(breaks, key=lambda lines: max(map(width, lines)))) if breaks else text


@styled()
def intervals(
    axes: Axes,
    labels: Sequence[str],
    values: Sequence[float],
    lows: Bounds,
    highs: Bounds,
    texts: Sequence[str],
    *,
    reference: float | None = None,
    reference_label: str = "",
    colours: Sequence[str] | None = None,
) -> None:
    """Values with their ranges, one a row, their numbers at the right (a forest plot).

    A range open on one side (None) runs to the panel's edge with an arrow head: set the limits before. `reference`
    is a value to compare with: no effect, an average. A row of a value that is none has its text alone.
    """
    _rows(axes, labels, grid="x")
    if axes.get_autoscalex_on():
        axes.set_xlim(*_with_margin(_numbers(*values, *lows, *highs, reference)))
    left, right = axes.get_xlim()
    for row, (value, low, high) in enumerate(zip(values, lows, highs, strict=True)):
        if not _numbers(value):
            continue
        colour = colours[row] if colours else ACCENT
        ends = left if low is None else low, right if high is None else high
        axes.plot(ends, (row, row), color=colour, linewidth=3, solid_capstyle="butt", alpha=0.5)
        if low is None:
            axes.plot(left, row, marker="<", color=colour, clip_on=False)
        if high is None:
            axes.plot(right, row, marker=">", color=colour, clip_on=False)
        axes.plot(value, row, "o", color=colour, markersize=8, markeredgecolor=PAPER, markeredgewidth=1.2)
    for row, text in enumerate(texts):
        write(axes, 1.0, row, text, offset=(GAP, 0), where=axes.get_yaxis_transform())
    if reference is not None:
        axes.axvline(reference, color=QUIET, linewidth=1.2, linestyle=DASHED, zorder=1.5)
        _above(axes, reference, reference_label)


@styled()
def tornado(
    axes: Axes,
    labels: Sequence[str],
    at_low: Sequence[float],
    at_high: Sequence[float],
    base: float,
    texts: Sequence[tuple[str, str]],
    *,
    base_label: str,
    ends: tuple[str, str],
) -> None:
    """What an answer becomes when each input is at the low and at the high end of its range, the widest swing first.

    `texts` are the answers at both ends, `ends` the names of the two ends; they stand over the first row.
    """
    swings = np.abs(np.asarray(at_high) - np.asarray(at_low))
    order = [int(i) for i in np.argsort(-swings, kind="stable")]
    _rows(axes, [labels[i] for i in order], grid="")
    for row, i in enumerate(order):
        for value, text, colour in zip((at_low[i], at_high[i]), texts[i], (CONTRAST, ACCENT), strict=True):
            axes.barh(row, value - base, left=base, height=BAR, color=colour)
            _at_end(axes, value, row, text, outward=value - base or (1 if colour == ACCENT else -1))
    _keep_room(axes, [*at_low, *at_high, base], [text for pair in texts for text in pair])
    axes.axvline(base, color=INK, linewidth=1.4)
    _above(axes, base, base_label, lift=25)
    first = order[0]
    above = axes.get_xaxis_transform()
    low_first = at_low[first] < base or (at_low[first] == base and at_high[first] >= base)
    for left, name, colour in zip((low_first, not low_first), ends, (CONTRAST, ACCENT), strict=True):
        across, offset = ("right", -GAP) if left else ("left", GAP)
        write(axes, base, 1.0, name, colour=colour, offset=(offset, 6), across=across, up="baseline", where=above)
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)


@styled()
def bars(
    axes: Axes,
    labels: Sequence[str],
    values: Sequence[float],
    texts: Sequence[str],
    *,
    lows: Bounds | None = None,
    highs: Bounds | None = None,
    highlight: Collection[int] = (),
) -> None:
    """Lying bars from zero with their numbers at the end; `highlight` sets some rows apart from grey others."""
    _rows(axes, labels, grid="")
    lower, upper = lows or [None] * len(values), highs or [None] * len(values)
    for row, value in enumerate(values):
        axes.barh(row, value, height=BAR, color=_shade(row, highlight))
        low, high = lower[row], upper[row]
        if low is not None and high is not None:
            _whisker(axes, (low, high), (row, row))
        beyond = [x for x in (low, high) if x is not None]
        _at_end(
            axes, max([value, *beyond]) if value >= 0 else min([value, *beyond]), row, texts[row], outward=value or 1
        )
    if min(values) < 0:
        _keep_room(axes, [0.0, *values, *(x for x in lower if x is not None)], texts)
    zero_line(axes, along="y")
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)


@styled()
def columns(
    axes: Axes,
    labels: Sequence[str],
    values: Sequence[float],
    texts: Sequence[str],
    *,
    lows: Bounds | None = None,
    highs: Bounds | None = None,
    highlight: Collection[int] = (),
) -> None:
    """Upright bars from zero in the order of time, numbers on top; a text may be empty."""
    lower, upper = lows or [None] * len(values), highs or [None] * len(values)
    for place, value in enumerate(values):
        axes.bar(place, value, width=BAR + 0.1, color=_shade(place, highlight))
        low, high = lower[place], upper[place]
        if low is not None and high is not None:
            _whisker(axes, (place, place), (low, high))
        top = max([value, *(x for x in (low, high) if x is not None)])
        write(axes, place, top, texts[place], offset=(0, 3), across="center", up="bottom")
    axes.set_xticks(range(len(labels)), labels)
    axes.tick_params(axis="x", length=0)
    zero_line(axes)


@styled()
def stacked(
    axes: Axes,
    labels: Sequence[str],
    parts: Sequence[Sequence[float]],
    names: Sequence[str],
    texts: Sequence[Sequence[str]],
    *,
    colours: Sequence[str] = (*SERIES, GREY),
    centred: bool = False,
) -> None:
    """Lying bars cut into parts, the parts' names over the first bar, numbers inside wherever they fit.

    `parts` and `texts` hold a sequence a row, its members in the order of `names`. Names begin where their part does,
    or stand over its middle (`centred`).
    """
    _rows(axes, labels, grid="")
    axes.set_xlim(0, max(sum(row) for row in parts) or 1)
    for row, (sizes, words) in enumerate(zip(parts, texts, strict=True)):
        starts = np.concatenate(([0.0], np.cumsum(sizes)[:-1]))
        for size, start, text, colour in zip(sizes, starts, words, colours, strict=False):
            axes.barh(row, size, left=start, height=BAR, color=colour, edgecolor=PAPER, linewidth=1)
            if _room(axes, size) >= _set_width(text):
                write(axes, start + size / 2, row, text, colour=text_on(colour), across="center")
    apart = max(map(_set_width, names)) / _room(axes, 1.0)
    wanted = np.cumsum(parts[0]) - np.asarray(parts[0]) / (2 if centred else 1)
    places, margin = np.array(spread([float(place) for place in wanted], apart)), apart / 2 if centred else 0.0
    inside = places + max(0.0, margin - places[0])
    if centred:
        inside = inside - max(0.0, inside[-1] + margin - axes.get_xlim()[1])
    across, offset = ("center", 0) if centred else ("left", 1)
    for place, name, colour in zip(inside, names, colours, strict=False):
        ink = INK if colour == GREY else colour
        write(axes, place, -BAR / 2, name, colour=ink, offset=(offset, 5), across=across, up="baseline")
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)


@styled()
def waterfall(axes: Axes, labels: Sequence[str], start: float, changes: Sequence[float], texts: Sequence[str]) -> None:
    """From a start through its changes to an end, row by row; labels and texts name start, changes and end."""
    _rows(axes, labels, grid="")
    levels = np.concatenate(([start], start + np.cumsum(changes)))
    rows = len(labels)
    axes.barh((0, rows - 1), (levels[0], levels[-1]), height=BAR, color=QUIET)
    for row, (before, after) in enumerate(pairwise(levels), start=1):
        axes.barh(row, after - before, left=before, height=BAR, color=ACCENT if after >= before else CONTRAST)
    for row, level in enumerate(levels):
        axes.plot((level, level), (row - BAR / 2, row + 1 + BAR / 2), color=QUIET, linewidth=1, zorder=1.5)
    ends = [levels[0], *np.maximum(levels[:-1], levels[1:]), levels[-1]]
    for row, (end, text) in enumerate(zip(ends, texts, strict=True)):
        _at_end(axes, max(end, 0.0), row, text, outward=1)
    zero_line(axes, along="y")
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)


def text_on(colour: str) -> str:
    """Ink or paper, whichever reads better on a colour."""
    return max((INK, PAPER), key=lambda text: contrast(to_rgb(text), to_rgb(colour)))


def _rows(axes: Axes, labels: Sequence[str], *, grid: str) -> None:
    axes.set_yticks(range(len(labels)), labels, color=INK)
    axes.set_ylim(max(len(labels), 1) - 0.5, -0.5)
    axes.grid(visible=False)
    if grid:
        axes.grid(visible=True, axis="x")


def _numbers(*values: float | None) -> list[float]:
    """Those of the values that are finite numbers."""
    return [one for one in values if one is not None and np.isfinite(one)]


def _with_margin(values: Sequence[float]) -> tuple[float, float]:
    if not values:
        return 0.0, 1.0
    margin = 0.05 * (max(values) - min(values)) or 1.0
    return min(values) - margin, max(values) + margin


def _at_end(axes: Axes, x: float, row: float, text: str, *, outward: float) -> None:
    across, offset = ("left", GAP) if outward > 0 else ("right", -GAP)
    write(axes, x, row, text, offset=(offset, 0), across=across)


def _above(axes: Axes, x: float, text: str, *, lift: float = 6) -> None:
    place: Any = axes.get_xaxis_transform()
    write(axes, x, 1.0, text, colour=QUIET, offset=(0, lift), across="center", up="baseline", where=place)


def _whisker(axes: Axes, x: tuple[float, float], y: tuple[float, float]) -> None:
    """A range over a bar, cased so that it shows on dark bars too."""
    axes.plot(x, y, color=PAPER, linewidth=4.6, solid_capstyle="butt")
    axes.plot(x, y, color=INK, linewidth=1.8, solid_capstyle="butt")


def _keep_room(axes: Axes, values: Sequence[float], texts: Sequence[str]) -> None:
    """Limits that leave room for a text left of the lowest value, clear of the row's name."""
    low, high = (min(values), max(values)) if min(values) < max(values) else _with_margin(values)
    text = max(map(_set_width, texts))
    names = max(_set_width(line) for label in axes.get_yticklabels() for line in label.get_text().split("\n"))
    between = max(
        72 / axes.figure.dpi * axes.figure.bbox.width - names - text, 2 * text
    )  # what the layout leaves, in points
    axes.set_xlim(low - (high - low) * text / (between - text), high)


def _shade(place: int, highlight: Collection[int]) -> str:
    return ACCENT if not highlight or place in highlight else GREY


def _room(axes: Axes, size: float) -> float:
    """The width of a stretch of the x axis in points, before the layout takes its share for labels."""
    left, right = axes.get_xlim()
    return 72 / axes.figure.dpi * axes.bbox.width * 0.85 * size / (right - left)


def _set_width(text: str) -> float:
    return (max(map(width, text.split("\n"))) + 1) * LETTER * BASE_SIZE
