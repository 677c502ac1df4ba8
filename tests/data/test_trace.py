"""Every figure stands in the source at its line, and every quantity of the source is a figure."""

from analysis.data.edition import Edition
from analysis.data.editions import Study
from analysis.data.trace import kind_of, trace


def ledger(frozen):
    return Edition(Study(frozen), "2020-09").ledger.values()


def test_every_printed_token_stands_at_its_line_of_the_source(frozen, shared):
    lines = (shared / "source" / "report-2020-09.txt").read_text("utf-8").splitlines()
    assert trace(lines, ledger(frozen)).missing == ()


def test_a_token_inside_a_longer_number_does_not_count():
    class Figure:
        id, printed, line, unit = "beds", "280", 1, "beds"

    found = trace(["1,280 beds"], [Figure()])
    assert [one.figure for one in found.missing] == ["beds"]


def test_a_list_leaves_the_numbers_in_it_to_their_own_figures():
    class Listed:
        id, printed, line, unit = "listed", "학원(300인 미만), 오락실 등", 1, "items listed"

    class Size:
        id, printed, line, unit = "size", "300", 1, "persons"

    found = trace(["- 학원(300인 미만), 오락실 등"], [Listed(), Size()])
    assert (found.missing, found.loose, found.covered) == ((), (), 1)


def test_dates_articles_and_names_are_distinguished_from_quantities():
    line = "제18조에 따라 8. 16. 코로나19 병상 76개"
    kinds = {token: kind_of(line, line.index(token), line.index(token) + 2) for token in ("18", "16", "19", "76")}
    assert kinds == {"18": "article", "16": "date", "19": "name", "76": "other"}
