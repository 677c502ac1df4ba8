"""The whole study, in a folder that holds nothing but the data."""

import json
import os
import re
import shutil

import pytest
import yaml
from bs4 import BeautifulSoup
from copies import NOTEBOOKS, copy_frozen
from other_counts import KEPT_UNITS, other_counts
from stale_numbers import allowed, numbers, placed, surviving

from analysis.book import Book, other_books
from analysis.data import open_edition
from analysis.data.check import check_edition
from analysis.data.editions import Study
from analysis.data.intake.faults import Place
from analysis.data.intake.sheets.book import read_sheets
from analysis.data.process import process_edition
from analysis.present.changes import together
from analysis.publish.make import make
from analysis.publish.release.office.content import Picture, Release, read_reports
from analysis.publish.release.office.workbook import workbooks
from analysis.publish.run.jobs import Manner, plan
from analysis.publish.run.stale import stale_jobs
from analysis.words import LANGUAGES

EDITION = "2020-09"
# Shares of another amount than the one that they are parts of.
OF_ANOTHER = ("appeals.share_meetings", "appeals.share_intensity", "fiscal.grants.lost_share")

# Ids that readers outside the project rely on; each keeps its meaning.
FIXED = """
covid.cases.sum covid.cases.mean_last7 covid.cases.peak covid.growth.doubling_days covid.rt covid.positivity.church
covid.positivity.rally covid.positivity.ratio covid.beds.general.occupancy covid.beds.general.occupancy_outside_incheon
covid.beds.severe.unavailable covid.beds.general.days_left_seoul covid.world.case_fatality
fiscal.net_gain fiscal.burden fiscal.fund fiscal.offset_share fiscal.vat_base fiscal.breakeven_rate
appeals.mean.before appeals.mean.during appeals.rate_ratio appeals.per_meeting.before appeals.per_meeting.during
appeals.per_meeting.ratio appeals.share_meetings appeals.share_intensity appeals.pretrend.predicted
appeals.pretrend.excess appeals.xmr.lower appeals.xmr.upper appeals.meetings_left
litigation.win_rate litigation.win_rate.all_closed litigation.win_rate.worst litigation.win_rate.best
litigation.clearance_rate litigation.disposition_days litigation.pending_change litigation.pending_year_end
litigation.direct_share
budget.change budget.change_share.general budget.change_share.special budget.change_share.funds
bonds.issued_share bonds.remaining bonds.rate_gap review.city.approved_share review.city.returned_share
review.city.mean_cost review.central.mean_cost evaluation.achieved_share regulation.kept_share lawyers.consultations
gender.projects_next staff.vacancy_share staff.women_share
audit.figures audit.identities audit.exact audit.rounding audit.truncated audit.explained audit.conflict
""".split()  # noqa: SIM905 - a list of one id a line would fill a page


@pytest.fixture(scope="module")
def made(whole_study):
    return whole_study


def test_every_report_stands_in_both_languages(made):
    for lang in ("ko", "en"):
        assert sorted(path.stem for path in (made / "reports" / EDITION / lang).glob("*.html")) == NOTEBOOKS
    assert (made / "reports" / EDITION / "index.html").is_file()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_chart_has_its_numbers_and_the_checked_workbook_a_sheet_of_them(made, lang):
    pages = (made / "reports" / EDITION / lang).glob("*.html")
    reports = read_reports({f"{lang}/{path.name}": path.read_text("utf-8") for path in pages})
    charts = [
        (report.name, one)
        for report in reports
        for one in (*report.parts, *report.appendix)
        if isinstance(one, Picture)
    ]
    assert charts
    assert [f"{name}: {one.caption}" for name, one in charts if not (one.data and one.data.body)] == []
    book = read_sheets(workbooks(Release(EDITION, None, None, reports, {}, {}), lang)["xlsx"], Place("x"))
    rows = {grid.place.sheet: len(grid.raw) - 1 for grid in book}
    for name, one in charts:
        assert rows[f"{name} {one.key.replace('figure-', 'F')}"] == len(one.data.body), one.caption


def test_the_run_processes_the_data_as_the_program_does(made, frozen):
    for path in (frozen / "data" / "processed" / EDITION).iterdir():
        assert (made / "data" / "processed" / EDITION / path.name).read_bytes() == path.read_bytes(), path.name


def test_every_fixed_result_is_recorded_within_its_range(made):
    results = json.loads((made / "reports" / EDITION / "results.json").read_text("utf-8"))["results"]
    assert [name for name in FIXED if name not in results] == []
    for name, result in results.items():
        low, high = result["low"], result["high"]
        assert low is None or low <= result["value"], name
        assert high is None or result["value"] <= high, name
        shares_of_one = result["unit"] == "fraction" and name.endswith("_share") and name not in OF_ANOTHER
        assert not shares_of_one or 0 <= result["value"] <= 1, name


def test_no_page_shows_a_traceback_or_a_number_that_is_none(made):
    for path in (made / "reports" / EDITION).rglob("*.html"):
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for code in page.select(".highlight, style"):
            code.decompose()
        found = re.search(r"Traceback|\bnan\b|\binf\b|None[건명%조억]|\{[a-z_]+\}", page.get_text(" "))
        assert found is None, f"{path.name} shows {found[0]!r}"


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_says_the_same_where_it_is_executed_and_where_it_is_called(made, name):
    run = Book(name, made)(EDITION)
    folder = made / "reports" / EDITION
    claims, results = (json.loads((folder / f"{what}.json").read_text("utf-8"))[what] for what in ("claims", "results"))
    own = {key: one for key, one in claims.items() if one["notebook"] == name}
    assert own.keys() == run.claims.keys()
    for key, claim in run.claims.items():
        assert {part: own[key][part] for part in ("kind", "holds", "headline", "ko", "en")} == {
            "kind": claim.kind, "holds": claim.holds, "headline": claim.headline,
            "ko": claim.words.ko, "en": claim.words.en,
        }  # fmt: skip
    assert {key: (one["value"], one["low"], one["high"], one["unit"]) for key, one in results.items()
            if one["notebook"] == name} == {
        key: (one.value, one.low, one.high, one.unit) for key, one in run.results.items()
    }  # fmt: skip


def test_a_changed_assumption_runs_the_notebooks_that_take_it_and_the_overview_alone(made, project, tmp_path):
    study = Study(shutil.copytree(made, tmp_path / "study"))
    register = study.assumptions.read_text("utf-8")
    taking = {path.stem: path.read_text("utf-8") for path in (project / "notebooks").glob("*.ipynb")}
    for name in (one["id"] for one in yaml.safe_load(register)):
        edited = re.sub(rf"(- id: {re.escape(name)}\n(?:  .*\n)*?  en: )", r"\1Edited ", register, count=1)
        assert edited != register
        study.assumptions.write_text(edited, "utf-8")
        states = stale_jobs(study, EDITION, plan(study, EDITION, {}, (), ("en",)), Manner(1))
        wanted = {"00_overview", *(stem for stem, text in taking.items() if f'\\"{name}\\"' in text)}
        assert {one.job.name for one in states if one.execute} == wanted, name


@pytest.fixture
def changed(study):
    """The study before and after one printed value of June is changed."""
    process_edition(study, EDITION)
    before = everything(study.root)
    table = study.raw(EDITION) / "appeals_monthly.csv"
    table.write_text(table.read_text("utf-8").replace("2020-06,210", "2020-06,310"), "utf-8")
    process_edition(study, EDITION)
    return before, everything(study.root)


def everything(root):
    """What the notebooks claim and find."""
    return together(book(EDITION, lang="en") for book in other_books("00_overview", root))


def test_a_changed_printed_value_moves_what_depends_on_it_and_nothing_else(changed):
    old, new = (one.results for one in changed)
    moved = {name for name in old if new.get(name) != old[name]}
    assert {name.split(".")[0] for name in moved} == {"appeals", "audit"}
    assert {"appeals.mean.during", "appeals.pretrend.excess", "appeals.rate_ratio", "audit.conflict"} <= moved
    assert not {"appeals.mean.before", "appeals.pretrend.predicted", "appeals.xmr.upper"} & moved


def test_a_changed_printed_value_is_read_in_the_sentences_that_depend_on_it(changed):
    sentences = [{name: claim.words.en for name, claim in one.claims.items()} for one in changed]
    turned = {name for name in sentences[0] if sentences[0][name] != sentences[1][name]}
    assert {name.split(".")[0] for name in turned} == {"appeals", "audit"}
    assert "239.0" in sentences[1]["appeals.beyond_trend"]


# Other editions in which no printed figure comes out as it was but for those that nothing can change.
SALTS = (2, 5, 8)
RESTS_ON = {
    "00": ("",), "01": ("covid.",), "02": ("fiscal.",), "03": ("appeals.",), "04": ("litigation.",),
    "05": ("budget.", "bonds."), "06": ("inventions.",), "07": ("audit.",),
}  # fmt: skip


def other_study(root, salt):
    """The study with every figure changed, checked and processed."""
    study = other_counts(Study(copy_frozen(root)), salt)
    assert check_edition(study, EDITION) == []
    process_edition(study, EDITION)
    return study


def pages(study, jobs):
    return [(study.reports(EDITION) / lang / f"{name}.html").read_text("utf-8") for name, lang in jobs]


def made_again(study, jobs):
    wanted = [job for job in plan(study, EDITION, {}) if (job.name, job.lang) in jobs]
    outcome = make(study, EDITION, wanted, Manner(os.cpu_count() or 1))
    assert not outcome.failures, [failure.error.words.en for failure in outcome.failures]
    return pages(study, jobs)


def assumed(frozen, name):
    """The numbers of the assumptions that a notebook rests on, as they stand in the register and in per cent."""
    records = yaml.safe_load((frozen / "data" / "assumptions.yaml").read_text("utf-8"))
    records_text = str([one for one in records if one["id"].startswith(RESTS_ON.get(name[:2], ()))])
    return {round(float(number.replace(",", "")) * scale, 6) for number in numbers(records_text) for scale in (1, 100)}


def stale(name, all_pages, frozen, dates):
    """The numbers that stand at one place of all pages and come from no assumption, date or listed constant."""
    known = assumed(frozen, name)
    return {
        (number, place)
        for place, number in surviving(*all_pages)
        if not allowed(name, place, number)
        and round(float(number.replace(",", "")), 6) not in known
        and not (name == "07_audit" and len(place.holder) == 3 and any(number in date for date in dates))
    }


@pytest.fixture(scope="module")
def elsewhere(made, frozen, tmp_path_factory):
    """By notebook and language, its page and those of other editions, as many as it takes to rule out chance.

    A number of two editions may be one by chance; the notebooks in which one is are made for a third edition too.
    """
    dates = {figure.printed for figure in open_edition(EDITION, made).ledger.values() if figure.unit in KEPT_UNITS}
    jobs = [(name, lang) for name in NOTEBOOKS for lang in ("ko", "en")]
    found = {job: [page] for job, page in zip(jobs, pages(Study(made), jobs), strict=True)}
    for salt in SALTS:
        for job, page in zip(jobs, made_again(other_study(tmp_path_factory.mktemp("other"), salt), jobs), strict=True):
            found[job].append(page)
        jobs = [job for job in jobs if stale(job[0], found[job], frozen, dates)]
        if not jobs:
            break
    return found, {(*job, *one) for job in jobs for one in stale(job[0], found[job], frozen, dates)}


def test_no_number_of_this_edition_stands_where_it_stood_in_the_reports_of_others(elsewhere):
    _, found = elsewhere
    assert found == set(), "compute it from the data, or list it in allowed_numbers.yaml with its reason"


def test_most_numbers_of_a_page_are_others_in_the_reports_of_another_edition(elsewhere):
    for (name, lang), (page, other, *_) in elsewhere[0].items():
        mine = {number for _, number in placed(page)}
        assert len(mine) > 50, (name, lang)
        assert len(placed(page)) > 2 * len(surviving(page, other)), (name, lang)
