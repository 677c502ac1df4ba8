"""The text in a file's bytes, whatever Korean encoding an office saved it in."""

import codecs
import re
from collections.abc import Iterator

from analysis.data.intake.faults import NumberedFault, Place, RefusedError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 (BOM)"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
# EUC-KR before CP949, of which it is a part, so that a file is called by the narrower name.
KOREAN = (("euc_kr", "EUC-KR"), ("cp949", "CP949"))

BLOCK = 2**20  # bytes

_ASCII = bytes(range(128))
_BINARY = {*range(9), *range(14, 32)}
_HANGUL_UTF8 = re.compile(rb"[\xea-\xed][\x80-\xbf]{2}")
_HANGUL_CP949 = re.compile(rb"[\xb0-\xc8][\xa1-\xfe]")


def decode(data: bytes, file: str) -> tuple[bytes, str]:
    """The text in UTF-8 and the name of its encoding.

    RefusedError with the line of every broken byte, or for a binary file. UTF-8, UTF-16, EUC-KR and CP949 are tried
    strictly, in this order; what is none of them is guessed by charset-normalizer, unless it is plainly one with broken
    bytes.
    """
    for mark, codec, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strict(data, codec, name, file).encode(), name
    if unmarked := _utf_16(data):
        text = _strict(data, unmarked, "UTF-16", file)
        if not _BINARY.isdisjoint(map(ord, set(text))):
            raise RefusedError([Place(file).fault("E102")])
        return text.encode(), "UTF-16"
    lines = (data[start:end] for start, end in blocks(data))
    if any(len(block.translate(None, bytes(_BINARY))) < len(block) for block in lines):
        raise RefusedError([Place(file).fault("E102")])
    if _is_utf_8(data):
        return data, "UTF-8"
    if _mostly(_HANGUL_UTF8, data):
        raise RefusedError(_broken(data, "utf-8", "UTF-8", file))
    for codec, name in KOREAN:
        try:
            return data.decode(codec).encode(), name
        except UnicodeDecodeError:
            continue
    if not _mostly(_HANGUL_CP949, data) and (guessed := _guessed(data)) is not None:
        return guessed
    raise RefusedError(_broken(data, "cp949", "CP949", file))


def blocks(data: bytes) -> Iterator[tuple[int, int]]:
    """Where whole lines of a text begin and end, some at a time: the memory near the processor serves them all."""
    start = 0
    while start < len(data):
        end = data.find(b"\n", start + BLOCK) + 1 or len(data)
        yield start, end
        start = end


def _is_utf_8(data: bytes) -> bool:
    try:
        for start, end in blocks(data):
            data[start:end].decode()
    except UnicodeDecodeError:
        return False
    return True


def _strict(data: bytes, codec: str, name: str, file: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        raise RefusedError(_broken(data, codec, name, file)) from None


def _utf_16(data: bytes) -> str:
    """The codec of UTF-16 without its mark, known by the zero bytes of commas, digits and line ends; else ""."""
    head = data[:2000]
    if len(data) % 2 == 0 and b"\0" in head:
        for first, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
            if 0 not in head[1 - first :: 2] and head[first::2].count(0) * 10 >= len(head[first::2]):
                return codec
    return ""


def _mostly(pattern: re.Pattern[bytes], data: bytes) -> bool:
    """Whether most of the bytes beyond ASCII are letters of the pattern."""
    beyond = len(data.translate(None, _ASCII))
    return sum(len(letter) for letter in pattern.findall(data)) * 2 > beyond


def _guessed(data: bytes) -> tuple[bytes, str] | None:
    from charset_normalizer import from_bytes  # slow to import, and seldom needed

    best = from_bytes(data).best()
    return (str(best).encode(), best.encoding.upper().replace("_", "-")) if best is not None else None


def _broken(data: bytes, codec: str, name: str, file: str) -> list[NumberedFault]:
    """A fault for every line with broken bytes, showing the first of them."""
    if codec.startswith("utf-16"):
        line = data.decode(codec, errors="replace").partition("\ufffd")[0].count("\n") + 1
        return [Place(file).fault("E101", line, encoding=name)]
    faults = []
    for number, line_bytes in enumerate(data.split(b"\n"), 1):
        try:
            line_bytes.decode(codec)
        except UnicodeDecodeError as error:
            found = line_bytes[error.start : error.start + 4].hex(" ")
            faults.append(Place(file).fault("E101", number, value=found, encoding=name))
    return faults
