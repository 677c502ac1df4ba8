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

    def filled(self, *values: object, **named: object) -> "Words":
        """The statement with its blanks filled; what is itself in two languages stays so."""

        def said(value: object, lang: Lang) -> object:
            return value[lang] if isinstance(value, Words) else value

        ko, en = (
            self[lang].format(
                *(said(one, lang) for one in values), **{name: said(one, lang) for name, one in named.items()}
            )
            for lang in LANGUAGES
        )
        return Words(ko, en)

    def __deepcopy__(self, memo: object) -> "Words":
        return self  # pandas copies a table's attributes with every column taken from it
