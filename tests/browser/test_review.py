"""The page of a draft: its form gives the decisions that `study read --confirm` takes, and axe finds nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from made_report import NEXT, REPORT, made_study
from typer.testing import CliRunner
from web import needs_chromium

from analysis.cli import app

pytestmark = needs_chromium
NEW = (
    REPORT.replace("추가 확보 : 25개소", "더 확보 : 2S개소").replace("서 부\t100", "남 부\t50\t6\t7\t8\n서 부\t100")
    .replace("민원 처리 총 617건", "민원 모두 618건").replace("- 자원봉사자 모집 : 7회\n", "")
)  # fmt: skip


@pytest.fixture
def review(tmp_path, browser):
    """The page of a draft with four things to decide."""
    made_study(tmp_path)
    (tmp_path / "new.txt").write_text(NEW, "utf-8")
    read = ["read", tmp_path / "new.txt", "--edition", NEXT, "--like", tmp_path / "old.txt", "--root", tmp_path]
    assert CliRunner().invoke(app, list(map(str, read))).exit_code == 0
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    page = context.new_page()
    page.goto((tmp_path / "data" / "drafts" / NEXT / "review.html").as_uri())
    yield page
    context.close()


def test_what_is_decided_on_the_page_makes_the_edition(review, tmp_path):
    assert review.inner_text("#left") == "남은 것 4 · left 4"
    review.fill("#by", "담당, 둘")
    review.click(".all")
    review.fill('[data-figure="beds.(남부)"] .value', "south")
    review.check('[data-figure="covid.sites"] [value=ok]')
    assert review.inner_text("#left") == "남은 것 0 · left 0"
    with review.expect_download() as saved:
        review.click("[type=submit]")
    saved.value.save_as(tmp_path / "decisions.csv")
    confirmed = CliRunner().invoke(
        app, ["read", "--confirm", NEXT, "--decisions", str(tmp_path / "decisions.csv"), "--root", str(tmp_path)]
    )
    assert confirmed.exit_code == 0, confirmed.output
    raw = tmp_path / "data" / "raw" / NEXT
    assert '"담당, 둘"' in (raw / "reading" / "decisions.csv").read_text("utf-8")
    assert "covid.sites,25," in (raw / "statements.csv").read_text("utf-8")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(review, width, scheme):
    review.set_viewport_size({"width": width, "height": 900})
    review.emulate_media(color_scheme=scheme)
    review.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    found = Axe().run(review, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []
    assert review.evaluate("document.documentElement.scrollWidth") == width
