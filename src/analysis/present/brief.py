"""The brief: what this month's claims leave to decide or to ask, on one page; and the headlines of every notebook."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import Any

from analysis.present.claims import KINDS, MEANINGS, Claim
from analysis.present.dates import short_day
from analysis.present.decisions import Decision
from analysis.present.words import LANGUAGES, Lang, Words

MIMETYPE = "application/vnd.study.brief+json"
MOST = 8
MOST_OF_ONE = 2
DUE = Words("{}까지", "by {}")
DISPUTES = Words("보고서 서술과 다름", "against the report")
NOTHING = Words("이번 달에 결정하거나 확인할 사항 없음.", "Nothing to decide or to ask this month.")
DAY = re.compile(r"(\d\.) (\d+\.)")  # a day in Korean, which no line's end may cut
ENDS = " :;,"  # what leads on to a verdict


@dataclass(frozen=True)
class Line:
    """A claim that leaves something to decide, and the notebook that makes it."""

    notebook: str
    claim: Claim

    @property
    def decision(self) -> Decision:
        """What it leaves to decide."""
        assert self.claim.decision is not None
        return self.claim.decision

    def record(self, next_report: date) -> dict[str, Any]:
        """The line in both languages, as pages show it."""
        claim, decision = self.claim, self.decision
        soon = decision.due_before(next_report)
        own = {lang: [DUE[lang].format(short_day(decision.due, lang))] * soon for lang in LANGUAGES if decision.due}
        return {
            "notebook": self.notebook, "id": claim.id, "kind": claim.kind,
            **{
                lang: {
                    "fact": claim.fact[lang].rstrip(ENDS), "meaning": claim.meaning[lang], "ask": decision.words[lang],
                    "why": [*own.get(lang, []), *[DISPUTES[lang]] * decision.disputes],
                }
                for lang in LANGUAGES
            },
        }  # fmt: skip


def ranked(claims: Mapping[str, Iterable[Claim]], next_report: date) -> list[Line]:
    """The lines of the brief out of the claims of notebooks, first what decides most; the rule is `Decision.rank`.

    Equals stay in the order of the notebooks. At most eight, and two of one notebook.
    """
    lines = [Line(name, claim) for name, made in claims.items() for claim in made if claim.decision]
    lines.sort(key=lambda line: line.decision.rank(next_report), reverse=True)
    nth = [sum(earlier.notebook == line.notebook for earlier in lines[:at]) for at, line in enumerate(lines)]
    return [line for line, n in zip(lines, nth, strict=True) if n < MOST_OF_ONE][:MOST]


@dataclass(frozen=True)
class Brief:
    """The lines of the brief in one language; `next_report` is the day before which an action is pressing."""

    lines: Sequence[Line]
    next_report: date
    lang: Lang

    def _repr_mimebundle_(self, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> dict[str, Any]:
        del include, exclude
        records = [line.record(self.next_report) for line in self.lines]
        plain = [
            f"[{KINDS[line.claim.kind][self.lang]}] {own['fact']} → {own['meaning']} → {own['ask']}"
            for line, one in zip(self.lines, records, strict=True)
            for own in [one[self.lang]]
        ]
        return {
            MIMETYPE: {"lines": records},
            "text/html": brief_html(records, self.lang),
            "text/plain": "\n".join(plain or [NOTHING[self.lang]]),
        }


def brief_html(records: Sequence[Mapping[str, Any]], lang: Lang, folder: str = "") -> str:
    """The lines as a list: kind, fact with a link to where it stands, meaning, what to decide or ask.

    `folder` leads from the page to the reports of its language.
    """
    if not records:
        return f'<p class="study-brief">{escape(NOTHING[lang])}</p>'
    return f'<ol class="study-brief" lang="{lang}">\n{"".join(_item(one, lang, folder) for one in records)}</ol>'


def _item(record: Mapping[str, Any], lang: Lang, folder: str) -> str:
    kind, own = record["kind"], record[lang]
    place = f"{folder}{record['notebook']}.html#claim-{record['id']}"
    fact, meaning, ask = (DAY.sub("\\1\u00a0\\2", escape(own[part])) for part in ("fact", "meaning", "ask"))
    tags = "".join(f' <span class="study-why">{escape(one)}</span>' for one in own["why"])
    return (
        f'<li data-kind-of="{kind}"><span class="study-mark" title="{escape(MEANINGS[kind][lang])}">{KINDS[kind][lang]}'
        f'</span>{tags} <a href="{escape(place)}">{fact}</a> '
        f"{f'<span class=study-meaning>→ {meaning}</span> ' if meaning else ''}"
        f'<span class="study-ask">→ {ask}</span></li>\n'
    )


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
