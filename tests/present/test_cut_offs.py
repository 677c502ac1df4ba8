"""Sentences that compare counts say where these end at different times, and only there."""

from dataclasses import replace
from datetime import timedelta

import pytest

from analysis.data import open_edition
from analysis.data.cut_offs import cut_offs
from analysis.present.cut_offs import differs, until
from analysis.present.misuse import UnknownNameError, read_in
from analysis.present.opening import report_of
from analysis.present.words import Words


@pytest.fixture(scope="module")
def cuts(frozen):
    return cut_offs(open_edition("2020-09", frozen))


def later(cut):
    """The comparison with its first count ending a day after the second."""
    moved = replace(cut.counted, start=cut.against.end + timedelta(days=1), precision="hour")
    return replace(cut, counted=moved)


def agreeing(cut):
    return replace(cut, counted=replace(cut.counted, start=cut.against.end, precision="hour"))


def test_the_time_is_said_as_exactly_as_the_report_names_it(cuts):
    beds, bonds = cuts["covid.beds_and_cases"], cuts["bonds.rates_and_issued"]
    assert [until(one, "ko") for one in (beds.counted, beds.against, bonds.against)] == [
        "2020. 8. 25. 20시", "2020. 8. 25.", "2020년 8월",
    ]  # fmt: skip
    assert until(beds.counted, "en") == "25 August 2020, 20:00"
    assert "beds 25 August 2020, 20:00; daily cases 25 August 2020" in differs(cuts, "covid.beds_and_cases").en


def test_a_comparison_is_spoken_of_where_its_counts_end_at_different_times_and_only_there(cuts):
    for name, cut in cuts.items():
        assert differs({name: agreeing(cut)}, name) == Words("", "")
        parted = differs({name: later(cut)}, name)
        assert until(later(cut).counted, "ko") in parted.ko
        assert until(later(cut).counted, "en") in parted.en


def test_a_comparison_of_which_the_edition_has_no_day_is_left_out(cuts):
    assert differs(cuts, "covid.no_such_comparison") == Words("", "")


@pytest.mark.parametrize(("lang", "message"), [
    ("ko", "집계 시점의 비교 'covid.bed_and_cases': 없는 이름이다. 가장 가까운 이름: covid.beds_and_cases"),
    ("en", "There is no comparison 'covid.bed_and_cases'; the nearest is covid.beds_and_cases."),
])  # fmt: skip
def test_a_comparison_that_the_register_does_not_have_is_no_silence(frozen, lang, message):
    read_in(lang)
    with pytest.raises(UnknownNameError) as raised:
        report_of(open_edition("2020-09", frozen), lang).differ("covid.last_day", "covid.bed_and_cases")
    assert str(raised.value) == message
