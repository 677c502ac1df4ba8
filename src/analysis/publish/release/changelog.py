"""The versions of an edition in words: for its index, for a CHANGELOG, and as data."""

import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from analysis.methods.estimate import Estimate
from analysis.present.claims import FAILS, HOLDS
from analysis.present.numbers import estimate, number
from analysis.publish.page.index import Issuing
from analysis.publish.release.changes import Change, Kind, Version
from analysis.publish.release.issued import Record
from analysis.words import LANGUAGES, Lang, Words

KINDS: dict[Kind, Words] = {
    "result": Words("결과값", "Result"),
    "claim": Words("주장", "Claim"),
    "table": Words("표", "Table"),
    "column": Words("열", "Column"),
}
HOW = {
    "added": Words("추가", "added"),
    "removed": Words("삭제", "removed"),
    "changed": Words("변경", "changed"),
    "reworded": Words("판정은 같고 문장이 다름", "the same verdict in other words"),
}
NONE = Words("없음", "none")
UNSEEN = Words("보고서에 적는 자릿수에서는 같음", "the same in the digits that reports give")
ROWS = Words("행 {}개", "{} rows")
ISSUE = Words("제{}호", "issue {}")
DRAFT = Words("초안", "draft")
FIRST = Words("첫 발행", "The first issue")
SAME = Words("결과값, 주장, 표는 앞 호와 같음", "Results, claims and tables are those of the issue before")
CHANGELOG = Words("변경 이력", "Changelog")
MARKS = re.compile(r"([\\`*_\[\]<>|#])")


def issuings(versions: Sequence[Version], lang: Lang) -> list[Issuing]:
    """The versions as the index lists them, the newest first."""
    return [Issuing(_heading(one, lang), one.note, _lines(one, one is versions[0], lang)) for one in reversed(versions)]


def changelog(versions: Sequence[Version], title: Words) -> str:
    """CHANGELOG.md: every version, the newest first, in both languages."""
    lines = []
    for lang in LANGUAGES:
        lines += [f"# {CHANGELOG[lang]}: {plain(title[lang])}", ""]
        for one in issuings(versions, lang):
            lines += [f"## {one.heading}", "", *([plain(one.note), ""] if one.note else [])]
            lines += [*(f"- {plain(line)}" for line in one.lines), ""]
    return "\n".join(lines)


def changes_json(edition: str, versions: Sequence[Version]) -> dict[str, Any]:
    """The same as data, the first version first: each change with the reason that its issue gives."""
    return {
        "edition": edition,
        "versions": [
            {
                "version": one.version,
                "issue": one.issue,
                "day": one.day,
                "reason": one.note,
                "changes": [{**asdict(change), "reason": one.note} for change in one.changes],
            }
            for one in versions
        ],
    }


def plain(text: str) -> str:
    """A text that Markdown shows as it stands, in one line and in one cell."""
    return MARKS.sub(r"\\\1", " ".join(text.split()))


def _heading(one: Version, lang: Lang) -> str:
    what = DRAFT[lang] if one.issue is None else ISSUE[lang].format(one.issue)
    return f"{one.version} ({', '.join([what, *([one.day] if one.day else [])])})"


def _lines(one: Version, first: bool, lang: Lang) -> list[str]:
    if not one.changes:
        return [(FIRST if first else SAME)[lang]]
    alike: dict[tuple[str, str], list[str]] = {}
    for change in one.changes:
        alike.setdefault((KINDS[change.kind][lang], _told(change, lang)), []).append(change.name)
    return [f"{kind} {', '.join(names)}: {told}" for (kind, told), names in alike.items()]


def _told(change: Change, lang: Lang) -> str:
    if change.kind == "column" or change.how == "reworded":
        return HOW[change.how][lang]
    show = {"result": _number, "claim": _verdict, "table": _rows}[change.kind]
    before, after = (NONE[lang] if side is None else show(side, lang) for side in (change.before, change.after))
    if before != after:
        return f"{before} → {after}"
    return UNSEEN[lang] if change.kind == "result" else f"{HOW[change.how][lang]} ({after})"


def _number(result: Record, lang: Lang) -> str:
    return estimate(Estimate(result["value"], result["low"], result["high"], result["unit"]), lang)


def _verdict(claim: Record, lang: Lang) -> str:
    return (HOLDS if claim["holds"] else FAILS)[lang]


def _rows(table: Record, lang: Lang) -> str:
    return ROWS[lang].format(number(table["rows"]))
