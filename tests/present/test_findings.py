import json
from dataclasses import dataclass, replace

import pytest
from bs4 import BeautifulSoup

from analysis.methods.estimate import Estimate
from analysis.present.findings import MIMETYPE, Claim, evaluate_claim, headline, show_findings
from analysis.present.numbers import percent
from analysis.present.words import Words


@dataclass(frozen=True)
class Answers:
    rate: Estimate


CLEARED = Answers(Estimate(1.04, 1.01, 1.07, "fraction"))
GROWING = Answers(Estimate(0.8504, 0.8196, 0.8803, "fraction"))

CLAIM: Claim[Answers] = Claim(
    id="litigation.cleared",
    claim=Words("들어온 만큼 처리한다", "As many are closed as come in"),
    test=lambda a: a.rate.value >= 1,
    holds=lambda a: Words(f"처리율은 {percent(a.rate.value)}이다.", f"The clearance rate is {percent(a.rate.value)}."),
    fails=lambda a: Words(f"처리율은 {percent(a.rate.value)}뿐이다.", f"Only {percent(a.rate.value)} are cleared."),
    card=lambda a: headline(Words("처리율", "Clearance rate"), a.rate),
)


def html(shown) -> BeautifulSoup:
    return BeautifulSoup(shown._repr_mimebundle_()["text/html"], "html.parser")


def test_a_finding_reads_differently_when_its_test_fails():
    assert evaluate_claim(CLAIM, CLEARED).words.en == "The clearance rate is 104.0%."
    assert evaluate_claim(CLAIM, GROWING).words.en == "Only 85.0% are cleared."


def test_the_verdict_is_said_in_words():
    for answers, ko, en in ((CLEARED, "확인", "Holds"), (GROWING, "확인되지 않음", "Not supported")):
        assert html(evaluate_claim(CLAIM, answers, "ko")).find(class_="study-mark").text == ko
        assert html(evaluate_claim(CLAIM, answers, "en")).find(class_="study-mark").text == en


def test_a_single_finding_is_one_paragraph_in_its_language():
    page = html(evaluate_claim(CLAIM, GROWING, "en"))
    assert [element.name for element in page.find_all(recursive=False)] == ["p"]
    assert page.p["lang"] == "en"
    assert page.p["data-holds"] == "false"


def test_a_card_shows_the_value_with_its_range():
    page = html(show_findings([evaluate_claim(CLAIM, GROWING)], "en"))
    assert page.find(class_="study-card-value").text == "85.0%"
    assert page.find(class_="study-card-range").text == "range 82.0–88.0%"


def test_a_card_without_range_shows_none():
    page = html(show_findings([evaluate_claim(CLAIM, Answers(Estimate(0.85, unit="fraction")))], "en"))
    assert page.find(class_="study-card-range") is None


def test_the_overview_gets_verdict_and_both_languages():
    bundle = show_findings([evaluate_claim(CLAIM, GROWING)], "ko")._repr_mimebundle_()
    (carried,) = json.loads(json.dumps(bundle[MIMETYPE]))["findings"]
    assert (carried["id"], carried["holds"]) == ("litigation.cleared", False)
    assert (carried["ko"], carried["en"]) == ("처리율은 85.0%뿐이다.", "Only 85.0% are cleared.")
    assert carried["card"]["value"] == {"ko": "85.0%", "en": "85.0%"}


def test_a_single_reading_is_not_carried_to_the_overview():
    assert MIMETYPE not in evaluate_claim(CLAIM, GROWING)._repr_mimebundle_()


def test_markup_in_a_sentence_is_escaped():
    attack = "<script>alert(1)</script>"
    claim = replace(CLAIM, fails=lambda a: Words(attack, attack))
    for shown in (evaluate_claim(claim, GROWING), show_findings([evaluate_claim(claim, GROWING)], "en")):
        page = html(shown)
        assert page.script is None
        assert attack in page.text


def test_a_claim_without_words_in_a_language_is_refused():
    with pytest.raises(ValueError, match=r"litigation\.cleared.*no words for when it fails"):
        evaluate_claim(replace(CLAIM, fails=lambda a: Words("처리율", " ")), GROWING)


def test_two_findings_of_one_name_are_refused():
    finding = evaluate_claim(CLAIM, GROWING)
    with pytest.raises(ValueError, match=r"two findings have the id 'litigation\.cleared'"):
        show_findings([finding, finding], "ko")
