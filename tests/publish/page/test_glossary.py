"""A report explains the terms that it uses, in its language, and no others."""

import pytest
from bs4 import BeautifulSoup

from analysis.publish.page.glossary import ALSO, explain, glossary, used
from analysis.words import LANGUAGES

PAGE = (
    '<main><p>{}</p><details class="study-code"><pre>{}</pre></details><section class="study-terms"></section></main>'
)


def listed(text, code="", lang="en"):
    soup = BeautifulSoup(PAGE.format(text, code), "html.parser")
    explain(soup, lang)
    return [term.text for term in soup.select(".study-terms dt")]


def test_the_terms_of_the_text_are_explained_in_the_order_of_the_glossary():
    assert listed("An occupancy and its Doubling time") == ["Doubling time", "Occupancy"]
    assert listed("가동률과 배가기간", lang="ko") == ["배가기간", "가동률"]


def test_what_stands_in_the_code_alone_is_not_explained():
    assert listed("Nothing.", code="occupancy") == []


@pytest.mark.parametrize(("lang", "term"), [("ko", "가정"), ("en", "Scenario")])
def test_a_word_that_is_a_kind_of_claim_and_a_term_stands_once_with_both_meanings(lang, term):
    claim = '<p class="study-claim" data-kind-of="scenario">가정, scenario</p>'
    soup = BeautifulSoup(PAGE.format(claim, ""), "html.parser")
    explain(soup, lang)
    assert [one.text for one in soup.select("dt")].count(term) == 1
    assert ALSO[lang] in soup.select_one("dd").text


def test_a_report_without_terms_has_no_section_for_them():
    soup = BeautifulSoup(PAGE.format("Nothing.", ""), "html.parser")
    explain(soup, "en")
    assert soup.select_one(".study-terms") is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_term_is_found_by_its_own_name_and_explained_in_a_sentence(lang):
    for term in glossary():
        assert term in used(term.seen[lang][0], lang)
        assert term.meaning[lang].endswith(".")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_term_is_used_by_a_report_of_the_study(project, frozen, lang):
    text = "".join(path.read_text("utf-8") for path in sorted((frozen / "notebooks").glob("*.ipynb")))
    words = "".join(path.read_text("utf-8") for path in sorted((project / "src/analysis/present").rglob("*.py")))
    assert [term.seen[lang][0] for term in glossary() if term not in used(text + words, lang)] == []
