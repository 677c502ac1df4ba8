"""Charts and sentences that compare counts say where these end at different times, and only there."""

from dataclasses import replace
from datetime import timedelta

import pytest

from analysis.data import open_edition
from analysis.data.cut_offs import cut_offs
from analysis.methods.cut_offs import CutOff
from analysis.present.cut_offs import apart, cut_offs_table, until
from analysis.present.findings import judge
from analysis.present.topics import appeals, covid, programmes
from analysis.present.topics.registry import TOPICS
from analysis.present.words import LANGUAGES, Words

MARK = {"ko": "집계 시점이 다르다(", "en": "Counted up to different times ("}
# What is drawn, and the comparisons that its caption speaks of.
SHOWN = {
    "01_covid_response": {
        covid.daily_chart: ("covid.rally_and_cases", "covid.last_day"),
        covid.scenario_chart: ("covid.beds_and_cases",),
        covid.cluster_table: ("covid.church_and_rally",),
        covid.severe_chart: (),
        covid.occupancy_chart: (),
    },
    "03_admin_appeals": {
        appeals.trend_chart: ("appeals.last_month",),
        appeals.per_meeting_chart: ("appeals.last_month", "appeals.decisions_and_meetings"),
        appeals.control_charts: ("appeals.last_month",),
        appeals.segmented_chart: ("appeals.last_month",),
    },
    "06_programmes": {
        programmes.inventions_chart: ("inventions.fees_and_rewards",),
        programmes.vacancy_chart: (),
    },
}
READ = {
    "01_covid_response": {"covid.scenarios": "covid.beds_and_cases"},
}


@pytest.fixture(scope="module")
def report(project):
    return open_edition("2020-09", project)


@pytest.fixture(scope="module")
def answers(report):
    return {one.notebook: one.answer(one.inputs(report)) for one in TOPICS if one.notebook in SHOWN}


def with_cuts(answers, cuts):
    """The same answers, their comparisons replaced."""
    given = answers.inputs
    if hasattr(given, "printed"):
        return replace(answers, inputs=replace(given, printed=replace(given.printed, cut_offs=cuts)))
    return replace(answers, inputs=replace(given, cut_offs=cuts))


def cuts_of(answers):
    return getattr(answers.inputs, "printed", answers.inputs).cut_offs


def later(cut: CutOff) -> CutOff:
    """The comparison with its first count ending a day after the second."""
    moved = replace(cut.counted, start=cut.against.end + timedelta(days=1), precision="hour")
    return replace(cut, counted=moved)


def agreeing(cut: CutOff) -> CutOff:
    return replace(cut, counted=replace(cut.counted, start=cut.against.end, precision="hour"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("notebook", SHOWN)
def test_a_chart_marks_the_comparisons_it_draws_where_they_part_and_no_others(answers, notebook, lang):
    made, cuts = answers[notebook], cuts_of(answers[notebook])
    level = {name: agreeing(cut) for name, cut in cuts.items()}
    for show, names in SHOWN[notebook].items():
        assert MARK[lang] not in show(with_cuts(made, level), lang).caption
        for name in cuts:
            caption = show(with_cuts(made, level | {name: later(cuts[name])}), lang).caption
            assert (MARK[lang] in caption) == (name in names), (show.__name__, name)


@pytest.mark.parametrize("notebook", READ)
def test_a_sentence_reads_differently_where_the_days_agree(answers, notebook):
    made, cuts = answers[notebook], cuts_of(answers[notebook])
    topic = next(one for one in TOPICS if one.notebook == notebook)
    for claim, name in READ[notebook].items():
        judged = next(one for one in topic.claims if one.id == claim)
        for lang in LANGUAGES:
            parted = judge(judged, with_cuts(made, cuts | {name: later(cuts[name])}), lang).words[lang]
            assert MARK[lang] in parted
            assert (
                MARK[lang] not in judge(judged, with_cuts(made, cuts | {name: agreeing(cuts[name])}), lang).words[lang]
            )


def test_in_the_edition_beds_are_marked_and_nothing_else(answers):
    marked = {
        show.__name__
        for notebook, shown in SHOWN.items()
        for show in shown
        if MARK["en"] in show(answers[notebook], "en").caption
    }
    assert marked == {"scenario_chart"}


def test_clusters_counted_before_the_cases_end_are_no_share_of_them(answers):
    made, name = answers["01_covid_response"], "covid.clusters_and_cases"
    cut = cuts_of(made)[name]
    assert made.cluster_share is not None
    earlier = replace(cut, counted=replace(cut.counted, start=cut.against.end - timedelta(hours=1), precision="hour"))
    parted = with_cuts(made, cuts_of(made) | {name: earlier})
    assert parted.cluster_share is None
    assert with_cuts(made, cuts_of(made) | {name: later(cut)}).cluster_share is not None


def test_the_time_is_said_as_exactly_as_the_report_names_it(report):
    cuts = cut_offs(report)
    beds, bonds = cuts["covid.beds_and_cases"], cuts["bonds.rates_and_issued"]
    assert [until(one, "ko") for one in (beds.counted, beds.against, bonds.against)] == [
        "2020. 8. 25. 20시", "2020. 8. 25.", "2020년 8월",
    ]  # fmt: skip
    assert until(beds.counted, "en") == "25 August 2020, 20:00"
    assert "beds 25 August 2020, 20:00; daily cases 25 August 2020" in apart(cuts, "covid.beds_and_cases").en
    assert apart(cuts, "covid.church_and_rally") == Words("", "")


def test_the_table_has_those_that_part_first_with_their_lines(report):
    table = cut_offs_table(cut_offs(report), "en")
    assert list(table.frame["counted"][:2]) == ["beds", "the two rates"]
    assert list(table.frame["verdict"][:3]) == ["different", "different", "the same"]
    assert table.frame["where"][0].endswith("352, 212")
    assert "2 go up to different times" in table.caption
