"""axe-core finds nothing on any page, at either width, in either scheme and language."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from web import WIDTHS, chromium, make_reports, needs_chromium, opened, pages

pytestmark = needs_chromium

SCHEMES = ("light", "dark")
# Everything is unfolded once at each width and in each scheme; unfolded tables take axe half a minute a page.
UNFOLDED = {(1280, "light"), (390, "dark")}


@pytest.fixture(scope="module")
def reports(tmp_path_factory, project) -> Path:
    return make_reports("project", tmp_path_factory.mktemp("project"), project)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing(reports, browser, width, scheme):
    for path in pages(reports):
        page, _ = opened(browser, path, width, scheme)
        if (width, scheme) in UNFOLDED:
            page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
        found = [(one["id"], one["nodes"][0]["html"][:200]) for one in Axe().run(page).response["violations"]]
        assert found == [], path
        page.context.close()
