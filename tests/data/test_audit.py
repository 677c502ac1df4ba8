"""An identity is judged with the interval that the printed digits allow."""

from collections import Counter
from fractions import Fraction

import pytest

from analysis.data import open_edition
from analysis.data.audit import audit, check_identity, counts
from analysis.data.by_row import unguarded
from analysis.data.edition import Edition
from analysis.data.editions import Study
from analysis.data.error_detection import error_detection
from analysis.data.figures import ABOUT, Figure, allowed
from analysis.data.formulas import evaluate, matching
from analysis.data.identities import BadIdentityError, Identity, read_identities
from analysis.data.process import process_edition
from analysis.data.units import parse_printed
from analysis.words import Words


def figures(**printed: tuple[str, str]) -> dict[str, Figure]:
    """Figures by id (double underscore for a dot) from a token and its unit."""
    found = {}
    for name, (token, unit) in printed.items():
        one = name.replace("__", ".")
        number = parse_printed(token, unit, 2020)
        found[one] = Figure(one, number, unit, "2020", token, "budget", 1, "t", Words(one, one))
    return found


def identity(formula: str, explained: Words | None = None) -> Identity:
    reported, recomputed = formula.split("=")
    return Identity("i", Words("가", "a"), reported.strip(), "=", recomputed.strip(), explained)


def status(formula: str, explained: Words | None = None, **printed: tuple[str, str]) -> str:
    return check_identity(identity(formula, explained), figures(**printed)).status


MEAN = {"mean": ("205.7", "decisions/month"), "a": ("617", "cases")}


def test_a_sum_of_counts_that_agrees_is_exact():
    assert status("[t] = [a] + [b]", t=("3", "cases"), a=("1", "cases"), b=("2", "cases")) == "exact"


def test_a_mean_rounded_to_its_printed_digit_is_rounding():
    assert status("[mean] = [a] / 3", **MEAN) == "rounding"


def test_an_amount_cut_at_its_last_digit_is_truncated_not_rounded():
    cut = {"t": ("1조 9,212억", "KRW 100 million"), "a": ("1,921,274", "KRW million")}
    assert status("[t] = [a] / 100", **cut) == "truncated"


def test_counts_that_do_not_add_are_a_conflict_even_by_one():
    assert status("[t] = [a] + [b]", t=("4", "cases"), a=("1", "cases"), b=("2", "cases")) == "conflict"


def test_a_figure_that_stands_twice_in_a_formula_is_one_number():
    amounts = figures(claim=("141", "KRW 100 million"), award=("10", "KRW 100 million"))
    found = evaluate("100 * ([claim] - [award]) / [claim]", amounts, "i").interval
    assert found.low == 100 * (1 - Fraction(21, 281))
    assert found.high == 100 * (1 - Fraction(19, 283))


@pytest.mark.parametrize(
    ("named", "verdict"),
    [
        ("교통, 문화", "exact"), ("교통, 문화 등", "exact"), ("교통 등", "explained"), ("교통", "conflict"),
        ("교통, 문화, 방역 등", "conflict"), ("유흥주점(클럽, 룸살롱 등), PC방", "exact"),
    ],
)  # fmt: skip
def test_a_list_names_as_many_as_its_heading_counts_or_says_that_it_goes_on(named, verdict):
    assert status("[n] = [n.listed]", n=("2", "items"), n__listed=(named, "items listed")) == verdict


def test_a_conflict_that_the_source_accounts_for_is_explained():
    odd = {"t": ("19", "beds"), "a": ("319", "beds"), "b": ("227", "beds")}
    assert status("[t] = [a] - [b]", Words("각주", "the footnote"), **odd) == "explained"
    assert status("[t] = [a] - [b]", **odd) == "conflict"


def test_sums_of_rounded_amounts_may_differ_by_what_their_digits_allow():
    rounded = {"t": ("3.4", "KRW trillion"), "a": ("3.1", "KRW trillion"), "b": ("0.4", "KRW trillion")}
    assert status("[t] = [a] + [b]", **rounded) == "rounding"
    assert status("[t] = [a] + [b]", **{**rounded, "b": ("0.5", "KRW trillion")}) == "conflict"


def test_days_and_weekdays_are_computed_from_printed_dates():
    dates = figures(start=("2020. 7. 10.", "date"), end=("2021. 4. 7.", "date"))
    assert evaluate("days([start], [end])", dates, "i").point == 271
    assert evaluate("weekday([start])", dates, "i").point == 5


def test_patterns_name_all_any_but_and_these():
    beds = figures(**{f"t__{region}__n": ("1", "beds") for region in ("total", "seoul", "incheon")})
    assert matching("t.*.n", beds) == ["t.total.n", "t.seoul.n", "t.incheon.n"]
    assert matching("t.*!total.n", beds) == ["t.seoul.n", "t.incheon.n"]
    assert matching("t.{seoul}.n", beds) == ["t.seoul.n"]


@pytest.mark.parametrize("formula", ["[a] ** 2", "open('x')", "[a].value", "a", "[a] if [a] else [b]", "sum([a]) +"])
def test_a_formula_is_arithmetic_and_nothing_else(formula):
    with pytest.raises(BadIdentityError, match="i: "):
        evaluate(formula, figures(a=("1", "cases"), b=("2", "cases")), "i")


@pytest.mark.parametrize(
    ("bound", "low", "high"),
    [("about", 90, 110), ("over", 100, 200), ("at_most", 100, 100), ("", 100, 100)],
)
def test_about_and_over_widen_the_interval_and_the_words_of_a_rule_do_not(bound, low, high):
    interval = allowed(parse_printed("100", "persons", 2020, bound))
    assert (interval.low, interval.high) == (Fraction(low), Fraction(high))


def test_about_leaves_open_what_it_is_given(frozen):
    wide = allowed(parse_printed("100", "persons", 2020, "about"), Fraction(1, 5))
    assert (wide.low, wide.high) == (80, 120)
    assert open_edition("2020-09", frozen).assumptions["audit.about"].value == float(ABOUT)


def test_a_restatement_to_the_same_place_must_print_the_same_number():
    again = {"t": ("8.8", "KRW trillion"), "a": ("8.7", "KRW trillion")}
    assert status("[t] = [a]", **again) == "conflict"
    assert status("[t] = [a]", **{**again, "a": ("8.75", "KRW trillion")}) == "rounding"


def test_a_slip_in_a_count_is_caught_and_one_within_rounding_only_noticed():
    amounts = figures(
        t=("3", "cases"),
        a=("1", "cases"),
        b=("2", "cases"),
        x=("1.2", "KRW trillion"),
        y=("1.20", "KRW trillion"),
        z=("9", "cases"),
    )
    found = error_detection([identity("[t] = [a] + [b]"), Identity("j", Words("", ""), "[x]", "=", "[y]")], amounts)
    assert found == {"t": "caught", "a": "caught", "b": "caught", "x": "noticed", "y": "noticed", "z": "unguarded"}


@pytest.fixture(scope="module")
def audited(frozen):
    edition = Edition(Study(frozen), "2020-09")
    return read_identities(edition.study.identities, edition.contract), edition.ledger


def test_at_least_two_hundred_identities_are_held_against_the_edition(audited):
    identities, ledger = audited
    assert sum(counts(audit(identities, ledger)).values()) >= 200


def test_a_slip_in_a_count_that_an_equation_of_counts_names_is_caught(audited):
    """Every figure is moved by one printed unit, both ways."""
    identities, ledger = audited
    found = error_detection(identities, ledger)
    equations = [
        one for one in identities if one.relation == "=" and "/" not in one.recomputed and "count" not in one.recomputed
    ]
    counted = {
        figure
        for one in equations
        if all(ledger[f].number.exact and not ledger[f].number.bound for f in named(one, ledger))
        for figure in named(one, ledger)
    }
    assert len(counted) > 350
    assert {figure for figure in counted if found[figure] != "caught"} == set()


def test_how_many_figures_are_guarded_is_stated(audited):
    """A table or an identity that comes or goes changes these counts; 07_audit lists the unguarded by name."""
    identities, ledger = audited
    assert Counter(error_detection(identities, ledger).values()) == {"caught": 469, "noticed": 76, "unguarded": 261}


def named(identity, ledger):
    return {one for reference in identity.references for one in matching(reference, ledger)}


def test_a_wrong_digit_in_raw_data_turns_its_identities_into_conflicts(study):
    path = study.raw("2020-09") / "hospital_beds.csv"
    path.write_text(path.read_text("utf-8").replace("seoul,771", "seoul,772"), "utf-8")
    rows = (process_edition(study, "2020-09") / "audit.csv").read_text("utf-8").splitlines()
    assert any(row.startswith("covid.beds.") and ",conflict," in row for row in rows)


ROWS = {"a": "[t.*.sum] = [t.*.one] + [t.*.two]", "rate": "[t.*.rate] = 100 * [t.*.one] / [t.*.sum]"}


def of_rows(name: str, **printed: tuple[str, str]) -> dict[str, str]:
    reported, recomputed = ROWS[name].split("=")
    stated = Identity("i", Words("<*>의 합", "the sum of <*>"), reported.strip(), "=", recomputed.strip())
    return {one.identity.id: one.status for one in audit([stated], figures(**printed))}


def test_an_identity_with_a_star_holds_for_every_row_and_one_row_keeps_its_name():
    july = {"t__07__sum": ("5", "cases"), "t__07__one": ("2", "cases"), "t__07__two": ("3", "cases")}
    august = {name.replace("07", "08"): one for name, one in july.items()} | {"t__08__sum": ("9", "cases")}
    assert of_rows("a", **july) == {"i": "exact"}
    assert of_rows("a", **july, **august) == {"i.07": "exact", "i.08": "conflict"}
    assert of_rows("a", **july, t__09__sum=("1", "cases")) == {"i": "exact"}, "a row that is not whole says nothing"


def test_an_identity_that_divides_by_nothing_says_nothing():
    nothing = {"t__07__sum": ("0", "cases"), "t__07__one": ("0", "cases"), "t__07__rate": ("0.0", "%")}
    assert of_rows("rate", **nothing) == {}


def test_figures_that_no_identity_of_the_edition_names_are_unguarded():
    printed = dict.fromkeys(("t__07__sum", "t__07__one", "t__07__two", "other"), ("0", "cases"))
    reported, recomputed = ROWS["a"].split("=")
    stated = Identity("i", Words("", ""), reported.strip(), "=", recomputed.strip())
    assert unguarded([stated], figures(**printed)) == ["other"]
