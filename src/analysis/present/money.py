"""Amounts of money in words: grouped by 조 and 억 in Korean, in trillions and billions of won in English."""

from decimal import ROUND_HALF_UP, Decimal
from typing import SupportsFloat

from analysis.present.numbers import MINUS, SIGNIFICANT, number
from analysis.present.words import Lang

WON = {
    "KRW": 1,
    "KRW thousand": 10**3,
    "KRW 10 thousand": 10**4,
    "KRW million": 10**6,
    "KRW 100 million": 10**8,
    "KRW billion": 10**9,
    "KRW trillion": 10**12,
}
_KOREAN_GROUPS = ((10**12, "조"), (10**8, "억"), (10**4, "만"), (1, ""))
_ENGLISH_SCALES = ((10**12, " trillion"), (10**9, " billion"), (10**6, " million"), (1, ""))

# From the amount at the left on, a Korean text rounds to the amount at the right: 2조 9,123억, 486억, 12억 3,500만.
_KOREAN_STEPS = ((10**10, 10**8), (10**8, 10**6), (10**6, 10**4), (0, 1))


def money(amount: SupportsFloat, unit: str, lang: Lang, significant: int | None = None) -> str:
    """An amount given in a money unit: 29123 of "KRW 100 million" is "2조 9,123억 원", "KRW 2.91 trillion".

    `significant` digits are kept; without it Korean is rounded to the 억 (finer below 100억) and English to three.

    Raises:
        ValueError: the unit is not one of money, or the amount is not finite.
    """
    won = _won(amount, unit)
    sign = MINUS if won < 0 else ""
    if lang == "ko":
        return sign + _with_noun(_korean(_rounded(won, significant or _korean_digits(won))))
    kept = _rounded(won, significant or SIGNIFICANT)
    scale, word = _english_scale(kept)
    return f"{sign}KRW {_english(kept, scale)}{word}"


def money_span(low: SupportsFloat, high: SupportsFloat, unit: str, lang: Lang, significant: int | None = None) -> str:
    """A range of amounts: "2조 1,000억~2조 3,000억 원", "KRW 2.1–2.3 trillion"; English keeps one scale for both."""
    amounts = _won(low, unit), _won(high, unit)
    signs = [MINUS if won < 0 else "" for won in amounts]
    if lang == "ko":
        kept = [_korean(_rounded(won, significant or _korean_digits(won))) for won in amounts]
        return f"{signs[0]}{kept[0]}~{signs[1]}{_with_noun(kept[1])}"
    rounded = [_rounded(won, significant or SIGNIFICANT) for won in amounts]
    scale, word = _english_scale(max(rounded))
    texts = [f"{sign}{_english(won, scale)}" for sign, won in zip(signs, rounded, strict=True)]
    return f"KRW {texts[0]}{' to ' if any(signs) else '–'}{texts[1]}{word}"


def _won(amount: SupportsFloat, unit: str) -> Decimal:
    if unit not in WON:
        raise ValueError(f"{unit!r} is not a unit of money: {', '.join(WON)}")
    exact = Decimal(str(amount))
    if not exact.is_finite():
        raise ValueError(f"{amount} is not an amount that can be shown")
    return exact * WON[unit]


def _rounded(won: Decimal, significant: int) -> Decimal:
    """The size of an amount to so many significant digits, in whole won."""
    size = abs(won)
    place = max(0, size.adjusted() + 1 - significant)
    return size.quantize(Decimal(1).scaleb(place), ROUND_HALF_UP)


def _korean_digits(won: Decimal) -> int:
    size = abs(won)
    step = next(step for least, step in _KOREAN_STEPS if size >= least)
    return max(1, size.adjusted() + 1 - Decimal(step).adjusted())


def _korean(won: Decimal) -> str:
    rest, parts = int(won), []
    for size, word in _KOREAN_GROUPS:
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{number(count)}{word}")
    return " ".join(parts) or "0"


def _with_noun(text: str) -> str:
    return f"{text}원" if text[-1].isdigit() else f"{text} 원"


def _english_scale(won: Decimal) -> tuple[int, str]:
    return next(((size, word) for size, word in _ENGLISH_SCALES if won >= size), (1, ""))


def _english(won: Decimal, scale: int) -> str:
    text = f"{won / scale:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
