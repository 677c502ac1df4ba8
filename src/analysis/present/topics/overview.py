"""What the overview shows: every topic's findings, the audit in a line, what moved since the edition before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

import pandas as pd

from analysis.data.edition import Edition, open_edition
from analysis.methods.changes import moved
from analysis.methods.estimate import Estimate
from analysis.present.findings import Claim, Finding
from analysis.present.findings import evaluate_claim as judge
from analysis.present.numbers import estimate, number
from analysis.present.tables import Table
from analysis.present.topics.registry import TOPICS, Told, tell, tell_topic
from analysis.present.words import Lang, Words

__all__ = ["Summary", "all_results", "audit_line", "changes", "flips", "previous", "since", "summary", "tell"]

MOST_ROWS = 20
COLUMN = {
    "result": Words("결과", "Result"),
    "before": Words("지난 판", "Edition before"),
    "after": Words("이번 판", "This edition"),
    "ranges": Words("움직임", "Move"),
}
RANGES = Words(
    "움직임은 지난 판 범위의 반폭을 1로 잰 것이다.", "A move is measured in half-widths of the range before."
)
AUDITED = Words(
    "audit.으로 시작하는 결과는 그 판이 스스로 인쇄한 수치만 센 것이어서, 이월된 표가 있으면 줄어든다.",
    "Results that begin with audit. count what the edition itself prints: less, where tables are carried forward.",
)


@dataclass(frozen=True)
class Summary:
    """The findings of every topic, each topic under a link to its report."""

    told: Sequence[Told]
    lang: Lang

    def _repr_mimebundle_(self, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> dict[str, Any]:
        del include, exclude
        bundles = [
            (one, [replace(finding, lang=self.lang)._repr_mimebundle_() for finding in one.findings.findings])
            for one in self.told
        ]
        html = "\n".join(
            f'<h3><a href="{escape(one.topic.notebook)}.html">{escape(one.topic.name[self.lang])}</a></h3>\n'
            + "\n".join(bundle["text/html"] for bundle in bundle_list)
            for one, bundle_list in bundles
        )
        text = "\n".join(
            "\n".join([one.topic.name[self.lang], *(bundle["text/plain"] for bundle in bundle_list)])
            for one, bundle_list in bundles
        )
        return {"text/html": html, "text/plain": text}


def summary(told: Sequence[Told], lang: Lang) -> Summary:
    """Every topic's findings."""
    return Summary(told, lang)


@dataclass(frozen=True)
class Since:
    """What changed in one topic since the edition before: findings that turned, then results that moved."""

    flips: Finding
    changes: Table | None

    def _repr_mimebundle_(self, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> dict[str, Any]:
        del include, exclude
        bundles = [one._repr_mimebundle_() for one in (self.flips, self.changes) if one is not None]
        return {kind: "\n".join(bundle[kind] for bundle in bundles) for kind in ("text/html", "text/plain")}


def since(report: Edition, notebook: str, lang: Lang) -> Since:
    """What changed in a notebook's topic since the edition before, both with the defaults."""
    topic = next(one for one in TOPICS if one.notebook == notebook)
    now, earlier = [tell_topic(topic, report, lang)], previous(report)
    before = [tell_topic(topic, earlier, lang)] if earlier else None
    changed = before is not None and len(moved(all_results(before), all_results(now))) > 0
    return Since(flips(now, before, lang), changes(now, before, report, lang) if before and changed else None)


def audit_line(told: Sequence[Told], lang: Lang) -> Finding:
    """The audit in one line."""
    audit = next(one for one in told if one.topic.notebook == "07_audit")
    first = audit.findings.findings[0]
    return Finding(first.id, first.claim, first.holds, first.words, first.card, lang)


def all_results(told: Sequence[Told]) -> dict[str, Estimate]:
    """The results of every topic, by id."""
    return {name: result for one in told for name, result in one.results.items()}


def previous(report: Edition) -> Edition | None:
    """The edition before, where the study has one."""
    return open_edition(report.earlier[-1], report.root) if report.earlier else None


@dataclass(frozen=True)
class Compared:
    """The findings that hold now and did not before, or the other way round; and whether there was a before."""

    turned: Sequence[Finding]
    with_earlier: bool


def flips(told: Sequence[Told], before: Sequence[Told] | None, lang: Lang) -> Finding:
    """Which findings turned since the edition before."""
    known = {finding.id: finding.holds for one in before or () for finding in one.findings.findings}
    now = [finding for one in told for finding in one.findings.findings]
    turned = [finding for finding in now if known.get(finding.id, finding.holds) != finding.holds]
    return judge(UNTURNED, Compared(turned, before is not None), lang)


def changes(told: Sequence[Told], before: Sequence[Told], report: Edition, lang: Lang) -> Table:
    """The results that moved most since the edition before, against the range that they had."""
    table = moved(all_results(before), all_results(told))
    frame = pd.DataFrame(
        {
            "result": table["result"],
            "before": [_shown(one, lang) for one in table["before"]],
            "after": [_shown(one, lang) for one in table["after"]],
            "ranges": [number(one, 1, signed=True) if pd.notna(one) else None for one in table["ranges"]],
        }
    )
    caption = Words(
        f"지난 판 뒤에 달라진 결과 {number(len(frame))}개 가운데 범위에 비해 크게 움직인 것부터",
        f"Of {number(len(frame))} results that changed since the edition before, those that moved most first",
    )
    header = {name: words[lang] for name, words in COLUMN.items()}
    return Table(
        frame.head(MOST_ROWS),
        caption[lang],
        lang=lang,
        header=header,
        notes=notes_on_moves(table["result"], report, lang),
    )


def notes_on_moves(results: Iterable[str], report: Edition, lang: Lang) -> list[str]:
    """What the readers of a table of moved results must know."""
    partly = bool(report.carried) and any(name.startswith("audit.") for name in results)
    return [words[lang] for words in (RANGES, *([AUDITED] if partly else []))]


def _shown(result: Estimate | None, lang: Lang) -> str | None:
    return estimate(result, lang) if result is not None else None


def _names(turned: Sequence[Finding], lang: Lang) -> str:
    return "; ".join(finding.claim[lang] for finding in turned)


def _unturned(compared: Compared) -> Words:
    if not compared.with_earlier:
        return Words(
            "이 연구의 첫 판이어서 견줄 지난 판이 없다.",
            "This is the study's first edition; there is none before to compare with.",
        )
    return Words("지난 판의 결론은 모두 그대로이다.", "Every finding of the edition before stands as it was.")


def _turned(compared: Compared) -> Words:
    turned = compared.turned
    return Words(
        f"지난 판과 달라진 결론 {number(len(turned))}개: {_names(turned, 'ko')}.",
        f"Findings that turned since the edition before, {number(len(turned))}: {_names(turned, 'en')}.",
    )


UNTURNED: Claim[Compared] = Claim(
    "overview.unturned",
    Words("지난 판과 달라진 결론이 없다", "No finding turned since the edition before"),
    lambda compared: not compared.turned,
    _unturned,
    _turned,
)
