import json
import os

import pytest
from tiny_study import executed, shown

from analysis.publish.run.errors import ReportError
from analysis.publish.run.notebooks import read_notebook

BOOK = json.dumps(executed(shown("<p>하나</p>")))
SHOWN = '{"text/html": "<p>\\ud558\\ub098</p>"}'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (BOOK, ""),
        (BOOK, "[]"),
        (BOOK, "[" * 5_000),
        (SHOWN, '{"text/html": ["<p>", 0]}'),
        (SHOWN, '{"image/png": {}}'),
        (SHOWN, "3"),
        ('"execution_count": 1', '"execution_count": "../../etc/passwd"'),
        ('"output_type": "display_data"', '"output_type": "x"'),
        ('"source": "show()"', '"source": null'),
    ],
)
def test_what_is_not_of_the_notebook_format_is_refused_before_a_page_is_made_of_it(tmp_path, old, new):
    assert BOOK.count(old) == 1
    path = tmp_path / "01_output.ipynb"
    path.write_text(BOOK.replace(old, new), "utf-8")
    with pytest.raises(ReportError, match="is no notebook, or broken"):
        read_notebook(path)


def test_a_link_that_leads_nowhere_is_refused_in_both_languages(tmp_path):
    (tmp_path / "03_gone.ipynb").symlink_to("nowhere")
    with pytest.raises(ReportError, match="there is no such file or folder") as refused:
        read_notebook(tmp_path / "03_gone.ipynb")
    assert "그런 파일이나 폴더가 없다" in refused.value.words.ko


def test_a_pipe_in_a_notebooks_place_keeps_nobody_waiting(tmp_path):
    os.mkfifo(tmp_path / "03_pipe.ipynb")
    with pytest.raises(ReportError, match="it is no ordinary file"):
        read_notebook(tmp_path / "03_pipe.ipynb")
