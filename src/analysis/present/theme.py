"""The one visual language of the charts: colours, type, grid, and the few marks that every chart shares.

Follows the chart guides of public statistics offices (ONS, Eurostat, the UK Government Analysis Function): label
directly, no legend; light horizontal grid; a zero line where bars stand; uncertainty always drawn. Charts are built on
`matplotlib.figure.Figure`, never on pyplot, and no setting outlives `styled()`.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import matplotlib.style
import pandas as pd
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontEntry, fontManager
from matplotlib.patheffects import withStroke
from matplotlib.scale import LogScale, SymmetricalLogScale, register_scale
from matplotlib.text import Annotation
from matplotlib.ticker import FuncFormatter, LogFormatter, MaxNLocator
from pylopdf_fonts_ko import sans_path

from analysis.present.numbers import number

PAPER = "#ffffff"
INK = "#1f2730"
QUIET = "#55606b"
RULE = "#8a949e"
GRID = "#e1e5e9"

BLUE = "#14508f"
ORANGE = "#bf4408"
GREEN = "#0a7c6b"
PLUM = "#74184c"
GREY = "#8b96a1"
SERIES = (BLUE, ORANGE, GREEN, PLUM)
ACCENT = BLUE
CONTRAST = ORANGE

# The same hues washed out, for bands and areas under text.
BLUE_WASH = "#d4e3f3"
GREY_WASH = "#eceff2"

# On a phone 390 px wide a chart of this width is shown at half its size; smaller type could not be read there.
WIDTH = 6.75
DPI = 192
BASE_SIZE = 12.0
SMALL_SIZE = 11.0

FAMILY = "Study Sans"
DASHED = (0, (3, 2.5))
GAP = 6.0  # points between a mark and its label

_LIFT = 9
FRAME_WIDTH, FRAME_COLUMNS = 120, 20  # else pandas goes by the terminal that a kernel was started from

_STYLE: dict[str, Any] = {
    "font.family": [FAMILY],
    "font.size": BASE_SIZE,
    "text.color": INK,
    "text.parse_math": False,
    "axes.facecolor": PAPER,
    "axes.edgecolor": RULE,
    "axes.labelcolor": QUIET,
    "axes.labelsize": BASE_SIZE,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "axes.formatter.use_mathtext": False,
    "axes.formatter.useoffset": False,
    "axes.prop_cycle": cycler(color=SERIES),
    "axes.unicode_minus": True,
    "axes.xmargin": 0.03,
    "figure.facecolor": PAPER,
    "grid.color": GRID,
    "grid.linewidth": 1.0,
    "lines.linewidth": 2.2,
    "lines.markersize": 6,
    "lines.solid_capstyle": "round",
    "patch.linewidth": 0,
    "xtick.color": RULE,
    "xtick.labelcolor": QUIET,
    "xtick.labelsize": BASE_SIZE,
    "ytick.color": RULE,
    "ytick.labelcolor": QUIET,
    "ytick.labelsize": BASE_SIZE,
    "ytick.major.pad": 7,
    "ytick.major.size": 0,
    "ytick.minor.size": 0,
    "figure.constrained_layout.h_pad": 0.06,
    "figure.constrained_layout.w_pad": 0.06,
}


def _register_font() -> None:
    """Make the font known under a name of our own, so that a font of the system can never stand in for it."""
    if not any(entry.name == FAMILY for entry in fontManager.ttflist):
        fontManager.ttflist.append(
            FontEntry(fname=str(sans_path()), name=FAMILY, style="normal", variant="normal", weight=400)
        )


_register_font()


class PlainLogFormatter(LogFormatter):
    """Labels of a logarithmic axis as `number` writes them; matplotlib's own are formulas, shown raw in this style."""

    def __call__(self, x: float, pos: int | None = None) -> str:
        """The label of a tick; empty where matplotlib leaves it bare."""
        return number(x) if super().__call__(x, pos) else ""


def _label_plainly(axis: Axis, base: float) -> None:
    """Has matplotlib's own formulas at a logarithmic axis written as numbers."""
    for formatter, put in (
        (axis.get_major_formatter(), axis.set_major_formatter),
        (axis.get_minor_formatter(), axis.set_minor_formatter),
    ):
        if isinstance(formatter, LogFormatter):
            put(PlainLogFormatter(base, formatter.labelOnlyBase))


class PlainLogScale(LogScale):
    """matplotlib's scale "log" with plain labels."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)

    def set_default_locators_and_formatters(self, axis: Axis) -> None:
        """Sets the ticks and their labels."""
        super().set_default_locators_and_formatters(axis)
        _label_plainly(axis, self.base)


class PlainSymmetricalLogScale(SymmetricalLogScale):
    """matplotlib's scale "symlog" with plain labels."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)

    def set_default_locators_and_formatters(self, axis: Axis) -> None:
        """Sets the ticks and their labels."""
        super().set_default_locators_and_formatters(axis)
        _label_plainly(axis, self.base)


for _scale in (PlainLogScale, PlainSymmetricalLogScale):
    register_scale(_scale)

_in_style: ContextVar[bool] = ContextVar("in_style", default=False)


@contextmanager
def styled() -> Iterator[None]:
    """Draw in the study's style, whatever the user's settings are; also a decorator, `@styled()`."""
    if _in_style.get():  # setting every parameter anew takes as long as drawing a few bars
        yield
        return
    token = _in_style.set(True)
    try:
        with matplotlib.style.context(_STYLE, after_reset=True):
            yield
    finally:
        _in_style.reset(token)


def use() -> None:
    """Makes the style that of this process: plain plots come out in it, and frames as wide wherever they are shown."""
    pd.set_option("display.width", FRAME_WIDTH, "display.max_columns", FRAME_COLUMNS)
    matplotlib.rcParams.update(_STYLE)  # type: ignore[arg-type]


def chart(width: float = WIDTH, height: float = 4.0) -> tuple[Figure, Axes]:
    """A chart of one panel, its size in inches."""
    figure, axes = panels(1, 1, width, height)
    return figure, axes[0]


@styled()
def panels(
    rows: int,
    columns: int,
    width: float = WIDTH,
    height: float = 4.0,
    *,
    share_x: bool = False,
    share_y: bool = False,
    widths: Sequence[float] | None = None,
    heights: Sequence[float] | None = None,
) -> tuple[Figure, list[Axes]]:
    """A chart of several panels, row by row. More than two columns cannot be read on a phone."""
    figure = Figure(figsize=(width, height), dpi=DPI, layout="constrained")
    FigureCanvasAgg(figure)
    ratios = {"width_ratios": widths, "height_ratios": heights}
    grid = figure.subplots(rows, columns, squeeze=False, sharex=share_x, sharey=share_y, gridspec_kw=ratios)
    return figure, list(grid.flat)


@styled()
def write(
    axes: Axes,
    x: float,
    y: float,
    text: str,
    *,
    colour: str = INK,
    offset: tuple[float, float] = (0.0, 0.0),
    across: str = "left",
    up: str = "center",
    where: Any = "data",
    halo: str | None = None,
) -> Annotation:
    """A label at a point of the data (or of `where`, a transform), moved by an offset in points.

    A `halo` in the colour of the ground keeps it legible over lines.
    """
    effects = [withStroke(linewidth=3.5, foreground=halo)] if halo else []
    return axes.annotate(
        text,
        (x, y),
        offset,
        where,
        "offset points",
        color=colour,
        ha=across,
        va=up,
        annotation_clip=False,
        path_effects=effects,
    )


def unit_title(axes: Axes, text: str, colour: str = QUIET) -> None:
    """The unit of the vertical axis (or, in ink, the name of a panel), level above its upper left corner."""
    mark = write(axes, 0, 1, text, colour=colour, offset=(0, _LIFT), up="baseline", where=axes.transAxes)
    mark.set_gid("unit")
    _clear_breaks(axes)


def zero_line(axes: Axes, *, along: str = "x") -> None:
    """A firm line at zero: `along` the x axis for upright bars, along y for lying ones."""
    line = axes.axhline if along == "x" else axes.axvline
    line(0, color=QUIET, linewidth=1.2, zorder=2.5)


@styled()
def level_line(axes: Axes, level: float, label: str = "") -> None:
    """A dashed line across the panel with its name at the right: one half, no effect, an average; none at NaN."""
    if level != level:
        return
    axes.axhline(level, color=QUIET, linewidth=1.2, linestyle=DASHED, zorder=1.5)
    if label:
        write(axes, 1, level, label, colour=QUIET, offset=(GAP, 0), where=axes.get_yaxis_transform())


def break_line(axes: Axes, at: Any, label: str, *, across: str = "left") -> None:
    """A break in a series or the start of a measure: a dashed line with its name above the panel."""
    above = axes.get_xaxis_transform()
    axes.axvline(at, color=QUIET, linewidth=1.2, linestyle=DASHED, zorder=1.5)
    x = axes.convert_xunits(at)  # type: ignore[no-untyped-call]  # a transform takes no dates
    write(axes, x, 1, label, colour=QUIET, offset=(0, 6), across=across, up="baseline", where=above).set_gid("break")
    _clear_breaks(axes)


def _clear_breaks(axes: Axes) -> None:
    """Lift the unit over the names of breaks, in whichever order they were written."""
    if any(text.get_gid() == "break" for text in axes.texts):
        for text in axes.texts:
            if text.get_gid() == "unit" and isinstance(text, Annotation):
                text.xyann = (0, _LIFT + 18)


def number_axis(axis: Axis, digits: int | None = None, *, suffix: str = "", scale: float = 1.0, most: int = 6) -> None:
    """Tick labels as `number` writes them; `scale` 100 with suffix "%" shows fractions."""
    if axis.get_scale() == "linear":
        axis.set_major_locator(MaxNLocator(nbins=most, steps=[1, 2, 2.5, 5, 10]))
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{number(round(value * scale, 9), digits)}{suffix}"))


def bare(axes: Axes) -> None:
    """No axes at all: for charts whose labels say everything."""
    axes.grid(visible=False)
    axes.set_axis_off()


def spread(positions: Sequence[float], gap: float) -> list[float]:
    """Positions moved apart until neighbours are `gap` apart, keeping their order and their middle.

    Neighbours that are too close form a block around the mean of where its members want to be.
    """
    order = sorted(range(len(positions)), key=lambda i: positions[i])
    blocks: list[list[int]] = []
    for index in order:
        blocks.append([index])
        while len(blocks) > 1 and _top(blocks[-2], positions, gap) + gap > _bottom(blocks[-1], positions, gap):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    moved = list(positions)
    for block in blocks:
        for place, index in enumerate(block):
            moved[index] = _bottom(block, positions, gap) + place * gap
    return moved


def _bottom(block: list[int], positions: Sequence[float], gap: float) -> float:
    return sum(positions[i] for i in block) / len(block) - gap * (len(block) - 1) / 2


def _top(block: list[int], positions: Sequence[float], gap: float) -> float:
    return _bottom(block, positions, gap) + gap * (len(block) - 1)
