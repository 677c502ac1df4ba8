"""A release's document and workbooks say what its pages say, to every reader, in the same bytes."""

import io
import zipfile
from dataclasses import replace

import pytest
from hwpx import HwpxDocument

from analysis.data.intake.faults import Place
from analysis.data.intake.sheets.book import read_sheets
from analysis.publish.release.office import ods, seen_ods, seen_xlsx, xlsx
from analysis.publish.release.office.accessible import faults
from analysis.publish.release.office.book import Book, Sheet, check
from analysis.publish.release.office.content import Release, read_report, spread
from analysis.publish.release.office.hwpx.document import document
from analysis.publish.release.office.sheets import workbook
from analysis.publish.release.office.values import Values, read_column
from analysis.publish.release.office.workbook import workbooks
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


FORMS = {"xlsx": (xlsx, seen_xlsx.seen), "ods": (ods, seen_ods.seen)}
TEXTS = ["=1+1", "+a", "-b", "@c", "007", "1e5", "2020-10-15", "TRUE", "3%", "#REF!", "http://x.y", "'q", "<&>\"'", "𝄞",
         "  two  spaces ", "one\ntwo", "a\n\nb", "_x0041_"]  # fmt: skip
NUMBERS = [0.0, 1 / 3, -2.5, 1e-12, 1e20, 123456789012345.0]


def cells(data):
    """Every sheet's cells with their types, as the study's own reader of spreadsheets has them."""
    return {grid.place.sheet: grid.raw for grid in read_sheets(data, Place("x"))}


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_the_workbook_has_numbers_as_numbers_and_texts_as_texts_in_the_same_bytes(lang, form):
    made = workbooks(release(lang=lang), lang)
    assert made == workbooks(release(lang=lang), lang)
    book = cells(made[form])
    table = book["01_one T1"]
    ends = ("낮은 끝", "높은 끝") if lang == "ko" else (", low end", ", high end")
    assert table[0][:3] == ["갈래 [note 4]", "건수 & 비, 건", "건수 & 비, 몫 (%)"]
    assert [end in name for end, name in zip(ends, table[0][3:], strict=True)] == [True, True]
    assert table[1:] == [["=1+1", 1705.0, 73.6, 67.3, 79.1], ["둘", "[x]", -4.0, "[x]", "[x]"]]
    assert [*book.values()][3][1][1:4] == [pytest.approx(1 / 3, rel=1e-15), "[x]", 0.5]


@pytest.mark.parametrize(
    ("header", "named"), [("95% 신뢰구간", "95% 신뢰구간 (%)"), ("몫, %", "몫, %"), ("7일, 몫(%)", "7일, 몫(%)")]
)
def test_a_header_says_the_unit_of_its_column_once_and_a_level_is_no_unit(header, named):
    body = '<tr><th scope="row">하나</th><td>1</td><td>73.6%</td></tr>'
    page = PAGE.format(head=HEAD.format("건").replace(">몫<", f">{header}<"), body=body, png=PNG)
    one = replace(release(), reports=[read_report("ko/01_one.html", page)])
    assert cells(workbooks(one, "ko")["ods"])["01_one T1"][0][2] == f"건수 & 비, {named}"


@pytest.mark.parametrize("form", FORMS)
def test_any_text_and_number_comes_back_as_it_went_into_a_sheet_of_any_name(form):
    rows = [[text, number] for text, number in zip(TEXTS, NUMBERS * 3, strict=True)]
    sheet = Sheet("it's a.b", "t", ["글", "수"], rows)
    made = FORMS[form][0].written(Book("2020-09", "ko", "T", "S", "A", "한국어", [sheet]))
    [[name, found]] = cells(made).items()
    assert (name, found[0], [text for text, _ in found[1:]]) == (sheet.name, sheet.header, TEXTS)
    assert [number for _, number in found[1:]] == pytest.approx(NUMBERS * 3, rel=1e-15)


def test_the_contents_lead_to_a_sheet_whose_name_has_an_apostrophe():
    contents = Sheet("차례", "t", ["시트"], [["it's a.b"]], leads=True)
    book = Book("2020-09", "ko", "T", "S", "A", "한국어", [contents, Sheet("it's a.b", "t", ["글"], [["a"]])])
    with zipfile.ZipFile(io.BytesIO(xlsx.written(book))) as parts:
        assert "location=\"'it''s a.b'!A1\"" in parts.read("xl/worksheets/sheet1.xml").decode()
    with zipfile.ZipFile(io.BytesIO(ods.written(book))) as parts:
        assert "\"#'it''s a.b'.A1\"" in parts.read("content.xml").decode()


def test_the_two_forms_of_a_workbook_have_the_same_cells_and_the_ods_says_its_title_and_language():
    made = workbooks(release(), "ko")
    assert cells(made["xlsx"]) == cells(made["ods"])
    with zipfile.ZipFile(io.BytesIO(made["ods"])) as parts:
        assert parts.infolist()[0].filename == "mimetype"
        assert parts.infolist()[0].compress_type == zipfile.ZIP_STORED
        meta = parts.read("meta.xml").decode()
    assert "<dc:title>서울시 기획조정실 업무보고 연구, 2020년 9월판</dc:title>" in meta
    assert "<dc:language>ko-KR</dc:language>" in meta


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
    assert "□ 빈 절" not in texts
    section = zipfile.ZipFile(io.BytesIO(made)).read("Contents/section0.xml").decode()
    assert section.count('header="1"') == 4
    assert "<hp:shapeComment>막대 둘</hp:shapeComment>" in section


@pytest.mark.parametrize("given", ["", "<h2>주요 결과</h2>", '<h2>주요 결과</h2><p class="study-brief">더.</p>'])
def test_no_heading_stands_twice_though_the_page_has_its_own_of_the_headlines(given):
    page = PAGE.format(head=HEAD.format("건"), body=BODY, png=PNG).replace("<h2>빈 절</h2>", given)
    one = replace(release(), reports=[read_report("ko/01_one.html", page)])
    texts = [paragraph.text for paragraph in HwpxDocument.open(io.BytesIO(document(one, "ko"))).paragraphs]
    headings = [text for text in texts if text.startswith("□")]
    assert "○ (사실) 모두 1,705건: 많음." in texts
    assert headings == ["□ 주요 결과", "□ 절"]
    assert ("○ 더." in texts) is ("더." in given)
    quiet = replace(one, reports=[read_report("ko/01_one.html", page.replace('data-headline="true"', ""))])
    texts = [paragraph.text for paragraph in HwpxDocument.open(io.BytesIO(document(quiet, "ko"))).paragraphs]
    assert ("□ 주요 결과" in texts) is ("더." in given)


def test_a_table_without_rows_and_a_release_without_claims_say_so():
    empty = replace(release(body=""), claims={})
    book = cells(workbooks(empty, "ko")["ods"])
    assert [book[name][1][0] for name in ("주장", "01_one T1")] == ["[x]", "[x]"]
    assert not HwpxDocument.open(io.BytesIO(document(empty, "ko"))).validate().issues


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        (["1,705", None, "−3"], Values([1705.0, None, -3.0])),
        (["141억 원", "10억 원"], Values([141.0, 10.0], "억 원")),
        (["2.1 (1.9–2.3)", "5"], Values([2.1, 5.0], "", [1.9, None], [2.3, None])),
        *(
            ([text, "1"], Values([text, "1"]))
            for text in ("8. 26.", "3~4", "1/2", "007", "1,2", "1,23", "50명", "1 or 2", "1234567890123456")
        ),
    ],
)
def test_a_column_is_numbers_only_where_every_cell_reads_in_one_way(texts, read):
    assert read_column(texts) == read


@pytest.mark.parametrize(
    ("given", "make", "ko", "en"),
    [
        ({"name": "01_" + "n" * 40}, workbooks, "Excel의 한도 31자를 넘는다", "more than Excel's 31"),
        ({"column": "건\x07"}, workbooks, "1행: Excel에 적을 수 없는 글자 U+0007", "U+0007 can't stand in Excel"),
        ({"column": "건\x07"}, document, "적을 수 없는 글자 U+0007", "The character U+0007 can't stand in a document"),
        ({"column": "w" * 99}, document, "01_one (ko) 표 1: 열 3개가 A4", "01_one (ko), 표 1: its 3 columns don't fit"),
    ],
)
def test_what_a_file_cannot_hold_is_said_in_a_sentence(given, make, ko, en):
    with pytest.raises(ReportError) as error:
        make(release(**given), "ko")
    assert ko in error.value.words.ko
    assert en in error.value.words.en


@pytest.mark.parametrize(
    ("name", "header", "rows", "ko", "en"),
    [
        ("n" * 32, ["a"], [], "32자로, Excel의 한도 31자", "32 characters, more than Excel's 31"),
        *((f"a{one}b", ["a"], [], f"금하는 글자 {one!r}", f"has {one!r}, which Excel forbids") for one in "[]:*?/\\"),
        ("'a", ["a"], [], "금하는 글자", "which Excel forbids"),
        ("OTHER", ["a"], [], "'other'와(과) 'OTHER'을(를) Excel은 하나로", "'other' and 'OTHER' are one"),
        ("a", ["a"] * 16_385, [], "열이 16,385개", "has 16,385 columns, more than Excel's 16,384"),
        ("a", ["a"], [[1.0]] * 1_048_576, "행이 1,048,577개", "has 1,048,577 rows, more than Excel's 1,048,576"),
        ("a", ["a"], [["b" * 32_768]], "글이 32,768자", "column 1, row 2: the text has 32,768 characters"),
        *(
            ("a", ["a"], [[f"b{one}"]], f"글자 U+{ord(one):04X}", f"column 1, row 2: the character U+{ord(one):04X}")
            for one in "\x00\r\x1b\ud800\uffff"
        ),
    ],
)
def test_what_a_spreadsheet_cannot_hold_is_refused_rather_than_lost(name, header, rows, ko, en):
    with pytest.raises(ReportError) as error:
        check([Sheet("other", "o", ["a"], []), Sheet(name, "표 1", header, rows)])
    assert ko in error.value.words.ko
    assert en in error.value.words.en
    assert "\n" not in error.value.words.en


SHEET, TITLE = "xl/worksheets/sheet6.xml", "<dc:title>서울시 기획조정실 업무보고 연구, 2020년 9월판"
KIND, CELL = 'office:value-type="float" ', '"cell" style:family="table-cell">'


@pytest.mark.parametrize(
    ("form", "part", "old", "new", "fault"),
    [
        ("xlsx", SHEET, "</sheetData>", "</sheetData><mergeCells/>", "merged"),
        ("xlsx", SHEET, "<v>1705</v>", "", "the cell B2 is blank"),
        ("xlsx", SHEET, "<v>1705</v>", "<f>1+1</f><v>2</v>", "B2 is a formula"),
        ("xlsx", SHEET, 'state="frozen"', 'state="split"', "not frozen"),
        ("xlsx", SHEET, 'customWidth="1"', 'hidden="1"', "hidden"),
        ("xlsx", "xl/tables/table6.xml", "A1:E3", "A2:E3", "does not begin at A1"),
        ("xlsx", "xl/tables/table6.xml", "A1:E3", "A1:E2", "the cell A3 stands outside"),
        ("xlsx", "docProps/core.xml", TITLE, "<dc:title>", "no title"),
        ("ods", "content.xml", 'office:value="1705"', 'office:value="2" table:formula="of:=1+1"', "B2 is a formula"),
        ("ods", "content.xml", 'office:value="1705"', 'table:number-columns-spanned="2"', "merged"),
        ("ods", "content.xml", f'{KIND}office:value="1705"><text:p>1705</text:p>', ">", "B2 is blank"),
        ("ods", "content.xml", "'01_one T1'.E3", "'01_one T1'.D3", "the cell E1 stands outside"),
        ("ods", "content.xml", "'01_one T1'.A1:", "'01_one T1'.B1:", "does not begin at A1"),
        ("ods", "content.xml", "table:table-header-rows", "table:table-rows", "not marked as the header"),
        ("ods", "content.xml", 'table:display="true"', 'table:display="false"', "hidden"),
        ("ods", "content.xml", "<table:table-row ", '<table:table-row table:visibility="collapse" ', "hidden"),
        ("ods", "content.xml", "style:column-width", "style:other-width", "widths of columns are not set"),
        ("ods", "content.xml", CELL, f"{CELL}<style:map/>", "colour"),
        ("ods", "settings.xml", ">2</config:config-item>", ">1</config:config-item>", "not frozen"),
        ("ods", "meta.xml", TITLE, "<dc:title>", "no title"),
    ],
)  # fmt: skip
def test_the_checklist_finds_what_a_spreadsheet_of_either_form_should_not_have(form, part, old, new, fault):
    module, seen = FORMS[form]
    made = module.written(workbook(release(), "ko"))
    assert not list(faults(seen(made)))
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as whole, zipfile.ZipFile(stream, "w") as changed:
        for name in whole.namelist():
            content = whole.read(name)
            if name == part:
                assert old in content.decode()
                content = content.decode().replace(old, new).encode()
            changed.writestr(name, content)
    assert any(fault in one.en for one in faults(seen(stream.getvalue())))
