"""A spreadsheet's container, judged before it is opened: what a few bytes can ask of memory and time.

A grid is kept whole from its first cell to its last, so that one cell at the far corner asks for 550 GB. ZIP: PKWARE
APPNOTE 4.3; the corner of a sheet: ECMA-376 part 1, 18.3.1.73; compound files: MS-CFB 2.2.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import cast
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from analysis.data.intake.faults import NumberedFault, Place, RefusedError
from analysis.words import Words

Part = Callable[[str], bytes]
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ROWS, COLUMNS = 1_048_576, 16_384
CELLS = 2**24
FREE = 0xFFFFFFFF
PARTS, UNPACKED, RATIO, SMALL = 5_000, 2**29, 200, 2**24
_AT = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]*)([0-9]+)\s*["']""")
_ODF_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def parts(data: bytes, place: Place) -> dict[str, bytes]:
    """The parts of an xlsx or ods by name, in lower case and with slashes; RefusedError for one that is hostile."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            entries = book.infolist()
            _bearable(entries, place)
            found = {_name(one.filename): book.read(one) for one in entries if not one.is_dir()}
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError, struct.error, zlib.error):
        raise RefusedError([place.fault("E102", value="ZIP")]) from None
    for name, part in found.items():
        head = part[:400].lstrip()
        if name.endswith((".xml", ".rels")) and (head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"<!DOCTYPE" in head):
            raise RefusedError([place.fault("E102", value=name)])
    return found


def _name(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()


def _bearable(entries: list[zipfile.ZipInfo], place: Place) -> None:
    """Refuses what unpacks to far more than it is, what is locked, and a name that stands twice."""
    if any(one.flag_bits & 1 for one in entries):
        raise RefusedError([place.fault("E107")])
    size, packed = sum(one.file_size for one in entries), sum(one.compress_size for one in entries)
    if len(entries) > PARTS or size > UNPACKED or (size > SMALL and size > RATIO * max(packed, 1)):
        raise RefusedError([too_large(place, f"{size:,} B / {packed:,} B", f"{UNPACKED:,} B")])
    names = [_name(one.filename) for one in entries]
    if len(set(names)) < len(names):
        raise RefusedError([place.fault("E102", value=max(names, key=names.count))])


def too_large(place: Place, found: str, limit: str | Words) -> NumberedFault:
    """The fault of a file that asks for more than the study gives one."""
    return place.fault("E105", value=found, limit=limit)


def bound_sheet(sheet: bytes, place: Place) -> None:
    """RefusedError where a sheet of an xlsx has a cell so far out that no grid could hold it."""
    row = column = 0
    last = ""
    for letters, digits in set(_AT.findall(sheet)):
        at = int(digits[:10])
        across = number(letters.decode().upper())
        last = f"{letters.decode()}{digits.decode()}" if at > row or across > column else last
        row, column = max(row, at), max(column, across)
    bound(row, column, place, last)


def bound(rows: int, columns: int, place: Place, last: str = "") -> None:
    """RefusedError where a sheet reaches further than a spreadsheet does, or holds too many cells for a grid."""
    if rows > ROWS or columns > COLUMNS or rows * columns > CELLS:
        limit = Words(f"칸 {CELLS:,}개", f"{CELLS:,} cells")
        raise RefusedError([too_large(place, last[:40] or f"{rows:,} × {columns:,}", limit)])


def number(letters: str) -> int:
    """The number of a column, from 1, that its letters name."""
    found = 0
    for one in letters:
        found = found * 26 + ord(one) - ord("A") + 1
    return found


def bound_ods(content: bytes, place: Place) -> None:
    """RefusedError where the repeated rows and cells of an ods make a grid that is too large."""
    rows = below = width = 0
    for element in elements(content, f"{_ODF_TABLE}table-row", f"{_ODF_TABLE}table"):
        if element.tag.endswith("}table"):
            rows = below = width = 0
            continue
        times, across, filled = _repeated(element, "rows"), 0, 0
        for cell in element:
            across += _repeated(cell, "columns")
            filled = across if len(cell) or any("value" in name for name in cell.attrib) else filled
        below += times
        if filled:
            rows, width = below, max(width, filled)
        bound(rows, width, place)


def _repeated(element: Element, what: str) -> int:
    times = element.get(f"{_ODF_TABLE}number-{what}-repeated", "1")
    return int(times[:10]) if times.isdecimal() else 1


def elements(xml: bytes, *tags: str) -> Iterator[Element]:
    """The elements of some tags as they end, each emptied when the next is asked for; none where it is no XML."""
    parser: XMLPullParser[Element] = XMLPullParser(("end",))
    try:
        for start in range(0, len(xml), 1 << 16):
            parser.feed(xml[start : start + (1 << 16)])
            for event in parser.read_events():
                element = cast(tuple[str, Element], event)[1]
                if element.tag in tags:
                    yield element
                    element.clear()
    except ParseError:
        return


def bound_compound(data: bytes, place: Place) -> None:
    """RefusedError for a compound file (xls) that is cut, locked, or points beyond its end."""
    if len(data) < 512 or struct.unpack_from("<H", data, 30)[0] not in {9, 12}:
        raise RefusedError([place.fault("E102", value="OLE")])
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    tables = [one for one in struct.unpack_from("<109I", data, 76) if one < 0xFFFFFFFA]
    if any((one + 2) * size > len(data) for one in tables):
        raise RefusedError([place.fault("E108", value=f"{len(data):,} B")])
    each = size // 4
    links = [struct.unpack_from(f"<{each}I", data, (one + 1) * size) for one in tables]
    used = (n * each + at for n, chain in enumerate(links) for at, link in enumerate(chain) if link != FREE)
    last = max(used, default=0)
    if (last + 1) * size >= len(data):
        raise RefusedError([place.fault("E108", value=f"{len(data):,} B")])
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise RefusedError([place.fault("E107")])
