"""The inputs of the fiscal topic: the plan as an edition prints it, the scenario rates from the register."""

from fractions import Fraction

from analysis.data.edition import Edition
from analysis.data.figures import Figure
from analysis.methods.slips import SlipError
from analysis.methods.topics.fiscal import Inputs, Restated
from analysis.methods.topics.fiscal.amounts import AMOUNTS, Amount

SECTION = "fiscal_decentralisation"
SCENARIO_RATE = "fiscal.rate."
SWING = "fiscal.swing"
# The notebook's parameters that stand in for a record of the register.
PARAMETERS = {"swing": SWING}


def inputs(
    report: Edition,
    *,
    rate: float | None = None,
    leisure_tax: float | None = None,
    pension: float | None = None,
    subsidies: float | None = None,
    scenario_rates: str | None = None,
    swing: float | None = None,
) -> Inputs:
    """The printed plan, and what is given in its place.

    Rates and `swing` are fractions, amounts KRW trillion. `scenario_rates` is a list with commas. None takes
    the rates and the `swing` of the register.

    Raises:
        ValueError: a given number cannot be one of its kind.
    """
    flows = {name: report.figure(f"fiscal_flows.{name}.amount") for name in AMOUNTS}
    table = report.table("fiscal_flows").set_index("flow")
    before, increase, after = (
        report.figure(f"fiscal_rates.{name}.percent").value / 100 for name in ("before", "increase", "after")
    )
    given = {"rate": rate, "leisure_tax": leisure_tax, "pension": pension, "subsidies": subsidies}
    return Inputs(
        printed={name: _amount(figure) for name, figure in flows.items()},
        parties={name: (str(table["payer"][name]), str(table["receiver"][name])) for name in AMOUNTS},
        rate_before=before,
        rate_increase=increase,
        rate_planned=after,
        lines={name: figure.line for name, figure in flows.items()},
        restated=_restated(report),
        given={name: _exact(value) for name, value in given.items() if value is not None},
        scenario_rates=_rates(report, scenario_rates, before),
        swing=_exact(report.assumed(SWING, swing)),
        place=str(table.attrs["place"]),
    )


def _rates(report: Edition, listed: str | None, present: Fraction) -> tuple[Fraction, ...]:
    """The rates listed, else those of the register that still lie ahead of the present one."""
    if listed is None:
        records = (report.assumptions[name] for name in report.assumptions if name.startswith(SCENARIO_RATE))
        return tuple(rate for rate in map(_exact, (record.value for record in records)) if rate > present)
    try:
        return tuple(Fraction(rate.strip()) for rate in listed.split(",") if rate.strip())
    except (ValueError, ZeroDivisionError):
        raise SlipError(f"scenario_rates is a list of fractions such as '0.25, 0.28'; {listed!r} is not") from None


def _restated(report: Edition) -> tuple[Restated, ...]:
    """The amounts that the section prints again in its text: figures `fiscal.AMOUNT.PLACE`."""
    named = [(one.id.split(".")[1], report.figure(one.id)) for one in report.statements(SECTION)]
    return tuple(Restated(name, _amount(figure), figure.line) for name, figure in named if name in AMOUNTS)


def _amount(figure: Figure) -> Amount:
    return Amount(figure.value, figure.interval)


def _exact(value: float) -> Fraction:
    """The decimal that was typed, not the binary number beside it."""
    return Fraction(str(value))
