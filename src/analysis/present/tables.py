"""Tables for readers: a caption, headers with their scope, numbers set to the right, missing values said."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from html import escape
from itertools import groupby
from numbers import Real
from typing import Any

import pandas as pd

from analysis.methods.estimate import Estimate
from analysis.present.dates import day
from analysis.present.numbers import column_digits, estimate, number
from analysis.present.phrases import is_missing
from analysis.present.words import Foreign, Lang, Words

Format = int | Callable[[Any], str]

MISSING = "–"
PHONE = 42  # Latin letters of table text that stand side by side on a phone 390 px wide
PADDING = 3

_NO_VALUE = Words("값 없음", "no value")
_NOTE = Words("주", "Note")
_SOURCE = Words("자료", "Source")

# JupyterLab sets every cell to the right; in the report the classes decide.
_LEFT = ' style="text-align: left"'
_CENTRE = ' style="text-align: center"'
_NUMBER = ' class="study-numeric"'


@dataclass(frozen=True)
class Column:
    """One column as shown: its header by level, its texts (None where there is no value), whether it holds numbers."""

    header: tuple[str, ...]
    texts: list[str | Foreign | None]
    numeric: bool

    @property
    def least_width(self) -> int:
        """The width it cannot go below, in Latin letters: numbers do not wrap, words do not break."""
        words = [word for text in self.texts if text for word in ([str(text)] if self.numeric else str(text).split())]
        return max(map(width, [*words, *self.header[-1].split()]), default=0) + PADDING


@dataclass(frozen=True)
class Table:
    """A data frame as a table for readers.

    A named index becomes the first columns. `header` renames columns; two-level columns get a header of two rows, in
    which a column with an empty lower name stands over both. `formats` gives a column's decimals or a function of
    the value; a column of numbers without one gets the decimals that suit it as a whole, an `Estimate` its range.
    The first `row_headers` columns head their rows.

    Raises:
        ValueError: the caption is empty, or `formats` or `header` names a column that is not there.
    """

    frame: pd.DataFrame
    caption: str
    lang: Lang = "ko"
    source: str = ""
    notes: Sequence[str] = ()
    formats: Mapping[Any, Format] = field(default_factory=dict)
    header: Mapping[Any, str] = field(default_factory=dict)
    row_headers: int = 1

    def __post_init__(self) -> None:
        if not self.caption.strip():
            raise ValueError("the caption of the table is empty")
        names = list(_with_index(self.frame).columns)
        for name in (*self.formats, *self.header):
            if name not in names:
                raise ValueError(f"the table has no column {name!r}; it has {', '.join(map(str, names))}")

    @cached_property
    def columns(self) -> list[Column]:
        """The columns as shown."""
        frame = _with_index(self.frame)
        return [self._column(name, list(frame.iloc[:, place])) for place, name in enumerate(frame.columns)]

    @property
    def is_wide(self) -> bool:
        """Whether it cannot fit a phone and has to scroll inside its own frame."""
        return sum(column.least_width for column in self.columns) > PHONE

    def html(self, *, numbered: bool = True) -> str:
        """The table as HTML; the export writes its number into the empty span."""
        number_span = '<span class="study-number" data-kind="table"></span> ' if numbered else ""
        caption = f'{number_span}<span class="study-caption">{escape(self.caption)}</span>'
        region = f' role="region" tabindex="0" aria-label="{escape(self.caption)}"' if self.is_wide else ""
        lines = [
            f'<div class="study-table" lang="{self.lang}">',
            f'<div class="study-scroll" style="overflow-x: auto"{region}>',
            f"<table>\n<caption{_LEFT}>{caption}</caption>",
            f"<thead>\n{self._head()}\n</thead>",
            f"<tbody>\n{self._body()}\n</tbody>",
            "</table>\n</div>",
            *(f'<p class="study-note">{escape(note)}</p>' for note in self._footnotes()),
            "</div>",
        ]
        return "\n".join(lines)

    def text(self) -> str:
        """The table as plain text, columns aligned."""
        shown = [
            [" ".join(filter(None, column.header)), *(str(text or MISSING) for text in column.texts)]
            for column in self.columns
        ]
        padded = [_aligned(cells, column.numeric) for cells, column in zip(shown, self.columns, strict=True)]
        rows = ["  ".join(row).rstrip() for row in zip(*padded, strict=True)]
        return "\n".join([self.caption, *rows, *self._footnotes()])

    def _column(self, name: Any, values: list[Any]) -> Column:
        known = [value for value in values if not _is_missing(value)]
        numeric = bool(known) and all(_is_number(value) for value in known)
        chosen = self.formats.get(name)
        plain = [value for value in known if not isinstance(value, Estimate)]
        if chosen is None and numeric and plain:
            chosen = column_digits(plain)
        header = self.header.get(name, name)
        levels = tuple(str(level) for level in header) if isinstance(header, tuple) else (str(header),)
        return Column(levels, [self._cell(value, chosen) for value in values], numeric)

    def _cell(self, value: Any, chosen: Format | None) -> str | Foreign | None:
        if _is_missing(value):
            return None
        if callable(chosen):
            return chosen(value) or None
        if isinstance(value, Estimate):
            return estimate(value, self.lang, chosen)
        if _is_number(value):
            return number(value, chosen)
        if isinstance(value, date):
            return day(value, self.lang)
        return value if isinstance(value, Foreign) else str(value) or None

    def _head(self) -> str:
        levels = max(len(column.header) for column in self.columns)
        if levels == 1:
            return f"<tr>{''.join(_heading(column, 'col') for column in self.columns)}</tr>"
        upper, lower = "", ""
        for group, members in groupby(self.columns, key=lambda column: column.header[0]):
            columns = list(members)
            if len(columns) == 1 and not "".join(columns[0].header[1:]):
                upper += _heading(columns[0], "col", group, ' rowspan="2"')
            else:
                upper += f'<th scope="colgroup" colspan="{len(columns)}"{_CENTRE}>{escape(group)}</th>'
                lower += "".join(_heading(column, "col", column.header[-1]) for column in columns)
        return f"<tr>{upper}</tr>\n<tr>{lower}</tr>"

    def _body(self) -> str:
        rows = zip(*(column.texts for column in self.columns), strict=True)
        return "\n".join(
            f"<tr>{''.join(self._td(text, place) for place, text in enumerate(texts))}</tr>" for texts in rows
        )

    def _td(self, text: str | Foreign | None, place: int) -> str:
        style = _NUMBER if self.columns[place].numeric else _LEFT
        if text is None:
            numeric = "study-numeric " if self.columns[place].numeric else ""
            return f'<td class="{numeric}study-missing" aria-label="{_NO_VALUE[self.lang]}">{MISSING}</td>'
        inner = escape(str(text))
        if isinstance(text, Foreign):
            inner = f'<span lang="{text.lang}">{inner}</span>'
        return f'<th scope="row"{style}>{inner}</th>' if place < self.row_headers else f"<td{style}>{inner}</td>"

    def _footnotes(self) -> list[str]:
        notes = [f"{_NOTE[self.lang]}: {note}" for note in self.notes]
        return [*notes, f"{_SOURCE[self.lang]}: {self.source}"] if self.source else notes

    def _repr_mimebundle_(self, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> dict[str, Any]:
        del include, exclude
        return {"text/html": self.html(), "text/plain": self.text()}


def in_words(frame: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """A table of the edition with its titles and labels for names and slugs; it takes them from `attrs`."""
    titles = {name: title[lang] for name, title in frame.attrs.get("fields", {}).items()}
    shown = frame.copy()
    for name, labels in frame.attrs.get("labels", {}).items():
        if name in shown:
            shown[name] = shown[name].map({slug: label[lang] for slug, label in labels.items()})
    return shown.rename(columns=titles)


def width(text: str) -> int:
    """How wide a text is set, in Latin letters: a Korean syllable takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _heading(column: Column, scope: str, text: str | None = None, more: str = "") -> str:
    words = column.header[-1] if text is None else text
    style = _NUMBER if column.numeric else _LEFT
    return f'<th scope="{scope}"{style}{more}>{escape(words)}</th>' if words else f"<td{more}></td>"


def _with_index(frame: pd.DataFrame) -> pd.DataFrame:
    return frame if all(name is None for name in frame.index.names) else frame.reset_index()


def _is_missing(value: Any) -> bool:
    return value is pd.NA or is_missing(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, (Real, Estimate)) and not isinstance(value, bool)


def _aligned(cells: list[str], right: bool) -> list[str]:
    widest = max(map(width, cells))
    fills = [" " * (widest - width(cell)) for cell in cells]
    return [fill + cell if right else cell + fill for fill, cell in zip(fills, cells, strict=True)]
