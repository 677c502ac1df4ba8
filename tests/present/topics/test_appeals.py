"""Sentences, charts and tables on appeals say what the answers are, in both languages."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from analysis.data import open_edition
from analysis.data.inputs.appeals import inputs
from analysis.methods.topics.appeals import answer, dependence_on_meetings
from analysis.methods.topics.appeals.capacity import Assumed
from analysis.present.findings import evaluate_claim as judge
from analysis.present.legibility import flaws
from analysis.present.topics import appeals as show

LANGUAGES = ("ko", "en")
CHARTS = (
    show.trend_chart,
    show.per_meeting_chart,
    show.control_charts,
    show.segmented_chart,
    show.comparison_chart,
    show.rise_chart,
)
TABLES = (show.published_table, show.factors_table, show.ratios_table, show.models_table)
NOTEBOOK = "notebooks/03_admin_appeals.ipynb"

RISING = [128, 133, 154, 171, 177, 210, 220, 187]
LEAP = [150, 152, 149, 151, 150, 310, 305, 300]
FALLING = [180, 171, 165, 150, 144, 120, 110, 118]
UNEVEN = [150, 190, 120, 180, 130, 175, 160, 190]


def months(decisions, first="2020-01"):
    return pd.Series(decisions, pd.date_range(first, periods=len(decisions), freq="MS", name="month"))


@pytest.fixture(scope="module")
def printed(project):
    return answer(inputs(open_edition("2020-09", project)))


def with_months(answers, decisions):
    return answer(replace(answers.inputs, decisions=months(decisions)))


def with_meetings(answers, value, low, high):
    return answer(replace(answers.inputs, meetings_before=Assumed(value, low, high)))


# For each claim: what the sentence says of the report, whether it then holds, and answers on the other side.
CLAIMS = {
    "appeals.beyond_trend": (False, "−24.7", lambda a: with_months(a, LEAP), "155.0"),
    "appeals.rose": (True, "1.09", lambda a: with_months(a, UNEVEN), "175.0"),
    "appeals.more_meetings": (True, "136%", lambda a: with_months(a, LEAP), "57%"),
    "appeals.per_meeting_fell": (False, "1.0004", lambda a: with_months(a, FALLING), "38.7"),
    "appeals.pace": (True, "102.8", lambda a: with_months(a, FALLING), "58.0"),
    "appeals.published": (True, "4", lambda a: with_months(a, FALLING), "4"),
    "appeals.single_months": (False, "187", lambda a: with_months(a, [*RISING[:7], 220]), "3"),
    "appeals.close_to_the_line": (True, "12.4", lambda a: with_months(a, UNEVEN), "34"),
    "appeals.precision": (True, "23.3", lambda a: with_months(a, [*range(100, 181, 20), 200, 220, 241]), "20"),
    "appeals.part_of_the_rise": (True, "30%", lambda a: with_months(a, FALLING), "−27.4"),
    "appeals.other_baselines": (True, "−5.2", lambda a: with_months(a, [*RISING[:5], 240, 240, 240]), "3"),
    "appeals.beyond_limits": (True, "185.2", lambda a: with_months(a, UNEVEN), "0"),
    "appeals.rising_before": (True, "7", lambda a: with_months(a, LEAP), "7"),
    "appeals.on_the_limit": (True, "219.98", lambda a: with_months(a, LEAP), "276.02"),
    "appeals.afterwards": (False, "", lambda a: with_months(a, [*RISING, 150, 160]), "155.0"),
    "appeals.p_against_range": (True, "0.049", lambda a: with_months(a, LEAP), "1.23"),
    "appeals.scatter": (True, "2.57", lambda a: with_months(a, FALLING), "0.99"),
    "appeals.clock": (True, "48.9", lambda a: with_months(a, LEAP), "164.8"),
    "appeals.estimators_part": (True, "0.997", lambda a: with_months(a, LEAP), "159.4"),
    "appeals.slowed": (True, "−46.2", lambda a: with_months(a, FALLING), "−0.8"),
    "appeals.choice_of_model": (True, "AICc", lambda a: with_months(a, UNEVEN), "AICc"),
    "appeals.methods_part": (True, "5", lambda a: with_months(a, LEAP), "5"),
    "appeals.hangs_on_meetings": (True, "1.999", lambda a: with_meetings(a, 2.1, 2.1, 2.2), "2.23"),
    "appeals.leads_rose": (
        True,
        "24.4",
        lambda a: answer(replace(a.inputs, leads=a.inputs.leads.set_axis([2018, 2020, 2019]).sort_index())),
        "21.9",
    ),
}


def claim(name):
    return next(each for each in show.CLAIMS if each.id == name)


def test_every_claim_is_tried_on_both_sides():
    assert {each.id for each in show.CLAIMS} == set(CLAIMS)


@pytest.mark.parametrize("name", CLAIMS)
def test_of_the_report_each_sentence_says_its_number(printed, name):
    holds, number, _, _ = CLAIMS[name]
    finding = judge(claim(name), printed)
    assert finding.holds is holds
    assert number in finding.words.ko
    assert number in finding.words.en


@pytest.mark.parametrize("name", CLAIMS)
def test_on_the_other_side_each_sentence_says_otherwise(printed, name):
    holds, _, otherwise, number = CLAIMS[name]
    before, after = judge(claim(name), printed), judge(claim(name), otherwise(printed))
    assert after.holds is not holds
    assert number in after.words.ko
    assert number in after.words.en
    assert before.words.ko != after.words.ko
    assert before.words.en != after.words.en


OTHERS = {
    "a leap": LEAP,
    "a fall": FALLING,
    "no trend": UNEVEN,
    "the whole year": [*RISING, 150, 160, 170, 155],
    "one month printed higher": [*RISING[:5], 310, 220, 187],
}


@pytest.mark.parametrize("decisions", OTHERS.values(), ids=OTHERS)
def test_sentences_hold_no_placeholder_whatever_the_data(printed, decisions):
    answers = with_months(printed, decisions)
    for each in show.CLAIMS:
        for made in (each.holds, each.fails):
            words = made(answers)
            for text in (words.ko, words.en):
                assert not re.search(r"\bnan\b|\bNone\b|\binf\b|[{}]", text), (each.id, text)


def test_a_ratio_next_to_one_is_shown_with_the_digits_that_tell_its_side(printed):
    assert "1.0004" in judge(claim("appeals.per_meeting_fell"), printed).words.ko
    assert "0.999" in judge(claim("appeals.p_against_range"), printed).words.ko


def test_an_unknown_reading_is_refused_with_the_known_ones_named(printed):
    with pytest.raises(ValueError, match=r"appeals\.clock"):
        show.reading("appeals.clocks", printed, "ko")


# Charts and tables


@pytest.mark.parametrize("draw", CHARTS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_charts_can_be_read(printed, draw, lang):
    assert flaws(draw(printed, lang).chart) == []


@pytest.mark.parametrize("draw", CHARTS)
@pytest.mark.parametrize("decisions", OTHERS.values(), ids=OTHERS)
def test_charts_of_other_data_can_be_read(printed, draw, decisions):
    assert flaws(draw(with_months(printed, decisions), "en").chart) == []


CAPTIONS = {
    show.trend_chart: ("207.0", "183.7", "220.6"),
    show.per_meeting_chart: ("68.6", "0.90", "88.5"),
    show.control_charts: ("185.2", "220.0", "120.0"),
    show.segmented_chart: ("+23.8", "+48.9", "217.2"),
    show.comparison_chart: ("9", "2", "1.0004"),
    show.rise_chart: ("25.9", "−1.3", "41.3"),
}


@pytest.mark.parametrize("draw", CAPTIONS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_captions_and_alternative_texts_say_the_numbers(printed, draw, lang):
    figure, (*in_caption, in_alt) = draw(printed, lang), CAPTIONS[draw]
    assert all(number in figure.caption for number in in_caption)
    assert in_alt in figure.alt


def test_the_caption_of_the_trend_says_otherwise_when_the_data_do(printed):
    assert "보다 많다" in show.trend_chart(with_months(printed, LEAP), "ko").caption
    assert "exceeds" in show.trend_chart(with_months(printed, LEAP), "en").caption
    assert "구별되지 않는다" in show.trend_chart(printed, "ko").caption


@pytest.mark.parametrize("make", TABLES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_show_every_value(printed, make, lang):
    text = make(printed, lang).text()
    assert not re.search(r"\bnan\b|\bNone\b", text)
    assert text.count("\n") > 3


def test_the_published_table_holds_the_months_and_the_means(printed):
    text = show.published_table(printed, "ko").text()
    assert all(str(number) in text for number in (*RISING, "152.6", "205.7", "53.1", "617"))


def test_the_table_of_meetings_varies_the_register(printed):
    text = show.meetings_table(printed, dependence_on_meetings(printed), "ko").text()
    assert all(number in text for number in ("1.8", "2.2", "0.81", "0.99", "171%", "104%"))


# The notebook's own words


def test_the_notebook_reads_every_claim_that_is_not_a_headline_alone(project):
    text = (project / NOTEBOOK).read_text("utf-8")
    read = set(re.findall(r"show\.reading\(\\\"(appeals\.[a-z_]+)", text))
    assert {each.id for each in show.CLAIMS} - read == {"appeals.beyond_trend", "appeals.rose", "appeals.more_meetings"}
