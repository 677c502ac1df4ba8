"""What the sections on budget and bonds read from their figures and tables, tested and worded both ways."""

from analysis.methods.estimate import Estimate
from analysis.methods.topics.budget import Answers
from analysis.methods.topics.budget.bonds import STEP
from analysis.methods.topics.budget.lines import TOP, TOTAL
from analysis.methods.topics.budget.printed import Check
from analysis.present.dates import day, month
from analysis.present.findings import Claim
from analysis.present.numbers import number, percent
from analysis.present.topics.budget.words import (
    KINDS,
    both,
    gap_in_both,
    in_both,
    lines_named,
    listed,
    name,
    yearly,
)
from analysis.present.words import LANGUAGES, Lang, Words

HALF = 0.5
SLIGHT = 0.05  # of the amount: a range within this is called narrow


def _dates(a: Answers) -> Words:
    before, after = a.budget.years
    counted = both(lambda lang: month(a.bonds.counted, lang))
    rates = both(lambda lang: day(a.bonds.rates_on, lang))
    return Words(
        f"예산은 {before}년 최종과 {after}년, 지방채 발행액은 {counted.ko}, 금리는 {rates.ko} 기준",
        f"Budget: {before} final and {after}. Bonds issued: as of {counted.en}; rates: of {rates.en}",
    )


def _one_year(a: Answers) -> Words:
    dates = _dates(a)
    return Words(
        f"{dates.ko}이다. 예산과 지방채는 같은 해의 것이다.", f"{dates.en}. Budget and bonds are of the same year."
    )


def _two_years(a: Answers) -> Words:
    dates = _dates(a)
    return Words(
        f"{dates.ko}이다. 예산과 지방채의 해가 다르다.", f"{dates.en}. Budget and bonds are of different years."
    )


def _conflicts(a: Answers) -> list[Check]:
    return [check for check in a.checks if not (check.possible or check.cut_off)]


def _cut_off(a: Answers) -> list[Check]:
    return [check for check in a.checks if check.cut_off and not check.possible]


def _checked(a: Answers) -> Words:
    exact = sum(check.exact for check in a.checks)
    cut = len(_cut_off(a))
    rounded = sum(check.possible for check in a.checks) - exact
    return Words(
        f"인쇄된 합계·증감·반복·비율 {len(a.checks)}개를 다시 계산하면 {exact}개는 그대로, {rounded}개는 반올림 "
        f"안에서 맞고 {cut}개는 버림이라야 맞는다",
        f"Of {len(a.checks)} printed sums, changes, restatements and shares {exact} come out exactly, {rounded} within "
        f"rounding, {cut} only if digits were cut off",
    )


def _replicated(a: Answers) -> Words:
    checked = _checked(a)
    return Words(f"{checked.ko}. 어긋나는 것은 없다.", f"{checked.en}. There is no conflict.")


def _not_replicated(a: Answers) -> Words:
    checked, wrong = _checked(a), _conflicts(a)
    kinds = dict.fromkeys(check.kind for check in wrong)
    ko, en = ("; ".join(KINDS[kind][lang] for kind in kinds) for lang in LANGUAGES)
    return Words(
        f"{checked.ko}. {len(wrong)}개는 어긋난다(어긋난 규칙: {ko}).",
        f"{checked.en}. {len(wrong)} do not agree (rules broken: {en}).",
    )


def _shares(a: Answers, lang: Lang) -> str:
    shares = sorted(a.budget.change_shares.items(), key=lambda item: -item[1].value)
    return listed([f"{name(a, key, lang)} {percent(result.value)}" for key, result in shares], lang)


def _all_accounts(a: Answers) -> Words:
    return Words(
        f"감소액을 회계·기금별로 나누면 {_shares(a, 'ko')}로, {_accounts(a)}개가 모두 줄었다.",
        f"The fall by account and fund: {_shares(a, 'en')}. All {_accounts(a)} fell.",
    )


def _not_all_accounts(a: Answers) -> Words:
    if not a.budget.change_shares:
        return Words(
            "합계가 변하지 않아 회계·기금별 비중을 구할 수 없다.",
            "The total did not change, so that there are no shares.",
        )
    rose = [key for key, row in a.budget.accounts.items() if key != TOTAL and row.after.midpoint >= row.before.midpoint]
    ko, en = (listed([name(a, key, lang) for key in rose], lang) for lang in LANGUAGES)
    return Words(
        f"변화액을 회계·기금별로 나누면 {_shares(a, 'ko')}이다. 줄지 않은 것이 {len(rose)}개 있다({ko}).",
        f"The change by account and fund: {_shares(a, 'en')}. Those that did not fall: {en}.",
    )


def _accounts(a: Answers) -> int:
    return len(a.budget.lines)


def _concentration(a: Answers, verdict: Words) -> Words:
    budget = a.budget
    before, after = budget.years
    top = [str(line) for line in budget.frame.index[:TOP]]
    ko, en = (lines_named(a, top, lang) for lang in LANGUAGES)
    shares = tuple(map(percent, budget.top_share))
    lines, equal = len(budget.frame), tuple(number(x, 1) for x in budget.effective_lines)
    return Words(
        f"가장 큰 {len(top)}개 항목({ko})이 {after}년 금액의 {shares[1]}로 {verdict.ko}({before}년 {shares[0]}). "
        f"항목은 {lines}개이지만 유효 항목 수는 {equal[1]}개이다({before}년 {equal[0]}개).",
        f"The {len(top)} largest lines ({en}) hold {shares[1]} of the money of {after}, {verdict.en} ({before}: "
        f"{shares[0]}). There are {lines} lines, as concentrated as {equal[1]} equal ones ({before}: {equal[0]}).",
    )


def _concentrated(a: Answers) -> Words:
    return _concentration(a, Words("절반이 넘는다", "more than half"))


def _not_concentrated(a: Answers) -> Words:
    return _concentration(a, Words("절반을 넘지 않는다", "not more than half"))


def _counts(a: Answers) -> Words:
    total, uncounted = a.budget.total, percent(a.budget.uncounted[1])
    before, after = a.budget.years
    if total.projects_before is None or total.projects_after is None:
        return Words(
            f"금액의 {uncounted}가 사업수를 세지 않는 항목에 있다",
            f"{uncounted} of the money is in lines without a count",
        )
    return Words(
        f"사업수는 {before}년 {total.projects_before}개, {after}년 {total.projects_after}개이다. {after}년 금액의 "
        f"{uncounted}는 사업수를 세지 않는 항목에 있다",
        f"Projects number {total.projects_before} in {before} and {total.projects_after} in {after}. {uncounted} of "
        f"the money of {after} is in lines for which none are counted",
    )


def _counts_say_little(a: Answers) -> Words:
    words = _counts(a)
    return Words(
        f"{words.ko}. 사업수의 변화로 금액의 변화를 설명할 수 없다.",
        f"{words.en}: the counts cannot account for the change in money.",
    )


def _counts_cover(a: Answers) -> Words:
    words = _counts(a)
    return Words(
        f"{words.ko}. 절반 이상은 사업수를 세는 항목에 있다.",
        f"{words.en}: at least half is in lines that have a count.",
    )


def _new_share(a: Answers) -> tuple[float, float]:
    return a.bonds.new_issued_share or (0.0, 0.0)


def _new(a: Answers) -> Words:
    bonds = a.bonds
    low, high = _new_share(a)
    carried = in_both(bonds.carried_over.midpoint)
    part = percent(bonds.carried_share.value)
    return Words(
        f"발행규모의 {part}({carried.ko})는 전년에서 이월되었다. 이월분을 먼저 발행했다면 새 발행규모의 "
        f"{percent(low)}, 나중에 발행한다면 {percent(high)}를 발행한 것이다",
        f"{part} of the limit ({carried.en}) was carried over. If that was issued first, {percent(low)} of the new "
        f"limit is issued; if it comes last, {percent(high)}",
    )


def _new_half(a: Answers) -> Words:
    words = _new(a)
    return Words(f"{words.ko}. 어느 쪽이든 절반이 넘는다.", f"{words.en}: more than half either way.")


def _new_not_half(a: Answers) -> Words:
    words, (_, high) = _new(a), _new_share(a)
    if high <= HALF:
        return Words(f"{words.ko}. 어느 쪽이든 절반을 넘지 않는다.", f"{words.en}: not more than half either way.")
    return Words(
        f"{words.ko}. 절반을 넘었는지는 알 수 없다.", f"{words.en}: whether that is more than half is not known."
    )


def _relative_width(result: Estimate) -> float:
    if result.low is None or result.high is None or result.value == 0:
        return 0.0
    return (result.high - result.low) / 2 / abs(result.value)


def _digits(a: Answers) -> Words:
    worth = a.bonds.worth(a.bonds.issued)
    size, tenth = (Words(*(yearly(x, lang) for lang in LANGUAGES)) for x in (worth, a.bonds.worth_of_a_tenth))
    width, step = percent(_relative_width(worth)), gap_in_both(float(STEP.midpoint))
    return Words(
        f"발행액에 적용한 이자 차이 {size.ko}은 인쇄된 자릿수만으로는 ±{width} 안에서 정해진다. 금리 차가 {step.ko} "
        f"달라질 때마다 {tenth.ko}씩 달라진다",
        f"The printed digits fix the {size.en} on what is issued within ±{width}. Each step of {step.en} in the rate "
        f"gap is worth {tenth.en}",
    )


def _narrow(a: Answers) -> Words:
    words = _digits(a)
    return Words(
        f"{words.ko}. 불확실한 것은 자릿수가 아니라 만기와 차입선별 금액이다.",
        f"{words.en}: what is uncertain is not the digits but the maturities and the amounts by source.",
    )


def _wide(a: Answers) -> Words:
    words = _digits(a)
    return Words(f"{words.ko}. 자릿수로 생기는 폭도 작지 않다.", f"{words.en}: the digits alone leave a wide range.")


MONEY_READINGS: tuple[Claim[Answers], ...] = (
    Claim(
        "budget.covers",
        Words("예산과 지방채는 같은 해의 것이다", "Budget and bonds are of the same year"),
        lambda a: a.bonds.counted.year == a.budget.years[1],
        _one_year,
        _two_years,
    ),
    Claim(
        "budget.replicated",
        Words("인쇄된 합계와 비율은 다시 계산해도 맞는다", "Every printed sum and share can be worked out again"),
        lambda a: not _conflicts(a),
        _replicated,
        _not_replicated,
    ),
    Claim(
        "budget.all_accounts",
        Words("회계와 기금이 모두 줄었다", "Accounts and funds all fell"),
        lambda a: (
            bool(a.budget.change_shares) and all(row.after.high < row.before.low for row in a.budget.accounts.values())
        ),
        _all_accounts,
        _not_all_accounts,
    ),
    Claim(
        "budget.concentrated",
        Words("가장 큰 두 항목이 절반을 넘는다", "The two largest lines hold more than half"),
        lambda a: a.budget.top_share[1] > HALF,
        _concentrated,
        _not_concentrated,
    ),
    Claim(
        "budget.counts_say_little",
        Words(
            "금액의 과반은 사업수를 세지 않는 항목에 있다", "Most of the money is in lines without a count of projects"
        ),
        lambda a: a.budget.uncounted[1] > HALF,
        _counts_say_little,
        _counts_cover,
    ),
    Claim(
        "bonds.new_half",
        Words("새 발행규모의 절반이 넘게 발행되었다", "More than half of the new limit is issued"),
        lambda a: _new_share(a)[0] > HALF,
        _new_half,
        _new_not_half,
    ),
    Claim(
        "bonds.digits",
        Words("인쇄된 자릿수로 생기는 폭은 작다", "The printed digits leave a narrow range"),
        lambda a: _relative_width(a.bonds.worth(a.bonds.issued)) < SLIGHT,
        _narrow,
        _wide,
    ),
)
