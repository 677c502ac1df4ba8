"""Two editions compared: which findings turned, which results moved, and what moved them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from inspect import signature
from pathlib import Path
from typing import Any

from analysis.data.assumptions import Assumption
from analysis.data.edition import Edition, open_edition
from analysis.data.editions import Study
from analysis.methods.changes import Causes, State
from analysis.methods.estimate import Estimate
from analysis.present.topics.registry import TOPICS
from analysis.present.topics.registry import Told as TopicSummary
from analysis.present.topics.registry import tell as summarise
from analysis.publish.run.manifest import Manifest, changed, make_manifest, read_manifest, recorded_assumptions
from analysis.publish.run.notebooks import read_notebook
from analysis.publish.run.results import headline_findings
from analysis.words import Words

RESULTS_FILE = "results.json"


@dataclass(frozen=True)
class Diff:
    """Two editions and the states between them.

    Attributes:
        before: the older edition.
        after: the newer edition.
        states: the older one as recorded (where it was), with its own assumptions, with today's; the newer one.
        claims: what each finding claims, by id.
        recorded: the manifest of the older edition's reports; None where there is none.
        changed: what differs between that run and one of now.
        assumptions: the register's records that had other numbers then, as they were.
    """

    before: Edition
    after: Edition
    states: Sequence[State]
    claims: Mapping[str, Words]
    recorded: Manifest | None = None
    changed: Causes = ()
    assumptions: Mapping[str, Assumption] | None = None

    @property
    def given(self) -> dict[str, Mapping[str, Any]]:
        """The parameters that the older edition's reports were made with, by notebook."""
        return _given(self.recorded) if self.recorded else {}


def compare(study: Study, old: str, new: str) -> Diff:
    """The states between two editions; both must be processed.

    The old data is computed again with today's code, so that the last step is the data's alone. What was recorded
    then is held against the old data computed with today's code and the assumptions of then: between these lie code
    and environment.
    """
    before, after = open_edition(old, study.root), open_edition(new, study.root)
    summary_before, summary_after = summarise(before, "ko"), summarise(after, "ko")
    claims = {
        finding.id: finding.claim for one in (*summary_before, *summary_after) for finding in one.findings.findings
    }
    today, newest = state(summary_before, ("assumption",)), state(summary_after, ("data",))
    recorded = read_manifest(study.reports(old))
    if recorded is None:
        return Diff(before, after, (replace(today, changed=()), newest), claims)
    step = changed(recorded, make_manifest(study, old))
    then = recorded_assumptions(recorded, before.assumptions)
    given = _given(recorded)
    summary_then = summarise(before.assuming(then), "ko", given) if then or given else summary_before
    states = (recorded_state(study.reports(old), recorded, summary_then), state(summary_then, step), today, newest)
    return Diff(before, after, states, claims, recorded, step, then)


def state(summaries: Sequence[TopicSummary], causes: Causes = ()) -> State:
    """What the topics' summaries say, as a state."""
    results = {name: result for one in summaries for name, result in one.results.items()}
    holds = {finding.id: finding.holds for one in summaries for finding in one.findings.findings}
    return State(results, holds, causes)


def recorded_state(folder: Path, manifest: Manifest, summaries: Sequence[TopicSummary]) -> State:
    """What a folder of reports records, of the notebooks for which its manifest holds; the others' as summarised."""
    unrecorded = state([one for one in summaries if one.topic.notebook not in manifest.parameters])
    known = {topic.notebook for topic in TOPICS} & set(manifest.parameters)
    records = json.loads((folder / RESULTS_FILE).read_text("utf-8"))["results"]
    results = {
        name: Estimate(record["value"], record["low"], record["high"], record["unit"], record["method"])
        for name, record in records.items()
        if record["notebook"] in known
    }
    holds = {
        finding["id"]: finding["holds"]
        for path in sorted(folder.glob("*/*.ipynb"))
        if path.stem in known
        for finding in headline_findings(read_notebook(path))
    }
    return State({**unrecorded.results, **results}, {**state(summaries).holds, **holds})


def _given(manifest: Manifest) -> dict[str, Mapping[str, Any]]:
    """The recorded parameters that today's code still takes, by notebook."""
    known = {topic.notebook: signature(topic.inputs).parameters for topic in TOPICS}
    given = {
        notebook: {name: value for name, value in parameters.items() if name in known[notebook]}
        for notebook, parameters in manifest.parameters.items()
        if notebook in known
    }
    return {notebook: parameters for notebook, parameters in given.items() if parameters}
