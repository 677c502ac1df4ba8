"""axe-core finds nothing on any page, at either width, in either scheme and language, folded and unfolded."""

from axe_playwright_python.sync_playwright import Axe
from web import each_page, needs_chromium, unfold

pytestmark = needs_chromium

ALL = {"resultTypes": ["violations"]}
CONTRAST = {**ALL, "runOnly": ["color-contrast"]}
ALL_BUT_CONTRAST = {**ALL, "rules": {"color-contrast": {"enabled": False}}}
# No colour depends on the width or the language, and no structure on the scheme. Contrast takes most of axe's time; of
# what is folded it is measured in test_pages.py; a narrow page has all that a wide one has, nearer together.
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
