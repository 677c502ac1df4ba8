"""What changed between two issues, and the version that it makes."""

from dataclasses import replace

import pytest

from analysis.publish.release.chain import record_hash
from analysis.publish.release.changes import changes, history, next_version
from analysis.publish.release.issued import Issued
from analysis.publish.run.provenance import Issue

RESULT = {"value": 0.25, "low": 0.2, "high": 0.3, "unit": "ratio", "method": "counted", "notebook": "01_one"}
CLAIM = {"holds": True, "sha256": "0"}
TABLE = {"columns": ["a", "b"], "rows": 3, "sha256": "0"}
FIRST = Issued(Issue(1, "첫 발행", None, None, "1.0"), {}, {}, {}, {"r": RESULT}, {}, {"t": TABLE}, {"c": CLAIM})


@pytest.mark.parametrize(
    ("field", "after", "expected", "version"),
    [
        ("results", {"r": {**RESULT, "value": 0.26}}, [("result", "r", "changed")], "2.0"),
        ("results", {"r": {**RESULT, "high": None}}, [("result", "r", "changed")], "2.0"),
        ("results", {"r": {**RESULT, "unit": "cases"}}, [("result", "r", "changed")], "2.0"),
        ("results", {}, [("result", "r", "removed")], "2.0"),
        ("results", {"r": RESULT, "s": RESULT}, [("result", "s", "added")], "2.0"),
        ("results", {"r": {**RESULT, "value": 0.25 + 1e-12}}, [], "1.1"),
        ("claims", {"c": {**CLAIM, "holds": False}}, [("claim", "c", "turned")], "2.0"),
        ("claims", {}, [("claim", "c", "removed")], "2.0"),
        ("claims", {"c": CLAIM, "d": CLAIM}, [("claim", "d", "added")], "2.0"),
        ("claims", {"c": {**CLAIM, "sha256": "1"}}, [("claim", "c", "reworded")], "1.1"),
        ("tables", {"t": {**TABLE, "rows": 4, "sha256": "1"}}, [("table", "t", "changed")], "1.1"),
        ("tables", {}, [("table", "t", "removed")], "1.1"),
        (
            "tables",
            {"t": {**TABLE, "columns": ["a", "d"], "sha256": "1"}},
            [("table", "t", "changed"), ("column", "t.b", "removed"), ("column", "t.d", "added")],
            "1.1",
        ),
        ("tables", None, [], "1.1"),
        ("claims", None, [], "1.1"),
    ],
)
def test_a_version_counts_its_first_part_on_where_a_result_or_claim_moved(field, after, expected, version):
    now = replace(FIRST, **{field: after})
    assert [(one.kind, one.name, one.how) for one in changes(FIRST, now)] == expected
    assert next_version([FIRST], now) == version
    assert history([FIRST], now)[-1].version == f"{version}-draft"


def test_the_first_issue_is_1_0_and_later_parts_count_past_nine():
    assert next_version([], FIRST) == "1.0"
    tenth = replace(FIRST, issue=replace(FIRST.issue, number=10, version="1.9"))
    assert next_version([tenth], FIRST) == "1.10"
    assert [one.changes for one in history([FIRST])] == [[]]


def test_an_issue_recorded_before_there_were_versions_keeps_its_hash_and_counts_on():
    old = replace(FIRST, issue=replace(FIRST.issue, number=2, version=None), tables=None, claims=None)
    assert record_hash(old) == "ab4c120ea4f151be7ca6928ee881e5baf1207b62a2c5acb3833ba8971151de32"
    assert next_version([old], FIRST) == "2.1"
