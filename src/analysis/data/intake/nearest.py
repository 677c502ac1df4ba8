"""What a file that is no table of the study comes nearest to, and what it would need to be it."""

from collections.abc import Iterator, Sequence

from analysis.data.intake.cells import is_missing
from analysis.data.intake.faults import FORMS, NumberedFault
from analysis.data.intake.grid import Grid, letter
from analysis.data.intake.headers import candidates, field_names, match
from analysis.data.intake.layout import Layout, agreement, error_of, first_keys, first_row, key_readers
from analysis.data.intake.offers import Offers
from analysis.words import LANGUAGES, Lang, Words

NAMED = 3
FITTING = 0.75
CELL_ALONE = {"E125", "E126", "E127"}  # of the cell, whatever its column wants: an error, a formula, a note mark


def unknown_table(grids: Sequence[Grid], offers: Offers, edition: str) -> NumberedFault:
    """The one fault of a file of no table: keys under fitting headings that can't be read, else the nearest tables."""
    found = sorted((one for grid in grids for one in _nearest(grid, offers)), key=lambda one: -one.score)
    for layout in found[:1]:
        if layout.score >= FITTING and (fault := _bad_key(layout, edition)) is not None:
            return fault
    near: dict[str, Layout] = {}
    for layout in found:
        near.setdefault(layout.table.name, layout)
    place, grid = (found[0].grid.place, found[0].grid) if found else (grids[0].place, grids[0])
    some = list(near.values())[:NAMED]
    ko, en = (_listed(some, lang) for lang in LANGUAGES)
    return place.fault("E110", value=first_row(grid), nearest=Words(ko, en))


def _nearest(grid: Grid, offers: Offers) -> Iterator[Layout]:
    """Each table that has a heading of the grid, under the header that fits it best."""
    tried = candidates(grid, offers.vocabulary)
    for offer in offers.tables.values():
        names = field_names(offer.table)
        headers = (match(one, names, offers.vocabulary.dropped_columns) for one in tried)
        layouts = [Layout(grid, offer, one, agreement(one, offer.table)) for one in headers if one.columns]
        if layouts:
            yield max(layouts, key=lambda one: one.score)


def _bad_key(layout: Layout, edition: str) -> NumberedFault | None:
    """The first key that can't be read, and how such keys are written."""
    readers = key_readers(layout.table, None, edition)
    for key, token, row in first_keys(layout):
        error = None if is_missing(token) else error_of(readers[key], token)
        if error is not None:
            at, column = layout.header.columns[key], layout.table.column(key)
            heading, line = f"{letter(at)} {layout.header.heading(at).text}", layout.grid.lines[row]
            if error.code in CELL_ALONE:
                return layout.grid.place.fault(error.code, line, heading, token.strip(), key, "", **error.expected)
            expected = error.expected.get("expected", error.expected.get("known", column.title))
            labels = [words.ko for words in column.labels.values()]
            form = FORMS.get(column.type, ", ".join(labels[:NAMED]) or "2020-08")
            return layout.grid.place.fault(
                "E117", line, heading, token.strip(), key,
                table=layout.table.title, expected=expected, form=form,
            )  # fmt: skip
    return None


def _listed(layouts: Sequence[Layout], lang: Lang) -> str:
    """The nearest tables, each with the columns that it would need."""
    if not layouts:
        return {"ko": "(이 파일의 열 이름은 어느 표의 것도 아니다)", "en": " (no heading here is one of theirs)"}[lang]
    head = {"ko": ". 가장 가까운 표: ", "en": "; the nearest are "}[lang]
    return head + "; ".join(f"{one.table.name}({one.table.title[lang]}){_needed(one, lang)}" for one in layouts)


def _needed(layout: Layout, lang: Lang) -> str:
    needed = [
        column.title[lang]
        for column in layout.table.fields
        if column.name not in layout.header.columns
        and column.role != "line"
        and (column.needed or column.name in layout.table.key)
    ]
    words = {"ko": " 빠진 열 '{}'", "en": " without '{}'"}[lang]
    return words.format("', '".join(needed)) if needed else ""
