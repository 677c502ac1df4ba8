"""README.md of a release, in the order of the template of the Social Science Data Editors (AEA), by what is recorded.

https://social-science-data-editors.github.io/template_README/. No run time is recorded, so it says none.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from analysis.book_cells import read_source
from analysis.publish.release.changelog import plain
from analysis.publish.release.data.about import About, source_words
from analysis.publish.release.data.catalogues import DATA
from analysis.publish.release.data.exhibits import exhibits
from analysis.publish.release.data.making import Making
from analysis.publish.release.office.content import Release
from analysis.publish.run.provenance import Provenance

Json = dict[str, Any]


def readme(about: About, release: Release, making: Making, package: Json, tables: Mapping[str, bytes]) -> str:
    """The README in English, its title in both languages; texts of data stand as texts."""
    one = next(iter(making.provenance.values()))
    parts = [
        [f"# {plain(about.title.en)}", "", plain(about.title.ko), "", "## Overview", "", *_overview(about)],
        ["## Data availability and provenance", "", *_availability(about, package)],
        ["## Computational requirements", "", *_requirements(one)],
        ["## Programs", "", *_programs(release, making)],
        ["## How to make it again", "", *_again(about, release)],
        ["## Tables and figures", "", *_exhibits(release, making, tables)],
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _overview(about: About) -> Iterator[str]:
    day = f", issued {about.day}" if about.day else ""
    yield f"Version {about.version}{day}. {plain(about.description.en)}"
    yield f"`CHANGELOG.md` says what each version changed, `{DATA}changes.json` says it to programs."


def _availability(about: About, package: Json) -> Iterator[str]:
    yield f"Source: {plain(source_words(about.edition, 'en'))}. Its figures are facts that it publishes; its text is no"
    yield f"part of this. What the study adds is under the license {about.license}. `{DATA}datapackage.json` describes"
    yield "every table and column, with type, unit and SHA-256."
    yield ""
    yield "| file | what it has | bytes |"
    yield "|---|---|---:|"
    for one in package["resources"]:
        yield f"| `{DATA}{one['path']}` | {plain(one['description'])} | {one['bytes']} |"


def _requirements(one: Provenance) -> Iterator[str]:
    yield f"Python {one.python} with {', '.join(f'{name} {version}' for name, version in one.versions.items())}."
    if one.lock:
        yield f"Every package is in the study's `requirements.lock` (SHA-256 `{one.lock}`)."
    yield "It needs no network, reads no clock, and gives the same bytes again."


def _programs(release: Release, making: Making) -> Iterator[str]:
    yield "| notebook | question | program (SHA-256) |"
    yield "|---|---|---|"
    for report in release.of("en"):
        program = making.provenance[f"en/{report.name}"].program
        yield f"| `notebooks/{report.name}.ipynb` | {plain(report.title)} | `{program}` |"


def _again(about: About, release: Release) -> Iterator[str]:
    if release.issue and release.issue.commit:
        yield f"The study's commit is `{release.issue.commit}`. In its folder, where the packages are installed:"
    else:
        yield "In the study's folder, where the packages are installed:"
    yield ""
    yield f"    study run {about.edition}"
    yield f"    study release {about.edition}"


def _exhibits(release: Release, making: Making, tables: Mapping[str, bytes]) -> Iterator[str]:
    """Exhibit, notebook, cell and tables; of a figure that a cell names, the table that prints it."""
    figures = csv.DictReader(io.StringIO(tables["figures"].decode("utf-8")))
    places = {**{row["figure"]: row["table"] for row in figures}, **{name: name for name in tables}}
    yield "Cells count from 1 in the notebook. Tables are those that the cell, or one that it rests on, names; where it"
    yield "names none, the exhibit's own notes stand."
    yield ""
    yield "| exhibit | report | cell | tables | what it shows |"
    yield "|---|---|---:|---|---|"
    for report in release.of("en"):
        path = making.notebooks[report.name]
        for one in exhibits(report, read_source(path.stem, path.read_bytes(), True), places):
            named = ", ".join(f"`{name}`" for name in one.tables) or plain("; ".join(one.notes)) or "–"
            page = f"[{report.name}](<en/{report.name}.html>)" if release.issue else report.name
            yield f"| {one.number} | {page} | {one.cell} | {named} | {plain(one.caption)} |"
