"""What changed from one issue of an edition to the next: tables, columns, results, claims; and its version by that."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from analysis.methods.changes import moved
from analysis.publish.release.issued import Issued, Record, estimates

Kind = Literal["result", "claim", "table", "column"]
How = Literal["added", "removed", "changed", "turned", "reworded"]
FIRST = "1.0"
NUMBERS = ("value", "low", "high", "unit")


@dataclass(frozen=True)
class Change:
    """One change; `before` and `after` are what was and is recorded, None where there is nothing on that side."""

    kind: Kind
    name: str
    how: How
    before: Record | None = None
    after: Record | None = None

    @property
    def major(self) -> bool:
        """Whether a result or a claim says something else by it."""
        return self.kind in ("result", "claim") and self.how != "reworded"


@dataclass(frozen=True)
class Version:
    """One issue of an edition: its version, number, day, note (the reason), and what changed since the one before.

    A draft has no number; it says what it would change.
    """

    version: str
    issue: int | None
    day: str | None
    note: str
    changes: Sequence[Change]


def history(issues: Sequence[Issued], draft: Issued | None = None) -> list[Version]:
    """The versions of an edition by its records, the first one first; a draft after them where one is given."""
    versions = []
    for before, one in zip([None, *issues], issues, strict=False):
        changed = changes(before, one) if before else []
        versions.append(Version(version_of(one), one.issue.number, one.issue.day, one.issue.note, changed))
    if draft:
        changed = changes(issues[-1], draft) if issues else []
        versions.append(Version(f"{next_version(issues, draft)}-draft", None, None, "", changed))
    return versions


def version_of(issued: Issued) -> str:
    """An issue's version; of one made before there were any, its number stands for the first part."""
    return issued.issue.version or f"{issued.issue.number}.0"


def next_version(issues: Sequence[Issued], now: Issued) -> str:
    """The version that an issue gets after others: the first part counts on where a result or claim moved."""
    if not issues:
        return FIRST
    first, second = map(int, version_of(issues[-1]).split("."))
    return f"{first + 1}.0" if any(one.major for one in changes(issues[-1], now)) else f"{first}.{second + 1}"


def changes(before: Issued, after: Issued) -> list[Change]:
    """What differs between two issues as recorded; of tables and claims nothing where a record lacks them."""
    return [
        *_results(before.results, after.results),
        *(_claims(before.claims, after.claims) if before.claims is not None and after.claims is not None else ()),
        *(_tables(before.tables, after.tables) if before.tables is not None and after.tables is not None else ()),
    ]


def claim_records(claims: Mapping[str, Mapping[str, Any]]) -> dict[str, Record]:
    """Claims as records keep them: whether each holds, and SHA-256 of its sentences in both languages."""
    return {
        name: {"holds": one["holds"], "sha256": hashlib.sha256(f"{one['ko']}\n{one['en']}".encode()).hexdigest()}
        for name, one in sorted(claims.items())
    }


def _results(before: Mapping[str, Record], after: Mapping[str, Record]) -> Iterator[Change]:
    differ = set(moved(estimates(before), estimates(after))["result"])
    differ |= {name for name in before.keys() & after.keys() if before[name]["unit"] != after[name]["unit"]}
    for name in sorted(differ):
        old, new = (
            {key: records[name][key] for key in NUMBERS} if name in records else None for records in (before, after)
        )
        yield Change("result", name, _how(old, new), old, new)


def _claims(before: Mapping[str, Record], after: Mapping[str, Record]) -> Iterator[Change]:
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if old is None or new is None:
            yield Change("claim", name, _how(old, new), _verdict(old), _verdict(new))
        elif old["holds"] != new["holds"]:
            yield Change("claim", name, "turned", _verdict(old), _verdict(new))
        elif old["sha256"] != new["sha256"]:
            yield Change("claim", name, "reworded", _verdict(old), _verdict(new))


def _verdict(claim: Record | None) -> Record | None:
    return None if claim is None else {"holds": claim["holds"]}


def _tables(before: Mapping[str, Record], after: Mapping[str, Record]) -> Iterator[Change]:
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        yield Change("table", name, _how(old, new), _size(old), _size(new))
        if old is not None and new is not None:
            columns, now = old["columns"], new["columns"]
            yield from (Change("column", f"{name}.{one}", "removed") for one in columns if one not in now)
            yield from (Change("column", f"{name}.{one}", "added") for one in now if one not in columns)


def _size(table: Record | None) -> Record | None:
    return None if table is None else {"rows": table["rows"], "sha256": table["sha256"]}


def _how(old: Record | None, new: Record | None) -> How:
    return "added" if old is None else "removed" if new is None else "changed"
