"""A file's bytes as grids of cells, recognised by what they are and not by the file's name."""

from pathlib import PurePath

from analysis.data.intake.decode import decode
from analysis.data.intake.faults import Place, RefusedError
from analysis.data.intake.grid import Grid, text_grid
from analysis.data.intake.sheets.container import OLE, ZIP

NOT_TABLES = (b"%PDF", b"<", b"{", b"\x89PNG", b"\xff\xd8\xff", b"HWP Document")


def read_grids(data: bytes, file: str) -> list[Grid]:
    """The grids of a file; RefusedError where it holds none."""
    place = Place(file)
    if not data or data.isspace():
        raise RefusedError([place.fault("E103")])
    if data.startswith((ZIP, OLE[:4])):
        from analysis.data.intake.sheets.book import read_sheets  # needed for spreadsheets only

        return read_sheets(data, place)
    if data[:4000].lstrip()[:40].startswith(NOT_TABLES):
        raise RefusedError([place.fault("E102", value=PurePath(file).suffix)])
    whole, encoding = decode(data.rstrip(b"\x1a"), file)  # the end mark of old programs
    return [text_grid(whole, encoding, place)]
