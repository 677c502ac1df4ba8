"""One side of an identity: arithmetic over figures, with the interval that their printed digits allow."""

import ast
import itertools
import operator
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from fractions import Fraction
from functools import lru_cache, reduce

from analysis.data.figures import Figure
from analysis.data.identities import REFERENCE, BadIdentityError
from analysis.methods.rounding import Interval


class UndefinedError(BadIdentityError):
    """An identity that divides by nothing."""


@dataclass(frozen=True)
class Quantity:
    """A value as printed or computed, and the interval of the true values behind it."""

    point: Fraction
    interval: Interval

    @classmethod
    def of(cls, number: Fraction | int | str) -> "Quantity":
        """An exact number."""
        return cls(Fraction(number), Interval.exactly(Fraction(number)))


def evaluate(formula: str, figures: Mapping[str, Figure], identity: str) -> Quantity:
    """One side of an identity over the figures; BadIdentityError, naming the identity, where it can't be.

    A figure that stands twice is one number: it is put at both ends of its interval, in between which the formula is
    taken to rise or to fall throughout.
    """
    try:
        tree, references = parsed(formula)
        named = {name: matching(reference, figures) for name, reference in references.items()}
        uses = Counter(one for each in named.values() for one in each)
        twice = {one: figures[one].interval for one, times in uses.items() if times > 1 and figures[one].interval.width}
        found = []
        for ends in itertools.product(*((each.low, each.high) for each in twice.values())):
            fixed = {one: Interval.exactly(end) for one, end in zip(twice, ends, strict=True)}
            found.append(_single(_value(tree, {
                name: [Quantity(figures[one].value, fixed.get(one, figures[one].interval)) for one in each]
                for name, each in named.items()
            })))  # fmt: skip
        return found[0] if len(found) == 1 else Quantity(found[0].point, _hull([one.interval for one in found]))
    except ZeroDivisionError as error:
        raise UndefinedError(f"{identity}: {error}") from None
    except (SyntaxError, ValueError) as error:
        raise BadIdentityError(f"{identity}: {error}") from None


def _hull(intervals: Sequence[Interval]) -> Interval:
    return Interval(min(one.low for one in intervals), max(one.high for one in intervals))


@lru_cache(maxsize=4096)
def parsed(formula: str) -> tuple[ast.expr, dict[str, str]]:
    """A formula with names in the places of its references, and the reference of each name."""
    references = {f"_{number}": match[1] for number, match in enumerate(REFERENCE.finditer(formula))}
    names = iter(references)
    return ast.parse(REFERENCE.sub(lambda _: next(names), formula), mode="eval").body, references


def matching(reference: str, figures: Mapping[str, Figure]) -> list[str]:
    """The figure ids that a reference names."""
    return [reference] if reference in figures else list(_matching(reference, tuple(figures)))


@lru_cache(maxsize=4096)
def _matching(pattern: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    wanted = pattern.split(".")
    return tuple(one for one in ids if _matches(one.split("."), wanted))


def _matches(parts: Sequence[str], wanted: Sequence[str]) -> bool:
    return len(parts) == len(wanted) and all(map(_segment, parts, wanted))


def _segment(part: str, wanted: str) -> bool:
    if wanted.startswith("{"):
        return part in wanted.strip("{}").replace(" ", "").split(",")
    pattern, _, excluded = wanted.partition("!")
    return fnmatchcase(part, pattern) and part not in excluded.split(",")


OPERATIONS: dict[type[ast.operator], Callable[..., object]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
}  # fmt: skip


def _value(node: ast.AST, names: Mapping[str, list[Quantity]]) -> list[Quantity]:
    match node:
        case ast.Name(id=name) if name in names:
            return names[name]
        case ast.Constant(value=int() | float()):
            return [Quantity.of(str(node.value))]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return [_combined(ast.Sub, Quantity.of(0), _single(_value(operand, names)))]
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATIONS:
            return [_combined(type(op), _single(_value(left, names)), _single(_value(right, names)))]
        case ast.Call(func=ast.Name(id=function), args=arguments, keywords=[]) if function in FUNCTIONS:
            return [FUNCTIONS[function](*(_value(one, names) for one in arguments))]
    raise ValueError(f"{ast.unparse(node)!r} is not part of a formula")


def _single(values: list[Quantity]) -> Quantity:
    if len(values) != 1:
        raise ValueError(f"a pattern for {len(values)} figures stands where one number is wanted")
    return values[0]


def _combined(kind: type[ast.operator], left: Quantity, right: Quantity) -> Quantity:
    combine = OPERATIONS[kind]
    point, interval = combine(left.point, right.point), combine(left.interval, right.interval)
    assert isinstance(point, Fraction)
    assert isinstance(interval, Interval)
    return Quantity(point, interval)


def _sum(values: list[Quantity]) -> Quantity:
    return reduce(lambda left, right: _combined(ast.Add, left, right), values)


def _mean(values: list[Quantity]) -> Quantity:
    return _combined(ast.Div, _sum(values), Quantity.of(len(values)))


def _days(start: list[Quantity], end: list[Quantity]) -> Quantity:
    return _combined(ast.Sub, _single(end), _single(start))


def _weekday(day: list[Quantity]) -> Quantity:
    # Ordinal 1 is a Monday, and 1 is Monday here (ISO 8601).
    return Quantity.of((_single(day).point - 1) % 7 + 1)


FUNCTIONS: dict[str, Callable[..., Quantity]] = {
    "sum": _sum,
    "mean": _mean,
    "count": lambda values: Quantity.of(len(values)),
    "min": lambda values: min(values, key=lambda one: one.point),
    "max": lambda values: max(values, key=lambda one: one.point),
    "days": _days,
    "weekday": _weekday,
}
