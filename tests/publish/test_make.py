import json
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest
from tiny_study import EDITION, NAME, OTHER, code, make_study, small_notebook, write

from analysis.book import other_books
from analysis.data.editions import Study
from analysis.data.process import process_edition
from analysis.publish.commands.run import process_changed
from analysis.publish.make import Outcome, make
from analysis.publish.run.errors import CallError, ReportError
from analysis.publish.run.folders import put_in_place
from analysis.publish.run.jobs import Manner, plan

SLEEP = "import time; time.sleep(600)"
PAGES = ["en/{}.html", "en/{}.ipynb", "ko/{}.html", "ko/{}.ipynb"]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def results(study: Study) -> dict:
    return json.loads((study.reports(EDITION) / "results.json").read_text("utf-8"))["results"]


def run(study: Study, wanted=(), languages=("ko", "en"), workers=2) -> Outcome:
    process_edition(study, EDITION)
    return make(study, EDITION, plan(study, EDITION, {}, wanted, languages), Manner(workers))


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Study:
    """A study that was made once and is only read."""
    study = Study(make_study(tmp_path_factory.mktemp("whole")))
    assert not run(study).failures
    return study


@pytest.fixture
def small(tmp_path) -> Study:
    """A study of two notebooks that import nothing, to be run and broken."""
    study = Study(make_study(tmp_path))
    write(tmp_path, NAME, small_notebook("하나?", "One?", results={"tiny.one": "rate"}))
    write(tmp_path, OTHER, small_notebook("둘?", "Two?", results={"tiny.two": "rate * 2"}))
    return study


def test_a_run_makes_every_page_the_index_and_the_results(whole):
    pages = [page.format(name) for name in (NAME, OTHER) for page in PAGES]
    names = sorted([*pages, "claims.json", "index.html", "manifest.json", "record.json", "results.json"])
    assert sorted(contents(whole.reports(EDITION))) == names


def test_a_run_leaves_nothing_else_behind(whole):
    assert sorted(path.name for path in whole.reports(EDITION).parent.iterdir()) == [".cache", EDITION, "index.html"]


def test_results_hold_what_both_notebooks_recorded(whole):
    assert {name: (one["value"], one["notebook"]) for name, one in results(whole).items()} == {
        "tiny.pace": (0.25, OTHER),
        "tiny.ratio": (207 / 105, NAME),
    }


def test_the_index_lists_every_report_in_both_languages_with_its_findings(whole):
    text = (whole.reports(EDITION) / "index.html").read_text("utf-8")
    for part in (
        "ko/01_output.html",
        "en/01_output.html",
        "Did output rise after the campaign?",
        "1.97배",
        "1.97 times",
    ):
        assert part in text


def test_a_second_run_on_one_worker_gives_the_same_bytes(whole, tmp_path):
    study = Study(make_study(tmp_path))
    run(study, workers=1)
    assert contents(study.reports(EDITION)) == contents(whole.reports(EDITION))


def test_no_more_notebooks_run_at_once_than_there_are_workers(small):
    noted = small.root / "times"
    source = f"""import time
begun = time.monotonic()
time.sleep(0.2)
with open({str(noted)!r}, "a") as out:
    print(begun, time.monotonic(), file=out)"""
    write(small.root, NAME, small_notebook("하나?", "One?", code(source)))
    write(small.root, OTHER, small_notebook("둘?", "Two?", code(source)))
    assert not run(small, workers=1).failures
    times = sorted(tuple(map(float, line.split())) for line in noted.read_text().splitlines())
    assert len(times) == 4
    assert all(end <= begun for (_, end), (begun, _) in pairwise(times))


def test_a_failing_notebook_stops_no_other_and_the_reports_are_marked_incomplete(small):
    run(small)
    write(small.root, NAME, small_notebook("하나?", "One?", code("1 / 0")))
    heard = []
    process_edition(small, EDITION)
    outcome = make(
        small,
        EDITION,
        plan(small, EDITION, {}),
        Manner(2, force=True),
        lambda job, error: heard.append((job.place, bool(error))),
    )
    assert sorted(heard) == [
        ("01_output (en)", True),
        ("01_output (ko)", True),
        ("02_pace (en)", False),
        ("02_pace (ko)", False),
    ]
    assert [failure.job.place for failure in outcome.failures] == ["01_output (en)", "01_output (ko)"]
    assert outcome.published
    folder = small.reports(EDITION)
    assert not list(folder.glob(f"*/{NAME}.*"))
    made = json.loads((folder / "results.json").read_text("utf-8"))
    assert (list(made["results"]), made["missing"]) == (["tiny.two"], [NAME])
    for page in (folder / "index.html", folder.parent / "index.html"):
        assert "Incomplete: 1 of the notebooks (01_output)" in page.read_text("utf-8")
    kept = small.root / "reports" / "failed" / EDITION / "ko" / "01_output.ipynb"
    assert outcome.failures[1].kept == kept
    assert "An Exception was encountered" in kept.read_text("utf-8")


def test_a_run_in_which_every_notebook_fails_changes_no_report(small):
    run(small)
    before = contents(small.reports(EDITION))
    write(small.root, NAME, small_notebook("하나?", "One?", code("1 / 0")))
    outcome = run(small, wanted=[NAME])
    assert (outcome.published, contents(small.reports(EDITION))) == (False, before)


def test_a_failed_notebook_is_forgotten_once_it_runs(small):
    write(small.root, NAME, small_notebook("하나?", "One?", code("1 / 0")))
    assert len(run(small).failures) == 2
    write(small.root, NAME, small_notebook("하나?", "One?"))
    assert not run(small).failures
    assert not (small.root / "reports" / "failed").exists()
    assert "Incomplete" not in (small.reports(EDITION) / "index.html").read_text("utf-8")


def test_a_failed_notebook_that_is_gone_is_missing_no_more_and_a_scratch_pad_never_is(small):
    write(small.root, "03_more", small_notebook("셋?", "Three?", code("1 / 0")))
    write(small.root, "Untitled", small_notebook("넷?", "Four?")).write_text('{"cells": []}', "utf-8")
    assert {failure.job.name for failure in run(small).failures} == {"03_more"}
    (small.root / "notebooks" / "03_more.ipynb").unlink()
    assert not run(small).failures
    assert not (small.root / "reports" / "failed").exists()
    assert "missing" not in json.loads((small.reports(EDITION) / "results.json").read_text("utf-8"))
    assert [book.name for book in other_books(NAME, small.root)] == [OTHER]


def test_a_page_that_may_not_be_published_is_a_failure_of_its_notebook(small):
    bare = code("from IPython.display import display\ndisplay({'text/html': '<img src=\"a.png\">'}, raw=True)")
    write(small.root, NAME, small_notebook("하나?", "One?", bare))
    outcome = run(small, languages=("ko",))
    assert [failure.error.words.en for failure in outcome.failures] == [
        '01_output, cell 4: a picture has no alternative text: report.picture(ax, ko="…", en="…", alt=("…", "…"))'
    ]
    assert outcome.failures[0].kept.is_file()


def test_a_run_of_one_notebook_keeps_the_other_reports_and_results(small):
    run(small)
    before = contents(small.reports(EDITION))
    write(small.root, NAME, small_notebook("하나?", "One?", results={"tiny.one": "rate * 2"}))
    outcome = run(small, wanted=[NAME])
    after = contents(small.reports(EDITION))
    assert {name for name in after if after[name] != before[name]} == {
        *(page.format(NAME) for page in PAGES),
        "manifest.json",
        "record.json",
        "results.json",
    }
    assert {name: one["value"] for name, one in results(small).items()} == {"tiny.one": 0.5, "tiny.two": 0.5}
    assert not outcome.notes


def test_a_run_of_one_language_names_the_reports_it_has_outdated(small):
    run(small)
    write(small.root, NAME, small_notebook("하나?", "One?", results={"tiny.one": "rate * 2"}))
    outcome = run(small, wanted=[NAME], languages=("en",))
    assert results(small)["tiny.one"]["value"] == 0.5
    assert [note.en.split(",")[0] for note in outcome.notes] == ["01_output (ko)"]


def test_a_whole_run_drops_the_reports_of_notebooks_that_are_gone(small):
    run(small)
    (small.root / "notebooks" / f"{OTHER}.ipynb").unlink()
    run(small)
    assert not list(small.reports(EDITION).glob(f"*/{OTHER}.*"))


def test_notebooks_that_disagree_on_a_result_change_no_report(small):
    run(small)
    before = contents(small.reports(EDITION))
    write(small.root, OTHER, small_notebook("둘?", "Two?", results={"tiny.one": "rate * 2"}))
    with pytest.raises(ReportError, match=r"Result tiny\.one differs"):
        run(small)
    assert contents(small.reports(EDITION)) == before
    assert sorted(path.name for path in (small.root / "reports").iterdir()) == [".cache", EDITION, "index.html"]


def test_the_old_reports_come_back_where_the_new_cannot_be_put_in_place(tmp_path):
    target, missing = tmp_path / EDITION, tmp_path / "aside" / "fresh"
    target.mkdir()
    missing.parent.mkdir()
    (target / "index.html").write_text("old")
    with pytest.raises(FileNotFoundError):
        put_in_place(missing, target)
    assert (target / "index.html").read_text() == "old"


def test_a_study_without_notebooks_takes_those_of_the_program(tmp_path, project):
    study = Study(make_study(tmp_path))
    for path in (study.root / "notebooks").iterdir():
        path.unlink()
    assert {job.notebook.parent for job in plan(study, EDITION, {})} == {project / "notebooks"}


def test_an_unknown_notebook_is_answered_with_the_nearest(small):
    with pytest.raises(CallError, match="no notebook '01_outptu'; the nearest is 01_output"):
        plan(small, EDITION, {}, ["01_outptu"])


def test_a_notebook_may_be_named_by_its_file(small):
    assert {job.name for job in plan(small, EDITION, {}, [f"notebooks/{NAME}.ipynb"])} == {NAME}


def hears_interrupts() -> None:
    """In a process that is started: pytest itself may run where they are ignored, as in the background of a shell."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupt_ends_a_run_at_once_and_leaves_the_reports_alone(tmp_path):
    mark = tmp_path / "begun"
    write(make_study(tmp_path), NAME, small_notebook("하나?", "One?", code(f"open({str(mark)!r}, 'w')\n{SLEEP}")))
    call = [sys.executable, "-m", "analysis.cli", "run", "--root", str(tmp_path), "--lang", "en"]
    running = subprocess.Popen(call, stderr=subprocess.PIPE, text=True, preexec_fn=hears_interrupts)
    while not mark.exists() and running.poll() is None:
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)  # the cell alone would take ten minutes
    assert running.returncode == 130
    assert "Stopped; the reports are as they were." in said
    assert not (tmp_path / "reports" / EDITION).exists()


def test_earlier_editions_that_are_not_processed_yet_are_so_before_a_later_one_runs(tmp_path):
    study = Study(make_study(tmp_path, editions=(EDITION, "2020-10")))
    assert process_changed(study, "2020-10", "en") == []
    assert all((study.processed(one) / "figures.csv").is_file() for one in study.editions())
