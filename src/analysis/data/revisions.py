"""What an edition printed differently from what was known before it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.data.figures import Figure
from analysis.data.units import decimal_text
from analysis.data.vintages import Delivery, is_series, known_figures

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
    ordered = sorted(brought, key=lambda delivery: delivery.edition)
    return [one for at in range(1, len(ordered)) for one in revisions(ordered[:at], ordered[at])]


def revisions(before: Iterable[Delivery], delivery: Delivery) -> Iterator[Revision]:
    """The events of one edition against what was known before it.

    A later observation of a series is new, an earlier one that was not there is newly covered. A figure of another
    as-of date is a new observation, no revision. Disappeared: an observation inside the span that the edition
    prints, or a cell of a table that it prints whole, that it no longer has.
    """
    known, now = known_figures(before), delivery.figures
    last = _span(known.values())
    span = _span(now.values())
    for figure in now.values():
        old = known.get(figure.id)
        if old is None:
            late = figure.table not in last or figure.as_of > last[figure.table][1]
            yield Revision(delivery.edition, "new" if late else "newly_covered", None, figure)
        elif old.as_of == figure.as_of and old.value != figure.value:
            yield Revision(delivery.edition, "revised", old, figure)
    for one, old in known.items():
        if one not in now and _dropped(old, delivery, span):
            yield Revision(delivery.edition, "disappeared", old, None)


def _span(figures: Iterable[Figure]) -> Mapping[str, tuple[str, str]]:
    """The first and last as-of date of each table's figures."""
    dates: dict[str, list[str]] = defaultdict(list)
    for figure in figures:
        dates[figure.table].append(figure.as_of)
    return {table: (min(found), max(found)) for table, found in dates.items()}


def _dropped(old: Figure, delivery: Delivery, span: Mapping[str, tuple[str, str]]) -> bool:
    table = delivery.contract.tables.get(old.table)
    if table is None or table.name not in span:
        return False
    if table.name == "statements":
        return False  # a statement not made again stands as it was
    if not is_series(table):
        return True
    first, last = span[table.name]
    return first <= old.as_of <= last
