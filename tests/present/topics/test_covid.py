"""The COVID-19 notebook's sentences, charts and tables follow the data, in both languages."""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.data.edition import open_edition
from analysis.data.inputs.covid import inputs
from analysis.methods.topics.covid import Answers, Inputs, answer
from analysis.present.findings import evaluate_claim as judge
from analysis.present.legibility import flaws
from analysis.present.topics import covid as show
from analysis.present.words import LANGUAGES, Lang

CHARTS = (
    show.daily_chart,
    show.growth_chart,
    show.window_chart,
    show.serial_interval_chart,
    show.severe_chart,
    show.occupancy_chart,
    show.scenario_chart,
    show.rt_tornado,
    show.beds_tornado,
)
TABLES = (show.bed_table, show.cluster_table, show.rally_table, show.level_table, show.world_table)
DRAWN = ("printed", "surging", "falling", "long")
UNSAID = re.compile(r"\b(nan|None|inf|Estimate|Words|Timestamp)\b|\{|\}")
SIDES = (
    ("covid.growth", "surging", "printed"),
    ("covid.growth", "surging", "falling"),
    ("covid.rt", "surging", "printed"),
    ("covid.rt", "surging", "falling"),
    ("covid.rt", "surging", "steady"),
    ("covid.clusters", "printed", "mostly_linked"),
    ("covid.clusters", "printed", "long"),
    ("covid.positivity", "printed", "all_pending"),
    ("covid.positivity", "printed", "nobody_positive"),
    ("covid.severe", "printed", "all_open"),
    ("covid.occupancy", "printed", "full_incheon"),
    ("covid.beds_fill", "printed", "many_beds"),
    ("covid.growth_by_end", "surging", "printed"),
    ("covid.rt_cut_off", "surging", "printed"),
    ("covid.rt_cut_off", "surging", "falling"),
    ("covid.rt_serial_interval", "printed", "steady"),
    ("covid.list_tested", "all_pending", "printed"),
    ("covid.attendees", "printed", "contacts"),
    ("covid.rally_size", "printed", "small_rally"),
    ("covid.bed_table", "printed", "misprinted"),
    ("covid.beds_comparable", "two_counts", "printed"),
    ("covid.beds_comparable", "three_counts", "printed"),
    ("covid.scenarios", "printed", "few_beds"),
    ("covid.planned_beds", "many_beds", "printed"),
    ("covid.rt_fragile", "surging", "printed"),
    ("covid.rt_fragile", "surging", "falling"),
    ("covid.beds_fragile", "few_beds", "printed"),
    ("covid.beds_fragile", "many_beds", "printed"),
)


@pytest.fixture(scope="module")
def printed(project) -> Inputs:
    return inputs(open_edition("2020-09", project))


def with_days(given: Inputs, cases: Sequence[float]) -> Inputs:
    """Another series of cases from the same first day on."""
    table = given.tables["covid_daily"]
    days = pd.date_range(table["date"].min(), periods=len(cases))
    return with_table(given, "covid_daily", pd.DataFrame({"date": days, "cases": cases}))


def with_table(given: Inputs, name: str, frame: pd.DataFrame) -> Inputs:
    """Another table in place of the edition's, with its words."""
    frame.attrs = given.tables[name].attrs
    return replace(given, printed=replace(given.printed, tables={**given.tables, name: frame}))


def with_cells(given: Inputs, table: str, where: dict[str, str], **cells: int) -> Inputs:
    """The table with other numbers in the row that `where` names."""
    frame = given.tables[table].copy()
    row = np.logical_and.reduce([frame[column] == value for column, value in where.items()])
    for column, value in cells.items():
        frame.loc[row, column] = value
    return with_table(given, table, frame)


def with_tests(given: Inputs, cluster: str, **outcomes: int) -> Inputs:
    for outcome, persons in outcomes.items():
        given = with_cells(given, "cluster_tests", {"cluster": cluster, "outcome": outcome}, persons=persons)
    return given


def with_seoul(given: Inputs, **beds: int) -> Inputs:
    return with_cells(given, "hospital_beds", {"region": "seoul"}, **beds)


def with_counts(given: Inputs, **seoul_in_use: int) -> Inputs:
    """Editions after the printed one, by the month before which beds were counted, with other beds in use."""
    later = [
        given.printed.bed_prints.assign(edition=f"2020-{month[1:]}", as_of=f"2020-{int(month[1:]) - 1:02}-28").assign(
            general_in_use=lambda frame, beds=beds: frame["general_in_use"].where(frame["region"] != "seoul", beds)
        )
        for month, beds in seoul_in_use.items()
    ]
    prints = pd.concat([given.printed.bed_prints, *later], ignore_index=True)
    return replace(given, printed=replace(given.printed, bed_prints=prints))


@pytest.fixture(scope="module")
def variants(printed) -> dict[str, Answers]:
    """Editions that differ from the printed one, by what is different about them."""
    waves = (100 + 80 * np.sin(np.arange(60) / 9) + 10 * (np.arange(60) % 7)).round()
    severe = printed.beds["severe_owned"] - printed.beds["severe_in_use"]
    all_open = printed.tables["hospital_beds"].assign(severe_available=severe.to_numpy())
    made = {
        "printed": printed,
        "surging": with_days(printed, [10, 13, 17, 22, 29, 38, 50, 65, 85, 110, 144, 188, 245, 320]),
        "falling": with_days(printed, [400, 300, 220, 170, 120, 90, 70, 50, 40, 30, 20, 15, 10]),
        "steady": with_days(printed, [100, 98, 103, 99, 101, 97, 100, 102, 99, 100] * 4),
        "long": with_days(printed, waves.tolist()),
        "mostly_linked": with_tests(printed, "church", confirmed=1200),
        "all_pending": with_tests(printed, "rally", tested=8000, positive=46, negative=100, pending=7854),
        "nobody_positive": with_tests(printed, "rally", positive=0, negative=7628, pending=0),
        "all_open": with_table(printed, "hospital_beds", all_open),
        "full_incheon": with_cells(printed, "hospital_beds", {"region": "incheon"}, general_in_use=400),
        "many_beds": with_seoul(printed, general_owned=5000, general_available=4370),
        "few_beds": with_seoul(printed, general_owned=640, general_available=10),
        "contacts": with_cells(printed, "rally_routes", {"route": "attended"}, cases=10),
        "small_rally": with_cells(printed, "rally_sizes", {"item": "attended"}, persons=2000),
        "two_counts": with_counts(printed, m10=700),
        "three_counts": with_counts(printed, m10=700, m11=385),
        "misprinted": with_cells(printed, "hospital_beds", {"region": "total"}, general_owned=1805),
    }
    made["all_pending"] = with_tests(
        made["all_pending"], "church", tested=2700, positive=500, negative=1700, pending=500
    )
    return {name: answer(each) for name, each in made.items()}


@pytest.mark.parametrize(("claim", "holds_on", "fails_on"), SIDES)
def test_each_claim_reads_differently_on_either_side_of_its_test(variants, claim, holds_on, fails_on):
    true, false = (show.reading(claim, variants[name], "ko") for name in (holds_on, fails_on))
    assert (true.holds, false.holds) == (True, False)
    assert true.words.ko != false.words.ko
    assert true.words.en != false.words.en


def test_every_claim_is_among_those_tried_on_both_sides():
    assert {claim for claim, _, _ in SIDES} == {claim.id for claim in show.CLAIMS}


def test_every_sentence_is_whole_in_both_languages(variants):
    for name, answers in variants.items():
        for claim in show.CLAIMS:
            finding = judge(claim, answers)
            for lang in LANGUAGES:
                text = finding.words[lang]
                assert not UNSAID.search(text), (name, claim.id, text)
                assert text.endswith("."), (name, claim.id, text)
                assert "  " not in text, (name, claim.id, text)
            assert not re.search("[가-힣]", finding.words.en), (name, claim.id)
            assert finding.card is None or not UNSAID.search(finding.card.value.ko), (name, claim.id)


@pytest.mark.parametrize(
    ("claim", "numbers"),
    [
        ("covid.growth", ["22.2%", "3.5", "−4.5", "56.3%", "1.6"]),
        ("covid.rt", ["1.13", "1.06", "1.21", "0.96"]),
        ("covid.clusters", ["590", "1,497", "39.4%", "60.6%"]),
        ("covid.positivity", ["24.6%", "22.8", "26.4%", "0.61%", "0.46", "0.82%", "40", "30", "54", "11.8"]),
        ("covid.severe", ["319", "92", "19", "6.0%", "73"]),
        ("covid.occupancy", ["75.1%", "87.4%", "425", "260"]),
        ("covid.beds_fill", ["50%", "141", "2.3", "1.4", "3.8", "14", "1.13"]),
        ("covid.growth_by_end", ["22.2%", "3.4%", "9"]),
        ("covid.rt_cut_off", ["62%", "89%", "1.61", "1.13", "32", "1.09", "1.02", "1.17"]),
        ("covid.rt_serial_interval", ["1.08", "1.33"]),
        ("covid.list_tested", ["4,066", "35.1%", "16.5%", "2,640", "2,223", "84.2%"]),
        ("covid.attendees", ["46", "29", "63.0%", "21,000", "0.14%", "7,628"]),
        ("covid.rally_size", ["3,100", "6.8", "21,000", "228,240", "9.2%"]),
        ("covid.scenarios", ["14", "741", "96.1%", "436", "56.6%", "771"]),
        ("covid.planned_beds", ["170", "941", "971", "765", "466"]),
        ("covid.rt_fragile", ["6.3", "0.99", "1.71", "3.3"]),
        ("covid.beds_fragile", ["672", "1,419", "30", "80%", "36.6%"]),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sentences_of_the_edition_hold_its_numbers(variants, claim, numbers, lang: Lang):
    said = show.reading(claim, variants["printed"], lang).words[lang]
    assert [number for number in numbers if number not in said] == []


def test_beds_of_two_editions_are_two_counts_and_no_trend(variants):
    said = show.reading("covid.beds_comparable", variants["two_counts"], "en").words.en
    assert "81.7% (630 of 771) were in use on 25 August 2020 and 90.8% (700 of 771) on 28 September 2020" in said
    assert said.endswith("Two points are no trend.")


def test_beds_of_three_editions_are_drawn_and_the_last_two_compared(variants):
    said = show.reading("covid.beds_comparable", variants["three_counts"], "en").words.en
    assert "90.8% (700 of 771) were in use on 28 September 2020 and 49.9% (385 of 771) on 28 October 2020" in said
    assert "no trend" not in said
    for lang in LANGUAGES:
        figure = show.bed_series_chart(variants["three_counts"], lang)
        assert figure is not None
        assert flaws(figure.chart) == []
        assert all(share in figure.alt for share in ("81.7%", "90.8%", "49.9%"))


def test_one_count_of_beds_is_not_drawn_as_a_series(variants):
    assert show.bed_series_chart(variants["printed"], "ko") is None


def test_a_day_counted_by_two_editions_stands_once_as_printed_last(printed):
    again = with_counts(printed, m10=700)
    again.printed.bed_prints["as_of"] = "2020-08-25"
    series = answer(again).bed_series
    assert list(series["seoul_in_use"]) == [700]


def test_a_peak_at_the_beginning_is_said_to_allow_no_rate_of_growth(variants):
    assert "no rate of growth" in show.reading("covid.growth", variants["falling"], "en").words.en


def test_a_reproduction_number_below_one_is_said_to_be_a_shrinking_epidemic(variants):
    assert "shrinking" in show.reading("covid.rt", variants["falling"], "en").words.en


def test_a_yield_of_tests_is_never_called_a_risk(variants):
    assert "위험의 비로 읽을 수 없다" in show.reading("covid.positivity", variants["printed"], "ko").words.ko


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", DRAWN)
def test_charts_are_legible_and_their_words_whole_whatever_the_series(variants, name, lang: Lang):
    for chart in CHARTS:
        figure = chart(variants[name], lang)
        assert flaws(figure.chart) == [], chart.__name__
        assert not UNSAID.search(figure.alt + figure.caption + figure.source), chart.__name__
        if lang == "en":
            assert not re.search("[가-힣]", figure.alt + figure.caption + figure.source), chart.__name__


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_are_whole_whatever_the_edition(variants, lang: Lang):
    for name, answers in variants.items():
        for table in TABLES:
            assert not UNSAID.search(table(answers, lang).text()), (name, table.__name__)


def test_the_break_of_the_register_is_drawn_through_the_bars(variants):
    texts = [text.get_text() for axes in show.daily_chart(variants["printed"], "ko").chart.axes for text in axes.texts]
    assert "거리두기 2단계" in texts


def test_orders_outside_the_printed_days_are_not_drawn_but_told(variants):
    figure = show.daily_chart(variants["printed"], "en")
    drawn = " ".join(text.get_text() for axes in figure.chart.axes for text in axes.texts)
    assert "Fines" not in drawn
    assert "13 Oct Fines" in figure.alt


def test_cases_linked_to_the_rally_are_drawn_only_on_days_that_are_there(variants):
    assert "46 linked to the rally" in show.daily_chart(variants["printed"], "en").caption
    later = with_table(
        variants["printed"].inputs,
        "covid_daily",
        variants["printed"]
        .inputs.tables["covid_daily"]
        .assign(date=lambda rows: rows["date"] + pd.DateOffset(months=2)),
    )
    assert "linked to the rally" not in show.daily_chart(answer(later), "en").caption


def test_before_and_after_a_break_is_not_called_an_effect(variants):
    assert "효과가 아니다" in show.daily_chart(variants["printed"], "ko").caption


def test_numbers_of_a_long_series_are_told_in_the_alternative_text_and_not_crowded_on_the_bars(variants):
    figure = show.daily_chart(variants["long"], "en")
    assert figure.alt.count("; ") > 60
    assert len([text for text in figure.chart.axes[1].texts if text.get_text().isdigit()]) == 2


def test_the_numbers_of_the_bed_table_are_those_printed(variants):
    text = show.bed_table(variants["printed"], "en").text()
    assert re.search(r"Severe\s+Total\s+319\s+227\s+71\.2\s+71\.16\s+92\s+19", text)


def test_a_misprinted_total_is_counted_in_the_tables_caption(variants):
    printed, broken = (show.bed_table(variants[name], "en").caption for name in ("printed", "misprinted"))
    assert printed != broken
    assert "14 of 14" in printed


def test_the_ratio_of_deaths_is_said_not_to_be_a_risk(variants):
    caption = show.world_table(variants["printed"], "en").caption
    assert "3.4%" in caption
    assert "not the risk of death" in caption


def test_a_claim_that_is_not_there_is_refused_with_the_names_of_those_that_are(variants):
    with pytest.raises(ValueError, match=r"covid\.growth"):
        show.reading("covid.luck", variants["printed"], "ko")
