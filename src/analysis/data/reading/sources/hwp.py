"""HWP 5 and 3, read by unhwp: paragraphs and tables in their order."""

import json
from collections.abc import Iterator
from typing import Any

from analysis.data.reading.sources.source import BROKEN, LOCKED, NO_READER, Source, SourceError, row_text


def read_hwp(data: bytes) -> Source:
    """The lines of a HWP file."""
    try:
        import unhwp
    except ImportError:
        raise SourceError(NO_READER, "unhwp") from None
    try:
        with unhwp.parse_bytes(data) as parsed:
            content = json.loads(parsed.json)
    except unhwp.UnhwpError as error:
        locked = error.kind in (unhwp.ErrorKind.ENCRYPTED, unhwp.ErrorKind.DISTRIBUTION_RESTRICTED)
        raise SourceError(LOCKED if locked else BROKEN) from None
    return Source([line for section in content["sections"] for one in section["content"] for line in _lines(one)])


def _lines(block: dict[str, Any]) -> Iterator[str]:
    if "Table" in block:
        yield ""
        yield from (row_text(row) for row in _rows(block["Table"]))
        yield ""
    elif "Paragraph" in block:
        yield _text(block["Paragraph"])


def _rows(table: dict[str, Any]) -> list[list[str]]:
    """A table's rows, what a merged cell covers being empty."""
    taken: set[tuple[int, int]] = set()
    cells: dict[tuple[int, int], str] = {}
    for row, line in enumerate(table["rows"]):
        column = 0
        for cell in line["cells"]:
            while (row, column) in taken:
                column += 1
            cells[row, column] = " ".join(_text(one) for one in cell["content"]).strip()
            taken |= {
                (row + down, column + right) for down in range(cell["rowspan"]) for right in range(cell["colspan"])
            }
    height, width = len(table["rows"]), max((place[1] for place in taken), default=-1) + 1
    return [[cells.get((row, column), "") for column in range(width)] for row in range(height)]


def _text(paragraph: dict[str, Any]) -> str:
    """A paragraph's text; of what stands in it that is no text, nothing."""
    parts = []
    for one in paragraph.get("content", ()):
        if isinstance(one, dict) and "Text" in one:
            parts.append(one["Text"]["text"])
        elif one in ("LineBreak", "Tab"):
            parts.append(" ")
    return "".join(parts)
