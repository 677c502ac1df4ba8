"""Editions taken in one after the other come to what comparing each with all before it says."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.data.contract import Contract, table_contract
from analysis.data.editions import Study
from analysis.data.intake.history import history
from analysis.data.revisions import all_revisions
from analysis.data.vintages import Delivery, deliveries, known_figures


def contract(*names):
    line = {"name": "line", "type": "integer", "role": "line", "title": "줄", "title_en": "Line"}
    count = {"name": "n", "type": "integer", "role": "figure", "unit": "cases", "title": "수", "title_en": "Count"}
    key = {"name": "k", "role": "key", "title": "키", "title_en": "Key"}
    keys = {"series": "yearmonth", "whole": "string"}
    tables = [
        {
            "name": name, "path": f"{name}.csv", "title": name, "title_en": name,
            "schema": {
                "primaryKey": ["k"],
                "fields": [key | {"type": keys[name]}, count, line],
            },
        }
        for name in names
    ]  # fmt: skip
    return Contract({table["name"]: table_contract(table) for table in tables})


def rows(values, lines):
    return [{"k": key, "n": str(n), "line": str(line)} for (key, n), line in zip(values.items(), lines, strict=False)]


MONTHS = st.dictionaries(st.sampled_from([f"2020-0{n}" for n in range(1, 8)]), st.integers(0, 2))
OFFICES = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 2))
TABLES = st.fixed_dictionaries({}, optional={"series": MONTHS, "whole": OFFICES})


@st.composite
def many(draw):
    found = []
    for at, tables in enumerate(draw(st.lists(TABLES, min_size=1, max_size=6))):
        lines = draw(st.permutations(range(1, 9)))
        made = {name: rows(values, lines) for name, values in tables.items()}
        found.append(Delivery(f"2020-{at + 1:02d}", contract(*made), made))
    return found


def simply_known(brought):
    """The ledger as its rule says it: a series grows, another table is replaced whole."""
    found = {}
    for delivery in brought:
        replaced = {"whole"} & delivery.contract.tables.keys()
        found = {one: figure for one, figure in found.items() if figure.table not in replaced} | delivery.figures
    return found


def simply_revised(brought):
    for at in range(1, len(brought)):
        known, delivery = simply_known(brought[:at]), brought[at]
        now = delivery.figures
        for one, figure in now.items():
            before = [old.as_of for old in known.values() if old.table == figure.table]
            if one not in known:
                yield delivery.edition, "new" if not before or figure.as_of > max(before) else "newly_covered", one
            elif known[one].as_of == figure.as_of and known[one].value != figure.value:
                yield delivery.edition, "revised", one
        for one, old in known.items():
            dates = [figure.as_of for figure in now.values() if figure.table == old.table]
            if one not in now and dates and (old.table == "whole" or min(dates) <= old.as_of <= max(dates)):
                yield delivery.edition, "disappeared", one


@settings(max_examples=300, deadline=None)
@given(many())
def test_taking_editions_in_one_by_one_comes_to_the_same_ledger_and_events_in_the_same_order(brought):
    assert list(known_figures(brought).items()) == list(simply_known(brought).items())
    found = [(one.edition, one.event, one.figure.id) for one in all_revisions(brought)]
    assert found == list(simply_revised(brought))


def test_a_table_of_many_editions_is_read_once_each_and_its_figures_are_made_once(study, monkeypatch):
    from analysis.data import vintages

    times = Counter()
    made = vintages.edition_figures

    def counted(edition, *given):
        times[edition] += 1
        return made(edition, *given)

    monkeypatch.setattr(vintages, "edition_figures", counted)
    brought = deliveries(study, study.newest())
    known_figures(brought)
    all_revisions(brought)
    assert set(times.values()) == {1}


def test_the_past_of_a_table_is_put_together_once(study):
    past = history(Study(study.root), "appeals_monthly", "2020-10")
    table = past.before[0].contract.tables["appeals_monthly"]
    assert past.rows(table) is past.rows(table)
