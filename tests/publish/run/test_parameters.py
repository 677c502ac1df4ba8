import pytest
from tiny_study import PARAMETERS, code, notebook, small_notebook

from analysis.data.parameters import Parameter
from analysis.publish.run.errors import CallError, ReportError
from analysis.publish.run.parameters import (
    check_edition_name,
    check_languages,
    check_parameters,
    injected_values,
    parse_setting,
    read_parameters,
    read_value,
)
from analysis.words import Words

RATE = Parameter("rate", float, 0.25, Words("rate", "rate"))
HELD = Parameter("held", float, None, Words("None: as printed", "None: as printed"))
DAYS = Parameter("days", int, 14, Words("days", "days"))
FLAG = Parameter("flag", bool, False, Words("flag", "flag"))
NOTE = Parameter("note", str, "plain", Words("note", "note"))


def parameters_of(source: str):
    both = 'edition = "2020-09"  # edition\nlang = "ko"  # language\n'
    return read_parameters(notebook(code(both + source, "parameters")), "any")


def test_each_parameter_has_its_kind_default_and_meaning_in_both_languages():
    found = read_parameters(small_notebook("가", "a"), "any")
    assert list(found) == ["edition", "lang", "rate", "note"]
    assert found["rate"] == Parameter("rate", float, 0.25, Words("비율", "rate"))
    assert found["note"].kind is str


def test_an_annotation_gives_the_kind_of_a_parameter_without_value():
    found = parameters_of(
        "held: float = None  # None: as printed\nloose: int | None = None  # None: from the register\n"
    )
    assert (found["held"].kind, found["held"].default) == (float, None)
    assert found["loose"].kind is int


def test_a_hash_within_text_is_no_comment():
    assert parameters_of('mark = "#1"  # a mark\n')["mark"] == Parameter("mark", str, "#1", Words("a mark", "a mark"))


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("rate = 0.25\n", "Parameter rate has no comment; write one at the end of its line: # 한국어 / English"),
        ("rate = 1 / 4  # computed\n", "is an expression, '1 / 4'; write a number or a text in quotes."),
        ("rate = [0.25]  # a list\n", "can't have the type 'list'; there are: str, int, float, bool"),
        ("rate = None  # of no kind\n", "write the type, such as rate: float = None"),
        ("import os  # code\n", "'import os' is no parameter; write NAME = VALUE  # comment"),
        ('rate: float = "high"  # of another kind\n', "Parameter rate can't be 'high'; write a number"),
        ("rate: flaot = 1.0  # no type\n", "can't have the type 'flaot'; there are: str, int, float, bool"),
        ("rate = (  # broken\n", "is no Python"),
        ('lang = "de"  # language\n', "There is no language 'de'"),
        ("edition = 2020  # edition\n", "Parameter edition can't be 2020; write text"),
    ],
)
def test_a_cell_that_is_more_than_commented_literals_is_refused_with_what_to_write(line, remedy):
    with pytest.raises(ReportError) as error:
        parameters_of(line)
    assert remedy in error.value.words.en
    assert error.value.words.ko != error.value.words.en


def test_a_notebook_without_the_tagged_cell_is_refused_by_name():
    with pytest.raises(ReportError, match="05_budget has no cell tagged parameters"):
        read_parameters(notebook(code("rate = 1  # one")), "05_budget")


def test_a_notebook_that_takes_no_language_is_refused():
    with pytest.raises(ReportError, match="lacks a parameter that every notebook has: lang"):
        read_parameters(notebook(code('edition = "2020-09"  # edition', "parameters")), "any")


def test_what_papermill_injected_is_read_back():
    book = notebook(
        code(PARAMETERS, "parameters"), code('# Parameters\nlang = "en"\nrate = -0.5\n', "injected-parameters")
    )
    assert injected_values(book) == {"lang": "en", "rate": -0.5}


@pytest.mark.parametrize(
    ("text", "parameter", "value"),
    [
        ("0.3", RATE, 0.3),
        ("1", RATE, 1.0),
        ("-2e-3", RATE, -0.002),
        ("none", HELD, None),
        ("21", DAYS, 21),
        ("true", FLAG, True),
        ("False", FLAG, False),
        ("None", NOTE, "None"),
        ("0.3", NOTE, "0.3"),
        ("가 = '나'", NOTE, "가 = '나'"),
    ],
)
def test_text_becomes_a_value_of_the_parameters_kind(text, parameter, value):
    read = read_value(text, parameter)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("text", "parameter"),
    [
        ("high", RATE),
        ("nan", RATE),
        ("1e999", RATE),
        ("true", RATE),
        ("none", RATE),
        ("1.5", DAYS),
        ("1", FLAG),
        ("__import__('os').getcwd()", RATE),
    ],
)
def test_a_value_of_another_kind_is_refused_with_what_the_parameter_takes(text, parameter):
    with pytest.raises(CallError, match=f"Parameter {parameter.name} can't be .* it takes"):
        read_value(text, parameter)


def test_text_that_looks_like_code_or_a_path_stays_text():
    for text in ("__import__('os').remove('x')", "../../../etc/passwd", '"; import os; "'):
        assert read_value(text, NOTE) == text


def test_an_unknown_name_is_answered_with_the_nearest_right_one():
    with pytest.raises(CallError, match="no parameter 'raet'; the nearest is rate") as caught:
        check_parameters({"raet": 0.3}, {"02": {"rate": RATE, "days": DAYS}})
    assert "가장 가까운 이름: rate" in caught.value.words.ko


def test_an_unknown_name_like_no_other_is_answered_with_all_names():
    with pytest.raises(CallError, match="there are: days, rate"):
        check_parameters({"xyzzy": 1}, {"02": {"rate": RATE, "days": DAYS}})


def test_a_parameter_goes_only_to_the_notebooks_that_take_it():
    taken = check_parameters({"rate": "0.3"}, {"02": {"rate": RATE}, "03": {"days": DAYS}}, as_text=True)
    assert taken == {"02": {"rate": 0.3}, "03": {}}


@pytest.mark.parametrize(("name", "instead"), [("edition", "study run YYYY-MM"), ("lang", "--lang")])
def test_edition_and_language_are_not_set_as_parameters(name, instead):
    with pytest.raises(CallError, match=instead):
        check_parameters({name: "x"}, {"02": {"edition": NOTE, "lang": NOTE}})


def test_a_setting_is_cut_at_its_first_equals_sign():
    assert parse_setting("note=a=b") == ("note", "a=b")


@pytest.mark.parametrize("text", ["rate", "=0.3", "a b=1", "os.x=1"])
def test_a_setting_of_another_form_is_refused(text):
    with pytest.raises(CallError, match="NAME=VALUE"):
        parse_setting(text)


def test_the_newest_edition_is_the_default():
    assert check_edition_name(None, ["2020-09", "2020-10"]) == "2020-10"


def test_an_unknown_edition_is_answered_with_the_nearest():
    with pytest.raises(CallError, match="no edition '2020-19'; the nearest is 2020-09"):
        check_edition_name("2020-19", ["2020-09", "2021-11"])


def test_a_study_without_editions_says_so():
    with pytest.raises(CallError, match="There is no edition"):
        check_edition_name(None, [])


def test_both_languages_are_the_default_and_an_unknown_one_is_refused():
    assert check_languages([]) == ("ko", "en")
    assert check_languages(["en"]) == ("en",)
    with pytest.raises(CallError, match="no language 'kr'; the nearest is ko"):
        check_languages(["kr"])
