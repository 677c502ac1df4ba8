"""A file's encoding is recognised by its bytes, and broken bytes by their line."""

import pytest

from analysis.data.intake.decode import decode
from analysis.data.intake.faults import RefusedError

TEXT = "연월,처리건수\n2020-08,187\n2020-09,190\n"


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 (BOM)"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("euc-kr", "EUC-KR"),
        ("cp949", "EUC-KR"),  # every letter of the text is in EUC-KR as well
    ],
)
def test_an_office_may_save_in_any_of_its_encodings(codec, name):
    assert decode(TEXT.encode(codec), "x.csv") == (TEXT.encode(), name)


def test_a_syllable_that_only_cp949_has_is_called_cp949():
    assert decode("뷁,1\n".encode("cp949"), "x.csv") == ("뷁,1\n".encode(), "CP949")


@pytest.mark.parametrize(("codec", "name", "wound"), [("utf-8", "UTF-8", b"\xff"), ("cp949", "CP949", b"\xff\xff")])
def test_each_line_with_broken_bytes_is_named_and_no_other_encoding_is_tried(codec, name, wound):
    data = [line.encode(codec) for line in ("연도,건수", "이천십구년,1", "이천이십년,2", "이천이십일년,3")]
    for at in (1, 3):
        data[at] = wound + data[at]
    with pytest.raises(RefusedError) as refused:
        decode(b"\n".join(data), "x.csv")
    assert [(fault.code, fault.line) for fault in refused.value.faults] == [("E101", 2), ("E101", 4)]
    assert {fault.expected.en for fault in refused.value.faults} == {f"text in {name}"}
    assert all(fault.value.startswith(wound.hex(" ")) for fault in refused.value.faults)


def test_an_encoding_of_another_country_is_guessed():
    text = "日本語の表,件数\n東京都,12\nテスト,5\n"
    assert decode(text.encode("shift-jis"), "x.csv")[0] == text.encode()


@pytest.mark.parametrize("data", [b"\x00\x01\x02abc", b"abc\x00\x07\x08\x03" * 9])
def test_a_binary_file_is_no_table(data):
    with pytest.raises(RefusedError) as refused:
        decode(data, "x.bin")
    assert [fault.code for fault in refused.value.faults] == ["E102"]
