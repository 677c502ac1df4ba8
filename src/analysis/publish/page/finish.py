"""What is done to a page as a whole: numbers, contents, headers."""

import re
from collections import Counter

from bs4 import BeautifulSoup, Tag

from analysis.publish.page.glossary import explain
from analysis.publish.page.labels import label
from analysis.publish.page.outside import cell_of, refuse_outside
from analysis.publish.page.tags import in_any, of_class, tags, with_attribute
from analysis.publish.run.errors import ReportError
from analysis.words import Lang, Words

REMEDY = 'report.picture(ax, ko="…", en="…", alt=("…", "…"))'
OUTSIDE = re.compile("study-appendix|study-fold")  # what the contents leave out: they list the argument
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
SENTENCE = 40  # characters of a table's cell
# nbconvert writes this where a picture has no alternative text; to a reader it says nothing.
PLACEHOLDER = "No description has been provided for this image"


def finish(soup: BeautifulSoup, lang: Lang, name: str) -> str:
    """Completes a page in place and returns its title, the first heading; ReportError where it may not be published."""
    refuse_mute_pictures(soup, name)
    refuse_outside(soup, name)
    title = main(soup).h1
    if title is None:
        raise ReportError(Words(f"{name} ({lang}): 제목(#)이 없다.", f"{name} ({lang}) has no title (#)."))
    drop_inline_styles(soup)
    number_captions(soup, lang)
    gather_code(soup)
    scope_headers(soup)
    frame_tables(soup, lang)
    mark_sentences(soup)
    frame_formulas(soup, lang)
    explain(soup, lang)
    list_contents(soup)
    return title.get_text(" ", strip=True)


def refuse_mute_pictures(soup: BeautifulSoup, name: str) -> None:
    """ReportError, naming the cell, for a picture without alternative text."""
    for picture in tags(soup, "img", "svg"):
        text = picture.get("alt") if picture.name == "img" else picture.get("aria-label") or picture.find("title")
        said = text.get_text() if isinstance(text, Tag) else str(text or "")
        if not said.strip() or said == PLACEHOLDER:
            raise ReportError(
                Words(
                    f"{name} {cell_of(picture)}번째 셀: 그림에 대체 텍스트가 없다. {REMEDY}",
                    f"{name}, cell {cell_of(picture)}: a picture has no alternative text: {REMEDY}",
                )
            )


def drop_inline_styles(soup: BeautifulSoup) -> None:
    """Takes off what tables, figures and claims carry for JupyterLab: on the page its own sheet decides."""
    for element in with_attribute(main(soup), "style"):
        if element.name != "math" and not in_any(element, ("math",)):
            del element["style"]


def number_captions(soup: BeautifulSoup, lang: Lang) -> None:
    """Fills the places for numbers in the order of the page: "그림 1", "Table 2"; what is numbered can be linked to."""
    count: Counter[str] = Counter()
    for place in with_attribute(soup, "data-kind"):
        kind = str(place["data-kind"])
        count[kind] += 1
        place.string = f"{label(kind, lang)} {count[kind]}"
        holder = place.find_parent("figure") or place.find_parent("table")
        if holder is not None and "id" not in holder.attrs:
            holder["id"] = f"{kind}-{count[kind]}"


def gather_code(soup: BeautifulSoup) -> None:
    """Folds code that shows nothing into that of the cell before, within a section, else of the cell after."""
    before: Tag | None = None
    waiting: list[Tag] = []
    for cell in of_class(soup, "study-cell"):
        code = next(iter(of_class(cell, "study-code")), None)
        if code is None:
            before = None if cell.find(["h1", "h2", "h3"], recursive=False) else before
        elif len(cell.find_all(True, recursive=False)) > 1:
            for earlier in waiting:
                _summary(code).insert_after(*_folded(earlier.extract()))
            before, waiting = code, []
        elif before is not None:
            before.extend(_folded(cell.extract()))
        else:
            waiting.insert(0, cell)


def _folded(cell: Tag) -> list[Tag]:
    """The code of a cell, without the summary that it is folded under."""
    code = of_class(cell, "study-code")[0]
    return [part for part in code.find_all(True, recursive=False) if part is not _summary(code)]


def _summary(details: Tag) -> Tag:
    return details.find_all("summary", recursive=False)[0]


def main(soup: BeautifulSoup) -> Tag:
    """The page without its head."""
    return soup.main or soup


def scope_headers(soup: BeautifulSoup) -> None:
    """Says of every header cell whether it heads a column or a row."""
    for header in tags(soup, "th"):
        if not header.get("scope"):
            header["scope"] = "col" if in_any(header, ("thead",)) else "row"


def frame_tables(soup: BeautifulSoup, lang: Lang) -> None:
    """Puts every table into a frame that scrolls sideways by itself, reachable and named for those without a mouse."""
    for number, table in enumerate(tags(soup, "table"), 1):
        caption = table.find("caption")
        frame = table.find_parent(class_="study-scroll")
        if frame is None:
            frame = table.wrap(soup.new_tag("div", attrs={"class": "study-scroll"}))
        frame["tabindex"], frame["role"] = "0", "group"
        if isinstance(caption, Tag):
            caption["id"] = caption.get("id") or f"caption-{number}"
            frame["aria-labelledby"] = caption["id"]
        elif not frame.get("aria-label"):
            frame["aria-label"] = f"{label('table', lang)} {number}"


def mark_sentences(soup: BeautifulSoup) -> None:
    """Marks table cells that hold a sentence: on a phone they would shrink to a column of words."""
    for cell in tags(soup, "td"):
        if len(cell.get_text()) >= SENTENCE:
            cell["class"] = " ".join([*filter(None, cell.get_attribute_list("class")), "study-sentence"])


def frame_formulas(soup: BeautifulSoup, lang: Lang) -> None:
    """Makes every formula that stands by itself reachable without a mouse, since a narrow page lets it scroll."""
    for formula in of_class(soup, "study-formula"):
        formula["tabindex"], formula["role"], formula["aria-label"] = "0", "group", label("formula", lang)


def list_contents(soup: BeautifulSoup) -> None:
    """Gives every heading an id of its own, and lists the sections of the argument where there are any."""
    taken: Counter[str] = Counter(str(element["id"]) for element in with_attribute(soup, "id"))
    place = next((contents.ol for contents in of_class(soup, "study-contents")), None)
    for heading in tags(main(soup), *HEADINGS):
        if not heading.get("id"):
            heading["id"] = _free(slug(heading.get_text(" ", strip=True)), taken)
        if heading.name == "h2" and place is not None and not heading.find_parent(class_=OUTSIDE):
            item = soup.new_tag("li")
            link = soup.new_tag("a", href=f"#{heading['id']}")
            link.string = heading.get_text(" ", strip=True)
            item.append(link)
            place.append(item)
    if place is not None and not place.contents:
        of_class(soup, "study-contents")[0].decompose()


def slug(text: str) -> str:
    """A heading as an id: letters of any script, digits, hyphens."""
    return re.sub(r"[\W_]+", "-", text.lower()).strip("-") or "section"


def _free(wanted: str, taken: Counter[str]) -> str:
    taken[wanted] += 1
    if taken[wanted] == 1:
        return wanted
    return _free(f"{wanted}-{taken[wanted]}", taken)
