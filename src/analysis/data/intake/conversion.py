"""In which unit a file gives each column: over the column, or in a note beside the table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import PurePath

from analysis.data.contract import FieldContract
from analysis.data.intake.faults import NumberedFault
from analysis.data.intake.grid import filled_cells, letter
from analysis.data.intake.layout import Layout
from analysis.data.intake.rows import NOTE
from analysis.data.intake.words import Measure, Noted, Vocabulary
from analysis.data.units import UNIT_FACTORS, decimal_text
from analysis.words import Words

NOTES = 10  # rows at the end of a file in which notes are looked for


@dataclass(frozen=True)
class Conversion:
    """A column that is turned into the contract's unit: by what its numbers are multiplied."""

    column: str
    field: str
    factor: Fraction
    unit: str

    def record(self) -> dict[str, str]:
        """The conversion as taken.json keeps it."""
        factor = decimal_text(self.factor, "")
        return {"column": self.column, "field": self.field, "multiplied_by": factor, "unit": self.unit}


def noted_units(layout: Layout, vocabulary: Vocabulary) -> tuple[list[Noted], list[Noted]]:
    """The units in notes beside the table, such as "(단위: 백만원, %)", and those that running text there mentions."""
    said = list(dict.fromkeys(_beside(layout)))
    noted = [one for text in said for one in vocabulary.noted(text)]
    return noted, [one for text in said for one in vocabulary.mentioned(text)]


def _beside(layout: Layout) -> Iterator[str]:
    """The texts that speak of a table: file and sheet, what stands above and below it, its header's notes of units."""
    place, rows, header = layout.grid.place, layout.grid.rows, layout.header
    yield from (PurePath(place.file).stem.replace("_", " "), place.sheet)
    yield from (cell.strip() for row in rows[: header.rows[0]] for cell in row if cell.strip())
    yield from (cell for at in header.rows for cell in rows[at] if "단위" in cell or ":" in cell)
    for row in rows[max(header.rows[-1] + 1, len(rows) - NOTES) :]:
        cells = filled_cells(row)
        if cells and (NOTE.match(cells[0]) or len(cells) == 1):
            yield from cells


def given_measures(layout: Layout, vocabulary: Vocabulary) -> dict[str, Measure]:
    """For each figure the unit that the file names: over its column, else in a note with a unit of that kind."""
    noted, mentioned = noted_units(layout, vocabulary)
    found: dict[str, Measure] = {}
    for column in layout.table.with_role("figure"):
        if column.name not in layout.header.columns or layout.table.with_role("unit"):
            continue
        over = layout.header.heading(layout.header.columns[column.name]).measure
        fitting = fitting_units(column, noted) or fitting_units(column, mentioned)
        if over is not None or fitting:
            found[column.name] = over or fitting[0].measure
    return found


def fitting_units(column: FieldContract, noted: Sequence[Noted]) -> list[Noted]:
    """The units that a column may be in, each size once: those of its own name where there are any."""
    possible = [one for one in noted if one.measure.in_terms_of(Measure.of(column.unit)) is not None]
    named = [one for one in possible if column.unit in one.units]
    by_size = {one.measure: one for one in reversed(possible if _is_money(column) else named or possible)}
    return list(by_size.values())[::-1]


def _is_money(column: FieldContract) -> bool:
    return column.unit in UNIT_FACTORS


def two_units(layout: Layout, vocabulary: Vocabulary) -> Iterator[NumberedFault]:
    """Columns without a unit of their own for which the file names two."""
    noted, mentioned = noted_units(layout, vocabulary)
    for column in layout.table.with_role("figure"):
        at = layout.header.columns.get(column.name)
        if at is None or layout.table.with_role("unit") or layout.header.heading(at).measure is not None:
            continue
        fitting = fitting_units(column, noted) or fitting_units(column, mentioned)
        if len(fitting) > 1:
            line, heading = layout.grid.lines[layout.header.rows[-1]], layout.header.heading(at).text
            names = ", ".join(one.word for one in fitting)
            yield layout.grid.place.fault("E119", line, f"{letter(at)} {heading}", heading, column.name, names=names)


def conversions(layout: Layout, given: Mapping[str, Measure]) -> list[Conversion]:
    """The columns whose unit is not the contract's but can be turned into it."""
    return [
        Conversion(layout.header.heading(layout.header.columns[column.name]).text, column.name, ratio, column.unit)
        for column, ratio in _ratios(layout, given)
        if ratio is not None and ratio != 1
    ]


def unit_faults(layout: Layout, given: Mapping[str, Measure], vocabulary: Vocabulary) -> Iterator[NumberedFault]:
    """The columns whose unit is of another kind than the contract's."""
    line = layout.grid.lines[layout.header.rows[-1]]
    for column, ratio in _ratios(layout, given):
        if ratio is None:
            at = layout.header.columns[column.name]
            heading = layout.header.heading(at).text
            unit = Words(vocabulary.name(column.unit), column.unit)
            yield layout.grid.place.fault("E115", line, f"{letter(at)} {heading}", heading, column.name, unit=unit)


def _ratios(layout: Layout, given: Mapping[str, Measure]) -> Iterator[tuple[FieldContract, Fraction | None]]:
    for name, measure in given.items():
        column = layout.table.column(name)
        if column.unit:
            yield column, measure.in_terms_of(Measure.of(column.unit))
