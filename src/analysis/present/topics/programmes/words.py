"""Ranges, amounts and sources of the programmes topic in words."""

from collections.abc import Callable, Sequence
from typing import SupportsFloat

from analysis.methods.estimate import Estimate
from analysis.methods.topics.programmes import Answers
from analysis.methods.topics.programmes.inventions import UNIT
from analysis.methods.topics.programmes.reviews import HALF
from analysis.methods.topics.programmes.staff import Division
from analysis.present.money import money
from analysis.present.numbers import number, percent, quantity, span
from analysis.present.words import LANGUAGES, Lang, Words

KEPT_DIGITS = 4

SHARES = {
    "women": Words("여성 현원", "Women on the staff"),
    "regulations_kept": Words("규제 존치", "Regulations kept"),
    "indicators_achieved": Words("합동평가 목표 달성", "Evaluation targets met"),
    "citizens_selected": Words("명예시민 선정", "Citizens selected"),
    "tasks_selected": Words("건의 과제 선정", "Reform tasks selected"),
    "projects_selected": Words("해외사업 선정", "Overseas projects won"),
}

SCHEMES = {
    "moi": Words("행안부", "Ministry"),
    "core": Words("핵심가치", "Core values"),
    "funded": Words("출연기관", "Funded"),
}


def both(phrase: Callable[[Lang], str]) -> Words:
    """A phrase made once in each language."""
    return Words(*(phrase(lang) for lang in LANGUAGES))


def said(value: SupportsFloat, unit: str, digits: int | None = None) -> Words:
    """A number with its unit in both languages."""
    return both(lambda lang: quantity(value, unit, lang, digits))


def above(result: Estimate, value: float) -> bool:
    """Whether a range lies wholly above a value."""
    return result.low is not None and result.low > value


def below(result: Estimate, value: float) -> bool:
    """Whether a range lies wholly below a value."""
    return result.high is not None and result.high < value


def range_text(result: Estimate, lang: Lang) -> str:
    """The range of a share to a tenth of a per cent: "58.4~78.1%"."""
    return span(result.low, result.high, lang, 1, "fraction")


def against_half(result: Estimate) -> Words:
    """How a share's range lies to one half."""
    if above(result, HALF):
        return Words("절반보다 크다", "lies above one half")
    if below(result, HALF):
        return Words("절반보다 작다", "lies below one half")
    return Words("절반을 포함한다", "includes one half")


def won(amount: SupportsFloat, lang: Lang) -> str:
    """An amount of KRW 10 thousand: "1,836만 원", "KRW 18.36 million"."""
    return money(amount, UNIT, lang, KEPT_DIGITS)


def signed_won(amount: float, lang: Lang) -> str:
    """The same with a plus sign too."""
    return f"+{won(amount, lang)}" if amount > 0 else won(amount, lang)


def balance(amount: float) -> Words:
    """What is left, or short, as the end of a sentence."""
    size = both(lambda lang: won(abs(amount), lang))
    if amount < 0:
        return Words(f"{size.ko}이 모자란다", f"there is a shortfall of {size.en}")
    return Words(f"{size.ko}이 남는다", f"{size.en} is left")


def premise(a: Answers) -> Words:
    """The registrations and fees that a sentence on the rewards rests on."""
    given = a.inputs.scenario
    count = said(given.patents, "patents")
    fees = both(lambda lang: won(given.fees, lang))
    whose = Words("가정한", "the figures assumed") if given.assumed else Words("보고서의", "the report's figures")
    share = percent(float(given.disposal_share), 0)
    return Words(
        f"{whose.ko} 실적(특허 등록 {count.ko}, 실시료 {fees.ko})에서 처분보상금 {share}와 등록보상금을 빼면",
        f"On {whose.en} ({count.en} registered, {fees.en} in licence fees), after the inventors' {share} and the "
        f"registration rewards",
    )


def per_cent_change(change: float, digits: int = 1) -> str:
    """A relative change with its sign: "−16.3%"."""
    return percent(change, digits, signed=True)


def several(names: Sequence[str], lang: Lang) -> str:
    """Names as a list in a sentence: "가, 나", "a, b and c"."""
    if lang == "ko" or len(names) < 2:
        return ", ".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def divisions(found: Sequence[Division], lang: Lang) -> str:
    """The names of divisions as a list."""
    return several([each.names[lang] for each in found], lang)


def signed(value: float, digits: int = 0) -> str:
    """A count with its sign, none for zero."""
    return number(value, digits, signed=True)


def source(a: Answers, lang: Lang, *sections: str) -> str:
    """Where sections stand in the report."""
    parts = []
    for section in sections:
        place = a.inputs.places[section]
        lines = f"{place.first}~{place.last}줄" if lang == "ko" else f"lines {place.first}–{place.last}"
        parts.append(f"{place.names[lang]} {lines}")
    told = ", ".join(parts)
    return Words(f"보고서 원문 {told}; 계산은 이 연구", f"the report, {told}; calculations of this study")[lang]
