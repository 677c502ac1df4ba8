"""axe-core finds nothing on any page, at either width, in either scheme and language, folded and unfolded."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from copies import EDITION, NOTEBOOKS
from web import each_page, needs_chromium, unfold

pytestmark = needs_chromium

ALL = {"resultTypes": ["violations"]}
CONTRAST = {**ALL, "runOnly": ["color-contrast"]}
ALL_BUT_CONTRAST = {**ALL, "rules": {"color-contrast": {"enabled": False}}}
# No colour depends on the width or, as is held below, the language, and no structure on the scheme. Contrast takes most
# of axe's time; of what is folded it is measured in test_pages.py; a narrow page has all that a wide one has, nearer
# together.
LOOKS = (
    (1280, "light", False, ALL),
    (390, "dark", False, CONTRAST),
    (390, "light", True, ALL_BUT_CONTRAST),
)
IN_ENGLISH = (
    (1280, "light", False, ALL_BUT_CONTRAST),
    (390, "light", True, ALL_BUT_CONTRAST),
)


@each_page
def test_axe_finds_nothing(page):
    for width, scheme, unfolded, options in IN_ENGLISH if "/en/" in page.url else LOOKS:
        if unfolded:
            unfold(page)
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        response = Axe().run(page, options=options).response
        assert response["passes"], "axe looked at nothing"
        found = [(one["id"], one["nodes"][0]["html"][:200]) for one in response["violations"]]
        assert found == [], (width, scheme)


def looks(page):
    """What a page's styles go by: its elements with their classes, and its styles in place."""
    found = BeautifulSoup(page.read_text("utf-8"), "html.parser").find_all(True)
    return {(one.name, *sorted(one.get("class", ()))) for one in found}, {one.get("style") for one in found}


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_nothing_of_an_english_page_has_a_look_that_its_korean_twin_has_not(whole_study, name):
    korean, english = (looks(whole_study / "reports" / EDITION / lang / f"{name}.html") for lang in ("ko", "en"))
    assert len(english[0]) > 20
    assert english[0] <= korean[0]
    assert english[1] <= korean[1]
