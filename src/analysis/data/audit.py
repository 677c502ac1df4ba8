"""The audit: every identity held against the figures, with the interval that their printed digits allow."""

from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from analysis.data.by_row import applicable
from analysis.data.figures import Figure
from analysis.data.formulas import Quantity, UndefinedError, evaluate, matching
from analysis.data.identities import REFERENCE, Identity
from analysis.data.units import LISTED, decimal_text
from analysis.methods.rounding import Interval
from analysis.words import Words

Status = Literal["exact", "rounding", "truncated", "explained", "conflict"]
STATUSES: tuple[Status, ...] = ("exact", "rounding", "truncated", "explained", "conflict")
COLUMNS = ("identity", "statement", "reported", "recomputed", "difference", "tolerance", "status", "note")

OPEN_LIST = Words(
    "목록이 ‘등’으로 끝나 이름을 적지 않은 항목이 있을 수 있다",
    "the list ends in “and others” and may leave items unnamed",
)
CUT = Words("마지막 자리 아래를 반올림하지 않고 버렸다", "truncated after the last printed digit, not rounded")


@dataclass(frozen=True)
class Verdict:
    """What an identity comes to: both sides as printed, and whether the printed digits allow them to agree."""

    identity: Identity
    reported: Quantity
    recomputed: Quantity
    status: Status

    @property
    def difference(self) -> Fraction:
        """Reported minus recomputed, as printed."""
        return self.reported.point - self.recomputed.point

    @property
    def tolerance(self) -> Fraction:
        """The difference that the printed digits of both sides allow."""
        return (self.reported.interval.width + self.recomputed.interval.width) / 2

    @property
    def note(self) -> Words:
        """Why the sides differ, where the audit can say it."""
        if self.status == "explained":
            return self.identity.explained or OPEN_LIST
        return CUT if self.status == "truncated" else Words("", "")

    def row(self) -> dict[str, str]:
        """The verdict as a row of audit.csv."""
        return {
            "identity": self.identity.id, "statement": both(self.identity.statement),
            "reported": decimal_text(self.reported.point, ""), "recomputed": decimal_text(self.recomputed.point, ""),
            "difference": decimal_text(self.difference, ""), "tolerance": decimal_text(self.tolerance, ""),
            "status": self.status, "note": both(self.note),
        }  # fmt: skip


def both(words: Words) -> str:
    """Both languages in one cell."""
    return f"{words.ko} / {words.en}" if words.ko else ""


def audit(identities: Iterable[Identity], figures: Mapping[str, Figure]) -> list[Verdict]:
    """Every identity checked whose figures the edition prints; BadIdentityError where one can't be evaluated.

    One that divides by nothing, as the win rate of a month in which nothing was closed, says nothing.
    """
    found = []
    for identity in applicable(identities, figures):
        with suppress(UndefinedError):
            found.append(check_identity(identity, figures))
    return found


def counts(verdicts: Iterable[Verdict]) -> dict[Status, int]:
    """How many verdicts of each status."""
    found = Counter(verdict.status for verdict in verdicts)
    return {status: found[status] for status in STATUSES}


def check_identity(identity: Identity, figures: Mapping[str, Figure]) -> Verdict:
    """One identity held against the figures; UndefinedError where it would divide by zero."""
    reported = evaluate(identity.reported, figures, identity.id)
    recomputed = evaluate(identity.recomputed, figures, identity.id)
    return Verdict(identity, reported, recomputed, _status(identity, reported, recomputed, figures))


def _status(identity: Identity, reported: Quantity, recomputed: Quantity, figures: Mapping[str, Figure]) -> Status:
    left, right = reported.interval, recomputed.interval
    if identity.relation == "=":
        exact, possible = reported.point == recomputed.point, left.overlaps(right)
    elif identity.relation == "<=":
        exact, possible = reported.point <= recomputed.point, left.may_be_at_most(right)
    else:
        exact, possible = reported.point >= recomputed.point, right.may_be_at_most(left)
    if exact:
        return "exact"
    if _unnamed(identity, reported, recomputed, figures):
        return "explained"
    if _restated(identity, figures):
        return "explained" if identity.explained else "conflict"
    if possible:
        return "rounding"
    if identity.relation == "=" and _truncated(identity.reported, reported, recomputed, figures):
        return "truncated"
    return "explained" if identity.explained else "conflict"


def _unnamed(identity: Identity, reported: Quantity, recomputed: Quantity, figures: Mapping[str, Figure]) -> bool:
    """Whether a heading counts more than a list names that ends in "and others"."""
    lists = [figures[one] for ref in REFERENCE.findall(identity.recomputed) for one in matching(ref, figures)]
    lists = [one for one in lists if one.unit == LISTED]
    counts_more = identity.relation == "=" and reported.point > recomputed.point
    return counts_more and any(one.number.bound == "at_least" for one in lists)


def _restated(identity: Identity, figures: Mapping[str, Figure]) -> bool:
    """Whether both sides are one figure printed to the same place: then the same number must be printed."""
    left, right = REFERENCE.fullmatch(identity.reported), REFERENCE.fullmatch(identity.recomputed)
    if identity.relation != "=" or not left or not right or left[1] not in figures or right[1] not in figures:
        return False
    one, other = figures[left[1]], figures[right[1]]
    return (one.unit, one.number.place, one.number.bound) == (other.unit, other.number.place, other.number.bound)


def _truncated(formula: str, reported: Quantity, recomputed: Quantity, figures: Mapping[str, Figure]) -> bool:
    """Whether the reported figure is the recomputed one cut, not rounded, at its last printed place."""
    single = REFERENCE.fullmatch(formula)
    if not single or single[1] not in figures or figures[single[1]].number.exact:
        return False
    cut = Interval(reported.point, reported.point + figures[single[1]].number.place, high_open=True)
    return cut.overlaps(recomputed.interval)
