"""What a digest says, in one language: the brief, what turned and moved, and where the pages are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from analysis.present import brief
from analysis.present.claims import FAILS, HOLDS, KINDS
from analysis.present.numbers import estimate
from analysis.publish.page.index import title
from analysis.publish.page.labels import as_of_words, edition_words, label
from analysis.publish.page.provenance_words import NOTE, REASON, mark, said_of
from analysis.publish.release.digest.told import Before, Told
from analysis.publish.release.issued import moves
from analysis.publish.run.outcome import Problem
from analysis.publish.run.results import recorded
from analysis.words import Lang, Words

MOST = 10
TO_DECIDE = Words("결정·확인할 사항", "To decide or to ask")
TURNED = Words("판정이 달라진 주장({}과 비교)", "Claims that turned since {}")
MOVED = Words("달라진 수치({}과 비교)", "Numbers that moved since {}")
NO_TURN = Words("판정이 달라진 주장 없음", "No claim turned.")
NO_MOVE = Words("보고서에 보이는 자릿수에서 달라진 수치 없음", "No number moved in the digits that the reports show.")
UNKNOWN = Words(
    "앞 호의 파일이 여기 없어 판정을 비교하지 못함",
    "The files of that issue are not here, so claims can't be compared.",
)
FIRST = Words("비교할 앞 호나 앞 판 없음", "There is no earlier issue or edition to compare with.")
CHANGES = Words("달라진 것", "What changed")
REST = Words("외 {}개", "and {} more")
PAGES = Words("보고서({})", "Reports (in {})")
ATTACHED = Words("첨부", "attached")
VERIFY = Words(
    "받은 파일이 만든 그대로인지는 study verify로 확인",
    "study verify tells whether a file is as it was made.",
)
FAILED = Words("{} 보고서 실행 실패", "The run of the {} failed")
FAILED_LEAD = Words(
    "아래를 고친 뒤 다시 실행할 명령: study run {}. 그때까지 보고서는 앞선 실행의 것이거나 미완성이다.",
    "Mend what is listed, then run study run {}. Until then the reports are those of an earlier run, or incomplete.",
)
PROBLEMS = Words("실패 {}건", "What failed: {}")


@dataclass(frozen=True)
class Part:
    """A heading with lines below it, each with lines of its own."""

    heading: str
    lines: Sequence[tuple[str, Sequence[str]]]
    note: str = ""


@dataclass(frozen=True)
class Letter:
    """A mail's text in one language."""

    lang: Lang
    title: str
    lead: Sequence[str]
    parts: Sequence[Part]

    def plain(self) -> str:
        """As plain text."""
        out = [self.title, *self.lead]
        for part in self.parts:
            out += ["", f"□ {part.heading}"]
            for line, below in part.lines:
                out += [f"○ {line}", *(f"   - {one}" for one in below)]
            out += [f"※ {part.note}"] if part.note else []
        return "\n".join(out)


def html_of(letters: Sequence[Letter]) -> str:
    """The letters as one page without anything from outside."""
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return templates.get_template("letter.html.j2").render(letters=letters)


def for_readers(told: Told, earlier: Before | None, root: Path, attached: Sequence[str], lang: Lang) -> Letter:
    """What readers are told; `attached` are the pages that the mail carries, by path."""
    provenance = told.provenance
    as_of = [as_of_words(provenance.as_of, lang)] if provenance.as_of else []
    lead = [
        " · ".join([edition_words(told.edition, lang), *as_of]),
        f"{mark(provenance, lang)}. {said_of(provenance, lang)}",
    ]
    if provenance.issue:
        why = NOTE if provenance.issue.number == 1 else REASON
        lead.append(f"{why[lang]} {provenance.issue.note}")
    changes = [Part(CHANGES[lang], [(FIRST[lang], ())])] if earlier is None else _changes(told, earlier, lang)
    parts = [*_brief(told, lang), *changes, _pages(told, root, attached, lang)]
    return Letter(lang, label("study", lang), lead, parts)


def for_operator(edition: str, problems: Sequence[Problem], lang: Lang) -> Letter:
    """What whoever runs the study is told of a run that failed."""
    lines = [(first, below) for one in problems for first, *below in [one.words[lang].splitlines()]]
    return Letter(
        lang,
        FAILED[lang].format(edition_words(edition, lang)),
        [FAILED_LEAD[lang].format(edition)],
        [Part(PROBLEMS[lang].format(len(problems)), [(line, [one.strip() for one in below]) for line, below in lines])],
    )


def brief_pages(told: Told) -> list[str]:
    """The pages that have the brief, by path."""
    return [
        f"{one.lang}/{one.name}.html"
        for one in told.executed
        if next(recorded(one.book, brief.MIMETYPE), None) is not None
    ]


def _brief(told: Told, lang: Lang) -> list[Part]:
    records = [record for one in told.executed if one.lang == lang for record in recorded(one.book, brief.MIMETYPE)]
    return [
        Part(TO_DECIDE[lang], [_line(one, lang) for one in record["lines"]] or [(brief.NOTHING[lang], ())])
        for record in records[:1]
    ]


def _line(record: Mapping[str, Any], lang: Lang) -> tuple[str, Sequence[str]]:
    own = record[lang]
    why = f" [{', '.join(own['why'])}]" if own["why"] else ""
    below = [one for one in (own["meaning"], own["ask"]) if one]
    return f"({KINDS[record['kind']][lang]}) {own['fact']}{why}", below


def _changes(told: Told, earlier: Before, lang: Lang) -> list[Part]:
    moved = moves(earlier.results, told.results)
    shown = [(f"{one.result}: {_number(one.before, lang)} → {_number(one.after, lang)}", ()) for one in moved]
    turned: list[tuple[str, Sequence[str]]] = [
        (f"{one[lang]}", [f"{_verdict(was, lang)} → {_verdict(one, lang)}"])
        for name, one in sorted(told.claims.items(), key=lambda item: not item[1]["headline"])
        if earlier.claims is not None
        if (was := earlier.claims.get(name)) is not None and was["holds"] != one["holds"]
    ]
    none = UNKNOWN if earlier.claims is None else NO_TURN
    return [
        Part(TURNED[lang].format(earlier.words[lang]), *_first(turned, none, lang)),
        Part(MOVED[lang].format(earlier.words[lang]), *_first(shown, NO_MOVE, lang)),
    ]


def _first(
    lines: Sequence[tuple[str, Sequence[str]]], none: Words, lang: Lang
) -> tuple[Sequence[tuple[str, Sequence[str]]], str]:
    """The first lines, and how many more there are."""
    rest = len(lines) - MOST
    return lines[:MOST] or [(none[lang], ())], REST[lang].format(rest) if rest > 0 else ""


def _verdict(claim: Mapping[str, Any], lang: Lang) -> str:
    return (HOLDS if claim["holds"] else FAILS)[lang]


def _number(result: Any, lang: Lang) -> str:
    return "–" if result is None else estimate(result, lang)


def _pages(told: Told, root: Path, attached: Sequence[str], lang: Lang) -> Part:
    lines = []
    for one in sorted(told.executed, key=lambda one: one.name):
        page = f"{one.lang}/{one.name}.html"
        if one.lang == lang:
            lines.append((f"{title(one)} — {page}{f' ({ATTACHED[lang]})' if page in attached else ''}", ()))
    folder = told.folder.relative_to(root).as_posix()
    return Part(PAGES[lang].format(folder), lines, VERIFY[lang])
