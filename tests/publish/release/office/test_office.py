"""A release's document and workbook say what its pages say, to every reader, in the same bytes."""

import io
import zipfile
from dataclasses import replace

import pytest
from hwpx import HwpxDocument
from python_calamine import CalamineWorkbook

from analysis.publish.release.office.accessible import faults
from analysis.publish.release.office.content import Release, read_report, spread
from analysis.publish.release.office.hwpx.document import document
from analysis.publish.release.office.sheets import sheets
from analysis.publish.release.office.values import Values, read_column
from analysis.publish.release.office.workbook import workbook, written
from analysis.publish.run.errors import ReportError
from analysis.publish.run.provenance import Issue

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
HEAD = """<thead><tr><th scope="col" rowspan="2">갈래</th><th scope="colgroup" colspan="2">건수 &amp; 비</th></tr>
<tr><th scope="col">{0}</th><th scope="col">몫</th></tr></thead>"""
BODY = """<tr><th scope="row">=1+1</th><td class="study-numeric">1,705</td>
<td class="study-numeric">73.6%(67.3~79.1%)</td></tr>
<tr><th scope="row">둘</th><td class="study-missing">–</td><td class="study-numeric">−4.0%</td></tr>"""
PAGE = """<main><h1>무엇인가?</h1><ol class="study-brief"><li data-kind-of="check"><span class="study-mark">점검</span>
<span class="study-why">9. 6.까지</span> <a href="b.html">하나는 다름</a> <span class="study-meaning">→ 모자람.</span>
<span class="study-ask">→ 확인.</span></li></ol><p class="study-brief">없음.</p><h2>빈 절</h2><h2>절</h2>
<div class=" highlight hl-ipython3"><pre><span class="study-claim">1</span></pre></div>
<p class="study-claim" data-claim="a.one" data-kind-of="fact" data-headline="true">
<span class="study-mark">사실</span> 모두
1,705건: 많음.</p>
<div class="study-table"><table id="table-1"><caption><span class="study-number">표 1</span>
<span class="study-caption">갈래별 건수</span></caption>{head}<tbody>{body}</tbody></table>
<p class="study-note">자료: 표</p></div>
<figure class="study-figure" id="figure-1"><img src="data:image/png;base64,{png}" width="648" height="384"
alt="막대 둘">
<figcaption><span class="study-number">그림 1</span>
<span class="study-caption">막대</span></figcaption></figure></main>"""
CLAIM = {"kind": "fact", "holds": True, "headline": True, "notebook": "01_one", "ko": "@모두", "en": "+all"}
RESULT = {"value": 1 / 3, "low": None, "high": 0.5, "unit": "ratio", "method": "counted", "notebook": "01_one"}


def release(name="01_one", column="건", body=BODY, lang="ko"):
    page = PAGE.format(head=HEAD.format(column), body=body, png=PNG)
    report = read_report(f"{lang}/{name}.html", page)
    return Release(
        "2020-09", Issue(1, "첫 발행", "2020-10-15"), "2020-08-28", [report], {"a.b": RESULT}, {"a.one": CLAIM}
    )


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_workbook_has_numbers_as_numbers_and_texts_as_texts_in_the_same_bytes(lang):
    made = workbook(release(lang=lang), lang)
    assert made == workbook(release(lang=lang), lang)
    book = CalamineWorkbook.from_filelike(io.BytesIO(made))
    table = book.get_sheet_by_name("01_one T1").to_python()
    ends = ("낮은 끝", "높은 끝") if lang == "ko" else (", low end", ", high end")
    assert table[0][:3] == ["갈래 [note 4]", "건수 & 비, 건", "건수 & 비, 몫 (%)"]
    assert [end in name for end, name in zip(ends, table[0][3:], strict=True)] == [True, True]
    assert table[1:] == [["=1+1", 1705.0, 73.6, 67.3, 79.1], ["둘", "[x]", -4.0, "[x]", "[x]"]]
    results = book.get_sheet_by_index(3).to_python()
    assert results[1][1:4] == [1 / 3, "[x]", 0.5]


def test_the_document_reads_back_cell_by_cell_with_its_header_rows_and_descriptions(tmp_path):
    one = release()
    made = document(one, "ko")
    assert made == document(one, "ko")
    read = HwpxDocument.open(io.BytesIO(made))
    assert not read.validate().issues
    [grid] = one.reports[0].grids
    [table] = [table for paragraph in read.paragraphs for table in paragraph.tables]
    expected = [[cell.text or "–" for cell in row] for row in spread([*grid.head, *grid.body])]
    shown = [[table.cell(row, column).text for column in range(3)] for row in range(4)]
    assert shown == expected
    texts = [paragraph.text for paragraph in read.paragraphs]
    assert {"□ 주요 결과", "○ (사실) 모두 1,705건: 많음.", "□ 절", "〈표 1〉 갈래별 건수", "※ 자료: 표"} <= set(texts)
    assert {"○ (점검) 하나는 다름 [9. 6.까지]", "- 모자람.", "- 확인.", "○ 없음."} <= set(texts)
    assert texts.count("□ 주요 결과") == 1
    assert "□ 빈 절" not in texts
    section = zipfile.ZipFile(io.BytesIO(made)).read("Contents/section0.xml").decode()
    assert section.count('header="1"') == 4
    assert "<hp:shapeComment>막대 둘</hp:shapeComment>" in section


def test_a_table_without_rows_and_a_release_without_claims_say_so():
    empty = replace(release(body=""), claims={})
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook(empty, "ko")))
    assert [book.get_sheet_by_name(name).to_python()[1][0] for name in ("주장", "01_one T1")] == ["[x]", "[x]"]
    assert not HwpxDocument.open(io.BytesIO(document(empty, "ko"))).validate().issues


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        (["1,705", None, "−3"], Values([1705.0, None, -3.0])),
        (["141억 원", "10억 원"], Values([141.0, 10.0], "억 원")),
        (["2.1 (1.9–2.3)", "5"], Values([2.1, 5.0], "", [1.9, None], [2.3, None])),
        *(
            ([text, "1"], Values([text, "1"]))
            for text in ("8. 26.", "3~4", "1/2", "007", "1,2", "1,23", "50명", "1 or 2")
        ),
    ],
)
def test_a_column_is_numbers_only_where_every_cell_reads_in_one_way(texts, read):
    assert read_column(texts) == read


@pytest.mark.parametrize(
    ("given", "make", "ko", "en"),
    [
        ({"name": "01_" + "n" * 40}, workbook, "Excel의 한도 31자를 넘는다", "more than Excel's 31"),
        ({"name": "01_a[b"}, workbook, "Excel이 금하는 글자 '['", "has '[', which Excel forbids"),
        (
            {"column": "건\x07"},
            workbook,
            "1행: Excel에 적을 수 없는 글자 U+0007",
            "the character U+0007 can't stand in Excel",
        ),
        ({"column": "건\x07"}, document, "적을 수 없는 글자 U+0007", "The character U+0007 can't stand in a HWPX"),
        ({"column": "w" * 99}, document, "01_one (ko) 표 1: 열 3개가 A4", "01_one (ko), 표 1: its 3 columns don't fit"),
    ],
)
def test_what_a_file_cannot_hold_is_said_in_a_sentence(given, make, ko, en):
    with pytest.raises(ReportError) as error:
        make(release(**given), "ko")
    assert ko in error.value.words.ko
    assert en in error.value.words.en


@pytest.mark.parametrize(
    ("part", "old", "new", "fault"),
    [
        ("xl/worksheets/sheet6.xml", "</sheetData>", "</sheetData><mergeCells/>", "merged"),
        ("xl/worksheets/sheet6.xml", "<v>1705</v>", "", "is blank"),
        ("xl/worksheets/sheet6.xml", "<v>1705</v>", "<f>1+1</f><v>2</v>", "is a formula"),
        ("xl/worksheets/sheet6.xml", 'state="frozen"', 'state="split"', "not frozen"),
        ("xl/worksheets/sheet6.xml", 'customWidth="1"', 'hidden="1"', "hidden"),
        ("xl/tables/table6.xml", "A1:E3", "A2:E3", "does not begin at A1"),
        ("docProps/core.xml", "<dc:title>", "<dc:title/><dc:was>", "no title"),
    ],
)  # fmt: skip
def test_the_checklist_finds_what_a_spreadsheet_should_not_have(part, old, new, fault):
    one = release()
    made = written(sheets(one, "ko"), one, "ko")
    assert not list(faults(made))
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as whole, zipfile.ZipFile(stream, "w") as changed:
        for name in whole.namelist():
            content = whole.read(name).decode()
            if name == part:
                assert old in content
                content = content.replace(old, new).replace(
                    "</dc:title>", "</dc:was>" if "dc:was" in new else "</dc:title>"
                )
            changed.writestr(name, content)
    assert any(fault in one.en for one in faults(stream.getvalue()))
