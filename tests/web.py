"""Pages in the system's Chromium, with the network off."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from copies import NOTEBOOKS
from playwright.sync_api import Browser, Page, sync_playwright
from tiny_study import EDITION, NAME, OTHER

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
WIDTHS = (390, 1280)
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

INDEXES = ("index.html", f"{EDITION}/index.html")
NAMES = {"tiny": (NAME, OTHER), "whole": NOTEBOOKS}
REPORTS = [(kind, f"{EDITION}/{lang}/{name}.html") for kind in NAMES for name in NAMES[kind] for lang in ("ko", "en")]
PAGES = [*((kind, index) for kind in NAMES for index in INDEXES), *REPORTS]

# Tests of one page stand together, so that it is opened for them once.
each_page = pytest.mark.parametrize("opened", PAGES, ids=" ".join, indirect=True, scope="module")
each_report = pytest.mark.parametrize("opened", REPORTS, ids=" ".join, indirect=True, scope="module")


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def unfold(page: Page) -> None:
    """Unfolds all that is folded."""
    page.evaluate(
        "document.querySelectorAll('details:not([open])').forEach(one => {one.open = true; one.dataset.unfolded = ''})"
    )
