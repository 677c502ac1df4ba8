"""The body of a document: paragraphs, tables and pictures; ids come from a counter. Lengths are HWPUNIT."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from analysis.publish.release.office.content import Cell, Grid, Picture, spread
from analysis.publish.release.office.hwpx.styles import GRID, GRID_HEAD, LOOKS, NO_BORDER, NUMBERS
from analysis.publish.release.office.hwpx.xml import root
from analysis.publish.release.office.xml import element, text
from analysis.publish.run.errors import ReportError
from analysis.words import Words

PAGE_WIDTH, PAGE_HEIGHT = 59_528, 84_186  # A4
SIDE, TOP, BOTTOM, EDGE = 5_669, 5_669, 4_252, 4_252  # 20, 20, 15 and 15 mm
TEXT_WIDTH = PAGE_WIDTH - 2 * SIDE
CELL_SIDE, CELL_TOP = 300, 141
CSS_PIXEL = 75  # 7,200 / 96
SPAN = 30  # Latin letters from which on a wider text asks for no wider column
TOO_WIDE = Words(
    "{0} {1}: 열 {2}개가 A4 한 쪽의 폭에 들어가지 않는다({3:.0f} mm 필요, {4:.0f} mm 있음). 표를 나눈다.",
    "{0}, {1}: its {2} columns don't fit the width of A4 ({3:.0f} mm needed, {4:.0f} mm there). Split the table.",
)
MILLIMETRE = 7200 / 25.4


@dataclass
class Body:
    """What is written so far: `parts` are paragraphs, `pictures` the PNGs by their ids."""

    parts: list[str] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    plain: list[str] = field(default_factory=list)
    _ids: "count[int]" = field(default_factory=lambda: count(1))

    def say(self, look: str, words: str, *, new_page: bool = False) -> None:
        """A paragraph of a look of `styles`."""
        first = "" if self.parts else _section()
        self.plain.append(words)
        self.parts.append(self._paragraph(look, first, _run(look, words), new_page=new_page))

    def table(self, grid: Grid, place: str) -> None:
        """A table with header rows that repeat on every page; ReportError, naming `place`, where it is too wide."""
        rows = [*grid.head, *grid.body]
        widths = _widths(grid, place)
        heights = [_height(row, widths) for row in spread(rows)]
        taken: set[tuple[int, int]] = set()
        lines = []
        for at, row in enumerate(rows):
            column, cells = 0, []
            for cell in row:
                while (at, column) in taken:
                    column += 1
                covered = {(at + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
                taken |= covered
                size = sum(widths[column : column + cell.columns]), sum(heights[at : at + cell.rows])
                cells.append(self._cell(cell, (column, at), size, head=at < len(grid.head)))
                column += cell.columns
            lines.append(element("hp:tr", None, *cells))
        shape = {"zOrder": 0, "numberingType": "TABLE", "textWrap": "TOP_AND_BOTTOM", "textFlow": "BOTH_SIDES"}
        table = {"lock": 0, "dropcapstyle": "None", "pageBreak": "CELL", "repeatHeader": 1, "rowCnt": len(rows)}
        made = element(
            "hp:tbl",
            {"id": next(self._ids), **shape, **table, "colCnt": grid.width, "cellSpacing": 0, "borderFillIDRef": GRID}
            | {"noAdjust": 0},
            *_place(sum(widths), sum(heights)),
            element("hp:inMargin", {"left": CELL_SIDE, "right": CELL_SIDE, "top": CELL_TOP, "bottom": CELL_TOP}),
            *lines,
        )
        self.parts.append(self._paragraph("picture", _run("picture", None, made)))

    def picture(self, picture: Picture) -> None:
        """A picture with its description, as wide as the text at most."""
        name = f"image{len(self.pictures) + 1}"
        self.pictures[name] = picture.png
        width = min(picture.width * CSS_PIXEL, TEXT_WIDTH)
        height = round(picture.height * width / picture.width)
        size, number = {"width": width, "height": height}, next(self._ids)
        corners = ((0, 0), (width, 0), (width, height), (0, height))
        matrix = {"e1": 1, "e2": 0, "e3": 0, "e4": 0, "e5": 1, "e6": 0}
        first = {"id": number, "zOrder": 0, "numberingType": "PICTURE", "textWrap": "TOP_AND_BOTTOM"}
        shape = {"textFlow": "BOTH_SIDES", "lock": 0, "dropcapstyle": "None", "href": "", "groupLevel": 0}
        none = {"left": 0, "right": 0, "top": 0, "bottom": 0}
        sized, placed, margin = _place(width, height)
        made = element(
            "hp:pic",
            {**first, **shape, "instid": number, "reverse": 0},
            element("hp:offset", {"x": 0, "y": 0}),
            element("hp:orgSz", size),
            element("hp:curSz", size),
            element("hp:flip", {"horizontal": 0, "vertical": 0}),
            element("hp:rotationInfo", {"angle": 0, "centerX": width // 2, "centerY": height // 2, "rotateimage": 1}),
            element("hp:renderingInfo", None, *(element(f"hc:{one}Matrix", matrix) for one in ("trans", "sca", "rot"))),
            element(
                "hp:imgRect", None, *(element(f"hc:pt{at}", {"x": x, "y": y}) for at, (x, y) in enumerate(corners))
            ),
            element("hp:imgClip", {"left": 0, "right": width, "top": 0, "bottom": height}),
            element("hp:inMargin", none),
            element("hp:imgDim", {"dimwidth": width, "dimheight": height}),
            element("hc:img", {"binaryItemIDRef": name, "bright": 0, "contrast": 0, "effect": "REAL_PIC", "alpha": 0}),
            element("hp:effects"),
            sized,
            placed,
            margin,
            element("hp:shapeComment", None, text(picture.alt)),
        )
        self.parts.append(self._paragraph("picture", _run("picture", None, made)))

    def section(self) -> str:
        """Contents/section0.xml."""
        return root("hs:sec", None, *self.parts)

    def _paragraph(self, look: str, *runs: str, new_page: bool = False) -> str:
        number = NUMBERS[look]
        first = {"id": next(self._ids), "paraPrIDRef": number, "styleIDRef": number, "pageBreak": int(new_page)}
        return element("hp:p", {**first, "columnBreak": 0, "merged": 0}, *runs)

    def _cell(self, cell: Cell, place: tuple[int, int], size: tuple[int, int], *, head: bool) -> str:
        look = "head" if head else "number" if cell.numeric else "cell"
        words = "–" if cell.text is None else cell.text
        first = {"id": "", "textDirection": "HORIZONTAL", "lineWrap": "BREAK", "vertAlign": "CENTER"}
        rest = {"linkListIDRef": 0, "linkListNextIDRef": 0, "textWidth": 0, "textHeight": 0, "hasTextRef": 0}
        inside = element("hp:subList", {**first, **rest, "hasNumRef": 0}, self._paragraph(look, _run(look, words)))
        flags = {"name": "", "header": int(head), "hasMargin": 0, "protect": 0, "editable": 0, "dirty": 0}
        return element(
            "hp:tc",
            {**flags, "borderFillIDRef": GRID_HEAD if head else GRID},
            inside,
            element("hp:cellAddr", {"colAddr": place[0], "rowAddr": place[1]}),
            element("hp:cellSpan", {"colSpan": cell.columns, "rowSpan": cell.rows}),
            element("hp:cellSz", {"width": size[0], "height": size[1]}),
            element("hp:cellMargin", {"left": CELL_SIDE, "right": CELL_SIDE, "top": CELL_TOP, "bottom": CELL_TOP}),
        )


def _run(look: str, words: str | None, more: str = "") -> str:
    said = [] if words is None else [element("hp:t", None, text(words))]
    return element("hp:run", {"charPrIDRef": NUMBERS[look]}, *said, *([more] if more else []))


def _place(width: int, height: int) -> tuple[str, str, str]:
    """Size, place and outer margin of what stands in a line like a letter."""
    relative = {"widthRelTo": "ABSOLUTE", "height": height, "heightRelTo": "ABSOLUTE", "protect": 0}
    first = {"treatAsChar": 1, "affectLSpacing": 0, "flowWithText": 1, "allowOverlap": 0, "holdAnchorAndSO": 0}
    rest = {"vertRelTo": "PARA", "horzRelTo": "COLUMN", "vertAlign": "TOP", "horzAlign": "LEFT", "vertOffset": 0}
    return (
        element("hp:sz", {"width": width, **relative}),
        element("hp:pos", {**first, **rest, "horzOffset": 0}),
        element("hp:outMargin", {"left": 0, "right": 0, "top": 0, "bottom": 0}),
    )


def _widths(grid: Grid, place: str) -> list[int]:
    """The widths of the columns, together that of the text; each holds its longest number or Latin word."""
    columns = list(zip(*spread([*grid.head, *grid.body]), strict=True))
    texts = [[cell.text or "–" for cell in column if cell.columns == 1] for column in columns]
    least = [max((_length(word) for text in column for word in _unbroken(text)), default=0) for column in texts]
    wanted = [min(max(map(_length, column), default=1), SPAN * LOOKS["cell"].size // 2) for column in texts]
    room = [one + 2 * CELL_SIDE + 200 for one in least]
    if sum(room) > TEXT_WIDTH:
        values = place, grid.number, grid.width, sum(room) / MILLIMETRE, TEXT_WIDTH / MILLIMETRE
        raise ReportError(TOO_WIDE.filled(*values))
    spare = TEXT_WIDTH - sum(room)
    shares = [max(want - one, 1) for want, one in zip(wanted, least, strict=True)]
    widths = [one + spare * share // sum(shares) for one, share in zip(room, shares, strict=True)]
    widths[-1] += TEXT_WIDTH - sum(widths)
    return widths


def _height(row: Sequence[Cell], widths: Sequence[int]) -> int:
    """The height that the fullest cell of a row needs."""
    line = LOOKS["cell"].size * LOOKS["cell"].spacing // 100
    return 2 * CELL_TOP + line * max(
        -(-_length(cell.text or "–") // max(width * cell.columns - 2 * CELL_SIDE, 1)) if cell.rows == 1 else 1
        for cell, width in zip(row, widths, strict=True)
    )


def _unbroken(words: str) -> list[str]:
    """The parts of a text that no line may break: between Korean syllables it may."""
    return "".join(f" {one} " if _is_wide(one) else one for one in words).split()


def _length(words: str) -> int:
    """How wide a text of a cell is set: a Latin letter takes half of a syllable."""
    return sum(2 if _is_wide(one) else 1 for one in words) * LOOKS["cell"].size // 2


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"


def _section() -> str:
    """What begins a section: A4, margins, notes, and the number of the page at its foot."""
    note = {"type": "DIGIT", "userChar": "", "prefixChar": "", "suffixChar": ")", "supscript": 0}
    line = {"type": "SOLID", "width": "0.12 mm", "color": "#000000"}
    spacing = {"betweenNotes": 283, "belowLine": 567, "aboveLine": 850}
    notes = (
        element(
            f"hp:{name}",
            None,
            element("hp:autoNumFormat", note),
            element("hp:noteLine", {"length": -1, **line}),
            element("hp:noteSpacing", spacing),
            element("hp:numbering", {"type": "CONTINUOUS", "newNum": 1}),
            element("hp:placement", {"place": where, "beneathText": 0}),
        )
        for name, where in (("footNotePr", "EACH_COLUMN"), ("endNotePr", "END_OF_DOCUMENT"))
    )
    borders = (
        element(
            "hp:pageBorderFill",
            {"type": kind, "borderFillIDRef": NO_BORDER, "textBorder": "PAPER", "headerInside": 0, "footerInside": 0}
            | {"fillArea": "PAPER"},
            element("hp:offset", {"left": 1417, "right": 1417, "top": 1417, "bottom": 1417}),
        )
        for kind in ("BOTH", "EVEN", "ODD")
    )
    first = {"id": "", "textDirection": "HORIZONTAL", "spaceColumns": 1134, "tabStop": 8000, "tabStopVal": 4000}
    rest = {"tabStopUnit": "HWPUNIT", "outlineShapeIDRef": 1, "memoShapeIDRef": 0, "textVerticalWidthHead": 0}
    hidden = ("hideFirstHeader", "hideFirstFooter", "hideFirstMasterPage")
    shown = {"border": "SHOW_ALL", "fill": "SHOW_ALL", "hideFirstPageNum": 0, "hideFirstEmptyLine": 0}
    page = {"landscape": "WIDELY", "width": PAGE_WIDTH, "height": PAGE_HEIGHT, "gutterType": "LEFT_ONLY"}
    margins = {"header": EDGE, "footer": EDGE, "gutter": 0, "left": SIDE, "right": SIDE, "top": TOP, "bottom": BOTTOM}
    section = element(
        "hp:secPr",
        {**first, **rest, "masterPageCnt": 0},
        element("hp:grid", {"lineGrid": 0, "charGrid": 0, "wonggojiFormat": 0}),
        element("hp:startNum", {"pageStartsOn": "BOTH", "page": 0, "pic": 0, "tbl": 0, "equation": 0}),
        element("hp:visibility", {**dict.fromkeys(hidden, 0), **shown, "showLineNumber": 0}),
        element("hp:lineNumberShape", {"restartType": 0, "countBy": 0, "distance": 0, "startNumber": 0}),
        element("hp:pagePr", page, element("hp:margin", margins)),
        *notes,
        *borders,
    )
    columns = {"id": "", "type": "NEWSPAPER", "layout": "LEFT", "colCount": 1, "sameSz": 1, "sameGap": 0}
    number = {"pos": "BOTTOM_CENTER", "formatType": "DIGIT", "sideChar": "-"}
    return element(
        "hp:run",
        {"charPrIDRef": 0},
        section,
        element("hp:ctrl", None, element("hp:colPr", columns)),
        element("hp:ctrl", None, element("hp:pageNum", number)),
    )
