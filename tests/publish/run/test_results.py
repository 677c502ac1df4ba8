import json

import pytest
from tiny_study import carrying, notebook

from analysis.publish.run.errors import ReportError
from analysis.publish.run.results import RESULTS, Executed, collect, results_json


def record(value, low=None, high=None, unit="count"):
    return {"value": value, "low": low, "high": high, "unit": unit, "method": "counted", "notebook": "any"}


def made(name="01_a", lang="ko", fresh=True, **results):
    book = notebook(carrying(RESULTS, {key.replace("_", "."): value for key, value in results.items()}))
    return Executed(name, lang, book, fresh)


def test_results_are_sorted_and_carry_the_notebook_that_recorded_them():
    results, notes = collect([made(b_two=record(2.0)), made("02_b", a_one=record(1.0, 0.5, 1.5))])
    assert list(results) == ["a.one", "b.two"]
    assert results["a.one"] == {**record(1.0, 0.5, 1.5), "notebook": "02_b"}
    assert notes == []


def test_results_json_is_as_the_design_fixes_it():
    text = results_json("2020-09", collect([made(b_two=record(1 / 3))])[0])
    assert json.loads(text) == {
        "edition": "2020-09",
        "results": {"b.two": {**record(1 / 3), "notebook": "01_a"}},
    }
    assert "0.3333333333333333" in text


@pytest.mark.parametrize("other", [record(2.5), record(2.0, 1.0), record(2.0, None, 3.0), record(2.0, unit="days")])
def test_one_id_with_different_numbers_in_two_notebooks_is_refused(other):
    with pytest.raises(ReportError, match=r"Result b\.two differs in its \w+: .* in 01_a \(ko\), .* in 02_b \(ko\)"):
        collect([made(b_two=record(2.0)), made("02_b", b_two=other)])


def test_one_id_with_the_same_numbers_in_two_notebooks_is_the_first_ones():
    assert collect([made("02_b", b_two=record(2.0)), made(b_two=record(2.0))])[0]["b.two"]["notebook"] == "01_a"


def test_the_two_languages_must_agree():
    with pytest.raises(ReportError, match=r"2\.0 in 01_a \(en\), 2\.1 in 01_a \(ko\)"):
        collect([made(b_two=record(2.1)), made(lang="en", b_two=record(2.0))])


def test_a_report_of_an_earlier_run_gives_way_and_is_named():
    results, notes = collect([made(fresh=False, b_two=record(2.0)), made(lang="en", b_two=record(2.1))])
    assert results["b.two"]["value"] == 2.1
    assert [note.en for note in notes] == ["01_a (ko), made earlier, holds other numbers than this run; make it again."]


def test_results_of_reports_that_were_not_made_again_are_kept():
    results, notes = collect([made("02_b", fresh=False, a_one=record(1.0)), made(b_two=record(2.0))])
    assert list(results) == ["a.one", "b.two"]
    assert notes == []


@pytest.mark.parametrize("bad", [3, None, {}, {"value": 1}])
def test_results_that_are_not_in_form_are_refused_with_their_notebook(bad):
    with pytest.raises(ReportError, match=r"01_a \(ko\): the results that the executed notebook carries"):
        collect([made(b_two=bad)])
