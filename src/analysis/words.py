"""Words in two languages: the one type that every room but methods uses."""

from dataclasses import dataclass
from typing import Literal

Lang = Literal["ko", "en"]
LANGUAGES: tuple[Lang, Lang] = ("ko", "en")


@dataclass(frozen=True)
class Words:
    """The same statement in Korean and in English."""

    ko: str
    en: str

    def __getitem__(self, lang: Lang) -> str:
        return self.ko if lang == "ko" else self.en

    def __deepcopy__(self, memo: object) -> "Words":
        return self  # pandas copies a table's attributes with every column taken from it
