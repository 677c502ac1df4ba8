"""The topics that the overview speaks of, in the order of their notebooks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Any

from analysis.data.dependencies import depends_on as note
from analysis.data.edition import Edition
from analysis.methods.estimate import Estimate
from analysis.present.findings import Claim, Findings
from analysis.present.words import Lang, Words


@dataclass(frozen=True)
class Topic:
    """One notebook's subject: its name and its modules, imported when asked for: a notebook needs its own alone."""

    notebook: str
    module: str
    name: Words

    @property
    def inputs(self) -> Callable[..., Any]:
        """How its inputs are taken from an edition."""
        taken: Callable[..., Any] = self._take("data.inputs", "inputs")
        return taken

    @property
    def answer(self) -> Callable[[Any], Any]:
        """How they are answered."""
        taken: Callable[[Any], Any] = self._take("methods.topics", "answer")
        return taken

    @property
    def findings(self) -> Callable[[Any, Lang], Findings]:
        """What it finds."""
        taken: Callable[[Any, Lang], Findings] = self._take("present.topics", "findings")
        return taken

    @property
    def claims(self) -> Sequence[Claim[Any]]:
        """What it claims, each with its test and both wordings."""
        claims: Sequence[Claim[Any]] = self._take("present.topics", "CLAIMS")
        return claims

    @property
    def parameters(self) -> Mapping[str, str]:
        """Those of the notebook's parameters that stand in for a record of the register of assumptions."""
        return getattr(self._module("data.inputs"), "PARAMETERS", {})

    def result(self, answers: Any, name: str) -> Estimate:
        """One result of the answers; a topic whose others take long gives it alone."""
        found: Estimate = answers.result(name) if hasattr(answers, "result") else answers.results()[name]
        return found

    def _take(self, room: str, what: str) -> Any:
        return getattr(self._module(room), what)

    def _module(self, room: str) -> ModuleType:
        module = f"analysis.{room}.{self.module}"
        note("module", module)
        return import_module(module)


TOPICS: tuple[Topic, ...] = (Topic("05_budget_and_debt", "budget", Words("예산과 지방채", "Budget and debt")),)


@dataclass(frozen=True)
class Told:
    """One topic of one edition: its findings and its results."""

    topic: Topic
    findings: Findings
    results: dict[str, Estimate]


def tell(report: Edition, lang: Lang, given: Mapping[str, Mapping[str, Any]] | None = None) -> list[Told]:
    """Every topic of an edition, answered with the defaults of its notebook, or with parameters given by notebook."""
    own = given or {}
    return [tell_topic(topic, report, lang, own.get(topic.notebook, {})) for topic in TOPICS]


def tell_topic(topic: Topic, report: Edition, lang: Lang, given: Mapping[str, Any] | None = None) -> Told:
    """One topic of an edition."""
    answers = topic.answer(topic.inputs(report, **(given or {})))
    return Told(topic, topic.findings(answers, lang), answers.results())
