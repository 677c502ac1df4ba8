"""Two editions compared: which claims turned, which results moved, and what moved them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from analysis.book import Run, other_books
from analysis.data.assumptions import Assumption
from analysis.data.edition import Edition, open_edition
from analysis.data.editions import Study
from analysis.methods.changes import Causes, State
from analysis.methods.estimate import Estimate
from analysis.present.changes import together
from analysis.publish.run.claims import CLAIMS_FILE
from analysis.publish.run.manifest import Manifest, changed, make_manifest, read_manifest, recorded_assumptions
from analysis.words import Words

RESULTS_FILE = "results.json"
OVERVIEW = "00_overview"


@dataclass(frozen=True)
class Diff:
    """Two editions and the states between them.

    Attributes:
        before: the older edition.
        after: the newer edition.
        states: the older one as recorded (where it was), with its own assumptions, with today's; the newer one.
        claims: what each claim is about, by id.
        recorded: the manifest of the older edition's reports; None where there is none.
        changed: what differs between that run and one of now.
        assumptions: the register's records that had other numbers then, as they were.
        given: the parameters that the older edition's reports were made with, by notebook.
    """

    before: Edition
    after: Edition
    states: Sequence[State]
    claims: Mapping[str, Words]
    recorded: Manifest | None = None
    changed: Causes = ()
    assumptions: Mapping[str, Assumption] | None = None
    given: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def compare(study: Study, old: str, new: str) -> Diff:
    """The states between two editions; both must be processed.

    The old data is computed again with today's code, so that the last step is the data's alone. What was recorded
    then is held against the old data computed with today's code and the assumptions of then: between these lie code
    and environment.
    """
    before, after = open_edition(old, study.root), open_edition(new, study.root)
    runs_before, runs_after = runs_of(before), runs_of(after)
    titles = {
        name: claim.title for name, claim in together([*runs_before.values(), *runs_after.values()]).claims.items()
    }
    today, newest = state(runs_before.values(), ("assumption",)), state(runs_after.values(), ("data",))
    recorded = read_manifest(study.reports(old))
    if recorded is None:
        return Diff(before, after, (replace(today, changed=()), newest), titles)
    step = changed(recorded, make_manifest(study, old))
    then = recorded_assumptions(recorded, before.assumptions)
    given = _given(recorded, study)
    runs_then = runs_of(before.assuming(then), given) if then or given else runs_before
    first = recorded_state(study.reports(old), recorded, runs_then)
    states = (first, state(runs_then.values(), step), today, newest)
    return Diff(before, after, states, titles, recorded, step, then, given)


def runs_of(edition: Edition, given: Mapping[str, Mapping[str, Any]] | None = None) -> dict[str, Run]:
    """Every notebook but the overview run on an edition, by name; `given` are parameters by notebook."""
    own = given or {}
    return {book.name: book(edition, **own.get(book.name, {})) for book in other_books(OVERVIEW, edition.root)}


def state(runs: Iterable[Run], causes: Causes = ()) -> State:
    """What notebooks claim and find, as a state."""
    everything = together(runs)
    return State(everything.results, {name: claim.holds for name, claim in everything.claims.items()}, causes)


def recorded_state(folder: Path, manifest: Manifest, runs: Mapping[str, Run]) -> State:
    """What a folder of reports records, of the notebooks for which its manifest holds; of the others, their runs."""
    known = runs.keys() & set(manifest.parameters)
    unrecorded = state(run for name, run in runs.items() if name not in known)
    results = {
        name: Estimate(record["value"], record["low"], record["high"], record["unit"], record["method"])
        for name, record in _records(folder / RESULTS_FILE, "results")
        if record["notebook"] in known
    }
    holds = {
        name: record["holds"]
        for name, record in _records(folder / CLAIMS_FILE, "claims")
        if record["notebook"] in known
    }
    return State({**unrecorded.results, **results}, {**state(runs.values()).holds, **holds})


def _records(path: Path, what: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
    return json.loads(path.read_text("utf-8"))[what].items() if path.is_file() else ()


def _given(manifest: Manifest, study: Study) -> dict[str, Mapping[str, Any]]:
    """The recorded parameters that today's notebooks still take, by notebook."""
    known = {book.name: book.source().parameters for book in other_books(OVERVIEW, study.root)}
    given = {
        notebook: {name: value for name, value in parameters.items() if name in known[notebook]}
        for notebook, parameters in manifest.parameters.items()
        if notebook in known
    }
    return {notebook: parameters for notebook, parameters in given.items() if parameters}
