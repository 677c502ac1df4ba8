"""Names and phrases of the fiscal topic in both languages."""

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import SupportsFloat

from analysis.methods.estimate import Estimate
from analysis.methods.topics.fiscal import Answers
from analysis.methods.topics.fiscal.amounts import TRILLION, Amount, Check
from analysis.methods.topics.fiscal.flows import SHORTFALL
from analysis.present.numbers import MINUS, number, percent, quantity, span
from analysis.present.words import LANGUAGES, Lang, Words

HUNDREDTH = Decimal("0.01")
NAMES: dict[str, Words] = {
    "net_gain": Words("지방재정 순증", "Net gain of local government"),
    "tax_expansion": Words("지방세 확충", "Local tax expansion"),
    "pension": Words("기초연금 국가이양", "Basic pension to the state"),
    "subsidies": Words("국고보조사업 지방이양", "Subsidised programmes to local government"),
    "consumption_tax": Words("지방소비세 인상", "Local consumption tax raised"),
    "leisure_tax": Words("레저세 전환", "Leisure tax"),
    "burden": Words("기능이양에 따른 부담", "Burden of the exchange of functions"),
    "fund": Words("상생기금 산입", "Mutual fund"),
    "rate": Words("지방소비세율", "Rate of the local consumption tax"),
}
SHORT: dict[str, Words] = {
    "net_gain": Words("순증", "net gain"),
    "tax_expansion": Words("지방세", "taxes"),
    "pension": Words("기초연금", "pension"),
    "subsidies": Words("국고보조", "programmes"),
    "consumption_tax": Words("지방소비세", "consumption tax"),
    "leisure_tax": Words("레저세", "leisure tax"),
    "burden": Words("부담", "burden"),
    "fund": Words("상생기금", "fund"),
}
SOURCES: dict[str, Words] = {
    "pension": Words("기초연금 지출 감소", "Basic pension no longer paid"),
    "consumption_tax": Words("지방소비세 인상", "Local consumption tax"),
    SHORTFALL: Words("부족분", "Shortfall"),
    "leisure_tax": Words("레저세 전환", "Leisure tax"),
}
USES: dict[str, Words] = {
    "subsidies": Words("넘겨받는 사업", "Programmes taken over"),
    "fund": Words("상생기금", "Mutual fund"),
    "leisure_tax": Words("과세하는 지역", "Regions that levy it"),
}
PARTIES: dict[str, Words] = {
    "state": Words("국가", "Central government"),
    "local": Words("지방자치단체", "Local governments"),
    "regions": Words("시·도", "Cities and provinces"),
}


def both(phrase: Callable[[Lang], str]) -> Words:
    """A phrase made once in each language."""
    return Words(*(phrase(lang) for lang in LANGUAGES))


def plain(value: SupportsFloat) -> str:
    """An amount with one decimal, or two where it has them: 3.4, 2.81."""
    rounded = Decimal(str(float(value))).quantize(HUNDREDTH, ROUND_HALF_UP)
    return number(rounded, 1 if rounded == round(rounded, 1) else 2)


def won(value: SupportsFloat, lang: Lang) -> str:
    """An amount with its unit: "3.4조 원", "KRW 3.4 trillion"."""
    return quantity(float(value), TRILLION, lang, len(plain(value).partition(".")[2]))


def ends(result: Estimate, lang: Lang) -> str:
    """A range without its unit: "3.25~3.55", "3.25–3.55"."""
    return span(result.low, result.high, lang, 2)


def won_range(result: Estimate, lang: Lang) -> str:
    """A range of amounts with its unit: "3.25~3.55조 원", "KRW 3.25–3.55 trillion"."""
    return span(result.low, result.high, lang, 2, TRILLION)


def rate(value: Fraction) -> str:
    """A rate with one decimal, none where it is whole: "31%", "23.7%"."""
    return percent(float(value), 0 if value * 100 == int(value * 100) else 1)


def share(amount: Amount, lang: Lang, digits: int = 1) -> str:
    """A share with its range: "61.4%(59.9~62.9%)", "61.4% (59.9–62.9%)"."""
    text, ends = percent(float(amount.value), digits), (amount.interval.low * 100, amount.interval.high * 100)
    inner = f"{span(float(ends[0]), float(ends[1]), lang, digits)}%"
    return f"{text}({inner})" if lang == "ko" else f"{text} ({inner})"


def in_words(check: Check, lang: Lang) -> str:
    """A sum in the names of its terms: "taxes + pension − programmes"."""
    return _summed([(sign, SHORT[name][lang]) for name, sign in check.signs.items()])


def in_digits(check: Check) -> str:
    """A sum in the numbers of the report: "8.8 + 3.2 − 8.6"."""
    return _summed([(sign, plain(check.terms[name].value)) for name, sign in check.signs.items()])


def _summed(terms: Sequence[tuple[int, str]]) -> str:
    return "".join(f" {'+' if sign > 0 else MINUS} {text}" for sign, text in terms).removeprefix(" + ").strip()


def listed(items: Sequence[str], lang: Lang) -> str:
    """Items as a list in a sentence: "가, 나", "a, b and c"."""
    if lang == "ko" or len(items) < 2:
        return ", ".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def premise(answers: Answers) -> Words:
    """What a sentence about the outcome rests on: the plan, or the numbers taken in its place."""
    given, changed = answers.inputs.given, answers.inputs.changed
    if not changed:
        return Words("보고서의 계획대로면", "As planned")

    def taken(lang: Lang) -> str:
        texts = [f"{within(NAMES[n][lang])} {rate(given[n]) if n == 'rate' else won(given[n], lang)}" for n in changed]
        return ", ".join(texts)

    return Words(f"바꾼 조건({taken('ko')})에서는", f"With other inputs ({taken('en')})")


def rest(answers: Answers) -> Words:
    """How all that a sentence does not vary is taken."""
    if set(answers.inputs.changed) - {"rate"}:
        return Words("나머지가 바꾼 조건대로라면", "All else as given")
    return Words("나머지가 계획대로라면", "All else as planned")


def within(text: str) -> str:
    """A name as it stands within a sentence: "basic pension to the state"."""
    return text[0].lower() + text[1:]


def source(answers: Answers, lang: Lang) -> str:
    """Where the amounts stand in the report."""
    lines = [*answers.inputs.lines.values(), *(again.line for again in answers.inputs.restated)]
    place, first, last = answers.inputs.place, min(lines), max(lines)
    return Words(
        f"보고서 {place}, 원문 {first}~{last}줄; 계산은 이 연구",
        f"the report, {place}, lines {first}–{last}; calculations of this study",
    )[lang]
