"""Collects what notebooks recorded: results under their ids."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from analysis.publish.run.errors import ReportError
from analysis.words import Lang, Words

RESULTS = "application/vnd.study.results+json"
ABSENT = "application/vnd.study.absent+json"
NUMBERS = ("value", "low", "high", "unit")
FIELDS = (*NUMBERS, "method", "notebook")

Record = Mapping[str, Any]


NOT_IN_FORM = Words(
    "{}: 실행한 노트북에 실린 결과가 제 꼴이 아니다. 다시 만든다: study run --force",
    "{}: the results that the executed notebook carries are not in form; make it again: study run --force",
)


@dataclass(frozen=True)
class Executed:
    """One executed notebook in one language; `fresh` where this run executed it."""

    name: str
    lang: Lang
    book: Mapping[str, Any]
    fresh: bool = True

    @property
    def place(self) -> str:
        """Name and language, as messages name it."""
        return f"{self.name} ({self.lang})"


def recorded(book: Mapping[str, Any], mimetype: str) -> Iterator[Any]:
    """Everything of one mimetype that the notebook's cells carry, in their order."""
    for cell in book["cells"]:
        for output in cell.get("outputs", []):
            if mimetype in output.get("data", {}):
                yield output["data"][mimetype]


def collect(executed: Sequence[Executed]) -> tuple[dict[str, dict[str, Any]], list[Words]]:
    """All results by id, sorted, and what older reports hold otherwise.

    What this run executed must agree: the languages with each other, and notebooks that record the same id.
    A report of an earlier run that holds another number is not taken, but reported.

    Raises:
        ReportError: two notebooks, or two languages of one, hold different numbers under one id.
    """
    found: dict[str, list[tuple[Executed, Record]]] = defaultdict(list)
    for one in sorted(executed, key=lambda one: (not one.fresh, one.name, one.lang)):
        for block in recorded(one.book, RESULTS):
            if not isinstance(block, dict) or not all(map(_in_form, block.values())):
                raise ReportError(NOT_IN_FORM.filled(one.place))
            for name, record in block.items():
                found[name].append((one, record))
    results, stale = {}, set()
    for name in sorted(found):
        (first, taken), *others = found[name]
        for other, record in others:
            if all(record[key] == taken[key] for key in NUMBERS):
                continue
            if other.fresh:
                raise ReportError(_differ(name, first, taken, other, record))
            stale.add(other.place)
        results[name] = {**{key: taken[key] for key in FIELDS[:-1]}, "notebook": first.name}
    notes = [
        Words(
            f"{place}: 이전에 만든 보고서의 수치가 이번과 다르다. 다시 만들어야 한다.",
            f"{place}, made earlier, holds other numbers than this run; make it again.",
        )
        for place in sorted(stale)
    ]
    return results, notes


def _in_form(record: Any) -> bool:
    """Whether a result has all that results.json says of one."""
    return isinstance(record, dict) and record.keys() >= {*FIELDS[:-1]}


def _differ(name: str, first: Executed, taken: Record, other: Executed, record: Record) -> Words:
    key = next(key for key in NUMBERS if record[key] != taken[key])
    return Words(
        f"결과 {name}의 {key}이(가) 다르다: {first.place} {taken[key]}, {other.place} {record[key]}",
        f"Result {name} differs in its {key}: {taken[key]} in {first.place}, {record[key]} in {other.place}",
    )


def collect_absent(executed: Sequence[Executed]) -> dict[str, dict[str, str]]:
    """The results that notebooks could not compute, by id: the notebook, and why in both languages."""
    return {
        name: {"notebook": one.name, **why}
        for one in executed
        for block in recorded(one.book, ABSENT)
        for name, why in block.items()
    }


def results_json(
    edition: str,
    results: Mapping[str, Mapping[str, Any]],
    absent: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
    missing: Sequence[str] = (),
) -> str:
    """results.json: sorted by id, numbers unrounded.

    `absent` are results that could not be computed, `missing` notebooks that failed, whose results it lacks; either
    stands there only where there is one.
    """
    content: dict[str, Any] = {"edition": edition, "results": {name: results[name] for name in sorted(results)}}
    if absent:
        content["absent"] = {name: dict(absent[name]) for name in sorted(absent)}
    if missing:
        content["missing"] = list(missing)
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
