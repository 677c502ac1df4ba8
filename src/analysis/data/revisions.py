"""What an edition printed differently from what was known before it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.data.contract import STATEMENTS
from analysis.data.figures import Figure
from analysis.data.units import decimal_text
from analysis.data.vintages import Delivery, Known, is_series

Event = Literal["new", "newly_covered", "revised", "disappeared"]
COLUMNS = ("edition", "event", "figure", "before", "after", "difference", "unit", "printed_before", "table", "line")


@dataclass(frozen=True)
class Revision:
    """One event between what was known and what an edition prints."""

    edition: str
    event: Event
    before: Figure | None
    after: Figure | None

    @property
    def figure(self) -> Figure:
        """The figure itself, as last printed."""
        one = self.after or self.before
        assert one is not None
        return one

    def row(self) -> dict[str, str]:
        """The event as a row of revisions.csv."""
        before, after = self.before, self.after
        difference = decimal_text(after.value - before.value, "") if before and after else ""
        return {
            "edition": self.edition, "event": self.event, "figure": self.figure.id,
            "before": decimal_text(before.value, before.unit) if before else "",
            "after": decimal_text(after.value, after.unit) if after else "",
            "difference": difference, "unit": self.figure.unit,
            "printed_before": before.printed if before else "",
            "table": self.figure.table, "line": str(self.figure.line),
        }  # fmt: skip


def all_revisions(brought: Sequence[Delivery]) -> list[Revision]:
    """The events of every edition against those before it, oldest first; none for the first edition."""
    known = Known()
    found: list[Revision] = []
    for at, delivery in enumerate(sorted(brought, key=lambda one: one.edition)):
        if at > 0:
            found += revisions(known, delivery)
        known.take(delivery)
    return found


def revisions(known: Known, delivery: Delivery) -> Iterator[Revision]:
    """The events of one edition against what was known before it.

    A later observation of a series is new, an earlier one that was not there is newly covered. A figure of another
    as-of date is a new observation, no revision. Disappeared: an observation inside the span that the edition
    prints, or a cell of a table that it prints whole, that it no longer has.
    """
    now = delivery.figures
    last = {table: known.tables[table].last for table in {one.table for one in now.values()} if table in known.tables}
    for figure in now.values():
        old = known.figure(figure.table, figure.id)
        if old is None:
            late = figure.table not in last or figure.as_of > last[figure.table]
            yield Revision(delivery.edition, "new" if late else "newly_covered", None, figure)
        elif old.as_of == figure.as_of and old.value != figure.value:
            yield Revision(delivery.edition, "revised", old, figure)
    dropped = [one for name, span in _spans(now.values()).items() for one in _dropped(known, delivery, name, span)]
    for _, old in sorted(dropped, key=lambda one: one[0]):
        yield Revision(delivery.edition, "disappeared", old, None)


def _spans(figures: Iterable[Figure]) -> Mapping[str, tuple[str, str]]:
    """The first and last as-of date of each table's figures."""
    dates: dict[str, list[str]] = defaultdict(list)
    for figure in figures:
        dates[figure.table].append(figure.as_of)
    return {table: (min(found), max(found)) for table, found in dates.items()}


def _dropped(known: Known, delivery: Delivery, name: str, span: tuple[str, str]) -> Iterator[tuple[int, Figure]]:
    """The figures of a table that the delivery should print and does not; a statement not made again stands."""
    table, before = delivery.contract.tables[name], known.tables.get(name)
    if name == STATEMENTS or before is None:
        return
    likely = before.between(*span) if is_series(table) else before.figures.values()
    yield from ((place, old) for place, old in likely if old.id not in delivery.figures)
