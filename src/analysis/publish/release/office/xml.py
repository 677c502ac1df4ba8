"""Elements as text; what XML can't hold is refused."""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from analysis.publish.run.errors import ReportError
from analysis.words import Words

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>'
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
BAD_TEXT = Words(
    "문서에 적을 수 없는 글자 {0}이(가) 있다: {1!r}. 그 글을 낸 셀에서 지운다.",
    "The character {0} can't stand in a document: {1!r}. Remove it in the cell that makes the text.",
)

Attributes = Mapping[str, object]


def element(name: str, attributes: Attributes | None = None, *inside: str) -> str:
    """An element; what is inside is XML already."""
    given = "".join(f" {key}={quoteattr(checked(str(value)))}" for key, value in (attributes or {}).items())
    return f"<{name}{given}>{''.join(inside)}</{name}>" if inside else f"<{name}{given}/>"


def part(spaces: Mapping[str, str], name: str, attributes: Attributes | None = None, *inside: str) -> str:
    """A part: its declaration and its outermost element, which names the name spaces by their prefixes."""
    names = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in spaces.items())
    return DECLARATION + element(name, attributes, *inside).replace(f"<{name}", f"<{name} {names}", 1)


def text(content: str) -> str:
    """A text as XML; ReportError where it has a character that XML can't hold."""
    return escape(checked(content))


def checked(content: str) -> str:
    """The text itself; ReportError where it has a character that XML can't hold."""
    if found := FORBIDDEN.search(content):
        values = f"U+{ord(found[0]):04X}", content[:60]
        raise ReportError(BAD_TEXT.filled(*values))
    return content
