"""Every page opened once in the system's Chromium, with the network off."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page
from tiny_study import EDITION, make_study
from web import chromium

from analysis.data.editions import Study
from analysis.data.process import process_edition
from analysis.publish.make import make
from analysis.publish.run.jobs import Manner, plan


@dataclass(frozen=True)
class Opened:
    """A page, the file that it is, and all that it asked for or said on the console while it was opened."""

    page: Page
    path: Path
    heard: tuple[str, ...]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def tiny(tmp_path_factory) -> Path:
    """The reports of a tiny study."""
    study = Study(make_study(tmp_path_factory.mktemp("tiny")))
    process_edition(study, EDITION)
    assert not make(study, EDITION, plan(study, EDITION, {}), Manner(2)).failures
    return study.root / "reports"


@pytest.fixture(scope="module")
def opened(request, browser) -> Iterator[Opened]:
    kind, name = request.param
    root = request.getfixturevalue("tiny") if kind == "tiny" else request.getfixturevalue("whole_study") / "reports"
    context, heard = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True), []
    page = context.new_page()
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda asked: asked.url.startswith("data:") or heard.append(unquote(asked.url)))
    page.goto((root / name).as_uri())
    yield Opened(page, root / name, tuple(heard))
    context.close()


@pytest.fixture
def page(opened) -> Iterator[Page]:
    """The page on a wide light screen, as it was opened; whatever a test does to it is undone."""
    seen = opened.page
    yield seen
    seen.evaluate("document.querySelectorAll('[data-unfolded]').forEach(one => one.open = false)")
    seen.emulate_media(media="screen", color_scheme="light")
    seen.set_viewport_size({"width": 1280, "height": 900})
