"""Whether a chart can be read: glyphs, size, contrast, labels cut off or on top of each other."""

import math
import warnings
from functools import cache
from itertools import combinations
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import get_font
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from numpy.typing import NDArray
from pylopdf_fonts_ko import sans_path

from analysis.present.theme import FAMILY, SMALL_SIZE, styled

LEAST_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3
LARGEST_OVERLAP = 0.08  # of the smaller label's box, which is looser than its ink

Pixels = NDArray[np.uint8]


@cache
def known_glyphs() -> frozenset[int]:
    """The code points that the study's font can draw."""
    return frozenset(get_font(str(sans_path())).get_charmap())


def check_glyphs(text: str) -> None:
    """Refuse a text that the font cannot draw in full.

    Raises:
        ValueError: names the missing characters and the text.
    """
    missing = [char for char in dict.fromkeys(text) if char != "\n" and ord(char) not in known_glyphs()]
    if missing:
        named = ", ".join(f"{char!r} (U+{ord(char):04X})" for char in missing)
        raise ValueError(f"the font has no glyph for {named} in {text!r}")


@styled()
def drawn(figure: Figure) -> Pixels:
    """The chart's opaque pixels (height, width, RGBA), every text in the study's font.

    Raises:
        ValueError: a text of the chart holds a character that the font lacks.
    """
    for text in figure.findobj(Text):
        text.set_fontfamily(FAMILY)
        text.set_parse_math(False)
    canvas: Any = FigureCanvasAgg(figure)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")  # an error below, which names the text
        canvas.draw()
    for text in shown_texts(figure):  # among them the labels of ticks, which there are only now
        check_glyphs(text.get_text())
    return np.asarray(canvas.buffer_rgba()).copy()


def shown_texts(figure: Figure) -> list[Text]:
    """The texts that a reader sees, tick labels too."""
    ticks, in_view = set(), set()
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
                labels = {tick.label1, tick.label2}
                ticks |= labels
                if axes.axison and low <= tick.get_loc() <= high:
                    in_view |= labels
    texts = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    return [text for text in texts if text in in_view or text not in ticks]


def flaws(figure: Figure) -> list[str]:
    """What makes a chart hard to read, a sentence each; empty for a good one."""
    pixels = drawn(figure)
    boxes = [(text, text.get_window_extent()) for text in shown_texts(figure)]
    found = []
    for text, box in boxes:
        words = text.get_text()
        if float(text.get_fontsize()) < SMALL_SIZE:
            found.append(f"{words!r} is {float(text.get_fontsize()):g} pt small; the least is {SMALL_SIZE:g} pt")
        if not _inside(box, pixels):
            found.append(f"{words!r} is cut off at the chart's edge")
        elif (ratio := contrast(to_rgb(text.get_color()), _background(pixels, box))) < LEAST_CONTRAST:
            found.append(f"{words!r} has a contrast of {ratio:.1f} to its background; the least is {LEAST_CONTRAST}")
    for (one, box), (other, box_of_other) in combinations(boxes, 2):
        if _overlap(box, box_of_other) > LARGEST_OVERLAP:
            found.append(f"{one.get_text()!r} and {other.get_text()!r} overlap")
    return found


def contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """Contrast ratio of two colours, red, green and blue from 0 to 1 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(rgb: tuple[float, float, float]) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _inside(box: Bbox, pixels: Pixels) -> bool:
    height, width, _ = pixels.shape
    return bool(box.x0 >= -1 and box.y0 >= -1 and box.x1 <= width + 1 and box.y1 <= height + 1)


def _background(pixels: Pixels, box: Bbox) -> tuple[float, float, float]:
    """The commonest colour behind a text."""
    height = pixels.shape[0]
    rows = slice(max(0, math.floor(height - box.y1)), math.ceil(height - box.y0))
    behind = pixels[rows, max(0, math.floor(box.x0)) : math.ceil(box.x1)]
    colours, counts = np.unique(np.ascontiguousarray(behind).view(">u4"), return_counts=True)
    packed = int(colours[counts.argmax()])
    red, green, blue = packed >> 24, packed >> 16 & 255, packed >> 8 & 255
    return red / 255, green / 255, blue / 255


def _overlap(one: Bbox, other: Bbox) -> float:
    """The shared area of two boxes as a share of the smaller one."""
    common = Bbox.intersection(one, other)
    if common is None:
        return 0.0
    smaller = min(box.width * box.height for box in (one, other))
    return float(common.width * common.height / smaller) if smaller > 0 else 0.0
