from bs4 import BeautifulSoup
from tiny_study import carrying, executed

from analysis.present import brief
from analysis.publish.page.index import index_page
from analysis.publish.run.claims import CLAIM
from analysis.publish.run.provenance import Provenance
from analysis.publish.run.results import Executed


def claim(name, kind="fact", headline=True):
    words = {"ko": f"{name}은(는) <참>이다.", "en": f"{name} is <true>."}
    return {"id": name, "kind": kind, "holds": True, "headline": headline, **words, "about": words}


def made(name="01_any", lang="ko", *claims):
    return Executed(name, lang, executed(*(carrying(CLAIM, one) for one in claims), lang=lang))


def soup_of(*reports, as_of=None) -> BeautifulSoup:
    return BeautifulSoup(index_page(since(as_of), reports), "html.parser")


def since(as_of) -> Provenance:
    return Provenance("2020-09", as_of, None, "3.11", {}, {"data/raw/2020-09/a.csv": "0" * 64}, program="0" * 64)


def test_each_language_lists_its_own_reports_with_titles_and_links():
    soup = soup_of(made(), made(lang="en"), made("02_b"))
    links = {s["lang"]: [(a.text, a["href"]) for a in s.select("h3 a")] for s in soup.select("section")}
    assert links == {
        "ko": [("무엇인가?", "ko/01_any.html"), ("무엇인가?", "ko/02_b.html")],
        "en": [("What is it?", "en/01_any.html")],
    }


def test_headlines_stand_under_their_report_each_with_its_kind():
    soup = soup_of(made("01_any", "en", claim("a"), claim("b", "estimate"), claim("c", headline=False)))
    assert [" ".join(item.text.split()) for item in soup.select(".study-list li")] == [
        "fact a is <true>.", "estimate b is <true>.",
    ]  # fmt: skip
    assert all(mark["title"] for mark in soup.select(".study-list .study-mark"))


def test_the_brief_opens_the_index_with_links_into_the_reports_of_its_language():
    own = {"fact": "A fact", "meaning": "so.", "ask": "Ask.", "why": []}
    record = {"lines": [{"notebook": "01_any", "id": "a", "kind": "fact", "ko": own, "en": own}]}
    overview = Executed("00_overview", "en", executed(carrying(brief.MIMETYPE, record), lang="en"))
    soup = soup_of(overview, made("01_any", "en"))
    assert [a["href"] for a in soup.select(".study-brief a")] == ["en/01_any.html#claim-a"]
    assert [a["href"] for a in soup.select("section[lang=en] :is(h2, h3) a")] == [
        "en/00_overview.html",
        "en/01_any.html",
    ]


def test_edition_and_day_are_said_in_both_languages():
    soup = soup_of(made(), as_of="2020-08-28")
    assert [p.text for p in soup.select(".study-edition")] == [
        "2020년 9월판 · 자료 기준일 2020. 8. 28.",
        "September 2020 edition · figures as of 28 August 2020",
    ]


def test_the_index_is_one_file_without_script_or_outside_reference():
    soup = soup_of(made())
    assert not soup.select("script, link, img, iframe, [src]")
    assert "url(data:font/woff;base64," in soup.style.text


def test_the_order_in_which_reports_were_made_does_not_matter():
    assert index_page(since(None), [made("02_b"), made()]) == index_page(since(None), [made(), made("02_b")])
