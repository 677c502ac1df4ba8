"""The page's font: Noto Sans KR (OFL) cut down to the characters that the page uses."""

import base64
import io
import unicodedata
from functools import cache

import pylopdf_fonts_ko
import uharfbuzz as harfbuzz
from fontTools.ttLib import TTFont

from analysis.publish.run.errors import ReportError
from analysis.words import Words

FAMILY = "Study Sans KR"
FEATURES = ["kern", "ccmp", "locl"]
UNUSED = ["vhea", "vmtx", "VORG", "BASE", "DSIG"]


@cache
def covered() -> frozenset[int]:
    """The characters that the font has."""
    return frozenset(TTFont(pylopdf_fonts_ko.sans_path(), lazy=True).getBestCmap())


def needed(text: str) -> str:
    """The characters of a text that show, in order; blanks of all kinds but the plain one are left to the browser."""
    shown = {c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Zl", "Zp"}}
    return "".join(sorted(shown | {" "}))


def face(text: str, page: str) -> str:
    """The `@font-face` rule with the font for `text` inside; the same characters give the same bytes.

    Raises:
        ReportError: the font lacks a character; names it and the page.
    """
    characters = needed(text)
    if missing := [c for c in characters if ord(c) not in covered()]:
        listed = ", ".join(f"{c} (U+{ord(c):04X})" for c in missing)
        raise ReportError(Words(f"{page}: 글꼴에 없는 글자: {listed}", f"{page}: the font lacks {listed}"))
    source = base64.b64encode(_cut(characters)).decode("ascii")
    return (
        f'@font-face{{font-family:"{FAMILY}";font-weight:400;font-style:normal;'
        f"src:url(data:font/woff;base64,{source}) format('woff')}}"
    )


@cache
def _cut(characters: str) -> bytes:
    """The font with these characters alone, as WOFF: zlib, which every Python has; WOFF 2 would need another library.

    HarfBuzz cuts it in a hundredth of the time that fontTools takes, which was half of that of a page.
    """
    wanted = harfbuzz.SubsetInput()
    wanted.flags = harfbuzz.SubsetFlags.NO_HINTING | harfbuzz.SubsetFlags.DESUBROUTINIZE
    wanted.unicode_set.update(map(ord, characters))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(map(_tag, FEATURES))
    wanted.drop_table_tag_set.update(map(_tag, UNUSED))
    wanted.name_id_set.clear()
    font = TTFont(io.BytesIO(wanted.subset(_whole()).blob.data), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    font.flavor = "woff"
    out = io.BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()


@cache
def _whole() -> harfbuzz.Face:
    return harfbuzz.Face(harfbuzz.Blob.from_file_path(str(pylopdf_fonts_ko.sans_path())))


def _tag(name: str) -> int:
    """A four-letter tag of OpenType as the number that it stands for."""
    return int.from_bytes(name.ljust(4).encode("ascii"), "big")
