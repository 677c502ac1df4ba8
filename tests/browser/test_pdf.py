"""`study pdf` prints reports with outline, tags, page numbers and fonts inside, and the same bytes each time."""

import re
import shutil
import subprocess
import sys

import pytest
from tiny_study import EDITION, NAME, make_study
from typer.testing import CliRunner

from analysis.cli import app
from analysis.data.editions import Study
from analysis.data.process import process_edition
from analysis.publish.make import make
from analysis.publish.page import pdf
from analysis.publish.run.jobs import Manner, plan

HAS_CHROMIUM = any(map(shutil.which, pdf.BROWSERS))
needs_chromium = pytest.mark.skipif(not HAS_CHROMIUM, reason="no Chromium on this machine")
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no poppler on this machine")
PAGES = ("index", *(f"{lang}/{name}" for lang in ("en", "ko") for name in ("01_output", "02_pace")))


def study_pdf(study, *options):
    return CliRunner().invoke(app, ["pdf", "--root", str(study.root), "--lang", "en", *map(str, options)])


@pytest.fixture(scope="module")
def drafted(tmp_path_factory):
    study = Study(make_study(tmp_path_factory.mktemp("drafted")))
    process_edition(study, EDITION)
    assert not make(study, EDITION, plan(study, EDITION, {}), Manner(2)).failures
    return study


@pytest.fixture
def study(drafted, tmp_path):
    return Study(shutil.copytree(drafted.root, tmp_path / "study"))


@pytest.fixture(scope="module")
def printed(drafted):
    """The drafts with their PDFs."""
    if not HAS_CHROMIUM:
        pytest.skip("no Chromium on this machine")
    result = study_pdf(drafted)
    assert result.exit_code == 0, result.output
    assert result.stdout == f"5 PDFs are made: {drafted.reports(EDITION)}\n"
    return drafted


def printed_by(program, path, *options):
    return subprocess.run([program, *options, path], capture_output=True, text=True, check=True).stdout


def text_of(path):
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


def test_every_page_has_its_pdf_beside_it_and_nothing_else_is_left(printed):
    folder = printed.reports(EDITION)
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf")} == {f"{page}.pdf" for page in PAGES}
    assert sorted(path.name for path in folder.parent.iterdir()) == [".cache", EDITION, "index.html"]


def test_a_second_print_gives_the_same_bytes(printed):
    before = {page: (printed.reports(EDITION) / f"{page}.pdf").read_bytes() for page in PAGES}
    assert study_pdf(printed).exit_code == 0
    assert {page: (printed.reports(EDITION) / f"{page}.pdf").read_bytes() for page in PAGES} == before


@needs_poppler
def test_a_pdf_is_tagged_on_a4_with_the_title_of_its_page_and_no_date(printed):
    info = printed_by("pdfinfo", printed.reports(EDITION) / "en" / f"{NAME}.pdf")
    facts = dict(line.split(":", 1) for line in info.splitlines())
    assert facts["Title"].strip() == "Did output rise after the campaign?"
    assert facts["Tagged"].strip() == "yes"
    assert "A4" in facts["Page size"]
    assert not facts.keys() & {"CreationDate", "ModDate"}


@needs_poppler
def test_the_outline_names_the_sections_and_the_tags_the_language(printed):
    content = (printed.reports(EDITION) / "en" / f"{NAME}.pdf").read_bytes()
    structure = printed_by("pdfinfo", printed.reports(EDITION) / "en" / f"{NAME}.pdf", "-struct-text")
    assert b"/Outlines" in content
    assert re.search(rb"/Lang ?\(en\)", content)
    for part in ("H1", "H2", "Table", "TH", "Figure", "L"):
        assert re.search(rf"^\s*{part}\b", structure, re.M), part
    titles = {title.decode() for title in re.findall(rb"/Title \(([^)]*)\)", content)}
    assert {"The printed table", "By how much did it rise?", "How this was made"} <= titles


@needs_poppler
def test_every_font_is_inside(printed):
    for page in PAGES:
        rows = printed_by("pdffonts", printed.reports(EDITION) / f"{page}.pdf").splitlines()[2:]
        assert rows
        # columns from the right: object ID (two), unicode, subset, embedded
        assert {row.split()[-5] for row in rows} == {"yes"}, page


@needs_poppler
@pytest.mark.parametrize(("lang", "mark"), [("ko", "초안"), ("en", "Draft")])
def test_every_sheet_has_the_mark_of_a_draft_and_its_number(printed, lang, mark):
    sheets = text_of(printed.reports(EDITION) / lang / f"{NAME}.pdf").split("\f")[:-1]
    for number, sheet in enumerate(sheets, 1):
        assert sheet.strip().splitlines()[0].endswith(mark)
        assert re.search(rf"\b{number} ?/ ?{len(sheets)}\b", sheet)


def test_links_lead_to_pdfs_beside_it_and_name_no_place_of_this_machine(printed):
    content = (printed.reports(EDITION) / "index.pdf").read_bytes()
    links = {link.decode() for link in re.findall(rb"/URI \(([^)]*)\)", content)}
    editions = {f"../index.html#{lang}" for lang in ("ko", "en")}  # of all editions, which no PDF is made of
    assert links == {f"{page}.pdf" for page in PAGES if page != "index"} | {"results.json"} | editions
    for page in PAGES:
        content = (printed.reports(EDITION) / f"{page}.pdf").read_bytes()
        assert b"report.invalid" not in content
        assert b"file:" not in content
        assert str(printed.root).encode() not in content


@needs_chromium
def test_a_run_drops_the_pdfs_of_pages_that_it_made_anew(printed, tmp_path):
    study = Study(shutil.copytree(printed.root, tmp_path / "study"))
    assert not make(study, EDITION, plan(study, EDITION, {}, ["02_pace"], ("ko",)), Manner(1, force=True)).failures
    left = {path.relative_to(study.reports(EDITION)).as_posix() for path in study.reports(EDITION).rglob("*.pdf")}
    assert left == {"en/01_output.pdf", "en/02_pace.pdf", "ko/01_output.pdf"}


@needs_chromium
@needs_poppler
def test_an_issue_is_printed_with_its_number_in_place_of_the_draft_mark(study):
    issue = ["issue", EDITION, "--note", "first", "--root", str(study.root)]
    assert CliRunner().invoke(app, issue).exit_code == 0
    assert study_pdf(study, "--issue", 1).exit_code == 0
    assert CliRunner().invoke(app, ["verify", "--all", "--root", str(study.root)]).exit_code == 0
    text = text_of(study.root / "reports" / "pdf" / EDITION / "1" / "en" / f"{NAME}.pdf")
    assert "Issue 1" in text
    assert "Draft" not in text


def test_without_a_browser_it_ends_with_2_and_says_what_to_install(study, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pdf, "CHANNELS", ())
    result = study_pdf(study)
    assert result.exit_code == 2
    assert "Install Chromium (a command named chromium" in result.stderr


def test_without_playwright_it_ends_with_2_and_says_what_to_install(study, monkeypatch):
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    result = study_pdf(study)
    assert (result.exit_code, result.stderr) == (
        2,
        "PDFs need the Python package playwright: pip install playwright\n",
    )


def test_without_reports_it_ends_with_2_and_says_what_to_run(tmp_path):
    study = Study(make_study(tmp_path))
    for options, said in (((), "First: study run 2020-09"), (("--issue", 3), "there are no reports of issue 3")):
        result = study_pdf(study, *options)
        assert result.exit_code == 2
        assert said in result.stderr


def test_tags_are_numbered_as_they_stand_however_the_browser_came_to_them():
    def made(first: int, second: int, third: int) -> bytes:
        """Three elements as Chromium writes them, the third with the others for headers; its list is sorted."""
        named = sorted([(first, b"41 0 R"), (second, b"7 0 R"), (third, b"300 0 R")])
        listed = b" ".join(b"(node%08d) %b" % one for one in named)
        limits = b"/Limits [(node%08d) (node%08d)]" % (named[0][0], named[-1][0])
        tags = b"/ID (node%08d) /ID (node%08d) /ID (node%08d)" % (first, second, third)
        return b"%b /Headers [(node%08d) (node%08d)] %b /Names [%b]" % (tags, first, second, limits, listed)

    settled = {pdf.settled(made(*nodes), "a.html") for nodes in ((108, 110, 230), (9, 2, 5), (3, 2, 1))}
    assert settled == {made(1, 2, 3)}


def test_dates_go_and_links_become_relative_without_moving_a_byte():
    made = (
        b"/CreationDate (D:20200828010203+00'00')\n/ModDate (D:20200828010203+00'00')>>(%sen/b.pdf)."
        % pdf.PLACE.encode()
    )
    settled = pdf.settled(made, "ko/a.html")
    assert len(settled) == len(made)
    assert settled.split() == [b">>(../en/b.pdf)", b"."]
