"""`study diff` says what moved between two editions, and what moved it."""

import json
import re
import shutil
from dataclasses import replace

import pytest
from copies import copy_frozen
from october import OCTOBER, SEPTEMBER, make_october, revised_months
from typer.testing import CliRunner

from analysis.cli import app
from analysis.data import open_edition
from analysis.data.editions import Study
from analysis.methods.estimate import Estimate
from analysis.present.changes import together
from analysis.publish.commands.diff import report_lines
from analysis.publish.release.diff import compare, runs_of
from analysis.publish.run import manifest
from analysis.publish.run.claims import claims_json
from analysis.publish.run.manifest import make_manifest, read_manifest
from analysis.publish.run.results import results_json
from analysis.words import LANGUAGES

MONTHS = "appeals_monthly"
OTHERWISE = Estimate(0.5, 0.4, 0.6)
UNMOVED, DATA = "litigation.win_rate", "appeals.mean.during"  # untouched by the October below; moved by it
ASSUMED, PLACE, DISPOSITION = "appeals.per_meeting.before", "appeals.meetings_before", "litigation.disposition_days"


@pytest.fixture(scope="module")
def monkeypatch_module():
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="module")
def made(tmp_path_factory, monkeypatch_module):
    """September and an October with one month revised, and reports of September as this code makes them."""
    root = tmp_path_factory.mktemp("october")
    monkeypatch_module.setattr(manifest, "PACKAGE", root / "src" / "analysis")
    study = make_october(Study(copy_frozen(root)), {MONTHS: revised_months})
    runs = runs_of(open_edition(SEPTEMBER, root))
    records = {
        name: {
            "value": float(result.value), "low": result.low, "high": result.high, "unit": result.unit,
            "method": result.method, "notebook": notebook,
        }
        for notebook, one in runs.items() for name, result in one.results.items()
    }  # fmt: skip
    claims = {
        name: {**claim.record(), "notebook": notebook}
        for notebook, one in runs.items()
        for name, claim in one.claims.items()
    }
    reports = study.reports(SEPTEMBER)
    reports.mkdir(parents=True)
    (reports / "results.json").write_text(results_json(SEPTEMBER, records), "utf-8")
    (reports / "claims.json").write_text(claims_json(SEPTEMBER, claims), "utf-8")
    made_from = make_manifest(study, SEPTEMBER, {notebook: {} for notebook in runs})
    (reports / "manifest.json").write_text(made_from.text(), "utf-8")
    return study


@pytest.fixture
def study(made, tmp_path):
    """A copy of it to change."""
    return Study(shutil.copytree(made.root, tmp_path / "study"))


def recorded_otherwise(study, name, result=OTHERWISE, **fields):
    """Makes the reports of September such as another run with these `fields` in its manifest would have left them."""
    reports = study.reports(SEPTEMBER)
    content = json.loads((reports / "results.json").read_text("utf-8"))
    content["results"][name] |= {"value": result.value, "low": result.low, "high": result.high}
    (reports / "results.json").write_text(json.dumps(content), "utf-8")
    (reports / "manifest.json").write_text(replace(read_manifest(reports), **fields).text(), "utf-8")


def lines(study, old=SEPTEMBER, new=OCTOBER):
    """What is reported of the two, line by line, in each language."""
    diff = compare(study, old, new)
    return {lang: "\n".join(report_lines(diff, lang)).splitlines() for lang in LANGUAGES}


def ends(shown, start):
    """How the line that starts so ends in each language: with what moved the result."""
    found = {lang: next(one for one in shown[lang] if one.strip().startswith(start)) for lang in LANGUAGES}
    return {lang: re.split(r"\s{2,}", one)[-1] for lang, one in found.items()}


def study_diff(*arguments):
    return CliRunner().invoke(app, ["diff", *map(str, arguments)], env={"LC_ALL": "C.UTF-8"})


@pytest.mark.parametrize(
    ("lang", "data", "same"),
    [("ko", "자료", "코드와 환경은 그대로이다"), ("en", "data", "Code and environment are as they were")],
)
def test_the_command_names_new_data_alone_for_everything_that_moved(made, lang, data, same):
    result = study_diff(SEPTEMBER, OCTOBER, "--root", made.root, "--lang", lang)
    assert result.exit_code == 0, result.output
    moved = [one for one in result.stdout.splitlines() if re.match(r"[a-z_]+\.[a-z_.]+ ", one)]
    assert any(one.startswith(DATA) for one in moved)
    assert not any(one.startswith(UNMOVED) for one in moved)
    assert {re.split(r"\s{2,}", one)[-1] for one in moved} == {data}
    assert same in result.stdout


def test_claims_that_turned_come_first_with_what_turned_them(made):
    shown = lines(made)
    assert shown["ko"][0].startswith("판정이 달라진 주장 ")
    assert shown["en"][0].startswith("Claims whose verdict changed, ")
    assert shown["ko"][1].endswith("성립 → 성립하지 않음 (자료)")  # the revised month no longer adds up to the totals
    assert shown["en"][1].endswith("holds → does not hold (data)")


@pytest.mark.parametrize(
    ("fields", "cause"),
    [
        ({"code": "other"}, {"ko": "코드", "en": "code"}),
        ({"lock": "other"}, {"ko": "환경", "en": "environment"}),
        ({"python": "3.10"}, {"ko": "환경", "en": "environment"}),
        ({"code": "other", "python": "3.10"}, {"ko": "코드 또는 환경", "en": "code or environment"}),
    ],
)
def test_what_the_same_data_gives_otherwise_is_put_down_to_what_changed_since(study, fields, cause):
    recorded_otherwise(study, UNMOVED, **fields)
    shown = lines(study)
    assert ends(shown, UNMOVED) == cause
    assert ends(shown, DATA) == {"ko": "자료", "en": "data"}


def test_an_assumption_changed_since_is_named_with_its_values(study):
    recorded = read_manifest(study.reports(SEPTEMBER))
    before = open_edition(SEPTEMBER, study.root)
    then = replace(before.assumptions[PLACE], value=before.assumptions[PLACE].high)
    register = {**recorded.assumptions, PLACE: {"value": then.value, "low": then.low, "high": then.high}}
    result = together(runs_of(before.assuming({PLACE: then})).values()).results[ASSUMED]
    recorded_otherwise(study, ASSUMED, result, assumptions=register)
    shown = lines(study)
    assert ends(shown, ASSUMED) == {"ko": "가정", "en": "assumption"}
    assert any(one.startswith(f"가정: {PLACE} {then.value:g} ") for one in shown["ko"])
    assert any(one.startswith(f"Assumption: {PLACE} {then.value:g} ") for one in shown["en"])


def test_a_parameter_given_to_the_older_run_is_reported_as_an_assumption(study):
    recorded = read_manifest(study.reports(SEPTEMBER))
    given = {**recorded.parameters, "04_litigation": {"period_days": 200.0}}
    result = together(runs_of(open_edition(SEPTEMBER, study.root), given).values()).results[DISPOSITION]
    recorded_otherwise(study, DISPOSITION, result, parameters=given)
    shown = lines(study)
    assert ends(shown, DISPOSITION) == {"ko": "가정", "en": "assumption"}
    assert any("period_days=200.0" in one for one in shown["en"])


def test_what_moved_though_nothing_changed_is_called_unknown(study):
    recorded_otherwise(study, UNMOVED)
    shown = lines(study)
    assert ends(shown, UNMOVED) == {"ko": "알 수 없음", "en": "unknown"}
    assert shown["en"][-1].startswith("“Unknown”")


def test_results_of_notebooks_for_which_the_manifest_does_not_hold_are_not_put_down_to_anything(study):
    recorded = read_manifest(study.reports(SEPTEMBER))
    others = {name: given for name, given in recorded.parameters.items() if name != "04_litigation"}
    recorded_otherwise(study, UNMOVED, code="other", parameters=others)
    assert not any(one.startswith(UNMOVED) for one in lines(study)["en"])


def test_without_reports_of_the_older_edition_only_the_data_is_reported(study):
    shutil.rmtree(study.reports(SEPTEMBER))
    shown = lines(study)
    assert "코드와 환경이 움직인 것은 알 수 없다" in shown["ko"][-1]
    assert "what code and environment moved can't be told" in shown["en"][-1]
    assert ends(shown, DATA) == {"ko": "자료", "en": "data"}


def test_an_edition_against_itself_has_not_moved(made):
    shown = lines(made, SEPTEMBER, SEPTEMBER)["en"]
    assert shown[0] == "No claim changed its verdict."
    assert "No result moved." in shown


def test_an_edition_that_is_not_there_ends_with_2(made):
    for editions in ((SEPTEMBER, "2020-11"), ("2019-01", OCTOBER)):
        result = study_diff(*editions, "--root", made.root, "--lang", "en")
        assert result.exit_code == 2
        assert "There is no edition" in result.stderr


def test_data_at_fault_ends_with_1_and_is_reported(study):
    table = study.raw(OCTOBER) / f"{MONTHS}.csv"
    table.write_text(table.read_text("utf-8").replace("214", "many"), "utf-8")
    result = study_diff(SEPTEMBER, OCTOBER, "--root", study.root, "--lang", "en")
    assert result.exit_code == 1
    assert f"{MONTHS}.csv" in result.stderr
