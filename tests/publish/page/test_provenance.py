"""A page says what it is and what it was made from, and carries a hash of its own bytes."""

import hashlib
import json
import shutil
import subprocess
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from tiny_study import EDITION, NAME, executed, make_study, markdown

from analysis.data.editions import Study
from analysis.data.process import process_edition
from analysis.methods.estimate import Estimate
from analysis.publish.page.export import ReportExporter
from analysis.publish.page.index import index_page
from analysis.publish.page.integrity import read_integrity, with_integrity
from analysis.publish.page.provenance_words import Moved, shows
from analysis.publish.run.jobs import Job
from analysis.publish.run.provenance import (
    Issue,
    commit,
    differences,
    differing_files,
    edition_provenance,
    file_hashes,
    files_read,
    index_provenance,
    listing,
    page_provenance,
    read_provenance,
    source_hash,
)
from analysis.publish.run.results import Executed

PAGE = f"ko/{NAME}.html"
MOVED = [Moved("tiny.rate", NAME, Estimate(0.25, unit="fraction"), Estimate(0.5, unit="fraction"))]


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    study = Study(make_study(tmp_path_factory.mktemp("proof"), ["2020-09", "2020-10"]))
    for edition in study.editions():
        process_edition(study, edition)
    return study


READS = [
    ("part", "data/assumptions.yaml", "id", "a"),
    ("folder", f"data/raw/{EDITION}"),
    ("file", f"data/processed/{EDITION}/output_monthly.csv"),
    ("earlier", EDITION),
]
RAW = [f"data/raw/{EDITION}/{name}" for name in ("datapackage.json", "output_monthly.csv")]


def job_of(study, **parameters):
    return Job(study.root / "notebooks" / f"{NAME}.ipynb", EDITION, "ko", parameters)


@pytest.fixture(scope="module")
def provenance(study):
    return page_provenance(edition_provenance(study, EDITION), study, job_of(study), READS, ["analysis.data.edition"])


def page(provenance, lang="ko", moved=(), **parameters) -> str:
    book = executed(markdown("## 가"), lang=lang, **parameters)
    resources = {"metadata": {"name": NAME}, "provenance": replace(provenance, parameters=parameters), "moved": moved}
    return ReportExporter().from_notebook_node(book, resources)[0]


def soup_of(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def test_a_page_states_the_hash_of_its_bytes_without_that_hash(provenance):
    html = page(provenance)
    stated = soup_of(html).find("meta", attrs={"name": "study-sha256"})["content"]
    assert hashlib.sha256(html.replace(f'content="{stated}"', 'content=""').encode()).hexdigest() == stated
    assert read_integrity(html.encode()).intact


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum on this machine")
def test_the_documented_command_gives_the_hash_that_the_page_states(provenance, tmp_path, project):
    command = next(
        line
        for line in (project / "docs" / "circulate.md").read_text("utf-8").splitlines()
        if line.endswith("| sha256sum")
    )
    (tmp_path / "FILE.html").write_text(page(provenance), "utf-8", newline="\n")
    printed = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert printed.split()[0] == read_integrity((tmp_path / "FILE.html").read_bytes()).stated


def test_every_single_changed_digit_of_a_page_is_found():
    content = with_integrity(
        "<head><style></style></head><p>12 345 678 900</p></html>", '{"edition":"2020-09"}'
    ).encode()
    places = [place for place, byte in enumerate(content) if chr(byte).isdigit()]
    assert len(places) > 40
    for place in places:
        other = b"1" if content[place : place + 1] != b"1" else b"2"
        found = read_integrity(content[:place] + other + content[place + 1 :])
        assert found is None or not found.intact, place


def test_the_record_of_a_page_is_read_back_as_it_was(provenance):
    integrity = read_integrity(page(provenance, rate=0.4, note="<\"가' & b>").encode())
    record = read_provenance(integrity.record)
    assert record == replace(provenance, parameters={"rate": 0.4, "note": "<\"가' & b>"})
    assert record.page == PAGE


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"form": "seoul-work-report-study/1"}', '{"form": "another/1"}'])
def test_a_record_of_another_form_is_none(text):
    assert read_provenance(text) is None


def test_the_record_names_the_files_that_the_notebook_read_with_their_sha256_and_no_others(study, provenance):
    assert list(provenance.files) == ["data/assumptions.yaml", *RAW]
    for name, one in provenance.files.items():
        assert hashlib.sha256((study.root / name).read_bytes()).hexdigest() == one


def test_a_processed_table_stands_for_the_raw_ones_up_to_its_edition(study):
    table = ("file", "data/processed/2020-10/output_monthly.csv")
    assert files_read(study, [table]) == {f"data/raw/{one}/output_monthly.csv" for one in ("2020-09", "2020-10")}
    assert files_read(study, [("file", "data/processed/2020-10/audit.csv")]) == {"data/processed/2020-10/audit.csv"}


def test_a_parameter_given_and_other_code_are_in_the_record(study, provenance):
    other = page_provenance(
        edition_provenance(study, EDITION), study, job_of(study, rate=0.4), READS, ["analysis.methods.trend"]
    )
    assert other.parameters == {"rate": 0.4}
    assert other.program != provenance.program


def test_the_index_is_made_from_what_its_pages_are_made_from(study, provenance):
    base = edition_provenance(study, EDITION)
    other = page_provenance(base, study, job_of(study), [("file", RAW[0])], ["analysis.methods.trend"])
    index = index_provenance(base, [other, provenance])
    assert index.files == provenance.files
    assert index.modules == ["analysis.data.edition", "analysis.methods.trend"]
    assert (index.page, index.notebook) == ("index.html", None)


def test_the_page_shows_files_versions_and_their_hashes_at_its_end(provenance, study):
    soup = soup_of(page(provenance, lang="en"))
    section = soup.select("main > *")[-1]
    assert section.h2.text == "How this was made"
    rows = {row.th.text: [cell.text for cell in row.select("td")] for row in section.select("tbody tr")}
    folder = {name.rpartition("/")[2]: one for name, one in provenance.files.items() if "/raw/" in name}
    assert rows[f"data/raw/{EDITION}"] == ["2", listing(folder)[:12]]
    assert rows["data/assumptions.yaml"] == ["1", provenance.files["data/assumptions.yaml"][:12]]
    assert rows["Code that made this report (src/analysis)"] == ["", provenance.program[:12]]
    assert [item.text for item in section.select(".study-files li")] == [
        f"{name} {one[:12]}" for name, one in provenance.files.items() if "/raw/" in name
    ]
    assert "numpy " in section.text
    assert "Commit" not in section.text


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum on this machine")
def test_the_hash_of_a_folder_is_that_of_what_sha256sum_prints(study):
    printed = subprocess.run(
        "sha256sum * | sha256sum", shell=True, cwd=study.raw(EDITION), capture_output=True, text=True, check=True
    ).stdout
    names = ("datapackage.json", "output_monthly.csv")
    hashes = file_hashes(study.root, RAW)
    assert printed.split()[0] == listing({name: hashes[f"data/raw/{EDITION}/{name}"] for name in names})


@pytest.mark.parametrize(
    ("lang", "mark", "said"),
    [
        ("ko", "초안", "초안 발행하지 않은 보고서이다. 수치가 바뀔 수 있다."),
        ("en", "Draft", "Draft Not issued; the numbers may still change."),
    ],
)
def test_a_draft_says_so_under_its_title_and_at_the_head_of_every_printed_sheet(provenance, lang, mark, said):
    soup = soup_of(page(provenance, lang))
    assert soup.select_one(".study-edition + .study-status").text == said
    assert f'@page{{@top-right{{content:"{mark}"}}}}' in soup.style.text


@pytest.mark.parametrize(
    ("issue", "words"),
    [
        (Issue(1, "첫 <발행>", "2020-10-15"), ["Issue 1 15 October 2020. Kept as issued.", "Note: 첫 <발행>"]),
        (
            Issue(2, "비율", None),
            ["Correction, issue 2 Takes the place of issue 1.", "Reason for the correction: 비율"],
        ),
    ],
)
def test_an_issue_says_number_day_and_note_and_is_no_draft(provenance, issue, words):
    soup = soup_of(page(replace(provenance, issue=issue), "en"))
    assert [p.text for p in soup.select(".study-status, .study-reason")] == words
    assert soup.select_one(".study-reason [lang]")["lang"] == "ko"
    assert "Draft" not in soup.text


@pytest.mark.parametrize(
    ("lang", "caption", "cells"),
    [
        ("ko", "제1호와 달라진 수치 1개", ["25.0%", "50.0%"]),
        ("en", "Numbers that moved since issue 1: 1", ["25.0%", "50.0%"]),
    ],
)
def test_a_correction_lists_what_moved_before_its_first_section(provenance, lang, caption, cells):
    soup = soup_of(page(replace(provenance, issue=Issue(2, "비율")), lang, MOVED))
    table = soup.table
    assert table.caption.text == caption
    assert [cell.text for cell in table.select("tbody :is(th, td)")] == ["tiny.rate", *cells]
    assert table.find_previous("h2") is None or "가" not in table.find_previous("h2").text


def test_a_move_that_no_reader_sees_is_none():
    assert shows(MOVED[0])
    assert not shows(Moved("a", NAME, Estimate(0.25, unit="fraction"), Estimate(0.2500001, unit="fraction")))
    assert shows(Moved("a", NAME, None, Estimate(0.25, unit="fraction")))


def test_the_index_is_marked_and_hashed_too(provenance):
    books = [Executed(NAME, lang, executed(lang=lang)) for lang in ("ko", "en")]
    html = index_page(provenance, books)
    assert read_integrity(html.encode()).intact
    assert [p.strong.text for p in soup_of(html).select(".study-status")] == ["초안", "Draft"]
    assert '@page{@top-right{content:"초안 · Draft"}}' in html


def test_what_is_otherwise_now_is_named(provenance):
    other = replace(
        provenance, files={**provenance.files, "data/breaks.yaml": "0"}, program="0", notebook="0", python="3.10"
    )
    assert [words.en for words in differences(provenance, other)] == [
        "data/breaks.yaml", "the program", "the notebook", "the environment",
    ]  # fmt: skip
    assert not [*differences(provenance, provenance)]
    assert differing_files({"a": "1", "b": "2"}, {"a": "1", "b": "3", "c": "4"}) == ["b", "c"]


def test_the_hash_of_a_notebook_is_that_of_its_cells_not_of_its_outputs_or_injected_parameters():
    assert source_hash(executed(markdown("가"))) == source_hash(executed(markdown("가"), rate=0.5))
    assert source_hash(executed(markdown("가"))) != source_hash(executed(markdown("나")))


def test_a_commit_is_that_of_the_studys_own_checkout(tmp_path):
    assert commit(tmp_path) is None
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@b"]
    subprocess.run([*git, "init", "--quiet"], check=True)
    assert commit(tmp_path) is None
    subprocess.run([*git, "commit", "--quiet", "--allow-empty", "-m", "one"], check=True)
    assert commit(tmp_path) == (tmp_path / ".git" / "refs" / "heads" / _branch(tmp_path)).read_text().strip()
    (tmp_path / "study").mkdir()
    assert commit(tmp_path / "study") is None


def _branch(folder: Path) -> str:
    return (folder / ".git" / "HEAD").read_text().strip().rpartition("/")[2]


def test_the_record_stands_in_the_page_as_json(provenance):
    meta = page(provenance).split('<meta name="study-manifest" content="')[1].split('"')[0]
    assert json.loads(unescape(meta))["edition"] == EDITION
