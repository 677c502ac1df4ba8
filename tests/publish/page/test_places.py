"""A page's numbers lead to where they stand."""

from bs4 import BeautifulSoup

from analysis.publish.page.places import lead

FIGURES = [
    {"figure": figure, "printed": printed, "value": value, "section": "admin_appeals", "line": line, "table": "t"}
    for figure, printed, value, line in (
        ("appeals.mean", "205.7", "205.7", "12"),
        ("appeals.total", "1,234건", "1234", "13"),
    )
]
RESULTS = {"appeals.share": {"value": 0.6357, "low": None, "high": None, "unit": "fraction"}}
PAGE = """<main><p class="study-claim" id="claim-a" data-claim="a">월 205.7건, 63.6%, 2회, 777건(1,234건 가운데)</p>
<ul><li><a href="#claim-a">205.7건</a></li></ul><table><tr><td>1234</td><td><code>1234ae3f</code></td></tr></table>
<figure><details><table><tr><td>205.7</td></tr></table></details></figure>
<section class="study-made"></section></main>"""


def test_numbers_of_sentences_and_tables_lead_to_lines_results_and_sentences():
    soup = BeautifulSoup(PAGE, "html.parser")
    lead(soup, "en", FIGURES, RESULTS)
    links = [(one.text, one["href"]) for one in soup.select("a.study-lead")]
    assert links == [("205.7", "#n-205.7"), ("63.6", "#n-63.6"), ("1,234", "#n-1234"), ("1234", "#n-1234")]
    assert soup.select_one("p").text.startswith("월 205.7건, 63.6%, 2회, 777건")
    places = soup.select_one(".study-places")
    assert places.find_next_sibling()["class"] == ["study-made"]
    assert [one.text for one in places.select("dt, dd")] == [
        "63.6", "result appeals.share", "said in: a ",
        "205.7", "Administrative appeals, line 12, table t: 205.7 (appeals.mean)", "said in: a ",
        "1,234", "Administrative appeals, line 13, table t: 1,234건 (appeals.total)", "said in: a ",
    ]  # fmt: skip
    assert {link["href"][1:] for link in soup.select("a")} <= {one["id"] for one in soup.select("[id]")}


def test_a_page_whose_numbers_stand_nowhere_has_no_list():
    soup = BeautifulSoup(PAGE, "html.parser")
    lead(soup, "ko", [], {})
    assert str(soup) == str(BeautifulSoup(PAGE, "html.parser"))
