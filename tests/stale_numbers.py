"""Finds the numbers of one page that stand in another at the same place, and those typed in prose."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml
from bs4 import BeautifulSoup, NavigableString

ALLOWED = yaml.safe_load((Path(__file__).parent / "allowed_numbers.yaml").read_text("utf-8"))

# What of a page does not come from data, with the reason.
NOT_OF_DATA = {
    "head, style, script": "not shown",
    "math": "formulas",
    ".study-code": "the notebook's code",
    ".study-references": "literature",
    ".study-parameters": "the notebook's parameters with their defaults",
    ".study-made": "versions and hashes",
    ".study-places": "where the ledger prints the numbers of the page, by position in another order with every edition",
}
SHOWN_ATTRIBUTES = ("alt", "aria-label", "title")
BLOCKS = ["p", "li", "dt", "dd", "td", "th", "caption", "figcaption", "summary", "pre", "h1", "h2", "h3", "h4", "div"]

NUMBER = re.compile(r"(?<![A-Za-z0-9_@.,])\d[\d,]*(?:\.\d+)?")
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


def without(text: str, part: str) -> str:
    """A text without the phrases that a part of the list allows; a phrase within a longer number is none."""
    phrases = sorted((one["text"] for one in ALLOWED[part]), key=len, reverse=True)
    return re.sub("|".join(rf"(?<![\d.,]){re.escape(phrase)}(?!\d)" for phrase in phrases), "", text)


def distinctive(number: str) -> bool:
    """Whether a number has a decimal or three digits, is not round (one digit and zeros), and is no year."""
    digits = number.replace(",", "").replace(".", "")
    significant = len(digits.strip("0"))
    return not YEAR.fullmatch(number) and (significant > 0 if "." in number else len(digits) >= 3 and significant >= 2)


def masked(text: str) -> str:
    return NUMBER.sub("#", text)


def texts(html: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text that a reader of the page meets, with what holds it: of a cell its caption, column and row."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.select(", ".join(NOT_OF_DATA)):
        element.extract()
    cells = dict(holders(soup))
    pieces: dict[int, list[str]] = defaultdict(list)
    names: dict[int, tuple[str, ...]] = {}
    for string in soup.find_all(string=lambda found: type(found) is NavigableString):
        block = string.find_parent(BLOCKS) or string.parent
        assert block is not None
        pieces[id(block)].append(str(string))
        names[id(block)] = cells.get(id(block), (block.name,))
    for one, name in names.items():
        yield name, " ".join(pieces[one])
    for element in soup.find_all(True):
        for attribute in SHOWN_ATTRIBUTES:
            if attribute in element.attrs:
                yield (attribute,), str(element[attribute])


def holders(soup: BeautifulSoup) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Of every cell its table's caption, its column's head and its row's."""
    for table in soup.find_all("table"):
        caption = masked(table.caption.get_text(" ", strip=True)) if table.caption else ""
        rows = [row.find_all(["td", "th"]) for row in table.find_all("tr")]
        heads = [cell.get_text(" ", strip=True) for cell in rows[0]] if rows else []
        for cells in rows:
            first = cells[0].get_text(" ", strip=True) if cells else ""
            for at, cell in enumerate(cells):
                yield id(cell), (caption, heads[at] if at < len(heads) else "", first if at else "")


@cache
def placed(html: str) -> tuple[tuple[Place, str], ...]:
    """Every distinctive number of a page with its place; in a text for a picture also the how manieth it is."""
    found = []
    for held, text in texts(html):
        words = text.split()
        hidden = [masked(word) for word in words]
        counted = 0
        for at, word in enumerate(words):
            before, after = tuple(hidden[max(0, at - AROUND) : at]), tuple(hidden[at + 1 : at + 1 + AROUND])
            for nth, number in enumerate(numbers(word)):
                counted += 1
                inside = counted if held == ("alt",) else nth
                if distinctive(number):
                    found.append((Place(held, before, f"{hidden[at]} {inside}", after), number))
    return tuple(found)


def surviving(page: str, *others: str) -> set[tuple[Place, str]]:
    """The distinctive numbers of a page that stand at the same place of all others."""
    return set.intersection(*(set(placed(one)) for one in (page, *others)))


def allowed(page: str, place: Place, number: str) -> bool:
    """Whether the list allows a number at a place of a page."""
    where = " ".join([*place.holder, *place.before, place.word, *place.after])
    return any(
        one["page"] == page
        and number in one.get("numbers", [number])
        and re.search(one.get("near", ""), where) is not None
        for one in ALLOWED["pages"]
    )
