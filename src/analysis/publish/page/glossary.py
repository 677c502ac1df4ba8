"""The glossary of a report: the terms that it uses, explained in its language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from analysis.data.registers import read_plain
from analysis.present.claims import KINDS, MEANINGS
from analysis.publish.page.tags import of_class
from analysis.words import Lang, Words

GLOSSARY = Path(__file__).parent / "glossary.yaml"
ALSO = Words("또한,", "Also:")  # before the second meaning of a word that marks a kind of claim, too


@dataclass(frozen=True)
class Term:
    """A term: the forms by which a text is searched for it, the first of which is its name, and what it means."""

    seen: dict[Lang, Sequence[str]]
    meaning: Words


@cache
def glossary() -> tuple[Term, ...]:
    """Every term, in the order in which a report lists them."""
    return tuple(Term(one["seen"], Words(one["ko"], one["en"])) for one in read_plain(GLOSSARY))


def used(text: str, lang: Lang) -> list[Term]:
    """The terms that a text uses."""
    lower = text.lower()
    return [term for term in glossary() if any(form.lower() in lower for form in term.seen[lang])]


def explain(soup: BeautifulSoup, lang: Lang) -> None:
    """Fills the place for terms with the kinds of claim and the terms that the page has; takes it away where none."""
    place = next(iter(of_class(soup, "study-terms")), None)
    if place is None:
        return
    listed = soup.new_tag("dl")
    kinds = dict.fromkeys(str(claim["data-kind-of"]) for claim in of_class(soup, "study-claim"))
    explained = {KINDS[kind][lang]: MEANINGS[kind][lang] for kind in KINDS if kind in kinds}
    for term in used(" ".join(_said(soup)), lang):
        name, meaning = term.seen[lang][0], term.meaning[lang]
        also = f"{explained[name]} {ALSO[lang]} {meaning[0].lower()}{meaning[1:]}" if name in explained else meaning
        explained[name] = also
    for name, meaning in explained.items():
        for tag, said in (("dt", name), ("dd", meaning)):
            part = soup.new_tag(tag)
            part.string = said[0].upper() + said[1:] if lang == "en" else said
            listed.append(part)
    place.append(listed) if listed.contents else place.decompose()


def _said(element: Tag) -> Iterator[str]:
    """What a page says, without its code and its style."""
    for part in element.children:
        if isinstance(part, Tag):
            if part.name != "style" and "study-code" not in (part.get("class") or ()):
                yield from _said(part)
        else:
            yield str(part)
