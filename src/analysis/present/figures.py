"""A chart with its caption, its reading for those who cannot see it, its source and its numbers."""

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any

import matplotlib.figure
import numpy as np
import pandas as pd
from PIL import Image

from analysis.present.legibility import Pixels, drawn
from analysis.present.misuse import MisuseError
from analysis.present.tables import Table
from analysis.present.theme import DPI
from analysis.present.words import Lang, Words

CSS_DPI = 96
COLOURS = 128  # a chart has few colours; a palette makes its file a third as large

CAPTION, ALT = Words("제목", "caption"), Words("대체 텍스트", "alternative text")
_SOURCE = Words("자료", "Source")
_NUMBERS = Words("수치로 보기", "Show the numbers")
_PLACEHOLDERS = {
    *("alt", "alt text", "alternative text", "caption", "chart", "figure", "image", "picture", "plot", "title"),
    *("todo", "tbd", "fixme", "placeholder", "n/a", "none", "test", "xxx", "lorem ipsum"),
    *("그림", "도표", "차트", "그래프", "사진", "이미지", "제목", "설명", "대체 텍스트", "대체텍스트", "없음"),
}
_LEAST_LETTERS = 6


@dataclass(frozen=True)
class Figure:
    """A chart as readers get it: picture, numbered caption, alternative text, source, and its data to unfold.

    Raises:
        MisuseError: caption or alternative text is empty, a placeholder, an unfilled template, or the one repeats the
            other.
    """

    chart: matplotlib.figure.Figure
    caption: str
    alt: str
    source: str = ""
    data: pd.DataFrame | Table | None = None
    lang: Lang = "ko"

    def __post_init__(self) -> None:
        check_statement(self.caption, CAPTION)
        check_statement(self.alt, ALT)
        if self.alt.strip() == self.caption.strip():
            raise MisuseError(
                Words(
                    f"대체 텍스트가 제목을 되풀이한다: {self.alt!r}. 그림에 보이는 것을 적는다.",
                    f"The alternative text only repeats the caption: {self.alt!r}; say what the chart shows.",
                )
            )

    @cached_property
    def png(self) -> bytes:
        """The picture at 192 dpi on a palette, the same bytes for the same chart.

        Raises:
            ValueError: a text of the chart holds a character that the font lacks.
        """
        stream = io.BytesIO()
        on_a_palette(drawn(self.chart)).save(stream, "PNG", dpi=(DPI, DPI))
        return stream.getvalue()

    def html(self) -> str:
        """The figure as HTML; the export writes its number into the empty span."""
        width, height = (round(inches * CSS_DPI) for inches in self.chart.get_size_inches())
        source = f'<p class="study-source">{_SOURCE[self.lang]}: {escape(self.source)}</p>'
        return "\n".join(
            part
            for part in (
                f'<figure class="study-figure" lang="{self.lang}" style="margin: 1em 0">',
                f'<img src="data:image/png;base64,{base64.b64encode(self.png).decode("ascii")}" '
                f'width="{width}" height="{height}" style="max-width: 100%; height: auto" alt="{escape(self.alt)}">',
                '<figcaption><span class="study-number" data-kind="figure"></span> '
                f'<span class="study-caption">{escape(self.caption)}</span>',
                source if self.source else "",
                "</figcaption>",
                self._data_html(),
                "</figure>",
            )
            if part
        )

    def _data_html(self) -> str:
        if self.data is None:
            return ""
        table = self.data if isinstance(self.data, Table) else Table(self.data, self.caption, lang=self.lang)
        summary = _NUMBERS[self.lang]
        return f'<details class="study-data"><summary>{summary}</summary>\n{table.html(numbered=False)}\n</details>'

    def _repr_mimebundle_(self, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> dict[str, Any]:
        del include, exclude
        return {"text/html": self.html(), "text/plain": f"{self.caption}\n{self.alt}"}


def on_a_palette(pixels: Pixels) -> Image.Image:
    """Opaque pixels (height, width, RGBA) in their commonest colours; a rarer one becomes the nearest of them.

    Pillow's own ways were four times slower (median cut) or took the paper's white for grey (octree).
    """
    height, width, _ = pixels.shape
    packed = pixels.view("<u4").ravel()
    starts = np.flatnonzero(np.r_[True, packed[1:] != packed[:-1]])  # most pixels are as the one before
    lengths = np.diff(starts, append=packed.size)
    which, colours = pd.factorize(packed[starts])
    found = colours.view(np.uint8).reshape(-1, 4)[:, :3].astype(np.float32)
    common = found[np.argsort(-np.bincount(which, lengths), kind="stable")[:COLOURS]]
    # Squared distances but for the colour's own square; whole numbers, which single precision holds exactly.
    nearest = (np.square(common).sum(axis=1) - 2 * found @ common.T).argmin(axis=1).astype(np.uint8)
    picture = Image.fromarray(np.repeat(nearest[which], lengths).reshape(height, width), "P")
    picture.putpalette(common.astype(np.uint8).tobytes())
    return picture


def check_statement(text: str, what: Words) -> None:
    """Refuse a caption or an alternative text that says nothing.

    Raises:
        MisuseError: names what is wrong with it.
    """
    bare = text.strip().casefold().strip(" .…:-_#*0123456789")
    letters = sum(1 + ("가" <= char <= "힣") for char in bare if char.isalpha())  # a syllable is two letters
    if not text.strip():
        raise MisuseError(Words(f"{what.ko}이(가) 비어 있다.", f"The {what.en} is empty."))
    if bare in _PLACEHOLDERS or letters < _LEAST_LETTERS:
        raise MisuseError(
            Words(
                f"{what.ko}이(가) 아무것도 말하지 않는다: {text!r}. 무엇이 어떻게 보이는지 적는다.",
                f"The {what.en} is a placeholder: {text!r}; say what is seen and how it reads.",
            )
        )
    if "{" in text or "}" in text:
        raise MisuseError(
            Words(
                f"{what.ko}의 이름이 채워지지 않았다: {text!r}",
                f"The {what.en} is a template that was not filled in: {text!r}",
            )
        )
