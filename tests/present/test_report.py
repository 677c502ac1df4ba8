"""What a cell calls: results, charts, tables, assumptions and sources of one edition in one language."""

import numpy as np
import pandas as pd
import pytest
from october import OCTOBER, SEPTEMBER, make_october

from analysis.data.edition import open_edition
from analysis.methods.estimate import UNDEFINED, Estimate, estimates_frame, framed_estimates
from analysis.present.misuse import MisuseError
from analysis.present.opening import open_report, report_of
from analysis.present.words import Words

EDITION = "2020-09"


@pytest.fixture(scope="module")
def edition(frozen):
    return open_edition(EDITION, frozen)


@pytest.fixture(params=["ko", "en"])
def report(request, edition):
    return report_of(edition, request.param)


@pytest.fixture
def english(edition):
    return report_of(edition, "en")


def test_a_language_that_the_study_does_not_have_is_told_in_a_sentence(frozen):
    with pytest.raises(MisuseError, match='write "ko" or "en" in the parameters cell'):
        open_report(EDITION, "de", frozen)


def test_a_result_is_recorded_once_and_given_back_with_its_unit(english):
    rate = Estimate(0.5, 0.4, 0.6, "fraction", "Wilson 95 %")
    assert english.result("x.rate", rate) == rate
    assert english.result("x.count", 3, "cases").value == 3
    assert set(english.said.results) == {"x.rate", "x.count"}
    with pytest.raises(MisuseError, match="recorded twice"):
        english.result("x.rate", rate)
    with pytest.raises(MisuseError, match=r"has no unit: add unit=…"):
        english.result("x.other", 3)


def test_a_result_that_the_data_do_not_give_is_given_back_and_not_recorded(english):
    assert not english.result("x.rate", UNDEFINED).defined
    assert "x.rate" not in english.said.results


def test_an_assumption_is_the_registers_unless_a_parameter_stands_in_for_it(report):
    registered = report.assumptions["litigation.other_as_loss"].value
    assert report.assume("litigation.other_as_loss") == registered
    assert report.assume("litigation.other_as_loss", 0.9) == 0.9
    assert report.said.replaced == {"litigation.other_as_loss": 0.9}
    assert report.varying({"litigation.other_as_loss": 0.1}).assume("litigation.other_as_loss", 0.9) == 0.1


def test_the_source_names_place_and_lines_in_the_language(edition):
    assert report_of(edition, "ko").source("litigation") == "보고서 Ⅲ.2.③ 소송 775줄"
    assert report_of(edition, "en").source("litigation") == "the report, Ⅲ.2.③ Litigation line 775"


def test_tables_figures_and_sections_of_one_section_have_one_heading_in_the_source(edition):
    said = report_of(edition, "en").source("litigation", "litigation.direct", "bonds.limit")
    assert said == "the report, Ⅲ.2.③ Litigation lines 775–786, Municipal bonds line 916"
    assert report_of(edition, "en").source("covid").startswith("the report, Ⅲ.1.① COVID-19 response lines")


def test_a_table_of_the_edition_shows_itself_with_the_titles_and_labels_of_its_contract(edition):
    table = report_of(edition, "ko").show(
        edition.table("litigation_cases"), ko="사건", en="Cases", source="litigation_cases"
    )
    assert "지하철 7호선 간접비" in table.text()
    assert "line7" not in table.text()


def test_a_column_is_written_by_the_specs_of_sentences(report):
    frame = pd.DataFrame({"name": [Words("가", "a")], "rate": [Estimate(0.5, 0.4, 0.6, "fraction")], "sum": [29123]})
    table = report.show(frame, ko="표", en="Table", formats={"rate": ".1full", "sum": "money KRW 100 million"})
    assert ("50.0%(40.0~60.0%)" if report.lang == "ko" else "50.0% (40.0–60.0%)") in table.text()
    assert ("2조 9,123억 원" if report.lang == "ko" else "KRW 2.91 trillion") in table.text()


def test_a_column_that_is_not_there_is_told_with_those_that_are(english):
    with pytest.raises(MisuseError, match="The table has no column 'y'; it has: x"):
        english.show(pd.DataFrame({"x": [1]}), ko="표", en="Table", columns={"y": ("가", "a")})


def test_a_chart_takes_its_words_in_both_languages_and_keeps_its_picture(report):
    shares = framed_estimates(estimates_frame([Estimate(0.5, 0.4, 0.6), Estimate(0.5), UNDEFINED]), "fraction")
    with report.chart(
        ko="월별 처리 {n}건",
        en="{n} decided a month",
        alt=("막대 {n}개로 나타낸 그림", "A chart of {n} bars"),
        n=3,
        data=pd.DataFrame({"month": [Words("가", "a")] * 3, "share": shares}),
        columns={"share": ("비율", "Share")},
        formats={"share": ".1full"},
    ) as ax:
        ax.bar([0, 1, 2], [1, 2, 3])
    figure = report.said.figures[0]
    first, ranged = ("가", "50.0%(40.0~60.0%)") if report.lang == "ko" else ("a", "50.0% (40.0–60.0%)")
    assert [column.texts for column in figure.data.columns] == [[first] * 3, [ranged, "50.0%", None]]
    assert figure.data.columns[1].header == ("비율" if report.lang == "ko" else "Share",)
    assert figure.caption == ("월별 처리 3건" if report.lang == "ko" else "3 decided a month")
    assert figure.png.startswith(b"\x89PNG")


def test_a_plain_plot_as_a_figure_of_the_report_shows_the_names_at_its_edges(english):
    frame = pd.Series([3, 2], ["a name as long as divisions have", "another that is long"])
    figure = english.picture(
        frame.plot.barh(figsize=(4, 2)),
        ko="두 과의 인원 {n}",
        en="Posts, {n} rows",
        alt=("막대 {n}개", "{n} bars drawn"),
        n=2,
    )
    assert figure.png
    (axes,) = figure.chart.axes
    assert min(label.get_window_extent().x0 for label in axes.get_yticklabels()) >= 0


def test_a_chart_without_alternative_text_ends_in_a_sentence_that_says_what_to_add(english):
    told = pytest.raises(MisuseError, match=r'add alt=\("한국어 설명", "English description"\)')
    with told, english.chart(ko="월 처리 건수", en="Decisions a month") as ax:
        ax.plot([1, 2])


def test_a_caption_has_an_ending_for_each_outcome(english):
    words = {"ko": ("처리 {n}건.", "늚.", "모름.", "줆."), "en": ("{n} decided.", "More.", "Open.", "Fewer.")}
    said = [
        english.caption(**words, holds=holds, opposite=opposite, n=3).text
        for holds, opposite in ((True, False), (False, False), (False, True))
    ]
    assert said == ["3 decided. More.", "3 decided. Open.", "3 decided. Fewer."]


def test_a_missing_number_of_a_caption_is_a_dash(english):
    assert english.caption(ko="{n:cases}", en="{n:cases} decided", n=np.nan).text == "– decided"


def test_a_phrase_is_in_both_languages_and_has_a_dash_where_a_number_is_missing(report):
    words = report.phrase("{name} {rate:+.1%}", "{name} {rate:+.1%}", name=Words("기금", "Funds"), rate=-0.17)
    assert (words.ko, words.en) == ("기금 −17.0%", "Funds −17.0%")
    assert report.phrase("{rate:.1%}", "{rate:.1%}", rate=None).ko == "–"


def test_the_source_of_a_section_names_the_edition_that_its_figures_are_of(study):
    root = make_october(study, {}, only="appeals_monthly").root
    now, before = (report_of(open_edition(name, root), "en").source("budget") for name in (OCTOBER, SEPTEMBER))
    assert now == before.replace("Budget", f"Budget ({SEPTEMBER})") != before


def test_a_report_shows_itself_with_its_tables(report):
    shown = report._repr_mimebundle_()
    title = "2020년 9월 업무보고" if report.lang == "ko" else "Work report of September 2020"
    assert shown["text/plain"].startswith(title)
    assert report.tables.loc["appeals_monthly", "rows"] == 8
    assert report.tables.loc["statements", "section"] == ""
    assert set(report.tables.index) == set(report.contract.tables)
