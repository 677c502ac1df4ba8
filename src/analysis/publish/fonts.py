"""The page's font: Noto Sans KR (OFL) cut down to the characters that the page uses."""

import base64
import io
import unicodedata
from functools import cache

import pylopdf_fonts_ko
from fontTools import subset
from fontTools.ttLib import TTFont

from analysis.publish.errors import ReportError
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
        told = ", ".join(f"{c} (U+{ord(c):04X})" for c in missing)
        raise ReportError(Words(f"{page}: 글꼴에 없는 글자: {told}", f"{page}: the font lacks {told}"))
    source = base64.b64encode(_cut(characters)).decode("ascii")
    return (
        f'@font-face{{font-family:"{FAMILY}";font-weight:400;font-style:normal;'
        f"src:url(data:font/woff;base64,{source}) format('woff')}}"
    )


@cache
def _cut(characters: str) -> bytes:
    options = subset.Options()
    options.flavor = "woff"  # compressed by zlib, which every Python has; WOFF 2 would need another library
    options.hinting = False
    options.desubroutinize = True
    options.layout_features = FEATURES
    options.drop_tables += UNUSED
    options.name_IDs = []
    options.recalc_timestamp = False
    font = subset.load_font(str(pylopdf_fonts_ko.sans_path()), options, lazy=True, dontLoadGlyphNames=True)
    cutter = subset.Subsetter(options)
    cutter.populate(text=characters)
    cutter.subset(font)
    out = io.BytesIO()
    subset.save_font(font, out, options)
    return out.getvalue()
