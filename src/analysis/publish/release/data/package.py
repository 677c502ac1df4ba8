"""datapackage.json: a release's tables as a Data Package, version 2 (https://datapackage.org/standard/)."""

import hashlib
from collections.abc import Mapping
from typing import Any

from analysis.publish.release.data.about import DISTRIBUTION, SPDX, About, source_words
from analysis.publish.release.data.tables import header
from analysis.words import Words

Json = dict[str, Any]

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
OFFERED = ("name", "type", "format", "title", "constraints", "unit", "labels")
OF_TEXTS = {"pattern", "minLength", "maxLength"}
# The types of columns that the program makes, which no contract describes. A figure may be a date.
TYPES: Mapping[str, Mapping[str, str]] = {
    "figures": {"value": "any", "line": "integer"},
    "audit": dict.fromkeys(("reported", "recomputed", "difference", "tolerance"), "number"),
    "revisions": {"before": "any", "after": "any", "difference": "number", "line": "integer"},
    "results": dict.fromkeys(("value", "low", "high"), "number"),
    "claims": dict.fromkeys(("holds", "headline"), "boolean"),
}
KEYS = {"figures": "figure", "audit": "identity", "results": "result", "claims": "claim"}
TITLES = {
    "figures": Words("보고서에 인쇄된 모든 수치", "All printed figures"),
    "audit": Words("수치의 검산", "Statements of arithmetic held against the figures"),
    "revisions": Words("뒤의 판이 달리 적은 지난 수치", "Past observations that a later edition prints differently"),
    "results": Words("이 연구의 결과값과 구간, 반올림하지 않음", "Results of the study with their ranges, unrounded"),
    "claims": Words("이 연구의 주장과 그 성립 여부", "Claims of the study, and whether the test of each holds"),
}


def descriptor(about: About, contract: Json, tables: Mapping[str, bytes]) -> Json:
    """The package; of the contract's tables what all readers need, without what only this study's intake does."""
    described = {one["name"]: one for one in contract["resources"]}
    return {
        "$schema": PROFILE,
        "name": f"{contract.get('name', DISTRIBUTION)}-release",
        "title": about.title.ko,
        "description": f"{about.title.en}. {about.description.en}",
        "version": about.version,
        "licenses": [{"name": about.license, "path": f"{SPDX}{about.license}"}],
        "sources": [{"title": source_words(about.edition, "en")}],
        "keywords": [about.edition],
        "resources": [_resource(name, content, described.get(name, {})) for name, content in tables.items()],
    }


def _resource(name: str, content: bytes, known: Json) -> Json:
    schema = known.get("schema", {})
    fields = {one["name"]: one for one in schema.get("fields", [])}
    columns = header(content)
    made = TITLES.get(name, Words(name, name))
    titles = (known.get("title", made.ko), known.get("title_en", made.en))
    key = schema.get("primaryKey") or KEYS.get(name, [])
    return {
        "name": name,
        "path": f"{name}.csv",
        "type": "table",
        "title": titles[0],
        "description": titles[1],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [_field(one, fields.get(one), TYPES.get(name, {}).get(one, "string")) for one in columns],
            **({"primaryKey": [key] if isinstance(key, str) else key} if key else {}),
        },
    }


def _field(name: str, known: Json | None, kind: str) -> Json:
    if known is None:
        return {"name": name, "type": kind}
    offered = {key: known[key] for key in OFFERED if key in known}
    if known["type"] != "string":  # of a printed token that is a number or a day here
        offered["constraints"] = {key: one for key, one in known.get("constraints", {}).items() if key not in OF_TEXTS}
    return {**offered, "description": known["title_en"]} if "title_en" in known else offered
