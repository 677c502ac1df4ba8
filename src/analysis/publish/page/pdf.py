"""Pages as PDF, printed by the system's Chromium with no network: outline, tags, page numbers, fonts inside."""

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from analysis.publish.run.errors import CallError, ReportError
from analysis.words import Words

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright, Route

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
CHANNELS = ("chrome", "msedge")  # where Windows and macOS install them, which no PATH names
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")
NO_PLAYWRIGHT = Words(
    "PDF를 만들려면 파이썬 패키지 playwright가 있어야 한다: pip install playwright",
    "PDFs need the Python package playwright: pip install playwright",
)
NO_BROWSER = Words(
    "PDF를 만들 브라우저가 없다. Chromium을 설치하고(명령 이름: {0}) 다시 실행한다. Chrome이나 Edge도 된다.",
    "There is no browser to print with. Install Chromium (a command named {0}) and run again; Chrome or Edge do too.",
)
NOT_PRINTED = Words("{}: 브라우저가 PDF로 찍지 못했다({}).", "{}: the browser could not print it ({}).")

# Pages are served from this place, which exists nowhere, so that no path of this machine gets into a PDF.
HOST, FOLDER = "http://report.invalid/", "edition/"
PLACE = HOST + FOLDER
LINK = re.compile(rb"\(" + HOST.encode() + rb"([^()]*)\)")
DATES = re.compile(rb"/(?:CreationDate|ModDate) \(D:[^)]*\)")
# Names of tagged elements, numbered as the browser came to them, which differs from one start to the next: in their
# number and, where a table's cells are tagged, in their order. One list, sorted by them, says where each stands.
NODES = re.compile(rb"\(node(\d{8})\)")
TAGGED = re.compile(rb"/ID \(node(\d{8})\)")
LISTED = re.compile(rb"(?<=/Names \[)\(node[^\]]*(?=\])")
ENTRY = re.compile(rb"\(node\d{8}\) \d+ 0 R")
LIMITS = re.compile(rb"(?<=/Limits \[)\(node[^\]]*(?=\])")
# A link to another report leads to its PDF.
TO_PDF = """document.querySelectorAll("a[href]:not(.study-editions)").forEach(a => {
  const href = a.getAttribute("href");
  if (!/^[a-z]+:/i.test(href)) a.setAttribute("href", href.replace(/\\.html(?=#|$)/, ".pdf"));
})"""

Printer = Callable[[Path, str], bytes]


@contextmanager
def printer() -> Iterator[Printer]:
    """Gives a function from a folder of reports and a page's path in it to the page's PDF; CallError where none can be.

    The same page and the same browser give the same bytes.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise CallError(NO_PLAYWRIGHT) from None
    with tempfile.TemporaryDirectory(prefix="study-") as home, sync_playwright() as playwright:
        browser = _launch(playwright, home)
        try:
            yield lambda folder, page: _print(browser, folder, page)
        finally:
            browser.close()


def _launch(playwright: "Playwright", home: str) -> "Browser":
    """The first browser that starts; it reads and writes no home folder."""
    from playwright.sync_api import Error

    as_root = hasattr(os, "geteuid") and os.geteuid() == 0  # Chromium's sandbox refuses to work for root
    arguments = [*QUIET, *(["--no-sandbox"] if as_root else [])]
    environment: dict[str, str | float | bool] = {**os.environ, "HOME": home}
    there = [path for path in map(shutil.which, BROWSERS) if path]
    for path in there:
        try:
            return playwright.chromium.launch(executable_path=path, args=arguments, env=environment)
        except Error:
            continue
    for channel in CHANNELS:
        try:
            return playwright.chromium.launch(channel=channel, args=arguments, env=environment)
        except Error:
            continue
    named = ", ".join(BROWSERS)
    raise CallError(NO_BROWSER.filled(named))


def _print(browser: "Browser", folder: Path, name: str) -> bytes:
    from playwright.sync_api import Error

    def serve(route: "Route") -> None:
        wanted = route.request.url.removeprefix(PLACE)
        if wanted == quote(name):
            route.fulfill(body=(folder / unquote(wanted)).read_bytes(), content_type="text/html; charset=utf-8")
        else:
            route.abort()

    context = browser.new_context(locale="ko-KR", color_scheme="light")
    try:
        context.route("**/*", serve)
        page = context.new_page()
        page.goto(PLACE + quote(name))
        page.evaluate("document.fonts.ready")
        page.evaluate(TO_PDF)
        made = page.pdf(prefer_css_page_size=True, print_background=True, outline=True, tagged=True)
    except Error as error:
        filled = name, error.message.splitlines()[0]
        raise ReportError(NOT_PRINTED.filled(*filled)) from None
    finally:
        context.close()
    return settled(made, name)


def settled(made: bytes, name: str) -> bytes:
    """The PDF without the hour of its making, its tags numbered anew, its links relative; no byte changes its place."""

    def relative(found: re.Match[bytes]) -> bytes:
        there = os.path.relpath(found[1].decode(), Path(FOLDER, name).parent.as_posix()).replace(os.sep, "/")
        return f"({there})".encode().ljust(len(found[0]))

    undated = DATES.sub(lambda found: b" " * len(found[0]), made)
    standing = dict.fromkeys([*TAGGED.findall(made), *NODES.findall(made)])  # as the elements stand in the file
    nodes = {node: number for number, node in enumerate(standing, 1)}
    renumbered = NODES.sub(lambda found: b"(node%08d)" % nodes[found[1]], undated)
    listed = LISTED.sub(lambda found: b" ".join(sorted(ENTRY.findall(found[0]))), renumbered)
    limited = LIMITS.sub(b"(node%08d) (node%08d)" % (1, len(nodes)), listed)
    return LINK.sub(relative, limited)
