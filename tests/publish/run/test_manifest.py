"""A run records what its results were made from."""

from dataclasses import replace

import pytest
from tiny_study import EDITION, NAME, OTHER, make_study, small_notebook, write

from analysis.data.editions import Study
from analysis.data.process import process_edition
from analysis.publish.make import make
from analysis.publish.run.jobs import Manner, plan
from analysis.publish.run.manifest import changed, make_manifest, read_manifest


@pytest.fixture
def study(tmp_path):
    study = Study(make_study(tmp_path))
    write(tmp_path, NAME, small_notebook("하나?", "One?", results={"tiny.one": "rate"}))
    write(tmp_path, OTHER, small_notebook("둘?", "Two?", results={"tiny.two": "rate * 2"}))
    return study


def run(study, given=None, wanted=()):
    process_edition(study, EDITION)
    assert not make(study, EDITION, plan(study, EDITION, given or {}, wanted, ("ko",)), Manner(1)).failures
    return study.reports(EDITION) / "manifest.json"


def test_equal_runs_write_equal_manifests(study):
    first = run(study).read_bytes()
    assert run(study).read_bytes() == first


def test_the_manifest_names_the_parameters_given_to_each_notebook(study):
    run(study, {"rate": 0.4}, [NAME])
    run(study, {}, [OTHER])
    what_if = study.root / "reports" / "what-if" / "rate-0.4" / EDITION
    assert read_manifest(what_if).parameters == {NAME: {"rate": 0.4}}
    assert read_manifest(study.reports(EDITION)).parameters == {OTHER: {}}


def test_a_manifest_does_not_vouch_for_reports_made_from_other_data(study):
    run(study)
    table = study.raw(EDITION) / "output_monthly.csv"
    table.write_text(table.read_text("utf-8").replace("105", "106"), "utf-8")
    run(study, wanted=[OTHER])
    assert set(read_manifest(study.reports(EDITION)).parameters) == {OTHER}


def test_a_folder_without_manifest_or_with_another_form_has_none(tmp_path):
    assert read_manifest(tmp_path) is None
    (tmp_path / "manifest.json").write_text('{"edition": "2020-09"}')
    assert read_manifest(tmp_path) is None


@pytest.mark.parametrize(
    ("fields", "causes"),
    [
        ({}, ("unknown",)),
        ({"code": "other"}, ("code",)),
        ({"lock": "other"}, ("environment",)),
        ({"python": "3.10"}, ("environment",)),
        ({"code": "other", "python": "3.10"}, ("code", "environment")),
        ({"registers": {"breaks.yaml": "other"}}, ("assumption",)),
        ({"raw": {}}, ("data",)),
        (
            {"assumptions": {"a": {"value": 1.0, "low": 0.0, "high": 2.0}}, "parameters": {NAME: {"rate": 1.0}}},
            ("unknown",),
        ),
    ],
)
def test_what_differs_between_two_runs_is_named(study, fields, causes):
    process_edition(study, EDITION)
    now = make_manifest(study, EDITION)
    assert changed(replace(now, **fields), now) == causes
