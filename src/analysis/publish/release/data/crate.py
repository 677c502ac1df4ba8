"""ro-crate-metadata.json: a release as an RO-Crate, one action for each notebook (https://w3id.org/ro/crate/1.2)."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from analysis.publish.page.labels import label
from analysis.publish.release.data.about import SPDX, About
from analysis.publish.release.data.catalogues import DATA
from analysis.publish.release.data.making import Making
from analysis.publish.run.provenance import Provenance

Json = dict[str, Any]

CRATE = "ro-crate-metadata.json"
CONTEXT, CONFORMS = "https://w3id.org/ro/crate/1.2/context", "https://w3id.org/ro/crate/1.2"
STUDY, PYTHON = "#study", "#python"
# Characters that a reference may not have; Korean stands as it is.
ESCAPED = re.compile(r'[\x00-\x20%#?"<>\\^`{|}\[\]:]')
TABLE = re.compile(r"data/(?:raw|processed)/[^/]+/([^/]+)\.csv")
MEDIA = {
    "cff": "application/yaml",
    "csv": "text/csv",
    "html": "text/html",
    "hwpx": "application/hwp+zip",
    "ipynb": "application/x-ipynb+json",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "md": "text/markdown",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def crate(about: About, making: Making, there: Mapping[str, int]) -> Json:
    """The crate of the files that are `there`, by path with their bytes."""
    license_ = {"@id": f"{SPDX}{about.license}"}
    actions = [entity for name in making.notebooks for entity in _action(name, making, there)]
    runs = [_ref(one["@id"]) for one in actions if one["@type"] == "CreateAction"]
    one = next(iter(making.provenance.values()))
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": about.title.en,
        "alternateName": about.title.ko,
        "description": about.description.en,
        "datePublished": about.published,
        "version": about.version,
        "license": license_,
        "author": _ref(STUDY),
        "publisher": _ref(STUDY),
        "hasPart": [_ref(_id(path)) for path in sorted(there)],
        "mentions": runs,
    }
    graph = [
        {"@id": CRATE, "@type": "CreativeWork", "about": _ref("./"), "conformsTo": _ref(CONFORMS)},
        root,
        {"@id": STUDY, "@type": "Organization", "name": label("study", "en"), "alternateName": label("study", "ko")},
        {**license_, "@type": "CreativeWork", "name": about.license, "description": f"SPDX: {about.license}"},
        *_software(one),
        *(_file(path, size) for path, size in sorted(there.items())),
        *{entity["@id"]: entity for entity in actions}.values(),
    ]
    return {"@context": CONTEXT, "@graph": graph}


def _action(name: str, making: Making, there: Mapping[str, int]) -> Iterable[Json]:
    """A notebook, what it read that is not in the crate, and the action that made its pages, results and claims."""
    pages = {page: one for page, one in making.provenance.items() if page.partition("/")[2] == name}
    read = {path: sha for one in pages.values() for path, sha in one.files.items()}
    inside = {path: _inside(path, there) for path in sorted(read)}
    made = [f"{page}{end}" for page in pages for end in (".html", ".ipynb")]
    made += [f"{DATA}results.csv", f"{DATA}claims.csv"]
    source = f"#notebooks/{_id(name)}.ipynb"
    yield from (
        {"@id": f"#{_id(path)}", "@type": "File", "name": path, "localPath": path, "sha256": read[path]}
        for path, own in inside.items()
        if own is None
    )
    yield {
        "@id": source,
        "@type": "SoftwareSourceCode",
        "name": f"notebooks/{name}.ipynb",
        "programmingLanguage": _ref(PYTHON),
        "softwareRequirements": [_ref(f"#{package}") for package in next(iter(pages.values())).versions],
    }
    yield {
        "@id": f"#run-{_id(name)}",
        "@type": "CreateAction",
        "name": f"{name} executed in {' and '.join(page.partition('/')[0] for page in pages)}",
        "instrument": _ref(source),
        "agent": _ref(STUDY),
        "object": [_ref(_id(own) if own else f"#{_id(path)}") for path, own in inside.items()],
        "result": [_ref(_id(path)) for path in made if path in there],
    }


def _inside(path: str, there: Mapping[str, int]) -> str | None:
    """Where the crate has, typed, a table that a notebook read; None where it has none of it."""
    found = TABLE.fullmatch(path)
    typed = f"{DATA}{found[1]}.csv" if found else ""
    return typed if typed in there else None


def _software(one: Provenance) -> Iterable[Json]:
    url = "https://www.python.org/"
    yield {
        "@id": PYTHON,
        "@type": ["ComputerLanguage", "SoftwareApplication"],
        "name": "Python",
        "version": one.python,
        "url": url,
    }
    for name, version in one.versions.items():
        yield {"@id": f"#{name}", "@type": "SoftwareApplication", "name": name, "version": version}


def _file(path: str, size: int) -> Json:
    media = MEDIA.get(path.rpartition(".")[2], "application/octet-stream")
    name = path.rpartition("/")[2]
    return {"@id": _id(path), "@type": "File", "name": name, "encodingFormat": media, "contentSize": str(size)}


def _id(path: str) -> str:
    """A path as a reference."""
    return ESCAPED.sub(lambda found: quote(found[0]), path)


def _ref(name: str) -> Json:
    return {"@id": name}
