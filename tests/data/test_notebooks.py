import json

import pytest

from analysis.data.notebooks import notebooks_in, scratch_in

TAKING = json.dumps({"cells": [{"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": ""}]})
EMPTY = json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.mark.parametrize(
    ("name", "content", "is_one"),
    [
        ("08_staff", TAKING, True),
        ("08_staff", EMPTY, True),  # its cell of parameters was lost: that is told, no report is missing in silence
        ("08_staff", "broken", True),
        ("staff", TAKING, True),
        ("08_other-Copy1", TAKING, True),  # of no notebook that is there
        ("Untitled", EMPTY, False),
        ("Untitled1", "", False),
        ("07_audit-Copy1", TAKING, False),
        ("07_audit (1)", TAKING, False),
        ("07_audit 복사본", TAKING, False),
        ("._07_audit", TAKING, None),
    ],
)
def test_a_notebook_is_told_from_a_scratch_pad_and_a_copy_and_hidden_files_are_neither(tmp_path, name, content, is_one):
    for one, text in {"07_audit": TAKING, name: content}.items():
        (tmp_path / f"{one}.ipynb").write_text(text, "utf-8")
    assert name in [path.stem for path in notebooks_in(tmp_path)] or not is_one
    assert [path.stem for path in scratch_in(tmp_path)] == ([name] if is_one is False else [])
