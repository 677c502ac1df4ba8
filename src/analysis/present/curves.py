"""Lines and areas that notebooks share: series with their intervals, labels of points and ends, control charts."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from analysis.present.dates import short_day, short_month
from analysis.present.theme import (
    ACCENT,
    BASE_SIZE,
    BLUE_WASH,
    CONTRAST,
    DASHED,
    GAP,
    INK,
    PAPER,
    QUIET,
    spread,
    styled,
    write,
)
from analysis.present.words import Lang

LEADING = 1.3  # lines of text are this many sizes apart

End = tuple[float, float, str, str]


@styled()
def series(
    axes: Axes,
    x: ArrayLike,
    values: ArrayLike,
    *,
    low: ArrayLike | None = None,
    high: ArrayLike | None = None,
    colour: str = ACCENT,
    points: bool = True,
    dashed: bool = False,
) -> None:
    """A line over time with its range as a band; `dashed` for what was not observed (a model, a scenario)."""
    if low is not None and high is not None:
        axes.fill_between(x, low, high, color=colour, alpha=0.16, linewidth=0, zorder=1.2)
    axes.plot(x, values, color=colour, linestyle=DASHED if dashed else "-", marker="o" if points else "")


@styled()
def band(axes: Axes, x: ArrayLike, frame: pd.DataFrame, *, colour: str = ACCENT, dashed: bool = False) -> None:
    """The line of `value` with its range, `low` to `high`, as a band; see `methods.estimate.estimates_frame`."""
    series(
        axes, x, frame["value"], low=frame["low"], high=frame["high"], colour=colour, points=False, dashed=dashed
    )  # fmt: skip


@styled()
def dot(axes: Axes, x: Any, y: float, text: str = "", *, colour: str = ACCENT) -> None:
    """A single value, its text at the right."""
    axes.plot(
        x, y, "o", color=colour, markersize=9, markeredgecolor=PAPER, markeredgewidth=1.2, zorder=3, clip_on=False
    )
    if text:
        write(axes, x, y, text, colour=colour, offset=(GAP + 3, 0))


def day_axis(axes: Axes, days: Sequence[date], lang: Lang, *, most: int = 6) -> None:
    """Days that stand at 0, 1, …, no more of them named than fit, the last one always."""
    step = -(-len(days) // most)
    shown = range((len(days) - 1) % step, len(days), step)
    axes.set_xticks(list(shown), [short_day(days[place], lang) for place in shown])


@styled()
def point_labels(
    axes: Axes,
    x: Sequence[Any],
    y: Sequence[float],
    texts: Sequence[str],
    *,
    colour: str = ACCENT,
    below: bool = False,
    halo: str | None = None,
) -> None:
    """A text above (or below) each point; a `halo` in the colour of the ground keeps it legible over a band."""
    for one, level, text in zip(x, y, texts, strict=True):
        offset, up = ((0, -10), "top") if below else ((0, 10), "bottom")
        write(axes, one, level, text, colour=colour, offset=offset, across="center", up=up, halo=halo)


def month_axis(axes: Axes, months: Sequence[Any], lang: Lang, *, most: int = 12) -> None:
    """Months at 0, 1, 2 … along the bottom, the year under the first and wherever a new one begins."""
    shown = list(months)[:: -(-len(months) // most) or 1]
    named = [short_month(one, lang) for one in shown]
    years = ["" if at and one.year == shown[at - 1].year else f"\n{one.year}" for at, one in enumerate(shown)]
    axes.set_xticks(range(0, len(months), -(-len(months) // most) or 1), map("".join, zip(named, years, strict=True)))
    axes.set_xlim(-0.6, max(len(months), 1) - 0.6)
    axes.set_xlabel("")


@styled()
def end_labels(axes: Axes, ends: Sequence[End]) -> None:
    """Names at the ends of lines, (x, y, text, colour) each, moved apart where they would collide.

    Call it last: it needs the panel's final limits.
    """
    low, high = axes.get_ylim()
    points_high = axes.bbox.height * 72 / axes.figure.dpi * 0.85
    lines = max(text.count("\n") + 1 for _, _, text, _ in ends)
    gap = LEADING * BASE_SIZE * lines * (high - low) / points_high
    for (x, _, text, colour), level in zip(ends, spread([y for _, y, _, _ in ends], gap), strict=True):
        write(axes, x, level, text, colour=colour, offset=(GAP + 3, 0))


@styled()
def control_chart(
    axes: Axes,
    x: Sequence[float],
    values: Sequence[float],
    centre: float,
    lower: float,
    upper: float,
    names: tuple[str, str, str],
    *,
    baseline: int,
    signals: Collection[int] = (),
    texts: Sequence[str] = (),
) -> None:
    """Observations against the centre and the limits of their baseline, the first so many points (an XmR chart).

    Lines are dashed where they are carried beyond the baseline; `names` label centre, lower and upper at the right.
    Points that signal (by position) are larger diamonds in another colour. `texts` stand at the points.
    """
    first, last = float(x[0]), float(x[-1])
    until = float(x[baseline - 1])
    axes.fill_between((first, last), lower, upper, color=BLUE_WASH, alpha=0.45, linewidth=0, zorder=1)
    for level, width in ((centre, 1.4), (lower, 1.0), (upper, 1.0)):
        axes.plot((first, until), (level, level), color=QUIET, linewidth=width)
        axes.plot((until, last), (level, level), color=QUIET, linewidth=width, linestyle=DASHED)
    axes.plot(x, values, color=ACCENT, marker="o", zorder=3)
    for place in signals:
        axes.plot(x[place], values[place], "D", color=CONTRAST, markersize=10, markeredgecolor=PAPER, zorder=4)
    for place, text in enumerate(texts):
        colour, above = CONTRAST if place in signals else INK, values[place] >= centre
        offset, up = ((0, 8), "bottom") if above else ((0, -8), "top")
        write(axes, x[place], values[place], text, colour=colour, offset=offset, across="center", up=up, halo=PAPER)
    end_labels(axes, [(last, level, name, QUIET) for level, name in zip((centre, lower, upper), names, strict=True)])
