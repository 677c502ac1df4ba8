"""Which table of the contract a grid holds, recognised by its columns, its keys and its name."""

from collections.abc import Iterable, Sequence

from analysis.data.contract import Shape
from analysis.data.intake.faults import RefusedError, UnsureError
from analysis.data.intake.grid import Grid
from analysis.data.intake.headers import Candidate, candidates, field_names, match
from analysis.data.intake.layout import Layout, agreement, figures, first_row, key_fit, key_readers, name_length
from analysis.data.intake.nearest import unknown_table
from analysis.data.intake.offers import Offer, Offers
from analysis.data.intake.subject import is_specific, other_subjects
from analysis.data.intake.words import plain

CUMULATIVE = "@cumulative"
SURE, CLOSE, NAMED = 0.5, 0.1, 0.25


def recognise(grid: Grid, offers: Offers, edition: str, name: str | None = None) -> Layout | None:
    """The table that a grid holds, the one called `name` where it is given; None where it holds none.

    Raises UnsureError, naming the candidates, where the grid fits several tables about equally well.
    """
    tried = candidates(grid, offers.vocabulary)
    chosen = [offers.tables[name]] if name else list(offers.tables.values())
    found = [layout for offer in chosen if (layout := _best(grid, tried, offer, offers, edition)) is not None]
    found = sorted(_with_names(found), key=lambda layout: -layout.score)
    if name is None:
        found = [layout for layout in found if layout.score >= SURE]
        close = [layout for layout in found if layout.score > found[0].score - CLOSE]
        if len(close) > 1 or (close and not is_specific(close[0], offers, edition)):
            raise UnsureError(grid.place.file, [layout.table.name for layout in close])
        if close and (others := other_subjects(close[0], offers)):
            raise UnsureError(grid.place.file, [close[0].table.name, *others])
    return next(iter(found), None)


def recognise_all(grids: Sequence[Grid], offers: Offers, edition: str, name: str | None = None) -> list[Layout]:
    """The tables of a file's grids; RefusedError where there is none."""
    full = [grid for grid in grids if not grid.hidden and not grid.is_blank]
    if not full:
        raise RefusedError([grids[0].place.fault("E103")])
    found = [layout for grid in full if (layout := recognise(grid, offers, edition, name)) is not None]
    if name and len(found) > 1:
        found = [max(found, key=lambda layout: layout.score)]
    if found:
        return found
    if name:
        table = offers.tables[name].table
        columns = ", ".join(column.title.ko for column in table.fields if column.role != "line")
        raise RefusedError([full[0].place.fault("E111", value=first_row(full[0]), table=table.title, columns=columns)])
    raise RefusedError([unknown_table(full, offers, edition)])


def _best(grid: Grid, tried: Sequence[Candidate], offer: Offer, offers: Offers, edition: str) -> Layout | None:
    """The best header of one table in a grid; None where fewer than two of its columns are there."""
    table = offer.table
    dropped = offers.vocabulary.dropped_columns
    found: list[Layout] = []
    for candidate in tried:
        header = match(candidate, field_names(table), dropped)
        if len(header.columns) >= min(2, len(table.fields) - 1) and header.columns.keys() & figures(table):
            found.append(Layout(grid, offer, header, agreement(header, table)))
        for shape in table.shapes:
            names = shape_names(shape)
            header = match(candidate, names, dropped)
            if set(header.columns) == set(names.values()):
                found.append(Layout(grid, offer, header, 1.0, shape))
    if not found:
        return None
    best = max(found, key=lambda layout: layout.score)
    fit = key_fit(best, key_readers(table, best.shape, edition))
    return Layout(grid, offer, best.header, best.score * (0.4 + 0.6 * fit), best.shape)


def shape_names(shape: Shape) -> dict[str, str]:
    """The headings of an office's own form, for comparing, each with its field."""
    names = {plain(heading): field for field, heading in shape.columns.items()}
    return names | {plain(heading): field + CUMULATIVE for field, heading in shape.cumulative.items()}


def _with_names(layouts: Iterable[Layout]) -> list[Layout]:
    """The layouts, those preferred whose table the file's name, the sheet's or a title names at greatest length."""
    found = list(layouts)
    named = [name_length(layout) for layout in found]
    longest = max(named, default=0)
    return [
        Layout(one.grid, one.offer, one.header, one.score + NAMED * (0 < length == longest), one.shape)
        for one, length in zip(found, named, strict=True)
    ]
