import base64
import io
import re

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from matplotlib.figure import Figure as Chart
from PIL import Image

from analysis.present.figures import COLOURS, CSS_DPI, Figure, on_a_palette
from analysis.present.tables import Table
from analysis.present.theme import DPI, chart

CAPTION = "July lies above the upper limit"
ALT = "Decisions a month: 150 in January, 262 in July."


def drawing(label: str = "처리 262건") -> Chart:
    figure, axes = chart(height=2.0)
    axes.plot([1, 2, 3], [150, 180, 262])
    axes.set_xlabel(label)
    return figure


def html(figure: Figure) -> str:
    return figure._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize("empty", ["", "   ", "\n"])
def test_an_empty_alternative_text_or_caption_is_refused(empty):
    with pytest.raises(ValueError, match="alternative text is empty"):
        Figure(drawing(), CAPTION, empty)
    with pytest.raises(ValueError, match="caption is empty"):
        Figure(drawing(), empty, ALT)


@pytest.mark.parametrize("placeholder", ["alt text", "TODO", "Figure 1", "그림 1.", "차트", "...", "{reading}"])
def test_a_placeholder_is_refused(placeholder):
    with pytest.raises(ValueError, match=r"placeholder|template|empty"):
        Figure(drawing(), CAPTION, placeholder)


def test_an_alternative_text_that_repeats_the_caption_is_refused():
    with pytest.raises(ValueError, match="only repeats the caption"):
        Figure(drawing(), CAPTION, f" {CAPTION} ")


def test_the_same_chart_gives_the_same_bytes():
    figure = drawing()
    first = Figure(figure, CAPTION, ALT)
    assert first.png == Figure(figure, CAPTION, ALT).png == Figure(drawing(), CAPTION, ALT).png


def test_another_number_gives_other_bytes():
    assert Figure(drawing("262"), CAPTION, ALT).png != Figure(drawing("263"), CAPTION, ALT).png


def test_the_picture_names_neither_program_nor_time():
    picture = Image.open(io.BytesIO(Figure(drawing(), CAPTION, ALT).png))
    assert set(picture.info) <= {"dpi", "transparency"}


def test_the_picture_has_two_pixels_for_each_it_is_shown_with():
    figure = Figure(drawing(), CAPTION, ALT)
    image = BeautifulSoup(html(figure), "html.parser").img
    picture = Image.open(io.BytesIO(base64.b64decode(image["src"].split(",")[1])))
    assert picture.width == int(image["width"]) * DPI // CSS_DPI
    assert picture.height == int(image["height"]) * DPI // CSS_DPI


def test_a_missing_glyph_is_refused_and_named():
    with pytest.raises(ValueError, match=r"U\+1F600"):
        html(Figure(drawing("환자 😀"), CAPTION, ALT))


def test_markup_in_texts_is_escaped():
    attack = 'July <script>alert("1")</script> & "quoted"'
    page = html(Figure(drawing(), f"{attack} in the caption", f"{attack} in the text", source=attack))
    soup = BeautifulSoup(page, "html.parser")
    assert soup.script is None
    assert soup.img["alt"] == f"{attack} in the text"
    assert attack in soup.find(class_="study-source").text


def test_the_caption_has_an_empty_place_for_the_number():
    place = BeautifulSoup(html(Figure(drawing(), CAPTION, ALT)), "html.parser").select_one("figcaption .study-number")
    assert place["data-kind"] == "figure"
    assert place.text == ""


def test_data_unfold_as_a_table_that_takes_no_number():
    data = pd.DataFrame({"Month": ["Jan", "Jul"], "Decisions": [150, 262]})
    soup = BeautifulSoup(html(Figure(drawing(), CAPTION, ALT, data=data, lang="en")), "html.parser")
    assert soup.details.summary.text == "Show the numbers"
    assert "262" in soup.details.table.text
    assert soup.details.select(".study-number") == []


def test_a_table_of_its_own_words_can_be_the_data():
    table = Table(pd.DataFrame({"달": ["1월"], "처리": [150]}), "월별 처리건수")
    assert "월별 처리건수" in html(Figure(drawing(), CAPTION, ALT, data=table))


def test_the_source_is_named_in_the_readers_language():
    assert "자료: 2020년 9월 보고" in html(Figure(drawing(), CAPTION, ALT, source="2020년 9월 보고"))
    assert "Source: the report" in html(Figure(drawing(), CAPTION, ALT, source="the report", lang="en"))


def test_without_a_browser_the_caption_and_the_reading_remain():
    assert Figure(drawing(), CAPTION, ALT)._repr_mimebundle_()["text/plain"] == f"{CAPTION}\n{ALT}"


def test_nothing_is_loaded_from_outside():
    page = html(Figure(drawing(), CAPTION, ALT))
    assert re.findall(r'(?:src|href)="(?!data:)', page) == []


def test_the_commonest_colours_stay_as_they_are_and_a_rarer_one_becomes_the_nearest_of_them():
    pixels = np.full((100, COLOURS, 4), 255, np.uint8)
    pixels[1:3, :, :3] = [[4 * (number // 2), 60, 4 * (number % 2)] for number in range(COLOURS)]
    pixels[1:3, -1] = 255
    pixels[0, 0, :3] = [0, 60, 1]
    shown = np.asarray(on_a_palette(pixels).convert("RGB"))
    assert (shown[1:] == pixels[1:, :, :3]).all()
    assert list(shown[0, 0]) == [0, 60, 0]
