import base64
import io
import re

import pytest
from fontTools.ttLib import TTFont

from analysis.publish.page.fonts import face
from analysis.publish.run.errors import ReportError


def font_of(rule: str) -> TTFont:
    return TTFont(io.BytesIO(base64.b64decode(re.search(r"base64,([^)]+)\)", rule)[1])))


def test_the_font_has_the_characters_of_the_page_and_no_others():
    characters = {chr(code) for code in font_of(face("가나다 2020. −3%", "any")).getBestCmap()}
    assert characters == set("가나다 2020. −3%")


def test_the_order_of_the_text_does_not_matter():
    assert face("가나다", "any") == face("다나가나", "any")


def test_a_character_that_the_font_lacks_is_named_with_its_page():
    with pytest.raises(ReportError, match=r"02_any \(ko\): the font lacks 🙂 \(U\+1F642\)"):
        face("좋다 🙂", "02_any (ko)")


def test_marks_that_do_not_show_need_no_glyph():
    assert font_of(face("가\u200b\u2060\n\t나\ufeff", "any")).getBestCmap().keys() == {ord(c) for c in " 가나"}
