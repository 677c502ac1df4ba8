"""What a notebook has said so far, and the small things that its report says it with."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pandas as pd

from analysis.methods.estimate import Estimate
from analysis.present.claims import Claim
from analysis.present.dates import month
from analysis.present.figures import Figure
from analysis.present.misuse import MisuseError
from analysis.present.tables import Format, Table
from analysis.present.words import Lang, Words

Both = tuple[str, str] | Words

NO_ALT = Words(
    '그림에 대체 텍스트가 없다: alt=("한국어 설명", "English description")을 더한다.',
    'The chart has no alternative text: add alt=("한국어 설명", "English description").',
)


@dataclass(frozen=True)
class Caption:
    """A caption in the report's language, and of a chart what it shows to those who cannot see it."""

    text: str
    alt: str = ""


@dataclass
class Said:
    """What a notebook has said so far, and which parameter stood in for which record of the register.

    `absent` are the results that the data did not allow to be computed.
    """

    claims: dict[str, Claim] = field(default_factory=dict)
    results: dict[str, Estimate] = field(default_factory=dict)
    absent: dict[str, Estimate] = field(default_factory=dict)
    replaced: dict[str, float] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)


def edition_title(edition: str, lang: Lang) -> str:
    """What an edition is called: "2020년 9월 업무보고", "Work report of September 2020"."""
    return Words(f"{month(edition, 'ko')} 업무보고", f"Work report of {month(edition, 'en')}")[lang]


def labelled(frame: pd.DataFrame) -> pd.DataFrame:
    """A table of the edition with the labels of its slugs in place of them, as `attrs` has them."""
    labels = {name: one for name, one in frame.attrs.get("labels", {}).items() if name in frame}
    return frame.assign(
        **{name: frame[name].map(lambda slug, one=one: one.get(slug, slug)) for name, one in labels.items()}
    )


def as_table(
    frame: pd.DataFrame,
    caption: str,
    lang: Lang,
    columns: Mapping[Any, Both] | None,
    formats: Mapping[Any, str | Format] | None,
    write: Callable[[Any, str], str],
) -> Table:
    """A frame in one language, its columns named by `columns`; `write` is given a value and its spec of `formats`.

    Raises:
        MisuseError: the frame has no column of such a name.
    """
    shown = labelled(frame).map(lambda cell: cell[lang] if isinstance(cell, Words) else cell)
    there = [*filter(None, frame.index.names), *frame.columns]
    own = {name: one for name, one in frame.attrs.get("fields", {}).items() if name in there}
    titles = {**own, **(columns or {})}
    for name in (*titles, *(formats or {})):
        if name not in there:
            raise no_column(str(name), there)
    spelled = {
        name: partial(_written, write, one) if isinstance(one, str) else one for name, one in (formats or {}).items()
    }
    header = {name: in_both(one)[lang] for name, one in titles.items()}
    return Table(shown, caption, lang, formats=spelled, header=header)


def _written(write: Callable[[Any, str], str], spec: str, value: Any) -> str:
    return write(value, spec)


def no_column(name: str, there: Sequence[Any]) -> MisuseError:
    """That a table has no such column, with those it has."""
    listed = ", ".join(map(str, there))
    return MisuseError(
        Words(
            f"표에 열 {name}이(가) 없다. 있는 열: {listed}",
            f"The table has no column {name!r}; it has: {listed}",
        )
    )


def in_both(both: Both) -> Words:
    """A pair of texts, Korean first, as words in both languages."""
    return both if isinstance(both, Words) else Words(*both)


def without_specs(text: str, names: set[str]) -> str:
    """A template in which the fields of missing values stand bare."""
    return re.sub(r"\{(\w+)[^{}]*\}", lambda found: f"{{{found[1]}}}" if found[1] in names else found[0], text)


def lines_in_words(lines: Sequence[int], lang: Lang) -> str:
    """The stretch of lines of the source: "758~786줄", "lines 758–786"; empty where there are none."""
    if not lines:
        return ""
    first, last = min(lines), max(lines)
    span = f"{first}" if first == last else f"{first}~{last}" if lang == "ko" else f"{first}–{last}"
    return f"{span}줄" if lang == "ko" else f"{'line' if first == last else 'lines'} {span}"
