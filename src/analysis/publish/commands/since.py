"""What moved and what turned since the run before, or by a what-if, in up to three lines."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.data.system import content_of
from analysis.methods.estimate import Estimate
from analysis.publish.run.claims import CLAIMS_FILE
from analysis.words import LANGUAGES, Words

MOST = 3
RESULTS_FILE = "results.json"
MOVED = Words("앞선 실행과 달라진 결과 {}개: {}", "Results that moved since the run before: {}: {}")
MOVED_BY = Words("판의 보고서와 달라지는 결과 {}개: {}", "Results that move from the edition's reports: {}: {}")
NOTHING_MOVED = Words(
    "달라지는 결과도, 판정이 바뀌는 주장도 없다.", "No result moves and no claim turns from the edition's reports."
)
TURNED = Words("판정이 바뀐 주장 {}개: {}", "Claims that turned: {}: {}")
OTHERS = Words("새로 생기거나 없어진 결과와 주장 {}개: {}", "Results and claims that are new or gone: {}: {}")
REST = Words(" 외 {}개", " and {} more")


@dataclass(frozen=True)
class Reported:
    """What a folder of reports holds: results and claims by id."""

    results: Mapping[str, Estimate]
    claims: Mapping[str, Mapping[str, Any]]


def read_said(folder: Path) -> Reported | None:
    """What a folder of reports holds; None where there are none."""
    try:
        results = json.loads(content_of(folder / RESULTS_FILE))["results"]
        claims = json.loads(content_of(folder / CLAIMS_FILE))["claims"]
        return Reported({name: _estimate(one) for name, one in results.items()}, claims)
    except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return None


def by_what_if(edition: Reported | None, now: Reported | None) -> list[Words]:
    """The same of a what-if against the edition's reports, of whose notebooks it may have some only."""
    if edition is None or now is None:
        return []
    shared = Reported(
        {name: one for name, one in edition.results.items() if name in now.results},
        {name: one for name, one in edition.claims.items() if name in now.claims},
    )
    return since(shared, now, MOVED_BY) or [NOTHING_MOVED]


def since(before: Reported | None, now: Reported | None, moved_words: Words = MOVED) -> list[Words]:
    """A line on results that moved, one on claims that turned, one on what is new or gone; none where there is none."""
    if before is None or now is None:
        return []
    from analysis.methods.changes import moved  # slow to import, and a first run has nothing to compare

    both = {name: one for name, one in before.results.items() if name in now.results}
    kept = {name: now.results[name] for name in both}
    moves = [
        Words(
            f"{name} {_short(one.value)} → {_short(other.value)}", f"{name} {_short(one.value)} → {_short(other.value)}"
        )
        for name, one, other in moved(both, kept)[["result", "before", "after"]].itertuples(index=False)
    ]
    turns = [
        Words(*(f"{name} ({_verdict(was)[lang]} → {_verdict(now.claims[name])[lang]})" for lang in LANGUAGES))
        for name, was in before.claims.items()
        if name in now.claims and was["holds"] != now.claims[name]["holds"]
    ]
    names = (before.results.keys() ^ now.results.keys()) | (before.claims.keys() ^ now.claims.keys())
    others = [Words(name, name) for name in sorted(names)]
    return [_line(words, found) for words, found in ((moved_words, moves), (TURNED, turns), (OTHERS, others)) if found]


def _line(words: Words, found: Sequence[Words]) -> Words:
    rest = len(found) - MOST
    listed = (
        ", ".join(one[lang] for one in found[:MOST]) + (REST[lang].format(rest) if rest > 0 else "")
        for lang in LANGUAGES
    )
    ko, en = listed
    return Words(words.ko.format(len(found), ko), words.en.format(len(found), en))


def _estimate(record: Mapping[str, Any]) -> Estimate:
    return Estimate(record["value"], record["low"], record["high"], record["unit"], record["method"])


def _short(value: float) -> str:
    return f"{value:.6g}"


def _verdict(claim: Mapping[str, Any]) -> Words:
    from analysis.present.claims import FAILS, HOLDS  # slow to import, and a first run has nothing to compare

    return HOLDS if claim["holds"] else FAILS
