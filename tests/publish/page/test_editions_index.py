"""The page of all editions: newest first, each with what turned since the one before."""

from bs4 import BeautifulSoup

from analysis.publish.page.editions_index import editions_page, editions_with_reports


def claim(name, holds):
    about = {"ko": f"{name} <오른다>", "en": f"{name} <rises>"}
    return {name: {"id": name, "holds": holds, "ko": "문장.", "en": "Sentence.", "about": about}}


EDITIONS = {
    "2020-09": {**claim("a", True), **claim("b", True)},
    "2020-10": {**claim("a", True), **claim("b", False), **claim("c", True)},
    "2020-11": {**claim("a", True), **claim("b", False)},
}


def section(lang):
    soup = BeautifulSoup(editions_page(EDITIONS), "html.parser")
    return soup.select_one(f"section[lang={lang}]")


def test_editions_are_listed_newest_first_with_links_into_their_language():
    links = [(a.text, a["href"]) for a in section("en").select("h3 a")]
    assert links == [
        ("November 2020 edition", "2020-11/index.html#en"),
        ("October 2020 edition", "2020-10/index.html#en"),
        ("September 2020 edition", "2020-09/index.html#en"),
    ]


def test_of_each_edition_it_is_said_what_turned_since_the_one_before():
    listed = [" ".join(item.get_text(" ").split()) for item in section("en").select(".study-reports > li")]
    assert listed == [
        "November 2020 edition 2 headlines No headline changed its verdict.",
        "October 2020 edition 3 headlines Headlines whose verdict changed b <rises>: holds → does not hold",
        "September 2020 edition 2 headlines First edition: no earlier one to compare with.",
    ]


def test_what_turned_is_said_in_korean_too():
    assert [item.text for item in section("ko").select(".study-list li")] == ["b <오른다>: 성립 → 성립하지 않음"]


def test_only_editions_whose_reports_are_there_are_listed(tmp_path):
    for name in ("2020-10", "2020-09", "failed", "2020-13", ".2020-09-abcdefgh"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").touch()
    (tmp_path / "2020-11").mkdir()
    assert editions_with_reports(tmp_path) == ["2020-09", "2020-10"]
