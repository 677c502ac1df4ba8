"""The programmes notebook's sentences, charts and tables follow the data, in both languages."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from analysis.data.edition import open_edition
from analysis.data.inputs.programmes import inputs
from analysis.methods.rounding import Interval, interval_of
from analysis.methods.topics.programmes import Answers, Inputs, answer
from analysis.present.findings import evaluate_claim as judge
from analysis.present.legibility import flaws
from analysis.present.topics import programmes as show
from analysis.present.topics.programmes.ledger import ROWS
from analysis.present.words import LANGUAGES, Lang

CHARTS = (
    show.vacancy_chart,
    show.women_chart,
    show.shares_chart,
    show.changes_chart,
    show.inventions_chart,
    show.weights_chart,
    show.swing_chart,
)
TABLES = (show.published_table, show.programmes_table, show.services_table, show.margin_table)
DRAWN = ("printed", "otherwise", "given")
UNSAID = re.compile(r"\b(nan|None|inf|Estimate|Words)\b|\{|\}")


def with_divisions(given: Inputs, **changes: dict[str, int]) -> Inputs:
    """Other staff in some divisions, the total made to fit."""
    rows = {name: replace(row, **changes.get(name, {})) for name, row in given.staff.divisions.items()}
    totals: dict[str, Any] = {
        column: sum(getattr(row, column) for row in rows.values()) for column in ("quota", "current", "women")
    }
    return replace(given, staff=replace(given.staff, total=replace(given.staff.total, **totals), divisions=rows))


@pytest.fixture(scope="module")
def printed(project) -> Inputs:
    return inputs(open_edition("2020-09", project))


@pytest.fixture(scope="module")
def variants(project, printed) -> dict[str, Answers]:
    """Reports that differ from the printed one, by what is different about them."""
    men = {name: {"women": row.current // 10} for name, row in printed.staff.divisions.items()}
    lopsided = {"planning": {"women": 2}, "overseas_cities": {"women": 15}, "cooperation": {"women": 2}}
    otherwise = replace(
        with_divisions(printed, planning={"current": 39, "women": 19}, evaluation={"current": 10, "women": 3}),
        evaluation=replace(printed.evaluation, achieved=44),
        regulation=replace(printed.regulation, kept=60, excluded=67, selected=12),
        scenario=replace(printed.inventions, royalties=Interval.exactly(9000)),
        lawyers=replace(printed.lawyers, services=_shifted(printed), visits=(1, 2)),
        sustainable=replace(printed.sustainable, second={**printed.sustainable.first, "goals": 2, "programmes": 400}),
        gender=replace(printed.gender, dropped=5, next=413),
        aid=replace(printed.aid, projects=12),
        agencies=replace(printed.agencies, weights=tuple(replace(w, points=50) for w in printed.agencies.weights)),
        as_of={**printed.as_of, "staff": date(2020, 10, 2)},
    )
    made = {
        "printed": printed,
        "otherwise": otherwise,
        "men": with_divisions(printed, **men),
        "lopsided": with_divisions(printed, **lopsided),
        "few_targets": replace(printed, evaluation=replace(printed.evaluation, achieved=20)),
        "many_tasks": replace(printed, regulation=replace(printed.regulation, selected=60)),
        "all_posts_filled": with_divisions(
            printed, **{name: {"quota": row.current} for name, row in printed.staff.divisions.items()}
        ),
        "all_above_quota": with_divisions(
            printed, **{name: {"quota": row.current - 1} for name, row in printed.staff.divisions.items()}
        ),
        "one_sex": with_divisions(
            printed, **{name: {"women": row.current} for name, row in printed.staff.divisions.items()}
        ),
        "already_short": replace(printed, scenario=replace(printed.inventions, royalties=Interval.exactly(500))),
        "no_fees": replace(printed, scenario=replace(printed.inventions, royalties=Interval.exactly(0))),
        "given": inputs(open_edition("2020-09", project), patents=3, royalties=2500, swing=0.5),
    }
    return {name: answer(each) for name, each in made.items()}


def _shifted(given: Inputs) -> dict[str, Any]:
    services = given.lawyers.services
    return {
        **services,
        "counselling": replace(services["counselling"], total=90000),
        "village": replace(services["village"], total=16000),
    }


def test_the_headlines_of_the_edition_are_these(variants):
    held = {finding.id: finding.holds for finding in show.findings(variants["printed"], "ko").findings}
    assert held == {
        "programmes.vacancies_hidden": True,
        "programmes.women_majority": True,
        "programmes.targets_met": True,
        "programmes.regulations_kept": True,
        "programmes.reward_raise": True,
        "programmes.village_lawyers": True,
    }


@pytest.mark.parametrize(
    ("claim", "holds_on", "fails_on"),
    [
        ("programmes.vacancies_hidden", "printed", "otherwise"),
        ("programmes.vacancies_hidden", "printed", "all_posts_filled"),
        ("programmes.vacancies_hidden", "printed", "all_above_quota"),
        ("programmes.vacancies_spread", "printed", "all_above_quota"),
        ("programmes.women_majority", "printed", "men"),
        ("programmes.targets_met", "printed", "otherwise"),
        ("programmes.targets_met", "printed", "few_targets"),
        ("programmes.regulations_kept", "printed", "otherwise"),
        ("programmes.reward_raise", "printed", "otherwise"),
        ("programmes.reward_raise", "printed", "already_short"),
        ("programmes.village_lawyers", "printed", "otherwise"),
        ("programmes.covers", "printed", "otherwise"),
        ("programmes.vacancies_spread", "printed", "otherwise"),
        ("programmes.divisions_alike", "printed", "lopsided"),
        ("programmes.small_divisions", "printed", "lopsided"),
        ("programmes.more_than_one_a_visit", "otherwise", "printed"),
        ("programmes.city_weighs_business", "printed", "otherwise"),
        ("programmes.tasks_turned_down", "otherwise", "printed"),
        ("programmes.tasks_turned_down", "otherwise", "many_tasks"),
        ("programmes.fewer_to_a_goal", "printed", "otherwise"),
        ("programmes.gender_turnover", "printed", "otherwise"),
        ("programmes.aid_per_project", "printed", "otherwise"),
        ("programmes.raise_needs_fees", "printed", "otherwise"),
    ],
)
def test_each_claim_reads_differently_on_either_side_of_its_test(variants, claim, holds_on, fails_on):
    true, false = (show.reading(claim, variants[name], "ko") for name in (holds_on, fails_on))
    assert (true.holds, false.holds) == (True, False)
    assert true.words.ko != false.words.ko
    assert true.words.en != false.words.en


def test_every_claim_is_among_those_tried_on_both_sides(variants):
    sides = {claim.id: {judge(claim, each).holds for each in variants.values()} for claim in show.CLAIMS}
    assert {claim for claim, seen in sides.items() if seen != {True, False}} == set()


def test_every_sentence_is_whole_in_both_languages(variants):
    for name, answers in variants.items():
        for claim in show.CLAIMS:
            finding = judge(claim, answers)
            for lang in LANGUAGES:
                text = finding.words[lang]
                assert not UNSAID.search(text), (name, claim.id, text)
                assert text.endswith("."), (name, claim.id, text)
                assert "  " not in text, (name, claim.id, text)
            assert not re.search("[가-힣]", finding.words.en), (name, claim.id)


@pytest.mark.parametrize(
    ("claim", "numbers"),
    [
        ("programmes.vacancies_hidden", ["307", "295", "12", "3.9%", "15", "4.9%"]),
        ("programmes.women_majority", ["295", "178", "60.3%", "54.7", "65.8%"]),
        ("programmes.targets_met", ["81", "56", "69.1%", "58.4", "78.1%"]),
        ("programmes.regulations_kept", ["129", "102", "79.1%", "71.3", "85.2%", "25", "1.6%"]),
        ("programmes.village_lawyers", ["10,977", "8,385", "76.4%"]),
        ("programmes.divisions_alike", ["45.2%", "80.0%", "11", "0.6", "0.092"]),
        ("programmes.small_divisions", ["15", "6", "12"]),
        ("programmes.more_than_one_a_visit", ["1.4", "0.7", "2.8"]),
        ("programmes.fewer_to_a_goal", ["328", "108", "−67.1%", "82.0", "6.4"]),
        ("programmes.gender_turnover", ["359", "333", "+26", "+7.8%", "85", "59", "23.7%"]),
        ("programmes.aid_per_project", ["−16.3%", "25.9", "24.4", "−5.8%"]),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sentences_of_the_edition_hold_its_numbers(variants, claim, numbers, lang: Lang):
    said = show.reading(claim, variants["printed"], lang).words[lang]
    assert [number for number in numbers if number not in said] == []


def test_the_raise_is_told_in_the_readers_money(variants):
    said = show.reading("programmes.reward_raise", variants["printed"], "ko").words
    assert "18만 원이 남는다" in said.ko
    assert "882만 원이 모자란다" in said.ko
    assert "KRW 180,000 is left" in said.en
    assert "a shortfall of KRW 8.82 million" in said.en


def test_numbers_that_were_taken_are_not_called_the_reports(variants):
    said = show.reading("programmes.reward_raise", variants["given"], "ko").words
    assert said.ko.startswith("가정한 실적(특허 등록 3건, 실시료 2,500만 원)")
    assert said.en.startswith("On the figures assumed (3 patents registered, KRW 25 million")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_charts_are_legible_and_their_words_whole_whatever_the_report(variants, lang: Lang):
    for name in DRAWN:
        for chart in CHARTS:
            figure = chart(variants[name], lang)
            assert flaws(figure.chart) == [], (name, chart.__name__)
            assert not UNSAID.search(figure.alt + figure.caption), (name, figure.alt, figure.caption)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_are_whole_whatever_the_report(variants, lang: Lang):
    for name, answers in variants.items():
        for table in TABLES:
            assert not UNSAID.search(table(answers, lang).text()), (name, table.__name__)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_programme_has_a_row_that_says_something(variants, lang: Lang):
    table = show.programmes_table(variants["printed"], lang)
    assert len(table.frame) == len(ROWS)
    assert not table.frame[["promised", "counted", "follows"]].isna().all(axis=1).any()


def test_the_table_of_programmes_keeps_to_what_is_printed_when_another_scenario_is_taken(variants):
    rows = [show.programmes_table(variants[name], "ko").frame for name in ("printed", "given")]
    assert rows[0].equals(rows[1])


def test_a_misprinted_total_is_counted_in_the_caption_of_the_staff_table(printed):
    total = replace(printed.staff.total, women=179)
    wrong = answer(replace(printed, staff=replace(printed.staff, total=total)))
    assert "35개 중 34개" in show.published_table(wrong, "ko").caption


@pytest.mark.parametrize(
    ("mean", "told"), [("1197", "버린 값이다"), ("1198", "상담실의 변호사"), ("1100", "버림으로도 맞지 않는")]
)
def test_the_note_on_the_monthly_means_says_how_they_were_made(printed, mean, told):
    village = replace(printed.lawyers.village, monthly_mean=interval_of(mean))
    lawyers = replace(printed.lawyers, services={**printed.lawyers.services, "village": village})
    (note,) = show.services_table(answer(replace(printed, lawyers=lawyers)), "ko").notes
    assert told in note
    assert ("버린" in note) == (mean == "1197")
