"""The edition's first page: every report in both languages, with its headlines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader

from analysis.present import brief
from analysis.publish.page import fonts
from analysis.publish.page.export import TEMPLATES, in_language, style
from analysis.publish.page.finish import drop_inline_styles
from analysis.publish.page.integrity import with_integrity
from analysis.publish.page.labels import LABELS, as_of_words, edition_words, label
from analysis.publish.page.markdown import to_html
from analysis.publish.page.policy import with_dataset, with_policy
from analysis.publish.page.provenance_words import (
    Moved,
    correction,
    how_made,
    note_language,
    running_head,
    status,
)
from analysis.publish.run.claims import headlines_of
from analysis.publish.run.provenance import Provenance
from analysis.publish.run.results import Executed, recorded
from analysis.words import LANGUAGES, Lang


@dataclass(frozen=True)
class Entry:
    """One report in one language, as the index lists it."""

    title: str
    href: str
    headlines: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Issuing:
    """One issue in the history of an edition, in one language: version and day, the note, what changed."""

    heading: str
    note: str
    lines: Sequence[str]


def index_page(
    provenance: Provenance,
    executed: Sequence[Executed],
    moved: Sequence[Moved] = (),
    missing: Sequence[str] = (),
    history: Mapping[Lang, Sequence[Issuing]] = MappingProxyType({}),
    dataset: Mapping[str, Any] | None = None,
) -> str:
    """The page, self-contained and with its hash, Korean first; the same notebooks give the same bytes.

    `missing` are notebooks that failed: the page says that it is incomplete. An issue has the `history` of its edition
    and says of which `dataset` it is.
    """
    sections = [
        {
            **_section(lang, provenance, executed, moved),
            "incomplete": incomplete(missing, lang),
            "history": [(one, note_language(one.note)) for one in history.get(lang, ())],
        }
        for lang in LANGUAGES
    ]
    title = " · ".join([label("study", LANGUAGES[0]), edition_words(provenance.edition, LANGUAGES[0])])
    heads = f'@page{{@top-left{{content:"{title}"}}}}{running_head(provenance, *LANGUAGES)}'
    html = rendered("index.html.j2", f"{provenance.edition}/index.html", sections, heads)
    return with_integrity(with_dataset(html, dataset), provenance.text())


def incomplete(missing: Sequence[str], lang: Lang) -> str:
    """That reports are missing, and of which notebooks; empty where none is."""
    return label("incomplete", lang).format(len(missing), ", ".join(missing)) if missing else ""


def rendered(template: str, page: str, sections: Sequence[Mapping[str, Any]], heads: str = "") -> str:
    """An index page from its template, a section a language, with its style and its font inside."""
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES / "index"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    sheet = style("page.css", "parts.css", "index.css", "print.css", "provenance.css") + heads
    html = templates.get_template(template).render(sections=sections, style=sheet)
    face = fonts.face(BeautifulSoup(html, "html.parser").get_text(), page)
    return with_policy(html.replace("</style>", f"{face}</style>", 1))


def _section(
    lang: Lang, provenance: Provenance, executed: Sequence[Executed], moved: Sequence[Moved]
) -> dict[str, Any]:
    own = [one for one in sorted(executed, key=lambda one: one.name) if one.lang == lang]
    return {
        "lang": lang,
        "label": {key: words[lang] for key, words in LABELS.items()},
        "edition": edition_words(provenance.edition, lang),
        "as_of": as_of_words(provenance.as_of, lang) if provenance.as_of else "",
        "status": status(provenance, lang),
        "correction": _without_styles(correction(provenance, moved, lang)),
        "how_made": how_made(provenance, lang, level=3),
        "briefs": [(entry(one), lines) for one in own if (lines := brief_of(one)) is not None],
        "reports": [entry(one) for one in own if brief_of(one) is None],
    }


def _without_styles(html: str) -> str:
    """A part without what it carries for JupyterLab, which the page's policy forbids."""
    soup = BeautifulSoup(html, "html.parser")
    drop_inline_styles(soup)
    return str(soup)


def brief_of(one: Executed) -> str | None:
    """The brief of an executed notebook, to stand on the index; None where it makes none."""
    found = next(recorded(one.book, brief.MIMETYPE), None)
    return None if found is None else brief.brief_html(found["lines"], one.lang, f"{one.lang}/")


def entry(one: Executed) -> Entry:
    """How the index lists one executed notebook."""
    return Entry(title(one), f"{one.lang}/{one.name}.html", headlines_of(one.book))


def title(one: Executed) -> str:
    """The first heading of the notebook in its language; its name where it has none."""
    for cell in in_language(one.book, one.lang).cells:  # type: ignore[arg-type]
        if cell.cell_type == "markdown" and (
            heading := BeautifulSoup(to_html(cell.source, one.name), "html.parser").h1
        ):
            return str(heading.get_text(" ", strip=True))
    return one.name
