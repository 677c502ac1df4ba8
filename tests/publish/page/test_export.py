import base64
import hashlib
import re

import pytest
from bs4 import BeautifulSoup
from nbconvert.exporters import get_exporter
from nbformat.v4 import new_output
from tiny_study import code, executed, markdown, shown

from analysis.publish.page.export import ReportExporter
from analysis.publish.page.markdown import FormulaError
from analysis.publish.run.errors import ReportError

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
PICTURE = f'<img src="data:image/png;base64,{PIXEL}" alt="{{}}">'
NUMBER = '<span class="study-number" data-kind="{}"></span>'


def page(*cells, lang="ko", as_of=None, **parameters) -> BeautifulSoup:
    return BeautifulSoup(html(*cells, lang=lang, as_of=as_of, **parameters), "html.parser")


def html(*cells, lang="ko", as_of=None, **parameters) -> str:
    resources = {"metadata": {"name": "01_any"}, "as_of": as_of}
    return ReportExporter().from_notebook_node(executed(*cells, lang=lang, **parameters), resources)[0]


def test_nbconvert_finds_the_exporter_by_its_name():
    assert get_exporter("study_report") is ReportExporter


def test_the_same_notebook_gives_the_same_bytes():
    assert html(markdown("## 가")) == html(markdown("## 가"))


def test_a_page_has_the_cells_of_its_language_and_those_of_none():
    cells = [markdown("하나", "lang-ko"), markdown("one", "lang-en"), markdown("1")]
    assert [p.text for p in page(*cells).select("main .study-cell p:not(.study-edition)")] == ["하나", "1"]
    assert [p.text for p in page(*cells, lang="en").select("main .study-cell p:not(.study-edition)")] == ["one", "1"]


@pytest.mark.parametrize(
    ("lang", "title", "edition"),
    [
        ("ko", "무엇인가?", "2020년 9월판 · 자료 기준일 2020. 8. 28."),
        ("en", "What is it?", "September 2020 edition · figures as of 28 August 2020"),
    ],
)
def test_a_page_says_its_language_title_edition_and_day(lang, title, edition):
    soup = page(lang=lang, as_of="2020-08-28")
    assert (soup.html["lang"], soup.title.text, soup.h1.text) == (lang, title, title)
    assert soup.select_one("h1 + .study-edition").text == edition


def test_a_page_leads_to_its_twin_and_to_the_index():
    links = [a["href"] for a in page().select(".study-masthead a")]
    assert links == ["../index.html", "../en/01_any.html"]


def test_figures_and_tables_are_numbered_apart_in_the_order_of_the_page():
    cells = [shown(f"<p>{NUMBER.format(kind)}</p>") for kind in ("figure", "table", "figure")]
    assert [n.text for n in page(*cells).select(".study-number")] == ["그림 1", "표 1", "그림 2"]
    assert [n.text for n in page(*cells, lang="en").select(".study-number")] == ["Figure 1", "Table 1", "Figure 2"]


def test_a_numbered_figure_can_be_linked_to():
    figure = f"<figure>{PICTURE.format('막대')}<figcaption>{NUMBER.format('figure')}</figcaption></figure>"
    assert page(shown(figure)).figure["id"] == "figure-1"


def test_formulas_are_mathml():
    soup = page(markdown(r"비는 $\frac{a}{b}$이다." "\n\n" r"$$\sum_i x_i$$" "\n\n" r"\begin{align}a &= b\end{align}"))
    assert [m.get("display") for m in soup.find_all("math")] == [None, "block", "block"]
    assert "$" not in soup.main.text


def test_a_formula_that_is_no_latex_names_notebook_and_cell():
    with pytest.raises(FormulaError, match=r"01_any, 5: formula .* can't be read"):
        page(markdown("가"), markdown(r"$\frac{a$"))


@pytest.mark.parametrize("alt", ["", "  ", "No description has been provided for this image"])
def test_a_picture_without_alternative_text_is_refused_by_cell(alt):
    with pytest.raises(ReportError, match="01_any, cell 5: a picture has no alternative text"):
        page(markdown("가"), shown(PICTURE.format(alt)))


def test_a_bare_chart_of_matplotlib_is_refused_for_want_of_alternative_text():
    cell = code("axes.figure")
    cell.outputs = [new_output("display_data", {"image/png": PIXEL, "text/plain": "<Figure>"})]
    with pytest.raises(ReportError, match="no alternative text"):
        page(cell)


def test_a_picture_in_markdown_needs_alternative_text_too():
    with pytest.raises(ReportError, match="no alternative text"):
        page(markdown(f"![](data:image/png;base64,{PIXEL})"))


def test_a_drawing_is_named_by_its_title_or_its_label():
    assert page(shown('<svg aria-label="세 막대"></svg>'), shown("<svg><title>세 막대</title></svg>")).svg
    with pytest.raises(ReportError, match="no alternative text"):
        page(shown("<svg><path d=''/></svg>"))


@pytest.mark.parametrize(
    "loading",
    [
        '<img src="https://example.org/a.png" alt="세 막대">',
        '<img src="a.png" alt="세 막대">',
        '<link rel="stylesheet" href="a.css">',
        "<script>1</script>",
        '<p onclick="1">가</p>',
        '<iframe src="data:text/html,1"></iframe>',
        "<style>@import 'a.css';</style>",
        '<p style="background: url(a.png)">가</p>',
        r"<style>p{background:\75rl(a.png)}</style>",
        "<svg aria-label='a'><style><p></style></svg>",
        "<svg aria-label='a'><use href='a#b'/></svg>",
        "<svg aria-label='a'><rect fill='url(a#b)'/></svg>",
        "<svg aria-label='a'><foreignObject></foreignObject></svg>",
        "<svg aria-label='a'><set attributeName='onload'/></svg>",
        "<math href='https://example.org'><mi>x</mi></math>",
        "<math><annotation-xml></annotation-xml></math>",
        "<a href='java&#9;script:1'>가</a>",
        "<a href='data:text/html,1'>가</a>",
        "<a href='b.html' ping='a'>가</a>",
        "<form action='a'></form>",
        "<button formaction='a'>가</button>",
        "<video poster='a'></video>",
        "<base href='a'>",
        "<meta http-equiv='refresh' content='0'>",
        "<noscript></noscript>",
        "<template></template>",
        "<img alt='가' src='data:text/html,1'>",
        "<img alt='가' src='data:image/png;base64,AA' srcset='a 2x'>",
    ],
)
@pytest.mark.parametrize("cell", [shown, markdown])
def test_what_would_load_or_run_is_refused_by_cell(loading, cell):
    with pytest.raises(ReportError, match="01_any, cell 4: loads from outside the page, or runs"):
        page(cell(loading))


def test_a_comment_is_not_left_on_the_page():
    assert "example.org" not in html(markdown("가 <!-- <img src='https://example.org/a.png'> --> 나"))


def test_a_page_allows_its_own_style_and_pictures_in_it_alone():
    made = html(markdown("## 가"))
    soup = BeautifulSoup(made, "html.parser")
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    own = base64.b64encode(hashlib.sha256(soup.style.get_text().encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; img-src data:; font-src data:; style-src 'sha256-{own}'; base-uri 'none'; "
        "form-action 'none'"
    )
    assert not soup.select("[style]")


def test_a_link_to_another_page_is_allowed():
    assert page(markdown("[자료](https://example.org)")).select_one('main a[href="https://example.org"]')


def test_a_notebook_without_a_title_in_its_language_is_refused():
    book = executed()
    book.cells[0].source = "제목이 아니다"
    with pytest.raises(ReportError, match=r"01_any \(ko\) has no title"):
        ReportExporter().from_notebook_node(book, {"metadata": {"name": "01_any"}})


def test_headings_have_ids_of_their_own_and_sections_are_listed():
    soup = page(markdown("## 무엇을 보나?\n\n### 그림 1\n\n## 무엇을 보나?"))
    ids = [h["id"] for h in soup.select("main :is(h2, h3)")]
    assert ids[:3] == ["무엇을-보나", "그림-1", "무엇을-보나-2"]
    assert [a["href"] for a in soup.select(".study-contents a")][:2] == ["#무엇을-보나", "#무엇을-보나-2"]
    assert len({element["id"] for element in soup.select("[id]")}) == len(soup.select("[id]"))


def test_every_header_cell_says_what_it_heads():
    plain = "<table><thead><tr><th>a</th></tr></thead><tbody><tr><th>b</th><td>1</td></tr></tbody></table>"
    assert [th["scope"] for th in page(shown(plain)).table.find_all("th")] == ["col", "row"]


def test_a_cell_that_holds_a_sentence_is_marked_for_phones_and_a_short_one_is_not():
    long = "병상이 먼저 끝나면 그 뒤의 입원이 시나리오가 출발하는 값에서 빠지므로 적게 나온다."
    cells = page(shown(f'<table><tr><td class="n">{long}</td><td>210</td></tr></table>')).select("td")[:2]
    assert [cell.get("class") for cell in cells] == [["n", "study-sentence"], None]


def test_a_table_stands_in_a_frame_that_can_be_reached_and_has_a_name():
    soup = page(shown("<table><caption>월별</caption><tr><td>1</td></tr></table>"), markdown("|a|\n|-|\n|1|"))
    first, second, _ = soup.select("main .study-scroll")
    assert (first["tabindex"], first["role"]) == ("0", "group")
    assert soup.find(id=first["aria-labelledby"]).text == "월별"
    assert second["aria-label"] == "표 2"


def test_what_is_styled_for_jupyterlab_is_styled_by_the_page_instead():
    assert not page(shown('<p style="margin: 1em 0">가</p>')).select("main [style]")


def test_code_is_folded_and_comes_after_what_it_shows():
    cell = page(shown("<p class='out'>가</p>", "show(1)")).select_one(".study-cell:has(.out)")
    assert [child.name for child in cell.find_all(recursive=False)] == ["p", "details"]
    assert "open" not in cell.details.attrs
    assert "show(1)" in cell.details.text


def test_code_that_shows_nothing_is_folded_into_its_neighbours():
    soup = page(
        code("import a"),
        code("b = 1"),
        shown("<p>가</p>", "show(b)"),
        code("assert b"),
        markdown("## 나"),
        code("c = 1"),
    )
    blocks = [[pre.text.strip() for pre in details.select("pre")] for details in soup.select(".study-code")]
    assert blocks == [["import a", "b = 1", "show(b)", "assert b"], ["c = 1"]]


def test_parameters_stand_at_the_end_and_changed_ones_are_said_under_the_title():
    soup = page(rate=0.3)
    rows = {
        row.th.text: [cell.text for cell in row.find_all("td")] for row in soup.select(".study-parameters tbody tr")
    }
    assert [" ".join(cell.split()) for cell in rows["rate"]] == ["0.3 기본값 0.25", "비율"]
    assert rows["note"] == ["plain", "메모"]
    assert [row.th.text for row in soup.select(".study-changed")] == ["rate"]
    assert soup.select_one(".study-notice").text == "기본값과 다른 매개변수로 만든 보고서이다: rate = 0.3"
    assert page().select_one(".study-notice") is None


def test_warnings_are_not_shown_to_readers():
    cell = shown("<p>가</p>")
    cell.outputs.append(new_output("stream", name="stderr", text="DeprecationWarning"))
    assert "DeprecationWarning" not in page(cell).text


def test_text_is_escaped_where_it_is_not_html():
    cell = code("print('<b>')")
    cell.outputs = [new_output("stream", name="stdout", text="<b>&")]
    assert page(cell, note="<i>").select_one("main .study-output").text.strip() == "<b>&"
    assert "<i>" in page(note="<i>").select_one(".study-parameters").text


def test_the_running_head_in_print_is_the_title_even_with_odd_characters():
    book = executed()
    book.cells[0].source = r'# "가" \</style\> \\ 나'
    text, _ = ReportExporter().from_notebook_node(book, {"metadata": {"name": "01_any"}})
    assert re.search(r'@top-left\{content:"\\"가\\" \\3c /style> \\\\ 나"\}', text)


def test_a_page_that_is_too_large_is_refused_with_its_size():
    with pytest.raises(ReportError, match=r"01_any \(ko\): the page has 1,\d{3},\d{3} bytes, more than 1,000,000"):
        page(shown(f'<img src="data:image/png;base64,{"A" * 1_000_000}" alt="세 막대">'))


def test_a_page_has_no_script():
    assert "<script" not in html(markdown("## 가"), shown("<p>나</p>"))
