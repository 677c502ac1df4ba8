"""Finds the numbers of one page that stand in another at the same place, and those typed in prose."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bs4 import BeautifulSoup, NavigableString, Tag

# What of a page does not come from data, with the reason.
NOT_OF_DATA = {
    "head, style, script": "not shown",
    "math": "formulas",
    ".study-code": "the notebook's code",
    ".study-references": "literature",
    ".study-parameters": "the notebook's parameters with their defaults",
    ".study-made": "versions and hashes",
}
SHOWN_ATTRIBUTES = ("alt", "aria-label", "title")
BLOCKS = ["p", "li", "dt", "dd", "td", "th", "caption", "figcaption", "summary", "pre", "h1", "h2", "h3", "h4", "div"]

NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?")
YEAR = re.compile(r"(?:19|20)\d\d")
AROUND = 2  # words on either side


class Place(NamedTuple):
    """Where on a page a number stands: its cell or kind of text, and the words around it."""

    holder: tuple[str, ...]
    before: tuple[str, ...]
    word: str
    after: tuple[str, ...]


def numbers(text: str) -> list[str]:
    """The numbers of a text, as they stand there."""
    return [found.rstrip(",") for found in NUMBER.findall(text)]


def distinctive(number: str) -> bool:
    """Whether a number has a decimal or three digits that count, and is no year."""
    digits = number.replace(",", "").replace(".", "").strip("0")
    return ("." in number or len(digits) >= 3) and not YEAR.fullmatch(number)


def masked(text: str) -> str:
    return NUMBER.sub("#", text)


def texts(html: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text that a reader of the page meets, with what holds it: of a cell its caption, column and row."""
    soup = BeautifulSoup(html, "html.parser")
    for selector in NOT_OF_DATA:
        for element in soup.select(selector):
            element.decompose()
    pieces: dict[int, list[str]] = defaultdict(list)
    blocks: dict[int, Tag] = {}
    for string in soup.find_all(string=True):
        block = string.find_parent(BLOCKS) or string.parent
        if type(string) is NavigableString and block is not None:
            pieces[id(block)].append(str(string))
            blocks[id(block)] = block
    for name, block in blocks.items():
        yield holder(block), " ".join(pieces[name])
    for element in soup.find_all(True):
        for attribute in SHOWN_ATTRIBUTES:
            if attribute in element.attrs:
                yield (attribute,), str(element[attribute])


def holder(block: Tag) -> tuple[str, ...]:
    """The kind of a text, or a cell's caption, column and row."""
    row, table = block.find_parent("tr"), block.find_parent("table")
    if row is None or table is None or block.name not in {"td", "th"}:
        return (block.name,)
    cells = row.find_all(["td", "th"])
    at = next(number for number, cell in enumerate(cells) if cell is block)
    heads = [cell.get_text(" ", strip=True) for cell in table.select("thead tr:last-child > *")]
    caption = table.caption.get_text(" ", strip=True) if table.caption else ""
    first = cells[0].get_text(" ", strip=True) if at else ""
    return (masked(caption), heads[at] if at < len(heads) else "", first)


def placed(html: str) -> Iterator[tuple[Place, str]]:
    """Every distinctive number of a page with its place."""
    for held, text in texts(html):
        words = text.split()
        hidden = [masked(word) for word in words]
        for at, word in enumerate(words):
            found = numbers(word)
            before, after = tuple(hidden[max(0, at - AROUND) : at]), tuple(hidden[at + 1 : at + 1 + AROUND])
            for nth, number in enumerate(found):
                if distinctive(number):
                    yield Place(held, before, f"{hidden[at]} {nth}", after), number


def surviving(page: str, other: str) -> dict[Place, set[str]]:
    """The distinctive numbers of a page that stand at the same place of another."""
    there: Mapping[Place, set[str]] = defaultdict(set)
    for place, number in placed(other):
        there[place].add(number)
    found: dict[Place, set[str]] = defaultdict(set)
    for place, number in placed(page):
        if number in there.get(place, ()):
            found[place].add(number)
    return dict(found)
