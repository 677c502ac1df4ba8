"""The sheets of a workbook: each one table with one header row, which begins at A1; cells are numbers or texts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.present.claims import KINDS
from analysis.present.method_words import METHODS
from analysis.present.units import unit_name
from analysis.publish.page.labels import edition_words, label
from analysis.publish.release.office.book import Book, Sheet, Value, check
from analysis.publish.release.office.content import Grid, Release, Report
from analysis.publish.release.office.values import read_column
from analysis.words import Lang, Words

NOT_THERE = "[x]"

COVER, CONTENTS, NOTES = Words("표지", "Cover"), Words("차례", "Contents"), Words("주석", "Notes")
RESULTS, CLAIMS = Words("결과값", "Results"), Words("주장", "Claims")
ITEM, VALUE = Words("항목", "Item"), Words("값", "Value")
LOW, HIGH = Words("{} 낮은 끝", "{}, low end"), Words("{} 높은 끝", "{}, high end")
DRAFT = Words("초안. 발행하지 않았고 수치가 바뀔 수 있다.", "Draft: not issued, and numbers may change.")
ISSUED = Words("제{}호", "Issue {}")
MISSING = Words(
    f"값이 없는 칸에는 {NOT_THERE}를 적었다: 보고서에 수록되지 않았거나 산출할 수 없는 값이다.",
    f"A cell without a value has {NOT_THERE}: the value was not printed, or can't be computed.",
)
ROUNDED = Words(
    "표의 값은 보고서에 인쇄한 자릿수이다. 반올림하지 않은 값은 결과값 시트에 있다.",
    "Tables have their values as the reports print them; the sheet Results has them unrounded.",
)
UNITS = Words(
    "열 이름의 괄호는 단위이다. 구간은 낮은 끝과 높은 끝의 두 열에 있다.",
    "Brackets in a header give the unit; a range stands in two columns, its low end and its high end.",
)


def workbook(release: Release, lang: Lang) -> Book:
    """The workbook of a release; ReportError as `sheets`."""
    edition, study = edition_words(release.edition, lang), label("study", lang)
    language = Words("한국어", "English")[lang]
    return Book(release.edition, lang, f"{study}, {edition}", edition, study, language, sheets(release, lang))


def sheets(release: Release, lang: Lang) -> list[Sheet]:
    """All sheets of one language: cover, contents, notes, results, claims, then every table and chart's numbers.

    Raises:
        ReportError: what Excel can't hold: a name, a text, a width.
    """
    notes: list[str] = [MISSING[lang], ROUNDED[lang], UNITS[lang]]
    tables = [table for report in release.of(lang) for table in _tables(report, notes)]
    held = [_results(release, lang), _claims(release, lang), *tables]
    numbered = Sheet(
        NOTES[lang],
        NOTES[lang],
        [NOTES[lang], Words("내용", "Text")[lang]],
        [[f"[note {at}]", note] for at, note in enumerate(notes, 1)],
    )
    listed = [numbered, *held]
    contents = Sheet(
        CONTENTS[lang],
        CONTENTS[lang],
        [Words("시트", "Sheet")[lang], Words("내용", "What it shows")[lang]],
        [[sheet.name, sheet.title] for sheet in listed],
        leads=True,
    )
    every = [_filled(sheet) for sheet in (_cover(release, lang), contents, *listed)]
    check(every)
    return every


def _cover(release: Release, lang: Lang) -> Sheet:
    issue = release.issue
    rows: list[list[Value]] = [
        [Words("제목", "Title")[lang], label("study", lang)],
        [Words("판", "Edition")[lang], edition_words(release.edition, lang)],
        [Words("상태", "Status")[lang], ISSUED[lang].format(issue.number) if issue else DRAFT[lang]],
    ]
    if issue:
        rows.append([Words("발행의 까닭", "Note")[lang], issue.note])
    if issue and issue.day:
        rows.append([Words("발행일", "Day of issue")[lang], issue.day])
    if release.as_of:
        rows.append([Words("자료 기준일", "Figures up to")[lang], release.as_of])
    rows += [[Words("보고서", "Report")[lang], report.title] for report in release.of(lang)]
    return Sheet(COVER[lang], label("study", lang), [ITEM[lang], VALUE[lang]], rows)


def _results(release: Release, lang: Lang) -> Sheet:
    words = (("결과", "Result"), ("값", "Value"), ("낮은 끝", "Low end"), ("높은 끝", "High end"), ("단위", "Unit"))
    header = [Words(*pair)[lang] for pair in (*words, ("방법", "Method"), ("노트북", "Notebook"))]
    rows: list[list[Value]] = []
    for name, one in sorted(release.results.items()):
        method = Words(METHODS.get(one["method"], one["method"]), one["method"])[lang]
        numbers = (one["value"], one["low"], one["high"])
        rows.append([name, *map(_value, (*numbers, _unit(one["unit"], lang), method)), one["notebook"]])
    return Sheet(RESULTS[lang], Words("모든 결과, 반올림하지 않음", "All results, unrounded")[lang], header, rows)


def _unit(name: str, lang: Lang) -> str:
    """The unit in words; as it is recorded where the vocabulary lacks it."""
    try:
        return unit_name(name, lang)
    except ValueError:
        return name


def _claims(release: Release, lang: Lang) -> Sheet:
    words = (("주장", "Claim"), ("구분", "Kind"), ("성립", "Holds"), ("주요 결과", "Headline"), ("노트북", "Notebook"))
    header = [Words(*pair)[lang] for pair in (*words, ("문장", "Sentence"))]
    yes, no = Words("예", "yes")[lang], Words("아니요", "no")[lang]
    rows: list[list[Value]] = []
    for name, one in sorted(release.claims.items()):
        told = (yes if one[what] else no for what in ("holds", "headline"))
        rows.append([name, KINDS[one["kind"]][lang], *told, one["notebook"], one[lang]])
    return Sheet(CLAIMS[lang], Words("모든 주장", "All claims")[lang], header, rows)


def _tables(report: Report, notes: list[str]) -> Iterator[Sheet]:
    """The tables of a report; their notes are added to `notes`, and the first header leads to them."""
    for grid in report.grids:
        name = f"{report.name} {grid.key.replace('table-', 'T').replace('figure-', 'F')}"
        header, rows = _columns(grid, report.lang)
        for note in grid.notes:
            if note not in notes:
                notes.append(note)
            header[0] += f" [note {notes.index(note) + 1}]"
        yield Sheet(name, f"{grid.number}. {grid.caption} ({report.title})", header, rows)


def _columns(grid: Grid, lang: Lang) -> tuple[list[str], list[list[Value]]]:
    header: list[str] = []
    columns: list[list[Value]] = []
    read_down = list(zip(*grid.body, strict=True)) or [()] * grid.width
    for at, (name, texts) in enumerate(zip(grid.header, read_down, strict=True), 1):
        read = read_column([cell.text for cell in texts])
        title = name or Words(f"열 {at}", f"Column {at}")[lang]
        named = [(title, read.values), *((LOW[lang].format(title), one) for one in [read.low] if one is not None)]
        named += [(HIGH[lang].format(title), one) for one in [read.high] if one is not None]
        for words, values in named:
            header.append(_unlike(f"{words} ({read.unit})" if _lacks(words, read.unit) else words, header))
            columns.append([_value(one) for one in values])
    return header, [list(row) for row in zip(*columns, strict=True)]


def _lacks(header: str, unit: str) -> bool:
    """Whether a header does not say the unit; behind a digit, as in "95% interval", it is of that number alone."""
    return re.search(rf"(?<!\d){re.escape(unit)}", header) is None


def _unlike(name: str, others: Sequence[str]) -> str:
    """The name, numbered where another column has it: a marked table has no two alike."""
    folded = {other.casefold() for other in others}
    numbered = (name, *(f"{name} {number}" for number in range(2, len(others) + 3)))
    return next(one for one in numbered if one.casefold() not in folded)


def _value(value: float | str | None) -> Value:
    return NOT_THERE if value is None or value == "" else value


def _filled(sheet: Sheet) -> Sheet:
    """The sheet, with a row that says so where there is nothing to show."""
    return sheet if sheet.rows else replace(sheet, rows=[[NOT_THERE] * len(sheet.header)])
