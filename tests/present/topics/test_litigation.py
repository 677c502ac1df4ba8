"""The litigation notebook's sentences, charts and tables follow the data, in both languages."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from analysis.data.edition import open_edition
from analysis.data.inputs.litigation import inputs
from analysis.methods.rounding import interval_of
from analysis.methods.topics.litigation import Answers, Assumed, Inputs, answer
from analysis.methods.topics.litigation.docket import Docket
from analysis.present.findings import Finding
from analysis.present.findings import evaluate_claim as judge
from analysis.present.legibility import flaws
from analysis.present.topics import litigation as show
from analysis.present.words import LANGUAGES, Lang

CHARTS = (show.win_rate_chart, show.definition_chart, show.docket_chart)
TABLES = (
    show.published_table,
    show.docket_table,
    show.cases_table,
    show.assumption_table,
    show.method_table,
)
DRAWN = ("printed", "close", "beaten", "unbeaten", "clearing", "growing", "december")
UNSAID = re.compile(r"\b(nan|None|inf|Estimate|Words)\b|\{|\}")


def docket(base: Docket, **counts: int) -> Docket:
    """A docket with other counts whose balances and printed rate are right."""
    made = replace(base, **counts)
    closed, total = made.won + made.lost + made.other, made.carried_over + made.new
    rate = interval_of(f"{100 * made.won / (made.won + made.lost):.1f}")
    return replace(made, closed=closed, total=total, pending=total - closed, win_rate=rate)


@pytest.fixture(scope="module")
def printed(project) -> Inputs:
    return inputs(open_edition("2020-09", project))


@pytest.fixture(scope="module")
def variants(printed) -> dict[str, Answers]:
    """Dockets that differ from the printed one, by what is different about them."""
    july = printed.now

    def later(months: int, **counts: int) -> Docket:
        return replace(docket(july, **counts), period=july.period + pd.DateOffset(months=months))

    line7, yangjae = printed.cases
    rows = {
        "printed": (july,),
        "close": (docket(july, won=110, lost=102),),
        "beaten": (docket(july, won=56, lost=156),),
        "unbeaten": (docket(july, lost=0),),
        "clearing": (docket(july, won=300, lost=100, other=30),),
        "balanced": (docket(july, new=237),),
        "growing": (docket(july, new=600),),
        "much_other": (docket(july, other=150),),
        "misprinted": (replace(july, pending=601),),
        "hardly_carried": (docket(july, carried_over=10),),
        "august": (july, later(1, new=308, won=168, lost=62, other=27)),
        "september": (
            july,
            later(1, new=308, won=168, lost=62, other=27),
            later(2, new=330, won=180, lost=66, other=28),
        ),
        "next_year": (july, later(6)),
    }
    made = {name: replace(printed, dockets=each) for name, each in rows.items()}
    made["december"] = replace(printed, dockets=(later(5),), period_days=Assumed(366, 335, 366))
    made["few_direct"] = replace(printed, direct=20)
    made["very_few_direct"] = replace(printed, direct=20, dockets=(docket(july, carried_over=60),))
    made["half_direct"] = replace(printed, direct=139)
    made["short"] = replace(printed, period_days=Assumed(120, 120, 213))
    made["unfit_percentage"] = replace(printed, cases=(replace(line7, share_won=interval_of("95.0")), yangjae))
    made["no_percentage"] = replace(printed, cases=(yangjae,))
    return {name: answer(each) for name, each in made.items()}


def test_the_headlines_of_the_edition_are_these(variants):
    held = {finding.id: finding.holds for finding in show.findings(variants["printed"], "ko").findings}
    assert held == {
        "litigation.majority": True,
        "litigation.other_closings": True,
        "litigation.what_is_a_win": True,
        "litigation.falls_behind": False,
        "litigation.over_a_year": True,
        "litigation.direct": True,
    }


@pytest.mark.parametrize(
    ("claim", "holds_on", "fails_on"),
    [
        ("litigation.majority", "printed", "close"),
        ("litigation.majority", "unbeaten", "beaten"),
        ("litigation.other_closings", "printed", "much_other"),
        ("litigation.what_is_a_win", "printed", "close"),
        ("litigation.falls_behind", "growing", "printed"),
        ("litigation.falls_behind", "growing", "clearing"),
        ("litigation.over_a_year", "printed", "clearing"),
        ("litigation.over_a_year", "growing", "short"),
        ("litigation.direct", "printed", "few_direct"),
        ("litigation.direct", "printed", "half_direct"),
        ("litigation.covers", "printed", "short"),
        ("litigation.adds_up", "printed", "misprinted"),
        ("litigation.counting_or_chance", "printed", "much_other"),
        ("litigation.dependent_cases", "printed", "close"),
        ("litigation.left_out", "printed", "beaten"),
        ("litigation.left_out", "close", "unbeaten"),
        ("litigation.more_at_year_end", "growing", "printed"),
        ("litigation.more_at_year_end", "growing", "clearing"),
        ("litigation.direct_of_all", "hardly_carried", "printed"),
        ("litigation.direct_of_all", "hardly_carried", "very_few_direct"),
        ("litigation.printed_percentage", "printed", "unfit_percentage"),
        ("litigation.printed_percentage", "printed", "no_percentage"),
        ("litigation.comparable", "august", "printed"),
        ("litigation.comparable", "september", "december"),
        ("litigation.days_covered", "printed", "short"),
    ],
)
def test_each_claim_reads_differently_on_either_side_of_its_test(variants, claim, holds_on, fails_on):
    true, false = (show.reading(claim, variants[name], "ko") for name in (holds_on, fails_on))
    assert (true.holds, false.holds) == (True, False)
    assert true.words.ko != false.words.ko
    assert true.words.en != false.words.en


def test_every_claim_is_among_those_tried_on_both_sides(variants):
    sides = {claim.id: {judge(claim, each).holds for each in variants.values()} for claim in show.CLAIMS}
    assert {claim for claim, seen in sides.items() if seen != {True, False}} == set()


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


@pytest.mark.parametrize(
    ("claim", "numbers"),
    [
        ("litigation.majority", ["212", "156", "73.6%", "67.3", "79.1%"]),
        ("litigation.other_closings", ["25", "65.8%", "76.4%", "59.6", "71.6%"]),
        ("litigation.what_is_a_win", ["156", "50%", "35", "22.4%", "32.1%"]),
        ("litigation.falls_behind", ["559", "600", "41", "85.3%", "71.4", "101.7%"]),
        ("litigation.over_a_year", ["600", "539", "475", "615", "629", "580", "679"]),
        ("litigation.direct", ["278", "201", "72.3%", "66.8", "77.2%"]),
        ("litigation.direct_of_all", ["22.3", "559", "837", "24.0", "90.8%"]),
        ("litigation.printed_percentage", ["92.9%", "92.5", "93.3%", "92.8%"]),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sentences_of_the_edition_hold_its_numbers(variants, claim, numbers, lang: Lang):
    said = reading(variants["printed"], claim).words[lang]
    assert [number for number in numbers if number not in said] == []


def reading(answers: Answers, claim: str) -> Finding:
    return show.reading(claim, answers, "ko")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_charts_are_legible_and_their_words_whole_whatever_the_docket(variants, lang: Lang):
    for name in DRAWN:
        for chart in CHARTS:
            figure = chart(variants[name], lang)
            assert flaws(figure.chart) == [], (name, chart.__name__)
            assert not UNSAID.search(figure.alt + figure.caption), (name, figure.alt, figure.caption)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_are_whole_whatever_the_docket(variants, lang: Lang):
    for name, answers in variants.items():
        for table in TABLES:
            assert not UNSAID.search(table(answers, lang).text()), (name, table.__name__)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_series_is_drawn_from_two_periods_on(variants, lang: Lang):
    assert show.series_chart(variants["printed"], lang) is None
    for name in ("august", "september", "next_year"):
        figure = show.series_chart(variants[name], lang)
        assert figure is not None
        assert flaws(figure.chart) == [], name
        assert "73.6%" in figure.alt


def test_two_points_are_said_to_be_no_trend_and_three_to_overlap(variants):
    assert "두 점은 추세가 아니다" in reading(variants["august"], "litigation.comparable").words.ko
    assert "겹치므로" in reading(variants["september"], "litigation.comparable").words.ko


def test_a_misprinted_balance_is_named_in_the_reading_and_in_the_table(variants):
    broken = variants["misprinted"]
    assert reading(broken, "litigation.adds_up").words.ko.startswith("진행:")
    assert "다름" in show.published_table(broken, "ko").text()


def test_a_claim_that_is_not_there_is_refused_with_the_names_of_those_that_are(variants):
    with pytest.raises(ValueError, match=r"litigation\.majority"):
        show.reading("litigation.luck", variants["printed"], "ko")
