"""What changed between two runs of a notebook: claims that turned, results that moved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any, Protocol

import pandas as pd

from analysis.data.edition import Edition
from analysis.methods.changes import moved
from analysis.methods.estimate import Estimate
from analysis.present.claims import Claim
from analysis.present.numbers import estimate, number
from analysis.present.tables import Table
from analysis.present.words import Lang, Words

MOST_ROWS = 20
FEW = 3  # claims that turned, on the brief
FIRST = Words("최초 분석으로 비교할 전월 자료 없음.", "First edition of the study: no earlier month to compare with.")
SAME = Words("전월 보고와 판정이 달라진 주장 없음.", "No claim changed its verdict since the edition before.")
TURNED = Words("전월 보고와 판정이 달라진 주장 {}개:", "Claims whose verdict changed since the edition before: {}.")
NOW = {
    True: Words("성립하지 않음 → 성립", "did not hold → holds"),
    False: Words("성립 → 성립하지 않음", "held → does not hold"),
}
COLUMNS = {
    "result": Words("결과", "Result"),
    "before": Words("전월 보고", "Edition before"),
    "after": Words("이번 보고", "This edition"),
    "ranges": Words("변동", "Move"),
}
RANGES = Words(
    "변동은 전월 95% 구간의 반폭을 1로 하여 잰 것이다.", "A move is measured in half-widths of the interval before."
)
AUDITED = Words(
    "audit.으로 시작하는 결과는 해당 월 보고서 수록값만 센 것이어서, 전월 표를 그대로 쓴 부문이 있으면 줄어든다.",
    "Results that begin with audit. count what the edition itself prints: less, where tables are carried forward.",
)


class Summary(Protocol):
    """What a notebook says of one edition."""

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Claims by id."""

    @property
    def results(self) -> Mapping[str, Estimate]:
        """Results by id."""


@dataclass(frozen=True)
class Findings:
    """What one or several notebooks say of one edition, by id and in their order."""

    claims: Mapping[str, Claim]
    results: Mapping[str, Estimate]

    @property
    def headlines(self) -> list[Claim]:
        """The claims that stand under the title."""
        return [claim for claim in self.claims.values() if claim.headline]

    def shown_in(self, lang: Lang) -> "Findings":
        """The same, its claims shown in one of the languages that each is worded in."""
        return replace(self, claims={name: replace(claim, lang=lang) for name, claim in self.claims.items()})


def together(summaries: Iterable[Summary]) -> Findings:
    """The claims and results of several notebooks, by id."""
    taken = list(summaries)
    return Findings(
        {name: claim for one in taken for name, claim in one.claims.items()},
        {name: result for one in taken for name, result in one.results.items()},
    )


@dataclass(frozen=True)
class Changes:
    """Claims that turned, and the results that moved as a table where any did; `first` where nothing came before."""

    turned: Sequence[Claim]
    table: Table | None
    lang: Lang
    first: bool = False
    most: int | None = None

    def short(self) -> "Changes | None":
        """How many claims turned and the first few of them, without the table; None where none did."""
        return replace(self, table=None, most=FEW) if self.turned else None

    def _repr_mimebundle_(self, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> dict[str, Any]:
        del include, exclude
        lead = FIRST if self.first else TURNED if self.turned else SAME
        said = lead[self.lang].format(number(len(self.turned)))
        items = [f"{claim.title[self.lang]}: {NOW[claim.holds][self.lang]}" for claim in self.turned[: self.most]]
        listed = "".join(f"<li>{escape(item)}</li>" for item in items)
        html = f'<p class="study-changes" lang="{self.lang}">{escape(said)}</p>' + (
            f"<ul>{listed}</ul>" if items else ""
        )
        bundle = {"text/html": html, "text/plain": "\n".join([said, *items])}
        if self.table is None:
            return bundle
        own = self.table._repr_mimebundle_()
        return {kind: f"{bundle[kind]}\n{own[kind]}" for kind in bundle}


def changes(now: Summary, before: Summary | None, report: Edition, lang: Lang) -> Changes:
    """What changed from one to the other; `report` is the later edition."""
    if before is None:
        return Changes((), None, lang, first=True)
    known = {name: claim.holds for name, claim in before.claims.items()}
    turned = [claim for name, claim in now.claims.items() if known.get(name, claim.holds) != claim.holds]
    return Changes(turned, moved_table(before.results, now.results, report, lang), lang)


def moved_table(
    before: Mapping[str, Estimate], after: Mapping[str, Estimate], report: Edition, lang: Lang
) -> Table | None:
    """The results that moved most against the interval that they had; None where none moved."""
    table = moved(before, after)
    if table.empty:
        return None
    frame = pd.DataFrame(
        {
            "result": table["result"],
            "before": [estimate(one, lang) if one is not None else None for one in table["before"]],
            "after": [estimate(one, lang) if one is not None else None for one in table["after"]],
            "ranges": [number(one, 1, signed=True) if pd.notna(one) else None for one in table["ranges"]],
        }
    )
    caption = Words(
        f"전월과 달라진 결과 {number(len(frame))}개(구간 대비 변동이 큰 순)",
        f"The {number(len(frame))} results that moved since the edition before, largest moves first",
    )
    notes = notes_on_moves(table["result"], report, lang)
    header = {name: words[lang] for name, words in COLUMNS.items()}
    return Table(frame.head(MOST_ROWS), caption[lang], lang=lang, header=header, notes=notes)


def notes_on_moves(results: Iterable[str], report: Edition, lang: Lang) -> list[str]:
    """What the readers of a table of moved results must know."""
    partly = bool(report.carried) and any(name.startswith("audit.") for name in results)
    return [words[lang] for words in (RANGES, *([AUDITED] if partly else []))]
