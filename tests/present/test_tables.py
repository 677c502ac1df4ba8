import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis.methods.estimate import Estimate
from analysis.present.tables import MISSING, Table, in_words, width
from analysis.present.words import Foreign


@pytest.fixture
def beds() -> pd.DataFrame:
    return pd.DataFrame({"Region": ["Total", "Seoul"], "Owned": [1705, 1135], "Rate": [75.0, np.nan]})


def soup(table: Table) -> BeautifulSoup:
    return BeautifulSoup(table._repr_mimebundle_()["text/html"], "html.parser")


def test_every_header_says_what_it_heads(beds):
    page = soup(Table(beds, "Beds"))
    assert [th["scope"] for th in page.thead.find_all("th")] == ["col"] * 3
    assert [th.text for th in page.tbody.find_all("th", scope="row")] == ["Total", "Seoul"]
    assert len(page.find_all("th")) == 5


def test_more_columns_can_head_their_rows(beds):
    page = soup(Table(beds.assign(Owner="city")[["Region", "Owner", "Owned"]], "Beds", row_headers=2))
    assert [th.text for th in page.tbody.tr.find_all("th")] == ["Total", "city"]


def test_numbers_stand_to_the_right_with_their_separators(beds):
    cell = soup(Table(beds, "Beds")).tbody.td
    assert cell.text == "1,705"
    assert cell["class"] == ["study-numeric"]


def test_a_missing_value_is_a_dash_that_is_read_aloud(beds):
    for lang, words in (("ko", "값 없음"), ("en", "no value")):
        cell = soup(Table(beds, "Beds", lang=lang)).find(class_="study-missing")
        assert (cell.text, cell["aria-label"]) == (MISSING, words)


def test_markup_in_names_is_escaped():
    attack = "<script>alert(1)</script>"
    page = soup(Table(pd.DataFrame({attack: [attack]}), attack, source=attack, notes=[attack]))
    assert page.script is None
    assert page.get_text().count(attack) == 5


def test_decimals_are_as_asked_or_as_the_column_warrants(beds):
    shares = pd.DataFrame({"Region": ["Seoul", "Incheon"], "Share": [0.6364, 0.2]})
    assert [td.text for td in soup(Table(shares, "Share")).find_all("td")] == ["0.636", "0.200"]
    assert [td.text for td in soup(Table(shares, "Share", formats={"Share": 1})).find_all("td")] == ["0.6", "0.2"]
    as_percent = {"Share": lambda share: f"{share:.0%}"}
    assert [td.text for td in soup(Table(shares, "Share", formats=as_percent)).find_all("td")] == ["64%", "20%"]


def test_an_estimate_in_a_cell_brings_its_range():
    frame = pd.DataFrame({"What": ["won"], "Rate": [Estimate(0.636, 0.558, 0.708, "fraction")]})
    assert soup(Table(frame, "Rates", lang="en")).td.text == "63.6% (55.8–70.8%)"


def test_a_format_for_a_column_that_is_not_there_is_refused(beds):
    with pytest.raises(ValueError, match="no column 'Rates'; it has Region, Owned, Rate"):
        Table(beds, "Beds", formats={"Rates": 1})
    with pytest.raises(ValueError, match="no column 'Place'"):
        Table(beds, "Beds", header={"Place": "Region"})


def test_a_table_without_caption_is_refused(beds):
    with pytest.raises(ValueError, match="caption of the table is empty"):
        Table(beds, " ")


def test_a_named_index_heads_the_rows(beds):
    page = soup(Table(beds.set_index("Region"), "Beds"))
    assert [th.text for th in page.tbody.find_all("th")] == ["Total", "Seoul"]


def test_headers_of_two_levels_group_their_columns():
    columns = pd.MultiIndex.from_tuples(
        [("Region", ""), ("General", "owned"), ("General", "used"), ("Severe", "owned")]
    )
    page = soup(Table(pd.DataFrame([["Seoul", 1135, 852, 183]], columns=columns), "Beds"))
    upper, lower = page.thead.find_all("tr")
    assert [(th.text, th["scope"]) for th in upper.find_all("th")] == [
        ("Region", "col"),
        ("General", "colgroup"),
        ("Severe", "colgroup"),
    ]
    assert (upper.th["rowspan"], upper.find_all("th")[1]["colspan"]) == ("2", "2")
    assert [th.text for th in lower.find_all("th")] == ["owned", "used", "owned"]


def test_only_a_table_too_wide_for_a_phone_scrolls_in_a_region_with_a_name(beds):
    wide = pd.concat([beds] + [beds.Owned.rename(f"Owned {year}") for year in range(2010, 2020)], axis=1)
    frame = soup(Table(wide, "Beds by year")).find(class_="study-scroll")
    assert (frame["role"], frame["tabindex"], frame["aria-label"]) == ("region", "0", "Beds by year")
    assert "tabindex" not in soup(Table(beds, "Beds")).find(class_="study-scroll").attrs


def test_a_header_without_words_is_no_header():
    page = soup(Table(pd.DataFrame({"": ["Seoul"], "Owned": [1135]}), "Beds"))
    assert [th.text for th in page.thead.find_all("th")] == ["Owned"]


def test_a_foreign_phrase_says_its_language():
    page = soup(Table(pd.DataFrame({"방법": [Foreign("Wilson score", "en")]}), "방법 목록"))
    assert page.find("span", lang="en").text == "Wilson score"


def test_the_plain_text_is_aligned_for_korean_too():
    frame = pd.DataFrame({"지역": ["서울", "Incheon"], "병상": [1135, 84]})
    lines = Table(frame, "병상", source="보고").text().splitlines()
    assert len({width(line) for line in lines[1:4]}) == 1
    assert lines[-1] == "자료: 보고"


def test_a_table_of_the_edition_speaks_the_readers_language():
    frame = pd.DataFrame({"region": ["seoul"], "owned": [1135]})
    frame.attrs = {
        "fields": {"region": {"ko": "구분", "en": "Region"}, "owned": {"ko": "보유", "en": "Owned"}},
        "labels": {"region": {"seoul": {"ko": "서울", "en": "Seoul"}}},
    }
    assert in_words(frame, "ko").to_dict("list") == {"구분": ["서울"], "보유": [1135]}
    assert in_words(frame, "en").to_dict("list") == {"Region": ["Seoul"], "Owned": [1135]}
