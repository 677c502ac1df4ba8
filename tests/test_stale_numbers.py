"""The finder of stale numbers, and the other edition that it is used with."""

import csv
import io

import pytest
from other_counts import KEPT_UNITS, SEPTEMBER, other_counts
from stale_numbers import ALLOWED, Place, allowed, distinctive, numbers, placed, surviving, texts

from analysis.data.check import check_edition
from analysis.data.edition import open_edition
from analysis.data.process import process_edition

PAGE = """<html><head><style>p {{width: 12.5px}}</style></head><body>
<p>In August {cases} cases were decided, 53.1 more than before.</p>
<p>One year has 365 days. <math><mn>3.14</mn></math></p>
<figure><img alt="Bars: June {june}, July 220." src="data:image/png;base64,128.5"></figure>
<table><caption>Decisions of {year}</caption><thead><tr><th>Month</th><th>Cases</th></tr></thead>
<tbody><tr><th>June</th><td>{june}</td></tr><tr><th>July</th><td>{july}</td></tr></tbody></table>
<div class="study-code"><pre>limit = 0.975</pre></div></body></html>"""

HERE = PAGE.format(cases="1,234", june=210, july=231, year=2020)
OTHER = PAGE.format(cases="1,398", june=257, july=210, year=2020)


def found(page, other):
    return sorted(number for _, number in surviving(page, other))


def test_a_number_typed_in_a_sentence_is_found_and_one_that_moved_with_the_data_is_not():
    assert found(HERE, OTHER) == ["220", "365", "53.1"]
    assert found(HERE, OTHER.replace("1,398", "1,234")) == ["1,234", "220", "365", "53.1"]


def test_the_same_number_at_another_place_is_no_survivor():
    assert "210" in [number for _, number in placed(OTHER)]
    assert "210" not in found(HERE, OTHER)


def test_a_sentence_that_is_worded_otherwise_still_shows_a_typed_number_among_the_same_words():
    turned = OTHER.replace("53.1 more than before", "53.1 more than before, though not in July")
    assert "53.1" in found(HERE, turned)


def test_nothing_that_is_not_shown_counts_and_all_that_is_shown_does():
    joined = " ".join(text for _, text in texts(HERE))
    assert not {"12.5", "3.14", "128.5", "0.975"} & set(numbers(joined))
    assert {"1,234", "53.1", "365", "210", "220", "231"} <= set(numbers(joined))


@pytest.mark.parametrize(
    ("number", "counts"),
    [("210", True), ("1,234", True), ("0.4", True), ("12", False), ("100", False), ("2020", False), ("2,020", True)],
)
def test_a_number_counts_with_a_decimal_or_three_digits_unless_it_is_a_year(number, counts):
    assert distinctive(number) == counts


def test_the_list_allows_a_number_on_its_page_and_at_its_place_only():
    place = Place(("Chance of an alarm", "", ""), (), "#% 0", ())
    assert allowed("03_admin_appeals", place, "28.1")
    assert not allowed("04_litigation", place, "28.1")
    assert not allowed("03_admin_appeals", place._replace(holder=("p",)), "28.1")


def test_every_line_of_the_list_says_why():
    assert all(one["why"].strip() for part in ALLOWED.values() for one in part)
    assert all(one.get("numbers") or one.get("near") for one in ALLOWED["pages"])


@pytest.fixture
def two_ledgers(study):
    process_edition(study, SEPTEMBER)
    before = open_edition(SEPTEMBER, study.root).ledger
    other_counts(study, 2)
    process_edition(study, SEPTEMBER)
    return before, open_edition(SEPTEMBER, study.root).ledger, study


def test_the_other_edition_prints_every_figure_otherwise_that_nothing_fixes(two_ledgers):
    before, after, _ = two_ledgers
    assert before.keys() == after.keys()
    same = {name for name in before if before[name].value == after[name].value}
    free = {name for name in same if before[name].unit not in KEPT_UNITS and before[name].value}
    assert free == {
        "organisation.divisions",  # the rows of the staff table
        "acting_mayor.period.days", "regulation.contest.weeks", "honorary.call.weeks",  # between dates
        # as many as the text names
        "training.consulting.done", "training.consulting.planned", "city_meetings.atlanta.cities", "overseas.lectures",
        "regulation.contest.fields", "agency_evaluation.funded.institutions", "auditor.institutions",
        "review.city.meetings.regular", "review.city.meetings.occasional", "review.city.meetings.planned",
        "investment_panels.city.meetings",
    }  # fmt: skip


def test_the_other_edition_keeps_its_contract_and_no_identity_is_in_conflict(two_ledgers):
    *_, study = two_ledgers
    assert check_edition(study, SEPTEMBER) == []
    audit = (study.processed(SEPTEMBER) / "audit.csv").read_text("utf-8")
    verdicts = {row["status"] for row in csv.DictReader(io.StringIO(audit))}
    assert "conflict" not in verdicts
    assert "exact" in verdicts


def test_shares_change_too_as_no_two_figures_grow_alike(two_ledgers):
    before, after, _ = two_ledgers
    grown = [after[name].value / before[name].value for name in before if name.startswith("covid_daily.")]
    assert len(set(grown)) == len(grown)
    assert min(grown) >= 1 + 0.05
