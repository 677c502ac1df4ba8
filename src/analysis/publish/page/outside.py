"""What a page must not have: anything that would load from outside it, or run. Elements are known ones, or refused."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import CData, Declaration, PageElement, ProcessingInstruction

from analysis.publish.page.tags import holder_of, in_any, tags
from analysis.publish.run.errors import ReportError
from analysis.words import Words


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


PLAIN = _names(
    "a abbr address article aside b bdi bdo blockquote br caption center cite code col colgroup data dd del details "
    "dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p "
    "pre q rp rt ruby s samp section small span strong style sub summary sup table tbody td tfoot th thead time tr tt "
    "u ul var wbr"
)
DRAWN = _names(
    "svg g path rect circle ellipse line polyline polygon text tspan textpath title desc defs clippath mask pattern "
    "symbol use marker lineargradient radialgradient stop style"
)
FORMULA = _names(
    "math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom menclose msub msup msubsup "
    "munder mover munderover mmultiscripts mprescripts none mtable mtr mtd semantics annotation"
)
HEAD = {"html", "head", "meta", "title", "style", "body"}  # the template's own
LOADS = {
    "src", "srcset", "poster", "data", "background", "xlink:href", "action", "formaction", "ping", "srcdoc", "manifest",
    "http-equiv", "codebase", "classid", "longdesc", "usemap", "lowsrc", "dynsrc", "attributename",
}  # fmt: skip
PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp|svg\+xml)[;,]", re.I)
LINK = re.compile(r"(https?:|mailto:|#|[^:/?#]*([/?#]|$))", re.I)
BLANK = re.compile(r"[\s\x00-\x20]+")
STYLE_LOADS = re.compile(r"@import|@font-face|\\|<|expression|(image-set|src|url)\(\s*['\"]?(?!data:|#)", re.I)


def refuse_outside(soup: BeautifulSoup, name: str) -> None:
    """ReportError, naming the cell, for anything that would load from outside the page, or run; comments are dropped.

    What a browser and this parser could read differently, such as what stands in a comment, is not left on the page.
    """
    for text in soup.find_all(
        string=lambda one: isinstance(one, Comment | CData | Declaration | ProcessingInstruction)
    ):
        text.extract()
    for metadata in tags(soup, "metadata"):  # of a drawing: about who drew it
        metadata.decompose()
    for element in tags(soup):
        if found := next(_outside(element), ""):
            cell = cell_of(element)
            raise ReportError(
                Words(
                    f"{name} {cell}번째 셀: 보고서 밖의 것을 부르거나 실행한다: {found[:80]}",
                    f"{name}, cell {cell}: loads from outside the page, or runs: {found[:80]}",
                )
            )


def _outside(element: Tag) -> Iterator[str]:
    drawn = element.name == "svg" or in_any(element, ("svg",))
    formula = element.name == "math" or in_any(element, ("math",))
    known = DRAWN if drawn else FORMULA if formula else PLAIN
    if element.name not in known and (cell_of(element) != "?" or element.name not in HEAD):
        yield f"<{element.name}>"
    for key, value in element.attrs.items():
        text = BLANK.sub("", " ".join(value) if isinstance(value, list) else str(value))
        if key.startswith("on"):
            yield f"<{element.name} {key}>"
        elif key in ("href", "xlink:href"):
            if not (LINK.match(text) and element.name == "a" and key == "href") and not text.startswith("#"):
                yield text or f"{key}="
        elif key in LOADS and not (element.name == "img" and key == "src" and PICTURE.match(text)):
            yield text or f"{key}="
        elif key != "content" and "url(" in text.lower() and STYLE_LOADS.search(text):
            yield "url(…)"
    if STYLE_LOADS.search(str(element.get("style", ""))) or (
        element.name == "style" and cell_of(element) != "?" and STYLE_LOADS.search(element.get_text())
    ):
        yield "url(…)"


def cell_of(part: PageElement) -> str:
    """The number of the cell that a part of the page comes from; "?" of the page's own."""
    holder = holder_of(part, "data-cell")
    return "?" if holder is None else str(holder["data-cell"])
