"""A file's figures against the size that the last edition's had: a unit that the file does not name shows here."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from statistics import median

from analysis.data.contract import STATEMENTS
from analysis.data.figures import Figure
from analysis.data.intake.body import Body
from analysis.data.intake.faults import NumberedFault
from analysis.data.intake.history import History
from analysis.data.intake.series import dated_key
from analysis.data.intake.words import Vocabulary
from analysis.data.units import CALENDAR, UNIT_FACTORS, decimal_text
from analysis.words import Words

POWERS = [power for power in range(-12, 13) if power]
NEAR = (Fraction(1, 2), Fraction(2))
# One figure may well be ten times what it was; a column in another unit is all of it so, and to the digit.
EXACT = (Fraction(19, 20), Fraction(21, 20))
THOUSANDS, HUNDRED = (-3, 3), -2
# What only grows is a running total where its steps are of the size that the counts had, or small beside its level.
RUNNING, STEPS = 3, (Fraction(1, 4), Fraction(2))
LEVEL, OBSERVED = 20, 3


def field_of(figure: Figure) -> str:
    """The column in which a figure stands."""
    return "printed" if figure.table == STATEMENTS else figure.id.rpartition(".")[2]


def power_of(ratio: Fraction, near: tuple[Fraction, Fraction] = NEAR) -> int:
    """The power of ten, not the first, that a ratio is near to; 0 where it is near to none."""
    return next((power for power in POWERS if near[0] <= abs(ratio) / Fraction(10) ** power <= near[1]), 0)


def jumps(
    body: Body, figures: Mapping[str, Figure], history: History, vocabulary: Vocabulary
) -> Iterator[NumberedFault]:
    """Columns and figures that lie a power of ten from what the last edition printed; per cents given as fractions.

    Money and what is printed again are held against every power, other figures against a thousand. Where none of a
    series' observations was printed before, the middle values of the columns are compared.
    """
    known = {one: figure for one, figure in history.figures().items() if figure.unit not in CALENDAR}
    before = _by_field(known)
    for name, column in _by_field(figures).items():
        pairs = [(one, known[one.id]) for one in column if _comparable(one, known.get(one.id))]
        ratios = [one.value / old.value for one, old in pairs]
        power = _of_column(body, column, ratios, before.get(name, []))
        if power and pairs:
            alike = (pair for pair, ratio in zip(pairs, ratios, strict=True) if power_of(ratio) == power)
            one, old = next(alike, pairs[0])
            yield _jump(body, one, old.printed, power, history, vocabulary)
        elif power:
            middle = median(abs(one.value) for one in before[name] if one.value)
            yield _jump(body, column[0], decimal_text(middle, ""), power, history, vocabulary)
        else:
            for (one, old), ratio in zip(pairs, ratios, strict=True):
                if single := _of_figure(one, ratio):
                    yield _jump(body, one, old.printed, single, history, vocabulary)


def _comparable(one: Figure, old: Figure | None) -> bool:
    return old is not None and old.unit == one.unit and bool(old.value and one.value)


def _of_column(body: Body, column: Sequence[Figure], ratios: Sequence[Fraction], before: Sequence[Figure]) -> int:
    """The power of ten by which a whole column lies from the last edition's; 0 where it does not."""
    unit, series = column[0].unit, dated_key(body.table) is not None
    if body.table.name == STATEMENTS:
        return 0
    if ratios:
        power = power_of(median(ratios))
        again = series and (abs(power) > 1 or bool(power_of(median(ratios), EXACT)))
        likely = unit in UNIT_FACTORS or again or power in THOUSANDS or (unit == "%" and abs(power) == abs(HUNDRED))
        return power if likely else 0
    values, known = ([abs(one.value) for one in some if one.value] for some in (column, before))
    if not values or not known:
        return 0
    power = power_of(median(values) / median(known))
    shares = unit == "%" and power == HUNDRED and max(values) <= 1 < max(known)
    return power if unit in UNIT_FACTORS or power in THOUSANDS or shares or _risen(body, power) else 0


def _risen(body: Body, power: int) -> bool:
    """Whether the months of a series are a hundred times those before; days may well be."""
    dated = dated_key(body.table)
    return dated is not None and body.table.column(dated).type != "date" and power > 1


def _of_figure(figure: Figure, ratio: Fraction) -> int:
    """The power of ten by which one figure lies from its last print; 0 where it does not, or may well."""
    power = power_of(ratio)
    if figure.unit in UNIT_FACTORS:
        return power if abs(power) > 1 else power_of(ratio, EXACT)
    return power if power in THOUSANDS else 0


def _by_field(figures: Mapping[str, Figure]) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures.values():
        found[field_of(figure)].append(figure)
    return found


def _jump(
    body: Body, figure: Figure, before: str, power: int, history: History, vocabulary: Vocabulary
) -> NumberedFault:
    row, name = figure.line, field_of(figure)
    readings = _readings(figure, power, vocabulary)
    said = body.said(row, name)
    return body.fault("E136", row, name, said, before=before, edition=history.newest, readings=readings)


def _readings(figure: Figure, power: int, vocabulary: Vocabulary) -> Words:
    """The two readings of a figure: in the unit of its table, and in the one that would make it fit."""
    own, fitting = decimal_text(figure.value, ""), decimal_text(figure.value / Fraction(10) ** power, "")
    factor = Fraction(UNIT_FACTORS.get(figure.unit, 0)) / Fraction(10) ** power
    other = next((name for name, one in UNIT_FACTORS.items() if factor and one == factor), "")
    share = figure.unit == "%" and power == HUNDRED
    ko = vocabulary.name(other) if other else "비율" if share else "다른 단위"
    return Words(
        f"{vocabulary.name(figure.unit)}(으)로 읽으면 {own}, {ko}(으)로 읽으면 {fitting}",
        f"{own} read in {figure.unit}, {fitting} read in {other or ('fractions' if share else 'another unit')}",
    )


def running_totals(body: Body, figures: Mapping[str, Figure], history: History) -> Iterator[NumberedFault]:
    """Columns of a series that only grow, by what its observations were before: totals under a heading of counts."""
    dated = dated_key(body.table)
    if dated is None or any(key != dated for key in body.table.key):
        return
    before = _by_field(history.figures())
    for name, column in _by_field(figures).items():
        ordered = sorted(column, key=lambda one: one.id)
        steps = [later.value - one.value for one, later in pairwise(ordered)]
        known = [one.value for one in before.get(name, []) if one.value > 0]
        if not steps or not known or min(steps) < 0 or column[0].unit == "%":
            continue
        usual, level, middle = median(known), median(one.value for one in ordered), median(steps)
        growing = level >= RUNNING * usual and STEPS[0] * usual <= middle <= STEPS[1] * usual
        high = level >= LEVEL * usual and len(ordered) > OBSERVED and max(steps) <= usual
        if growing or high:
            last = ordered[-1]
            step = decimal_text(steps[-1], "")
            yield body.fault("E137", last.line, name, body.said(last.line, name), step=step)
