"""A notebook as a function: what it claims and finds, with other data, parameters and assumptions; what it reruns."""

import pytest
from tiny_study import EDITION, code, make_study, markdown, notebook, write

from analysis.book import Book, other_books
from analysis.book_cells import NotebookError
from analysis.data.changed import changed
from analysis.data.dependencies import observing
from analysis.data.edition import open_edition
from analysis.data.editions import Study
from analysis.data.kept import KEPT_VARIABLE
from analysis.data.kept import kept as kept_of
from analysis.data.process import process_edition
from analysis.methods.user_error import UserError
from analysis.present.misuse import MisuseError

REGISTER = """- id: pace.share
  ko: 비중
  en: Share
  value: 0.5
  low: 0.2
  high: 0.8
  unit: fraction
  grade: C
  source: {ko: 이 연구의 가정, en: set by this study}
  used_by: [pace.shared]
"""
PARAMETERS = """edition = "2020-09"  # 판 / edition
lang = "ko"  # 언어 / language
share: float = None  # 비중 / share
months: int = 3  # 달 수 / months
"""
OPEN = """from analysis.present import open_report

report = open_report(edition, lang)
decisions = report.table("output_monthly").set_index("month")["decisions"].tail(months)
CALLS = []
"""
COUNTED = """total = decisions.sum()
CALLS.append("total")
report.result("pace.total", total, "cases", "counted")
"""
SHARED = """taken = report.assume("pace.share", share)
shared = report.result("pace.shared", total * taken, "cases", "counted")
"""
CHART = """alt = ("월별 막대", "Bars by month")
words = report.caption(ko="월별 처리 {n}건", en="{n} decided by month", alt=alt, n=total)
with report.chart(words) as ax:
    ax.bar(range(len(decisions)), decisions)
"""
CLAIM = """report.claim(
    "pace.many", kind="fact", holds=bool(shared.value > 200), headline=True,
    ko=("처리 {shared:.0}건:", "많음.", "적음."), en=("{shared:.0} decided:", "many.", "few."), shared=shared,
)
"""
ELSEWHERE = """from analysis.data import open_edition
root = open_edition(edition).root
"""
PAGE = """raise RuntimeError("shown on the page alone")"""


@pytest.fixture
def book(tmp_path):
    root = make_study(tmp_path)
    (root / "data" / "assumptions.yaml").write_text(REGISTER, "utf-8")
    process_edition(Study(root), EDITION)
    cells = [
        markdown("# 얼마나 빠른가?", "lang-ko"), markdown("# How fast is it?", "lang-en"),
        code(PARAMETERS, "parameters"), code(OPEN), code(COUNTED), code(SHARED), code(CHART), code(CLAIM),
        code(PAGE, "page"),
    ]  # fmt: skip
    write(root, "03_pace", notebook(*cells))
    return Book("03_pace", root)


def test_a_notebook_gives_its_claims_and_results(book):
    run = book(EDITION)
    assert run.results["pace.total"].value == 105 + 205 + 207
    assert run.claims["pace.many"].words.en == "259 decided: many."
    assert [claim.id for claim in run.headlines] == ["pace.many"]
    assert book.title.en == "How fast is it?"


def test_a_cell_that_opens_an_edition_itself_opens_that_of_its_own_study(book, tmp_path_factory, monkeypatch):
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    write(book.root, "04_more", notebook(code(PARAMETERS, "parameters"), code(ELSEWHERE)))
    assert Book("04_more", book.root)(EDITION).names["root"] == book.root


@pytest.mark.parametrize(
    "bad", ["", "[]", '{"cells": 3}', '{"cells": [[]]}', '{"cells": [{"cell_type": "code", "source": [1]}]}']
)
def test_a_file_that_is_no_notebook_is_told_and_has_its_name_for_a_title(book, bad):
    book.path.write_text(bad, "utf-8")
    assert book.title.en == "03_pace"
    with pytest.raises(NotebookError, match=r"03_pace.ipynb is no notebook"):
        book.source()


def test_charts_are_drawn_where_they_are_asked_for_alone(book):
    assert book(EDITION).figures == []
    assert book(EDITION, drawn=True).figures[0].caption == "월별 처리 517건"


def test_a_parameter_replaces_its_default_and_what_stands_in_the_register(book):
    assert book(EDITION, months=1).results["pace.total"].value == 207
    assert book(EDITION, share=0.1).results["pace.shared"].value == pytest.approx(51.7)


def test_printed_tokens_and_rows_replace_those_of_the_edition(book):
    assert book(EDITION, printed={"output_monthly.2020-07.decisions": "1,207"}).results["pace.total"].value == 1517
    rows = [{"month": "2020-07", "decisions": "7", "line": "1"}]
    assert book(EDITION, rows={"output_monthly": rows}).results["pace.total"].value == 7
    assert book(EDITION).results["pace.total"].value == 517


def test_a_parameter_that_the_notebook_does_not_have_is_told_with_the_nearest(book):
    with pytest.raises(MisuseError, match=r"03_pace.*month.*months"):
        book(EDITION, month=1)


def test_a_notebook_that_is_not_there_is_told_with_the_nearest(book):
    with pytest.raises(MisuseError, match="03_pace"):
        Book("03_pase", book.root)(EDITION)


def test_the_other_notebooks_of_the_study_are_its_files(book):
    assert [one.name for one in other_books("03_pace", book.root)] == ["01_output", "02_pace"]


@pytest.mark.parametrize(("cell", "said"), [
    ("1 / 0", "03_pace, cell 4: ZeroDivisionError: division by zero"),
    ("1 +", "03_pace, cell 4, line 1: invalid syntax"),
])  # fmt: skip
def test_a_cell_that_fails_is_named_with_what_was_wrong(book, cell, said):
    write(
        book.root,
        "03_pace",
        notebook(markdown("# 제", "lang-ko"), code(PARAMETERS, "parameters"), code("1"), code(cell)),
    )
    with pytest.raises(NotebookError, match=said):
        book(EDITION)


def test_a_misused_helper_is_told_by_its_own_sentence(book):
    write(book.root, "03_pace", notebook(code(PARAMETERS, "parameters"), code(OPEN), code('report.result("x", 1)')))
    with pytest.raises(UserError, match="unit=") as error:
        book(EDITION, lang="en")
    assert error.value._render_traceback_()[1:] == ["(03_pace, cell 3)"]


def test_a_varied_assumption_runs_only_what_lies_between_it_and_what_is_wanted(book):
    run = book(EDITION)
    assert run.names["CALLS"] == ["total"]
    assert run.again("pace.shared", {"pace.share": 0.8}).value == pytest.approx(0.8 * 517)
    assert run.again("pace.total", {"pace.share": 0.8}).value == 517
    assert run.names["CALLS"] == ["total"]
    assert run.results["pace.shared"].value == pytest.approx(0.5 * 517)


def test_a_result_is_known_with_the_assumptions_that_move_it(book):
    varied = book.varied(EDITION)
    assert list(varied.of("pace.shared")) == ["pace.share"]
    assert varied.dependent == ["pace.shared"]
    assert list(varied.one_at_a_time("pace.shared")["at_low"]) == [pytest.approx(0.2 * 517)]


@pytest.mark.parametrize("ends", ["low: 0.5\n  high: 0.8", "low: 0.2\n  high: 0.5"])
def test_an_assumption_that_moves_a_result_at_one_end_alone_moves_it(book, ends):
    register = REGISTER.replace("low: 0.2\n  high: 0.8", ends)
    assert register.count(ends) == 1
    (book.root / "data" / "assumptions.yaml").write_text(register, "utf-8")
    assert book.varied(EDITION).dependent == ["pace.shared"]


def test_assumptions_that_a_notebook_does_not_take_are_nothing_that_it_depends_on(book):
    read = set()
    with observing(read.add):
        varied = book.varied(EDITION)
        assert varied.dependent
        assert varied.together("pace.shared").defined
    assert {one for one in read if "assumptions.yaml" in one[1]} == {
        ("part", "data/assumptions.yaml", "id", name) for name in varied.assumptions
    }


def test_a_claim_is_known_with_the_interval_over_which_its_verdict_stays(book):
    low, high = book.varied(EDITION).survival("pace.many", "pace.share")
    assert low == pytest.approx(200 / 517, abs=0.001)
    assert high == 0.8


def test_a_claim_and_a_result_of_one_name_are_both_varied(book):
    claim = code(CLAIM.replace("pace.many", "pace.shared"))
    cells = [code(PARAMETERS, "parameters"), code(OPEN), code(COUNTED), code(SHARED), claim]
    write(book.root, "03_pace", notebook(*cells))
    varied = book.varied(EDITION)
    assert list(varied.one_at_a_time("pace.shared")["at_low"]) == [pytest.approx(0.2 * 517)]
    assert varied.survival("pace.shared", "pace.share") == (pytest.approx(200 / 517, abs=0.001), 0.8)


def test_a_parameter_that_stands_in_for_an_assumption_is_varied_from_there(book):
    varied = book.varied(EDITION, share=0.9)
    assert varied.replaced == {"pace.share"}
    frame = varied.one_at_a_time("pace.shared")
    assert (frame["at_value"].iloc[0], frame["at_high"].iloc[0]) == (pytest.approx(0.9 * 517), pytest.approx(0.9 * 517))
    assert frame["at_low"].iloc[0] == pytest.approx(0.2 * 517)


def test_what_a_statement_changes_in_place_is_made_anew_before_it_is_changed_again(book):
    cells = [
        code(PARAMETERS, "parameters"), code(OPEN),
        code('frame = decisions.to_frame()\nframe["d"] = frame["decisions"] * report.assume("pace.share", share)'),
        code('report.result("pace.shared", frame["d"].sum(), "cases", "counted")'),
    ]  # fmt: skip
    write(book.root, "03_pace", notebook(*cells))
    run = book(EDITION)
    assert run.again("pace.shared", {"pace.share": 0.8}).value == pytest.approx(0.8 * 517)
    assert run.names["frame"]["d"].sum() == pytest.approx(0.5 * 517)


AGAIN = code("""number = report.assume("pace.share", share)
_ = report.result("pace.first", number, "fraction", "counted")
""")
TWICE = code('number = number * 2\n_ = report.result("pace.second", number, "fraction", "counted")')


def test_what_several_results_rest_on_is_computed_once_at_each_value(book):
    counted = code("def shared(value):\n    CALLS.append(value)\n    return value")
    asked = code('number = shared(report.assume("pace.share", share))')
    results = code(
        "\n".join(f'_{n} = report.result("pace.r{n}", number + {n}, "fraction", "counted")' for n in range(3))
    )
    write(book.root, "03_pace", notebook(code(PARAMETERS, "parameters"), code(OPEN), counted, asked, results))
    run = book(EDITION)
    assert [run.again(f"pace.r{n}", {"pace.share": 0.8}).value for n in (2, 0, 1)] == pytest.approx([2.8, 0.8, 1.8])
    assert run.names["CALLS"] == [0.5, 0.8]


def test_a_name_that_means_two_things_is_computed_anew_for_each_that_asks(book):
    write(book.root, "03_pace", notebook(code(PARAMETERS, "parameters"), code(OPEN), AGAIN, TWICE))
    run = book(EDITION)
    for wanted, value in (("pace.second", 1.6), ("pace.first", 0.8), ("pace.second", 1.6)):
        assert run.again(wanted, {"pace.share": 0.8}).value == pytest.approx(value)


def test_a_cell_that_fails_at_a_value_fails_again_for_whoever_asks(book):
    cell = code(
        'part = 1 / (report.assume("pace.share", share) - 0.8)\n_ = report.result("pace.r", part, "x", "counted")'
    )
    more = code('_more = report.result("pace.s", part, "fraction", "counted")')
    write(book.root, "03_pace", notebook(code(PARAMETERS, "parameters"), code(OPEN), cell, more))
    run = book(EDITION)
    for wanted in ("pace.r", "pace.s"):
        with pytest.raises(NotebookError, match="ZeroDivisionError"):
            run.again(wanted, {"pace.share": 0.8})


def everything(book, lang, **parameters):
    """What is asked of a notebook in a run, and what that reads."""
    read = set()
    with observing(read.add):
        varied = book.varied(EDITION, lang=lang, **parameters)
        frames = [varied.one_at_a_time(name).to_dict() for name in varied.dependent]
        bounds = [varied.together(name) for name in varied.dependent]
        stands = varied.survival("pace.many", "pace.share")
        findings = book.findings(open_edition(EDITION, book.root), lang)
    return [
        findings,
        dict(varied.assumptions),
        varied.replaced,
        varied.results,
        varied.claims,
        frames,
        bounds,
        stands,
    ], read


@pytest.fixture
def kept(tmp_path_factory, monkeypatch):
    folder = tmp_path_factory.mktemp("kept")
    monkeypatch.setenv(KEPT_VARIABLE, str(folder))
    return folder


@pytest.fixture
def ran(monkeypatch):
    """The languages in which notebooks ran."""
    languages, call = [], Book.__call__

    def counted(book, *args, lang="ko", **given):
        languages.append(lang)
        return call(book, *args, lang=lang, **given)

    monkeypatch.setattr(Book, "__call__", counted)
    return languages


def test_what_a_run_has_asked_of_a_notebook_is_asked_no_more_in_either_language_and_read_all_the_same(book, kept, ran):
    first, second = everything(book, "ko"), everything(book, "en")
    assert ran == ["ko"]
    kept.rename(kept.with_name("gone"))
    alone = everything(book, "en")
    assert ran == ["ko", "en", "en"]
    assert second == alone
    assert first[1] == alone[1]
    assert {claim.lang for claim in first[0][0].claims.values()} == {"ko"}
    assert {claim.lang for claim in second[0][0].claims.values()} == {"en"}


def test_other_parameters_another_notebook_and_an_edition_not_as_printed_are_asked_of_the_notebook_itself(
    book, kept, ran
):
    assert everything(book, "en")[0] == everything(book, "en", months=3)[0]  # which is the default
    assert len(ran) == 1
    assert everything(book, "en", months=2)[0][3]["pace.total"].value == 205 + 207
    opened = open_edition(EDITION, book.root)
    other = changed(opened, {"output_monthly.2020-07.decisions": "307"}, {})
    given = opened.assuming({"pace.share": opened.assumptions["pace.share"].replaced(0.8)})
    assert book.findings(other, "en").results["pace.total"].value == 105 + 205 + 307
    assert book.findings(given, "en").results["pace.shared"].value == pytest.approx(0.8 * 517)
    cells = [code(PARAMETERS, "parameters"), code(OPEN), code(COUNTED)]
    write(book.root, "03_pace", notebook(*cells))
    assert list(book.findings(opened, "en").results) == ["pace.total"]
    assert len(ran) == 5


def test_what_cannot_be_kept_is_asked_again(kept):
    made = []
    for _ in range(2):
        assert kept_of("a lambda", lambda: made.append(1) or (lambda: 1))() == 1
    assert len(made) == 2
    assert list(kept.iterdir()) == []
