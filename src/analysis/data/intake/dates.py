"""Days and months beside the edition's: its last day, and the year that is meant where none is printed."""

from calendar import monthrange
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from fractions import Fraction

from analysis.data.units import UnreadableTokenError, parse_printed

HALF_YEAR = 183


def last_day(edition: str) -> str:
    """The last day of an edition's month."""
    year, month = int(edition[:4]), int(edition[5:])
    return date(year, month, monthrange(year, month)[1]).isoformat()


def year_meant(ordinal: Callable[[int], int], edition: str) -> int:
    """The year that completes a day: the edition's, or the one before for a December in a January edition.

    `ordinal` reads the day with a year. Only a day after the edition's month goes back a year, and only where it
    then lies within the half year before: 11.7. in October is a day ahead, not one long past. UnreadableTokenError.
    """
    year, last = int(edition[:4]), date.fromisoformat(last_day(edition)).toordinal()
    if ordinal(year) > last:
        with suppress(UnreadableTokenError):
            if last - HALF_YEAR < ordinal(year - 1) <= last:
                return year - 1
    return year


def calendar_value(token: str, unit: str, edition: str) -> Fraction:
    """A day, month or year in an edition, as `parse_printed` counts it. UnreadableTokenError."""
    if unit == "calendar year":
        return parse_printed(token, unit, int(edition[:4])).value
    year = year_meant(lambda one: int(parse_printed(token, unit, one).value), edition)
    return parse_printed(token, unit, year).value
