"""Keys in a notebook become short citations, and a list of what was cited."""

import pytest
from bs4 import BeautifulSoup
from tiny_study import code, executed, markdown, shown

from analysis.publish.page.export import ReportExporter
from analysis.publish.run.errors import ReportError

BIB = """
@article{b2001, author = {Ba, A. and Co, B. C. and Du, D.}, title = {On b}, journal = {J},
  volume = {1}, pages = {2--3}, year = {2001}}
@book{a1999, author = {Ab, X. and Cd, Y.}, title = {On a}, edition = {2}, publisher = {P}, year = {1999}}
@misc{law, author = {{Republic}}, shortauthor = {Tax Act}, shortauthorko = {세법}, title = {Tax Act, article 1},
  titleko = {세법 제1조}}
"""


@pytest.fixture
def page(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "references.bib").write_text(BIB, "utf-8")

    def make(*cells, lang="en") -> BeautifulSoup:
        resources = {"metadata": {"name": "01_any", "path": str(tmp_path / "notebooks")}}
        book = executed(*cells, lang=lang)
        return BeautifulSoup(ReportExporter().from_notebook_node(book, resources)[0], "html.parser")

    return make


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "So it is (Ba et al. 2001; Ab and Cd 1999)."), ("ko", "So it is (Ba 외 2001; Ab·Cd 1999).")],
)
def test_keys_become_short_citations_that_lead_to_the_list(page, lang, said):
    soup = page(markdown("So it is [@b2001; @a1999]."), lang=lang)
    paragraph = soup.select_one("main .study-cell p:not(.study-edition)")
    assert paragraph.text == said
    for link in paragraph.select("a"):
        assert soup.select_one(link["href"]) is not None


def test_the_list_has_just_what_was_cited_by_author(page):
    soup = page(markdown("[@b2001] and again [@b2001], then [@a1999]"))
    assert soup.select_one(".study-references h2").text == "References"
    assert [item.text for item in soup.select(".study-references li")] == [
        "Ab X, Cd Y (1999). On a. 2nd ed. P.",
        "Ba A, Co BC, Du D (2001). On b. J 1:2–3.",
    ]


def test_a_law_is_named_in_the_language_of_the_page(page):
    ko, en = (page(markdown("[@law]"), lang=lang) for lang in ("ko", "en"))
    assert (ko.select_one(".study-citation").text, ko.select_one(".study-references li").text) == (
        "세법",
        "세법 제1조.",
    )
    assert (en.select_one(".study-citation").text, en.select_one("#ref-law").text) == ("Tax Act", "Tax Act, article 1.")


def test_keys_in_outputs_are_citations_too_but_not_in_code(page):
    soup = page(shown("<p>from [@a1999]</p>"), markdown("`[@b2001]`"), code("'[@b2001]'"))
    assert [link.text for link in soup.select(".study-citation")] == ["Ab and Cd 1999"]


def test_a_page_without_citations_has_no_list(page):
    assert page(markdown("none")).select_one(".study-references") is None


def test_an_unknown_key_names_notebook_cell_and_key(page):
    with pytest.raises(ReportError, match=r"01_any, cell 5: the reference nobody2000 is not in"):
        page(markdown("one"), markdown("two [@nobody2000]"))


def test_an_unreadable_file_of_references_is_a_report_error(page, tmp_path):
    (tmp_path / "data" / "references.bib").write_text("@book{a, title = {T}}", "utf-8")
    with pytest.raises(ReportError, match=r"can't be read: references\.bib: a has no author"):
        page(markdown("[@a]"))
