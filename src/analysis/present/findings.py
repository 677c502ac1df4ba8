"""Findings: sentences for readers, each tied to a test on the data, with another wording for when the test fails."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any, Generic, TypeVar

from analysis.methods.estimate import Estimate
from analysis.present.numbers import range_of, value_of
from analysis.present.words import LANGUAGES, Lang, Words

A = TypeVar("A")

MIMETYPE = "application/vnd.study.findings+json"
HOLDS = Words("확인", "Holds")
FAILS = Words("확인되지 않음", "Not supported")
_RANGE = Words("범위", "range")


@dataclass(frozen=True)
class Card:
    """A headline number in words: what it is, its value, and its range where it has one."""

    label: Words
    value: Words
    range: Words | None = None


@dataclass(frozen=True)
class Claim(Generic[A]):
    """A statement about a topic's answers, the test it stands on, and its two wordings.

    `claim` says in a few words what is tested; `card` makes the headline number, if there is one.
    """

    id: str
    claim: Words
    test: Callable[[A], bool]
    holds: Callable[[A], Words]
    fails: Callable[[A], Words]
    card: Callable[[A], Card] | None = None


@dataclass(frozen=True)
class Finding:
    """A claim as the data decide it; alone in a cell it shows as one paragraph in its language."""

    id: str
    claim: Words
    holds: bool
    words: Words
    card: Card | None = None
    lang: Lang = "ko"

    @property
    def mark(self) -> Words:
        """The verdict in words, so that it never hangs on a colour."""
        return HOLDS if self.holds else FAILS

    def record(self) -> dict[str, Any]:
        """The finding in both languages, as the export and the overview collect it."""
        card = None
        if self.card is not None:
            parts = {"label": self.card.label, "value": self.card.value, "range": self.card.range}
            card = {name: _both(words) if words else None for name, words in parts.items()}
        return {"id": self.id, "holds": self.holds, **_both(self.words), "claim": _both(self.claim), "card": card}

    def _repr_mimebundle_(self, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> dict[str, Any]:
        del include, exclude
        mark, sentence = self.mark[self.lang], self.words[self.lang]
        html = f"<p {_attributes(self, 'study-reading')}>{_mark_html(self)} {escape(sentence)}</p>"
        return {"text/html": html, "text/plain": f"[{mark}] {sentence}"}


@dataclass(frozen=True)
class Findings:
    """The headline findings of a notebook, as a list with their numbers."""

    findings: tuple[Finding, ...]
    lang: Lang

    def _repr_mimebundle_(self, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> dict[str, Any]:
        del include, exclude
        items = "\n".join(_item(finding, self.lang) for finding in self.findings)
        lines = [f"[{finding.mark[self.lang]}] {finding.words[self.lang]}" for finding in self.findings]
        return {
            MIMETYPE: {"findings": [finding.record() for finding in self.findings]},
            "text/html": f'<ul class="study-findings" lang="{self.lang}" style="list-style: none">\n{items}\n</ul>',
            "text/plain": "\n".join(lines),
        }


def headline(label: Words, result: Estimate, digits: int | None = None, noun: Words | None = None) -> Card:
    """A card from an estimate, its value and its range to the digits that the range warrants."""
    value = Words(*(value_of(result, lang, digits, noun=noun) for lang in LANGUAGES))
    spread = Words(*(range_of(result, lang, digits, noun=noun) for lang in LANGUAGES))
    return Card(label, value, spread if spread.ko else None)


def evaluate_claim(claim: Claim[A], answers: A, lang: Lang = "ko") -> Finding:
    """Hold a claim against the answers and word it accordingly.

    Raises:
        ValueError: the wording that applies is empty in a language; names the claim.
    """
    holds = bool(claim.test(answers))
    words = (claim.holds if holds else claim.fails)(answers)
    if not all(words[each].strip() for each in LANGUAGES):
        raise ValueError(f"the claim {claim.id!r} has no words for when it {'holds' if holds else 'fails'}")
    return Finding(claim.id, claim.claim, holds, words, claim.card(answers) if claim.card else None, lang)


def show_findings(findings: Sequence[Finding], lang: Lang) -> Findings:
    """The findings as one block, recorded for the overview too.

    Raises:
        ValueError: two findings have the same id.
    """
    ids = [finding.id for finding in findings]
    twice = next((id_ for id_ in ids if ids.count(id_) > 1), None)
    if twice is not None:
        raise ValueError(f"two findings have the id {twice!r}")
    return Findings(tuple(replace(finding, lang=lang) for finding in findings), lang)


def _item(finding: Finding, lang: Lang) -> str:
    card = f"{_card(finding.card, lang)}\n" if finding.card else ""
    sentence = f'<p class="study-sentence">{_mark_html(finding)} {escape(finding.words[lang])}</p>'
    return f"<li {_attributes(finding, 'study-finding')}>\n{card}{sentence}\n</li>"


def _card(card: Card, lang: Lang) -> str:
    spread = f"{_RANGE[lang]} {card.range[lang]}" if card.range else ""
    note = f' <span class="study-card-range">{escape(spread)}</span>' if spread else ""
    return (
        f'<p class="study-card"><span class="study-card-label">{escape(card.label[lang])}</span> '
        f'<strong class="study-card-value">{escape(card.value[lang])}</strong>{note}</p>'
    )


def _mark_html(finding: Finding) -> str:
    frame = "border: 1px solid; border-radius: 3px; padding: 0 0.4em"
    return f'<span class="study-mark" style="{frame}">{finding.mark[finding.lang]}</span>'


def _attributes(finding: Finding, css_class: str) -> str:
    holds = "true" if finding.holds else "false"
    return f'class="{css_class}" data-finding="{escape(finding.id)}" data-holds="{holds}" lang="{finding.lang}"'


def _both(words: Words) -> dict[str, str]:
    return {lang: words[lang] for lang in LANGUAGES}
