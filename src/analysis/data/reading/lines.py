"""A line of a report as words and tokens: its numbers, and what stands there but for spaces and typesetting."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

CONFUSED = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "S": "5", "B": "8", "，": ",", "．": "."})
LETTERS = "OoIlSB"
_NUMBER = r"\d+(?:,\d{3}(?!\d))*"
# A weekday beside a date; a number with letters among its digits; a number, or numbers joined by dots (a date), but
# for the hour that follows it.
_TOKEN = re.compile(
    r"(?<=[\d.])\s?\((?P<weekday>[월화수목금토일])\)"
    rf"|(?<![A-Za-z\d])(?P<doubtful>(?=[{LETTERS}\d,.，．]*[{LETTERS}，．])(?=[{LETTERS},.，．]*\d)"
    rf"[{LETTERS}\d](?:[{LETTERS}\d,.，．]*[{LETTERS}\d])?)(?![A-Za-z])"
    rf"|(?P<number>(?:(?<![^\s(])[-−△▲](?=\d))?{_NUMBER}(?:\.[ \u00a0]{{0,2}}{_NUMBER}(?!\d|\s?[시:]))*)"
)
_GROUP = re.compile(_NUMBER)
_BULLET = re.compile(r"^[\s\-–—−○◦●•▪■□◆◇▶►▷◎✓✔·ㆍㅇ*※]+(?!\t)")
_DROPPED = re.compile(r"</?[a-z][^<>]*>|\*\*")
SAME = str.maketrans({
    **dict.fromkeys("’‘`´′＇", "'"), **dict.fromkeys("“”″＂", '"'), **dict.fromkeys("–—−‐‑", "-"),
    **dict.fromkeys("～∼〜˜", "~"), **dict.fromkeys("‧・ㆍ•∙⋅", "·"), **dict.fromkeys("〈＜《«≪", "<"),
    **dict.fromkeys("〉＞》»≫", ">"), "（": "(", "）": ")", "：": ":", "；": ";", "％": "%", "／": "/", "，": ",",
    "➔": "→", "➡": "→", "⇒": "→", "⟶": "→",
})  # fmt: skip
MARK = "#"


@dataclass(frozen=True)
class Token:
    """One number of a line, or the letter of a weekday, where it stands."""

    start: int
    end: int
    text: str
    doubtful: bool = False

    @cached_property
    def groups(self) -> list[tuple[int, int]]:
        """Where the runs of digits stand in the line."""
        return [(self.start + m.start(), self.start + m.end()) for m in _GROUP.finditer(self.text)]


@dataclass(frozen=True)
class Line:
    """A line with its number in the report, counted from 1."""

    number: int
    text: str
    tokens: Sequence[Token] = field(default=(), compare=False)
    mask: str = field(default="", compare=False)
    marks: Sequence[int] = field(default=(), compare=False)  # where in the mask each token's mark stands

    @property
    def is_row(self) -> bool:
        """Whether cells stand in it, parted by tabs."""
        return "\t" in self.text

    @cached_property
    def cells(self) -> list[tuple[int, int]]:
        """Where the cells stand."""
        starts = [0, *(m.end() for m in re.finditer("\t", self.text))]
        return [(start, end - 1) for start, end in zip(starts, [*starts[1:], len(self.text) + 1], strict=True)]


def read_lines(texts: Sequence[str]) -> list[Line]:
    """The lines of a text."""
    return [read_line(number, text) for number, text in enumerate(texts, 1)]


def read_line(number: int, text: str) -> Line:
    """One line with its tokens and its mask."""
    tokens = tokens_of(text)
    mask, marks = _masked(text, tokens)
    return Line(number, text, tokens, mask, marks)


def tokens_of(text: str) -> list[Token]:
    """The numbers of a text, and the weekdays beside dates."""
    found = []
    for match in _TOKEN.finditer(text):
        name = match.lastgroup or ""
        start, end = match.span(name)
        found.append(Token(start, end, match[name], name == "doubtful"))
    return found


def words_of(text: str) -> str:
    """A text without spaces, bullets and the typesetter's choices; its numbers stay."""
    plain = _DROPPED.sub("", text).translate(SAME)
    return re.sub(r"\s+", "", _BULLET.sub("", plain) or plain)


def _masked(text: str, tokens: Sequence[Token]) -> tuple[str, list[int]]:
    """The mask and the places of its marks: a mark a token, tabs, and the words without their spaces."""
    bullet = _BULLET.match(text)
    at = min(bullet.end(), tokens[0].start if tokens else len(text)) if bullet and not text.startswith("\t") else 0
    mask, marks = "", []
    for token in tokens:
        mask += _plain(text[at : token.start])
        marks.append(len(mask))
        mask += MARK
        at = token.end
        if "." in token.text and text[at : at + 1] == ".":
            at += 1  # a date ends with a dot or without one
    mask += _plain(text[at:])
    return mask.rstrip("\t"), marks


def _plain(text: str) -> str:
    text = _DROPPED.sub("", text).translate(SAME)
    return re.sub(r"[^\S\t]+", "", text).replace(MARK, "♯")
