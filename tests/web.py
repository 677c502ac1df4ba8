"""Pages in the system's Chromium, with the network off."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tiny_study import EDITION, make_study

from analysis.data.editions import Study
from analysis.data.process import process_edition
from analysis.publish.jobs import Manner, plan
from analysis.publish.run import make

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
WIDTHS = (390, 1280)
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def make_reports(kind: str, root: Path, project: Path) -> Path:
    """The reports of a tiny study, or of the project's notebooks and data, made in an empty folder."""
    if kind == "tiny":
        make_study(root)
    else:
        shutil.copytree(project / "data", root / "data", ignore=shutil.ignore_patterns("processed"))
    study = Study(root)
    process_edition(study, EDITION)
    outcome = make(study, EDITION, plan(study, EDITION, {}), Manner(os.cpu_count() or 1))
    assert not outcome.failures, [failure.error.words.en for failure in outcome.failures]
    return study.reports(EDITION)


def pages(reports: Path) -> list[Path]:
    return [reports.parent / "index.html", reports / "index.html", *sorted(reports.glob("*/*.html"))]


def opened(browser: Browser, path: Path, width: int = 1280, scheme: str = "light") -> tuple[Page, list[str]]:
    """The page, opened offline, and everything that it asked for or said on the console."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True)
    page, heard = context.new_page(), []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda request: request.url.startswith("data:") or heard.append(unquote(request.url)))
    page.goto(path.as_uri())
    return page, heard
