"""Drafts become issues that nothing overwrites; a correction lists what moved."""

import json
import shutil
import subprocess
import zipfile

import pytest
from bs4 import BeautifulSoup
from tiny_study import EDITION, NAME, OTHER, code, make_study, markdown, small_notebook, write
from typer.testing import CliRunner

from analysis.cli import app
from analysis.data.editions import Study
from analysis.data.process import process_edition
from analysis.publish.make import make
from analysis.publish.page.integrity import read_integrity
from analysis.publish.release import issue as issuing
from analysis.publish.release.archive import check_names
from analysis.publish.release.issued import content_hash, issue_folder, read_issues, record_file
from analysis.publish.run.errors import ReportError
from analysis.publish.run.jobs import Manner, plan

READING = code("from analysis.data import open_edition\nassert len(open_edition(edition).table('output_monthly')) == 3")
ABOUT = {"CHANGELOG.md", "CITATION.cff", "README.md", "codemeta.json", "ro-crate-metadata.json"}
PAGES = {"index.html", *(f"{lang}/{name}.html" for lang in ("ko", "en") for name in (NAME, OTHER))}
FILES = {f"files/{EDITION}-{lang}.{kind}" for lang in ("ko", "en") for kind in ("hwpx", "xlsx", "ods")}


def run(study):
    process_edition(study, EDITION)
    assert not make(study, EDITION, plan(study, EDITION, {}), Manner(2)).failures


def small(root) -> Study:
    study = Study(make_study(root))
    write(root, NAME, small_notebook("하나?", "One?", READING, results={"tiny.one": "rate"}))
    write(root, OTHER, small_notebook("둘?", "Two?", results={"tiny.two": "2"}))
    return study


@pytest.fixture(scope="module")
def drafted(tmp_path_factory):
    """Drafts of now."""
    study = small(tmp_path_factory.mktemp("drafted"))
    run(study)
    return study


@pytest.fixture(scope="module")
def corrected(drafted, tmp_path_factory):
    """A study with an issue and its correction."""
    study = Study(shutil.copytree(drafted.root, tmp_path_factory.mktemp("corrected") / "study"))
    assert issue(study, "첫 발행", "--date", "2020-10-15").exit_code == 0
    write(study.root, NAME, small_notebook("하나?", "One?", READING, results={"tiny.one": "rate * 2"}))
    run(study)
    second = issue(study, "비율을 고쳤다")
    assert (second.exit_code, "The reports of 2020-09 are issue 2, version 2.0: " in second.stdout) == (0, True)
    return study


@pytest.fixture
def study(drafted, tmp_path):
    """A copy to change."""
    return Study(shutil.copytree(drafted.root, tmp_path / "study"))


def issue(study, note="발행", *options, lang="en"):
    arguments = ["issue", EDITION, "--note", note, "--root", study.root, "--lang", lang, *options]
    return CliRunner().invoke(app, [str(one) for one in arguments])


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def soup_of(study, number, page):
    return BeautifulSoup((issue_folder(study, EDITION, number) / page).read_text("utf-8"), "html.parser")


def test_an_issue_is_recorded_with_note_day_and_the_hash_that_each_page_states(corrected):
    first, second = read_issues(corrected, EDITION)
    assert (first.issue.number, first.issue.note, first.issue.day) == (1, "첫 발행", "2020-10-15")
    assert (second.issue.number, second.issue.note, second.issue.day) == (2, "비율을 고쳤다", None)
    for one in (first, second):
        assert set(one.pages) == PAGES
        for page, stated in one.pages.items():
            integrity = read_integrity((issue_folder(corrected, EDITION, one.issue.number) / page).read_bytes())
            assert (integrity.stated, integrity.intact) == (stated, True)
    assert {name: one["value"] for name, one in first.results.items()} == {"tiny.one": 0.25, "tiny.two": 2.0}
    assert second.parameters[NAME] == {}
    assert (first.issue.version, second.issue.version) == ("1.0", "2.0")


@pytest.mark.parametrize("number", [1, 2])
def test_every_page_says_its_version_and_dataset_as_data_that_nothing_runs(corrected, number):
    for page in PAGES:
        soup = soup_of(corrected, number, page)
        [script] = soup.select("script")
        told = json.loads(script.text)
        assert (script["type"], told["@type"], told["version"]) == ("application/ld+json", "Dataset", f"{number}.0")
        for place in (told["url"], told["distribution"][0]["contentUrl"]):
            assert (issue_folder(corrected, EDITION, number) / page).parent.joinpath(place).is_file()
        assert f"{number}.0." in soup.select_one(".study-status").text
        assert "script-src" not in soup.select_one("meta[http-equiv]")["content"]


def test_the_index_has_all_versions_up_to_its_own_with_what_each_changed(corrected):
    def listed(number):
        found = soup_of(corrected, number, "index.html").select("#en details.study-history")
        return [" ".join(one.text.split()) for one in found]

    first = "1.0 (issue 1, 2020-10-15) 첫 발행 The first issue"
    assert listed(1) == [first]
    assert listed(2) == ["2.0 (issue 2) 비율을 고쳤다 Result tiny.one: 0.25 items → 0.5 items", first]


@pytest.mark.parametrize("number", [1, 2])
def test_the_crate_of_an_issue_keeps_the_rules_of_its_specification(corrected, number):
    """RO-Crate 1.2: the metadata descriptor, the root data entity, data entities, references."""
    folder = issue_folder(corrected, EDITION, number)
    content = json.loads((folder / "ro-crate-metadata.json").read_text("utf-8"))
    graph = {one["@id"]: one for one in content["@graph"]}
    assert content["@context"] == "https://w3id.org/ro/crate/1.2/context"
    assert len(graph) == len(content["@graph"])
    assert all(one.get("@type") for one in graph.values())
    assert graph["ro-crate-metadata.json"] == {
        "@id": "ro-crate-metadata.json", "@type": "CreativeWork", "about": {"@id": "./"},
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.2"},
    }  # fmt: skip
    assert graph["./"].keys() >= {"name", "description", "datePublished", "license", "hasPart"}
    assert {*references(graph)} - {"https://w3id.org/ro/crate/1.2"} <= graph.keys()
    parts = {one["@id"] for one in graph["./"]["hasPart"]}
    assert parts == {name for name, one in graph.items() if one["@type"] == "File" and not name.startswith("#")}
    around = {
        "ro-crate-metadata.json",
        "SHA256SUMS",
        f"{EDITION}-{number}.zip",
    }  # what has the crate, or its hash, inside
    assert parts == contents(folder).keys() - around
    for name in parts:
        assert int(graph[name]["contentSize"]) == (folder / name).stat().st_size
    runs = [one for one in graph.values() if one["@type"] == "CreateAction"]
    for run, name in zip(runs, (NAME, OTHER), strict=True):
        assert graph[run["instrument"]["@id"]]["name"] == f"notebooks/{name}.ipynb"
        assert f"en/{name}.html" in {made["@id"] for made in run["result"]}


def references(graph):
    """Every reference from one entity to another."""
    for one in graph.values():
        values = [part for value in one.values() for part in (value if isinstance(value, list) else [value])]
        yield from (part["@id"] for part in values if isinstance(part, dict))


def test_an_issue_has_pages_notebooks_and_results_all_read_only(corrected):
    for number in (1, 2):
        folder = issue_folder(corrected, EDITION, number)
        notebooks = {page.replace(".html", ".ipynb") for page in PAGES - {"index.html"}}
        data = {"changes.json", "datacite.json", "datapackage.json", "dataset.jsonld", "results.csv", "claims.csv"}
        tables = {path.name for path in corrected.processed(EDITION).glob("*.csv")}
        files = FILES | {f"files/data/{name}" for name in data | tables} | ABOUT
        others = {"results.json", "manifest.json", "SHA256SUMS", f"{EDITION}-{number}.zip"}
        assert set(contents(folder)) == PAGES | notebooks | files | others
        assert {path.stat().st_mode & 0o222 for path in folder.rglob("*") if path.is_file()} == {0}


def test_the_zip_of_an_issue_has_all_its_files_as_they_are_and_the_list_holds_them(corrected, tmp_path):
    folder = issue_folder(corrected, EDITION, 2)
    with zipfile.ZipFile(folder / f"{EDITION}-2.zip") as packed:
        packed.extractall(tmp_path)
    there = contents(folder)
    del there[f"{EDITION}-2.zip"]
    assert contents(tmp_path / f"{EDITION}-2") == there
    assert subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=tmp_path / f"{EDITION}-2").returncode == 0
    held = CliRunner().invoke(app, ["verify", "--all", "--root", str(corrected.root)])
    assert held.exit_code == 0, held.output


@pytest.mark.parametrize(
    "names",
    [["a:b.html"], ["ko/con.html"], ["../a"], ["/a"], ["a\\b"], ["a."], ["a\nb"], ["a//b"], ["A.html", "a.html"],
     ["가.html", "\u1100\u1161.html"]],
)  # fmt: skip
def test_a_name_that_some_system_cannot_unpack_is_no_name_in_a_zip(names):
    check_names(["ko/08_인력.html", "SHA256SUMS"])
    with pytest.raises(ReportError, match="Rename"):
        check_names(names)


def test_the_drafts_stay_drafts_and_a_later_run_leaves_the_issues_alone(corrected):
    before = contents(corrected.root / "reports" / "issued")
    run(corrected)
    assert contents(corrected.root / "reports" / "issued") == before
    assert "초안" in (corrected.reports(EDITION) / "ko" / f"{NAME}.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("lang", "reason", "caption", "numbers"),
    [
        ("ko", "정정 사유: 비율을 고쳤다", "제1호와 달라진 수치 1개", ["0.25개", "0.5개"]),
        (
            "en",
            "Reason for the correction: 비율을 고쳤다",
            "Numbers that moved since issue 1: 1",
            ["0.25 items", "0.5 items"],
        ),
    ],
)
def test_a_correction_says_why_and_lists_the_numbers_that_moved_on_their_report_and_on_the_index(
    corrected, lang, reason, caption, numbers
):
    soup = soup_of(corrected, 2, f"{lang}/{NAME}.html")
    assert soup.select_one(".study-reason").text == reason
    rows = [[cell.text for cell in row.select("th, td")] for row in soup.table.select("tbody tr")]
    assert soup.table.caption.text == caption
    assert rows == [["tiny.one", *numbers]]
    index = soup_of(corrected, 2, "index.html")
    assert index.select_one(f"section[lang={lang}]").caption.text == caption
    assert not index.select("[style]")  # which the page's policy forbids


def test_a_report_of_a_correction_in_which_nothing_moved_says_so(corrected):
    assert "No number of this report moved since issue 1." in soup_of(corrected, 2, f"en/{OTHER}.html").main.text


def test_what_has_not_changed_is_not_issued_again(study):
    assert issue(study).exit_code == 0
    before = contents(study.root / "reports" / "issued"), record_file(study, EDITION).read_bytes()
    again = issue(study, "다시")
    assert again.exit_code == 1
    assert "The reports of 2020-09 say what issue 1 says; there is nothing to issue" in again.stderr
    assert (contents(study.root / "reports" / "issued"), record_file(study, EDITION).read_bytes()) == before


def test_pages_of_the_last_issue_that_are_gone_are_made_again_to_the_same_bytes(corrected, tmp_path):
    study = Study(shutil.copytree(corrected.root, tmp_path / "study"))
    run(study)
    folder, record = issue_folder(study, EDITION, 2), record_file(study, EDITION).read_bytes()
    before = contents(folder)
    shutil.rmtree(folder)
    again = issue(study, "another note")
    assert again.exit_code == 0
    assert "were gone and are made again, byte for byte as recorded" in again.stdout
    assert contents(folder) == before
    assert record_file(study, EDITION).read_bytes() == record


def test_a_folder_that_no_record_knows_is_not_overwritten(study):
    place = issue_folder(study, EDITION, 1)
    place.mkdir(parents=True)
    (place / "index.html").write_text("issued once")
    again = issue(study)
    assert again.exit_code == 1
    assert "records no such issue" in again.stderr
    assert contents(place) == {"index.html": b"issued once"}
    assert not record_file(study, EDITION).exists()


def edit_data(study):
    table = study.raw(EDITION) / "output_monthly.csv"
    table.write_text(table.read_text("utf-8").replace("105", "106"), "utf-8")


def edit_notebook(study):
    write(study.root, NAME, small_notebook("하나?", "One?", READING, markdown("더"), results={"tiny.one": "rate"}))


def edit_page(study):
    page = study.reports(EDITION) / "ko" / f"{NAME}.html"
    page.write_text(page.read_text("utf-8").replace("하나", "둘"), "utf-8", newline="\n")


def edit_executed(study):
    book = study.reports(EDITION) / "ko" / f"{NAME}.ipynb"
    book.write_text(book.read_text("utf-8").replace("하나", "둘"), "utf-8", newline="\n")


def edit_results(study):
    path = study.reports(EDITION) / "results.json"
    path.write_text(path.read_text("utf-8").replace("0.25", "0.26"), "utf-8", newline="\n")


def drop_page(study):
    (study.reports(EDITION) / "en" / f"{OTHER}.html").unlink()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (edit_data, "ko/01_output.html is no draft made from the data and the program of now (data/raw/2020-09/output"),
        (edit_notebook, "ko/01_output.html is no draft made from the data and the program of now (the notebook)"),
        (edit_page, "ko/01_output.html is no draft made from the data and the program of now (it was changed after"),
        (
            edit_executed,
            "ko/01_output.ipynb is no draft made from the data and the program of now (it was changed after",
        ),
        (edit_results, "results.json is no draft made from the data and the program of now (it was changed after"),
        (drop_page, "en/02_pace.html is no draft made from the data and the program of now (it is missing)"),
    ],
)
def test_drafts_that_are_not_those_of_now_are_not_issued(study, change, message):
    change(study)
    result = issue(study)
    assert result.exit_code == 1
    assert message in result.stderr
    assert "First: study run 2020-09" in result.stderr
    assert not record_file(study, EDITION).exists()
    assert not (study.root / "reports" / "issued").exists()


def test_an_issue_that_stops_before_its_pages_are_in_place_is_ended_by_the_next(study, monkeypatch):
    def killed(*_):
        raise KeyboardInterrupt

    write_issues = issuing.write_issues
    monkeypatch.setattr(issuing, "write_issues", lambda *given: (write_issues(*given), killed()))
    assert issue(study).exit_code == 130
    assert not issue_folder(study, EDITION, 1).exists()
    monkeypatch.undo()
    assert issue(study).exit_code == 0
    assert read_issues(study, EDITION)[0].pages.keys() == PAGES
    assert issue_folder(study, EDITION, 1).is_dir()
    assert sorted(path.name for path in (study.root / "reports").iterdir()) == [
        ".cache",
        EDITION,
        "index.html",
        "issued",
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--note", " "], "--note says what is issued"),
        (["--date", "2020-13-01"], "Not a date: 2020-13-01"),
        (["--date", "20201001"], "Not a date: 20201001"),
    ],
)
def test_a_slip_in_the_call_ends_with_2(study, options, message):
    result = issue(study, "발행", *options)
    assert (result.exit_code, message in result.stderr) == (2, True), result.stderr
    assert not record_file(study, EDITION).exists()


def test_a_broken_record_is_reported_and_left(study):
    record_file(study, EDITION).parent.mkdir()
    record_file(study, EDITION).write_text('{"issues": [{}]}')
    result = issue(study, lang="ko")
    assert result.exit_code == 1
    assert "발행 기록을 읽을 수 없다" in result.stderr
    assert record_file(study, EDITION).read_text() == '{"issues": [{}]}'


def test_what_a_page_says_of_its_own_making_is_not_its_content():
    page = '<head><meta name="a" content="{}"><style>{}</style></head><p>1</p><p class="study-status">{}</p>'
    assert content_hash(page.format(1, 2, 3)) == content_hash(page.format(4, 5, 6))
    assert content_hash(page.format(1, 2, 3)) != content_hash(page.format(1, 2, 3).replace("<p>1", "<p>2"))


def test_a_release_of_drafts_has_their_documents_and_workbooks_and_is_made_anew_each_time(study):
    folder, made = study.root / "reports" / "release" / EDITION, []
    for _ in range(2):
        result = CliRunner().invoke(app, ["release", EDITION, "--root", str(study.root), "--lang", "en"])
        said = f"Files made of the drafts: {len(contents(folder))}, in {folder}\n"
        assert (result.exit_code, result.stdout) == (0, said), result.output
        made.append(contents(folder))
        (folder / "left.txt").write_text("of an earlier one")
    assert made[0] == made[1]
    others = FILES | ABOUT | {"SHA256SUMS", f"{EDITION}-draft.zip"}
    assert {name for name in made[0] if not name.startswith("files/data/")} == others
    assert json.loads(made[0]["files/data/changes.json"])["versions"][-1]["version"] == "1.0-draft"
    with zipfile.ZipFile(folder / "files" / f"{EDITION}-en.hwpx") as document:
        assert "Draft: not issued" in document.read("Contents/section0.xml").decode()
    (study.reports(EDITION) / "results.json").write_bytes(b"\xff")
    result = CliRunner().invoke(app, ["release", EDITION, "--root", str(study.root), "--lang", "en"])
    assert (result.exit_code, "results.json is no draft" in result.stderr) == (1, True), result.output
    assert (folder / "left.txt").exists()


def test_two_issues_of_equal_drafts_are_equal_to_the_byte(drafted, tmp_path):
    made = []
    for name in ("one", "two"):
        study = Study(shutil.copytree(drafted.root, tmp_path / name))
        assert issue(study).exit_code == 0
        made.append((contents(issue_folder(study, EDITION, 1)), json.loads(record_file(study, EDITION).read_text())))
    assert made[0] == made[1]
