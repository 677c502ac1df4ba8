"""Claims read by their test, fill every wording always, and refuse what can't be published."""

import pytest

from analysis.methods.estimate import UNDEFINED, Estimate
from analysis.present.claims import MIMETYPE, make_claim
from analysis.present.misuse import MisuseError

RATE = Estimate(0.7358, 0.6727, 0.7906, "fraction")
TEXTS = {"ko": ("승소율 {rate:.1%}:", "과반.", "판단 불가."), "en": ("Win rate {rate:.1%}:", "a majority.", "open.")}
THREE = {
    "ko": ("승소율 {rate:.1%}:", "과반.", "판단 불가.", "과반에 미달."),
    "en": ("Win rate {rate:.1%}:", "a majority.", "open.", "less than half."),
}


def claim(holds=True, texts=TEXTS, values=None, kind="estimate", **more):
    return make_claim("litigation.majority", kind, holds, texts, {"rate": RATE} if values is None else values, **more)


def test_a_claim_reads_by_its_test_in_both_languages():
    assert claim().words.ko == "승소율 73.6%: 과반."
    assert claim(holds=False).words.en == "Win rate 73.6%: open."


@pytest.mark.parametrize(("holds", "opposite", "said", "settled"), [
    (True, False, "a majority.", True), (False, False, "open.", False), (False, True, "less than half.", True),
])  # fmt: skip
def test_an_estimate_that_shows_the_opposite_is_not_said_to_be_open(holds, opposite, said, settled):
    made = claim(holds, THREE, opposite=opposite)
    assert made.words.en == f"Win rate 73.6%: {said}"
    assert (made.holds, made.settled) == (holds, settled)


def test_all_wordings_are_filled_whichever_is_shown():
    assert [words.en for words in claim().outcomes] == ["Win rate 73.6%: a majority.", "Win rate 73.6%: open."]
    broken = {**TEXTS, "en": (*TEXTS["en"][:2], "{ratio}.")}
    with pytest.raises(MisuseError, match=r"Nothing fills \{ratio\}"):
        claim(texts=broken)


@pytest.mark.parametrize("value", [None, float("nan"), UNDEFINED])
def test_where_a_number_is_missing_nothing_is_concluded_and_the_claim_says_so(value):
    made = claim(values={"rate": value})
    assert (made.holds, made.settled) == (False, False)
    assert made.words.en.endswith("not to be computed from the figures of this edition; nothing is concluded.")
    assert made.verdict.en == "open"


def test_a_claim_carries_both_languages_its_kind_and_its_verdict_for_the_run():
    bundle = claim(headline=True)._repr_mimebundle_()
    record = bundle[MIMETYPE]
    assert {key: record[key] for key in ("id", "kind", "holds", "headline", "ko", "en")} == {
        "id": "litigation.majority", "kind": "estimate", "holds": True, "headline": True,
        "ko": "승소율 73.6%: 과반.", "en": "Win rate 73.6%: a majority.",
    }  # fmt: skip
    assert bundle["text/plain"] == "[추정] 승소율 73.6%: 과반."


def test_data_in_a_sentence_is_escaped():
    texts = {"ko": ("{name}.", "{name}"), "en": ("{name}.", "{name}")}
    html = claim(texts=texts, values={"name": "<script>x</script>"})._repr_mimebundle_()["text/html"]
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize(("given", "said"), [
    ({"kind": "guess"}, "there is no kind 'guess'; write one of fact, estimate, scenario, check."),
    ({"holds": 1.5}, "holds must be true or false, not a float; for example holds=excess.above(0)"),
    ({"texts": {**TEXTS, "ko": "한 문장."}}, "has 1 wordings and needs 2"),
    ({"values": {"rate": RATE, "idle": 1}}, "no wording takes idle; write {idle} in a sentence or remove the value."),
])  # fmt: skip
def test_what_can_not_be_a_claim_is_told_in_a_sentence(given, said):
    with pytest.raises(MisuseError) as caught:
        claim(**given)
    assert said in str(caught.value)
