"""The cut-off days of an edition are those that its contract and its statements give."""

import json
from dataclasses import replace

import pytest
from notebooks.books import NOTEBOOKS, run

from analysis.data import open_edition
from analysis.data.cut_offs import comparisons, cut_offs
from analysis.data.process import process_edition

EDITION = "2020-09"


@pytest.fixture(scope="module")
def report(frozen):
    return open_edition(EDITION, frozen)


@pytest.fixture(scope="module")
def cuts(report):
    return cut_offs(report)


def test_every_comparison_of_the_register_is_found_in_the_edition(report, cuts):
    assert list(cuts) == list(comparisons(report))


def test_beds_end_four_hours_before_the_cases_and_rates_before_the_bonds(cuts):
    differing = {name: one.against.end - one.counted.end for name, one in cuts.items() if not one.agree}
    assert {name: gap.total_seconds() / 3600 for name, gap in differing.items()} == {
        "covid.beds_and_cases": 4,
        "bonds.rates_and_issued": 21 * 24,
    }


def test_a_day_that_a_statement_prints_is_the_day_of_the_table_in_the_contract(report):
    """An hour of a day may be printed as midnight, the end of the day before: then the contract has the day printed."""
    sides = [side for one in comparisons(report).values() for side in (one.counted, one.against)]
    printed = {(side.table, side.day) for side in sides if side.table and side.day}
    assert printed
    for table, day in printed:
        assert report.described(table).as_of == report.figure(day).as_of, (table, day)


def test_the_day_of_a_comparison_stands_on_its_line(report, shared, cuts):
    source = (shared / "source" / "report-2020-09.txt").read_text("utf-8").splitlines()
    printed = {"covid.beds_and_cases": ("8.25. 20시", "(8.25) 112명"), "bonds.rates_and_issued": ("8.10", "8월기준")}
    for name, (counted, against) in printed.items():
        assert counted in source[cuts[name].counted.line - 1]
        assert against in source[cuts[name].against.line - 1]


def test_the_results_that_rest_on_a_comparison_are_results_of_the_study(cuts):
    known = {name for book in NOTEBOOKS for name in run(book).results}
    assert {name for one in cuts.values() for name in one.limits} <= known


def test_a_comparison_is_named_once_and_says_why_in_both_languages(report):
    for one in comparisons(report).values():
        assert one.why.ko != one.why.en
        assert one.counted.what != one.against.what


def test_a_month_that_is_not_counted_to_its_end_is_found_by_the_contract(study):
    path = study.raw(EDITION) / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    table = next(one for one in package["resources"] if one["name"] == "appeals_monthly")
    table["as_of"] = "2020-08-25"
    path.write_text(json.dumps(package, ensure_ascii=False), "utf-8")
    process_edition(study, EDITION)
    assert not cut_offs(open_edition(EDITION, study.root), "appeals.last_month")["appeals.last_month"].agree


@pytest.mark.parametrize("day", [None, ""])
def test_a_count_whose_contract_gives_no_day_leaves_its_comparisons_out(study, day):
    path = study.raw(EDITION) / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    table = next(one for one in package["resources"] if one["name"] == "covid_daily")
    table.pop("as_of") if day is None else table.update(as_of=day)
    path.write_text(json.dumps(package, ensure_ascii=False), "utf-8")
    process_edition(study, EDITION)
    found = cut_offs(open_edition(EDITION, study.root))
    assert "covid.last_day" not in found
    assert "appeals.last_month" in found


def test_a_table_that_no_edition_has_leaves_its_comparisons_out(report):
    records = comparisons(report)
    lost = replace(records["covid.last_day"].counted, table="no_such_table")
    other = {**records, "covid.last_day": replace(records["covid.last_day"], counted=lost)}
    fewer = replace(report, memory={"cut-offs": other})
    assert set(records) - set(cut_offs(fewer)) == {"covid.last_day"}
    assert cut_offs(fewer, "covid.last_day", "covid.no_such_comparison") == {}


def test_without_its_figures_a_comparison_is_left_out(report, monkeypatch):
    fewer = replace(report, memory=dict(report.memory))
    monkeypatch.setattr(type(fewer), "has", lambda self, figure: not figure.startswith("bonds."))
    assert "bonds.rates_and_issued" not in cut_offs(fewer)
    assert "covid.beds_and_cases" in cut_offs(fewer)
