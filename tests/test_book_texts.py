"""Texts of a notebook: both languages in one cell, one of them to read."""

import pytest

from analysis.book_texts import in_language, one_cell, shown_in, text_in
from analysis.words import LANGUAGES, Words

TREND = Words(
    "## 추세\n\n앞말\n\n$$y = a\n+ bt$$\n\n$b$는 기울기", "## Trend\n\nBefore\n\n$$y = a\n+ bt$$\n\n$b$ is the slope"
)


def pair(words, *tags):
    return [
        {"cell_type": "markdown", "metadata": {"tags": [f"lang-{lang}", *tags]}, "source": words[lang]}
        for lang in LANGUAGES
    ]


@pytest.mark.parametrize("shown", LANGUAGES)
@pytest.mark.parametrize("words", [TREND, Words("가", "a"), Words("$$x$$\n\n가", "$$x$$\n\na")])
def test_a_cell_gives_back_each_of_its_languages_and_has_each_formula_once(words, shown):
    source = one_cell(words, shown)
    assert Words(*(in_language(source, lang) for lang in LANGUAGES)) == words
    assert source.count("$$") == words.ko.count("$$")


def test_a_pair_of_cells_becomes_one_that_can_be_turned_and_back():
    korean = shown_in(pair(TREND, "appendix"), "ko")
    assert [(one["metadata"], one["source"].splitlines()[0]) for one in korean] == [
        ({"tags": ["lang-ko", "lang-en", "appendix"]}, "## 추세")
    ]
    english = shown_in(korean, "en")
    assert english[0]["source"].startswith("## Trend\n\nBefore\n\n<!-- ko\n## 추세")
    assert shown_in(english, "ko") == korean


@pytest.mark.parametrize("words", [Words("$$x$$", "$$y$$"), Words("가\n\n$$x$$", "$$x$$"), Words("가", "a\n-->")])
def test_cells_that_cannot_be_one_stay_two(words):
    other = pair(words)
    assert shown_in(other, "ko") == other
    assert [text_in(cell, "en") for cell in other] == [None, words.en]
