"""What is made with other values than the register's never looks official, and shows what it moves."""

import re

import pytest
from bs4 import BeautifulSoup
from tiny_study import EDITION, NAME, OTHER, code, make_study, notebook, small_notebook, write
from typer.testing import CliRunner

from analysis.book import Book
from analysis.cli import app
from analysis.data.editions import Study
from analysis.publish.run.what_if import folder_name, stand_ins

REGISTER = """
- {id: tiny.rate, ko: 비율, en: rate, value: 0.2, low: 0.1, high: 0.3, unit: fraction, grade: C,
   source: {ko: 가정, en: assumed}}
"""
PARAMETERS = """edition = "2020-09"  # 판 / edition
lang = "ko"  # 언어 / language
share: float = None  # 비율 / share
months: int = None  # 달수, None이면 모두 / months, None: all
wide = True  # 넓게 / wide"""
SAYING = """
from analysis.present import open_report
report = open_report(edition, lang)
taken = report.assume("tiny.rate", share)
result = report.result("tiny.share", taken, "fraction")
still = report.result("tiny.still", 1.0, "fraction")
report.claim("tiny.small", kind="scenario", holds=taken < 0.25, ko=("{share:%}:", "작음.", "작지 않음."),
             en=("{share:%}:", "small.", "not small."), share=taken)
"""
ASKING = """
from analysis.book import other_books
total = len(other_books("00_overview"))
"""


def said(*changes):
    """The notebook that takes the register's record, its parameters changed."""
    cells = PARAMETERS
    for old, new in changes:
        assert old in cells
        cells = cells.replace(old, new)
    titles = small_notebook("얼마인가?", "How much?").cells[:2]
    return notebook(*titles, code(cells, "parameters"), code(SAYING), code("report.recorded()", "page"))


@pytest.fixture
def study(tmp_path, monkeypatch) -> Study:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("STUDY_ROOT", raising=False)
    root = make_study(tmp_path / "study")
    (root / "data" / "assumptions.yaml").write_text(REGISTER, "utf-8")
    write(root, NAME, said())
    write(root, OTHER, small_notebook("둘?", "Two?", results={"tiny.two": "2"}))
    write(root, "00_overview", small_notebook("모두?", "All?", code(ASKING)))
    return Study(root)


def command(study, *arguments, lang="en"):
    return CliRunner().invoke(app, [*map(str, arguments), "--root", str(study.root), "--lang", lang])


def official(study):
    """Every byte of the edition's reports and of the list of editions."""
    reports = study.root / "reports"
    there = [reports / "index.html", *study.reports(EDITION).rglob("*")]
    return {path: path.read_bytes() for path in there if path.is_file()}


def folder(study, name):
    return study.root / "reports" / "what-if" / name / EDITION


def rows(study, name, lang):
    """The rows of each table of a what-if's first page."""
    soup = BeautifulSoup((folder(study, name) / "index.html").read_text("utf-8"), "html.parser")
    return [
        [[cell.get_text() for cell in row.select("th, td")] for row in table.select("tbody tr")]
        for table in soup.select(f"section[lang={lang}] table")
    ]


def test_a_setting_is_made_beside_the_edition_whose_reports_stay_to_the_byte(study):
    assert command(study, "run").exit_code == 0
    before = official(study)
    result = command(study, "run", "--set", "share=0.3")
    assert result.stdout.splitlines() == [
        f"The reports are made: {folder(study, 'share-0.3') / 'index.html'}",
        "Results that move from the edition's reports: 1: tiny.share 0.2 → 0.3",
        "Claims that turned: 1: tiny.small (holds → does not hold)",
        f"share = 0.3 stands in place of values of the register or the report, so the reports of {EDITION} are as they "
        "were; the page above shows what moves.",
    ]
    assert official(study) == before
    assert sorted(path.name for path in folder(study, "share-0.3").glob("en/*")) == [f"{NAME}.html", f"{NAME}.ipynb"]


def test_its_first_page_shows_every_result_and_claim_that_it_moves_before_and_after(study):
    assert command(study, "run", "--set", "share=0.3").exit_code == 0
    settings, results, claims = rows(study, "share-0.3", "en")[:3]
    assert settings == [[NAME, "share", "0.3", "share"]]
    assert results == [["tiny.share", "20.0%", "30.0%"]]
    assert claims == [["tiny.small", "[holds] 20.0%: small.", "[does not hold] 30.0%: not small."]]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_each_of_its_pages_says_under_its_title_that_it_is_no_report(study, lang):
    assert command(study, "run", "--set", "share=0.3", lang=lang).exit_code == 0
    words = {
        "ko": "이 판의 보고서가 아니며 발행할 수 없다.",
        "en": "It is no report of the edition and can't be issued.",
    }
    for page in ("index.html", f"{lang}/{NAME}.html"):
        soup = BeautifulSoup((folder(study, "share-0.3") / page).read_text("utf-8"), "html.parser")
        assert any(words[lang] in status.text for status in soup.select(".study-status"))
    result = command(study, "verify", folder(study, "share-0.3") / lang / f"{NAME}.html")
    assert f"{EDITION}, {lang}/{NAME}.html, a what-if" in result.stdout
    assert result.stdout.splitlines()[-1] == (
        "It is made with values in place of the register's or the report's, and is no report of the edition."
    )


def test_a_default_that_stands_in_for_a_record_is_a_what_if_until_it_is_put_back(study):
    assert command(study, "run").exit_code == 0
    before = official(study)
    write(study.root, NAME, said(("share: float = None", "share: float = 0.3")))
    back = (
        f"For the edition's reports put None back in the parameters cell of {NAME}; a value to keep goes into "
        "data/assumptions.yaml."
    )
    for _ in range(2):
        assert command(study, "run").stdout.splitlines()[-1] == back
    assert official(study) == before
    assert rows(study, "share-0.3", "en")[1] == [["tiny.share", "20.0%", "30.0%"]]
    overview = command(study, "run", "--notebook", "00_overview")
    assert (overview.exit_code, overview.stderr) == (
        1,
        f"00_overview says what {NAME} say, whose parameters cells replace values of the register or the report. Put "
        "None back there (a value to keep goes into data/assumptions.yaml) and run again.\n",
    )
    assert command(study, "run", "--notebook", OTHER).exit_code == 0
    write(study.root, NAME, said())
    assert command(study, "run").exit_code == 0
    assert official(study) == before


def test_what_is_not_made_with_the_registers_values_is_not_issued(study):
    for lang in ("ko", "en"):
        assert command(study, "run", lang=lang).exit_code == 0
    write(study.root, NAME, said(("share: float = None", "share: float = 0.3")))
    refused = command(study, "issue", EDITION, "--note", "first")
    assert (refused.exit_code, refused.stderr) == (
        1,
        f"{NAME} is made with share = 0.3 in place of the register's or the report's value and can't be issued. "
        "Put None back in its parameters cell (a value to keep goes into data/assumptions.yaml), then: "
        f"study run {EDITION}\n",
    )
    assert not (study.root / "data" / "issued").exists()


def test_after_a_run_it_is_said_what_moved_and_what_turned_and_nothing_where_nothing_did(study):
    register = study.assumptions
    made = f"The reports are made: {study.reports(EDITION) / 'index.html'}"
    assert command(study, "run").stdout.splitlines() == [made]
    register.write_text(REGISTER.replace("value: 0.2", "value: 0.3"), "utf-8")
    assert command(study, "run").stdout.splitlines() == [
        made,
        "Results that moved since the run before: 1: tiny.share 0.2 → 0.3",
        "Claims that turned: 1: tiny.small (holds → does not hold)",
    ]
    register.write_text(REGISTER.replace("value: 0.2", "value: 0.3").replace("en: rate", "en: Rate"), "utf-8")
    assert command(study, "run").stdout.splitlines() == [made]
    write(study.root, OTHER, small_notebook("둘?", "Two?", results={"tiny.three": "2"}))
    assert command(study, "run").stdout.splitlines() == [
        made,
        "Results and claims that are new or gone: 2: tiny.three, tiny.two",
    ]


@pytest.mark.parametrize(
    ("pairs", "name"),
    [
        ([("rate", "0.25")], "rate-0.25"),
        ([("rate", "-1e-05"), ("tied", "False")], "rate--1e-05_tied-false"),
        ([("rate", "None")], "rate-none"),
    ],
)
def test_a_folder_is_named_by_its_settings(pairs, name):
    assert folder_name(pairs) == name


@pytest.mark.parametrize(
    "text", ["../../etc", "a/b", "a\\b", ".", "..", "", " ", "가", "A", "a.", "x" * 200, "con:", "\0"]
)
def test_a_long_or_odd_value_is_hashed_and_never_a_path(text):
    assert re.fullmatch(r"note-[0-9a-f]{12}", folder_name([("note", text)]))
    assert re.fullmatch(r"[0-9a-f]{12}", folder_name([("비율", text)]))
    assert re.fullmatch(r"9-parameters-[0-9a-f]{12}", folder_name([(f"note{n}", text) for n in range(9)]))


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ([], {}),
        ([("share: float = None", "share: float = 0.2")], {"share": 0.2}),
        ([("months: int = None", "months: int = 3")], {"months": 3}),
        ([("wide = True", "wide = False")], {}),
    ],
)
def test_a_default_stands_in_where_none_would_be_taken_from_elsewhere(study, changes, found):
    assert stand_ins(write(study.root, NAME, said(*changes))) == found


def test_the_notebooks_of_the_project_stand_on_the_register_as_a_run_of_each_tells(project):
    for path in sorted((project / "notebooks").glob("*.ipynb")):
        replaced = Book(path.stem, project)(EDITION).report.said.replaced if path.stem[:2] != "00" else {}
        assert (stand_ins(path), replaced) == ({}, {})
