"""Which figures the audit guards: each is moved by one unit of its last printed place, both ways."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal

from analysis.data.audit import Status, judge, matching, printed
from analysis.data.figures import Figure
from analysis.data.identities import Identity

Guard = Literal["caught", "noticed", "unguarded"]
GUARDS: tuple[Guard, ...] = ("caught", "noticed", "unguarded")


def guards(identities: Iterable[Identity], figures: Mapping[str, Figure]) -> dict[str, Guard]:
    """For each figure, whether a slip of one printed unit would be found, either way.

    `caught`: an identity becomes a conflict; `noticed`: one only changes its status, say from exact to rounding,
    because the printed digits allow the slip; `unguarded`: no identity sees it.
    """
    guarding: dict[str, list[Identity]] = defaultdict(list)
    before: dict[str, Status] = {}
    for identity in identities:
        if printed(identity, figures):
            before[identity.id] = judge(identity, figures).status
            for one in {figure for reference in identity.references for figure in matching(reference, figures)}:
                guarding[one].append(identity)
    return {one: _guard(figure, guarding.get(one, []), figures, before) for one, figure in figures.items()}


def _guard(
    figure: Figure, identities: Iterable[Identity], figures: Mapping[str, Figure], before: Mapping[str, Status]
) -> Guard:
    found: list[Guard] = []
    for sign in (1, -1):
        moved = replace(figure.number, value=figure.value + sign * figure.number.place)
        slipped = {**figures, figure.id: replace(figure, number=moved)}
        changed = {
            status for identity in identities if (status := judge(identity, slipped).status) != before[identity.id]
        }
        found.append("caught" if "conflict" in changed else "noticed" if changed else "unguarded")
    return max(found, key=GUARDS.index)
