"""Lines and areas that the topics share: series with ranges, control charts, maps of two inputs, small multiples."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray
from scipy.ndimage import distance_transform_edt

from analysis.present.dates import short_day, short_month
from analysis.present.theme import (
    ACCENT,
    BASE_SIZE,
    BLUE_WASH,
    CONTRAST,
    DASHED,
    GAP,
    INK,
    ORANGE_WASH,
    PAPER,
    QUIET,
    panels,
    spread,
    styled,
    unit_title,
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


@styled()
def sign_map(
    axes: Axes,
    x: ArrayLike,
    y: ArrayLike,
    z: ArrayLike,
    *,
    above: str,
    below: str,
    levels: Sequence[float] = (),
    level_texts: Sequence[str] = (),
) -> None:
    """Where an answer over two inputs is positive and where negative, the line between them firm (z is [y, x]).

    The names of both areas stand where there is most room. `levels` adds labelled lines of equal answers.
    """
    across, up, answer = np.asarray(x, float), np.asarray(y, float), np.asarray(z, float)
    axes.contourf(across, up, answer, levels=[-np.inf, 0, np.inf], colors=[ORANGE_WASH, BLUE_WASH])
    for level, text in zip(levels, level_texts, strict=True):
        line = axes.contour(across, up, answer, levels=[level], colors=QUIET, linewidths=1, linestyles="-")
        at = _middle(line.allsegs[0])
        if at is not None:
            write(axes, *at, text, across="center", halo=BLUE_WASH if level > 0 else ORANGE_WASH)
    axes.contour(across, up, answer, levels=[0.0], colors=INK, linewidths=2.2)
    depth = _depth(np.digitize(answer, sorted({*levels, 0.0})))
    for side, name in ((answer > 0, above), (answer < 0, below)):
        if side.any():
            row, column = np.unravel_index(int(np.where(side, depth, -1).argmax()), depth.shape)
            write(axes, across[column], up[row], name, across="center")
    axes.grid(visible=False)


def small_multiples(
    titles: Sequence[str],
    draw: Callable[[Axes, int], None],
    *,
    columns: int = 2,
    panel_height: float = 2.0,
    share_y: bool = True,
    from_zero: bool = True,
) -> Figure:
    """The same small chart for several things, each under its name; `draw` fills the panel of a position.

    Limits are set here, when all is drawn: shared or not, from zero or not.
    """
    rows = -(-len(titles) // columns)
    figure, axes = panels(rows, columns, height=panel_height * rows, share_x=True, share_y=share_y)
    for place, title in enumerate(titles):
        with styled():
            draw(axes[place], place)
        unit_title(axes[place], title, INK)
        axes[place].tick_params(axis="x", labelbottom=place + columns >= len(titles))
    if from_zero:
        for panel in axes[: len(titles)]:
            panel.set_ylim(0, panel.get_ylim()[1])
    for empty in axes[len(titles) :]:
        empty.set_visible(False)
    return figure


def _depth(areas: Any) -> NDArray[np.float64]:
    """How far each place of a map of areas is from the border of its own."""
    return np.asarray(
        sum(distance_transform_edt(np.pad(areas == area, 1))[1:-1, 1:-1] for area in np.unique(areas)), dtype=float
    )


def _middle(segments: Sequence[Any]) -> tuple[float, float] | None:
    """The middle point of the longest piece of a line; None where the line does not cross the map."""
    if not segments:
        return None
    x, y = max(segments, key=len)[max(map(len, segments)) // 2]
    return float(x), float(y)
