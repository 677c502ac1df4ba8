"""Tables as people keep them: CSV in UTF-8, also as spreadsheets save it, with a mark before it or other separators."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from analysis.data.cell_guard import bare
from analysis.data.faults import BadFileError, Fault, undecodable
from analysis.words import Words

Row = Mapping[str, str]
SEPARATORS = ",\t;"
MARK = b"\xef\xbb\xbf"
ODD = (b", ", b" ,", b"\t", b";")
MEND_ROW = Words("열의 수를 머리행과 맞춘다.", "Give the row as many cells as the header.")
MEND_HEADER = Words(
    "머리행을 계약(datapackage.json)의 열 이름과 같게 고친다.",
    "Make the header the columns of the contract (datapackage.json).",
)
A_TABLE = Words("CSV로 된 표", "a table in CSV")
SAVE_AGAIN = Words("파일을 CSV UTF-8로 다시 저장한다.", "Save the file again as CSV UTF-8.")
THE_FILE = Words("계약에 적힌 파일", "the file that the contract names")
PUT_FILE = Words(
    "파일을 이 폴더에 두거나 계약에서 그 표를 뺀다.",
    "Put the file into this folder or take the table out of the contract.",
)


def read_rows(path: Path, columns: Sequence[str] = ()) -> list[Row]:
    """The rows of a table as printed, blanks around cells and guards before them left out.

    BadFileError, with the line, where the file is no table, has a row of another length than its header, or lacks one
    of the `columns`.
    """
    name = f"{path.parent.name}/{path.name}"
    if not path.is_file():
        raise BadFileError([Fault(name, 0, "", "", THE_FILE, PUT_FILE)])
    rows = cells(path.read_bytes(), name)
    _, header = next(rows, (1, []))
    if lacking := [column for column in columns if column not in header]:
        expected = Words("열 " + ", ".join(lacking), "the columns " + ", ".join(lacking))
        raise BadFileError([Fault(name, 1, "", ",".join(header), expected, MEND_HEADER)])
    found: list[Row] = []
    for line, row in rows:
        if len(row) != len(header):
            expected = Words(f"열 {len(header)}개", f"{len(header)} columns")
            raise BadFileError([Fault(name, line, "", ",".join(row), expected, MEND_ROW)])
        found.append(dict(zip(header, row, strict=True)))
    return found


def cells(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of cells that are not blank lines, each with the line that it ends on; BadFileError as `read_rows`."""
    return ((line, row) for line, row in _lines(data, name) if row)


def plain(data: bytes, name: str) -> bytes:
    """The same table with commas alone between its cells and no mark before it, line for line."""
    if not data.startswith(MARK) and not any(odd in data for odd in ODD):
        return data
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(row for _, row in _lines(data, name))
    return out.getvalue().encode("utf-8")


def _lines(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    if (broken := undecodable(name, data)) is not None:
        raise BadFileError([broken])
    text = data.decode("utf-8-sig")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator(text), skipinitialspace=True)
    try:
        for row in reader:
            yield reader.line_num, [bare(cell.strip()) for cell in row]
    except csv.Error as error:
        raise BadFileError([Fault(name, reader.line_num, "", str(error), A_TABLE, SAVE_AGAIN)]) from None


def separator(text: str) -> str:
    """What stands between cells: of comma, tab and semicolon the first that the header has."""
    header = text.split("\n", 1)[0]
    return next((one for one in SEPARATORS if one in header), ",")
