"""What the cells of a notebook keep to, and what is said of those that do not."""

import json

import pytest
from notebooks.books import FROZEN, NOTEBOOKS

from analysis.publish.run.rules import broken_rules


def notebook(*sources, tags=()):
    cells = [{"cell_type": "code", "metadata": {"tags": list(tags)}, "source": source} for source in sources]
    return json.dumps({"cells": cells}).encode()


def said(*sources, tags=()):
    return [words.en for words in broken_rules("08_staff", notebook(*sources, tags=tags))]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_committed_notebook_keeps_to_the_rules(name):
    content = (FROZEN / "notebooks" / f"{name}.ipynb").read_bytes()
    assert [words.en for words in broken_rules(name, content)] == []


def test_a_name_that_is_assigned_again_is_told_with_its_first_cell():
    assert said("months = 1", "months = 2") == [
        "08_staff, cell 2: the name months is assigned again (first in cell 1); give it another name."
    ]
    assert said("for one in (1, 2):\n    print(one)", "for one in (3,):\n    print(one)") == []
    assert said("a = [x for x in (1,)]", "b = [x for x in (2,)]") == []


@pytest.mark.parametrize("change", ['frame["x"] = 1', "frame.sort_values('x', inplace=True)", "frame.append(1)"])
def test_a_change_of_what_another_cell_made_is_told(change):
    assert "is changed in place" in said("frame = 1", change)[0]
    assert said(f"frame = 1\n{change}") == []


@pytest.mark.parametrize("call", [
    'report.claim("x", kind="fact", holds=True, ko=("월 205.7건.", "{n}"), en=("{n}.", "{n}"), n=n)',
    'report.say("205.7건", "cases")',
    'Words("205.7건", "cases")',
    'report.chart(ko="{n}", en="{n}", alt=("205.7건", "cases"), n=n)',
    'report.show(frame, ko="a", en="b", columns={"x": ("205.7건", "cases")})',
])  # fmt: skip
def test_a_number_typed_into_a_sentence_is_told(call):
    assert "the number 205.7 is typed into a sentence" in said(call)[0]


def test_numbers_by_name_levels_of_intervals_and_keys_are_no_typed_numbers():
    assert said('report.say("{n:.1}건(95% 신뢰구간 {n:.1range})", "COVID-19 {n}", n=n)') == []
    assert said('Words(labels["2020"].ko, "x")') == []


def test_a_mistyped_tag_and_a_section_in_one_language_are_told():
    assert "unknown tag lang_en" in said("1", tags=["lang_en"])[0]
    cells = [
        {"cell_type": "markdown", "metadata": {"tags": [f"lang-{lang}"]}, "source": source}
        for lang, source in (("ko", "# 제목"), ("en", "# Title"), ("ko", "## 절"))
    ]
    words = broken_rules("08_staff", json.dumps({"cells": cells}).encode())
    assert [one.ko for one in words] == [
        "08_staff: 제목 수가 언어에 따라 다르다(한국어 2, 영어 1). 한 언어에만 있는 절: 절"
    ]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("글", "cell 1: the text is in one language alone; write the other between the lines '<!-- en' and '-->'."),
        ("Text", "cell 1: the text is in one language alone; write the other between the lines '<!-- ko' and '-->'."),
        ("글\n<!-- eng\nText\n-->", "cell 1: a comment is no translation as it stands"),
        ("글\n<!-- en\nText -->", "cell 1: a comment is no translation as it stands"),
        ("<!-- ko\n글\n-->\n<!-- en\nText\n-->", "cell 1: both languages stand in comments"),
        ("글\n\n<!-- en\n## Text\n-->", "the languages have different headings (Korean 0, English 1)"),
        ("글\n\n<!-- en\nText\n-->\n\n$$x = 1$$", None),
        ("$$x = 1$$", None),
    ],
)
def test_a_text_whose_other_language_is_missing_or_not_readable_is_told(source, told):
    cell = {"cell_type": "markdown", "metadata": {}, "source": source}
    words = broken_rules("08_staff", json.dumps({"cells": [cell]}).encode())
    assert [told in one.en for one in words] == [True] * bool(told)


def rules_on(*cells):
    """What is said, in both languages, of cells given as tag and source."""
    made = [{"cell_type": "code", "metadata": {"tags": [tag] * bool(tag)}, "source": text} for tag, text in cells]
    found = broken_rules("08_staff", json.dumps({"cells": made}).encode())
    return [(words.ko, words.en) for words in found]


def test_a_mistyped_parameter_is_told_with_the_name_that_the_cells_use():
    cells = ("parameters", 'lang = "ko"\nraet: float = 0.25'), ("", "total = 100 * rate")
    assert rules_on(*cells) == [(
        "08_staff 1번째 셀: 매개변수 raet을(를) 쓰는 셀이 없다. 셀이 쓰는 이름은 rate이다.",
        "08_staff, cell 1: no cell uses the parameter raet; what the cells use is rate.",
    )]  # fmt: skip


def test_a_parameter_that_no_cell_uses_is_told():
    assert rules_on(("parameters", "window: int = 7"), ("", "print(len([1]))")) == [(
        "08_staff 1번째 셀: 매개변수 window을(를) 쓰는 셀이 없다. 이름을 바로잡거나 지운다.",
        "08_staff, cell 1: no cell uses the parameter window; mend its name or remove it.",
    )]  # fmt: skip
    assert rules_on(("parameters", "window: int = 7"), ("page", "print(window)")) == []


def test_a_cell_that_only_asserts_is_told():
    assert rules_on(("", "assert 1 + 1 == 2\nassert True")) == [(
        "08_staff 1번째 셀: assert만 있는 셀은 읽을 것이 없다. 시험(tests/notebooks)으로 옮긴다.",
        "08_staff, cell 1: a cell that only asserts has nothing to read; move it to a test in tests/notebooks.",
    )]  # fmt: skip


def test_a_number_that_was_only_looked_up_is_told():
    assert rules_on(("", "report.where(205.7)")) == [(
        "08_staff 1번째 셀: report.where는 찾아볼 때만 쓴다. 셀을 지운다.",
        "08_staff, cell 1: report.where is for looking something up; remove the cell.",
    )]  # fmt: skip
