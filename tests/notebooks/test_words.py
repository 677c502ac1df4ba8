"""Words that readers stumbled over do not come back, in notebooks or in what the package says."""

import re

import pytest
from copies import PROJECT
from notebooks.books import FROZEN, NOTEBOOKS

# Word by word: what stood there, and what stands for it now.
GONE = {
    "인쇄된 값": "보고서 수록값", "견주": "비교", "많아야": "최대", "적어도": "최소", "지난 판": "전월 보고",
    "흔들리는가": "가정 변화에 따른 민감도", "이름대로의 확률": "포함확률", "수치 감사": "정합성 점검",
    "foretold": "predicted", "hangs on": "depends on", "hang on": "depend on", "95% range": "95% confidence interval",
    "95% 범위": "95% 신뢰구간", "prediction range": "prediction interval", "예측범위": "예측구간",
    " decisions a meeting": " decisions per meeting",
}  # fmt: skip
SAID = sorted((PROJECT / "src" / "analysis").rglob("*.py")) + sorted((PROJECT / "src" / "analysis").rglob("*.yaml"))


def strings(text):
    """What stands in quotes, on one line."""
    return " ".join(re.findall(r"\"([^\"\n]*)\"", text))


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_no_notebook_says_a_word_that_is_gone(name):
    text = (FROZEN / "notebooks" / f"{name}.ipynb").read_text("utf-8")
    assert {word: instead for word, instead in GONE.items() if word in text} == {}


def test_nothing_that_the_package_says_is_a_word_that_is_gone():
    found = {(path.name, word) for path in SAID for word in GONE if word in strings(path.read_text("utf-8"))}
    assert found == set()
