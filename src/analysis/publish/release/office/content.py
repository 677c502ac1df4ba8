"""What a finished page says, as parts that a document or a workbook can take: headings, claims, tables, pictures."""

import base64
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup, Tag

from analysis.publish.page.outside import cell_of
from analysis.publish.run.provenance import Issue
from analysis.words import LANGUAGES, Lang

INDEX = "index.html"
PARTS = "h2, h3, .study-claim, .study-brief li, p.study-brief, .study-table, .study-figure"
CODE = re.compile(
    r'<div class="\s*highlight[^>]*>.*?</div>', re.DOTALL
)  # most of a page's elements, and none that is told
WHY, THEN = ".study-why", ".study-meaning, .study-ask"
PICTURE = re.compile(r"data:image/png;base64,(.*)", re.DOTALL)


@dataclass(frozen=True)
class Cell:
    """One cell: its text, None where there is no value; whether it heads a row or column; how far it reaches."""

    text: str | None
    head: bool = False
    numeric: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Grid:
    """A table as its page has it: `key` is its place there, `number` what readers call it, `cell` the notebook's."""

    key: str
    number: str
    caption: str
    head: Sequence[Sequence[Cell]]
    body: Sequence[Sequence[Cell]]
    notes: Sequence[str] = ()
    cell: str = ""

    @property
    def header(self) -> list[str]:
        """One text a column: the levels of its header, one after another."""
        levels = list(zip(*spread(self.head), strict=True))
        return [", ".join(dict.fromkeys(cell.text for cell in column if cell.text)) for column in levels]

    @property
    def width(self) -> int:
        """How many columns it has."""
        return sum(cell.columns for cell in self.head[0])


@dataclass(frozen=True)
class Picture:
    """A chart: its PNG, its size in CSS pixels, what it shows in words, and its numbers where the page has them."""

    key: str
    number: str
    caption: str
    alt: str
    png: bytes = field(repr=False)
    width: int
    height: int
    notes: Sequence[str] = ()
    data: Grid | None = None
    cell: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading below the title; level 2 or 3."""

    text: str
    level: int


@dataclass(frozen=True)
class Sentence:
    """A claim as its page shows it."""

    claim: str
    kind: str
    headline: bool
    text: str


@dataclass(frozen=True)
class Action:
    """A line of the brief: what is the case, why it is pressing, what it means, and what to decide or ask."""

    kind: str
    fact: str
    why: Sequence[str]
    then: Sequence[str]


@dataclass(frozen=True)
class Line:
    """A sentence that makes no claim: that the brief has nothing to ask."""

    text: str


Part = Heading | Sentence | Action | Line | Grid | Picture


@dataclass(frozen=True)
class Report:
    """One report in one language; `appendix` are the parts that its page folds."""

    name: str
    lang: Lang
    title: str
    parts: Sequence[Part]
    appendix: Sequence[Part]

    @property
    def grids(self) -> list[Grid]:
        """Its numbered tables and the numbers of its charts, in their order; the table of all results has no number."""
        every = [*self.parts, *self.appendix]
        found = (one if isinstance(one, Grid) else one.data for one in every if isinstance(one, Grid | Picture))
        return [grid for grid in found if grid is not None and grid.number]


@dataclass(frozen=True)
class Release:
    """An edition as it is released, of a draft without `issue`; results and claims as their JSON files have them."""

    edition: str
    issue: Issue | None
    as_of: str | None
    reports: Sequence[Report]
    results: Mapping[str, Mapping[str, Any]]
    claims: Mapping[str, Mapping[str, Any]]

    def of(self, lang: Lang) -> list[Report]:
        """The reports of one language."""
        return [one for one in self.reports if one.lang == lang]


def read_reports(pages: Mapping[str, str]) -> list[Report]:
    """The reports of finished pages by path (ko/NAME.html), in the order of languages and names."""
    paths = sorted(page for page in pages if page != INDEX)
    return [read_report(path, pages[path]) for lang in LANGUAGES for path in paths if path.startswith(f"{lang}/")]


def read_report(path: str, html: str) -> Report:
    """One finished page; its language and name are its path's."""
    folder, name = path.removesuffix(".html").split("/")
    main = BeautifulSoup(CODE.sub("", html), "html.parser").main
    assert main is not None
    found = [(tag, tag.find_parent("details", class_="study-fold")) for tag in main.select(PARTS)]
    parts = [part for tag, fold in found if fold is None for part in _part(tag)]
    appendix = [part for tag, fold in found if fold is not None for part in _part(tag)]
    title = main.h1
    lang: Lang = "ko" if folder == "ko" else "en"
    return Report(name, lang, _text(title) if title else name, parts, appendix)


def spread(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """The rows with every cell at each place that it covers."""
    places: dict[tuple[int, int], Cell] = {}
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while (at, column) in places:
                column += 1
            places |= {(at + down, column + right): cell for down in range(cell.rows) for right in range(cell.columns)}
            column += cell.columns
    width = 1 + max(column for _, column in places)
    return [[places[at, column] for column in range(width)] for at in range(len(rows))]


def _part(tag: Tag) -> Iterator[Part]:
    classes = tag.get_attribute_list("class")
    if "study-claim" in classes:
        mark = tag.select_one(".study-mark")
        text = _text(tag).removeprefix(_text(mark) if mark else "").strip()
        yield Sentence(str(tag["data-claim"]), str(tag["data-kind-of"]), tag.get("data-headline") == "true", text)
    elif tag.name == "li":
        why, then = ([_text(one).removeprefix("→ ") for one in tag.select(part)] for part in (WHY, THEN))
        yield Action(str(tag["data-kind-of"]), _one(tag, "a"), why, then)
    elif "study-brief" in classes:
        yield Line(_text(tag))
    elif "study-figure" in classes:
        yield _picture(tag)
    elif tag.name in ("h2", "h3"):
        yield Heading(_text(tag), int(tag.name[1]))
    elif tag.find_parent(class_="study-figure") is None:
        yield _grid(tag, _id(tag.table), _one(tag, ".study-number"))


def _picture(tag: Tag) -> Picture:
    image, table = tag.img, tag.select_one(".study-table")
    assert image is not None
    encoded = PICTURE.fullmatch(str(image["src"]))
    assert encoded is not None
    number = _one(tag, ".study-number")
    return Picture(
        key=_id(tag),
        number=number,
        caption=_one(tag, ".study-caption"),
        alt=str(image["alt"]),
        png=base64.b64decode(encoded[1]),
        width=int(str(image["width"])),
        height=int(str(image["height"])),
        notes=[_text(one) for one in tag.select(".study-source")],
        data=_grid(table, _id(tag), number) if table else None,
        cell=cell_of(tag),
    )


def _grid(tag: Tag, key: str, number: str) -> Grid:
    head, body = (
        [[_cell(cell) for cell in row.find_all(["th", "td"])] for row in tag.select(f"{part} tr")]
        for part in ("thead", "tbody")
    )
    notes = [_text(one) for one in tag.select(".study-note")]
    return Grid(key, number, _one(tag, ".study-caption"), head, body, notes, cell_of(tag))


def _cell(tag: Tag) -> Cell:
    classes = tag.get_attribute_list("class")
    text = None if "study-missing" in classes else _text(tag) or None
    reach = (int(str(tag.get(name, "1"))) for name in ("colspan", "rowspan"))
    return Cell(text, tag.name == "th", "study-numeric" in classes, *reach)


def _id(tag: Tag | None) -> str:
    return str(tag.get("id", "")) if tag else ""


def _one(tag: Tag, selector: str) -> str:
    found = tag.select_one(selector)
    return _text(found) if found else ""


def _text(tag: Tag) -> str:
    return " ".join(tag.get_text().split())
