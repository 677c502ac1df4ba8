import json
from pathlib import Path

import nbformat
import pytest
from tiny_study import EDITION, code, markdown, notebook, small_notebook, write

from analysis.publish.run.committed import main as execute_committed
from analysis.publish.run.errors import ReportError
from analysis.publish.run.execute import NotebookError, execute
from analysis.publish.run.jobs import Job
from analysis.publish.run.notebooks import read_notebook, settle
from analysis.publish.run.workplace import workplace


@pytest.fixture
def environment(tmp_path):
    with workplace(tmp_path, tmp_path / "cache") as environment:
        yield environment


def job_of(root: Path, *cells, lang="ko", **parameters) -> Job:
    return Job(write(root, "01_any", small_notebook("무엇인가?", "What?", *cells)), EDITION, lang, parameters)


def texts(book) -> list[str]:
    return [output.get("text", "").strip() for cell in book.cells for output in cell.get("outputs", [])]


def test_a_notebook_is_given_edition_language_and_its_parameters(tmp_path, environment):
    job = job_of(tmp_path, code("print(edition, lang, rate, note)"), lang="en", rate=0.3, note='"; raise SystemExit; "')
    assert texts(execute(job, tmp_path / "out.ipynb", environment)) == ['2020-09 en 0.3 "; raise SystemExit; "']


def test_equal_inputs_give_equal_bytes(tmp_path, environment):
    job = job_of(tmp_path, code("print(sorted({'a', 'b'}), {'a', 'b', 'c'}, hash('a'))"))
    for name in ("one", "two"):
        execute(job, tmp_path / f"{name}.ipynb", environment)
    assert (tmp_path / "one.ipynb").read_bytes() == (tmp_path / "two.ipynb").read_bytes()


def test_an_executed_notebook_carries_nothing_of_its_run(tmp_path, environment):
    book = execute(job_of(tmp_path), tmp_path / "out.ipynb", environment)
    assert not {"papermill", "execution"} & {key for cell in book.cells for key in cell.metadata}
    assert book.metadata.kernelspec.name == "python3"
    assert set(book.metadata) == {"kernelspec", "language_info"}
    assert "version" not in book.metadata.language_info


def test_a_notebook_runs_in_its_own_folder_and_knows_the_study(tmp_path, environment):
    seen = execute(
        job_of(tmp_path, code("import os\nprint(os.getcwd(), os.environ['STUDY_ROOT'])")),
        tmp_path / "o.ipynb",
        environment,
    )
    assert texts(seen) == [f"{tmp_path / 'notebooks'} {tmp_path}"]


def test_a_folder_with_braces_in_its_name_is_no_template(tmp_path, environment):
    out = tmp_path / "{lang}" / "out.ipynb"
    out.parent.mkdir()
    execute(job_of(tmp_path), out, environment)
    assert out.is_file()


def test_the_home_folder_is_neither_read_nor_written(tmp_path, monkeypatch):
    home = tmp_path / "home"
    startup = home / ".ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "first.py").write_text("raise SystemExit")
    before = sorted(home.rglob("*"))
    monkeypatch.setenv("HOME", str(home))
    with workplace(tmp_path, tmp_path / "cache") as environment:
        cell = code("import os\nprint(os.environ['MPLCONFIGDIR'])")
        seen = texts(execute(job_of(tmp_path, cell), tmp_path / "out.ipynb", environment))
    assert seen == [str(tmp_path / "cache")]
    assert sorted(home.rglob("*")) == before


def test_a_failing_notebook_is_kept_with_its_banner_and_its_cell_is_named(tmp_path, environment):
    job = job_of(tmp_path, code("1 + 1"), code("# divides\n1 / 0"), code("print('never')"))
    with pytest.raises(NotebookError) as caught:
        execute(job, tmp_path / "out.ipynb", environment)
    assert caught.value.cell == 5
    assert read_notebook(job.notebook).cells[4].source == "# divides\n1 / 0"
    assert caught.value.message == "ZeroDivisionError: division by zero"
    assert "01_any (ko)" in caught.value.words.ko
    kept = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert "An Exception was encountered" in kept.cells[0].source
    assert "never" not in texts(kept)


def test_a_failure_before_the_parameters_is_counted_as_its_author_counts(tmp_path, environment):
    path = write(tmp_path, "01_any", notebook(code("1 / 0"), *small_notebook("가", "a").cells))
    with pytest.raises(NotebookError) as caught:
        execute(Job(path, EDITION, "ko"), tmp_path / "out.ipynb", environment)
    assert caught.value.cell == 1


def test_a_process_that_dies_is_reported_as_a_failure_of_the_cell_it_died_in(tmp_path, environment):
    job = job_of(tmp_path, code("print('before')"), code("import os\nos._exit(3)"))
    with pytest.raises(NotebookError, match="the process that ran it ended") as caught:
        execute(job, tmp_path / "out.ipynb", environment)
    assert caught.value.cell == 5
    assert "셀을 실행하던 프로세스가 끝나 버렸다" in caught.value.words.ko
    assert "before" in texts(nbformat.read(tmp_path / "out.ipynb", as_version=4))


@pytest.mark.parametrize("ending", ["import sys\nsys.exit(0)", "raise SystemExit", "exit()"])
def test_a_notebook_that_ends_early_has_not_run(tmp_path, environment, ending):
    with pytest.raises(NotebookError, match="SystemExit") as caught:
        execute(job_of(tmp_path, code(ending), code("print('never')")), tmp_path / "out.ipynb", environment)
    assert caught.value.cell == 4


def test_a_file_that_is_no_notebook_is_refused_by_name(tmp_path):
    for text in ("", "[]", "{}", '{"cells": [1], "metadata": {}, "nbformat": 4}'):
        (tmp_path / "odd.ipynb").write_text(text)
        with pytest.raises(ReportError, match=r"odd\.ipynb is no notebook, or broken"):
            read_notebook(tmp_path / "odd.ipynb")


def test_a_cell_without_id_is_named_by_its_place(tmp_path):
    book = json.loads(nbformat.writes(notebook(markdown("a"), code("b"))))
    for cell in book["cells"]:
        del cell["id"]
    (tmp_path / "old.ipynb").write_text(json.dumps({**book, "nbformat_minor": 4}))
    assert [cell["id"] for cell in read_notebook(tmp_path / "old.ipynb").cells] == ["cell-001", "cell-002"]


def test_settling_keeps_the_authors_tags_and_ids():
    book = settle(notebook(code("a", "wide"), markdown("b")))
    assert [cell["id"] for cell in book.cells] == ["cell-001", "cell-002"]
    assert book.cells[0].metadata == {"tags": ["wide"]}


def test_committed_notebooks_are_executed_in_place_and_written_only_when_they_change(tmp_path, capsys):
    path = write(tmp_path, "01_any", small_notebook("무엇인가?", "What?", code("print(rate)")))
    assert execute_committed(tmp_path / "notebooks") == 0
    book = nbformat.read(path, as_version=4)
    assert texts(book) == ["0.25"]
    assert all(cell.execution_count for cell in book.cells if cell.cell_type == "code")
    written = path.stat().st_mtime_ns
    assert execute_committed(tmp_path / "notebooks") == 0
    assert path.stat().st_mtime_ns == written
    assert capsys.readouterr().out == "01_any.ipynb: written\n01_any.ipynb: unchanged\n"


def test_a_committed_notebook_that_fails_is_left_as_it_was(tmp_path, capsys):
    path = write(tmp_path, "01_any", small_notebook("무엇인가?", "What?", code("1 / 0")))
    before = path.read_bytes()
    assert execute_committed(tmp_path / "notebooks") == 1
    assert path.read_bytes() == before
    assert "stopped at cell 4" in capsys.readouterr().out


def test_a_notebook_whose_results_are_not_in_its_outputs_has_not_run(tmp_path, environment):
    silent = "class report:\n    recorded = staticmethod(lambda: None)"
    job = job_of(tmp_path, code(silent), code("report.recorded()"))
    with pytest.raises(NotebookError, match=r"stopped at cell 5(.|\n)*carries no results"):
        execute(job, tmp_path / "out.ipynb", environment)
