"""The tables on budget, bonds and investment review."""

from collections.abc import Iterable, Sequence

import pandas as pd

from analysis.methods.estimate import Estimate
from analysis.methods.rounding import Interval
from analysis.methods.topics.budget import Answers
from analysis.methods.topics.budget.bonds import HUNDRED_MILLION, STEP
from analysis.methods.topics.budget.lines import TOTAL, Row
from analysis.methods.topics.budget.printed import Check
from analysis.methods.topics.budget.reviews import CENTRAL, CITY, PROCEEDING
from analysis.present.cut_offs import marked
from analysis.present.dates import day, month
from analysis.present.money import money_span
from analysis.present.numbers import SIGNIFICANT, number, percent, quantity
from analysis.present.tables import Table
from analysis.present.topics.budget.words import (
    KINDS,
    gap_in_both,
    hundred_millions,
    millions,
    name,
    share,
    source,
    yearly,
)
from analysis.present.words import Lang, Words

PART = "–\N{NO-BREAK SPACE}"  # before a part of the row above
DASH = {"ko": "~", "en": "–"}


def budget_table(a: Answers, lang: Lang) -> Table:
    """Every line of the budget as printed, by account, the change recomputed."""
    budget = a.budget
    before, after = budget.years
    header = {
        "line": Words("구분", "Line"),
        "before": Words(f"{before}년 최종", f"{before}, final"),
        "after": Words(f"{after}년", str(after)),
        "change": Words("증감", "Change"),
        "projects_before": Words(f"사업수 {before}년", f"Projects {before}"),
        "projects_after": Words(f"사업수 {after}년", f"Projects {after}"),
    }
    rows = [_row(name(a, TOTAL, lang), budget.total)]
    for account, lines in budget.lines.items():
        rows.append(_row(name(a, account, lang), budget.accounts[account]))
        if len(lines) > 1:
            rows.extend(_row(f"{PART}{name(a, f'{account}.{line}', lang)}", row) for line, row in lines.items())
    caption = Words(
        f"예산 총괄과 항목별 금액(백만 원). 합계의 증감은 {millions(budget.change.value, 'ko')}"
        f"({percent(budget.relative_change.value, signed=True)})이다.",
        f"The budget in all and by line (KRW million). The total changed by {millions(budget.change.value, 'en')} "
        f"({percent(budget.relative_change.value, signed=True)}).",
    )[lang]
    note = Words(
        "사업수에는 행정운영경비와 재무활동이 들어 있지 않고, 세지 않는 항목도 있다.",
        "Projects leave out running costs and financial transactions; for some lines they are not counted.",
    )[lang]
    return Table(
        pd.DataFrame(rows, columns=list(header)),
        caption,
        lang=lang,
        source=source(a, "budget", lang),
        notes=[note],
        formats={each: 0 for each in header if each != "line"},
        header={each: words[lang] for each, words in header.items()},
    )


def checks_table(a: Answers, lang: Lang) -> Table:
    """How the printed sums, changes, restatements and shares come out, by rule."""
    rows = [_judged(KINDS[kind][lang], [c for c in a.checks if c.kind == kind]) for kind in KINDS]
    rows = [row for row in rows if row[1]]
    total = _judged(Words("모두", "All")[lang], a.checks)
    columns = [
        Words("규칙", "Rule"),
        Words("수", "Count"),
        Words("일치", "Exact"),
        Words("반올림", "Rounding"),
        Words("버림", "Cut off"),
        Words("불일치", "Conflict"),
    ]
    caption = Words(
        f"인쇄된 수치 {total[1]}개의 검산. 불일치는 {total[5]}개이다.",
        f"{total[1]} printed figures worked out again: {total[5]} conflict.",
    )[lang]
    cut = [c for c in a.checks if c.cut_off and not c.possible]
    notes = [
        Words(
            f"버림: 억원으로 {number(float(c.printed.midpoint) / 100)}, 백만원으로 "
            f"{number(float(c.recomputed.midpoint))}이다({name(a, c.item, 'ko')}).",
            f"Cut off: {number(float(c.printed.midpoint) / 100)} in KRW 100 million, "
            f"{number(float(c.recomputed.midpoint))} in KRW million ({name(a, c.item, 'en')}).",
        )[lang]
        for c in cut
        if c.kind == "unit"
    ]
    frame = pd.DataFrame([*rows, total], columns=[column[lang] for column in columns])
    return Table(frame, caption, lang=lang, notes=notes)


def bonds_table(a: Answers, lang: Lang) -> Table:
    """The bonds as printed, and each amount's share of the limit or of the projects."""
    bonds = a.bonds
    limit = float(bonds.limit.midpoint)

    def amount(words: Words, value: Interval) -> tuple[str, str, float]:
        size = float(value.midpoint)
        return words[lang], hundred_millions(size, lang), size / limit

    until = month(bonds.counted, lang)
    public = Words(f"모집공채 금리({number(bonds.maturity)}년물)", f"Public offering, {number(bonds.maturity)} years")
    rows: list[tuple[str, str, float | None]] = [
        amount(Words("발행규모", "Limit of issue"), bonds.limit),
        amount(Words(f"{PART}전년 이월", f"{PART}carried over"), bonds.carried_over),
        amount(Words(f"{PART}새 발행규모", f"{PART}new"), bonds.limit - bonds.carried_over),
        amount(Words(f"발행액({until})", f"Issued ({until})"), bonds.issued),
        amount(Words("남은 발행액", "Left to issue"), bonds.left),
        (Words("대상 사업", "Projects")[lang], quantity(bonds.projects, "projects", lang), 1.0),
        *(
            (
                f"{PART}{name(a, f'bonds.projects.{key}', lang)}",
                quantity(count, "projects", lang),
                bonds.source_share(key),
            )
            for key, count in bonds.sources.items()
        ),
        (public[lang], f"{number(float(bonds.rate_public.midpoint), 3)}%", None),
        (Words("금융채 금리", "Bank bonds")[lang], f"{number(float(bonds.rate_bank.midpoint), 2)}%", None),
    ]
    caption = Words(
        f"지방채 발행규모와 차입선. {until}까지 발행한 몫은 {percent(bonds.issued_share.value)}이다.",
        f"Bonds, their limit and sources. By {until} {percent(bonds.issued_share.value)} of the limit was issued.",
    )[lang]
    note = Words(
        f"차입선별로는 사업수만 있고 금액은 없다. 금리는 {day(bonds.rates_on, 'ko')} 기준이다.",
        f"By source only projects are printed, no amounts. Rates are those of {day(bonds.rates_on, 'en')}.",
    )[lang]
    columns = [Words("구분", "Item")[lang], Words("값", "Value")[lang], Words("비중", "Share")[lang]]
    return Table(
        pd.DataFrame(rows, columns=columns),
        caption,
        lang=lang,
        source=source(a, "bonds", lang),
        notes=[note],
        formats={columns[2]: percent},
    )


def worth_table(a: Answers, lang: Lang) -> Table:
    """Interest a year that the rate gap is worth on what is issued, on what is left, and on all of it."""
    bonds = a.bonds
    titles = {
        "issued": Words("발행액", "Issued"),
        "left": Words("남은 발행액", "Left to issue"),
        "limit": Words("발행규모 전체", "The whole limit"),
    }
    header = {
        "on": Words("대상", "On"),
        "amount": Words("금액", "Amount"),
        "worth": Words("연 이자 차이", "Interest a year"),
        "range": Words("자릿수에 따른 범위", "Range of the digits"),
    }
    rows = [
        (titles[key][lang], float(amount.midpoint), found.value, found)
        for key, amount in bonds.amounts.items()
        for found in [bonds.worth(amount)]
    ]

    def spread(found: Estimate) -> str:
        return money_span(found.low or 0, found.high or 0, HUNDRED_MILLION, lang, SIGNIFICANT)

    def won(amount: float) -> str:
        return hundred_millions(amount, lang)

    whole, tenth = bonds.worth(bonds.limit), bonds.worth_of_a_tenth
    gap, step = gap_in_both(bonds.matched_gap.value), gap_in_both(float(STEP.midpoint))
    caption = Words(
        f"금리 차 {gap.ko}에 해당하는 이자(시나리오). 발행규모 전체에 적용하면 {yearly(whole, 'ko')}이다.",
        f"Interest that a gap of {gap.en} is worth (scenario). On the whole limit it is {yearly(whole, 'en')}.",
    )[lang]
    note = Words(
        f"각 금액을 모두 그 금리 차로 빌렸다고 본다. 금리 차 {step.ko}는 발행액 기준 {yearly(tenth, 'ko')}이다.",
        f"All of each amount is taken to be borrowed at that gap. A step of {step.en} is worth {yearly(tenth, 'en')} "
        "on what is issued.",
    )[lang]
    made = Table(
        pd.DataFrame(rows, columns=list(header)),
        caption,
        lang=lang,
        source=source(a, "bonds", lang),
        notes=[note],
        formats={"amount": won, "worth": won, "range": spread},
        header={each: words[lang] for each, words in header.items()},
    )
    return marked(made, a.inputs.cut_offs, "bonds.rates_and_issued")


def panels_table(a: Answers, lang: Lang) -> Table:
    """Projects, meetings and cost of both panels, and what the shares leave open."""
    reviews = a.reviews
    panels = [reviews.panels[key] for key in (CITY, CENTRAL)]
    bounds = [panel.cost_share(reviews.threshold, *PROCEEDING) for panel in panels]
    rows: list[tuple[Words, Iterable[str | None]]] = [
        (Words("심사 사업", "Projects reviewed"), (number(p.projects) for p in panels)),
        (Words("실시 횟수", "Meetings"), (number(p.meetings) for p in panels)),
        (Words("회의당 사업", "Projects a meeting"), (number(p.projects_per_meeting, 1) for p in panels)),
        (Words("총사업비", "Total cost"), (hundred_millions(p.cost.midpoint, lang) for p in panels)),
        (Words("평균 사업비", "Mean cost"), (hundred_millions(p.mean_cost.value, lang) for p in panels)),
        (Words("추진 가능, 건수 비율", "May proceed, by number"), (share(p.proceeding, lang) for p in panels)),
        (
            Words("추진 가능, 사업비 비율의 한계", "May proceed, bounds by cost"),
            (None if b is None else f"{percent(b.low or 0)}{DASH[lang]}{percent(b.high or 0)}" for b in bounds),
        ),
    ]
    columns = [Words("구분", "Item")[lang], *(name(a, key, lang) for key in (CITY, CENTRAL))]
    frame = pd.DataFrame([(words[lang], *cells) for words, cells in rows], columns=columns)
    least = hundred_millions(reviews.threshold.midpoint, lang)
    times = number(reviews.mean_cost_ratio.value, 2)
    caption = Words(
        f"두 심사의 규모. 시 투자심사의 평균 사업비는 중앙투자심사의 {times}배이다.",
        f"Both panels in size. The mean cost in the city's review is {times} times that in the central one.",
    )[lang]
    note = Words(
        f"한계는 모든 사업이 {least} 이상이라고 볼 때 산술로 가능한 가장 작은 값과 가장 큰 값이다.",
        "The bounds are the least and the greatest value that arithmetic allows if every project costs at least "
        f"{least}.",
    )[lang]
    return Table(frame, caption, lang=lang, source=source(a, "reviews", lang), notes=[note])


def comparison_table(a: Answers, lang: Lang) -> Table:
    """Both panels compared by the ratio and by two exact tests, counting those returned in or out."""
    tests = {
        Words("심사한 사업 전체", "All reviewed"): a.reviews.compared,
        Words("반려·철회 제외", "Without those returned"): a.reviews.compared_judged,
    }
    header = {
        "counted": Words("무엇을 세는가", "Counted"),
        "ratio": Words("시÷중앙의 비", "City over central"),
        "fisher": Words("피셔 p", "Fisher's p"),
        "barnard": Words("바너드 p", "Barnard's p"),
    }
    rows = [(words[lang], test.ratio, test.fisher, test.barnard) for words, test in tests.items() if test is not None]
    disagree = sum(not test.agrees for test in tests.values() if test is not None)
    caption = Words(
        f"적정·조건부추진 비율의 비교. 방법에 따라 판정이 갈리는 비교는 {disagree}개이다.",
        f"How often projects may proceed, compared. The methods disagree in {disagree} of {len(rows)} comparisons.",
    )[lang]
    return Table(
        pd.DataFrame(rows, columns=list(header)),
        caption,
        lang=lang,
        source=source(a, "reviews", lang),
        formats={"ratio": 2, "fisher": 3, "barnard": 3},
        header={each: words[lang] for each, words in header.items()},
    )


def _row(title: str, row: Row) -> tuple[str | float | None, ...]:
    amounts = (float(x.midpoint) for x in (row.before, row.after, row.after - row.before))
    return title, *amounts, row.projects_before, row.projects_after


def _judged(title: str, checks: Sequence[Check]) -> tuple[str, int, int, int, int, int]:
    exact = sum(check.exact for check in checks)
    possible = sum(check.possible for check in checks)
    cut = sum(check.cut_off and not check.possible for check in checks)
    return title, len(checks), exact, possible - exact, cut, len(checks) - possible - cut
