"""Citations on a page: keys become short citations that lead to a list of the works cited at its end."""

import re
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from analysis.data.references import CITATION, KEY, BadReferenceError, Reference, read_references
from analysis.publish.page.labels import label
from analysis.publish.page.outside import cell_of
from analysis.publish.run.errors import ReportError
from analysis.words import Lang, Words

FILE = "references.bib"
# What is shown as written: code, and formulas.
VERBATIM = ("code", "pre", "math", "style", "script")


def cite(soup: BeautifulSoup, lang: Lang, name: str, notebooks: Path | None) -> None:
    """Puts short citations in place of keys, and the works cited in a section after the text.

    `notebooks` is the folder of the notebook; its references stand in data/ beside it.

    Raises:
        ReportError: a key is not among the references; names notebook, cell and key.
    """
    texts = [text for text in _texts(soup) if CITATION.search(text) and not _verbatim(text)]
    if not texts:
        return
    known = _references(notebooks.parent / "data" / FILE) if notebooks else {}
    cited: dict[str, Reference] = {}
    for text in texts:
        for key in KEY.findall(" ".join(CITATION.findall(text))):
            if key not in known:
                raise _unknown(text, key, name)
            cited[key] = known[key]
        text.replace_with(*_linked(soup, text, known, lang))
    place = soup.select_one("section.study-appendix")
    assert place is not None
    place.insert_before(_section(soup, cited, lang))


def short(reference: Reference, lang: Lang) -> str:
    """A citation in the text: "Cori et al. 2013", "Cori 외 2013"."""
    body = reference.fields.get(f"shortauthor{lang}") or reference.fields.get("shortauthor")
    families = [family for family, _ in reference.authors]
    if body:
        who = body
    elif len(families) > 2 or reference.more_authors:
        who = Words(f"{families[0]} 외", f"{families[0]} et al.")[lang]
    else:
        who = Words("·", " and ")[lang].join(families)
    return f"{who} {reference.year}".rstrip()


def full(reference: Reference, lang: Lang) -> str:
    """An entry of the list: authors, year, title, where it stands."""
    fields = reference.fields
    names = [f"{family} {initials.replace('.', '')}".rstrip() for family, initials in reference.authors]
    people = ", ".join(names) + (Words(" 외", " et al.")[lang] if reference.more_authors else "")
    year = f" ({reference.year})" if reference.year else ""
    number = fields.get("numberko", fields.get("number", "")) if lang == "ko" else fields.get("number", "")
    issue = f"({number})" if "journal" in fields and number else ""
    volume = f" {fields['volume']}{issue}" if "volume" in fields else ""
    pages = f":{fields['pages'].replace('--', '–')}" if "pages" in fields else ""
    title = fields.get("titleko", fields["title"]) if lang == "ko" else fields["title"]
    where = [
        f"{fields['journal']}{volume}{pages}" if "journal" in fields else "",
        _edition(fields["edition"], lang) if "edition" in fields else "",
        fields.get("publisher", ""),
        number if "journal" not in fields else "",
    ]
    lead = fields.get(f"shortauthor{lang}", "") if "titleko" in fields else people
    opening = f"{title}{year}" if not lead or lead in title else f"{lead}{year}. {title}"
    return ". ".join([opening, *filter(None, where)]) + "."


def _edition(number: str, lang: Lang) -> str:
    ending = {"1": "st", "2": "nd", "3": "rd"}.get(number, "th")
    return Words(f"제{number}판", f"{number}{ending} ed")[lang]


@cache
def _references(path: Path) -> dict[str, Reference]:
    if not path.is_file():
        return {}
    try:
        return read_references(path)
    except BadReferenceError as error:
        raise ReportError(
            Words(f"참고문헌을 읽을 수 없다: {error}", f"The references can't be read: {error}")
        ) from None


def _linked(soup: BeautifulSoup, text: str, known: dict[str, Reference], lang: Lang) -> list[NavigableString | Tag]:
    parts: list[NavigableString | Tag] = []
    for part in re.split(f"({CITATION.pattern})", text):
        if not CITATION.fullmatch(part):
            parts.append(NavigableString(part))
            continue
        for number, key in enumerate(KEY.findall(part)):
            link = soup.new_tag("a", attrs={"class": "study-citation", "href": f"#ref-{key}"})
            link.string = short(known[key], lang)
            parts += [NavigableString("; " if number else "("), link]
        parts.append(NavigableString(")"))
    return parts


def _section(soup: BeautifulSoup, cited: dict[str, Reference], lang: Lang) -> Tag:
    section = soup.new_tag("section", attrs={"class": "study-appendix study-references"})
    heading = soup.new_tag("h2")
    heading.string = label("references", lang)
    listed = soup.new_tag("ul")
    for reference in sorted(cited.values(), key=lambda one: (full(one, lang).casefold(), one.key)):
        item = soup.new_tag("li", attrs={"id": f"ref-{reference.key}"})
        item.string = full(reference, lang)
        listed.append(item)
    section.extend([heading, listed])
    return section


def _texts(soup: BeautifulSoup) -> list[NavigableString]:
    return [one for one in (soup.main or soup).descendants if isinstance(one, NavigableString)]


def _verbatim(text: NavigableString) -> bool:
    return text.find_parent(VERBATIM) is not None or text.find_parent(class_="study-code") is not None


def _unknown(text: NavigableString, key: str, name: str) -> ReportError:
    cell = cell_of(text)
    return ReportError(
        Words(
            f"{name} {cell}번째 셀: 참고문헌 {key}가 data/{FILE}에 없다.",
            f"{name}, cell {cell}: the reference {key} is not in data/{FILE}.",
        )
    )
