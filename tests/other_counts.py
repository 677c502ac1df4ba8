"""Another edition: every table and statement of September changed, and all that the identities say kept true.

Each figure that no identity defines is made larger by a share of its own, so that shares, ratios and estimates change
too; the others are computed from those. Kept are dates, months, hours and weekdays, and the names of things.
"""

import csv
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from fractions import Fraction

from analysis.data.by_row import applicable
from analysis.data.contract import STATEMENTS, TableContract, read_contract
from analysis.data.editions import Study
from analysis.data.figures import Figure, Row, edition_figures, read_rows
from analysis.data.formulas import evaluate, matching
from analysis.data.identities import REFERENCE, Identity, read_identities
from analysis.data.units import CALENDAR, LISTED, SCALES, UNIT_FACTORS

SEPTEMBER = "2020-09"
LINES_ON = 4000  # so many lines further down stands everything in the other report

# Units whose figures stay: an edition of the same months has the same calendar; lists are names.
KEPT_UNITS = {*CALENDAR, "month of year", LISTED}
# Factors other than those drawn, with the reason.
FACTORS = {
    "hospital_beds.*.*_in_use": "0.83",  # no more beds are in use than there are
    "hospital_beds.*.severe_available": "1.2",  # nor more open than free
    "evaluation_bonus.*.highest": "0.65",  # the contract knows a most
    "autonomy_changes.audit_signatures.planned": "0.8",  # the bill asks for fewer than now
}
# Figures defined here, as no identity that can be solved for them says how they hang together, with the reason.
DEFINED = {
    # one raise for all rights
    "invention_rewards.patent.planned.reward": "[invention_rewards.patent.now.reward] * 3",
    "invention_rewards.utility_model.planned.reward": "[invention_rewards.utility_model.now.reward] * 3",
    "invention_rewards.design.planned.reward": "[invention_rewards.design.now.reward] * 3",
    # the routes have to add up to the days
    "rally_routes.attended.cases": "[covid.rally.daily_total] - sum([rally_routes.{controlled,contact}.cases])",
    # points and shares of a whole add up to 100
    "evaluation_weights.moi.specific.total.points": "100 - [evaluation_weights.moi.common.total.points]",
    "evaluation_weights.core.programmes.total.points":
        "100 - sum([evaluation_weights.core.{operations,finance}.total.points])",
    "evaluation_weights.funded.programmes.total.points":
        "100 - sum([evaluation_weights.funded.{leadership,management,responsibility}.total.points])",
    "evaluation_officers.funded.head.management.share":
        "100 - sum([evaluation_officers.funded.head.{programmes,satisfaction}.share])",
}  # fmt: skip


SCALED = re.compile(r"[△▲−-]?\s*(?P<digits>[\d,.]+)(?P<scale>천만|백만|조|억|만|천|백)?(?: (?P<rest>[\d,]+))?")
FRACTION = re.compile(r"(\d+)/(\d+)")
PARTS = re.compile(r"(\d+)분의 (\d+)")


def other_counts(study: Study, salt: int = 0) -> Study:
    """Changes the raw tables of September in place; another `salt` draws other factors."""
    folder = study.raw(SEPTEMBER)
    contract = read_contract(folder)
    rows = {table.name: read_rows(folder / table.path) for table in contract}
    figures = {figure.id: figure for figure in edition_figures(SEPTEMBER, contract, rows)}
    values = Values(figures, applicable(read_identities(study.identities, contract), figures), salt)
    printed = {name: written(figure, values.of(name)) for name, figure in figures.items()}
    for table in contract:
        with (folder / table.path).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, [column.name for column in table.fields], lineterminator="\n")
            writer.writeheader()
            writer.writerows(reprinted(table, row, printed) for row in rows[table.name])
    return study


def reprinted(table: TableContract, row: Row, printed: Mapping[str, str]) -> Row:
    """One row with its figures as they are now printed, further down."""
    line = table.with_role("line")[0].name
    moved = {**row, line: str(int(row[line]) + LINES_ON)}
    if table.name == STATEMENTS:
        return {**moved, "printed": printed[row["figure"]]}
    key = ".".join([table.name, *(row[name] for name in table.key)])
    columns = [column.name for column in table.with_role("figure") if row[column.name].strip()]
    return {**moved, **{column: printed[f"{key}.{column}"] for column in columns}}


class Values:
    """The changed value of every figure, each computed when it is asked for."""

    def __init__(self, figures: Mapping[str, Figure], identities: Iterable[Identity], salt: int) -> None:
        self.figures, self.salt = figures, salt
        self.known: dict[str, Fraction] = {}
        self.first_of: dict[str, str] = {}
        equations = [one for one in identities if one.relation == "=" and one.explained is None]
        for one in equations:
            if pair := self._twice_printed(one):
                first, second = map(self._first, pair)
                self.first_of[second] = first
        self.formulas = {self._first(name): formula for name, formula in DEFINED.items()}
        for one in equations:
            single = REFERENCE.fullmatch(one.reported)
            if single and single[1] in figures and not self._twice_printed(one):
                self.formulas.setdefault(self._first(single[1]), one.recomputed)

    def of(self, name: str) -> Fraction:
        """The changed value of one figure, rounded as it is printed."""
        name = self._first(name)
        if name not in self.known:
            figure = self.figures[name]
            if figure.unit in KEPT_UNITS:
                self.known[name] = figure.value
            elif name in self.formulas:
                self.known[name] = rounded(self._computed(name), figure.number.place)
            else:
                self.known[name] = drawn(figure, self.salt)
        return self.known[name]

    def _computed(self, name: str) -> Fraction:
        wanted = {one for each in REFERENCE.findall(self.formulas[name]) for one in matching(each, self.figures)}
        now = {one: replace(self.figures[one].number, value=self.of(one)) for one in wanted}
        changed = {**self.figures, **{one: replace(self.figures[one], number=number) for one, number in now.items()}}
        return evaluate(self.formulas[name], changed, name).point

    def _first(self, name: str) -> str:
        while name in self.first_of:
            name = self.first_of[name]
        return name

    def _twice_printed(self, identity: Identity) -> tuple[str, str] | None:
        """The two figures of an identity that says of one number that it is printed in two places."""
        left, right = REFERENCE.fullmatch(identity.reported), REFERENCE.fullmatch(identity.recomputed)
        if not left or not right or not {left[1], right[1]} <= self.figures.keys():
            return None
        one, other = self.figures[left[1]], self.figures[right[1]]
        return (one.id, other.id) if (one.unit, one.number.place) == (other.unit, other.number.place) else None


def drawn(figure: Figure, salt: int) -> Fraction:
    """The figure made larger by 6 to 40 %, or by its own factor besides, and by one printed place at least."""
    value, place = figure.value, figure.number.place
    if match := FRACTION.fullmatch(figure.printed):
        return Fraction(int(match[1]), int(match[2]) + 2)
    if match := PARTS.fullmatch(figure.printed):
        return Fraction(int(match[2]) + 10, int(match[1]))
    own = next((Fraction(factor) for pattern, factor in FACTORS.items() if fnmatchcase(figure.id, pattern)), 1)
    share = Fraction(6) + Fraction(zlib.crc32(f"{salt} {figure.id}".encode()) % 3400, 100)
    made = rounded(value * own * (1 + share / 100), place)
    return made + place if made == value != 0 else made


def rounded(value: Fraction, place: Fraction) -> Fraction:
    """The value to its printed place, halves away from zero."""
    whole, rest = divmod(abs(value), place)
    return (1 if value >= 0 else -1) * (whole + (2 * rest >= place)) * place


def written(figure: Figure, value: Fraction) -> str:
    """A value as the figure is printed: its scale words, separators and places."""
    if value == figure.value:
        return figure.printed
    if match := FRACTION.fullmatch(figure.printed):
        return f"{match[1]}/{int(match[1]) / value}"
    if match := PARTS.fullmatch(figure.printed):
        return f"{match[1]}분의 {value * int(match[1])}"
    match = SCALED.fullmatch(figure.printed)
    assert match, figure.printed
    scale = match["scale"] or ""
    size = Fraction(SCALES[scale], UNIT_FACTORS.get(figure.unit, 1)) if scale else Fraction(1)
    sign, places = "-" if value < 0 else "", len(match["digits"].partition(".")[2])
    if match["rest"]:
        whole, rest = divmod(abs(value), size)
        return f"{sign}{whole}{scale} {int(rest):,}"
    whole, rest = divmod(abs(value) / size * 10**places, 10**places)
    assert rest.denominator == 1
    return f"{sign}{whole:,}{f'.{int(rest):0{places}d}' if places else ''}{scale}"
