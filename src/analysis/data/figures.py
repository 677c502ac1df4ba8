"""The ledger: every printed figure of an edition as one record."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import cast

from analysis.data.contract import STATEMENTS, Contract, FieldContract, TableContract
from analysis.data.raw_csv import Row as Row  # figures are read of rows: who takes the one takes the other
from analysis.data.raw_csv import read_rows as read_rows
from analysis.data.units import Bound, Printed, decimal_text, parse_printed
from analysis.methods.rounding import Interval
from analysis.words import Words

ABOUT = Fraction(1, 10)  # the share either way that "about" leaves open, a convention of this study
COLUMNS = ("figure", "value", "unit", "as_of", "printed", "section", "line", "table")


@dataclass(frozen=True)
class Figure:
    """One number that the report prints, with the place where it stands; `about` is what that word leaves open."""

    id: str
    number: Printed
    unit: str
    as_of: str
    printed: str
    section: str
    line: int
    table: str
    name: Words
    about: Fraction = ABOUT

    @property
    def value(self) -> Fraction:
        """The printed value in `unit`; a date as its proleptic ordinal."""
        return self.number.value

    @cached_property
    def interval(self) -> Interval:
        """The values that the printed digits and words (about, over, at least, …) allow."""
        return allowed(self.number, self.about)

    def row(self) -> dict[str, str]:
        """The figure as a row of figures.csv."""
        return {
            "figure": self.id, "value": decimal_text(self.value, self.unit), "unit": self.unit, "as_of": self.as_of,
            "printed": self.printed, "section": self.section, "line": str(self.line), "table": self.table,
        }  # fmt: skip


def allowed(number: Printed, about: Fraction = ABOUT) -> Interval:
    """The interval of the true value behind a printed one: half a unit of the last place either way.

    "over" (여) reaches up to the next unit of the leading digit's place, and "about" (약) leaves a share `about` of
    the value either way. The words of a rule (at least, at most, …) leave its number as printed.
    """
    value, half = number.value, Fraction(0) if number.exact else number.place / 2
    match number.bound:
        case "about":
            return Interval(value - abs(value) * about, value + abs(value) * about)
        case "over":
            return Interval(value, value + leading_place(value))
        case _:
            return Interval(value - half, value + half)


def leading_place(value: Fraction) -> Fraction:
    """The place of the leading digit: 10,000 for 20,000."""
    place = Fraction(1)
    while abs(value) >= place * 10:
        place *= 10
    return place


def edition_figures(edition: str, contract: Contract, rows: Mapping[str, list[Row]]) -> list[Figure]:
    """Every figure of an edition, by line, then in the order of the contract."""
    found: list[Figure] = []
    for table in contract:
        if table.name not in rows:
            continue
        read = statement_figures if table.name == STATEMENTS else table_figures
        found.extend(read(table, rows[table.name], edition))
    return sorted(found, key=lambda figure: figure.line)


def statement_figures(table: TableContract, rows: Iterable[Row], edition: str) -> Iterator[Figure]:
    """The figures of the table of single statements: a figure a row, under its own id."""
    for row in rows:
        number = parse_printed(row["printed"], row["unit"], year_of(table, row, edition), cast(Bound, row["bound"]))
        yield Figure(
            row["figure"], number, row["unit"], row["as_of"] or edition, row["printed"], row["section"],
            int(row["line"]), table.name, Words(row["ko"], row["en"]),
        )  # fmt: skip


def table_figures(table: TableContract, rows: Iterable[Row], edition: str) -> Iterator[Figure]:
    """The figures of one table: a figure for every filled cell of a figure column."""
    line = table.with_role("line")[0].name
    for row in rows:
        for column in table.with_role("figure"):
            if not (token := row[column.name].strip()):
                continue
            unit = next((row[f.name] for f in table.with_role("unit") if row[f.name]), column.unit)
            yield Figure(
                ".".join([table.name, *(row[key] for key in table.key), column.name]),
                parse_printed(token, unit, year_of(table, row, edition), exact=column.exact),
                unit, column.as_of or as_of(table, row) or edition, token, table.section, int(row[line]), table.name,
                cell_name(table, column, row),
            )  # fmt: skip


def year_of(table: TableContract, row: Row, edition: str) -> int:
    """The year that a row's dates printed without one belong to: that of its as-of date."""
    return int((as_of(table, row) or edition)[:4])


def as_of(table: TableContract, row: Row) -> str:
    """The date for which a row holds: its own as-of, its dated key, or the table's."""
    for column in table.fields:
        if column.role == "as_of" and row[column.name]:
            return row[column.name]
        if column.role == "key" and column.type in {"date", "yearmonth", "year"}:
            return row[column.name]
    return table.as_of


def cell_name(table: TableContract, column: FieldContract, row: Row) -> Words:
    """What a cell is, in words: the row's labels and the column's title."""
    labels = [table.column(key).labels.get(row[key], Words(row[key], row[key])) for key in table.key]
    return Words(
        ", ".join([table.title.ko, *(label.ko for label in labels), column.title.ko]),
        ", ".join([table.title.en, *(label.en for label in labels), column.title.en]),
    )
