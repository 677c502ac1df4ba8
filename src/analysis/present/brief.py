"""The headlines of several notebooks under links to their pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from analysis.present.claims import Claim
from analysis.present.words import Lang, Words

FAILED = Words(
    "이 노트북은 끝까지 실행되지 않아 보고서와 주요 결과가 없다.",
    "This notebook did not run to the end; its report and its headlines are missing.",
)


@dataclass(frozen=True)
class Headlines:
    """The headlines of notebooks by name, each notebook under its title, which leads to its page.

    One that has no claims here failed: it has no page, and that is said in place of its headlines.
    """

    titles: Mapping[str, Words]
    claims: Mapping[str, Sequence[Claim]]
    lang: Lang

    def _repr_mimebundle_(self, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> dict[str, Any]:
        del include, exclude
        html, text = [], []
        for name, title in self.titles.items():
            if name not in self.claims:
                said = FAILED[self.lang]
                html.append(f'<h3>{escape(title[self.lang])}</h3>\n<p class="study-notice">{escape(said)}</p>')
                text += [title[self.lang], said]
                continue
            html.append(f'<h3><a href="{escape(name)}.html">{escape(title[self.lang])}</a></h3>')
            text.append(title[self.lang])
            for claim in self.claims[name]:
                shown = replace(claim, lang=self.lang, headline=False)._repr_mimebundle_()
                html.append(shown["text/html"])
                text.append(shown["text/plain"])
        return {"text/html": "\n".join(html), "text/plain": "\n".join(text)}
