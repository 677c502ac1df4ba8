"""Which errors the audit detects: each figure is moved by one unit of its last printed place, both ways."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal

from analysis.data.audit import Status, check_identity, printed
from analysis.data.figures import Figure
from analysis.data.formulas import matching
from analysis.data.identities import Identity

Detection = Literal["caught", "noticed", "unguarded"]
DETECTIONS: tuple[Detection, ...] = ("caught", "noticed", "unguarded")


def error_detection(identities: Iterable[Identity], figures: Mapping[str, Figure]) -> dict[str, Detection]:
    """For each figure, whether an error of one printed unit would be found, either way.

    `caught`: an identity becomes a conflict; `noticed`: one only changes its status, say from exact to rounding,
    because the printed digits allow the error; `unguarded`: no identity sees it.
    """
    involved: dict[str, list[Identity]] = defaultdict(list)
    before: dict[str, Status] = {}
    for identity in identities:
        if printed(identity, figures):
            before[identity.id] = check_identity(identity, figures).status
            for one in {figure for reference in identity.references for figure in matching(reference, figures)}:
                involved[one].append(identity)
    return {one: _detection(figure, involved.get(one, []), figures, before) for one, figure in figures.items()}


def _detection(
    figure: Figure, identities: Iterable[Identity], figures: Mapping[str, Figure], before: Mapping[str, Status]
) -> Detection:
    found: list[Detection] = []
    for sign in (1, -1):
        moved = replace(figure.number, value=figure.value + sign * figure.number.place)
        mistaken = {**figures, figure.id: replace(figure, number=moved)}
        changed = {
            status
            for identity in identities
            if (status := check_identity(identity, mistaken).status) != before[identity.id]
        }
        found.append("caught" if "conflict" in changed else "noticed" if changed else "unguarded")
    return max(found, key=DETECTIONS.index)
