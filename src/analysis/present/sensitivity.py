"""A notebook with its assumptions varied: those it uses, how far each moves its results, where its claims turn.

What is varied comes from `analysis.book`; nothing here names a notebook or an assumption.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any, Protocol

import pandas as pd

from analysis.data.assumptions import Assumption
from analysis.methods.estimate import Estimate
from analysis.present.charts import height_of, in_two_lines, tornado
from analysis.present.claims import Claim
from analysis.present.dates import day
from analysis.present.figures import Figure
from analysis.present.numbers import decimals, number, span, value_of
from analysis.present.tables import Table
from analysis.present.theme import chart
from analysis.present.words import Foreign, Lang, Words


class Varied(Protocol):
    """A notebook whose assumptions can be varied, as `analysis.book_varied.Varied` is."""

    @property
    def lang(self) -> Lang:
        """The language of what is shown."""

    @property
    def results(self) -> Mapping[str, Estimate]:
        """Results by id."""

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Claims by id."""

    @property
    def replaced(self) -> frozenset[str]:
        """The records that a parameter stands in for."""

    @property
    def assumptions(self) -> Mapping[str, Assumption]:
        """The records that it takes."""

    @property
    def dependent(self) -> Sequence[str]:
        """The results that an assumption moves."""

    def of(self, result: str) -> Mapping[str, Assumption]:
        """The records that move a result."""

    def one_at_a_time(self, result: str) -> pd.DataFrame:
        """A result at either end of each."""

    def together(self, result: str) -> Estimate:
        """A result with all at their ends."""

    def survival(self, claim: str, assumption: str) -> tuple[float, float]:
        """Where the verdict stays."""


_REPLACED = Words("매개변수로 바꿈", "replaced by a parameter")
_TOGETHER = Words("모두 함께", "all together")
_WHOLE = Words("범위 전체", "the whole range")
EVERY = Words("모든 가정", "every assumption")
_REGISTER = Words("가정 등록부(data/assumptions.yaml)", "register of assumptions (data/assumptions.yaml)")
_GRADES = Words(
    "등급 A는 보고서나 법에서 읽은 값, B는 다른 문헌의 값, C는 이 연구의 판단이다.",
    "Grade A: read from the report or a law; B: published elsewhere; C: judged by this study.",
)
_BOUND = Words(
    "‘모두 함께’는 모든 가정이 각 범위의 끝에 있을 때 결과의 최솟값과 최댓값이다. 한계값이며 "
    "가능성이 높은 경우를 뜻하지 않는다.",
    "“All together” is the least and the greatest the result comes to with every assumption at an end: a bound, not a "
    "likely case.",
)
_ABSENT = Words(
    "{}을(를) 이 판의 수록값으로 산출할 수 없어 가정에 따른 그림이 없다.",
    "{} can't be computed from the figures of this edition, so there is nothing to draw over its assumptions.",
)
_UNMOVED = Words("이 판에서는 {}을(를) 움직이는 가정이 없다.", "In this edition no assumption moves {}.")
_ENDS = (Words("낮은 끝", "low end"), Words("높은 끝", "high end"))


def assumptions_table(varied: Varied) -> Table:
    """The assumptions that the notebook uses."""
    lang = varied.lang
    rows = [_record(varied, name, one, lang) for name, one in varied.assumptions.items()]
    names = [_COLUMNS[name][lang] for name in ("what", "value", "range", "grade", "since", "source")]
    changed = len(varied.replaced & varied.assumptions.keys())
    caption = Words(
        f"이 노트북이 쓰는 가정 {len(rows)}개. 매개변수로 바꾼 것은 {changed}개이다.",
        f"Assumptions that this notebook uses: {len(rows)}, of which parameters replace {changed}.",
    )
    return Table(pd.DataFrame(rows, columns=names), caption[lang], lang, _REGISTER[lang], [_GRADES[lang]])


def sensitivity_table(varied: Varied) -> Table:
    """Every result that depends on an assumption: over the range of each, and of all together."""
    lang = varied.lang
    rows: list[tuple[Any, ...]] = []
    widest = ("", "", 0.0)
    for result in varied.dependent:
        frame, unit = varied.one_at_a_time(result), varied.results[result].unit
        for name, row in frame.iterrows():
            ends = (float(row["at_low"]), float(row["at_high"]))
            rows.append(
                _moved(result, varied.assumptions[str(name)].what[lang], float(row["at_value"]), ends, unit, lang)
            )
            relative = float(row["swing"]) / abs(float(row["at_value"])) if row["at_value"] else 0.0
            widest = max(widest, (result, str(name), relative), key=lambda each: each[2])
        if len(frame) > 1:
            both = varied.together(result)
            assert both.low is not None
            assert both.high is not None
            rows.append(_moved(result, _TOGETHER[lang], both.value, (both.low, both.high), unit, lang))
    names = [_COLUMNS[name][lang] for name in ("result", "what", "base", "at_low", "at_high")]
    most = varied.assumptions[widest[1]].what if widest[1] else None
    moves = (
        Words(
            f"값에 비해 가장 크게 움직이는 것은 {widest[0]}이며, 움직이는 가정은 ‘{most.ko}’이다.",
            f"For its size {widest[0]} moves most, by “{most.en}”.",
        )
        if most
        else Words("이 판에서는 어느 것도 움직이지 않는다.", "In this edition none of them moves.")
    )
    caption = Words(
        f"가정을 범위의 양 끝으로 옮겼을 때의 결과 {len(varied.dependent)}개. {moves.ko}",
        f"Results that depend on assumptions, with each at the ends of its range: {len(varied.dependent)}. {moves.en}",
    )
    notes = [_BOUND[lang]] if any(row[1] == _TOGETHER[lang] for row in rows) else []
    return Table(pd.DataFrame(rows, columns=names), caption[lang], lang, _REGISTER[lang], notes, row_headers=2)


@dataclass(frozen=True)
class NoChart:
    """The sentence that stands in place of a chart which the data of an edition do not give."""

    said: str

    def _repr_mimebundle_(self, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> dict[str, Any]:
        del include, exclude
        return {"text/html": f"<p>{escape(self.said)}</p>", "text/plain": self.said}


def sensitivity_chart(varied: Varied, result: str) -> Figure | NoChart:
    """A tornado of one result over the range of each of its assumptions; a sentence where there is nothing to draw."""
    lang = varied.lang
    if result not in varied.results:
        return NoChart(_ABSENT[lang].format(result))
    if not varied.of(result):
        return NoChart(_UNMOVED[lang].format(result))
    frame, unit = varied.one_at_a_time(result), varied.results[result].unit
    figure, axes = chart(height=height_of(len(frame)) + 0.5)
    records = [varied.assumptions[str(name)] for name in frame.index]
    base = float(frame["at_value"].iloc[0])
    ends = list(zip(frame["at_low"].astype(float), frame["at_high"].astype(float), strict=True))

    def text(value: float) -> str:
        return value_of(Estimate(value, unit=unit), lang)

    def bare(value: float) -> str:
        """Beside the bars, where room is short: the unit stands at the base and in the words."""
        return text(value) if unit == "fraction" else number(value)

    tornado(
        axes,
        [in_two_lines(f"{one.what[lang]}, {_range(one, lang)}") for one in records],
        [low for low, _ in ends],
        [high for _, high in ends],
        base,
        [("" if low == base else bare(low), "" if high == base else bare(high)) for low, high in ends],
        base_label=text(base),
        ends=(_ENDS[0][lang], _ENDS[1][lang]),
    )
    said = "; ".join(
        f"{one.what[lang]} {_range(one, lang)}: {text(low)}, {text(high)}"
        for one, (low, high) in zip(records, ends, strict=True)
    )
    caption = Words(
        f"가정을 하나씩 범위의 끝으로 옮긴 {result}. 기준은 {text(base)}이고 가장 크게 움직이는 가정은 "
        f"‘{records[0].what.ko}’이다.",
        f"{result} with assumptions moved to the ends of their ranges one at a time. The base is {text(base)}; "
        f"“{records[0].what.en}” moves it most.",
    )
    alt = Words(
        f"가정마다 낮은 끝과 높은 끝의 결과를 막대로 나타낸 그림. 기준 {text(base)}. {said}.",
        f"Bars from the base, {text(base)}, to the result at the low and at the high end of each assumption. {said}.",
    )
    rows = [
        (one.what[lang], _range(one, lang), text(base), text(low), text(high))
        for one, (low, high) in zip(records, ends, strict=True)
    ]
    names = [_COLUMNS[name][lang] for name in ("what", "range", "base", "at_low", "at_high")]
    data = Table(pd.DataFrame(rows, columns=names), caption[lang], lang)
    return Figure(figure, caption[lang], alt[lang], _REGISTER[lang], data, lang)


def survival_table(varied: Varied, *also: str) -> Table:
    """Over which interval of each assumption every headline keeps its verdict; `also` are the ids of other claims.

    A claim that no assumption turns within its range is one row.
    """
    lang = varied.lang
    rows: list[tuple[str, str, str, str]] = []
    ranged = {name: one for name, one in varied.assumptions.items() if one.low < one.high}
    claims = [claim for claim in varied.claims.values() if claim.headline or claim.id in also]
    turning = 0
    for claim in claims:
        intervals = {name: varied.survival(claim.id, name) for name in ranged}
        turns = {name: ends for name, ends in intervals.items() if not _whole(ends, ranged[name])}
        turning += bool(turns)
        verdict = claim.verdict[lang]
        for name, (low, high) in turns.items():
            kept = span(low, high, lang, 0 if ranged[name].whole else None, ranged[name].unit)
            rows.append((claim.title[lang], verdict, ranged[name].what[lang], kept))
        if not turns:
            rows.append((claim.title[lang], verdict, EVERY[lang], _WHOLE[lang]))
    names = [_COLUMNS[name][lang] for name in ("claim", "verdict", "what", "holds")]
    caption = Words(
        f"주장 {len(claims)}개의 판정이 유지되는 가정의 구간. 등록부의 범위 안에서 판정이 바뀌는 것은 {turning}개임.",
        f"Intervals of each assumption over which {len(claims)} claims keep their verdict. Within the ranges of the "
        f"register {turning} of them {'changes' if turning == 1 else 'change'}.",
    )
    return Table(pd.DataFrame(rows, columns=names), caption[lang], lang, _REGISTER[lang])


_COLUMNS = {
    "what": Words("가정", "Assumption"),
    "value": Words("값", "Value"),
    "range": Words("범위", "Range"),
    "grade": Words("등급", "Grade"),
    "since": Words("적용 시작", "Holds from"),
    "source": Words("근거", "Source"),
    "result": Words("결과", "Result"),
    "base": Words("기준값", "As taken"),
    "at_low": Words("낮은 끝", "At the low end"),
    "at_high": Words("높은 끝", "At the high end"),
    "claim": Words("주장", "Claim"),
    "verdict": Words("판정", "Verdict"),
    "holds": Words("판정이 유지되는 구간", "Verdict the same over"),
}


def _record(varied: Varied, name: str, one: Assumption, lang: Lang) -> Sequence[str | None]:
    mark = f" ({_REPLACED[lang]})" if name in varied.replaced else ""
    since = day(one.since, lang) if one.since else None
    value = value_of(Estimate(one.value, unit=one.unit), lang, _digits(one))
    return one.what[lang], f"{value}{mark}", _range(one, lang), one.grade, since, one.source[lang]


def _whole(ends: tuple[float, float], one: Assumption) -> bool:
    """Whether an interval is the range of the register, to a hundredth of it: ends are not known to more."""
    near = (one.high - one.low) / 100
    return abs(ends[0] - one.low) <= near and abs(ends[1] - one.high) <= near


def _range(one: Assumption, lang: Lang) -> str:
    return span(one.low, one.high, lang, _digits(one), one.unit)


def _digits(one: Assumption) -> int | None:
    """Of a share without a range, set by a law, all its decimals; else as many as the range warrants."""
    return decimals(100 * Decimal(str(one.value))) if one.unit == "fraction" and one.low == one.high else None


def _moved(
    result: str, what: str, base: float, ends: tuple[float, float], unit: str, lang: Lang
) -> tuple[Foreign | str, ...]:
    # To the decimals at which the ends can be distinguished.
    texts = [value_of(Estimate(each, min(base, *ends), max(base, *ends), unit), lang) for each in (base, *ends)]
    return Foreign(result, "en"), what, *texts
