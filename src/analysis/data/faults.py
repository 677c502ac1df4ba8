"""What is wrong with a file, said so that whoever sent it can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from analysis.data.misuse import DeskError
from analysis.words import LANGUAGES, Lang, Words

SAVE_UTF8 = Words("파일을 UTF-8로 다시 저장한다.", "Save the file again as UTF-8.")


@dataclass(frozen=True)
class Fault:
    """One fault of one file; `line` and `column` are 0 and "" where it is the whole file's.

    `named` says what `column` names: a table's column, a record's field, or the place of a character in its line.
    """

    file: str
    line: int
    column: str
    value: str
    expected: Words
    advice: Words
    named: Literal["column", "field", "character"] = field(default="column", kw_only=True)

    def text(self, lang: Lang) -> str:
        """The fault on two lines: the place and the value, then what was expected and what to do."""
        words = _PLACES[lang]
        place = ", ".join(
            part
            for part in (
                self.file,
                words["line"].format(self.line) if self.line else "",
                words[self.named].format(self.column) if self.column else "",
            )
            if part
        )
        found = words["found"].format(self.value) if self.value else words["nothing"]
        return f"{place}: {found}\n    {words['expected']} {self.expected[lang]}. {self.advice[lang]}"


class BadFileError(DeskError):
    """A file of the study that can't be used; `faults` are all that is wrong with it, by line."""

    def __init__(self, faults: "Iterable[Fault]") -> None:
        self.faults = in_order(faults)
        super().__init__(Words(*("\n".join(fault.text(lang) for fault in self.faults) for lang in LANGUAGES)))


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """Faults by file, line and column."""
    return sorted(faults, key=lambda fault: (fault.file, fault.line, fault.column, fault.value))


def undecodable(file: str, data: bytes) -> Fault | None:
    """Why bytes are no text in UTF-8, with the line of the first broken one; None where they are."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = " ".join(f"{byte:02x}" for byte in data[error.start : error.start + 4])
        return Fault(file, line, "", found, Words("UTF-8 글자", "text in UTF-8"), SAVE_UTF8)
    return None


_PLACES: dict[Lang, dict[str, str]] = {
    "ko": {
        "line": "{}행",
        "column": "'{}' 열",
        "field": "'{}' 항목",
        "character": "{}번째 글자",
        "found": "값 '{}'",
        "nothing": "값 없음",
        "expected": "필요한 값:",
    },
    "en": {
        "line": "line {}",
        "column": "column {!r}",
        "field": "field {!r}",
        "character": "character {}",
        "found": "found {!r}",
        "nothing": "found nothing",
        "expected": "Expected",
    },
}
