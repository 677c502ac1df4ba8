"""What the ranges keep of their nominal 95 %, as tables: from the record of enumerations and simulations."""

from collections.abc import Collection

import pandas as pd

from analysis.data.coverage import Kept, read_coverage
from analysis.methods.coverage import STEADY_CASES
from analysis.present.numbers import number, percent
from analysis.present.tables import Table
from analysis.present.words import Lang, Words

# Below this a range is said not to keep its 95 %: what a simulation of 2,000 leaves in doubt is less.
SHORT = 0.93

METHODS = {
    "wilson": Words("비율, 윌슨", "share, Wilson"),
    "clopper_pearson": Words("비율, 클로퍼–피어슨", "share, Clopper–Pearson"),
    "ratio_of_proportions": Words("비율의 비, 쿠프먼", "ratio of shares, Koopman"),
    "exact_rate_ratio": Words("건수의 비, 정확", "ratio of counts, exact"),
    "score_rate_ratio": Words("건수의 비, 스코어", "ratio of counts, score"),
    "reproduction_number": Words("감염재생산지수 R", "reproduction number R"),
    "carried_forward_mean": Words("추세를 이은 세 시점 평균", "mean of three points on a trend carried on"),
    "doubling_time": Words("배가기간", "doubling time"),
}
SETTINGS = {
    "shares": Words("참 비율 여럿", "many true shares"),
    "ratios": Words("참 비 3분의 1~3", "true ratios from a third to 3"),
    "whole": Words("앞선 확진자를 모두 봄", "all earlier cases seen"),
    "cut": Words(
        f"하루 {STEADY_CASES}명에서 시작한 유행을 도중부터 봄",
        f"an epidemic begun at {STEADY_CASES} cases a day, seen from its midst",
    ),
    "superspreading": Words("소수가 많이 옮김(k = 0.5)", "few infect many (k = 0.5)"),
    "independent": Words("곧은 추세, 독립 오차", "straight trend, independent errors"),
    "correlated": Words("이웃한 오차의 상관 0.3", "neighbouring errors correlated by 0.3"),
    "bent": Words("기울기가 꺾임", "slope changes"),
    "poisson": Words("포아송 변동", "Poisson variation"),
    "overdispersed": Words("분산이 평균의 5배", "variance 5 times the mean"),
    "to_peak": Words("분산 5배, 최고일까지", "variance 5 times the mean, up to the highest day"),
}
RULES = {
    "outside": Words("한계를 벗어남", "outside a limit"),
    "trend": Words("이어지는 증감", "trend"),
    "two_of_three": Words("셋 가운데 둘이 한계 가까이", "two of three near a limit"),
    "run": Words("평균 한쪽에 이어짐", "run on one side of the mean"),
    "all": Words("규칙 하나라도", "any of the rules"),
}
_COLUMNS = {
    "method": Words("방법", "Method"),
    "setting": Words("만든 자료", "Data made"),
    "size": Words("크기", "Size"),
    "kept": Words("지킨 확률", "Kept"),
    "least": Words("가장 낮은 경우", "At the worst"),
    "rule": Words("규칙", "Rule"),
}
_SIZE = Words(
    "크기는 시행 수, 두 건수의 합, 추세를 그은 점의 수, 본 날수이다. 비율과 비는 모든 결과를 세어 구했고, 나머지는 "
    "난수의 시작값을 고정한 모의실험이다(python -m analysis.data.coverage).",
    "Size is trials, the sum of both counts, points that make the trend, or days seen. Shares and ratios are "
    "exact, by all outcomes; the rest is simulated with a fixed seed (python -m analysis.data.coverage).",
)
_STABLE = Words(
    "변하지 않는 정규분포에서 독립으로 뽑은 점에 관리도를 적용한 모의실험이다.",
    "Simulated: charts of independent points of one normal distribution that never changes.",
)


def coverage_table(methods: Collection[str], lang: Lang) -> Table:
    """How often the intervals of these methods contain the true value.

    Raises:
        ValueError: a method of which there is no record.
    """
    record = [one for one in read_coverage() if one.method in methods]
    if missing := set(methods) - {one.method for one in record}:
        raise ValueError(f"what {sorted(missing)[0]!r} keeps is not on record")
    rows = [
        (
            METHODS[one.method][lang],
            SETTINGS[one.setting][lang],
            number(one.size),
            percent(one.kept, 1),
            None if one.least is None else percent(one.least, 1),
        )
        for one in sorted(record, key=lambda one: list(METHODS).index(one.method))
    ]
    names = [_COLUMNS[name][lang] for name in ("method", "setting", "size", "kept", "least")]
    return Table(pd.DataFrame(rows, columns=names), _reading(record)[lang], lang, notes=[_SIZE[lang]], row_headers=2)


def alarms_table(lang: Lang) -> Table:
    """How often a control chart of a process that does not change raises an alarm all the same, by rule."""
    record = [one for one in read_coverage() if one.method.startswith("xmr_")]
    baselines = sorted({one.size for one in record})
    ahead = sorted({_ahead(one) for one in record})
    alarms = {(one.setting, one.size, _ahead(one)): 1 - one.kept for one in record}
    frame = pd.DataFrame(
        {
            _COLUMNS["rule"][lang]: [words[lang] for words in RULES.values()],
            **{
                _next(points, baseline, lang): [percent(alarms[rule, baseline, points], 1) for rule in RULES]
                for points in ahead
                for baseline in baselines
            },
        }
    )
    few, many = (alarms["outside", size, ahead[0]] for size in (baselines[0], baselines[-1]))
    caption = Words(
        f"바뀐 것이 없는데도 다음 {ahead[0]}개 또는 {ahead[-1]}개 점에서 경보가 울릴 확률. 한계를 {baselines[0]}개 "
        f"점으로 정하면 다음 {ahead[0]}개 점 가운데 하나가 벗어날 확률이 {percent(few, 1)}, {baselines[-1]}개 점으로 "
        f"정하면 {percent(many, 1)}이다.",
        f"Chance of an alarm in the next {ahead[0]} or {ahead[-1]} points though nothing changed. With limits from "
        f"{baselines[0]} points one of the next {ahead[0]} falls outside with a chance of {percent(few, 1)}, with "
        f"limits from {baselines[-1]} of {percent(many, 1)}.",
    )
    return Table(frame, caption[lang], lang, notes=[_STABLE[lang]])


def _ahead(one: Kept) -> int:
    return int(one.method.removeprefix("xmr_"))


def _next(points: int, baseline: int, lang: Lang) -> str:
    return Words(f"{baseline}개로 정한 한계, 다음 {points}개", f"limits from {baseline}, next {points}")[lang]


def _reading(record: Collection[Kept]) -> Words:
    short = [one for one in record if one.kept < SHORT]
    if not short:
        return Words(
            "구간이 참값을 담는 확률. 여기서 본 조건에서는 평균 95%를 지킨다.",
            "How often the intervals contain the true value. Under the conditions tried they keep 95% on average.",
        )
    worst = min(short, key=lambda one: one.kept)
    ko, en = (f"{METHODS[worst.method][lang]}, {SETTINGS[worst.setting][lang]}" for lang in ("ko", "en"))
    return Words(
        f"구간이 참값을 담는 확률. {len(record)}개 조건 가운데 {len(short)}개에서 95%를 지키지 못한다. 가장 낮은 것은 "
        f"{percent(worst.kept, 0)}이다({ko}).",
        f"How often the intervals contain the true value. Of {len(record)} conditions {len(short)} do not keep 95%; "
        f"the lowest is {percent(worst.kept, 0)} ({en}).",
    )
