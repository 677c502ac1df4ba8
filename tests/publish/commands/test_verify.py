"""`study verify` tells a page that is as it was made from one that is not, with or without the study at hand."""

import re
import shutil

import pytest
from tiny_study import EDITION, NAME, OTHER, code, make_study, small_notebook, write
from typer.testing import CliRunner

from analysis.cli import app
from analysis.data.editions import Study
from analysis.data.process import process_edition
from analysis.publish.make import make
from analysis.publish.page.integrity import read_integrity, with_integrity
from analysis.publish.release.chain import chain_file
from analysis.publish.release.issued import issue_folder, record_file
from analysis.publish.run.jobs import Manner, plan

READING = code("from analysis.data import open_edition\nassert len(open_edition(edition).table('output_monthly')) == 3")
PAGE = f"ko/{NAME}.html"


def study_command(*arguments):
    return CliRunner().invoke(app, [str(one) for one in arguments])


@pytest.fixture(scope="module")
def issued(tmp_path_factory):
    """A study with an issue."""
    study = Study(make_study(tmp_path_factory.mktemp("issued")))
    write(study.root, NAME, small_notebook("하나?", "One?", READING, results={"tiny.one": "rate"}))
    write(study.root, OTHER, small_notebook("둘?", "Two?"))
    process_edition(study, EDITION)
    assert not make(study, EDITION, plan(study, EDITION, {}), Manner(2)).failures
    assert study_command("issue", EDITION, "--note", "first", "--root", study.root).exit_code == 0
    return study


@pytest.fixture
def study(issued, tmp_path):
    """A copy to change."""
    return Study(shutil.copytree(issued.root, tmp_path / "study"))


@pytest.fixture(autouse=True)
def no_study_around(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("STUDY_ROOT", raising=False)


@pytest.fixture
def lone(issued, tmp_path):
    """The page of an issue by itself, to be changed."""
    return shutil.copy(issue_folder(issued, EDITION, 1) / PAGE, tmp_path / "lone.html")


def rewrite(path, change):
    path.chmod(0o644)
    path.write_bytes(change(path.read_bytes()))
    return path


def verify(path, *options, lang="en"):
    return study_command("verify", path, "--lang", lang, *options)


@pytest.mark.parametrize(
    ("lang", "message"),
    [
        ("ko", ["lone.html: 만든 그대로이다.", "    2020-09판 ko/01_output.html, 제1호", "    매개변수: 기본값"]),
        (
            "en",
            ["lone.html is as it was made.", "    2020-09, ko/01_output.html, issue 1", "    parameters: the defaults"],
        ),
    ],
)
def test_a_lone_page_says_what_it_is_and_was_made_from(lone, issued, lang, message):
    result = verify(lone, lang=lang)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert [lines[0], lines[1], lines[3]] == message
    assert read_integrity(lone.read_bytes()).stated in lines[2]
    data = [line.split()[1] for line in lines if line.startswith("        ")]
    assert data == [f"data/raw/{EDITION}/datapackage.json", f"data/raw/{EDITION}/output_monthly.csv"]


@pytest.mark.parametrize(
    ("change", "ko", "en"),
    [
        (
            lambda page: page.replace(b"0.25", b"0.52"),
            "lone.html: 만든 그대로가 아니다. 만든 뒤에 내용이 바뀌었다.",
            "lone.html is not as it was made: its content was changed afterwards.",
        ),
        (
            lambda page: page[: len(page) // 2],
            "lone.html: 만든 그대로가 아니다. 끝이 잘렸다.",
            "lone.html is not as it was made: its end is cut off.",
        ),
        (
            lambda page: page.replace(b"<html", b"<!-- saved from url=(0020)file:///a.html -->\n<html", 1),
            "lone.html: 만든 그대로가 아니다. 브라우저에서 저장하면서 바뀌었다. 받은 파일 그대로를 확인한다.",
            "lone.html is not as it was made: a browser changed it in saving. Verify the file as it was received.",
        ),
        (
            lambda page: page.replace(b"\n", b"\r\n"),
            "lone.html: 만든 그대로가 아니다. 줄 끝만 바뀌었고(CRLF) 나머지는 같다.",
            "lone.html is not as it was made: its line ends were changed (CRLF), all else is the same.",
        ),
        (
            lambda page: page.replace(b"study-sha256", b"study-sha257"),
            "lone.html: 만든 그대로가 아니다. 만든 뒤에 내용이 바뀌었다.",
            "lone.html is not as it was made: its content was changed afterwards.",
        ),
        (
            lambda page: b"<html><p>2020-09</p></html>",
            "lone.html: 이 연구의 보고서가 아니다.",
            "lone.html is no report of this study.",
        ),
        (lambda page: b"", "lone.html: 이 연구의 보고서가 아니다.", "lone.html is no report of this study."),
        (lambda page: b"\xff\x00", "lone.html: 이 연구의 보고서가 아니다.", "lone.html is no report of this study."),
        (
            lambda page: with_integrity("<style></style></html>", '{"form":"seoul-work-report-study/0"}').encode(),
            "lone.html: 바뀌지 않았으나 다른 판본의 프로그램이 만든 것이라 자료를 읽을 수 없다.",
            "lone.html is unchanged, but another version of the program made it: what it was made from can't be read "
            "here.",
        ),
    ],
)  # fmt: skip
def test_what_is_not_as_it_was_made_ends_with_1_and_a_sentence(lone, change, ko, en):
    before = lone.read_bytes()
    rewrite(lone, change)
    assert lone.read_bytes() != before
    for lang, message in (("ko", ko), ("en", en)):
        result = verify(lone, lang=lang)
        assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"{message}\n")


def test_a_file_that_is_not_there_ends_with_2(tmp_path):
    for path in (tmp_path / "nothing.html", tmp_path):
        result = verify(path)
        assert result.exit_code == 2
        assert "The file can't be read" in result.stderr


def test_with_the_study_it_says_that_data_and_record_are_the_same(issued, lone):
    result = verify(lone, "--root", issued.root)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-2:] == [
        f"It is made from the data that the study at {issued.root} has now.",
        "It is issue 1 as recorded.",
    ]


def test_the_study_around_the_current_folder_is_at_hand(issued, lone, monkeypatch):
    monkeypatch.chdir(issued.root)
    assert "It is issue 1 as recorded." in verify(lone).stdout


def test_files_that_are_otherwise_now_are_named(study, lone):
    table = study.raw(EDITION) / "output_monthly.csv"
    table.write_text(table.read_text("utf-8").replace("105", "106"), "utf-8")
    result = verify(lone, "--root", study.root)
    assert result.exit_code == 0
    assert (
        f"It is not made from the data that the study at {study.root} has now: data/raw/{EDITION}/output_monthly.csv"
    ) in result.stdout


def test_a_draft_is_said_to_be_none_that_was_issued(issued):
    result = verify(issued.reports(EDITION) / PAGE, "--root", issued.root)
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "It is a draft, not issued.")


def test_a_page_that_says_it_was_issued_and_was_not_ends_with_1(issued, lone):
    def forge(page):
        bare = re.sub(rb'<meta name="study-[^>]*>\n', b"", page).replace(b"0.25", b"0.52")
        return with_integrity(bare.decode(), read_integrity(page).record).encode()

    rewrite(lone, forge)
    assert verify(lone).exit_code == 0  # its own hash is right: only the record tells
    result = verify(lone, "--root", issued.root)
    assert result.exit_code == 1
    assert result.stderr == "It says that it is issue 1, but the record has no such page: it was not issued.\n"


def test_a_page_is_verified_when_the_issued_folder_is_gone(study, lone):
    shutil.rmtree(study.root / "reports")
    assert record_file(study, EDITION).is_file()
    assert "It is issue 1 as recorded." in verify(lone, "--root", study.root).stdout


def test_of_an_issue_that_was_corrected_it_names_the_correction(study, lone):
    write(study.root, NAME, small_notebook("하나?", "One?", READING, results={"tiny.one": "rate * 2"}))
    process_edition(study, EDITION)
    assert not make(study, EDITION, plan(study, EDITION, {}), Manner(2)).failures
    assert study_command("issue", EDITION, "--note", "rate as in the register", "--root", study.root).exit_code == 0
    result = verify(lone, "--root", study.root)
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (
        0,
        "A correction came later: issue 2, rate as in the register",
    )


def test_an_edition_that_the_study_lacks_is_named(study, lone, tmp_path):
    other = make_study(tmp_path / "other", ["2020-10"])
    result = verify(lone, "--root", other)
    assert (result.exit_code, result.stderr.splitlines()) == (1, [f"The study at {other} has no edition 2020-09."])


def test_a_root_without_a_study_ends_with_2(lone, tmp_path):
    assert verify(lone, "--root", tmp_path / "nothing").exit_code == 2


def forged(old, new):
    """A page with another record, and the hash that goes with it."""

    def change(page):
        bare, record = re.sub(rb'<meta name="study-[^>]*>\n', b"", page), read_integrity(page).record
        assert old in record
        return with_integrity(bare.decode(), record.replace(old, new)).encode()

    return change


def test_characters_that_steer_a_terminal_are_not_printed(lone):
    result = verify(rewrite(lone, forged('"python":"', '"python":"\\u001b[2J')))
    assert result.exit_code == 0
    assert "\x1b" not in result.output


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"issue":{"commit":null,"day":null,"note":"first","number":1,"version":"1.0"}', '"issue":null'),
        ('"number":1', '"number":2'),
        ('"number":1', '"number":"one"'),
        ('"note":"first"', '"note":"other"'),
        ('"edition":"2020-09"', '"edition":"2020-10"'),
        ('"edition":"2020-09"', '"edition":["2020-09"]'),
        ("data/raw/2020-09/datapackage.json", "../../../etc/passwd"),
        ("data/raw/2020-09/datapackage.json", "/etc/passwd"),
        ('"page":"ko/01_output.html"', '"page":"xx/01_output.html"'),
        ('"modules":[', '"modules":[7,'),
        ('"as_of":"2020-08-28"', '"as_of":"2020-02-31"'),
    ],
)
def test_a_page_whose_record_is_forged_is_no_report(lone, study, old, new):
    result = verify(rewrite(lone, forged(old, new)), "--root", study.root)
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1), result.output


def all_issued(study):
    result = study_command("verify", "--all", "--root", study.root, "--lang", "en")
    assert not isinstance(result.exception, Exception), result.output
    return result


def test_everything_issued_is_held_against_its_record(study):
    result = all_issued(study)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("2020-09, issue 1: its 31 files are as recorded")


def edited(name):
    return lambda study: rewrite(issue_folder(study, EDITION, 1) / name, lambda content: content + b" ")


def in_record(old, new):
    return lambda study: rewrite(record_file(study, EDITION), lambda content: content.replace(old, new, 1))


TAMPERED = {
    "a page is edited": edited(PAGE),
    "a notebook is edited": edited(f"ko/{NAME}.ipynb"),
    "the results are edited": edited("results.json"),
    "the manifest is edited": edited("manifest.json"),
    "a file is removed": lambda study: (issue_folder(study, EDITION, 1) / "results.json").unlink(),
    "a file is added": lambda study: (issue_folder(study, EDITION, 1) / "more.html").write_text("x"),
    "a file is a link": lambda study: relink(issue_folder(study, EDITION, 1) / "results.json"),
    "an issue is added": lambda study: (issue_folder(study, EDITION, 2)).mkdir(),
    "the note is rewritten": in_record(b'"first"', b'"other"'),
    "a recorded result is rewritten": in_record(b"0.25", b"0.52"),
    "the record is removed": lambda study: record_file(study, EDITION).unlink(),
    "the record is no JSON": in_record(b"{", b"("),
    "the record holds a list": lambda study: record_file(study, EDITION).write_text("[]"),
    "the chain is removed": lambda study: chain_file(study).unlink(),
    "the chain is no JSON": lambda study: chain_file(study).write_text("{"),
    "a link is rewritten": lambda study: rewrite(chain_file(study), lambda text: text.replace(b": 1", b": 2")),
    "record and pages are removed": lambda study: without_record(study),
}  # fmt: skip


def without_record(study):
    record_file(study, EDITION).unlink()
    shutil.rmtree(issue_folder(study, EDITION, 1))


def relink(path):
    elsewhere = shutil.copy(path, path.parents[4] / "elsewhere.json")
    path.unlink()
    path.symlink_to(elsewhere)


@pytest.mark.parametrize("tamper", TAMPERED.values(), ids=TAMPERED)
def test_what_was_issued_is_not_as_recorded_where(study, tamper):
    folder = issue_folder(study, EDITION, 1)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)
    tamper(study)
    result = all_issued(study)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.strip()


def test_a_removed_record_lets_no_number_be_issued_again(study):
    without_record(study)
    result = study_command("issue", EDITION, "--note", "again", "--root", study.root, "--lang", "en")
    assert (result.exit_code, not record_file(study, EDITION).exists()) == (1, True)
    assert "2020-09, issue 1: the chain has it, but its record" in result.stderr
