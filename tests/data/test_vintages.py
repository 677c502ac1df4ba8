"""Editions as vintages: revised, new, newly covered and gone are different; what is not delivered is carried on."""

from dataclasses import replace

import pytest
from october import OCTOBER, SEPTEMBER, make_october, one_more_month_back, revised_months

from analysis.data import open_edition
from analysis.data.process import processed_files

MONTHS = "appeals_monthly"


def events(report, event):
    return [one.figure.id for one in report.revisions if one.event == event]


def test_revised_new_and_gone_are_distinguished(study):
    def later_months(rows):
        return [row for row in revised_months(rows) if row["month"] != "2020-04"]

    report = open_edition(OCTOBER, make_october(study, {MONTHS: later_months}).root)
    assert events(report, "revised") == [f"{MONTHS}.2020-06.decisions"]
    assert events(report, "new") == [f"{MONTHS}.2020-09.decisions"]
    # January lies before the span that October prints: it stands as it was. April lies inside.
    assert events(report, "disappeared") == [f"{MONTHS}.2020-04.decisions"]
    assert events(report, "newly_covered") == []


def test_an_earlier_month_printed_for_the_first_time_is_newly_covered_not_new(study):
    report = open_edition(OCTOBER, make_october(study, {MONTHS: one_more_month_back}).root)
    assert events(report, "newly_covered") == [f"{MONTHS}.2019-12.decisions"]
    assert events(report, "new") == []


def test_the_series_has_the_newest_print_of_every_month(study):
    months = open_edition(OCTOBER, make_october(study, {MONTHS: revised_months}).root).table(MONTHS)
    assert months["decisions"].tolist() == [128, 133, 154, 171, 177, 214, 220, 187, 190]
    assert months["printed_in"].tolist() == [SEPTEMBER, *[OCTOBER] * 8]


def test_an_edition_that_prints_the_same_has_no_revision(study):
    assert open_edition(OCTOBER, make_october(study, {}).root).revisions == []


def test_each_edition_s_own_print_of_a_table_can_be_read(study):
    def fuller(rows):
        return [{**row, "general_in_use": "700" if row["region"] == "seoul" else row["general_in_use"]} for row in rows]

    report = open_edition(OCTOBER, make_october(study, {"hospital_beds": fuller}).root)
    seoul = report.prints("hospital_beds").query("region == 'seoul'")
    assert seoul["edition"].tolist() == [SEPTEMBER, OCTOBER]
    assert seoul["general_in_use"].tolist() == [630, 700]
    assert open_edition(SEPTEMBER, study.root).prints("hospital_beds")["edition"].unique().tolist() == [SEPTEMBER]


def test_a_table_that_is_not_delivered_is_carried_on_and_marked(study):
    report = open_edition(OCTOBER, make_october(study, {MONTHS: revised_months}, without=["litigation"]).root)
    assert report.carried == {"litigation": SEPTEMBER}
    earlier = open_edition(SEPTEMBER, study.root)
    assert report.table("litigation").equals(earlier.table("litigation"))
    assert report.table("litigation").attrs["place"] == f"{earlier.table('litigation').attrs['place']} ({SEPTEMBER})"
    assert report.table(MONTHS).attrs["place"] == earlier.table(MONTHS).attrs["place"]
    assert earlier.carried == {}


@pytest.mark.parametrize("only", ["", MONTHS])
def test_the_older_edition_is_remade_byte_for_byte_after_a_newer_one_came(study, only):
    before = processed_files(study, SEPTEMBER)
    make_october(study, {MONTHS: revised_months}, only=only)
    assert processed_files(study, SEPTEMBER) == before
    assert processed_files(study, OCTOBER)[f"{MONTHS}.csv"] != before[f"{MONTHS}.csv"]


def test_an_edition_can_be_read_with_other_assumptions(study):
    report = open_edition(SEPTEMBER, make_october(study, {}).root)
    name, one = next(iter(report.assumptions.items()))
    other = replace(one, value=one.high)
    assert report.assuming({name: other, "no.such": other}).assumptions == {**report.assumptions, name: other}
    assert report.assumed(name) == one.value != one.high
