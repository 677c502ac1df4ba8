"""data/processed is made from raw, whole, and the same every time."""

import csv
from fractions import Fraction

from analysis.data.edition import open_edition
from analysis.data.process import process_edition, processed_files

EDITION = "2020-09"


def rows(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_making_it_twice_touches_nothing_the_second_time(study):
    folder = process_edition(study, EDITION)
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    process_edition(study, EDITION)
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_a_changed_printed_value_changes_its_table_and_the_ledger_and_no_other_table(study):
    before = processed_files(study, EDITION)
    path = study.raw(EDITION) / "appeals_monthly.csv"
    path.write_text(path.read_text("utf-8").replace("2020-06,210", "2020-06,310"), "utf-8")
    after = processed_files(study, EDITION)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"appeals_monthly.csv", "figures.csv", "audit.csv", "sources.json"}


def test_every_figure_has_one_id_a_place_and_a_value(study):
    figures = rows(process_edition(study, EDITION) / "figures.csv")
    assert len({row["figure"] for row in figures}) == len(figures)
    assert all(row["value"] and row["printed"] and int(row["line"]) > 0 for row in figures)


def test_a_printed_table_reads_with_types_words_and_place(study):
    process_edition(study, EDITION)
    monthly = open_edition(EDITION, study.root).table("appeals_monthly")
    assert monthly["decisions"].tolist() == [128, 133, 154, 171, 177, 210, 220, 187]
    assert monthly["month"].dt.strftime("%Y-%m").tolist()[0] == "2020-01"
    assert monthly.attrs["place"] == "Ⅲ.2.②"
    assert monthly.attrs["units"]["decisions"] == "cases"


def test_the_interval_of_a_printed_amount_is_half_its_last_digit_either_way(study):
    process_edition(study, EDITION)
    figure = open_edition(EDITION, study.root).figure("fiscal_flows.tax_expansion.amount")
    assert (figure.interval.low, figure.interval.high) == (Fraction("8.75"), Fraction("8.85"))


def test_the_table_of_statements_keeps_its_tokens_beside_their_values(study):
    process_edition(study, EDITION)
    statements = open_edition(EDITION, study.root).table("statements").set_index("figure")
    assert statements.loc["bonds.limit", ["printed", "value"]].tolist() == ["3조 6,164", "36164"]
    assert statements.loc["covid.church.as_of", "value"] == "2020-08-26"
