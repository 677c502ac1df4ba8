"""PDF, read by pdfplumber: tables by their lines, other text by the place of its words.

A table whose cells its lines do not part comes as lines of text. Lines that a paragraph is set in are put together,
and so is a table that goes on upon the next page.
"""

import io
import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from analysis.data.reading.sources.source import BROKEN, LOCKED, NO_READER, SCANNED, Source, SourceError, row_text
from analysis.words import Words

if TYPE_CHECKING:
    from pdfplumber.page import Page

LETTERS_PER_PAGE = 20  # pages with fewer are pictures of pages
NO_LETTER = re.compile(r"\(cid:\d+\)|\ufffd")  # a glyph of which the file does not say which letter it is
PAGE_NUMBER = re.compile(r"[-–—\s]*\d{1,4}[-–—\s]*")
BULLET = re.compile(r"\s*(?:[□■○●◦▪▶▷►◇◆◎※*·•\-–—⇒➡➔✓✔《〈<\[(①-⑳]|\d{1,2}[.)]\s|[ⅠⅡⅢⅣⅤIVX]+\.\s)")
PLACES = Words(
    "PDF에서 읽었다. 행 번호는 뽑은 글의 것이다.", "Read from a PDF; line numbers are those of the text taken from it."
)
CELLS = Words(
    "{0}쪽의 표는 칸이 갈리지 않아, 줄글로 넣었다.",
    "The cells of a table on page {0} could not be told apart; its rows come as lines of text.",
)


@dataclass(frozen=True)
class Piece:
    """A line of text or a table on a page: from where to where it reaches."""

    top: float
    left: float
    right: float
    size: float
    text: str = ""
    rows: Sequence[Sequence[str]] = ()
    edges: tuple[int, ...] = ()


def read_pdf(data: bytes) -> Source:
    """The lines of a PDF."""
    try:
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
        from pdfplumber.utils.exceptions import PdfminerException
    except ImportError:
        raise SourceError(NO_READER, "pdfplumber") from None
    notes = [PLACES]
    try:
        with _quiet(), pdfplumber.open(io.BytesIO(data)) as document:
            pages = [_page(page, notes) for page in document.pages]
    except PDFPasswordIncorrect:
        raise SourceError(LOCKED) from None
    except PdfminerException as error:
        raise SourceError(LOCKED if "PasswordIncorrect" in repr(error) else BROKEN) from None
    except Exception:  # what a broken file makes the parser do is not to be foreseen
        raise SourceError(BROKEN) from None
    lines = list(_lines(pages))
    text = "".join(lines)
    unknown = sum(len(match[0]) for match in NO_LETTER.finditer(text))
    if len(text) - unknown < LETTERS_PER_PAGE * max(len(pages), 1) or unknown * 5 > len(text):
        raise SourceError(SCANNED)
    return Source(lines, notes)


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the parser's remarks on fonts, which nobody asked for."""
    logger = logging.getLogger("pdfminer")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _page(page: "Page", notes: list[Words]) -> list[Piece]:
    """The pieces of one page, from top to bottom."""
    pieces: list[Piece] = []
    boxes = []
    for table in page.find_tables():
        rows = [["" if cell is None else cell for cell in row] for row in table.extract(x_tolerance=1.5)]
        x0, top, x1, bottom = table.bbox
        if not any(cell.strip() for row in rows for cell in row):
            continue
        if min(len(rows), 2) < 2 and len(rows[0]) < 2:
            continue  # a frame around text
        boxes.append((x0, top, x1, bottom))
        edges = tuple(sorted({round(cell[0]) for cell in table.cells} | {round(cell[2]) for cell in table.cells}))
        pieces.append(Piece(top, x0, x1, 0.0, rows=rows, edges=edges))
    words = page.extract_words(x_tolerance=1.5, keep_blank_chars=False, use_text_flow=False)
    free = [one for one in words if not any(_inside(one, box) for box in boxes)]
    pieces += _text_lines(free, page.page_number, notes)
    return sorted(pieces, key=lambda one: (one.top, one.left))


def _inside(word: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _text_lines(words: Sequence[dict[str, Any]], number: int, notes: list[Words]) -> Iterator[Piece]:
    """Words of one height as a line; where they stand far apart, as the cells of a table do, the user is told."""
    lines: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda one: (one["top"], one["x0"])):
        height = word["bottom"] - word["top"]
        if lines and abs((word["top"] + word["bottom"]) / 2 - _middle(lines[-1])) < height / 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    apart = 0
    for line in lines:
        line.sort(key=lambda one: one["x0"])
        size = median(one["bottom"] - one["top"] for one in line)
        gaps = [b["x0"] - a["x1"] for a, b in pairwise(line)]
        apart += sum(gap > size * 1.5 for gap in gaps) > 1
        text = " ".join(one["text"] for one in line)
        yield Piece(min(one["top"] for one in line), line[0]["x0"], line[-1]["x1"], size, text)
    if apart:
        notes.append(CELLS.filled(number))


def _middle(line: Sequence[dict[str, Any]]) -> float:
    return float(line[-1]["top"] + line[-1]["bottom"]) / 2


def _lines(pages: Sequence[Sequence[Piece]]) -> Iterator[str]:
    right = max((piece.right for page in pages for piece in page), default=0.0)
    whole = [piece for page in pages for piece in _body(page)]
    text = ""
    table: Piece | None = None
    before: Piece | None = None
    for piece in whole:
        if piece.rows:
            if text:
                yield text
            text = ""
            if table is None or table.edges != piece.edges:
                yield ""
            yield from (row_text(row) for row in piece.rows)
            table, before = piece, None
            continue
        if table is not None:
            yield ""
            table = None
        if before is not None and before.right > right - 2.5 * before.size and not BULLET.match(piece.text):
            text = f"{text} {piece.text}"
        else:
            if text:
                yield text
            text = piece.text
        before = piece
    if text:
        yield text


def _body(page: Sequence[Piece]) -> Sequence[Piece]:
    """A page without the number at its foot."""
    if page and not page[-1].rows and PAGE_NUMBER.fullmatch(page[-1].text):
        return page[:-1]
    return page
