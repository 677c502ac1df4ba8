"""Every claim of every notebook on both sides of its test, in both languages; every table and chart whole."""

import re

import pytest
from notebooks.books import NOTEBOOKS, drawn_on, run, runs, variants

from analysis.present.legibility import flaws
from analysis.present.words import LANGUAGES

UNSAID = re.compile(r"\b(nan|None|inf|Estimate|Words)\b|[{}]")
HANGUL = re.compile("[가-힣]")
WRITTEN = [name for name in NOTEBOOKS if len(variants(name)) > 1]
each_notebook = pytest.mark.parametrize("name", WRITTEN)


@each_notebook
def test_every_claim_was_seen_on_both_sides_of_its_test(name):
    found = runs(name).values()
    sides = {claim: {one.claims[claim].holds for one in found if claim in one.claims} for claim in _claims(name)}
    assert {claim: seen for claim, seen in sides.items() if seen != {True, False}} == {}


@each_notebook
def test_what_is_to_be_decided_is_asked_on_some_data_and_not_on_other(name):
    found = list(runs(name).values())
    asked = {claim.id for one in found for claim in one.claims.values() if claim.decision}
    sides = {claim: {bool(one.claims[claim].decision) for one in found if claim in one.claims} for claim in asked}
    assert {claim for claim, seen in sides.items() if seen != {True, False}} == set()


@each_notebook
def test_a_claim_reads_differently_where_its_test_fails(name):
    for claim in _claims(name):
        outcomes = runs(name)["printed"].claims[claim].outcomes
        for lang in LANGUAGES:
            assert len({words[lang] for words in outcomes}) == len(outcomes), claim


@each_notebook
def test_every_wording_of_every_claim_is_whole_in_both_languages(name):
    for variant, one in runs(name).items():
        for claim in one.claims.values():
            for words in claim.outcomes:
                for lang in LANGUAGES:
                    text = words[lang]
                    assert not UNSAID.search(text), (variant, claim.id, text)
                    assert text.endswith((".", "?")), (variant, claim.id, text)
                    assert "  " not in text, (variant, claim.id, text)
                assert not HANGUL.search(words.en), (variant, claim.id, words.en)


@each_notebook
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_table_is_whole_in_both_languages(name, lang):
    for variant, one in runs(name, lang).items():
        for table in one.tables:
            text = table.text()
            assert not UNSAID.search(text), (variant, text)
            assert lang == "ko" or not HANGUL.search(text), (variant, text)


@each_notebook
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_chart_is_legible_and_described_in_words_and_numbers(name, lang):
    for variant in drawn_on(name):
        drawn = run(name, lang, drawn=True, **variants(name)[variant]) if lang == "ko" else runs(name, lang)[variant]
        for figure in drawn.figures:
            assert flaws(figure.chart) == [], (variant, figure.caption)
            assert figure.data is not None, (variant, figure.caption)
            text = f"{figure.alt} {figure.data.text()}"
            assert not UNSAID.search(figure.caption + text), (variant, figure.caption, text)
            assert lang == "ko" or not HANGUL.search(text), (variant, figure.caption, text)


@each_notebook
def test_a_notebook_claims_and_finds_the_same_in_both_languages(name):
    korean, english = (runs(name, lang)["printed"] for lang in LANGUAGES)
    assert {one.id: one.record() for one in korean.claims.values()} == {
        one.id: one.record() for one in english.claims.values()
    }
    assert korean.results == english.results


@each_notebook
def test_a_notebook_has_three_to_five_headlines_that_are_each_one_line(name):
    if name == "00_overview":
        pytest.skip("its headlines are those of the others")
    headlines = runs(name)["printed"].headlines
    assert 3 <= len(headlines) <= 5
    assert {one.id: len(one.words.ko) for one in headlines if len(one.words.ko) > 130} == {}


def _claims(name):
    return runs(name)["printed"].claims
