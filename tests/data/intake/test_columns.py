"""A rectangular text read as columns comes to just what reading it row by row and cell by cell comes to."""

import csv
import io
from contextlib import suppress
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.data.cell_guard import bare
from analysis.data.contract import FieldContract
from analysis.data.editions import Study
from analysis.data.intake import decode as decoding
from analysis.data.intake import grid as grids
from analysis.data.intake import join, take
from analysis.data.intake import rectangle as rectangles
from analysis.data.intake.cells import readings
from analysis.data.intake.column import Column
from analysis.data.intake.faults import RefusedError, UnsureError
from analysis.data.intake.join import table_bytes
from analysis.data.intake.numbers import all_plain, figure_reader, plain_numbers
from analysis.data.intake.offers import read_offers
from analysis.data.intake.originals import Source
from analysis.data.intake.rectangle import rectangle
from analysis.words import Words

PIECES = [
    "a",
    "b1",
    ",",
    ",",
    ";",
    "\n",
    "\n",
    "\r\n",
    "\r",
    '"',
    '"a,b"',
    '""',
    "\t",
    " ",
    "가나다",
    "12345678",
    "123456789",
]
TEXT = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)
FIGURE = FieldContract("n", "integer", "figure", Words("수", "Count"), unit="cases")


@settings(max_examples=300)
@given(TEXT, st.sampled_from(",;\t"), st.sampled_from([1, 2**20]), st.sampled_from([9, 512]))
def test_a_rectangle_has_the_rows_of_the_csv_reader_or_is_none(text, sign, block, longest):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(decoding, "BLOCK", block)
        patch.setattr(rectangles, "LONGEST", longest)
        found = rectangle(text.encode(), sign)
    if found is not None:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True))
        assert [found[at] for at in range(len(found))] == list(found[:]) == rows


@given(
    st.lists(st.sampled_from(["", "a", "ab", " 가", "1\n2", "-", "12"]), max_size=8),
    st.booleans(),
    st.data(),
)
def test_a_column_says_of_its_cells_what_a_list_of_them_says(cells, once, data):
    tokens = list(dict.fromkeys(cells))
    column = Column(tokens, np.array([tokens.index(cell) for cell in cells], np.intp)) if once else Column(cells)
    kept = data.draw(st.lists(st.sampled_from(range(len(cells)))) if cells else st.just([]))
    some = column.picked(kept)
    assert [*column] == [column[at] for at in range(len(cells))] == cells
    assert ([*some], list(dict.fromkeys(some.tokens))) == (
        there := [cells[at] for at in kept],
        list(dict.fromkeys(there)),
    )
    assert [*column.ordered(np.arange(len(cells))[::-1]).read(str.strip)] == [cell.strip() for cell in cells[::-1]]
    assert column.rows_with({"a", ""}) == [at for at, cell in enumerate(cells) if cell in {"a", ""}]
    assert column.all_differ == (len(tokens) == len(cells))
    assert (column.letters, column.initials) == (set("".join(cells)), {cell[:1] for cell in cells})


@pytest.mark.parametrize(
    "text", ["a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\n1,2", "가,나,다\n1,,\n,,3\n", 'a,b\n"1,2",""\n']
)
def test_plain_rectangular_text_is_read_as_columns(text):
    assert rectangle(text.encode(), ",") is not None


@pytest.mark.parametrize(
    "text",
    ["", "a\nb\n", "a,b\n1\n", "a,b\n\n1,2\n", 'a,b\n"1""2",3\n', 'a,b\n"1\n2",3\n', "a,b\r1,2\n", "a,b\n1,2,3\n4\n"],
)
def test_text_that_is_none_is_left_to_the_csv_reader(text):
    assert rectangle(text.encode(), ",") is None


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
@example([], "integer", "cases", {"minimum": 0, "maximum": 100})
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
    return read_offers(Study(frozen))


LINES = st.lists(
    st.tuples(
        st.sampled_from(["2020-07", "2020-08", "2020년 9월", "8월", "2020-11", "합계", "※ 주", "", "x", "-"]),
        st.sampled_from(["187", "190", "1187", "△3", "-5", "3.0", "3.5", "", "…", "190건", "many", "190000"]),
        st.sampled_from(["", "잠정"]),
    ),
    max_size=6,
)


@settings(max_examples=60)
@given(LINES, st.sampled_from(["연월,처리 건수,비고", "연월,처리 건수(건),비고", "연월,처리 건수(천건),담당"]))
def test_a_file_read_either_way_is_taken_with_the_same_record_or_refused_with_the_same_words(
    desk_of_frozen, lines, header
):
    text = "\n".join([header, *(",".join(line) for line in lines), ""])
    assert desk_of_frozen(text.encode(), quick=True) == desk_of_frozen(text.encode(), quick=False)


PLAIN = "연월,처리 건수\n2020-07,187\n2020-08,190\n"
ODD = {
    "plain": PLAIN,
    "quoted": PLAIN.replace("187", '"1,187"').replace("190", '"190"'),
    "a quote in quotes": PLAIN.replace("187", '"1""87"'),
    "a line's end in quotes": PLAIN.replace("처리 건수", '"처리\n건수"'),
    "a quote that does not close": PLAIN.replace("187", '"187'),
    "a quote within a cell": PLAIN.replace("187", '18"7"'),
    "thousands without quotes": PLAIN.replace("187", "1,187"),
    "a short row": PLAIN.replace(",187", ""),
    "a long row": PLAIN.replace("187", "187,3,4"),
    "a delimiter at each end": PLAIN.replace("\n", ",\n"),
    "blank lines": PLAIN.replace("\n", "\n\n"),
    "a row of commas": PLAIN + ",\n",
    "line ends of Windows": PLAIN.replace("\n", "\r\n"),
    "line ends of two kinds": PLAIN.replace("187\n", "187\r\n"),
    "line ends of old Macs": PLAIN.replace("\n", "\r"),
    "no end": PLAIN[:-1],
    "headings alone": "연월,처리 건수\n",
    "rows without figures": "연월,처리 건수\n2020-07,\n2020-08,\n",
    "a cut end": PLAIN + "2020-09",
    "NUL": PLAIN.replace("187", "1\0" + "87"),
    "headings twice": "연월,처리 건수,처리 건수\n2020-07,187,1\n2020-08,190,1\n",
    "note marks": PLAIN.replace("187", "187²").replace("2020-08", "2020-08*"),
    "spaces": PLAIN.replace("187", " 187 ").replace("2020-07", "\u3000" + "2020-07"),
    "a cell that a spreadsheet runs": PLAIN.replace("187", "=1+1"),
    "a failed cell": PLAIN.replace("187", "#REF!"),
    "a cell of a thousand letters": PLAIN.replace("187", "가" * 1000),
    "dates of both forms": PLAIN.replace("2020-07", "2020.7").replace("2020-08", "20년 8월"),
    "a row of totals, a note": PLAIN + "합계,377\n※ 잠정,\n",
}  # fmt: skip


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_an_odd_file_is_read_either_way_in_any_encoding(desk_of_frozen, text):
    for encoding in ("utf-8", "utf-8-sig", "cp949", "utf-16"):
        with suppress(UnicodeEncodeError):
            data = text.encode(encoding)
            assert desk_of_frozen(data, quick=True) == desk_of_frozen(data, quick=False)


def test_the_files_of_the_tests_and_the_shared_ones_are_read_either_way(desk_of_frozen, frozen, shared):
    folders = [frozen / "data" / "raw" / "2020-09", *(shared / name for name in ("cases", "data"))]
    files = [path for folder in folders for path in sorted(folder.rglob("*.[ct]sv"))]
    different = [path.name for path in files if not same_either_way(desk_of_frozen, path)]
    assert (different, len(files) > 100) == ([], True)


def same_either_way(desk, path):
    return desk(path.read_bytes(), path.name, quick=True) == desk(path.read_bytes(), path.name, quick=False)


@pytest.fixture(scope="module")
def desk_of_frozen(offices, frozen):
    """What a file brings to the frozen study, or why it is refused, read as columns or row by row and cell by cell."""
    study = Study(frozen)
    identities = take._identities(study, offices)

    def read(data, name="x.csv", *, quick):
        with pytest.MonkeyPatch.context() as patch:
            if not quick:
                patch.setattr(grids, "rectangle", lambda *_: None)
                patch.setattr("analysis.data.intake.body.all_plain", lambda *_: False)
                patch.setattr("analysis.data.intake.body.plain_numbers", lambda *_: {})
                patch.setattr(Column, "all_differ", property(lambda column: len(set(column)) == len(column)))
            try:
                found = take.brought(study, "2020-10", Source(name, data), None, {"E138": "일부"}, offices, identities)
            except RefusedError as refused:
                return [fault.text("ko") for fault in refused.faults]
            except UnsureError as unsure:
                return str(unsure)
            return found

    return read
