"""The pages in a real browser, with the network off: those of the tiny study, and those of the whole study."""

import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from web import WIDTHS, each_page, each_report, needs_chromium, unfold

pytestmark = needs_chromium

A4_TEXT_WIDTH = 658  # 174 mm at 96 dots an inch
LEAST_CONTRAST = 4.5  # WCAG 2.2 AA, text of ordinary size

# The least contrast between a text and what is painted behind it, with the text, over all that is visible.
CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgba = colour => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data;
  };
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = element => {
    for (let e = element; e; e = e.parentElement) {
      const colour = rgba(getComputedStyle(e).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255];
  };
  let least = [99, ""];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    const [a, b] = [luminance(rgba(getComputedStyle(element).color)), luminance(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < least[0]) least = [ratio, walker.currentNode.data.trim().slice(0, 40)];
  }
  return least;
}"""

UNMARKED_HANGUL = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const holder = walker.currentNode.parentElement;
    if (!/[가-힣]/.test(walker.currentNode.data) || holder.closest("pre, code")) continue;
    if (holder.closest("[lang]").lang !== "ko") found.push(walker.currentNode.data.trim().slice(0, 60));
  }
  return found;
}"""


@each_page
def test_a_page_asks_for_nothing_and_says_nothing(opened):
    assert opened.heard == (unquote(opened.path.as_uri()),)


@each_page
def test_a_page_never_scrolls_sideways(page):
    unfold(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@each_page
def test_every_text_stands_out_from_what_is_behind_it(page):
    unfold(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        ratio, text = page.evaluate(CONTRAST)
        assert ratio >= LEAST_CONTRAST, f"{scheme}: {text!r} has {ratio:.2f}"


@each_page
def test_the_dark_scheme_is_dark(page):
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 25, 31)"


@each_page
def test_headings_descend_one_level_at_a_time_from_one_title(page):
    levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels)), levels


@each_page
def test_the_text_is_set_in_the_font_that_the_page_brings(page):
    page.evaluate("document.fonts.ready")
    fonts = page.evaluate("[...document.fonts].map(font => [font.family.replaceAll('\"', ''), font.status])")
    assert fonts == [["Study Sans KR", "loaded"]]


@each_report
def test_the_contents_stand_open_beside_the_text_and_folded_on_a_phone(page):
    if not page.locator("main h2:not(.study-appendix *, .study-fold *)").count():
        assert not page.locator(".study-contents").count()
        return
    for width, seen in ((1280, True), (390, False)):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator(".study-contents a").first.is_visible() is seen


@each_report
def test_code_is_folded_on_the_screen(page):
    assert page.locator(".study-code pre").count() > 0
    assert not any(pre.is_visible() for pre in page.locator(".study-code pre").all())


@each_page
def test_in_print_nothing_is_cut_and_code_and_navigation_are_gone(page):
    page.set_viewport_size({"width": A4_TEXT_WIDTH, "height": 900})
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= A4_TEXT_WIDTH
    assert not any(one.is_visible() for one in page.locator(".study-code, .study-masthead, .study-contents").all())


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext on this machine")
@each_report
def test_a_printed_report_has_its_title_and_number_on_every_page(page, tmp_path):
    page.emulate_media(media="print")
    page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    printed = subprocess.run(["pdftotext", "-layout", tmp_path / "report.pdf", "-"], capture_output=True, check=True)
    sheets = printed.stdout.decode("utf-8").split("\f")[:-1]
    title = "".join(page.title().split())
    for number, sheet in enumerate(sheets, 1):
        assert title[:20] in "".join(sheet.split()), number
        assert re.search(rf"\b{number} ?/ ?{len(sheets)}\b", sheet), number
    assert len(sheets) == 1 or not page.locator(".study-brief").count(), "the brief is one sheet"


@each_page
def test_every_link_within_the_reports_leads_somewhere(page):
    for href in page.evaluate("[...document.querySelectorAll('a')].map(a => a.href)"):
        if href.startswith("file:"):
            address, _, anchor = unquote(href.removeprefix("file://")).partition("#")
            assert Path(address).is_file(), href
            assert not anchor or Path(address).read_text("utf-8").count(f'id="{anchor}"') == 1, href


@each_page
def test_every_table_has_a_caption_and_every_header_cell_says_what_it_heads(page):
    assert page.locator("table:not(:has(caption))").count() == 0
    assert page.locator("th:not([scope])").count() == 0


@each_page
def test_every_picture_has_an_alternative_text_of_its_own(page):
    said = page.evaluate("[...document.querySelectorAll('img')].map(one => one.alt)")
    assert all(len(text) > 20 for text in said)
    assert len(set(said)) == len(said)


@each_report
def test_what_is_in_another_language_says_so(opened, page):
    """Hangul on an English page stands in an element marked as Korean; code is in no language."""
    if opened.path.parent.name == "en":
        assert page.evaluate(UNMARKED_HANGUL) == []
    else:
        assert page.evaluate("document.documentElement.lang") == "ko"


@each_page
def test_the_first_stop_of_the_keyboard_leads_to_the_text_and_can_be_seen(page):
    page.keyboard.press("Tab")
    box = page.evaluate(
        "(() => {const b = document.activeElement.getBoundingClientRect(); return [b.top, b.height]})()"
    )
    assert page.evaluate("document.activeElement.className") == "study-skip"
    assert box[0] >= 0
    assert box[1] > 0
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**#text")
    page.reload()
