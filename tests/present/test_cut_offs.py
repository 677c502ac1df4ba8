"""Counts that end at different times are said to do so, as exactly as the report names the time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from analysis.data import open_edition
from analysis.data.cut_offs import cut_offs
from analysis.present.cut_offs import differs, until
from analysis.present.words import LANGUAGES, Words

MARK = {"ko": "집계 시점이 서로 다름(", "en": "Counted up to different times ("}


@pytest.fixture(scope="module")
def cuts(project):
    return cut_offs(open_edition("2020-09", project))


def ending(cut, moment):
    """The comparison with its first count ending at a moment."""
    return replace(cut, counted=replace(cut.counted, start=moment, precision="hour"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_comparison_is_marked_where_its_counts_end_at_different_times_and_only_there(cuts, lang):
    for name, cut in cuts.items():
        later = {**cuts, name: ending(cut, cut.against.end + timedelta(days=1))}
        agreeing = {**cuts, name: ending(cut, cut.against.end)}
        assert MARK[lang] in differs(later, name)[lang]
        assert differs(agreeing, name) == Words("", "")


def test_several_comparisons_are_told_in_one_sentence(cuts):
    said = differs(cuts, *cuts)
    for lang in LANGUAGES:
        assert said[lang].count(MARK[lang]) == 1
        assert said[lang].count(" / ") == sum(not cut.agree for cut in cuts.values()) - 1


def test_the_time_is_said_as_exactly_as_the_report_names_it(cuts):
    beds, bonds = cuts["covid.beds_and_cases"], cuts["bonds.rates_and_issued"]
    assert [until(one, "ko") for one in (beds.counted, beds.against, bonds.against)] == [
        "2020. 8. 25. 20시", "2020. 8. 25.", "2020년 8월",
    ]  # fmt: skip
    assert until(beds.counted, "en") == "25 August 2020, 20:00"
    assert "beds 25 August 2020, 20:00; daily cases 25 August 2020" in differs(cuts, "covid.beds_and_cases").en


def test_a_comparison_that_the_edition_does_not_have_is_passed_over(cuts):
    assert differs(cuts, "no.such") == Words("", "")
