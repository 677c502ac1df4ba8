"""The topics that the overview speaks of, in the order of their notebooks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from analysis.data.edition import Edition
from analysis.data.inputs import appeals as appeals_inputs
from analysis.data.inputs import audit as audit_inputs
from analysis.data.inputs import budget as budget_inputs
from analysis.data.inputs import covid as covid_inputs
from analysis.data.inputs import fiscal as fiscal_inputs
from analysis.data.inputs import litigation as litigation_inputs
from analysis.data.inputs import programmes as programmes_inputs
from analysis.methods.estimate import Estimate
from analysis.methods.topics import appeals, audit, budget, covid, fiscal, litigation, programmes
from analysis.present.findings import Claim, Findings
from analysis.present.topics import appeals as appeals_words
from analysis.present.topics import audit as audit_words
from analysis.present.topics import budget as budget_words
from analysis.present.topics import covid as covid_words
from analysis.present.topics import fiscal as fiscal_words
from analysis.present.topics import litigation as litigation_words
from analysis.present.topics import programmes as programmes_words
from analysis.present.words import Lang, Words


@dataclass(frozen=True)
class Topic:
    """One notebook's subject: its name, how its inputs are taken, how they are answered, what it finds and claims.

    `parameters` names those of the notebook that stand in for a record of the register of assumptions.
    """

    notebook: str
    name: Words
    inputs: Callable[..., Any]
    answer: Callable[[Any], Any]
    findings: Callable[[Any, Lang], Findings]
    claims: Sequence[Claim[Any]]
    parameters: Mapping[str, str] = field(default_factory=dict)


TOPICS: tuple[Topic, ...] = (
    Topic(
        "01_covid_response",
        Words("코로나19 대응", "COVID-19 response"),
        covid_inputs.inputs,
        covid.answer,
        covid_words.findings,
        covid_words.CLAIMS,
        covid_inputs.PARAMETERS,
    ),
    Topic(
        "02_fiscal_decentralization",
        Words("재정분권", "Fiscal decentralisation"),
        fiscal_inputs.inputs,
        fiscal.answer,
        fiscal_words.findings,
        fiscal_words.CLAIMS,
    ),
    Topic(
        "03_admin_appeals",
        Words("행정심판", "Administrative appeals"),
        appeals_inputs.inputs,
        appeals.answer,
        appeals_words.findings,
        appeals_words.CLAIMS,
        appeals_inputs.PARAMETERS,
    ),
    Topic(
        "04_litigation",
        Words("소송", "Litigation"),
        litigation_inputs.inputs,
        litigation.answer,
        litigation_words.findings,
        litigation_words.CLAIMS,
        litigation_inputs.PARAMETERS,
    ),
    Topic(
        "05_budget_and_debt",
        Words("예산과 지방채", "Budget and debt"),
        budget_inputs.inputs,
        budget.answer,
        budget_words.findings,
        budget_words.CLAIMS,
    ),
    Topic(
        "06_programmes",
        Words("조직과 사업", "Organisation and programmes"),
        programmes_inputs.inputs,
        programmes.answer,
        programmes_words.findings,
        programmes_words.CLAIMS,
    ),
    Topic(
        "07_audit",
        Words("수치 감사", "Audit of the figures"),
        audit_inputs.inputs,
        audit.answer,
        audit_words.findings,
        audit_words.CLAIMS,
    ),
)


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
