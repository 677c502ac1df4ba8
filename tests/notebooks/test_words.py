"""Words that readers stumbled over do not come back, in notebooks, in what the package says or on its pages."""

import re

import pytest
from bs4 import BeautifulSoup
from copies import EDITION, PROJECT
from notebooks.books import FROZEN, NOTEBOOKS

# Word by word: what stood there, and what stands for it now.
GONE = {
    "인쇄된 값": "보고서 수록값", "견주": "비교", "많아야": "최대", "적어도": "최소", "지난 판": "전월 보고",
    "흔들리는가": "가정 변화에 따른 민감도", "이름대로의 확률": "포함확률", "수치 감사": "정합성 점검",
    "foretold": "predicted", "hangs on": "depends on", "hang on": "depend on", "95% range": "95% confidence interval",
    "95% 범위": "95% 신뢰구간", "prediction range": "prediction interval", "예측범위": "예측구간",
    " decisions a meeting": " decisions per meeting", "견줄": "비교", "견준": "비교", "셈법": "산정 방식",
    "어림하지": "반올림하지", "층위": "체계", "감사 결과": "점검 결과",
    "말할 수 없는 것": "해석상 한계", "짧으면 ": "하한", "스스로 맞는가": "검산",
    "닫힌 중증병상": "신규 확진자 이용 불가 중증병상", "로그로 나누면": "산술상", "foretell": "predict",
    "sampling luck": "sampling error", "told apart by": "distinguishable by",
    "hold the truth": "contain the true value", "taken back by": "offset by", "most so far": "the better period's mean",
    "불리하게 보": "비가 가장 작아지도록 가정", "자리가 하나 틀": "자리가 한 단위 틀", "숫자는 서로 맞는가": "검산",
    "fund that shrinks": "smaller fund", "cases pile up": "cases accumulate",
}  # fmt: skip
REGISTERS = sorted((FROZEN / "data").rglob("*.yaml"))
SAID = sorted((PROJECT / "src" / "analysis").rglob("*.py")) + sorted((PROJECT / "src" / "analysis").rglob("*.yaml"))


def strings(text):
    """What stands in quotes, on one line."""
    return " ".join(re.findall(r"\"([^\"\n]*)\"", text))


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_no_notebook_says_a_word_that_is_gone(name):
    text = (FROZEN / "notebooks" / f"{name}.ipynb").read_text("utf-8")
    assert {word: instead for word, instead in GONE.items() if word in text} == {}


def test_no_register_says_a_word_that_is_gone():
    """Pages take their words from notebooks, the package and the registers."""
    found = {(path.name, word) for path in REGISTERS for word in GONE if word in path.read_text("utf-8")}
    assert found == set()


def test_nothing_that_the_package_says_is_a_word_that_is_gone():
    found = {(path.name, word) for path in SAID for word in GONE if word in strings(path.read_text("utf-8"))}
    assert found == set()


def read(page):
    """What a reader of a page is shown, without its code, with one space wherever it breaks."""
    soup = BeautifulSoup(page, "html.parser")
    for unread in soup.select(".highlight, style, script"):
        unread.decompose()
    return " ".join(soup.get_text().split())


def test_what_is_read_is_text_across_its_marks_and_lines_but_no_code():
    page = '<style>.a{}</style><p>hangs\n<b>on</b> it</p><div class="highlight">foretold</div>'
    assert read(page) == "hangs on it"


def test_no_page_shows_a_word_that_is_gone(whole_study):
    pages = sorted((whole_study / "reports" / EDITION).rglob("*.html"))
    assert {path.stem for path in pages} >= {*NOTEBOOKS, "index"}
    shown = {path: read(path.read_text("utf-8")) for path in pages}
    assert {(path.name, word) for path, text in shown.items() for word in GONE if word in text} == set()
