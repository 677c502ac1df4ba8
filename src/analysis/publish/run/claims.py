"""Collects what notebooks claimed: every claim under its id, in both languages."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from analysis.publish.run.errors import ReportError
from analysis.publish.run.results import Executed, recorded
from analysis.words import Words

CLAIM = "application/vnd.study.claim+json"
CLAIMS_FILE = "claims.json"
FIELDS = ("kind", "holds", "headline", "notebook", "ko", "en")

Record = Mapping[str, Any]


def claims_of(book: Mapping[str, Any]) -> Iterator[Record]:
    """The claims that an executed notebook shows, in their order."""
    yield from recorded(book, CLAIM)


def headlines_of(book: Mapping[str, Any]) -> list[Record]:
    """Those of them that stand under its title."""
    return [claim for claim in claims_of(book) if claim["headline"]]


def collect_claims(executed: Sequence[Executed]) -> dict[str, dict[str, Any]]:
    """All claims by id, in the order of the notebooks.

    What this run executed must agree: a claim of an earlier run that reads otherwise is not taken.

    Raises:
        ReportError: two notebooks make the same claim, or the languages of one differ.
    """
    found: dict[str, tuple[Executed, Record]] = {}
    for one in sorted(executed, key=lambda one: (not one.fresh, one.name, one.lang)):
        for claim in claims_of(one.book):
            first, taken = found.setdefault(claim["id"], (one, claim))
            if first.name != one.name:
                raise ReportError(_twice(claim["id"], first, one))
            if one.fresh and any(claim[key] != taken[key] for key in ("holds", "ko", "en")):
                raise ReportError(_differ(claim["id"], first, one))
    return {name: {**claim, "notebook": one.name} for name, (one, claim) in sorted(found.items(), key=_place)}


def claims_json(edition: str, claims: Mapping[str, Record]) -> str:
    """claims.json, sorted by id."""
    content = {name: {key: claims[name][key] for key in FIELDS} for name in sorted(claims)}
    return json.dumps({"edition": edition, "claims": content}, ensure_ascii=False, indent=1) + "\n"


def _place(item: tuple[str, tuple[Executed, Record]]) -> str:
    return item[1][0].name


def _twice(name: str, first: Executed, other: Executed) -> Words:
    """That two notebooks make the same claim."""
    return Words(
        f"주장 {name}이(가) 두 노트북에 있다: {first.name}, {other.name}. 하나의 이름을 바꾼다.",
        f"The claim {name} is made by two notebooks, {first.name} and {other.name}; give one of them another id.",
    )


def _differ(name: str, first: Executed, other: Executed) -> Words:
    """That the languages of a notebook make a claim differently."""
    return Words(
        f"주장 {name}이(가) 언어에 따라 다르다: {first.place}, {other.place}",
        f"The claim {name} differs between {first.place} and {other.place}",
    )
