"""Which errors the audit detects: each figure is moved by one unit of its last printed place, both ways."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Literal

from analysis.data.audit import Status, check_identity
from analysis.data.by_row import applicable
from analysis.data.figures import Figure
from analysis.data.formulas import UndefinedError, matching
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
    for identity in applicable(identities, figures):
        with suppress(UndefinedError):
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
        changed = {status for one in identities if (status := _status(one, mistaken)) not in {None, before[one.id]}}
        found.append("caught" if "conflict" in changed else "noticed" if changed else "unguarded")
    return max(found, key=DETECTIONS.index)


def _status(identity: Identity, figures: Mapping[str, Figure]) -> Status | None:
    """What an identity comes to; None where the mistake makes it divide by nothing."""
    with suppress(UndefinedError):
        return check_identity(identity, figures).status
    return None
