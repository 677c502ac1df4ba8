"""For which day a table holds: as the file says, else the edition's month."""

import re
from collections.abc import Iterator

from analysis.data.intake.body import Body
from analysis.data.intake.dates import calendar_value, last_day
from analysis.data.intake.series import dated_key
from analysis.data.units import UnreadableTokenError, decimal_text

_DAY = r"(['’‘]?\d[\d.\s/년월일'’‘-]*?)"
_AS_OF = (
    re.compile(_DAY + r"\s*(?:\([월화수목금토일]\))?(?:\s*\d{1,2}시)?\s*(?:현재|기준)"),
    re.compile(r"(?:기준\s*일?|as of)\s*[:：|]?\s*" + _DAY + r"\s*(?:[)\]|]|$)", re.IGNORECASE),
)


def as_of(body: Body, edition: str) -> str:
    """For which day, month or year a table holds.

    A series up to its last observation; another table as a note of the file says, else for the edition's month, or
    its year where the contract holds for one.
    """
    if dated := dated_key(body.table):
        return max(body.columns[dated].tokens)
    found = (_read(match[1], edition) for text in _notes(body) for pattern in _AS_OF if (match := pattern.search(text)))
    for one in found:
        if one and one <= last_day(edition)[: len(one)]:
            return one
    return edition[:4] if len(body.table.as_of) == 4 else edition


def _notes(body: Body) -> Iterator[str]:
    rows, header = body.layout.grid.rows, body.layout.header.rows
    for row in rows[: header[0]]:
        yield " | ".join(cell.strip() for cell in row if cell.strip())
    for dropped in body.dropped:
        if dropped.why == "note":
            yield dropped.text


def _read(text: str, edition: str) -> str:
    for unit in ("date", "calendar month", "calendar year"):
        try:
            return decimal_text(calendar_value(text.strip(), unit, edition), unit)
        except UnreadableTokenError:
            continue
    return ""
