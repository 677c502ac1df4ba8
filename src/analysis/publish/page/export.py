"""An executed notebook as one self-contained page in one language."""

import json
import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from bs4 import BeautifulSoup
from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.filters import Highlight2HTML
from nbformat import NotebookNode
from traitlets import default

from analysis.book_texts import tagged, text_in
from analysis.data.parameters import Parameter, Value
from analysis.publish.page import fonts
from analysis.publish.page.citations import cite
from analysis.publish.page.finish import finish, main
from analysis.publish.page.integrity import with_integrity
from analysis.publish.page.labels import LABELS, as_of_words, edition_words, label
from analysis.publish.page.layers import appendix_cells, drop_desk_outputs, fold_appendix, lift_headlines, name_claims
from analysis.publish.page.markdown import to_html
from analysis.publish.page.places import Figure, lead, read_figures
from analysis.publish.page.policy import with_dataset, with_policy
from analysis.publish.page.provenance_words import Moved, correction, how_made, running_head, status
from analysis.publish.page.tags import of_class
from analysis.publish.run.errors import ReportError
from analysis.publish.run.jobs import Job
from analysis.publish.run.parameters import COMMAND_ARGUMENTS, INJECTED, injected_values, read_parameters
from analysis.publish.run.provenance import Provenance
from analysis.publish.run.results import RESULTS, recorded
from analysis.words import LANGUAGES, Lang, Words

TEMPLATES = Path(__file__).parent / "templates"
STYLE = Path(__file__).parent / "style"
LARGEST = 1_000_000
OF_THE_BROWSER = "0123456789/•"  # page numbers and list markers, which stand nowhere in the text
CODE = re.compile(r'<div data-code="\d+"></div>')
HANGUL = re.compile("[가-힣]")


@dataclass(frozen=True)
class ParameterRow:
    """One row of the table of parameters."""

    name: str
    value: str
    default: str
    meaning: str
    lang: Lang

    @classmethod
    def of(cls, parameter: Parameter, value: Value, lang: Lang) -> "ParameterRow":
        """The row of one parameter, as values stand in the notebook's code; `lang` is the language of its meaning."""
        meaning = parameter.meaning[lang]
        said: Lang = "ko" if HANGUL.search(meaning) else "en"
        return cls(parameter.name, str(value), str(parameter.default), meaning, said)

    @property
    def changed(self) -> bool:
        """Whether the report was made with another value than the default."""
        return self.value != self.default and self.name not in COMMAND_ARGUMENTS


class ReportExporter(HTMLExporter):  # type: ignore[misc]
    """nbconvert's HTML with the study's template; language and edition are those the notebook was executed with.

    `resources` may hold `as_of`, the ISO day up to which the edition's figures go; `provenance`, what the page was made
    from, to be marked a draft or an issue and hashed; of a correction `moved`, what moved; `figures`, to which numbers
    lead; of an issue the `dataset` that it is of.
    """

    export_from_notebook = "Study report"

    @default("template_name")
    def _template_name_default(self) -> str:
        return "study"

    @default("default_preprocessors")
    def _default_preprocessors_default(self) -> list[str]:
        # Of nbconvert's own the one that matters here; the notebook is validated after each, at work or not.
        return ["nbconvert.preprocessors.HighlightMagicsPreprocessor"]

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self) -> list[str]:
        return [str(TEMPLATES)]

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page, and nbconvert's resources.

        Raises:
            ReportError: the page may not be published; says which cell and why.
        """
        resources = deepcopy(dict(resources or {}))
        name = resources.get("metadata", {}).get("name", "notebook")
        parameters = read_parameters(nb, name)
        values = {**{p.name: p.default for p in parameters.values()}, **injected_values(nb)}
        lang = cast(Lang, values.get("lang"))
        if lang not in LANGUAGES:
            raise ReportError(
                Words(f"{name}: lang이 ko도 en도 아니다: {lang}", f"{name}: lang is neither ko nor en: {lang}")
            )
        rows = [ParameterRow.of(parameter, values[parameter.name], lang) for parameter in parameters.values()]
        provenance: Provenance | None = resources.pop("provenance", None)
        moved: Sequence[Moved] = resources.pop("moved", ())
        figures: Sequence[Figure] = resources.pop("figures", ())
        dataset: Mapping[str, Any] | None = resources.pop("dataset", None)
        study = {
            "name": name,
            "lang": lang,
            "twin": next(other for other in LANGUAGES if other != lang),
            "label": {key: words[lang] for key, words in LABELS.items()},
            "edition_words": edition_words(str(values["edition"]), lang),
            "parameters": rows,
            "how_made": how_made(provenance, lang) if provenance else "",
            "style": style("page.css", "parts.css", "print.css", "provenance.css"),
        }
        book = in_language(nb, lang)
        drop_desk_outputs(book)
        codes = dict[str, str]()
        html, resources = self._rendered(book, {**resources, "study": study}, codes, **options)
        soup = BeautifulSoup(html, "html.parser")
        if provenance:
            say_status(soup, provenance, moved, lang)
        folder = resources.get("metadata", {}).get("path")
        name_claims(soup)
        fold_appendix(soup, appendix_cells(book))
        cite(soup, lang, name, Path(folder) if folder else None)
        title = finish(soup, lang, name)
        under_title(soup, lang, study["edition_words"], resources.get("as_of"), rows)
        lead(soup, lang, figures, dict(one for block in recorded(nb, RESULTS) for one in block.items()))
        return dress(soup, title, name, lang, provenance, codes, dataset), resources

    def _rendered(
        self, nb: NotebookNode, resources: dict[str, Any], codes: dict[str, str], **options: Any
    ) -> tuple[str, dict[str, Any]]:
        """The template filled in, without HTMLExporter's own parse of the page, which takes as long as all else.

        Code, whose colours are most of a page's elements, is left to `dress`: `codes` gets what stands for it.
        """
        lexer = nb.metadata.get("language_info", {}).get("pygments_lexer") or "ipython3"

        def code_later(source: str, **_: Any) -> str:
            place = f'<div data-code="{len(codes)}"></div>'
            codes[place] = highlighted(source, lexer)
            return place

        self.register_filter("highlight_code", code_later)  # type: ignore[no-untyped-call]
        rendered: tuple[str, dict[str, Any]] = TemplateExporter.from_notebook_node(self, nb, resources, **options)
        return rendered

    @pass_context
    def markdown2html(self, context: Context, source: str) -> str:
        """Markdown with formulas in MathML; an error names notebook and cell."""
        cell = context["cell"]
        place = f"{context['resources']['study']['name']}, {cell.metadata.study_cell}"
        return to_html(source, place, attachments=cell.get("attachments", {}))


@cache
def highlighted(source: str, lexer: str) -> str:
    """Code in colours; both languages of a notebook have the same."""
    return str(Highlight2HTML(pygments_lexer=lexer)(source)).strip()  # type: ignore[no-untyped-call]


@cache
def exporter() -> ReportExporter:
    """The exporter of this process, which compiles its templates once."""
    return ReportExporter()  # type: ignore[no-untyped-call]


def report_page(
    job: Job,
    book: Mapping[str, Any],
    provenance: Provenance,
    processed: Path,
    moved: Sequence[Moved] = (),
    dataset: Mapping[str, Any] | None = None,
) -> str:
    """The page of an executed notebook; `provenance` is what it was made from, `processed` the edition's folder."""
    resources = {
        "metadata": {"name": job.name, "path": str(job.notebook.parent)},
        "as_of": provenance.as_of,
        "provenance": provenance,
        "moved": moved,
        "figures": read_figures(processed, provenance),
        "dataset": dataset,
    }
    html, _ = exporter().from_notebook_node(book, resources)  # type: ignore[arg-type]
    return html


def in_language(nb: NotebookNode, lang: Lang) -> NotebookNode:
    """The notebook without the other languages' cells; each cell knows its number in the author's notebook."""
    book = deepcopy(nb)
    number = 0
    for cell in book.cells:
        number += INJECTED not in cell.metadata.get("tags", [])
        cell.metadata["study_cell"] = number
    book.cells = [
        cell
        for cell in book.cells
        if lang in (tagged(cell) or LANGUAGES) and INJECTED not in cell.metadata.get("tags", [])
    ]
    for cell in book.cells:
        if cell.cell_type == "markdown":
            cell.source = text_in(cell, lang) or ""
    return book


def under_title(soup: BeautifulSoup, lang: Lang, edition: str, as_of: str | None, rows: list[ParameterRow]) -> None:
    """Writes under the title which edition it is, and which parameters were changed, where any was."""
    heading = main(soup).h1
    assert heading is not None
    line = soup.new_tag("p", attrs={"class": "study-edition"})
    line.string = " · ".join([edition, *([as_of_words(as_of, lang)] if as_of else [])])
    heading.insert_after(line)
    lift_headlines(soup, lang, next(iter(of_class(soup, "study-status")), line))
    if changed := [f"{row.name} = {row.value}" for row in rows if row.changed]:
        notice = soup.new_tag("p", attrs={"class": "study-notice"})
        notice.string = f"{label('changed', lang)} {', '.join(changed)}"
        line.insert_after(notice)


def say_status(soup: BeautifulSoup, provenance: Provenance, moved: Sequence[Moved], lang: Lang) -> None:
    """Writes under the title that the page is a draft or which issue; of a correction, what moved."""
    heading = main(soup).h1
    if heading is not None:
        words = status(provenance, lang) + correction(provenance, moved, lang)
        heading.insert_after(BeautifulSoup(words, "html.parser"))


def dress(
    soup: BeautifulSoup,
    title: str,
    name: str,
    lang: Lang,
    provenance: Provenance | None = None,
    codes: Mapping[str, str] = MappingProxyType({}),
    dataset: Mapping[str, Any] | None = None,
) -> str:
    """Gives the page its title, running heads in print, code, font and hash; ReportError where it is too large."""
    head = soup.title
    sheet = soup.style
    assert head is not None
    assert sheet is not None
    head.string = title
    running = json.dumps(title, ensure_ascii=False).replace("<", r"\3c ")
    sheet.append(f"@page{{@top-left{{content:{running}}}}}")
    if provenance:
        sheet.append(running_head(provenance, lang))
    said = "".join([soup.get_text(), title, OF_THE_BROWSER, *map(unescape, codes.values())])
    sheet.append(fonts.face(said, f"{name} ({lang})"))
    html = CODE.sub(lambda place: codes.get(place[0], place[0]), with_dataset(with_policy(str(soup)), dataset))
    html = with_integrity(html, provenance.text()) if provenance else html
    if (size := len(html.encode())) > LARGEST:
        raise ReportError(
            Words(
                f"{name} ({lang}): 보고서가 {size:,}바이트로, 한도 {LARGEST:,}바이트를 넘는다.",
                f"{name} ({lang}): the page has {size:,} bytes, more than {LARGEST:,}.",
            )
        )
    return html


@cache
def style(*names: str) -> str:
    """Style sheets, one after another."""
    return "\n".join((STYLE / name).read_text("utf-8") for name in names)
