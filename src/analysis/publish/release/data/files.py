"""All data files of a release by their path in it: tables, their package, catalogues, changes, README, RO-Crate."""

import json
from collections.abc import Mapping
from typing import Any

from analysis.data.sections import SECTIONS
from analysis.publish.release.changelog import changelog, changes_json
from analysis.publish.release.data.about import About
from analysis.publish.release.data.catalogues import DATA, citation, codemeta, datacite, in_file
from analysis.publish.release.data.crate import CRATE, crate
from analysis.publish.release.data.making import Making
from analysis.publish.release.data.package import descriptor
from analysis.publish.release.data.readme import readme
from analysis.publish.release.data.tables import contract, processed_tables, said_tables
from analysis.publish.release.office.content import Release


def data_files(release: Release, making: Making, there: Mapping[str, int]) -> dict[str, bytes]:
    """The files, the same bytes for the same release; `there` are the others of the release, with their bytes."""
    about = About.of(release.edition, release.as_of, making.versions)
    known = contract(making.processed)
    tables = dict(sorted((processed_tables(making.processed) | said_tables(release)).items()))
    package = descriptor(about, known, tables)
    sections = {one["section"] for one in known["resources"]}
    keywords = [words for name, words in SECTIONS.items() if name in sections]
    commit, index = (release.issue.commit, "../../index.html") if release.issue else (None, "")
    texts = {
        f"{DATA}datapackage.json": _json(package),
        f"{DATA}dataset.jsonld": _json(in_file(about, package, keywords, index)),
        f"{DATA}datacite.json": _json(datacite(about, keywords)),
        f"{DATA}changes.json": _json(changes_json(release.edition, making.versions)),
        "CHANGELOG.md": changelog(making.versions, about.title),
        "CITATION.cff": citation(about, commit),
        "README.md": readme(about, release, making, package, tables),
        "codemeta.json": _json(codemeta(about, making)),
    }
    made = {**{f"{DATA}{name}.csv": one for name, one in tables.items()}, **{n: t.encode() for n, t in texts.items()}}
    sizes = {**there, **{name: len(one) for name, one in made.items()}}
    return {**made, CRATE: _json(crate(about, making, sizes)).encode()}


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
