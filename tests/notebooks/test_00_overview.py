"""The overview: the headlines of every notebook, the check in a line, what changed since the edition before."""

import pytest
from notebooks.books import EDITION, FROZEN, NOTEBOOKS, run, runs
from october import OCTOBER, make_october, revised_months

from analysis.book import Book
from analysis.present.brief import Headlines
from analysis.present.changes import changes, notes_on_moves, together
from analysis.present.opening import report_of

NAME = "00_overview"
VARIANTS = {"conflict": {"printed": {"litigation.2020-07.pending": "601"}}}
OTHERS = [name for name in NOTEBOOKS if name != NAME]


@pytest.fixture(scope="module")
def overview():
    return run(NAME)


def test_every_headline_stands_under_a_link_to_its_report(overview):
    runs_ = overview.names["runs"]
    assert list(runs_) == OTHERS
    titles = {name: Book(name, FROZEN).title for name in OTHERS}
    for lang in ("ko", "en"):
        html = Headlines(titles, {name: one.headlines for name, one in runs_.items()}, lang)._repr_mimebundle_()[
            "text/html"
        ]
        assert all(f'href="{name}.html"' in html for name in OTHERS)
        assert html.count('class="study-claim"') == sum(len(one.headlines) for one in runs_.values())


def test_no_id_is_taken_by_two_notebooks(overview):
    for what in ("claims", "results"):
        names = [name for one in overview.names["runs"].values() for name in getattr(one, what)]
        assert sorted(names) == sorted(set(names))


def test_a_first_edition_has_nothing_to_compare_with(overview):
    assert not {"overview.unrevised", "overview.delivered"} & overview.claims.keys()
    assert changes(overview, None, overview.report, "en")._repr_mimebundle_()["text/plain"].startswith("First edition")
    assert changes(overview, overview, overview.report, "en").short() is None


def test_every_identity_is_accounted_for_in_the_line_of_the_audit(overview):
    counts = overview.names["counts"]
    assert counts["identities"] == counts.drop("identities").sum()


def test_the_brief_has_at_most_eight_lines_whose_claims_stand_in_their_reports(overview):
    lines = overview.names["lines"]
    assert 0 < len(lines) <= 8
    assert all(line.claim.id in overview.names["runs"][line.notebook].claims for line in lines)
    assert all(line.claim.meaning[lang] and line.decision.words[lang] for line in lines for lang in ("ko", "en"))


def test_a_conflict_of_figures_turns_the_headline():
    claim = runs(NAME)["conflict"].claims["overview.figures_agree"]
    assert not claim.holds
    assert claim.words.en.endswith("in conflict.")


@pytest.fixture
def october(study):
    def made(**left_out):
        return Book(NAME, make_october(study, {"appeals_monthly": revised_months}, **left_out).root)(OCTOBER)

    return made


def test_a_later_edition_says_what_it_revised_and_whether_it_brings_every_table(october):
    claims = october().claims
    assert not claims["overview.unrevised"].holds
    assert "210 cases → 214 cases" in claims["overview.unrevised"].words.en
    assert claims["overview.delivered"].holds


def test_a_table_carried_forward_is_named_with_its_edition(october):
    claim = october(without=["litigation"]).claims["overview.delivered"]
    assert not claim.holds
    assert f"{EDITION}: " in claim.words.en


def test_claims_that_turned_and_results_that_moved_are_listed(study):
    make_october(study, {"litigation": lambda rows: [{**row, "pending": "640"} for row in rows]})
    now, before = (together([Book("04_litigation", study.root)(name)]) for name in (OCTOBER, EDITION))
    found = changes(now, before, report_of(Book("04_litigation", study.root)(OCTOBER).report, "en"), "en")
    assert "litigation.adds_up" in [claim.id for claim in found.turned]
    assert "litigation.disposition_days" in list(found.table.frame["result"])
    assert "held → does not hold" in found._repr_mimebundle_()["text/plain"]


def test_of_an_edition_in_parts_it_is_said_that_the_check_counts_its_own_figures_alone(october):
    report = october(only="appeals_monthly").report
    assert any("audit." in note for note in notes_on_moves(["audit.figures"], report, "en"))
    assert not any("audit." in note for note in notes_on_moves(["covid.rt"], report, "en"))
