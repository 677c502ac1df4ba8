"""Notebooks run as functions on data from both sides of each claim: what the tests of a notebook share."""

import gc
from functools import cache
from importlib import import_module
from typing import Any

from copies import EDITION, NOTEBOOKS, frozen

from analysis.book import Book, Run
from analysis.data.edition import Edition, open_edition

__all__ = ["EDITION", "FROZEN", "NOTEBOOKS", "drawn_on", "edition", "run", "runs", "variants"]

FROZEN = frozen()


@cache
def edition() -> Edition:
    """The edition that every variant changes."""
    return open_edition(EDITION, FROZEN)


def run(name: str, lang: str = "ko", *, drawn: bool = False, **variant: Any) -> Run:
    """A notebook on the edition with what a variant changes: printed tokens, rows, parameters, assumptions."""
    return Book(name, FROZEN)(edition(), lang=lang, drawn=drawn, **variant)


def runs(name: str, lang: str = "ko") -> dict[str, Run]:
    """A notebook on every variant that its tests name; in English with its charts where they are to be drawn."""
    return _runs(name, lang)


@cache
def _runs(name: str, lang: str) -> dict[str, Run]:
    drawn = drawn_on(name) if lang == "en" else ()
    found = {variant: run(name, lang, drawn=variant in drawn, **given) for variant, given in variants(name).items()}
    gc.freeze()  # they stay to the end: a collector that looked at them each time would take seconds
    return found


def variants(name: str) -> dict[str, dict[str, Any]]:
    """The variants of a notebook's tests, that of the edition itself first."""
    return {"printed": {}, **getattr(_tests(name), "VARIANTS", {})}


def drawn_on(name: str) -> tuple[str, ...]:
    """The variants on which its charts are drawn."""
    return ("printed", *getattr(_tests(name), "DRAWN", ()))


def _tests(name: str) -> Any:
    return import_module(f"notebooks.test_{name}")
