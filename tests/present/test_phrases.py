"""Numbers by name in sentences of two languages, and what is said of a sentence that can't be filled."""

from datetime import date

import pytest

from analysis.methods.estimate import UNDEFINED, Estimate
from analysis.present.dates import Months
from analysis.present.misuse import MisuseError
from analysis.present.phrases import MissingError, fill
from analysis.present.words import Words

RATE = Estimate(0.7358, 0.6727, 0.7906, "fraction")
DECISIONS = Estimate(205.667, 180.1, 230.2, "decisions/month")
DAYS = Estimate(539.2, 474.8, 615.1, "days")


@pytest.mark.parametrize(("template", "ko", "en"), [
    ("{n}", "1,705", "1,705"),
    ("{n:cases}", "1,705건", "1,705 cases"),
    ("{n:.1}", "1,705.0", "1,705.0"),
    ("{one:cases}", "1건", "1 case"),
    ("{fell:+.1}", "−36.0", "−36.0"),
    ("{fell:change cases}", "36건 감소", "down 36 cases"),
    ("{zero:change cases}", "변동 없음", "unchanged"),
    ("{rate:.1%}", "73.6%", "73.6%"),
    ("{rate:.0%}", "74%", "74%"),
    ("{rate:.1range}", "67.3~79.1%", "67.3–79.1%"),
    ("{rate:.1full}", "73.6%(67.3~79.1%)", "73.6% (67.3–79.1%)"),
    ("{gap:+.1pp}", "+1.2%p", "+1.2 percentage points"),
    ("{decisions}", "월 206건", "206 decisions a month"),
    ("{decisions:.1}", "205.7", "205.7"),
    ("{decisions:.1unit}", "월 205.7건", "205.7 decisions a month"),
    ("{decisions:.1range}", "180.1~230.2", "180.1–230.2"),
    ("{days:.0range unit}", "475~615일", "475–615 days"),
    ("{pair:.0range days}", "182~213일", "182–213 days"),
    ("{sum:money KRW 100 million}", "2조 9,123억 원", "KRW 2.91 trillion"),
    ("{pair:moneyrange KRW trillion}", "182조~213조 원", "KRW 182–213 trillion"),
    ("{day}", "2020. 8. 25.", "25 August 2020"),
    ("{day:month}", "2020년 8월", "August 2020"),
    ("{months}", "2020년 1~5월", "January–May 2020"),
    ("{name}", "병상", "beds"),
    ("{names}", "병상, 둘", "beds, 둘"),
    ("{{n}}", "{n}", "{n}"),
])  # fmt: skip
def test_a_value_is_written_as_readers_of_each_language_expect(template, ko, en):
    values = {
        "n": 1705, "one": 1, "fell": -36.0, "zero": 0, "rate": RATE, "gap": 0.012, "decisions": DECISIONS,
        "days": DAYS, "pair": (182, 213), "sum": 29123, "day": date(2020, 8, 25),
        "months": Months(date(2020, 1, 1), date(2020, 5, 1)), "name": Words("병상", "beds"),
        "names": [Words("병상", "beds"), "둘"],
    }  # fmt: skip
    assert (fill(template, "ko", values), fill(template, "en", values)) == (ko, en)


@pytest.mark.parametrize(("name", "template", "said"), [
    ("병상", "{x}은/는", "병상은"), ("소송", "{x}이/가", "소송이"), ("회의", "{x}을/를", "회의를"),
    ("구로", "{x}과/와", "구로와"), ("서울", "{x}으로/로", "서울로"), ("광역", "{x}으로/로", "광역으로"),
    (1, "{x}이/가", "1이"), (2, "{x}이/가", "2가"), ("A(병상)", "{x}은/는", "A(병상)는"),
    (0.5, "{x:%}은/는", "50.0%는"),
])  # fmt: skip
def test_a_pair_of_particles_becomes_the_one_that_the_sound_before_asks_for(name, template, said):
    assert fill(template, "ko", {"x": name}) == said


@pytest.mark.parametrize("value", [None, float("nan"), float("inf"), UNDEFINED])
def test_a_value_that_is_not_there_is_missed_by_its_name(value):
    with pytest.raises(MissingError, match="rate"):
        fill("{rate:.1%}", "ko", {"rate": value})


@pytest.mark.parametrize(("template", "said"), [
    ("{rat:.1%}", "Nothing fills {rat} of a sentence: add rat=… (given: rate). The sentence: '{rat:.1%}'"),
    ("{rate:.1bogus}", "{rate:.1bogus}: a Estimate can't be written so."),
    ("{rate:range bogus}", "{rate:range bogus}: a Estimate can't be written so."),
    ("{rate", "The braces of a sentence do not match: '{rate'."),
    ("{rate.nothing}", "The value rate has nothing for {rate.nothing}."),
])  # fmt: skip
def test_a_misused_field_is_told_in_a_sentence_that_says_what_to_write(template, said):
    with pytest.raises(MisuseError) as caught:
        fill(template, "en", {"rate": RATE})
    assert str(caught.value).startswith(said)
    assert caught.value._render_traceback_() == [str(caught.value)]
