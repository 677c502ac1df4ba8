"""The budget notebook's sentences, charts and tables follow the data, in both languages."""

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from analysis.present.findings import evaluate_claim as judge

from analysis.data.edition import open_edition
from analysis.data.inputs.budget import inputs
from analysis.methods.rounding import Interval, interval_of
from analysis.methods.topics.budget import Answers, Inputs, answer
from analysis.methods.topics.budget.lines import Row
from analysis.methods.topics.budget.reviews import Panel
from analysis.present.legibility import flaws
from analysis.present.topics import budget as show
from analysis.present.words import LANGUAGES, Lang

CHARTS = (
    show.waterfall_chart,
    show.concentration_chart,
    show.pace_chart,
    show.outcomes_chart,
    show.proceeding_chart,
)
TABLES = (
    show.budget_table,
    show.checks_table,
    show.bonds_table,
    show.worth_table,
    show.panels_table,
    show.comparison_table,
    show.fragility_table,
)
UNSAID = re.compile(r"\b(nan|None|inf|Estimate|Words)\b|\{|\}|\(\)")


def with_lines(given: Inputs, **amounts: tuple[int, int]) -> Inputs:
    """The budget with these lines (account__line) changed, every total and change following."""
    lines = {
        account: {
            name: _row(row, *amounts.get(f"{account}__{name}", (row.before.midpoint, row.after.midpoint)))
            for name, row in rows.items()
        }
        for account, rows in given.budget.lines.items()
    }
    accounts = {name: _sum(given.budget.accounts[name], rows.values()) for name, rows in lines.items()}
    subtotals = {name: accounts[name] for name in given.budget.subtotals}
    accounts["total"] = _sum(given.budget.total, accounts.values())
    return replace(given, budget=replace(given.budget, lines=lines, accounts=accounts, subtotals=subtotals))


def _row(row: Row, before: object, after: object) -> Row:
    left, right = interval_of(str(before)), interval_of(str(after))
    return replace(row, before=left, after=right, change=interval_of(str(right.midpoint - left.midpoint)))


def _sum(row: Row, parts: object) -> Row:
    rows = list(parts)  # type: ignore[call-overload]
    before, after = (sum(getattr(part, year).midpoint for part in rows) for year in ("before", "after"))
    return replace(_row(row, before, after), again=None)


def all_lines(given: Inputs, before: int, after: int) -> Inputs:
    """Every line with the same two amounts."""
    names = [f"{account}__{name}" for account, rows in given.budget.lines.items() for name in rows]
    return with_lines(given, **dict.fromkeys(names, (before, after)))


def panel(given: Panel, **outcomes: int) -> Panel:
    return replace(given, outcomes=outcomes, projects=sum(outcomes.values()), shares={})


@pytest.fixture(scope="module")
def printed(project) -> Inputs:
    return inputs(open_edition("2020-09", project))


@pytest.fixture(scope="module")
def variants(printed) -> dict[str, Answers]:
    """Editions that differ from the printed one, by what is different about them."""
    bonds, reviews, budget = printed.bonds, printed.reviews, printed.budget
    city, central = reviews.city, reviews.central
    wrong = replace(budget.total, change=budget.total.change + 5)

    def panels(one: Panel, other: Panel) -> Inputs:
        return replace(printed, reviews=replace(reviews, panels={"city": one, "central": other}))

    def bonds_with(**changed: object) -> Inputs:
        return replace(printed, bonds=replace(bonds, **changed))  # type: ignore[arg-type]

    made = {
        "printed": printed,
        "raised": all_lines(printed, 100, 150),
        "level": all_lines(printed, 100, 100),
        "even_cuts": all_lines(printed, 100, 50),
        "one_account_rose": with_lines(printed, special__budget=(100, 200)),
        "misprinted": replace(printed, budget=replace(budget, accounts={**budget.accounts, "total": wrong})),
        "ahead": bonds_with(issued=interval_of("34000")),
        "hardly_issued": bonds_with(issued=interval_of("5000")),
        "half_carried": bonds_with(carried_over=interval_of("100")),
        "december": bonds_with(counted=date(2020, 12, 1), elapsed=12),
        "next_year": bonds_with(counted=date(2021, 8, 1)),
        "nothing_issued": bonds_with(issued=interval_of("0")),
        "dearer": bonds_with(rate_public=interval_of("2.5")),
        "coarse_rates": bonds_with(rate_public=interval_of("1"), rate_bank=interval_of("2")),
        "given_gap": bonds_with(given_gap=Interval.exactly(1) / 2),
        "given_negative": bonds_with(given_gap=Interval.exactly(-1) / 2),
        "lenient": panels(panel(city, adequate=140, returned=6), panel(central, conditional=5, reconsider=10)),
        "alike": panels(panel(city, adequate=60, reconsider=40), panel(central, adequate=60, reconsider=40)),
        "strict": panels(panel(city, adequate=20, returned=100, reconsider=26), central),
        "none_judged": panels(panel(city, returned=20), central),
        "central_stops_all": panels(city, panel(central, reconsider=15)),
        "cheap": replace(
            printed,
            reviews=replace(reviews, panels={"city": replace(city, cost=interval_of("5900")), "central": central}),
        ),
        "cheaper_than_allowed": panels(replace(city, cost=interval_of("100")), central),
    }
    made["counted"] = replace(
        printed,
        budget=replace(
            budget,
            lines={
                account: {name: replace(row, projects_before=1, projects_after=1) for name, row in rows.items()}
                for account, rows in budget.lines.items()
            },
        ),
    )
    return {name: answer(each) for name, each in made.items()}


HOLDS = {
    "budget.fell": ("printed", "raised"),
    "budget.few_lines": ("printed", "even_cuts"),
    "bonds.faster": ("printed", "ahead"),
    "bonds.cheaper": ("printed", "dearer"),
    "review.majority": ("printed", "strict"),
    "review.panels_differ": ("lenient", "printed"),
    "budget.covers": ("printed", "next_year"),
    "budget.replicated": ("printed", "misprinted"),
    "budget.all_accounts": ("printed", "one_account_rose"),
    "budget.concentrated": ("printed", "raised"),
    "budget.counts_say_little": ("printed", "counted"),
    "bonds.new_half": ("half_carried", "printed"),
    "bonds.digits": ("printed", "coarse_rates"),
    "review.stopped_apart": ("printed", "alike"),
    "review.methods_agree": ("alike", "printed"),
    "review.cost_open": ("printed", "cheap"),
    "review.city_costlier": ("printed", "cheap"),
}


def test_every_claim_is_fed_data_on_both_sides() -> None:
    assert {claim.id for claim in show.CLAIMS} == set(HOLDS)


@pytest.mark.parametrize("claim", HOLDS)
def test_a_claim_holds_on_one_side_of_its_test_and_fails_on_the_other(claim: str, variants) -> None:
    held, failed = (show.reading(claim, variants[name], "ko") for name in HOLDS[claim])
    assert (held.holds, failed.holds) == (True, False)
    assert all(held.words[lang] != failed.words[lang] for lang in LANGUAGES)


def test_every_sentence_is_whole_in_both_languages_whatever_the_data(variants) -> None:
    for name, answers in variants.items():
        for claim in show.CLAIMS:
            finding = judge(claim, answers)
            for lang in LANGUAGES:
                sentence = finding.words[lang]
                assert not UNSAID.search(sentence), (name, claim.id, sentence)
                assert sentence.endswith("."), (name, claim.id, sentence)


def test_sentences_with_a_number_give_the_computed_one(variants) -> None:
    expected = {
        "budget.fell": ("7,425억 원(20.3%)", "KRW 742 billion (20.3%)"),
        "budget.few_lines": ("88.1%", "88.1%"),
        "bonds.faster": ("1조 7,347억 원", "KRW 1.73 trillion"),
        "bonds.cheaper": ("연 146억 원", "KRW 14.6 billion a year"),
        "review.majority": ("61.0%(52.9~68.5%)", "61.0% (52.9–68.5%)"),
        "review.panels_differ": ("0.91(0.68~1.48)", "0.91 (0.68–1.48)"),
        "review.cost_open": ("2.5%에서 98.4%", "from 2.5% to 98.4%"),
    }
    for claim, texts in expected.items():
        words = show.reading(claim, variants["printed"], "ko").words
        for lang, text in zip(LANGUAGES, texts, strict=True):
            assert text in words[lang]


def test_another_cut_changes_the_sentence_that_names_it(printed) -> None:
    other = answer(with_lines(printed, funds__debt_redemption=(1_248_062, 1_000_000)))
    assert "감채기금" not in show.reading("budget.few_lines", other, "ko").words.ko.split("재정균형")[0]


def test_a_budget_that_rose_is_said_to_have_risen(variants) -> None:
    assert "많다" in show.reading("budget.fell", variants["raised"], "ko").words.ko
    assert "차이가 없다" in show.reading("budget.fell", variants["level"], "ko").words.ko
    assert "No line was cut" in show.reading("budget.few_lines", variants["raised"], "en").words.en


def test_a_gap_that_was_given_is_called_an_assumption(variants) -> None:
    words = show.reading("bonds.cheaper", variants["given_gap"], "ko").words
    assert "가정" in words.ko
    assert "0.5%p" in words.ko


def test_findings_show_the_headlines_with_their_cards(variants) -> None:
    for lang in LANGUAGES:
        bundle = show.findings(variants["printed"], lang)._repr_mimebundle_()
        assert bundle["text/html"].count("study-card-value") == 6


def test_a_gap_at_equal_maturity_other_than_the_printed_one_is_said(printed: Inputs) -> None:
    claim = next(each for each in show.CLAIMS if each.id == "bonds.cheaper")
    half = answer(replace(printed, bonds=replace(printed.bonds, matched=Fraction(1, 2))))
    assert "At equal maturity it is taken to be 0.388 percentage points." in judge(claim, half).words["en"]
    assert "만기를 맞추면 0.388%p라고 가정한다." in judge(claim, half).words["ko"]
    assert "0.388" in show.worth_table(half, "en").caption
    assert "equal maturity" not in judge(claim, answer(printed)).words["en"]


def test_an_unknown_reading_is_refused_by_name(variants) -> None:
    with pytest.raises(ValueError, match=r"budget\.fell"):
        show.reading("budget.rose", variants["printed"], "ko")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.__name__)
@pytest.mark.parametrize("name", ["printed", "raised", "december", "lenient", "none_judged"])
def test_charts_can_be_read_and_say_what_they_show(chart, lang: Lang, name: str, variants) -> None:
    figure = chart(variants[name], lang)
    assert flaws(figure.chart) == []
    for text in (figure.caption, figure.alt):
        assert not UNSAID.search(text), text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_tables_are_filled_whatever_the_data(table, lang: Lang, variants) -> None:
    for name, answers in variants.items():
        text = table(answers, lang).text()
        assert not UNSAID.search(text), (name, text)


def test_the_published_amounts_stand_in_the_table(variants) -> None:
    text = show.budget_table(variants["printed"], "ko").text()
    for amount in ("3,654,786", "2,912,334", "−742,452", "−459,748", "6,511"):
        assert amount in text
