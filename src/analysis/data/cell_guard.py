"""Cells that a spreadsheet would run: written so that it does not, and read back as they were.

A text that begins with =, +, -, @, a tab or a carriage return gets an apostrophe before it, and so does one that has
apostrophes before such a sign, so that taking one off gives every text back. Numbers and a lone dash are left alone.
"""

import re

RUN = re.compile(r"'*[=+\-@\t\r]")
GUARDED = re.compile(r"''*[=+\-@\t\r]")
HARMLESS = re.compile(r"[+-]?(\d[\d,]*(\.\d*)?|\.\d+)(e[+-]?\d+)?%?|-+|[+-]", re.I)


def guarded(text: str) -> str:
    """The text as it is written into a CSV."""
    return f"'{text}" if RUN.match(text) and not HARMLESS.fullmatch(text) else text


def bare(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if text[:1] == "'" and GUARDED.match(text) and not HARMLESS.fullmatch(text[1:]) else text
