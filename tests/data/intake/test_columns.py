"""A rectangular text read as columns comes to just what reading it row by row and cell by cell comes to."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.data.cell_guard import bare
from analysis.data.contract import FieldContract
from analysis.data.intake import grid as grids
from analysis.data.intake import join, take
from analysis.data.intake import rectangle as rectangles
from analysis.data.intake.cells import readings
from analysis.data.intake.column import Column
from analysis.data.intake.faults import Place, RefusedError
from analysis.data.intake.grid import text_grid
from analysis.data.intake.join import table_bytes
from analysis.data.intake.numbers import all_plain, figure_reader, plain_numbers
from analysis.data.intake.offers import read_offers
from analysis.data.intake.rectangle import rectangle
from analysis.words import Words

TEXT = st.text(st.sampled_from('ab1,;"\r\n\t 가\x1f'), max_size=30)
FIGURE = FieldContract("n", "integer", "figure", Words("수", "Count"), unit="cases")


@settings(max_examples=200, deadline=None)
@given(TEXT, st.sampled_from(",;\t"), st.sampled_from([3, rectangles.BLOCK]))
def test_a_rectangle_has_the_rows_of_the_csv_reader_or_is_none(text, sign, block):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rectangles, "BLOCK", block)
        found = rectangle(text, sign)
    if found is not None:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True))
        assert [found[at] for at in range(len(found))] == list(found[:]) == rows


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\n1,2", "가,나,다\n1,,\n,,3\n", 'a,b\n"1,2",""\n'])
def test_plain_rectangular_text_is_read_as_columns(text):
    assert rectangle(text, ",") is not None


@pytest.mark.parametrize(
    "text", ["", "a\nb\n", "a,b\n1\n", "a,b\n\n1,2\n", 'a,b\n"1""2",3\n', 'a,b\n"1\n2",3\n', "a,b\r1,2\n", "a,b\n1,2,3\n4\n"]
)
def test_text_that_is_none_is_left_to_the_csv_reader(text):
    assert rectangle(text, ",") is None


TOKENS = st.lists(
    st.one_of(
        st.from_regex(r"-?[0-9]{1,4}(\.[0-9]{1,2})?", fullmatch=True),
        st.from_regex(r"[0-9]{1,3}(,[0-9]{3}){0,2}", fullmatch=True),
        st.sampled_from(["100", "100.0", "100.00000000000000000001", "0", "-0", "0.0", "", "-", "△3", "(4)", "12건",
                         "1E3", "１", "١", "²", " 7", "7 ", "9" * 101, "3,4", "1.5", "천", "1\n2", "007", "+1"]),
    ),
    max_size=8,
)  # fmt: skip
LIMITS = st.sampled_from([{}, {"minimum": 0}, {"minimum": 0, "maximum": 100}, {"minimum": 1}, {"maximum": 99.5}])


@settings(max_examples=200, deadline=None)
@given(TOKENS, st.sampled_from(["integer", "number", "string"]), st.sampled_from(["cases", "%", "date"]), LIMITS)
def test_what_is_taken_for_a_plain_number_is_what_the_careful_reader_keeps_as_it_is(tokens, kind, unit, limits):
    column = replace(FIGURE, type=kind, unit=unit, constraints=limits)
    known, bad = readings(tokens, figure_reader(column, unit, None, vocabulary(), 2020))
    plain = plain_numbers(tokens, column)
    assert all(known[token] == token and token not in bad for token in plain)
    if all_plain(Column(tokens), column):
        assert not bad
        assert [known[token] for token in tokens] == tokens


def vocabulary():
    from analysis.data.intake.words import Vocabulary

    return Vocabulary.read({"units": {"cases": ["건"], "%": ["%"]}})


CELLS = st.text(st.sampled_from('a,"\r\n 가'), max_size=4)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5))
def test_a_table_is_written_so_that_it_is_read_back_and_quoted_only_where_it_must_be(offices, rows):
    table = offices.tables["appeals_monthly"].table
    columns = [Column(cells) for cells in [*zip(*rows, strict=True), [str(at) for at in range(len(rows))]]]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(join, "BLOCK", 2)
        written = table_bytes(table, columns).decode()
    writer.writerow(column.name for column in table.fields)
    read = [[bare(cell) for cell in row] for row in csv.reader(io.StringIO(written, newline=""))]
    assert read[1:] == [list(row) for row in zip(*columns, strict=True)]
    if not any(set(cell) & set(' "\r\n,') for row in rows for cell in row) and all(map(all, rows)):
        writer.writerows(zip(*columns, strict=True))
        assert written == out.getvalue()


@pytest.fixture(scope="module")
def offices(frozen):
    from analysis.data.editions import Study

    return read_offers(Study(frozen))


LINES = st.lists(
    st.tuples(
        st.sampled_from(["2020-07", "2020-08", "2020년 9월", "8월", "2020-11", "합계", "※ 주", "", "x", "-"]),
        st.sampled_from(["187", "190", "1187", "△3", "-5", "3.0", "3.5", "", "…", "190건", "many", "190000"]),
        st.sampled_from(["", "잠정"]),
    ),
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(LINES, st.sampled_from(["연월,처리 건수,비고", "연월,처리 건수(건),비고", "연월,처리 건수(천건),담당"]))
def test_a_file_read_either_way_is_taken_with_the_same_record_or_refused_with_the_same_words(
    read_body_of, lines, header
):
    text = "\n".join([header, *(",".join(line) for line in lines), ""])
    assert read_body_of(text, quick=True) == read_body_of(text, quick=False)


@pytest.fixture(scope="module")
def read_body_of(offices, frozen):
    from analysis.data.editions import Study
    from analysis.data.intake.history import history
    from analysis.data.intake.originals import Source
    from analysis.data.intake.recognise import recognise_all
    from analysis.data.intake.record import record_of

    past = history(Study(frozen), "appeals_monthly", "2020-10")

    def read(text, *, quick):
        with pytest.MonkeyPatch.context() as patch:
            if not quick:
                patch.setattr(grids, "rectangle", lambda *_: None)
                patch.setattr("analysis.data.intake.body.all_plain", lambda *_: False)
                patch.setattr("analysis.data.intake.body.plain_numbers", lambda *_: {})
                patch.setattr(Column, "all_differ", property(lambda column: len(set(column)) == len(column)))
            try:
                (layout,) = recognise_all([text_grid(text, "UTF-8", Place("x.csv"))], offices, "2020-10")
            except RefusedError as refused:
                return [fault.text("ko") for fault in refused.faults]
            body = take.read_body(layout, "2020-10", offices.vocabulary, past.units())
            faults = take.body_faults(body, past, "2020-10", offices, []) if body.kept else []
            columns = {name: list(column) for name, column in body.columns.items()}
            record = record_of(body, past, Source("x.csv", b""), "", "", take.widened(body), []) if body.kept else None
            return columns, list(body.lines), [fault.text("ko") for fault in faults], record

    return read
