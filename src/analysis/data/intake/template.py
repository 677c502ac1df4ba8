"""Empty tables of a new month, to be filled in a spreadsheet and taken back."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from analysis.data.contract import CONTRACT_FILE, FieldContract, TableContract
from analysis.data.editions import Study
from analysis.data.figures import Row
from analysis.data.intake.offers import Offers, read_offers
from analysis.data.intake.originals import safe_name
from analysis.data.intake.package import edition_package, package_bytes
from analysis.data.intake.series import dated_key
from analysis.data.intake.transaction import changed, locked, recover
from analysis.data.intake.words import Vocabulary, plain
from analysis.data.sections import SECTIONS
from analysis.data.units import CALENDAR
from analysis.data.vintages import deliveries, panels

TEMPLATES = "templates"
NOTE = "※ 보고서에 수록된 대로 적는다. 이번 달에 없는 행은 비워 둔다."


class EditionExistsError(Exception):
    """A month that has been started or delivered already."""


def new_edition(study: Study, edition: str) -> Path:
    """Makes the edition's folder with a template for every table; returns the templates' folder.

    The month becomes an edition when its first table is taken in. EditionExistsError where it was started before.
    """
    with locked(study):
        recover(study)
        target = study.root / "data" / "raw" / edition / TEMPLATES
        if target.exists() or edition in study.editions():
            raise EditionExistsError(edition)
        offers = read_offers(study)
        with changed(study, edition) as folder:
            (folder / TEMPLATES).mkdir()
            for name, content in template_files(study, offers).items():
                (folder / TEMPLATES / name).write_bytes(content)
            package = edition_package(folder, offers, edition)
            resources = [dict(offer.resource) for offer in offers.tables.values()]
            (folder / TEMPLATES / CONTRACT_FILE).write_bytes(package_bytes({**package, "resources": resources}))
    return target


def template_files(study: Study, offers: Offers) -> dict[str, bytes]:
    """The templates by file name: the title of the table."""
    known = panels(deliveries(study, study.newest()))
    return {
        safe_name(f"{offer.table.title.ko}.csv"): sheet_bytes(
            template_rows(offer.table, known[name].rows, offers.vocabulary)
        )
        for name, offer in offers.tables.items()
    }


def sheet_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV that a spreadsheet opens with its Hangul: UTF-8 with a byte-order mark and CRLF line ends."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def template_rows(table: TableContract, known: Iterable[Row], vocabulary: Vocabulary) -> list[list[str]]:
    """A table to be filled in: its title, the as-of date, the header, a row for each known category, a note."""
    columns = [column for column in table.fields if column.role != "line"]
    rows = [[table.title.ko]]
    if dated_key(table) is None and not table.with_role("as_of"):
        rows.append(["기준일", ""])
    rows.append([heading(table, column, vocabulary) for column in columns])
    if dated_key(table) is None:
        rows += [[prefilled(column, row[column.name], vocabulary) for column in columns] for row in known]
    return [*rows, [NOTE]]


def heading(table: TableContract, column: FieldContract, vocabulary: Vocabulary) -> str:
    """A column's Korean title, with its unit where the title does not say it."""
    named = column.unit in vocabulary.units and column.unit not in CALENDAR
    if column.role != "figure" or not named or table.with_role("unit"):
        return column.title.ko
    unit = vocabulary.name(column.unit)
    return column.title.ko if plain(unit) in plain(column.title.ko) else f"{column.title.ko}({unit})"


def prefilled(column: FieldContract, value: str, vocabulary: Vocabulary) -> str:
    """What a cell of a template holds: categories, units and names; figures and their as-of dates are left blank."""
    if column.role in {"figure", "as_of", "note"}:
        return ""
    return worded(column, value, vocabulary)


def worded(column: FieldContract, value: str, vocabulary: Vocabulary) -> str:
    """A value as an office writes it: a category by its Korean label, a unit or a section by its name."""
    if column.role == "unit":
        return vocabulary.name(value)
    if column.role == "section":
        return SECTIONS[value].ko if value in SECTIONS else value
    if value in column.labels:
        return column.labels[value].ko
    return next(iter(column.value_synonyms.get(value, ())), value)
