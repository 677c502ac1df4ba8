"""The pages in a real browser, with the network off: those of the tiny study, and those of the project's notebooks."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser
from web import WIDTHS, chromium, make_reports, needs_chromium, opened, pages

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


@pytest.fixture(scope="module", params=["tiny", "project"])
def reports(request, tmp_path_factory, project) -> Path:
    return make_reports(request.param, tmp_path_factory.mktemp(request.param), project)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_asks_for_nothing_says_nothing_and_never_scrolls_sideways(reports, browser, width):
    for path in pages(reports):
        page, heard = opened(browser, path, width)
        page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
        assert heard == [unquote(path.as_uri())]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_what_is_behind_it(reports, browser, scheme):
    for path in pages(reports):
        page, _ = opened(browser, path, scheme=scheme)
        page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
        ratio, text = page.evaluate(CONTRAST)
        assert ratio >= LEAST_CONTRAST, f"{path.name}: {text!r} has {ratio:.2f}"
        page.context.close()


def test_the_dark_scheme_is_dark(reports, browser):
    page, _ = opened(browser, reports / "index.html", scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 25, 31)"
    page.context.close()


def test_headings_descend_one_level_at_a_time_from_one_title(reports, browser):
    for path in pages(reports):
        page, _ = opened(browser, path)
        levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(h => +h.tagName[1])")
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(below - above <= 1 for above, below in pairwise(levels)), (path, levels)
        page.context.close()


def test_the_text_is_set_in_the_font_that_the_page_brings(reports, browser):
    for path in pages(reports):
        page, _ = opened(browser, path)
        page.evaluate("document.fonts.ready")
        fonts = page.evaluate("[...document.fonts].map(font => [font.family.replaceAll('\"', ''), font.status])")
        assert fonts == [["Study Sans KR", "loaded"]]
        page.context.close()


def test_the_first_stop_of_the_keyboard_leads_to_the_text_and_can_be_seen(reports, browser):
    for path in pages(reports):
        page, _ = opened(browser, path)
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
        page.context.close()


def test_the_contents_stand_open_beside_the_text_and_folded_on_a_phone(reports, browser):
    for path in sorted(reports.glob("*/*.html")):
        for width, seen in ((1280, True), (390, False)):
            page, _ = opened(browser, path, width)
            assert page.locator(".study-contents a").first.is_visible() is seen, path
            page.context.close()


def test_code_is_folded_on_the_screen(reports, browser):
    for path in sorted(reports.glob("*/*.html")):
        page, _ = opened(browser, path)
        assert not any(pre.is_visible() for pre in page.locator(".study-code pre").all())
        page.context.close()


def test_in_print_nothing_is_cut_and_code_and_navigation_are_gone(reports, browser):
    for path in pages(reports):
        page, _ = opened(browser, path, A4_TEXT_WIDTH)
        page.emulate_media(media="print")
        assert page.evaluate("document.documentElement.scrollWidth") <= A4_TEXT_WIDTH, path
        assert not any(one.is_visible() for one in page.locator(".study-code, .study-masthead, .study-contents").all())
        page.context.close()


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext on this machine")
def test_a_printed_report_has_its_title_and_number_on_every_page(reports, browser, tmp_path):
    for path in sorted(reports.glob("*/*.html")):
        page, _ = opened(browser, path)
        page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
        printed = subprocess.run(
            ["pdftotext", "-layout", tmp_path / "report.pdf", "-"], capture_output=True, check=True
        )
        sheets = printed.stdout.decode("utf-8").split("\f")[:-1]
        title = "".join(page.title().split())
        for number, sheet in enumerate(sheets, 1):
            assert title[:20] in "".join(sheet.split()), (path, number)
            assert re.search(rf"\b{number} ?/ ?{len(sheets)}\b", sheet), (path, number)
        page.context.close()


def test_every_link_within_the_reports_leads_somewhere(reports, browser):
    for path in pages(reports):
        page, _ = opened(browser, path)
        for href in page.evaluate("[...document.querySelectorAll('a')].map(a => a.href)"):
            if href.startswith("file:"):
                address, _, anchor = unquote(href.removeprefix("file://")).partition("#")
                assert Path(address).is_file(), (path, href)
                assert not anchor or page.locator(f"[id='{anchor}']").count() == 1, (path, href)
        page.context.close()


def test_every_table_has_a_caption_and_every_header_cell_says_what_it_heads(reports, browser):
    for path in pages(reports):
        page, _ = opened(browser, path)
        assert page.locator("table:not(:has(caption))").count() == 0, path
        assert page.locator("th:not([scope])").count() == 0, path
        page.context.close()


def test_every_picture_has_an_alternative_text_of_its_own(reports, browser):
    for path in pages(reports):
        page, _ = opened(browser, path)
        said = page.evaluate("[...document.querySelectorAll('img')].map(one => one.alt)")
        assert all(len(text) > 20 for text in said), path
        assert len(set(said)) == len(said), path
        page.context.close()


def test_what_is_in_another_language_says_so(reports, browser):
    """Hangul on an English page stands in an element marked as Korean; code is in no language."""
    for path in sorted(reports.glob("en/*.html")):
        page, _ = opened(browser, path)
        unmarked = page.evaluate(UNMARKED_HANGUL)
        assert unmarked == [], path
        page.context.close()
