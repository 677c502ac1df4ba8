"""The data of a release is what tools and catalogues of open data read, and true to the release."""

import csv
import hashlib
import io
import json
import shutil
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
import yaml
from frictionless import Package
from jsonschema import Draft7Validator
from tiny_study import code, notebook

from analysis.data.contract import CONTRACT_FILE
from analysis.publish.release.changes import Change, Version
from analysis.publish.release.data.files import data_files
from analysis.publish.release.data.making import Making
from analysis.publish.release.data.tables import processed_tables
from analysis.publish.release.office.content import Release, read_report
from analysis.publish.run.errors import ReportError
from analysis.publish.run.provenance import Issue, Provenance

SCHEMA = json.loads((Path(__file__).parent / "datapackage-2.0.json").read_text("utf-8"))
DATA = "files/data/"
PAGE = """<main><h1>Why?</h1><div class="study-cell" data-cell="3"><div class="study-table">
<table id="table-1"><caption><span class="study-number">Table 1</span>
<span class="study-caption">All [won|lost]</span></caption><thead><tr>
<th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table></div></div></main>"""
CLAIM = {"kind": "fact", "holds": True, "headline": True, "notebook": "01_one", "ko": "@모두", "en": "+all"}
RESULT = {"value": 1 / 3, "low": None, "high": 0.5, "unit": "ratio", "method": "counted", "notebook": "01_one"}
ISSUE = Issue(1, "첫 발행", "2020-10-15", "c0ffee", "1.0")
# The keys of a record of data.go.kr, but for the law that it rests on, which it leaves empty.
PORTAL = {
    "name", "alternateName", "description", "url", "keywords", "license", "dateCreated", "dateModified",
    "datePublished", "creator", "spatialCoverage", "temporalCoverage", "additionalType", "datasetTimeInterval",
    "encodingFormat", "@context", "@type",
}  # fmt: skip


def release(issue=ISSUE):
    reports = [read_report(f"{lang}/01_one.html", PAGE) for lang in ("ko", "en")]
    return Release("2020-09", issue, "2020-08-28", reports, {"a.b": RESULT}, {"a.one": CLAIM})


@pytest.fixture(scope="module")
def making(frozen, tmp_path_factory):
    """Three cells: the first reads a table, the second another, the third shows what the first made."""
    path = tmp_path_factory.mktemp("notebooks") / "01_one.ipynb"
    cells = ['won = report.table("litigation")', 'beds = report.table("hospital_beds")', "report.show(won)"]
    nbformat.write(notebook(*map(code, cells)), path)
    read = {"data/raw/2020-09/litigation.csv": "0" * 64, "data/assumptions.yaml": "1" * 64}
    made = Provenance("2020-09", "2020-08-28", "2" * 64, "3.11", {"numpy": "2.1.0"}, read)
    versions = [Version("1.0", 1, "2020-10-15", "첫 발행", [])]
    provenance = {f"{lang}/01_one": made for lang in ("ko", "en")}
    return Making(frozen / "data" / "processed" / "2020-09", {"01_one": path}, provenance, versions)


@pytest.fixture(scope="module")
def files(making):
    return data_files(release(), making, {"ko/01_one.html": 10, "en/01_one.html": 10})


def told(files, name):
    return json.loads(files[name])


def without(name, **more):
    return lambda package: ([one.pop(name) for one in (package, *package["resources"]) if name in one], more)


def put(**values):
    return lambda package: package["resources"][0].update(values)


def in_field(**values):
    return lambda package: package["resources"][0]["schema"]["fields"][0].update(values)


def test_the_package_is_valid_by_its_published_schema(files):
    assert not [error.message for error in Draft7Validator(SCHEMA).iter_errors(told(files, f"{DATA}datapackage.json"))]


@pytest.mark.parametrize(
    "damage",
    [
        without("resources"),
        without("path"),
        put(path="/tables/a.csv"),
        put(path="../a.csv"),
        put(hash="sha256:no"),
        put(bytes="12"),
        put(mediatype="csv"),
        in_field(type="numeric"),
        in_field(type="number", constraints={"enum": []}),
        in_field(format="hangul"),
        lambda package: package["licenses"][0].clear(),
    ],
)
def test_the_schema_refuses_a_package_that_is_none(files, damage):
    package = deepcopy(told(files, f"{DATA}datapackage.json"))
    damage(package)
    assert not Draft7Validator(SCHEMA).is_valid(package)


def test_every_table_keeps_what_the_package_says_of_it(files, tmp_path):
    for name, content in files.items():
        if name.startswith(DATA):
            (tmp_path / name.removeprefix(DATA)).write_bytes(content)
    package = told(files, f"{DATA}datapackage.json")
    assert {f"{DATA}{one['path']}" for one in package["resources"]} == {name for name in files if name.endswith(".csv")}
    assert {"figures", "audit", "revisions", "results", "claims"} < {one["name"] for one in package["resources"]}
    for one in package["resources"]:
        content = files[f"{DATA}{one['path']}"]
        assert (one["bytes"], one["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
        assert [field["name"] for field in one["schema"]["fields"]] == next(csv.reader(io.StringIO(content.decode())))
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])[:5]


@pytest.mark.parametrize(("key", "said"), [(None, None), ("month", ["month"]), (["month"], ["month"])])
def test_a_table_has_the_key_of_its_contract_as_a_list_and_none_where_that_has_none(making, tmp_path, key, said):
    processed = Path(shutil.copytree(making.processed, tmp_path / "2020-09"))
    contract = json.loads((processed / CONTRACT_FILE).read_text("utf-8"))
    schema = next(one["schema"] for one in contract["resources"] if one["name"] == "appeals_monthly")
    schema.pop("primaryKey")
    schema.update({} if key is None else {"primaryKey": key})
    (processed / CONTRACT_FILE).write_text(json.dumps(contract), "utf-8")
    package = told(data_files(release(), replace(making, processed=processed), {}), f"{DATA}datapackage.json")
    assert (
        next(one for one in package["resources"] if one["name"] == "appeals_monthly")["schema"].get("primaryKey")
        == said
    )


def test_results_are_unrounded_texts_are_not_run_and_the_same_release_gives_the_same_bytes(files, making):
    assert files == data_files(release(), making, {"ko/01_one.html": 10, "en/01_one.html": 10})
    assert f"a.b,{1 / 3!r},,0.5,ratio,counted,01_one" in files[f"{DATA}results.csv"].decode()
    assert "'@모두,'+all" in files[f"{DATA}claims.csv"].decode()


def test_catalogues_say_version_day_and_license_of_the_release(files):
    dataset, doi = told(files, f"{DATA}dataset.jsonld"), told(files, f"{DATA}datacite.json")
    assert dataset.keys() >= PORTAL
    assert {one["contentUrl"] for one in dataset["distribution"]} == {
        name.removeprefix(DATA) for name in files if name.endswith(".csv")
    }
    cite, program = yaml.safe_load(files["CITATION.cff"]), told(files, "codemeta.json")
    assert {one["version"] for one in (dataset, doi, cite, program, told(files, f"{DATA}datapackage.json"))} == {"1.0"}
    assert {dataset["datePublished"], doi["dates"][0]["date"], cite["date-released"]} == {"2020-10-15"}
    assert (doi["publicationYear"], program["datePublished"], cite["commit"]) == ("2020", "2020-10-15", "c0ffee")
    assert {"cff-version", "message", "title", "authors"} <= cite.keys()
    assert {"types", "creators", "titles", "publisher", "publicationYear", "schemaVersion"} <= doi.keys()
    assert dataset["license"].endswith(cite["license"])


def test_a_draft_and_an_issue_without_a_day_claim_no_day(making):
    draft = replace(making, versions=[Version("1.0-draft", None, None, "", [])])
    files = data_files(release(None), draft, {})
    texts = "".join(content.decode() for name, content in files.items() if not name.endswith(".csv"))
    assert "2020-10-15" not in texts
    assert {"datePublished", "dateModified", "dateCreated"}.isdisjoint(told(files, f"{DATA}dataset.jsonld"))
    assert "date-released" not in yaml.safe_load(files["CITATION.cff"])
    root = next(one for one in told(files, "ro-crate-metadata.json")["@graph"] if one["@id"] == "./")
    assert (root["datePublished"], root["version"]) == ("2020-09", "1.0-draft")


def test_the_crate_has_an_action_for_each_notebook_with_what_it_read_and_made(files):
    graph = {one["@id"]: one for one in told(files, "ro-crate-metadata.json")["@graph"]}
    [run] = [one for one in graph.values() if one["@type"] == "CreateAction"]
    assert [one["@id"] for one in run["object"]] == ["#data/assumptions.yaml", f"{DATA}litigation.csv"]
    assert [one["@id"] for one in run["result"]][:2] == ["ko/01_one.html", "en/01_one.html"]
    assert graph["#data/assumptions.yaml"]["sha256"] == "1" * 64
    assert graph[run["instrument"]["@id"]]["name"] == "notebooks/01_one.ipynb"


def test_the_readme_leads_from_exhibit_to_cell_to_table(files):
    text = files["README.md"].decode()
    assert "| Table 1 | [01_one](<en/01_one.html>) | 3 | `litigation` | All \\[won\\|lost\\] |" in text
    assert "run time" not in text.lower()


@pytest.mark.parametrize("name", ["figures", "audit", "revisions", "results", "claims"])
def test_a_table_that_has_the_name_of_one_that_is_made_is_refused(tmp_path, name):
    table = {"name": name, "path": "own.csv", "schema": {"fields": []}}
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [table]}), "utf-8")
    with pytest.raises(ReportError) as error:
        processed_tables(tmp_path)
    assert f"표의 이름 {name}은(는) 프로그램이 만드는 표의 이름" in error.value.words.ko
    assert f"{name} is the name of a table that the program makes" in error.value.words.en


def test_changes_are_told_as_data_and_in_both_languages_with_their_reason(making):
    turned = Change("claim", "a.one", "turned", {"holds": True}, {"holds": False})
    moved = Change("result", "a.b", "changed", {**RESULT, "value": 1 / 4}, RESULT)
    wider = Change("column", "litigation.lost", "added")
    second = Version("2.0", 2, None, "표를 *고쳤다*", [moved, turned, wider])
    files = data_files(release(), replace(making, versions=[*making.versions, second]), {})
    data = told(files, f"{DATA}changes.json")["versions"]
    assert [one["version"] for one in data] == ["1.0", "2.0"]
    assert [(one["name"], one["how"], one["reason"]) for one in data[1]["changes"]] == [
        ("a.b", "changed", "표를 *고쳤다*"), ("a.one", "turned", "표를 *고쳤다*"),
        ("litigation.lost", "added", "표를 *고쳤다*"),
    ]  # fmt: skip
    log = files["CHANGELOG.md"].decode()
    korean, english = log.split("# Changelog")
    order = ["## 2.0 (제2호)", "표를 \\*고쳤다\\*", "## 1.0 (제1호, 2020-10-15)"]
    assert order == sorted(order, key=korean.index)
    assert "- 주장 a.one: 성립 → 성립하지 않음" in korean
    assert "- Claim a.one: holds → does not hold" in english
    assert "- Column litigation.lost: added" in english
