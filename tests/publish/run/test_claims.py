"""Claims are collected by id, from whichever language was executed, and must agree."""

import json

import pytest
from tiny_study import carrying, notebook

from analysis.publish.run.claims import CLAIM, claims_json, collect_claims, headlines_of
from analysis.publish.run.errors import ReportError
from analysis.publish.run.results import Executed


def claim(name, headline=True, **more):
    made = {"id": name, "kind": "fact", "holds": True, "headline": headline, "ko": "가.", "en": "A."}
    return {**made, "about": {"ko": "가", "en": "a"}, **more}


def made(*claims, name="01_a", lang="ko", fresh=True):
    return Executed(name, lang, notebook(*(carrying(CLAIM, one) for one in claims)), fresh)


def test_claims_json_is_as_the_design_fixes_it():
    content = json.loads(claims_json("2020-09", collect_claims([made(claim("b.two"), claim("a.one", headline=False))])))
    assert list(content) == ["edition", "claims"]
    assert list(content["claims"]) == ["a.one", "b.two"]
    assert content["claims"]["b.two"] == {
        "kind": "fact", "holds": True, "headline": True, "notebook": "01_a", "ko": "가.", "en": "A.",
    }  # fmt: skip


def test_headlines_come_in_the_order_of_the_notebook():
    book = made(claim("b"), claim("x", headline=False), claim("a")).book
    assert [one["id"] for one in headlines_of(book)] == ["b", "a"]


def test_a_claim_of_two_notebooks_is_refused_with_both():
    with pytest.raises(ReportError, match="b is made by two notebooks, 01_a and 02_b"):
        collect_claims([made(claim("b")), made(claim("b"), name="02_b")])


@pytest.mark.parametrize("otherwise", [{"en": "B."}, {"ko": "나."}, {"holds": False}])
def test_the_two_languages_must_agree(otherwise):
    with pytest.raises(ReportError, match="The claim b differs between"):
        collect_claims([made(claim("b")), made(claim("b", **otherwise), lang="en")])


def test_a_claim_of_an_earlier_run_gives_way():
    found = collect_claims([made(claim("b", en="Old."), fresh=False), made(claim("b"), lang="en")])
    assert found["b"]["en"] == "A."
