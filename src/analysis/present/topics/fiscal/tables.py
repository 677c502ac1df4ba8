"""The tables of the fiscal topic."""

import pandas as pd

from analysis.methods.topics.fiscal import Answers, Outcome
from analysis.methods.topics.fiscal.amounts import AMOUNTS, Check
from analysis.present.numbers import number, percent, points, quantity
from analysis.present.tables import Table
from analysis.present.topics.fiscal.words import (
    NAMES,
    PARTIES,
    SHORT,
    ends,
    in_words,
    plain,
    rate,
    share,
    source,
    won,
)
from analysis.present.words import Lang, Words

EXACT = Words("일치", "exact")
ROUNDING = Words("반올림", "within rounding")
SAME = Words("같음", "same")
WRONG = Words("불일치", "contradicts")


def published_table(a: Answers, lang: Lang) -> Table:
    """The amounts as printed, recomputed from one another, and held against where they are printed again."""
    rows = [_published_row(a, name, lang) for name in AMOUNTS]
    header = {
        "name": Words("항목", "Amount"),
        "printed": Words("인쇄된 값", "Printed"),
        "recomputed": Words("다시 계산", "Recomputed"),
        "verdict": Words("판정", "Verdict"),
        "again": Words("다시 인쇄된 값", "Printed again"),
        "lines": Words("원문 줄", "Lines"),
    }
    exact, again = sum(check.exact for check in a.checks), a.inputs.restated
    same = sum(one.printed.value == a.inputs.printed[one.amount].value for one in again)
    caption = Words(
        f"보고서의 금액(조 원)과 검산. 합과 차 {len(a.checks)}개 가운데 {exact}개가 마지막 자리까지 같고, 다시 "
        f"인쇄된 {len(again)}곳 가운데 {same}곳이 처음 값과 같다.",
        f"The report's amounts (KRW trillion) and their check. {exact} of {len(a.checks)} sums and differences "
        f"hold to the last digit; {same} of the {len(again)} places that print an amount again print the same.",
    )[lang]
    return Table(
        pd.DataFrame(rows), caption, lang=lang, source=source(a, lang), notes=[_rates_note(a, lang)],
        header={name: words[lang] for name, words in header.items()}, formats={"printed": plain},
    )  # fmt: skip


def _published_row(a: Answers, name: str, lang: Lang) -> dict[str, str | float | None]:
    check = next((check for check in a.checks if check.amount == name), None)
    printed, again = a.inputs.printed[name], [one for one in a.inputs.restated if one.amount == name]
    alike = all(one.printed.value == printed.value for one in again)
    lines = sorted({a.inputs.lines[name], *(one.line for one in again)})
    return {
        "name": NAMES[name][lang],
        "printed": float(printed.value),
        "recomputed": f"{in_words(check, lang)} = {plain(check.recomputed.value)}" if check else None,
        "verdict": _verdict(check)[lang] if check else None,
        "again": f"{quantity(len(again), 'places', lang)}, {(SAME if alike else WRONG)[lang]}" if again else None,
        "lines": ", ".join(map(str, lines)),
    }


def _rates_note(a: Answers, lang: Lang) -> str:
    before, after = rate(a.inputs.rate_before), rate(a.inputs.rate_planned)
    verdict = EXACT if a.inputs.rates_agree else WRONG
    return Words(
        f"지방소비세율은 {before}에 {points(float(a.inputs.rate_increase), 'ko', signed=False)}를 더해 "
        f"{after}로 인쇄되어 있다({verdict.ko}).",
        f"The rate is printed as {before}, raised by "
        f"{points(float(a.inputs.rate_increase), 'en', signed=False)}, to {after} ({verdict.en}).",
    )[lang]


def _verdict(check: Check) -> Words:
    return EXACT if check.exact else ROUNDING if check.possible else WRONG


def balance_table(a: Answers, lang: Lang) -> Table:
    """What each term of the equation brings or costs the state and local government."""
    frame = a.balances.copy()
    frame.index = pd.Index([NAMES[str(name)][lang] for name in frame.index], name="term")
    frame.loc[Words("합", "Sum")[lang]] = frame.sum()
    totals = {name: PARTIES[name][lang] for name in a.balances.columns}
    state, local = (won(a.balances[party].sum(), lang) for party in ("state", "local"))
    caption = Words(
        f"항목별로 늘거나(+) 주는(−) 재원(조 원). 국가는 {state}, 지방자치단체는 {local}이다.",
        f"What each term brings (+) or costs (−), KRW trillion. The state comes to {state}, local government to "
        f"{local}.",
    )[lang]
    return Table(
        frame, caption, lang=lang, source=source(a, lang),
        header={"term": Words("식의 항", "Term of the equation")[lang], **totals},
        formats={name: lambda x: number(x, 1, signed=True) for name in totals},
    )  # fmt: skip


def rate_table(a: Answers, lang: Lang) -> Table:
    """What each rate that is asked for would bring, all else equal."""
    rows = [
        {
            "rate": rate(one.rate),
            "role": _role(a, one)[lang],
            "added": float(one.terms["consumption_tax"].value),
            "left": float(one.fund.value),
            "gain": float(one.net_gain.value),
            "range": ends(one.net_gain.estimate(), lang),
        }
        for one in a.rates
    ]
    header = {
        "rate": Words("지방소비세율", "Rate"),
        "role": Words("구분", "What it is"),
        "added": Words("지방소비세 증가", "Added consumption tax"),
        "left": Words("부담을 메운 나머지", "Left after the burden"),
        "gain": Words("지방재정 순증", "Net gain"),
        "range": Words("자릿수의 범위", "Range of the digits"),
    }
    below = sum(one.net_gain.value < 0 for one in a.rates)
    caption = Words(
        f"세율별 지방재정 순증(조 원). 비교한 세율 {len(a.rates)}개 가운데 {below}개에서 0보다 작다.",
        f"Net gain by rate (KRW trillion). At {below} of the {len(a.rates)} rates compared it is below zero.",
    )[lang]
    note = Words(
        "계획 세율에서는 인쇄된 지방세 확충액을, 다른 세율에서는 지방소비세와 레저세의 합을 쓰므로 범위의 폭이 다르다.",
        "The planned rate uses the tax expansion as printed, the others the sum of both taxes: hence the other width.",
    )[lang]
    return Table(
        pd.DataFrame(rows), caption, lang=lang, source=source(a, lang), notes=[note],
        header={name: words[lang] for name, words in header.items()},
        formats={"added": 2, "left": 2, "gain": 2},
    )  # fmt: skip


def _role(a: Answers, one: Outcome) -> Words:
    if one.rate == a.inputs.rate_planned:
        return Words("계획", "planned")
    return Words("시나리오", "scenario") if one.rate in a.inputs.scenario_rates else Words("바꾼 값", "given")


def vanishing_table(a: Answers, lang: Lang) -> Table:
    """How far each input alone may move before the net gain is gone."""
    none = Words("0이 되어도 사라지지 않는다", "remains even at zero")[lang]
    rows = [
        (
            NAMES[str(name)][lang], won(row["now"], lang),
            none if pd.isna(row["then"]) else won(row["then"], lang),
            None if pd.isna(row["change"]) else percent(row["change"], signed=True),
        )
        for name, row in a.vanishing.iterrows()
    ]  # fmt: skip
    vanishes, used = a.outcome.breakeven_rate, a.outcome.rate
    rows.append((NAMES["rate"][lang], rate(used), share(vanishes, lang), points(float(vanishes.value - used), lang)))
    names = [
        Words("입력", "Input"),
        Words("계산에 쓴 값", "Value used"),
        Words("순증이 0이 되는 값", "Where the net gain is zero"),
        Words("변화율", "Change"),
    ]
    frame = pd.DataFrame(rows, columns=[name[lang] for name in names])
    return Table(frame, _vanishing_caption(a, lang), lang=lang, source=source(a, lang))


def _vanishing_caption(a: Answers, lang: Lang) -> str:
    changes = a.vanishing["change"].dropna()
    immune = [str(name) for name in a.vanishing.index[a.vanishing["then"].isna()]]
    kept = Words("", "")
    if immune:
        ko = ", ".join(SHORT[name].ko for name in immune) + (" 가운데" if len(immune) > 1 else "")
        en = " or ".join(SHORT[name].en for name in immune)
        kept = Words(f" {ko} 하나만으로는 0이 되지 않는다.", f" A fall of {en} alone cannot bring it there.")
    head = Words(
        "입력 하나만 바꿔 순증을 0으로 만드는 값.", "The value of one input alone at which the net gain is zero."
    )
    if changes.empty:
        return head[lang] + kept[lang]
    nearest = str(changes.abs().idxmin())
    change = percent(changes[nearest], signed=True)
    return (
        head[lang]
        + Words(
            f" 금액 가운데 가장 작은 변화로 0이 되는 것은 {SHORT[nearest].ko}이다({change}).",
            f" Of the amounts the smallest change is that of {SHORT[nearest].en} ({change}).",
        )[lang]
        + kept[lang]
    )
