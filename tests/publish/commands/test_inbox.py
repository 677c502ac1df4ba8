import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from tiny_study import EDITION, NAME, OTHER, code, make_study, small_notebook, write
from typer.testing import CliRunner

from analysis.cli import app
from analysis.data.editions import Study
from analysis.data.intake.faults import UnsureError
from analysis.publish.commands.inbox_folder import DONE, REFUSED, dropped, page_of
from analysis.publish.page import fonts
from analysis.publish.page.notices import refusal_page
from analysis.publish.run.lock import RunningError, alone
from analysis.publish.run.outcome import INBOX, read_problems
from analysis.publish.run.temporary import clear

NEXT = "2020-10"
MOMENTS = 12
KILLS_A_STUDY = 4
GOOD = "월,처리\n2020-08,210\n2020-09,190\n"
BAD = "월,처리\n2020-08,many\n2020-09,-4\n"
HOLD = "import sys; from pathlib import Path; from analysis.data.editions import Study\n" + (
    "from analysis.publish.run.lock import alone\n"
    "with alone(Study(Path(sys.argv[1]))): print('held', flush=True); sys.stdin.read()"
)


@pytest.fixture
def tiny(tmp_path) -> Path:
    """A study with one notebook that imports nothing."""
    root = make_study(tmp_path / "study")
    (root / "notebooks" / f"{OTHER}.ipynb").unlink()
    write(root, NAME, small_notebook("하나?", "One?", results={"tiny.one": "rate"}))
    return root


@pytest.fixture
def inbox(tmp_path) -> Path:
    folder = tmp_path / "inbox"
    drop(folder / NEXT / "good.csv", GOOD)
    return folder


def drop(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def arguments(root: Path, inbox: Path, *more: str) -> list[str]:
    return ["run", "--root", str(root), "--inbox", str(inbox), "--lang", "en", "--jobs", "1", *more]


def run(root: Path, inbox: Path, *more: str):
    return CliRunner().invoke(app, arguments(root, inbox, *more), catch_exceptions=False)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def taken(root: Path, edition: str = NEXT) -> list[str]:
    log = json.loads((root / "data" / "raw" / edition / "taken.json").read_text("utf-8"))
    return [record["sha256"] for record in log["files"]]


def test_a_file_in_an_editions_folder_is_taken_in_and_its_reports_are_made(tiny, inbox):
    result = run(tiny, inbox)
    assert result.exit_code == 0, result.output
    assert f"Taken into {NEXT}: good.csv" in result.stdout
    assert files(inbox) == {f"{DONE}/{NEXT}/good.csv": GOOD.encode()}
    assert taken(tiny) == [hashlib.sha256(GOOD.encode()).hexdigest()]
    assert (tiny / "reports" / NEXT / "en" / f"{NAME}.html").is_file()


def test_a_file_in_no_folder_goes_into_the_edition_of_the_call(tiny, tmp_path):
    drop(tmp_path / "box" / "good.csv", GOOD)
    assert run(tiny, tmp_path / "box", "--edition", NEXT).exit_code == 0
    assert files(tmp_path / "box").keys() == {f"{DONE}/{NEXT}/good.csv"}


def test_a_file_without_an_edition_stays_and_the_run_says_so(tiny, tmp_path):
    drop(tmp_path / "box" / "good.csv", GOOD)
    result = run(tiny, tmp_path / "box")
    assert result.exit_code == 1
    assert "good.csv: of which edition?" in result.stderr
    assert files(tmp_path / "box").keys() == {"good.csv"}
    assert "of which edition?" in (tiny / "reports" / "failure.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("2020-13/a.csv", "2020-13 is not named"),
        ("0000-01/a.csv", "0000-01 is not named"),
        (f"{NEXT}/deep/a.csv", "takes files only"),
    ],
)
def test_a_folder_that_names_no_edition_is_not_guessed_at_and_holds_up_no_other(tmp_path, place, message):
    drop(tmp_path / place, GOOD)
    good = drop(tmp_path / NEXT / "good.csv", GOOD)
    files, [stray] = dropped(tmp_path, NEXT)
    assert [one.path for one in files] == [good]
    assert message in stray.en


def test_what_is_no_file_of_its_own_is_never_opened_and_the_rest_is_taken(tiny, inbox):
    box, secret = inbox / NEXT, drop(inbox.parent / "secret.csv", GOOD)
    os.mkfifo(box / "pipe.csv")
    for name, target in {
        "far.csv": secret,
        "device.csv": "/dev/zero",
        "folder.csv": inbox.parent,
        "gone.csv": "x",
    }.items():
        (box / name).symlink_to(target)
    result = run(tiny, inbox)
    assert result.exit_code == 1
    refused = inbox / REFUSED / NEXT
    assert {one.name for one in refused.iterdir() if one.suffix == ".csv"} == {
        "pipe.csv", "far.csv", "device.csv", "folder.csv", "gone.csv",
    }  # fmt: skip
    assert "a pipe (FIFO)" in page_of(refused / "pipe.csv").read_text("utf-8")
    assert (secret.read_text("utf-8"), list(box.iterdir())) == (GOOD, [])
    assert taken(tiny) == [hashlib.sha256(GOOD.encode()).hexdigest()]


NAMES = (
    "행정심판.csv".encode("cp949"), b"a\nb\x1b[31m.csv", f"{'가' * 82}.csv".encode(), b"\xff\xfe\x80.csv",
    "a\u202evsc.csv".encode(),
)  # fmt: skip


def test_files_with_odd_names_are_taken_or_refused_under_names_that_can_be_shown(tiny, tmp_path):
    box = tmp_path / "box"
    (box / NEXT).mkdir(parents=True)
    for name in NAMES:
        for kind, text in {b"": GOOD, b"x": BAD}.items():
            with open(os.fsencode(box / NEXT) + b"/" + kind + name, "wb") as stream:  # noqa: PTH123
                stream.write(text.encode())
    result = run(tiny, box)
    assert result.exit_code == 1
    for folder, text in {DONE: GOOD, REFUSED: BAD}.items():
        put = [one for one in (box / folder / NEXT).iterdir() if one.read_text("utf-8") == text]
        assert len(put) == len(NAMES)
        assert all(one.name.isprintable() and one.name.encode() for one in put)
    assert "행정심판.csv" in result.stdout
    assert "\x1b" not in result.output


def test_hidden_files_and_those_put_away_are_no_news(tmp_path):
    for place in (".half.csv", f"{NEXT}/~$good.xlsx", f"{DONE}/{NEXT}/a.csv", f"{REFUSED}/{NEXT}/a.csv"):
        drop(tmp_path / place, GOOD)
    assert dropped(tmp_path, None) == ([], [])


def test_a_refused_file_lies_beside_its_page_and_the_others_are_taken(tiny, inbox):
    drop(inbox / NEXT / "bad <i>.csv", BAD)
    result = run(tiny, inbox)
    assert result.exit_code == 1
    place = inbox / REFUSED / NEXT / "bad <i>.csv"
    assert files(inbox).keys() == {
        f"{DONE}/{NEXT}/good.csv",
        *(str(one.relative_to(inbox)) for one in (place, page_of(place))),
    }
    assert place.read_text("utf-8") == BAD
    assert taken(tiny) == [hashlib.sha256(GOOD.encode()).hexdigest()]
    assert (tiny / "reports" / NEXT / "index.html").is_file()


def test_the_page_lists_every_fault_by_line_in_both_languages_and_loads_nothing(tiny, inbox):
    drop(inbox / NEXT / "bad <i>.csv", BAD)
    run(tiny, inbox)
    page = BeautifulSoup(page_of(inbox / REFUSED / NEXT / "bad <i>.csv").read_text("utf-8"), "html.parser")
    for lang, words in (("ko", "숫자가 아닌 값"), ("en", "not a number")):
        section = page.select_one(f"section[lang={lang}]")
        rows = [[cell.get_text() for cell in row.select("th, td")] for row in section.select("tbody tr")]
        assert [(row[0].split()[0], row[1], row[2], row[3]) for row in rows] == [
            ("E120", "2", "B 처리", "many"),
            ("E130", "3", "B 처리", "-4"),
        ]
        assert rows[0][0] == f"E120 {words}"
    assert page.title.get_text().startswith("bad <i>.csv")
    assert not page.select("i, script, link, img, [src]")


def test_a_file_that_fits_several_tables_says_how_to_be_taken_in():
    page = BeautifulSoup(refusal_page("bad.csv", NEXT, UnsureError("bad.csv", ["bonds", "budget"])), "html.parser")
    assert "bonds, budget" in page.select_one("section[lang=ko]").get_text()
    assert "study add bad.csv --edition 2020-10 --table bonds" in page.select_one("section[lang=en]").get_text()


def test_a_character_that_the_font_lacks_keeps_no_page_from_being_written():
    page = refusal_page("🙂.csv", NEXT, UnsureError("🙂.csv", ["bonds"]))
    assert ord("🙂") not in fonts.covered()
    assert "🙂.csv" in BeautifulSoup(page, "html.parser").title.get_text()


def test_another_file_of_a_name_that_was_refused_before_does_not_take_its_place(tiny, inbox):
    for text in (BAD, BAD.replace("many", "much"), BAD):
        drop(inbox / NEXT / "bad.csv", text)
        run(tiny, inbox)
    assert {name for name in files(inbox) if name.startswith(REFUSED)} == {
        f"{REFUSED}/{NEXT}/{name}" for name in ("bad.csv", "bad.csv.html", "bad-2.csv", "bad-2.csv.html")
    }


def test_a_page_never_takes_the_place_of_a_refused_file(tiny, inbox):
    for name in ("bad.csv.html", "bad.csv"):
        drop(inbox / NEXT / name, BAD)
        run(tiny, inbox)
    refused = files(inbox / REFUSED / NEXT)
    assert [name for name, content in refused.items() if content == BAD.encode()] == ["bad.csv.html", "bad-2.csv"]


def test_a_file_dropped_again_changes_nothing_and_is_put_away(tiny, inbox):
    run(tiny, inbox)
    raw = files(tiny / "data")
    drop(inbox / NEXT / "again.csv", GOOD)
    result = run(tiny, inbox)
    assert result.exit_code == 0
    assert f"Already taken into {NEXT}: again.csv" in result.stdout
    assert files(tiny / "data") == raw
    assert files(inbox).keys() == {f"{DONE}/{NEXT}/again.csv", f"{DONE}/{NEXT}/good.csv"}


def test_a_second_run_ends_at_once_and_a_killed_one_leaves_no_lock(tiny, inbox):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tiny)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout.readline() == "held\n"
        result = run(tiny, inbox)
        assert result.exit_code == 1
        assert "A run of this study is under way" in result.stderr
        assert files(inbox).keys() == {f"{NEXT}/good.csv"}
        assert not (tiny / "reports").exists()
    finally:
        holder.kill()
        holder.communicate()
    assert run(tiny, inbox).exit_code == 0


def test_a_plain_run_and_one_from_the_inbox_are_not_made_at_once(tiny):
    with alone(Study(tiny)):
        result = CliRunner().invoke(app, ["run", "--root", str(tiny), "--lang", "en"])
    assert result.exit_code == 1
    assert "under way" in result.stderr


def test_the_lock_is_free_again_after_an_error(tiny):
    with pytest.raises(ZeroDivisionError), alone(Study(tiny)):
        raise ZeroDivisionError
    with alone(Study(tiny)), pytest.raises(RunningError), alone(Study(tiny)):
        pass


def test_a_failed_run_leaves_the_last_good_reports_and_word_for_the_operator(tiny, inbox):
    run(tiny, inbox)
    good = files(tiny / "reports" / NEXT)
    write(tiny, NAME, small_notebook("하나?", "One?", code("assert rate > 1, 'the rate is <low>'")))
    assert run(tiny, inbox).exit_code == 1
    assert files(tiny / "reports" / NEXT) == good
    page = BeautifulSoup((tiny / "reports" / "failure.html").read_text("utf-8"), "html.parser")
    assert "the rate is <low>" in page.select_one("section[lang=ko]").get_text()
    assert "stopped at cell 4" in page.select_one("section[lang=en]").get_text()
    for name in (NEXT, INBOX):  # for `study digest`, with paths that no machine has part in
        [problem] = read_problems(Study(tiny), name)
        assert "stopped at cell 4" in problem.words.en
        assert f": reports/failed/{NEXT}/en/{NAME}.ipynb" in problem.words.ko
    write(tiny, NAME, small_notebook("하나?", "One?", results={"tiny.one": "rate"}))
    assert run(tiny, inbox).exit_code == 0
    assert not (tiny / "reports" / "failure.html").exists()
    assert not [*read_problems(Study(tiny), NEXT), *read_problems(Study(tiny), INBOX)]


def test_an_edition_whose_reports_failed_is_made_again_though_a_newer_one_came(tiny, inbox):
    write(tiny, NAME, small_notebook("하나?", "One?", code("assert edition != '2020-10'")))
    assert run(tiny, inbox).exit_code == 1
    write(tiny, NAME, small_notebook("하나?", "One?"))
    drop(inbox / "2020-11" / "next.csv", "월,처리\n2020-10,200\n")
    assert run(tiny, inbox).exit_code == 0
    assert {path.name for path in (tiny / "reports").iterdir()} == {".cache", NEXT, "2020-11", "index.html"}


def test_a_file_that_takes_the_place_of_a_taken_one_meanwhile_waits_for_the_next_run(tiny, inbox):
    waiting = inbox / NEXT / "good.csv"
    later = GOOD + "2020-10,180\n"
    write(tiny, NAME, small_notebook("하나?", "One?", code(f"open({str(waiting)!r}, 'w').write({later!r})")))
    result = run(tiny, inbox)
    assert "another file took its place meanwhile" in result.stderr
    assert files(inbox) == {f"{NEXT}/good.csv": later.encode()}


def test_a_file_that_is_still_being_copied_stays_for_the_next_run(tiny, inbox, monkeypatch):
    from analysis.publish.commands import inbox_folder as box

    real, waiting = box.take_in, drop(inbox / NEXT / "a.csv", BAD)

    def slowly(study, edition, path):
        if path == waiting:
            drop(waiting, BAD + "2020-10,1\n")
        real(study, edition, path)

    monkeypatch.setattr(box, "take_in", slowly)
    result = run(tiny, inbox)
    assert result.exit_code == 1
    assert "a.csv: it is still being copied" in result.stderr
    assert files(inbox).keys() == {f"{NEXT}/a.csv", f"{DONE}/{NEXT}/good.csv"}


def test_a_file_that_breaks_the_program_holds_up_no_other(tiny, inbox, monkeypatch):
    from analysis.publish.commands import inbox_folder as box

    real = box.take_in

    def fragile(study, edition, path):
        if path.name == "a.csv":
            raise RuntimeError("out of order")
        real(study, edition, path)

    monkeypatch.setattr(box, "take_in", fragile)
    drop(inbox / NEXT / "a.csv", BAD)
    result = run(tiny, inbox)
    assert result.exit_code == 1
    assert "a.csv was not taken in and stays in the inbox. An error of the program: RuntimeError" in result.stderr
    assert files(inbox).keys() == {f"{NEXT}/a.csv", f"{DONE}/{NEXT}/good.csv"}


@pytest.mark.parametrize("folder", ["data/processed", "reports"])
def test_a_whole_folder_that_was_taken_out_of_its_place_comes_back(tiny, folder):
    old = drop(tiny / folder / f".{EDITION}-abcd_123" / "old" / "index.html", "whole").parent
    drop(old.with_name("fresh") / "index.html", "new")
    drop(tiny / folder / f".{NEXT}-abcd_124" / "fresh" / "index.html", "half")
    clear(Study(tiny))
    assert files(tiny / folder) == {f"{EDITION}/index.html": b"whole"}


def test_a_lock_that_a_killed_kernel_left_on_the_list_of_fonts_is_removed(tiny):
    drop(tiny / "reports" / ".cache" / "fontlist.json.matplotlib-lock", "")
    drop(tiny / "reports" / ".cache" / "fontlist.json", "{}")
    clear(Study(tiny))
    assert files(tiny / "reports").keys() == {".cache/fontlist.json"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork, by which runs are started to be killed")
def test_killed_at_any_moment_nothing_is_lost_or_doubled(tiny, inbox, tmp_path):
    """At a dozen moments, seeded, each before a change that the run makes to a file; the run after it ends the work."""
    drop(inbox / NEXT / "bad.csv", BAD)
    drop(inbox / NEXT / "more.csv", GOOD.replace("월", "Month").replace("처리", "Decisions"))
    copies = [tmp_path / f"copy-{number}" for number in range(MOMENTS // KILLS_A_STUDY + 1)]
    for copy in copies:
        shutil.copytree(tiny, copy / "study")
        shutil.copytree(inbox, copy / "inbox")
    undisturbed, *killed = copies
    [[code, changes]] = runs([start(undisturbed)])
    assert code == 1  # for the refused file
    moments = [random.Random(20200901 + number).randrange(changes) for number in range(MOMENTS)]
    of_each = [moments[at : at + KILLS_A_STUDY] for at in range(0, MOMENTS, KILLS_A_STUDY)]
    calls = [start(copy, at) for copy, own in zip(killed, of_each, strict=True) for at in (*own, None)]
    ended = runs(calls)
    codes = [code for (code, _), call in zip(ended, calls, strict=True) if call["kill_at"] is not None]
    assert codes.count(-9) >= MOMENTS // 2  # a start that has less left to do may end before its moment
    for copy in killed:
        assert files(copy / "inbox").keys() == files(undisturbed / "inbox").keys()
        for folder in ("inbox", "study/data", f"study/reports/{NEXT}"):
            assert files(copy / folder) == files(undisturbed / folder), (copy.name, folder)
        assert not [path for path in (copy / "study").rglob(".*") if path.name not in {".lock", ".cache"}]


def start(copy: Path, kill_at: int | None = None) -> dict:
    root = copy / "study"
    # A run that is to be killed has all to do; the one after it what the killed ones left undone.
    forced = [] if kill_at is None else ["--force"]
    return {"arguments": [*arguments(root, copy / "inbox"), *forced], "root": str(copy), "kill_at": kill_at}


def runs(calls: list[dict]) -> list[list[int]]:
    """The code of each run and the number of its changes, in a process without pytest's threads."""
    program = Path(__file__).with_name("killed_runs.py")
    ended = subprocess.run(
        [sys.executable, str(program)], input=json.dumps(calls), capture_output=True, text=True, check=True
    )
    return json.loads(ended.stdout)
