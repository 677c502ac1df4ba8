"""Words in two languages, and phrases in another language than the text around them."""

from dataclasses import dataclass

from analysis.words import LANGUAGES, Lang, Words

__all__ = ["LANGUAGES", "Foreign", "Lang", "Words"]


@dataclass(frozen=True)
class Foreign:
    """A phrase in another language than the text around it, marked so that it is read aloud rightly."""

    text: str
    lang: Lang

    def __str__(self) -> str:
        return self.text
