"""A notebook's run with its assumptions varied: what each moves, and over which interval each claim stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from analysis.data.assumptions import Assumption
from analysis.methods.estimate import Estimate
from analysis.methods.sensitivity import extremes_together, one_at_a_time, survives
from analysis.present.claims import Claim
from analysis.present.words import Lang


@dataclass
class Varied:
    """A run whose assumptions can be varied: what each moves, and over which interval each claim stands."""

    run: Any  # a Run of analysis.book
    known: dict[tuple[bool, str, tuple[tuple[str, float], ...]], Any] = field(default_factory=dict)
    moving: dict[str, dict[str, Assumption]] = field(default_factory=dict)

    @property
    def lang(self) -> Lang:
        """The language of its tables and charts."""
        lang: Lang = self.run.report.lang
        return lang

    @property
    def claims(self) -> dict[str, Claim]:
        """The claims as the notebook has them."""
        claims: dict[str, Claim] = self.run.claims
        return claims

    @property
    def results(self) -> dict[str, Estimate]:
        """The results as the notebook has them."""
        results: dict[str, Estimate] = self.run.results
        return results

    @property
    def replaced(self) -> frozenset[str]:
        """The records that a parameter stands in for."""
        return frozenset(self.run.report.said.replaced)

    @cached_property
    def assumptions(self) -> dict[str, Assumption]:
        """The records that the notebook takes, with the values that it takes, in the order in which it takes them.

        The register's order is nothing to go by: whatever else it holds is not read.
        """
        taken = dict.fromkeys(name for names in self.run.taken for name in sorted(names))
        register, given = self.run.report.assumptions, self.run.report.said.replaced
        return {name: register[name].replaced(given[name]) if name in given else register[name] for name in taken}

    def of(self, result: str) -> dict[str, Assumption]:
        """The records with a range, an end of which changes a result."""
        if result not in self.moving:
            base = self.results[result]
            self.moving[result] = {
                name: one
                for name, one in self.assumptions.items()
                if one.low < one.high
                and self.run.between(frozenset([name]), result, claim=False)
                and any(self._found(result, {name: end}) != base for end in (one.low, one.high))
            }
        return self.moving[result]

    @property
    def dependent(self) -> list[str]:
        """The results that an assumption with a range moves."""
        return [name for name in self.results if self.of(name)]

    def one_at_a_time(self, result: str) -> Any:
        """The result with each of its assumptions at either end of its range; as `methods.sensitivity` has it."""
        return one_at_a_time(lambda **values: self.value(result, values), self.of(result))

    def together(self, result: str) -> Estimate:
        """How far a result comes with all its assumptions at their ends."""
        return extremes_together(lambda **values: self.value(result, values), self.of(result))

    def survival(self, claim: str, assumption: str) -> tuple[float, float]:
        """The interval of an assumption, within its range, over which a claim's verdict stays."""
        record = self.assumptions[assumption]
        if not self.run.between(frozenset([assumption]), claim, claim=True):
            return record.low, record.high
        return survives(lambda value: self._found(claim, {assumption: value}, claim=True).holds, record, record.whole)

    def value(self, result: str, values: Mapping[str, float]) -> float:
        """A result's value with assumptions at other values."""
        found = self._found(result, values)
        return float("nan") if found is None else float(found.value)

    def _found(self, wanted: str, values: Mapping[str, float], *, claim: bool = False) -> Any:
        moved = {name: value for name, value in values.items() if value != self.assumptions[name].value}
        key = claim, wanted, tuple(sorted(moved.items()))
        if key not in self.known:
            had: Mapping[str, Any] = self.run.claims if claim else self.run.results
            self.known[key] = self.run.again(wanted, moved, claim=claim) if moved else had[wanted]
        return self.known[key]
