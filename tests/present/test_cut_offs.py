"""Counts that are held against each other are said to end at different times, and only where they do."""

from dataclasses import replace
from datetime import timedelta

import pytest

from analysis.data import open_edition
from analysis.data.cut_offs import cut_offs
from analysis.present.cut_offs import differs, until
from analysis.present.words import Words


@pytest.fixture(scope="module")
def report(project):
    return open_edition("2020-09", project)


def test_the_time_is_said_as_exactly_as_the_report_names_it(report):
    cuts = cut_offs(report)
    beds, bonds = cuts["covid.beds_and_cases"], cuts["bonds.rates_and_issued"]
    assert [until(one, "ko") for one in (beds.counted, beds.against, bonds.against)] == [
        "2020. 8. 25. 20시", "2020. 8. 25.", "2020년 8월",
    ]  # fmt: skip
    assert until(beds.counted, "en") == "25 August 2020, 20:00"
    assert "beds 25 August 2020, 20:00; daily cases 25 August 2020" in differs(cuts, "covid.beds_and_cases").en
    assert differs(cuts, "covid.church_and_rally") == Words("", "")


def test_counts_that_end_at_the_same_time_are_not_said_to_differ(report):
    cut = cut_offs(report)["covid.beds_and_cases"]
    same = replace(cut, counted=replace(cut.counted, start=cut.against.end, precision="hour"))
    later = replace(cut, counted=replace(cut.counted, start=cut.against.end + timedelta(days=1), precision="hour"))
    assert differs({"one": same}, "one") == Words("", "")
    assert "집계 시점이 서로 다름(" in differs({"one": later}, "one").ko
