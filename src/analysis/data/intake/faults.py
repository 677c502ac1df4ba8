"""A file's faults under their numbers, and the two ways in which a file is not taken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.data.faults import Fault
from analysis.data.intake.codes import ACCEPT, CODES
from analysis.data.intake.names import shown_text
from analysis.words import Lang, Words

FORMS = {"date": "2020-08-13", "yearmonth": "2020-08", "year": "2020"}
SHEET = Words("시트 '{}'", "sheet '{}'")


@dataclass(frozen=True)
class NumberedFault(Fault):
    """A fault of a file as it came; `column` is the letter and name that its header gives, `field` the contract's.

    `kept` is what the table holds where the fault is let through.
    """

    code: str = ""
    sheet: str = ""
    field: str = ""
    kept: str = ""

    def text(self, lang: Lang) -> str:
        """The number, the place and the value, then what was expected, what to do and how to let it through."""
        file = f"{self.file}, {SHEET[lang].format(self.sheet)}" if self.sheet else self.file
        plain = Fault(file, self.line, self.column, self.value, self.expected, self.advice).text(lang)
        accept = " " + ACCEPT[lang].format(code=self.code) if CODES[self.code].oddity else ""
        return f"{self.code} {plain}{accept}"


class RefusedError(Exception):
    """A file that is not taken in, with all its faults by line."""

    def __init__(self, faults: Iterable[NumberedFault]) -> None:
        self.faults = in_order(faults)
        super().__init__("; ".join(f"{fault.code} line {fault.line}" for fault in self.faults))

    def __reduce__(self) -> tuple[type, tuple[list[NumberedFault]]]:
        return type(self), (self.faults,)


class UnsureError(Exception):
    """A file that fits several tables; `candidates` are their names, the likeliest first."""

    def __init__(self, file: str, candidates: Sequence[str]) -> None:
        super().__init__(f"{file}: {', '.join(candidates)}")
        self.file, self.candidates = file, tuple(candidates)

    def __reduce__(self) -> tuple[type, tuple[str, Sequence[str]]]:
        return type(self), (self.file, self.candidates)


@dataclass(frozen=True)
class Place:
    """Where a fault stands: the file and, in a spreadsheet, the sheet."""

    file: str
    sheet: str = ""

    def fault(
        self,
        code: str,
        line: int = 0,
        column: str = "",
        value: str = "",
        field: str = "",
        kept: str = "",
        **values: object,
    ) -> NumberedFault:
        """The fault of that number at a line and column; `values` fill in what was expected."""
        values.setdefault("form", FORMS["date"])
        expected, advice = (words.filled(**values) for words in (CODES[code].expected, CODES[code].advice))
        column, value, sheet = map(shown_text, (column, value, self.sheet))
        return NumberedFault(self.file, line, column, value, expected, advice, code, sheet, field, kept)


def in_order(faults: Iterable[NumberedFault]) -> list[NumberedFault]:
    """The faults by sheet, line, column and number."""
    return sorted(faults, key=lambda one: (one.file, one.sheet, one.line, one.column, one.code, one.value))
