"""The header of a document: fonts that every installation of Hancom Office has, and the looks of 보고서체.

Lengths are HWPUNIT: 7,200 an inch, 100 a point.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.publish.release.office.hwpx.xml import root
from analysis.publish.release.office.xml import element
from analysis.words import Lang

FONTS = ("함초롬돋움", "함초롬바탕")
GOTHIC, SERIF = range(len(FONTS))
SCRIPTS = ("HANGUL", "LATIN", "HANJA", "JAPANESE", "OTHER", "SYMBOL", "USER")
NO_BORDER, NO_FILL, GRID, GRID_HEAD, RULE = range(1, 6)
UNIT_CHAR = "http://www.hancom.co.kr/hwpml/2016/HwpUnitChar"
LANGUAGE_IDS = {"ko": 1042, "en": 1033}


@dataclass(frozen=True)
class Look:
    """How paragraphs of one kind look: a mark before the text hangs at `left`, by `hang`."""

    name: str
    english: str
    size: int
    font: int
    bold: bool = False
    align: str = "JUSTIFY"
    left: int = 0
    hang: int = 0
    before: int = 0
    after: int = 0
    spacing: int = 160
    border: int = NO_FILL
    with_next: bool = False


LOOKS: dict[str, Look] = {
    "text": Look("바탕글", "Normal", 1200, SERIF),
    "title": Look("보고서 제목", "Report title", 2000, GOTHIC, True, "CENTER", before=600, after=1200, border=RULE),
    "line": Look("제목 아래 줄", "Line under the title", 1200, GOTHIC, align="CENTER", after=400),
    "square": Look("□ 항목", "Square item", 1500, GOTHIC, True, hang=2100, before=1400, after=300, with_next=True),
    "circle": Look("○ 내용", "Circle item", 1300, SERIF, left=900, hang=1900, before=500),
    "dash": Look("- 세부", "Dash item", 1200, SERIF, left=2400, hang=1200, before=300),
    "note": Look("※ 주석", "Note", 1000, GOTHIC, left=1200, hang=1500, before=200, after=300, spacing=140),
    "caption": Look("표·그림 제목", "Caption", 1100, GOTHIC, True, "LEFT", before=900, after=200, with_next=True),
    "picture": Look("그림", "Picture", 1000, SERIF, align="CENTER", after=200),
    "head": Look("표 제목행", "Table header", 1000, GOTHIC, True, "CENTER", spacing=120),
    "cell": Look("표 내용", "Table cell", 1000, SERIF, align="LEFT", spacing=120),
    "number": Look("표 숫자", "Table number", 1000, SERIF, align="RIGHT", spacing=120),
}
NUMBERS = {name: number for number, name in enumerate(LOOKS)}


def header(lang: Lang) -> str:
    """Contents/header.xml."""
    looks = list(enumerate(LOOKS.values()))
    begin = {"page": 1, "footnote": 1, "endnote": 1, "pic": 1, "tbl": 1, "equation": 1}
    lists = (
        _listed("hh:fontfaces", [_fonts(script) for script in SCRIPTS]),
        _listed("hh:borderFills", [_border(number) for number in (NO_BORDER, NO_FILL, GRID, GRID_HEAD, RULE)]),
        _listed("hh:charProperties", [_letters(number, look) for number, look in looks]),
        _listed("hh:tabProperties", [element("hh:tabPr", {"id": 0, "autoTabLeft": 0, "autoTabRight": 0})]),
        _listed("hh:numberings", [_numbering()]),
        _listed("hh:paraProperties", [_paragraph(number, look) for number, look in looks]),
        _listed("hh:styles", [_style(number, look, lang) for number, look in looks]),
    )
    return root(
        "hh:head",
        {"version": "1.5", "secCnt": 1},
        element("hh:beginNum", begin),
        element("hh:refList", None, *lists),
        element("hh:compatibleDocument", {"targetProgram": "HWP201X"}, element("hh:layoutCompatibility")),
        element("hh:docOption", None, element("hh:linkinfo", {"path": "", "pageInherit": 0, "footnoteInherit": 0})),
        element("hh:trackchageConfig", {"flags": 56}),
    )


def _listed(name: str, items: Sequence[str]) -> str:
    return element(name, {"itemCnt": len(items)}, *items)


def _fonts(script: str) -> str:
    shape = {"weight": 6, "proportion": 4, "contrast": 0, "strokeVariation": 1, "armStyle": 1, "letterform": 1}
    kind = element("hh:typeInfo", {"familyType": "FCAT_GOTHIC", **shape, "midline": 1, "xHeight": 1})
    fonts = (
        element("hh:font", {"id": number, "face": face, "type": "TTF", "isEmbedded": 0}, kind)
        for number, face in enumerate(FONTS)
    )
    return element("hh:fontface", {"lang": script, "fontCnt": len(FONTS)}, *fonts)


def _border(number: int) -> str:
    none = {"type": "NONE", "Crooked": 0, "isCounter": 0}
    sides = dict.fromkeys(("left", "right", "top", "bottom"), "SOLID" if number in (GRID, GRID_HEAD) else "NONE")
    sides |= {"bottom": "SOLID"} if number == RULE else {}
    width = "0.4 mm" if number == RULE else "0.12 mm"
    lines = (
        element(f"hh:{side}Border", {"type": kind, "width": width, "color": "#000000"}) for side, kind in sides.items()
    )
    face = {NO_FILL: "none", GRID_HEAD: "#E6E6E6"}.get(number)
    brush = element("hc:winBrush", {"faceColor": face, "hatchColor": "#999999", "alpha": 0})
    return element(
        "hh:borderFill",
        {"id": number, "threeD": 0, "shadow": 0, "centerLine": "NONE", "breakCellSeparateLine": 0},
        element("hh:slash", none),
        element("hh:backSlash", none),
        *lines,
        element("hh:diagonal", {"type": "SOLID", "width": "0.1 mm", "color": "#000000"}),
        *([element("hc:fillBrush", None, brush)] if face else []),
    )


def _letters(number: int, look: Look) -> str:
    def every(value: int) -> dict[str, object]:
        return dict.fromkeys(("hangul", "latin", "hanja", "japanese", "other", "symbol", "user"), value)

    first = {"id": number, "height": look.size, "textColor": "#000000", "shadeColor": "none", "useFontSpace": 0}
    return element(
        "hh:charPr",
        {**first, "useKerning": 0, "symMark": "NONE", "borderFillIDRef": NO_FILL},
        element("hh:fontRef", every(look.font)),
        element("hh:ratio", every(100)),
        element("hh:spacing", every(0)),
        element("hh:relSz", every(100)),
        element("hh:offset", every(0)),
        *([element("hh:bold")] if look.bold else []),
        element("hh:underline", {"type": "NONE", "shape": "SOLID", "color": "#000000"}),
        element("hh:strikeout", {"shape": "NONE", "color": "#000000"}),
        element("hh:outline", {"type": "NONE"}),
        element("hh:shadow", {"type": "NONE", "color": "#C0C0C0", "offsetX": 10, "offsetY": 10}),
    )


def _numbering() -> str:
    common = {"align": "LEFT", "useInstWidth": 1, "autoIndent": 1, "widthAdjust": 0, "textOffsetType": "PERCENT"}
    heads = (
        element(
            "hh:paraHead",
            {"start": 1, "level": level, **common, "textOffset": 50, "numFormat": "DIGIT", "charPrIDRef": 4294967295}
            | {"checkable": 0},
            f"^{level}.",
        )
        for level in range(1, 8)
    )
    return element("hh:numbering", {"id": 1, "start": 0}, *heads)


def _paragraph(number: int, look: Look) -> str:
    first = {"id": number, "tabPrIDRef": 0, "condense": 0, "fontLineHeight": 0, "snapToGrid": 1}
    breaks = {"breakLatinWord": "KEEP_WORD", "breakNonLatinWord": "KEEP_WORD", "widowOrphan": 1}
    offsets = {"offsetLeft": 0, "offsetRight": 0, "offsetTop": 0, "offsetBottom": 0, "connect": 0, "ignoreMargin": 0}
    # Programs that don't know the unit of 2016 read the second, in which lengths are halves.
    lengths = (
        element("hp:case", {"hp:required-namespace": UNIT_CHAR}, *_lengths(look, 1)),
        element("hp:default", None, *_lengths(look, 2)),
    )
    return element(
        "hh:paraPr",
        {**first, "suppressLineNumbers": 0, "checked": 0, "textDir": "LTR"},
        element("hh:align", {"horizontal": look.align, "vertical": "BASELINE"}),
        element("hh:heading", {"type": "NONE", "idRef": 0, "level": 0}),
        element(
            "hh:breakSetting",
            {**breaks, "keepWithNext": int(look.with_next), "keepLines": 0, "pageBreakBefore": 0, "lineWrap": "BREAK"},
        ),
        element("hh:autoSpacing", {"eAsianEng": 0, "eAsianNum": 0}),
        element("hp:switch", None, *lengths),
        element("hh:border", {"borderFillIDRef": look.border, **offsets}),
    )


def _lengths(look: Look, factor: int) -> tuple[str, str]:
    lengths = {"intent": -look.hang, "left": look.left + look.hang, "right": 0, "prev": look.before, "next": look.after}
    margins = (element(f"hc:{name}", {"value": value * factor, "unit": "HWPUNIT"}) for name, value in lengths.items())
    spacing = element("hh:lineSpacing", {"type": "PERCENT", "value": look.spacing, "unit": "HWPUNIT"})
    return element("hh:margin", None, *margins), spacing


def _style(number: int, look: Look, lang: Lang) -> str:
    names = {"id": number, "type": "PARA", "name": look.name, "engName": look.english}
    looks = {"paraPrIDRef": number, "charPrIDRef": number, "nextStyleIDRef": number}
    return element("hh:style", {**names, **looks, "langID": LANGUAGE_IDS[lang], "lockForm": 0})
