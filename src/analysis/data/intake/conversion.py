"""In which unit a file gives each column: over the column, or in a note beside the table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from analysis.data.contract import FieldContract
from analysis.data.intake.faults import NumberedFault
from analysis.data.intake.grid import letter
from analysis.data.intake.recognise import Layout
from analysis.data.intake.words import Measure, Vocabulary
from analysis.data.units import decimal_text
from analysis.words import Words


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


def noted_measures(layout: Layout, vocabulary: Vocabulary) -> list[Measure]:
    """The units in notes above and below the table, such as "(단위: 백만원, %)"."""
    rows = layout.grid.rows
    above, below = rows[: layout.header.rows[0]], rows[max(layout.header.rows[-1] + 1, len(rows) - 10) :]
    header = [rows[at] for at in layout.header.rows]
    cells = dict.fromkeys(cell for row in (*above, *header, *below) for cell in row if "단위" in cell or ":" in cell)
    return list(dict.fromkeys(measure for cell in cells for measure in vocabulary.noted(cell)))


def given_measures(layout: Layout, vocabulary: Vocabulary) -> dict[str, Measure]:
    """For each figure the unit that the file names: over its column, else in a note with a unit of that kind."""
    noted = noted_measures(layout, vocabulary)
    found: dict[str, Measure] = {}
    for column in layout.table.with_role("figure"):
        if column.name not in layout.header.columns or layout.table.with_role("unit"):
            continue
        over = layout.header.heading(layout.header.columns[column.name]).measure
        fitting = [one for one in noted if one.in_terms_of(Measure.of(column.unit)) is not None]
        if over is not None or fitting:
            found[column.name] = over or fitting[0]
    return found


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
