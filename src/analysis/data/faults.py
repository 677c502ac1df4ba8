"""What is wrong with a file, said so that whoever sent it can mend it."""

from dataclasses import dataclass

from analysis.words import Lang, Words


@dataclass(frozen=True)
class Fault:
    """One fault of one file; `line` and `column` are 0 and "" where it is the whole file's."""

    file: str
    line: int
    column: str
    value: str
    expected: Words
    advice: Words

    def text(self, lang: Lang) -> str:
        """The fault on two lines: the place and the value, then what was expected and what to do."""
        words = _PLACES[lang]
        place = ", ".join(
            part
            for part in (
                self.file,
                words["line"].format(self.line) if self.line else "",
                words["column"].format(self.column) if self.column else "",
            )
            if part
        )
        found = words["found"].format(self.value) if self.value else words["nothing"]
        return f"{place}: {found}\n    {words['expected']} {self.expected[lang]}. {self.advice[lang]}"


_PLACES: dict[Lang, dict[str, str]] = {
    "ko": {
        "line": "{}행",
        "column": "'{}' 열",
        "found": "값 '{}'",
        "nothing": "값 없음",
        "expected": "필요한 값:",
    },
    "en": {
        "line": "line {}",
        "column": "column {!r}",
        "found": "found {!r}",
        "nothing": "found nothing",
        "expected": "Expected",
    },
}
