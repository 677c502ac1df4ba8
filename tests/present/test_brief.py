"""The brief: the rule that ranks its lines, and what a line says."""

from datetime import date

import pytest

from analysis.methods.estimate import UNDEFINED, Estimate
from analysis.present.brief import Brief, ranked
from analysis.present.claims import make_claim
from analysis.present.decisions import Decision
from analysis.present.words import Words

NEXT = date(2020, 10, 1)
ASK = Words("물을 것.", "Ask.")


def claim(name, decision):
    texts = {"ko": ("사실:", "성립.", "불성립."), "en": ("A <fact>:", "so.", "not so.")}
    return make_claim(name, "fact", True, texts, {}, decision=decision)


def order(**decisions):
    return [line.claim.id for line in ranked({name: [claim(name, one)] for name, one in decisions.items()}, NEXT)]


@pytest.mark.parametrize(
    ("effect", "level", "margin"),
    [
        (Estimate(4.0), 1.0, 0.75),
        (Estimate(1.0), 4.0, 0.75),
        (Estimate(4.0, 3.0, 5.0), 1.0, 0.5),
        (Estimate(1.0, 0.5, 2.0), 4.0, 0.5),
        (Estimate(4.0, 0.5, 9.0), 1.0, 0.0),
        (Estimate(4.0, None, 9.0), 1.0, 0.0),
        (Estimate(0.0), 0.0, 0.0),
        (UNDEFINED, 1.0, 0.0),
        (None, 1.0, 0.0),
    ],
)
def test_an_effect_counts_by_what_its_range_leaves_of_it_beyond_its_level(effect, level, margin):
    assert Decision(ASK, effect=effect, level=level).margin == pytest.approx(margin)


def test_the_earliest_due_comes_first_then_what_disputes_the_report_then_the_larger_effect():
    assert order(
        small=Decision(ASK, effect=Estimate(1.1), level=1),
        large=Decision(ASK, effect=Estimate(9.0), level=1),
        disputes=Decision(ASK, disputes=True),
        later=Decision(ASK, due=date(2020, 9, 30), disputes=True),
        soon=Decision(ASK, due=date(2020, 9, 6)),
        after_the_next_report=Decision(ASK, due=NEXT),
        gone_by=Decision(ASK, due=date(2020, 8, 31)),
        nothing_to_decide=None,
    ) == ["soon", "later", "disputes", "large", "small", "after_the_next_report", "gone_by"]


def test_equals_stay_in_the_order_of_the_notebooks_and_there_are_at_most_eight():
    names = [f"n{n}" for n in range(10)]
    assert order(**dict.fromkeys(names, Decision(ASK))) == names[:8]


def test_one_notebook_has_at_most_two_lines():
    effects = {"a": 2.0, "b": 9.0, "c": 5.0}
    three = [claim(name, Decision(ASK, effect=Estimate(value), level=1)) for name, value in effects.items()]
    assert [line.claim.id for line in ranked({"one": three}, NEXT)] == ["b", "c"]


def test_a_line_goes_from_fact_to_meaning_to_what_to_ask_with_its_kind_its_day_and_a_link():
    due = Decision(ASK, due=date(2020, 9, 6), disputes=True)
    shown = Brief(ranked({"01_any": [claim("a.b", due)]}, NEXT), NEXT, "en")._repr_mimebundle_()
    assert shown["text/plain"] == "[fact] A <fact> → so. → Ask."
    for part in ("by 6 Sep", "against the report", '<a href="01_any.html#claim-a.b">A &lt;fact&gt;</a>'):
        assert part in shown["text/html"]


def test_a_month_with_nothing_to_decide_says_so():
    assert "Nothing to decide" in Brief([], NEXT, "en")._repr_mimebundle_()["text/html"]
