"""A sweep's comparison page: which claims turn and how each result moves over the grid, in both languages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any

import pandas as pd
from bs4 import BeautifulSoup

from analysis.methods.estimate import Estimate
from analysis.present import theme
from analysis.present.claims import FAILS, HOLDS
from analysis.present.figures import Figure
from analysis.present.numbers import estimate, number
from analysis.present.tables import Table
from analysis.present.units import UNITS, split_rate, unit_name
from analysis.publish.page.finish import drop_inline_styles, number_captions
from analysis.publish.page.index import rendered
from analysis.publish.page.labels import LABELS, edition_words
from analysis.publish.run.results import NUMBERS
from analysis.publish.sweep.sweep import Outcome
from analysis.publish.sweep.table import parameter_names
from analysis.words import LANGUAGES, Lang, Words

HEIGHT = 2.8
MOST_SERIES = len(theme.SERIES)
MOST_ROWS, MOST_VALUES = 60, 12
TITLE = Words("매개변수에 따른 비교", "Comparison over parameters")
COUNTED = Words("점 {}개 가운데 {}개를 만들었다.", "{1} of {0} points were made.")
GRID = Words("격자", "The grid")
POINTS = Words("노트북과 판마다 쓴 값", "Values by notebook and edition")
FAILED = Words("만들지 못한 점", "Points that failed")
TURNED = Words("판정이 바뀌는 주장", "Claims whose verdict changes")
NONE_TURNED = Words("이 격자에서 판정이 바뀌는 주장은 없다.", "No claim changes its verdict on this grid.")
MOVED = Words("움직이는 결과", "Results that move")
NONE_MOVED = Words("이 격자에서 움직이는 결과는 없다.", "No result moves on this grid.")
STILL = Words("움직이지 않는 결과 {}개: {}", "{} results stay as they are: {}")
CAPTION = Words("{}: {}에 따른 값", "{} over {}")
SOME = Words(
    "점 {}개 가운데 {}개를 실었다. 모든 점은 results.csv에 있다.", "{1} of {0} points; all are in results.csv."
)
OF = Words("{} … {} ({}개)", "{} … {} ({} values)")
BETWEEN = Words("{}: {} {}에서 {}, {}에서 {}", "{}: {} {} gives {}, {} gives {}")
NOTEBOOK, EDITION, VALUES = Words("노트북", "Notebook"), Words("판", "Edition"), Words("값", "Values")
CLAIM = Words("주장", "Claim")
ERROR, VERDICT = Words("까닭", "Reason"), Words("판정", "Verdict")
POINT, DATA = Words("점", "Point"), Words("모든 결과값(CSV)", "All results (CSV)")


@dataclass(frozen=True)
class Value:
    """One result of one run, or one claim's verdict there."""

    edition: str
    written: Mapping[str, str]
    what: Any


def sweep_page(outcomes: Sequence[Outcome]) -> str:
    """The page, self-contained, Korean first; the same records give the same bytes."""
    sections = [
        {
            "lang": lang,
            "label": {**{key: words[lang] for key, words in LABELS.items()}, "sweep": TITLE[lang], "data": DATA[lang]},
            "body": _body(outcomes, lang),
        }
        for lang in LANGUAGES
    ]
    return rendered("sweep.html.j2", "index.html", sections)


def _body(outcomes: Sequence[Outcome], lang: Lang) -> str:
    names = parameter_names(outcomes)
    made = [one for one in outcomes if one.recorded is not None]
    results, claims = results_of(made), claims_of(made)
    moved = {key: values for key, values in results.items() if len({_numbers(one.what) for one in values}) > 1}
    turned = {key: values for key, values in claims.items() if len({one.what["holds"] for one in values}) > 1}
    parts = [
        _paragraph(COUNTED[lang].format(len(outcomes), len(made))),
        _heading(GRID[lang]),
        _grid(outcomes, names, lang),
        *(_failed(outcomes, lang) if len(made) < len(outcomes) else []),
        _heading(TURNED[lang]),
        _turned(turned.values(), names, lang) if turned else _paragraph(NONE_TURNED[lang]),
        _heading(MOVED[lang]),
        *([_moved(name, values, names, lang) for (_, name), values in moved.items()] or [_paragraph(NONE_MOVED[lang])]),
    ]
    if still := [name for notebook, name in results if (notebook, name) not in moved]:
        parts.append(_paragraph(STILL[lang].format(len(still), ", ".join(still))))
    soup = BeautifulSoup("\n".join(parts), "html.parser")
    number_captions(soup, lang)
    drop_inline_styles(soup)
    return str(soup)


def results_of(made: Iterable[Outcome]) -> dict[tuple[str, str], list[Value]]:
    """The values of each result by notebook and id, a run in the first language that it was made in."""
    return _gathered(
        (one, name, record) for one in made if one.recorded for name, record in one.recorded.results.items()
    )


def claims_of(made: Iterable[Outcome]) -> dict[tuple[str, str], list[Value]]:
    """The same of each claim."""
    return _gathered((one, found["id"], found) for one in made if one.recorded for found in one.recorded.claims)


def _gathered(found: Iterable[tuple[Outcome, str, Any]]) -> dict[tuple[str, str], list[Value]]:
    values: dict[tuple[str, str], dict[tuple[str, ...], Value]] = {}
    for one, name, what in found:
        at = (one.run.job.edition, *one.run.written.values())
        there = values.setdefault((one.run.job.name, name), {})
        there.setdefault(at, Value(one.run.job.edition, one.run.written, what))
    return {key: list(there.values()) for key, there in values.items()}


def _numbers(record: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(record[key] for key in NUMBERS)


def _grid(outcomes: Sequence[Outcome], names: Sequence[str], lang: Lang) -> str:
    found: dict[tuple[str, str], dict[str, dict[str, None]]] = {}
    for one in outcomes:
        values = found.setdefault((one.run.job.name, one.run.job.edition), {name: {} for name in names})
        for name, text in one.run.written.items():
            values[name][text] = None
    rows = [
        (notebook, edition_words(edition, lang), *(_listed(list(values[name]), lang) for name in names))
        for (notebook, edition), values in found.items()
    ]
    return _table(rows, [NOTEBOOK[lang], EDITION[lang], *names], POINTS[lang], lang, row_headers=2)


def _listed(values: Sequence[str], lang: Lang) -> str:
    """Values in the order of the call; of many the first, the last and how many they are."""
    if len(values) <= MOST_VALUES:
        return ", ".join(values)
    return OF[lang].format(values[0], values[-1], number(len(values)))


def _failed(outcomes: Sequence[Outcome], lang: Lang) -> list[str]:
    rows = [(one.run.place, one.error[lang]) for one in outcomes if one.error]
    return [_heading(FAILED[lang]), _table(rows, [POINT[lang], ERROR[lang]], FAILED[lang], lang)]


def _turned(turned: Iterable[Sequence[Value]], names: Sequence[str], lang: Lang) -> str:
    rows = []
    for values in turned:
        claim = (values[0].what.get("about") or values[0].what)[lang]
        for edition, at_edition in groupby(values, key=lambda one: one.edition):
            verdicts = [
                f"{_between(list(run), names)}: {(HOLDS if holds else FAILS)[lang]}"
                for holds, run in groupby(at_edition, key=lambda one: bool(one.what["holds"]))
            ]
            rows.append((claim, edition_words(edition, lang), "; ".join(verdicts)))
    return _table(rows, [CLAIM[lang], EDITION[lang], VERDICT[lang]], TURNED[lang], lang)


def _between(run: Sequence[Value], names: Sequence[str]) -> str:
    """The values of runs that follow each other in the grid: of one, or of the first and the last."""
    ends = dict.fromkeys(" ".join(one.written.get(name, "") for name in names) for one in (run[0], run[-1]))
    return " … ".join(ends) or run[0].edition


def _moved(result: str, values: Sequence[Value], names: Sequence[str], lang: Lang) -> str:
    taken = [name for name in names if name in values[0].written]
    some = thinned(values)
    rows = [(*_at(one, taken, lang), shown(one.what, lang)) for one in some]
    caption = CAPTION[lang].format(result, ", ".join(taken) or EDITION[lang])
    notes = [SOME[lang].format(number(len(values)), number(len(some)))] if len(some) < len(values) else []
    table = Table(
        pd.DataFrame(rows, columns=[EDITION[lang], *taken, VALUES[lang]]),
        caption,
        lang=lang,
        notes=notes,
        row_headers=len(taken) + 1,
    )
    lines = _lines(values, taken)
    if not lines:
        return table.html()
    alt = "; ".join(
        BETWEEN[lang].format(
            edition_words(edition, lang), taken[0], first.written[taken[0]], shown(first.what, lang),
            last.written[taken[0]], shown(last.what, lang),
        )
        for edition, (first, *_, last) in lines.items()
    )  # fmt: skip
    try:
        return Figure(_chart(lines, taken[0], lang), caption, alt, data=table, lang=lang).html()
    except ValueError:  # a chart refuses what cannot be read on it, such as labels on top of each other
        return table.html()


def thinned(values: Sequence[Value]) -> list[Value]:
    """Values for a table that is read: of very many, the first, the last and others equally far apart."""
    if len(values) <= MOST_ROWS:
        return list(values)
    step = (len(values) - 1) / (MOST_ROWS - 1)
    return [values[round(step * row)] for row in range(MOST_ROWS)]


def _lines(values: Sequence[Value], names: Sequence[str]) -> dict[str, list[Value]]:
    """The values by edition in the order of the one parameter that is swept; empty where no chart shows them."""
    if len(names) != 1 or not all(_is_number(one.written[names[0]]) for one in values):
        return {}
    editions = dict.fromkeys(one.edition for one in values)
    lines = {
        edition: sorted((one for one in values if one.edition == edition), key=lambda one: float(one.written[names[0]]))
        for edition in editions
    }
    return lines if len(lines) <= MOST_SERIES and all(len(line) > 1 for line in lines.values()) else {}


@theme.styled()
def _chart(lines: Mapping[str, Sequence[Value]], name: str, lang: Lang) -> Any:
    figure, axes = theme.chart(height=HEIGHT)
    for (edition, line), colour in zip(lines.items(), theme.SERIES, strict=False):
        xs = [float(one.written[name]) for one in line]
        marker = "o" if len(line) <= MOST_ROWS else ""
        axes.plot(xs, [one.what["value"] for one in line], color=colour, marker=marker)
        if all(one.what["low"] is not None and one.what["high"] is not None for one in line):
            lows, highs = [one.what["low"] for one in line], [one.what["high"] for one in line]
            axes.fill_between(xs, lows, highs, color=colour, alpha=0.15, linewidth=0)
        if len(lines) > 1:
            theme.write(axes, xs[-1], line[-1].what["value"], edition, colour=colour, offset=(theme.GAP, 0))
    theme.number_axis(axes.xaxis)
    theme.number_axis(axes.yaxis)
    axes.set_xlabel(name)
    theme.unit_title(axes, _unit(next(iter(lines.values()))[0].what["unit"], lang))
    return figure


def shown(record: Mapping[str, Any], lang: Lang) -> str:
    """A result with its range and unit as readers see it; one in a unit that the study has no word for, as it is."""
    result = Estimate(record["value"], record["low"], record["high"], record["unit"])
    if not record["unit"] or _is_known(record["unit"]):
        return estimate(result, lang)
    return f"{number(result.value)} {record['unit']}"


def _unit(unit: str, lang: Lang) -> str:
    return unit_name(unit, lang) if not unit or _is_known(unit) else unit


def _is_known(unit: str) -> bool:
    return split_rate(unit)[0] in UNITS


def _is_number(text: str) -> bool:
    try:
        return float(text) == float(text)
    except ValueError:
        return False


def _at(one: Value, names: Sequence[str], lang: Lang) -> list[str]:
    return [edition_words(one.edition, lang), *(one.written.get(name, "") for name in names)]


def _table(rows: Sequence[Sequence[str]], header: Sequence[str], caption: str, lang: Lang, row_headers: int = 1) -> str:
    return Table(pd.DataFrame(rows, columns=list(header)), caption, lang=lang, row_headers=row_headers).html()


def _heading(text: str) -> str:
    return f"<h3>{text}</h3>"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"
