"""Slugs for Korean names, so that a new category has a key of its own."""

import re
import unicodedata

# Revised Romanization of Korean (2000), letter for letter.
_INITIALS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_VOWELS = (
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu",
    "ui", "i",
)  # fmt: skip
_FINALS = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t",
    "t", "k", "t", "p", "t",
)  # fmt: skip
_FIRST, _LAST = 0xAC00, 0xD7A3


def romanised(text: str) -> str:
    """Hangul in Latin letters, syllable by syllable; the rest as it stands."""
    return "".join(_syllable(letter) for letter in unicodedata.normalize("NFC", text))


def _syllable(letter: str) -> str:
    at = ord(letter) - _FIRST
    if not _FIRST <= ord(letter) <= _LAST:
        return letter
    return _INITIALS[at // 588] + _VOWELS[at % 588 // 28] + _FINALS[at % 28]


def slug(text: str) -> str:
    """A key from a name: lower-case Latin letters, digits and underscores; `new` where nothing of it is left."""
    plain = unicodedata.normalize("NFKD", romanised(text)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "new"
