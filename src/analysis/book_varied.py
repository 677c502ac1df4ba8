"""A notebook's run with its assumptions varied: what each moves, and over which interval each claim stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from analysis.data.assumptions import Assumption
from analysis.data.kept import kept
from analysis.methods.estimate import Estimate
from analysis.methods.sensitivity import extremes_together, one_at_a_time, survives
from analysis.present.changes import Findings
from analysis.present.claims import Claim
from analysis.present.words import Lang

T = TypeVar("T")


@dataclass
class Varied:
    """A run whose assumptions can be varied: what each moves, and over which interval each claim stands."""

    ask: Callable[[], Any]  # for a Run of analysis.book
    lang: Lang
    key: str | None = None  # the name under which what is found is kept
    known: dict[tuple[bool, str, tuple[tuple[str, float], ...]], Any] = field(default_factory=dict)
    moving: dict[str, dict[str, Assumption]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        findings: Findings = kept(self.key, lambda: self.run.findings)  # before all else: it is what reads the files
        self.findings = findings.shown_in(self.lang)

    @cached_property
    def run(self) -> Any:
        """The notebook's run."""
        return self.ask()

    @property
    def claims(self) -> Mapping[str, Claim]:
        """The claims as the notebook has them."""
        return self.findings.claims

    @property
    def results(self) -> Mapping[str, Estimate]:
        """The results as the notebook has them."""
        return self.findings.results

    @cached_property
    def replaced(self) -> frozenset[str]:
        """The records that a parameter stands in for."""
        return self._kept("replaced", lambda: frozenset(self.run.report.said.replaced))

    @cached_property
    def assumptions(self) -> dict[str, Assumption]:
        """The records that the notebook takes, with the values that it takes, in the order in which it takes them.

        The register's order is nothing to go by: whatever else it holds is not read.
        """
        return self._kept("assumptions", self._assumptions)

    def _assumptions(self) -> dict[str, Assumption]:
        taken = dict.fromkeys(name for names in self.run.taken for name in sorted(names))
        register, given = self.run.report.assumptions, self.run.report.said.replaced
        return {name: register[name].replaced(given[name]) if name in given else register[name] for name in taken}

    def of(self, result: str) -> dict[str, Assumption]:
        """The records with a range, an end of which changes a result."""
        if result not in self.moving:
            self.moving[result] = self._kept(f"of {result}", lambda: self._of(result))
        return self.moving[result]

    def _of(self, result: str) -> dict[str, Assumption]:
        base = self.results[result]
        return {
            name: one
            for name, one in self.assumptions.items()
            if one.low < one.high
            and self.run.between(frozenset([name]), result, claim=False)
            and any(self._found(result, {name: end}) != base for end in (one.low, one.high))
        }

    @property
    def dependent(self) -> list[str]:
        """The results that an assumption with a range moves."""
        return [name for name in self.results if self.of(name)]

    def one_at_a_time(self, result: str) -> Any:
        """The result with each of its assumptions at either end of its range; as `methods.sensitivity` has it."""
        return self._kept(f"alone {result}", lambda: one_at_a_time(self._function(result), self.of(result)))

    def together(self, result: str) -> Estimate:
        """How far a result comes with all its assumptions at their ends."""
        return self._kept(f"together {result}", lambda: extremes_together(self._function(result), self.of(result)))

    def survival(self, claim: str, assumption: str) -> tuple[float, float]:
        """The interval of an assumption, within its range, over which a claim's verdict stays."""
        return self._kept(f"survival {claim} {assumption}", lambda: self._survival(claim, assumption))

    def _survival(self, claim: str, assumption: str) -> tuple[float, float]:
        record = self.assumptions[assumption]
        if not self.run.between(frozenset([assumption]), claim, claim=True):
            return record.low, record.high
        return survives(lambda value: self._found(claim, {assumption: value}, claim=True).holds, record, record.whole)

    def _kept(self, what: str, find: Callable[[], T]) -> T:
        return kept(None if self.key is None else f"{self.key} {what}", find)

    def _function(self, result: str) -> Callable[..., float]:
        return lambda **values: self.value(result, values)

    def value(self, result: str, values: Mapping[str, float]) -> float:
        """A result's value with assumptions at other values."""
        found = self._found(result, values)
        return float("nan") if found is None else float(found.value)

    def _found(self, wanted: str, values: Mapping[str, float], *, claim: bool = False) -> Any:
        moved = {name: value for name, value in values.items() if value != self.assumptions[name].value}
        key = claim, wanted, tuple(sorted(moved.items()))
        if key not in self.known:
            had: Mapping[str, Any] = self.claims if claim else self.results
            self.known[key] = self.run.again(wanted, moved, claim=claim) if moved else had[wanted]
        return self.known[key]
