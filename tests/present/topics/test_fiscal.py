"""Sentences, charts and tables on fiscal decentralisation say what the answers are, in both languages."""

from dataclasses import replace
from fractions import Fraction

import pytest

from analysis.data import open_edition
from analysis.data.inputs.fiscal import inputs
from analysis.methods.rounding import interval_of
from analysis.methods.topics.fiscal import answer
from analysis.methods.topics.fiscal.amounts import Amount
from analysis.present.findings import evaluate_claim as judge
from analysis.present.legibility import flaws
from analysis.present.topics import fiscal as show

LANGUAGES = ("ko", "en")
CHARTS = (show.ways_chart, show.flow_chart, show.rate_chart, show.tornado_chart, show.region_map)
TABLES = (show.published_table, show.balance_table, show.rate_table, show.vanishing_table)


@pytest.fixture(scope="module")
def report(project):
    return open_edition("2020-09", project)


@pytest.fixture(scope="module")
def planned(report):
    return answer(inputs(report, scenario_rates="0.237, 0.253"))


def printed_as(answers, **amounts):
    """The same with other printed amounts."""
    changed = {name: Amount(Fraction(text), interval_of(text)) for name, text in amounts.items()}
    return answer(replace(answers.inputs, printed={**answers.inputs.printed, **changed}))


def with_given(answers, **given):
    """The same with numbers given in place of the printed ones."""
    return answer(replace(answers.inputs, given={name: Fraction(text) for name, text in given.items()}))


def turned(answers):
    """The same with the pension paid the other way."""
    return answer(replace(answers.inputs, parties={**answers.inputs.parties, "pension": ("local", "state")}))


# For each claim: answers on the other side of its test, and what the sentence must then say.
OTHERWISE = {
    "fiscal.net_gain_positive": (lambda a: with_given(a, subsidies="13"), "1.0"),
    "fiscal.mostly_offset": (lambda a: with_given(a, subsidies="5"), "20.5%"),
    "fiscal.above_breakeven": (lambda a: with_given(a, rate="0.253"), "25.3%"),
    "fiscal.unequal_regions": (lambda a: with_given(a, rate="0.253"), "147.7%"),
    "fiscal.equation_closes": (lambda a: printed_as(a, leisure_tax="0.9"), "3.1 + 0.9 = 4.0"),
    "fiscal.scenarios_below_zero": (lambda a: answer(replace(a.inputs, scenario_rates=(Fraction("0.28"),))), "0.85"),
    "fiscal.survives_together": (lambda a: answer(replace(a.inputs, swing=Fraction(1, 5))), "0.72"),
    "fiscal.both_sides_matter": (lambda a: with_given(a, subsidies="6"), "0.6"),
    "fiscal.only_moved": (turned, "3.0"),
}
HOLDING = {
    "fiscal.net_gain_positive": "3.25",
    "fiscal.mostly_offset": "61.4%",
    "fiscal.above_breakeven": "27.0%",
    "fiscal.unequal_regions": "63.5%",
    "fiscal.equation_closes": "3.4",
    "fiscal.scenarios_below_zero": "2.81",
    "fiscal.survives_together": "16.5%",
    "fiscal.both_sides_matter": "0.86",
    "fiscal.only_moved": "3.4",
}


def check_words(finding, said):
    for lang in LANGUAGES:
        sentence = finding.words[lang]
        assert said in sentence
        assert not any(word in sentence for word in ("nan", "None", "inf", "Fraction"))
        assert sentence.endswith(".")


@pytest.mark.parametrize("claim", show.CLAIMS, ids=lambda claim: claim.id)
def test_each_claim_holds_on_the_plan_and_says_its_number(claim, planned):
    finding = judge(claim, planned)
    assert finding.holds
    check_words(finding, HOLDING[claim.id])


@pytest.mark.parametrize("claim", show.CLAIMS, ids=lambda claim: claim.id)
def test_each_claim_fails_on_the_other_side_and_says_so_otherwise(claim, planned):
    make, said = OTHERWISE[claim.id]
    finding = judge(claim, make(planned))
    assert not finding.holds
    check_words(finding, said)
    for lang in LANGUAGES:
        assert finding.words[lang] != judge(claim, planned).words[lang]


def test_a_loss_is_called_a_loss_and_a_doubt_a_doubt(planned):
    loss = show.reading("fiscal.net_gain_positive", with_given(planned, subsidies="13"), "ko").words
    doubt = show.reading("fiscal.net_gain_positive", with_given(planned, subsidies="12"), "ko").words
    assert "지방재정은 줄어든다" in loss.ko
    assert "it loses" in loss.en
    assert "늘어난다고 할 수 없다" in doubt.ko
    assert "no gain can be claimed" in doubt.en


def test_a_plan_without_burden_costs_no_region_anything(planned):
    free = with_given(planned, subsidies="3")
    assert "잃는 지역은 없다" in show.reading("fiscal.unequal_regions", free, "ko").words.ko
    assert "no region loses" in show.region_map(free, "en").caption
    assert "without a rise" in show.reading("fiscal.above_breakeven", free, "en").words.en


def test_rounding_that_does_not_cancel_is_told_from_an_exact_match(planned):
    rounded = show.reading("fiscal.equation_closes", printed_as(planned, tax_expansion="8.9"), "en")
    assert rounded.holds
    assert "within rounding" in rounded.words.en


def test_changed_inputs_are_named_where_the_plan_would_be(planned):
    changed = with_given(planned, rate="0.28", pension="3")
    words = show.reading("fiscal.net_gain_positive", changed, "ko").words
    assert "지방소비세율 28%, 기초연금 국가이양 3.0조 원" in words.ko
    assert "rate of the local consumption tax 28%, basic pension to the state KRW 3.0 trillion" in words.en
    assert "계획" not in words.ko


def test_without_rates_to_compare_the_sentence_says_there_is_none(planned):
    none = answer(replace(planned.inputs, scenario_rates=()))
    finding = show.reading("fiscal.scenarios_below_zero", none, "en")
    assert not finding.holds
    assert "no other rate" in finding.words.en


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("draw", CHARTS, ids=lambda draw: draw.__name__)
def test_each_chart_of_the_plan_can_be_read(draw, lang, planned):
    figure = draw(planned, lang)
    assert flaws(figure.chart) == []
    assert not any(word in figure.caption + figure.alt for word in ("nan", "None", "Fraction"))


@pytest.mark.parametrize(
    "given",
    [{"rate": "0.237", "pension": "0"}, {"subsidies": "3", "leisure_tax": "0.5"}, {"leisure_tax": "0"}],
    ids=["shortfall", "no burden", "no leisure tax"],
)
@pytest.mark.parametrize("show_it", [*CHARTS, *TABLES], ids=lambda show_it: show_it.__name__)
def test_charts_and_tables_stand_other_plans(show_it, given, planned):
    shown = show_it(with_given(planned, **given), "ko")._repr_mimebundle_()["text/plain"]
    assert not any(word in shown for word in ("nan", "None", "inf"))


def test_the_captions_move_with_the_numbers(planned):
    other = printed_as(planned, subsidies="9.6")
    assert "9.6조 원" in show.flow_chart(other, "ko").caption
    assert "28.2%" in show.rate_chart(other, "ko").caption
    assert "75.3%" in show.region_map(other, "ko").caption
    assert "−2.4" in show.balance_table(other, "ko").caption


def test_the_published_table_shows_what_contradicts(planned):
    wrong = show.published_table(printed_as(planned, burden="5.9"), "ko").text()
    assert "불일치" in wrong
    assert "불일치" not in show.published_table(planned, "ko").text()


def test_the_flow_picture_names_a_shortfall_only_where_there_is_one(planned):
    assert "부족분" not in show.flow_chart(planned, "ko").caption
    assert "부족분" in show.flow_chart(with_given(planned, rate="0.25"), "ko").caption


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_rate_table_has_a_row_for_each_rate_once(lang, planned):
    frame = show.rate_table(with_given(planned, rate="0.253"), lang).frame
    assert list(frame["rate"]) == ["23.7%", "25.3%", "31%"]
