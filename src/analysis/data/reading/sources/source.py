"""The text of a report's file, whatever its format."""

import hashlib
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.data.system import reason
from analysis.words import Words

ZIP, PDF, OLE, HWP3 = b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"HWP Document File"
LARGEST = 200_000_000  # bytes, of a file and of what is packed in it

NO_FILE = Words("파일을 읽을 수 없다({0})", "the file can't be read ({0})")
NOT_TEXT = Words(
    "UTF-8 글자가 아니다({0}행). UTF-8로 다시 저장한다", "not text in UTF-8 (line {0}); save it again as UTF-8"
)
EMPTY = Words("글자가 없다", "there is no text in it")
UNKNOWN = Words(
    "형식을 알 수 없다. UTF-8 텍스트, HWPX, HWP, PDF를 읽는다",
    "an unknown format; UTF-8 text, HWPX, HWP and PDF are read",
)
TOO_LARGE = Words("너무 크다(200MB를 넘는다)", "too large (over 200 MB)")
BROKEN = Words("파일이 깨졌다. 다시 받는다", "the file is broken; get it again")
LOCKED = Words("암호가 걸려 있다. 풀어서 저장한다", "it is locked by a password; save it without one")
SCANNED = Words(
    "글자가 없는 스캔본이다. 글자가 있는 PDF나 HWPX를 받는다", "a scan without text; get a PDF with text, or HWPX"
)
NO_READER = Words(
    "이 형식을 읽는 {0}이(가) 없다. 설치한다: pip install {0}",
    "{0}, which reads this format, is not there; install it: pip install {0}",
)


class SourceError(ValueError):
    """A report's file that can't be read; `words` says why."""

    def __init__(self, words: Words, *values: object) -> None:
        self.words = words.filled(*values)
        super().__init__(self.words.en)


@dataclass(frozen=True)
class Source:
    """A report's lines, and what the user should know about how they were read."""

    lines: Sequence[str]
    notes: Sequence[Words] = ()
    sha256: str = ""


def read_source(path: Path) -> Source:
    """The lines of a report; SourceError where they can't be read."""
    try:
        if path.stat().st_size > LARGEST:
            raise SourceError(TOO_LARGE)
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(NO_FILE, reason(error)) from None
    source = _reader(data)(data)
    if not any(line.strip() for line in source.lines):
        raise SourceError(EMPTY)
    lines = [unicodedata.normalize("NFC", line) for line in source.lines]  # macOS takes syllables apart
    return replace(source, lines=lines, sha256=hashlib.sha256(data).hexdigest())


def _reader(data: bytes) -> Callable[[bytes], Source]:
    """By what a file begins with, not by its name."""
    if data.startswith(ZIP):
        from analysis.data.reading.sources.hwpx import read_hwpx

        return read_hwpx
    if data.startswith((OLE, HWP3)):
        from analysis.data.reading.sources.hwp import read_hwp

        return read_hwp
    if PDF in data[:1024]:
        from analysis.data.reading.sources.pdf import read_pdf

        return read_pdf
    return read_text


def read_text(data: bytes) -> Source:
    """UTF-8 text."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(NOT_TEXT, data.count(b"\n", 0, error.start) + 1) from None
    if "\0" in text:
        raise SourceError(UNKNOWN)
    return Source(text.splitlines())


def row_text(cells: Sequence[str]) -> str:
    """A table's row as a line: nothing in a cell parts it from itself."""
    return "\t".join(" ".join(cell.split()) for cell in cells)
