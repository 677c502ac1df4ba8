"""The overview tells every topic's findings, and what turned since the edition before."""

import shutil
from dataclasses import replace

import pytest
from october import make_october

from analysis.data import open_edition
from analysis.data.process import process_edition
from analysis.present.method_words import METHODS
from analysis.present.topics import overview as show
from analysis.present.topics.registry import TOPICS


@pytest.fixture(scope="module")
def told(project):
    return show.tell(open_edition("2020-09", project), "ko")


@pytest.fixture(scope="module")
def turned(told):
    """The same edition with its first finding the other way round and its first result moved."""
    first = told[0]
    flipped = replace(first.findings.findings[0], holds=not first.findings.findings[0].holds)
    findings = replace(first.findings, findings=(flipped, *first.findings.findings[1:]))
    name, result = next((n, r) for n, r in first.results.items() if r.low is not None and r.high is not None)
    moved = {**first.results, name: replace(result, value=result.value + 10 * (result.high - result.low))}
    return [replace(first, findings=findings, results=moved), *told[1:]]


def test_every_notebook_but_the_overview_is_a_topic(project):
    books = sorted(path.stem for path in (project / "notebooks").glob("*.ipynb"))
    assert [topic.notebook for topic in TOPICS] == [name for name in books if name != "00_overview"]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_finding_stands_under_a_link_to_its_report(told, lang):
    html = show.summary(told, lang)._repr_mimebundle_()["text/html"]
    assert all(f'href="{one.topic.notebook}.html"' in html for one in told)
    assert html.count("study-reading") == sum(len(one.findings.findings) for one in told)


def test_no_id_is_recorded_by_two_topics(told):
    assert len(show.all_results(told)) == sum(len(one.results) for one in told)


@pytest.mark.parametrize(("lang", "words"), [("ko", "첫 판"), ("en", "first edition")])
def test_a_first_edition_has_nothing_to_compare_with(told, lang, words):
    assert words in show.flips(told, None, lang).words[lang]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_finding_that_turned_is_named(told, turned, lang):
    finding = show.flips(turned, told, lang)
    assert not finding.holds
    assert turned[0].findings.findings[0].claim[lang] in finding.words[lang]
    assert show.flips(told, told, lang).holds


def test_a_result_that_moved_is_listed_with_its_move_against_its_range(told, turned, project):
    table = show.changes(turned, told, open_edition("2020-09", project), "en").frame
    assert len(table) == 1
    assert table["ranges"].tolist() == ["+20.0"]


def test_every_method_of_a_result_has_its_name_in_korean(told):
    assert {result.method for result in show.all_results(told).values() if result.method} <= set(METHODS)


@pytest.mark.parametrize(("lang", "words"), [("ko", "첫 판"), ("en", "first edition")])
def test_a_topic_opens_with_what_changed_since_the_edition_before(project, lang, words):
    bundle = show.since(open_edition("2020-09", project), "04_litigation", lang)._repr_mimebundle_()
    assert words in bundle["text/html"]
    assert words in bundle["text/plain"]


def test_a_topic_of_a_later_edition_lists_the_results_that_moved(study):
    """October prints more cases pending, and nothing else new."""
    shutil.copytree(study.raw("2020-09"), study.root / "data" / "raw" / "2020-10")
    table = study.raw("2020-10") / "litigation.csv"
    table.write_text(table.read_text("utf-8").replace(",600,", ",640,"), "utf-8")
    for edition in study.editions():
        process_edition(study, edition)
    told = show.since(open_edition("2020-10", study.root), "04_litigation", "en")
    assert told.changes is not None
    assert "litigation.disposition_days" in list(told.changes.frame["result"].astype(str))


def test_of_an_edition_in_parts_it_is_said_that_the_audit_counts_its_own_figures_alone(study):
    whole = open_edition("2020-10", make_october(study, {}).root)
    parts = open_edition("2020-11", make_october(study, {}, only="appeals_monthly", month="2020-11").root)
    assert not any("audit." in note for note in show.notes_on_moves(["audit.figures"], whole, "en"))
    assert any("audit." in note for note in show.notes_on_moves(["audit.figures"], parts, "en"))
    assert not any("audit." in note for note in show.notes_on_moves(["covid.rt"], parts, "en"))


def test_an_edition_with_few_days_of_its_own_can_still_be_told(study):
    """Eight days after a gap: fewer than the longest window that the register would try."""
    october = study.root / "data" / "raw" / "2020-10"
    shutil.copytree(study.raw("2020-09"), october)
    days = "".join(
        f"2020-09-{day},{cases},{line}\n" for line, (day, cases) in enumerate(zip(range(22, 30), CASES, strict=True), 2)
    )
    (october / "covid_daily.csv").write_text("date,cases,line\n" + days, "utf-8")
    process_edition(study, "2020-10")
    results = show.all_results(show.tell(open_edition("2020-10", study.root), "en"))
    assert results["covid.cases.sum"].value == sum(CASES)
    assert "covid.clusters.share" not in results


CASES = (40, 39, 57, 26, 34, 19, 11, 51)
