"""The tables of the litigation topic."""

import pandas as pd

from analysis.methods.topics.litigation import Answers
from analysis.methods.topics.litigation.fragile import alternatives, least_days_of_a_long_docket, sensitivity
from analysis.present.money import money
from analysis.present.numbers import estimate, number, percent, quantity, range_of, span
from analysis.present.tables import Table
from analysis.present.topics.litigation.words import (
    ASSUMPTIONS,
    COLUMNS,
    METHODS,
    RESULTS,
    SUMS,
    one_digit,
    period,
    source,
)
from analysis.present.words import Lang, Words

KRW = "KRW 100 million"
UNITS = {"period_days": "days", "other_lost_share": "fraction"}
RESULT_UNITS = {"disposition_days": "days", "pending_year_end": "cases", "win_rate": "fraction"}
ENDS = ("at_low", "at_value", "at_high")
DIGITS = {"days": 0, "cases": 0, "fraction": 1}


def published_table(a: Answers, lang: Lang) -> Table:
    """The newest row as printed, and what can be recomputed of it."""
    checks = {check.name: check for check in a.now.checks()}
    rows = []
    for name, title in COLUMNS.items():
        check = checks.get(name)
        printed = float(a.now.win_rate.midpoint) if name == "win_rate" else getattr(a.now, name)
        rows.append(
            {
                "item": title[lang],
                "printed": printed,
                "rule": SUMS[name][lang] if check else None,
                "recomputed": check.recomputed if check else None,
                "verdict": (AGREES if check.agrees else DIFFERS)[lang] if check else None,
            }
        )
    right = sum(check.agrees for check in checks.values())
    caption = Words(
        f"소송수행 현황({period(a, 'ko')} 누계)과 검산. 다시 계산할 수 있는 {len(checks)}개 값 중 {right}개가 맞는다.",
        f"Litigation conducted ({period(a, 'en')}, cumulative) and its check. {right} of the {len(checks)} figures "
        f"that can be recomputed agree.",
    )[lang]
    return Table(
        pd.DataFrame(rows), caption, lang=lang, source=source(a, lang), header=_words(HEADER_PUBLISHED, lang),
        formats={"printed": number, "recomputed": lambda value: number(value, 0 if value == round(value) else 2)},
    )  # fmt: skip


def docket_table(a: Answers, lang: Lang) -> Table:
    """Clearance rate, disposition time, change and year end, with how each is made."""
    rows = [
        (Words("사건처리율", "Clearance rate"), Words("종결 ÷ 신소", "closed ÷ new"), a.clearance, 1),
        (
            Words("처리 소요일수", "Disposition time"),
            Words("진행 ÷ 종결 × 집계 일수", "pending ÷ closed × days covered"),
            a.disposition,
            0,
        ),
        (
            Words("진행 건수의 증감", "Change of pending cases"),
            Words("진행 − 이월", "pending − carried over"),
            a.pending_change,
            0,
        ),
        (
            Words("연말 진행 건수", "Pending at year end"),
            Words("진행 + 하루 증가 × 남은 일수", "pending + growth a day × days left"),
            a.pending_year_end,
            0,
        ),
    ]
    frame = pd.DataFrame(
        {
            "item": name[lang],
            "rule": rule[lang],
            "value": quantity(result.value, result.unit, lang, digits),
            "range": range_of(result, lang, digits) or None,
        }
        for name, rule, result, digits in rows
    )
    days, left = number(a.inputs.period_days.value, 0), number(a.inputs.days_left, 0)
    caption = Words(
        f"사건의 흐름: 집계 {days}일 동안 신소 {number(a.now.new)}건, 종결 {number(a.now.closed)}건이고, 연말까지 "
        f"{left}일이 남았다.",
        f"The docket: {number(a.now.new)} new and {number(a.now.closed)} closed in {days} days, with {left} days "
        f"left in the year.",
    )[lang]
    return Table(frame, caption, lang=lang, source=source(a, lang), header=_words(HEADER_DOCKET, lang))


def cases_table(a: Answers, lang: Lang) -> Table:
    """The named cases: amounts and percentage as printed, and what the amounts give."""
    rows = []
    for case in a.inputs.cases:
        share = case.share_of_amounts
        rows.append(
            {
                "case": case.names[lang],
                "claim": money(float(case.claim.midpoint), KRW, lang),
                "awarded": None if case.awarded is None else money(float(case.awarded.midpoint), KRW, lang),
                "printed": None if case.share_won is None else f"{number(float(case.share_won.midpoint), 1)}%",
                "made": None if share is None else percent(share.value),
                "range": None if share is None else one_digit(share, lang),
                "verdict": None if case.agrees is None else (AGREES if case.agrees else DIFFERS)[lang],
            }
        )
    printed = sum(case.agrees is not None for case in a.inputs.cases)
    right = sum(case.agrees is True for case in a.inputs.cases)
    caption = Words(
        f"보고서가 이름을 든 {len(a.inputs.cases)}건. 비율과 인용액이 함께 인쇄된 {printed}건 중 {right}건의 비율이 "
        f"금액과 맞는다.",
        f"Cases that the report names: {len(a.inputs.cases)}. With both an award and a percentage printed: "
        f"{printed}; of these the percentage fits the amounts: {right}.",
    )[lang]
    note = Words("빈칸은 보고서가 값을 싣지 않은 것이다.", "Where a cell is empty the report prints no value.")[lang]
    return Table(
        pd.DataFrame(rows), caption, lang=lang, notes=[note], source=source(a, lang), header=_words(HEADER_CASES, lang)
    )


def assumption_table(a: Answers, lang: Lang) -> Table:
    """What each assumption moves over its range, and where the finding that leans on it stands."""
    least = number(least_days_of_a_long_docket(a))
    holds = {"disposition_days": Words(f"{least}일 이상", f"{least} days or more"), "win_rate": _borne(a)}
    rows = []
    for row in sensitivity(a).to_dict("records"):
        unit, unit_of_result = UNITS[row["input"]], RESULT_UNITS[row["result"]]
        rows.append(
            {
                "result": RESULTS[row["result"]][lang],
                "input": ASSUMPTIONS[row["input"]][lang],
                "span": span(row["low"], row["high"], lang, 0, unit),
                **{end: quantity(row[end], unit_of_result, lang, DIGITS[unit_of_result]) for end in ENDS},
                "holds": holds[row["result"]][lang] if row["result"] in holds else None,
            }
        )
    caption = Words(
        "등록부의 가정을 범위의 양 끝으로 바꾸었을 때의 결과와, 그에 기댄 결론(과반 승소, 1년이 넘는 분량)이 "
        "유지되는 범위",
        "Results with each assumption of the register at either end of its range, and where the finding that leans "
        "on it (the majority, more than a year's work) stands",
    )[lang]
    return Table(pd.DataFrame(rows), caption, lang=lang, header=_words(HEADER_ASSUMPTIONS, lang), row_headers=2)


def method_table(a: Answers, lang: Lang) -> Table:
    """The same questions answered by another sound method."""
    digits = {"win_rate": 1, "clearance": 1, "stock": 0, "judgments": 0}
    rows = [
        {
            "question": METHODS[name][lang],
            "ours": estimate(ours, lang, digits[name]),
            "other": estimate(other, lang, digits[name]),
        }
        for name, (ours, other) in alternatives(a).items()
    ]
    apart = max(abs(other.value / ours.value - 1) for ours, other in alternatives(a).values())
    caption = Words(
        f"같은 질문에 대한 다른 타당한 방법의 답. 값의 차이는 가장 클 때 {percent(apart)}이다.",
        f"The same questions by another sound method. The values differ by {percent(apart)} at most.",
    )[lang]
    return Table(pd.DataFrame(rows), caption, lang=lang, header=_words(HEADER_METHODS, lang))


def _borne(a: Answers) -> Words:
    """Over which share of the other closings lost the majority is sure."""
    if a.other_losses_borne is None or not a.now.other:
        return Words("없음", "nowhere")
    borne = a.other_losses_borne / a.now.other
    return Words(span(0, borne, "ko", 0, "fraction"), span(0, borne, "en", 0, "fraction"))


def _words(header: dict[str, Words], lang: Lang) -> dict[str, str]:
    return {name: words[lang] for name, words in header.items()}


AGREES = Words("맞음", "agrees")
DIFFERS = Words("다름", "differs")
HEADER_PUBLISHED = {
    "item": Words("항목", "Item"),
    "printed": Words("인쇄된 값", "Printed"),
    "rule": Words("계산", "Rule"),
    "recomputed": Words("다시 계산한 값", "Recomputed"),
    "verdict": Words("판정", "Verdict"),
}
HEADER_DOCKET = {
    "item": Words("지표", "Indicator"),
    "rule": Words("계산", "Rule"),
    "value": Words("값", "Value"),
    "range": Words("95% 범위", "95% range"),
}
HEADER_CASES = {
    "case": Words("사건", "Case"),
    "claim": Words("소가", "In dispute"),
    "awarded": Words("인용액", "Awarded"),
    "printed": Words("인쇄된 승소 비율", "Share won, printed"),
    "made": Words("금액에서 계산", "From the amounts"),
    "range": Words("반올림 범위", "Rounding range"),
    "verdict": Words("판정", "Verdict"),
}
HEADER_ASSUMPTIONS = {
    "result": Words("결과", "Result"),
    "input": Words("가정", "Assumption"),
    "span": Words("가정의 범위", "Its range"),
    "at_low": Words("아래 끝에서", "At its low end"),
    "at_value": Words("기본값에서", "At its value"),
    "at_high": Words("위 끝에서", "At its high end"),
    "holds": Words("결론이 유지되는 범위", "Finding stands for"),
}
HEADER_METHODS = {
    "question": Words("결과와 두 방법", "Result and the two methods"),
    "ours": Words("이 연구의 방법", "This study's"),
    "other": Words("다른 방법", "The other"),
}
