"""Note marks beside what a cell says: raised, lowered and circled numbers, stars, `1)`. A mark is never a digit.

Unicode Standard Annex 44, table 14 (formatting tags of compatibility mappings): a mark is a character that stands for
another raised, lowered or circled, or a number in brackets or with a stop.
"""

import re
import unicodedata
from functools import lru_cache

from analysis.data.intake.sheets.shown import UNSURE
from analysis.words import Words

RAISED = {"<super>", "<sub>", "<circle>"}
SIGNS = "*＊∗⁎†‡§¶※☆★"
MAY_BE_MARKED = re.compile(r"[^\x00-\x7f가-힣]|[*)\]:]")

_DINGBATS = range(0x2776, 0x2794)
_NAMED = re.compile(r"\s*[\[(]?\s*주\s*\d{0,2}\s*[)\]:]\s*$")
_AFTER, _BEFORE = re.compile(r"\s+\d{1,2}\)$"), re.compile(r"^(?:주\s*)?\d{1,2}\)\s+")
_TOUCHING = re.compile(r"(\d*?)(\d{1,2}\))$")
_SIGNED = re.compile(r"^[⁺⁻₊₋]")
_BETWEEN = re.compile(r"[\s,·]+")


class UnsureMarkError(ValueError):
    """A cell whose note mark can't be told from its number; `readings` says what it may be."""

    def __init__(self, readings: Words) -> None:
        super().__init__(readings.en)
        self.readings = readings


@lru_cache(maxsize=4096)
def is_mark(one: str) -> bool:
    """Whether a character is a note mark."""
    tag = unicodedata.decomposition(one).partition(" ")[0]
    listed = unicodedata.category(one) == "No" and (tag == "<compat>" or ord(one) in _DINGBATS)
    return tag in RAISED or listed or one in SIGNS


def unmarked(token: str) -> str:
    """What a cell says without the note marks before and behind it; UnsureMarkError where they can't be told apart."""
    text = token.strip()
    if not MAY_BE_MARKED.search(text):
        return text
    if UNSURE in text:
        raise UnsureMarkError(Words("한 크기로 적은 숫자", "digits of one size"))
    if _SIGNED.match(text):
        raise UnsureMarkError(_either(text[1:], f"-{text[1:]}"))
    start, end = 0, len(text)
    while start < end and (is_mark(text[start]) or (start and text[start].isspace())):
        start += 1
    while end > start and (is_mark(text[end - 1]) or (end < len(text) and _BETWEEN.fullmatch(text[end - 1]))):
        end -= 1
    inner, behind = text[start:end], text[end:]
    if not inner and any(map(str.isdecimal, plain := unicodedata.normalize("NFKC", text))):
        raise UnsureMarkError(_either_blank(plain))
    if inner == "10" and unicodedata.normalize("NFKC", behind).strip().isdecimal():
        raise UnsureMarkError(_either("10", f"10^{unicodedata.normalize('NFKC', behind).strip()}"))
    if any(is_mark(one) and unicodedata.normalize("NFKC", one).isdecimal() for one in inner):
        raise UnsureMarkError(_either(*_without_inner(inner)))
    named = _NAMED.sub("", _BEFORE.sub("", inner))
    spaced = _AFTER.sub("", named)
    if spaced == named and "(" not in named and (touching := _TOUCHING.search(named)):
        whole = named.removesuffix(")")
        raise UnsureMarkError(_either(named[: touching.start(2)].strip() or whole, whole))
    return spaced.strip()


def _without_inner(text: str) -> tuple[str, str]:
    """A text without the marks within it, and with them as digits."""
    return "".join(one for one in text if not is_mark(one)), unicodedata.normalize("NFKC", text)


def _either_blank(number: str) -> Words:
    return Words(f"빈칸 또는 {number}", f"a blank cell or {number}")


def _either(first: str, second: str) -> Words:
    return Words(f"숫자만 적은 칸: {first} 또는 {second}", f"a cell with the number alone: {first} or {second}")
