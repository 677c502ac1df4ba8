"""The first page of all reports: every edition, newest first, with the headlines that turned in it."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from analysis.data.editions import EDITION_NAME
from analysis.present.claims import FAILS, HOLDS
from analysis.publish.page.index import incomplete, rendered
from analysis.publish.page.labels import LABELS, edition_words
from analysis.publish.run.claims import headlines_of
from analysis.publish.run.folders import missing_in
from analysis.publish.run.notebooks import read_notebook
from analysis.words import LANGUAGES, Lang, Words

Headlines = Mapping[str, Mapping[str, Any]]
COUNTED = Words("주요 결과 {}개", "{} headlines")


@dataclass(frozen=True)
class Turned:
    """A claim that turned: what it claims, and how it stood and stands."""

    claim: str
    moved: str
    holds: bool


@dataclass(frozen=True)
class Listed:
    """An edition as the page lists it; `before` is the edition that it is held against, None where there is none."""

    name: str
    words: str
    counted: str
    incomplete: str
    before: str | None
    turned: Sequence[Turned]


def write_editions(reports: Path) -> None:
    """Writes index.html of a folder of reports, whole or not at all."""
    there = editions_with_reports(reports)
    missing = {name: missing_in(reports / name, reports / "failed" / name) for name in there}
    page = editions_page({name: edition_headlines(reports / name) for name in there}, missing)
    with tempfile.NamedTemporaryFile("w", dir=reports, encoding="utf-8", newline="\n", delete=False) as out:
        out.write(page)
    Path(out.name).chmod(0o644)
    Path(out.name).replace(reports / "index.html")


def editions_with_reports(reports: Path) -> list[str]:
    """The editions whose reports are there, oldest first."""
    return sorted(path.parent.name for path in reports.glob("*/index.html") if EDITION_NAME.fullmatch(path.parent.name))


def edition_headlines(folder: Path) -> dict[str, Mapping[str, Any]]:
    """The headlines of an edition's executed notebooks, by id; every language of one holds the same."""
    return {
        claim["id"]: claim for path in sorted(folder.glob("*/*.ipynb")) for claim in headlines_of(read_notebook(path))
    }


def editions_page(headlines: Mapping[str, Headlines], missing: Mapping[str, Sequence[str]] | None = None) -> str:
    """The page, self-contained, Korean first; `headlines` by edition and id, `missing` notebooks by edition."""
    names = sorted(headlines)
    before = {later: earlier for earlier, later in pairwise(names)}
    sections = [
        {
            "lang": lang,
            "label": {key: words[lang] for key, words in LABELS.items()},
            "editions": [
                listed(name, before.get(name), headlines, lang, (missing or {}).get(name, ()))
                for name in reversed(names)
            ],
        }
        for lang in LANGUAGES
    ]
    return rendered("editions.html.j2", "index.html", sections)


def listed(
    name: str, before: str | None, headlines: Mapping[str, Headlines], lang: Lang, missing: Sequence[str] = ()
) -> Listed:
    """One edition in one language, held against the edition before."""
    now, then = headlines[name], headlines[before] if before else {}
    turned = [
        Turned(_claim(one, lang), f"{_mark(then[id_])[lang]} → {_mark(one)[lang]}", bool(one["holds"]))
        for id_, one in now.items()
        if id_ in then and then[id_]["holds"] != one["holds"]
    ]
    counted = COUNTED[lang].format(len(now))
    return Listed(name, edition_words(name, lang), counted, incomplete(missing, lang), before, turned)


def _claim(claim: Mapping[str, Any], lang: Lang) -> str:
    return str((claim.get("about") or claim)[lang])


def _mark(claim: Mapping[str, Any]) -> Words:
    return HOLDS if claim["holds"] else FAILS
