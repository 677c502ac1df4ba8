"""`study trace` holds the ledger against the source text, and says what is missing on either side."""

import pytest
from typer.testing import CliRunner

from analysis.cli import app

RUN = CliRunner()


def traced(study, source, *more):
    return RUN.invoke(
        app, ["trace", str(source), "--edition", "2020-09", "--root", str(study.root), "--lang", "en", *more]
    )


@pytest.fixture
def source(shared):
    return shared / "source" / "report-2020-09.txt"


def test_every_figure_stands_at_its_line_and_every_quantity_is_covered(study, source):
    ended = traced(study, source)
    assert ended.exit_code == 0, ended.output
    assert "Coverage of all but dates, ordinals, articles and names: 100.0%" in ended.output


def test_a_wrong_digit_in_the_data_is_named_with_its_line(study, source):
    table = study.raw("2020-09") / "appeals_monthly.csv"
    table.write_text(table.read_text("utf-8").replace("2020-06,210", "2020-06,211"), "utf-8")
    ended = traced(study, source)
    assert ended.exit_code == 1
    assert "line 735 does not hold '211': appeals_monthly.2020-06.decisions" in ended.output
    assert "'210': belongs to no figure" in ended.output


def test_a_source_that_is_not_there_is_a_slip_of_the_call(study, tmp_path):
    ended = traced(study, tmp_path / "nothing.txt")
    assert ended.exit_code == 2
    assert "nothing.txt" in ended.output
